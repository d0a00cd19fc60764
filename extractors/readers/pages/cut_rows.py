"""The end of a table that is ruled across only, where the page end cuts it: no rule is drawn under it.

A table with a rule for each row: the row that is cut.

Below the last rule stand lines within the table's sides, in its type, to the end of the page but for running
lines. The first has cells beside one another and stands as close under the rule as words of a row do; the
others have such cells, too, or leave most of the width free. The row ends under the last of them. Notes, unit
lines, names of tables and labels (填表人：…) end a table; prose below it is none of its rows.

A table with rules above and under its header alone: all its rows, if they reach the end of the page and no
rule stands below the header.
"""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np

from extractors.readers.captions import is_note, is_unit_line
from extractors.readers.pages.model import Glyphs
from extractors.readers.pages.open_sides import Stack
from extractors.readers.pages.projection import cell_count
from extractors.readers.pages.runs import Runs, runs_of
from extractors.readers.pages.stretches import names_table

_FEWEST_RULES = 4  # fewer are those above, below and under the header
_OF_HEADER = 2  # rules: above and under a header
_FEWEST_CELLS = 3
_UNDER = 2.0  # in type sizes: from a rule to the words of the row under it, cells set in the middle apart
_IN_ROW = 1.9  # in type sizes: between the tops of two lines of a row
_NEXT_ROW = 3.6  # in type sizes: between the tops of two lines of a table
_FOOT = 0.9  # share of the page's height below which running lines stand
_MOST_OF_WIDTH = 0.55  # of a table: a wider text is none of one column
_OVER = 3.0  # points by which words may reach over a side
_SAME_SIZE = 0.6  # points
_FLOOR = 1.0  # points between the last line and the bound under it
_LABEL = re.compile(r"[^：:]{1,12}[：:]")


def with_last_row(stack: Stack, glyphs: Glyphs, height: float) -> Stack:
    """The stack with a bound under a last row that the end of its page cuts; as it is where there is none.
    `height` is that of the page."""
    if len(stack.ys) < _FEWEST_RULES and len(stack.ys) != _OF_HEADER:
        return stack
    middles = (glyphs.top + glyphs.bottom) / 2
    below = glyphs.taken(middles > stack.ys[-1])
    inside = glyphs.taken((stack.ys[0] < middles) & (middles < stack.ys[-1]))
    if not len(below) or not len(inside):
        return stack
    size = float(np.median(inside.size))
    runs = runs_of(below)
    bands = _without_running(runs, runs.bands(), size, _FOOT * height)
    goes_on = _is_row if len(stack.ys) >= _FEWEST_RULES else _are_rows
    if not bands or not goes_on(stack, runs, bands, size):
        return stack
    end = max(float(runs.bottom[band].max()) for band in bands) + _FLOOR
    return replace(stack, ys=(*stack.ys, end))


def _without_running(runs: Runs, bands: list[list[int]], size: float, foot: float) -> list[list[int]]:
    """The lines of a page's end without those that stand apart in its foot."""
    kept = list(bands)
    while kept and runs.top[kept[-1]].min() > foot:
        above = runs.bottom[kept[-2]].max() if len(kept) > 1 else float("-inf")
        if runs.top[kept[-1]].min() - above < size:
            break
        kept.pop()
    return kept


def _is_row(stack: Stack, runs: Runs, bands: list[list[int]], size: float) -> bool:
    first = bands[0]
    if cell_count(runs, first, size) < _FEWEST_CELLS or runs.top[first].min() - stack.ys[-1] > _UNDER * size:
        return False
    tops = [float(runs.top[band].min()) for band in bands]
    close = all(b - a <= _IN_ROW * size for a, b in pairwise(tops))
    return close and all(_is_of_row(stack, runs, band, size) for band in bands)


def _are_rows(stack: Stack, runs: Runs, bands: list[list[int]], size: float) -> bool:
    """True for lines that are the rows under a header, several of them with cells beside one another."""
    if runs.top[bands[0]].min() - stack.ys[-1] > _UNDER * size:
        return False
    tops = [float(runs.top[band].min()) for band in bands]
    close = all(b - a <= _NEXT_ROW * size for a, b in pairwise(tops))
    rows = sum(cell_count(runs, band, size) >= _FEWEST_CELLS for band in bands)
    return close and rows > 1 and all(_is_of_row(stack, runs, band, size) for band in bands)


def _is_of_row(stack: Stack, runs: Runs, band: list[int], size: float) -> bool:
    words = "".join(runs.text[run] for run in band)
    if is_note(words) or is_unit_line(words) or names_table(words):
        return False
    if sum(bool(_LABEL.match(runs.text[run])) for run in band) > 0.5 * len(band):
        return False
    start, end = float(runs.x0[band].min()), float(runs.x1[band].max())
    within = stack.x0 - _OVER <= start and end <= stack.x1 + _OVER
    alike = bool((np.abs(runs.size[band] - size) <= _SAME_SIZE).all())
    narrow = end - start <= _MOST_OF_WIDTH * (stack.x1 - stack.x0)
    return within and alike and (narrow or cell_count(runs, band, size) > 1)
