"""A brief as an Excel workbook: every table of it as one sheet, then the evidence and the notes.

Numbers are numbers, their unit stands in the header or in a column; lights have a colour and a word.
Text is always written as text, so that nothing read from a paper can run as a formula. Header row
frozen, filter on, printed on landscape pages one page wide.
"""

import io
from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.briefs.brief import AnnexEntry, Brief, Cell, Column, ColumnKind, Grid, shown_columns
from pipeline.briefs.colours import LIGHT_FILLS
from pipeline.briefs.stamps import document_time
from pipeline.briefs.wording import printable

FONT = "微软雅黑"
CELL_LIMIT = 32767
"""How many characters a cell of Excel can hold."""

_A3, _A4 = 8, 9
_ROW_HEIGHT, _ROW_LIMIT = 16, 400
_WIDE = 12
_ANNEX_SHEET = "依据"
_NOTE_SHEET = "说明"


class Formats:
    """The cell formats of one workbook, each made once (Excel counts them)."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        """The format with these properties, on top of what all cells share."""
        shared: dict[str, object] = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "border": 1}
        whole = {**shared, "border_color": "#BFBFBF", **properties}
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(whole)
        return self._made[key]

    def head(self) -> Format:
        """The format of header cells."""
        return self.get(bold=True, bg_color="#E7E6E6", align="center", text_wrap=True)


def brief_xlsx(brief: Brief) -> bytes:
    """The bytes of the workbook; the same brief gives the same bytes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties(
            {"title": brief.title, "author": "对标", "created": document_time(brief.as_of)}
        )
        formats = Formats(workbook)
        for grid in _sheets_of(brief):
            _write_grid(workbook.add_worksheet(grid.sheet), grid, brief, formats)
        _write_annex(workbook.add_worksheet(_ANNEX_SHEET), brief.annex, brief, formats)
        _write_notes(workbook.add_worksheet(_NOTE_SHEET), brief, formats)
    return buffer.getvalue()


def fitting(text: str) -> str:
    """The text as far as a cell can hold it."""
    return printable(text)[:CELL_LIMIT]


def _sheets_of(brief: Brief) -> list[Grid]:
    """The tables that become sheets, the widest (the whole of the brief) in front."""
    grids = [
        block
        for section in brief.sections
        for block in section.blocks
        if isinstance(block, Grid) and block.sheet
    ]
    return sorted(grids, key=lambda grid: not grid.wide)


def _write_grid(sheet: Worksheet, grid: Grid, brief: Brief, formats: Formats) -> None:
    shown = shown_columns(grid, "sheet")
    columns = tuple(grid.columns[i] for i in shown)
    write_head(sheet, columns, brief.title, grid.title, formats)
    for place, row in enumerate(grid.rows, start=1):
        for position, column_index in enumerate(shown):
            _write_cell(sheet, (place, position), row[column_index], columns[position].kind, formats)
        fit_row(sheet, place, [_wrapping(row[i]) for i in shown], columns)
    sheet.autofilter(0, 0, max(len(grid.rows), 1), len(columns) - 1)


def write_head(
    sheet: Worksheet, columns: tuple[Column, ...], title: str, caption: str, formats: Formats
) -> None:
    """The header row and how the sheet is frozen and printed; filters are set by the caller."""
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.title, formats.head())
        sheet.set_column(place, place, sheet_width(column))
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2 if len(columns) > 6 else 0)
    sheet.set_landscape()
    sheet.set_paper(_A3 if len(columns) > _WIDE else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&C{_header_text(title)}  {_header_text(caption)}")
    sheet.set_footer("&C第 &P 页，共 &N 页")


def sheet_width(column: Column) -> float:
    """The width of a column in a sheet, in the sheet's own unit (half a Chinese character)."""
    return column.width * 1.5 + 2


def fit_row(sheet: Worksheet, row: int, texts: Sequence[str], columns: Sequence[Column]) -> None:
    """Make a row as high as its longest text needs: programs don't all do so for wrapped text."""
    lines = max(
        (ceil(_half_widths(text) / sheet_width(column)) for text, column in zip(texts, columns, strict=True)),
        default=1,
    )
    sheet.set_row(row, min(_ROW_HEIGHT * max(lines, 1), _ROW_LIMIT))


def _half_widths(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _wrapping(cell: Cell) -> str:
    """The text of a cell that can take several lines; a number never does."""
    return "" if cell.number is not None else cell.text


def _header_text(text: str) -> str:
    """In a page header & begins a code and must be doubled."""
    return text.replace("&", "&&")[:100]


def _write_cell(
    sheet: Worksheet, place: tuple[int, int], cell: Cell, kind: ColumnKind, formats: Formats
) -> None:
    if cell.number is not None and kind == "number":
        shape = "0" if cell.decimals == 0 else "0." + "0" * cell.decimals
        sheet.write_number(*place, _exact(cell.number), formats.get(num_format=shape, align="right"))
    elif kind == "number" and cell.text == "—":
        sheet.write_blank(*place, None, formats.get())
    elif kind == "sources" and cell.numbers:
        form = formats.get(align="center", font_color="#1F4E79", underline=1, text_wrap=True)
        sheet.write_url(*place, f"internal:'{_ANNEX_SHEET}'!A{cell.numbers[0] + 1}", form, cell.text)
    elif kind == "light":
        fill = {"bg_color": f"#{LIGHT_FILLS[cell.light]}"} if cell.light else {}
        sheet.write_string(*place, cell.text, formats.get(align="center", text_wrap=True, **fill))
    else:
        sheet.write_string(*place, fitting(cell.text), formats.get(text_wrap=True))


def _exact(value: Decimal) -> float:
    """Excel holds 15 significant digits, more than any printed figure has."""
    return float(value)


def _write_annex(sheet: Worksheet, annex: tuple[AnnexEntry, ...], brief: Brief, formats: Formats) -> None:
    columns = (
        Column("编号", 3, "number"),
        Column("文件", 20),
        Column("位置", 10),
        Column("原文", 35),
        Column("核对", 5),
    )
    write_head(sheet, columns, brief.title, "依据表", formats)
    wrapped = formats.get(text_wrap=True)
    for entry in annex:
        sheet.write_number(entry.number, 0, entry.number, formats.get(align="center"))
        for place, text in enumerate((entry.file_name, entry.place, entry.quote, entry.state), start=1):
            sheet.write_string(entry.number, place, fitting(text), wrapped)
        fit_row(sheet, entry.number, ["", entry.file_name, entry.place, entry.quote, entry.state], columns)
    sheet.autofilter(0, 0, max(len(annex), 1), len(columns) - 1)


def _write_notes(sheet: Worksheet, brief: Brief, formats: Formats) -> None:
    column = Column("说明", 70)
    sheet.set_column(0, 0, sheet_width(column))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    lines = (f"{brief.title}{brief.subtitle}", *brief.notes)
    for place, line in enumerate(lines):
        sheet.write_string(place, 0, line, formats.get(text_wrap=True, border=0, bold=place == 0))
        fit_row(sheet, place, [line], [column])
