"""From a printed page to its lines and tables, in reading order.

Ruled tables are found first, because their rules are certain; then tables without rules; what is left is
lines of text.
"""

import numpy as np

from extractors.readers.pages.lines import text_lines
from extractors.readers.pages.model import Glyphs, Page, PageTable, PrintedPage, TextLine
from extractors.readers.pages.ruled import ruled_tables
from schemas.document import Box


def laid_out(printed: PrintedPage) -> Page:
    """The page with its lines and tables."""
    tables = ruled_tables(printed)
    free = outside(printed.glyphs, tuple(table.box for table in tables))
    lines = (
        TextLine(printed.number, number, text, box, size, words)
        for number, (text, box, size, words) in enumerate(text_lines(free), start=1)
    )
    order: list[TextLine | PageTable] = sorted(
        (*lines, *tables), key=lambda piece: (piece.box.top, piece.box.x0)
    )
    return Page(
        number=printed.number,
        width=printed.width,
        height=printed.height,
        order=tuple(order),
        pictures=printed.pictures,
        origin=printed.origin,
        reason=printed.reason,
        marks=printed.marks,
    )


def outside(glyphs: Glyphs, boxes: tuple[Box, ...]) -> Glyphs:
    """The glyphs whose middle lies in none of some boxes."""
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    free = np.ones(len(glyphs), dtype=np.bool_)
    for box in boxes:
        free &= ~((box.x0 <= x) & (x <= box.x1) & (box.top <= y) & (y <= box.bottom))
    return glyphs.taken(free)
