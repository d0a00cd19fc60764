"""Sides that tables leave open: a wall is put up where the rules show that there would be one.

1. Horizontal rules that end at the same two points, with no rule down at either, are a stack. Between its
   first and last rule the table is closed at both ends where rules down stand between them; a single line of
   text between two rules of the stack is a row across the table.
2. Rules that go on together beyond the last rule across them (a page end that cut the table, an open side)
   end at a wall where text stands beyond that rule.
3. Rules that share one end with a stack and stop inside it belong to it: they part rows beside a cell over
   several, also one that the page end cut.
A stack without any rule down is left to half-ruled tables. Never closes around text that no rule crosses.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Glyphs, Numbers
from extractors.readers.pages.rules import TOLERANCE, Grid

_SAME_END = 6.0  # points
_BEYOND = 9.0  # points by which a rule goes on beyond the last one across it: more than overshooting
_ONE_LINE = 2.7  # in type sizes: the height of a row of one line
_WIDE = 0.4  # share of a stack's width: shorter rules part no rows
_FEWEST = 3  # rules
_APART = 3.0  # in distances between rules: a row
_NARROWEST = 60.0  # points: a table among very many rules
_MOST_IN_STACKS = 400  # rules: more are a drawing


@dataclass(frozen=True, slots=True)
class Stack:
    """Horizontal rules from x0 to x1 at some heights, from the top down, open at both ends."""

    x0: float
    x1: float
    ys: tuple[float, ...]


def stacks(across: Numbers, down: Numbers) -> list[Stack]:
    """The stacks of two rules and more, by their left end and width."""
    loose = _loose(across, down)
    if len(loose) > _MOST_IN_STACKS:
        return []
    found: list[list[list[float]]] = []
    for rule in sorted(loose.tolist(), key=lambda rule: (rule[1], rule[2], rule[0])):
        for group in found:
            if abs(group[0][1] - rule[1]) <= _SAME_END and abs(group[0][2] - rule[2]) <= _SAME_END:
                group.append(rule)
                break
        else:
            found.append([rule])
    return [_stack(group) for group in _with_shorter(found) if len(group) > 1]


def are_too_many(across: Numbers, down: Numbers) -> bool:
    """True for so many horizontal rules with loose ends that none is looked at: a drawing."""
    return len(across) > _MOST_IN_STACKS and len(_loose(across, down)) > _MOST_IN_STACKS


def _loose(across: Numbers, down: Numbers) -> Numbers:
    """The horizontal rules that no vertical one meets at either end; where they are very many, as in a
    hatched drawing, those that are as long as a table is wide."""
    meets = (down[None, :, 1] - TOLERANCE <= across[:, None, 0]) & (
        across[:, None, 0] <= down[None, :, 2] + TOLERANCE
    )
    left = (meets & (np.abs(down[None, :, 0] - across[:, None, 1]) <= TOLERANCE)).any(axis=1)
    right = (meets & (np.abs(down[None, :, 0] - across[:, None, 2]) <= TOLERANCE)).any(axis=1)
    loose = np.asarray(across[~left & ~right], dtype=np.float64)
    return loose if len(loose) <= _MOST_IN_STACKS else loose[loose[:, 2] - loose[:, 1] >= _NARROWEST]


def _with_shorter(groups: list[list[list[float]]]) -> list[list[list[float]]]:
    """The groups of rules (y, x0, x1), each with those of shorter rules between, above or below it."""
    left = sorted(groups, key=lambda group: group[0][1] - group[0][2])
    found = []
    while left:
        group = left.pop(0)
        for other in [each for each in left if _goes_on(group, each)]:
            left.remove(other)
            group = [*group, *other]
        found.append(group)
    return found


def _goes_on(group: Sequence[Sequence[float]], shorter: Sequence[Sequence[float]]) -> bool:
    (_, x0, x1), (_, start, end) = group[0], shorter[0]
    inside = (abs(x0 - start) <= _SAME_END) != (abs(x1 - end) <= _SAME_END) and x0 <= start and end <= x1
    if not inside or end - start < _WIDE * (x1 - x0) or len(group) + len(shorter) < _FEWEST:
        return False
    ys, others = [sorted(rule[0] for rule in each) for each in (group, shorter)]
    if len(others) == 1 and ys[0] < others[0] < ys[-1]:  # under a heading over several columns
        return False
    gaps = np.diff(sorted((*ys, *others)))
    apart = max(others[0] - ys[-1], ys[0] - others[-1], 0.0)
    return apart <= _APART * float(np.median(gaps))


def _stack(rules: Sequence[Sequence[float]]) -> Stack:
    return Stack(
        min(rule[1] for rule in rules),
        max(rule[2] for rule in rules),
        tuple(sorted({rule[0] for rule in rules})),
    )


def inner_rules(stack: Stack, down: Numbers) -> NDArray[np.bool_]:
    """For each band between two rules of a stack, whether a rule down crosses it."""
    inside = down[(stack.x0 + _SAME_END < down[:, 0]) & (down[:, 0] < stack.x1 - _SAME_END)]
    ys = np.array(stack.ys)
    if not len(inside):
        return np.zeros(len(ys) - 1, dtype=np.bool_)
    over = np.minimum(inside[None, :, 2], ys[1:, None]) - np.maximum(inside[None, :, 1], ys[:-1, None])
    starts = np.flatnonzero(np.diff(inside[:, 0], prepend=-1.0))
    covered = np.add.reduceat(np.clip(over, 0.0, None), starts, axis=1)
    return np.asarray((covered >= 0.5 * np.diff(ys)[:, None]).any(axis=1))


def walls(stack: Stack, down: Numbers, glyphs: Glyphs) -> list[tuple[float, float, float]]:
    """The missing rules down (x, top, bottom) at both ends of the tables of a stack."""
    crossed = inner_rules(stack, down)
    part = [bool(ruled) or _is_one_line(stack, band, glyphs) for band, ruled in enumerate(crossed.tolist())]
    steps = np.flatnonzero(np.diff(np.array(part, dtype=np.int8), prepend=0, append=0)).tolist()
    found = []
    for first, last in zip(steps[::2], steps[1::2], strict=True):
        if not crossed[first:last].any():
            continue
        top, bottom = stack.ys[first], stack.ys[last]
        met = down[(down[:, 2] > top + TOLERANCE) & (down[:, 1] < bottom - TOLERANCE)][:, 0]
        met = met[(stack.x0 - TOLERANCE < met) & (met < stack.x1 + TOLERANCE)]
        found += [(x, top, bottom) for x in (stack.x0, stack.x1) if np.abs(met - x).min() > _BEYOND]
    return found


def _is_one_line(stack: Stack, band: int, glyphs: Glyphs) -> bool:
    top, bottom = stack.ys[band], stack.ys[band + 1]
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    inside = (stack.x0 <= x) & (x <= stack.x1) & (top <= y) & (y <= bottom)
    return bool(inside.any()) and bottom - top <= _ONE_LINE * float(np.median(glyphs.size[inside]))


def with_walls(across: Numbers, down: Numbers, glyphs: Glyphs) -> tuple[Numbers, list[Stack]]:
    """The rules down with the walls of open tables, and the stacks that no rule down crosses."""
    added: list[tuple[float, float, float]] = []
    bare: list[Stack] = []
    for stack in stacks(across, down):
        new = walls(stack, down, glyphs)
        added += new
        if not new:
            bare.append(stack)
    if added:
        down = np.concatenate((down, np.array(added)))
        down = down[np.lexsort((down[:, 1], down[:, 0]))]
    return down, bare


def closed(grid: Grid, glyphs: Glyphs) -> Grid:
    """A grid with a wall where its rules go on together beyond the last one across them."""
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    grid = _floored(grid, x, y)
    turned = _floored(Grid(grid.down, grid.across), y, x)
    return Grid(turned.down, turned.across)


def _floored(grid: Grid, x: Numbers, y: Numbers) -> Grid:
    """The grid with a rule across the loose ends of its vertical rules, above and below."""
    across, down = grid.across, grid.down
    left = min(across[:, 1].min(), down[:, 0].min())
    right = max(across[:, 2].max(), down[:, 0].max())
    added = []
    for last, ends, sign in (
        (across[:, 0].max(), down[:, 2], 1.0),
        (across[:, 0].min(), down[:, 1], -1.0),
    ):
        loose = (ends - last) * sign > _BEYOND
        if loose.sum() < 2 or np.ptp(ends[loose]) > _SAME_END:
            continue
        edge = float(ends[loose].mean())
        near, far = min(last, edge), max(last, edge)
        if ((left <= x) & (x <= right) & (near < y) & (y < far)).any():
            added.append((edge, left, right))
    if not added:
        return grid
    across = np.concatenate((across, np.array(added)))
    return Grid(across[np.lexsort((across[:, 1], across[:, 0]))], down)
