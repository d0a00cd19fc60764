"""The regions of a sheet: which cells are lines of text, and which make up tables.

In order: blank rows end a region, unless what follows goes on in the same columns without a header of its
own; a caption above a header inside a region begins a table of its own; rows with one filled cell, and rows
of 填报单位：… 单位：万元 above a table are lines, and so are notes and signatures below it; blank columns
divide tables that stand side by side where each has names of columns of its own; two blank columns or more
also where each has a first row of words and names in its first column. What is left is a table where it has
two rows and two columns, else lines.

Only filled cells are looked at, so the million formatted blanks that a sheet may claim cost nothing. No
filled cell is ever lost: each is in a line or in a table, or lies under a merged one
(merges.covered_cells names those).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.captions import is_caption, is_note, is_unit_line
from extractors.readers.clean import clean_cell
from extractors.readers.excel.merges import Merges, Row
from extractors.readers.excel.workbook import Sheet, SheetCell, filled_rows
from extractors.readers.tables import is_value

_META = re.compile(
    r"[（(]?[^，。；]{0,24}[:：][^。；]{0,40}$|[（(]?\s*(?:截[至止]|数据截)?\S{0,4}\d{4}\s*[年./-][^，。；]{0,20}[）)]?$"
)
_COLON = re.compile("[:：]")
_OPEN_LABEL = re.compile(r"[（(]?\S[^，。；]{0,16}[:：]$")
_KEY_NAME = re.compile(
    r"序\s*号|编\s*号|代\s*码|类\s*别|(?:一|二|三)级指标|\S{0,8}(?:指\s*标|项\s*目|任\s*务|事\s*项|名\s*称|单\s*位|部\s*门|地\s*区|县区|县市区|乡\s*镇|镇街|科\s*目)\S{0,4}"
)
_SENTENCE = re.compile(r"[。；：:]|^\S{2,20}(?:局|办公室|委员会|政府|中心)$")
_LONG_LINE = 30
_FORM_ROWS = 3
_WIDELY = 3  # columns from the last of a table to the first of the next: two blank ones between
_MOST_BLANKS_A_CELL = 20
_FEW_BLANKS = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """Cells that are read as text, one paragraph each."""

    cells: Row


class GridCell(NamedTuple):
    """One position of a table: the sheet's own row and column, the cell there (None where it is blank), its
    place in the table and its spans."""

    sheet_row: int
    sheet_col: int
    cell: SheetCell | None
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of a sheet, blank rows and columns left out. `header_rows` is how many of its rows the sheet
    prints on every page (None where it states nothing)."""

    rows: int
    cols: int
    cells: tuple[GridCell, ...]
    header_rows: int | None = None


Region = Line | Grid


def find_regions(sheet: Sheet) -> Iterator[Region]:
    """The lines and tables of a sheet, in reading order."""
    merges = Merges.of(sheet)
    rows = [row for _, filled in filled_rows(sheet) if (row := merges.seen(filled))]
    for band in _bands(rows, merges):
        for part in _captioned_parts(band):
            yield from _part(part, merges, sheet.title_rows)


# --- bands: what blank rows divide -----------------------------------------------------------------


def _bands(rows: Sequence[Row], merges: Merges) -> list[list[Row]]:
    bands: list[list[Row]] = []
    reach = -1
    for row in rows:
        if bands and (row[0].row <= reach + 1 or _goes_on(bands[-1], row)):
            bands[-1].append(row)
        else:
            bands.append([row])
        reach = max(reach, merges.bottom(row))
    return bands


def _goes_on(band: Sequence[Row], row: Row) -> bool:
    """True where a row after blank ones is one more row of the table above: it holds values, or begins as the
    last rows do, in the same columns."""
    above = [other for other in band if len(other) > 1]
    if len(above) < 2 or len(row) < 2 or _names_columns(row):
        return False
    columns = {cell.col for other in above for cell in other}
    same = all(cell.col in columns for cell in row) and row[0].col == above[-1][0].col
    return same and any(_is_value(cell) for cell in row) and all(_is_meta(cell) is False for cell in row)


def _captioned_parts(band: Sequence[Row]) -> Iterator[list[Row]]:
    """A band cut before each caption that stands above names of columns."""
    part: list[Row] = []
    for position, row in enumerate(band):
        if any(len(above) > 1 for above in part) and _begins_table(band, position):
            yield part
            part = []
        part.append(row)
    yield part


def _begins_table(band: Sequence[Row], position: int) -> bool:
    if len(band[position]) != 1 or not is_caption(clean_cell(band[position][0].text)):
        return False
    below = next((row for row in band[position + 1 : position + 4] if not _is_line(row)), None)
    return below is not None and _names_columns(below)


# --- one part: lines above, table or tables, lines below ---------------------------------------------


def _part(rows: Sequence[Row], merges: Merges, title_rows: int) -> Iterator[Region]:
    top = _lines_above(rows)
    end = _lines_below(rows, top)
    yield from map(Line, rows[:top])
    for group in _side_by_side(rows[top:end], merges):
        inner = _lines_above(group)
        yield from map(Line, group[:inner])
        last = _lines_below(group, inner)
        yield from _table_or_lines(group[inner:last], merges, title_rows)
        yield from map(Line, group[last:])
    yield from map(Line, rows[end:])


def _lines_above(rows: Sequence[Row]) -> int:
    """How many rows at the top are lines of text."""
    if _is_form(rows):
        return next((i for i, row in enumerate(rows) if _is_form_row(row)), 0)
    return next((i for i, row in enumerate(rows) if not _is_line(row)), len(rows))


def _is_line(row: Row) -> bool:
    """A row that holds one cell, or nothing but fields (填报单位：… 2024年9月 单位：万元)."""
    return len(row) == 1 or (
        all(_is_meta(cell) or _follows_label(row, cell) for cell in row)
        and any(_COLON.search(cell.text) for cell in row)
    )


def _follows_label(row: Row, cell: SheetCell) -> bool:
    """The value in the cell right of 填报单位： is part of the field."""
    position = row.index(cell)
    return position > 0 and bool(_OPEN_LABEL.match(clean_cell(row[position - 1].text)))


def _is_meta(cell: SheetCell) -> bool:
    text = clean_cell(cell.text)
    return len(text) <= 60 and (is_unit_line(text) or bool(_META.match(text)))


def _is_form(rows: Sequence[Row]) -> bool:
    return sum(_is_form_row(row) for row in rows[: 2 * _FORM_ROWS]) >= _FORM_ROWS


def _is_form_row(row: Row) -> bool:
    """项目名称： | X | 主管部门： | Y: a row of a form, where several follow one another."""
    return (
        len(row) > 1
        and all(_is_meta(cell) or _follows_label(row, cell) for cell in row)
        and any(_OPEN_LABEL.match(clean_cell(cell.text)) for cell in row)
    )


def _lines_below(rows: Sequence[Row], start: int) -> int:
    """The position after the last row of the table that begins at `start`: from the first note on that has
    lines only below it, and from the last row up while rows are sentences or fields."""
    end = len(rows)
    is_form = _is_form(rows)
    while end > start and _is_closing(rows[end - 1]) and not (is_form and len(rows[end - 1]) > 1):
        end -= 1
    for position in range(start + 1, end):
        row = rows[position]
        if len(row) == 1 and is_note(clean_cell(row[0].text)) and all(map(_is_line, rows[position:])):
            return position
    return end


def _is_closing(row: Row) -> bool:
    """A note, a sentence or a signature below a table; the name of a group of rows is none."""
    if len(row) > 1:
        return _is_line(row)
    text = clean_cell(row[0].text)
    if row[0].is_number:
        return False
    return is_note(text) or len(text) > _LONG_LINE or bool(_SENTENCE.search(text) or _META.match(text))


def _side_by_side(rows: Sequence[Row], merges: Merges) -> list[Sequence[Row]]:
    """The rows of each table where blank columns divide several; all rows where there is one."""
    if not rows:
        return []
    stretches = _stretches(rows, merges)
    groups = [
        [row for row in (_within(row, first, last) for row in rows) if row] for first, last in stretches
    ]
    apart = all(right[0] - left[1] >= _WIDELY for left, right in pairwise(stretches))
    if len(groups) > 1 and all(_stands_alone(group, apart=apart) for group in groups):
        return list(groups)
    return [rows]


def _within(row: Row, first: int, last: int) -> Row:
    return tuple(cell for cell in row if first <= cell.col <= last)


def _stretches(rows: Sequence[Row], merges: Merges) -> list[tuple[int, int]]:
    """First and last column of each stretch of columns that hold something."""
    ordered = sorted(set().union(*map(merges.columns, rows)))
    breaks = [i + 1 for i, (a, b) in enumerate(pairwise(ordered)) if b > a + 1]
    bounds = [0, *breaks, len(ordered)]
    return [(ordered[a], ordered[b - 1]) for a, b in pairwise(bounds)]


def _stands_alone(rows: Sequence[Row], *, apart: bool) -> bool:
    """A table of its own: two columns and two rows, and a first row that names columns; of one that stands
    widely `apart` a first row of words over a first column of names."""
    below = rows[_lines_above(rows) :]
    columns = sorted({cell.col for row in below for cell in row})
    if len(below) < 2 or len(columns) < 2:
        return False
    return _names_columns(below[0]) or (apart and _names_rows(below, columns))


def _names_rows(rows: Sequence[Row], columns: Sequence[int]) -> bool:
    """True for a first row of words over all columns, and words at the left of every other row."""
    header, *others = rows
    if [cell.col for cell in header] != list(columns) or any(_is_value(cell) for cell in header):
        return False
    return all(row[0].col == columns[0] and not _is_value(row[0]) for row in others)


def _names_columns(row: Row) -> bool:
    """True for a row of words of which one names what is listed (序号, 指标名称, 单位)."""
    words = [clean_cell(cell.text) for cell in row]
    return (
        len(row) > 1
        and not any(_is_value(cell) for cell in row)
        and any(_KEY_NAME.fullmatch(word) for word in words[:3])
    )


def _is_value(cell: SheetCell) -> bool:
    return cell.is_number or is_value(clean_cell(cell.text))


# --- the table -------------------------------------------------------------------------------------


def _table_or_lines(rows: Sequence[Row], merges: Merges, title_rows: int) -> Iterator[Region]:
    columns = sorted({cell.col for row in rows for cell in row})
    if len(rows) < 2 or len(columns) < 2:
        yield from map(Line, rows)
    else:
        yield _grid(rows, columns, merges, title_rows)


def _grid(rows: Sequence[Row], columns: Sequence[int], merges: Merges, title_rows: int) -> Grid:
    """The table of some rows: rows and columns in which no filled cell begins are left out."""
    numbers = [row[0].row for row in rows]
    filled = sum(map(len, rows))
    with_blanks = len(rows) * len(columns) <= _MOST_BLANKS_A_CELL * filled + _FEW_BLANKS
    taken: dict[int, set[int]] = {}
    cells: list[GridCell] = []
    for row, (number, line) in enumerate(zip(numbers, rows, strict=True)):
        own = {cell.col: cell for cell in line}
        covered = taken.setdefault(row, set())
        for col, sheet_col in enumerate(columns):
            cell = own.get(sheet_col)
            if col in covered or (cell is None and not with_blanks):
                continue
            rowspan = colspan = 1
            if number in merges.rows and (span := merges.spans.get((number, sheet_col))):
                rowspan = bisect_right(numbers, span[2]) - row
                colspan = bisect_right(columns, span[3]) - col
                for below in range(row, row + rowspan):
                    taken.setdefault(below, set()).update(range(col, col + colspan))
            cells.append(GridCell(number, sheet_col, cell, row, col, rowspan, colspan))
    stated = bisect_right(numbers, title_rows)
    return Grid(len(rows), len(columns), tuple(cells), stated or None)
