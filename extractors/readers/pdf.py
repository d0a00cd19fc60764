"""Digital PDF: pages to paragraphs and tables in reading order.

Every paragraph keeps the page and box of each of its lines, every cell its own. A page without a text layer
is said to be missing; a file of such pages only is a scan, which this reader does not read.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.readers.assembly import assemble
from extractors.readers.drafts import Draft
from extractors.readers.pdf_flow import Margins, find_margins, paragraphs, without_running_lines
from extractors.readers.pdf_page import Page, PageTable, TextLine, read_pages
from extractors.readers.pdf_tables import continues, joined
from schemas.document import Document, SourceFile
from schemas.errors import EmptyFileError, UnsupportedFormatError

_OCR_ADVICE = "请用文字版文件，或先用识别软件转为 .docx 后重新放入"
_MOSTLY_PICTURE = 0.5
_FEW_CHARACTERS = 60
Piece = TextLine | PageTable


def read_pdf(source: SourceFile, data: bytes) -> Document:
    """The document in a PDF's bytes."""
    pages = read_pages(data, source.name)
    readable = [page for page in pages if page.has_text]
    if not readable:
        raise _no_text(source, pages)
    lines = without_running_lines(readable)
    margins = _margins(readable, lines)
    drafts = _drafts(_pieces(readable, lines), margins)
    return assemble(source, tuple(drafts), pages=len(pages), missing=_missing(pages))


def _no_text(source: SourceFile, pages: Sequence[Page]) -> EmptyFileError | UnsupportedFormatError:
    if any(page.lines or page.tables for page in pages):
        return UnsupportedFormatError(f"“{source.name}”的字体没有文字编码，无法提取文字", _OCR_ADVICE)
    if any(page.pictures for page in pages):
        return UnsupportedFormatError(
            f"“{source.name}”是扫描件（{len(pages)}页都没有文字层），暂不能识别", _OCR_ADVICE
        )
    return EmptyFileError(f"“{source.name}”里没有文字")


def _missing(pages: Sequence[Page]) -> tuple[str, ...]:
    missing = []
    for page in pages:
        if page.has_text:
            if (
                page.covered > _MOSTLY_PICTURE
                and sum(len(line.text) for line in page.lines) < _FEW_CHARACTERS
            ):
                missing.append(f"第{page.number}页主要是扫描图像，只读到少量文字")
        elif page.lines or page.tables:
            missing.append(f"第{page.number}页的字体没有文字编码，无法提取文字")
        elif page.pictures:
            missing.append(f"第{page.number}页是扫描图像，没有文字层，暂不能识别")
    return tuple(missing)


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
    pieces: list[Piece] = []
    for page in pages:
        pieces += sorted((*lines[page.number], *page.tables), key=lambda piece: (piece.box.top, piece.box.x0))
    return pieces


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
