"""Tables of a page: which hold data, and their cells.

A table lays out the page, and is read as text, where it holds other tables of data, has one column or one row
of cells, is mostly links, or where one cell holds most of a long text. A table of a site's record (索引号,
发布机构, 发文字号 …) gives fields, one a line. All others hold data.

Cells follow the table model of HTML (rows and columns in turn, a cell goes to the next free position, spans
cover what lies right and below, cut at the table's end); rows and columns in which no cell begins are left
out. Tables inside a cell of data are read as lines of that cell.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from extractors.readers.clean import clean_cell
from extractors.readers.drafts import TableDraft
from extractors.readers.junk import is_record_name
from extractors.readers.web.dom import Paths, TableKind, lines_of, path_of, text_of
from schemas.document import Cell, Place

_WIDEST_SPAN, _TALLEST_SPAN = 1000, 20_000
_LONG_TEXT = 300
_MOST = 0.6
_MANY_LINKS = 0.7
_FEW_CELLS = 12
_LEAST_FILLED = 4
_MOST_RECORD_ROWS = 30
_MOST_NESTED = 50


@dataclass(frozen=True, slots=True)
class WebCell:
    """One td or th with its place in the table and its spans; `is_head` for th or inside thead."""

    element: etree._Element
    row: int
    col: int
    rowspan: int
    colspan: int
    raw: str
    is_head: bool

    def path(self, table: int) -> str:
        """The address of the cell in the table with this number."""
        return f"table {table}/row {self.row + 1}/cell {self.col + 1}"


def table_kind(table: etree._Element) -> TableKind:
    """What a table holds: data, the site's record of the paper, or (None) the page's own layout."""
    if sum(1 for _ in table.iter("table")) > _MOST_NESTED:
        return None
    if record_fields(table):
        return "record"
    return "data" if is_data_table(table) else None


def is_data_table(table: etree._Element) -> bool:
    """True for a table that holds data rather than the page."""
    cells = grid_of(table)
    filled = [cell for cell in cells if cell.raw.strip()]
    if len({cell.row for cell in filled}) < 2 or len({cell.col for cell in filled}) < 2:
        return False
    if len(filled) < _LEAST_FILLED or _is_menu(table, filled):
        return False
    nested = [t for t in table.iter("table") if t is not table and next(t.iterancestors("table")) is table]
    if any(table_kind(inner) for inner in nested):
        return _holds_data_beside(filled)
    longest = max(len(cell.raw) for cell in filled)
    whole = sum(len(cell.raw) for cell in filled)
    return not (longest > _LONG_TEXT and longest > _MOST * whole and len(filled) <= _FEW_CELLS)


def _holds_data_beside(filled: Sequence[WebCell]) -> bool:
    """True where a table with a table in a cell has rows of its own as well."""
    own = [cell for cell in filled if next(cell.element.iter("table"), None) is None]
    return (
        len({cell.row for cell in own}) > 2
        and len({cell.col for cell in own}) > 1
        and len(own) >= 2 * _LEAST_FILLED
    )


def _is_menu(table: etree._Element, filled: Sequence[WebCell]) -> bool:
    links = sum(len(text_of(link).strip()) for link in table.iter("a"))
    return links > _MANY_LINKS * sum(len(cell.raw.strip()) for cell in filled)


def record_fields(table: etree._Element) -> list[tuple[str, WebCell]]:
    """The fields of a site's record of the paper (发文字号：…), each with the cell that names it; empty
    for every other table."""
    if sum(1 for _ in table.iter("tr")) > _MOST_RECORD_ROWS:
        return []
    cells = [cell for cell in grid_of(table) if cell.raw.strip()]
    names = [cell for cell in cells if is_record_name(cell.raw)]
    if len(names) < 2 or 2 * len(cells) > 5 * len(names) + 2:
        return []
    fields: list[tuple[str, WebCell]] = []
    for cell in cells:
        text = " ".join(cell.raw.split())
        if is_record_name(cell.raw) or not fields:
            fields.append((text if ":" in text or "：" in text else f"{text}：", cell))
        else:
            fields[-1] = (fields[-1][0] + text, fields[-1][1])
    return fields


def grid_of(table: etree._Element) -> list[WebCell]:
    """The cells of a table in order, at the positions that HTML gives them."""
    cells: list[WebCell] = []
    taken: set[tuple[int, int]] = set()
    rows = list(_rows(table))
    for row, element in enumerate(rows):
        col = 0
        in_head = next(element.iterancestors("thead", "table")).tag == "thead"
        for item in element.iterchildren("td", "th"):
            while (row, col) in taken:
                col += 1
            rowspan = min(_span(item, "rowspan", _TALLEST_SPAN) or len(rows), len(rows) - row)
            colspan = _free(taken, row, col, _span(item, "colspan", _WIDEST_SPAN) or 1)
            taken |= {(row + down, col + right) for down in range(1, rowspan) for right in range(colspan)}
            raw = "\n".join(lines_of(item))
            cells.append(WebCell(item, row, col, rowspan, colspan, raw, in_head or item.tag == "th"))
            col += colspan
    return cells


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself, head first and foot last, as a browser sets them."""
    groups: dict[str, list[etree._Element]] = {"thead": [], "": [], "tfoot": []}
    for kid in table:
        if kid.tag == "tr":
            groups[""].append(kid)
        elif kid.tag in {"thead", "tbody", "tfoot", "form", "center"}:
            group = kid.tag if kid.tag in groups else ""
            groups[group] += kid.iterchildren("tr")
    yield from (row for rows in groups.values() for row in rows)


def _span(item: etree._Element, name: str, most: int) -> int:
    """How far a cell reaches; 0 for “to the end”."""
    value = item.get(name)
    if not value:
        return 1
    digits = re.match(r"\d+", value.strip())
    return min(int(digits[0]), most) if digits else 1


def _free(taken: set[tuple[int, int]], row: int, col: int, colspan: int) -> int:
    """How many columns from a position on are free: a cell never lies over another."""
    return next((width for width in range(colspan) if width and (row, col + width) in taken), colspan)


def table_draft(table: etree._Element, number: int) -> TableDraft | None:
    """The table as a draft; None where it holds no text."""
    grid = grid_of(table)
    filled = [cell for cell in grid if cell.raw.strip()]
    rows, cols = sorted({c.row for c in filled}), sorted({c.col for c in filled})
    if not filled:
        return None
    place = Place(f"table {number}", element=path_of(table))
    cells = tuple(_kept(grid, rows, cols, number))
    return TableDraft(len(rows), len(cols), cells, (place,), header_rows=_stated_header(grid, rows))


def _kept(grid: Sequence[WebCell], rows: list[int], cols: list[int], number: int) -> Iterator[Cell]:
    """The cells without the rows and columns in which no filled cell begins."""
    paths = Paths()
    for cell in grid:
        row, col = bisect_left(rows, cell.row), bisect_left(cols, cell.col)
        rowspan = bisect_left(rows, cell.row + cell.rowspan) - row
        colspan = bisect_left(cols, cell.col + cell.colspan) - col
        if rowspan and colspan:
            place = Place(cell.path(number), element=paths.of(cell.element))
            yield Cell(row, col, clean_cell(cell.raw), cell.raw, place, rowspan, colspan)


def _stated_header(grid: Sequence[WebCell], rows: Sequence[int]) -> int | None:
    """How many rows at the top hold nothing but th or stand in thead; None where the table says nothing."""
    plain = {cell.row for cell in grid if not cell.is_head and cell.raw.strip()}
    count = next((position for position, row in enumerate(rows) if row in plain), len(rows))
    return count or None
