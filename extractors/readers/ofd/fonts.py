"""Embedded fonts of an OFD file: what a glyph number stands for, and the outline of a glyph.

Codes of the private use area say nothing and are left out. A font that can't be parsed answers nothing.
"""

import io
import logging
import struct
from collections.abc import Mapping
from functools import cached_property

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont, TTLibError

log = logging.getLogger(__name__)
logging.getLogger("fontTools").setLevel(logging.ERROR)

_BROKEN = (
    TTLibError,
    struct.error,
    KeyError,
    ValueError,
    IndexError,
    AssertionError,
    AttributeError,
    TypeError,
)
"""What fontTools raises for fonts that are damaged or cut down."""
PRIVATE = (range(0xE000, 0xF900), range(0xF0000, 0x110000))
_STEPS = 6
Point = tuple[float, float]


class Font:
    """One embedded font, parsed when it is first asked."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def character(self, glyph: int) -> str | None:
        """What a glyph number stands for; None where the font doesn't say."""
        code = self._codes.get(glyph)
        return None if code is None else chr(code)

    def contours(self, glyph: int) -> list[list[Point]]:
        """The outlines of a glyph in type sizes, y upwards from the baseline, curves as short steps; none
        where there is no such glyph."""
        font = self._font
        if font is None:
            return []
        try:
            glyphs = font.getGlyphSet()
            pen = _Contours(glyphs)
            glyphs[font.getGlyphName(glyph)].draw(pen)
            em = float(font["head"].unitsPerEm)
        except _BROKEN as error:
            log.debug("glyph %s can't be drawn: %s", glyph, error)
            return []
        return [[(x / em, y / em) for x, y in contour] for contour in pen.contours]

    @cached_property
    def _font(self) -> TTFont | None:
        try:
            return TTFont(io.BytesIO(self._data), lazy=True, fontNumber=0)
        except _BROKEN as error:
            log.debug("embedded font can't be parsed: %s", error)
            return None

    @cached_property
    def _codes(self) -> Mapping[int, int]:
        if self._font is None:
            return {}
        try:
            best = self._font.getBestCmap() or {}
            return {
                self._font.getGlyphID(name): code
                for code, name in sorted(best.items(), reverse=True)
                if not any(code in private for private in PRIVATE)
            }
        except _BROKEN as error:
            log.debug("embedded font has no usable character map: %s", error)
            return {}


class _Contours(BasePen):  # type: ignore[misc]  # fontTools has no types
    """A pen that keeps outlines as straight steps."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.contours: list[list[Point]] = []

    def _moveTo(self, point: Point) -> None:  # noqa: N802 - names of the pen protocol
        self.contours.append([point])

    def _lineTo(self, point: Point) -> None:  # noqa: N802
        self.contours[-1].append(point)

    def _curveToOne(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        start = self.contours[-1][-1]
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            knots = (start, first, second, end)
            self.contours[-1].append(
                (
                    sum(w * x for w, (x, _) in zip(weights, knots, strict=True)),
                    sum(w * y for w, (_, y) in zip(weights, knots, strict=True)),
                )
            )
