"""Steps over the few numbers of a page, for which numpy's own general ones take several times as long."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Indexes = NDArray[np.intp]


def changes(values: NDArray[Any]) -> Indexes:
    """The positions of values that differ from the one before; the first counts as one."""
    found = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found.nonzero()[0]


def bounds(values: NDArray[Any]) -> Indexes:
    """The changes of values, and their number as the end of the last stretch; 0 alone for none."""
    found = np.ones(len(values) + 1, dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:-1])
    return found.nonzero()[0]


def median(values: NDArray[np.float64]) -> float:
    """The middle of some values, at least one."""
    ordered = np.sort(values)
    half = len(ordered) // 2
    return float(ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2)


def midways(spans: Sequence[tuple[float, float]]) -> list[float]:
    """What lies midway between the end of each stretch (start, end) and the start of the next."""
    return [(one[1] + other[0]) / 2 for one, other in pairwise(spans)]
