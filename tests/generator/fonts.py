"""A Chinese TrueType font for reportlab, which takes no CFF outlines: the needed glyphs of Noto Sans CJK,
their curves turned into quadratic ones."""

import hashlib
import tempfile
from functools import cache
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as EmbeddedFont

_NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_SIMPLIFIED = 2


def has_noto() -> bool:
    """True where the machine has the font."""
    return _NOTO.is_file()


@cache
def truetype(characters: frozenset[str]) -> str:
    """The registered name of a font that has these characters."""
    name = "Known" + hashlib.sha256("".join(sorted(characters)).encode()).hexdigest()[:12]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.ttf"
        font = _converted(characters)
        for record in font["name"].names:
            if record.nameID in (1, 4, 6):
                record.string = name
        font.save(path)
        pdfmetrics.registerFont(EmbeddedFont(name, str(path)))
    return name


def _converted(characters: frozenset[str]) -> TTFont:
    font = TTFont(_NOTO, fontNumber=_SIMPLIFIED, lazy=True)
    options = Options(layout_features=[], notdef_outline=True, hinting=False)
    options.drop_tables += ["VORG", "vhea", "vmtx", "GSUB", "GPOS", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters])
    subsetter.subset(font)
    order = font.getGlyphOrder()
    outlines = font.getGlyphSet()
    glyphs = {}
    for glyph in order:
        pen = TTGlyphPen(None)
        outlines[glyph].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[glyph] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs, table.padding = order, glyphs, 4
    for glyph, shape in glyphs.items():
        shape.recalcBounds(table)
        font["hmtx"][glyph] = (font["hmtx"][glyph][0], getattr(shape, "xMin", 0))
    del font["CFF "]
    font["maxp"].tableVersion = 0x00010000
    for key in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"):
        setattr(font["maxp"], key, 1)
    for key in ("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(font["maxp"], key, 0)
    font["post"].formatType = 3.0
    font["post"].extraNames, font["post"].mapping = [], {}
    font.sfntVersion = "\000\001\000\000"
    return font
