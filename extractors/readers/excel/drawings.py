"""What stands on a sheet beside its cells: text boxes, pictures, charts and embedded files."""

from typing import NamedTuple

from lxml import etree

from extractors.readers.ooxml import Parts, children, local

_EMBEDDED = {"oleObject", "package"}


class Drawings(NamedTuple):
    """The texts of a sheet's text boxes, a paragraph each, and how many pictures, charts and embedded files
    (OLE objects) stand on it."""

    boxes: tuple[str, ...]
    pictures: int
    charts: int
    objects: int


def read_drawings(parts: Parts, sheet: str) -> Drawings:
    """What is drawn on the sheet in a part."""
    boxes: list[str] = []
    pictures = charts = objects = 0
    for relation in parts.relations(sheet).values():
        objects += relation.kind in _EMBEDDED
        if relation.kind != "drawing":
            continue
        root = parts.xml(relation.target)
        for element in () if root is None else root.iter(etree.Element):
            if local(element) == "txBody":
                boxes += [text for p in children(element, "p") if (text := _drawn_text(p)).strip()]
            pictures += local(element) == "pic"
            charts += local(element) == "graphicFrame"
    return Drawings(tuple(boxes), pictures, charts, objects)


def _drawn_text(paragraph: etree._Element) -> str:
    return "".join(
        element.text or "" if local(element) == "t" else "\n"
        for element in paragraph.iter(etree.Element)
        if local(element) in {"t", "br"}
    )
