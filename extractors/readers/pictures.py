"""The picture of a page with what was read from it: boxes of lines, tables, cells and marks.

For display only, never for evidence: PDF and pictures are shown as they are; Word and Excel as LibreOffice
prints them, without boxes, because their places are no boxes; OFD pages are drawn from the boxes and their
text on white paper.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from extractors.readers.office.render import rendered_pdf
from extractors.readers.pdf.pdfium import opened
from extractors.readers.pdf.picture import page_image
from extractors.readers.scan.reader import page_pixels
from extractors.readers.scan.recognise import upright_picture
from schemas.document import Box, Document, Paragraph, Place, Table
from schemas.errors import UnsupportedFormatError, UsageError

_DPI = 150
_SCALE = _DPI / 72
_A4 = (595.0, 842.0)
_PRINTED = frozenset({"docx", "doc", "wps", "rtf", "odt", "xlsx", "xls", "ods", "xml"})
_COLOURS = {
    "paragraph": (31, 119, 180),
    "junk": (160, 160, 160),
    "cell": (44, 160, 44),
    "table": (214, 39, 40),
    "mark": (148, 103, 189),
}
_WIDTHS = {"table": 4, "mark": 3}
_FONTS = ("NotoSansCJK-Regular.ttc", "msyh.ttc", "simsun.ttc", "PingFang.ttc", "wqy-zenhei.ttc")

_LEADING = 1.2
_SMALLEST = 6.0

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Drawn = tuple[str, Box, str]


def page_picture(path: Path, page: int, document: Document) -> bytes:
    """The PNG of a page (numbers count from 1). Raises UsageError where the document has no such page,
    UnsupportedFormatError where its pages can't be shown (with what to do instead), and the errors of
    reading.
    """
    if document.pages is not None and not 1 <= page <= document.pages:
        raise UsageError(f"“{document.source.name}”只有 {document.pages} 页，没有第 {page} 页")
    boxes = list(boxes_of(document, page))
    sheet = _sheet(path, page, document, boxes)
    _draw(sheet, boxes, with_text=document.source.format == "ofd")
    out = io.BytesIO()
    sheet.picture.save(out, format="PNG")
    return out.getvalue()


def boxes_of(document: Document, page: int) -> Iterator[Drawn]:
    """What stands on a page as (kind, box, words), in reading order; of a joined table the parts."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from _paragraph(block, page)
        else:
            for table in block.parts or (block,):
                yield from _table(table, page)
    for mark in document.marks:
        if mark.place is not None and (box := _on(mark.place, page)):
            yield "mark", box, mark.text


def _paragraph(paragraph: Paragraph, page: int) -> Iterator[Drawn]:
    ends = (*paragraph.starts[1:], len(paragraph.text))
    kind = "junk" if paragraph.role == "junk" else "paragraph"
    for place, start, end in zip(paragraph.places, paragraph.starts, ends, strict=True):
        if box := _on(place, page):
            yield kind, box, paragraph.text[start:end]


def _table(table: Table, page: int) -> Iterator[Drawn]:
    for cell in table.cells:
        if box := _on(cell.place, page):
            yield "cell", box, cell.text
    for place in table.places:
        if box := _on(place, page):
            yield "table", box, ""


def _on(place: Place, page: int) -> Box | None:
    return place.box if place.page == page else None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The picture under the boxes, and how many of its pixels make up a point."""

    picture: Image.Image
    scale: float


def _sheet(path: Path, page: int, document: Document, boxes: Sequence[Drawn]) -> _Sheet:
    source = document.source
    if source.format == "scan":
        pixels, scale = page_pixels(path.read_bytes(), page, source.name)
        return _Sheet(Image.fromarray(upright_picture(pixels)), scale)
    if source.format == "pdf":
        pixels = page_image(path.read_bytes(), page, _DPI, source.name)
        turned = upright_picture(pixels) if _is_recognised(document, page) else pixels
        return _Sheet(Image.fromarray(turned), _SCALE)
    if source.format == "ofd":
        return _Sheet(_paper(boxes), _SCALE)
    if source.format in _PRINTED:
        return _Sheet(_printed(path, page, source.name), _SCALE)
    raise UnsupportedFormatError(
        f"“{source.name}”没有页面，不能画出版面图", "请用 --text 或 --tables 查看读到的内容"
    )


def _is_recognised(document: Document, page: int) -> bool:
    places = [mark.place for mark in document.marks if mark.kind == "recognised"]
    return any(place is not None and place.page == page for place in places)


def _printed(path: Path, page: int, name: str) -> Image.Image:
    """A page as LibreOffice prints it."""
    pdf = rendered_pdf(path)
    with opened(pdf, name) as printed:
        pages = len(printed)
    if page > pages:
        raise UsageError(f"“{name}”排版后只有 {pages} 页，没有第 {page} 页")
    return Image.fromarray(page_image(pdf, page, _DPI, name))


def _paper(boxes: Sequence[Drawn]) -> Image.Image:
    """White paper of A4, or as large as the boxes need."""
    width = max([_A4[0], *(box.x1 + 20 for _, box, _ in boxes)])
    height = max([_A4[1], *(box.bottom + 20 for _, box, _ in boxes)])
    return Image.new("RGB", (round(width * _SCALE), round(height * _SCALE)), (255, 255, 255))


def _draw(sheet: _Sheet, boxes: Sequence[Drawn], *, with_text: bool) -> None:
    canvas = ImageDraw.Draw(sheet.picture)
    for kind, box, words in boxes:
        corners = [side * sheet.scale for side in (box.x0, box.top, box.x1, box.bottom)]
        if corners[0] <= corners[2] and corners[1] <= corners[3]:
            canvas.rectangle(corners, outline=_COLOURS[kind], width=_WIDTHS.get(kind, 2))
        if with_text and words:
            _write(canvas, corners, words)


def _write(canvas: ImageDraw.ImageDraw, corners: Sequence[float], words: str) -> None:
    """Words in a box, over as many lines as they need; smaller where they would not fit."""
    width, height = corners[2] - corners[0] - 4, corners[3] - corners[1] - 2
    for size in (12.0, 10.0, 8.0, 6.0):
        font = _font(size * _SCALE)
        lines = _lines(words, font, max(width, 1.0))
        if len(lines) * size * _SCALE * _LEADING <= height or size == _SMALLEST:
            break
    canvas.multiline_text(
        (corners[0] + 2, corners[1]), "\n".join(lines), fill=(0, 0, 0), font=font, spacing=2
    )


def _lines(words: str, font: Font, width: float) -> list[str]:
    lines = [""]
    for char in words:
        if lines[-1] and font.getlength(lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    return lines


@lru_cache(maxsize=8)
def _font(size: float) -> Font:
    """A font with Chinese characters; Pillow's own where the machine has none."""
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, round(size))
        except OSError:
            continue
    return ImageFont.load_default()
