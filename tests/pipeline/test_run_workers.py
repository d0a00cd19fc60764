"""Work in processes: results, hanging tasks, dying processes."""

import os
import time
from pathlib import Path

import pytest

from extractors.readers.progress import report
from pipeline.run import workers
from pipeline.run.workers import Lost, work_through
from schemas.errors import DuibiaoError


def work(task: str) -> str:
    """What the tasks of these tests ask for."""
    if task == "hang":
        time.sleep(600)
    if task == "die":
        os._exit(9)
    if task == "pages":
        for page in range(1, 7):
            report(page, 6)
            time.sleep(0.7)
    if task == "stuck":
        for _ in range(50):
            report(2, 6)
            time.sleep(0.2)
    if task == "closure":
        return lambda: None  # type: ignore[return-value]
    return f"{task}:{os.getpid()}"


def outcome(result: str | Lost) -> str:
    return result.name if isinstance(result, Lost) else result.partition(":")[0]


def test_every_task_has_its_result() -> None:
    tasks = [f"t{n}" for n in range(12)]
    found = dict(work_through(tasks, work, 2, 30))
    assert {task: outcome(result) for task, result in found.items()} == {task: task for task in tasks}
    assert str(os.getpid()) not in {str(result).partition(":")[2] for result in found.values()}


def test_no_task_starts_no_process() -> None:
    assert list(work_through([], work, 4, 30)) == []


def test_hanging_and_dying_tasks_take_only_themselves_with_them() -> None:
    tasks = ["a", "hang", "b", "die", "c", "die", "closure", "d"]
    begun = time.monotonic()
    found = [(task, outcome(result)) for task, result in work_through(tasks, work, 2, 2)]
    assert sorted(found) == sorted(
        [
            ("a", "a"),
            ("b", "b"),
            ("c", "c"),
            ("d", "d"),
            ("hang", "TIME"),
            ("die", "CRASH"),
            ("die", "CRASH"),
            ("closure", "CRASH"),
        ]
    )
    assert time.monotonic() - begun < 60


def test_each_further_page_gives_a_task_its_time_again() -> None:
    heard: list[tuple[str, int, int]] = []
    results = work_through(
        ["pages", "stuck"], work, 2, 2, lambda task, page: heard.append((task, page.number, page.of))
    )
    assert {task: outcome(result) for task, result in results} == {"pages": "pages", "stuck": "TIME"}
    assert [each for each in heard if each[0] == "pages"] == [("pages", page, 6) for page in range(1, 7)]


def test_who_stops_listening_ends_the_processes() -> None:
    results = work_through(["a", "hang"], work, 2, 300)
    next(results)
    results.close()  # type: ignore[attr-defined]


def test_a_program_that_cannot_start_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(workers, "_serve", _dead)
    with pytest.raises(DuibiaoError, match="doctor"):
        list(work_through(["a"], work, 1, 30))


def _dead(_connection: object, _work: object) -> None:
    os._exit(1)
