"""Pictures in a Word document: those that may hold a table or text are recognised where they stand.

May hold text: printed at least 5 cm wide and 1 cm high, at least 240 × 40 dots, and neither side more than 15
times the other; of a picture whose size the file doesn't state, the dots alone count. What is smaller is a
logo, a stamp or an ornament. A picture in which fewer than twelve characters are recognised is a photograph:
its words are no text of the paper, but a mark says them.
Vector pictures (EMF, WMF), linked pictures and, where no recognition is installed, all that may hold text are
said to be missing.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree
from PIL import Image

from extractors.readers.drafts import Draft, ParagraphDraft
from extractors.readers.ooxml import Parts, Relation
from extractors.readers.progress import report
from extractors.readers.scan.available import engine_missing
from extractors.readers.word.names import DRAWING, PICTURE, R_EMBED, R_ID, WORD_DRAWING, number
from schemas.document import Mark, Place

_EMU = 12700  # to the point
_LEAST_WIDTH, _LEAST_HEIGHT = 142.0, 28.0  # points
_LEAST_DOTS = (240, 40)
_MOST_ASPECT = 15
_LEAST_CHARACTERS = 12
_MOST_DOTS = 60_000_000
_MOST_RECOGNISED = 40
_FINEST = 250  # dots per inch; what is finer is made coarser before recognition
_SCREEN = 96  # dots per inch of a picture without stated size
_STYLE_SIZE = re.compile(r"(?P<side>width|height)\s*:\s*(?P<size>[\d.]+)\s*(?P<unit>pt|in|cm|mm|px)?")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, None: 0.75}
_VECTOR = re.compile(rb"\xd7\xcd\xc6\x9a|\x01\x00\x09\x00\x00\x03|\x01\x00\x00\x00.{36} EMF", re.DOTALL)

Unread = Literal["vector", "linked", "damaged", "unrecognised", "many"]
_WORDS: dict[Unread, str] = {
    "vector": "文中有{}张矢量图片（EMF、WMF），图片里的文字没有读取，请对照原件",
    "linked": "文中有{}张图片没有存在文件里，图片里的文字没有读取",
    "damaged": "文中有{}张图片已损坏，图片里的文字没有读取",
    "many": "文中图片太多，有{}张图片里的文字没有读取，请对照原件",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the text shows it: its relation (None where the file doesn't hold it), its printed size
    in points (None where it is not stated)."""

    relation: str | None
    width: float | None
    height: float | None


@dataclass(slots=True)
class Pictures:
    """The pictures of one document, and what became of them."""

    parts: Parts
    relations: Mapping[str, Relation]
    seen: int = 0
    recognised: int = 0
    unread: Counter[Unread] = field(default_factory=Counter)
    marks: list[Mark] = field(default_factory=list)

    def drafts(self, picture: Picture, place: Place, position: int) -> Iterator[Draft]:
        """What is recognised in a picture, as drafts whose places stand below the paragraph's."""
        self.seen += 1
        image = self._image(picture)
        if image is None:
            return
        lacking = engine_missing()
        if lacking is not None or self.recognised >= _MOST_RECOGNISED:
            self.unread["unrecognised" if lacking is not None else "many"] += 1
            return
        self.recognised += 1
        report(self.seen, max(self.seen, sum(one.kind == "image" for one in self.relations.values())))
        where = Place(f"{place.path}/picture {position}")
        width, height = _printed(image, picture)
        found = _read(_made_coarse(image, width), where, width, height)
        characters = _characters(found)
        if characters >= _LEAST_CHARACTERS:
            words = f"第{self.seen}张图片里的文字由识别得到，请对照原件"
            self.marks.append(Mark("recognised", words, where))
            yield from found
        elif characters:
            words = " ".join(" ".join(_texts(found)).split())
            self.marks.append(
                Mark("picture", f"第{self.seen}张图片里只有零星文字“{words}”，没有作为正文", where)
            )

    def _image(self, picture: Picture) -> Image.Image | None:
        """The picture where it may hold text; None for an ornament and for what can't be decoded."""
        if not _is_large(picture.width, picture.height):
            return None
        relation = self.relations.get(picture.relation or "")
        if relation is None or relation.is_external:
            self.unread["linked"] += 1
            return None
        content = self.parts.content(relation.target)
        if content is None:
            self.unread["linked"] += 1
            return None
        if _VECTOR.match(content):
            self.unread["vector"] += 1
            return None
        try:
            image = Image.open(io.BytesIO(content))
            if image.width * image.height > _MOST_DOTS:
                self.unread["many"] += 1
                return None
            image.load()
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            self.unread["damaged"] += 1
            return None
        return image if _has_dots(image) else None

    def missing(self) -> tuple[str, ...]:
        """What of the pictures could not be read, in Chinese."""
        found = tuple(_WORDS[kind].format(count) for kind, count in self.unread.items() if kind in _WORDS)
        if waiting := self.unread["unrecognised"]:
            advice = engine_missing() or "请对照原件"
            found = (f"文中有{waiting}张图片，图片里的文字没有读取（{advice}）", *found)
        return found


def _read(image: Image.Image, where: Place, width: float, height: float) -> list[Draft]:
    from extractors.readers.word import recognised  # noqa: PLC0415 - loads the picture libraries

    return recognised.recognised_drafts(image, where, width, height)


def _characters(drafts: Sequence[Draft]) -> int:
    """How many letters, digits and Chinese characters drafts hold."""
    return sum(char.isalnum() for text in _texts(drafts) for char in text)


def _texts(drafts: Sequence[Draft]) -> Iterator[str]:
    for draft in drafts:
        if isinstance(draft, ParagraphDraft):
            yield draft.text
        else:
            yield from (cell.text for cell in draft.cells)


def picture_of(element: etree._Element) -> Picture:
    """The picture that a blip (DrawingML) or image data (VML) shows."""
    relation = element.get(R_EMBED) or element.get(R_ID)
    width, height = _drawn_size(element) or _styled_size(element)
    return Picture(None if relation is None else str(relation), width, height)


def _drawn_size(element: etree._Element) -> tuple[float, float] | None:
    for above in element.iterancestors(PICTURE + "pic", WORD_DRAWING + "inline", WORD_DRAWING + "anchor"):
        name = (
            f"{PICTURE}spPr/{DRAWING}xfrm/{DRAWING}ext"
            if above.tag == PICTURE + "pic"
            else WORD_DRAWING + "extent"
        )
        extent = above.find(name)
        if extent is not None:
            width, height = number(extent.get("cx")), number(extent.get("cy"))
            if width and height:
                return width / _EMU, height / _EMU
    return None


def _styled_size(element: etree._Element) -> tuple[float | None, float | None]:
    shape = element.getparent()
    style = "" if shape is None else str(shape.get("style") or "")
    found = {m["side"]: float(m["size"]) * _UNITS[m["unit"]] for m in _STYLE_SIZE.finditer(style)}
    return found.get("width"), found.get("height")


def _is_large(width: float | None, height: float | None) -> bool:
    if width is None or height is None:
        return True
    longest, shortest = max(width, height), max(min(width, height), 1.0)
    return width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT and longest / shortest <= _MOST_ASPECT


def _has_dots(image: Image.Image) -> bool:
    longest, shortest = max(image.size), max(min(image.size), 1)
    return (
        image.width >= _LEAST_DOTS[0]
        and image.height >= _LEAST_DOTS[1]
        and longest / shortest <= _MOST_ASPECT
    )


def _printed(image: Image.Image, picture: Picture) -> tuple[float, float]:
    """Width and height in points; those on a screen where none are stated."""
    if picture.width and picture.height:
        return picture.width, picture.height
    return image.width * 72 / _SCREEN, image.height * 72 / _SCREEN


def _made_coarse(image: Image.Image, width: float) -> Image.Image:
    """The picture in colours, what is transparent on white, no finer than recognition needs."""
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    image = image.convert("RGB")
    scale = min(1.0, _FINEST * width / 72 / image.width)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image if scale == 1.0 else image.resize(size, Image.Resampling.LANCZOS)
