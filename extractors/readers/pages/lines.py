"""From characters to lines of text, top down.

Characters whose middles lie at one height are a line; raised or lowered small ones (m², CO₂) stand on the
line that they touch. A gap as wide as a blank separates words, one much wider is a gap of the layout and
becomes four blanks. Every character is in exactly one line. Columns of a page are not told apart here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.arrays import bounds, changes
from extractors.readers.pages.model import Glyphs, Numbers
from extractors.readers.pages.words import recognised_words
from schemas.document import Box, RecognisedWord

Indexes = NDArray[np.intp]

# All in type sizes.
WIDE_GAP = 1.8  # a gap of the layout, no space between words
_SPACE = 0.3
_LATIN_SPACE = 0.15  # the blank of a Latin typeface is about a quarter
_SAME_LINE = 0.3  # middles of neighbours on one line
_THICKEST = 0.6  # middles of all characters on one line
_SMALL = 0.8  # a raised or lowered character is smaller than its line
_TOUCHES = 0.35


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Lines over some glyphs: `order` is the glyphs' positions line by line, left to right; line k is
    `order[starts[k]:starts[k + 1]]` and belongs to group `groups[k]`. Lines are sorted by group, then from
    the top down. `starts` ends with the number of glyphs."""

    order: Indexes
    starts: Indexes
    groups: Indexes


def text_lines(glyphs: Glyphs) -> Iterator[tuple[str, Box, float, tuple[RecognisedWord, ...]]]:
    """The lines from the top down: (text, box, largest type size, recognised words)."""
    if not len(glyphs):
        return
    lines = lines_of(glyphs)
    texts, words = line_texts(glyphs, lines), line_words(glyphs, lines)
    order, begins = lines.order, lines.starts[:-1]
    boxes = np.empty((len(begins), 4))
    boxes[:, 0] = np.minimum.reduceat(glyphs.x0[order], begins)
    boxes[:, 1] = np.minimum.reduceat(glyphs.top[order], begins)
    boxes[:, 2] = np.maximum.reduceat(glyphs.x1[order], begins)
    boxes[:, 3] = np.maximum.reduceat(glyphs.bottom[order], begins)
    sizes = np.maximum.reduceat(glyphs.size[order], begins).tolist()
    for text, sides, size, of_line in zip(texts, boxes.round(2).tolist(), sizes, words, strict=True):
        yield text, Box(*sides), size, of_line


def lines_of(glyphs: Glyphs, groups: Indexes | None = None) -> Lines:
    """The lines of some glyphs. Glyphs of different `groups` (the cells of a table) never share a line."""
    count = len(glyphs)
    middle = (glyphs.top + glyphs.bottom) / 2
    order = np.argsort(middle, kind="stable") if groups is None else np.lexsort((middle, groups))
    height, size = middle[order], glyphs.size[order]
    breaks = np.ones(count, dtype=np.bool_)
    np.greater(height[1:] - height[:-1], _SAME_LINE * np.maximum(size[1:], size[:-1]), out=breaks[1:])
    if groups is None:
        groups = np.zeros(count, dtype=np.intp)
    else:
        breaks[changes(groups[order])] = True
    _split_thick(breaks, height, size)
    line = np.empty(count, dtype=np.intp)
    line[order] = np.cumsum(breaks) - 1
    _attach_small(glyphs, line, groups)
    order = np.lexsort((glyphs.x0, line))
    starts = bounds(line[order])
    return Lines(order, starts, groups[order[starts[:-1]]])


def _split_thick(breaks: NDArray[np.bool_], height: Numbers, size: Numbers) -> None:
    """Break up lines that only a chain of neighbours holds together (texts side by side, each lower)."""
    begins = breaks.nonzero()[0]
    if not len(begins):
        return
    ends = np.empty_like(begins)
    ends[:-1], ends[-1] = begins[1:], len(breaks)
    thick = height[ends - 1] - height[begins] > _THICKEST * np.maximum.reduceat(size, begins)
    if not thick.any():
        return
    for begin, end in zip(begins[thick].tolist(), ends[thick].tolist(), strict=True):
        first = height[begin]
        for position in range(begin + 1, end):
            if height[position] - first > _SAME_LINE * size[position]:
                breaks[position] = True
                first = height[position]


def _attach_small(glyphs: Glyphs, line: Indexes, groups: Indexes) -> None:
    """Move raised and lowered characters to the line that they touch."""
    if not len(line) or glyphs.size.min() >= _SMALL * glyphs.size.max():
        return
    order = np.argsort(line, kind="stable")
    starts = changes(line[order])
    if len(starts) < 2:
        return
    size = np.maximum.reduceat(glyphs.size[order], starts)
    top = np.minimum.reduceat(glyphs.top[order], starts)
    bottom = np.maximum.reduceat(glyphs.bottom[order], starts)
    group = groups[order[starts]]
    near = (group[1:] == group[:-1]) & (top[1:] < bottom[:-1])
    upper_small = near & (size[:-1] < _SMALL * size[1:])
    lower_small = near & (size[1:] < _SMALL * size[:-1])
    edges = [*starts.tolist(), len(order)]
    for index in (upper_small | lower_small).nonzero()[0].tolist():
        small, large = (index, index + 1) if upper_small[index] else (index + 1, index)
        for run in _runs(glyphs, order[edges[small] : edges[small + 1]]):
            if _touches(glyphs, run, order[edges[large] : edges[large + 1]]):
                line[run] = large


def _runs(glyphs: Glyphs, members: Indexes) -> list[Indexes]:
    """A line's glyphs in stretches without a gap."""
    row = members[np.argsort(glyphs.x0[members], kind="stable")]
    gaps = glyphs.x0[row[1:]] - glyphs.x1[row[:-1]]
    return np.split(row, np.flatnonzero(gaps > _TOUCHES * glyphs.size[row[1:]]) + 1)


def _touches(glyphs: Glyphs, run: Indexes, line: Indexes) -> bool:
    """True where a run begins right after, or ends right before, a character of a line of larger type, and
    its middle lies within that character's height."""
    middle = float((glyphs.top[run] + glyphs.bottom[run]).mean()) / 2
    large = line[(glyphs.top[line] < middle) & (middle < glyphs.bottom[line])]
    slack = _TOUCHES * glyphs.size[large]
    after = np.abs(glyphs.x1[large] - glyphs.x0[run].min()) < slack
    before = np.abs(glyphs.x0[large] - glyphs.x1[run].max()) < slack
    return bool((after | before).any())


def line_texts(glyphs: Glyphs, lines: Lines) -> list[str]:
    """The text of each line."""
    pieces = list(map(glyphs.text.__getitem__, lines.order.tolist()))
    for index, blank in _blanks(glyphs, lines):
        pieces[index] = blank + pieces[index]
    return ["".join(pieces[a:b]).strip() for a, b in pairwise(lines.starts.tolist())]


def _blanks(glyphs: Glyphs, lines: Lines) -> list[tuple[int, str]]:
    """Where in the lines' order a blank stands before a glyph: (index, one blank or four)."""
    gaps = _gaps(glyphs, lines)
    found = []
    for index in (gaps > _LATIN_SPACE).nonzero()[0].tolist():
        gap = gaps[index]
        if gap > WIDE_GAP:
            found.append((index, "    "))
        elif gap > _SPACE or _is_latin(glyphs.text, lines.order[index - 1], lines.order[index]):
            found.append((index, " "))
    return found


def _gaps(glyphs: Glyphs, lines: Lines) -> Numbers:
    """The gap before each glyph of the lines' order, in type sizes; 0 at the beginning of a line."""
    order = lines.order
    gaps = np.zeros(len(order))
    size = np.maximum(np.maximum(glyphs.size[order[1:]], glyphs.size[order[:-1]]), 1.0)
    gaps[1:] = (glyphs.x0[order[1:]] - glyphs.x1[order[:-1]]) / size
    gaps[lines.starts[:-1]] = 0.0
    return gaps


def _is_latin(texts: Sequence[str], left: int, right: int) -> bool:
    before, after = texts[left], texts[right]
    return before.isascii() and after.isascii() and (before.isalpha() or after.isalpha())


def line_words(glyphs: Glyphs, lines: Lines) -> list[tuple[RecognisedWord, ...]]:
    """The recognised words of each line; empty for text of the file itself."""
    if glyphs.confidence is None:
        return [()] * (len(lines.starts) - 1)
    edges = lines.starts.tolist()
    return [recognised_words(glyphs.taken(lines.order[start:end])) for start, end in pairwise(edges)]
