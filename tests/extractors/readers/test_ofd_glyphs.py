"""OFD text that only its embedded font explains, or that only recognition can read."""

import io
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from extractors.readers.registry import read
from samples.ofd import NAMESPACE, OfdPaper, Picture, Text, write_ofd

pytestmark = pytest.mark.system
WORDS = "全县完成投资亿元，增长。"


@cache
def noto() -> tuple[str, int]:
    """The file of a CJK font and the index of its simplified Chinese face."""
    query = ["fc-match", "-f", "%{file}|%{index}", "Noto Sans CJK SC"]
    path, _, index = subprocess.run(query, check=True, capture_output=True, text=True).stdout.partition("|")
    if "CJK" not in path:
        pytest.skip("没有安装 Noto CJK 字体")
    return path, int(index)


def embedded(text: str, code: Callable[[int, str], int]) -> tuple[bytes, list[int]]:
    """A font of the text's glyphs whose map says `code(position, character)`, and the glyph numbers."""
    path, index = noto()
    options = subset.Options()
    options.font_number = index
    font = subset.load_font(path, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    names = [font.getBestCmap()[ord(character)] for character in text]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {code(i, c): name for i, (c, name) in enumerate(zip(text, names, strict=True))}
    target = io.BytesIO()
    font.save(target)
    kept = TTFont(io.BytesIO(target.getvalue()))
    return target.getvalue(), [kept.getGlyphID(name) for name in names]


def glyph_paper(text: str, code: Callable[[int, str], int]) -> bytes:
    """A page whose characters are of the private use area; only glyph numbers say what they are."""
    font, glyphs = embedded(text, code)
    private = "".join(chr(0xE000 + position) for position in range(len(text)))
    element = (
        '<ofd:TextObject ID="7" Boundary="30 30 150 8" Font="9" Size="5">'
        f'<ofd:CGTransform CodePosition="0" CodeCount="{len(text)}" GlyphCount="{len(text)}">'
        f"<ofd:Glyphs>{' '.join(map(str, glyphs))}</ofd:Glyphs></ofd:CGTransform>"
        f'<ofd:TextCode X="0" Y="5" DeltaX="g {len(text) - 1} 5">{private}</ofd:TextCode></ofd:TextObject>'
    )
    resources = (
        f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="9" FontName="a"><ofd:FontFile>a.otf'
        "</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res>"
    )
    extra: dict[str, str | bytes] = {"Doc_0/Own.xml": resources, "Doc_0/Res/a.otf": font}
    layer = f'<ofd:Content><ofd:Layer ID="2">{element}</ofd:Layer></ofd:Content>'
    page = f"<ofd:Page {NAMESPACE}><ofd:PageRes>/Doc_0/Own.xml</ofd:PageRes>{layer}</ofd:Page>"
    extra["Doc_0/Pages/Page_0/Content.xml"] = page
    return write_ofd(OfdPaper([[]], extra=extra))


def text_of(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "通报.ofd"
    path.write_bytes(data)
    return "".join(paragraph.text for paragraph in read(path).paragraphs)


def test_glyph_numbers_are_read_through_the_font(tmp_path: Path) -> None:
    assert text_of(tmp_path, glyph_paper(WORDS, lambda _, character: ord(character))) == WORDS


def test_glyphs_that_no_map_explains_are_drawn_and_recognised(tmp_path: Path) -> None:
    assert text_of(tmp_path, glyph_paper(WORDS, lambda position, _: 0xE000 + position)) == WORDS


def test_a_page_that_is_a_picture_is_recognised(tmp_path: Path) -> None:
    path, index = noto()
    image = Image.new("L", (1654, 2339), 255)
    ImageDraw.Draw(image).text((250, 300), WORDS, fill=0, font=ImageFont.truetype(path, 46, index=index))
    png = io.BytesIO()
    image.save(png, "PNG")
    pages = OfdPaper([[Picture(png.getvalue(), (0, 0, 210, 297))], [Text(39, 60, "第二页有文字。")]])
    assert text_of(tmp_path, write_ofd(pages)) == WORDS + "第二页有文字。"
