"""Python's search for reference cycles, put off while a file is read.

Readers of trees make many thousands of objects and no cycles. To look through all of them again and again
while they are made takes up to a third of the time, and finds nothing; what a reader drops is freed at once
in any case, by its count of references.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles inside; afterwards it is on again where it was on. What was made inside counts as
    old then (frozen and thawed), so that the next search, which is for the young, does not begin with it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
