"""Words of a table's last row that a page end pushed out of their cell.

Some programs draw a cell that does not fit on its page beyond the table's last rule. Such a line stands
right below the table, within one of its columns, is among the last of its page, and the next page begins
with a table. It goes back into the cell above it; a further line right below it as well.
"""

from collections.abc import Sequence
from dataclasses import replace

from extractors.readers.pages.model import PageTable, TextLine

_NEAR = 0.6  # of the type size, below the last rule
_MOST = 4  # lines

Piece = TextLine | PageTable


def with_spilled_words(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in order, spilled lines put back into their cells."""
    kept: list[Piece] = []
    for position, piece in enumerate(pieces):
        table = kept[-1] if kept else None
        if isinstance(piece, TextLine) and isinstance(table, PageTable) and _ends_page(pieces, position):
            filled = _with_line(table, piece)
            if filled is not None:
                kept[-1] = filled
                continue
        kept.append(piece)
    return kept


def _ends_page(pieces: Sequence[Piece], position: int) -> bool:
    """True where few more lines follow on the page, and the next page begins with a table."""
    page = pieces[position].page
    rest = pieces[position + 1 : position + 1 + _MOST]
    following = next((piece for piece in rest if piece.page != page), None)
    return isinstance(following, PageTable)


def _with_line(table: PageTable, line: TextLine) -> PageTable | None:
    if line.page != table.page:
        return None
    for cell in table.cells:
        lowest = cell.row + cell.rowspan == table.rows and cell.colspan < table.cols
        below = line.box.top - max(table.box.bottom, cell.box.bottom)
        near = -line.size <= below <= _NEAR * line.size
        if lowest and near and cell.box.x0 <= line.box.x0 and line.box.x1 <= cell.box.x1:
            text = "\n".join(part for part in (cell.text, line.text) if part)
            box = replace(cell.box, bottom=max(cell.box.bottom, line.box.bottom))
            full = replace(cell, text=text, box=box, words=(*cell.words, *line.words))
            return replace(table, cells=tuple(full if each is cell else each for each in table.cells))
    return None
