"""From a printed page to its lines and tables, in reading order.

Ruled tables are found first, because their rules are certain; then the columns of the page; in each of them
tables without rules; what is left is lines of text. A page set from the top down is turned, laid out and
turned back. A box of text beside other text is read by itself. Every character stands in one line or cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from extractors.readers.pages.borderless import borderless_tables
from extractors.readers.pages.boxed_text import boxes_beside_text, with_boxes
from extractors.readers.pages.carried import (
    began_in,
    goes_on_in,
    goes_on_plainly,
    open_above,
    open_below,
    with_categories,
)
from extractors.readers.pages.columns import Part, parts_of
from extractors.readers.pages.framed import begins_in_frame, goes_on_in_frame
from extractors.readers.pages.lines import text_lines
from extractors.readers.pages.model import Glyphs, Page, PageTable, PrintedPage, TextLine, printed_length
from extractors.readers.pages.ruled import ruled
from extractors.readers.pages.runs import Runs, runs_of
from extractors.readers.pages.vertical import is_vertical, turned, turned_back

Piece = TextLine | PageTable

_TOO_MANY_LINES = "线条过多，没有全部读取，表格可能不全"


def laid_out(printed: PrintedPage) -> Page:
    """The page with its lines and tables."""
    if is_vertical(printed.glyphs):
        return turned_back(_laid_out(turned(printed)), printed)
    return _laid_out(printed)


def laid_out_in_turn(printed: Sequence[PrintedPage]) -> tuple[Page, ...]:
    """The pages of a file; parts of tables without rules that go on over page ends are read in the columns of
    one another, rows over all columns that stand alone on their page in those of their table."""
    pages = list(map(laid_out, printed))
    for first in range(len(pages) - 1):
        _join_frames(pages, printed, first)
    for last in range(len(pages) - 2, -1, -1):
        after = open_above(pages[last + 1], printed[last + 1])
        if after is None or open_below(pages[last], printed[last]) is not None:
            continue
        begun = began_in(after, pages[last], printed[last])
        if begun is not None:
            pages[last] = _with_pieces(pages[last], begun)
    for first in range(len(pages) - 1):
        before = open_below(pages[first], printed[first])
        if before is None:
            continue
        going_on = goes_on_in(before, pages[first + 1], printed[first + 1])
        if going_on is not None:
            pages[first + 1] = _with_pieces(pages[first + 1], going_on)
        if going_on is not None or goes_on_plainly(before, pages[first + 1], printed[first + 1]):
            pages[first] = _with_pieces(pages[first], with_categories(before, pages[first]))
    return tuple(pages)


def _join_frames(pages: list[Page], printed: Sequence[PrintedPage], first: int) -> None:
    rows = goes_on_in_frame(pages[first], pages[first + 1], printed[first + 1])
    if rows is not None:
        pages[first + 1] = _with_pieces(pages[first + 1], rows)
        return
    rows = begins_in_frame(pages[first], printed[first], pages[first + 1])
    if rows is not None:
        pages[first] = _with_pieces(pages[first], rows)


def _with_pieces(page: Page, pieces: Sequence[Piece]) -> Page:
    """The page with other pieces; itself where they would not hold all that stands on it."""
    if sum(map(_length, pieces)) != sum(map(_length, page.order)):
        return page
    return replace(page, order=_numbered(list(pieces)))


def _length(piece: Piece) -> int:
    """How many characters a piece has, blanks aside."""
    texts = [piece.text] if isinstance(piece, TextLine) else [cell.text for cell in piece.cells]
    return printed_length(texts)


def _laid_out(printed: PrintedPage) -> Page:
    with_rules = ruled(printed)
    glyphs = printed.glyphs
    free = glyphs if with_rules.free.all() else glyphs.taken(with_rules.free)
    boxes = boxes_beside_text(with_rules.frames, free)
    boxed = [free.taken(box) for box in boxes]
    if boxes:
        free = free.taken(~np.logical_or.reduce(boxes))
    runs = runs_of(free)
    parts = parts_of(runs, with_rules.tables)
    pieces = [piece for part in parts for piece in _pieces(printed.number, free, runs, part, len(parts) == 1)]
    pieces = with_boxes(printed.number, pieces, boxed)
    return Page(
        number=printed.number,
        width=printed.width,
        height=printed.height,
        order=_numbered(pieces),
        pictures=printed.pictures,
        origin=printed.origin,
        reason=printed.reason or ("" if with_rules.whole else _TOO_MANY_LINES),
        marks=printed.marks,
    )


def _pieces(page: int, free: Glyphs, runs: Runs, part: Part, whole: bool) -> list[Piece]:
    """The lines and tables of a part, from the top down."""
    if not whole:
        positions = np.concatenate([runs.glyphs(run) for run in part.runs.tolist()] or [np.empty(0, np.intp)])
        free = free.taken(np.sort(positions))
        runs = runs_of(free)
    found = borderless_tables(page, free, runs)
    if found:
        left = np.ones(len(free), dtype=np.bool_)
        left[np.concatenate([each.glyphs for each in found])] = False
        free = free.taken(left)
    tables = (*part.tables, *(each.table for each in found))
    lines = tuple(TextLine(page, 0, text, box, size, words) for text, box, size, words in text_lines(free))
    return (
        sorted((*lines, *tables), key=lambda piece: (piece.box.top, piece.box.x0)) if tables else list(lines)
    )


def _numbered(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces with the numbers of lines and of tables, each counted from 1 in reading order."""

    def numbers() -> Iterator[Piece]:
        lines = tables = 0
        for piece in pieces:
            if isinstance(piece, TextLine):
                lines += 1
                yield replace(piece, number=lines)
            else:
                tables += 1
                yield replace(piece, number=tables)

    return tuple(numbers())
