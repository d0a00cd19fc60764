"""Column bounds from rules across that are drawn cell by cell.

Where rules across a table without rules down end and go on at the same places, one below another, those
places are its column bounds, whatever the words leave free (a heading set in the middle over words set at the
left). A place counts where it parts most of the rules and at least three; or, since a heading over several
columns leaves the rules beside it whole, where the rule with most places is parted and another, too, if all
are parted at places of that one only. Dots and dashes part nothing.
"""

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Numbers
from extractors.readers.pages.rules import TOLERANCE
from schemas.document import Box

_SHORTEST = 15.0  # points: shorter pieces are dots and dashes
_MEET = 3.0  # points between the end of one piece and the start of the next
_FEWEST = 3  # rules that are parted at the same place
_MOST = 0.6  # share of them
_FILLED = 0.6  # share of the columns with text: between long dashes there are few


def drawn_columns(pieces: Numbers, box: Box, middles: Numbers) -> Numbers | None:
    """The column bounds of a table in a box, its sides included, by the pieces (y, x0, x1) in which its rules
    are drawn; None where they are not drawn cell by cell. `middles` are the x of the middles of its texts."""
    long = pieces[pieces[:, 2] - pieces[:, 1] >= _SHORTEST]
    long = long[np.lexsort((long[:, 1], long[:, 0].round()))]
    if len(long) < 2 * _FEWEST:
        return None
    y, start, end = long.T
    rules = len(np.unique(y.round()))
    meet = (np.abs(y[1:] - y[:-1]) < 1.0) & (np.abs(start[1:] - end[:-1]) <= _MEET)
    joints = _places((start[1:] + end[:-1]) / 2, y[1:], meet, 1.0)
    begins, stops = np.append(True, ~meet), np.append(~meet, True)
    begins &= (start > box.x0 + _MEET) & (start < box.x1)
    stops &= (end < box.x1 - _MEET) & (end > box.x0)
    # A rule that leaves out a merged cell ends where it would be parted.
    joints = np.concatenate((joints, _places(start, y, begins, 0.0), _places(end, y, stops, 0.0)))
    joints = joints[np.argsort(joints[:, 0], kind="stable")]
    group = np.cumsum(np.diff(joints[:, 0], prepend=0.0) > TOLERANCE)
    inside = (box.x0 + _MEET < joints[:, 0]) & (joints[:, 0] < box.x1 - _MEET)
    places = [joints[inside & (group == each)] for each in np.unique(group[inside]).tolist()]
    places = [place for place in places if place[:, 2].any()]
    found = [float(place[:, 0].mean()) for place in _of_finest(places) or _often(places, rules)]
    bounds = np.array([box.x0, *found, box.x1])
    filled = len(np.unique(np.searchsorted(bounds, middles)))
    return bounds if found and filled >= _FILLED * (len(bounds) - 1) else None


def _often(places: list[Numbers], rules: int) -> list[Numbers]:
    """The places where most of the rules are parted."""
    return [place for place in places if _parted(place) >= max(_FEWEST, _MOST * rules)]


def _of_finest(places: list[Numbers]) -> list[Numbers]:
    """The places of the rule that is parted most often, if no rule is parted elsewhere and each of them parts
    another rule, too."""
    if len(places) < 2:
        return []
    ys, counts = np.unique(np.concatenate([_joined_at(place) for place in places]), return_counts=True)
    finest = ys[np.argmax(counts)]
    every = all(finest in _joined_at(place) and _parted(place) > 1 for place in places)
    return places if every else []


def _joined_at(place: Numbers) -> Numbers:
    return np.unique(place[place[:, 2] > 0, 1])


def _parted(place: Numbers) -> int:
    return len(np.unique(place[:, 1]))


def _places(x: Numbers, y: Numbers, chosen: NDArray[np.bool_], joint: float) -> Numbers:
    """Some places as rows (x, y of the rule, 1 where it goes on there)."""
    return np.column_stack((x, y.round(), np.full(len(x), joint)))[chosen]
