"""The characters of a page: what is drawn twice for weight counts once, what is white on paper not at all.

White text counts where it stands on a filled shape or a picture that was drawn before it (the white header of
a dark row); elsewhere nobody sees it, and it is told apart. So are text outside of its object's clips, and
light text on the slant, which is a watermark.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees

from lxml import etree

from extractors.readers.ofd.content import Drawn, clip_areas, colour, is_white
from extractors.readers.ofd.fonts import Font
from extractors.readers.ofd.geometry import POINTS, number
from extractors.readers.ofd.paths import outlines
from extractors.readers.ofd.text import GlyphRow, glyph_rows, object_text
from extractors.readers.ooxml import child
from schemas.document import Box

_DOUBLE = 0.25  # in type sizes: the same character no further away is the same one again
_SLANT = 8.0  # degrees off the axes
_LIGHT = 127.0  # of 255
Ground = tuple[Box, bool]
"""A filled area and whether it is dark."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The visible characters of a page in drawing order, the words in white that nobody sees, those that
    their clips cut off, and those of watermarks."""

    rows: tuple[GlyphRow, ...]
    unseen: str
    cut: str
    water: str


def page_text(objects: Sequence[Drawn], fonts: Mapping[str, Font | None]) -> PageText:
    """The characters that a page's objects draw."""
    has_white = any(drawn.kind == "TextObject" and _in_white(drawn) for drawn in objects)
    grounds: list[Ground] = []
    rows: list[GlyphRow] = []
    unseen: list[str] = []
    cut: list[str] = []
    water: list[str] = []
    for drawn in objects:
        if drawn.kind != "TextObject":
            if has_white:
                grounds += _grounds(drawn)
            continue
        if _is_watermark(drawn):
            water.append(object_text(drawn.element).strip())
            continue
        white, clips = _in_white(drawn), _clip_boxes(drawn)
        for row in glyph_rows(drawn, fonts.get(drawn.element.get("Font") or "")):
            if not all(any(_middle_in(row, box) for box in boxes) for boxes in clips):
                cut.append(row[0])
            elif white and not _on_dark(row, grounds):
                unseen.append(row[0])
            else:
                rows.append(row)
    return PageText(_without_doubles(rows), "".join(unseen), "".join(cut), "、".join(dict.fromkeys(water)))


def _is_watermark(drawn: Drawn) -> bool:
    """True for light text on the slant. Colours other than RGB and grey are not judged."""
    angle = degrees(atan2(drawn.matrix.b, drawn.matrix.a)) % 90.0
    if not _SLANT < angle < 90.0 - _SLANT:
        return False
    components = colour(drawn.element, "FillColor") or (0.0,)
    alpha = number(_fill_alpha(drawn.element), 255.0) * number(drawn.element.get("Alpha"), 255.0) / 255.0
    brightness = sum(components) / len(components)
    return len(components) in {1, 3} and 255.0 - (255.0 - brightness) * alpha / 255.0 >= _LIGHT


def _fill_alpha(element: etree._Element) -> str | None:
    fill = child(element, "FillColor")
    return None if fill is None else fill.get("Alpha")


def image_box(drawn: Drawn) -> Box:
    """The box of a picture in points: the unit square under its matrix."""
    corners = [drawn.matrix.at(x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
    return _around(corners)


def _in_white(drawn: Drawn) -> bool:
    return is_white(colour(drawn.element, "FillColor"))


def _grounds(drawn: Drawn) -> list[Ground]:
    if drawn.kind == "ImageObject":
        return [(image_box(drawn), True)]
    if drawn.element.get("Fill") != "true":
        return []
    dark = not _in_white(drawn)
    return [(_around(list(outline.points)), dark) for outline in outlines(drawn)]


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x * POINTS for x, _ in points], [y * POINTS for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _on_dark(row: GlyphRow, grounds: Sequence[Ground]) -> bool:
    """True where the last area drawn under a character's middle is dark."""
    return next((dark for box, dark in reversed(grounds) if _middle_in(row, box)), False)


def _middle_in(row: GlyphRow, box: Box) -> bool:
    x, y = (row[1] + row[3]) / 2, (row[2] + row[4]) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _clip_boxes(drawn: Drawn) -> list[list[Box]]:
    """The boxes of the areas of each clip of an object; clips whose shape is not known are left out."""
    return [
        [_around([point for piece in outlines(area) for point in piece.points]) for area in areas]
        for areas in clip_areas(drawn)
        if areas and all(area.kind == "Path" and outlines(area) for area in areas)
    ]


def _without_doubles(rows: Sequence[GlyphRow]) -> tuple[GlyphRow, ...]:
    """The characters without those that an earlier one of the same kind covers."""
    alike: dict[str, list[int]] = defaultdict(list)
    for position, row in enumerate(rows):
        alike[row[0]].append(position)
    doubles = {double for same in alike.values() if len(same) > 1 for double in _doubles(rows, same)}
    return tuple(row for position, row in enumerate(rows) if position not in doubles)


def _doubles(rows: Sequence[GlyphRow], same: list[int]) -> Iterator[int]:
    """Of the positions of one character those that stand where an earlier one stands."""
    across = sorted(same, key=lambda position: rows[position][1])
    for first, position in enumerate(across):
        row = rows[position]
        for other in across[first + 1 :]:
            if rows[other][1] - row[1] > _DOUBLE * max(row[5], rows[other][5]):
                break
            if _is_double(row, rows[other]):
                yield max(position, other)


def _is_double(row: GlyphRow, other: GlyphRow) -> bool:
    across = min(_DOUBLE * row[5], (row[3] - row[1]) / 2)
    return abs(row[1] - other[1]) <= across and abs(row[2] - other[2]) <= _DOUBLE * row[5]
