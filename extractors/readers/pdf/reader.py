"""PDF: pages to paragraphs and tables in reading order.

Every paragraph keeps the page and box of each of its lines, every cell its own. A page without a text layer
is said to be missing.
"""

from collections.abc import Sequence

from extractors.readers.pages.document import document_of
from extractors.readers.pages.layout import laid_out
from extractors.readers.pages.model import Page
from extractors.readers.pdf.plumber import read_pages
from schemas.document import Document, SourceFile
from schemas.errors import EmptyFileError, UnsupportedFormatError

_OCR_ADVICE = "请用文字版文件，或先用识别软件转为 .docx 后重新放入"
_MOSTLY_PICTURE = 0.5
_FEW_CHARACTERS = 60


def read_pdf(source: SourceFile, data: bytes) -> Document:
    """The document in a PDF's bytes."""
    pages = tuple(map(laid_out, read_pages(data, source.name)))
    if not any(page.has_text for page in pages):
        raise _no_text(source, pages)
    return document_of(source, pages, _missing(pages))


def _no_text(source: SourceFile, pages: Sequence[Page]) -> EmptyFileError | UnsupportedFormatError:
    if any(page.order for page in pages):
        return UnsupportedFormatError(f"“{source.name}”的字体没有文字编码，无法提取文字", _OCR_ADVICE)
    if any(page.pictures for page in pages):
        return UnsupportedFormatError(
            f"“{source.name}”是扫描件（{len(pages)}页都没有文字层），暂不能识别", _OCR_ADVICE
        )
    return EmptyFileError(f"“{source.name}”里没有文字")


def _missing(pages: Sequence[Page]) -> tuple[str, ...]:
    return tuple(
        f"第{page.number}页主要是扫描图像，只读到少量文字"
        for page in pages
        if page.has_text
        and page.covered > _MOSTLY_PICTURE
        and sum(len(line.text) for line in page.lines) < _FEW_CHARACTERS
    )
