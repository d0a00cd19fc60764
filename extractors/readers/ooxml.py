"""The parts of an Office zip: opened with a guard, parsed without entities or network.

A zip that unpacks to far more than it weighs is refused before it is unpacked; a part that is no XML is
damage. Elements are known by their local names, so transitional and strict documents read alike.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from lxml import etree

from schemas.errors import DamagedFileError, PasswordError, RefusedFileError

LARGEST_PART = 300 * 1024 * 1024
LARGEST_RATIO = 400
_RATIO_APPLIES_FROM = 20 * 1024 * 1024


class Parts:
    """The XML parts of one Office file, by name."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise DamagedFileError(f"“{name}”不完整，无法解开（文件可能没有下载完）") from error
        for part in self._archive.infolist():
            _refuse_bomb(part, name)

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part; None where the file has no such part."""
        if part not in self._archive.namelist():
            return None
        try:
            content = self._archive.read(part)
        except RuntimeError as error:
            raise PasswordError(f"“{self._name}”的压缩内容有密码") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise DamagedFileError(f"“{self._name}”的内容损坏，读不出“{part}”") from error
        try:
            return etree.fromstring(content, _parser())
        except etree.XMLSyntaxError as error:
            raise DamagedFileError(f"“{self._name}”的内容损坏，“{part}”不是有效的 XML") from error

    def main_part(self, ending: str) -> str:
        """The name of the part that holds the text, usually word/document.xml."""
        found = [part for part in self._archive.namelist() if re.fullmatch(rf"word/{ending}\d*\.xml", part)]
        if not found:
            raise DamagedFileError(f"“{self._name}”里没有正文，不是完整的 Word 文件")
        return min(found, key=len)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _refuse_bomb(part: zipfile.ZipInfo, name: str) -> None:
    packed = max(part.compress_size, 1)
    too_dense = part.file_size > _RATIO_APPLIES_FROM and part.file_size / packed > LARGEST_RATIO
    if part.file_size > LARGEST_PART or too_dense:
        megabytes = part.file_size // (1024 * 1024)
        raise RefusedFileError(f"“{name}”解开后有 {megabytes} MB，疑似压缩炸弹，没有打开")


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element | None, name: str) -> str | None:
    """An attribute by its local name; None where there is none."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of local names."""
    found = element
    for name in path:
        kids: Iterable[etree._Element] = () if found is None else found
        found = next((kid for kid in kids if local(kid) == name), None)
    return found


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children with a local name."""
    return (kid for kid in element if local(kid) == name)


def is_on(element: etree._Element | None) -> bool:
    """An on/off property: present and not switched off."""
    return element is not None and attribute(element, "val") not in {"0", "false", "off", "none"}
