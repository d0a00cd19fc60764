"""From a PDF's own space to the page as it is seen: cropped, turned upright, y downwards from the top left.

Which way is up, in order of precedence: the direction in which most of the page's characters run (a table
drawn on its side without a flag), else the page's /Rotate. Nothing is ever scaled: a point stays a point.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Numbers
from extractors.readers.pdf.characters import RawRuns
from extractors.readers.pdf.pdfium import RawPage

_ENOUGH = 10  # characters that can outvote /Rotate
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Placement:
    """How a page lies: `bounds` (x0, y0, x1, y1) in its own space and `turns`, quarter turns clockwise."""

    bounds: tuple[float, float, float, float]
    turns: int

    @property
    def width(self) -> float:
        """The width of the page as seen, in points."""
        return self._side(0 if self.turns % 2 == 0 else 1)

    @property
    def height(self) -> float:
        """The height of the page as seen, in points."""
        return self._side(1 if self.turns % 2 == 0 else 0)

    def _side(self, axis: int) -> float:
        return max(self.bounds[axis + 2] - self.bounds[axis], 0.0)

    def points(self, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
        """Points of the file's space as they are seen."""
        left, low, right, high = self.bounds
        match self.turns:
            case 0:
                return x - left, high - y
            case 1:
                return y - low, x - left
            case 2:
                return right - x, y - low
            case _:
                return high - y, right - x

    def boxes(self, boxes: Numbers) -> Numbers:
        """Boxes (x0, y0, x1, y1) as (x0, top, x1, bottom)."""
        one = self.points(boxes[:, 0], boxes[:, 1])
        other = self.points(boxes[:, 2], boxes[:, 3])
        placed = np.empty((len(boxes), 4))
        for axis in (0, 1):
            np.minimum(one[axis], other[axis], out=placed[:, axis])
            np.maximum(one[axis], other[axis], out=placed[:, axis + 2])
        return placed

    def clipped(self, boxes: Numbers) -> Numbers:
        """Seen boxes as far as they lie on the page; those that do not are left out."""
        if not len(boxes):
            return boxes
        limits = np.array([self.width, self.height, self.width, self.height])
        within = np.clip(boxes, 0.0, limits)
        return within[(within[:, 2] > within[:, 0]) & (within[:, 3] > within[:, 1])]


def placement(page: RawPage) -> Placement:
    """How a page lies, by its characters or its flag."""
    return Placement(page.bounds, _turns(page.characters.runs, page.rotation))


def directions(runs: RawRuns) -> tuple[NDArray[np.int64], Numbers]:
    """For each text object in the file's space: the quarter turn anticlockwise (0 to 3) nearest to the way
    that it runs, and how many degrees it is off."""
    if not runs.matrix[:, 1].any() and (runs.matrix[:, 0] > 0).all():
        return np.zeros(len(runs.length), dtype=np.int64), np.zeros(len(runs.length))
    angles = np.degrees(np.arctan2(runs.matrix[:, 1], runs.matrix[:, 0]))
    quarters = np.rint(angles / 90.0)
    return quarters.astype(np.int64) % 4, angles - 90.0 * quarters


def _turns(runs: RawRuns, rotation: int) -> int:
    if not len(runs.length):
        return rotation
    votes = np.bincount(directions(runs)[0], weights=runs.length, minlength=4)
    best = int(votes.argmax())
    return best if votes.sum() >= _ENOUGH and votes[best] >= _MOST * votes.sum() else rotation
