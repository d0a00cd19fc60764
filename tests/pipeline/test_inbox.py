"""The watched inbox: stillness second by second, and what a folder's events mean."""

import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watchfiles import Change

from pipeline.inbox import StabilityTracker, look_at, note, settled_files

FILE = Path("/收件/报告.docx")


def test_a_file_is_ready_when_it_has_been_still_long_enough() -> None:
    tracker = StabilityTracker(5)
    tracker.touch(FILE)
    assert not tracker.look(FILE, (10, 1), 100)
    assert not tracker.look(FILE, (10, 1), 104.9)
    assert tracker.look(FILE, (10, 1), 105)
    assert tracker.waiting() == ()


@pytest.mark.parametrize("changed", [(11, 1), (10, 2)])
def test_a_change_of_size_or_time_starts_the_waiting_again(changed: tuple[int, int]) -> None:
    tracker = StabilityTracker(5)
    tracker.touch(FILE)
    tracker.look(FILE, (10, 1), 100)
    assert not tracker.look(FILE, changed, 104)
    assert not tracker.look(FILE, changed, 108)
    assert tracker.look(FILE, changed, 109)


def test_a_file_that_is_gone_is_forgotten() -> None:
    tracker = StabilityTracker(5)
    tracker.touch(FILE)
    assert not tracker.look(FILE, None, 100)
    assert tracker.waiting() == ()


def test_an_event_without_a_change_still_waits() -> None:
    tracker = StabilityTracker(5)
    tracker.touch(FILE)
    tracker.look(FILE, (10, 1), 100)
    tracker.touch(FILE)
    assert not tracker.look(FILE, (10, 1), 106)
    assert tracker.look(FILE, (10, 1), 111)


@given(st.lists(st.tuples(st.floats(0.1, 10), st.integers(0, 2)), min_size=1, max_size=30))
def test_never_ready_before_its_time(steps: list[tuple[float, int]]) -> None:
    tracker = StabilityTracker(5)
    tracker.touch(FILE)
    now, last_change, size = 0.0, None, None
    for wait, look in steps:
        now += wait
        if look != size:
            size, last_change = look, now
        if tracker.look(FILE, (look, 0), now):
            assert last_change is not None
            assert now - last_change >= 5
            break


def test_events_of_temporary_files_and_deletions(tmp_path: Path) -> None:
    for name in ("甲/a.txt", "甲/~$a.docx", "b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    tracker = StabilityTracker(5)
    note(tracker, tmp_path, [(Change.added, str(tmp_path / "甲")), (Change.added, str(tmp_path / "c.part"))])
    note(
        tracker,
        tmp_path,
        [(Change.modified, str(tmp_path / "b.txt")), (Change.added, str(tmp_path / "gone"))],
    )
    note(
        tracker,
        tmp_path,
        [(Change.deleted, str(tmp_path / "gone")), (Change.added, str(tmp_path / ".x/y.txt"))],
    )
    assert set(tracker.waiting()) == {tmp_path / "甲" / "a.txt", tmp_path / "b.txt"}


def test_look_at(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"123")
    look = look_at(tmp_path / "a")
    assert look is not None
    assert look[0] == 3
    assert look_at(tmp_path / "b") is None
    assert look_at(tmp_path) is None


def test_a_real_folder_is_watched(tmp_path: Path) -> None:
    (tmp_path / "before.txt").write_text("x", encoding="utf-8")
    stop = threading.Event()

    def drop() -> None:
        time.sleep(1)
        (tmp_path / "~$new.docx").write_text("x", encoding="utf-8")
        (tmp_path / "new.txt").write_text("x", encoding="utf-8")

    thread = threading.Thread(target=drop)
    thread.start()
    batch = next(iter(settled_files(tmp_path, 0.5, time.monotonic, stop)))
    stop.set()
    thread.join()
    assert batch == (tmp_path / "new.txt",)
