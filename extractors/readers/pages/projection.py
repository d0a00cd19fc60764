"""Columns by projection: where the runs of many lines leave the same strip of a region free.

1. Lines that have most of the cells say where columns are; a line with one run across (a category, a note)
   says nothing.
2. A run that lies over two columns of most other lines spans them, and does not close the strip between.
3. A strip is a bound of columns where it is at least `STRIP` type sizes wide, so that the blank inside a
   date or a number is none. Never looks at words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.runs import Runs

STRIP = 0.45  # in type sizes: the least width of the strip between two columns
CELL_GAP = 0.8  # in type sizes: a gap that shows two cells in a line by itself
_MOST = 0.7  # share of the most cells that a line needs to be full
_TOLERATED = 0.12  # share of the lines of a column that may lie over a strip
_NARROW = 0.75  # in type sizes: a strip that may be a blank inside a cell
_MANY = 5  # lines of a column, one of which may lie over a strip
_BETWEEN = 0.75  # in line pitches: how near to both its neighbours a label between two lines stands
_CENTRED = 0.5  # in type sizes: from the middle of the region to that of a category
_TOUCH = 0.3  # in type sizes: less than this over a column's edge is no overlap

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a region: where the contents of each stand, left to right, in points."""

    spans: tuple[Span, ...]
    em: float

    def __len__(self) -> int:
        return len(self.spans)

    @property
    def bounds(self) -> tuple[float, ...]:
        """The x between columns: the middles of the free strips."""
        return tuple((a[1] + b[0]) / 2 for a, b in pairwise(self.spans))

    @property
    def edges(self) -> tuple[float, ...]:
        """The x of all column bounds, the outer ones included."""
        return (self.spans[0][0], *self.bounds, self.spans[-1][1])

    def over(self, x0: float, x1: float) -> tuple[int, int]:
        """The first and the last column that a stretch lies over; the nearest where it lies over none."""
        touch = min(_TOUCH * self.em, (x1 - x0) / 2)
        met = [c for c, (a, b) in enumerate(self.spans) if min(b, x1) - max(a, x0) >= min(touch, (b - a) / 2)]
        if met:
            return met[0], met[-1]
        middle = (x0 + x1) / 2
        nearest = min(
            range(len(self.spans)),
            key=lambda c: max(self.spans[c][0] - middle, middle - self.spans[c][1]),
        )
        return nearest, nearest


def cell_count(runs: Runs, band: Sequence[int], em: float) -> int:
    """How many cells a line shows by its own gaps."""
    gaps = (float(runs.x0[b] - runs.x1[a]) for a, b in pairwise(band))
    return 1 + sum(gap >= CELL_GAP * em for gap in gaps)


def full_lines(counts: Sequence[int]) -> list[bool]:
    """Which lines have most of the cells that lines of the region have."""
    if not counts:
        return []
    ranked = sorted(counts, reverse=True)
    most = ranked[min(1, len(ranked) - 1)]
    return [count >= max(2, _MOST * most) for count in counts]


def columns_among(runs: Runs, bands: Sequence[Sequence[int]], em: float) -> Columns:
    """The columns in which the runs of some bands stand."""
    full = full_lines([cell_count(runs, band, em) for band in bands])
    first = full.index(True) if True in full else 0
    below = bands[first:]
    left = min((runs.x0[band[0]] for band in below), default=0.0)
    right = max((runs.x1[band[-1]] for band in below), default=0.0)
    lone = [
        len(band) == 1
        and (
            runs.x0[band[0]] < left + em
            or runs.x1[band[0]] - runs.x0[band[0]] > (right - left) / 2
            or abs(runs.x0[band[0]] + runs.x1[band[0]] - left - right) / 2 < _CENTRED * em
        )
        for band in below
    ]
    telling = [band for band, alone in zip(below, lone, strict=True) if not alone]
    stretches = [(float(runs.x0[run]), float(runs.x1[run])) for band in telling for run in band]
    cores = _cores(stretches, STRIP * em)
    inside = [
        stretch for stretch in stretches if _met(cores, stretch, em) < 2 and not _joins(cores, stretch, em)
    ]
    everywhere = [(float(runs.x0[run]), float(runs.x1[run])) for band in bands for run in band]
    spans = _parted(_united(inside, STRIP * em), cores, everywhere)
    apart = [
        (float(runs.x0[band[0]]), float(runs.x1[band[0]]))
        for band, alone in zip(below, lone, strict=True)
        if alone and not any(_met(spans, (float(runs.x0[run]), float(runs.x1[run])), em) for run in band)
    ]
    lines = [[(float(runs.x0[run]), float(runs.x1[run])) for run in band] for band in bands]
    whole = _unbroken(sorted([*spans, *_united(apart, STRIP * em)]), lines, first, em)
    return Columns(tuple(_with_left_edge(whole, lines, [_middle(runs, band) for band in bands], em)), em)


def with_outer(columns: Columns, runs: Runs) -> Columns:
    """The columns and those to the left and to the right of them all in which runs stand: the rest of a row
    above the first full line of a page."""
    gap = STRIP * columns.em
    if not len(columns):
        return columns
    left, right = columns.spans[0][0], columns.spans[-1][1]
    beyond = [
        (float(a), float(b))
        for a, b in zip(runs.x0, runs.x1, strict=True)
        if b <= left - gap or right + gap <= a
    ]
    return Columns(tuple(sorted([*columns.spans, *_united(beyond, gap)])), columns.em) if beyond else columns


def _middle(runs: Runs, band: Sequence[int]) -> float:
    return float(np.median((runs.top[band] + runs.bottom[band]) / 2))


def _with_left_edge(
    spans: Sequence[Span], lines: Sequence[Sequence[Span]], ys: Sequence[float], em: float
) -> list[Span]:
    """The spans, the first two as one where no line has a cell in both: what begins further left (小计,
    一、…) belongs to the first column. A label between two lines stands in a column of its own."""
    if len(spans) < 3:
        return list(spans)
    pitch = float(np.median(np.diff(ys))) if len(ys) > 1 else em
    for position, line in enumerate(lines):
        in_first, in_second = (any(_met([span], run, em) for run in line) for span in spans[:2])
        if in_first and in_second:
            return list(spans)
        near = [
            abs(ys[other] - ys[position]) for other in (position - 1, position + 1) if 0 <= other < len(ys)
        ]
        if in_first and len(line) == 1 and near and max(near) < _BETWEEN * pitch:
            return list(spans)
    return [(spans[0][0], max(spans[0][1], spans[1][1])), *spans[2:]]


def _unbroken(spans: Sequence[Span], lines: Sequence[Sequence[Span]], first: int, em: float) -> list[Span]:
    """Spans as they are, but those that a narrow strip divides as one where it is a blank inside dates or
    numbers, or the gap between words that lie to the left and to the right in one column."""
    kept: list[Span] = []
    for span in spans:
        narrow = bool(kept) and span[0] - kept[-1][1] < _NARROW * em
        if narrow and not _are_apart(kept[-1], span, lines, first, em):
            kept[-1] = (kept[-1][0], span[1])
        else:
            kept.append(span)
    return kept


def _are_apart(left: Span, right: Span, lines: Sequence[Sequence[Span]], first: int, em: float) -> bool:
    """True for two columns: some line has a cell in each, and some has one alone or a header names both."""
    met = [{(_met([left], run, em), _met([right], run, em)) for run in line} for line in lines]
    both = [{(1, 0), (0, 1)} <= line for line in met]
    alone = [len(line & {(1, 0), (0, 1)}) == 1 for line in met]
    head = set().union(*met[: first + 1])
    return any(both) and (any(alone[first + 1 :]) or {(1, 0), (0, 1)} <= head)


def _cores(stretches: Sequence[Span], strip: float) -> list[Span]:
    """Where all but a few of the stretches that lie over one another do."""
    if not stretches:
        return []
    marks = np.array([(x, step) for a, b in stretches for x, step in ((a, 1), (b, -1))])
    marks = marks[np.lexsort((-marks[:, 1], marks[:, 0]))]
    depth = np.cumsum(marks[:, 1])[:-1]
    found = _peaks(depth, 0, len(depth), 0)
    return _united([(float(marks[start, 0]), float(marks[end, 0])) for start, end in found], strip)


def _peaks(depth: NDArray[np.int_], start: int, end: int, level: int) -> list[tuple[int, int]]:
    """Where a part of the depths rises above a level, parted at the valleys that a few stretches fill: few
    beside the peaks on either side of them."""
    above = np.concatenate(([False], depth[start:end] > level, [False]))
    turns = (np.flatnonzero(above[1:] != above[:-1]) + start).tolist()
    found = []
    for first, last in zip(turns[::2], turns[1::2], strict=True):
        most = int(depth[first:last].max())
        if level >= _tolerated(most):
            found.append((first, last))
            continue
        parts = _peaks(depth, first, last, level + 1)
        strong = [part for part in parts if _tolerated(int(depth[part[0] : part[1]].max())) > level]
        found += strong or [(first, last)]
    return found


def _tolerated(most: int) -> int:
    """How many stretches may lie over the strip beside a column of so many."""
    return max(int(_TOLERATED * most), int(most >= _MANY))


def _parted(spans: Sequence[Span], cores: Sequence[Span], stretches: Sequence[Span]) -> list[Span]:
    """Spans cut back to the bounds between columns, which lie where fewest stretches do; spans that hold two
    cores, which a few long stretches have run together, are two columns."""
    centres: list[tuple[Span, Span]] = []
    for span in spans:
        within = [core for core in cores if span[0] <= core[0] and core[1] <= span[1]]
        centres += [(core, span) for core in within] or [(span, span)]
    bounds = [_freest(left[1], right[0], stretches) for (left, _), (right, _) in pairwise(centres)]
    sides = [float("-inf"), *bounds, float("inf")]
    return [
        (max(span[0], low), min(span[1], high))
        for (_, span), low, high in zip(centres, sides, sides[1:], strict=False)
    ]


def _freest(start: float, end: float, stretches: Sequence[Span]) -> float:
    """The middle of the widest part between two x that fewest stretches cover."""
    marks = sorted({start, end, *(x for stretch in stretches for x in stretch if start < x < end)})
    covers = [
        (sum(a < (left + right) / 2 < b for a, b in stretches), left - right, (left + right) / 2)
        for left, right in pairwise(marks)
    ]
    return min(covers)[2]


def _united(stretches: Sequence[Span], strip: float) -> list[Span]:
    """Stretches that lie less than a strip apart as one, left to right."""
    united: list[Span] = []
    for start, end in sorted(stretches):
        if united and start - united[-1][1] < strip:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return united


def _joins(cores: Sequence[Span], stretch: Span, em: float) -> bool:
    """True for a stretch in the middle of the strip between two cores that fills it, as a heading over both
    does."""
    middle = (stretch[0] + stretch[1]) / 2
    slack = STRIP * em
    return any(
        left[1] < middle < right[0] and stretch[0] < left[1] + slack and stretch[1] > right[0] - slack
        for left, right in pairwise(cores)
    )


def _met(spans: Sequence[Span], stretch: Span, em: float) -> int:
    """How many spans a stretch lies over."""
    return sum(min(b, stretch[1]) - max(a, stretch[0]) > min(_TOUCH * em, (b - a) / 2) for a, b in spans)
