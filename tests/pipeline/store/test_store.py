"""The store: what goes in comes out, versions give way, drafts and runs are kept."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from store_fakes import arrival, document, records, source

from pipeline.store.store import Store, document_id, open_store
from pipeline.store.values import Hints, RunEntry, RunFile
from schemas.decision import Decision
from schemas.errors import StoreError
from schemas.outcome import Outcome
from schemas.scheme import Scheme

POSTGRES = os.environ.get("DUIBIAO_TEST_POSTGRES")
"""The URL of an empty PostgreSQL database to run these tests on as well."""


@pytest.fixture(params=["sqlite", *(["postgres"] if POSTGRES else [])])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{(tmp_path / 'x.db').as_posix()}"
    if request.param == "postgres" and POSTGRES:
        url = POSTGRES
        with sa.create_engine(url).begin() as connection:
            connection.execute(sa.text("DROP SCHEMA public CASCADE"))
            connection.execute(sa.text("CREATE SCHEMA public"))
    opened = open_store(url)
    yield opened
    opened.close()


def put(store: Store, mark: str = "a", name: str = "9月报告.docx", **given: str) -> str:
    """Save a made-up reading; returns its id."""
    file = source(mark, name, given.pop("received", "2023-10-09T01:00:00Z"))
    content = document(file)
    period = given.pop("period", "2023-01/2023-09")
    store.save_reading(arrival(file, **given), content, records(content, period=period))  # type: ignore[arg-type]
    return document_id(file.sha256)


def decision(id_: str, key: str, **given: str) -> Decision:
    values = {
        "action": "correct", "kind": "facts", "field": "value", "before": "5.8", "after": "5.9",
        "who": "王芳", "when": "2023-10-11T00:00:00Z", "quote": "增长5.8%",
    } | given  # fmt: skip
    return Decision(document_id=id_, key=key, **values)  # type: ignore[arg-type]


def scheme(id_: str, key: str = "s", state: str = "draft") -> Scheme:
    return Scheme(key, "考核方案", "云溪县", 2023, state, id_, "方案.docx", (), None, None, (), None, ())  # type: ignore[arg-type]


def test_what_goes_in_comes_out(store: Store) -> None:
    file = source()
    content = document(file)
    read = records(content)
    assert store.save_reading(arrival(file, hints=Hints(2023, "云溪县")), content, read) is None
    id_ = document_id(file.sha256)
    (stored,) = store.documents()
    assert store.content(id_) == content
    assert store.records_of(id_).original == read
    assert store.records_of(id_).records == read
    assert store.counts(id_) == {"facts": 2, "issues": 1}
    assert stored.header == read.document
    assert stored.hints == Hints(2023, "云溪县")
    assert (stored.source.name, stored.path, stored.version) == ("9月报告.docx", "9月报告.docx", "1")
    assert store.known(file.sha256) == stored
    assert store.known("f" * 64) is None


def test_a_second_opening_finds_everything(tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'y.db').as_posix()}"
    first = open_store(url)
    id_ = put(first)
    first.close()
    second = open_store(url)
    assert [d.id for d in second.documents()] == [id_]
    assert second.revision()[0] == second.revision()[1]
    second.close()


def test_new_bytes_at_the_same_place_take_over(store: Store) -> None:
    old = put(store, "a")
    new = put(store, "b", received="2020-01-01T00:00:00Z", period="2023-01/2023-10")
    assert [d.id for d in store.documents()] == [new], "at one place the one that came in last counts"
    assert {d.id: d.superseded_by for d in store.documents(superseded=True)} == {old: new, new: None}
    assert store.records_of(old).original.facts, "the older version is kept"


def test_the_same_name_elsewhere_is_a_version_only_of_the_same_paper(store: Store) -> None:
    first = put(store, "a", path="甲/9月报告.docx")
    put(store, "b", path="乙/9月报告.docx", period="2023-01/2023-08")
    assert len(store.documents()) == 2, "another period, another paper"
    third = put(store, "c", path="丙/9月报告.docx", received="2023-10-20T00:00:00Z")
    assert third in {d.id for d in store.documents()}
    assert first not in {d.id for d in store.documents()}


def test_an_older_copy_found_later_does_not_take_over(store: Store) -> None:
    new = put(store, "a", path="新/9月报告.docx", received="2023-10-09T00:00:00Z")
    old = put(store, "b", path="旧/9月报告.docx", received="2023-09-01T00:00:00Z")
    assert [d.id for d in store.documents()] == [new]
    assert {d.id: d.superseded_by for d in store.documents(superseded=True)}[old] == new


def test_another_folder_hint_is_another_paper(store: Store) -> None:
    for mark, unit in (("a", "甲区"), ("b", "乙区")):
        file = source(mark)
        content = document(file)
        store.save_reading(
            arrival(file, path=f"{unit}/{file.name}", hints=Hints(unit=unit)), content, records(content)
        )
    assert len(store.documents()) == 2


def test_a_version_that_comes_back_is_in_force_again(store: Store) -> None:
    old = put(store, "a")
    new = put(store, "b")
    known = store.known(source("a").sha256)
    assert known is not None
    replaced = store.seen_again(known, "/收件", "9月报告.docx", "2023-11-01T00:00:00Z")
    assert replaced is not None
    assert replaced.id == new
    assert [d.id for d in store.documents()] == [old]


def test_an_old_version_lying_elsewhere_stays_old(store: Store) -> None:
    old = put(store, "a", path="旧/9月报告.docx", received="2023-10-01T00:00:00Z")
    put(store, "b", path="新/9月报告.docx")
    known = store.known(source("a").sha256)
    assert known is not None
    assert store.seen_again(known, "/收件", "旧/9月报告.docx", "2023-11-01T00:00:00Z") is None
    assert old not in {d.id for d in store.documents()}


def test_reading_again_replaces_the_records_and_nothing_else(store: Store) -> None:
    file = source()
    content = document(file)
    read = records(content)
    store.save_reading(arrival(file), content, read)
    fewer = replace(read, facts=read.facts[:1])
    assert store.save_reading(arrival(file, version="2", seen="2024-01-01T00:00:00Z"), content, fewer) is None
    (stored,) = store.documents()
    assert (stored.version, stored.first_seen, stored.last_seen) == (
        "2",
        "2023-10-10T00:00:00Z",
        "2024-01-01T00:00:00Z",
    )
    assert store.counts(stored.id) == {"facts": 1, "issues": 1}


def test_decisions_stand_beside_the_record(store: Store) -> None:
    id_ = put(store)
    key = store.records_of(id_).original.facts[0].key
    taken = decision(id_, key)
    store.add_decisions([taken])
    reviewed = store.records_of(id_)
    assert reviewed.original.facts[0].value == "5.8"
    assert reviewed.records.facts[0].value == "5.9"
    assert store.decisions() == reviewed.applied == (taken,)
    assert store.orphan_decisions() == ()


def test_decisions_survive_newer_finders_or_are_listed(store: Store) -> None:
    file = source()
    content = document(file)
    read = records(content)
    store.save_reading(arrival(file), content, read)
    id_ = document_id(file.sha256)
    kept = decision(id_, read.facts[0].key)
    moved = decision(id_, "an-older-key", quote="投资21.4亿元", before="21.4", after="21.5")
    lost = decision(id_, "gone", quote="不在文中的话")
    store.add_decisions([kept, moved, lost])
    wider = replace(
        read.facts[0],
        evidence=replace(read.facts[0].evidence, start=3, quote="规上工业增加值增长5.8%"),
    )
    store.save_reading(arrival(file, version="2"), content, replace(read, facts=(wider, read.facts[1])))
    assert [f.value for f in store.records_of(id_).records.facts] == ["5.9", "21.5"]
    assert store.orphan_decisions() == (lost,)


def test_decisions_of_an_unknown_document_are_listed(store: Store) -> None:
    stray = decision("nowhere", "k")
    store.add_decisions([stray])
    assert store.orphan_decisions() == (stray,)


def test_a_draft_never_replaces_a_confirmed_scheme(store: Store) -> None:
    id_ = put(store)
    store.save_scheme(scheme(id_, state="confirmed"))
    store.save_scheme(scheme(id_))
    store.drop_drafts(id_)
    assert [s.state for s in store.schemes()] == ["confirmed"]


def test_drafts_go_with_their_document(store: Store) -> None:
    old = put(store, "a")
    store.save_scheme(scheme(old, "s1"))
    store.save_scheme(scheme(old, "s2"))
    store.drop_drafts(old, keep=["s2"])
    assert [s.id for s in store.schemes()] == ["s2"]
    put(store, "b")
    assert store.schemes() == ()


def test_runs_are_kept(store: Store) -> None:
    file = RunFile("甲/9月报告.docx", Outcome.PARTLY, "第3页是扫描图像", {"facts": 12}, 0.5)
    run = RunEntry(
        "/收件", "/结果", "2023-10-10", "1", "2023-10-10T00:00:00Z", "2023-10-10T00:00:09Z", (file,)
    )
    store.add_run(run)
    store.add_run(replace(run, files=()))
    assert store.runs() == (run, replace(run, files=()))


def test_a_failed_write_leaves_nothing_behind(store: Store) -> None:
    file = source()
    content = document(file)
    read = records(content)
    twice = replace(read, facts=(read.facts[0], read.facts[0]))
    with pytest.raises(StoreError, match="写入失败"):
        store.save_reading(arrival(file), content, twice)
    assert store.documents(superseded=True) == ()


@pytest.mark.parametrize("id_", ["", "nothing"])
def test_an_unknown_document_is_an_error_with_advice(store: Store, id_: str) -> None:
    with pytest.raises(StoreError, match="duibiao run"):
        store.content(id_)
    with pytest.raises(StoreError, match="duibiao run"):
        store.records_of(id_)
