"""Printed pages with rules and words at known places, for the tests of ruled tables and of lines."""

from collections.abc import Sequence

import numpy as np

from extractors.readers.pages.model import Numbers, PageTable, PrintedPage, Rules, glyphs_of

SIZE = 10.0
Row = tuple[str, float, float, float, float, float]
Across = tuple[float, float, float]  # y, x0, x1
Down = tuple[float, float, float]  # x, top, bottom
Shade = tuple[float, float, float, float]  # x0, top, x1, bottom


def _lines(rows: Sequence[tuple[float, float, float]]) -> Numbers:
    return np.array(rows, dtype=float).reshape(-1, 3)


def word(text: str, x: float, top: float, size: float = SIZE, gap: float = 0.0) -> list[Row]:
    """The glyphs of a text: Chinese characters one em wide, others half; a blank moves on and leaves none."""
    rows = []
    for char in text:
        width = size * (0.5 if char.isascii() else 1.0)
        if not char.isspace():
            rows.append((char, x, top, x + width, top + size, size))
        x += width + gap
    return rows


def page(
    glyphs: Sequence[Row],
    across: Sequence[Across] = (),
    down: Sequence[Down] = (),
    number: int = 1,
    shades: Sequence[Shade] = (),
) -> PrintedPage:
    rules = Rules(
        _lines(across),
        _lines(down),
        _lines([(y, x0, x1) for x0, top, x1, bottom in shades for y in (top, bottom)]),
        _lines([(x, top, bottom) for x0, top, x1, bottom in shades for x in (x0, x1)]),
    )
    return PrintedPage(number, 595.0, 842.0, glyphs_of(list(glyphs)), rules)


def lattice(xs: Sequence[float], ys: Sequence[float]) -> tuple[list[Across], list[Down]]:
    """All rules of a grid, each from end to end."""
    return [(y, xs[0], xs[-1]) for y in ys], [(x, ys[0], ys[-1]) for x in xs]


def written(rows: Sequence[Sequence[str]], xs: Sequence[float], ys: Sequence[float]) -> list[Row]:
    """The words of a table's cells, three points from the left of each, one line apart."""
    glyphs = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            for number, line in enumerate(text.split("\n")):
                glyphs += word(line, xs[c] + 3, ys[r] + 3 + 12 * number)
    return glyphs


def table_page(rows: Sequence[Sequence[str]], xs: Sequence[float], ys: Sequence[float]) -> PrintedPage:
    """A page with one table, every rule drawn."""
    return page(written(rows, xs, ys), *lattice(xs, ys))


def texts(table: PageTable) -> list[list[str]]:
    """The text of each row's cells; a merged cell stands once."""
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


def spans(table: PageTable) -> dict[str, tuple[int, int, int, int]]:
    """(row, col, rowspan, colspan) of each cell that has text."""
    return {cell.text: (cell.row, cell.col, cell.rowspan, cell.colspan) for cell in table.cells if cell.text}
