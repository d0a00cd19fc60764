"""Lines that cross one another to cells: the lattice of all lines, and the areas that walls enclose.

Every piece of the lattice between neighbouring lines belongs to the area from which no wall parts it. A
closed area is a cell; where it is no rectangle (a wall is missing in part) it is cut into rectangles, so that
no text is lost. Areas open to the outside are none, but for cells that the page end cut: walls at both sides
that reach the first or last line of all. Cells that touch, also at a corner only, are one table.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Numbers
from extractors.readers.pages.rules import TOLERANCE, Grid

_NARROWEST = 4.5  # points between two lines that can hold text
_MOST_PIECES = 60_000  # pieces of a lattice: more are a drawing
_BROKEN = 0.75  # share of a stretch that a broken rule still covers
_OUTSIDE = 0


@dataclass(frozen=True, slots=True, eq=False)
class CellMap:
    """The cells of one table. `ys`, `xs` are the bounds of its rows and columns; `spans` has a row (row, col,
    rowspan, colspan) for each cell, by row and column; `holder` tells for each row and column the number
    of the cell that covers it, -1 where none does."""

    ys: Numbers
    xs: Numbers
    spans: NDArray[np.intp]
    holder: NDArray[np.intp]


def cell_maps(grid: Grid) -> list[CellMap]:
    """The tables of a grid; an area alone is one of one cell."""
    ys, row_of = _bounds(grid.across[:, 0])
    xs, col_of = _bounds(grid.down[:, 0])
    if len(ys) < 2 or len(xs) < 2 or is_too_fine(grid):
        return []
    across = _covered(grid.across, row_of, len(ys), xs)
    down = _covered(grid.down, col_of, len(xs), ys).T
    for line, band in ((0, 0), (-1, -1)):
        _close(across[line], down[band])
    return enclosed(ys, xs, across, down)


def is_too_fine(grid: Grid) -> bool:
    """True for a grid of so many lines that it is taken for a drawing and not looked at."""
    if len(grid.across) * len(grid.down) <= _MOST_PIECES:
        return False
    return len(_bounds(grid.across[:, 0])[0]) * len(_bounds(grid.down[:, 0])[0]) > _MOST_PIECES


def enclosed(ys: Numbers, xs: Numbers, across: NDArray[np.bool_], down: NDArray[np.bool_]) -> list[CellMap]:
    """The tables that walls make: `across[i, j]` stands on ys[i] between xs[j] and xs[j + 1], `down[i, j]` on
    xs[j] between ys[i] and ys[i + 1]."""
    area = _areas(across, down)
    return [_cell_map(area, table, ys, xs) for table in _touching(area != _OUTSIDE)]


def _bounds(positions: Numbers) -> tuple[Numbers, NDArray[np.intp]]:
    """The different positions, those too close for text as one, and which of them each given one is."""
    distinct, index = np.unique(positions, return_inverse=True)
    merged = np.zeros(len(distinct), dtype=np.intp)
    np.cumsum(distinct[1:] - distinct[:-1] >= _NARROWEST, out=merged[1:])
    return np.bincount(merged, weights=distinct) / np.bincount(merged), merged[index]


def _covered(lines: Numbers, index: NDArray[np.intp], count: int, bounds: Numbers) -> NDArray[np.bool_]:
    """For each position and each stretch between neighbouring bounds: do lines cover it, from end to end or
    but for a break?"""
    start, end = lines[:, 1:2], lines[:, 2:3]
    low, high = bounds[None, :-1], bounds[None, 1:]
    whole = (start - TOLERANCE <= low) & (high <= end + TOLERANCE)
    share = np.maximum(np.minimum(end, high) - np.maximum(start, low), 0.0) / (high - low)
    covered = np.zeros((count, len(bounds) - 1))
    np.add.at(covered, index, np.where(whole, 1.0, share))
    return np.asarray(covered >= _BROKEN)


def _close(line: NDArray[np.bool_], walls: NDArray[np.bool_]) -> None:
    """Close the gaps in the outermost line of a lattice that lie between two walls of the band beside it."""
    if line.all():
        return
    steps = np.flatnonzero(np.diff(~line, prepend=False, append=False))
    for first, end in zip(steps[::2].tolist(), steps[1::2].tolist(), strict=True):
        bounds = [bound for bound in range(first, end + 1) if walls[bound]]
        if len(bounds) > 1:
            line[bounds[0] : bounds[-1]] = True


def _areas(across: NDArray[np.bool_], down: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The number of the area that each piece of the lattice belongs to; 0 is the outside."""
    rows, cols = down.shape[0], across.shape[1]
    leader = list(range(rows * cols + 1))

    def lead(piece: int) -> int:
        while leader[piece] != piece:
            leader[piece] = leader[leader[piece]]
            piece = leader[piece]
        return piece

    number = np.zeros((rows + 2, cols + 2), dtype=np.intp)
    number[1:-1, 1:-1] = np.arange(1, rows * cols + 1).reshape(rows, cols)
    open_down, open_across = ~down, ~across
    pairs = np.concatenate(
        (
            np.column_stack((number[1:-1, :-1][open_down], number[1:-1, 1:][open_down])),
            np.column_stack((number[:-1, 1:-1][open_across], number[1:, 1:-1][open_across])),
        )
    )
    for one, other in pairs.tolist():
        first, second = sorted((lead(one), lead(other)))
        leader[second] = first
    flat = np.array([lead(piece) for piece in range(rows * cols + 1)] if len(pairs) else leader)
    return flat[1:].reshape(rows, cols)


def _touching(closed: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
    """The closed pieces in groups that touch at a side or a corner, by the first of each."""
    if closed.all():
        return [closed]
    left = {(int(row), int(col)) for row, col in np.argwhere(closed)}
    groups = []
    while left:
        group = np.zeros_like(closed)
        waiting = [min(left)]
        left.discard(waiting[0])
        while waiting:
            row, col = waiting.pop()
            group[row, col] = True
            for step in (-1, 0, 1):
                for side in (-1, 0, 1):
                    near = (row + step, col + side)
                    if near in left:
                        left.discard(near)
                        waiting.append(near)
        groups.append(group)
    return groups


def _cell_map(area: NDArray[np.intp], table: NDArray[np.bool_], ys: Numbers, xs: Numbers) -> CellMap:
    boxes = _boxes(area, table)
    rows, cols = np.unique(boxes[:, (0, 2)]), np.unique(boxes[:, (1, 3)])
    top, bottom = np.searchsorted(rows, boxes[:, 0]), np.searchsorted(rows, boxes[:, 2])
    left, right = np.searchsorted(cols, boxes[:, 1]), np.searchsorted(cols, boxes[:, 3])
    holder = np.full((len(rows) - 1, len(cols) - 1), -1, dtype=np.intp)
    holder[top, left] = np.arange(len(boxes))
    for number in ((bottom - top > 1) | (right - left > 1)).nonzero()[0].tolist():
        holder[top[number] : bottom[number], left[number] : right[number]] = number
    spans = np.column_stack((top, left, bottom - top, right - left))
    return CellMap(ys[rows], xs[cols], spans, holder)


def _boxes(area: NDArray[np.intp], table: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The cells of a table as bounds in the lattice (top, left, bottom, right), by top and left."""
    row, col = np.nonzero(table)
    _, first, of_piece, pieces = np.unique(
        area[table], return_index=True, return_inverse=True, return_counts=True
    )
    left, bottom, right = col[first], row[first], col[first]
    np.minimum.at(left, of_piece, col)
    np.maximum.at(bottom, of_piece, row)
    np.maximum.at(right, of_piece, col)
    boxes = np.column_stack((row[first], left, bottom + 1, right + 1))
    broken = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]) != pieces
    if broken.any():
        cut = [
            box
            for number in area[row[first[broken]], col[first[broken]]].tolist()
            for box in _rectangles(area == number)
        ]
        boxes = np.concatenate((boxes[~broken], np.array(cut, dtype=np.intp)))
    return boxes[np.lexsort((boxes[:, 1], boxes[:, 0]))]


def _rectangles(area: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """An area as rectangles (top, left, bottom, right): itself where it is one, else bands of rows alike."""
    rows = np.flatnonzero(area.any(axis=1))
    cols = np.flatnonzero(area.any(axis=0))
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(cols[0]), int(cols[-1]) + 1
    if area[top:bottom, left:right].all():
        return [(top, left, bottom, right)]
    found = []
    start = top
    for row in range(top + 1, bottom + 1):
        if row < bottom and (area[row] == area[start]).all():
            continue
        steps = np.flatnonzero(np.diff(area[start].astype(np.int8), prepend=0, append=0))
        found += [(start, int(a), row, int(b)) for a, b in zip(steps[::2], steps[1::2], strict=True)]
        start = row
    return found
