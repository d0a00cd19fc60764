"""The ruled lines of a scanned page, as rules and as the pixels to leave out before reading.

A rule is a long thin run of ink. Breaks are bridged, a slight bend is taken for straight, an end that
nearly meets a crossing rule is drawn to it. A row of dashes is a rule where it ends at others. Where a rule
stops at one crossing rule and goes on at the next it is two: a merged cell lies between; under a seal it goes
on. What stays: horizontals that are long and hardly broken, or that end at verticals; verticals that run from
one horizontal to another. Strokes of characters in a row, dashes, underlined words and strokes of a title in
line with a rule are none.
"""

from dataclasses import dataclass, replace

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
_THIN, _DASH = 2.0, 12.0  # points: how thick and how long a dash is at most
_APART = 22.0  # points from dash to dash, over one that a crossing rule hides
_FEWEST_DASHES = 5
_ALOOF = 2.0  # points on both sides of a dash without other ink
_CLOSE = 0.3  # of the gaps in a row of dashes
_DENSE = 0.3  # of the length of a row of dashes
_BETWEEN, _BEYOND = 5.0, 22.0  # points: gaps between dashes, and how far a row may go on at its ends
_ARM = 2.0  # points: the least of a dash that touches another rule
_GAP = 2.5  # points without ink in a run
_LOOSE = 40.0  # points: strokes beyond a gap; a rule that goes on is as long as a row of several lines
_BESIDE, _COVERED = 4.0, 45.0  # points around ink of a seal, and the longest of its strokes along a rule
_UNDER = 0.8  # of a gap in a rule must lie under the seal
_PIECE = 7.0  # points: a piece of a rule between strokes of a seal


@dataclass(frozen=True, slots=True, eq=False)
class Ruling:
    """The rules of a page in pixels, and the mask of their ink."""

    rules: Rules
    mask: Mask


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """Long thin horizontal runs of ink as rows (y, x0, x1), the inked share of each, which are dashed, the
    stretches without ink in each (x to x), and a picture of their numbers from 1."""

    rows: Numbers
    solid: Numbers
    dashed: NDArray[np.bool_]
    breaks: tuple[tuple[tuple[float, float], ...], ...]
    labels: NDArray[np.int32]


def find_ruling(ink: Mask, unit: float, covered: Mask | None = None) -> Ruling:
    """The rules in a page's ink; `unit` is pixels to a point. A rule goes on under what is `covered` by a
    seal where it lies on both sides of it."""
    across = _runs(ink, unit, covered)
    down = _runs(ink.T, unit, None if covered is None else covered.T)
    across, down = _ended(across, down, unit), _ended(down, across, unit)
    reach = _REACH * unit
    crossed = _crossed(across, down, unit), _crossed(down, across, unit)
    long = _alone(across, unit) | crossed[0]
    alone = _alone(down, unit) | crossed[1]
    down_kept = alone | (_meeting(down.rows, across.rows[long], reach) >= 2)
    across_kept = long | (_meeting(across.rows, down.rows[down_kept], reach) >= 2)
    down_kept = alone | (_meeting(down.rows, across.rows[across_kept], reach) >= 2)
    across = _without_loose_ends(across, down.rows[down_kept], unit)
    down = _without_loose_ends(down, across.rows[across_kept], unit)
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


def _long(runs: _Runs, unit: float) -> NDArray[np.bool_]:
    """Which runs are long rules, dashed or not."""
    long = runs.rows[:, 2] - runs.rows[:, 1] >= _ALONE * unit
    return np.asarray(long & (runs.dashed | (runs.solid >= _SOLID)), dtype=np.bool_)


def _ended(runs: _Runs, crossing: _Runs, unit: float) -> _Runs:
    """The runs, dashed ones without what goes on a little beyond a rule and ends at none: a stroke of text in
    line with its dashes."""
    rows, labels = runs.rows.copy(), runs.labels.copy()
    others = crossing.rows[_long(crossing, unit)]
    for number in np.flatnonzero(runs.dashed).tolist():
        at, start, end = (float(value) for value in rows[number])
        reached = (others[:, 1] - _DASH * unit <= at) & (at <= others[:, 2] + _DASH * unit)
        near = others[reached][:, 0]
        for side, place, inward in ((1, start, near - start), (2, end, end - near)):
            within = near[(inward > 0) & (inward <= (_BEYOND + _BETWEEN) * unit)]
            if len(within) and np.abs(near - place).min() > _REACH * unit:
                rows[number, side] = within.min() if side == 1 else within.max()
                beyond = labels[:, : int(rows[number, 1])] if side == 1 else labels[:, int(rows[number, 2]) :]
                beyond[beyond == number + 1] = 0
    return replace(runs, rows=rows, labels=labels)


def _crossed(runs: _Runs, crossing: _Runs, unit: float) -> NDArray[np.bool_]:
    """Which runs are long dashed rules that end at long rules the other way, dashed or not."""
    meeting = _meeting(runs.rows, crossing.rows[_long(crossing, unit)], _REACH * unit)
    return np.asarray(runs.dashed & _long(runs, unit) & (meeting >= 2), dtype=np.bool_)


def _dashes(dark: NDArray[np.uint8], unit: float) -> NDArray[np.uint8]:
    """Horizontal rows of dashes or dots, drawn through. Of the dashes most are thin and stand free; others
    touch or cross another rule."""
    _, labels, boxes, middles = cv2.connectedComponentsWithStats(dark, connectivity=8)
    free = (boxes[:, 3] <= _THIN * unit) & (boxes[:, 2] <= _DASH * unit)
    free[0] = False
    free[free] = _stand_alone(dark, boxes[free], unit)
    # A row leans by a pixel.
    spread = cv2.dilate(free[labels].astype(np.uint8), np.ones((3, 1), np.uint8))
    apart = np.ones((1, round(_APART * unit)), np.uint8)
    _, rows, extents, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(spread, cv2.MORPH_CLOSE, apart), connectivity=8
    )
    column, line = np.rint(middles[free]).astype(int).T
    owner = rows[line, column]
    count = np.bincount(owner, minlength=len(extents))
    length = np.bincount(owner, weights=boxes[free, 2], minlength=len(extents))
    close = _close_gaps(owner, boxes[free, 0], boxes[free, 2], _BETWEEN * unit, len(extents))
    regular = (count >= _FEWEST_DASHES) & (close >= _CLOSE * (count - 1)) & (length >= _DENSE * extents[:, 2])
    regular[0] = False
    around = cv2.dilate(regular[rows].astype(np.uint8), np.ones((3, 2 * round(_BEYOND * unit) + 1), np.uint8))
    touching = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, round(_ARM * unit)), np.uint8)) & around
    through = cv2.morphologyEx(
        spread & around | touching, cv2.MORPH_CLOSE, np.ones((1, round(_BETWEEN * unit)), np.uint8)
    )
    _, pieces = cv2.connectedComponents(through | regular[rows].astype(np.uint8), connectivity=8)
    own = np.bincount(pieces.ravel(), weights=regular[rows].ravel()) > 0
    own[0] = False
    return np.asarray(own[pieces], dtype=np.uint8)


def _stand_alone(dark: NDArray[np.uint8], boxes: NDArray[np.int32], unit: float) -> NDArray[np.bool_]:
    """Which pieces of ink have none above and below: strokes of characters have others beside them."""
    sums = cv2.integral(dark)
    beside = round(_ALOOF * unit)
    left, right = boxes[:, 0], boxes[:, 0] + boxes[:, 2]
    top = np.maximum(boxes[:, 1] - beside, 0)
    bottom = np.minimum(boxes[:, 1] + boxes[:, 3] + beside, len(dark))
    around = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray(around == boxes[:, 4], dtype=np.bool_)


def _close_gaps(
    owner: NDArray[np.intp], left: NDArray[np.int32], width: NDArray[np.int32], most: float, rows: int
) -> NDArray[np.intp]:
    """How many neighbours in each of so many rows are close: those of a row of dashes are, where none is
    hidden; strokes of text that stand in line from row to row are not."""
    order = np.lexsort((left, owner))
    owner, left, width = owner[order], left[order], width[order]
    close = (owner[1:] == owner[:-1]) & (left[1:] - left[:-1] - width[:-1] <= most)
    return np.bincount(owner[1:][close], minlength=rows)


def _without_loose_ends(runs: _Runs, crossing: Numbers, unit: float) -> _Runs:
    """The runs without what lies beyond a gap at the outermost crossing rule: a stroke of the title above the
    table that stands in line with a rule."""
    rows, labels = runs.rows.copy(), runs.labels.copy()
    for number, breaks in enumerate(runs.breaks):
        at, start, end = (float(value) for value in rows[number])
        near = crossing[(crossing[:, 1] <= at) & (at <= crossing[:, 2])][:, 0]
        if not breaks or not len(near):
            continue
        (first, begins), (ends, last) = breaks[0], breaks[-1]
        if abs(begins - near.min()) <= _REACH / 2 * unit and first - start <= _LOOSE * unit:
            rows[number, 1] = begins
            labels[:, : int(begins)][labels[:, : int(begins)] == number + 1] = 0
        if abs(ends - near.max()) <= _REACH / 2 * unit and end - last <= _LOOSE * unit:
            rows[number, 2] = ends
            labels[:, int(ends) :][labels[:, int(ends) :] == number + 1] = 0
    return replace(runs, rows=rows, labels=labels)


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


def _runs(ink: NDArray[np.bool_], unit: float, covered: Mask | None) -> _Runs:
    """The long thin horizontal runs in some ink."""
    shortest = max(round(_SHORTEST * unit), 8)
    dark = np.ascontiguousarray(ink).astype(np.uint8)
    bridged = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, max(round(unit), 3)), np.uint8))
    runs = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    if covered is not None and covered.any():
        runs = _going_on(runs, bridged, covered, unit)
    # Pieces of one bent or broken rule touch once they are drawn out a little.
    bare = dark if covered is None else np.where(_near(covered, unit) > 0, np.uint8(0), dark)
    dashes = _dashes(bare, unit)
    runs |= dashes
    together = cv2.dilate(runs, np.ones((3, shortest), np.uint8))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(together, connectivity=8)
    labels = np.where(runs > 0, labels, 0).astype(np.int32)
    areas = np.bincount(labels.ravel(), minlength=len(boxes))
    found: list[tuple[float, float, float, float, float]] = []
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
        dashed = float(dashes[top : top + height, left : left + width][part].mean())
        found.append((y, left + used[0], left + used[-1] + 1.0, solid if dashed < 0.5 else 0.0, dashed))
        broken = np.flatnonzero(np.diff(used) > _GAP * unit)
        breaks.append(tuple((left + used[place] + 1.0, float(left + used[place + 1])) for place in broken))
        renumbered[number] = len(found)
    rows = np.array(found, dtype=np.float64).reshape(len(found), 5)
    return _Runs(rows[:, :3], rows[:, 3], rows[:, 4] >= 0.5, tuple(breaks), renumbered[labels])


def _going_on(
    runs: NDArray[np.uint8], ink: NDArray[np.uint8], covered: Mask, unit: float
) -> NDArray[np.uint8]:
    """The runs, going on where a seal covers what lies between two of them. Between strokes of the seal
    shorter pieces count, as far as they go on from a longer one."""
    beside = _near(covered, unit)
    short = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, round(_PIECE * unit)), np.uint8))
    pieces = runs | (short & beside)
    tall = np.ones((3, 1), np.uint8)
    wide = np.ones((1, round(_COVERED * unit)), np.uint8)
    gaps = cv2.morphologyEx(cv2.dilate(pieces, tall), cv2.MORPH_CLOSE, wide) & (1 - cv2.dilate(pieces, tall))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(gaps, connectivity=8)
    under = np.bincount(labels.ravel(), weights=beside.ravel()) >= _UNDER * boxes[:, 4]
    under[0] = False
    _, labels = cv2.connectedComponents(pieces | under[labels].astype(np.uint8), connectivity=8)
    long = np.bincount(labels.ravel(), weights=runs.ravel()) > 0
    long[0] = False
    return np.asarray(long[labels], dtype=np.uint8)


def _near(covered: Mask, unit: float) -> NDArray[np.uint8]:
    """What lies under a seal or close to its ink, where specks of it may be left."""
    side = max(round(_BESIDE * unit), 3)
    return np.asarray(cv2.dilate(covered.astype(np.uint8), np.ones((side, side), np.uint8)), dtype=np.uint8)


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
