"""Tables: how many rows at the top are header, and which paragraphs around belong to a table.

Header rows, in order of precedence: what the format itself states; the rows that merged cells of the first
row reach down to or that divide its merged cells; the first row alone where it names columns. At most four.
A form (项目名称 | X | 主管部门 | Y) has none. Never looks at what the columns mean.
"""

import re
from collections.abc import Sequence

from schemas.document import Cell

MOST_HEADER_ROWS = 4
_VALUE = re.compile(r"[-+±≥≤＝=><~约↑↓*＊]*\s*[\d,.]+\s*(?:%|[\u4e00-\u9fff/]{0,6})$|[—－/\-*＊×Xx]{1,3}$")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_UNIT_LINE = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：]\s*\S{1,30}$")
_NOTE = re.compile(r"[（(]?(?:备?注|说明|附注|资料来源|数据来源)\s*\d*\s*[:：]|[*＊]\s*\S")
_CAPTION_END = re.compile(
    r"(?:表|清单|台账|一览|统计|情况|排名|目录|汇总|明细)(?:\s*[（(\[][^）)\]]*[）)\]])?\s*\d*$"
)
_CAPTION_LABEL = re.compile(r"(?:附?表)\s*[\d一二三四五六七八九十]+")


def header_rows(rows: int, cols: int, cells: Sequence[Cell], stated: int | None = None) -> int:
    """How many rows at the top are header; 0 for a form or a table without header."""
    if stated:
        return min(stated, MOST_HEADER_ROWS, rows - 1)
    first = _row(cells, 0)
    if rows < 2 or cols < 2:
        return 0
    lead = 1 if len(first) == 1 and first[0].colspan == cols else 0
    top = _row(cells, lead)
    if not _names_columns(top, cols):
        return 0
    depth = min(_depth(cells, lead, cols), MOST_HEADER_ROWS - lead)
    return min(lead + depth, rows - 1)


def _row(cells: Sequence[Cell], row: int) -> list[Cell]:
    return sorted((cell for cell in cells if cell.row == row), key=lambda cell: cell.col)


def _names_columns(top: Sequence[Cell], cols: int) -> bool:
    filled = [cell for cell in top if cell.text]
    if len(filled) < 2 or any(_is_value(cell.text) for cell in filled):
        return False
    covered = sum(cell.colspan for cell in filled)
    widest = max(cell.colspan for cell in filled)
    longest = max(len(cell.text) for cell in filled)
    return (
        covered >= 0.6 * cols and longest <= 60 and not (widest > cols / 2 and len(filled) <= 2 and cols > 3)
    )


def _depth(cells: Sequence[Cell], start: int, cols: int) -> int:
    """Rows from the start that the header's own merges hold together."""
    depth = 1
    while True:
        band = [cell for cell in cells if start <= cell.row < start + depth]
        reach = max((cell.row + cell.rowspan - start for cell in band), default=depth)
        if reach > depth:
            depth = reach
        elif depth < MOST_HEADER_ROWS and _divides(cells, start + depth - 1, cols):
            depth += 1
        else:
            return depth


def _divides(cells: Sequence[Cell], row: int, cols: int) -> bool:
    """True where the next row names the parts of this row's merged cells."""
    wide = [cell for cell in _row(cells, row) if 1 < cell.colspan < cols and cell.text]
    below = _row(cells, row + 1)
    filled = [cell for cell in below if cell.text]
    if not wide or not filled or any(_is_value(cell.text) for cell in filled):
        return False
    return any(cell.col >= wide[0].col and cell.colspan < wide[0].colspan for cell in filled)


def _is_value(text: str) -> bool:
    return bool(_VALUE.match(text)) and not _YEAR.match(text)


def is_unit_line(text: str) -> bool:
    """True for 单位：万元."""
    return bool(_UNIT_LINE.match(text))


def is_note(text: str) -> bool:
    """True for 注：… and the like under a table."""
    return bool(_NOTE.match(text))


def is_caption(text: str) -> bool:
    """True for 表1 …, or a short line that ends as names of tables do."""
    return len(text) <= 60 and bool(_CAPTION_LABEL.match(text) or _CAPTION_END.search(text))
