"""Tables without rules down whose header alone is shaded cell by cell: its shades are its cells, and show the
columns.

1. A shade of one piece, three columns or more, words that are no values, no rules down at it, at most one
   rule across below it and no other shade of the same two ends: a header.
2. The lines right below it are its body as far as each of their words stands within one column, in its type;
   one text alone at the left or in the middle is a category. A note, a unit, the name of a table, another
   type size or a wider gap ends it.
The rows are those of a table without rules in these columns. Never takes a header without a row of cells.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from extractors.readers.captions import is_note, is_unit_line
from extractors.readers.pages.cells import CellMap, cell_maps
from extractors.readers.pages.model import Glyphs, Numbers, PageTable, Rules
from extractors.readers.pages.pieces import is_entry, is_ordinal
from extractors.readers.pages.rules import TOLERANCE, Grid, grids, lines_along
from extractors.readers.pages.runs import Runs, runs_of
from extractors.readers.pages.stretches import names_table
from schemas.document import Box

_SAME_END = 6.0  # points
_FEWEST_COLUMNS = 3
_VALUES = 0.25  # share of a header's words that may be values
_FIRST = 2.5  # in type sizes: from the header to the first line below it
_NEXT = 3.6  # in type sizes: between the middles of two lines
_OVER = 0.5  # in type sizes: words may reach over a bound by so much
_SAME_SIZE = 0.6  # points
_CENTRED = 1.0  # in type sizes
_FLOOR = 1.0  # points between the last line and the bound under it


@dataclass(frozen=True, slots=True)
class Headed:
    """A shaded header, its cells, and the lines below it: the box around them, the sides of the table's
    columns those of the header's."""

    head: CellMap
    body: Box

    @property
    def edges(self) -> tuple[float, ...]:
        """The x of the column bounds, the sides of the table included."""
        return tuple(self.head.xs.tolist())

    @property
    def box(self) -> Box:
        """The box around both."""
        return replace(self.body, top=float(self.head.ys[0]))


def shaded_heads(rules: Rules, glyphs: Glyphs) -> list[Headed]:
    """The tables of a page whose header alone is shaded, cell by cell."""
    if not len(rules.shade_across) or not len(rules.shade_down):
        return []
    shades = grids(lines_along(rules.shade_across), lines_along(rules.shade_down))
    boxes = [_around(shade) for shade in shades]
    found = []
    for shade, box in zip(shades, boxes, strict=True):
        if any(other is not box and _same_ends(box, other.x0, other.x1) for other in boxes):
            continue
        maps = cell_maps(shade)
        if len(maps) != 1 or len(maps[0].xs) <= _FEWEST_COLUMNS or _is_ruled_down(rules.down, box):
            continue
        headed = _with_body(maps[0], box, glyphs)
        if headed is not None and not _is_ruled_across(lines_along(rules.across), headed):
            found.append(headed)
    return found


def _around(shade: Grid) -> Box:
    y, x = shade.across[:, 0], shade.down[:, 0]
    return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


def _same_ends(box: Box, x0: float, x1: float) -> bool:
    return abs(box.x0 - x0) <= _SAME_END and abs(box.x1 - x1) <= _SAME_END


def _is_ruled_down(down: Numbers, box: Box) -> bool:
    x, top, bottom = down.T
    beside = (box.x0 - TOLERANCE <= x) & (x <= box.x1 + TOLERANCE)
    return bool((beside & (top <= box.bottom + _SAME_END) & (bottom >= box.top - _SAME_END)).any())


def _is_ruled_across(across: Numbers, headed: Headed) -> bool:
    """True where rules part the body: more than one below the header."""
    y, start, end = across.T
    box = headed.box
    over = np.minimum(end, box.x1) - np.maximum(start, box.x0) > 0.3 * (box.x1 - box.x0)
    return int((over & (headed.body.top + _SAME_END < y) & (y < box.bottom + _SAME_END)).sum()) > 1


def _with_body(cells: CellMap, box: Box, glyphs: Glyphs) -> Headed | None:
    """A header and the lines below it; None where no row of cells stands there, or it holds values."""
    head = glyphs.taken(glyphs.within(box))
    if not len(head):
        return None
    words = runs_of(head)
    if sum(map(is_entry, words.text)) > _VALUES * len(words):
        return None
    middles = (glyphs.top + glyphs.bottom) / 2
    below = glyphs.taken(middles > box.bottom)
    if not len(below):
        return None
    size = float(np.median(head.size))
    runs = runs_of(below)
    edges = tuple(cells.xs.tolist())
    body = list(_body(runs, box, edges, size))
    if not any(len({_column(runs, run, edges, size) for run in band}) > 1 for band in body):
        return None
    end = max(float(runs.bottom[band].max()) for band in body) + _FLOOR
    return Headed(cells, Box(box.x0, box.bottom, box.x1, end))


def _body(runs: Runs, box: Box, edges: tuple[float, ...], size: float) -> Iterator[list[int]]:
    """The lines below a header that can be of its table, from the top down."""
    bands = runs.bands()
    if float(runs.top[bands[0]].min()) - box.bottom > _FIRST * size:
        return
    ys = [float(np.median((runs.top[band] + runs.bottom[band]) / 2)) for band in bands]
    gaps = [0.0, *(b - a for a, b in pairwise(ys))]
    for band, gap in zip(bands, gaps, strict=True):
        if gap > _NEXT * size or not _is_of_table(runs, band, edges, size):
            return
        yield band


def _is_of_table(runs: Runs, band: list[int], edges: tuple[float, ...], size: float) -> bool:
    words = "".join("".join(runs.text[run].split()) for run in band)
    if is_note(words) or is_unit_line(words) or names_table(words):
        return False
    if abs(float(runs.size[band].max()) - size) > _SAME_SIZE:
        return False
    if len(band) == 1 and _is_category(runs, band[0], edges, size):
        return True
    return all(_column(runs, run, edges, size) is not None for run in band)


def _column(runs: Runs, run: int, edges: tuple[float, ...], size: float) -> int | None:
    """The column within which words stand, None where they reach over a bound."""
    x0, x1 = float(runs.x0[run]), float(runs.x1[run])
    col = int(np.searchsorted(np.array(edges), (x0 + x1) / 2)) - 1
    if not 0 <= col < len(edges) - 1 or x0 < edges[col] - _OVER * size or x1 > edges[col + 1] + _OVER * size:
        return None
    return col


def _is_category(runs: Runs, run: int, edges: tuple[float, ...], size: float) -> bool:
    """True for one text alone that names the rows below it, or sums up."""
    x0, x1 = float(runs.x0[run]), float(runs.x1[run])
    centred = abs(x0 + x1 - edges[0] - edges[-1]) / 2 <= _CENTRED * size
    at_left = edges[0] - _OVER * size <= x0 <= edges[1]
    within = edges[0] <= x0 and x1 <= edges[-1]
    return within and (centred or at_left) and is_ordinal("".join(runs.text[run].split()))


def stacked(head: PageTable, body: PageTable) -> PageTable:
    """A header and the rows below it, of the same columns, as one table."""
    down = (replace(cell, row=cell.row + head.rows) for cell in body.cells)
    box = replace(head.box, bottom=body.box.bottom)
    cells = (*head.cells, *down)
    return replace(head, rows=head.rows + body.rows, cells=cells, box=box, ruled=body.ruled)
