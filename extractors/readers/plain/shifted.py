"""Rows that begin left of where they stand.

A page copied as text leaves out the cells that are merged from the row above, so that 产出指标 | 数量指标 | …
of one row is followed by a row that begins with its third cell. How far a row is moved follows from what
stands under which column: values stand under columns of values (分值, …数, …率), words under columns of
words (…指标, 单位, 原因). A sum (合计) keeps its first cell, its values go to the columns of points. Where a
header's rows agree no better with their columns moved than as they stand, nothing is moved; a header is a
row that names columns, and holds for the rows down to the next one.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.readers.tables import is_value

_FARTHEST = 3
_VALUES = re.compile(
    r"分值|权重|得分|指标值|目标值|完成值|实际值|[数率额]$|预算|执行数?$|金额|排名|名次|完成(?:情况)?$|[（(](?:%|万元|亿元|分)[）)]$"
)
_WORDS = re.compile(r"[一二三四]级指标|名称|单位|性质|内容|原因|措施|备注|说明|部门|标准|类别|级次")
_POINTS = re.compile(r"分值|权重|得分")
_RATES = re.compile(r"率|%|比例")
_SUM = re.compile(r"(?:合\s*计|总\s*计|总\s*分|小\s*计)[:：]?$")
_SIGN = re.compile(r"[=＝≥≤><＞＜≧≦]$|定性$")
_NOTHING = re.compile(r"[—－\-/\\]*$")
_LEAST_HEADER = 5
_LEAST_CELLS = 2
_MARGIN = 2


def shifts(rows: Sequence[Sequence[str]]) -> list[tuple[int, ...]]:
    """For each row the columns that its cells belong to, as far as they are filled; () for a row that stands
    where it should."""
    found: list[tuple[int, ...]] = [()] * len(rows)
    heads = [number for number, row in enumerate(rows) if _is_header(row)]
    for head, following in pairwise([*heads, len(rows)]):
        header = _trimmed(rows[head])
        below = [number for number in range(head + 1, following) if _may_move(rows[number], header)]
        ordinary = [number for number in below if not _is_sum(rows[number])]
        agreed = {number: _ratings(rows[number], header) for number in ordinary}
        if not _are_moved(list(agreed.values())):
            continue
        usual = Counter(_best(ratings, 0) for ratings in agreed.values()).most_common(1)[0][0]
        for number, ratings in agreed.items():
            by = _best(ratings, usual)
            found[number] = tuple(range(by, by + len(_trimmed(rows[number])))) if by else ()
        for number in below:
            found[number] = found[number] or _sum_columns(rows[number], header)
    return found


def _trimmed(row: Sequence[str]) -> list[str]:
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _is_header(row: Sequence[str]) -> bool:
    cells = _trimmed(row)
    named = sum(bool(_VALUES.search(cell) or _WORDS.search(cell)) for cell in cells)
    return len(cells) >= _LEAST_HEADER and named * 3 >= len(cells) * 2 and not any(map(is_value, cells))


def _may_move(row: Sequence[str], header: Sequence[str]) -> bool:
    cells = _trimmed(row)
    told = len(cells) > _LEAST_CELLS or any(map(is_value, cells))
    return told and _LEAST_CELLS <= len(cells) < len(header) and bool(cells[0])


def _is_sum(row: Sequence[str]) -> bool:
    return bool(_SUM.match(row[0]))


def _ratings(row: Sequence[str], header: Sequence[str]) -> list[int]:
    """How well a row agrees with its columns, moved by 0, 1, 2 … cells."""
    cells = _trimmed(row)
    farthest = min(_FARTHEST, len(header) - len(cells))
    return [
        sum(_agreement(cell, header[col + by]) for col, cell in enumerate(cells))
        for by in range(farthest + 1)
    ]


def _agreement(cell: str, head: str) -> int:
    """2 or 1 where a cell may stand under a header, -2 where it may not, 0 where nothing tells."""
    if not cell or _NOTHING.match(cell):
        return 0
    of_values = bool(_VALUES.search(head)) and not _WORDS.search(head)
    of_words = bool(_WORDS.search(head))
    if _SIGN.match(cell):
        return 2 if re.search("性质|符号", head) else -2
    if is_value(cell) and re.match(r"[^\d]*\d", cell):
        rate = cell.endswith(("%", "％")) and bool(_POINTS.search(head))
        return -2 if of_words or rate else of_values + (cell.endswith("%") and bool(_RATES.search(head)))
    if of_words:
        return 1
    return -2 if _POINTS.search(head) or _RATES.search(head) or (of_values and head[-1] in "数额") else 0


def _are_moved(ratings: Sequence[Sequence[int]]) -> bool:
    """True where the rows agree clearly better moved than as they stand."""
    gained = sum(max(rating) - rating[0] for rating in ratings)
    moved = sum(max(rating) > rating[0] for rating in ratings)
    return moved * 2 > len(ratings) and gained >= _MARGIN * moved


def _best(ratings: Sequence[int], usual: int) -> int:
    """The move that agrees best, of several the usual one, else the shortest."""
    best = max(ratings)
    if usual < len(ratings) and ratings[usual] == best:
        return usual
    return ratings.index(best)


def _sum_columns(row: Sequence[str], header: Sequence[str]) -> tuple[int, ...]:
    values = [cell for cell in _trimmed(row)[1:] if cell]
    pointed = [col for col, head in enumerate(header) if _POINTS.search(head)]
    if not _is_sum(row) or len(values) != len(_trimmed(row)) - 1 or not 0 < len(values) <= len(pointed):
        return ()
    return (0, *pointed[: len(values)])
