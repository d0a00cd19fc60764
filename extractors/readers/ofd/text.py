"""Text objects to glyphs.

The first character stands at X, Y of its TextCode (its baseline), each following one by DeltaX and DeltaY
further; without them its own width further in the reading direction (GB/T 33190—2016, 11.3). A TextCode that
holds no readable characters but glyph numbers is read through the embedded font. Text that is transparent is
left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.readers.ofd.content import Drawn
from extractors.readers.ofd.fonts import Font
from extractors.readers.ofd.geometry import POINTS, Matrix, deltas, number
from extractors.readers.ooxml import child, children, local

_ASCENT = 0.88  # of the type size above the baseline, as CJK fonts have it
_DESCENT = 0.12
_NARROW = 0.5  # width of a Latin letter or digit in type sizes
_UNREADABLE = re.compile(r"[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd\x00-\x08\x0b\x0c\x0e-\x1f¤]")
_LINE_ENDS = re.compile(r"[\r\n\t]+")
Point = tuple[float, float]
GlyphRow = tuple[str, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Type:
    """How a text object sets its characters: size and horizontal scale, reading direction in degrees."""

    size: float
    scale: float
    direction: int


def glyph_rows(drawn: Drawn, font: Font | None) -> Iterator[GlyphRow]:
    """The visible characters of a text object as (text, x0, top, x1, bottom, size) in points."""
    element = drawn.element
    if element.get("Alpha") == "0":
        return
    setting = _setting(element)
    if setting.size <= 0:
        return
    x = y = 0.0
    for code, text in _codes(element, font):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        for character, left, baseline, width in _set(code, text, setting, x, y):
            if not character.isspace():
                yield _row(character, (left, baseline), width, setting, drawn.matrix)


def outline_points(drawn: Drawn, font: Font) -> list[list[Point]]:
    """The outlines of a text object's glyphs in millimetres on the page, curves as short steps. Characters
    without a glyph number are left out."""
    element = drawn.element
    setting = _setting(element)
    numbers = _glyph_numbers(element)
    pieces: list[list[Point]] = []
    x = y = 0.0
    position = 0
    for code in children(element, "TextCode"):
        text = list(_LINE_ENDS.sub("", code.text or ""))
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        for index, (_, left, baseline, _advance) in enumerate(_set(code, text, setting, x, y)):
            glyph = numbers.get(position + index)
            for contour in font.contours(glyph) if glyph is not None else ():
                across, size = setting.size * setting.scale, setting.size
                pieces.append([drawn.matrix.at(left + u * across, baseline - v * size) for u, v in contour])
        position += len(text)
    return pieces


def object_text(element: etree._Element) -> str:
    """The characters of a text object as they stand in the file."""
    return "".join(_LINE_ENDS.sub("", code.text or "") for code in children(element, "TextCode"))


def pattern_texts(element: etree._Element) -> Iterator[str]:
    """The words in the pattern that fills an object (GB/T 33190—2016, 8.3.3)."""
    pattern = child(element, "FillColor", "Pattern")
    for inner in () if pattern is None else pattern.iter():
        if local(inner) == "TextObject":
            yield object_text(inner).strip()


def is_unreadable(text: str) -> bool:
    """True for a character that stands for nothing outside its font."""
    return bool(_UNREADABLE.match(text))


def _setting(element: etree._Element) -> _Type:
    return _Type(
        number(element.get("Size"), 0.0),
        number(element.get("HScale"), 1.0) or 1.0,
        int(number(element.get("ReadDirection"), 0.0)) % 360,
    )


def _codes(element: etree._Element, font: Font | None) -> Iterator[tuple[etree._Element, list[str]]]:
    """Each TextCode with its characters, those without meaning replaced by what the font says."""
    named = _glyph_numbers(element)
    position = 0
    for code in children(element, "TextCode"):
        text = list(_LINE_ENDS.sub("", code.text or ""))
        for index, character in enumerate(text):
            glyph = named.get(position + index)
            if glyph is not None and font is not None and (is_unreadable(character) or character == " "):
                text[index] = font.character(glyph) or character
        position += len(text)
        yield code, text


def _glyph_numbers(element: etree._Element) -> dict[int, int]:
    """Each character position to its glyph number, where one glyph stands for one character."""
    numbers: dict[int, int] = {}
    for transform in element:
        if local(transform) != "CGTransform":
            continue
        start = int(number(transform.get("CodePosition"), 0.0))
        glyphs = child(transform, "Glyphs")
        listed = (
            [int(part) for part in (glyphs.text or "").split() if part.isdigit()]
            if glyphs is not None
            else []
        )
        if int(number(transform.get("CodeCount"), 1.0)) == len(listed):
            numbers |= {start + offset: glyph for offset, glyph in enumerate(listed)}
    return numbers


def _set(
    code: etree._Element, text: list[str], setting: _Type, x: float, y: float
) -> Iterator[tuple[str, float, float, float]]:
    """Each character with its left end, baseline and width in the object's coordinates."""
    steps = len(text) - 1
    across = deltas(code.get("DeltaX"), steps)
    down = deltas(code.get("DeltaY"), steps)
    sideways = setting.direction in {90, 270}
    for index, character in enumerate(text):
        own = _width(character) * setting.size * setting.scale
        step_x = across[index] if across and index < steps else 0.0
        step_y = down[index] if down and index < steps else 0.0
        yield character, x, y, step_x if 0 < step_x < own else own
        if across is None and down is None:
            step_x, step_y = (0.0, own) if sideways else (own, 0.0)
        x, y = x + step_x, y + step_y


def _row(character: str, start: Point, width: float, setting: _Type, matrix: Matrix) -> GlyphRow:
    left, baseline = start
    top, bottom = baseline - _ASCENT * setting.size, baseline + _DESCENT * setting.size
    size = setting.size * matrix.height * POINTS
    x0, y0 = matrix.at(left, top)
    x1, y1 = matrix.at(left + width, bottom)
    if matrix.b or matrix.c:
        corners = ((x0, y0), (x1, y1), matrix.at(left, bottom), matrix.at(left + width, top))
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if x1 < x0:
        x0, x1 = x1, x0
    if y1 < y0:
        y0, y1 = y1, y0
    return character, x0 * POINTS, y0 * POINTS, x1 * POINTS, y1 * POINTS, size


def _width(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else _NARROW
