"""Work spread over processes, so that one task can neither stop nor delay the others for ever.

Each worker process takes one task at a time. A task that runs over its time is ended together with its
process, a process that dies takes only its own task with it, and a new one takes the place. The clock of a
task starts when its worker is up, and again with each further page that it reports: a scan of a hundred
pages takes its time, one that hangs on a page does not. Processes are spawned, never forked: the same on
every system, and safe beside the threads of a progress bar.
"""

import logging
import math
import multiprocessing
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from extractors.readers.progress import heard_by
from schemas.errors import DuibiaoError

Task = TypeVar("Task")
Result = TypeVar("Result")

START_SECONDS = 120.0
"""How long a worker may take to load the program, by which a broken installation shows."""

_UP = "up"


class Lost(Enum):
    """Why a task has no result."""

    TIME = "time"
    CRASH = "crash"


@dataclass(frozen=True, slots=True)
class Page:
    """How far a task has come: it begins with a page (from 1) of so many."""

    number: int
    of: int


@dataclass(eq=False)
class _Worker(Generic[Task]):
    """A process with the end of its pipe. `task` holds its task, empty while it starts and waits;
    `page` is the last that it reported; `deadline` is when its patience ends, on the monotonic clock."""

    process: BaseProcess
    connection: Connection
    deadline: float
    is_up: bool = False
    task: tuple[Task, ...] = ()
    page: int = 0


def work_through(
    tasks: Sequence[Task],
    work: Callable[[Task], Result],
    jobs: int,
    seconds: float,
    hear: Callable[[Task, Page], None] = lambda _task, _page: None,
) -> Iterator[tuple[Task, Result | Lost]]:
    """Each task with its result, as they come in. `work` must be importable by name; `seconds` is
    the time limit for one task, or for each page of one that reports its pages, of which `hear` is told.
    Workers are ended when the caller stops listening."""
    waiting = deque(tasks)
    workers: list[_Worker[Task]] = []
    try:
        while waiting or any(worker.task for worker in workers):
            _set_to_work(workers, waiting, work, jobs, seconds)
            for worker, message in _heard(workers):
                if isinstance(message, Page):
                    _go_on(worker, message, seconds)
                    hear(worker.task[0], message)
                    continue
                if isinstance(message, Lost):
                    _end(worker)
                    workers.remove(worker)
                if worker.task:
                    yield worker.task[0], message
                elif isinstance(message, Lost):
                    raise DuibiaoError("读取进程无法启动", "请运行 duibiao doctor 检查安装是否完整")
                worker.task, worker.is_up, worker.deadline = (), True, math.inf
    finally:
        for worker in workers:
            _end(worker)


def _set_to_work(
    workers: list[_Worker[Task]],
    waiting: deque[Task],
    work: Callable[[Task], Result],
    jobs: int,
    seconds: float,
) -> None:
    """Give tasks to those who wait for one; start as many more as there is work for."""
    for worker in workers:
        if waiting and worker.is_up and not worker.task:
            worker.task, worker.page = (waiting.popleft(),), 0
            worker.deadline = time.monotonic() + seconds
            _send(worker)
    starting = sum(not worker.is_up for worker in workers)
    wanted = min(jobs - len(workers), len(waiting) - starting)
    workers.extend(_start(work) for _ in range(wanted))


def _start(work: Callable[[Task], Result]) -> _Worker[Task]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)
    with _interrupts_ignored():
        process.start()
    theirs.close()
    return _Worker(process, ours, time.monotonic() + START_SECONDS)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """A process that is started here ignores interrupts from its first line on, while it still loads
    the program; the parent listens again at once. Only the main thread may change this."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(connection: Connection, work: Callable[[Task], Result]) -> None:
    """A worker's life. Interrupts are the parent's business, and libraries' warnings nobody's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())
    connection.send(_UP)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        with heard_by(lambda number, of: connection.send(Page(number, of))):
            result = work(task)
        connection.send(result)


def _go_on(worker: _Worker[Task], page: Page, seconds: float) -> None:
    """A further page gives the task its time again; a page that comes twice does not."""
    if page.number > worker.page:
        worker.page = page.number
        worker.deadline = time.monotonic() + seconds


def _send(worker: _Worker[Task]) -> None:
    try:
        worker.connection.send(worker.task[0])
    except OSError:
        # It died while it waited; that is heard as the end of its pipe.
        worker.deadline = time.monotonic()


def _heard(workers: Sequence[_Worker[Task]]) -> list[tuple[_Worker[Task], Any]]:
    """Who said something, died or ran out of time, with what was said or why it is lost."""
    patience = min(worker.deadline for worker in workers) - time.monotonic()
    ready = wait(
        [worker.connection for worker in workers],
        timeout=None if patience == math.inf else max(0.0, patience),
    )
    heard = [(worker, _receive(worker)) for worker in workers if worker.connection in ready]
    now = time.monotonic()
    late = [worker for worker in workers if worker.connection not in ready and worker.deadline <= now]
    return heard + [(worker, Lost.TIME) for worker in late]


def _receive(worker: _Worker[Task]) -> Any:
    try:
        return worker.connection.recv()
    except (EOFError, OSError):
        return Lost.CRASH


def _end(worker: _Worker[Task]) -> None:
    worker.process.kill()
    worker.process.join()
    worker.connection.close()
