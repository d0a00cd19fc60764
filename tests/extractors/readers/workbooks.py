"""Small workbooks for the readers' tests, their XML written out by hand so that every part is known."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"


@dataclass(frozen=True)
class Made:
    """A sheet to be written: `cells` by address, each the XML of its value (`text`, `number`, `formula`)."""

    name: str
    cells: dict[str, str]
    merges: Sequence[str] = ()
    state: str = ""
    hidden_rows: Sequence[int] = ()
    cols: str = ""
    drawing: str = ""
    more_rows: str = ""
    defined: dict[str, str] = field(default_factory=dict)


def text(words: str, style: int = 0) -> str:
    return f'<c r="@" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'


def number(value: str, style: int = 0) -> str:
    return f'<c r="@" s="{style}"><v>{value}</v></c>'


def formula(words: str, value: str | None = None, style: int = 0, kind: str = "n") -> str:
    stored = "" if value is None else f"<v>{value}</v>"
    return f'<c r="@" s="{style}" t="{kind}"><f>{words}</f>{stored}</c>'


def rows(*lines: Sequence[str], first: int = 1, left: str = "A") -> dict[str, str]:
    """Lines of texts as cells from a row and column on; empty texts are left out."""
    return {
        f"{chr(ord(left) + col)}{first + row}": text(words)
        for row, line in enumerate(lines)
        for col, words in enumerate(line)
        if words
    }


def workbook(
    *sheets: Made, codes: Sequence[str] = (), date_1904: bool = False, **parts: bytes | str
) -> bytes:
    """An .xlsx whose cell styles 1, 2 … have these number format codes; `parts` are further parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        archive.writestr("xl/workbook.xml", _workbook(sheets, date_1904=date_1904))
        targets = [("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)]
        archive.writestr("xl/_rels/workbook.xml.rels", _relations([*targets, ("styles", "styles.xml")]))
        archive.writestr("xl/styles.xml", _styles(codes))
        for i, sheet in enumerate(sheets, start=1):
            archive.writestr(f"xl/worksheets/sheet{i}.xml", _sheet(sheet))
            if sheet.drawing:
                links = _relations([("drawing", f"../drawings/drawing{i}.xml")])
                archive.writestr(f"xl/worksheets/_rels/sheet{i}.xml.rels", links)
                archive.writestr(f"xl/drawings/drawing{i}.xml", _drawing(sheet.drawing))
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def _workbook(sheets: Sequence[Made], *, date_1904: bool) -> str:
    items = "".join(
        f'<sheet name="{escape(s.name)}" sheetId="{i}" r:id="rId{i}"{f" state={chr(34)}{s.state}{chr(34)}" if s.state else ""}/>'  # noqa: E501
        for i, s in enumerate(sheets, start=1)
    )
    names = "".join(
        f'<definedName name="{name}" localSheetId="{i}">{value}</definedName>'
        for i, s in enumerate(sheets)
        for name, value in s.defined.items()
    )
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904="{int(date_1904)}"/>'
        f"<sheets>{items}</sheets><definedNames>{names}</definedNames></workbook>"
    )


def _styles(codes: Sequence[str]) -> str:
    formats = "".join(
        f'<numFmt numFmtId="{200 + i}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for i, code in enumerate(codes)
    )
    styles = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(codes)))
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>'


def _sheet(sheet: Made) -> str:
    by_row: dict[int, list[tuple[str, str]]] = {}
    for address, xml in sheet.cells.items():
        by_row.setdefault(int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), []).append((address, xml))
    lines = "".join(
        f'<row r="{row}"{" hidden=" + chr(34) + "1" + chr(34) if row in sheet.hidden_rows else ""}>'
        + "".join(xml.replace('r="@"', f'r="{address}"') for address, xml in sorted(cells, key=_column))
        + "</row>"
        for row, cells in sorted(by_row.items())
    )
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in sheet.merges)
    return (
        f'<worksheet xmlns="{MAIN}"><cols>{sheet.cols}</cols><sheetData>{lines}{sheet.more_rows}</sheetData>'
        f"<mergeCells>{merges}</mergeCells></worksheet>"
    )


def _column(item: tuple[str, str]) -> tuple[int, str]:
    letters = item[0].rstrip("0123456789")
    return len(letters), letters


def _drawing(content: str) -> str:
    return f'<xdr:wsDr xmlns:xdr="{DRAWING}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{content}</xdr:wsDr>'
