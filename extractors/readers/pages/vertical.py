"""Pages set from the top down, their lines from right to left.

Such a page is turned a quarter, so that its lines run to the right and down, laid out like any other, and the
boxes are turned back. A page is taken for one where most characters follow the one above them.
"""

from dataclasses import replace

import numpy as np

from extractors.readers.pages.model import Glyphs, Numbers, Page, PageTable, PrintedPage, Rules, TextLine
from schemas.document import Box

_FEWEST = 12
_MOST = 0.6  # share of the steps between characters that lead down


def is_vertical(glyphs: Glyphs) -> bool:
    """True where characters follow one another from the top down."""
    if len(glyphs) < _FEWEST:
        return False
    size = np.maximum(glyphs.size[1:], 1.0)
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    right, down = (x[1:] - x[:-1]) / size, (y[1:] - y[:-1]) / size
    falls = (np.abs(right) < 0.3) & (down > 0.5) & (down < 1.6)
    runs = (np.abs(down) < 0.3) & (right > 0.2) & (right < 1.6)
    return bool(falls.sum() >= _FEWEST and falls.sum() > _MOST * (falls.sum() + runs.sum()))


def turned(printed: PrintedPage) -> PrintedPage:
    """The page turned so that its lines run to the right and down."""
    glyphs, width = printed.glyphs, printed.width
    rules = printed.rules
    return replace(
        printed,
        width=printed.height,
        height=width,
        glyphs=replace(
            glyphs, x0=glyphs.top, x1=glyphs.bottom, top=width - glyphs.x1, bottom=width - glyphs.x0
        ),
        rules=Rules(
            _rows(rules.down, width),
            _columns(rules.across, width),
            _rows(rules.shade_down, width),
            _columns(rules.shade_across, width),
        ),
    )


def _rows(down: Numbers, width: float) -> Numbers:
    """Vertical rules as the horizontal ones of the turned page."""
    return np.column_stack((width - down[:, 0], down[:, 1], down[:, 2]))


def _columns(across: Numbers, width: float) -> Numbers:
    """Horizontal rules as the vertical ones of the turned page."""
    return np.column_stack((across[:, 0], width - across[:, 2], width - across[:, 1]))


def turned_back(page: Page, printed: PrintedPage) -> Page:
    """A laid-out page with its boxes where they stand on the page that was turned."""
    width = printed.width
    return replace(
        page,
        width=width,
        height=printed.height,
        order=tuple(_back(piece, width) for piece in page.order),
    )


def _back(piece: TextLine | PageTable, width: float) -> TextLine | PageTable:
    if isinstance(piece, TextLine):
        words = tuple(replace(word, box=_box_back(word.box, width)) for word in piece.words)
        return replace(piece, box=_box_back(piece.box, width), words=words)
    cells = tuple(
        replace(
            cell,
            box=_box_back(cell.box, width),
            words=tuple(replace(word, box=_box_back(word.box, width)) for word in cell.words),
        )
        for cell in piece.cells
    )
    return replace(piece, box=_box_back(piece.box, width), cells=cells)


def _box_back(box: Box, width: float) -> Box:
    return Box(round(width - box.bottom, 2), box.x0, round(width - box.top, 2), box.x1)
