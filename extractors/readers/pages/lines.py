"""From characters to lines of text, top down.

A character belongs to the line whose middle its own middle lies near. A gap wider than a blank separates
words, one much wider is a gap of the layout and becomes four blanks.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Glyphs
from schemas.document import Box, RecognisedWord

WIDE_GAP = 1.8  # in type sizes: a gap of the layout, no space between words
_SPACE = 0.3


def text_lines(glyphs: Glyphs) -> Iterator[tuple[str, Box, float, tuple[RecognisedWord, ...]]]:
    """The lines from the top down: (text, box, largest type size, recognised words)."""
    for row in rows_of(glyphs):
        line = glyphs.taken(row)
        yield line_text(line), around(line), float(line.size.max()), ()


def rows_of(glyphs: Glyphs) -> list[NDArray[np.intp]]:
    """The positions of the glyphs of each line, left to right, the lines from the top down."""
    if not len(glyphs):
        return []
    middles = (glyphs.top + glyphs.bottom) / 2
    rows: list[list[int]] = []
    middle = 0.0
    for position in np.lexsort((glyphs.x0, middles)):
        own = middles[position]
        if rows and own - middle <= 0.5 * max(glyphs.size[position], glyphs.size[rows[-1][0]]):
            rows[-1].append(int(position))
        else:
            rows.append([int(position)])
            middle = own
    return [np.array(sorted(row, key=lambda p: glyphs.x0[p]), dtype=np.intp) for row in rows]


def line_text(line: Glyphs) -> str:
    """The text of one line's glyphs, given left to right."""
    gaps = (line.x0[1:] - line.x1[:-1]) / np.maximum(line.size[1:], 1.0)
    blanks = ["", *("    " if gap > WIDE_GAP else " " if gap > _SPACE else "" for gap in gaps)]
    return "".join(blank + text for blank, text in zip(blanks, line.text, strict=True)).strip()


def around(glyphs: Glyphs) -> Box:
    """The box around glyphs."""
    return Box(
        round(float(glyphs.x0.min()), 2),
        round(float(glyphs.top.min()), 2),
        round(float(glyphs.x1.max()), 2),
        round(float(glyphs.bottom.max()), 2),
    )
