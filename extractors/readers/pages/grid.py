"""Rows of a table without rules: which pieces are one cell, and which cells are one row.

1. Pieces of a column that stand as close as lines of a cell are one cell, cells on one level one row. How
   close lines of a cell stand, and whether cells are set at the top, in the middle or at the bottom of their
   rows, is what gives the fullest rows.
2. Where rows stand as close as lines, a line with values (numbers, dates, a running number: they do not wrap)
   is the backbone of a row, and every other line goes on with the row that it fits.
3. A cell by itself at the left is a row of its own (category).
Never drops a piece.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.readers.pages.backbone import Set, backbone, shared_out
from extractors.readers.pages.pieces import Line, Piece, is_entry, is_ordinal

_VALUES = 0.5  # share of a column's cells that are values
LEVEL = 0.35  # in type sizes: how far apart cells of one row stand
_PLAIN = 0.8  # fullness of rows that need no second look
_ILL_FITTING = 0.12  # in type sizes for a cell: rows that do not fit their backbones
_BEGINS = 0.3  # share of the columns of values that have one in the first row
LINES = 2.0  # in type sizes: the widest pitch of lines in a cell
_SAME_PITCH = 0.12  # in type sizes
_MOST_PITCHES = 7


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and its pieces from the top down."""

    row: int
    col: int
    pieces: tuple[Piece, ...]
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in one cell: pieces from the top down, in columns `first` to `last`."""

    pieces: tuple[Piece, ...]
    first: int
    last: int

    @property
    def top(self) -> float:
        """The y of its first line."""
        return self.pieces[0].y

    @property
    def bottom(self) -> float:
        """The y of its last line."""
        return self.pieces[-1].y

    def y(self, way: Set) -> float:
        """Where it stands, if rows are set in some way."""
        return {"top": self.top, "middle": (self.top + self.bottom) / 2, "bottom": self.bottom}[way]

    @property
    def words(self) -> str:
        """What it says."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its blocks left to right, and the y on which they are set."""

    blocks: tuple[Block, ...]
    y: float

    @property
    def top(self) -> float:
        """The y of its first line."""
        return min(block.top for block in self.blocks)

    @property
    def bottom(self) -> float:
        """The y of its last line."""
        return max(block.bottom for block in self.blocks)

    def at(self, col: int) -> Block | None:
        """The block that begins in a column."""
        return next((block for block in self.blocks if block.first == col), None)

    @property
    def is_category(self) -> bool:
        """True for a row of one cell that stands at the left, or says 一、… in the middle."""
        return len(self.blocks) == 1 and (self.blocks[0].first == 0 or is_ordinal(self.blocks[0].words))


def value_columns(rows: Sequence[Row], cols: int) -> list[int]:
    """The columns that hold values."""
    found = []
    for col in range(cols):
        words = [block.words for row in rows if (block := row.at(col)) and block.last == col]
        if len(words) >= 2 and sum(map(is_entry, words)) >= _VALUES * len(words):
            found.append(col)
    return found


def rows_among(pieces: Sequence[Piece], cols: int, em: float, *, headless: bool = False) -> list[Row]:
    """The rows that pieces make, from the top down, in the way that gives the fullest rows; `headless` where
    they are known to hold no header."""
    if not pieces:
        return []
    if len({(piece.first, piece.last) for piece in pieces}) == 1:
        return _on_levels(blocks_among(pieces, LINES * em), "top", em)
    best: list[Row] = []
    best_score = float("-inf")
    ways: tuple[Set, ...] = ("top", "middle", "bottom")
    for pitch in _pitches(pieces, em):
        blocks = blocks_among(pieces, pitch)
        for rows in (*(_on_levels(blocks, way, em) for way in ways), _beside(blocks, em)):
            score = _fullness(rows, cols, headless)
            if score > best_score + 0.004:
                best, best_score = rows, score
    if any(len(block.pieces) > 1 for row in best for block in row.blocks) or best_score < _PLAIN:
        found = (best, *_by_backbone(pieces, cols, em))
        best = max(found, key=lambda rows: _fullness(rows, cols, headless))
    return best


def _by_backbone(pieces: Sequence[Piece], cols: int, em: float) -> list[list[Row]]:
    """The rows by their backbone, set in the way that costs least."""
    lines = _lines(pieces, em)
    spine = backbone(lines, cols)
    if sum(spine) < 2:
        return []
    ways: tuple[Set, ...] = ("top", "middle", "bottom")
    found = {way: shared_out(lines, spine, way, em) for way in ways}
    way = min(ways, key=lambda way: found[way][0])
    cost, begins = found[way]
    if cost > _ILL_FITTING * sum(spine) * cols:
        return []
    head = [piece for line in lines[: begins[0]] for piece in line.pieces]
    rows = _on_levels(blocks_among(head, 0.0), way, em)
    for begin, end in pairwise((*begins, len(lines))):
        held = [line.y for line, is_held in zip(lines[begin:end], spine[begin:end], strict=True) if is_held]
        own = [piece for line in lines[begin:end] for piece in line.pieces]
        blocks = sorted(blocks_among(own, float("inf")), key=lambda block: block.first)
        rows.append(Row(tuple(blocks), held[0] if held else lines[begin].y))
    return [rows]


def _lines(pieces: Sequence[Piece], em: float) -> list[Line]:
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.y):
        if lines and piece.y - lines[-1][0].y <= LEVEL * em:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [Line(median(p.y for p in line), tuple(sorted(line, key=lambda p: p.x0))) for line in lines]


def _pitches(pieces: Sequence[Piece], em: float) -> list[float]:
    """The pitches that lines of a cell may have: none, and each that lines of one column do have."""
    apart = sorted(
        below.y - above.y
        for _, column in _by_columns(pieces)
        for above, below in pairwise(column)
        if below.y - above.y <= LINES * em
    )
    pitches = [0.0]
    begin = 0.0
    for distance in apart:
        if distance - begin > _SAME_PITCH * em:
            pitches.append(distance)
            begin = distance
        else:
            pitches[-1] = distance
    return [pitch + 0.04 * em for pitch in pitches[:_MOST_PITCHES]]


def _by_columns(pieces: Sequence[Piece]) -> list[tuple[tuple[int, int], list[Piece]]]:
    columns: dict[tuple[int, int], list[Piece]] = {}
    for piece in sorted(pieces, key=lambda piece: piece.y):
        columns.setdefault((piece.first, piece.last), []).append(piece)
    return list(columns.items())


def blocks_among(pieces: Sequence[Piece], pitch: float) -> list[Block]:
    """The pieces of each column that stand no further apart than a pitch as blocks; a category in the middle
    of the table (一、…) begins one and ends one."""
    blocks = []
    middle = {id(piece) for piece in pieces if is_ordinal(piece.text) and _is_category(piece, pieces)}
    for (first, last), column in _by_columns(pieces):
        start = 0
        for index in range(1, len(column) + 1):
            parted = index < len(column) and not middle.isdisjoint(map(id, column[index - 1 : index + 1]))
            if index == len(column) or parted or column[index].y - column[index - 1].y > pitch:
                blocks.append(Block(tuple(column[start:index]), first, last))
                start = index
    return blocks


def _is_category(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """True for a piece alone on its level in the middle of all."""
    height = piece.bottom - piece.top
    middle = (min(other.x0 for other in pieces) + max(other.x1 for other in pieces)) / 2
    if abs(piece.middle - middle) > height:
        return False
    return not any(other is not piece and abs(other.y - piece.y) <= LEVEL * height for other in pieces)


def _on_levels(blocks: Sequence[Block], way: Set, em: float) -> list[Row]:
    """The blocks that stand on one level as rows, from the top down."""
    rows: list[list[Block]] = []
    level = float("-inf")
    for block in sorted(blocks, key=lambda block: (block.y(way), block.first)):
        y = block.y(way)
        if rows and y - level <= LEVEL * em:
            rows[-1].append(block)
        else:
            rows.append([block])
            level = y
    return [Row(tuple(sorted(row, key=lambda b: b.first)), median(b.y(way) for b in row)) for row in rows]


def _beside(blocks: Sequence[Block], em: float) -> list[Row]:
    """The blocks that reach into one another's height as rows, from the top down, however they are set: a row
    that a page end cuts is set at the top where the others are set in the middle. What would fill a column
    twice is set in the middle."""
    found: list[list[Block]] = []
    bottom = float("-inf")
    for block in sorted(blocks, key=lambda block: (block.top, block.first)):
        if found and block.top - bottom <= LEVEL * em:
            found[-1].append(block)
            bottom = max(bottom, block.bottom)
        else:
            found.append([block])
            bottom = block.bottom
    rows: list[Row] = []
    for held in found:
        if len({block.first for block in held}) < len(held):
            rows += _on_levels(held, "middle", em)
        else:
            ordered = tuple(sorted(held, key=lambda block: block.first))
            rows.append(Row(ordered, median(block.y("middle") for block in held)))
    return rows


def _fullness(rows: Sequence[Row], cols: int, headless: bool) -> float:
    """The share of filled cells below the header, less what contradicts cells: two values in one, words above
    a value, rows that reach into each other."""
    height = 0 if headless else header_height(rows, cols)
    body = rows[height:]
    values = set(value_columns(body, cols))
    filled = sum(block.last - block.first + 1 for row in body for block in row.blocks)
    doubled = sum(_contradictions(block, values) for row in body for block in row.blocks)
    doubled += sum(_contradictions(block, set()) for row in rows[:height] for block in row.blocks)
    doubled += sum(len(row.blocks) - len({block.first for block in row.blocks}) for row in body)
    crossed = sum(above.bottom > below.y or below.top < above.y for above, below in pairwise(body))
    return (filled - 3 * doubled) / (len(body) * cols) - 1.5 * crossed / len(body)


def _contradictions(block: Block, values: set[int]) -> int:
    """How many values of a block have another, or in a column of values any words, above them."""
    held = [is_entry(piece.text) for piece in block.pieces]
    return sum(held[1:]) if block.first in values else max(sum(held) - 1, 0)


def header_height(rows: Sequence[Row], cols: int) -> int:
    """How many of the rows are above the first row of values; where no column holds values, one full row is
    the header."""
    values = value_columns(rows[1:], cols)
    if not values:
        full = [index for index, row in enumerate(rows) if len(row.blocks) >= 0.7 * cols]
        return full[0] + 1 if full and len(rows) > full[0] + 1 else 0
    for index, row in enumerate(rows):
        have = sum((block := row.at(col)) is not None and is_entry(block.words) for col in values)
        if have >= max(1, _BEGINS * len(values)):
            return min(_with_category(rows, index), _names_all(rows, cols))
    return 0


def _names_all(rows: Sequence[Row], cols: int) -> int:
    """How many rows there are down to the first with a cell in every column: no header goes on below it."""
    full = (
        index
        for index, row in enumerate(rows)
        if len(row.blocks) == len({b.first for b in row.blocks}) == cols
    )
    return next(full, len(rows)) + 1


def _with_category(rows: Sequence[Row], first: int) -> int:
    """The first row of values, or the category above it."""
    above = rows[first - 1] if first > 1 else None
    if above is None or not above.is_category:
        return first
    named = any(row.at(0) is not None for row in rows[: first - 1])
    return first - 1 if named or is_ordinal(above.blocks[0].words) else first


def cells_of(rows: Sequence[Row], cols: int, first: int) -> list[GridCell]:
    """The cells of rows, the first of which is row number `first`."""
    cells: list[GridCell] = []
    for number, row in enumerate(rows, start=first):
        if row.is_category and cols > 2:
            cells.append(GridCell(number, 0, row.blocks[0].pieces, 1, cols))
        else:
            cells += _row_cells(number, row, cols)
    return cells


def _row_cells(number: int, row: Row, cols: int) -> list[GridCell]:
    cells: list[GridCell] = []
    col = 0
    waiting = list(row.blocks)
    while col < cols:
        if not waiting or waiting[0].first > col:
            cells.append(GridCell(number, col, ()))
            col += 1
            continue
        block = waiting.pop(0)
        last, pieces = block.last, list(block.pieces)
        while waiting and waiting[0].first <= last:
            other = waiting.pop(0)
            last = max(last, other.last)
            pieces += other.pieces
        cells.append(GridCell(number, col, tuple(sorted(pieces, key=lambda p: p.y)), 1, last - col + 1))
        col = last + 1
    return cells
