"""Write OFD files (GB/T 33190—2016): placed text, rules and pictures, and a paper set on A4 pages."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
POINT = 25.4 / 72  # millimetres
FIRST_TIME = (2024, 1, 1, 0, 0, 0)
FONTS = {"仿宋": "1", "黑体": "2", "小标宋": "3", "宋体": "4", "楷体": "5"}


@dataclass(frozen=True)
class Text:
    """Text whose first character stands at x on the baseline y, in millimetres; `size` in millimetres."""

    x: float
    y: float
    text: str
    size: float = 5.6
    font: str = "仿宋"
    attributes: str = ""


@dataclass(frozen=True)
class Rule:
    """A straight stroked line in millimetres."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Picture:
    """A picture (PNG bytes) over a box in millimetres."""

    data: bytes
    box: tuple[float, float, float, float]


Piece = Text | Rule | Picture | str
"""What stands on a page; a string is an element of its own making."""


@dataclass(frozen=True)
class OfdPaper:
    """What a file is made of. `template` stands behind every page; `extra` are further parts by name;
    `document` and `body` are elements added to Document.xml and to the document's entry."""

    pages: list[list[Piece]]
    template: list[Piece] = field(default_factory=list)
    extra: Mapping[str, str | bytes] = field(default_factory=dict)
    document: str = ""
    body: str = ""


def width_of(character: str) -> float:
    """The width of a character in type sizes."""
    return 0.5 if ord(character) < 0x2E80 and character not in "—…“”‘’①②③④⑤⑥⑦⑧⑨⑩≥≤×" else 1.0


def write_ofd(paper: OfdPaper) -> bytes:
    """The file's bytes, the same for the same paper."""
    pictures: list[bytes] = []
    parts: dict[str, str | bytes] = {"OFD.xml": _entry(paper.body)}
    for number, page in enumerate(paper.pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(page, pictures, bool(paper.template), number)
    if paper.template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = _page(paper.template, pictures, False, 90)
    parts["Doc_0/Document.xml"] = _document(paper)
    parts["Doc_0/PublicRes.xml"] = _resources(len(pictures))
    for number, data in enumerate(pictures):
        parts[f"Doc_0/Res/image_{number}.png"] = data
    return _zipped(parts | dict(paper.extra))


def _entry(body: str) -> str:
    return (
        f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>00000000000000000000000000000001</ofd:DocID></ofd:DocInfo>"
        f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody></ofd:OFD>"
    )


def _document(paper: OfdPaper) -> str:
    pages = "".join(
        f'<ofd:Page ID="{1000 + number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(len(paper.pages))
    )
    template = '<ofd:TemplatePage ID="900" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if paper.template else ""
    return (
        f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        f"{template}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>{paper.document}</ofd:Document>"
    )


def _resources(pictures: int) -> str:
    fonts = "".join(f'<ofd:Font ID="{number}" FontName="{name}"/>' for name, number in FONTS.items())
    media = "".join(
        f'<ofd:MultiMedia ID="{500 + number}" Type="Image"><ofd:MediaFile>image_{number}.png</ofd:MediaFile>'
        "</ofd:MultiMedia>"
        for number in range(pictures)
    )
    return (
        f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:Fonts>{fonts}</ofd:Fonts>'
        f"<ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>"
    )


def _page(pieces: list[Piece], pictures: list[bytes], on_template: bool, number: int) -> str:
    objects = "".join(
        _object(piece, 100_000 * (number + 1) + index, pictures) for index, piece in enumerate(pieces)
    )
    template = '<ofd:Template TemplateID="900" ZOrder="Background"/>' if on_template else ""
    return (
        f'<ofd:Page {NAMESPACE}>{template}<ofd:Content><ofd:Layer ID="{10_000 + number}">{objects}'
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def _object(piece: Piece, identifier: int, pictures: list[bytes]) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Text):
        return _text(piece, identifier)
    if isinstance(piece, Rule):
        x, y = min(piece.x0, piece.x1), min(piece.y0, piece.y1)
        width, height = abs(piece.x1 - piece.x0), abs(piece.y1 - piece.y0)
        return (
            f'<ofd:PathObject ID="{identifier}" Boundary="{x:g} {y:g} {width:g} {height:g}" LineWidth="0.25">'
            f"<ofd:AbbreviatedData>M {piece.x0 - x:g} {piece.y0 - y:g} L {piece.x1 - x:g} {piece.y1 - y:g}"
            "</ofd:AbbreviatedData></ofd:PathObject>"
        )
    pictures.append(piece.data)
    x, y, width, height = piece.box
    return (
        f'<ofd:ImageObject ID="{identifier}" CTM="{width:g} 0 0 {height:g} 0 0" '
        f'Boundary="{x:g} {y:g} {width:g} {height:g}" ResourceID="{500 + len(pictures) - 1}"/>'
    )


def _text(piece: Text, identifier: int) -> str:
    steps = [width_of(character) * piece.size for character in piece.text]
    delta = f' DeltaX="{" ".join(f"{step:g}" for step in steps[:-1])}"' if len(steps) > 1 else ""
    return (
        f'<ofd:TextObject ID="{identifier}" Boundary="{piece.x:g} {piece.y - piece.size:g} {sum(steps):g} '
        f'{1.3 * piece.size:g}" Font="{FONTS[piece.font]}" Size="{piece.size:g}" {piece.attributes}>'
        f'<ofd:TextCode X="0" Y="{piece.size:g}"{delta}>{escape(piece.text)}</ofd:TextCode></ofd:TextObject>'
    )


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            archive.writestr(zipfile.ZipInfo(name, FIRST_TIME), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
