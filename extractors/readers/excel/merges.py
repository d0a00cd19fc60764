"""The merged ranges of a sheet, and what lies under them.

A range is cut to where the sheet holds something; one that meets an earlier one is left out, for the file is
damaged there, and so is one that covers more positions than any table has. Filled cells under a range are not
shown on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

from extractors.readers.excel.addresses import Span
from extractors.readers.excel.workbook import Sheet, SheetCell

_MOST_POSITIONS = 100_000

Row = tuple[SheetCell, ...]


@dataclass(frozen=True)
class Merges:
    """The merged ranges of a sheet by their top left cell, cut to where the sheet holds something."""

    spans: Mapping[tuple[int, int], Span]
    covered: frozenset[tuple[int, int]]
    rows: frozenset[int]  # in which a merged range begins: all others need no look

    @classmethod
    def of(cls, sheet: Sheet) -> "Merges":
        """A range that meets an earlier one is left out: the file is damaged there."""
        last_row = max(map(itemgetter(0), sheet.cells), default=0)
        last_col = max(map(itemgetter(1), sheet.cells), default=0)
        spans: dict[tuple[int, int], Span] = {}
        covered: set[tuple[int, int]] = set()
        for top, left, bottom, right in sheet.merges:
            span = (top, left, min(bottom, last_row), min(right, last_col))
            if span[2] < top or span[3] < left:
                continue
            if (span[2] - top + 1) * (span[3] - left + 1) > _MOST_POSITIONS:
                continue
            own = {(r, c) for r in range(top, span[2] + 1) for c in range(left, span[3] + 1)}
            if covered.isdisjoint(own):
                spans[top, left] = span
                covered |= own
        return cls(spans, frozenset(covered - spans.keys()), frozenset(row for row, _ in spans))

    def seen(self, row: Row) -> Row:
        """The cells of a row without those that lie under a merged one."""
        return tuple(c for c in row if (c.row, c.col) not in self.covered) if self.covered else row

    def span(self, row: int, col: int) -> Span:
        """The range that a cell covers."""
        return self.spans.get((row, col), (row, col, row, col))

    def bottom(self, row: Row) -> int:
        """The last row that a row's cells reach down to."""
        if row[0].row not in self.rows:
            return row[0].row
        return max(self.span(cell.row, cell.col)[2] for cell in row)

    def columns(self, row: Row) -> set[int]:
        """The columns that a row's cells cover."""
        covered = {cell.col for cell in row}
        for cell in row if row[0].row in self.rows else ():
            _, left, _, right = self.span(cell.row, cell.col)
            covered.update(range(left, right + 1))
        return covered


def covered_cells(sheet: Sheet) -> tuple[SheetCell, ...]:
    """The filled cells under a merged one, which the page does not show: those that say something else."""
    if not sheet.merges:
        return ()
    merges = Merges.of(sheet)
    hidden = [cell for cell in sheet.cells if (cell.row, cell.col) in merges.covered]
    if not hidden:
        return ()
    words = {(cell.row, cell.col): cell.text.strip() for cell in sheet.cells}
    owners = {
        (row, col): words.get(corner, "")
        for corner, (top, left, bottom, right) in merges.spans.items()
        for row in range(top, bottom + 1)
        for col in range(left, right + 1)
    }
    return tuple(cell for cell in hidden if cell.text.strip() != owners[cell.row, cell.col])
