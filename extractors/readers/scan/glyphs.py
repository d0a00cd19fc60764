"""From readings to the glyphs of a page: each character its box, each line its type size.

Recognition knows the middle of a character, not its edges: these follow from its kind (a Chinese character
is as wide as its type is high, a digit half of that) and from its neighbours, so that no gap appears inside
a number and a gap of the layout stays one. Type sizes that differ by no more than recognition errs are one.
"""

from collections.abc import Sequence

import numpy as np

from extractors.readers.clean import columns
from extractors.readers.pages.model import Glyphs
from extractors.readers.scan.readings import Reading

_CHINESE = 0.92  # the ink of a Chinese line as a share of its type size
_DIGITS = 0.70  # of a line of digits and capitals
_SAME_SIZE = 0.09
_ENOUGH = 3  # Chinese characters whose ink tells a type size
_GAP = 0.75  # in type sizes: what is less between two characters is no gap
_INK_GAP = 0.4  # type sizes without ink between two characters: wider than any side bearing
_BLANK = 0.36  # the gap that a blank between letters or digits leaves


def glyphs_of_readings(found: Sequence[Reading], unit: float) -> Glyphs:
    """The glyphs of all readings, in points; `unit` is pixels to a point."""
    sizes = type_sizes(found)
    text: list[str] = []
    read: list[str] = []
    rows: list[tuple[float, float, float, float, float, float]] = []
    for reading, size in zip(found, sizes, strict=True):
        middle = (reading.top + reading.bottom) / 2
        top, bottom = (middle - size / 2) / unit, (middle + size / 2) / unit
        for position, (x0, x1) in enumerate(_extents(reading, size)):
            text.append(reading.text[position])
            read.append(reading.read[position])
            rows.append((x0 / unit, top, x1 / unit, bottom, size / unit, reading.confidence[position]))
    numbers = np.array(rows, dtype=np.float64).reshape(len(rows), 6)
    starts, tops, ends, bottoms, heights, confidence = numbers.T
    return Glyphs(tuple(text), starts, tops, ends, bottoms, heights, confidence, tuple(read))


def type_sizes(found: Sequence[Reading]) -> list[float]:
    """The type size of each reading in pixels, from the height of its ink; nearly equal ones made equal."""
    raw = [_own_size(reading) for reading in found]
    weights = [float(len(reading.text)) for reading in found]
    sure = [sum(map(_is_ideograph, reading.text)) >= _ENOUGH for reading in found]
    groups = _groups(
        [size for size, good in zip(raw, sure, strict=True) if good],
        [weight for weight, good in zip(weights, sure, strict=True) if good],
    )
    return [_snapped(size, groups, 1.5 if good else 4.0) for size, good in zip(raw, sure, strict=True)]


def _own_size(reading: Reading) -> float:
    """The type size by the distance of its characters, or by its ink where they stand apart or are few."""
    ink = max(reading.bottom - reading.top, 1.0)
    if not _has_chinese(reading):
        return ink / _DIGITS
    by_ink, pitch = ink / _CHINESE, _pitch(reading)
    if 0.65 * by_ink <= pitch <= 1.15 * by_ink:
        return pitch
    # A stamp's rim over the line adds to its height, never to its length.
    by_length = 2 * (reading.x1 - reading.x0) / max(sum(map(columns, reading.text)), 1)
    return min(by_ink, 1.2 * by_length)


def _pitch(reading: Reading) -> float:
    """How far the middles of neighbouring Chinese characters are apart; 0 where there are too few."""
    pairs = zip(reading.middles, reading.middles[1:], reading.text, reading.text[1:], strict=False)
    apart = [
        following - here
        for here, following, left, right in pairs
        if _is_ideograph(left) and _is_ideograph(right)
    ]
    if len(apart) < 3:
        return 0.0
    usual = float(np.median(apart))
    return float(np.mean([gap for gap in apart if abs(gap - usual) <= 0.3 * usual]))


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _has_chinese(reading: Reading) -> bool:
    return any(_is_ideograph(char) and char != "一" for char in reading.text)


def _groups(sizes: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The type sizes of a page, the one with the most text first: each takes in all that nearly equal it."""
    left = sorted(zip(sizes, weights, strict=True))
    groups: list[float] = []
    while left:
        heaviest = max((_near(size, left) for size, _ in left), key=lambda near: sum(w for _, w in near))
        groups.append(_weighted_median(heaviest))
        left = [item for item in left if item not in heaviest]
    return groups


def _near(size: float, items: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [item for item in items if abs(item[0] - size) <= _SAME_SIZE * size]


def _weighted_median(group: Sequence[tuple[float, float]]) -> float:
    half = sum(weight for _, weight in group) / 2
    passed = 0.0
    for size, weight in group:
        passed += weight
        if passed >= half:
            return size
    return group[-1][0]


def _snapped(size: float, groups: Sequence[float], leeway: float) -> float:
    if not groups:
        return size
    nearest = min(groups, key=lambda group: abs(group - size))
    return nearest if abs(nearest - size) <= leeway * _SAME_SIZE * nearest else size


def _extents(reading: Reading, size: float) -> list[tuple[float, float]]:
    """Where each character begins and ends, left to right."""
    halves = [size * columns(char) / 4 for char in reading.text]
    extents = [[middle - half, middle + half] for middle, half in zip(reading.middles, halves, strict=True)]
    for position in range(len(extents) - 1):
        left, right = extents[position], extents[position + 1]
        gap = right[0] - left[1]
        empty = _gap_after(reading, position, size)
        if empty is not None:
            left[1], right[0] = empty
        elif position in reading.blanks and _separates(reading, position):
            middle = (left[1] + right[0]) / 2
            half = max(gap, _BLANK * size) / 2
            left[1], right[0] = middle - half, middle + half
        elif gap < _GAP * size:
            left[1] = right[0] = (left[1] + right[0]) / 2
    extents[0][0] = max(extents[0][0], reading.x0)
    extents[-1][1] = min(extents[-1][1], reading.x1)
    return [(min(x0, x1 - 1), max(x1, x0 + 1)) if x1 - x0 < 1 else (x0, x1) for x0, x1 in extents]


def _gap_after(reading: Reading, position: int, size: float) -> tuple[float, float] | None:
    """The gap in the ink between a character and the next, as wide as a gap of the layout between figures or
    words; beside a sign, which leaves much of its room empty, there is none."""
    if not all(char.isalnum() or char in "+-—%↑↓" for char in reading.text[position : position + 2]):
        return None
    here, following = reading.middles[position : position + 2]
    between = [gap for gap in reading.gaps if here < (gap[0] + gap[1]) / 2 < following]
    widest = max(between, key=lambda gap: gap[1] - gap[0], default=None)
    return widest if widest is not None and widest[1] - widest[0] >= _INK_GAP * size else None


def _separates(reading: Reading, position: int) -> bool:
    """True where a blank stands between two letters or digits: between Chinese it says nothing."""
    return reading.text[position].isascii() and reading.text[position + 1].isascii()
