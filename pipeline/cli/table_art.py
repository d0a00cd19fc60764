"""A table as characters: a frame that follows its merged cells, its header set off by a heavy line.

Chinese characters take two places. A merged cell is written once, over all that it covers; long words are
broken into lines.
"""

from collections.abc import Iterator

from rich.cells import cell_len

from schemas.document import Cell, Table

_WIDEST = 24
_NARROWEST = 2
_CORNERS = {
    (False, False, False, False): " ",
    (False, True, False, True): "┌", (False, True, True, False): "┐",
    (True, False, False, True): "└", (True, False, True, False): "┘",
    (True, True, False, True): "├", (True, True, True, False): "┤",
    (False, True, True, True): "┬", (True, False, True, True): "┴",
    (True, True, True, True): "┼", (True, True, False, False): "│",
    (False, False, True, True): "─", (True, False, False, False): "│",
    (False, True, False, False): "│", (False, False, True, False): "─",
    (False, False, False, True): "─",
}  # fmt: skip
_HEAVY = str.maketrans("─├┤┬┴┼┌┐└┘", "━┝┥┯┷┿┍┑┕┙")


def drawn(table: Table) -> Iterator[str]:
    """The lines of a table's picture."""
    yield from _Art(table).lines()


class _Art:
    """A table being drawn: widths of its columns, heights of its rows, lines of its cells."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.widths = [self._width(col) for col in range(table.cols)]
        self.words = {(c.row, c.col): _broken(c.text, self._span(c)) for c in table.cells}
        self.heights = self._heights()

    def lines(self) -> Iterator[str]:
        for row in range(self.table.rows):
            yield self._border(row)
            for line in range(self.heights[row]):
                yield self._row(row, line)
        yield self._border(self.table.rows)

    def _width(self, col: int) -> int:
        own = (cell_len(c.text) for c in self.table.cells if c.col == col and c.colspan == 1)
        return max(_NARROWEST, min(_WIDEST, max(own, default=_NARROWEST)))

    def _span(self, cell: Cell) -> int:
        """The places between the borders of a cell."""
        return sum(self.widths[cell.col : cell.col + cell.colspan]) + 3 * (cell.colspan - 1)

    def _heights(self) -> list[int]:
        heights = [1] * self.table.rows
        for cell in sorted(self.table.cells, key=lambda cell: cell.rowspan):
            rows = range(cell.row, cell.row + cell.rowspan)
            there = sum(heights[row] for row in rows) + cell.rowspan - 1
            heights[rows[-1]] += max(0, len(self.words[cell.row, cell.col]) - there)
        return heights

    def _at(self, row: int, col: int) -> tuple[int, int]:
        """What stands at a position: the corner of its cell, the position itself where there is none."""
        cell = self.table.cell(row, col)
        return (cell.row, cell.col) if cell else (row, col)

    def _row(self, row: int, line: int) -> str:
        pieces = []
        col = 0
        while col < self.table.cols:
            text, after = self._piece(row, line, col)
            pieces.append(text)
            col = after
        return "│" + "│".join(pieces) + "│"

    def _piece(self, row: int, line: int, col: int) -> tuple[str, int]:
        """One line of the cell at a position, and the column after it; `line` counts within the row, -1 is
        the border above it."""
        cell = self.table.cell(row, col)
        if cell is None:
            return " " * (self.widths[col] + 2), col + 1
        at = line + sum(self.heights[r] + 1 for r in range(cell.row, row))
        words = self.words[cell.row, cell.col]
        text = words[at] if at < len(words) else ""
        return f" {text}{' ' * (self._span(cell) - cell_len(text))} ", cell.col + cell.colspan

    def _border(self, row: int) -> str:
        pieces = []
        col = 0
        while col < self.table.cols:
            pieces.append(self._corner(row, col))
            if 0 < row < self.table.rows and self._at(row - 1, col) == self._at(row, col):
                text, col = self._piece(row, -1, col)
                pieces.append(text)
            else:
                pieces.append(self._dash(row) * (self.widths[col] + 2))
                col += 1
        return "".join((*pieces, self._corner(row, self.table.cols)))

    def _is_under_header(self, row: int) -> bool:
        return row > 0 and row == self.table.header_rows

    def _dash(self, row: int) -> str:
        return "━" if self._is_under_header(row) else "─"

    def _corner(self, row: int, col: int) -> str:
        up = row > 0 and self._parts_columns(row - 1, col)
        down = row < self.table.rows and self._parts_columns(row, col)
        left = col > 0 and self._parts_rows(row, col - 1)
        right = col < self.table.cols and self._parts_rows(row, col)
        corner = _CORNERS[up, down, left, right]
        return corner.translate(_HEAVY) if self._is_under_header(row) else corner

    def _parts_columns(self, row: int, col: int) -> bool:
        return not 0 < col < self.table.cols or self._at(row, col - 1) != self._at(row, col)

    def _parts_rows(self, row: int, col: int) -> bool:
        return not 0 < row < self.table.rows or self._at(row - 1, col) != self._at(row, col)


def _broken(text: str, width: int) -> list[str]:
    """The text in lines of a width."""
    lines = [""]
    for char in text:
        if lines[-1] and cell_len(lines[-1]) + cell_len(char) > width:
            lines.append("")
        lines[-1] += char
    return lines
