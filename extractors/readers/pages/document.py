"""From laid-out pages to a document: running lines removed, paragraphs and tables joined over pages."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.readers.assembly import assemble
from extractors.readers.drafts import Draft
from extractors.readers.pages.flow import Margins, find_margins, paragraphs, without_running_lines
from extractors.readers.pages.joins import continues, joined
from extractors.readers.pages.model import Page, PageTable, TextLine
from schemas.document import Document, Mark, SourceFile

Piece = TextLine | PageTable


def document_of(
    source: SourceFile, pages: Sequence[Page], missing: tuple[str, ...] = (), marks: tuple[Mark, ...] = ()
) -> Document:
    """The document that pages make. Pages without text are named among what is missing; `missing` and
    `marks` are what the format's reader adds of the whole file. Raises EmptyFileError where no page has text.
    """
    readable = [page for page in pages if page.has_text]
    lines = without_running_lines(readable)
    margins = _margins(readable, lines)
    drafts = _drafts(_pieces(readable, lines), margins)
    unread = tuple(f"第{page.number}页{page.reason}" for page in pages if page.reason)
    seen = (*marks, *(mark for page in pages for mark in page.marks))
    return assemble(source, tuple(drafts), pages=len(pages), missing=(*missing, *unread), marks=seen)


def _margins(pages: Sequence[Page], lines: dict[int, list[TextLine]]) -> dict[int, Margins]:
    """The text area of each page, measured over all pages of its width."""
    margins: dict[int, Margins] = {}
    by_width = sorted(pages, key=lambda page: round(page.width))
    for _, group in groupby(by_width, key=lambda page: round(page.width)):
        alike = sorted(group, key=lambda page: page.number)
        found = find_margins([line for page in alike for line in lines[page.number]])
        margins |= {page.number: found for page in alike}
    return margins


def _pieces(pages: Sequence[Page], lines: dict[int, list[TextLine]]) -> list[Piece]:
    kept = {(line.page, line.number) for of_page in lines.values() for line in of_page}
    return [
        piece
        for page in pages
        for piece in page.order
        if isinstance(piece, PageTable) or (piece.page, piece.number) in kept
    ]


def _drafts(pieces: Sequence[Piece], margins: dict[int, Margins]) -> Iterator[Draft]:
    stretch: list[TextLine] = []
    tables: list[PageTable] = []
    for piece in pieces:
        if isinstance(piece, TextLine):
            if tables:
                yield joined(tables)
                tables = []
            if stretch and margins[stretch[-1].page] != margins[piece.page]:
                yield from paragraphs(stretch, margins[stretch[0].page])
                stretch = []
            stretch.append(piece)
            continue
        if stretch:
            yield from paragraphs(stretch, margins[stretch[0].page])
            stretch = []
        if tables and not (tables[-1].page < piece.page and continues(tables[-1], piece)):
            yield joined(tables)
            tables = []
        tables.append(piece)
    if tables:
        yield joined(tables)
    if stretch:
        yield from paragraphs(stretch, margins[stretch[0].page])
