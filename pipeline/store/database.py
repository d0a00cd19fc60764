"""The database connection: SQLite in a file by default, PostgreSQL by URL.

SQLite runs in WAL mode with foreign keys on. The driver's own transaction handling is switched off,
because it would commit before a CREATE TABLE; with an explicit BEGIN a migration that fails leaves
nothing behind. A writer takes its lock at once (BEGIN IMMEDIATE), so two programs wait for each other
instead of failing half-way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from schemas.errors import NoStoreError, StoreError, system_reason

BUSY_SECONDS = 30
ADVICE_ABSENT = (
    "请先用 duibiao run 读取材料（会自动建立），或用 --db 指定已有的数据库；自带样例请加 --samples"
)
_WRITING = {"duibiao_writing": True}


def open_engine(url: str, *, create: bool = True) -> sa.Engine:
    """A connected engine on a migrated database; with `create` a new one where there is none yet.
    Raises NoStoreError with what to do."""
    try:
        address = sa.make_url(url)
        if not create and is_absent(address):
            raise NoStoreError(f"还没有数据库 {_shown(url)}", ADVICE_ABSENT)
        engine = _engine(address)
        _check_contents(engine, _shown(url), create=create)
        migrate(engine)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise NoStoreError(
            f"数据库地址不能使用：{_shown(url)}",
            "请写文件路径，或 postgresql+psycopg://用户:密码@主机/库名（需另行安装 psycopg）",
        ) from error
    except CommandError as error:
        raise NoStoreError(
            "数据库由更新版本的 duibiao 建立，本版本不能使用", "请升级 duibiao 后再试"
        ) from error
    except (SQLAlchemyError, OSError) as error:
        raise NoStoreError(f"数据库打不开：{_shown(url)}（{_cause(error)}）", _advice(url)) from error
    return engine


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection in one transaction that writes: all of it or nothing."""
    try:
        with engine.execution_options(**_WRITING).begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(
            f"数据库写入失败（{_cause(error)}）", "请确认磁盘未满、没有其他程序占用数据库后重试"
        ) from error


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection in one transaction that only reads."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(f"数据库读取失败（{_cause(error)}）", "请运行 duibiao doctor 检查") from error


def migrate(engine: sa.Engine) -> None:
    """Bring the tables to the newest revision; nothing happens where they are."""
    with engine.execution_options(**_WRITING).begin() as connection:
        config = _alembic()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision(engine: sa.Engine) -> tuple[str | None, str | None]:
    """The revision of the database and the newest one that the program knows."""
    with reading(engine) as connection:
        current = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return current, ScriptDirectory.from_config(_alembic()).get_current_head()


def is_absent(url: sa.URL) -> bool:
    """True where a database file is not there, or has no bytes yet."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return False
    path = Path(url.database)
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def _check_contents(engine: sa.Engine, shown: str, *, create: bool) -> None:
    """Raise NoStoreError for another program's database, and for an empty one that must not be filled."""
    with engine.connect() as connection:
        names = sa.inspect(connection).get_table_names()
    if not names and not create:
        raise NoStoreError(f"数据库 {shown} 是空的", ADVICE_ABSENT)
    if names and "alembic_version" not in names:
        raise NoStoreError(f"{shown} 是其他程序的数据库", "请用 --db 指定另一个文件")


def _alembic() -> Config:
    folder = Path(__file__).parent / "migrations"
    config = Config()
    # A percent sign in a folder name would be read as interpolation.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("version_locations", str(folder / "versions").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _engine(url: sa.URL) -> sa.Engine:
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url)
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", _configure_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("duibiao_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_CAUSES = {
    "file is not a database": "不是数据库文件",
    "unable to open database file": "文件或文件夹不能使用",
    "database is locked": "正被其他程序占用",
    "readonly database": "没有写入权限",
    "database or disk is full": "磁盘已满",
    "disk image is malformed": "数据库文件已损坏",
    "disk I/O error": "磁盘读写出错",
}
"""What SQLite says, in Chinese; words of a database server are passed on as they are."""


def _cause(error: SQLAlchemyError | OSError) -> str:
    if isinstance(error, OSError):
        return system_reason(error)
    said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return next((chinese for english, chinese in _CAUSES.items() if english in said), said)


def _advice(url: str) -> str:
    if url.startswith("sqlite"):
        return "请检查该文件是否为数据库、所在文件夹能否写入，或用 --db 指定另一个文件"
    return "请检查数据库服务是否启动，地址、用户和密码是否正确"


def _shown(url: str) -> str:
    """The database as the user named it: a file's path, or the address without its password."""
    try:
        address = sa.make_url(url)
    except ArgumentError:
        return url
    if address.get_backend_name() == "sqlite" and address.database:
        return address.database
    return address.render_as_string(hide_password=True)
