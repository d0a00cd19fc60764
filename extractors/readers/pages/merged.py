"""A first column that is merged over rows, in a table without rules.

It has fewer cells than the table has rows, no values, and its cells do not stand apart from the rows as
categories do. Where all stand exactly at the first line of a row, beginning with the first, each covers the
rows from there; else the rows in whose middle it stands, if that fills the column. A row that begins at the
left edge itself (合计) ends a cell.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from extractors.readers.pages.arrays import midways
from extractors.readers.pages.grid import LINES, Block, GridCell, Row, blocks_among, header_height, rows_among
from extractors.readers.pages.pieces import Line, Piece, is_entry

_SPARSE = 0.6  # a merged column has at most so many cells for a row
_CATEGORY = 0.75  # in row pitches: how far a category stands from the rows around it
_OFF = 0.8  # in type sizes: how far from the middle of its rows a cell may stand
_AT_TOP = 0.15  # in type sizes: how far a cell set at the top may stand from its row's first line
_FEWEST_ROWS = 3


def body_rows(
    lines: Sequence[Line], cols: int, em: float, *, headless: bool = False
) -> tuple[list[Row], list[Row], list[Block]]:
    """The rows of the header, those of the body, and the cells of a first column merged over rows. Where the
    lines are known to hold no header, one cell at the first line of the first row is merged over all."""
    pieces = [piece for line in lines for piece in line.pieces]
    rows = rows_among(pieces, cols, em, headless=headless)
    merged: list[Block] = []
    leading = [piece for piece in pieces if piece.first == piece.last == 0]
    rest = [piece for piece in pieces if piece.first or piece.last]
    if cols > 2 and rest and len(leading) >= (1 if headless else 2):
        without = rows_among(rest, cols, em, headless=headless)
        top = 0 if headless else header_height(without, cols)
        own = 0 if headless else header_height(rows, cols)
        if _fills(rows, len(without), own):
            return rows[:own], rows[own:], merged
        blocks = _merged_blocks(leading, without[top:], em)
        if len(leading) == 1 and blocks and abs(without[0].top - blocks[0].top) > _AT_TOP * em:
            blocks = []
        if blocks:
            heads = [piece for piece in leading if not any(piece in block.pieces for block in blocks)]
            return [*without[:top], *_loose(heads)], without[top:], blocks
    top = 0 if headless else header_height(rows, cols)
    return rows[:top], rows[top:], merged


def _fills(rows: Sequence[Row], without: int, top: int) -> bool:
    """True where each row has its own cell in the first column and there are no more rows for it: such a
    column is not merged."""
    return len(rows) == without and all(row.at(0) is not None for row in rows[top:])


def header_line(line: Line) -> Row:
    """A line that is known to be of the header."""
    blocks = tuple(Block((piece,), piece.first, piece.last) for piece in line.pieces)
    return Row(blocks, line.y)


def _loose(pieces: Iterable[Piece]) -> list[Row]:
    """Each piece as a row: pieces of the header, whose rows are found otherwise."""
    return [Row((Block((piece,), piece.first, piece.last),), piece.y) for piece in pieces]


def _merged_blocks(leading: Sequence[Piece], rows: Sequence[Row], em: float) -> list[Block]:
    """The cells of a first column that is merged over rows; none where it is not."""
    if len(rows) < _FEWEST_ROWS:
        return []
    ys = [row.y for row in rows]
    pitch = median(b - a for a, b in pairwise(ys))
    bounds = _bounds(rows, em)
    own = [piece for piece in leading if piece.y > bounds[0]]
    in_cells = [b.y - a.y for row in rows for block in row.blocks for a, b in pairwise(block.pieces)]
    closest = min(b - a for a, b in pairwise(ys))
    blocks = blocks_among(own, min(LINES * em, 1.05 * median(in_cells) if in_cells else 0.95 * closest))
    if not 0 < len(blocks) <= _SPARSE * len(rows):
        return []
    if sum(is_entry(block.words) for block in blocks) > 0.3 * len(blocks):
        return []
    if all(min(abs(block.y("middle") - y) for y in ys) >= _CATEGORY * pitch for block in blocks):
        return []
    edge = sum(row.blocks[0].first == 0 for row in rows)
    return blocks if edge < 0.5 * len(rows) else []


def _bounds(rows: Sequence[Row], em: float) -> list[float]:
    """The y between rows, with the outer bounds as far out as rows usually reach."""
    inner = midways([(row.top, row.bottom) for row in rows])
    half = median([(b.top - a.bottom) / 2 for a, b in pairwise(rows)] or [em])
    return [rows[0].top - half, *inner, rows[-1].bottom + half]


def merged_cells(blocks: Sequence[Block], rows: Sequence[Row], first: int, em: float) -> list[GridCell]:
    """The cells of a merged first column: each over the rows in whose middle it stands, or from the row at
    whose first line it stands."""
    at_top = _top_starts(blocks, rows)
    exact = all(
        abs(rows[row].top - block.top) <= _AT_TOP * em for block, row in zip(blocks, at_top, strict=True)
    )
    starts = at_top if exact and at_top[0] == 0 else _centred_starts(blocks, rows, em) or at_top
    ends = [*starts[1:], len(rows)]
    cells = []
    for block, start, end in zip(blocks, starts, ends, strict=True):
        stop = next((i for i in range(start + 1, end) if rows[i].blocks[0].first == 0), end)
        cells.append(GridCell(first + start, 0, block.pieces, max(stop - start, 1)))
    return cells


def _centred_starts(blocks: Sequence[Block], rows: Sequence[Row], em: float) -> list[int] | None:
    """Where the cells begin, if each stands in the middle of its rows and they fill the column."""
    bounds = _bounds(rows, em)
    starts: list[int] = []
    start = 0
    for block in blocks:
        start = _past_edge(rows, start)
        stop = next((i for i in range(start, len(rows)) if rows[i].blocks[0].first == 0), len(rows))
        if start >= stop:
            return None
        off = {
            e: abs((bounds[start] + bounds[e]) / 2 - block.y("middle")) for e in range(start + 1, stop + 1)
        }
        end = min(off, key=lambda e: off[e])
        if off[end] > _OFF * em:
            return None
        starts.append(start)
        start = end
    return starts if _past_edge(rows, start) == len(rows) else None


def _past_edge(rows: Sequence[Row], start: int) -> int:
    """The first row from some row on that has no cell of its own at the left edge."""
    while start < len(rows) and rows[start].blocks[0].first == 0:
        start += 1
    return start


def _top_starts(blocks: Sequence[Block], rows: Sequence[Row]) -> list[int]:
    """The row nearest to the first line of each cell."""
    starts: list[int] = []
    for block in blocks:
        nearest = min(range(len(rows)), key=lambda i: abs(rows[i].top - block.top))
        starts.append(min(max(nearest, starts[-1] + 1 if starts else 0), len(rows) - 1))
    return starts
