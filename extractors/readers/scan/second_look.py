"""A second look at the tables of a page.

Ink inside a table that no reading accounts for is read from its own part of the picture; so is a stretch
whose text is in doubt, and the better reading stays: the surer one, but a shorter one only where the longer
has no room on its ink. A stroke alone is the dash, the hyphen or the slash
that papers print for “none”, by its shape. Specks are no ink. Never looks outside tables, never drops what
was read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.clean import columns
from extractors.readers.scan.corrections import CONFUSED, put_right
from extractors.readers.scan.picture import Mask, Picture
from extractors.readers.scan.readings import Reading, Strip
from extractors.readers.scan.strips import Cutting, readings
from extractors.readers.scan.strokes import STROKE_LIKE, Stroke, stroke_in
from schemas.document import Box

_DOUBTFUL = 0.7
_ORDINALS = frozenset("三四五六七八九")  # a table that counts so has a 一 that is no dash
_SURER = 0.03
_ROOM = 1.3  # times the length of its ink: more than this no reading takes up
_LONGEST = 30  # characters: a longer line is no cell
_LEAST_SURE = 0.4  # what is read from left ink with less is a speck
_SPECK = 2.2  # points
_ALONE = 0.8  # the share of the ink that a lone stroke makes up
_NARROWEST = 0.12  # type sizes
_TALLEST = 1.9  # type sizes: higher ink is more than one line
_CHINESE, _DIGITS = 0.92, 0.72  # ink as a share of the type size

ReadStrips = Callable[[Sequence[Picture]], list[Strip]]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The picture and the ink of a page without its rules, and pixels to a point."""

    picture: Picture
    ink: Mask
    unit: float


def looked_at_again(
    found: Sequence[Reading], areas: Sequence[Box], seen: Seen, read: ReadStrips
) -> list[Reading]:
    """The readings of a page after a second look at its tables, whose boxes are in points."""
    pixels = [_in_pixels(area, seen) for area in areas]
    inside = [any(_holds(area, reading) for area in pixels) for reading in found]
    size = type_size([reading for reading, is_in in zip(found, inside, strict=True) if is_in])
    if not size:
        return list(found)
    strokes = [
        _stroke(reading, seen, size) if is_in else None for reading, is_in in zip(found, inside, strict=True)
    ]
    counting = any(
        is_in and stroke is None and "".join(reading.text) in _ORDINALS
        for reading, is_in, stroke in zip(found, inside, strokes, strict=True)
    )
    known = [
        reading if stroke is None or (counting and reading.text == ("一",)) else _as_stroke(reading, stroke)
        for reading, stroke in zip(found, strokes, strict=True)
    ]
    doubtful = [
        position
        for position, reading in enumerate(found)
        if inside[position]
        and strokes[position] is None
        and reading.certainty < _DOUBTFUL
        and len(reading.text) <= _LONGEST
    ]
    left = [box for area in pixels for box in _left_ink(known, area, seen, size)]
    again = [_cutting(_own_box(known[position]), seen, size) for position in doubtful]
    fresh = [_cutting(box, seen, size) for box in left]
    strips = read([cut.picture for cut in (*again, *fresh)])
    for position, cut, strip in zip(doubtful, again, strips[: len(again)], strict=True):
        for reading in map(put_right, readings([cut], [strip])):
            if _is_better(reading, known[position], size):
                known[position] = reading
    return [*known, *_from_left_ink(fresh, strips[len(again) :], seen, size)]


def type_size(found: Sequence[Reading]) -> float:
    """The usual type size of some readings, in pixels; 0 without any."""
    sizes = [
        (reading.bottom - reading.top) / (_DIGITS if "".join(reading.text).isascii() else _CHINESE)
        for reading in found
        if not STROKE_LIKE.issuperset(reading.text)
    ]
    return float(np.median(sizes)) if sizes else 0.0


def _in_pixels(area: Box, seen: Seen) -> tuple[int, int, int, int]:
    height, width = seen.ink.shape
    return (
        max(round(area.x0 * seen.unit), 0),
        max(round(area.top * seen.unit), 0),
        min(round(area.x1 * seen.unit), width),
        min(round(area.bottom * seen.unit), height),
    )


def _holds(area: tuple[int, int, int, int], reading: Reading) -> bool:
    x, y = (reading.x0 + reading.x1) / 2, (reading.top + reading.bottom) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def _own_box(reading: Reading) -> tuple[int, int, int, int]:
    return round(reading.x0), round(reading.top), round(reading.x1), round(reading.bottom)


def _stroke(reading: Reading, seen: Seen, size: float) -> Stroke | None:
    """The one stroke that a reading of one character is, by its shape; None where it is none."""
    if len(reading.text) != 1 or (reading.text[0].isdigit() and reading.text[0] not in STROKE_LIKE):
        return None
    x0, top, x1, bottom = _own_box(reading)
    return stroke_in(_lone(seen.ink[top:bottom, x0:x1]), size)


def _as_stroke(reading: Reading, stroke: Stroke) -> Reading:
    """A reading of one stroke as the sign that its shape tells."""
    if stroke == reading.text[0]:
        return reading
    return reading.put_right(0, stroke, CONFUSED if reading.text[0].isalnum() else 0.9)


def _lone(ink: Mask) -> Mask:
    """The one connected piece that makes up nearly all of some ink; nothing where there are several."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    if count < 2:
        return ink
    largest = 1 + int(np.argmax(stats[1:, 4]))
    alone = stats[largest][4] >= _ALONE * stats[1:, 4].sum()
    return np.asarray((labels == largest) & alone, dtype=np.bool_)


def _left_ink(
    found: Sequence[Reading], area: tuple[int, int, int, int], seen: Seen, size: float
) -> list[tuple[int, int, int, int]]:
    """The boxes of ink in an area that no reading accounts for, parts of one word together."""
    x0, top = area[:2]
    words = _unread(found, area, seen, size)
    reach = max(round(0.4 * size), 1)
    together = cv2.dilate(words, np.ones((max(reach // 2, 1), reach), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(together, connectivity=8)
    boxes = []
    for number in range(1, count):
        left, above, width, height = (int(value) for value in stats[number][:4])
        used_y, used_x = np.nonzero(words[above : above + height, left : left + width])
        box = (
            x0 + left + int(used_x.min()),
            top + above + int(used_y.min()),
            x0 + left + int(used_x.max()) + 1,
            top + above + int(used_y.max()) + 1,
        )
        if box[3] - box[1] <= _TALLEST * size and box[2] - box[0] >= _NARROWEST * size:
            boxes.append(box)
    return sorted(boxes, key=lambda box: (box[1], box[0]))


def _unread(
    found: Sequence[Reading], area: tuple[int, int, int, int], seen: Seen, size: float
) -> NDArray[np.uint8]:
    """The ink of an area without that of the readings and without specks."""
    x0, top, x1, bottom = area
    ink = seen.ink[top:bottom, x0:x1].astype(np.uint8)
    edge = round(0.15 * size)
    for reading in found:
        left, above, right, below = _own_box(reading)
        rows = slice(max(above - top - edge, 0), max(below - top + edge, 0))
        ink[rows, max(left - x0 - edge, 0) : max(right - x0 + edge, 0)] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    solid = [number for number in range(1, count) if max(stats[number][2:4]) >= _SPECK * seen.unit]
    return np.isin(labels, solid).astype(np.uint8)


def _cutting(box: tuple[int, int, int, int], seen: Seen, size: float) -> Cutting:
    """Some ink with as much paper around as a line of text has."""
    x0, top, x1, bottom = box
    height, width = seen.ink.shape
    middle, half = (top + bottom) / 2, max(bottom - top, _CHINESE * size) * 0.65
    first, last = max(int(middle - half), 0), min(int(middle + half) + 1, height)
    left, right = max(x0 - 3, 0), min(x1 + 3, width)
    return Cutting(seen.picture[first:last, left:right], left, top, right, bottom)


def _from_left_ink(
    cuts: Sequence[Cutting], strips: Sequence[Strip], seen: Seen, size: float
) -> list[Reading]:
    added: list[Reading] = []
    for cut, strip in zip(cuts, strips, strict=True):
        ink = seen.ink[int(cut.top) : int(cut.bottom), int(cut.x0) : int(cut.x1)]
        stroke = stroke_in(_lone(ink), size)
        known = Strip(stroke, (0.9,), (0.5,)) if stroke is not None else strip
        added += [
            reading for reading in map(put_right, readings([cut], [known])) if _mean(reading) >= _LEAST_SURE
        ]
    return added


def _is_better(fresh: Reading, known: Reading, size: float) -> bool:
    """True where a second reading is surer than the first and drops nothing that has room on its ink."""
    if _mean(fresh) <= _mean(known) + _SURER:
        return False
    room = _ROOM * (known.x1 - known.x0)
    return len(fresh.text) >= len(known.text) or sum(map(columns, known.text)) * size / 2 > room


def _mean(reading: Reading) -> float:
    return sum(reading.confidence) / len(reading.confidence)
