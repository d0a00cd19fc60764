"""Rows merged over all columns that a page end leaves alone on their page.

A note in the last row of a table, or its title in the first, may stand on a page without any other row: a
frame around words, which is no table by itself. It is a row of the table where

1. the table is ruled, ends the page before (or begins the page after), and nothing but running lines in the
   margin stands between;
2. the frame is the first (the last) on its page but for such lines, and reaches from the table's left edge to
   its right one.

Frames one under another are as many rows. Words outside the frame stay lines; no character is dropped.
"""

from collections.abc import Iterator
from itertools import pairwise

from extractors.readers.pages.cells import CellMap, cell_maps
from extractors.readers.pages.model import Page, PageCell, PageTable, PrintedPage, Rules, TextLine
from extractors.readers.pages.rules import TOLERANCE, grids, lines_along
from schemas.document import Box

_SAME_EDGE = 6.0  # points between the sides of a frame and those of the table
_HEAD = 0.1  # share of the page's height in which running headers stand
_FOOT = 0.9

Piece = TextLine | PageTable


def goes_on_in_frame(before: Page, page: Page, printed: PrintedPage) -> tuple[Piece, ...] | None:
    """The pieces of a page with the frame at its top as rows of the table that ends the page before; None
    where there is none."""
    table = max(_inner(before), key=lambda piece: piece.box.bottom, default=None)
    end = min((each.box.top for each in page.tables), default=page.height)
    for rows in _framed_rows(table, page, _rules_between(printed, 0.0, end)):
        if not any(_y(piece) < rows.box.top for piece in _inner(page)):
            return _with_rows(page, rows)
    return None


def begins_in_frame(page: Page, printed: PrintedPage, after: Page) -> tuple[Piece, ...] | None:
    """The pieces of a page with the frame at its end as rows of the table that begins the page after; None
    where there is none."""
    table = min(_inner(after), key=lambda piece: piece.box.top, default=None)
    start = max((each.box.bottom for each in page.tables), default=0.0)
    for rows in _framed_rows(table, page, _rules_between(printed, start, page.height)):
        if not any(_y(piece) > rows.box.bottom for piece in _inner(page)):
            return _with_rows(page, rows)
    return None


def _inner(page: Page) -> list[Piece]:
    """The pieces of a page without the lines in its margins."""
    return [
        piece
        for piece in page.order
        if isinstance(piece, PageTable) or _HEAD * page.height < _y(piece) < _FOOT * page.height
    ]


def _y(piece: Piece) -> float:
    return (piece.box.top + piece.box.bottom) / 2


def _rules_between(printed: PrintedPage, top: float, bottom: float) -> Rules:
    """The rules of a page that lie above its first table, or below its last."""
    y, (_, start, end) = printed.rules.across[:, 0], printed.rules.down.T
    return Rules(
        printed.rules.across[(top <= y) & (y <= bottom)],
        printed.rules.down[(top - TOLERANCE <= start) & (end <= bottom + TOLERANCE)],
    )


def _framed_rows(table: Piece | None, page: Page, rules: Rules) -> Iterator[PageTable]:
    """The frames with words that are as wide as a table, each as rows of the table's columns."""
    if not isinstance(table, PageTable) or not table.ruled or not len(rules.across):
        return
    across, down = lines_along(rules.across), lines_along(rules.down)
    for grid in grids(across, down):
        for cells in cell_maps(grid):
            if _is_as_wide(cells, table):
                rows = _rows(cells, table, page)
                if all(cell.text for cell in rows.cells):
                    yield rows


def _is_as_wide(cells: CellMap, table: PageTable) -> bool:
    sides = (abs(cells.xs[0] - table.edges[0]), abs(cells.xs[-1] - table.edges[-1]))
    return len(cells.xs) == 2 and max(sides) <= _SAME_EDGE


def _rows(cells: CellMap, table: PageTable, page: Page) -> PageTable:
    ys = cells.ys.tolist()
    made = []
    for row, (top, bottom) in enumerate(pairwise(ys)):
        lines = [line for line in page.lines if top <= _y(line) <= bottom]
        text = "\n".join(line.text for line in lines)
        words = tuple(word for line in lines for word in line.words)
        box = Box(table.edges[0], top, table.edges[-1], bottom)
        made.append(PageCell(row, 0, 1, table.cols, text, box, words))
    whole = Box(table.edges[0], ys[0], table.edges[-1], ys[-1])
    return PageTable(page.number, 1, len(made), table.cols, tuple(made), whole, table.edges)


def _with_rows(page: Page, rows: PageTable) -> tuple[Piece, ...]:
    """The pieces of a page with those in a frame as a table."""
    inside = [isinstance(piece, TextLine) and _is_inside(piece, rows) for piece in page.order]
    first = inside.index(True)
    others = [piece for piece, is_in in zip(page.order, inside, strict=True) if not is_in]
    return (*others[:first], rows, *others[first:])


def _is_inside(line: TextLine, rows: PageTable) -> bool:
    return rows.box.top <= _y(line) <= rows.box.bottom
