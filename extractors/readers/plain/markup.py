"""HTML tables that a converter left in a text file: `<table>` to `</table>`, spans and all.

Only the table's own markup is read; an HTML file is no text file and does not come here.
"""

from collections.abc import Iterator, Sequence

from lxml import html
from lxml.etree import ParserError

from extractors.readers.clean import clean_cell
from extractors.readers.drafts import TableDraft
from extractors.readers.plain.lines import SourceLine
from schemas.document import Cell, Place

_MOST_LINES = 3000
_WIDEST_SPAN = 100


def html_table_end(lines: Sequence[SourceLine], start: int) -> int:
    """The position after the line that closes the table opened in a line; 0 where none is opened or
    closed.
    """
    if "<table" not in lines[start].text.lower():
        return 0
    for position in range(start, min(start + _MOST_LINES, len(lines))):
        if "</table" in lines[position].text.lower():
            return position + 1
    return 0


def html_table(lines: Sequence[SourceLine]) -> TableDraft | None:
    """The table in the markup of some lines; None where it holds no cells."""
    markup = "\n".join(line.text for line in lines)
    try:
        root = html.fromstring(markup[markup.lower().index("<table") :])
    except (ParserError, ValueError):
        return None
    place = Place(lines[0].place.path, line=lines[0].number, last_line=lines[-1].number)
    cells = tuple(_cells(root, place))
    if not cells:
        return None
    rows = max(cell.row + cell.rowspan for cell in cells)
    cols = max(cell.col + cell.colspan for cell in cells)
    return TableDraft(rows, cols, cells, (place,))


def _cells(root: html.HtmlElement, place: Place) -> Iterator[Cell]:
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(root.iter("tr")):
        col = 0
        for item in element.iterchildren("td", "th"):
            while (row, col) in taken:
                col += 1
            rowspan, colspan = _span(item, "rowspan"), _span(item, "colspan")
            taken |= {(row + down, col + right) for down in range(rowspan) for right in range(colspan)}
            raw = _text(item)
            address = Place(
                f"{place.path}/row {row + 1}/cell {col + 1}", line=place.line, last_line=place.last_line
            )
            yield Cell(row, col, clean_cell(raw), raw, address, rowspan, colspan)
            col += colspan


def _text(item: html.HtmlElement) -> str:
    for line_break in item.iter("br", "p"):
        line_break.tail = "\n" + (line_break.tail or "")
    return str(item.text_content())


def _span(item: html.HtmlElement, name: str) -> int:
    value = str(item.get(name) or "1").strip()
    return min(max(int(value), 1), _WIDEST_SPAN) if value.isdigit() else 1
