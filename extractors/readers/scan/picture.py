"""Pictures of pages: what is on the paper, told from the paper itself.

A picture is an array of RGB bytes, pages upright or not. Its ink is what is darker than the paper around
it, so that a grey scan, a yellowed sheet and a shadow at the fold make no difference. Dark borders that a
scanner leaves around the sheet are painted over, never cropped: places on the page stay where they are.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_AROUND = 41  # pixels of neighbourhood that say how light the paper is there
_DARKER = 18  # grey steps by which ink is darker than its paper
_BORDER_GREY = 110
_COARSE = 8
_MOST_BORDER = 0.35


def as_rgb(image: NDArray[np.uint8]) -> Picture:
    """A grey picture, or one with transparency, as RGB; a fresh array where something had to change."""
    if image.ndim == 2:
        return np.repeat(image[:, :, None], 3, axis=2)
    if image.shape[2] == 4:
        solid = image[:, :, 3:].astype(np.uint16)
        return ((image[:, :, :3] * solid + 255 * (255 - solid)) // 255).astype(np.uint8)
    return np.repeat(image, 3, axis=2) if image.shape[2] == 1 else image


def grey_of(picture: Picture) -> NDArray[np.uint8]:
    """How light each pixel is, 0 to 255."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def ink_of(picture: Picture) -> Mask:
    """Where there is ink."""
    grey = grey_of(picture)
    dark = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _AROUND, _DARKER)
    # Inside thick strokes and filled areas the neighbourhood is as dark as the pixel itself.
    return np.asarray((dark > 0) | (grey < 70), dtype=np.bool_)


def without_dark_borders(picture: Picture) -> Picture:
    """The picture with the dark areas that touch its edges painted white. Thin lines that reach an edge are
    no border, nor is an area that takes up a good part of the page."""
    height, width = picture.shape[:2]
    size = (max(width // _COARSE, 1), max(height // _COARSE, 1))
    small = cv2.resize(grey_of(picture), size, interpolation=cv2.INTER_AREA)
    dark = (small < _BORDER_GREY).astype(np.uint8)
    dark = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels = cv2.connectedComponents(np.pad(dark, 1), connectivity=8)
    inner = labels[1:-1, 1:-1]
    at_edge = set(np.unique(np.concatenate([inner[0], inner[-1], inner[:, 0], inner[:, -1]]))) - {0}
    border = np.isin(inner, list(at_edge))
    if count <= 1 or not border.any() or border.mean() > _MOST_BORDER:
        return picture
    grown = cv2.dilate(border.astype(np.uint8), np.ones((3, 3), np.uint8))
    mask = cv2.resize(grown, (width, height), interpolation=cv2.INTER_NEAREST)
    cleaned = picture.copy()
    cleaned[mask > 0] = 255
    return cleaned


def turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned clockwise by so many quarters."""
    return np.ascontiguousarray(np.rot90(picture, -quarters % 4))
