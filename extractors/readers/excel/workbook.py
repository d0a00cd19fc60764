"""A workbook (.xlsx, .xlsm, ECMA-376): its sheets in order, with what their cells show.

The XML is read with lxml, row by row: it holds the stored figure as it was written (a library gives a
binary float back), the number format, hidden rows and merged ranges, in one pass; reading the values with one
library and the styles with another would parse every sheet twice. Nothing is run: macros, links and formulas
are never evaluated; a formula shows the value that the last program stored with it.

Parts are found by their relations. Never read: comments, pivot caches, chart data, links to other files.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from lxml import etree

from extractors.readers.excel.addresses import LAST_COLUMN, Span, address, column_number, span_of
from extractors.readers.excel.drawings import read_drawings
from extractors.readers.excel.formats import GENERAL, formatter, text_shown
from extractors.readers.excel.styles import CellStyle, read_styles
from extractors.readers.ooxml import Parts, Relation, attribute, child, children, local
from schemas.errors import DamagedFileError, RefusedFileError

State = Literal["visible", "hidden", "veryHidden"]
_MOST_CHARACTERS = 100_000_000  # on one sheet: strings that cells share may be long, and there many cells
_KINDS = {
    "chartsheet": "是图表，图表里的数据没有读取，请对照原件",
    "xlMacrosheet": "是宏表，没有读取",
    "dialogsheet": "是对话框，没有读取",
}
_PLAIN = CellStyle()
_NOTHING = " \t\r\n\u00a0\u30000.-"  # blanks and zeros, which formats leave unshown every day


class SheetCell(NamedTuple):
    """One filled cell: `row` and `col` count from 1 on the sheet, `text` is what it shows, `raw` what it
    stores, `size` the size of its type in points, `is_number` whether a number is stored. (A tuple: a sheet
    may hold a million of them.)"""

    row: int
    col: int
    text: str
    raw: str
    size: float | None = None
    is_number: bool = False


@dataclass(frozen=True)
class Sheet:
    """One worksheet. `number` counts from 1 in the workbook, `cells` are the filled ones in order, `merges`
    the merged ranges, `hidden_rows` and `hidden_cols` what is not shown, `title_rows` the last row that is
    printed on every page (0 where none is), `uncomputed` the addresses of formulas without a stored value,
    `unshown` those of cells whose number format shows nothing of what they store (;;; and the like),
    `boxes` the texts of text boxes, `pictures`, `charts` and (embedded) `objects` how many stand on it,
    `unread` why a sheet of the list could not be read (in Chinese; None where it was)."""

    number: int
    name: str
    state: State = "visible"
    cells: tuple[SheetCell, ...] = ()
    merges: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    title_rows: int = 0
    uncomputed: tuple[str, ...] = ()
    unshown: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    pictures: int = 0
    charts: int = 0
    objects: int = 0
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets share."""

    strings: Sequence[str]
    styles: Mapping[str, CellStyle]  # by their number as cells name it
    since_1904: bool


@dataclass(slots=True)
class _Found:
    """What the pass over one sheet has met so far."""

    cells: list[SheetCell] = field(default_factory=list)
    merges: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    uncomputed: list[str] = field(default_factory=list)
    unshown: list[str] = field(default_factory=list)
    row: int = 0


def read_sheets(parts: Parts, name: str) -> tuple[Sheet, ...]:
    """The worksheets of a workbook. Raises DamagedFileError where it has no list of sheets, RefusedFileError
    where a sheet holds more than any paper."""
    main = next(
        (r.target for r in parts.relations().values() if r.kind == "officeDocument"), "xl/workbook.xml"
    )
    root = parts.xml(main)
    if root is None:
        raise DamagedFileError(f"“{name}”里没有工作表目录，不是完整的 Excel 文件")
    relations = parts.relations(main)
    of_kind = {relation.kind: relation.target for relation in relations.values()}
    book = _Book(
        _shared_strings(parts.xml(of_kind.get("sharedStrings", ""))),
        {
            str(number): style
            for number, style in enumerate(read_styles(parts.xml(of_kind.get("styles", ""))))
        },
        attribute(child(root, "workbookPr"), "date1904") in {"1", "true"},
    )
    titles = _title_rows(root)
    sheets = []
    for number, item in enumerate(children(_required(child(root, "sheets"), name), "sheet"), start=1):
        relation = relations.get(attribute(item, "id") or "")
        sheet = _named(item, number, titles.get(number - 1, 0))
        unread = _unread(relation, parts)
        if relation is None or unread is not None:
            sheets.append(replace(sheet, unread=unread))
            continue
        try:
            sheets.append(_sheet(parts, relation.target, sheet, book))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DamagedFileError(f"“{name}”的内容损坏，工作表“{sheet.name}”读不出来") from error
        _refuse_masses(sheets[-1], name)
    return tuple(sheets)


def _refuse_masses(sheet: Sheet, name: str) -> None:
    characters = sum(len(cell.text) for cell in sheet.cells)
    if characters > _MOST_CHARACTERS:
        raise RefusedFileError(
            f"“{name}”的工作表“{sheet.name}”展开后有 {characters // 10_000} 万字，疑似恶意文件，没有打开"
        )


def _unread(relation: Relation | None, parts: Parts) -> str | None:
    """Why a sheet of the list can't be read; None where it can."""
    if relation is not None and relation.kind != "worksheet":
        return _KINDS.get(relation.kind, "不是普通工作表，没有读取，请对照原件")
    if relation is None or not parts.holds(relation.target):
        return "的内容不在文件里（文件不完整），没有读取，请向发来的单位索取完整的文件"
    return None


def _required(element: etree._Element | None, name: str) -> etree._Element:
    if element is None:
        raise DamagedFileError(f"“{name}”里没有工作表目录，不是完整的 Excel 文件")
    return element


def _shared_strings(root: etree._Element | None) -> Sequence[str]:
    return [] if root is None else [_rich_text(item) for item in children(root, "si")]


def _rich_text(item: etree._Element) -> str:
    """The words of a string, its runs joined, readings of characters left out."""
    pieces = []
    for kid in item:
        name = local(kid)
        if name == "t":
            pieces.append(kid.text or "")
        elif name == "r":
            pieces += [part.text or "" for part in children(kid, "t")]
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    """_x000D_ and its like are control characters that XML can't hold (22.9.2.19)."""
    return text.replace("_x000D_", "").replace("_x000d_", "") if "_x000" in text else text


def _title_rows(root: etree._Element) -> Mapping[int, int]:
    """The last row printed on every page, by the position of the sheet."""
    found = {}
    names = child(root, "definedNames")
    for item in () if names is None else children(names, "definedName"):
        place = attribute(item, "localSheetId") or ""
        if attribute(item, "name") == "_xlnm.Print_Titles" and place.isdigit():
            rows = [part.rpartition("$")[2] for part in (item.text or "").split(",")]
            found[int(place)] = max((int(row) for row in rows if row.isdigit()), default=0)
    return found


def _sheet(parts: Parts, part: str, sheet: Sheet, book: _Book) -> Sheet:
    """A sheet of the list with what its own part holds. Raises XMLSyntaxError where that is no
    XML, ValueError where its numbers are none."""
    found = _Found()
    _walk(parts.content(part) or b"", book, found)
    drawn = read_drawings(parts, part)
    return replace(
        sheet,
        cells=tuple(found.cells),
        merges=tuple(found.merges),
        hidden_rows=frozenset(found.hidden_rows),
        hidden_cols=frozenset(found.hidden_cols),
        uncomputed=tuple(found.uncomputed),
        unshown=tuple(found.unshown),
        boxes=drawn.boxes,
        pictures=drawn.pictures,
        charts=drawn.charts,
        objects=drawn.objects,
    )


def _named(item: etree._Element, number: int, title_rows: int) -> Sheet:
    """A sheet as the workbook's list names it."""
    state = attribute(item, "state")
    return Sheet(
        number=number,
        name=attribute(item, "name") or f"Sheet{number}",
        state="veryHidden" if state == "veryHidden" else "hidden" if state == "hidden" else "visible",
        title_rows=title_rows,
    )


def _walk(content: bytes, book: _Book, found: _Found) -> None:
    """One pass over a sheet; rows are dropped when they are read, so memory stays small."""
    wanted = ("{*}row", "{*}mergeCell", "{*}col")
    for _, element in etree.iterparse(
        io.BytesIO(content),
        tag=wanted,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    ):
        name = local(element)
        if name == "row":
            _row(element, book, found)
        elif name == "mergeCell":
            if span := span_of(element.get("ref") or ""):
                found.merges.append(span)
        elif element.get("hidden") in {"1", "true"}:
            first, last = int(element.get("min") or 0), int(element.get("max") or 0)
            found.hidden_cols |= set(range(first, min(last, LAST_COLUMN) + 1))
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _row(element: etree._Element, book: _Book, found: _Found) -> None:
    number = element.get("r")
    found.row = int(number) if number and number.isdigit() else found.row + 1
    if element.get("hidden") in {"1", "true"}:
        found.hidden_rows.add(found.row)
    col = 0
    for kid in element:
        letters = (kid.get("r") or "").rstrip("0123456789")
        col = column_number(letters) if letters else col + 1
        if held := len(kid):
            _cell(kid, held, col, book, found)


def _cell(element: etree._Element, held: int, col: int, book: _Book, found: _Found) -> None:
    """A cell that holds one thing (its value) or more (a formula before it)."""
    last = element[-1]
    formula = held > 1 and local(element[0]) == "f"
    if last.tag.endswith("v"):
        value: str | None = last.text or ""
    else:
        value, formula = _unusual_value(element)
    kind = element.get("t") or "n"
    if value is None or (formula and not value and kind != "str"):
        if formula:
            found.uncomputed.append(address(found.row, col))
        return
    index = element.get("s")
    style = book.styles.get(index, _PLAIN) if index else _PLAIN
    text, raw = _words(kind, value, style, book)
    if text.strip():
        found.cells.append(SheetCell(found.row, col, text, raw, style.size, kind == "n"))
    elif raw.strip(_NOTHING):
        found.unshown.append(address(found.row, col))


def _unusual_value(element: etree._Element) -> tuple[str | None, bool]:
    """The stored value of a cell that does not end with it (None where there is none), and whether it has a
    formula."""
    value, formula = None, False
    for kid in element:
        name = local(kid)
        if name == "v":
            value = kid.text or ""
        elif name == "is":
            value = _rich_text(kid)
        formula = formula or name == "f"
    return value, formula


def _words(kind: str, value: str, style: CellStyle, book: _Book) -> tuple[str, str]:
    """What a cell shows, and what it stores."""
    if kind == "n":
        return formatter(style.code, book.since_1904)(value), value
    if kind == "s":
        text = _shared(value, book.strings)
        return text if style.code == GENERAL else text_shown(text, style.code), text
    if kind == "b":
        return ("TRUE" if value == "1" else "FALSE"), value
    text = _unescaped(value)
    return (text if kind == "e" else text_shown(text, style.code)), text


def _shared(index: str, strings: Sequence[str]) -> str:
    """A string that several cells share; "" where a cell names none. Raises ValueError where there is none of
    this number: without it a sheet of figures would look whole."""
    if not index:
        return ""
    position = int(index)
    if not 0 <= position < len(strings):
        raise ValueError(f"shared string {index} of {len(strings)}")
    return strings[position]


def filled_rows(sheet: Sheet) -> Iterator[tuple[int, tuple[SheetCell, ...]]]:
    """The rows that hold something, in order; a file may hold them in another."""
    rows: dict[int, list[SheetCell]] = {}
    for row, cells in groupby(sheet.cells, key=itemgetter(0)):
        rows.setdefault(row, []).extend(cells)
    for row in sorted(rows):
        yield row, tuple(sorted(rows[row], key=itemgetter(1)))
