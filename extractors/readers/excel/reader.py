"""Excel (.xlsx, .xlsm): sheets to paragraphs and tables.

What a cell says is what it shows (82.6%), what it stores stands beside it as `raw` (0.825970149253731). The
sheets are read in their order, hidden ones, hidden rows and hidden columns too: each is marked, so that a
reader of the records knows that the page does not show it. The first line of a sheet is its title; a sheet
without one goes by its name. Text boxes are read after the cells.

Nothing is run and nothing is computed: a formula without a stored value is said to be missing. Comments are
no text of the paper; pictures are counted as missing. Addresses: `sheet 1/row 5/cell 3` with the sheet's own
row and column.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.readers.assembly import assemble
from extractors.readers.clean import clean, clean_cell
from extractors.readers.collection import uncollected
from extractors.readers.drafts import Draft, ParagraphDraft, TableDraft
from extractors.readers.excel.notices import marks_of, missing_of
from extractors.readers.excel.regions import Grid, Region, find_regions
from extractors.readers.excel.workbook import Sheet, SheetCell, read_sheets
from extractors.readers.labels import find_label
from extractors.readers.ooxml import Parts
from schemas.document import Cell, Document, Place, SourceFile
from schemas.errors import EmptyFileError

_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*(?:\s*\(\d+\))?$", re.IGNORECASE)
_NO_TITLE = re.compile(r"[。；：:]|^[（(].*[）)]$")
_LONGEST_TITLE = 60


def read_excel(source: SourceFile, data: bytes) -> Document:
    """The document in the bytes of an .xlsx or .xlsm file."""
    with uncollected():
        return document_of(source, read_sheets(Parts(data, source.name), source.name))


def document_of(source: SourceFile, sheets: Sequence[Sheet], missing: tuple[str, ...] = ()) -> Document:
    """The document that the sheets of a workbook make up."""
    drafts = [draft for sheet in sheets for draft in _drafts(sheet, is_first=sheet is _first(sheets))]
    missing = (*missing, *missing_of(sheets))
    if not drafts:
        words = f"“{source.name}”的工作表里没有内容"
        if missing:
            raise EmptyFileError(f"{words}（{'；'.join(missing)}）", "请按括号里所说处理后重新放入")
        raise EmptyFileError(words)
    return assemble(source, drafts, missing=missing, marks=marks_of(sheets))


def _first(sheets: Sequence[Sheet]) -> Sheet | None:
    """The first sheet that says something: its title is the document's."""
    filled = [sheet for sheet in sheets if sheet.cells or sheet.boxes]
    return next((sheet for sheet in filled if sheet.state == "visible"), filled[0] if filled else None)


def _drafts(sheet: Sheet, *, is_first: bool) -> Iterator[Draft]:
    regions = list(find_regions(sheet))
    title = _title(regions)
    if title is None and regions and not _DEFAULT_NAME.match(sheet.name.strip()):
        yield _sheet_name(sheet, is_first=is_first)
    tables = 0
    for region in regions:
        if isinstance(region, Grid):
            tables += 1
            yield _table(region, sheet, tables)
        else:
            for cell in region.cells:
                level = (0 if is_first else 1) if cell is title else None
                yield from _paragraphs(cell, sheet, level)
    for number, text in enumerate(sheet.boxes, start=1):
        place = Place(f"sheet {sheet.number}/box {number}", sheet=sheet.name)
        yield ParagraphDraft(clean(text), text, (place,))


def _title(regions: Sequence[Region]) -> SheetCell | None:
    """The cell that holds a sheet's title: of the single short lines at its top the one in the largest
    type."""
    candidates: list[SheetCell] = []
    for region in regions:
        if isinstance(region, Grid):
            break
        words = clean_cell(region.cells[0].text)
        label = find_label(words)
        if len(region.cells) > 1 or len(words) > _LONGEST_TITLE or _NO_TITLE.search(words):
            break
        if label is None:
            candidates.append(region.cells[0])
        elif label.kind != "annex":
            break
    return max(candidates, key=lambda cell: cell.size or 0, default=None)


def _sheet_name(sheet: Sheet, *, is_first: bool) -> ParagraphDraft:
    place = Place(f"sheet {sheet.number}", sheet=sheet.name)
    return ParagraphDraft(clean(sheet.name), sheet.name, (place,), style_level=0 if is_first else 1)


def _paragraphs(cell: SheetCell, sheet: Sheet, level: int | None) -> Iterator[ParagraphDraft]:
    """A cell of text; each of its lines is a paragraph."""
    offset = 0
    for line in cell.text.splitlines(keepends=True):
        if text := clean(line):
            place = _place(sheet, cell.row, cell.col, offset)
            raw = cell.raw if line == cell.text else line.rstrip("\r\n")
            yield ParagraphDraft(text, raw, (place,), style_level=level, size=cell.size)
        offset += len(line)


def _place(sheet: Sheet, row: int, col: int, offset: int = 0) -> Place:
    tail = f"+{offset}" if offset else ""
    return Place(f"sheet {sheet.number}/row {row}/cell {col}{tail}", sheet=sheet.name)


def _table(grid: Grid, sheet: Sheet, number: int) -> TableDraft:
    place = Place(f"sheet {sheet.number}/table {number}", sheet=sheet.name)
    return TableDraft(
        grid.rows, grid.cols, tuple(_cells(grid, sheet)), (place,), header_rows=grid.header_rows
    )


def _cells(grid: Grid, sheet: Sheet) -> Iterator[Cell]:
    """The cells of a table; the words of an address that a row shares are put together once."""
    current, above = 0, ""
    for sheet_row, sheet_col, cell, row, col, rowspan, colspan in grid.cells:
        if sheet_row != current:
            current, above = sheet_row, f"sheet {sheet.number}/row {sheet_row}/cell "
        place = Place(f"{above}{sheet_col}", None, None, None, None, sheet.name)
        if cell is None:
            yield Cell(row, col, "", "", place, rowspan, colspan)
        else:
            yield Cell(row, col, _words(cell), cell.raw, place, rowspan, colspan)


def _words(cell: SheetCell) -> str:
    text = cell.text
    is_clean = cell.is_number and text.isascii() and " " not in text
    return text if is_clean else clean_cell(text)
