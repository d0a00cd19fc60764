"""The whole job with stand-in readers: what is reported when something breaks after reading."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from run_fakes import newer_work, work

from pipeline.cli.run import exit_code
from pipeline.normalise import normalise
from pipeline.run import analyses
from pipeline.run.intake import Crew
from pipeline.run.job import Job, files_of, run
from pipeline.run.report import RunReport
from pipeline.store.store import Store, open_store
from schemas.decision import Decision
from schemas.errors import InboxEmptyError, UsageError
from schemas.outcome import FileReport, Outcome


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{(tmp_path / 'x.db').as_posix()}")
    yield opened
    opened.close()


@pytest.fixture
def job(tmp_path: Path) -> Job:
    (tmp_path / "收件").mkdir()
    for name, text in {"a.txt": "甲报告 投资=21.4 出口=3.2", "b.txt": "乙报告 投资=18.6"}.items():
        (tmp_path / "收件" / name).write_text(text, encoding="utf-8")
    return Job(tmp_path / "收件", tmp_path / "out", date(2023, 10, 15), Crew(2, 10, work, "1"))


def do(job: Job, store: Store) -> RunReport:
    return run(job, files_of(job), store, lambda _file: None)


def test_a_run_is_reported_and_kept(job: Job, store: Store) -> None:
    report = do(job, store)
    assert [file.outcome for file in report.files] == [Outcome.DONE, Outcome.DONE]
    assert report.failures == ()
    assert any("考核方案" in message for message in report.messages)
    assert json.loads((job.out / "run.json").read_text(encoding="utf-8"))["as_of"] == "2023-10-15"
    (kept,) = store.runs()
    assert [file.path for file in kept.files] == ["a.txt", "b.txt"]


def test_one_reading_that_breaks_leaves_the_others(
    job: Job, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def picky(document_id: str, file_name: str, *rest: Any) -> Any:
        if file_name == "a.txt":
            raise ArithmeticError("planned")
        return normalise(document_id, file_name, *rest)

    monkeypatch.setattr(analyses, "normalise", picky)
    report = do(job, store)
    assert len(report.failures) == 1
    assert "a.txt" in report.failures[0]
    assert {"records.xlsx", "json/a.json", "json/b.json"} <= set(report.outputs)
    assert exit_code(report, review_exit=False) == 1


def test_newer_finders_also_read_what_left_the_inbox(job: Job, store: Store) -> None:
    do(job, store)
    (job.inbox / "b.txt").unlink()
    newer = Job(job.inbox, job.out, job.as_of, Crew(2, 10, newer_work, "2"))
    report = do(newer, store)
    assert report.refreshed == ("b.txt",)
    assert {document.version for document in store.documents()} == {"2"}


def test_decisions_without_a_place_wait_for_a_person(job: Job, store: Store) -> None:
    do(job, store)
    id_ = store.documents()[0].id
    lost = Decision(
        id_, "gone", "facts", "reject", "", "", "", "王芳", "2023-10-16T00:00:00Z", quote="没有的话"
    )
    store.add_decisions([lost])
    report = do(job, store)
    assert report.waiting == 1
    assert exit_code(report, review_exit=True) == 3
    assert exit_code(report, review_exit=False) == 0


def test_a_rejected_record_is_not_used_but_can_be_seen(job: Job, store: Store) -> None:
    do(job, store)
    document = next(d for d in store.documents() if d.path == "a.txt")
    fact = store.records_of(document.id).original.facts[1]
    reject = Decision(
        document.id, fact.key, "facts", "reject", "", "", "", "王芳", "2023-10-16T00:00:00Z",
        quote=fact.evidence.quote,
    )  # fmt: skip
    store.add_decisions([reject])
    do(job, store)
    written = json.loads((job.out / "json" / "a.json").read_text(encoding="utf-8"))
    assert [entry["indicator"] for entry in written["facts"]] == ["投资"]
    shown, decisions = analyses.for_review(store, analyses.readings_in_force(store).values())
    assert decisions == (reject,)
    names = {fact.indicator for reading in shown for fact in reading.records.facts}
    assert names == {"投资", "出口"}


@pytest.mark.parametrize(
    ("outcomes", "failures", "waiting", "review_exit", "code"),
    [
        ([Outcome.DONE, Outcome.PARTLY, Outcome.DUPLICATE, Outcome.NEW_VERSION], (), 0, True, 0),
        ([Outcome.DONE, Outcome.EMPTY], (), 0, False, 5),
        ([Outcome.FAILED], ("x",), 2, True, 5),
        ([Outcome.DONE], ("x",), 2, True, 1),
        ([Outcome.DONE], (), 2, True, 3),
        ([Outcome.DONE], (), 2, False, 0),
    ],
)
def test_exit_codes(
    outcomes: list[Outcome], failures: tuple[str, ...], waiting: int, review_exit: bool, code: int
) -> None:
    files = tuple(FileReport("x", outcome, "", {}, 0.0) for outcome in outcomes)
    report = RunReport("收件", "2023-10-15", "1", files, (), (), failures, (), waiting)
    assert exit_code(report, review_exit=review_exit) == code


def test_an_inbox_that_is_none(tmp_path: Path) -> None:
    crew = Crew(1, 10, work, "1")
    with pytest.raises(UsageError, match="找不到收件文件夹"):
        files_of(Job(tmp_path / "x", tmp_path / "out", date(2023, 10, 15), crew))
    with pytest.raises(InboxEmptyError, match="没有文件"):
        files_of(Job(tmp_path, tmp_path.parent / "out", date(2023, 10, 15), crew))
