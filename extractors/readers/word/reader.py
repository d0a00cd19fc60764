"""Word (.docx): the body's paragraphs and tables in order.

Read is what a reader of the page sees: insertions are accepted, deletions and hidden text left out,
automatic numbers spelled out, text boxes read after the paragraph that anchors them, footnotes after the
body. Merged cells are one cell with its spans. Never read: headers, footers, comments, field codes.

Addresses: `p 12` counts every paragraph of the body in document order (those in tables and text boxes too),
`tbl 2/tr 3/tc 4` the grid column, `footnote 1`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from extractors.readers.assembly import assemble
from extractors.readers.clean import clean, clean_cell
from extractors.readers.drafts import Draft, ParagraphDraft, TableDraft
from extractors.readers.ooxml import Parts, attribute, child, children, is_on, local
from extractors.readers.word.numbering import Numbering, read_numbering
from extractors.readers.word.styles import Style, paragraph_style, read_styles, run_size
from schemas.document import Cell, Document, Place, SourceFile
from schemas.errors import DamagedFileError, UnsupportedFormatError

_OCR_ADVICE = "请索取文字版文件，或先用识别软件转为文字后重新放入"

_LEFT_OUT = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "fldData",
    "pPr",
    "rPr",
    "Fallback",
    "commentReference",
    "annotationRef",
}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "softHyphen": "", "ptab": "\t"}
_TRANSPARENT = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "body", "txbxContent"}


@dataclass(slots=True)
class _Reading:
    """How far the reading of one document has come."""

    styles: Mapping[str, Style]
    numbering: Numbering
    paragraphs: int = 0
    tables: int = 0
    pictures: int = 0
    footnotes: list[str] = field(default_factory=list)


def read_word(source: SourceFile, data: bytes) -> Document:
    """The document in a .docx file's bytes."""
    parts = Parts(data, source.name)
    root = parts.xml(parts.main_part("document"))
    body = child(root, "body")
    if body is None:
        raise DamagedFileError(f"“{source.name}”里没有正文，不是完整的 Word 文件")
    reading = _Reading(
        read_styles(parts.xml("word/styles.xml")), read_numbering(parts.xml("word/numbering.xml"))
    )
    drafts = [*_blocks(body, reading), *_footnotes(parts.xml("word/footnotes.xml"), reading)]
    if reading.pictures and not any(isinstance(draft, TableDraft) or draft.text for draft in drafts):
        raise UnsupportedFormatError(f"“{source.name}”里只有图片，没有文字，暂不能识别", _OCR_ADVICE)
    return assemble(source, drafts, missing=_missing(reading))


def _missing(reading: _Reading) -> tuple[str, ...]:
    if not reading.pictures:
        return ()
    return (f"文中有{reading.pictures}张图片，图片里的文字没有读取",)


def _blocks(parent: etree._Element, reading: _Reading) -> Iterator[Draft]:
    for element in parent:
        name = local(element)
        if name == "p":
            yield from _paragraph(element, reading)
        elif name == "tbl":
            yield from _table(element, reading)
        elif name in _TRANSPARENT:
            yield from _blocks(element, reading)
        elif name == "AlternateContent":
            yield from _blocks(_choice(element), reading)


def _choice(element: etree._Element) -> etree._Element:
    """Of alternative contents the first that holds text."""
    return next(
        (kid for kid in element if local(kid) in {"Choice", "Fallback"} and _has_text(kid)),
        element,
    )


def _has_text(element: etree._Element) -> bool:
    return any(str(text).strip() for text in element.itertext())


def _paragraph(element: etree._Element, reading: _Reading) -> Iterator[Draft]:
    reading.paragraphs += 1
    place = Place(f"p {reading.paragraphs}")
    style = paragraph_style(child(element, "pPr"), reading.styles)
    boxes: list[etree._Element] = []
    text = _text(element, reading, boxes)
    label = _label(style, reading) if text.strip() else ""
    raw = label + text
    yield ParagraphDraft(
        text=clean(raw),
        raw=raw,
        places=(place,),
        style_level=style.level,
        size=_largest_size(element) or style.size,
        centred=style.centred or False,
    )
    for box in boxes:
        yield from _blocks(box, reading)


def _label(style: Style, reading: _Reading) -> str:
    if style.list_id is None or style.list_id == "0":
        return ""
    return reading.numbering.next_label(style.list_id, style.list_level or 0)


def _largest_size(element: etree._Element) -> float | None:
    sizes = [
        size for run in element.iter() if local(run) == "r" and (size := run_size(run)) and _has_text(run)
    ]
    return max(sizes, default=None)


def _text(element: etree._Element, reading: _Reading, boxes: list[etree._Element]) -> str:
    """The visible text of a paragraph; text boxes in it are put aside."""
    pieces: list[str] = []
    for kid in element:
        name = local(kid)
        if name == "t":
            pieces.append(kid.text or "")
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name == "footnoteReference":
            reading.footnotes.append(attribute(kid, "id") or "")
        elif name == "txbxContent":
            boxes.append(kid)
        elif name == "sym":
            pieces.append(_symbol(kid))
        elif name == "blip":
            reading.pictures += 1
        elif name == "AlternateContent":
            pieces.append(_text(_choice(kid), reading, boxes))
        elif name not in _LEFT_OUT and not (name == "r" and is_on(child(kid, "rPr", "vanish"))):
            pieces.append(_text(kid, reading, boxes))
    return "".join(pieces)


def _symbol(element: etree._Element) -> str:
    """A symbol by its code; those of the private area have no meaning outside their font."""
    code = attribute(element, "char") or ""
    number = int(code, 16) if code and all(char in "0123456789abcdefABCDEF" for char in code) else 0
    return chr(number) if 0x20 <= number < 0xE000 or 0xF900 <= number < 0xFFFE else ""


@dataclass(slots=True)
class _OpenCell:
    """A cell that later rows may continue."""

    row: int
    col: int
    colspan: int
    text: str
    place: Place
    rowspan: int = 1


def _table(element: etree._Element, reading: _Reading) -> Iterator[Draft]:
    """A table; one cell around everything (a frame) gives its content instead."""
    rows = list(_rows(element))
    if len(rows) == 1 and len(list(children(rows[0], "tc"))) == 1:
        yield from _blocks(next(children(rows[0], "tc")), reading)
        return
    reading.tables += 1
    number = reading.tables
    cells, header, cols = _cells(rows, number, reading)
    if cells:
        yield TableDraft(
            len(rows), cols, tuple(map(_closed, cells)), (Place(f"tbl {number}"),), header or None
        )


def _closed(cell: _OpenCell) -> Cell:
    return Cell(cell.row, cell.col, clean_cell(cell.text), cell.text, cell.place, cell.rowspan, cell.colspan)


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for kid in element:
        name = local(kid)
        if name == "tr" and child(kid, "trPr", "del") is None:
            yield kid
        elif name in _TRANSPARENT:
            yield from _rows(kid)


def _cells(rows: list[etree._Element], number: int, reading: _Reading) -> tuple[list[_OpenCell], int, int]:
    """The cells, how many rows at the top repeat as header, and the width of the grid."""
    cells: list[_OpenCell] = []
    above: dict[int, _OpenCell] = {}
    header = cols = 0
    for row, element in enumerate(rows):
        header += row == header and is_on(child(element, "trPr", "tblHeader"))
        col = _integer(attribute(child(element, "trPr", "gridBefore"), "val"), 0)
        current: dict[int, _OpenCell] = {}
        for item in _row_cells(element):
            properties = child(item, "tcPr")
            span = max(1, _integer(attribute(child(properties, "gridSpan"), "val"), 1))
            text = _cell_text(item, reading)
            owner = above.get(col) if _continues_above(properties) else None
            if owner is not None and owner.colspan == span:
                owner.rowspan += 1
            else:
                owner = _OpenCell(row, col, span, text, Place(f"tbl {number}/tr {row + 1}/tc {col + 1}"))
                cells.append(owner)
            current[col] = owner
            col += span
        cols = max(cols, col)
        above = current
    return cells, header, cols


def _row_cells(element: etree._Element) -> Iterator[etree._Element]:
    for kid in element:
        if local(kid) == "tc":
            yield kid
        elif local(kid) in _TRANSPARENT:
            yield from _row_cells(kid)


def _continues_above(properties: etree._Element | None) -> bool:
    merge = child(properties, "vMerge")
    return merge is not None and attribute(merge, "val") != "restart"


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default


def _cell_text(item: etree._Element, reading: _Reading) -> str:
    """The cell's paragraphs as lines; a table inside a cell gives its cells' texts."""
    lines: list[str] = []
    for draft in _blocks(item, reading):
        if isinstance(draft, ParagraphDraft):
            lines.append(draft.raw)
        else:
            lines += [cell.raw for cell in draft.cells]
    return "\n".join(line for line in lines if line.strip())


def _footnotes(root: etree._Element | None, reading: _Reading) -> Iterator[Draft]:
    if root is None:
        return
    notes = {attribute(note, "id") or "": note for note in children(root, "footnote")}
    for number, note_id in enumerate(reading.footnotes, start=1):
        if note_id in notes:
            text = "\n".join(_text(p, reading, []) for p in children(notes[note_id], "p"))
            yield ParagraphDraft(clean(text), text, (Place(f"footnote {number}"),), role="footnote")
