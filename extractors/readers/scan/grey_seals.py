"""Round seals in scans without colours, told by their rim.

A rim is a closed circle of seal's size, inked in most directions, a stroke of constant width with light paper
on both its sides. Where the rim is clearly lighter than text (a red seal scanned in greys), all of its disc
that is as dark as the rim, in strokes as thick, becomes paper, and what is darker is text. A rim as dark as
text (a copy in black and white) can't be told from it: only the rim is taken out, where nothing crosses it,
and what stands inside is for a person to look at. Other shapes and rims broken by half are not found.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.scan.picture import Mask, Picture, grey_of, ink_of
from schemas.document import Box

_LEAST, _MOST = 22.0, 95.0  # points: the radius
_FINE = 1.0  # pixels to a point at which circles are looked for
_EDGE = 60.0  # the steepness of an edge of ink, in Sobel's measure
_CANDIDATES = 4
_VOTES = 0.8  # of the directions of a circle: so many points of the edge point to its middle
_DIRECTIONS = 360
_INKED = 0.7  # the share of directions in which a rim has ink
_CLEAR = 0.6  # the share of directions with paper inside of the rim and outside
_WIDTHS = (0.6, 5.5)  # points
_LIGHTER = 0.8  # of the darkness of text: a darker rim can't be told from it
_TONE = (0.65, 1.2)  # of the darkness of the rim: what may be ink of the seal
_LEAST_DEPTH = 25.0  # grey steps
_DARKER = 1.12  # times the darkness of the rim: text under a seal
_WHOLLY = 0.7  # of the darkest under a seal: all text
_STROKE = 4  # pixels: thinner strokes in that tone are edges of text
_GROWN = 2  # pixels around ink of the seal that are as light as its edges
_AREA = 12.0  # points

_Depth = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ring:
    """A rim: its middle, its inner and outer radius in pixels, and how much darker than paper it is."""

    x: float
    y: float
    inner: float
    outer: float
    tone: float

    @property
    def box(self) -> Box:
        """The box of the seal."""
        return Box(self.x - self.outer, self.y - self.outer, self.x + self.outer, self.y + self.outer)


@dataclass(frozen=True, slots=True, eq=False)
class Unstamped:
    """A picture without grey seals, the boxes in pixels of the seals that could be lifted and of those that
    could not, where their ink was taken off (or the rim), and the discs of those left."""

    picture: Picture
    lifted: tuple[Box, ...]
    left: tuple[Box, ...]
    covered: Mask
    hidden: Mask


def without_grey_seals(picture: Picture, unit: float) -> Unstamped:
    """The picture (RGB) with its grey round seals lifted; `unit` is pixels to a point."""
    grey = grey_of(picture)
    none = np.zeros(grey.shape, dtype=np.bool_)
    paper = _paper_of(grey, unit)
    depth = paper - cv2.medianBlur(grey, 3).astype(np.float32)
    rings = [ring for circle in _circles(grey, unit) if (ring := _ring(depth, *circle, unit)) is not None]
    if not rings:
        return Unstamped(picture, (), (), none, none)
    text = float(np.percentile(depth[ink_of(picture)], 96))
    bare, covered, hidden, rims = grey.astype(np.float32), none.copy(), none.copy(), none.copy()
    lighter = [ring for ring in rings if ring.tone <= _LIGHTER * text]
    dark = [ring for ring in rings if ring.tone > _LIGHTER * text]
    for ring in lighter:
        covered |= _lift(bare, paper, ring, text)
    for ring in dark:
        hidden |= _disc(grey.shape, ring, ring.outer + unit)
        rims |= _disc(grey.shape, ring, ring.outer + 2) & ~_disc(grey.shape, ring, ring.inner - 2)
        free = _free_rim(depth, ring, unit)
        bare[free] = paper[free]
    shown = np.repeat(np.clip(bare, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)
    return Unstamped(
        np.where((covered | rims)[:, :, None], shown, picture),
        tuple(ring.box for ring in lighter),
        tuple(ring.box for ring in dark),
        covered | rims,
        hidden,
    )


def _lift(bare: NDArray[np.float32], paper: NDArray[np.float32], ring: Ring, text: float) -> Mask:
    """Takes the ink of a seal out of the greys of a page and tells where it was."""
    disc = _disc(bare.shape, ring, ring.outer + _GROWN + 1)
    depth = paper - bare
    calm = paper - cv2.medianBlur(np.clip(bare, 0, 255).astype(np.uint8), 3)
    toned = disc & (calm >= _TONE[0] * ring.tone) & (calm <= _TONE[1] * ring.tone)
    thick = cv2.morphologyEx(toned.astype(np.uint8), cv2.MORPH_OPEN, np.ones((_STROKE, _STROKE), np.uint8))
    # Text that crosses the seal cuts its strokes.
    whole = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    whole[_disc(bare.shape, ring, ring.outer) & ~_disc(bare.shape, ring, ring.inner - 1)] = 1
    side = 2 * _GROWN + 1
    ink = disc & (cv2.dilate(whole, np.ones((side, side), np.uint8)) > 0)
    seal = _DARKER * ring.tone
    dark = min(max(float(np.percentile(depth[ink], 98)), 1.2 * seal), text)
    below = np.clip((depth[ink] - seal) / max(_WHOLLY * (dark - seal), 1.0), 0.0, 1.0)
    bare[ink] = paper[ink] - below * text
    return np.asarray(ink, dtype=np.bool_)


def _free_rim(depth: _Depth, ring: Ring, unit: float) -> Mask:
    """The parts of a rim that nothing crosses: there is paper on both its sides."""
    rows, columns = np.indices(depth.shape)
    across = np.asarray(columns - ring.x, dtype=np.float64)
    along = np.asarray(rows - ring.y, dtype=np.float64)
    distance = np.hypot(across, along)
    at_rim = (distance >= ring.inner - 1.5) & (distance <= ring.outer + 1.5)
    turn = np.floor(np.arctan2(along[at_rim], across[at_rim]) * _DIRECTIONS / (2 * np.pi)).astype(int)
    around = _unrolled(depth, ring.x, ring.y, ring.outer + 3 * unit)
    clear = np.ones(_DIRECTIONS, dtype=np.bool_)
    for radius in (ring.inner - 1.2 * unit, ring.outer + 1.2 * unit):
        clear &= around[:, round(radius)] < _TONE[0] * ring.tone / 2
    clear = cv2.erode(np.tile(clear, 3).astype(np.uint8)[:, None], np.ones((3, 1), np.uint8))[:, 0] > 0
    free = np.zeros(depth.shape, dtype=np.bool_)
    free[at_rim] = clear[_DIRECTIONS : 2 * _DIRECTIONS][turn % _DIRECTIONS]
    return free


def _disc(shape: tuple[int, ...], ring: Ring, radius: float) -> Mask:
    rows, columns = np.ogrid[: shape[0], : shape[1]]
    return np.asarray((columns - ring.x) ** 2 + (rows - ring.y) ** 2 <= radius**2, dtype=np.bool_)


def _paper_of(grey: NDArray[np.uint8], unit: float) -> NDArray[np.float32]:
    """How light the paper is at each pixel: stars of seals are narrower than this looks."""
    small = cv2.resize(grey, None, fx=_FINE / unit, fy=_FINE / unit, interpolation=cv2.INTER_AREA)
    side = 2 * round(_AREA * _FINE) + 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    smooth = cv2.blur(closed, (side, side))
    return np.asarray(cv2.resize(smooth, grey.shape[::-1]), dtype=np.float32)


def _circles(grey: NDArray[np.uint8], unit: float) -> Iterator[tuple[float, float, float]]:
    """What may be circles, as (x, y, radius) in pixels: places at which many edges point, from the same
    distance."""
    share = _FINE / unit
    small = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    right = cv2.Sobel(small, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(small, cv2.CV_32F, 0, 1)
    steep = np.hypot(right, down)
    y, x = np.nonzero(steep > _EDGE)
    if not len(x):
        return
    towards = np.column_stack((right[y, x], down[y, x])) / steep[y, x][:, None]
    votes = cv2.boxFilter(_votes(x, y, towards, small.shape), -1, (5, 5), normalize=False)
    for _ in range(_CANDIDATES):
        row, column = np.unravel_index(int(votes.argmax()), votes.shape)
        radius, agreeing = _radius(x - int(column), y - int(row), towards)
        if votes[row, column] < _VOTES * 2 * np.pi * _LEAST or agreeing == 0:
            return
        yield int(column) / share, int(row) / share, radius / share
        reach = round(_LEAST)
        votes[max(row - reach, 0) : row + reach, max(column - reach, 0) : column + reach] = 0


def _votes(
    x: NDArray[np.intp], y: NDArray[np.intp], towards: NDArray[np.float32], shape: tuple[int, ...]
) -> NDArray[np.float32]:
    """How many edges point to each pixel from a seal's radius: outer edges of rims only, which grow lighter
    outwards."""
    height, width = shape
    votes = np.zeros(height * width, dtype=np.int64)
    for radius in np.arange(_LEAST, _MOST):
        column = np.rint(x - radius * towards[:, 0]).astype(np.int64)
        row = np.rint(y - radius * towards[:, 1]).astype(np.int64)
        inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        votes += np.bincount(row[inside] * width + column[inside], minlength=height * width)
    return votes.reshape(height, width).astype(np.float32)


def _radius(
    across: NDArray[np.intp], along: NDArray[np.intp], towards: NDArray[np.float32]
) -> tuple[float, int]:
    """From how far most edges point to a place, and how many do."""
    distance = np.hypot(across, along)
    pointing = (across * towards[:, 0] + along * towards[:, 1]) >= 0.95 * distance
    near = distance[pointing & (distance >= _LEAST) & (distance <= _MOST)]
    counts = np.bincount(np.rint(near).astype(int), minlength=int(_MOST) + 2)
    smooth = np.convolve(counts, np.ones(3, dtype=int), mode="same")
    return float(smooth.argmax()), int(smooth.max())


def _ring(depth: _Depth, x: float, y: float, radius: float, unit: float) -> Ring | None:
    """The rim around a place, its middle and its width found exactly; None where there is none."""
    if _inked_share(_unrolled(depth, x, y, radius + 4 * unit), radius, unit).max() < _INKED / 2:
        return None
    for step in (2.0, 1.0):
        shifts = np.arange(-2, 3) * step
        x, y = max(
            ((x + right, y + down) for down in shifts for right in shifts),
            key=lambda place: _sharpness(depth, place[0], place[1], radius, unit),
        )
    around = _unrolled(depth, x, y, radius + 4 * unit)
    inked = _inked_share(around, radius, unit)
    if inked.max() < _INKED:
        return None
    outer = inner = int(inked.argmax())
    while outer + 1 < len(inked) and inked[outer + 1] >= _CLEAR:
        outer += 1
    while inner > 0 and inked[inner - 1] >= _CLEAR:
        inner -= 1
    width = (outer - inner + 1) / unit
    inside = inked[max(inner - round(1.5 * unit), 0)]
    outside = inked[min(outer + round(1.5 * unit), len(inked) - 1)]
    if not _WIDTHS[0] <= width <= _WIDTHS[1] or max(inside, outside) > 1 - _CLEAR:
        return None
    rim = np.median(around[:, inner : outer + 1], axis=1)
    return Ring(float(x), float(y), float(inner), float(outer), float(np.median(rim[rim > _LEAST_DEPTH])))


def _sharpness(depth: _Depth, x: float, y: float, radius: float, unit: float) -> float:
    """How clearly the rim stands out around a place: at its very middle it is all ink, then all paper."""
    inked = _inked_share(_unrolled(depth, x, y, radius + 4 * unit), radius, unit)
    return float(np.square(inked).sum())


def _inked_share(around: _Depth, radius: float, unit: float) -> NDArray[np.float64]:
    """In what share of the directions there is ink, at each distance; near the radius only."""
    share = (around > _LEAST_DEPTH).mean(axis=0)
    distance = np.arange(len(share))
    return np.where(np.abs(distance - radius) <= 4 * unit, share, 0.0)


def _unrolled(depth: _Depth, x: float, y: float, radius: float) -> _Depth:
    """The surroundings of a place: a row for each direction, a column for each pixel of distance."""
    size = (int(radius) + 1, _DIRECTIONS)
    return np.asarray(
        cv2.warpPolar(depth, size, (x, y), size[0], cv2.WARP_POLAR_LINEAR | cv2.INTER_LINEAR),
        dtype=np.float32,
    )
