"""The words that recognition read in a line, each with its box and its confidence.

A word is a run of Chinese characters, or of letters and digits with the points and signs inside a number;
each other sign, and each gap, ends it. So a figure stands alone, and a doubtful bracket makes no figure
doubtful. A word carries what was read, also where a typical confusion was put right in the text; its
confidence is that of its least certain character.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from extractors.readers.pages.model import Glyphs
from schemas.document import Box, RecognisedWord

_WORD = re.compile(r"[\u3400-\u9fff〇]+|[A-Za-z0-9](?:[A-Za-z0-9.,．，%％‰/:-]*[A-Za-z0-9%％‰])?|\S")
_GAP = 0.3  # in type sizes


def recognised_words(line: Glyphs) -> tuple[RecognisedWord, ...]:
    """The recognised words of one line's glyphs, given left to right; empty for text of the file itself."""
    if line.confidence is None or not len(line):
        return ()
    read = line.read if line.read is not None else line.text
    gaps = (line.x0[1:] - line.x1[:-1]) / np.maximum(line.size[1:], 1.0) > _GAP
    starts = [0, *(int(place) + 1 for place in np.flatnonzero(gaps)), len(line)]
    return tuple(word for start, end in pairwise(starts) for word in _words(line, read, start, end))


def _words(line: Glyphs, read: tuple[str, ...], start: int, end: int) -> Iterator[RecognisedWord]:
    confidence = line.confidence if line.confidence is not None else np.ones(len(line))
    owner = [position for position in range(start, end) for _ in line.text[position]]
    for match in _WORD.finditer("".join(line.text[start:end])):
        first, last = owner[match.start()], owner[match.end() - 1]
        box = Box(
            round(float(line.x0[first]), 2),
            round(float(line.top[first : last + 1].min()), 2),
            round(float(line.x1[last]), 2),
            round(float(line.bottom[first : last + 1].max()), 2),
        )
        lowest = round(float(confidence[first : last + 1].min()), 3)
        yield RecognisedWord("".join(read[first : last + 1]), lowest, box)
