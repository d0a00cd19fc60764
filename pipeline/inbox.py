"""What falls into the inbox while it is watched.

A file is taken when its size and time have been still for some seconds: a copy under way, a
download, a file that Word is still writing are left until they are done. The tracker holds no clock
and touches no file, so that it can be tested second by second; the loop goes on whatever one file does.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from watchfiles import Change, watch

from pipeline.run.files import is_taken

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
"""How often a still file is looked at when nothing else happens."""

Look = tuple[int, int]
"""A file's size in bytes and its time in nanoseconds."""


@dataclass
class StabilityTracker:
    """Which files have been still for `still_seconds`. Times are seconds of any steady clock."""

    still_seconds: float
    _seen: dict[Path, tuple[Look, float]] = field(default_factory=dict)

    def touch(self, path: Path) -> None:
        """Something happened to a file: it is waited for from its next look on."""
        self._seen[path] = ((-1, -1), 0.0)

    def forget(self, path: Path) -> None:
        """A file is gone."""
        self._seen.pop(path, None)

    def waiting(self) -> tuple[Path, ...]:
        """The files that are waited for."""
        return tuple(self._seen)

    def look(self, path: Path, look: Look | None, now: float) -> bool:
        """Take a look at a waited-for file (None: it is gone). True once, when it has been still
        long enough; then it is no longer waited for."""
        if look is None:
            self.forget(path)
            return False
        before, since = self._seen[path]
        if look != before:
            self._seen[path] = (look, now)
            return False
        if now - since < self.still_seconds:
            return False
        self.forget(path)
        return True


def settled_files(
    inbox: Path, still_seconds: float, clock: Callable[[], float], stop: threading.Event
) -> Iterator[tuple[Path, ...]]:
    """The files that fall into the inbox from now on, in batches as they come to rest, until
    `stop` is set."""
    tracker = StabilityTracker(still_seconds)
    for changes in watch(
        inbox,
        watch_filter=None,
        stop_event=stop,
        rust_timeout=int(TICK_SECONDS * 1000),
        yield_on_timeout=True,
        raise_interrupt=True,
        ignore_permission_denied=True,
    ):
        note(tracker, inbox, changes)
        ready = tuple(sorted(p for p in tracker.waiting() if tracker.look(p, look_at(p), clock())))
        if ready:
            yield ready


def note(tracker: StabilityTracker, inbox: Path, changes: Iterable[tuple[Change, str]]) -> None:
    """Tell the tracker what changed, names of temporary and system files left out."""
    for change, name in changes:
        path = Path(name)
        if not all(is_taken(part) for part in path.relative_to(inbox).parts):
            continue
        if change is Change.deleted:
            tracker.forget(path)
        else:
            for file in _files_at(path):
                tracker.touch(file)


def look_at(path: Path) -> Look | None:
    """A file's size and time, None where it is gone or no file."""
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns) if path.is_file() else None


def _files_at(path: Path) -> Iterable[Path]:
    """The file; of a folder that was moved in whole, every file in it that is taken."""
    try:
        if not path.is_dir():
            return (path,)
        files = [file for file in path.rglob("*") if file.is_file()]
    except OSError:
        # Gone or closed again while it was looked at: the next change tells of it.
        return ()
    return [file for file in files if all(is_taken(part) for part in file.relative_to(path).parts)]
