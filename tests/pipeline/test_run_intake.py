"""Files into the store: every outcome, nothing read twice, decisions kept over a changed finder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from run_fakes import newer_work, work

from pipeline.run.files import Incoming, list_files
from pipeline.run.intake import Crew, Taken, read_only, refresh, take_in
from pipeline.store.store import Store, open_store
from schemas.decision import Decision
from schemas.outcome import FileReport, Outcome

TODAY = Crew(jobs=2, seconds=2, work=work, version="1")
TOMORROW = Crew(jobs=2, seconds=2, work=newer_work, version="2")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{(tmp_path / 'x.db').as_posix()}")
    yield opened
    opened.close()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    folder.mkdir()
    return folder


def put(inbox: Path, name: str, text: str) -> Path:
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def take(inbox: Path, store: Store, crew: Crew = TODAY) -> tuple[Taken, ...]:
    heard: list[FileReport] = []
    taken = take_in(list_files(inbox), inbox, store, crew, heard.append)
    assert sorted(report.path for report in heard) == [one.report.path for one in taken]
    return taken


def outcomes(taken: tuple[Taken, ...]) -> dict[str, Outcome]:
    return {one.report.path: one.report.outcome for one in taken}


def test_one_bad_file_of_every_kind_stops_nothing(inbox: Path, store: Store) -> None:
    put(inbox, "好.txt", "报告 投资=21.4")
    put(inbox, "卡.txt", "卡住")
    put(inbox, "崩.txt", "崩溃")
    put(inbox, "空.txt", "")
    put(inbox, "扫描件.txt", "扫描 投资=1")
    put(inbox, "名为文件.docx/里面.txt", "另一份 出口=3")
    taken = take(inbox, store)
    assert outcomes(taken) == {
        "卡.txt": Outcome.FAILED,
        "名为文件.docx": Outcome.UNSUPPORTED,
        "名为文件.docx/里面.txt": Outcome.DONE,
        "好.txt": Outcome.DONE,
        "崩.txt": Outcome.FAILED,
        "扫描件.txt": Outcome.PARTLY,
        "空.txt": Outcome.EMPTY,
    }
    by_path = {one.report.path: one for one in taken}
    assert "2 秒" in by_path["卡.txt"].report.message
    assert "第2页" in by_path["扫描件.txt"].report.message
    for one in taken:
        assert (one.document_id is None) == (not one.report.outcome.is_read)
        assert one.report.outcome is Outcome.DONE or one.report.message, "every trouble has its words"
    assert len(store.documents()) == 3


def test_the_same_files_again_change_nothing(inbox: Path, store: Store) -> None:
    put(inbox, "a.txt", "报告 投资=21.4")
    take(inbox, store)
    (before,) = store.documents()
    taken = take(inbox, store, Crew(1, 2, _must_not_run, "1"))
    assert outcomes(taken) == {"a.txt": Outcome.DUPLICATE}
    assert taken[0].report.counts == {"facts": 1}
    (after,) = store.documents()
    assert (after.id, after.version, after.first_seen) == (before.id, before.version, before.first_seen)


def _must_not_run(_source: object) -> None:
    raise AssertionError("read again")


def test_the_same_bytes_twice_are_read_once(inbox: Path, store: Store) -> None:
    put(inbox, "a.txt", "报告 投资=21.4")
    put(inbox, "甲/b.txt", "报告 投资=21.4")
    put(inbox, "空1.txt", "")
    put(inbox, "空2.txt", "")
    taken = take(inbox, store)
    assert outcomes(taken) == {
        "a.txt": Outcome.DONE,
        "甲/b.txt": Outcome.DUPLICATE,
        "空1.txt": Outcome.EMPTY,
        "空2.txt": Outcome.EMPTY,
    }
    assert {one.document_id for one in taken if one.document_id} == {store.documents()[0].id}


def test_the_year_of_a_folder_dates_a_paper_that_names_none(inbox: Path, store: Store) -> None:
    text = "全县综合绩效指标完成情况\n1—9月，全县完成固定资产投资12.3亿元。\n"
    put(inbox, "2024年/a.txt", text)
    put(inbox, "b.txt", f"{text}完成一般公共预算收入1.2亿元。\n")
    put(inbox, "2024年/c.txt", f"{text}2022年10月9日\n")
    periods = {
        one.report.path: {fact.period for fact in store.records_of(one.document_id or "").records.facts}
        for one in take(inbox, store, Crew(jobs=1, seconds=60))
    }
    assert periods["2024年/a.txt"] == {"2024-01/2024-09"}
    assert periods["b.txt"] == {None}
    assert periods["2024年/c.txt"] == {"2022-01/2022-09"}, "the paper's own word counts"
    assert refresh(store, Crew(jobs=1, seconds=60, version="newer")) == ("a.txt", "b.txt", "c.txt")
    again = store.records_of(next(d.id for d in store.documents() if d.path == "2024年/a.txt")).records
    assert {fact.period for fact in again.facts} == {"2024-01/2024-09"}


def test_a_paper_without_any_record_says_so(inbox: Path, store: Store) -> None:
    put(inbox, "空话.txt", "没有数字的文字")
    (taken,) = take(inbox, store)
    assert taken.report.outcome is Outcome.DONE
    assert "请打开原件核对" in taken.report.message


def test_what_is_said_of_a_twin_names_the_twin(inbox: Path, store: Store) -> None:
    put(inbox, "甲/空1.txt", "")
    put(inbox, "空2.txt", "")
    taken = take(inbox, store, Crew(jobs=1, seconds=60))
    for one in taken:
        own = Path(one.report.path).name
        assert one.report.outcome is Outcome.EMPTY
        assert f"“{own}”是空文件" in one.report.message


def test_a_name_that_is_refused_does_not_decide_for_its_twin(inbox: Path, store: Store) -> None:
    put(inbox, "a.md", "报告 投资=21.4")
    put(inbox, "b.txt", "报告 投资=21.4")
    for _ in range(2):
        taken = {one.report.path: one.report for one in take(inbox, store)}
        assert taken["a.md"].outcome is Outcome.UNSUPPORTED
        assert "“a.md”" in taken["a.md"].message
        assert taken["b.txt"].outcome.is_read


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_passed_over_and_named(inbox: Path, store: Store) -> None:
    os.mkfifo(inbox / "管道.txt")
    put(inbox, "好.txt", "报告 投资=21.4")
    assert outcomes(take(inbox, store)) == {"好.txt": Outcome.DONE, "管道.txt": Outcome.UNSUPPORTED}


def test_new_content_under_the_same_name(inbox: Path, store: Store) -> None:
    first = put(inbox, "a.txt", "报告 投资=21.4")
    take(inbox, store)
    first.write_text("报告 投资=22.0", encoding="utf-8")
    (taken,) = take(inbox, store)
    assert taken.report.outcome is Outcome.NEW_VERSION
    assert "a.txt" in taken.report.message
    assert len(store.documents()) == 1
    assert len(store.documents(superseded=True)) == 2
    first.write_text("报告 投资=21.4", encoding="utf-8")
    (back,) = take(inbox, store)
    assert back.report.outcome is Outcome.NEW_VERSION
    assert store.records_of(store.documents()[0].id).records.facts[0].value == "21.4"


def test_decisions_on_the_older_version_are_not_carried_over_in_silence(inbox: Path, store: Store) -> None:
    path = put(inbox, "a.txt", "报告 投资=21.4")
    (taken,) = take(inbox, store)
    assert taken.document_id is not None
    fact = store.records_of(taken.document_id).original.facts[0]
    store.add_decisions(
        [Decision(taken.document_id, fact.key, "facts", "accept", "", "", "", "王芳", "2023-10-11T00:00:00Z")]
    )
    path.write_text("报告 投资=22.0", encoding="utf-8")
    (newer,) = take(inbox, store)
    assert "1 条人工核定不带入新版本" in newer.report.message


def test_a_changed_finder_reads_again_and_decisions_survive(inbox: Path, store: Store) -> None:
    put(inbox, "a.txt", "报告 投资=21.4 出口=3.2 外资=0.7")
    (taken,) = take(inbox, store)
    assert taken.document_id is not None
    facts = store.records_of(taken.document_id).original.facts
    decisions = [
        Decision(taken.document_id, fact.key, "facts", "correct", "value", fact.value, "9.9", "王芳",
                 "2023-10-11T00:00:00Z", quote=fact.evidence.quote)
        for fact in (facts[0], facts[2])
    ]  # fmt: skip
    store.add_decisions(decisions)
    (again,) = take(inbox, store, TOMORROW)
    assert again.report.outcome is Outcome.DONE
    assert "重新读取" in again.report.message
    reviewed = store.records_of(taken.document_id)
    assert [fact.evidence.quote for fact in reviewed.original.facts] == ["投资=21.4", "出口=3.2"]
    assert [fact.value for fact in reviewed.records.facts] == ["9.9", "3.2"]
    assert store.orphan_decisions() == (decisions[1],), "what finds no place is listed, never dropped"


def test_a_version_put_back_is_in_force_again_also_for_a_changed_finder(inbox: Path, store: Store) -> None:
    for text in ("报告 投资=21.4", "报告 投资=22.0"):
        put(inbox, "a.txt", text)
        take(inbox, store)
    put(inbox, "a.txt", "报告 投资=21.4")
    (again,) = take(inbox, store, TOMORROW)
    assert again.report.outcome is Outcome.NEW_VERSION
    assert "恢复" in again.report.message
    assert [document.id for document in store.documents()] == [again.document_id]


def test_documents_that_left_the_inbox_are_extracted_again_from_the_store(
    inbox: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(inbox, "a.txt", "报告 投资=21.4 出口=3.2")
    take(inbox, store)
    path.unlink()
    monkeypatch.setattr("pipeline.run.intake.now", lambda: "2031-01-01T00:00:00Z")
    seen = store.documents()[0].last_seen
    assert refresh(store, TODAY) == ()
    assert refresh(store, TOMORROW) == ("a.txt",)
    assert store.documents()[0].version == "2"
    assert store.documents()[0].last_seen == seen
    assert refresh(store, TOMORROW) == ()


def test_a_failed_refresh_keeps_the_older_records(inbox: Path, store: Store) -> None:
    put(inbox, "a.txt", "报告 投资=21.4")
    take(inbox, store)
    assert refresh(store, Crew(1, 5, _must_not_run, "2")) == ()  # type: ignore[arg-type]
    assert store.documents()[0].version == "1"
    assert store.counts(store.documents()[0].id) == {"facts": 1}


def test_a_file_that_another_program_holds(
    inbox: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(inbox, "a.txt", "报告 投资=21.4")

    def held(_path: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pipeline.run.intake.digest", held)
    (taken,) = take(inbox, store)
    assert taken.report.outcome is Outcome.FAILED
    assert "请关闭正在打开该文件的程序后重试" in taken.report.message


def test_a_file_that_vanished(inbox: Path, store: Store) -> None:
    gone = Incoming(inbox / "gone.txt", "gone.txt")
    (taken,) = take_in([gone], inbox, store, TODAY, lambda _report: None)
    assert taken.report.outcome is Outcome.FAILED
    assert "不在原处" in taken.report.message


def test_reading_without_a_store(inbox: Path) -> None:
    files = [put(inbox, "a.txt", "报告 投资=1"), put(inbox, "b.txt", ""), inbox]
    found = {path: (report.outcome, records) for path, report, records in read_only(files, TODAY)}
    assert found[files[1]] == (Outcome.EMPTY, None)
    assert found[inbox] == (Outcome.UNSUPPORTED, None)
    outcome, records = found[files[0]]
    assert outcome is Outcome.DONE
    assert records is not None
    assert records.facts[0].value == "1"
