"""Web pages (.html, and HTML under another name): the article of a saved page.

Bytes to markup (`source`), markup to pieces of text (`dom`) and tables (`tables`), pieces to article and junk
(`article`), pieces to paragraphs here: lines broken inside a sentence are joined, numbers of lists are
spelled out, fields of the site's record (成文日期：…) stand above the article. Pictures are counted as
missing, linked files noted. Nothing is fetched, no script is run.

Addresses: `p 12` counts the pieces of text of the page, `table 1/row 2/cell 3` its tables; each with the
XPath of its element.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from lxml import etree

from extractors.readers.assembly import assemble
from extractors.readers.clean import clean, clean_lines, columns
from extractors.readers.collection import uncollected
from extractors.readers.drafts import Draft, ParagraphDraft
from extractors.readers.labels import find_label
from extractors.readers.titles import ends_as_title
from extractors.readers.web.article import Judged, judged, page_titles, says_same
from extractors.readers.web.dom import Piece, is_small, left_out, parse_page, path_of, pieces_of, text_of
from extractors.readers.web.source import PageSource, page_source
from extractors.readers.web.tables import record_fields, table_draft, table_kind
from schemas.document import Document, Mark, Place, SourceFile
from schemas.errors import EmptyFileError

_SAVE_ADVICE = "请在浏览器中打开原网页，等正文显示后另存为“网页，仅 HTML”或 .mht，再重新放入"
_FRAME_ADVICE = "请在浏览器中单独打开正文所在的框架，另存为“网页，仅 HTML”后重新放入"
_TERMINAL = re.compile(r"[。！？；…：!?;:][”’）)】\"]?$")
_INDENTED = re.compile(r"[\u3000\u00a0]{2,}")
_WRAPPED = 50
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|pptx?)(?:$|[?#])", re.IGNORECASE)
_ICON = re.compile(
    r"icon|logo|share|weixin|wechat|button|spacer|qrcode|ewm|erweima"
    r"|(?<![a-z])(?:print|close|btn|blank|line|dot|arrow)(?![a-z])",
    re.IGNORECASE,
)
_JUNK_TOGETHER = 300
_OPENING = 4


def read_web(source: SourceFile, data: bytes) -> Document:
    """The document in the bytes of a saved page."""
    with uncollected():
        return _document(source, data)


def _document(source: SourceFile, data: bytes) -> Document:
    page = page_source(data, source.name)
    root = parse_page(page.markup, source.name)
    pieces = list(pieces_of(root, table_kind))
    if not pieces:
        raise _no_text(source, root)
    found = judged(root, pieces)
    own = _extent(root, found)
    marks = (*_hidden(own), *_attachments(root, own))
    return assemble(source, tuple(_drafts(root, found)), missing=_missing(page, own), marks=marks)


def _extent(root: etree._Element, found: Sequence[Judged]) -> list[etree._Element]:
    """All elements of a page from the first of the article to the last, what is in that, and what was left
    out from there to the next piece of the page: a frame with the paper often stands under its title."""
    elements = list(root.iter(etree.Element))
    order = {element: position for position, element in enumerate(elements)}
    places = [order[item.piece.element] for item in found if item.is_article]
    if not places:
        return []
    end = max(places) + sum(1 for _ in elements[max(places)].iter(etree.Element))
    below = [order[item.piece.element] for item in found if order[item.piece.element] >= end]
    after = elements[end : min(below, default=len(elements))]
    return elements[min(places) : end] + [element for element in after if element.tag == "template"]


def _no_text(source: SourceFile, root: etree._Element) -> EmptyFileError:
    if next(root.iter("frameset", "frame"), None) is not None or left_out(root.iter("template"), "frame"):
        return EmptyFileError(f"“{source.name}”是框架网页，正文不在本文件内", _FRAME_ADVICE)
    return EmptyFileError(f"“{source.name}”里没有正文，网页的文字要由脚本显示", _SAVE_ADVICE)


# --- pieces to drafts --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A judged piece with its number among the pieces of text of the page, or among its tables of data."""

    item: Judged
    number: int

    @property
    def place(self) -> Place:
        """The address of a piece of text."""
        return Place(f"p {self.number}", element=path_of(self.item.piece.element))


def _drafts(root: etree._Element, found: Sequence[Judged]) -> Iterator[Draft]:
    if not any(item.is_title for item in found):
        yield from _window_title(root, found)
    run: list[_Numbered] = []
    for entry in _numbered(found):
        if run and not _joins(run, entry):
            yield from _run_drafts(run)
            run = []
        run.append(entry)
    yield from _run_drafts(run)


def _numbered(found: Sequence[Judged]) -> Iterator[_Numbered]:
    texts, tables = count(1), count(1)
    for item in found:
        yield _Numbered(item, next(texts if item.piece.table is None else tables))


def _joins(run: Sequence[_Numbered], entry: _Numbered) -> bool:
    """True where a piece goes on with the run: lines of an article that break inside a sentence, or more of
    what is around it."""
    last, item = run[-1].item, entry.item
    if item.piece.table is not None or last.piece.table is not None or last.is_article != item.is_article:
        return False
    if not item.is_article:
        return sum(len(other.item.piece.text) for other in run) < _JUNK_TOGETHER
    return (
        item.piece.breaks
        and item.piece.element is last.piece.element
        and columns(last.piece.text) >= _WRAPPED
        and not _TERMINAL.search(last.piece.text.rstrip())
        and not _INDENTED.match(item.piece.text)
        and find_label(clean(item.piece.text)) is None
    )


def _run_drafts(run: Sequence[_Numbered]) -> Iterator[Draft]:
    if not run:
        return
    first = run[0].item
    if first.piece.table == "record":
        yield from _record(run[0])
    elif first.piece.table == "data":
        draft = table_draft(first.piece.element, run[0].number)
        if draft and first.is_article:
            yield draft
        elif draft:
            words = " ".join(cell.text for cell in draft.cells if cell.text)
            yield ParagraphDraft(words, words, draft.places, role="junk")
    elif first.is_article:
        yield _paragraph(run)
    else:
        yield _junk(run)


def _record(entry: _Numbered) -> Iterator[ParagraphDraft]:
    """The fields of a site's record, one a paragraph: a date or a number in it may be the paper's own."""
    for text, cell in record_fields(entry.item.piece.element):
        place = Place(cell.path(entry.number), element=path_of(cell.element))
        yield ParagraphDraft(clean(text), text, (place,), role="junk")


def _paragraph(run: Sequence[_Numbered]) -> ParagraphDraft:
    pieces = [entry.item.piece for entry in run]
    lines = [_list_label(pieces[0]) + pieces[0].text, *(piece.text for piece in pieces[1:])]
    cleaned = clean_lines(lines)
    return ParagraphDraft(
        text=cleaned.text,
        raw="\n".join(lines),
        places=tuple(entry.place for entry in run),
        starts=cleaned.starts,
        style_level=0 if run[0].item.is_title else None,
        centred=pieces[0].centred,
    )


def _junk(run: Sequence[_Numbered]) -> ParagraphDraft:
    """What stands around the article, several pieces to a paragraph."""
    texts = [clean(entry.item.piece.text) for entry in run]
    starts = [0]
    for text in texts[:-1]:
        starts.append(starts[-1] + len(text) + 1)
    raw = "\n".join(entry.item.piece.text for entry in run)
    return ParagraphDraft(" ".join(texts), raw, tuple(e.place for e in run), tuple(starts), role="junk")


def _window_title(root: etree._Element, found: Sequence[Judged]) -> Iterator[ParagraphDraft]:
    """The title that only the window shows, where the article does not begin with it."""
    title = next((title for title in page_titles(root) if ends_as_title(clean(title))), None)
    opening = [item.piece.text for item in found if item.is_article and item.piece.table is None][:_OPENING]
    if title and not any(says_same(text, title) for text in opening):
        yield ParagraphDraft(
            clean(title), title, (Place("title", element="/html/head/title"),), style_level=0
        )


def _list_label(piece: Piece) -> str:
    """The number that a browser sets before the first words of an item of a numbered list."""
    item = next((e for e in (piece.element, *piece.element.iterancestors()) if e.tag == "li"), None)
    parent = item.getparent() if item is not None else None
    if item is None or parent is None or parent.tag != "ol" or not _is_first(piece, item):
        return ""
    if find_label(clean(piece.text)) is not None:
        return ""
    start = parent.get("start") or ""
    before = sum(1 for kid in item.itersiblings("li", preceding=True))
    number = (int(start) if start.isdigit() else 1) + before
    return f"{number}. "


def _is_first(piece: Piece, item: etree._Element) -> bool:
    words = clean(text_of(item))
    return words.startswith(clean(piece.text)[:20])


# --- what was not read --------------------------------------------------------------------------------


def _missing(page: PageSource, extent: Sequence[etree._Element]) -> tuple[str, ...]:
    missing = []
    if page.broken:
        missing.append(f"有{page.broken}个字符无法识别，网页可能没有保存完整")
    pictures = sum(element.tag == "img" and _is_picture(element) for element in extent)
    if pictures:
        missing.append(f"正文中有{pictures}张图片，图片里的文字没有读取")
    if frames := len(left_out(extent, "frame")):
        missing.append(f"正文中有{frames}处内嵌的网页或文件，不在本文件内，没有读取")
    if drawings := len(left_out(extent, "drawing")):
        missing.append(f"正文中有{drawings}个图形，图形里的文字没有读取")
    return tuple(missing)


def _hidden(extent: Sequence[etree._Element]) -> Iterator[Mark]:
    if hidden := left_out(extent, "hidden"):
        around = next(hidden[0].iterancestors(), hidden[0])
        yield Mark(
            "hidden",
            f"正文中有{len(hidden)}处网页没有显示的文字，没有读取",
            Place("hidden", element=path_of(around)),
        )


def _is_picture(image: etree._Element) -> bool:
    """True for a picture that may hold words: no icon, no line."""
    return not is_small(image) and not _ICON.search(
        (image.get("src") or image.get("data-src") or "").rpartition("/")[2]
    )


def _attachments(root: etree._Element, extent: Sequence[etree._Element]) -> Iterator[Mark]:
    """The files that the page links to from the article on: often in a box of their own right below it."""
    begun = False
    for element in root.iter(etree.Element):
        begun = begun or element in extent[:1]
        name = clean(text_of(element)) if begun and element.tag == "a" else ""
        if name and _FILE.search(element.get("href") or ""):
            place = Place("attachment", element=path_of(element))
            yield Mark("attachment", f"网页的附件“{name}”不在本文件内，需要时请下载后另行放入", place)
