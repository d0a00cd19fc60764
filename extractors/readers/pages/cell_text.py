"""Characters into the cells of a table, and the text of each cell.

A character belongs to the cell that holds its middle. Where a word runs over a wall of its cell it stays
together, in the cell that holds most of it (the one where it begins, if two hold as much). Text between the
bounds of the table that no cell covers makes a cell of its own, so nothing inside a table is lost; a line
of a cell that hangs over the table's last rule is part of it. Lines of a cell are separated by line ends;
characters set one below another in a narrow cell are one word.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.arrays import bounds, median
from extractors.readers.pages.cells import CellMap
from extractors.readers.pages.lines import line_texts, line_words, lines_of
from extractors.readers.pages.model import Glyphs
from schemas.document import RecognisedWord

Indexes = NDArray[np.intp]
Content = tuple[str, tuple[RecognisedWord, ...]]

_OVER = 0.15  # in type sizes: by which a character must pass a wall to run over it
_UNBROKEN = 0.12  # in type sizes: the widest gap inside a word
_SLIGHT = 0.5  # points
_PITCH = 0.8  # in type sizes: between two lines of a cell
_LEVEL = 0.2  # in type sizes: middles of one word
_NARROW = 2.2  # in type sizes: a cell that holds one column of characters
_MANY = 3  # characters below one another that are one word in a wide cell, too
_SET_SOLID = 1.1  # in type sizes: the pitch of characters set downward is less than that of lines


def placed(glyphs: Glyphs, cells: CellMap, free: NDArray[np.bool_]) -> tuple[CellMap, Indexes]:
    """The cell number of each of the free glyphs, -1 outside the table, and the cells, to which one is added
    for each stretch of text that no cell covers."""
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    ys, xs = cells.ys, cells.xs
    inside = (free & (xs[0] <= x) & (x <= xs[-1]) & (ys[0] <= y) & (y <= ys[-1])).nonzero()[0]
    row = np.minimum(ys.searchsorted(y[inside], "right") - 1, len(ys) - 2)
    col = np.minimum(xs.searchsorted(x[inside], "right") - 1, len(xs) - 2)
    cells = _with_uncovered(cells, row, col)
    holder = np.full(len(glyphs), -1, dtype=np.intp)
    holder[inside] = cells.holder[row, col]
    _keep_words_whole(glyphs, cells, holder, free)
    _add_hanging(glyphs, cells, holder, free)
    return cells, holder


def _add_hanging(glyphs: Glyphs, cells: CellMap, holder: Indexes, free: NDArray[np.bool_]) -> None:
    """Give characters that begin above the last rule and have their middle below it to the cells whose text
    goes on in them, unless one of their words runs over several cells."""
    ys, xs = cells.ys, cells.xs
    y = (glyphs.top + glyphs.bottom) / 2
    hanging = free & (holder < 0) & (glyphs.top < ys[-1] - _SLIGHT) & (y > ys[-1])
    hanging &= (xs[0] <= glyphs.x0) & (glyphs.x1 <= xs[-1])
    found = np.flatnonzero(hanging)
    if not len(found):
        return
    numbers = cells.holder[-1, np.searchsorted(xs, (glyphs.x0[found] + glyphs.x1[found]) / 2, "right") - 1]
    lefts, rights = xs[cells.spans[numbers, 1]], xs[cells.spans[numbers, 1] + cells.spans[numbers, 3]]
    if ((numbers < 0) | (glyphs.x0[found] < lefts) | (rights < glyphs.x1[found])).any():
        return
    level = float(glyphs.top[found].min())
    of_cells = set(holder[(holder >= 0) & (glyphs.bottom > level - _PITCH * glyphs.size)].tolist())
    if set(numbers.tolist()) <= of_cells and (cells.spans[numbers, 3] < len(xs) - 1).all():
        holder[found] = numbers


def _with_uncovered(cells: CellMap, row: Indexes, col: Indexes) -> CellMap:
    """The cells and one more for each run of uncovered pieces of a row in which text stands."""
    lost = cells.holder[row, col] < 0
    if not lost.any():
        return cells
    holder, spans = cells.holder.copy(), cells.spans.tolist()
    for r, c in sorted(set(zip(row[lost].tolist(), col[lost].tolist(), strict=True))):
        if holder[r, c] >= 0:
            continue
        first, last = c, c + 1
        while first > 0 and holder[r, first - 1] < 0:
            first -= 1
        while last < holder.shape[1] and holder[r, last] < 0:
            last += 1
        holder[r, first:last] = len(spans)
        spans.append([r, first, 1, last - first])
    return replace(cells, holder=holder, spans=np.array(spans, dtype=np.intp))


def _keep_words_whole(glyphs: Glyphs, cells: CellMap, holder: Indexes, free: NDArray[np.bool_]) -> None:
    """Give each word that runs over a wall to one cell."""
    inside = np.flatnonzero(holder >= 0)
    spans = cells.spans[holder[inside]]
    slack = _OVER * glyphs.size[inside]
    over = (glyphs.x0[inside] < cells.xs[spans[:, 1]] - slack) | (
        glyphs.x1[inside] > cells.xs[spans[:, 1] + spans[:, 3]] + slack
    )
    for position in inside[over].tolist():
        run = _word_around(glyphs, position, free)
        numbers = holder[run].tolist()
        most = max(dict.fromkeys(numbers), key=numbers.count)
        if most >= 0:
            holder[run] = most


def _word_around(glyphs: Glyphs, position: int, free: NDArray[np.bool_]) -> slice:
    """The stretch of glyphs drawn after one another without a gap, around one of them."""
    start, end = position, position + 1
    while start > 0 and free[start - 1] and _unbroken(glyphs, start - 1):
        start -= 1
    while end < len(glyphs) and free[end] and _unbroken(glyphs, end - 1):
        end += 1
    return slice(start, end)


def _unbroken(glyphs: Glyphs, left: int) -> bool:
    right = left + 1
    size = float(glyphs.size[right])
    rise = glyphs.top[right] + glyphs.bottom[right] - glyphs.top[left] - glyphs.bottom[left]
    gap = glyphs.x0[right] - glyphs.x1[left]
    return bool(abs(rise) / 2 <= _LEVEL * size and -2 * _UNBROKEN * size <= gap <= _UNBROKEN * size)


def contents(glyphs: Glyphs, cells: CellMap, holder: Indexes) -> list[Content]:
    """The text and the recognised words of each cell, by cell number."""
    found: list[Content] = [("", ())] * len(cells.spans)
    inside = np.flatnonzero(holder >= 0)
    if not len(inside):
        return found
    chosen = glyphs.taken(inside)
    lines = lines_of(chosen, holder[inside])
    texts, words = line_texts(chosen, lines), line_words(chosen, lines)
    heights = chosen.top[lines.order[lines.starts[:-1]]].tolist()
    widths = (cells.xs[cells.spans[:, 1] + cells.spans[:, 3]] - cells.xs[cells.spans[:, 1]]).tolist()
    size = median(chosen.size)
    edges = bounds(lines.groups)
    for (start, end), number in zip(pairwise(edges.tolist()), lines.groups[edges[:-1]].tolist(), strict=True):
        if end - start == 1:
            found[number] = texts[start], words[start]
            continue
        of_cell = texts[start:end]
        text = "\n".join(of_cell)
        if of_cell[0][1:2] in {"", " "} and all(line[1:2] in {"", " "} for line in of_cell):
            pitch = max(b - a for a, b in pairwise(heights[start:end]))
            text = downward(of_cell, widths[number] / size, pitch / size) or text
        found[number] = text, tuple(chain.from_iterable(words[start:end]))
    return found


def downward(rows: Sequence[str], width: float, pitch: float) -> str | None:
    """The text of characters set one below another, in a cell so many type sizes wide, its lines at most
    `pitch` type sizes apart: one column from the top down, or several from the right to the left. None where
    the lines are read as lines (figures and marks of their own, words of a line each)."""
    columns = [row.split() for row in rows]
    most = max(map(len, columns))
    if any(len(char) > 1 for row in columns for char in row):
        return None
    written = sum(unicodedata.category(char) == "Lo" for row in columns for char in row)
    if written * 2 <= sum(map(len, columns)):
        return None
    if most == 1:
        return "".join(rows) if width <= _NARROW or len(rows) > _MANY else None
    if len(rows) <= 2 or pitch > _SET_SOLID:
        return None
    return "".join(row[-1 - column] for column in range(most) for row in columns if column < len(row))
