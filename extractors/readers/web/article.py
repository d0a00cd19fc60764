"""The article of a page among all that a site puts around it.

Signals, in order of precedence:

1. Words: lines that sites add (see `junk`), and headings of what follows an article (分享到, 上一篇,
   相关链接).
2. The weight of text: its characters that are no links, in sentences or in tables. The article is the
   smallest part of the page that holds nearly all of it; what sites name their article box helps where
   several are nested.
3. The title: the piece that repeats what the page gives as its title. The article begins there.

What is outside is marked as junk and kept. A piece is never cut, and none is moved.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from extractors.readers.clean import clean, fold
from extractors.readers.junk import is_junk
from extractors.readers.site_words import site_words
from extractors.readers.web.dom import Piece, is_inside, text_of

_ARTICLE_NAMES = re.compile(
    r"^(?:zoom|view|vsb_content\w*|ucap-?content|pages?_content|js_content|img-content|rich_media_content"
    r"|trs_(?:editor|ueditor)\S*|custom_unionstyle|content_?-?(?:text|detail|body|main)?"
    r"|article_?-?(?:content|body|con|text|detail)?|detail_?-?(?:content|text|con)?"
    r"|(?:news|info|text|main|xl|con|wz)_?-?(?:content|text|con|detail|body|zw))$",
    re.IGNORECASE,
)
_CONTAINERS = {"div", "section", "article", "main", "td", "form", "body", "center"}
_AFTER = re.compile(
    r"[【\[（(]?(?:分享(?:到|至)?|扫一扫|扫码|上一[篇条页]|下一[篇条页]|相关(?:链接|文章|阅读|新闻|信息|稿件|附件下载|推荐|解读|政策)"
    r"|责任编辑|[（(]?责编|打印(?:本页)?|关闭(?:窗口|本页)?|(?:喜欢|阅读原文|预览时标签不可点)|微信扫一扫|主办(?:单位)?[:：]|版权所有|返回顶部|文章纠错|我要纠错|网友评论)"
)
_SENTENCE = re.compile(r"[。；！？，、：]")
_TITLE_PARTS = re.compile(
    r"\s*[_|｜—–>]\s*|\s+-\s+|-(?=[\u4e00-\u9fff]{2,12}(?:人民政府|政府网|网|局|委|办)$)"
)
_ENOUGH = 0.85
_NEARLY_ALL = 0.97
_LEAST_PIECES = 3
_END_FROM = 0.6
_SHORTEST_TITLE = 4
_MOSTLY_LINKS = 0.6
_SHORT = 60
_NEAR_TITLE = 6


@dataclass(frozen=True, slots=True)
class Judged:
    """A piece, and whether it belongs to the article; `is_title` for the piece that is its title."""

    piece: Piece
    is_article: bool
    is_title: bool = False


def judged(root: etree._Element, pieces: Sequence[Piece]) -> list[Judged]:
    """Every piece of a page with what it is."""
    weights = [_weight(piece) for piece in pieces]
    if not sum(weights):
        weights = [len(piece.text) - piece.links for piece in pieces]
    box = _article_box(root, pieces, weights)
    inside = [is_inside(piece.element, box) for piece in pieces]
    title = _title(root, pieces, inside, weights)
    body = range(_begin(pieces, inside, title), _end(pieces, inside, weights))
    return [
        Judged(piece, i == title or (i in body and _is_article(piece, inside=inside[i])), i == title)
        for i, piece in enumerate(pieces)
    ]


def _is_article(piece: Piece, *, inside: bool) -> bool:
    """True for a piece between the article's begin and end that is the article's own; outside its box only
    short lines are, such as a number or a date under the title."""
    if piece.table == "record" or _is_site_text(piece):
        return False
    return inside or (piece.table is None and not piece.links and len(piece.text) <= _SHORT)


def _begin(pieces: Sequence[Piece], inside: Sequence[bool], title: int | None) -> int:
    """Where the article begins: under its title outside the box, else at the box's first piece; a letterhead
    and a number may stand above a title in the box, below the last line of the site."""
    first = inside.index(True) if True in inside else 0
    if title is None:
        return first
    if title < first:
        near = sum(not _is_site_text(piece) for piece in pieces[title + 1 : first])
        return title if near <= _NEAR_TITLE else first
    begin = title
    while begin > max(first, title - _NEAR_TITLE) and not _may_be_site(pieces[begin - 1]):
        begin -= 1
    return begin


def _may_be_site(piece: Piece) -> bool:
    return piece.table is not None or piece.links > 0 or is_junk(piece.text)


def _weight(piece: Piece) -> int:
    """How much a piece speaks for an article: its own words, none for menus and site lines."""
    if piece.table is not None:
        return len("".join(text_of(piece.element).split())) if piece.table == "data" else 0
    own = len(piece.text) - piece.links
    if is_junk(piece.text) or own < len(piece.text) * (1 - _MOSTLY_LINKS):
        return 0
    return own if _SENTENCE.search(piece.text) and own > 15 else own // 4


def _article_box(root: etree._Element, pieces: Sequence[Piece], weights: Sequence[int]) -> etree._Element:
    """The smallest part of the page that holds nearly all weight."""
    held: dict[etree._Element, int] = defaultdict(int)
    counts: dict[etree._Element, int] = defaultdict(int)
    for piece, weight in zip(pieces, weights, strict=True):
        for element in (piece.element, *piece.element.iterancestors()):
            held[element] += weight
            counts[element] += weight > 0
    whole = sum(weights)
    box = root
    while True:
        inner = max((kid for kid in box if held.get(kid)), key=lambda kid: held[kid], default=None)
        if inner is None or inner.tag not in _CONTAINERS | {"table", "tbody", "tr"}:
            break
        if held[inner] < (_ENOUGH * whole if _is_named(inner) else _NEARLY_ALL * held[box]) or counts[
            inner
        ] < min(_LEAST_PIECES, counts[root]):
            break
        box = inner
        if _is_named(box):
            break
    named = [e for e in held if _is_named(e) and held[e] >= _ENOUGH * whole and is_inside(e, box)]
    return max(named, key=lambda e: (held[e], -sum(1 for _ in e.iterancestors())), default=box)


def _is_named(element: etree._Element) -> bool:
    """True for an element with the name of an article box."""
    names = [element.get("id") or "", *(element.get("class") or "").split()]
    return any(_ARTICLE_NAMES.match(name) for name in names) or element.tag == "article"


def _is_site_text(piece: Piece) -> bool:
    """A line that the site added inside the article's box."""
    if piece.table is not None:
        return False
    return is_junk(piece.text) or (
        len(piece.text) > 3
        and piece.links > _MOSTLY_LINKS * len(piece.text)
        and not _SENTENCE.search(piece.text)
        and not _is_attachment(piece)
    )


def _is_attachment(piece: Piece) -> bool:
    return bool(re.search(r"附件|\.(?:docx?|xlsx?|pdf|wps|et|ofd)", piece.text, re.IGNORECASE))


# --- title and end ---------------------------------------------------------------------------------


def page_titles(root: etree._Element) -> list[str]:
    """What a page gives as its title, the surest first: the site's own field, then parts of the window's."""
    found = []
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name in {"articletitle", "og:title", "title"} and (content := meta.get("content")):
            found.append(content)
    for title in root.iter("title"):
        whole = text_of(title)
        found += [whole, *_TITLE_PARTS.split(whole)]
    return [title.strip() for title in found if len(_plain(title)) >= _SHORTEST_TITLE]


def says_same(text: str, title: str) -> bool:
    """True where two texts differ in blanks and widths at most."""
    return _plain(text) == _plain(title)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", fold(clean(text)))


def _title(
    root: etree._Element, pieces: Sequence[Piece], inside: Sequence[bool], weights: Sequence[int]
) -> int | None:
    """The position of the piece that is the title: the last one above the article's text that says what the
    page gives as its title; else the last h1 there."""
    heavy = max(weights, default=0) / 3
    text = next((i for i, weight in enumerate(weights) if inside[i] and weight >= heavy), len(pieces))
    above = [
        i for i in range(min(text + 1, len(pieces))) if pieces[i].table is None and len(pieces[i].text) <= 90
    ]
    for title in page_titles(root):
        same = [i for i in above if says_same(pieces[i].text, title)]
        if same:
            return same[-1]
    heads = [
        i for i in above if pieces[i].level in {1, 2} and not is_junk(pieces[i].text) and not pieces[i].links
    ]
    named = [
        i
        for i in heads
        if any(_plain(title).startswith(_plain(pieces[i].text)) for title in page_titles(root))
    ]
    return next(reversed(named or [i for i in heads if pieces[i].level == 1]), None)


def _end(pieces: Sequence[Piece], inside: Sequence[bool], weights: Sequence[int]) -> int:
    """The position after the article's last piece: the first line of what follows articles, where most of the
    text stands above it."""
    whole, read = sum(w for w, own in zip(weights, inside, strict=True) if own), 0
    for position, piece in enumerate(pieces):
        over = whole and read >= _END_FROM * whole
        if over and piece.table is None and _AFTER.match(site_words(piece.text.strip())):
            return position
        read += weights[position] if inside[position] else 0
    return len(pieces)
