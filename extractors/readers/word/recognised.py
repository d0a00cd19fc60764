"""A recognised picture as drafts, with places below that of the paragraph that holds it."""

import numpy as np
from PIL import Image

from extractors.readers.clean import clean_cell
from extractors.readers.drafts import Draft, ParagraphDraft, TableDraft
from extractors.readers.pages.flow import find_margins, paragraphs
from extractors.readers.pages.layout import laid_out
from extractors.readers.pages.model import PageTable, TextLine
from extractors.readers.scan.recognise import recognised_page
from schemas.document import Cell, Place


def recognised_drafts(image: Image.Image, where: Place, width: float, height: float) -> list[Draft]:
    """The paragraphs and tables in a picture that is printed in some points' width and height."""
    page = laid_out(recognised_page(np.asarray(image, dtype=np.uint8), 1, width, height))
    drafts: list[Draft] = []
    stretch: list[TextLine] = []
    for piece in (*page.order, None):
        if isinstance(piece, TextLine):
            stretch.append(piece)
            continue
        if stretch:
            drafts += (_moved(draft, where) for draft in paragraphs(stretch, find_margins(page.lines)))
            stretch = []
        if piece is not None:
            drafts.append(_table(piece, where))
    return drafts


def _moved(draft: ParagraphDraft, where: Place) -> ParagraphDraft:
    """A paragraph of the picture, its places (page 1/line 3) turned to the document's (p 12/picture 1/line
    3)."""
    places = tuple(Place(f"{where.path}/{place.path.partition('/')[2]}") for place in draft.places)
    return ParagraphDraft(draft.text, draft.raw, places, draft.starts, words=draft.words)


def _table(table: PageTable, where: Place) -> TableDraft:
    path = f"{where.path}/table {table.number}"
    cells = tuple(
        Cell(
            cell.row,
            cell.col,
            clean_cell(cell.text),
            cell.text,
            Place(f"{path}/row {cell.row + 1}/cell {cell.col + 1}"),
            cell.rowspan,
            cell.colspan,
            cell.words,
        )
        for cell in table.cells
    )
    return TableDraft(table.rows, table.cols, cells, (Place(path),))
