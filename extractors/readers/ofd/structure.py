"""The structure of an OFD file: its documents, their pages, templates, fonts, pictures, and what is attached.

Documents of one file follow one another; their pages are counted through. A page's content is its templates
of the background, its own layers and its templates of the foreground, in that order (GB/T 33190—2016, 7.7).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join

from lxml import etree

from extractors.readers.ofd.geometry import box_of
from extractors.readers.ofd.package import OfdPackage, text_of
from extractors.readers.ooxml import child, children, local
from schemas.errors import DamagedFileError

A4 = (0.0, 0.0, 210.0, 297.0)
MillimetreBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Resource:
    """A font or picture: the part that holds it, None for a font that is only named."""

    part: str | None


@dataclass(frozen=True, slots=True)
class OfdPage:
    """One page: its identifier, its physical box in millimetres, and the layers that make it, in drawing
    order. `missing` is True where the page's content part is not in the file or is damaged, `bare` where that
    holds for a template that it names."""

    identifier: str
    box: MillimetreBox
    layers: tuple[etree._Element, ...]
    missing: bool = False
    bare: bool = False


@dataclass(frozen=True)
class OfdDocument:
    """One document of an OFD file."""

    part: str
    root: etree._Element
    pages: tuple[OfdPage, ...]
    fonts: Mapping[str, Resource] = field(default_factory=dict)
    pictures: Mapping[str, Resource] = field(default_factory=dict)
    composites: Mapping[str, etree._Element] = field(default_factory=dict)
    signatures: str | None = None


def documents(package: OfdPackage) -> Iterator[OfdDocument]:
    """The documents of a file, in its order. Raises DamagedFileError where a document's root is missing."""
    bodies = list(children(package.entry(), "DocBody"))
    for body in bodies:
        location = text_of(child(body, "DocRoot"))
        part = package.find(location, "OFD.xml")
        root = None if part is None else package.xml("/" + part)
        if part is None or root is None:
            raise DamagedFileError(f"“{package.name}”缺少正文部分“{location}”，不是完整的 OFD 文件")
        yield _document(package, part, root, text_of(child(body, "Signatures")) or None)
    if not bodies:
        raise DamagedFileError(f"“{package.name}”里没有文档，不是完整的 OFD 文件")


def _document(package: OfdPackage, part: str, root: etree._Element, signatures: str | None) -> OfdDocument:
    common = child(root, "CommonData")
    templates = {
        template.get("ID") or "": package.readable(template.get("BaseLoc") or "", part)
        for template in _children(common, "TemplatePage")
    }
    page_box = _page_box(child(common, "PageArea")) or A4
    fonts: dict[str, Resource] = {}
    pictures: dict[str, Resource] = {}
    composites: dict[str, etree._Element] = {}
    for name in ("PublicRes", "DocumentRes"):
        for element in _children(common, name):
            _add_resources(package, text_of(element), part, (fonts, pictures, composites))
    pages = []
    for element in _children(child(root, "Pages"), "Page"):
        location = element.get("BaseLoc") or ""
        content = package.readable(location, part)
        page_part = package.find(location, part) or part
        if content is not None:
            for resource in _children(content, "PageRes"):
                _add_resources(package, text_of(resource), page_part, (fonts, pictures, composites))
        pages.append(_page(element.get("ID") or "", content, templates, page_box))
    return OfdDocument(part, root, tuple(pages), fonts, pictures, composites, signatures)


def _page(
    identifier: str,
    content: etree._Element | None,
    templates: Mapping[str, etree._Element | None],
    page_box: MillimetreBox,
) -> OfdPage:
    if content is None:
        return OfdPage(identifier, page_box, (), missing=True)
    own = _page_box(child(content, "Area"))
    behind: list[etree._Element] = []
    before: list[etree._Element] = []
    bare = False
    for use in children(content, "Template"):
        template = templates.get(use.get("TemplateID") or "")
        if template is not None:
            own = own or _page_box(child(template, "Area"))
            side = before if use.get("ZOrder") == "Foreground" else behind
            side += _layers(template)
        bare = bare or template is None
    return OfdPage(identifier, own or page_box, (*behind, *_layers(content), *before), bare=bare)


def _layers(page: etree._Element) -> list[etree._Element]:
    return [layer for content in children(page, "Content") for layer in children(content, "Layer")]


def _page_box(area: etree._Element | None) -> MillimetreBox | None:
    """The physical box of a page area; None where it states none that has an extent."""
    box = box_of(text_of(child(area, "PhysicalBox")))
    return box if box and box[2] > 0 and box[3] > 0 else None


def _add_resources(
    package: OfdPackage,
    location: str,
    base: str,
    into: tuple[dict[str, Resource], dict[str, Resource], dict[str, etree._Element]],
) -> None:
    """The fonts, pictures and composite units of a resource part."""
    part = package.find(location, base)
    root = None if part is None else package.readable("/" + part)
    if part is None or root is None:
        return
    fonts, pictures, composites = into
    folder = root.get("BaseLoc") or ""
    for element in root.iter():
        name, identifier = local(element), element.get("ID") or ""
        if name == "Font":
            font = text_of(child(element, "FontFile"))
            fonts[identifier] = Resource(_file(package, font, folder, part))
        elif name == "MultiMedia":
            pictures[identifier] = Resource(
                _file(package, text_of(child(element, "MediaFile")), folder, part)
            )
        elif name in {"CompositeGraphicUnit", "CompositeGraphUnit"}:
            composites[identifier] = element


def _file(package: OfdPackage, location: str, folder: str, base: str) -> str | None:
    """The part of a resource file: in the resource's own folder, else as it stands."""
    if not location:
        return None
    inside = join(folder.replace("\\", "/"), location) if not location.startswith("/") else location
    return package.find(inside, base) or package.find(location, base) or package.find(location, dirname(base))


def _children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    return iter(()) if element is None else children(element, name)
