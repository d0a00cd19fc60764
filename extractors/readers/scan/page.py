"""Recognition: the picture of a page to a printed page, as if its file had held the text.

In this order: dark borders painted over; the page straightened; red seals, grey stamps and watermarks lifted
and marked; the page turned upright; its rules found, then left out of the picture; lines found, cut at the
rules, read; what recognition typically confuses put right where the surroundings leave no doubt; the tables
looked at again.
The same layout as for every other format then makes lines and tables of it. Places are those of the page as
it is here: upright and straight.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.layout import laid_out
from extractors.readers.pages.model import PrintedPage, Rules
from extractors.readers.scan.corrections import put_right
from extractors.readers.scan.engines import Engine, Look
from extractors.readers.scan.engines import engine as chosen
from extractors.readers.scan.glyphs import glyphs_of_readings
from extractors.readers.scan.picture import Mask, Picture, as_rgb, ink_of, turned, without_dark_borders
from extractors.readers.scan.readings import Reading, read_once
from extractors.readers.scan.rules import Ruling, find_ruling, ink_beside, without_rules
from extractors.readers.scan.second_look import Seen, looked_at_again
from extractors.readers.scan.skew import skew_of, straightened
from extractors.readers.scan.stamped import Bare, doubted, marks_of, without_stamps
from schemas.document import Mark, Place

_SHAPES = frozenset("□■○●◇◆△▲☐口日曰目自田回囗凸凹一二三工十丨D0OoIl1|—-_/\\[](){}（）.·。、:：")
"""What frames, bars and lines are taken for. A page on which nothing else is read holds drawings, no text."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """A page ready for reading: its picture without seals, watermark and rules, the ink in it, its rules,
    what was taken off, what the engine sees, and pixels to a point."""

    picture: Picture
    ink: Mask
    ruling: Ruling
    bare: Bare
    look: Look
    unit: float


def upright(image: NDArray[np.uint8]) -> Picture:
    """The picture of a page (RGB or grey) as places on a recognised page count: upright and straight."""
    picture = _straightened(image)
    engine = chosen()
    return turned(picture, engine.look(picture).quarters())


def _straightened(image: NDArray[np.uint8]) -> Picture:
    """The picture of a page without its dark borders, its lines straight."""
    picture = without_dark_borders(as_rgb(image))
    return straightened(picture, skew_of(ink_of(picture)))


def recognised(image: NDArray[np.uint8], number: int, width: float, height: float) -> PrintedPage:
    """The printed page in a picture (RGB or grey, any side up) of a page so many points wide and high.

    A page that lay on its side comes out upright, width and height changed. Without any text the origin is
    "none". Raises UnsupportedFormatError where no engine is installed.
    """
    engine = chosen()
    picture = _straightened(image)
    unit = picture.shape[1] / width
    sheet = _sheet(picture, unit, engine)
    quarters = sheet.look.quarters()
    if quarters:
        sheet = _sheet(turned(picture, quarters), unit, engine)
        width, height = (height, width) if quarters % 2 else (width, height)
    bare = PrintedPage(
        number, width, height, glyphs_of_readings((), unit), _in_points(sheet.ruling.rules, unit)
    )
    glyphs = glyphs_of_readings(_readings(sheet, bare, engine), unit)
    return _marked(replace(bare, glyphs=doubted(glyphs, sheet.bare, unit)), sheet)


def _sheet(picture: Picture, unit: float, engine: Engine) -> _Sheet:
    bare = without_stamps(picture, unit)
    ink = ink_of(bare.picture)
    ruling = find_ruling(ink, unit, bare.lifted)
    words = without_rules(bare.picture, ruling)
    return _Sheet(words, ink_beside(ink, ruling, unit), ruling, bare, engine.look(words), unit)


def _readings(sheet: _Sheet, bare: PrintedPage, engine: Engine) -> Sequence[Reading]:
    found = read_once([put_right(reading) for reading in sheet.look.readings(sheet.ink, sheet.ruling.rules)])
    if all(_SHAPES.issuperset(reading.text) for reading in found):
        return ()
    first = laid_out(replace(bare, glyphs=glyphs_of_readings(found, sheet.unit)))
    areas = [table.box for table in first.tables]
    return looked_at_again(found, areas, Seen(sheet.picture, sheet.ink, sheet.unit), engine.read)


def _in_points(rules: Rules, unit: float) -> Rules:
    return Rules(rules.across / unit, rules.down / unit)


def _marked(page: PrintedPage, sheet: _Sheet) -> PrintedPage:
    marks = tuple(marks_of(sheet.bare, page.number, sheet.unit))
    if not len(page.glyphs) or page.glyphs.confidence is None:
        reason = "是图像，没有识别出文字" if sheet.ink.mean() > 0.002 else ""
        return replace(page, origin="none", reason=reason, marks=marks)
    words = f"本页文字由图像识别得出，平均把握 {page.glyphs.confidence.mean():.2f}"
    read = Mark("recognised", words, Place(f"page {page.number}", page.number))
    return replace(page, origin="recognised", marks=(read, *marks))
