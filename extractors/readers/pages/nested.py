"""Tables inside the cells of tables.

The inner table is part of the cell: its rows stand in the cell's text as lines, its cells apart by a gap,
between the lines above and below it. Where nearly all text of the outer table stands in inner ones, the
outer one only arranges them on the page and is none.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.cell_text import Content, contents, placed
from extractors.readers.pages.cells import CellMap
from extractors.readers.pages.lines import text_lines
from extractors.readers.pages.model import Glyphs
from schemas.document import Box, RecognisedWord

_ARRANGES = 0.8  # share of its text in inner tables
_SLACK = 0.1  # points
_GAP = "    "


@dataclass(frozen=True, slots=True, eq=False)
class Nest:
    """A table and the tables inside its cells, each with the number of the cell."""

    cells: CellMap
    inner: tuple[tuple[int, CellMap], ...] = ()


def nests(tables: list[CellMap], glyphs: Glyphs) -> list[Nest]:
    """The outermost tables, each with those inside its cells."""
    homes = [
        next(
            ((other, number) for other, outer in enumerate(tables) if (number := holding(outer, table)) >= 0),
            None,
        )
        for table in tables
    ]
    found = []
    for index, table in enumerate(tables):
        if homes[index] is not None:
            continue
        inner = [
            (home[1], tables[other])
            for other, home in enumerate(homes)
            if home is not None and home[0] == index
        ]
        if inner and _arranges(table, [each for _, each in inner], glyphs):
            found += [Nest(each) for _, each in inner]
        else:
            found.append(Nest(table, tuple(inner)))
    return found


def holding(outer: CellMap, table: CellMap) -> int:
    """The number of the cell of one table that another lies in, -1 where it lies in none."""
    if outer is table:
        return -1
    row = int(np.searchsorted(outer.ys, table.ys[0] + _SLACK)) - 1
    col = int(np.searchsorted(outer.xs, table.xs[0] + _SLACK)) - 1
    if not (0 <= row < len(outer.ys) - 1 and 0 <= col < len(outer.xs) - 1) or outer.holder[row, col] < 0:
        return -1
    number = int(outer.holder[row, col])
    top, left, rowspan, colspan = outer.spans[number].tolist()
    inside = (
        table.ys[-1] <= outer.ys[top + rowspan] + _SLACK and table.xs[-1] <= outer.xs[left + colspan] + _SLACK
    )
    return number if inside else -1


def within(cells: CellMap, glyphs: Glyphs) -> NDArray[np.bool_]:
    """Which glyphs lie between the bounds of a table."""
    ys, xs = cells.ys, cells.xs
    return glyphs.within(Box(xs[0], ys[0], xs[-1], ys[-1]))


def _arranges(outer: CellMap, inner: list[CellMap], glyphs: Glyphs) -> bool:
    all_of_it = within(outer, glyphs)
    of_inner = np.any([within(each, glyphs) for each in inner], axis=0)
    return bool((of_inner & all_of_it).sum() >= _ARRANGES * max(int(all_of_it.sum()), 1))


def with_inner(glyphs: Glyphs, in_cell: NDArray[np.bool_], inner: list[CellMap]) -> Content:
    """The text of a cell that holds tables; `in_cell` tells its glyphs."""
    rest = in_cell.copy()
    pieces: list[tuple[float, str, tuple[RecognisedWord, ...]]] = []
    for table in inner:
        cells, holder = placed(glyphs, table, rest)
        rest &= holder < 0
        pieces += _rows(cells, contents(glyphs, cells, holder))
    pieces += [(box.top, text, words) for text, box, _, words in text_lines(glyphs.taken(rest))]
    pieces.sort(key=lambda piece: piece[0])
    return "\n".join(text for _, text, _ in pieces), tuple(word for *_, words in pieces for word in words)


def _rows(cells: CellMap, found: list[Content]) -> list[tuple[float, str, tuple[RecognisedWord, ...]]]:
    """The rows of an inner table as lines: the y at which each begins, its text, its words."""
    rows: dict[int, list[tuple[int, Content]]] = {}
    for (row, col, _, _), content in zip(cells.spans.tolist(), found, strict=True):
        if content[0]:
            rows.setdefault(row, []).append((col, content))
    lines = []
    for row, of_row in sorted(rows.items()):
        contents_of_row = [content for _, content in sorted(of_row, key=lambda each: each[0])]
        text = _GAP.join(text.replace("\n", "") for text, _ in contents_of_row)
        words = tuple(word for _, words in contents_of_row for word in words)
        lines.append((float(cells.ys[row]), text, words))
    return lines
