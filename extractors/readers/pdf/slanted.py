"""Text on the slant that is text all the same: headings set aslant over narrow columns.

A watermark or a seal is large, light or red, or lies across other text. Dark words of the usual size that do
neither are headings. Each is set level where its lower end stands, just above the column that it heads, and
drawn together where its neighbours stand closer than it is long, so that words never mingle.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.arrays import bounds, median
from extractors.readers.pages.model import Glyphs, Numbers
from extractors.readers.pdf.glyphs import Letters
from extractors.readers.pdf.objects import Colours

_DARK = 0.5  # of full brightness
_USUAL = 1.6  # times the usual type size of the page
_STEEPEST = 82.0  # degrees
_REACH = 2.5  # type sizes from one character of a word to the next
_OFF_LINE, _OFF_ANGLE = 0.35, 1.0  # of the type size; degrees
_PART = 0.95  # of the way to the next word

Mask = NDArray[np.bool_]
Indexes = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Word:
    """The characters of one heading, by position: where its lower end stands (x, y), its length and size."""

    positions: Indexes
    x: float
    y: float
    length: float
    size: float


def headings(slanted: Letters, angles: Numbers, seen: Glyphs) -> tuple[Mask, Glyphs]:
    """Which slanted characters are headings, and those characters set level. `angles` are degrees
    anticlockwise as seen; `seen` is the other text of the page."""
    chosen = np.zeros(len(slanted.glyphs), dtype=np.bool_)
    if not len(chosen) or not len(seen):
        return chosen, slanted.glyphs.taken(chosen)
    could_be = (
        (np.abs(angles) < _STEEPEST)
        & (brightness(slanted.colour) < _DARK)
        & (slanted.glyphs.size <= _USUAL * median(seen.size))
    )
    for word in _words(slanted.glyphs, angles):
        chosen[word] = could_be[word].all() and not _lies_across(slanted.glyphs.taken(word), seen)
    glyphs, kept = slanted.glyphs.taken(chosen), angles[chosen]
    return chosen, _level(glyphs, [_word(glyphs, kept, word) for word in _words(glyphs, kept)])


def brightness(colour: Colours) -> Numbers:
    """How light colours (red, green, blue, alpha) are on paper: 0 black, 1 white."""
    strength = colour[:, 3] / 255.0
    return np.asarray(1.0 - (1.0 - colour[:, :3].mean(axis=1) / 255.0) * strength, dtype=np.float64)


def _middles(glyphs: Glyphs) -> tuple[Numbers, Numbers]:
    return (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2


def _words(glyphs: Glyphs, angles: Numbers) -> list[Indexes]:
    """The positions of characters that follow one another along one slanted line."""
    if not len(glyphs):
        return []
    x, y = _middles(glyphs)
    way = np.radians(angles[:-1])
    across, up = np.diff(x), -np.diff(y)
    along = across * np.cos(way) + up * np.sin(way)
    off = np.abs(up * np.cos(way) - across * np.sin(way))
    size = glyphs.size[:-1]
    goes_on = (along > 0) & (along < _REACH * size) & (off < _OFF_LINE * size)
    goes_on &= np.abs(np.diff(angles)) < _OFF_ANGLE
    edges = bounds(np.concatenate(([0], np.cumsum(~goes_on))))
    return [np.arange(start, end) for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)]


def _lies_across(word: Glyphs, seen: Glyphs) -> bool:
    """True where a word stands over other characters of the page."""
    x, y = _middles(word)
    within = (seen.x0 < x[:, None]) & (x[:, None] < seen.x1) & (seen.top < y[:, None])
    return bool((within & (y[:, None] < seen.bottom)).any())


def _word(glyphs: Glyphs, angles: Numbers, positions: Indexes) -> _Word:
    x, y = (middles[positions] for middles in _middles(glyphs))
    size = float(glyphs.size[positions].mean())
    lower = 0 if angles[positions[0]] > 0 else len(positions) - 1
    length = float(np.hypot(x[-1] - x[0], y[-1] - y[0])) + size
    return _Word(positions, float(x[lower]), float(y[lower]), length, size)


def _level(glyphs: Glyphs, words: list[_Word]) -> Glyphs:
    """The characters of words set level, side by side in the room of their word."""
    left, width, top = np.empty(len(glyphs)), np.empty(len(glyphs)), np.empty(len(glyphs))
    for word in words:
        count = len(word.positions)
        step = _room(word, words) / count
        left[word.positions] = word.x + (np.arange(count) - count / 2) * step
        width[word.positions] = step
        top[word.positions] = word.y - word.size / 2
    return Glyphs(glyphs.text, left, top, left + width, top + glyphs.size, glyphs.size)


def _room(word: _Word, words: list[_Word]) -> float:
    """How wide a word may be beside its neighbours."""
    gaps = [
        abs(other.x - word.x)
        for other in words
        if other is not word and abs(other.y - word.y) < other.size + word.size
    ]
    return min(word.length, _PART * min(gaps, default=word.length))
