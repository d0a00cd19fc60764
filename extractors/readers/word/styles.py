"""Paragraph styles of a Word document: what level of heading, which list, how large, whether centred.

A style inherits from the one that it is based on. “Title” and 标题 without number give level 0.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from extractors.readers.ooxml import attribute, child, children

_HEADING = re.compile(r"(?:heading|标题)\s*(?P<level>[1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|标题)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says; None where it (and what it is based on) says nothing. `size` in points."""

    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    size: float | None = None
    centred: bool | None = None


PLAIN = Style()


def read_styles(root: etree._Element | None) -> Mapping[str, Style]:
    """The paragraph styles in styles.xml by id, inheritance resolved; the default style under ""."""
    if root is None:
        return {"": PLAIN}
    elements = {attribute(item, "styleId") or "": item for item in children(root, "style")}
    defaults = Style(size=_size(child(root, "docDefaults", "rPrDefault", "rPr")))
    styles = {style_id: _resolved(style_id, elements, defaults) for style_id in elements}
    default = next(
        (
            i
            for i, e in elements.items()
            if attribute(e, "type") == "paragraph" and attribute(e, "default") in {"1", "true"}
        ),
        None,
    )
    return styles | {"": styles[default] if default else defaults}


def _resolved(style_id: str, elements: Mapping[str, etree._Element], defaults: Style) -> Style:
    chain: list[etree._Element] = []
    seen: set[str] = set()
    current: str | None = style_id
    while current is not None and current in elements and current not in seen:
        seen.add(current)
        chain.append(elements[current])
        current = attribute(child(elements[current], "basedOn"), "val")
    style = defaults
    for element in reversed(chain):
        style = _over(style, _own(element))
    return style


def _own(element: etree._Element) -> Style:
    name = attribute(child(element, "name"), "val") or ""
    heading = _HEADING.match(name)
    level = int(heading["level"]) if heading else 0 if _TITLE.match(name) else None
    return _over(paragraph_properties(child(element, "pPr"), child(element, "rPr")), Style(level=level))


def _over(base: Style, own: Style) -> Style:
    return Style(
        own.level if own.level is not None else base.level,
        own.list_id if own.list_id is not None else base.list_id,
        own.list_level if own.list_level is not None else base.list_level,
        own.size if own.size is not None else base.size,
        own.centred if own.centred is not None else base.centred,
    )


def paragraph_style(properties: etree._Element | None, styles: Mapping[str, Style]) -> Style:
    """A paragraph's own properties over those of its style."""
    base = styles.get(attribute(child(properties, "pStyle"), "val") or "", styles[""])
    return _over(base, paragraph_properties(properties, None))


def paragraph_properties(paragraph: etree._Element | None, run: etree._Element | None) -> Style:
    """What direct properties say."""
    outline = attribute(child(paragraph, "outlineLvl"), "val")
    numbered = child(paragraph, "numPr")
    level = attribute(child(numbered, "ilvl"), "val")
    alignment = attribute(child(paragraph, "jc"), "val")
    return Style(
        level=int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else None,
        list_id=attribute(child(numbered, "numId"), "val"),
        list_level=int(level) if level and level.isdigit() else None,
        size=_size(run),
        centred=None if alignment is None else alignment == "center",
    )


def _size(run: etree._Element | None) -> float | None:
    half_points = attribute(child(run, "sz"), "val")
    return int(half_points) / 2 if half_points and half_points.isdigit() else None


def run_size(run: etree._Element) -> float | None:
    """The type size of a run in points, None where it says nothing."""
    return _size(child(run, "rPr"))
