"""Wide tables that were split over pages by their columns, put side by side again.

The right part repeats the key columns of the left one (序号, 单位, 指标名称 …): as many rows, the same words
in the first columns of every row, a header of the same depth, other columns to the right of them. Where one
row disagrees the two stay as they are. The key columns stand once in the joined table; `parts` keep both.
"""

from collections.abc import Sequence
from dataclasses import replace

from extractors.readers.drafts import TableDraft
from extractors.readers.repeated_headers import Header, grid_of, without_continued
from extractors.readers.tables import is_value
from schemas.document import Cell

_LEAST_ROWS = 3
_LEAST_DIFFERENT = 0.8


def side_by_side(left: TableDraft, right: TableDraft) -> TableDraft | None:
    """Both as one table; None where the right one does not go on to the right of the left one."""
    keys = key_columns(left, right)
    if not keys:
        return None
    shift = left.cols - keys
    mine = grid_of(left.cells)
    cells = {id(cell): cell for cell in left.cells}
    added: list[Cell] = []
    for cell in right.cells:
        end = cell.col + cell.colspan
        if cell.col >= keys:
            added.append(replace(cell, col=cell.col + shift))
        elif end > keys:
            own = mine[cell.row, left.cols - 1]
            cells[id(own)] = replace(own, colspan=own.colspan + end - keys)
    together = sorted((*cells.values(), *added), key=lambda cell: (cell.row, cell.col))
    return TableDraft(
        rows=left.rows,
        cols=left.cols + right.cols - keys,
        cells=tuple(together),
        places=(*left.places, *right.places),
        header_rows=left.header_rows,
        repeated_rows=left.repeated_rows,
        parts=(*(left.parts or (left,)), *(right.parts or (right,))),
    )


def key_columns(left: TableDraft, right: TableDraft) -> int:
    """How many columns at the left the right table repeats; 0 where it is no part of the left one."""
    if left.rows != right.rows or left.rows < _LEAST_ROWS:
        return 0
    if Header.of(left) != Header.of(right) or not Header.of(left).rows:
        return 0
    words, others = _words(left), _words(right)
    keys = 0
    while keys < min(left.cols, right.cols) - 1 and _same_column(words, others, keys):
        keys += 1
    header = Header.of(left).rows
    telling = any(_tells_rows(words, col, header) for col in range(keys))
    if not telling or not _is_clean_cut(left, right, keys) or _share_headers(words, others, keys, header):
        return 0
    return keys


Words = list[list[str]]


def _words(table: TableDraft) -> Words:
    grid = grid_of(table.cells)
    return [
        [without_continued(cell.text) if (cell := grid.get((row, col))) else "" for col in range(table.cols)]
        for row in range(table.rows)
    ]


def _same_column(words: Words, others: Words, col: int) -> bool:
    return all(row[col] == other[col] for row, other in zip(words, others, strict=True))


def _tells_rows(words: Words, col: int, header: int) -> bool:
    """True where a column's words tell the rows apart: names or running numbers, no values."""
    texts = [row[col] for row in words[header:] if row[col]]
    running = [text for text in texts if text.isdigit()] == [str(n + 1) for n in range(len(texts))]
    named = sum(not is_value(text) for text in texts) * 2 > len(texts)
    return len(texts) > 1 and (running or named) and len(set(texts)) >= _LEAST_DIFFERENT * len(texts)


def _share_headers(words: Words, others: Words, keys: int, header: int) -> bool:
    """True where another column has the same header in both: a key that disagrees, or the next table of a
    series."""
    mine = {tuple(row[col] for row in words[:header]) for col in range(keys, len(words[0]))}
    theirs = {tuple(row[col] for row in others[:header]) for col in range(keys, len(others[0]))}
    return bool(mine & theirs)


def _is_clean_cut(left: TableDraft, right: TableDraft, keys: int) -> bool:
    """True where each cell of the right table that reaches from its key columns into the others stands
    beside one of the left table that reaches over its right edge with the same words."""
    mine = grid_of(left.cells)
    for cell in right.cells:
        if cell.col < keys < cell.col + cell.colspan:
            own = mine.get((cell.row, left.cols - 1))
            if own is None or own.col != cell.col or own.rowspan != cell.rowspan:
                return False
            if without_continued(own.text) != without_continued(cell.text):
                return False
    return True


def strips_side_by_side(tables: Sequence[TableDraft]) -> TableDraft | None:
    """All tables as one, each to the right of the one before; None where one does not fit."""
    whole = tables[0]
    for table in tables[1:]:
        wider = side_by_side(whole, table)
        if wider is None:
            return None
        whole = wider
    return whole
