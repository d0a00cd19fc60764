"""The header of a table without rules: one to four rows, with cells over several columns.

1. The lowest cell over a column names the column; lines that stand close together are one cell.
2. A cell that lies over several columns spans them. One that stands above others spans the neighbouring
   columns over whose middle it is centred.
3. A cell beside that reaches down as many rows as there are. Never looks at words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from extractors.readers.pages.grid import GridCell
from extractors.readers.pages.pieces import Piece
from extractors.readers.pages.projection import Columns

_IN_CELL = 1.8  # in type sizes: the widest pitch of lines in a header cell
_ALIKE = 1.25  # in pitches of the closest lines
_LEVEL = 0.4  # in type sizes: how far apart the middles of one level lie
_LEFT_OUT = 0.3  # in type sizes: what it costs to leave a column out of a cell above
_DEEPEST = 4
_CENTRED = 1.0  # in type sizes: how far a heading stands from the middle of what it stands over


@dataclass(slots=True)
class _Block:
    """A header cell in the making: its pieces from the top down and the columns that it covers."""

    pieces: list[Piece]
    first: int
    last: int

    @property
    def y(self) -> float:
        return (min(p.top for p in self.pieces) + max(p.bottom for p in self.pieces)) / 2

    @property
    def top_y(self) -> float:
        return self.pieces[0].y

    @property
    def bottom_y(self) -> float:
        return self.pieces[-1].y

    @property
    def middle(self) -> float:
        return (min(p.x0 for p in self.pieces) + max(p.x1 for p in self.pieces)) / 2


def header_cells(pieces: Sequence[Piece], columns: Columns) -> tuple[int, list[GridCell]]:
    """How many rows the header has, and its cells."""
    if not pieces:
        return 0, []
    blocks = _blocks(pieces, columns)
    uppers, leaves = _levels(blocks, len(columns), columns.em)
    _spread(uppers, leaves, columns)
    return _placed(uppers, leaves, len(columns), columns.em)


def _blocks(pieces: Sequence[Piece], columns: Columns) -> list[_Block]:
    """Header cells, their wrapped lines put together."""
    blocks: list[_Block] = []
    pitch = _widest_pitch(pieces, columns.em)
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x0)):
        above = next((block for block in reversed(blocks) if _goes_on(block, piece, columns.em, pitch)), None)
        if above is None or _names_group(above, piece, pieces, columns):
            blocks.append(_Block([piece], piece.first, piece.last))
        else:
            above.pieces.append(piece)
    return blocks


def _widest_pitch(pieces: Sequence[Piece], em: float) -> float:
    """How far apart lines of one cell may stand: all cells of a header are set alike, so little more than the
    closest do."""
    columns: dict[tuple[int, int], list[float]] = {}
    for piece in pieces:
        columns.setdefault((piece.first, piece.last), []).append(piece.y)
    apart = [b - a for ys in columns.values() for a, b in pairwise(sorted(ys)) if b - a > 0.8 * em]
    return min(_IN_CELL * em, _ALIKE * min(apart, default=_IN_CELL * em))


def _goes_on(block: _Block, piece: Piece, em: float, pitch: float) -> bool:
    """True where a piece is the next line of a cell: close below it, set about the same middle or edge."""
    down = piece.y - block.bottom_y
    if not 0.8 * em < down <= pitch or block.first > piece.last or block.last < piece.first:
        return False
    if block.last - block.first != piece.last - piece.first:
        return False
    last = block.pieces[-1]
    return abs(last.middle - piece.middle) < 0.7 * em or abs(last.x0 - piece.x0) < 0.3 * em


def _names_group(block: _Block, below: Piece, pieces: Sequence[Piece], columns: Columns) -> bool:
    """True where a cell stands over the cell below it and over those beside that, as a heading does: they
    stand level with it with nothing above them, the cell is centred on them all, and other cells of the
    header are not set at the bottom."""
    em = columns.em
    if len(block.pieces) > 1 or below.first != below.last:
        return False
    level = [piece for piece in pieces if abs(piece.y - below.y) < _LEVEL * em]
    others = [piece for piece in pieces if piece is not below and piece not in block.pieces]
    beside = {
        piece.first
        for piece in level
        if piece.first == piece.last and not any(_lies_above(other, piece, columns) for other in others)
    }
    reach = next(
        (
            many
            for many in range(len(columns), 0, -1)
            if {below.first - many, below.first + many} <= beside
            and set(range(below.first - many, below.first + many)) - {below.first} <= beside
            and _off_centre(block, below.first - many, below.first + many, columns) < _CENTRED * em
        ),
        0,
    )
    outside = [piece for piece in others if not below.first - reach <= piece.first <= below.first + reach]
    alone = [
        piece for piece in outside if piece.y < below.y - _LEVEL * em and not _has_fellow(piece, outside)
    ]
    return bool(reach and alone)


def _lies_above(other: Piece, piece: Piece, columns: Columns) -> bool:
    """True where something reaches into the column of a piece right above it."""
    left, right = columns.edges[piece.first], columns.edges[piece.last + 1]
    return 0 < piece.y - other.y <= _IN_CELL * columns.em and other.x0 < right and left < other.x1


def _has_fellow(piece: Piece, others: Sequence[Piece]) -> bool:
    """True for a line of a cell of several lines."""
    return any(other is not piece and other.first == piece.first for other in others)


def _levels(blocks: Sequence[_Block], cols: int, em: float) -> tuple[list[_Block], list[_Block | None]]:
    """The cells that stand above others, from the top down, and the lowest over each column."""
    leaves: list[_Block | None] = [None] * cols
    for block in sorted(blocks, key=lambda block: block.y):
        if block.first == block.last:
            leaves[block.first] = block
    lowest = {id(leaf) for leaf in leaves if leaf is not None}
    uppers = [block for block in blocks if id(block) not in lowest]
    return sorted(uppers, key=lambda block: (block.y, block.middle)), leaves


def _spread(uppers: Sequence[_Block], leaves: Sequence[_Block | None], columns: Columns) -> None:
    """Give each upper cell the columns over whose middle it stands."""
    em = columns.em
    height = _height(leaves, em)
    done: list[_Block] = []
    for level in _by_level(uppers, em):
        limits = {id(block): _room(block, height, done, leaves, em) for block in level}
        taken = -1
        for position, block in enumerate(level):
            first, last = limits[id(block)]
            first = max(first, taken + 1)
            stop = min((other.first for other in level[position + 1 :]), default=last + 1) - 1
            last = max(min(last, stop), block.last)
            block.first, block.last = _best_columns(block, min(first, block.first), last, columns)
            taken = block.last
        done += level


def _by_level(uppers: Sequence[_Block], em: float) -> list[list[_Block]]:
    levels: list[list[_Block]] = []
    for block in uppers:
        if levels and block.y - levels[-1][0].y <= _LEVEL * em:
            levels[-1].append(block)
        else:
            levels.append([block])
    return [sorted(level, key=lambda block: block.middle) for level in levels]


def _height(leaves: Sequence[_Block | None], em: float) -> Callable[[_Block], float]:
    """By what the lowest cells are level: by their middles, or by their first lines where those make fewer
    levels."""
    ways: tuple[Callable[[_Block], float], ...] = (attrgetter("y"), attrgetter("top_y"))

    def levels(way: Callable[[_Block], float]) -> int:
        ys = sorted(way(leaf) for leaf in leaves if leaf is not None)
        return sum(b - a > _LEVEL * em for a, b in pairwise(ys))

    return min(ways, key=levels)


def _room(
    block: _Block,
    height: Callable[[_Block], float],
    done: Sequence[_Block],
    leaves: Sequence[_Block | None],
    em: float,
) -> tuple[int, int]:
    """The columns that a cell may cover: neighbours whose own cell stands as low as those below it, under the
    same cell above."""

    def below(col: int) -> _Block | None:
        leaf = leaves[col]
        return leaf if leaf is not None and leaf.y > block.y + _LEVEL * em else None

    own = [leaf for col in range(block.first, block.last + 1) if (leaf := below(col))]
    over = next((b for b in reversed(done) if b.first <= block.first and block.last <= b.last), None)
    low, high = (over.first, over.last) if over else (0, len(leaves) - 1)

    def may(col: int) -> bool:
        leaf = below(col)
        return leaf is not None and (not own or any(level_with(leaf, other) for other in own))

    def level_with(leaf: _Block, other: _Block) -> bool:
        return abs(height(leaf) - height(other)) < _LEVEL * em

    first, last = block.first, block.last
    while first > low and may(first - 1):
        first -= 1
    while last < high and may(last + 1):
        last += 1
    return first, last


def _best_columns(block: _Block, low: int, high: int, columns: Columns) -> tuple[int, int]:
    """The neighbouring columns about whose middle a cell is centred best, more before fewer."""
    best = (block.first, block.last)
    best_cost = float("inf")
    for first in range(low, block.first + 1):
        for last in range(block.last, high + 1):
            left_out = (high - low) - (last - first)
            alone = 2.0 if first == last and high > low else 0.0
            cost = _off_centre(block, first, last, columns) / columns.em + _LEFT_OUT * left_out + alone
            if cost < best_cost:
                best, best_cost = (first, last), cost
    return best


def _off_centre(block: _Block, first: int, last: int, columns: Columns) -> float:
    spans, edges = columns.spans, columns.edges
    middles = ((spans[first][0] + spans[last][1]) / 2, (edges[first] + edges[last + 1]) / 2)
    left = min(abs(piece.x0 - spans[first][0]) for piece in block.pieces)
    return min(left, *(abs(middle - block.middle) for middle in middles))


def _placed(
    uppers: Sequence[_Block], leaves: Sequence[_Block | None], cols: int, em: float
) -> tuple[int, list[GridCell]]:
    """The cells in rows; a cell with nothing above or below reaches over the rows that are free."""
    stacks = [[upper for upper in uppers if upper.first <= col <= upper.last] for col in range(cols)]
    depth = min(1 + max(len(stack) for stack in stacks), _DEEPEST)
    row_ys = _row_ys(stacks, leaves, depth)
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for upper in uppers:
        above = [
            ends[id(other)]
            for col in range(upper.first, upper.last + 1)
            for other in stacks[col]
            if id(other) in ends and other is not upper
        ]
        start = min(max(above, default=0), depth - 1)
        below = max(
            len(stack) - stack.index(upper) - 1
            for col, stack in enumerate(stacks)
            if upper.first <= col <= upper.last
        )
        latest = max(depth - 1 - below, start + 1)
        end = min(
            range(start + 1, latest + 1), key=lambda e: abs((row_ys[start] + row_ys[e - 1]) / 2 - upper.y)
        )
        starts[id(upper)], ends[id(upper)] = start, end
    cells = [
        GridCell(starts[id(u)], u.first, tuple(u.pieces), ends[id(u)] - starts[id(u)], u.last - u.first + 1)
        for u in uppers
    ]
    for col, leaf in enumerate(leaves):
        start = max((ends[id(upper)] for upper in stacks[col]), default=0)
        if start < depth:
            cells.append(GridCell(start, col, tuple(leaf.pieces) if leaf else (), depth - start))
    return depth, cells


def _row_ys(stacks: Sequence[Sequence[_Block]], leaves: Sequence[_Block | None], depth: int) -> list[float]:
    """The y of each header row, from the columns that have a cell in every row."""
    full = [
        [*(upper.y for upper in stack), leaf.y]
        for stack, leaf in zip(stacks, leaves, strict=True)
        if leaf is not None and len(stack) == depth - 1
    ]
    if full:
        return [sum(ys) / len(ys) for ys in zip(*full, strict=True)]
    ys = [block.y for stack in stacks for block in stack] + [leaf.y for leaf in leaves if leaf]
    low, high = min(ys, default=0.0), max(ys, default=0.0)
    return [low + (high - low) * row / max(depth - 1, 1) for row in range(depth)]
