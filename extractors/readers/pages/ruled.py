"""Ruled tables: rules to lattices, lattices to cells, characters into cells.

A frame around text is no table, and rules that hold no text are none. A table inside a cell is part of that
cell, whose text holds its rows; where the outer cells only arrange tables on the page, the inner ones are the
tables. Text belongs to one cell or to none: what `Ruled.free` leaves is for the lines of the page.
"""

from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.borderless import header_in_columns, table_in_columns
from extractors.readers.pages.cell_text import Content, contents, placed
from extractors.readers.pages.cells import CellMap, cell_maps, is_too_fine
from extractors.readers.pages.column_rules import column_ruled, outside
from extractors.readers.pages.cut_rows import with_last_row
from extractors.readers.pages.half_ruled import (
    Region,
    cell_map,
    columns_of_rules,
    header_foot,
    header_map,
    is_header_only,
    is_one_row,
    regions,
    row_by_row,
)
from extractors.readers.pages.model import Glyphs, Numbers, PageCell, PageTable, PrintedPage, printed_length
from extractors.readers.pages.nested import Nest, nests, with_inner
from extractors.readers.pages.open_sides import Stack, are_too_many, closed, with_walls
from extractors.readers.pages.rules import TOLERANCE, Grid, grids, left_out
from extractors.readers.pages.shaded_heads import Headed, shaded_heads, stacked
from extractors.readers.pages.shades import with_shades
from extractors.readers.pages.unruled_rows import bands_of_rows, by_words, read_by_words, with_rows
from schemas.document import Box

_LONE = 3  # rules around one row, and the rest of another, at the top of a page
_FEWEST_FILLED = 2  # one in a single row: the rest of a row that the page end cut
_SPARSE = 0.25  # share of cells with text
_HEADER = 0.7  # share of a header's cells with text
_FIRST_COLUMN = 0.5  # share of the cells of a column of names with text


@dataclass(frozen=True, slots=True, eq=False)
class Ruled:
    """The ruled tables of a page and which of its glyphs stand in none of them; `whole` is False where so
    many lines are drawn that not all were looked at; `frames` are the boxes of one cell: no tables."""

    tables: tuple[PageTable, ...]
    free: NDArray[np.bool_]
    whole: bool = True
    frames: tuple[Box, ...] = ()


def ruled_tables(printed: PrintedPage) -> tuple[PageTable, ...]:
    """The ruled tables of a page, from the top down; numbered from 1."""
    return ruled(printed).tables


def ruled(printed: PrintedPage) -> Ruled:
    """The ruled tables of a page, from the top down, and the glyphs outside them."""
    rules = printed.rules
    if not len(printed.glyphs) or not (len(rules.across) or len(rules.shade_across)):
        return Ruled((), np.ones(len(printed.glyphs), dtype=np.bool_))
    page = _Reading(printed)
    across, down = with_shades(rules, printed.glyphs)
    whole = not (left_out(across) or left_out(down) or are_too_many(across, down))
    in_columns = column_ruled(printed.number, across, down, printed.glyphs)
    boxes = [table.box for table in in_columns if page.add_whole(table, table.box)]
    headed = shaded_heads(rules, printed.glyphs.taken(page.free))
    boxes += [each.box for each in headed if page.add_headed(each)]
    across, down = outside(across, boxes, across=True), outside(down, boxes, across=False)
    down, stacks = with_walls(across, down, printed.glyphs)
    lattices = [closed(grid, printed.glyphs) for grid in grids(across, down)]
    whole = whole and not any(map(is_too_fine, lattices))
    walled = [(cells, grid) for grid in lattices for cells in cell_maps(grid)]
    grid_of = {id(cells): grid for cells, grid in walled}
    for nest in nests([cells for cells, _ in walled if _has_columns(cells)], printed.glyphs):
        page.add(nest, grid_of[id(nest.cells)])
    stacks += [_frame(cells) for cells, _ in walled if len(cells.xs) == 2 and len(cells.ys) > 2]
    for stack in stacks:
        free = printed.glyphs.taken(page.free)
        for region in regions(with_last_row(stack, free, printed.height), free, later=printed.number > 1):
            page.add_half(region, across)
    return replace(page.result(), whole=whole, frames=_frames([cells for cells, _ in walled]))


def _frames(found: list[CellMap]) -> tuple[Box, ...]:
    """The boxes of one cell."""
    alone = [(cells.xs.tolist(), cells.ys.tolist()) for cells in found if len(cells.xs) == len(cells.ys) == 2]
    return tuple(Box(xs[0], ys[0], xs[1], ys[1]) for xs, ys in alone)


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
        filled = self._filled(nest)
        if filled is not None:
            self._take(self._in_rows(filled, cells, grid, rows) if rows else filled)

    def _take(self, filled: "_Filled") -> None:
        self.tables.append(filled.table)
        self.free &= ~filled.held

    def _in_rows(self, filled: "_Filled", cells: CellMap, grid: Grid, rows: list[int]) -> "_Filled":
        """A table some of whose rows hold several: as its words show it, or, where that would leave words of
        it out, in the cells of its rules with bounds between the rows."""
        inside = self.glyphs.taken(filled.held)
        worded = read_by_words(self.printed.number, filled.table, rows, inside)
        if worded is not None and printed_length(cell.text for cell in worded.cells) == printed_length(
            inside.text
        ):
            return _Filled(worded, filled.held)
        return self._filled(Nest(with_rows(grid, cells, rows, inside))) or filled

    def add_half(self, region: Region, across: Numbers) -> None:
        """Add the table of a region that is ruled in one direction."""
        lone = len(region.ys) <= _LONE and self.printed.number > 1 and is_one_row(region)
        if (lone or row_by_row(region, across)) and self._add_by_words(region, across):
            return
        foot = header_foot(region)
        if foot is not None and self._add_under_header(region, foot, across):
            return
        xs = columns_of_rules(region, self.printed.rules)
        edges = None if xs is None else xs.tolist()
        free = self.glyphs.taken(self.free)
        table = by_words(self.printed.number, region.box, free, edges, foot)
        if table is not None:
            self.add_whole(table, region.box)

    def _add_under_header(self, region: Region, foot: float, across: Numbers) -> bool:
        """Add a table whose header shorter rules part; True if it was."""
        glyphs = self.glyphs.taken(self.free)
        head = header_map(region, foot, across, self.printed.rules, glyphs)
        return head is not None and self.add_headed(Headed(head, replace(region.box, top=foot)))

    def add_headed(self, headed: Headed) -> bool:
        """Add the table of a known header; True if it holds all glyphs there."""
        head = self._filled(Nest(headed.head))
        free = self.glyphs.taken(self.free)
        body = free.taken(free.within(headed.body))
        if head is None or not len(body):
            return False
        below = table_in_columns(self.printed.number, body, headed.edges, ())
        return self.add_whole(stacked(head.table, below), headed.box)

    def add_whole(self, table: PageTable, box: Box) -> bool:
        """Add a table if it holds all glyphs in a box; True if it does."""
        held = self.free & self.glyphs.within(box)
        if printed_length(cell.text for cell in table.cells) != printed_length(self.glyphs.taken(held).text):
            return False
        self._take(_Filled(table, held))
        return True

    def _add_by_words(self, region: Region, across: Numbers) -> bool:
        """Add the table whose rows rules bound and whose columns the words show. On a later page it may be
        the rest of one with more columns: its cells have the bounds of their words there."""
        glyphs = self.glyphs.taken(self.free)
        cells = cell_map(region, across, self.printed.rules, glyphs)
        filled = self._filled(Nest(cells)) if cells is not None else None
        if filled is None:
            return cells is not None
        if self.printed.number > 1:
            tight = (replace(cell, box=region.around(cell.box)) for cell in filled.table.cells)
            filled = replace(filled, table=replace(filled.table, cells=tuple(tight)))
        self._take(replace(filled, table=self._with_header(filled.table, glyphs)))
        return True

    def _with_header(self, table: PageTable, glyphs: Glyphs) -> PageTable:
        """The table with the rows of its header as its words show them, where no rule or shade begins it."""
        rules = self.printed.rules
        ys = np.concatenate((rules.across[:, 0], rules.shade_across[:, 0]))
        first = [cell for cell in table.cells if cell.row == 0]
        if (np.abs(ys - table.box.top) <= TOLERANCE).any() or any(cell.rowspan > 1 for cell in first):
            return table
        inside = glyphs.taken(glyphs.within(replace(table.box, bottom=min(c.box.bottom for c in first))))
        head = header_in_columns(self.printed.number, inside, table.edges)
        if all(cell.colspan == 1 for cell in head.cells):
            return table
        down = (replace(cell, row=cell.row - 1) for cell in table.cells if cell.row)
        body = replace(table, rows=table.rows - 1, cells=tuple(down))
        whole = stacked(head, body)
        return replace(whole, box=table.box, edges=table.edges)

    def _filled(self, nest: Nest) -> "_Filled | None":
        """The table of some cells with the text in them; None where they hold none."""
        cells, holder = placed(self.glyphs, nest.cells, self.free)
        found = contents(self.glyphs, cells, holder)
        for number in sorted({number for number, _ in nest.inner}):
            tables = [table for home, table in nest.inner if home == number]
            found[number] = with_inner(self.glyphs, holder == number, tables)
        filled = np.array([bool(text) for text, _ in found])
        few = filled.sum() < _FEWEST_FILLED or _is_drawing(cells, filled)
        if not filled.any() or (few and len(cells.ys) > 2):
            return None
        return _Filled(_table(self.printed.number, cells, found), holder >= 0)

    def result(self) -> Ruled:
        """The tables from the top down, numbered."""
        ordered = sorted(self.tables, key=lambda table: (table.box.top, table.box.x0))
        return Ruled(tuple(replace(table, number=i) for i, table in enumerate(ordered, start=1)), self.free)


@dataclass(frozen=True, slots=True, eq=False)
class _Filled:
    """A table and which of the page's glyphs stand in it."""

    table: PageTable
    held: NDArray[np.bool_]


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
