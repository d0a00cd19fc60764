"""Ruled tables: rules to lattices, lattices to cells, characters into cells.

A frame around text is no table, and rules that hold no text are none. A table inside a cell is part of that
cell, whose text holds its rows; where the outer cells only arrange tables on the page, the inner ones are the
tables. Text belongs to one cell or to none: what `Ruled.free` leaves is for the lines of the page.
"""

from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.cell_text import Content, contents, placed
from extractors.readers.pages.cells import CellMap, cell_maps
from extractors.readers.pages.half_ruled import (
    Region,
    cell_map,
    is_header_only,
    regions,
    row_by_row,
)
from extractors.readers.pages.model import Numbers, PageCell, PageTable, PrintedPage
from extractors.readers.pages.nested import Nest, nests, with_inner, within
from extractors.readers.pages.open_sides import Stack, closed, with_walls
from extractors.readers.pages.rules import Grid, grids, lines_along
from extractors.readers.pages.unruled_rows import bands_of_rows, by_words, read_by_words, with_rows
from schemas.document import Box

_LONE = 3  # rules around one row, and the rest of another, at the top of a page
_FEWEST_FILLED = 2  # one in a single row: the rest of a row that the page end cut
_SPARSE = 0.25  # share of cells with text
_HEADER = 0.7  # share of a header's cells with text
_FIRST_COLUMN = 0.5  # share of the cells of a column of names with text


@dataclass(frozen=True, slots=True, eq=False)
class Ruled:
    """The ruled tables of a page and which of its glyphs stand in none of them."""

    tables: tuple[PageTable, ...]
    free: NDArray[np.bool_]


def ruled_tables(printed: PrintedPage) -> tuple[PageTable, ...]:
    """The ruled tables of a page, from the top down; numbered from 1."""
    return ruled(printed).tables


def ruled(printed: PrintedPage) -> Ruled:
    """The ruled tables of a page, from the top down, and the glyphs outside them."""
    if not len(printed.glyphs) or not len(printed.rules.across):
        return Ruled((), np.ones(len(printed.glyphs), dtype=np.bool_))
    page = _Reading(printed)
    across, down = lines_along(printed.rules.across), lines_along(printed.rules.down)
    down, stacks = with_walls(across, down, printed.glyphs)
    walled = [
        (cells, grid)
        for grid in (closed(grid, printed.glyphs) for grid in grids(across, down))
        for cells in cell_maps(grid)
    ]
    grid_of = {id(cells): grid for cells, grid in walled}
    for nest in nests([cells for cells, _ in walled if _has_columns(cells)], printed.glyphs):
        page.add(nest, grid_of[id(nest.cells)])
    stacks += [_frame(cells) for cells, _ in walled if len(cells.xs) == 2 and len(cells.ys) > 2]
    for stack in stacks:
        for region in regions(stack, printed.glyphs.taken(page.free), later=printed.number > 1):
            page.add_half(region, across)
    return page.result()


def _has_columns(cells: CellMap) -> bool:
    return len(cells.xs) > 2


def _frame(cells: CellMap) -> Stack:
    """The rules across a frame that has none down."""
    return Stack(float(cells.xs[0]), float(cells.xs[-1]), tuple(cells.ys.tolist()))


class _Reading:
    """The tables of a page as they are found, and the glyphs that are still free."""

    def __init__(self, printed: PrintedPage) -> None:
        self.printed = printed
        self.glyphs = printed.glyphs
        self.free = np.ones(len(printed.glyphs), dtype=np.bool_)
        self.tables: list[PageTable] = []

    def add(self, nest: Nest, grid: Grid) -> None:
        """Add a table of cells, and what is nested in them, unless it is empty."""
        cells = nest.cells
        if len(cells.ys) == 2 and is_header_only(cells, self.glyphs.taken(self.free)):
            return
        rows = [] if nest.inner else bands_of_rows(cells, self.glyphs)
        table = self._filled(nest)
        if table is None:
            return
        if rows:
            inside = self.glyphs.taken(self.free & within(cells, self.glyphs))
            worded = read_by_words(self.printed.number, table, rows, inside)
            table = worded or self._filled(Nest(with_rows(grid, cells, rows, inside))) or table
        self.tables.append(table)
        self.free &= self.left

    def add_half(self, region: Region, across: Numbers) -> None:
        """Add the table of a region that is ruled in one direction."""
        lone = len(region.ys) <= _LONE and self.printed.number > 1
        if (lone or row_by_row(region, across)) and self._add_by_words(region, across):
            return
        table = by_words(self.printed.number, region.box, self.glyphs.taken(self.free))
        if table is not None:
            self.tables.append(table)
            self.free &= ~self.glyphs.within(region.box)

    def _add_by_words(self, region: Region, across: Numbers) -> bool:
        """Add the table whose rows rules bound and whose columns the words show. On a later page it may be
        the rest of one with more columns: its cells have the bounds of their words there."""
        glyphs = self.glyphs.taken(self.free)
        cells = cell_map(region, across, self.printed.rules.across, glyphs)
        table = self._filled(Nest(cells)) if cells is not None else None
        if table is None:
            return cells is not None
        if self.printed.number > 1:
            tight = (replace(cell, box=region.around(cell.box)) for cell in table.cells)
            table = replace(table, cells=tuple(tight))
        self.tables.append(table)
        self.free &= self.left
        return True

    def _filled(self, nest: Nest) -> PageTable | None:
        """The table of some cells with the text in them; None where they hold none."""
        cells, holder = placed(self.glyphs, nest.cells, self.free)
        found = contents(self.glyphs, cells, holder)
        for number in sorted({number for number, _ in nest.inner}):
            tables = [table for home, table in nest.inner if home == number]
            found[number] = with_inner(self.glyphs, holder == number, tables)
        self.left = holder < 0
        filled = np.array([bool(text) for text, _ in found])
        few = filled.sum() < _FEWEST_FILLED or _is_drawing(cells, filled)
        if not filled.any() or (few and len(cells.ys) > 2):
            return None
        return _table(self.printed.number, cells, found)

    def result(self) -> Ruled:
        """The tables from the top down, numbered."""
        ordered = sorted(self.tables, key=lambda table: (table.box.top, table.box.x0))
        return Ruled(tuple(replace(table, number=i) for i, table in enumerate(ordered, start=1)), self.free)


def _is_drawing(cells: CellMap, filled: NDArray[np.bool_]) -> bool:
    """True for the grid of a chart or a drawing: nearly all cells are empty, and neither a row nor the first
    column is filled, as a header is."""
    if filled.mean() > _SPARSE:
        return False
    rows = cells.spans[:, 0]
    of_row, filled_of_row = np.bincount(rows), np.bincount(rows, weights=filled)
    first = filled[cells.spans[:, 1] == 0]
    has_header = ((of_row > 1) & (filled_of_row >= _HEADER * of_row)).any()
    return not has_header and first.mean() < _FIRST_COLUMN


def _table(page: int, cells: CellMap, found: list[Content]) -> PageTable:
    xs, ys = cells.xs.tolist(), cells.ys.tolist()
    row, col, rowspan, colspan = cells.spans.T
    ends = (cells.xs[col], cells.ys[row], cells.xs[col + colspan], cells.ys[row + rowspan])
    boxes = map(Box, *(end.tolist() for end in ends))
    texts, words = zip(*found, strict=True)
    made = list(map(PageCell, *(number.tolist() for number in cells.spans.T), texts, boxes, words))
    made.sort(key=attrgetter("row", "col"))
    whole = Box(xs[0], ys[0], xs[-1], ys[-1])
    return PageTable(page, 1, len(ys) - 1, len(xs) - 1, tuple(made), whole, tuple(xs))
