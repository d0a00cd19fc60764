"""How far the reading of a long file has come, told to whoever listens.

A reader that takes seconds for a page (recognition) reports each page before it begins; a worker process
passes that on, so that its time limit counts from the last page and a person sees 第 12/100 页. Without a
listener a report goes nowhere. It never changes what is read.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def report(page: int, pages: int) -> None:
    """Say that reading now begins with a page (from 1) of so many."""
    listener = _listener.get()
    if listener is not None:
        listener(page, pages)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """While this lasts, `listener` hears each report."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
