"""A table as characters: a frame that follows its merged cells, its header set off by a heavy line.

Chinese characters take two places. A merged cell is written once, over all that it covers; long words are
broken into lines. On a narrow screen the widest columns are made narrower first, none so far that a number
would be broken; a table that does not fit so is drawn in several pieces, one below another, the columns that
name its rows before each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len

from schemas.document import Cell, Table

_WIDEST = 24
_NARROWEST = 2
_STILL_READ = 8  # places: a column is made no narrower to fit a screen
_UNBROKEN = re.compile(r"[!-~]+")
_MOST_NAMING = 3
_BORDERS = 3  # places that a column takes beside its words
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


def drawn(table: Table, width: int | None = None) -> Iterator[str]:
    """The lines of a table's picture, none of more than `width` places where that is given."""
    widths = _widths(table)
    if width is None or _places(widths) <= width:
        yield from _Art(table, widths).lines()
        return
    fitted = _fitted(widths, _least(table, widths), width)
    names = _naming(table) if _places(fitted[: _naming(table)]) * 2 <= width else 1
    groups = _groups(fitted, names, width)
    for number, columns in enumerate(groups):
        if len(groups) > 1:
            first = columns[names] if number else 0
            yield f"  第{first + 1}—{columns[-1] + 1}列（共{table.cols}列）"
        yield from _Art(_with_columns(table, columns), [fitted[col] for col in columns]).lines()


def _widths(table: Table) -> list[int]:
    """The places that the words of each column need, within limits."""
    most = [_NARROWEST] * table.cols
    for cell in table.cells:
        if cell.colspan == 1:
            most[cell.col] = max(most[cell.col], cell_len(cell.text))
    return [min(_WIDEST, width) for width in most]


def _places(widths: Sequence[int]) -> int:
    return sum(widths) + _BORDERS * len(widths) + 1


def _least(table: Table, widths: Sequence[int]) -> list[int]:
    """How narrow each column may be made: no number or Latin word in it is broken."""
    least = [min(_STILL_READ, width) for width in widths]
    for cell in table.cells:
        if cell.colspan == 1:
            longest = max(map(len, _UNBROKEN.findall(cell.text)), default=0)
            least[cell.col] = max(least[cell.col], min(longest, widths[cell.col]))
    return least


def _fitted(widths: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """The widths, the widest made narrower until all fit or none may be made narrower."""
    fitted = list(widths)
    while _places(fitted) > width:
        wide = [col for col, own in enumerate(fitted) if own > least[col]]
        if not wide:
            break
        fitted[max(wide, key=lambda col: fitted[col])] -= 1
    return fitted


def _naming(table: Table) -> int:
    """How many columns at the left name the rows: up to the first with words of its own in each row."""
    body = [cell for cell in table.cells if cell.row >= table.header_rows]
    for col in range(min(_MOST_NAMING, table.cols - 1)):
        own = [cell for cell in body if cell.col == col and cell.colspan == 1]
        if own and all(cell.rowspan == 1 and not _UNBROKEN.fullmatch(cell.text) for cell in own):
            return col + 1
    return 1


def _groups(widths: Sequence[int], names: int, width: int) -> list[list[int]]:
    """The columns of each piece: as many as fit, those that name the rows in all of them."""
    naming = list(range(min(names, len(widths))))
    groups = [list(naming)]
    for col in range(len(naming), len(widths)):
        if len(groups[-1]) > len(naming) and _places([widths[c] for c in (*groups[-1], col)]) > width:
            groups.append(list(naming))
        groups[-1].append(col)
    return groups


def _with_columns(table: Table, columns: Sequence[int]) -> Table:
    """Some columns of a table; merged cells cover what of them is left."""
    cells = []
    for cell in table.cells:
        own = [i for i, col in enumerate(columns) if cell.col <= col < cell.col + cell.colspan]
        if own:
            cells.append(replace(cell, col=own[0], colspan=len(own)))
    return replace(table, cols=len(columns), cells=tuple(cells))


class _Art:
    """A table being drawn: widths of its columns, heights of its rows, lines of its cells."""

    def __init__(self, table: Table, widths: Sequence[int]) -> None:
        self.table = table
        self.widths = widths
        self.words = {(c.row, c.col): _broken(c.text, self._span(c)) for c in table.cells}
        self.heights = self._heights()

    def lines(self) -> Iterator[str]:
        for row in range(self.table.rows):
            yield self._border(row)
            for line in range(self.heights[row]):
                yield self._row(row, line)
        yield self._border(self.table.rows)

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
