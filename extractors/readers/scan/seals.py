"""Seals: red stamps over the text, lifted so that the text below can be read, and marked.

A seal is a red patch about as high as wide, between 1.6 and 7 centimetres, with much of its red along its
rim. In the red channel of the picture red ink is far lighter than black text, so the patch shows that
channel with all from the lightness of its red on as paper. Red letters (the heading of an official paper,
rules in red) are text and stay. A stamp in a scan without colours can't be told from its text by colour;
nothing is lifted there.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.scan.picture import Picture
from schemas.document import Box

_REDDER = 45  # steps by which red exceeds green and blue
_LEAST, _MOST = 45.0, 200.0  # points
_TALLEST = 1.6  # the longer side to the shorter
_AS_PAPER = 0.75  # of the lightness of the red: text below it is darker


def without_seals(picture: Picture, unit: float) -> tuple[Picture, tuple[Box, ...]]:
    """The picture with its red seals lifted, and their boxes in pixels; `unit` is pixels to a point."""
    red = _red_of(picture)
    boxes = tuple(_seals(red, unit))
    if not boxes:
        return picture, ()
    lifted = picture.copy()
    edge = round(2 * unit)
    for box in boxes:
        rows = slice(max(int(box.top) - edge, 0), int(box.bottom) + edge)
        columns = slice(max(int(box.x0) - edge, 0), int(box.x1) + edge)
        lifted[rows, columns] = _lifted(lifted[rows, columns], red[rows, columns])
    return lifted, boxes


def _lifted(patch: Picture, red: NDArray[np.uint8]) -> Picture:
    channel = patch[:, :, 0].astype(np.float32)
    ink = float(np.median(channel[red > 0]))
    light = channel[(red == 0) & (channel > ink)]
    paper = float(np.median(light)) if len(light) else 255.0
    shown = np.where(channel >= _AS_PAPER * ink, paper, channel * paper / max(_AS_PAPER * ink, 1.0))
    return np.repeat(np.clip(shown, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


def _red_of(picture: Picture) -> NDArray[np.uint8]:
    channels = picture.astype(np.int16)
    red = channels[:, :, 0] - np.maximum(channels[:, :, 1], channels[:, :, 2]) > _REDDER
    return red.astype(np.uint8)


def _seals(red: NDArray[np.uint8], unit: float) -> Iterator[Box]:
    if red.mean() < 0.0003:
        return
    joined = cv2.dilate(red, np.ones((max(round(7 * unit), 3),) * 2, np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for number in range(1, len(stats)):
        left, top, width, height = (int(value) for value in stats[number][:4])
        inside = (labels[top : top + height, left : left + width] == number) & (
            red[top : top + height, left : left + width] > 0
        )
        rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
        sides = (left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
        box = Box(*map(float, sides))
        if is_seal(inside[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], unit):
            yield box


def is_seal(patch: NDArray[np.bool_], unit: float) -> bool:
    """True where the ink in a patch has the size and the rim of a seal; `unit` is pixels to a point."""
    height, width = patch.shape
    shorter, longer = min(height, width) / unit, max(height, width) / unit
    if shorter < _LEAST or longer > min(_MOST, _TALLEST * shorter):
        return False
    y, x = np.nonzero(patch)
    across = (x - (width - 1) / 2) / (width / 2)
    along = (y - (height - 1) / 2) / (height / 2)
    round_rim = np.hypot(across, along)
    square_rim = np.maximum(np.abs(across), np.abs(along))
    rounds = _share_of_rim(round_rim, np.arctan2(along, across))
    squares = _share_of_rim(square_rim, np.arctan2(along, across))
    return max(rounds, squares) > 0.6


def _share_of_rim(distance: NDArray[np.float64], direction: NDArray[np.float64]) -> float:
    """In how many of 72 directions from the middle the rim is inked."""
    at_rim = (distance > 0.86) & (distance <= 1.06)
    return len(np.unique(np.floor(direction[at_rim] * 36 / np.pi))) / 72
