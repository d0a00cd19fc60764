"""A web page saved in one file (MHTML, RFC 2557), as browsers, Word and Excel write it: its page, read as a
web page.

The page is the part with most Chinese text, the first of several: Excel and sites with frames put a frame
that holds nothing before it. Other parts with text of their own (further sheets, further frames) are named as
missing. Pictures that stand beside the page in the file are not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import unquote

from extractors.readers.web.article import page_titles
from extractors.readers.web.dom import lines_of, parse_page
from extractors.readers.web.reader import read_web
from extractors.readers.web.source import chinese_characters, page_source
from schemas.document import Document, SourceFile
from schemas.errors import DamagedFileError

_MARK = "\ufeff"  # says that the bytes are UTF-8, whatever the page says of itself
_PARTS_OF_GB18030 = {"gb2312", "gbk", "gb_2312-80"}  # pages go beyond what they state
_LEAST_WORDS = 10  # names on the tabs of sheets, buttons
_MOST_PAGES = 200
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of an archive: its bytes, what it is called, how many Chinese characters it shows."""

    content: bytes
    name: str
    words: int


def read_web_archive(source: SourceFile, data: bytes) -> Document:
    """The document in the bytes of a web archive. Raises DamagedFileError where it holds no page."""
    message = message_from_bytes(data, policy=policy.default)
    pages = list(_pages(message))
    if not pages:
        raise DamagedFileError(f"“{source.name}”里没有网页正文，不是完整的网页文件")
    main = max(pages, key=lambda page: page.words)
    others = [page.name for page in pages if page is not main and page.words >= _LEAST_WORDS]
    document = read_web(source, main.content)
    return replace(document, missing=(*document.missing, _others(others))) if others else document


def _others(names: list[str]) -> str:
    named = "、".join(f"“{name}”" for name in names[:_MOST_NAMED])
    return f"文件里另有{len(names)}个网页没有读取：{named}{'等' if len(names) > _MOST_NAMED else ''}"


def _pages(message: EmailMessage) -> Iterator[_Page]:
    """The pages of an archive in order."""
    parts = (part for part in message.walk() if part.get_content_type() == "text/html")
    for number, part in zip(range(1, _MOST_PAGES + 1), parts, strict=False):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            yield _page(_as_utf8(part, content), part, number)


def _page(content: bytes, part: EmailMessage, number: int) -> _Page:
    location = unquote(str(part.get("Content-Location") or "")).partition("?")[0].rpartition("/")[2]
    name = location or f"第{number}个网页"
    try:
        root = parse_page(page_source(content, name).markup, name)
    except DamagedFileError:  # said where it turns out to be the page to be read
        return _Page(content, name, 0)
    words = chinese_characters("".join(lines_of(root)))
    return _Page(content, next(iter(page_titles(root)), name), words)


def _as_utf8(page: EmailMessage, content: bytes) -> bytes:
    """The page in UTF-8 where the archive names its encoding; else as it stands."""
    encoding = page.get_content_charset()
    if encoding in _PARTS_OF_GB18030:
        encoding = "gb18030"
    try:
        text = content.decode(encoding) if encoding else None
    except (LookupError, UnicodeDecodeError):
        text = None
    return content if text is None else (_MARK + text.lstrip(_MARK)).encode("utf-8")
