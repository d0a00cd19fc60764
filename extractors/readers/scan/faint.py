"""Faint print under the text: watermarks and grey stamps, lifted so that the text over them can be read.

Print is faint where it is at most half as dark as the text of its page, and grey. A watermark is faint,
in strokes thicker than any thin rule, taller than the letters of a table, and runs under text; a grey stamp
has the shape of a seal. Where either lies, all that is no darker than itself becomes paper: what is printed
over it stays. Grey text, grey rules, shaded cells and large letters beside the text stay. So does everything
on a page whose own text is faint, and a stamp as dark as text, which lightness can't tell from it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.scan.picture import Mask, Picture, grey_of, ink_of
from extractors.readers.scan.rules import find_ruling
from extractors.readers.scan.seals import is_seal
from schemas.document import Box

_FAINT = 0.5  # of the darkness of the page's text
_SHOWS = 12.0  # grey steps by which faint print is darker than its paper
_LARGE = 16.0  # points: taller than the letters of a table
_NARROWEST = 7.0  # points
_STROKE = 1.2  # points: thicker than a thin rule
_BRIDGED = 16.0  # points: a line of text across a stamp cuts its rim
_STAMP_REACH, _LETTER_REACH = 6.0, 16.0  # points
_THIN_RULE = 2.2  # points
_PIECES = 30.0  # points around its letters in which text may have cut off parts of others
_UNDER = 0.01  # of its ink beside dark ink: it lies under text
_SPECK = 6.0  # points: what is left of the edges of text is smaller
_FILLED = 0.5  # the share of its box from which on it is a shaded area
_COLOURLESS = 40  # steps between the channels
_MARGIN = 1.35  # by how much it varies in darkness
_AREA = 12.0  # points
_LOOKED_AT = 2.0  # pixels to a point: enough to find it

_Depth = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Lifted:
    """A picture without faint print: whether there was a watermark, and the boxes of the stamps in pixels."""

    picture: Picture
    has_watermark: bool = False
    stamps: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Page:
    """How light the paper is at each pixel and how much darker the pixel, where the text is and where faint
    print may be."""

    paper: NDArray[np.uint8]
    depth: _Depth
    text: Mask
    faint: Mask
    unit: float


def without_faint_print(picture: Picture, unit: float) -> Lifted:
    """The picture (RGB) with its watermarks and grey stamps lifted; `unit` is pixels to a point."""
    share = min(_LOOKED_AT / unit, 1.0)
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    page = _page(np.asarray(small, dtype=np.uint8), unit * share)
    if page is None:
        return Lifted(picture)
    thick = _thick(page)
    boxes = tuple(_stamps(thick, page.unit))
    zones = [(_inside(page.faint, box), _STAMP_REACH) for box in boxes]
    letters = _letters(thick, boxes, page)
    zones += [(letters, _LETTER_REACH)] if letters.any() else []
    if not zones:
        return Lifted(picture)
    stamps = tuple(Box(*(side / share for side in (box.x0, box.top, box.x1, box.bottom))) for box in boxes)
    return Lifted(_lifted(picture, zones, page), bool(letters.any()), stamps)


def _lifted(picture: Picture, zones: Sequence[tuple[Mask, float]], page: _Page) -> Picture:
    """The picture with what is no darker than faint print usually is in a zone as paper; `page` and the
    zones, each with how far around it to look in points, are of the smaller picture."""
    lifted = picture.copy()
    paper = np.asarray(cv2.resize(page.paper, (picture.shape[1], picture.shape[0])), dtype=np.uint8)
    depth = _depth(picture, paper)
    # Beside text and rules and in thin strokes it was not looked for.
    for zone, reach in zones:
        usual = float(np.median(page.depth[zone]))
        side = 2 * round(reach * page.unit) + 1
        grown = cv2.dilate(zone.astype(np.uint8), np.ones((side, side), np.uint8))
        around = cv2.resize(grown, depth.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
        pale = around & (depth <= max(_MARGIN * usual, usual + _SHOWS))
        lifted[pale] = paper[pale][:, None]
    return lifted


def _paper_of(picture: Picture, unit: float) -> NDArray[np.uint8]:
    """How light the paper is at each pixel: what is narrower than the lowest row of a table is print, what is
    larger is a shaded area and its paper."""
    side = round(_AREA * unit)
    calm = cv2.medianBlur(grey_of(picture), 3)
    closed = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    # The lightest around is lighter than paper usually is by what noise adds.
    closed -= np.minimum(closed, np.uint8(np.median(closed - calm)))
    return np.asarray(cv2.blur(closed, (5, 5)), dtype=np.uint8)


def _depth(picture: Picture, paper: NDArray[np.uint8]) -> _Depth:
    """How much darker than the paper each pixel is, without the noise of single ones."""
    return np.asarray(paper.astype(np.float32) - cv2.medianBlur(grey_of(picture), 3), dtype=np.float32)


def _page(picture: Picture, unit: float) -> _Page | None:
    """What may be faint on a page; None where nothing is."""
    ink = ink_of(picture)
    if not ink.any():
        return None
    paper = _paper_of(picture, unit)
    depth = _depth(picture, paper)
    darkness = float(np.percentile(depth[ink], 96))
    text = depth > _FAINT * darkness
    near_text = cv2.dilate(text.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    colour = picture.max(axis=2).astype(np.int16) - picture.min(axis=2)
    shown = depth >= _SHOWS
    rules = find_ruling(np.asarray(ink | shown, dtype=np.bool_), unit).mask.astype(np.uint8)
    thick = max(round(_THIN_RULE * unit), 2)
    rules[cv2.morphologyEx(shown.astype(np.uint8), cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8)) > 0] = 0
    near_rules = cv2.dilate(rules, np.ones((5, 5), np.uint8)) > 0
    faint = shown & ~near_text & ~near_rules & (colour < _COLOURLESS)
    if _FAINT * darkness <= 2 * _SHOWS or not faint.any():
        return None
    return _Page(paper, depth, np.asarray(text, dtype=np.bool_), np.asarray(faint, dtype=np.bool_), unit)


def _letters(thick: NDArray[np.uint8], stamps: Sequence[Box], page: _Page) -> Mask:
    """The letters of a watermark; empty where there are none, or where they lie under no text."""
    free = thick.copy()
    for box in stamps:
        free[_slices(box)] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(free, connectivity=8)
    at_edge = set(np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])).tolist())
    kept = [
        number for number in range(1, count) if number not in at_edge and _is_letter(stats[number], page.unit)
    ]
    ink = np.isin(labels, kept)
    grown = cv2.dilate(ink.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    if len(kept) < 2 or (grown & page.text).sum() < _UNDER * ink.sum():
        return np.zeros_like(page.faint)
    beside = cv2.dilate(ink.astype(np.uint8), np.ones((2 * round(_PIECES * page.unit) + 1,) * 2, np.uint8))
    pieces = set(np.unique(labels[beside > 0]).tolist()) - at_edge - {0}
    kept += [number for number in pieces if stats[number][4] < (_LARGE * page.unit) ** 2]
    return np.asarray(np.isin(labels, kept), dtype=np.bool_)


def _thick(page: _Page) -> NDArray[np.uint8]:
    """Faint print in thick strokes; text that cuts it does not part it."""
    stroke = max(round(_STROKE * page.unit), 2)
    thick = cv2.morphologyEx(page.faint.astype(np.uint8), cv2.MORPH_OPEN, np.ones((stroke, stroke), np.uint8))
    bridge = max(round(2 * page.unit), 3)
    joined = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((bridge, bridge), np.uint8))
    joined[page.text] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    solid = np.maximum(stats[:, 2], stats[:, 3]) >= _SPECK * page.unit
    solid[0] = False
    return np.asarray(solid[labels], dtype=np.uint8)


def _is_letter(stats: NDArray[np.int32], unit: float) -> bool:
    width, height, area = (int(value) for value in stats[2:5])
    large = max(width, height) >= _LARGE * unit and min(width, height) >= _NARROWEST * unit
    return large and area < _FILLED * width * height


def _stamps(thick: NDArray[np.uint8], unit: float) -> Iterator[Box]:
    joined = cv2.dilate(thick, np.ones((max(round(_BRIDGED * unit), 3),) * 2, np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for number in range(1, count):
        left, top, width, height = (int(value) for value in stats[number][:4])
        around = slice(top, top + height), slice(left, left + width)
        zone = (labels[around] == number) & (thick[around] > 0)
        rows, columns = np.flatnonzero(zone.any(axis=1)), np.flatnonzero(zone.any(axis=0))
        patch = zone[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        if patch.mean() < _FILLED and is_seal(patch, unit):
            edges = (left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
            yield Box(*map(float, edges))


def _inside(faint: Mask, box: Box) -> Mask:
    inside = np.zeros_like(faint)
    inside[_slices(box)] = faint[_slices(box)]
    return inside


def _slices(box: Box) -> tuple[slice, slice]:
    return slice(int(box.top), int(box.bottom)), slice(int(box.x0), int(box.x1))
