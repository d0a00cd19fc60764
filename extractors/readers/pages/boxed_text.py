"""Boxes of text set beside the text of a page, which runs around them.

A frame holds such a box where words stand in it and, at the same height, outside it. Its lines are read by
themselves, after the paragraph beside which it stands: behind the lines at its height and those that go on
with them, down to one that is indented, set apart or in another type. Never mixes the lines of both.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.lines import text_lines
from extractors.readers.pages.model import Glyphs, PageTable, TextLine
from schemas.document import Box

_INDENTED = 1.0  # in type sizes
_APART = 2.4  # in type sizes: between the tops of two lines of a paragraph
_SAME_SIZE = 0.6  # points

Piece = TextLine | PageTable
Mask = NDArray[np.bool_]


def boxes_beside_text(frames: Sequence[Box], glyphs: Glyphs) -> list[Mask]:
    """For each frame with words in it and beside it, which glyphs stand in it; what a frame inside another
    holds belongs to the outer one."""
    if not frames:
        return []
    found: list[Mask] = []
    free = np.ones(len(glyphs), dtype=np.bool_)
    for frame in sorted(frames, key=lambda box: (box.top, box.x0, -box.bottom, -box.x1)):
        inside = glyphs.within(frame) & free
        if not inside.any():
            continue
        level = (glyphs.bottom > glyphs.top[inside].min()) & (glyphs.top < glyphs.bottom[inside].max())
        if (level & ~inside & ((glyphs.x1 <= frame.x0) | (glyphs.x0 >= frame.x1))).any():
            found.append(inside)
            free &= ~inside
    return found


def with_boxes(page: int, pieces: Sequence[Piece], boxes: Sequence[Glyphs]) -> list[Piece]:
    """The pieces of a page with the lines of each box behind the paragraph beside it."""
    placed = list(pieces)
    for number, glyphs in enumerate(boxes, start=1):
        own = [
            TextLine(page, 0, text, box, size, words, number) for text, box, size, words in text_lines(glyphs)
        ]
        position = _end_beside(placed, own[0].box.top, own[-1].box.bottom)
        placed[position:position] = own
    return placed


def _end_beside(pieces: Sequence[Piece], top: float, bottom: float) -> int:
    """Where the paragraph ends that stands between two y: behind its last piece."""
    beside = [
        index
        for index, piece in enumerate(pieces)
        if piece.box.top < bottom
        and top < piece.box.bottom
        and not (isinstance(piece, TextLine) and piece.frame)
    ]
    if not beside:
        return sum(piece.box.top < top for piece in pieces)
    left = min(piece.box.x0 for piece in pieces if isinstance(piece, TextLine))
    end = beside[-1] + 1
    while end < len(pieces) and _goes_on(pieces[end - 1], pieces[end], left):
        end += 1
    return end


def _goes_on(last: Piece, piece: Piece, left: float) -> bool:
    if not isinstance(last, TextLine) or not isinstance(piece, TextLine) or piece.frame:
        return False
    down = piece.box.top - last.box.top
    alike = abs(piece.size - last.size) <= _SAME_SIZE and 0 < down <= _APART * piece.size
    return alike and piece.box.x0 - left <= _INDENTED * piece.size
