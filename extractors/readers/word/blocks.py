"""The paragraphs and tables of a Word document's body, in the order in which they are read.

A paragraph whose end mark is deleted or hidden goes on in the next. After a paragraph come the text boxes
that it anchors, what is recognised in its pictures, and the notes that it calls; after a table the notes
and tables in its cells. A table inside a cell is a table of its own (its words are not the outer cell's too);
one of a single row or column is no more than layout, and its words stay in the cell. A frame (one cell around
everything, or one row or column of cells that hold tables) gives its content instead.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from extractors.readers.clean import clean, clean_cell
from extractors.readers.drafts import Draft, DraftRole, ParagraphDraft, TableDraft
from extractors.readers.word.fields import Fields
from extractors.readers.word.grid import Row, Seat, Slot, rows_of, seats
from extractors.readers.word.inline import read_inline
from extractors.readers.word.names import (
    ALTERNATE,
    P_PR,
    R_PR,
    SDT,
    TBL,
    WRAPPERS,
    P,
    T,
    chosen,
    content_of,
    is_on,
    number,
    properties_of,
    value,
    w,
)
from extractors.readers.word.state import Line, NoteKind, Reading
from extractors.readers.word.styles import Style, paragraph_style
from schemas.document import Cell, Mark, Place

_HOLDERS = WRAPPERS | {w("txbxContent"), w("body")}
_GALLERY = f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}"
_MARK_DELETED = (w("del"), w("moveFrom"))
_MARK_HIDDEN = (w("vanish"), w("specVanish"))
_CONTENTS_LINE = re.compile(r"(?:[\t…·.]|\s)\s*[-—–]?\s*(?:\d{1,4}|[IVXivx]{1,6})\s*[-—–]?\s*$")
_CHUNK = w("altChunk")
_NO_LIST = "0"


def blocks(parent: etree._Element, reading: Reading) -> Iterator[Draft]:
    """The drafts of what a body, a text box or a frame holds."""
    for piece in _pieces(parent, reading):
        if isinstance(piece, Line):
            yield from _paragraph(piece, reading)
            yield from _hanging(piece, reading)
        else:
            yield from _table(piece, reading)


def _pieces(parent: etree._Element, reading: Reading) -> Iterator[Line | etree._Element]:
    """The lines in a parent, each of one paragraph or of several whose ends are gone, and the tables."""
    line: Line | None = None
    for element in _unwrapped(parent, reading):
        if element.tag == P:
            line = _read_paragraph(element, line or Line(), reading)
            if line.ends:
                yield line
                line = None
            continue
        if line is not None:
            yield line
            line = None
        yield element
    if line is not None:
        yield line


def _unwrapped(parent: etree._Element, reading: Reading) -> Iterator[etree._Element]:
    """The paragraphs and tables in a parent, also in content controls and tracked changes."""
    for element in parent:
        tag = element.tag
        if tag in (P, TBL):
            yield element
        elif tag == SDT:
            content = content_of(element)
            before = reading.in_contents
            reading.in_contents = before or (value(element, _GALLERY) or "").startswith("Table of Contents")
            yield from () if content is None else _unwrapped(content, reading)
            reading.in_contents = before
        elif tag in _HOLDERS:
            yield from _unwrapped(element, reading)
        elif tag == ALTERNATE and (found := chosen(element)) is not None:
            yield from _unwrapped(found, reading)
        elif tag == _CHUNK:
            reading.unread["chunk"] += 1


def _read_paragraph(element: etree._Element, line: Line, reading: Reading) -> Line:
    """A line with one more paragraph in it."""
    reading.paragraphs += 1
    properties = properties_of(element, P_PR)
    style = line.style = paragraph_style(properties, reading.styles)
    line.ends = properties is None or not _end_is_gone(properties)
    reading.in_contents_field = bool(reading.fields.open) and reading.fields.in_contents
    if not line.number or not line.text.strip():
        line.number = reading.paragraphs
    read_inline(element, line, reading, bool(style.hidden))
    if reading.fields.open:
        reading.fields.close_codes()
    return line


def _end_is_gone(properties: etree._Element) -> bool:
    mark = properties.find(R_PR)
    if mark is None or not len(mark):
        return False
    return any(kid.tag in _MARK_DELETED or (kid.tag in _MARK_HIDDEN and is_on(kid)) for kid in mark)


def _paragraph(line: Line, reading: Reading) -> Iterator[Draft]:
    """A line's words under the style of its last paragraph."""
    style, text = line.style, line.text
    label = _label(line, reading)
    if text and not text.isspace():
        raw = label + text
        yield ParagraphDraft(
            text=clean(raw),
            raw=raw,
            places=(_place(line, reading),),
            role=_role(style, text, reading),
            style_level=style.level,
            size=line.size or style.size,
            centred=style.centred or False,
        )


def _place(line: Line, reading: Reading) -> Place:
    return Place(f"{reading.prefix}p {line.number}")


def _hanging(line: Line, reading: Reading) -> Iterator[Draft]:
    """What hangs on a line: its text boxes, what is recognised in its pictures, its notes."""
    for box in line.boxes:
        yield from blocks(box, reading)
    for position, picture in enumerate(line.pictures, start=1):
        yield from reading.pictures.drafts(picture, _place(line, reading), position)
    for kind, note_id in line.notes:
        yield from _note(kind, note_id, reading)


def _role(style: Style, text: str, reading: Reading) -> DraftRole:
    """Lines of a table of contents say nothing that the text doesn't."""
    in_field = reading.in_contents_field or reading.fields.in_contents
    is_contents = style.is_contents or reading.in_contents or (in_field and bool(_CONTENTS_LINE.search(text)))
    return "junk" if is_contents else "body"


def _label(line: Line, reading: Reading) -> str:
    """A line's automatic number. An empty paragraph counts too, unless its end is gone."""
    style = line.style
    if style.list_id is None or style.list_id == _NO_LIST or not (line.ends or line.text.strip()):
        return ""
    return reading.numbering().next_label(style.list_id, style.list_level, style.list_style)


def _note(kind: NoteKind, note_id: str, reading: Reading) -> Iterator[Draft]:
    note = reading.notes.pop((kind, note_id), None)
    if note is None:
        return
    reading.noted[kind] += 1
    outside, reading.fields = reading.fields, Fields()
    lines = []
    for paragraph in note.iter(P):
        line = Line()
        style = paragraph_style(paragraph.find(P_PR), reading.styles)
        read_inline(paragraph, line, reading, bool(style.hidden))
        lines.append(line.text)
    reading.fields = outside
    text = "\n".join(lines)
    if text.strip():
        place = Place(f"{kind} {reading.noted[kind]}")
        yield ParagraphDraft(clean(text), text, (place,), role="footnote")


def _table(element: etree._Element, reading: Reading) -> Iterator[Draft]:
    rows, hidden = rows_of(element)
    if not rows:
        return
    if _is_frame(rows):
        for slot in (slot for row in rows for slot in row.slots if not slot.is_placeholder):
            yield from blocks(slot.element, reading)
        return
    reading.tables += 1
    path = f"{reading.prefix}tbl {reading.tables}"
    reading.hidden_parts += [
        Mark("hidden", f"表{reading.tables}第{row}行是隐藏行，没有读取", Place(f"{path}/tr {row}"))
        for row in hidden
    ]
    grid = [
        float(number(column.get(w("w"))) or 0)
        for column in element.iterfind(f"{w('tblGrid')}/{w('gridCol')}")
    ]
    seated, cols = seats(rows, grid)
    after: list[Draft] = []
    cells = _cells(rows, seated, path, reading, after)
    widths = tuple(grid) if len(grid) == cols and all(grid) else ()
    yield TableDraft(len(rows), cols, cells, (Place(path),), _header_rows(rows), widths=widths)
    yield from after


def _is_frame(rows: Sequence[Row]) -> bool:
    """True for a table that only holds other things in place."""
    if len(rows) == 1 and len(rows[0].slots) == 1:
        return True
    in_line = len(rows) == 1 or all(len(row.slots) == 1 for row in rows)
    return in_line and any(_holds_table(slot) for row in rows for slot in row.slots)


def _holds_table(slot: Slot) -> bool:
    inner = next(slot.element.iter(TBL), None)
    if inner is None:
        return False
    rows, _ = rows_of(inner)
    return len(rows) > 1 and any(len(row.slots) > 1 for row in rows)


def _header_rows(rows: Sequence[Row]) -> int | None:
    count = 0
    while count < len(rows) and rows[count].is_header:
        count += 1
    return count or None


def _cells(
    rows: Sequence[Row],
    seated: Sequence[Sequence[Seat]],
    path: str,
    reading: Reading,
    after: list[Draft],
) -> tuple[Cell, ...]:
    """The cells of a table, each merged one once. What in them is no text of the cell is put into `after`."""
    cells: list[_OpenCell] = []
    above: dict[int, _OpenCell] = {}
    for position, (row, row_seats) in enumerate(zip(rows, seated, strict=True)):
        current: dict[int, _OpenCell] = {}
        for slot, seat in zip(row.slots, row_seats, strict=True):
            owner = above.get(seat.col) if slot.continues else None
            if owner is not None and owner.seat.span == seat.span:
                owner.rows += 1
                _pass_over(slot.element, owner.place, reading)
            else:
                place = Place(f"{path}/tr {row.number}/tc {seat.col + 1}")
                owner = _OpenCell(position, seat, _cell_text(slot, reading, after), place)
                cells.append(owner)
            for element in slot.covered:
                _pass_over(element, owner.place, reading)
            current[seat.col] = owner
        above = current
    return tuple(cell.closed() for cell in cells)


def _pass_over(element: etree._Element, owner: Place, reading: Reading) -> None:
    """Count the paragraphs of a cell that a merge covers; words that it holds are marked."""
    reading.paragraphs += sum(1 for _ in element.iter(P))
    if words := "".join(text.text or "" for text in element.iter(T)).strip():
        text = f"{owner.chinese()}的合并单元格盖住了文字“{words}”，没有读取"
        reading.hidden_parts.append(Mark("hidden", text, owner))


class _OpenCell:
    """A cell that later rows may continue."""

    __slots__ = ("place", "row", "rows", "seat", "text")

    def __init__(self, row: int, seat: Seat, text: str, place: Place) -> None:
        self.row, self.seat, self.text, self.place, self.rows = row, seat, text, place, 1

    def closed(self) -> Cell:
        """The cell, now that its last row is known."""
        text = clean_cell(self.text)
        return Cell(self.row, self.seat.col, text, self.text, self.place, self.rows, self.seat.span)


def _cell_text(slot: Slot, reading: Reading, after: list[Draft]) -> str:
    """The words of a cell, a line for each paragraph; an automatic number is one also where it stands
    alone."""
    if slot.is_placeholder:
        reading.paragraphs += sum(1 for _ in slot.element.iter(P))
        return ""
    lines: list[str] = []
    for piece in _cell_pieces(slot, reading):
        if not isinstance(piece, Line):
            _put_aside(_table(piece, reading), lines, after)
            continue
        lines.append(_label(piece, reading) + piece.text)
        if piece.boxes or piece.pictures or piece.notes:
            _put_aside(_hanging(piece, reading), lines, after)
    if len(lines) == 1:
        return "" if lines[0].isspace() else lines[0]
    return "\n".join(line for line in lines if line and not line.isspace())


def _cell_pieces(slot: Slot, reading: Reading) -> Iterable[Line | etree._Element]:
    """The lines and tables in a cell; nearly all cells hold one paragraph."""
    if len(slot.content) == 1 and slot.content[0].tag == P:
        return (_read_paragraph(slot.content[0], Line(), reading),)
    return _pieces(slot.element, reading)


def _put_aside(drafts: Iterator[Draft], lines: list[str], after: list[Draft]) -> None:
    """Notes, tables and what was recognised go behind the outer table; other words are the cell's."""
    for draft in drafts:
        if isinstance(draft, TableDraft):
            if draft.rows > 1 and draft.cols > 1:
                after.append(draft)
            else:
                lines += [cell.raw for cell in draft.cells]
        elif draft.role == "footnote" or "/picture " in draft.places[0].path:
            after.append(draft)
        else:
            lines.append(draft.raw)
