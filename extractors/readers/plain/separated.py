"""Tables saved as text with separators (.csv, .tsv): read as a sheet is.

The separator is the one that divides most lines alike: comma, tab, semicolon or bar; quoted cells may hold
it, and line ends. Lines above and below the table (its title, 单位：万元, 注：…) are paragraphs, as on a
sheet. Addresses: `line 3`, `line 3/cell 2`.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.readers.assembly import assemble
from extractors.readers.clean import clean, clean_cell
from extractors.readers.drafts import Draft, ParagraphDraft, TableDraft
from extractors.readers.excel.regions import Grid, find_regions
from extractors.readers.excel.workbook import Sheet, SheetCell
from extractors.readers.plain.source import decoded_text, no_words, unread_characters
from schemas.document import Cell, Document, Place, SourceFile
from schemas.errors import DamagedFileError

_SEPARATORS = ",\t;|，"
_SAMPLE_LINES = 200


def read_separated(source: SourceFile, data: bytes) -> Document:
    """The document in the bytes of a separated table."""
    decoded = decoded_text(source, data)
    try:
        cells = tuple(_cells(decoded.text))
    except csv.Error as error:
        raise DamagedFileError(f"“{source.name}”不是完整的表格数据") from error
    if not cells:
        raise no_words(source)
    return assemble(source, tuple(_drafts(cells)), missing=unread_characters(decoded))


def find_separator(text: str) -> str:
    """The character that stands equally often in most lines; the comma where none does."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    best, most = ",", 0
    for separator in _SEPARATORS:
        counts = Counter(line.count(separator) for line in lines if separator in line)
        alike = max(counts.values(), default=0)
        if alike > most:
            best, most = separator, alike
    return best


def _cells(text: str) -> Iterator[SheetCell]:
    """The filled cells; their row is the line that their record begins in."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_separator(text))
    begins = 1
    for record in reader:
        for col, words in enumerate(record, start=1):
            if words.strip():
                yield SheetCell(begins, col, words, words)
        begins = reader.line_num + 1


def _drafts(cells: Sequence[SheetCell]) -> Iterator[Draft]:
    for region in find_regions(Sheet(1, "", cells=tuple(cells))):
        if isinstance(region, Grid):
            yield _table(region)
            continue
        for cell in region.cells:
            place = _place(cell.row) if len(region.cells) == 1 else _place(cell.row, cell.col)
            yield ParagraphDraft(clean(cell.text), cell.text, (place,))


def _table(grid: Grid) -> TableDraft:
    cells = tuple(
        Cell(
            item.row,
            item.col,
            clean_cell(item.cell.text) if item.cell else "",
            item.cell.text if item.cell else "",
            _place(item.sheet_row, item.sheet_col),
        )
        for item in grid.cells
    )
    lines = dict.fromkeys(item.sheet_row for item in grid.cells)
    return TableDraft(grid.rows, grid.cols, cells, tuple(_place(line) for line in lines))


def _place(line: int, cell: int | None = None) -> Place:
    path = f"line {line}" if cell is None else f"line {line}/cell {cell}"
    return Place(path, line=line, last_line=line)
