"""Rules as they are drawn to straight lines, and which of them hang together.

A rule may be drawn as a line, a thin rectangle, a row of dashes or dots, two lines close together, or piece
by piece along each cell. Rules that lie within 3 points of one another are one line at their mean; pieces on
one line join where the gap is at most 3 points, short dashes over a wider gap. Dots and the ends of thin
rectangles never move a line.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Numbers

Indexes = NDArray[np.intp]

TOLERANCE = 3.0  # points within which two rules are one, and a rule reaches another
_DOT = 1.0  # points: shorter pieces are dots, or the ends of a thin rectangle
_SHORTEST = 3.0  # points: shorter lines are no rules
_DASH = 14.0  # points: the longest dash
_DASH_GAP = 1.25  # in dashes
_WIDEST_DASH_GAP = 8.0  # points
_DOTTED = 12.0  # points: the shortest line of dots
_OF_CELL = 12.0  # points: a line that may bound a cell
_MOST = 2500  # lines in one direction that are looked at: more are a drawing


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Rules that hang together: `across` rows (y, x0, x1), `down` rows (x, top, bottom)."""

    across: Numbers
    down: Numbers


def grids(across: Numbers, down: Numbers) -> list[Grid]:
    """The lines of a page in groups that cross one another, by the first horizontal line of each."""
    crossing = (
        (down[None, :, 1] <= across[:, None, 0] + TOLERANCE)
        & (down[None, :, 2] >= across[:, None, 0] - TOLERANCE)
        & (down[None, :, 0] >= across[:, None, 1] - TOLERANCE)
        & (down[None, :, 0] <= across[:, None, 2] + TOLERANCE)
    )
    of_across, of_down = _components(crossing)
    labels = np.unique(of_down[crossing.any(axis=0)]).tolist()
    return [Grid(across[of_across == label], down[of_down == label]) for label in labels]


def _components(crossing: NDArray[np.bool_]) -> tuple[Indexes, Indexes]:
    """A label for each row and each column of a matrix; those that a chain of crossings links share one."""
    rows, columns = crossing.shape
    of_rows, of_columns = np.arange(rows), np.full(columns, rows)
    while rows and columns:
        of_columns = np.where(crossing, of_rows[:, None], rows).min(axis=0)
        lowest = np.minimum(np.where(crossing, of_columns[None, :], rows).min(axis=1), of_rows)
        if (lowest == of_rows).all():
            break
        of_rows = lowest
    return of_rows, of_columns


def lines_along(pieces: Numbers) -> Numbers:
    """Pieces of rules in one direction (position, start, end) as lines, by position and start."""
    length = pieces[:, 2] - pieces[:, 1]
    whole = pieces[length >= _DOT]
    dots = pieces[length < _DOT]
    if len(dots) * TOLERANCE >= _DOTTED:
        dotted = _joined(_snapped(dots))
        whole = np.concatenate((whole, dotted[dotted[:, 2] - dotted[:, 1] >= _DOTTED]))
    lines = _joined(_snapped(whole))
    length = lines[:, 2] - lines[:, 1]
    if len(lines) > _MOST:
        longest = np.sort(np.argsort(-length, kind="stable")[:_MOST])
        return lines[longest]
    return lines[length >= _SHORTEST]


def left_out(lines: Numbers) -> bool:
    """True where some lines along a page may be all that were looked at, and not all that bound cells."""
    return len(lines) >= _MOST and float((lines[:, 2] - lines[:, 1]).min()) >= _OF_CELL


def _snapped(pieces: Numbers) -> Numbers:
    """The pieces with each position moved to the mean of those that lie together, in order."""
    if not len(pieces):
        return pieces
    pieces = pieces[np.lexsort((pieces[:, 1], pieces[:, 0]))]
    position = pieces[:, 0]
    cluster = np.zeros(len(pieces), dtype=np.intp)
    np.cumsum(position[1:] - position[:-1] > TOLERANCE, out=cluster[1:])
    means = np.bincount(cluster, weights=position) / np.bincount(cluster)
    pieces[:, 0] = means[cluster]
    return pieces[np.lexsort((pieces[:, 1], cluster))]


def _joined(pieces: Numbers) -> Numbers:
    """Snapped pieces, those that overlap or nearly meet as one."""
    if len(pieces) < 2:
        return pieces
    position, start, end = pieces.T
    another = position[1:] != position[:-1]
    line = np.zeros(len(pieces), dtype=np.intp)
    np.cumsum(another, out=line[1:])
    step = float(end.max() - min(start.min(), 0.0)) + 1000.0  # keeps the reach of one line off the next
    reach = np.maximum.accumulate(end + line * step) - line * step
    gap = start[1:] - reach[:-1]
    length = end - start
    shorter, longer = np.minimum(length[1:], length[:-1]), np.maximum(length[1:], length[:-1])
    dashes = (longer <= _DASH) & (shorter >= _SHORTEST)
    of_dashes = np.minimum(np.maximum(_DASH_GAP * longer, TOLERANCE), _WIDEST_DASH_GAP)
    room = np.where(dashes, of_dashes, TOLERANCE)
    breaks = np.ones(len(pieces), dtype=np.bool_)
    np.logical_or(another, gap > room, out=breaks[1:])
    begins = breaks.nonzero()[0]
    joined = pieces[begins]
    joined[:, 2] = np.maximum.reduceat(end, begins)
    return joined
