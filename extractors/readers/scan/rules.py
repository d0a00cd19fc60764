"""The ruled lines of a scanned page, as rules and as the pixels to leave out before reading.

A rule is a long thin run of ink. Breaks are bridged, a slight bend is taken for straight, an end that
nearly meets a crossing rule is drawn to it. Where it stops at one crossing rule and goes on at the next it
is two: a merged cell lies between. What stays: horizontals that are long and hardly broken, or
that end at verticals; verticals that run from one horizontal to another. Strokes of characters in a row,
dashes and underlined words are no rules.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Numbers, Rules
from extractors.readers.scan.picture import Mask, Picture

_SHORTEST = 13.0  # points: the lowest row, the narrowest column
_ALONE = 60.0  # points: a rule that need not meet another
_THICKEST = 4.0  # points
_SOLID = 0.8  # the share of a lone rule's length that is inked
_NEAR = 1.3  # points from a rule's ink within which ink is its own
_REACH = 5.0  # points within which an end meets a crossing rule
_LOWEST = 6.0  # points: the least height of a merged cell


@dataclass(frozen=True, slots=True, eq=False)
class Ruling:
    """The rules of a page in pixels, and the mask of their ink."""

    rules: Rules
    mask: Mask


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """Long thin horizontal runs of ink as rows (y, x0, x1), the inked share of each, the stretches without
    ink in each (x to x), and a picture of their numbers from 1."""

    rows: Numbers
    solid: Numbers
    breaks: tuple[tuple[tuple[float, float], ...], ...]
    labels: NDArray[np.int32]


def find_ruling(ink: Mask, unit: float) -> Ruling:
    """The rules in a page's ink; `unit` is pixels to a point."""
    across, down = _runs(ink, unit), _runs(ink.T, unit)
    reach = _REACH * unit
    long = _alone(across, unit)
    alone = _alone(down, unit)
    down_kept = alone | (_meeting(down.rows, across.rows[long], reach) >= 2)
    across_kept = long | (_meeting(across.rows, down.rows[down_kept], reach) >= 2)
    down_kept = alone | (_meeting(down.rows, across.rows[across_kept], reach) >= 2)
    mask = np.isin(across.labels, np.flatnonzero(across_kept) + 1)
    mask |= np.isin(down.labels, np.flatnonzero(down_kept) + 1).T
    rows, columns = across.rows[across_kept], down.rows[down_kept]
    parted_rows = _parted(across, across_kept, columns, unit)
    parted_columns = _parted(down, down_kept, rows, unit)
    return Ruling(Rules(_drawn_to(parted_rows, columns, reach), _drawn_to(parted_columns, rows, reach)), mask)


def _alone(runs: _Runs, unit: float) -> NDArray[np.bool_]:
    """Which runs are rules whatever they meet."""
    long = runs.rows[:, 2] - runs.rows[:, 1] >= _ALONE * unit
    return np.asarray(long & (runs.solid >= _SOLID), dtype=np.bool_)


def _parted(runs: _Runs, kept: NDArray[np.bool_], crossing: Numbers, unit: float) -> Numbers:
    """The kept runs, each in two where a stretch without ink lies between two crossing rules."""
    parts: list[tuple[float, float, float]] = []
    for number in np.flatnonzero(kept).tolist():
        at, start, end = (float(value) for value in runs.rows[number])
        near = crossing[(crossing[:, 1] <= at) & (at <= crossing[:, 2])][:, 0]
        for first, last in runs.breaks[number]:
            if _is_merged(first, last, near, unit):
                parts.append((at, start, first))
                start = last
        parts.append((at, start, end))
    return np.array(parts, dtype=np.float64).reshape(len(parts), 3)


def _is_merged(first: float, last: float, crossing: Numbers, unit: float) -> bool:
    """True where a break from `first` to `last` begins at one crossing rule and ends at another."""
    if last - first < _LOWEST * unit or len(crossing) < 2:
        return False
    begins, ends = np.abs(crossing - first), np.abs(crossing - last)
    close = _REACH * unit / 2
    apart = crossing[ends.argmin()] - crossing[begins.argmin()]
    return bool(begins.min() <= close and ends.min() <= close and apart >= _LOWEST * unit)


def without_rules(picture: Picture, ruling: Ruling) -> Picture:
    """The picture with the ink of its rules painted over in the colour of the paper around."""
    if not ruling.mask.any():
        return picture
    grown = cv2.dilate(ruling.mask.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    bare = picture.copy()
    bare[grown] = np.median(picture[::7, ::7].reshape(-1, 3), axis=0).astype(np.uint8)
    return bare


def ink_beside(ink: Mask, ruling: Ruling, unit: float) -> Mask:
    """The ink that belongs to no rule: what stands closer to one than any text is its own edge."""
    if not ruling.mask.any():
        return ink
    near = max(round(_NEAR * unit), 1)
    along = cv2.dilate(ruling.mask.astype(np.uint8), np.ones((2 * near + 1, 2 * near + 1), np.uint8))
    for y, x0, x1 in ruling.rules.across:
        along[
            max(round(y) - near, 0) : round(y) + near + 1, max(round(x0) - near, 0) : round(x1) + near + 1
        ] = 1
    for x, top, bottom in ruling.rules.down:
        along[
            max(round(top) - near, 0) : round(bottom) + near + 1,
            max(round(x) - near, 0) : round(x) + near + 1,
        ] = 1
    return np.asarray(ink & (along == 0), dtype=np.bool_)


def _runs(ink: NDArray[np.bool_], unit: float) -> _Runs:
    """The long thin horizontal runs in some ink."""
    shortest = max(round(_SHORTEST * unit), 8)
    dark = np.ascontiguousarray(ink).astype(np.uint8)
    bridged = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, max(round(unit), 3)), np.uint8))
    runs = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    # Pieces of one bent or broken rule touch once they are drawn out a little.
    together = cv2.dilate(runs, np.ones((3, shortest), np.uint8))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(together, connectivity=8)
    labels = np.where(runs > 0, labels, 0).astype(np.int32)
    areas = np.bincount(labels.ravel(), minlength=len(boxes))
    found: list[tuple[float, float, float, float]] = []
    breaks: list[tuple[tuple[float, float], ...]] = []
    renumbered = np.zeros(len(boxes), dtype=np.int32)
    for number in range(1, len(boxes)):
        left, top, width, height = (int(value) for value in boxes[number][:4])
        part = labels[top : top + height, left : left + width] == number
        used = np.flatnonzero(part.any(axis=0))
        if not len(used) or areas[number] / len(used) > _THICKEST * unit:
            continue
        y = top + float(np.median(np.nonzero(part)[0]))
        solid = len(used) / (used[-1] - used[0] + 1.0)
        found.append((y, left + used[0], left + used[-1] + 1.0, solid))
        broken = np.flatnonzero(np.diff(used) > _LOWEST * unit)
        breaks.append(tuple((left + used[place] + 1.0, float(left + used[place + 1])) for place in broken))
        renumbered[number] = len(found)
    rows = np.array(found, dtype=np.float64).reshape(len(found), 4)
    return _Runs(rows[:, :3], rows[:, 3], tuple(breaks), renumbered[labels])


def _meeting(rules: Numbers, crossing: Numbers, reach: float) -> NDArray[np.int64]:
    """How many of its two ends each rule has at (or beyond) a crossing rule."""
    if not len(rules) or not len(crossing):
        return np.zeros(len(rules), dtype=np.int64)
    at, start, end = (rules[:, [column]] for column in range(3))
    reached = (crossing[:, 1] - reach <= at) & (at <= crossing[:, 2] + reach)
    places = crossing[:, 0]
    first = (reached & (np.abs(places - start) <= reach)).any(axis=1)
    last = (reached & (np.abs(places - end) <= reach)).any(axis=1)
    return np.asarray(first.astype(np.int64) + last, dtype=np.int64)


def _drawn_to(rules: Numbers, crossing: Numbers, reach: float) -> Numbers:
    """The rules with the ends that nearly meet a crossing rule drawn to it."""
    drawn = rules.copy()
    for rule in drawn:
        near = crossing[(crossing[:, 1] - reach <= rule[0]) & (rule[0] <= crossing[:, 2] + reach)][:, 0]
        for end in (1, 2):
            close = near[np.abs(near - rule[end]) <= reach]
            if len(close):
                rule[end] = close[np.argmin(np.abs(close - rule[end]))]
    return drawn
