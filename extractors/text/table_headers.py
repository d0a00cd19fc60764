"""Header rows of a table, and what its columns hold by header and content.

Signals for a header row, in order of precedence:

1. the rows that the reader marked, unless numbers stand in them;
2. a row in which at least half of the filled cells name a column (by the header vocabulary, or a
   place), of two kinds or more, and which does not look like data;
3. the first row of several words, where it names one column at least and numbers stand below it, or
   where most of what stands below it is numbers.

A header goes on into the next row where that row only fills in what stands under wide cells. A table
may have several headers under one another (the fiscal self-evaluation form). Cells below decide
only what a header word leaves open (单位: a unit of measure or a department).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.text.cell_values import is_nothing, read_cell
from extractors.text.columns import Column, ColumnKind, header_kind, is_place, is_year, read_column
from schemas.document import Cell, Table

_UNIT_CELL = re.compile(
    r"^[%％‰℃/人元亩吨个家项件条座处所套米天次场起例台辆倍户头分位名万亿千百美公里顷平方立微克升时瓦株只册年月]{1,8}"
    r"(/.{1,5})?$"
)
_COLOUR_CELL = re.compile(r"^[●○◆■▲★]?(?:[红黄绿蓝橙]色?(?:灯|牌|预警)?|[🔴🟡🟢🔵🟠])$")
_HEAD_LABEL = re.compile(r"(?:项目|部门|单位).{0,6}名称|主管部门|(?:实施|责任|填报|评价)单位|^(?:部门|单位)$")
_HEAD_KINDS: tuple[ColumnKind, ...] = (
    *("name", "entity", "unit", "responsible", "lead", "person", "deadline", "grade"),
)
_NUMBERED: tuple[ColumnKind, ...] = ("target", "completion", "yoy", "change", "budget", "forecast", "rank")
_MANY = 2
_NAMED_BY_WORDS = re.compile(r"任务|内容|项目|事项|工作")


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """A header: its rows `first` to `last` (inclusive), the first row after its data (`end`), and its
    columns. `last` is −1 for columns taken over from the table before."""

    first: int
    last: int
    end: int
    columns: tuple[Column, ...]


def find_headers(table: Table) -> tuple[HeaderRows, ...]:
    """The headers of a table from the top down, () where it has none."""
    spans: list[tuple[int, int]] = []
    row = 0
    while row < table.rows:
        last = _header_end(table, row, first=not spans)
        if last is None:
            row += 1
        else:
            spans.append((row, last))
            row = last + 1
    ends = [*(first for first, _ in spans), table.rows][1:]
    return tuple(_header(table, first, last, end) for (first, last), end in zip(spans, ends, strict=True))


def continued(header: HeaderRows, table: Table) -> HeaderRows:
    """The columns of an earlier table for one that goes on without a header."""
    columns = _by_content(table, header.columns, 0, table.rows)
    return HeaderRows(0, -1, table.rows, columns)


def side_by_side(header: HeaderRows) -> tuple[HeaderRows, ...]:
    """The header once for each of the tables set side by side (序号|指标|完成|序号|指标|完成), where its
    columns repeat; the columns of the other tables are `beside`. The header itself where they do not."""
    titles = [column.title for column in header.columns]
    for count in (2, 3, 4):
        width, rest = divmod(len(titles), count)
        if not rest and width > 1 and len(set(titles[:width])) == width and titles == titles[:width] * count:
            return tuple(_only(header, first, first + width) for first in range(0, len(titles), width))
    return (header,)


def _only(header: HeaderRows, first: int, end: int) -> HeaderRows:
    columns = (
        column if first <= col < end else replace(column, kind="beside")
        for col, column in enumerate(header.columns)
    )
    return replace(header, columns=tuple(columns))


def header_cells(table: Table, header: HeaderRows) -> tuple[Cell, ...]:
    """The filled cells that begin in the header's rows."""
    rows = range(header.first, header.last + 1)
    return tuple(cell for row in rows for cell in filled(beginning(table, row)))


def filled(cells: Iterable[Cell]) -> list[Cell]:
    """The cells with something in them."""
    return [cell for cell in cells if cell.text.strip()]


def covering(table: Table, row: int) -> tuple[Cell, ...]:
    """The cells that cover a row, those merged from above among them, each once, left to right."""
    found = {(c.row, c.col): c for col in range(table.cols) if (c := table.cell(row, col))}
    return tuple(found.values())


def beginning(table: Table, row: int) -> list[Cell]:
    """The cells that begin in a row, left to right."""
    return [cell for cell in covering(table, row) if cell.row == row]


def column_texts(table: Table, col: int, first: int, end: int) -> list[str]:
    """The filled texts of a column, merged cells once, cells over the whole width left out."""
    cells = (table.cell(row, col) for row in range(first, end))
    rows = range(first, end)
    return [
        cell.text
        for row, cell in zip(rows, cells, strict=True)
        if cell and cell.row == row and cell.colspan < table.cols and not is_nothing(cell.text)
    ]


def mostly(texts: Sequence[str], test: Callable[[str], bool]) -> bool:
    """True where more than half of the texts pass."""
    return sum(test(text) for text in texts) * 2 > len(texts)


def is_words(text: str) -> bool:
    """True for a short text that is neither a value nor a unit of measure."""
    return read_cell(text) is None and len(text) <= 40 and not _UNIT_CELL.match(text)


def _header(table: Table, first: int, last: int, end: int) -> HeaderRows:
    paths = (_path(table, col, first, last) for col in range(table.cols))
    columns = tuple(read_column(path) for path in paths)
    return HeaderRows(first, last, end, _by_content(table, columns, last + 1, end))


def _path(table: Table, col: int, first: int, last: int) -> tuple[str, ...]:
    found = (_header_cell(table, row, col, last) for row in range(first, last + 1))
    cells = {(c.row, c.col): c.text for c in found if c}
    return tuple(text for text in cells.values() if text)


def _header_cell(table: Table, row: int, col: int, last: int) -> Cell | None:
    """The header cell over a column: of an empty one above a filled one, the filled one at its left."""
    cell = table.cell(row, col)
    if cell is None or cell.text or row == last or not table.text(row + 1, col):
        return cell
    left = (table.cell(row, c) for c in range(col - 1, -1, -1))
    return next((c for c in left if c and c.text), cell)


# which rows are header


def _header_end(table: Table, row: int, *, first: bool) -> int | None:
    """The last row of the header that begins at `row`, None where none begins."""
    marked = table.header_rows if first and row == 0 and _is_marked_header(table) else 0
    if not (marked or _is_header_row(table, row) or (first and _opens_table(table, row))):
        return None
    last = row
    while last + 1 < table.rows and _is_second_level(table, last):
        last += 1
    return max(last, marked - 1)


def _is_marked_header(table: Table) -> bool:
    rows = range(table.header_rows)
    numbers = any(_is_number(cell) for row in rows for cell in beginning(table, row))
    return 0 < table.header_rows < table.rows and not numbers and len(filled(beginning(table, 0))) > 1


def _is_header_row(table: Table, row: int) -> bool:
    cells = filled(beginning(table, row))
    if len(cells) < 2 or not _may_be_header(cells):
        return False
    kinds = [read_column((cell.text,)).kind for cell in cells]
    known = [
        k
        for k, cell in zip(kinds, cells, strict=True)
        if k != "unknown" or is_place(cell.text) or is_year(cell.text)
    ]
    return len(known) * 2 >= len(cells) and len(set(known)) >= 2


def _opens_table(table: Table, row: int) -> bool:
    """The first row of several words with numbers or lights below its levels, where it begins with a
    known header (单位 among them: it stands over the names of units) or numbers are most of what is below."""
    cells = filled(beginning(table, row))
    if len(cells) < 3 or not _may_be_header(cells):
        return False
    data = row + 2 if row + 2 < table.rows and _is_second_level(table, row) else row + 1
    below = filled(beginning(table, data)) if data < table.rows else []
    kinds = [header_kind(cell.text) for cell in cells[:2]]
    known = kinds[0] == "unit" or any(kind in ("name", "entity", "number", "category") for kind in kinds)
    numbers = sum(_is_number(cell) for cell in below)
    coloured = any(_COLOUR_CELL.match(cell.text) for cell in below)
    return (known and (numbers > 0 or coloured)) or (numbers >= _MANY and numbers * 2 > len(below))


def _may_be_header(cells: Sequence[Cell]) -> bool:
    """False for rows with values or long text in them, for rows that begin like data, for the lights of a
    place and for labels with their values beside them."""
    if _are_pairs(cells) or any(_is_number(cell) or len(cell.text) > 30 for cell in cells):
        return False
    if any(_COLOUR_CELL.match(cell.text) for cell in cells[1:]) and _is_named_place(cells[0].text):
        return False
    units = any(_UNIT_CELL.match(cell.text) and not _names_column(cell.text) for cell in cells[1:])
    return not units and re.fullmatch(r"\d{1,3}", cells[0].text) is None


def _are_pairs(cells: Sequence[Cell]) -> bool:
    """True for the head of a form (主管部门 | 市林业局 | 实施单位 | 市园林中心): who and what, each with its
    value at its right."""
    labels, values = cells[::2], cells[1::2]
    told = [header_kind(cell.text) in _HEAD_KINDS for cell in labels]
    return (
        bool(_HEAD_LABEL.search(cells[0].text))
        and len(labels) == len(values)
        and all(told)
        and all(header_kind(cell.text) == "unknown" and not is_year(cell.text) for cell in values)
    )


def _is_named_place(text: str) -> bool:
    return is_place(text) and header_kind(text) == "unknown"


def _names_column(text: str) -> bool:
    """True for header words made of the signs of units (单位, 名次, 位次)."""
    return text == "单位" or (len(text) > 1 and header_kind(text) == "rank")


def _is_number(cell: Cell) -> bool:
    value = read_cell(cell.text) is not None and header_kind(cell.text) == "unknown"
    return value and not is_year(cell.text)


def _is_second_level(table: Table, row: int) -> bool:
    """True where the next row only fills in what stands under wide header cells of this row."""
    above = covering(table, row)
    wide = {col for c in above if c.colspan > 1 for col in range(c.col, c.col + c.colspan)}
    wide |= _open_columns(table, row)
    below = filled(beginning(table, row + 1))
    if not wide or not below or any(_is_data(c) for c in below):
        return False
    told = all(header_kind(c.text) != "unknown" for c in below)
    deep = any(c.rowspan > 1 for c in above) or not table.text(row + 1, 0)
    return told or (deep and all(c.col in wide for c in below))


def _open_columns(table: Table, row: int) -> set[int]:
    """In a table without merged cells, the columns under a header that goes on to its right over empty
    cells with a second level below them."""
    if any(cell.colspan > 1 or cell.rowspan > 1 for cell in table.cells if cell.row == row):
        return set()
    empty = {
        col
        for col in range(1, table.cols)
        if not table.text(row, col) and table.text(row + 1, col) and not table.text(row + 1, 0)
    }
    return empty | {col - 1 for col in empty}


def _is_data(cell: Cell) -> bool:
    return _is_number(cell) or len(cell.text) > 20 or re.search("[，,。；;]", cell.text) is not None


# columns that their header leaves open


def _by_content(table: Table, columns: Sequence[Column], first: int, end: int) -> tuple[Column, ...]:
    texts = [column_texts(table, col, first, end) for col in range(len(columns))]
    settled = tuple(_settled(column, below) for column, below in zip(columns, texts, strict=True))
    settled = tuple(
        replace(column, kind="rank_change") if i and _moves_in_rank(column, settled[i - 1]) else column
        for i, column in enumerate(settled)
    )
    if any(column.kind == "name" for column in settled):
        return settled
    named = next(
        (i for i, (c, t) in enumerate(zip(settled, texts, strict=True)) if _names_by_words(c, t)), None
    )
    return tuple(replace(c, kind="name") if i == named else c for i, c in enumerate(settled))


_MOVED = re.compile(r"^[（(]?[较比与]?(?:上|前|去).{0,6}|^升降.*|^变化.*")


def _moves_in_rank(column: Column, before: Column) -> bool:
    """True for 较上月 right of a rank: a change of places."""
    bare = column.kind == "change" and not column.unit and not column.label and column.path
    return bool(bare and before.kind == "rank" and _MOVED.fullmatch(column.path[-1]))


def _settled(column: Column, texts: Sequence[str]) -> Column:
    if not texts:
        return column
    if column.kind == "unit" and not mostly(texts, lambda t: bool(_UNIT_CELL.match(t))):
        return replace(column, kind="entity")
    if column.kind in ("unknown", "result") and mostly(texts, lambda t: bool(_COLOUR_CELL.match(t))):
        return replace(column, kind="light")
    if column.kind in ("name", "category") and _runs_on(texts):
        return replace(column, kind="number")
    if column.kind == "name" and mostly(texts, lambda t: read_cell(t) is not None):
        above = read_column(column.path[:-1]).kind
        return replace(column, kind=above if above in _NUMBERED else "result")
    if column.kind in ("rule", "note") and mostly(texts, lambda t: read_cell(t) is not None):
        return replace(column, kind="result")
    if column.kind == "light_count" and not any(read_cell(t) for t in texts):
        return replace(column, kind="light")
    return column


def _runs_on(texts: Sequence[str]) -> bool:
    """True for running numbers under a word that heads names (绩效指标 over 1, 2, 3), a sum below them."""
    numbers = [text for text in texts if text.isdecimal()]
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    return len(numbers) >= max(_MANY, len(texts) - 1) and numbers == counted


def _names_by_words(column: Column, texts: Sequence[str]) -> bool:
    """A column of 任务 or 内容 that holds words names the rows where no other column does, and so does a
    column of sums of money (年度预算数（万元）) that holds none."""
    tasked = column.kind in ("target", "result") and column.path and _NAMED_BY_WORDS.search(column.path[-1])
    worded = tasked or (column.kind == "budget" and len(texts) >= _MANY)
    return bool(worded and texts) and mostly(texts, is_words)
