"""Ruled tables with rows that no rule parts: column rules and a boxed header, the body in one piece.

A piece of the table holds several rows where values stand beside one another on more than one line of it,
each line apart from the text above it in its own cell. Its rows are then found as those of a table without
rules, in the columns that the rules give. A row that stands alone in one line, or whose cells wrap, is left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.readers.pages.arrays import median
from extractors.readers.pages.borderless import rows_in, table_within
from extractors.readers.pages.cells import CellMap, cell_maps
from extractors.readers.pages.model import Glyphs, Numbers, PageTable, printed_length
from extractors.readers.pages.pieces import is_entry
from extractors.readers.pages.rules import Grid
from extractors.readers.pages.runs import runs_of
from schemas.document import Box

_TALL = 0.35  # share of the table's height
_TALLEST_ROW = 5.0  # in type sizes: no lower piece holds rows worth a look
_ROW_PITCH = 1.4  # in type sizes: lines of one cell are closer
_LEVEL = 0.5  # in type sizes: middles of values beside one another
_MOSTLY = 0.7  # share of neighbouring lines that are rows apart
_OUT_OF_PLACE = 3.0  # in type sizes: between a column bound by rules and by words


def bands_of_rows(cells: CellMap, glyphs: Glyphs) -> list[int]:
    """The rows of a table, by their rules, that hold several."""
    heights = cells.ys[1:] - cells.ys[:-1]
    tall = heights >= _TALL * (cells.ys[-1] - cells.ys[0])
    if not tall.any() or heights.max() < _TALLEST_ROW * median(glyphs.size):
        return []
    return [row for row in np.flatnonzero(tall).tolist() if _holds_rows(cells, row, glyphs)]


@dataclass(frozen=True, slots=True)
class _Value:
    """A value in a piece of a table: the y of its middle, its column by the rules, its type size, and how far
    below the line above it in its own cell and column it stands, in type sizes (0 where there is none). What
    wraps in a cell stands close below itself, whatever the lines of the cells beside it do."""

    y: float
    column: int
    size: float
    pitch: float


def _holds_rows(cells: CellMap, row: int, glyphs: Glyphs) -> bool:
    values = sorted(_values(cells, row, glyphs), key=lambda value: value.y)
    lines: list[list[_Value]] = []
    for value in values:
        if lines and value.y - lines[-1][0].y <= _LEVEL * min(value.size, lines[-1][0].size):
            lines[-1].append(value)
        else:
            lines.append([value])
    beside = [line for line in lines if len({value.column for value in line}) > 1]
    pitches = [max(value.pitch for value in line) for line in beside]
    apart = [pitch > _ROW_PITCH for pitch in pitches if pitch]
    return bool(apart) and sum(apart) > _MOSTLY * len(apart)


def _values(cells: CellMap, row: int, glyphs: Glyphs) -> Iterator[_Value]:
    """The values in a row of a table by its rules, cell by cell."""
    inside = _between(glyphs, cells.xs, cells.ys[row], cells.ys[row + 1])
    columns = np.searchsorted(cells.xs, (inside.x0 + inside.x1) / 2)
    cell = cells.holder[row, np.clip(columns - 1, 0, len(cells.xs) - 2)]
    for number in np.unique(cell).tolist():
        runs = runs_of(inside.taken(cell == number))
        of_run = np.searchsorted(cells.xs, (runs.x0 + runs.x1) / 2)
        for run in range(len(runs)):
            if is_entry(runs.text[run]):
                size = float(runs.size[run])
                above = runs.top[(runs.band < runs.band[run]) & (of_run == of_run[run])]
                yield _Value(
                    y=float(runs.top[run] + runs.bottom[run]) / 2,
                    column=int(of_run[run]),
                    size=size,
                    pitch=float(runs.top[run] - above.max()) / size if len(above) else 0.0,
                )


def _between(glyphs: Glyphs, xs: Numbers, top: float, bottom: float) -> Glyphs:
    return glyphs.taken(glyphs.within(Box(float(xs[0]), top, float(xs[-1]), bottom)))


def read_by_words(page: int, table: PageTable, rows: list[int], glyphs: Glyphs) -> PageTable | None:
    """A table some of whose rows hold several, as its words show it: as a whole where that leaves its header
    as the rules have it, else row by row; None where the words show other columns than the rules."""
    em = float(np.median(glyphs.size))
    whole = _in_columns(page, table, table.box, glyphs, em)
    if whole is not None and _first_rows(whole, rows[0]) == _first_rows(table, rows[0]):
        return whole
    return _split(page, table, rows, glyphs, em)


def _first_rows(table: PageTable, rows: int) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.col, cell.rowspan, cell.colspan, "".join(cell.text.split()))
        for cell in table.cells
        if cell.row < rows
    ]


def _split(page: int, table: PageTable, rows: list[int], glyphs: Glyphs, em: float) -> PageTable | None:
    """The table with each of some rows replaced by those that its words show."""
    pieces: dict[int, PageTable] = {}
    for row in rows:
        over = [cell for cell in table.cells if cell.row <= row < cell.row + cell.rowspan]
        if any(cell.rowspan > 1 for cell in over):
            return None
        box = Box(table.box.x0, over[0].box.top, table.box.x1, over[0].box.bottom)
        piece = _in_columns(page, table, box, glyphs, em)
        if piece is None:
            return None
        pieces[row] = _with_category_above(piece)
    shifts = [0]
    for row in range(table.rows):
        shifts.append(shifts[-1] + (pieces[row].rows - 1 if row in pieces else 0))
    cells = [replace(cell, row=cell.row + shifts[cell.row]) for cell in table.cells if cell.row not in pieces]
    cells += [
        replace(cell, row=cell.row + row + shifts[row])
        for row, piece in pieces.items()
        for cell in piece.cells
    ]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return replace(table, rows=table.rows + shifts[-1], cells=tuple(cells))


def _in_columns(page: int, table: PageTable, box: Box, glyphs: Glyphs, em: float) -> PageTable | None:
    """The rows that the words in a box show, if they stand in the columns of a table."""
    piece = by_words(page, box, glyphs)
    if piece is None or len(piece.edges) != len(table.edges):
        return None
    apart = np.abs(np.array(piece.edges[1:-1]) - np.array(table.edges[1:-1]))
    return None if (apart > _OUT_OF_PLACE * em).any() else replace(piece, edges=table.edges, ruled=True)


def _with_category_above(table: PageTable) -> PageTable:
    """The table with a first row of one text alone as a cell over all columns."""
    first = [cell for cell in table.cells if cell.row == 0]
    filled = [cell for cell in first if cell.text]
    if len(filled) != 1 or filled[0].rowspan > 1 or table.rows < 2:
        return table
    whole = replace(filled[0], col=0, colspan=table.cols)
    below = [replace(cell, row=1, rowspan=cell.rowspan - 1) for cell in first if cell.rowspan > 1]
    rest = [cell for cell in table.cells if cell.row > 0]
    cells = sorted((*below, *rest), key=lambda cell: (cell.row, cell.col))
    return replace(table, cells=(whole, *cells))


def by_words(
    page: int,
    box: Box,
    glyphs: Glyphs,
    edges: Sequence[float] | None = None,
    under: float | None = None,
) -> PageTable | None:
    """The table in a box between rules as its words show it, all of them, in the columns of `edges` and with
    its header above the y `under` where the rules show those; None where the words show none."""
    table = table_within(page, 1, glyphs, box, edges=edges, under=under)
    if table is None:
        return None
    held = printed_length(cell.text for cell in table.cells)
    given = sum(map(len, glyphs.taken(glyphs.within(box)).text))
    return replace(table, box=box) if held == given else None


def with_rows(grid: Grid, cells: CellMap, rows: list[int], glyphs: Glyphs) -> CellMap:
    """The cells of a table with bounds between the rows that some of its rows hold."""
    edges = cells.xs.tolist()
    bounds = []
    for row in rows:
        region = Box(edges[0], float(cells.ys[row]), edges[-1], float(cells.ys[row + 1]))
        bounds += [(y, edges[0], edges[-1]) for y in rows_in(glyphs, region, edges)[1:-1]]
    if not bounds:
        return cells
    found = cell_maps(Grid(np.concatenate((grid.across, np.array(bounds))), grid.down))
    return next(
        (each for each in found if each.ys[0] == cells.ys[0] and len(each.xs) == len(cells.xs)), cells
    )
