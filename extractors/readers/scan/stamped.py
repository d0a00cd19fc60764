"""What is stamped or printed over and under the text of a page, taken off before reading.

In this order: red seals, faint watermarks and stamps, grey round seals. What a seal's ink touches is read
from what was lifted, and held with less confidence than any clean print, so that a person looks; what stands
under a seal that could not be lifted with less still.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Glyphs
from extractors.readers.scan.faint import without_faint_print
from extractors.readers.scan.grey_seals import without_grey_seals
from extractors.readers.scan.picture import Mask, Picture
from extractors.readers.scan.seals import without_seals
from schemas.document import Box, Mark, Place

UNDER_LIFTED = 0.85
"""The most confidence of a character under the ink of a seal that was lifted."""
UNDER_LEFT = 0.5
"""The most confidence of a character under a seal that could not be lifted."""
_TOUCHED = 0.03  # the share of its box


@dataclass(frozen=True, slots=True, eq=False)
class Bare:
    """A picture without what was stamped: the seals' names and boxes in pixels, whether there was a
    watermark, where ink was lifted and where seals had to be left."""

    picture: Picture
    seals: tuple[tuple[str, Box], ...]
    has_watermark: bool
    lifted: Mask
    left: Mask


def without_stamps(picture: Picture, unit: float) -> Bare:
    """The picture (RGB) with its seals and its faint print lifted; `unit` is pixels to a point."""
    red = without_seals(picture, unit)
    faint = without_faint_print(red.picture, unit)
    seals = [("红色印章", box) for box in red.boxes] + [("灰色印章", box) for box in faint.stamps]
    if red.boxes:
        return Bare(faint.picture, tuple(seals), faint.has_watermark, red.covered, np.zeros_like(red.covered))
    grey = without_grey_seals(faint.picture, unit)
    seals += [("灰色印章", box) for box in grey.lifted]
    seals += [("与文字同色的印章，盖住的文字可能读错，请对照原件核对", box) for box in grey.left]
    return Bare(grey.picture, tuple(seals), faint.has_watermark, grey.covered, grey.hidden)


def doubted(glyphs: Glyphs, bare: Bare, unit: float) -> Glyphs:
    """The glyphs (in points), those that a seal touches held with less confidence."""
    if glyphs.confidence is None:
        return glyphs
    confidence = glyphs.confidence
    for ink, most in ((bare.lifted, UNDER_LIFTED), (bare.left, UNDER_LEFT)):
        if ink.any():
            confidence = np.where(_touched(glyphs, ink, unit), np.minimum(confidence, most), confidence)
    return replace(glyphs, confidence=confidence)


def marks_of(bare: Bare, number: int, unit: float) -> Iterator[Mark]:
    """What was taken off page `number`."""
    for order, (name, box) in enumerate(bare.seals, 1):
        sides = (round(side / unit, 2) for side in (box.x0, box.top, box.x1, box.bottom))
        yield Mark("seal", name, Place(f"page {number}/seal {order}", number, Box(*sides)))
    if bare.has_watermark:
        yield Mark("watermark", "浅色水印，内容未识别", Place(f"page {number}", number))


def _touched(glyphs: Glyphs, ink: Mask, unit: float) -> NDArray[np.bool_]:
    """Which glyphs have ink of a seal in their boxes."""
    height, width = ink.shape
    sums = np.zeros((height + 1, width + 1))
    sums[1:, 1:] = ink.cumsum(axis=0, dtype=np.int64).cumsum(axis=1)
    left, right = (np.clip(np.rint(side * unit), 0, width).astype(int) for side in (glyphs.x0, glyphs.x1))
    top, bottom = (
        np.clip(np.rint(side * unit), 0, height).astype(int) for side in (glyphs.top, glyphs.bottom)
    )
    inked = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray(inked > _TOUCHED * np.maximum((right - left) * (bottom - top), 1), dtype=np.bool_)
