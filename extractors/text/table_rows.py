"""Tables as rows with a name: bands of header and data rows, and what each row is about.

Signals, in order of precedence:

- name column: the deepest column whose header names indicators (三级指标 before 一级指标), else the
  first column of places or departments, else the first column of words;
- section row: a row with one filled cell; it is the category of the rows below;
- total row: 合计, 小计, 平均, 总分;
- what the rows are: by the name column's header (指标: indicators, 项目: pieces of work; 任务 with a unit,
  a target and a figure reached: indicators), by the names themselves (departments and places), and by
  the section row above (重点工作).

A table without header that continues the one before it (same width, nothing but a caption between)
takes that one's columns. It never reads values and never repairs a cell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from extractors.text.cell_values import is_nothing, read_cell
from extractors.text.columns import (
    FACT_ROLES,
    RESPONSIBLE_KINDS,
    Column,
    ColumnKind,
    fold_header,
    header_unit,
    is_place,
    read_column,
    unit_in_brackets,
    units_in_note,
)
from extractors.text.table_headers import (
    HeaderRows,
    beginning,
    column_texts,
    continued,
    covering,
    filled,
    find_headers,
    header_cells,
    is_words,
    mostly,
    side_by_side,
)
from schemas.document import Cell, Document, Paragraph, Table

RowKind = Literal["indicator", "item", "entity", "total", "other"]
"""What a row is about: an assessed indicator, a piece of work, a place or unit, a sum or mean."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One data row. `name` in the paper's words ("" where none), `name_cell` where it stands,
    `number` the printed number (None without), `category` the nearest group, `section` the section
    row above, `unit` the row's own unit (计量单位 column or brackets behind the name, "" for none),
    `weight` the cell with its points, `cells` the value cells with their column, each merged cell
    once, at the row where it begins, `group_weights` group names with the cell of their points,
    `entity` the place whose row it is where another column names the row (None otherwise)."""

    index: int
    kind: RowKind
    name: str
    name_cell: Cell | None
    number: str | None
    category: str | None
    section: str | None
    unit: str
    weight: Cell | None
    cells: tuple[tuple[Column, Cell], ...]
    group_weights: tuple[tuple[str, Cell], ...] = ()
    entity: str | None = None

    def texts(self, *kinds: ColumnKind) -> tuple[str, ...]:
        """The filled texts of the columns of these kinds, left to right."""
        return tuple(c.text for column, c in self.cells if column.kind in kinds and not is_nothing(c.text))


@dataclass(frozen=True, slots=True)
class Band:
    """A header with the data rows below it. `name_kind` is what its rows are, `units` what the notes
    say for the whole table, `captions` the words above the table (nearest first), `groups` the cells
    that name a group of rows (一级指标 and section rows), `header` the header's own cells."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    name_kind: RowKind
    units: tuple[str, ...]
    captions: tuple[str, ...]
    groups: tuple[Cell, ...]
    header: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a band's rows are read: which column names them, which name their groups, what they are."""

    table: Table
    columns: tuple[Column, ...]
    first: int
    end: int
    name_col: int | None
    group_cols: tuple[int, ...]
    kind: RowKind


_TOTAL = re.compile(
    r"(合计|总计|小计|总分|总得分|平均|均值|平均分|共计|累计|总成绩)$|^(合计|总计|小计|平均)|^计$"
)
_ORGANISATION = re.compile(
    r"(局|委|办|办公室|中心|政府|镇|乡|街道|县|区|市|州|园|基地|集团|公司|学校|医院|院|站|所|大?队|部|会|社|处|科|厂"
    r"|部门|分局|支行|分行|农场|法院|学院|中学|小学|村|苏木|旗|盟|指挥部|街道办|办事处)([（(].*[）)])?$"
)
_LISTED_NAMES = re.compile(r"指标|考核(内容|要点)|评价(内容|要点)")
_ITEM_NAMES = re.compile(r"项目|任务|工作|事项|实事|工程|活动|政策")
_NAMES_OF_WORK = re.compile(r"(?:项目|工程|任务|事项|实事)名称$")
_TASK_NAMES = re.compile(r"任务|工作(?!项目)|事项")
_COLOUR = re.compile("[红黄绿蓝橙][色灯牌]?$")
_ITEM_SECTION = re.compile(r"重点(工作|项目|任务|工程)|民生实事|改革任务|项目建设任务|专项工作")
_SECTION_LABEL = re.compile(
    r"^([（(]?[一二三四五六七八九十]{1,3}[）)、.．]{1,2}|[ⅠⅡⅢⅣⅤⅥⅦⅧ]+[、.．]?"
    r"|第[一二三四五六七八九十]+[类部分]+[：:、]?|\d+[、.．])(?!\d)\s*"
)
_ROW_LABEL = re.compile(r"^(\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[）)]|[①-⑳])\s*")
_POINTS = re.compile(r"[（(]\s*(?:共|满分|权重|分值)?[:：]?\s*\d+(?:\.\d+)?\s*分\s*[）)]")
_NOTE_ROW = re.compile(r"^(注|备注|说明|填报|填表|制表|审核|单位|联系)")
_MARKS = "*＊※★☆△▲#＃"
_TOTAL_SCORE = re.compile(r"总分|总计分|合计分")
_TOLD: tuple[ColumnKind, ...] = ("target", "result", "beside")
_LEVELS = {"一级": 1, "二级": 2, "三级": 3, "四级": 4}


@lru_cache(maxsize=1)
def read_bands(document: Document) -> tuple[Band, ...]:
    """Every band of every table of the document, in order. The last document's are kept: every finder
    asks for them in turn."""
    bands: list[Band] = []
    previous: tuple[Table, HeaderRows] | None = None
    section: str | None = None
    for table in document.tables:
        headers = find_headers(table)
        if not headers and previous and _continues(document, previous[0], table):
            section = _caption_section(document, previous[0], table) or section
            headers = (continued(previous[1], table),)
        else:
            section = None
        for header in headers:
            bands.extend([_band(document, table, part, section) for part in side_by_side(header)])
            section = bands[-1].rows[-1].section if bands[-1].rows else section
            previous = (table, header)
    return tuple(bands)


def read_pairs(document: Document) -> tuple[tuple[Table, Column, Cell, Cell], ...]:
    """Label and value cells side by side above a table's first header (年初预算数 | 500 | 执行率 | 92%),
    or anywhere in a table that has none: table, what the label says, the label, the value."""
    banded = {band.table.index: band for band in reversed(read_bands(document))}
    pairs: list[tuple[Table, Column, Cell, Cell]] = []
    for table in document.tables:
        band = banded.get(table.index)
        above = range(min((cell.row for cell in band.header), default=0) if band else table.rows)
        for label, value in (pair for row in above for pair in pairwise(beginning(table, row))):
            column = read_column((label.text,))
            if read_cell(label.text) is None and read_cell(value.text) and column.kind in FACT_ROLES:
                pairs.append((table, column, label, value))
    return tuple(pairs)


def group_name(text: str) -> str:
    """A group's name without its number and points: 一、经济质效（28分） gives 经济质效."""
    return _POINTS.sub("", _SECTION_LABEL.sub("", text.strip())).strip("：:。 ")


def row_name(text: str) -> str:
    """A row's name without what sets it off: 其中：, numbers, points, a unit in brackets, marks."""
    bare = re.sub(r"^(?:其中[:：、]?\s*(?=.)|指标\s*\d{1,2}\s*[:：.．、]\s*)", "", text.strip())
    bare = _POINTS.sub("", _ROW_LABEL.sub("", bare)).strip(_MARKS + " ")
    unit = unit_in_brackets(bare)
    bare = bare[: unit.start()] if unit and unit.end() == len(bare) and unit.start() >= 2 else bare
    return bare.strip("。；;：: ")


# words around a table


def _captions(document: Document, table: Table) -> tuple[str, ...]:
    near = [table.title, *range(table.index - 1, max(-1, table.index - 4), -1)]
    blocks = [document.blocks[i] for i in near if i is not None and 0 <= i < len(document.blocks)]
    texts = [b.text for b in blocks if isinstance(b, Paragraph) and b.role != "junk" and len(b.text) <= 60]
    return tuple(dict.fromkeys(texts))


def _units(document: Document, table: Table, header: Sequence[Cell], names: int) -> tuple[str, ...]:
    """The units that hold for the whole table: of a note, else of a header cell over the rows' names (those
    up to the column `names`) or merged over the rows (项目资金（万元）)."""
    notes = (document.blocks[index] for index in table.notes if index < len(document.blocks))
    texts = [*_captions(document, table), *(n.text for n in notes if isinstance(n, Paragraph))]
    noted = next((units for text in texts if (units := units_in_note(text))), ())
    over_rows = (cell for cell in header if cell.rowspan > 1 or cell.col <= names)
    return noted or tuple(u for cell in over_rows if (u := header_unit(cell.text)))


def _continues(document: Document, before: Table, table: Table) -> bool:
    between = document.blocks[before.index + 1 : table.index]
    return table.cols == before.cols and all(
        isinstance(block, Paragraph) and (block.role == "junk" or len(block.text) <= 30) for block in between
    )


def _caption_section(document: Document, before: Table, table: Table) -> str | None:
    between = document.blocks[before.index + 1 : table.index]
    texts = [b.text for b in between if isinstance(b, Paragraph) and b.role != "junk"]
    return group_name(texts[-1]) if texts and _SECTION_LABEL.match(texts[-1]) else None


# bands


def _band(document: Document, table: Table, header: HeaderRows, section: str | None) -> Band:
    frame = _frame(table, header)
    own_cells = tuple(c for c in header_cells(table, header) if frame.columns[c.col].kind != "beside")
    rows: list[TableRow] = []
    groups: list[Cell] = []
    for row in range(frame.first, frame.end):
        single = _single_cell(table, row)
        if single is not None:
            if _is_section(single):
                section = group_name(single.text)
                groups.extend(cell for cell in (single,) if frame.columns[cell.col].kind != "beside")
            continue
        groups.extend(_group_cells(frame, row))
        read = _row(frame, row, section)
        if read is not None:
            rows.append(_with_parent_unit(read, rows))
    return Band(
        table=table,
        columns=frame.columns,
        rows=tuple(rows),
        name_kind=frame.kind,
        units=_units(document, table, own_cells, frame.name_col or 0),
        captions=_captions(document, table),
        groups=tuple(groups),
        header=own_cells,
    )


def _frame(table: Table, header: HeaderRows) -> _Frame:
    first = header.last + 1
    name_col = _name_column(table, header.columns, first, header.end)
    texts = column_texts(table, name_col, first, header.end) if name_col is not None else []
    kind = _names_kind(header.columns, name_col, [text for text in texts if not _is_total(text)])
    if kind == "item" and name_col is not None and _are_quantities(table, header, name_col):
        kind = "indicator"
    group_cols = _group_columns(header.columns, name_col)
    columns = _scored(header.columns) if kind == "entity" else header.columns
    return _Frame(table, columns, first, header.end, name_col, group_cols, kind)


def _scored(columns: Sequence[Column]) -> tuple[Column, ...]:
    """In a table by place a 总分 is what each got, not what there is to get."""
    return tuple(
        replace(c, kind="score") if c.kind == "weight" and c.path and _TOTAL_SCORE.search(c.path[-1]) else c
        for c in columns
    )


def _name_column(table: Table, columns: Sequence[Column], first: int, end: int) -> int | None:
    named = [col for col, column in enumerate(columns) if column.kind == "name"]
    if named:
        return max(
            named, key=lambda col: (_depth(columns[col]), len(column_texts(table, col, first, end)), -col)
        )
    entities = [col for col, column in enumerate(columns) if column.kind == "entity"]
    if entities:
        return entities[0]
    for col, column in enumerate(columns):
        texts = column_texts(table, col, first, end)
        worded = column.kind in ("unknown", "responsible", "lead", "category", "target")
        counted = column.kind == "target" and any(re.search(r"\d", text) for text in texts)
        if worded and texts and not counted and mostly(texts, is_words):
            return col
    return None


def _depth(column: Column) -> tuple[int, bool]:
    level = max((depth for word, depth in _LEVELS.items() if word in column.title), default=0)
    return level, bool(_LISTED_NAMES.search(column.title))


def _names_kind(columns: Sequence[Column], name_col: int | None, names: Sequence[str]) -> RowKind:
    if name_col is None:
        return "other"
    column = columns[name_col]
    kinds = {c.kind for c in columns}
    if _LISTED_NAMES.search(column.title) and column.kind != "entity":
        return "indicator"
    of_work = column.kind == "name" and _NAMES_OF_WORK.search(column.title)
    if column.kind == "entity" or (names and not of_work and mostly(names, _is_organisation)):
        return "entity"
    if "budget" in kinds or column.kind not in ("name", "unknown"):
        return "item" if _ITEM_NAMES.search(column.title) else "other"
    measured = kinds & (
        {"target", "rank", "light", "weight"} if "目标任务" in column.title else {"unit", "yoy"}
    )
    if measured and (column.title in ("项目", "名称", "") or "目标任务" in column.title):
        return "indicator"
    return "item" if _ITEM_NAMES.search(column.title) else "other"


def _are_quantities(table: Table, header: HeaderRows, name_col: int) -> bool:
    """True for tasks that are quantities (高标准农田建设，万亩，3.2): each has a unit, a target and what was
    reached, and no column says in words how far the work is."""
    kinds = {column.kind for column in header.columns}
    if not {"unit", "target", "result"} <= kinds or not _TASK_NAMES.search(header.columns[name_col].title):
        return False
    told = [
        [text for text in column_texts(table, col, header.last + 1, header.end) if not _COLOUR.search(text)]
        for col, column in enumerate(header.columns)
        if column.kind in ("result", "light", "status", "unknown") and col != name_col
    ]
    return not any(texts and mostly(texts, is_words) for texts in told)


def _is_organisation(text: str) -> bool:
    return bool(_ORGANISATION.search(text.strip())) and len(text) <= 25


def _group_columns(columns: Sequence[Column], name_col: int | None) -> tuple[int, ...]:
    """Columns that name a group, nearest to the name column first."""
    left = range(name_col if name_col is not None else 0)
    named = {col for col in left if columns[col].kind == "name"}
    category = {col for col, column in enumerate(columns) if column.kind == "category" and col != name_col}
    return tuple(sorted(named | category, reverse=True))


def _group_cells(frame: _Frame, row: int) -> Iterator[Cell]:
    for col in frame.group_cols:
        cell = frame.table.cell(row, col)
        if cell and cell.row == row and cell.text and not _is_total(cell.text):
            yield cell


def _single_cell(table: Table, row: int) -> Cell | None:
    """The only filled cell of a row (merged over it or alone in it), None where there are more."""
    cells = filled(covering(table, row))
    return cells[0] if len(cells) == 1 and cells[0].rowspan == 1 else None


def _is_section(cell: Cell) -> bool:
    text = cell.text.strip()
    named = len(text) <= 40 and read_cell(text) is None and not is_nothing(text)
    return named and not _NOTE_ROW.match(text) and not _is_total(text)


def _is_total(text: str) -> bool:
    return bool(_TOTAL.search(re.sub(r"\s", "", text).strip("：:")))


# rows


_CLOSING = re.compile(
    r"(?:自评|评价|绩效|综合|总体)*(?:结论|意见)|(?:存在|主要)*(?:的)?(?:主要)?问题(?:及?原因(?:分析)?|和不足)?"
    r"|(?:下一?步)?(?:改进|整改|完善)?(?:的)?(?:措施|建议|打算|意见)(?:[及和与]?(?:建议|打算))?"
    r"|(?:其他)?(?:需要)?(?:补充)?说明(?:的?(?:问题|事项|情况))?|备注|(?:项目|财务|单位)?负责人|(?:联系|填表|填报|审核|评价)人员?"
)


def _closing(frame: _Frame, row: int) -> TableRow | None:
    """A label and its words below the rows of a form (存在问题 | …), None for any other row: it names no
    indicator, and its words are of the kind that the label says."""
    own = [cell for cell in filled(covering(frame.table, row)) if cell.row == row]
    if len(own) != 2 or own[0].col or not _CLOSING.fullmatch(re.sub(r"[\s:：]", "", own[0].text)):
        return None
    label, words = own
    if label.rowspan > 1 or read_cell(words.text) is not None:
        return None
    column = read_column((label.text,))
    return TableRow(row, "other", "", None, None, None, None, "", None, ((column, words),))


def _row(frame: _Frame, row: int, section: str | None) -> TableRow | None:
    if (closing := _closing(frame, row)) is not None:
        return closing
    name_cell = _name_cell(frame, row)
    name = row_name(name_cell.text) if name_cell else ""
    values = tuple(_values(frame, row, name_cell))
    if not name and not values:
        return None
    total = _is_total(name) if name else False
    owned = [(column, cell) for column, cell in values if column.kind == "weight"]
    grouped = () if total else tuple(_group_weights(frame, row))
    of_groups = [cell for _, cell in grouped]
    return TableRow(
        index=row,
        kind=_row_kind(frame.kind, section, total=total),
        name=name,
        name_cell=name_cell,
        number=_first(_number(text) for text in _texts(frame, row, "number")),
        category=None if total else _category(frame, row) or section,
        section=section,
        unit=_unit(frame, row, name_cell),
        weight=next((cell for _, cell in reversed(owned) if cell not in of_groups), None),
        cells=tuple((column, cell) for column, cell in values if cell not in of_groups),
        group_weights=grouped,
        entity=None
        if frame.kind == "entity"
        else _first(text for text in _texts(frame, row, "entity") if is_place(text)),
    )


def _with_parent_unit(row: TableRow, above: Sequence[TableRow]) -> TableRow:
    """A part (其中：…), and the parts after it, are in the unit of the row that they are parts of."""
    part = _begins_parts(row) or any(_begins_parts(other) for other in _run_without_unit(above))
    return replace(row, unit=above[-1].unit) if part and above and not row.unit else row


def _begins_parts(row: TableRow) -> bool:
    return row.name_cell is not None and row.name_cell.text.strip().startswith("其中")


def _run_without_unit(above: Sequence[TableRow]) -> Iterator[TableRow]:
    """The last rows whose names print no unit of their own, nearest first."""
    for row in reversed(above):
        if row.kind == "total" or row.name_cell is None or unit_in_brackets(row.name_cell.text):
            return
        yield row


def _row_kind(kind: RowKind, section: str | None, *, total: bool) -> RowKind:
    if total:
        return "total"
    of_work = section is not None and _ITEM_SECTION.search(section) and "指标" not in section
    return "item" if kind == "indicator" and of_work else kind


def _name_cell(frame: _Frame, row: int) -> Cell | None:
    """The cell that names the row; of a merged 合计 at the left, that cell."""
    own = frame.table.cell(row, frame.name_col) if frame.name_col is not None else None
    own_cells = [cell for cell in filled(covering(frame.table, row)) if cell.row == row]
    if own_cells and _is_total(own_cells[0].text) and own and read_cell(own.text) is not None:
        return own_cells[0]
    if own and own.text:
        return own
    left = [cell for cell in own_cells if _may_name(cell) and frame.columns[cell.col].kind not in _TOLD]
    return left[0] if left and (frame.name_col is None or left[0].col <= frame.name_col) else None


def _may_name(cell: Cell) -> bool:
    return len(cell.text) <= 40 and read_cell(cell.text) is None and not is_nothing(cell.text)


def _values(frame: _Frame, row: int, name_cell: Cell | None) -> Iterator[tuple[Column, Cell]]:
    for col, column in enumerate(frame.columns):
        cell = frame.table.cell(row, col)
        if cell is None or cell is name_cell or cell.col != col or not cell.text.strip():
            continue
        if col in (frame.name_col, *frame.group_cols) or column.kind in ("number", "unit", "beside"):
            continue
        carried = column.kind in RESPONSIBLE_KINDS or column.kind in ("deadline", "person")
        if cell.row == row or carried:
            yield column, cell


def _group_weights(frame: _Frame, row: int) -> Iterator[tuple[str, Cell]]:
    """Points that stand beside a group's name and span the same rows as it."""
    for col in frame.group_cols:
        group, beside = frame.table.cell(row, col), frame.table.cell(row, col + 1)
        named = group is not None and beside is not None and col + 1 < len(frame.columns)
        if not named or group is None or beside is None or frame.columns[col + 1].kind != "weight":
            continue
        if (group.row, group.rowspan) == (beside.row, beside.rowspan) and group.row == row and group.text:
            yield group_name(group.text), beside


def _texts(frame: _Frame, row: int, kind: ColumnKind) -> list[str]:
    cols = [col for col, column in enumerate(frame.columns) if column.kind == kind]
    return [text for col in cols if not is_nothing(text := frame.table.text(row, col))]


def _category(frame: _Frame, row: int) -> str | None:
    texts = (_group_text(frame, row, col) for col in frame.group_cols)
    return _first(group_name(text) for text in texts if not is_nothing(text))


def _group_text(frame: _Frame, row: int, col: int) -> str:
    """The name in a group column, of an empty cell the nearest above it in the same wider group: tables
    without merged cells print a group once."""
    wider = [other for other in frame.group_cols if other < col]
    for above in range(row, frame.first - 1, -1):
        text = frame.table.text(above, col)
        if text or any(frame.table.text(above, other) for other in wider):
            return "" if _is_total(text) else text
        if _single_cell(frame.table, above) is not None:
            return ""
    return ""


def _unit(frame: _Frame, row: int, name_cell: Cell | None) -> str:
    """The row's unit of measure; a name merged over the unit column is none."""
    own = _first(re.sub(r"\s", "", text) for text in _texts(frame, row, "unit") if not is_words(text))
    bracketed = unit_in_brackets(name_cell.text.strip()) if name_cell and not own else None
    return own or (bracketed.group(1) if bracketed else "")


def _first(found: Iterator[str | None] | Iterator[str]) -> str | None:
    return next((text for text in found if text), None)


def _number(text: str) -> str | None:
    found = re.fullmatch(
        r"[（(]?(\d{1,3}(?:[.．-]\d{1,2})*|[一二三四五六七八九十]{1,3})[）)]?[.、．]?", fold_header(text)
    )
    return found.group(1) if found else None
