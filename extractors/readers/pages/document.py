"""From laid-out pages to a document: running lines set apart, paragraphs and tables joined over pages.

Running lines are kept as junk after what begins on their page, so that they cut no paragraph and no table.
Of the lines between the parts of a table a unit that the table's head lacks is put above it; the others
(续表, the title once more) are kept after it as page furniture. No paragraph goes on over a page that could
not be read.
"""

from bisect import bisect
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from extractors.readers.assembly import assemble
from extractors.readers.captions import is_unit_line
from extractors.readers.clean import clean
from extractors.readers.drafts import Draft, DraftRole, ParagraphDraft
from extractors.readers.pages.flow import Margins, find_margins, paragraphs
from extractors.readers.pages.model import Page, PageTable, TextLine
from extractors.readers.pages.running import without_running_lines
from extractors.readers.pages.spilled import Piece
from extractors.readers.pages.strips import Whole, whole_tables
from schemas.document import Document, Mark, Place, SourceFile


def document_of(
    source: SourceFile, pages: Sequence[Page], missing: tuple[str, ...] = (), marks: tuple[Mark, ...] = ()
) -> Document:
    """The document that pages make. Pages without text are named among what is missing; `missing` and
    `marks` are what the format's reader adds of the whole file. Raises EmptyFileError where no page has text.
    """
    readable = [page for page in pages if page.has_text]
    lines = without_running_lines(readable)
    margins = _margins(readable, lines)
    gaps = [page.number for page in pages if page.reason and not page.has_text]
    drafts = _with_running_lines(_drafts(_pieces(readable, lines), margins, gaps), _running(readable, lines))
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


def _running(pages: Sequence[Page], lines: dict[int, list[TextLine]]) -> list[TextLine]:
    kept = {(line.page, line.number) for of_page in lines.values() for line in of_page}
    return [line for page in pages for line in page.lines if (line.page, line.number) not in kept]


def _with_running_lines(drafts: Iterable[Draft], running: Sequence[TextLine]) -> Iterator[Draft]:
    """The drafts, the running lines of each page as junk after the last that begins on it or before it."""
    waiting = deque(sorted(running, key=lambda line: line.page))
    for draft in drafts:
        begins = draft.places[0].page
        while waiting and begins is not None and waiting[0].page < begins:
            yield _line(waiting.popleft(), "junk")
        yield draft
    yield from (_line(line, "junk") for line in waiting)


def _drafts(pieces: Sequence[Piece], margins: dict[int, Margins], gaps: Sequence[int]) -> Iterator[Draft]:
    """The paragraphs and tables of pages; no paragraph goes on over the pages of `gaps`, left unread."""

    def of_one_stretch(line: TextLine) -> tuple[Margins, int]:
        return margins[line.page], bisect(gaps, line.page)

    for item in whole_tables(pieces):
        if isinstance(item, Whole):
            yield from _table(item)
        else:
            for _, stretch in groupby(item, key=of_one_stretch):
                alike = list(stretch)
                yield from paragraphs(alike, margins[alike[0].page])


def _table(whole: Whole) -> Iterator[Draft]:
    head_has_unit = any(map(is_unit_line, whole.strips[0].heads))
    units = [line for line in whole.between if is_unit_line(line.text) and not head_has_unit][:1]
    for line in units:
        yield _line(line, "body")
    yield whole.draft
    for line in whole.between:
        if line not in units:
            yield _line(line, "junk")


def _line(line: TextLine, role: DraftRole) -> ParagraphDraft:
    place = Place(f"page {line.page}/line {line.number}", line.page, line.box)
    return ParagraphDraft(clean(line.text), line.text, (place,), role=role, size=line.size, words=line.words)
