"""Edges of shades: which of them bound cells, beside the rules of a page.

A shade that only colours cells must neither cut a table nor make one; where nothing else parts the cells, its
edges are their bounds. The shades that touch are looked at together, in order of precedence:

1. Rules down meet them: the table is ruled down, and all edges count.
2. The table goes on without rules down beyond them (rules across or other shades with the same two ends above
   or below, a rule across that is longer, one row of shades, lines of text in the same columns below): the
   edges down do not count. Those across count where they run from end to end of the table.
3. Else the shades are the table: all edges count.
Rows without a shade before the first of several shaded rows and after the last end where their words do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.readers.captions import is_note, is_unit_line
from extractors.readers.pages.cells import cell_maps
from extractors.readers.pages.half_ruled import is_header_only
from extractors.readers.pages.model import Glyphs, Numbers, Rules
from extractors.readers.pages.pieces import is_entry, is_ordinal
from extractors.readers.pages.rules import TOLERANCE, Grid, grids, lines_along
from extractors.readers.pages.runs import Runs, runs_of
from extractors.readers.pages.stretches import names_table
from schemas.document import Box

_SAME_END = 6.0  # points
_GAP = 6.0  # points: white between two shades that part rows
_CLOSE = 0.9  # in type sizes: between two lines of a row
_MOST_HEAD_LINES = 12
_NARROW = 0.4  # share of the table's width: a wider text is of no header cell
_SAME_SIZE = 0.6  # points
_BETWEEN = 1.6  # in paddings of cells: white between two rows, not between lines of one
_LEAST = 0.3  # in type sizes: lines of a row may stand apart by so much in any case
_NEXT = 1.6  # in type sizes: from an edge to the first line of the row beside it


@dataclass(frozen=True, slots=True, eq=False)
class _Shade:
    """Shades that touch: their edges as lines and the box around them."""

    edges: Grid
    box: Box

    @staticmethod
    def of(edges: Grid) -> "_Shade":
        y, x = edges.across[:, 0], edges.down[:, 0]
        return _Shade(edges, Box(float(x.min()), float(y.min()), float(x.max()), float(y.max())))

    @property
    def is_one_row(self) -> bool:
        return float(np.ptp(self.edges.across[:, 0])) <= _GAP or len(np.unique(self.edges.across[:, 0])) < 3

    def ends_with(self, lines: Numbers) -> NDArray[np.bool_]:
        """Which lines across have the ends of the shades."""
        return np.asarray(
            (np.abs(lines[:, 1] - self.box.x0) <= _SAME_END)
            & (np.abs(lines[:, 2] - self.box.x1) <= _SAME_END)
        )


def with_shades(rules: Rules, glyphs: Glyphs) -> tuple[Numbers, Numbers]:
    """The lines across and down that bound cells: the rules, and the edges of shades that count."""
    across, down = lines_along(rules.across), lines_along(rules.down)
    if not len(rules.shade_across) or not len(rules.shade_down):
        return across, down
    edges = Grid(lines_along(rules.shade_across), lines_along(rules.shade_down))
    shades = [_Shade.of(each) for each in grids(edges.across, edges.down)]
    own, rest = _parted(shades, across, down, glyphs)
    added = [shade.edges.across for shade in own]
    added += _bounds_of_rows(rest, across, glyphs)
    walls = [_walls(shade, across, down) for shade in own]
    return _together(rules.across, added, across), _together(rules.down, walls, down)


def _walls(shade: _Shade, across: Numbers, down: Numbers) -> Numbers:
    """The edges down of shades; where the rules across go on beyond them without a rule down at either end,
    the table is open there, and the outer edges are no walls of its."""
    edges, box = shade.edges.down, shade.box
    sides = (box.x0, box.x1)
    if not len(down) or not _goes_on(shade, across):
        return edges
    if any((np.abs(down[:, 0] - side) <= _SAME_END).any() for side in sides):
        return edges
    inner = np.abs(edges[:, 0, None] - np.array(sides)).min(axis=1) > _SAME_END
    return np.asarray(edges[inner], dtype=np.float64)


def _together(pieces: Numbers, added: list[Numbers], lines: Numbers) -> Numbers:
    return lines_along(np.concatenate((pieces, *added))) if added else lines


def _parted(
    shades: list[_Shade], across: Numbers, down: Numbers, glyphs: Glyphs
) -> tuple[list[_Shade], list[_Shade]]:
    """The shades whose edges bound cells in both directions, and the others."""
    own: list[_Shade] = []
    rest: list[_Shade] = []
    for shade in shades:
        others = [other.edges.across for other in shades if other is not shade]
        counts = _is_ruled_down(shade, down) or not (
            shade.is_one_row
            or _goes_on(shade, np.concatenate((across, *others)))
            or _is_inside(shade, across)
            or any(is_header_only(cells, glyphs) for cells in cell_maps(shade.edges))
        )
        (own if counts else rest).append(shade)
    return own, rest


def _is_ruled_down(shade: _Shade, down: Numbers) -> bool:
    x, top, bottom = down.T
    box = shade.box
    return bool(
        (
            (box.x0 - TOLERANCE <= x)
            & (x <= box.x1 + TOLERANCE)
            & (top <= box.bottom + _GAP)
            & (bottom >= box.top - _GAP)
        ).any()
    )


def _goes_on(shade: _Shade, lines: Numbers) -> bool:
    """True where lines with the ends of the shades stand above or below them."""
    y = lines[shade.ends_with(lines), 0]
    return bool(((y < shade.box.top - _GAP) | (y > shade.box.bottom + _GAP)).any())


def _is_inside(shade: _Shade, across: Numbers) -> bool:
    """True where a longer rule runs along the shades or through them."""
    y, start, end = across.T
    box = shade.box
    over = (start <= box.x0 + _SAME_END) & (box.x1 - _SAME_END <= end) & ~shade.ends_with(across)
    return bool((over & (box.top - _GAP <= y) & (y <= box.bottom + _GAP)).any())


def _bounds_of_rows(shades: list[_Shade], across: Numbers, glyphs: Glyphs) -> list[Numbers]:
    """The edges across that bound rows of a table without rules down."""
    found = []
    left = list(shades)
    while left:
        first = left[0]
        stack = [shade for shade in left if first.ends_with(_top(shade)).all()]
        left = [shade for shade in left if shade not in stack]
        own = across[first.ends_with(across)]
        if not len(own) and _is_inside(first, across):
            continue
        edges = np.concatenate([_from_end_to_end(shade) for shade in stack])
        if len(stack) == 1 and not len(own):
            edges = edges[[0, -1]]
        edges = np.concatenate((_without_gaps(edges), *map(_under_headings, stack)))
        edges = np.array([edge for edge in edges.tolist() if not _is_drawn(edge, own)]).reshape(-1, 3)
        left_end = min(shade.box.x0 for shade in shades if abs(shade.box.x1 - first.box.x1) <= _SAME_END)
        ends = list(_outer_rows(stack, glyphs, left_end)) if len(stack) > 1 and not len(own) else []
        ends = [end for end in ends if not _meets_other(end, shades, stack)]
        found += [edges, np.array(ends).reshape(-1, 3)]
    return found


def _top(shade: _Shade) -> Numbers:
    return np.array([[shade.box.top, shade.box.x0, shade.box.x1]])


def _from_end_to_end(shade: _Shade) -> Numbers:
    lines = shade.edges.across[shade.ends_with(shade.edges.across)]
    return lines[np.argsort(lines[:, 0])] if len(lines) else _top(shade)


def _under_headings(shade: _Shade) -> Numbers:
    """The edges across of shaded cells that do not run from end to end, where shades meet above and below."""
    lines = shade.edges.across
    y = lines[:, 0]
    inner = (shade.box.top + _GAP < y) & (y < shade.box.bottom - _GAP)
    return lines[inner & ~shade.ends_with(lines)]


def _without_gaps(edges: Numbers) -> Numbers:
    """The edges, those at both sides of a white gap as one at its middle."""
    edges = edges[np.argsort(edges[:, 0], kind="stable")]
    group = np.cumsum(np.diff(edges[:, 0], prepend=edges[0, 0]) > _GAP)
    return np.array([edges[group == each].mean(axis=0) for each in np.unique(group).tolist()])


def _meets_other(end: tuple[float, float, float], shades: list[_Shade], stack: list[_Shade]) -> bool:
    """True where a row's end found by words stands at a shade of other ends: that one bounds the row."""
    y, x0, x1 = end
    others = (shade.box for shade in shades if shade not in stack)
    return any(
        min(abs(y - box.top), abs(y - box.bottom)) <= _GAP and box.x0 < x1 and x0 < box.x1 for box in others
    )


def _is_drawn(edge: list[float], rules: Numbers) -> bool:
    return bool((np.abs(rules[:, 0] - edge[0]) <= TOLERANCE).any())


def _outer_rows(stack: list[_Shade], glyphs: Glyphs, left: float) -> Iterator[tuple[float, float, float]]:
    """A bound above the row over the first of several shaded rows, one above the header over that, and one
    below the row under the last. The header begins at `left`, where others are shaded that leave out no
    merged first column."""
    x0, x1 = stack[0].box.x0, stack[0].box.x1
    middles = (glyphs.x0 + glyphs.x1) / 2
    runs = runs_of(glyphs.taken((x0 <= middles) & (middles <= x1)))
    first = min(shade.box.top for shade in stack)
    gap = _BETWEEN * _padding(stack, runs)
    top = _row_end(runs, first, -1, gap)
    bottom = _row_end(runs, max(shade.box.bottom for shade in stack), 1, gap)
    head = None if top is None else _header_top(runs, top, x1 - x0)
    if head is not None and top is not None and not _holds_values(runs, top, first):
        top = None  # it is of the header
    over = x0 if head is None else left
    yield from ((y, over, x1) for y in (head, top) if y is not None)
    if bottom is not None:
        yield bottom, x0, x1


def _holds_values(runs: Runs, top: float, bottom: float) -> bool:
    """True for a row of the body: values stand in it, or it is a category (一、…)."""
    middles = (runs.top + runs.bottom) / 2
    held = [runs.text[run] for run in np.flatnonzero((top < middles) & (middles < bottom)).tolist()]
    return any(is_entry(text) or is_ordinal(text) for text in held)


def _header_top(runs: Runs, bottom: float, width: float) -> float | None:
    """Where the lines of header cells begin that end right above a y; None where there are none."""
    bands = [band for band in runs.bands() if (runs.top[band] + runs.bottom[band]).mean() / 2 < bottom]
    size = float(np.median(runs.size[(runs.top + runs.bottom) / 2 > bottom]))
    taken: list[list[int]] = []
    edge = bottom
    while bands and len(taken) < _MOST_HEAD_LINES:
        band = bands.pop()
        words = "".join("".join(runs.text[run].split()) for run in band)
        alike = abs(float(runs.size[band].max()) - size) <= _SAME_SIZE
        narrow = float((runs.x1[band] - runs.x0[band]).max()) <= _NARROW * width
        outside = is_unit_line(words) or is_note(words) or names_table(words) or words[-1:] in "。；：，"
        if edge - float(runs.bottom[band].max()) > _NEXT * size or outside or not (alike and narrow):
            break
        taken.append(band)
        edge = float(runs.top[band].min())
    return edge - TOLERANCE if max(map(len, taken), default=0) > 1 else None


def _padding(stack: list[_Shade], runs: Runs) -> float:
    """How far words stand from the edges of the shaded rows in which they stand closest, in points."""
    y = (runs.top + runs.bottom) / 2
    inside = [np.flatnonzero((shade.box.top < y) & (y < shade.box.bottom)) for shade in stack]
    return min(
        (
            min(float(runs.top[own].min()) - shade.box.top, shade.box.bottom - float(runs.bottom[own].max()))
            for shade, own in zip(stack, inside, strict=True)
            if len(own)
        ),
        default=float("inf"),
    )


def _row_end(runs: Runs, edge: float, sign: int, gap: float) -> float | None:
    """Where the row on one side of an edge (1 below, -1 above) ends, its lines less than a gap apart; None
    where there is no row of cells."""
    near, far = (runs.top, runs.bottom) if sign > 0 else (-runs.bottom, -runs.top)
    bands = [band for band in runs.bands() if (near[band] + far[band]).mean() / 2 > sign * edge]
    bands.sort(key=lambda band: float(near[band].min()))
    if not bands or near[bands[0]].min() - sign * edge > _NEXT * runs.size[bands[0]].max():
        return None
    taken = bands[:1]
    for one, other in pairwise(bands):
        size = float(runs.size[one].max())
        if near[other].min() - far[one].max() > min(_CLOSE * size, max(gap, _LEAST * size)):
            break
        taken.append(other)
    category = len(taken) == 1 and is_ordinal(runs.text[taken[0][0]])
    if max(map(len, taken)) < 2 and not category:
        return None
    return sign * float(max(far[band].max() for band in taken)) + sign * TOLERANCE
