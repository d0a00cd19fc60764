"""The tree of a page, and its pieces of text in reading order.

What a browser never shows is left out: scripts, styles, forms' fields, comments, deleted words, elements that
the page hides, unless the hidden element holds most of the page's text (some sites hide an article until a
script shows it). Where hidden words, a frame or a drawing with words were, an empty element stays that says
so (`left_out`). Text is cut at block elements and line breaks. A piece knows its element, how much of it is
link, and whether a browser sets it as a heading or in the middle. What a data table holds outside its cells
(its caption, stray words) stands above it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal

from lxml import etree, html

from schemas.errors import DamagedFileError

_NEVER_SHOWN = {
    "script", "style", "noscript", "noframes", "template", "iframe", "object", "embed", "applet", "select",
    "input", "textarea", "button", "svg", "canvas", "video", "audio", "map", "head", "del", "rt", "rp",
    "datalist", "title", "meta", "link",
}  # fmt: skip
_FRAMES = {"iframe", "object", "embed"}
_DRAWINGS = {"svg", "canvas"}
_EMPTY_FRAME = re.compile(r"about:|javascript:|$", re.IGNORECASE)
_SMALL = 60
_LEFT_OUT = "left-out"
_ROW_HOLDERS = {"table", "thead", "tbody", "tfoot", "form", "center"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?P<office>mso-element\s*:\s*(?:comment|header|footer))",
    re.IGNORECASE,
)
_CENTRED_STYLE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_TYPE_TAGS = re.compile(r"</?(?:font|span|b|strong|i|u|em|big|small|center)\b[^<>]*>", re.IGNORECASE)
_MOSTLY = 0.5
_LINK = "a"

TableKind = Literal["data", "record"] | None
LeftOut = Literal["hidden", "frame", "drawing"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text between two breaks, or a table. `text` has its blanks collapsed as a browser does,
    `element` is the block that holds it, `links` how many of its characters are links, `breaks` whether a
    line break (not the end of a block) stands before it, `level` the heading level (h1 … h6), `centred`
    whether it is set in the middle, `table` what the piece is where it is a whole table: data, or the site's
    record of the paper."""

    text: str
    element: etree._Element
    links: int = 0
    breaks: bool = False
    level: int | None = None
    centred: bool = False
    table: Literal["data", "record"] | None = None


def parse_page(markup: str, name: str) -> etree._Element:
    """The tree of a page's markup. Raises DamagedFileError where there is none."""
    text = _CONTROL.sub("", _DECLARATION.sub("", markup, count=1))
    try:
        root, is_whole = _parsed(text)
        if not is_whole:
            root, _ = _parsed(_TYPE_TAGS.sub("", text))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError(f"“{name}”不是完整的网页", "请重新保存网页后再放入") from error
    _drop_hidden(root)
    return root


def _parsed(text: str) -> tuple[etree._Element, bool]:
    """The tree of some markup, and whether all of it was taken: tags of type that an old editor never closed
    nest deeper than a tree may."""
    parser = html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(text, parser=parser)
    return root, not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _drop_hidden(root: etree._Element) -> None:
    """Take out what is never shown."""
    for element in list(root.iter(*_NEVER_SHOWN - {"head", "title", "meta"})):
        if _holds_words_elsewhere(element):
            _leave_out(element, "frame" if element.tag in _FRAMES else "drawing")
        else:
            _drop(element)
    whole = _length(root)
    for element in list(root.iter(etree.Element)):
        if not _is_hidden(element) or element.getparent() is None:
            continue
        length = _length(element)
        if 0 < length < _MOSTLY * whole and not _is_office_part(element):
            _leave_out(element, "hidden")
        elif length < _MOSTLY * whole:
            _drop(element)


def _holds_words_elsewhere(element: etree._Element) -> bool:
    """True for a frame that shows another file, and for a drawing that may hold words."""
    if is_small(element):
        return False
    if element.tag in _FRAMES:
        return not _EMPTY_FRAME.match((element.get("src") or element.get("data") or "").strip())
    return element.tag in _DRAWINGS and (
        element.tag == "canvas" or any(map(_length, element.iter("text", "{*}text")))
    )


def is_small(element: etree._Element) -> bool:
    """True for a picture or frame that its page sets so small that it holds no words to be read."""
    sizes = [(element.get(name) or "").removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and int(size) < _SMALL for size in sizes)


def _leave_out(element: etree._Element, what: LeftOut) -> None:
    """Empty an element and let it say what it was."""
    for kid in list(element):
        element.remove(kid)
    element.text = None
    element.tag = "template"
    element.attrib.clear()
    element.set(_LEFT_OUT, what)


def left_out(elements: Iterable[etree._Element], what: LeftOut) -> list[etree._Element]:
    """Those of the elements that stand where something was left out."""
    return [element for element in elements if element.tag == "template" and element.get(_LEFT_OUT) == what]


def _drop(element: etree._Element) -> None:
    """Take an element out, what follows it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _is_hidden(element: etree._Element) -> bool:
    return bool(_HIDING_STYLE.search(element.get("style") or "")) or element.get("hidden") is not None


def _is_office_part(element: etree._Element) -> bool:
    """True for the comments and running lines of a page that Word saved."""
    found = _HIDING_STYLE.search(element.get("style") or "")
    return found is not None and found["office"] is not None


def _length(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


@dataclass(slots=True)
class _Run:
    """The text read since the last break."""

    parts: list[str] = field(default_factory=list)
    links: int = 0
    breaks: bool = False

    def add(self, text: str | None, *, is_link: bool) -> None:
        if text:
            self.parts.append(text)
            self.links += len(text.strip()) if is_link else 0


def pieces_of(
    root: etree._Element,
    table_kind: Callable[[etree._Element], TableKind],
    is_passed_over: Callable[[etree._Element], bool] = lambda _: False,
) -> Iterator[Piece]:
    """The pieces of a tree in reading order. `table_kind` says what a table holds; None for one that only
    lays out the page, which is walked through. `is_passed_over` names elements that nobody reads here."""
    run, blocks, links = _Run(), [root], 0
    walk = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _NEVER_SHOWN or not tag or is_passed_over(element):
                skipped = element
                walk.skip_subtree()
                continue
            links += tag == _LINK
            if tag in _BLOCKS or tag == "br":
                yield from _closed(run, blocks[-1])
                run = _Run(breaks=tag == "br")
            kind = table_kind(element) if tag == "table" else None
            if kind is not None:
                yield from around_cells(element)
                yield Piece("", element, table=kind)
                skipped = element
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                blocks.append(element)
            run.add(_own_text(element), is_link=links > 0)
            continue
        if element is skipped:
            skipped = None
        else:
            links -= tag == _LINK
            if tag in _BLOCKS:
                yield from _closed(run, blocks[-1])
                blocks.pop()
                run = _Run()
        if element is not root:
            run.add(element.tail, is_link=links > 0)
    yield from _closed(run, root)


def around_cells(table: etree._Element) -> list[Piece]:
    """What a table holds outside its cells, as it stands above it: stray words (a browser sets them before
    the table), then the caption."""
    pieces = pieces_of(table, lambda _: None, _is_cell)
    return sorted(pieces, key=lambda piece: any(e.tag == "caption" for e in _up_to(piece.element, table)))


def _up_to(element: etree._Element, above: etree._Element) -> Iterator[etree._Element]:
    """An element and those around it, below another."""
    yield from takewhile(lambda e: e is not above, (element, *element.iterancestors()))


def _is_cell(element: etree._Element) -> bool:
    """True for a cell where cells stand in a table; elsewhere its words are read as stray ones."""
    row = element.getparent() if element.tag in {"td", "th"} else None
    holder = row.getparent() if row is not None and row.tag == "tr" else None
    return holder is not None and holder.tag in _ROW_HOLDERS


def _own_text(element: etree._Element) -> str:
    text = element.text or ""
    return text.translate(_SUPERSCRIPTS) if element.tag == "sup" else text


def _collapsed(text: str) -> str:
    """Text with its blanks as a browser shows them."""
    return _BLANKS.sub(" ", text).replace("&nbsp;", "\u00a0").strip(" ")


def _closed(run: _Run, block: etree._Element) -> Iterator[Piece]:
    if not run.parts:
        return
    text = _collapsed("".join(run.parts))
    if text.strip():
        yield Piece(text, block, run.links, run.breaks, _level(block), _is_centred(block))


def _level(block: etree._Element) -> int | None:
    for element in (block, *block.iterancestors()):
        tag = str(element.tag)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            return int(tag[1])
        if tag in {"div", "td", "body", "section", "article"}:
            return None
    return None


def _is_centred(block: etree._Element) -> bool:
    return (
        block.tag == "center"
        or (block.get("align") or "").lower() == "center"
        or bool(_CENTRED_STYLE.search(block.get("style") or ""))
    )


def text_of(element: etree._Element) -> str:
    """All text in an element."""
    return "".join(str(text) for text in element.itertext())


def lines_of(element: etree._Element) -> list[str]:
    """The lines of text in an element, as a browser breaks them; most cells of tables hold nothing but
    text."""
    if not len(element) and element.tag in _BLOCKS:
        text = _collapsed(element.text or "")
        return [text] if text.strip() else []
    return [piece.text for piece in pieces_of(element, lambda _: None)]


def is_inside(element: etree._Element, container: etree._Element) -> bool:
    """True for an element in a container, or the container itself."""
    return element is container or any(above is container for above in element.iterancestors())


def path_of(element: etree._Element) -> str:
    """The XPath of an element from the root of its page."""
    return str(element.getroottree().getpath(element))


class Paths:
    """The XPaths of many elements of one tree: siblings are counted once, not for each of them again."""

    def __init__(self) -> None:
        self._of_children: dict[etree._Element, dict[etree._Element, str]] = {}

    def of(self, element: etree._Element) -> str:
        """The XPath of an element, as `path_of` gives it."""
        unknown = []
        above = element.getparent()
        while above is not None and above not in self._of_children:
            unknown.append(above)
            above = above.getparent()
        for parent in reversed(unknown):
            self._of_children[parent] = _paths_of_children(parent, self._known(parent))
        return self._known(element)

    def _known(self, element: etree._Element) -> str:
        parent = element.getparent()
        return path_of(element) if parent is None else self._of_children[parent][element]


def _paths_of_children(parent: etree._Element, path: str) -> dict[etree._Element, str]:
    kids = list(parent.iterchildren(etree.Element))
    alike = Counter(kid.tag for kid in kids)
    seen: Counter[str] = Counter()
    paths = {}
    for kid in kids:
        seen[kid.tag] += 1
        paths[kid] = f"{path}/{kid.tag}[{seen[kid.tag]}]" if alike[kid.tag] > 1 else f"{path}/{kid.tag}"
    return paths
