"""Styles of a Word document: what level of heading, which list, how large, whether centred, whether hidden.

A style inherits from the one that it is based on. “Title” and 标题 without number give level 0. Hidden is a
toggle: hidden by the paragraph's style and by the run's style is shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.readers.word.names import P_PR, R_PR, VAL, is_on, number, value, w

_HEADING = re.compile(r"(?:heading|标题)\s*(?P<level>[1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|标题)$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)$", re.IGNORECASE)
_BODY_TEXT_LEVEL = 9
# What styles.xml holds most of, and what says nothing here: how tables look, and what Word's menus show.
UNREAD = (
    (b'<w:style w:type="table"', b"</w:style>"),
    (b"<w:latentStyles", b"</w:latentStyles>"),
)
_NAME, _BASED_ON, _STYLE = w("name"), w("basedOn"), w("style")
_OUTLINE, _NUMBERED, _LEVEL, _LIST = w("outlineLvl"), w("numPr"), w("ilvl"), w("numId")
_ALIGNED, _SIZE, _HIDDEN, _P_STYLE = w("jc"), w("sz"), w("vanish"), w("pStyle")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it (and what it is based on) says nothing. `size` in points. `list_style`
    is the id of the style that names the list, None where the paragraph itself does. `is_contents` says that
    the style is made for the lines of a table of contents."""

    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    list_style: str | None = None
    size: float | None = None
    centred: bool | None = None
    hidden: bool | None = None
    is_contents: bool = False


PLAIN = Style()


@dataclass(slots=True)
class Styles:
    """The styles of a document by id, each worked out when it is first asked for."""

    elements: Mapping[str, etree._Element]
    defaults: Style
    known: dict[str, Style] = field(default_factory=dict)

    def get(self, style_id: str | None) -> Style:
        """A style with all that it inherits; the default paragraph style for None and unknown ids."""
        name = style_id if style_id is not None and style_id in self.elements else ""
        found = self.known.get(name)
        if found is None:
            found = self.known[name] = self._resolved(name)
        return found

    def run(self, style_id: str | None) -> Style:
        """A character style; one that says nothing for unknown ids."""
        return self.get(style_id) if style_id in self.elements else PLAIN

    def _resolved(self, style_id: str) -> Style:
        chain: list[str] = []
        current: str | None = style_id or next(
            (name for name, element in self.elements.items() if _is_default(element)), None
        )
        while current is not None and current in self.elements and current not in chain:
            chain.append(current)
            current = value(self.elements[current], _BASED_ON)
        style = self.defaults
        for name in reversed(chain):
            style = _over(style, _own(name, self.elements[name]))
        return style


def read_styles(root: etree._Element | None) -> Styles:
    """The styles in styles.xml; none where the document has no such part."""
    if root is None:
        return Styles({}, PLAIN)
    elements = {str(item.get(w("styleId")) or ""): item for item in root.iterchildren(_STYLE)}
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{R_PR}")
    return Styles(elements, Style(size=run_size(defaults)))


def _is_default(element: etree._Element) -> bool:
    return element.get(w("type")) == "paragraph" and element.get(w("default")) in {"1", "true", "on"}


def _own(style_id: str, element: etree._Element) -> Style:
    name = value(element, _NAME) or ""
    heading = _HEADING.match(name)
    level = int(heading["level"]) if heading else 0 if _TITLE.match(name) else None
    run = element.find(R_PR)
    hidden = None if run is None else run.find(_HIDDEN)
    own = direct_properties(element.find(P_PR))
    return replace(
        own,
        level=level if level is not None else own.level,
        list_style=style_id if own.list_id is not None else None,
        size=run_size(run),
        hidden=None if hidden is None else is_on(hidden),
        is_contents=bool(_CONTENTS.match(name)),
    )


def _over(base: Style, own: Style) -> Style:
    return Style(
        own.level if own.level is not None else base.level,
        own.list_id if own.list_id is not None else base.list_id,
        own.list_level if own.list_level is not None else base.list_level,
        own.list_style if own.list_id is not None else base.list_style,
        own.size if own.size is not None else base.size,
        own.centred if own.centred is not None else base.centred,
        own.hidden if own.hidden is not None else base.hidden,
        own.is_contents or base.is_contents,
    )


def paragraph_style(properties: etree._Element | None, styles: Styles) -> Style:
    """A paragraph's own properties over those of its style."""
    if properties is None:
        return styles.get(None)
    base = styles.get(value(properties, _P_STYLE))
    own = direct_properties(properties)
    return base if own is PLAIN else _over(base, own)


def direct_properties(properties: etree._Element | None) -> Style:
    """What direct paragraph properties say; PLAIN itself where they say nothing."""
    outline = list_id = list_level = centred = None
    for kid in () if properties is None else properties:
        if kid.tag == _ALIGNED:
            centred = kid.get(VAL) == "center"
        elif kid.tag == _NUMBERED:
            list_id, list_level = value(kid, _LIST), number(value(kid, _LEVEL))
        elif kid.tag == _OUTLINE:
            outline = number(kid.get(VAL))
    if outline is None and list_id is None and list_level is None and centred is None:
        return PLAIN
    level = outline + 1 if outline is not None and 0 <= outline < _BODY_TEXT_LEVEL else None
    return Style(level=level, list_id=list_id, list_level=list_level, centred=centred)


def run_size(properties: etree._Element | None) -> float | None:
    """The type size that run properties state, in points; None where they state none."""
    size = None if properties is None else properties.find(_SIZE)
    return None if size is None else points(size)


def points(size: etree._Element) -> float | None:
    """A stated type size (in half points) in points; None where it is none."""
    half_points = number(size.get(VAL))
    return None if half_points is None or half_points <= 0 else half_points / 2
