"""PDF: pages to paragraphs and tables in reading order.

Every paragraph keeps the page and box of each of its lines, every cell its own. Pages whose text can't be
read (scans, fonts without codes, text drawn as shapes) are recognised from their picture, one by one;
without an engine for it a file of text keeps its text pages and says which are missing, and a scan ends as
unsupported with the command that adds the engine."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from extractors.readers.pages.document import document_of
from extractors.readers.pages.layout import laid_out_in_turn
from extractors.readers.pages.model import PrintedPage
from extractors.readers.pdf.file import attachments_unread
from extractors.readers.pdf.pages import printed_file
from extractors.readers.pdf.picture import page_image
from extractors.readers.pdf.reasons import MOSTLY_SCANNED, UNREADABLE, UNREADABLE_TEXT
from extractors.readers.progress import report
from extractors.readers.scan.recognise import DOTS_PER_INCH, engine_missing, recognised_page
from schemas.document import Document, Mark, Place, SourceFile
from schemas.errors import DamagedFileError, EmptyFileError, UnsupportedFormatError

_NEEDS_ENGINE = "，需要文字识别组件"
_NOT_RECOGNISED = "，没有识别出文字"
_NOT_DRAWN = "，页面也画不出来，无法识别"
_CODES_ADVICE = "请发件人从原文件重新导出 PDF（嵌入字体），或提供 Word、WPS 原文件后重新放入"
_LEAST_PIXELS, _MOST_PIXELS = 1600, 3600  # along the longer side of a picture for recognition


def read_pdf(source: SourceFile, data: bytes) -> Document:
    """The document in a PDF's bytes. Raises any ReadError but ReadFailedError."""
    printed = printed_file(data, source.name)
    waiting = any(_can_be_recognised(page) for page in printed.pages)
    advice = engine_missing() if waiting else None
    count = len(printed.pages)
    pages = tuple(_completed(source, data, page, count, with_engine=advice is None) for page in printed.pages)
    laid = laid_out_in_turn(pages)
    if not any(page.has_text for page in laid):
        raise _no_text(source, pages, advice)
    return document_of(source, laid, attachments_unread(printed.attachments), printed.marks)


def _can_be_recognised(page: PrintedPage) -> bool:
    """True for a page that shows something, but no text that can be read."""
    return page.origin == "none" and page.reason != UNREADABLE


def _completed(
    source: SourceFile, data: bytes, page: PrintedPage, count: int, *, with_engine: bool
) -> PrintedPage:
    """The page, of so many, with text wherever it can be had."""
    if not _can_be_recognised(page):
        return page
    if not with_engine:
        return _as_it_is(page, _NEEDS_ENGINE)
    report(page.number, count)
    try:
        image = page_image(data, page.number, _dpi(page), source.name)
    except DamagedFileError:
        return _as_it_is(page, _NOT_DRAWN)
    found = recognised_page(image, page.number, page.width, page.height)
    if found.origin == "none" or not len(found.glyphs):
        return _as_it_is(page, _NOT_RECOGNISED)
    mark = Mark("recognised", f"第{page.number}页由文字识别得到", Place(f"page {page.number}", page.number))
    told = () if any(mark.kind == "recognised" for mark in found.marks) else (mark,)
    same_way = (found.width, found.height) == (page.width, page.height)
    return replace(
        found,
        pictures=found.pictures or (page.pictures if same_way else ()),
        marks=(*page.marks, *found.marks, *told),
    )


def _as_it_is(page: PrintedPage, words: str) -> PrintedPage:
    """A page that stays unread; the few characters beside a picture are text all the same."""
    origin: Literal["text", "none"] = "text" if page.reason == MOSTLY_SCANNED else "none"
    return replace(page, origin=origin, reason=f"{page.reason}{words}")


def _dpi(page: PrintedPage) -> float:
    """How finely to draw a page for recognition; its size in points may be that of its pixels."""
    longest = max(page.width, page.height, 1.0) / 72.0
    return min(max(float(DOTS_PER_INCH), _LEAST_PIXELS / longest), _MOST_PIXELS / longest)


def _no_text(
    source: SourceFile, pages: Sequence[PrintedPage], advice: str | None
) -> EmptyFileError | UnsupportedFormatError | DamagedFileError:
    shown = [page for page in pages if _can_be_recognised(page)]
    if shown and all(page.reason.endswith(_NOT_DRAWN) for page in shown):
        return DamagedFileError(f"“{source.name}”的页面没有可提取的文字，也画不出来，无法识别")
    if shown and advice is not None:
        what = "是扫描件" if any(page.pictures for page in shown) else "没有可提取的文字"
        return UnsupportedFormatError(f"“{source.name}”{what}，需要文字识别组件", advice)
    if any(page.reason.startswith(UNREADABLE_TEXT) for page in shown):
        return UnsupportedFormatError(
            f"“{source.name}”有文字，但字体没有可用的文字编码，从图像中也没有识别出文字", _CODES_ADVICE
        )
    if shown:
        return EmptyFileError(f"“{source.name}”没有文字层，从图像中也没有识别出文字")
    if any(page.origin == "none" for page in pages):
        return DamagedFileError(f"“{source.name}”的页面内容损坏，无法读取")
    return EmptyFileError(f"“{source.name}”里没有文字")
