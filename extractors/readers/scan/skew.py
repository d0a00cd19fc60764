"""Skew: by how much the lines of a page lean, and the page with them straight.

At the right angle the sums of ink along the lines alternate most sharply between line and gap; a page on
its side shows the same along the other axis. Looked for on a quarter of the size, refined on half of it.
The size of the page never changes; a lean of more than a few degrees would cut its corners, where papers
are empty.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.scan.picture import Mask, Picture

MOST_DEGREES = 10.0
_LEAST_DEGREES = 0.04  # less moves the end of a line by less than a pixel


def skew_of(ink: Mask) -> float:
    """By how many degrees the page must be turned clockwise for its lines to be straight; 0 for a page
    without lines."""
    if ink.mean() < 0.0005:
        return 0.0
    coarse = _best(_shrunk(ink, 4), np.arange(-MOST_DEGREES, MOST_DEGREES + 0.01, 0.5))
    fine = _best(_shrunk(ink, 4), coarse + np.arange(-0.5, 0.51, 0.1))
    return _best(_shrunk(ink, 2), fine + np.arange(-0.1, 0.11, 0.025))


def straightened(picture: Picture, degrees: float) -> Picture:
    """The picture turned clockwise by some degrees around its middle; what comes in from outside is white."""
    if abs(degrees) < _LEAST_DEGREES:
        return picture
    height, width = picture.shape[:2]
    return np.asarray(
        cv2.warpAffine(
            picture,
            _turning(width, height, degrees),
            (width, height),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(255, 255, 255),
        ),
        dtype=np.uint8,
    )


def _turning(width: int, height: int, degrees: float) -> NDArray[np.float64]:
    return np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0), dtype=np.float64)


def _shrunk(ink: Mask, times: int) -> NDArray[np.float32]:
    height, width = ink.shape
    size = (max(width // times, 1), max(height // times, 1))
    shrunk = cv2.resize(ink.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return np.asarray(shrunk, dtype=np.float32)


def _best(ink: NDArray[np.float32], angles: NDArray[np.float64]) -> float:
    sharpness = [_sharpness(ink, float(angle)) for angle in angles]
    return float(angles[int(np.argmax(sharpness))])


def _sharpness(ink: NDArray[np.float32], degrees: float) -> float:
    height, width = ink.shape
    straight = np.asarray(cv2.warpAffine(ink, _turning(width, height, degrees), (width, height)))
    along = float(np.square(np.diff(straight.sum(axis=1))).sum()) / width
    across = float(np.square(np.diff(straight.sum(axis=0))).sum()) / height
    return float(max(along, across))
