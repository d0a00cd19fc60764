"""What the project's own reader makes of a file, as tables to be scored."""

from collections import Counter
from pathlib import Path

from extractors.readers.registry import read
from schemas.document import Document, Paragraph, Table
from schemas.errors import ReadError
from tests.generator.scoring import ReadCell, ReadTable, plain


def read_tables(path: Path) -> tuple[ReadTable, ...]:
    """The tables of a file; none where it can't be read."""
    try:
        document = read(path)
    except ReadError:
        return ()
    return tuple(_table(document, table) for table in document.tables)


def _table(document: Document, table: Table) -> ReadTable:
    cells = tuple(ReadCell(cell.row, cell.col, cell.text, cell.rowspan, cell.colspan) for cell in table.cells)
    title = "" if table.title is None else _text(document, table.title)
    notes = tuple(_text(document, index) for index in table.notes)
    return ReadTable(
        table.rows, table.cols, cells, table.header_rows, title, notes, what_undoing_loses(table)
    )


def _text(document: Document, index: int) -> str:
    block = document.blocks[index]
    return block.text if isinstance(block, Paragraph) else ""


def what_undoing_loses(table: Table) -> str:
    """What is missing or too much when a joined table is taken apart again, in words; "" where nothing is.

    The parts have all rows of the whole, the header rows that were dropped, and one more for each page end
    that cut a row (where all have its columns: parts of a table that was too wide stand beside one another);
    and all its characters.
    """
    if not table.parts:
        return ""
    stacked = all(part.cols == table.cols for part in table.parts)
    rows = sum(part.rows for part in table.parts) - table.repeated_rows - table.rows if stacked else 0
    if not 0 <= rows < len(table.parts):
        return (
            f"{[part.rows for part in table.parts]} 行，去重 {table.repeated_rows} 行，合成 {table.rows} 行"
        )
    lost = _characters(table) - sum((_characters(part) for part in table.parts), Counter())
    return f"各页的表里没有：{''.join(lost)}" if lost else ""


def _characters(table: Table) -> Counter[str]:
    return Counter("".join(plain(cell.text) for cell in table.cells))
