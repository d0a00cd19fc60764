"""From a printed page to its lines and tables, in reading order.

Ruled tables are found first, because their rules are certain; then the columns of the page; in each of them
tables without rules; what is left is lines of text. A page set from the top down is turned, laid out and
turned back. Every character stands in one line or one cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from extractors.readers.pages.borderless import borderless_tables
from extractors.readers.pages.carried import began_in, goes_on_in, open_above, open_below, with_categories
from extractors.readers.pages.columns import Part, parts_of
from extractors.readers.pages.lines import text_lines
from extractors.readers.pages.model import Glyphs, Page, PageTable, PrintedPage, TextLine
from extractors.readers.pages.ruled import ruled
from extractors.readers.pages.runs import Runs, runs_of
from extractors.readers.pages.vertical import is_vertical, turned, turned_back

Piece = TextLine | PageTable


def laid_out(printed: PrintedPage) -> Page:
    """The page with its lines and tables."""
    if is_vertical(printed.glyphs):
        return turned_back(_laid_out(turned(printed)), printed)
    return _laid_out(printed)


def laid_out_in_turn(printed: Sequence[PrintedPage]) -> tuple[Page, ...]:
    """The pages of a file; parts of tables without rules that go on over page ends are read in the columns of
    one another."""
    pages = list(map(laid_out, printed))
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
            pages[first] = _with_pieces(pages[first], with_categories(before, pages[first]))
    return tuple(pages)


def _with_pieces(page: Page, pieces: Sequence[Piece]) -> Page:
    return replace(page, order=_numbered(list(pieces)))


def _laid_out(printed: PrintedPage) -> Page:
    with_rules = ruled(printed)
    glyphs = printed.glyphs
    free = glyphs if with_rules.free.all() else glyphs.taken(with_rules.free)
    runs = runs_of(free)
    parts = parts_of(runs, with_rules.tables)
    pieces = [piece for part in parts for piece in _pieces(printed.number, free, runs, part, len(parts) == 1)]
    return Page(
        number=printed.number,
        width=printed.width,
        height=printed.height,
        order=_numbered(pieces),
        pictures=printed.pictures,
        origin=printed.origin,
        reason=printed.reason,
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
