"""Tables: how many rows at the top are header.

What counts as header, from the top down:

1. rows that stand over the whole table: its title, its unit line, who drew it up and for when;
2. the row that names columns: several short cells and no values. Periods (2023年, 1—9月), points under a
   name (100分) and units are no values;
3. the rows that this row's own merges hold together, that divide its wide cells, or that hold units only:
   four at most, with that row;
4. a row that numbers the columns (1 2 3, 甲 乙 1 2, ①②③).

What the format itself states (repeat as header row) comes first; it is widened where a merged cell reaches
below it. A form (项目名称 | X | 主管部门 | Y) has none, nor has a row that begins a group (一、经济发展,
merged over all columns). Never looks at what the columns mean.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.captions import is_period_line, is_table_head
from schemas.document import Cell

MOST_HEADER_ROWS = 4
_MOST_LEAD_ROWS = 3
_VALUE = re.compile(r"[-+±≥≤＝=><~约↑↓*＊]*\s*[\d,.]+\s*(?:[%‰]|[\u4e00-\u9fff/]{0,6})$|[—－/\-*＊×Xx]{1,3}$")
_PERIOD = re.compile(
    r"(?:(?:19|20)\d\d年?(?:度|末|底)?)?(?:(?:[一二三四1-4]季度|[上下]半年|\d{1,2}(?:[-—~至]\d{1,2})?月(?:份|末|底)?)累?计?)?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d年")
_POINTS = re.compile(r"[（(]?\d+(?:\.\d+)?分[）)]?$")
_UNIT = re.compile(
    r"[（(\[]?\s*(?:%|％|‰|[万亿千百]?[元亩吨人户个家项件条座处套米次场台辆分倍位名天株]|[万亿]千瓦时|公里|公顷|平方[公千]?米|立方米|"
    r"百分点|微克/立方米|(?:单位[:：]\s*)?[\u4e00-\u9fff%]{1,5}/[\u4e00-\u9fff]{1,5})\s*[）)\]]?$"
)
_GROUP = re.compile(r"(?:第[一二三四五六七八九十]+[部章类]|[（(]?[一二三四五六七八九十]{1,3}[）)、.．])")
_COLUMN_NAME = re.compile(
    r"序号|编号|栏次|项次|.{0,8}(?:名称|指标|项目|单位|部门|内容|类别|类型|备注|时间|日期|时限|情况|目标|任务|得分|分值|权重|数量|金额"
    r"|排名|位次|排位|[数率值额比]|增减|同比|增速|增长|说明|标准|领导|责任人|进度|状态|亮灯|问题|措施|结果|因素|依据|要求)(?:[（(].{1,12}[）)])?"
)
_NUMERALS = ("一二三四五六七八九十", "甲乙丙丁戊己庚辛", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NUMBER = re.compile(r"[（(]?(\d{1,2})[）)]?(?:\s*=.*)?$")
_LONGEST_NAME = 60
_SHORT_NAME = 12


def header_rows(rows: int, cols: int, cells: Sequence[Cell], stated: int | None = None) -> int:
    """How many rows at the top are header; 0 for a form or a table without header."""
    if rows < 2 or cols < 2:
        return 0
    top = _Top.of(cols, cells)
    if stated:
        return min(_held_together(top, min(stated, _MOST_LEAD_ROWS + MOST_HEADER_ROWS)), rows - 1)
    lead = lead_rows(cols, cells)
    if lead and _GROUP.match(top.filled(lead - 1)[0].text) and not names_columns(top.filled(lead)):
        return 0
    depth = _depth(top, lead)
    if not depth:
        return 0
    depth += _is_numbering(top.filled(lead + depth), cols)
    return min(lead + depth, rows - 1)


def lead_rows(cols: int, cells: Sequence[Cell]) -> int:
    """How many rows at the top stand over the whole table: title, unit line, period; 0 where none does."""
    top = _Top.of(cols, cells)
    row = 0
    while row < _MOST_LEAD_ROWS:
        filled = top.filled(row)
        if not filled or not (_is_over_all(filled, top.row(row), cols) or _is_told_before(filled)):
            break
        row += max(cell.rowspan for cell in filled)
    return row


def names_columns(filled: Sequence[Cell]) -> bool:
    """True where at least half of a row's filled cells are words that head columns (序号, …名称, …值)."""
    named = sum(is_column_name(cell.text) for cell in filled)
    return len(filled) > 1 and named * 2 >= len(filled)


def is_column_name(text: str) -> bool:
    """True for words that head columns (序号, …名称, …值)."""
    return bool(_COLUMN_NAME.fullmatch(re.sub(r"\s", "", text)))


def is_value(text: str) -> bool:
    """True for a number with or without unit, and for a mark that stands for none (—, /, **)."""
    return bool(_VALUE.match(text)) and not _YEAR.match(text) and not is_period(text)


def is_period(text: str) -> bool:
    """True for a year, a month or months, a quarter."""
    return bool(text) and bool(_PERIOD.match(re.sub(r"\s", "", text)))


@dataclass(frozen=True, slots=True)
class _Top:
    """The rows at the top of a table: the cells that begin in each, left to right."""

    cols: int
    rows: dict[int, list[Cell]]

    @classmethod
    def of(cls, cols: int, cells: Sequence[Cell]) -> "_Top":
        most = _MOST_LEAD_ROWS + MOST_HEADER_ROWS + 2
        rows: dict[int, list[Cell]] = {}
        for cell in cells:
            if cell.row < most:
                rows.setdefault(cell.row, []).append(cell)
        return cls(cols, {row: sorted(of, key=lambda cell: cell.col) for row, of in rows.items()})

    def row(self, row: int) -> list[Cell]:
        return self.rows.get(row, [])

    def filled(self, row: int) -> list[Cell]:
        return [cell for cell in self.row(row) if cell.text]

    def band(self, first: int, end: int) -> list[Cell]:
        return [cell for row in range(first, end) for cell in self.row(row)]


def _is_over_all(filled: Sequence[Cell], row: Sequence[Cell], cols: int) -> bool:
    """A cell over all columns; one alone in its row at the left, or over most of it, is one not merged."""
    alone = filled[0]
    if len(filled) != 1 or is_value(alone.text):
        return False
    if len(row) == 1:
        return alone.colspan >= cols
    return cols > 2 and len(alone.text) > 3 and (alone.col == 0 or alone.colspan >= 0.6 * cols)


def _is_told_before(filled: Sequence[Cell]) -> bool:
    """编制单位：X | 2023年9月 | 单位：万元."""
    return any(is_table_head(cell.text) for cell in filled) and all(
        is_table_head(cell.text) or is_period_line(cell.text) or is_period(cell.text) for cell in filled
    )


def _depth(top: _Top, start: int) -> int:
    """How many rows from the start on name columns; 0 where the first does not."""
    if not _may_head(top, start):
        return 0
    return min(_held_together(top, start + 1, start) - start, MOST_HEADER_ROWS)


def _may_head(top: _Top, row: int) -> bool:
    cells, filled = top.row(row), top.filled(row)
    if len(filled) < 2 or any(_is_datum(cell, top) for cell in filled):
        return False
    covered = sum(cell.colspan for cell in filled)
    widest = max(cell.colspan for cell in filled)
    if covered < 0.6 * top.cols and not _is_filled_in(top, row):
        return False
    if max(len(cell.text) for cell in filled) > _LONGEST_NAME or _begins_groups(cells, top, row):
        return False
    looks_like_form = widest > top.cols / 2 and len(filled) <= 2 and top.cols > 3
    return not looks_like_form or _is_divided_below(top, filled[0])


def _is_divided_below(top: _Top, first: Cell) -> bool:
    """True where the rows beside a first cell that reaches down hold several short names."""
    beside = [top.filled(row) for row in range(first.row + 1, first.row + first.rowspan)]
    short = all(len(cell.text) <= _SHORT_NAME and not is_value(cell.text) for row in beside for cell in row)
    return short and any(len(row) > 1 for row in beside)


def _is_datum(cell: Cell, top: _Top) -> bool:
    """A value, unless it is the points of a name that the next row does not give as well."""
    if not is_value(cell.text):
        return False
    below = next((c for c in top.row(cell.row + cell.rowspan) if c.col == cell.col), None)
    return not _POINTS.match(cell.text) or (below is not None and bool(_POINTS.match(below.text)))


def _begins_groups(cells: Sequence[Cell], top: _Top, row: int) -> bool:
    """True where merged cells at the left hold rows together that differ further right: rows of a group,
    not the levels of a header."""
    reach = max((cell.rowspan for cell in cells), default=1)
    if reach == 1 or any(cell.colspan > 1 for cell in cells) or len({cell.rowspan for cell in cells}) == 1:
        return False
    below = [cell for level in range(row + 1, row + reach) for cell in top.filled(level)]
    if reach > MOST_HEADER_ROWS or any(
        is_value(cell.text) and not _POINTS.match(cell.text) for cell in below
    ):
        return True
    return not (names_columns([c for c in cells if c.text]) or all(_UNIT.match(c.text) for c in below))


def _held_together(top: _Top, end: int, start: int = 0) -> int:
    """The first row below the header rows from `start` to `end`, widened by what belongs to them."""
    while True:
        reach = max((cell.row + cell.rowspan for cell in top.band(start, end)), default=end)
        if reach > end:
            end = reach
        elif end - start < MOST_HEADER_ROWS and (
            _divides(top, end - 1) or _is_filled_in(top, end - 1) or _is_unit_row(top, end)
        ):
            end += 1
        else:
            return end


def _divides(top: _Top, row: int) -> bool:
    """True where the next row names the parts of this row's wide cells."""
    wide = [cell for cell in top.filled(row) if 1 < cell.colspan < top.cols]
    below = top.filled(row + 1)
    if not wide or not below or any(is_value(cell.text) for cell in below):
        return False
    parts = [cell for cell in below if _stands_under(cell, wide)]
    beside = [cell for cell in below if not _stands_under(cell, wide)]
    above = {(cell.col, cell.text) for cell in top.row(row)}
    return bool(parts) and all((cell.col, cell.text) in above for cell in beside)


def _stands_under(cell: Cell, wide: Sequence[Cell]) -> bool:
    return any(
        over.col <= cell.col
        and cell.col + cell.colspan <= over.col + over.colspan
        and cell.colspan < over.colspan
        for over in wide
    )


def _is_filled_in(top: _Top, row: int) -> bool:
    """True in a table without merged cells where the next row names what this one leaves empty."""
    cells, below = top.row(row), top.filled(row + 1)
    if any(cell.colspan > 1 or cell.rowspan > 1 for cell in (*cells, *below)) or len(below) < 2:
        return False
    empty = {cell.col for cell in cells if not cell.text}
    first = next((cell for cell in cells if cell.text), None)
    if first is None or first.col != 0 or first.col in {cell.col for cell in below}:
        return False
    under = {cell.col for cell in below}
    return empty <= under | {0} and bool(empty & under) and not any(is_value(cell.text) for cell in below)


def _is_unit_row(top: _Top, row: int) -> bool:
    """True for a row of units or points under names."""
    filled = top.filled(row)
    if not filled or any(cell.col == 0 and cell.text not in ("单位", "计量单位", "分值") for cell in filled):
        return False
    rest = [cell for cell in filled if cell.col > 0]
    points = sum(bool(_POINTS.match(cell.text)) for cell in rest)
    return (
        bool(rest)
        and all(_UNIT.match(cell.text) or _POINTS.match(cell.text) for cell in rest)
        and (points == 0 or points * 2 > len(rest))
    )


def _is_numbering(filled: Sequence[Cell], cols: int) -> bool:
    """True for 1 | 2 | 3, 甲 | 乙 | 1 | 2, 栏次 | ① | ②: each cell the next of its row of numbers."""
    if len(filled) < min(3, cols) or len(filled) * 2 < cols:
        return False
    texts = [re.sub(r"\s", "", cell.text) for cell in filled]
    if texts[0] in ("栏次", "序号", "行次", "列次"):
        texts = texts[1:]
    expected: dict[int, int] = {}
    for text in texts:
        kind, number = _ordinal(text)
        if kind is None or number != expected.get(kind, 1):
            return False
        expected[kind] = number + 1
    return len(texts) > 1


def _ordinal(text: str) -> tuple[int | None, int]:
    for kind, numerals in enumerate(_NUMERALS):
        if len(bare := text.strip("（()）")) == 1 and bare in numerals:
            return kind, numerals.index(bare) + 1
    match = _NUMBER.match(text)
    return (len(_NUMERALS), int(match[1])) if match else (None, 0)
