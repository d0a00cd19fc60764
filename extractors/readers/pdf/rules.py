"""Rules and grounds: what the paths of a page draw.

A thin filled box is one rule along its middle; a stroke gives a rule for each straight piece, a filled bar
too narrow for text one for each straight side. The straight sides of other filled shapes are edges of shades.
A rule or an edge counts only where it is seen: as far as its clip and the page let it, not transparent, and
white only on a ground that is not. Curves and slanted strokes are never rules.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Numbers, Rules, no_rules
from extractors.readers.pdf.objects import Colours
from extractors.readers.pdf.paths import RawPaths
from extractors.readers.pdf.placement import Placement

_THIN = 2.0  # points: a filled box up to this is a rule
_BAR = 4.5  # points: a filled shape up to this holds no text
_SHORTEST = 0.05
_STRAIGHT = 0.005  # of its length may a rule be off the axis
_OFF_AXIS = 0.3
_SMALL_SHAPE = 12.0  # a smaller filled shape is a sign, no cell
_WHOLE_PAGE = 0.95
_WHITE = 247
_CLEAR = 20  # of 255: less alpha is not seen


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """Areas that are not white (fills and pictures) as seen boxes (x0, top, x1, bottom), and the number of
    curved pieces in fills (outlined text and drawings have many)."""

    dark: Numbers
    curves: int

    def under(self, x: Numbers, y: Numbers) -> NDArray[np.bool_]:
        """True for each point that lies on a ground."""
        found = np.zeros(len(x), dtype=np.bool_)
        for x0, top, x1, bottom in self.dark.tolist():
            found |= (x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)
        return found


def rules_and_grounds(paths: RawPaths, place: Placement, pictures: Numbers) -> tuple[Rules, Grounds]:
    """The rules that are seen on a page, and the grounds on which white would be seen."""
    if not len(paths.box):
        return no_rules(), Grounds(pictures, 0)
    boxes, clips = place.boxes(paths.box), place.boxes(paths.clip)
    np.maximum(boxes[:, :2], clips[:, :2], out=boxes[:, :2])
    np.minimum(boxes[:, 2:], clips[:, 2:], out=boxes[:, 2:])
    size = boxes[:, 2:] - boxes[:, :2]
    shown = (size > -1e-3).all(axis=1)
    thin = shown & paths.filled & ~paths.stroked & (np.minimum(size[:, 0], size[:, 1]) <= _THIN)
    area = paths.filled & shown & ~thin & (paths.fill[:, 3] > _CLEAR)
    grounds = Grounds(
        np.concatenate((boxes[area & ~_white(paths.fill)], pictures)),
        int((paths.curved & area[paths.owner]).sum()),
    )
    across, down = _sides(paths, place, boxes, thin, clips)
    thin_across, thin_down = _bars(boxes, thin)
    across = np.concatenate((thin_across, across))
    down = np.concatenate((thin_down, down))
    drawn_across, shade_across = _seen(across, paths, place, grounds, is_across=True)
    drawn_down, shade_down = _seen(down, paths, place, grounds)
    return Rules(drawn_across, drawn_down, shade_across, shade_down), grounds


def _white(colours: Colours) -> NDArray[np.bool_]:
    return np.asarray(colours[:, :3].min(axis=1) >= _WHITE, dtype=np.bool_)


def _bars(boxes: Numbers, thin: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Thin filled boxes as rows (position, start, end, path, 0 for filled, 0 for no shade)."""
    owner = thin.nonzero()[0]
    if not len(owner):
        return np.empty((0, 6)), np.empty((0, 6))
    x0, top, x1, bottom = boxes[owner].T
    wide, high = x1 - x0 >= bottom - top, bottom - top >= x1 - x0
    dot = np.maximum(x1 - x0, bottom - top) <= _THIN  # of a dotted rule in either direction
    nothing = np.zeros(len(owner))
    across = np.array(((top + bottom) / 2, x0, x1, owner, nothing, nothing)).T[wide | dot]
    down = np.array(((x0 + x1) / 2, top, bottom, owner, nothing, nothing)).T[(high & ~wide) | dot]
    return across, down


def _sides(
    paths: RawPaths, place: Placement, boxes: Numbers, thin: NDArray[np.bool_], clips: Numbers
) -> tuple[Numbers, Numbers]:
    """The straight sides of traced paths, clipped, as rows (position, start, end, path, 1 for stroked, 1 for
    an edge of a shade)."""
    if len(paths.owner) < 2:
        return np.empty((0, 6)), np.empty((0, 6))
    size = boxes[:, 2:] - boxes[:, :2]
    whole = (size[:, 0] * size[:, 1]) >= _WHOLE_PAGE * place.width * place.height
    ignored = thin | (~paths.stroked & (whole | (np.maximum(size[:, 0], size[:, 1]) < _SMALL_SHAPE)))
    x, y = place.points(paths.points[:, 0], paths.points[:, 1])
    owner = paths.owner[1:]
    kept = (owner == paths.owner[:-1]) & ~paths.begins[1:] & ~paths.curved[1:] & ~ignored[owner]
    x0, x1 = np.minimum(x[1:], x[:-1]), np.maximum(x[1:], x[:-1])
    y0, y1 = np.minimum(y[1:], y[:-1]), np.maximum(y[1:], y[:-1])
    wide, high = x1 - x0, y1 - y0
    across = kept & (high <= np.maximum(_OFF_AXIS, _STRAIGHT * wide)) & (wide > high)
    down = kept & (wide <= np.maximum(_OFF_AXIS, _STRAIGHT * high)) & (high > wide)
    stroked = paths.stroked[owner].astype(np.float64)
    shade = ~paths.stroked[owner] & ~_of_bars(paths, x, y)[1:]
    rows = np.array(((y0 + y1) / 2, x0, x1, owner, stroked, shade)).T[across]
    columns = np.array(((x0 + x1) / 2, y0, y1, owner, stroked, shade)).T[down]
    return _within(rows, clips[:, [1, 3, 0, 2]]), _within(columns, clips[:, [0, 2, 1, 3]])


def _of_bars(paths: RawPaths, x: Numbers, y: Numbers) -> NDArray[np.bool_]:
    """For each corner, whether the outline that it is of is too narrow to hold text."""
    starts = np.flatnonzero(paths.begins | (np.diff(paths.owner, prepend=-1) != 0))
    sides = [np.maximum.reduceat(at, starts) - np.minimum.reduceat(at, starts) for at in (x, y)]
    narrow = np.minimum(*sides) <= _BAR
    return np.repeat(narrow, np.diff(starts, append=len(x)))


def _within(rows: Numbers, clips: Numbers) -> Numbers:
    """Rules as far as they lie inside their clip (low and high of the position, then of the stretch)."""
    low, high, start, end = clips[rows[:, 3].astype(np.intp)].T
    inside = (rows[:, 0] >= low - _THIN / 2) & (rows[:, 0] <= high + _THIN / 2)
    rows[:, 1] = np.maximum(rows[:, 1], start)
    rows[:, 2] = np.minimum(rows[:, 2], end)
    return np.asarray(rows[inside], dtype=np.float64)


def _seen(
    rows: Numbers, paths: RawPaths, place: Placement, grounds: Grounds, *, is_across: bool = False
) -> tuple[Numbers, Numbers]:
    """Rules and edges of shades that are seen, as rows (position, start, end). White rules part shades, and
    count as edges of them."""
    limit, reach = (place.height, place.width) if is_across else (place.width, place.height)
    start, end = rows[:, 1:3].clip(0, reach).T
    owner = rows[:, 3].astype(np.intp)
    colours = np.where(rows[:, 4:5] > 0, paths.stroke[owner], paths.fill[owner])
    kept = (
        (end - start >= _SHORTEST) & (rows[:, 0] >= -1) & (rows[:, 0] <= limit + 1) & (colours[:, 3] > _CLEAR)
    )
    white = (kept & _white(colours)).nonzero()[0]
    if len(white):
        middle, position = (start[white] + end[white]) / 2, rows[white, 0]
        kept[white] = grounds.under(middle, position) if is_across else grounds.under(position, middle)
    seen: Numbers = np.empty((len(rows), 3))
    seen[:, 0], seen[:, 1], seen[:, 2] = rows[:, 0], start, end
    of_shade = rows[:, 5] > 0
    of_shade[white] = True
    return seen[kept & ~of_shade], seen[kept & of_shade]
