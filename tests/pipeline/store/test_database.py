"""Opening databases: migrations as one transaction, versions, and errors that say what to do."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.store import database, tables
from pipeline.store.database import open_engine
from schemas.errors import NoStoreError, StoreError


def url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def test_the_migrations_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    engine = open_engine(url(tmp_path / "a.db"))
    inspector = sa.inspect(engine)
    made = set(inspector.get_table_names()) - {"alembic_version"}
    assert made == set(tables.metadata.tables)
    for name, table in tables.metadata.tables.items():
        columns = {column["name"]: column for column in inspector.get_columns(name)}
        assert list(columns) == [column.name for column in table.c]
        assert {n: c["nullable"] for n, c in columns.items()} == {c.name: c.nullable for c in table.c}
        assert {i["name"] for i in inspector.get_indexes(name)} == {i.name for i in table.indexes}


def test_wal_and_foreign_keys_are_on(tmp_path: Path) -> None:
    engine = open_engine(url(tmp_path / "a.db"))
    with database.reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_migration_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_config: object, _revision: str) -> None:
        raise sa.exc.SQLAlchemyError("planned")

    real = database.command.upgrade
    path = tmp_path / "a.db"

    def half(config: object, revision: str) -> None:
        real(config, revision)
        broken(config, revision)

    monkeypatch.setattr(database.command, "upgrade", half)
    with pytest.raises(StoreError):
        open_engine(url(path))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_engine(url(path)).dispose()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="升级"):
        open_engine(url(path))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("这不是数据库" * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="--db"):
        open_engine(url(path))


def test_only_on_request_is_a_database_made(tmp_path: Path) -> None:
    path = tmp_path / "云溪" / "a.db"
    with pytest.raises(NoStoreError, match=r"还没有数据库.*duibiao run"):
        open_engine(url(path), create=False)
    assert not path.parent.exists()
    assert database.is_absent(sa.make_url(url(path)))
    open_engine(url(path)).dispose()
    open_engine(url(path), create=False).dispose()
    (tmp_path / "b.db").touch()
    with pytest.raises(NoStoreError, match="还没有数据库"):
        open_engine(url(tmp_path / "b.db"), create=False)


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_database_is_left_alone(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "其他.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE contacts (name TEXT)")
    connection.close()
    with pytest.raises(NoStoreError, match="其他程序"):
        open_engine(url(path), create=create)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("contacts",)]
    connection.close()


@pytest.mark.parametrize("address", ["nosuch://x/y", "://", "mysql+nosuchdriver://x/y"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(StoreError, match="数据库地址"):
        open_engine(address)


def test_a_password_is_never_shown() -> None:
    with pytest.raises(StoreError) as caught:
        open_engine("nosuch://user:geheim@host/db")
    assert "geheim" not in str(caught.value)


def test_a_folder_with_a_percent_sign(tmp_path: Path) -> None:
    folder = tmp_path / "完成率95%"
    engine = open_engine(url(folder / "a.db"))
    assert database.revision(engine)[0] is not None


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    first, second = open_engine(url(tmp_path / "a.db")), open_engine(url(tmp_path / "a.db"))
    with database.reading(first) as reader:
        reader.exec_driver_sql("SELECT count(*) FROM runs")
        with database.writing(second) as writer:
            writer.execute(
                sa.insert(tables.schemes).values(
                    id="s", document_id="d", region="r", year=2023, state="draft", json="{}"
                )
            )
        assert reader.exec_driver_sql("SELECT count(*) FROM schemes").scalar() == 0, "a reader keeps its view"
    with database.reading(first) as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM schemes").scalar() == 1


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="--db"):
        open_engine(url(tmp_path / "a" / "b.db"))
