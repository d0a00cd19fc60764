"""Red seals over the text, lifted so that the text below can be read, and marked.

A seal is a red patch about as high as wide, between 1.6 and 7 centimetres, with much of its red along its
rim. How red a pixel is tells how much seal ink lies on it; how dark its red channel is, between paper and
text under as much seal ink, tells how much text. Red letters (the heading of an official paper, rules in
red) are text and stay. Seals of scans without colours: see `grey_seals`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.scan.picture import Mask, Picture
from schemas.document import Box

_REDDER = 45  # steps by which red exceeds green and blue
_LEAST, _MOST = 45.0, 200.0  # points
_TALLEST = 1.6  # the longer side to the shorter
_TEXT_BELOW = 0.78  # of the lightness of the seal on paper: what is lighter is seal on paper
_BARE = 0.1  # of the redness of a seal: less is none
_NOISE, _FULL = (
    0.25,
    0.65,
)  # how much text a pixel under a seal must seem to hold to count as none, as all of it


@dataclass(frozen=True, slots=True, eq=False)
class Unsealed:
    """A picture without seals, the boxes of the seals in pixels, and where their ink lies."""

    picture: Picture
    boxes: tuple[Box, ...]
    covered: Mask


def without_seals(picture: Picture, unit: float) -> Unsealed:
    """The picture with its red seals lifted; `unit` is pixels to a point."""
    red = _red_of(picture)
    boxes = tuple(_seals(red, unit))
    covered = np.zeros(red.shape, dtype=np.bool_)
    if not boxes:
        return Unsealed(picture, (), covered)
    lifted = picture.copy()
    edge = round(2 * unit)
    for box in boxes:
        rows = slice(max(int(box.top) - edge, 0), int(box.bottom) + edge)
        columns = slice(max(int(box.x0) - edge, 0), int(box.x1) + edge)
        lifted[rows, columns] = _lifted(lifted[rows, columns], red[rows, columns])
        # Text under thick ink is not red itself.
        covered[rows, columns] |= _closed(red[rows, columns], unit)
    return Unsealed(lifted, boxes, covered)


def _lifted(patch: Picture, red: NDArray[np.uint8]) -> Picture:
    """A patch with the text in it as it would stand without the seal, in greys."""
    levels = patch.astype(np.float32)
    lightness = levels[:, :, 0]
    redness = lightness - levels[:, :, 1:].max(axis=2)
    share = np.clip(redness / max(float(np.median(redness[red > 0])), 1.0), 0.0, 1.0)
    seal = float(np.median(lightness[red > 0]))
    bare = lightness[share < _BARE]
    paper = float(np.median(bare[bare > _TEXT_BELOW * seal])) if (bare > _TEXT_BELOW * seal).any() else 255.0
    text = float(np.percentile(bare[bare < paper / 2], 20)) if (bare < paper / 2).any() else 0.1 * paper
    under = float(np.percentile(lightness[_closed(red, 1.0)], 1))
    under = max(min(under, _TEXT_BELOW * seal), text)
    light = paper + share * (seal - paper)
    dark = text + share * (under - text)
    amount = (light - lightness) / np.maximum(light - dark, 1.0)
    # Seal ink is uneven: what seems a little text is none.
    sharp = (amount - share * _NOISE) / (1 - share * (_NOISE + 1 - _FULL))
    shown = paper - np.clip(sharp, 0.0, 1.0) * (paper - text)
    return np.repeat(np.clip(shown, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


def _closed(red: NDArray[np.uint8], unit: float) -> Mask:
    """Seal ink with what it surrounds closely."""
    side = max(round(3 * unit), 7)
    return np.asarray(cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8)) > 0)


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
