"""Rows of a table whose rows stand as close as the lines of its cells.

Columns of values (numbers, dates, a running number) do not wrap: a line that has them is the backbone of a
row, and a row has one. The other lines are shared out so that all cells stand as cells of their row do: at
the top of it, in its middle or at its bottom. A line with a single cell at the left may be a row of its own.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Literal

from extractors.readers.pages.pieces import Line, is_entry, is_ordinal

Set = Literal["top", "middle", "bottom"]

_MOST_LINES = 16  # in a row
_LONE = 0.6  # what a row of its own costs, in type sizes
_HEAD = 0.02  # what a line above the first row costs
_APART = 1.5  # what lines of a cell cost that do not stand as close as others
_WIDEST = 2.0  # in type sizes: the pitch of lines in a cell
_VALUES = 0.5


def backbone(lines: Sequence[Line], cols: int) -> list[bool]:
    """Which lines are the backbone of a row; none where no column holds values."""
    values = _value_columns(lines, cols)
    counts = [
        sum((piece := line.at(col)) is not None and is_entry(piece.text) for col in values) for line in lines
    ]
    typical = median([count for count in counts if count] or [1])
    return [count > 0 and count >= 0.4 * typical for count in counts]


def _value_columns(lines: Sequence[Line], cols: int) -> list[int]:
    found = []
    for col in range(cols):
        words = [piece.text for line in lines[1:] if (piece := line.at(col))]
        if len(words) >= 2 and sum(map(is_entry, words)) > _VALUES * len(words):
            found.append(col)
    return found


def shared_out(lines: Sequence[Line], spine: Sequence[bool], way: Set, em: float) -> tuple[float, list[int]]:
    """Where rows begin that have one backbone each, and what that costs in type sizes. The lines before the
    first of them are header."""
    pitch = min(1.12 * _line_pitch(lines, em), _WIDEST * em)
    count = len(lines)
    sides = [(piece.x0, piece.x1) for line in lines for piece in line.pieces]
    middle = (min(x0 for x0, _ in sides) + max(x1 for _, x1 in sides)) / 2
    first = spine.index(True)
    cost = [0.0] + [float("inf")] * count
    came = [0] * (count + 1)
    for end in range(1, count + 1):
        if end <= first:
            cost[end] = _HEAD * end
            continue
        for begin in range(end - 1, max(end - 1 - _MOST_LINES, -1), -1):
            held = sum(spine[begin:end])
            if held > 1:
                break
            own = (
                _row_cost(lines[begin:end], spine[begin:end], way, pitch, em)
                if held
                else _lone(lines, begin, end, middle, em)
            )
            if cost[begin] + own < cost[end] - 1e-9:
                cost[end], came[end] = cost[begin] + own, begin
    begins = []
    end = count
    while end > first:
        end = came[end]
        begins.append(end)
    return cost[count], begins[::-1]


def _line_pitch(lines: Sequence[Line], em: float) -> float:
    """The pitch of lines in cells: that of the closest pieces of one column."""
    last: dict[tuple[int, int], float] = {}
    apart = []
    for line in lines:
        for piece in line.pieces:
            key = (piece.first, piece.last)
            if key in last and line.y - last[key] > 0.8 * em:
                apart.append(line.y - last[key])
            last[key] = line.y
    return sorted(apart)[len(apart) // 20] if apart else 1.5 * em


def _lone(lines: Sequence[Line], begin: int, end: int, middle: float, em: float) -> float:
    """What it costs to take lines as a row of its own: a text at the left, or 一、… in the middle of all."""
    pieces = lines[begin].pieces
    if end - begin > 1 or len(pieces) > 1:
        return float("inf")
    ordinal = is_ordinal(pieces[0].text)
    if pieces[0].first and not (ordinal and abs(pieces[0].middle - middle) <= em):
        return float("inf")
    return 0.0 if ordinal else _LONE


def _row_cost(lines: Sequence[Line], spine: Sequence[bool], way: Set, pitch: float, em: float) -> float:
    """How far the cells of a row stand from where they would, over all of them."""
    level = lines[spine.index(True)].y
    ys: dict[tuple[int, int], list[float]] = {}
    total = 0.0
    for line, held in zip(lines, spine, strict=True):
        for piece in line.pieces:
            ys.setdefault((piece.first, piece.last), []).append(line.y)
            total += _APART * (not held and piece.first == 0 and is_ordinal(piece.text))
    for own in ys.values():
        stands = {"top": own[0], "middle": (own[0] + own[-1]) / 2, "bottom": own[-1]}[way]
        total += max(abs(stands - level) / em - 0.12, 0.0)
        total += _APART * sum(b - a > pitch for a, b in pairwise(own))
    return total
