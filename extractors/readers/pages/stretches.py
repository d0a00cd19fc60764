"""Stretches of lines that may be a table without rules.

A stretch begins and ends with lines in which a wide gap shows two cells. Lines without gaps belong to it
where they stand close between or below such lines and are neither prose nor a note, a unit line, the name of
another table or a line of leaders; short lines above may be cells of its header.
"""

import re
from dataclasses import dataclass
from statistics import median

import numpy as np

from extractors.readers.captions import is_note, is_unit_line
from extractors.readers.pages.model import Numbers
from extractors.readers.pages.projection import CELL_GAP
from extractors.readers.pages.runs import Runs

LEAST_LINES = 3
_FARTHEST = 3.6  # in type sizes: between the middles of two lines of one table
_CLOSE = 1.75  # in type sizes: lines of one cell
_PROSE = 0.6  # share of the width from which on a line by itself is prose
_DENSE = 0.85  # share of the area that running text covers
_OVERHANG = 1.5  # in type sizes: how far a line of a cell may reach beyond those above it
_BRIDGE = 9  # lines without gaps that may stand between lines with them
_LEADERS = re.compile(r"[.…·．‥]{4,}|(?:[.·…]\s){4,}|…{2,}")
_TABLE_NAME = re.compile(r"(?:附?表|附件)\s*[\d一二三四五六七八九十]+")
_CONTINUED = re.compile(r"[（(【]?(?:续上?表|续|接上[页表])")
_CENTRED = 0.3  # in type sizes: a subtitle is set in the middle of its title
_SAME_SIZE = 0.6  # points
_MOST_HEADS = 4


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """The lines of a page: their runs, the y of their middles, their type sizes, whether they show cells."""

    runs: Runs
    bands: list[list[int]]
    ys: list[float]
    sizes: list[float]
    gapped: list[bool]

    def words(self, line: int) -> str:
        """What a line says."""
        return "".join(self.runs.text[run] for run in self.bands[line])

    def left(self, line: int) -> float:
        """The x at which a line begins."""
        return float(self.runs.x0[self.bands[line][0]])

    def right(self, line: int) -> float:
        """The x at which a line ends."""
        return float(self.runs.x1[self.bands[line][-1]])

    def has_leaders(self, line: int) -> bool:
        """True for a line of a table of contents."""
        return any(has_leaders(self.runs.text[run]) for run in self.bands[line])

    def is_dense(self, first: int, last: int) -> bool:
        """True where running text fills lines."""
        inside = [run for line in range(first, last + 1) for run in self.bands[line]]
        left, right = self.runs.x0[inside], self.runs.x1[inside]
        room = float(right.max() - left.min()) * (last - first + 1)
        return float((right - left).sum()) > _DENSE * room


def has_leaders(words: str) -> bool:
    """True for words with the dots that lead to a page number."""
    return bool(_LEADERS.search(words))


def names_table(words: str) -> bool:
    """True for what begins as the name of a table: 表2 …, 附件1 …."""
    return bool(_TABLE_NAME.match(words))


def stretches_of(runs: Runs) -> list[list[list[int]]]:
    """The stretches, each the runs of its lines."""
    bands = runs.bands()
    if not any(len(band) > 1 for band in bands):
        return []
    lines = _lines(runs, bands)
    stretches: list[list[list[int]]] = []
    index = 0
    while index < len(bands):
        if not lines.gapped[index]:
            index += 1
            continue
        end, left, right = _end(lines, index)
        begin = _begin(lines, index, left, right)
        shown = sum(lines.gapped[index : end + 1]) >= 2 and end - begin + 1 >= LEAST_LINES
        if shown and not lines.is_dense(begin, end):
            stretches.append(bands[begin : end + 1])
        index = end + 1
    return stretches


def _lines(runs: Runs, bands: list[list[int]]) -> _Lines:
    middles = ((runs.top + runs.bottom) / 2).tolist()
    starts = [band[0] for band in bands]
    of_bands = np.maximum.reduceat(runs.size, starts)
    sizes = of_bands.tolist()
    ys = [median(middles[band[0] : band[-1] + 1]) for band in bands]
    gapped = [
        shows
        and not any(has_leaders(runs.text[run]) for run in band)
        and not (len(band) == 2 and names_table("".join(runs.text[run] for run in band)))
        for band, shows in zip(bands, _show_cells(runs, of_bands), strict=True)
    ]
    return _Lines(runs, bands, ys, sizes, gapped)


def _show_cells(runs: Runs, sizes: Numbers) -> list[bool]:
    """Which lines show two cells by a wide gap, in the type sizes of each line."""
    wide = runs.x0[1:] - runs.x1[:-1] >= CELL_GAP * sizes[runs.band[1:]]
    wide &= runs.band[1:] == runs.band[:-1]
    shown = np.bincount(runs.band[1:][wide], minlength=len(sizes))
    return [bool(count) for count in shown.tolist()]


def _end(lines: _Lines, start: int) -> tuple[int, float, float]:
    """The last line of a stretch that begins with a line, and the sides of the stretch."""
    last, current = start, start
    left, right = lines.left(start), lines.right(start)
    while current + 1 < len(lines.bands) and current - last < _BRIDGE:
        following = current + 1
        apart = lines.ys[following] - lines.ys[current]
        if apart > _FARTHEST * lines.sizes[current] or lines.has_leaders(following):
            break
        if lines.gapped[following]:
            within = range(last + 1, following + 1)
            left, right = min(left, *map(lines.left, within)), max(right, *map(lines.right, within))
            last = following
        elif _is_outside(lines, following, left, right):
            break
        current = following
    while last + 1 < len(lines.bands) and _ends_cell(lines, last, left, right):
        last += 1
    return last, left, right


def _is_outside(lines: _Lines, line: int, left: float, right: float) -> bool:
    """True for a line by itself that is prose, a note, a unit line or the name of the next table."""
    words = lines.words(line)
    if is_note(words) or is_unit_line(words) or names_table(words):
        return True
    x0, x1 = lines.left(line), lines.right(line)
    return x1 - x0 > _PROSE * (right - left) and x0 < left + 3 * lines.sizes[line]


def _ends_cell(lines: _Lines, last: int, left: float, right: float) -> bool:
    """True where the line below the last one goes on with its cells."""
    line, size = last + 1, lines.sizes[last]
    if lines.ys[line] - lines.ys[last] > _CLOSE * size or abs(lines.sizes[line] - size) > 0.15 * size:
        return False
    x0, x1 = lines.left(line), lines.right(line)
    inside = left - 0.5 * size <= x0 and x1 <= right + _OVERHANG * size
    if not inside or _is_outside(lines, line, left, right):
        return False
    above = [run for band in lines.bands[max(last - 3, 0) : line] for run in band]
    begins, ends = lines.runs.x0[above], lines.runs.x1[above]
    under = (begins - 0.3 * size <= x0) & (x0 <= ends + 0.3 * size)
    return bool((under | ((x0 <= begins) & (begins <= x1))).any())


def _begin(lines: _Lines, start: int, left: float, right: float) -> int:
    """The first line of a stretch: lines of header cells may stand above the first with gaps."""
    begin = start
    while begin and start - begin < _MOST_HEADS:
        size = lines.sizes[begin]
        near = lines.ys[begin] - lines.ys[begin - 1] <= 2.5 * size
        alike = abs(lines.sizes[begin - 1] - size) <= 0.08 * size
        if not (near and alike and _opens_header(lines, begin - 1, left, right)):
            break
        begin -= 1
    return begin


def _opens_header(lines: _Lines, line: int, left: float, right: float) -> bool:
    """True for a line of a header cell above the line with gaps: short, and not in the table's middle."""
    x0, x1, size, words = lines.left(line), lines.right(line), lines.sizes[line], lines.words(line)
    if is_unit_line(words) or is_note(words) or names_table(words) or words[-1:] in "。；：":
        return False
    if _CONTINUED.match(words):
        return False
    if x0 < left - size or x1 > right + size or x1 - x0 > 0.4 * (right - left):
        return False
    if abs(x1 - right) < 0.5 * size and "：" in words:
        return False
    close = lines.ys[line + 1] - lines.ys[line] < 1.3 * size
    return close or (not _is_centred(lines, line, (left + right) / 2) and x0 > left + 2 * size)


def _is_centred(lines: _Lines, line: int, middle: float) -> bool:
    """True for a line set in the middle as a subtitle is: exactly under a title in larger type, else about in
    the middle of the table."""
    own, size = (lines.left(line) + lines.right(line)) / 2, lines.sizes[line]
    if line and lines.sizes[line - 1] > size + _SAME_SIZE:
        title = (lines.left(line - 1) + lines.right(line - 1)) / 2
        if abs(title - middle) < 2 * size and lines.words(line - 1)[-1:] not in "。；：":
            return abs(own - title) < _CENTRED * size
    return abs(own - middle) < size
