"""Tables that are ruled in one direction only: horizontal rules, with or without a frame.

1. Bands between the rules of a stack that show cells by the gaps in a line, and bands of one line between
   them, are a table; a band of prose, or an empty one, ends it. One band alone is none.
2. Where each row has its rules, they are the rows; columns are where the words of all rows leave strips free.
   A rule that leaves some columns out lets cells run over rows; a heading over several columns is centred on
   them; a row of one text alone runs over all columns.
3. Where rules stand only above, below and under the header, the rows are those of a table without rules.
Running headers, the rules of an imprint (抄送 … 印发) and notes below a rule are no table.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.borderless import columns_of
from extractors.readers.pages.cells import CellMap, enclosed
from extractors.readers.pages.drawn_columns import drawn_columns
from extractors.readers.pages.model import Glyphs, Numbers, Rules
from extractors.readers.pages.open_sides import Stack
from extractors.readers.pages.pieces import is_entry
from extractors.readers.pages.projection import cell_count
from extractors.readers.pages.runs import Runs, runs_of
from schemas.document import Box

_ONE_LINE = 2.7  # in type sizes: the height of a row of one line
_OVER = 0.4  # in type sizes: a text that runs over a bound of columns
_END = 0.1  # share of a text: its end
_CENTRED = 0.9  # in type sizes: how far a heading stands from the middle of its columns
_NEAR = 2.5  # in type sizes: between a bound found by words and the end of a rule
_MOST_HEADER_LINES = 6
_MOST_RUNNING = 2  # lines above the first row of a page: a running line, 续表
_FEWEST_CELLS = 3  # of a row that is told by its cells
_MOST_OF_WIDTH = 0.45  # of a table: a wider text is none of one column
_WIDE = 0.4  # share of the table's width: a rule that parts rows
_WHOLE = 0.95  # share of the table's width: shorter rules stand under headings
_ROW_PITCH = 1.4  # in type sizes: lines of one cell are closer
_MOST_VALUES = 0.25  # share of the words of a header
_FEWEST_RULES = 4  # fewer are those above, below and under the header


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A part of a page that is a table: its sides, the y of its full rules, and the runs of text in it."""

    box: Box
    ys: tuple[float, ...]
    runs: Runs
    em: float

    @property
    def middles(self) -> Numbers:
        """The y of the middle of each run."""
        return (self.runs.top + self.runs.bottom) / 2

    def around(self, box: Box) -> Box:
        """The box around the runs whose middles lie in a box."""
        x = (self.runs.x0 + self.runs.x1) / 2
        held = (box.x0 <= x) & (x <= box.x1) & (box.top <= self.middles) & (self.middles <= box.bottom)
        if not held.any():
            return box
        runs = self.runs
        bounds = runs.x0[held].min(), runs.top[held].min(), runs.x1[held].max(), runs.bottom[held].max()
        return Box(*map(float, bounds))

    def band(self, top: float, bottom: float) -> list[list[int]]:
        """The runs between two y, line by line."""
        chosen = np.flatnonzero((top <= self.middles) & (self.middles <= bottom)).tolist()
        lines: dict[int, list[int]] = {}
        for run in chosen:
            lines.setdefault(int(self.runs.band[run]), []).append(run)
        return list(lines.values())


def regions(stack: Stack, glyphs: Glyphs, *, later: bool = False) -> list[Region]:
    """The tables that the rules of a stack bound; `later` is True on a page after the first, at whose top one
    row, or the rest of one, may go on with a table."""
    whole = _region(stack.x0, stack.x1, stack.ys, glyphs)
    if not len(whole.runs):
        return []
    shown = [_shows(whole, top, bottom) for top, bottom in pairwise(whole.ys)]
    goes_on = later and _is_at_top(stack, glyphs)
    found = []
    start = 0
    while start < len(shown):
        end = start
        while end < len(shown) and shown[end]:
            end += 1
        while end > start and shown[end - 1] != "cells":
            end -= 1
        first = next((band for band in range(start, end) if shown[band] == "cells"), end)
        rest = goes_on and start == 0 and first < end and _is_row(whole, first)
        many = sum(each == "cells" for each in shown[first:end]) > 1 and _begins(whole, first)
        if many or rest:
            top = 0 if rest else first
            found.append(_region(stack.x0, stack.x1, stack.ys[top : end + 1], glyphs))
        start = max(end, start) + 1
    return found


def _is_at_top(stack: Stack, glyphs: Glyphs) -> bool:
    above = runs_of(glyphs.taken((glyphs.top + glyphs.bottom) / 2 < stack.ys[0]))
    return not len(above) or len(above.bands()) <= _MOST_RUNNING


def _region(x0: float, x1: float, ys: tuple[float, ...], glyphs: Glyphs) -> Region:
    box = Box(x0, ys[0], x1, ys[-1])
    runs = runs_of(glyphs.taken(glyphs.within(box)))
    return Region(box, ys, runs, float(np.median(runs.size)) if len(runs) else 10.0)


def _shows(region: Region, top: float, bottom: float) -> str:
    """What a band shows: "cells" beside one another, one "line" alone, or "" (prose, nothing)."""
    lines = region.band(top, bottom)
    if any(cell_count(region.runs, line, region.em) > 1 for line in lines):
        return "cells"
    one_line = len(lines) == 1 and bottom - top <= _ONE_LINE * region.em
    return "line" if one_line or _is_in_column(region, lines) else ""


def _is_in_column(region: Region, lines: list[list[int]]) -> bool:
    """True for lines that begin at the same x and leave most of the width free: the rest of a cell."""
    runs = [run for line in lines for run in line]
    if not runs or len(runs) > len(lines):
        return False
    starts, ends = region.runs.x0[runs], region.runs.x1[runs]
    width = region.box.x1 - region.box.x0
    return bool(np.ptp(starts) <= _OVER * region.em and ends.max() - starts.min() <= _MOST_OF_WIDTH * width)


def _begins(region: Region, band: int) -> bool:
    """True where a band can be the header or the first row: a few lines, or one row of several cells."""
    top, bottom = region.ys[band], region.ys[band + 1]
    lines = region.band(top, bottom)
    if len(lines) <= _MOST_HEADER_LINES:
        return True
    return _is_row(region, band)


def _is_row(region: Region, band: int) -> bool:
    """True for a band of several cells, none of which holds values below one another."""
    top, bottom = region.ys[band], region.ys[band + 1]
    widest = max(cell_count(region.runs, line, region.em) for line in region.band(top, bottom))
    return widest >= _FEWEST_CELLS and not _holds_rows(region, top, bottom)


def _holds_rows(region: Region, top: float, bottom: float) -> bool:
    """True where a band holds several values in one column."""
    values = [run for line in region.band(top, bottom) for run in line if is_entry(region.runs.text[run])]
    sides = (sorted(edges[run] for run in values) for edges in (region.runs.x0, region.runs.x1))
    return any(b - a < 1.0 for edges in sides for a, b in pairwise(edges))


def is_header_only(cells: CellMap, glyphs: Glyphs) -> bool:
    """True for one ruled (or shaded) row below which a line goes on in the same columns without rules."""
    ys, xs = cells.ys, cells.xs
    height = float(ys[-1] - ys[0])
    box = Box(float(xs[0]), float(ys[-1]), float(xs[-1]), float(ys[-1]) + max(height, 0.0))
    below = runs_of(glyphs.taken(glyphs.within(box)))
    if not len(below):
        return False
    line = below.bands()[0]
    first = np.searchsorted(xs, below.x0[line] + _OVER * below.size[line], "right")
    last = np.searchsorted(xs, below.x1[line] - _OVER * below.size[line], "left")
    return len(line) > 1 and bool((last - first < 1).all()) and len(set(first.tolist())) > 1


def is_one_row(region: Region) -> bool:
    """True where the rules at the top of a page bound one row, and the rest of another: no two lines below
    the first rule but one hold values beside one another as far apart as rows are."""
    if len(region.ys) < 3:
        return True
    lines = region.band(region.ys[1], region.ys[2])
    valued = [line for line in lines if sum(is_entry(region.runs.text[run]) for run in line) > 1]
    tops = [float(region.runs.top[line].min()) for line in valued]
    return not any(b - a > _ROW_PITCH * region.em for a, b in pairwise(tops))


def row_by_row(region: Region, across: Numbers) -> bool:
    """True where the rules bound each row: no band below the header holds several values in one column."""
    rules = _inside(across, region.box)
    wide = rules[:, 2] - rules[:, 1] >= _WIDE * (region.box.x1 - region.box.x0)
    ys = np.unique(rules[wide, 0]).tolist()
    if len(ys) < _FEWEST_RULES:
        return False
    return not any(_holds_rows(region, top, bottom) for top, bottom in pairwise(ys[1:]))


def header_foot(region: Region) -> float | None:
    """The y of the rule under the header of a table with three rules; None where it has others, or values
    above that."""
    if len(region.ys) != 3:
        return None
    runs = [run for line in region.band(region.ys[0], region.ys[1]) for run in line]
    values = sum(is_entry(region.runs.text[run]) for run in runs)
    return region.ys[1] if runs and values <= _MOST_VALUES * len(runs) else None


def cell_map(region: Region, across: Numbers, drawn: Rules, glyphs: Glyphs) -> CellMap | None:
    """The cells of a table whose rules bound each row; None where it has one column only. `drawn` are the
    rules as they are drawn, piece by piece."""
    box = region.box
    rules = _inside(across, box)
    xs = columns_of_rules(region, drawn)
    if xs is None:
        pieces = np.concatenate((drawn.across, drawn.shade_across))
        xs = _by_words(region, rules, _inside(pieces, box), glyphs)
    return _cells_between(region, rules, xs)


def header_map(region: Region, foot: float, across: Numbers, drawn: Rules, glyphs: Glyphs) -> CellMap | None:
    """The cells of a header above the rule at `foot`, parted by shorter rules under its headings; None where
    there are no such rules, or one column only."""
    box = replace(region.box, bottom=foot)
    rules = _inside(across, box)
    rules = rules[rules[:, 0] <= foot + 0.1]
    y, start, end = rules.T
    shorter = (end - start < _WHOLE * (box.x1 - box.x0)) & (box.top + region.em < y) & (y < foot - region.em)
    if not shorter.any():
        return None
    xs = columns_of_rules(region, drawn)
    if xs is None:
        pieces = np.concatenate((drawn.across, drawn.shade_across))
        xs = _by_words(region, rules, _inside(pieces, region.box), glyphs)
    inside = runs_of(glyphs.taken(glyphs.within(box)))
    xs = _at_headings(xs, rules[shorter], region)
    return _cells_between(Region(box, (box.top, foot), inside, region.em), rules, xs, rules[shorter])


def _at_headings(xs: Numbers, rules: Numbers, region: Region) -> Numbers:
    """The column bounds, each moved to the end of a rule under a heading that lies near it."""
    ends = rules[:, 1:].ravel()
    moved = xs.copy()
    for bound in range(1, len(xs) - 1):
        nearest = float(ends[np.abs(ends - xs[bound]).argmin()])
        near = abs(nearest - xs[bound]) <= _NEAR * region.em
        if near and moved[bound - 1] + region.em < nearest < xs[bound + 1] - region.em:
            moved[bound] = nearest
    return moved


def _cells_between(
    region: Region, rules: Numbers, xs: Numbers, under: Numbers | None = None
) -> CellMap | None:
    """The cells of a region between known column bounds; None where it has one column only. `under` are rules
    that stand under headings over several columns."""
    ys = np.unique(np.concatenate((rules[:, 0], np.array(region.ys))))
    if len(xs) < 3 or len(ys) < 2:
        return None
    walls = _walls(rules, ys, xs)
    walls[[0, -1]] = True
    down = np.ones((len(ys) - 1, len(xs)), dtype=np.bool_)
    full = walls[1:].all(axis=1)
    header = int(np.argmax(full)) + 1 if full.any() else 0
    for row, (top, bottom) in enumerate(pairwise(ys.tolist())):
        runs = [run for line in region.band(top, bottom) for run in line]
        _open_between(region, runs, xs, down[row])
        if row < header:
            _spread(region, runs, xs, down[row], walls[row + 1] & walls[row])
        elif _is_across(region, runs, xs) and walls[row].all() and walls[row + 1].all():
            down[row, 1:-1] = False
        elif _columns_filled(region, runs, xs) > 1 or (runs and region.runs.x0[runs].min() < xs[1]):
            _spread(region, runs, xs, down[row], walls[row + 1] & walls[row], only_first=True)
    for rule in () if under is None else under.tolist():
        heading = _headed_cells(region, rule, ys, xs, walls)
        if heading is not None:
            down[heading] = False
    found = enclosed(ys, xs, walls, down)
    return found[0] if len(found) == 1 else None


def _headed_cells(
    region: Region, rule: list[float], ys: Numbers, xs: Numbers, walls: NDArray[np.bool_]
) -> tuple[slice, NDArray[np.intp]] | None:
    """The rows and the inner bounds above a rule on which one text alone is centred, the heading of its
    columns; None where none is."""
    y, start, end = rule
    last = int(np.abs(ys - y).argmin())
    middles = (xs[:-1] + xs[1:]) / 2
    cols = np.flatnonzero((start < middles) & (middles < end))
    if not len(cols) or not last:
        return None
    first = last - 1
    while first and not walls[first, cols].any():
        first -= 1
    runs = np.array([run for line in region.band(float(ys[first]), y) for run in line], dtype=np.intp)
    at = (region.runs.x0[runs] + region.runs.x1[runs]) / 2
    own = (start < at) & (at < end)
    alone = own.any() and len(np.unique(region.runs.band[runs[own]])) == own.sum()
    if not alone or np.abs(at[own] - (start + end) / 2).max() > _CENTRED * region.em:
        return None
    return slice(first, last), cols[1:]


def columns_of_rules(region: Region, drawn: Rules) -> Numbers | None:
    """The column bounds of a region by the pieces of which its rules are drawn; None where they show none."""
    middles = (region.runs.x0 + region.runs.x1) / 2
    return drawn_columns(_inside(drawn.across, region.box), region.box, middles)


def _by_words(region: Region, rules: Numbers, pieces: Numbers, glyphs: Glyphs) -> Numbers:
    """The column bounds of a region by its words and by where its rules, and their pieces, end."""
    xs = _between_words(np.array(columns_of(glyphs, region.box)), region)
    return _with_ends(_at_ends(xs, pieces, region), rules, region)


def _columns_filled(region: Region, runs: list[int], xs: Numbers) -> int:
    middles = (region.runs.x0[runs] + region.runs.x1[runs]) / 2
    return len(set(np.searchsorted(xs, middles).tolist()))


def _is_across(region: Region, runs: list[int], xs: Numbers) -> bool:
    """True for one text alone that begins in the first column, runs over several or is centred on all."""
    if len(runs) != 1:
        return False
    start, end = float(region.runs.x0[runs[0]]), float(region.runs.x1[runs[0]])
    centred = abs(start + end - xs[0] - xs[-1]) / 2 <= _CENTRED * region.em
    slack = _OVER * region.em
    return start < xs[1] or centred or bool(((start < xs - slack) & (xs + slack < end)).any())


def _cut(region: Region, x: float) -> int:
    """How many texts a bound at x cuts."""
    slack = _OVER * region.em
    return int(((region.runs.x0 < x - slack) & (x + slack < region.runs.x1)).sum())


def _between_words(xs: Numbers, region: Region) -> Numbers:
    """The column bounds, each that cuts off the end of a text moved to the nearest place that cuts fewest; a
    heading over two columns is cut near its middle."""
    sides = np.unique(np.concatenate((region.runs.x0, region.runs.x1)))
    places = [(a + b) / 2 for a, b in pairwise(sides.tolist()) if b - a > _OVER * region.em]
    moved = xs.copy()
    for bound in range(1, len(xs) - 1):
        at = float(xs[bound])
        shorter = np.minimum(at - region.runs.x0, region.runs.x1 - at)
        if not ((shorter > 0) & (shorter < _END * (region.runs.x1 - region.runs.x0))).any():
            continue
        low, high = moved[bound - 1] + region.em, xs[bound + 1] - region.em
        near = [x for x in places if low < x < high and abs(x - at) <= _NEAR * region.em]
        moved[bound] = min((at, *near), key=lambda x: (_cut(region, x), abs(x - at)))
    return moved


def _with_ends(xs: Numbers, rules: Numbers, region: Region) -> Numbers:
    """The column bounds and those where several rules end far from all others, if no text runs over them: a
    column that is empty here."""
    ends, counts = np.unique(rules[:, 1:].round(), return_counts=True)
    apart = np.abs(ends[:, None] - xs[None, :]).min(axis=1) > _NEAR * region.em
    inner = (region.box.x0 < ends) & (ends < region.box.x1)
    found = [x for x in ends[apart & inner & (counts > 1)].tolist() if not _cut(region, x)]
    return np.sort(np.concatenate((xs, np.array(found))))


def _at_ends(xs: Numbers, pieces: Numbers, region: Region) -> Numbers:
    """The column bounds, each moved to where pieces of rules end near it, unless it then cuts more texts."""
    ends, counts = np.unique(pieces[:, 1:].round(), return_counts=True)
    moved = xs.copy()
    for bound in range(1, len(xs) - 1):
        near = np.abs(ends - xs[bound]) <= _NEAR * region.em
        good = [
            (int(-count), abs(end - xs[bound]), end)
            for end, count in zip(ends[near].tolist(), counts[near].tolist(), strict=True)
            if count > 1
            and moved[bound - 1] + region.em < end < xs[bound + 1] - region.em
            and _cut(region, end) <= _cut(region, float(xs[bound]))
        ]
        if good:
            moved[bound] = min(good)[2]
    return moved


def _inside(across: Numbers, box: Box) -> Numbers:
    """The rules that lie in a region."""
    middle = (across[:, 1] + across[:, 2]) / 2
    return across[
        (box.top - 0.1 <= across[:, 0])
        & (across[:, 0] <= box.bottom + 0.1)
        & (box.x0 <= middle)
        & (middle <= box.x1)
    ]


def _walls(rules: Numbers, ys: Numbers, xs: Numbers) -> NDArray[np.bool_]:
    """For each y and column, whether rules lie under half of it and more."""
    covered = np.zeros((len(ys), len(xs) - 1))
    at = np.searchsorted(ys, rules[:, 0])
    for row, (_, start, end) in zip(at.tolist(), rules.tolist(), strict=True):
        covered[row] += np.clip(np.minimum(xs[1:], end) - np.maximum(xs[:-1], start), 0.0, None)
    return np.asarray(covered >= 0.5 * np.diff(xs))


def _open_between(region: Region, runs: list[int], xs: Numbers, walls: NDArray[np.bool_]) -> None:
    """Take away the walls over which a text runs."""
    for run in runs:
        over = (region.runs.x0[run] < xs - _OVER * region.em) & (xs + _OVER * region.em < region.runs.x1[run])
        walls[1:-1] &= ~over[1:-1]


def _spread(
    region: Region,
    runs: list[int],
    xs: Numbers,
    walls: NDArray[np.bool_],
    bound: NDArray[np.bool_],
    *,
    only_first: bool = False,
) -> None:
    """Take away the walls between a heading and the empty columns beside it on which it is centred; of a row
    below the header only those at its first text (合计), where that is not centred on its own column."""
    taken = _middles(region, runs, xs)
    filled = {
        col
        for run in runs
        for col in range(len(xs) - 1)
        if region.runs.x0[run] < xs[col + 1] - _OVER * region.em
        and xs[col] + _OVER * region.em < region.runs.x1[run]
    } | set(taken)
    last = -1
    for col in sorted(taken)[: 1 if only_first else None]:
        if not 0 <= col < len(bound) or not bound[col]:
            continue
        if only_first and abs((xs[col] + xs[col + 1]) / 2 - taken[col]) <= _CENTRED * region.em:
            continue
        ways = [
            (round(abs((xs[first] + xs[end]) / 2 - taken[col]) / region.em, 1), first - end, first, end)
            for first in _reach(col, -1, filled, bound, last)
            for end in (each + 1 for each in _reach(col, 1, filled, bound, len(bound)))
        ]
        misfit, _, first, end = min(
            ways, key=lambda way: (way[0] > _CENTRED, way[1] if way[0] <= _CENTRED else way[0])
        )
        if misfit <= _CENTRED:
            walls[first + 1 : end] = False
            last = end - 1


def _middles(region: Region, runs: list[int], xs: Numbers) -> dict[int, float]:
    """The columns in which texts have their middles, each with the middle of all its lines."""
    sides: dict[int, list[float]] = {}
    for run in runs:
        x0, x1 = float(region.runs.x0[run]), float(region.runs.x1[run])
        sides.setdefault(int(np.searchsorted(xs, (x0 + x1) / 2)) - 1, []).extend((x0, x1))
    return {col: (min(own) + max(own)) / 2 for col, own in sides.items()}


def _reach(col: int, step: int, filled: set[int], bound: NDArray[np.bool_], limit: int) -> list[int]:
    """The column and the empty ones next to it in one direction."""
    reach = [col]
    while 0 <= reach[-1] + step < len(bound) and reach[-1] + step != limit:
        following = reach[-1] + step
        if following in filled or not bound[following]:
            break
        reach.append(following)
    return reach
