"""Columns of a page: what stands side by side and is read one after the other.

1. Text columns: a gutter that no line crosses over several lines, with full lines of prose on both sides.
2. Tables side by side, with the names above and the notes below them.
3. Text beside a table.
Above, between and below stands what crosses the gutter; it is read in its turn. Lines with gaps are no
columns: tables without rules and lists stay whole. Nothing is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Numbers, PageTable
from extractors.readers.pages.runs import Positions, Runs

_LEAST_LINES = 5  # on each side of a gutter
_NARROWEST = 8.0  # in type sizes: a column of text
_FULL = 0.4  # share of a column's lines that reach its right edge
_RAGGED = 2.5  # in type sizes: how far a full line may stop short
_RUNS_ACROSS = 0.5  # share of its column that a full line takes up at least: no short cell at the edge
_GAPPED = 0.2  # share of a column's lines that may have gaps
_WIDE_GAP = 1.0  # in type sizes
_SAME_EDGE = 0.6  # in type sizes
_AROUND_TABLES = 5.0  # in type sizes: names above and notes below tables side by side
_MOST_GUTTERS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What is read from the top down before the next part: runs and tables."""

    runs: Positions
    tables: tuple[PageTable, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Things:
    """Runs and tables alike, as arrays; tables stand behind the runs."""

    x0: Numbers
    x1: Numbers
    y: Numbers
    top: Numbers
    bottom: Numbers
    band: Positions
    is_table: NDArray[np.bool_]
    em: float


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A gutter at x, from the y of its first thing to that of its last."""

    x: float
    first: float
    last: float
    lines: int


def parts_of(runs: Runs, tables: Sequence[PageTable]) -> list[Part]:
    """The parts of a page in reading order."""
    things = _things(runs, tables)
    everything = np.arange(len(things.x0), dtype=np.intp)
    split = _split(things, everything, 0)
    count = len(runs)
    return [
        Part(part[part < count], tuple(tables[index - count] for index in part[part >= count].tolist()))
        for part in split
        if len(part)
    ]


def _things(runs: Runs, tables: Sequence[PageTable]) -> _Things:
    boxes = np.array([(t.box.x0, t.box.x1, t.box.top, t.box.bottom) for t in tables]).reshape(len(tables), 4)
    top, bottom = np.concatenate((runs.top, boxes[:, 2])), np.concatenate((runs.bottom, boxes[:, 3]))
    last = int(runs.band[-1]) + 1 if len(runs) else 0
    return _Things(
        np.concatenate((runs.x0, boxes[:, 0])),
        np.concatenate((runs.x1, boxes[:, 1])),
        (top + bottom) / 2,
        top,
        bottom,
        np.concatenate((runs.band, np.arange(last, last + len(tables), dtype=np.intp))),
        np.arange(len(top)) >= len(runs),
        float(np.median(runs.size)) if len(runs) else 10.0,
    )


def _split(things: _Things, part: Positions, depth: int) -> list[Positions]:
    """A part in the order in which its columns are read."""
    beside = _beside_table(things, part)
    if beside is not None:
        return [each for piece in beside for each in _split(things, piece, depth)]
    gutter = _between_tables(things, part) or (_text_gutter(things, part) if depth < 6 else None)
    if gutter is None:
        return [part]
    y, middle = things.y[part], (things.x0[part] + things.x1[part]) / 2
    within = (gutter.first <= y) & (y <= gutter.last)
    pieces = (
        part[y < gutter.first],
        part[within & (middle < gutter.x)],
        part[within & (middle >= gutter.x)],
        part[y > gutter.last],
    )
    return [each for piece in pieces if len(piece) for each in _split(things, piece, depth + 1)]


def _text_gutter(things: _Things, part: Positions) -> _Gutter | None:
    """The gutter between two columns of prose with the most lines beside it."""
    found = [
        gutter for x in _candidates(things, part) if (gutter := _longest_gutter(things, part, x)) is not None
    ]
    return max(found, key=lambda gutter: gutter.lines, default=None)


def _candidates(things: _Things, part: Positions) -> list[float]:
    """Where gutters may be: before left edges and behind right edges that several lines share, other than
    those of the part itself."""
    runs = part[~things.is_table[part]]
    if len(runs) < 2 * _LEAST_LINES:
        return []
    lefts, rights = np.sort(things.x0[runs]), np.sort(things.x1[runs])
    low, high = lefts[0] + _NARROWEST * things.em, rights[-1] - _NARROWEST * things.em
    slack = 0.3 * things.em
    found = [
        *((count, x - slack) for count, x, _ in _shared(lefts, things.em)),
        *((count, x + slack) for count, _, x in _shared(rights, things.em)),
    ]
    inside = sorted((-count, x) for count, x in found if low <= x <= high)
    return [x for _, x in inside[:_MOST_GUTTERS]]


def _shared(edges: Numbers, em: float) -> list[tuple[int, float, float]]:
    """Edges that several lines share: how many, the first and the last of them."""
    breaks = np.flatnonzero(np.diff(edges) > _SAME_EDGE * em)
    starts, ends = np.append(0, breaks + 1), np.append(breaks, len(edges) - 1)
    return [
        (end - start + 1, float(edges[start]), float(edges[end]))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        if end - start + 1 >= _LEAST_LINES
    ]


def _longest_gutter(things: _Things, part: Positions, x: float) -> _Gutter | None:
    """The longest stretch of lines that do not cross an x and are prose on both sides of it."""
    down = part[np.argsort(things.y[part], kind="stable")]
    crossing = (things.x0[down] < x - 1) & (things.x1[down] > x + 1)
    stretch = np.cumsum(crossing)
    best: _Gutter | None = None
    for number in np.flatnonzero(np.bincount(stretch[~crossing]) >= 2 * _LEAST_LINES).tolist():
        inside = down[(stretch == number) & ~crossing]
        lines = min(
            _prose_lines(things, inside[things.x1[inside] <= x + 1], x),
            _prose_lines(things, inside[things.x0[inside] >= x - 1], x),
        )
        if lines >= _LEAST_LINES and (best is None or lines > best.lines):
            best = _Gutter(x, float(things.y[inside[0]]), float(things.y[inside[-1]]), lines)
    return best


def _prose_lines(things: _Things, side: Positions, x: float) -> int:
    """How many lines stand on one side of a gutter; 0 where those next to it are no column of prose."""
    side = side[~things.is_table[side]]
    if len(side) < _LEAST_LINES:
        return 0
    side = side[np.lexsort((things.x0[side], things.band[side]))]
    band = things.band[side]
    apart = things.x0[side][1:] - things.x1[side][:-1] > _WIDE_GAP * things.em
    starts = np.flatnonzero(np.append(True, (np.diff(band) != 0) | apart))
    left = np.minimum.reduceat(things.x0[side], starts)
    right = np.maximum.reduceat(things.x1[side], starts)
    _, first, count = np.unique(band[starts], return_index=True, return_counts=True)
    narrow = right - left < _NARROWEST * things.em
    gapped = int((np.logical_or.reduceat(narrow, first) & (count > 1)).sum())
    nearest = first if left[0] >= x - 1 else first + count - 1
    left, right = left[nearest], right[nearest]
    edge = float(np.quantile(right, 0.9))
    left_edge = float(np.quantile(left, 0.1))
    wide = edge - left_edge >= _NARROWEST * things.em
    at_edge = right >= edge - _RAGGED * things.em
    full = int((at_edge & (right - left >= _RUNS_ACROSS * (edge - left_edge))).sum())
    if not wide or full < _FULL * len(first) or gapped > _GAPPED * len(first):
        return 0
    return len(first)


def _between_tables(things: _Things, part: Positions) -> _Gutter | None:
    """The gutter between two tables that stand side by side, with what belongs to them."""
    tables = part[things.is_table[part]]
    for position, one in enumerate(tables.tolist()):
        for other in tables[position + 1 :].tolist():
            left, right = (one, other) if things.x0[one] < things.x0[other] else (other, one)
            overlap = min(things.bottom[left], things.bottom[right]) - max(
                things.top[left], things.top[right]
            )
            if things.x1[left] <= things.x0[right] + 1 and overlap > 0:
                return _around(things, part, left, right)
    return None


def _around(things: _Things, part: Positions, left: int, right: int) -> _Gutter:
    x = float(things.x1[left] + things.x0[right]) / 2
    first = float(min(things.top[left], things.top[right]))
    last = float(max(things.bottom[left], things.bottom[right]))
    crossing = part[(things.x0[part] < x - 1) & (things.x1[part] > x + 1)]
    slack = _AROUND_TABLES * things.em
    above = things.y[crossing][things.y[crossing] < first]
    below = things.y[crossing][things.y[crossing] > last]
    low = max(first - slack, float(above.max()) + 0.5 if len(above) else float("-inf"))
    high = min(last + slack, float(below.min()) - 0.5 if len(below) else float("inf"))
    return _Gutter(x, low, high, 0)


def _beside_table(things: _Things, part: Positions) -> list[Positions] | None:
    """The part around a table with text beside it: above, left, the table, right, below."""
    for table in part[things.is_table[part]].tolist():
        others = part[part != table]
        level = (things.top[table] < things.y[others]) & (things.y[others] < things.bottom[table])
        left = level & (things.x1[others] <= things.x0[table] + 1)
        right = level & (things.x0[others] >= things.x1[table] - 1)
        if not (left | right).any() or things.is_table[others[left | right]].any():
            continue
        rest = ~(left | right)
        above = rest & (things.y[others] <= things.y[table])
        pieces = [
            others[above],
            others[left],
            np.array([table], dtype=np.intp),
            others[right],
            others[rest & ~above],
        ]
        return [piece for piece in pieces if len(piece)]
    return None
