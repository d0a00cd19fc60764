"""Tables of PDF pages: page tables to table drafts, those that run over page ends put together.

A table goes on where the next page begins with a table of the same vertical rules and no text stands
between. Header rows that the next page repeats are dropped and counted; a cell that the page end cut is one
cell again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.readers.clean import clean_cell
from extractors.readers.drafts import TableDraft
from extractors.readers.pages.model import PageCell, PageTable
from extractors.readers.tables import header_rows
from schemas.document import Cell, Place

_SAME_EDGE = 6.0


def continues(table: PageTable, following: PageTable) -> bool:
    """True where two tables have the same columns."""
    return table.cols == following.cols and all(
        abs(a - b) <= _SAME_EDGE for a, b in zip(table.edges, following.edges, strict=True)
    )


def joined(tables: Sequence[PageTable]) -> TableDraft:
    """One table from its parts on following pages."""
    whole = _Growing(list(_cells(tables[0])), tables[0].rows)
    header = header_rows(tables[0].rows, tables[0].cols, whole.cells)
    repeated = 0
    for table in tables[1:]:
        cells = list(_cells(table))
        dropped = _repeated_header(whole.cells, cells, header)
        repeated += dropped
        whole.append(
            [replace(cell, row=cell.row - dropped) for cell in cells if cell.row >= dropped],
            table.rows - dropped,
        )
    ordered = tuple(sorted(whole.cells, key=lambda cell: (cell.row, cell.col)))
    places = tuple(
        Place(f"page {table.page}/table {table.number}", table.page, table.box) for table in tables
    )
    return TableDraft(whole.rows, tables[0].cols, ordered, places, repeated_rows=repeated)


def _cells(table: PageTable) -> list[Cell]:
    return [_cell(table, cell) for cell in table.cells]


def _cell(table: PageTable, cell: PageCell) -> Cell:
    path = f"page {table.page}/table {table.number}/row {cell.row + 1}/cell {cell.col + 1}"
    place = Place(path, table.page, cell.box)
    return Cell(cell.row, cell.col, clean_cell(cell.text), cell.text, place, cell.rowspan, cell.colspan)


def _repeated_header(cells: Sequence[Cell], following: Sequence[Cell], header: int) -> int:
    """How many rows at the top of a continuation repeat the header."""

    def band(of: Sequence[Cell]) -> list[tuple[int, int, str]]:
        return sorted((cell.row, cell.col, cell.text) for cell in of if cell.row < header)

    return header if header and band(cells) == band(following) else 0


@dataclass(slots=True)
class _Growing:
    """A table to which the parts of following pages are added."""

    cells: list[Cell]
    rows: int

    def append(self, cells: Sequence[Cell], rows: int) -> None:
        """Add the rows of the next page below."""
        bottom = {
            (cell.col, cell.colspan): cell for cell in self.cells if cell.row + cell.rowspan == self.rows
        }
        rest = self._is_rest_of_row([cell for cell in cells if cell.row == 0])
        start = self.rows - rest
        for cell in cells:
            above = bottom.get((cell.col, cell.colspan)) if cell.row == 0 else None
            if above is not None and (rest or self._is_cut(above, cell)):
                self.cells[self.cells.index(above)] = _together(above, cell, start)
            else:
                self.cells.append(replace(cell, row=cell.row + start))
        self.rows = start + rows

    def _is_rest_of_row(self, first: Sequence[Cell]) -> bool:
        """True where the page end cut a row: its rest has no first cell, in a table whose rows all
        have one, and adds words only to cells that have some."""
        last = {cell.col: cell for cell in self.cells if cell.row == self.rows - 1}
        heads = [cell for cell in self.cells if cell.col == 0]
        head = next((cell for cell in first if cell.col == 0), None)
        if (
            head is None
            or head.text
            or head.rowspan > 1
            or not all(cell.text and cell.rowspan == 1 for cell in heads)
        ):
            return False
        filled = [cell for cell in first if cell.text]
        same_shape = {(c.col, c.colspan) for c in first} == {(c.col, c.colspan) for c in last.values()}
        return bool(filled) and same_shape and all(last[cell.col].text for cell in filled)

    def _is_cut(self, above: Cell, below: Cell) -> bool:
        """True where the page end cut a merged cell: one of both parts is empty and runs over rows, or the
        first column is merged throughout."""
        if bool(above.text) == bool(below.text):
            return False
        if above.text and below.rowspan == 1 and below.col == 0:
            return any(cell.col == 0 and cell.rowspan > 1 and cell.row > 0 for cell in self.cells)
        return below.rowspan > 1 if above.text else above.rowspan > 1


def _together(above: Cell, below: Cell, start: int) -> Cell:
    """The two parts of a cell as one; `start` is the row in which the lower part begins."""
    raw = "\n".join(part for part in (above.raw, below.raw) if part)
    return replace(
        above,
        text=clean_cell(raw),
        raw=raw,
        rowspan=start + below.rowspan - above.row,
        place=above.place if above.text else below.place,
    )
