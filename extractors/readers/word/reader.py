"""Word (.docx, .docm, .dotx): the body's paragraphs and tables in order.

Read is what a reader of the page sees: tracked changes accepted, hidden text left out, automatic numbers
spelled out, text boxes after the paragraph that anchors them, notes after the one that calls them, pictures
that hold text where they stand. Merged cells are one cell with its spans. Never read: footers, comments,
field codes, macros; of headers only a document number or a secrecy mark on the first page, and watermarks.

Addresses: `p 12` counts every paragraph of the body in document order (those in tables and text boxes too),
`tbl 2/tr 3/tc 4` the column as it is seen, `footnote 1`, `endnote 1`, `header 1/p 1`, `p 12/picture 1/line
2`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from lxml import etree

from extractors.readers.assembly import assemble
from extractors.readers.collection import uncollected
from extractors.readers.drafts import Draft, ParagraphDraft, TableDraft
from extractors.readers.ooxml import Bounds, Parts, Relation
from extractors.readers.scan.available import engine_missing
from extractors.readers.word.blocks import blocks
from extractors.readers.word.names import R_ID, VML, w
from extractors.readers.word.numbering import Numbering, read_numbering
from extractors.readers.word.pictures import Pictures
from extractors.readers.word.state import NoteKind, Reading, Unread
from extractors.readers.word.styles import UNREAD, Styles, read_styles
from schemas.document import Document, Mark, SourceFile
from schemas.errors import DamagedFileError, EmptyFileError, ReadError, UnsupportedFormatError

_OCR_ADVICE = "请索取文字版文件，或先用识别软件转为文字后重新放入"
_MAIN = re.compile(r"word/document\d*\.xml", re.IGNORECASE)
_NUMBER_OF_PAPER = re.compile(
    r"[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]\s*第?\s*\d+\s*号|^[（(]?第\s*\d+\s*期"
)
_SECRET = re.compile(r"绝\s*密|机\s*密|秘\s*密")
_UNREAD: dict[Unread, str] = {
    "chart": "文中有{}张图表，图表里的数据没有读取，请对照原件",
    "diagram": "文中有{}个组织结构图（SmartArt），里面的文字没有读取，请对照原件",
    "object": "文中有{}个嵌入的文件（如 Excel 表），里面的内容没有读取，请另存后单独放入",
    "chunk": "文中有{}处引用的其他文件，没有读取，请在 Word 或 WPS 中打开后另存为 .docx 再放入",
    "formula": "文中有{}个公式对象，没有读取，请对照原件",
    "symbol": "文中有{}个符号字体（如 Wingdings）的字符不能辨认，没有读取，请对照原件",
}


def read_word(source: SourceFile, data: bytes) -> Document:
    """The document in the bytes of a Word file (Office Open XML, transitional or strict)."""
    with uncollected():
        return _document(source, data)


def _document(source: SourceFile, data: bytes) -> Document:
    parts = Parts(data, source.name)
    main = _main_part(parts, source.name)
    root = parts.xml(main)
    body = None if root is None else root.find(w("body"))
    if body is None:
        raise DamagedFileError(f"“{source.name}”里没有正文，不是完整的 Word 文件")
    relations = parts.relations(main)
    reading = _reading(parts, relations)
    headers = _headers(body, relations, parts)
    drafts = [*_letterhead(headers, parts, reading.styles), *blocks(body, reading)]
    pictures = reading.pictures
    missing = (*pictures.missing(), *(_UNREAD[kind].format(count) for kind, count in reading.unread.items()))
    if not any(isinstance(draft, TableDraft) or draft.text for draft in drafts):
        raise _without_words(source.name, pictures, missing)
    marks = (*_watermarks(headers), *_hidden(reading), *pictures.marks)
    return assemble(source, drafts, missing=missing, marks=marks)


def _without_words(name: str, pictures: Pictures, missing: Sequence[str]) -> ReadError:
    """Why nothing could be read of a file without words: what stands in it instead."""
    if pictures.unread:
        return UnsupportedFormatError(
            f"“{name}”里只有图片，没有文字，暂不能识别", engine_missing() or _OCR_ADVICE
        )
    words = f"“{name}”里没有文字"
    if missing:
        return EmptyFileError(f"{words}（{'；'.join(missing)}）", "请按括号里所说处理后重新放入")
    return EmptyFileError(words)


def _main_part(parts: Parts, name: str) -> str:
    """The part that holds the text: the file says which; else the one with the usual name."""
    named = [one.target for one in parts.relations().values() if one.kind == "officeDocument"]
    usual = sorted((part for part in parts.names if _MAIN.fullmatch(part)), key=len)
    found = next((part for part in (*named, *usual) if part in parts.names), None)
    if found is None:
        raise DamagedFileError(f"“{name}”里没有正文，不是完整的 Word 文件")
    return found


def _reading(parts: Parts, relations: Mapping[str, Relation]) -> Reading:
    return Reading(
        styles=read_styles(_part("styles", relations, parts, UNREAD)),
        numbering=cache(lambda: read_numbering(_part("numbering", relations, parts))),
        notes=dict(_notes(relations, parts)),
        pictures=Pictures(parts, relations),
    )


def _part(
    kind: str, relations: Mapping[str, Relation], parts: Parts, left_out: Sequence[Bounds] = ()
) -> etree._Element | None:
    """A part by its relation; else by its usual name."""
    named = [one.target for one in relations.values() if one.kind == kind and not one.is_external]
    roots = (parts.xml(part, left_out) for part in (*named, f"word/{kind}.xml"))
    return next((root for root in roots if root is not None), None)


def _notes(
    relations: Mapping[str, Relation], parts: Parts
) -> Iterator[tuple[tuple[NoteKind, str], etree._Element]]:
    kinds: tuple[NoteKind, ...] = ("footnote", "endnote")
    for kind in kinds:
        root = _part(f"{kind}s", relations, parts)
        for note in () if root is None else root.iterchildren(w(kind)):
            yield (kind, str(note.get(w("id")))), note


def _headers(
    body: etree._Element, relations: Mapping[str, Relation], parts: Parts
) -> tuple[etree._Element, ...]:
    """The headers of the first section, that of its first page before the others."""
    section = next(body.iter(w("sectPr")), None)
    references = [] if section is None else list(section.iterchildren(w("headerReference")))
    references.sort(key=lambda item: item.get(w("type")) != "first")
    names = (relations.get(str(item.get(R_ID))) for item in references)
    roots = (parts.xml(one.target) for one in names if one is not None and not one.is_external)
    return tuple(root for root in roots if root is not None)


def _letterhead(headers: tuple[etree._Element, ...], parts: Parts, styles: Styles) -> list[Draft]:
    """What the letterhead in a header says, where it holds the number of the paper or a secrecy mark. Headers
    count for themselves; their pictures are emblems."""
    for position, header in enumerate(headers, start=1):
        own = Reading(styles, lambda: Numbering({}), {}, Pictures(parts, {}), prefix=f"header {position}/")
        drafts = list(blocks(header, own))
        lines = [draft for draft in drafts if isinstance(draft, ParagraphDraft)]
        if any(_NUMBER_OF_PAPER.search(line.text) or _SECRET.match(line.text) for line in lines):
            return drafts
    return []


def _watermarks(headers: tuple[etree._Element, ...]) -> tuple[Mark, ...]:
    words = [str(path.get("string") or "") for header in headers for path in header.iter(VML + "textpath")]
    return tuple(Mark("watermark", f"水印“{text}”") for text in dict.fromkeys(words) if text.strip())


def _hidden(reading: Reading) -> tuple[Mark, ...]:
    text = (Mark("hidden", "文中有隐藏文字，没有读取"),) if reading.hidden else ()
    return (*text, *reading.hidden_parts)
