"""Strips: the lines that were found on a page, cut so that each can be read on its own.

A line that runs over the rules of a table is cut at each of them; one that is higher than wide (a heading
of a row, set downwards) is cut into its characters' lines. A strip is taken out of the page along its own
slope, so that a bent page reads as well as a flat one. What holds no ink is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Rules
from extractors.readers.scan.picture import Mask, Picture
from extractors.readers.scan.readings import Reading, Strip, reading_of

Quad = NDArray[np.float32]

_LEVEL = 2.5  # pixels by which a line may rise or fall and still be cut out level
_DOWNWARDS = 1.5  # height to width from which on a strip is set downwards
_SPECK = 2
_BLANK = 0.4  # of the height of a line's ink


@dataclass(frozen=True, slots=True, eq=False)
class Cutting:
    """A strip cut out of the page: its picture, where its ink begins and ends on the page, in pixels, and the
    gaps in its ink that are as wide as a blank."""

    picture: Picture
    x0: float
    top: float
    x1: float
    bottom: float
    gaps: tuple[tuple[float, float], ...] = ()


def cuttings(picture: Picture, ink: Mask, quads: Sequence[Quad], rules: Rules) -> list[Cutting]:
    """The strips of a page: the lines as found, cut at the rules."""
    found: list[Cutting] = []
    for quad in quads:
        for piece in _between_rules(_ordered(quad), rules):
            found.extend(_cut(picture, ink, piece))
    return found


def readings(cuts: Sequence[Cutting], strips: Sequence[Strip]) -> list[Reading]:
    """What was read in the strips, at their places."""
    found = []
    for cut, strip in zip(cuts, strips, strict=True):
        reading = reading_of(strip, cut.x0, cut.top, cut.x1, cut.bottom)
        if reading is not None:
            found.append(replace(reading, gaps=cut.gaps))
    return found


def _ordered(quad: Quad) -> Quad:
    """The corners from the top left clockwise, whatever the order in which they were found."""
    by_x = quad[np.argsort(quad[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], dtype=np.float32)


def _between_rules(quad: Quad, rules: Rules) -> Iterator[Quad]:
    x0, x1 = float(quad[:, 0].min()), float(quad[:, 0].max())
    middle = float(quad[:, 1].mean())
    margin = 0.25 * float(quad[:, 1].max() - quad[:, 1].min())
    down = rules.down
    crossing = down[
        (down[:, 0] > x0 + margin)
        & (down[:, 0] < x1 - margin)
        & (down[:, 1] < middle)
        & (down[:, 2] > middle)
    ]
    edges = [x0, *sorted(crossing[:, 0].tolist()), x1]
    for left, right in pairwise(edges):
        yield _part(quad, (left - x0) / max(x1 - x0, 1), (right - x0) / max(x1 - x0, 1))


def _part(quad: Quad, start: float, end: float) -> Quad:
    """The part of a strip between two shares of its width."""
    top, bottom = quad[1] - quad[0], quad[2] - quad[3]
    return np.array(
        [quad[0] + start * top, quad[0] + end * top, quad[3] + end * bottom, quad[3] + start * bottom],
        dtype=np.float32,
    )


def _cut(picture: Picture, ink: Mask, quad: Quad) -> Iterator[Cutting]:
    rise = max(abs(float(quad[1, 1] - quad[0, 1])), abs(float(quad[2, 1] - quad[3, 1])))
    x0, x1 = float(quad[:, 0].min()), float(quad[:, 0].max())
    if rise <= _LEVEL or x1 - x0 < 4 * rise:
        left, right = max(int(x0), 0), min(int(np.ceil(x1)), ink.shape[1])
        top = max(int(quad[:2, 1].mean()), 0)
        bottom = min(int(np.ceil(quad[2:, 1].mean())), ink.shape[0])
        strip, dark, y = picture[top:bottom, left:right], ink[top:bottom, left:right], float(top)
    else:
        strip, dark = _levelled(picture, ink, quad)
        left, y = int(x0), float(quad[:, 1].mean()) - strip.shape[0] / 2
    if not strip.size or dark.sum() < _SPECK:
        return
    for first, last in _lines_of(dark):
        yield from _tightened(strip[first:last], dark[first:last], left, y + first)


def _levelled(picture: Picture, ink: Mask, quad: Quad) -> tuple[Picture, Mask]:
    width = max(round(float(quad[:, 0].max() - quad[:, 0].min())), 1)
    height = max(round(float((np.linalg.norm(quad[3] - quad[0]) + np.linalg.norm(quad[2] - quad[1])) / 2)), 1)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    mapping = cv2.getPerspectiveTransform(quad, target)
    strip = cv2.warpPerspective(picture, mapping, (width, height), borderMode=cv2.BORDER_REPLICATE)
    dark = cv2.warpPerspective(ink.astype(np.uint8), mapping, (width, height), flags=cv2.INTER_NEAREST)
    return np.asarray(strip, dtype=np.uint8), np.asarray(dark > 0, dtype=np.bool_)


def _lines_of(dark: Mask) -> list[tuple[int, int]]:
    """The lines of a strip from the top down; more than one only where it is set downwards."""
    height, width = dark.shape
    if height < _DOWNWARDS * width:
        return [(0, height)]
    inked = np.flatnonzero(np.diff(np.concatenate([[0], dark.any(axis=1).astype(np.int8), [0]])))
    used = np.flatnonzero(dark.any(axis=0))
    square = max(int(used[-1] - used[0] + 1), 1) if len(used) else width
    lines: list[tuple[int, int]] = []
    for top, bottom in zip(inked[::2].tolist(), inked[1::2].tolist(), strict=True):
        # 二 and 三 have gaps of their own: parts go together up to the height of one character.
        if lines and bottom - lines[-1][0] <= 1.15 * square:
            lines[-1] = (lines[-1][0], bottom)
        else:
            lines.append((top, bottom))
    edge = max(square // 8, 2)
    return [(max(top - edge, 0), min(bottom + edge, height)) for top, bottom in lines]


def _tightened(strip: Picture, dark: Mask, left: int, top: float) -> Iterator[Cutting]:
    """The strip between the first and the last of its ink, with a little paper around."""
    used = np.flatnonzero(dark.sum(axis=0) >= 1)
    rows = _inked_rows(dark)
    if not len(used) or rows is None:
        return
    edge = max(round(0.12 * dark.shape[0]), 2)
    first, last = max(int(used[0]) - edge, 0), min(int(used[-1]) + 1 + edge, dark.shape[1])
    gaps = _gaps(dark[rows[0] : rows[1]], left)
    yield Cutting(strip[:, first:last], left + first, top + rows[0], left + last, top + rows[1], gaps)


def _gaps(dark: Mask, left: int) -> tuple[tuple[float, float], ...]:
    """Where a line's ink leaves room for a blank."""
    edges = np.flatnonzero(np.diff(dark.any(axis=0).astype(np.int8)))
    inked = np.flatnonzero(dark.any(axis=0))
    inner = edges[(edges >= inked[0]) & (edges < inked[-1])] + 1 if len(inked) else edges
    return tuple(
        (float(left + start), float(left + end))
        for start, end in zip(inner[::2], inner[1::2], strict=False)
        if end - start >= _BLANK * dark.shape[0]
    )


def _inked_rows(dark: Mask) -> tuple[int, int] | None:
    """Between which rows the line's own ink stands: the stretch with the most ink, and what is close to it.
    Feet of the line above and specks are left out."""
    sums = dark.sum(axis=1)
    inked = (sums >= max(1, 0.004 * dark.shape[1])).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inked, [0]])))
    spans = [
        (int(start), int(end), int(sums[start:end].sum()))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    if not spans:
        return None
    start, end, most = max(spans, key=lambda span: span[2])
    near = 0.3 * dark.shape[0]
    for first, last, amount in spans:
        if amount > 0.05 * most and first < end + near and last > start - near:
            start, end = min(start, first), max(end, last)
    return start, end
