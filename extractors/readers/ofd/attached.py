"""What an OFD file carries beside its pages: signatures with their seals, attachments, annotations, tags.

They are noted, not judged: a signature is not verified here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from extractors.readers.ofd.content import Drawn, drawn_objects
from extractors.readers.ofd.geometry import POINTS, Matrix, box_of
from extractors.readers.ofd.package import OfdPackage, text_of
from extractors.readers.ofd.structure import OfdDocument
from extractors.readers.ooxml import child, children, local
from schemas.document import Box, Mark, Place

_COMPACT_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_UTF8_STRING = 0x0C  # DER tag


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation: its type as the file has it (Watermark, Stamp …) and the objects that it draws."""

    kind: str
    objects: tuple[Drawn, ...]


def annotations(package: OfdPackage, document: OfdDocument) -> dict[str, tuple[Annotation, ...]]:
    """The annotations of each page, by the page's identifier."""
    location = text_of(child(document.root, "Annotations"))
    part = package.find(location, document.part)
    listing = None if part is None else package.readable("/" + part)
    found: dict[str, tuple[Annotation, ...]] = {}
    if listing is None:
        return found
    for page in children(listing, "Page"):
        root = package.readable(text_of(child(page, "FileLoc")), part or "")
        if root is not None:
            identifier = page.get("PageID") or ""
            found[identifier] = found.get(identifier, ()) + tuple(_annotations(root, document))
    return found


def _annotations(root: etree._Element, document: OfdDocument) -> Iterator[Annotation]:
    for element in children(root, "Annot"):
        if element.get("Visible") == "false":
            continue
        appearance = child(element, "Appearance")
        if appearance is None:
            continue
        box = box_of(appearance.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
        corner = Matrix(e=box[0], f=box[1])
        objects = drawn_objects([appearance], document.composites, corner)
        yield Annotation(element.get("Type") or "", tuple(objects))


def signature_marks(
    package: OfdPackage, document: OfdDocument, page_numbers: Mapping[str, int]
) -> Iterator[Mark]:
    """One mark for each signature, with the place of each of its seals on a page."""
    part = package.find(document.signatures or "", "OFD.xml")
    listing = None if part is None else package.readable("/" + part)
    if listing is None:
        return
    for entry in children(listing, "Signature"):
        location = entry.get("BaseLoc") or ""
        signature_part = package.find(location, part or "")
        root = None if signature_part is None else package.readable("/" + signature_part)
        info = child(root, "SignedInfo")
        if info is None:
            yield Mark("signature", "有一处电子签名，但签名部分缺失")
            continue
        words = _signature_words(package, info, signature_part or "")
        places = list(_stamp_places(info, page_numbers))
        if not places:
            yield Mark("signature", f"有电子签名{words}，未验证")
        for place in places:
            yield Mark("seal", f"第{place.page}页有电子印章{words}，未验证", place)


def _signature_words(package: OfdPackage, info: etree._Element, base: str) -> str:
    """（云溪县人民政府办公室，2024-05-08 09:30:00）, as far as known."""
    seal = package.content(text_of(child(info, "Seal", "BaseLoc")), base)
    name = _seal_name(seal) if seal else ""
    date = _date(text_of(child(info, "SignatureDateTime")))
    words = "，".join(word for word in (name, date) if word)
    return f"（{words}）" if words else ""


def _date(text: str) -> str:
    """A signature's time as 2024-05-08 09:30:00, whichever way it is written."""
    if match := _COMPACT_TIME.match(text):
        year, month, day, hour, minute, second = match.groups()
        return f"{year}-{month}-{day} {hour}:{minute}:{second}"
    return text


def _stamp_places(info: etree._Element, page_numbers: Mapping[str, int]) -> Iterator[Place]:
    for stamp in children(info, "StampAnnot"):
        number = page_numbers.get(stamp.get("PageRef") or "")
        box = box_of(stamp.get("Boundary"))
        if number is not None and box is not None:
            x, y, width, height = (value * POINTS for value in box)
            yield Place(
                f"page {number}/seal {stamp.get('ID') or '1'}",
                number,
                Box(x, y, x + width, y + height),
            )


def _seal_name(data: bytes) -> str:
    """The first name in Chinese among the strings of a seal (GB/T 38540—2020, DER); "" where there is none.

    The structure is searched, not parsed: makers differ in what they put around the name.
    """
    for position in range(len(data) - 2):
        length = data[position + 1]
        if data[position] == _UTF8_STRING and 0 < length < 0x80 and position + 2 + length <= len(data):
            try:
                text = data[position + 2 : position + 2 + length].decode("utf-8")
            except UnicodeDecodeError:
                continue
            if len(text) > 1 and all(
                "\u4e00" <= char <= "\u9fff" or char in "（）()0123456789" for char in text
            ):
                return text
    return ""


def attachment_marks(package: OfdPackage, document: OfdDocument) -> Iterator[Mark]:
    """One mark for each attached file. Attachments are named, never opened."""
    location = text_of(child(document.root, "Attachments"))
    listing = package.readable(location, document.part)
    for element in () if listing is None else children(listing, "Attachment"):
        name = element.get("Name") or element.get("ID") or ""
        ending = element.get("Format") or ""
        full = name if not ending or name.lower().endswith(f".{ending.lower()}") else f"{name}.{ending}"
        yield Mark("attachment", f"附件“{full}”未读取")


def tagged_objects(package: OfdPackage, document: OfdDocument) -> dict[tuple[str, str], str]:
    """Each object that a custom tag names, by the identifiers of its page and its own, to the tag's name."""
    tags: dict[tuple[str, str], str] = {}
    location = text_of(child(document.root, "CustomTags"))
    part = package.find(location, document.part)
    listing = None if part is None else package.readable("/" + part)
    for entry in () if listing is None else children(listing, "CustomTag"):
        root = package.readable(text_of(child(entry, "FileLoc")), part or "")
        for element in () if root is None else root.iter():
            parent = element.getparent()
            if local(element) == "ObjectRef" and parent is not None:
                key = (element.get("PageRef") or "", (element.text or "").strip())
                tags.setdefault(key, local(parent))
    return tags
