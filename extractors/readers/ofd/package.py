"""The parts of an OFD file (GB/T 33190—2016, chapter 7), found as their writers meant them.

A location is absolute from the root of the zip (a leading /) or relative to the part that names it. Writers
differ: back slashes, doubled slashes, other case than in the zip, relative to the document's folder instead
of the part's. A location that fits no part that way is no part; none is guessed by its last name alone.
"""

from posixpath import dirname, join, normpath

from lxml import etree

from extractors.readers.ooxml import Parts, children, local
from schemas.errors import DamagedFileError, PasswordError


class OfdPackage:
    """The parts of one OFD file."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.damaged: list[str] = []
        """The parts that were asked for and can't be read."""
        self._parts = Parts(data, name)
        self._by_key = {_key(part): part for part in self._parts.names}

    def find(self, location: str, base: str = "") -> str | None:
        """The part that a location means, named in the part `base`; None where there is none."""
        location = location.strip().replace("\\", "/")
        if not location:
            return None
        folder = dirname(base)
        roots = ["", folder] if location.startswith("/") else [folder, folder.partition("/")[0], ""]
        keys = (_key(join(root, location.lstrip("/"))) for root in roots)
        return next((self._by_key[key] for key in keys if key in self._by_key), None)

    def content(self, location: str, base: str = "") -> bytes | None:
        """The bytes of a part, None where there is none."""
        part = self.find(location, base)
        return None if part is None else self._parts.content(part)

    def xml(self, location: str, base: str = "") -> etree._Element | None:
        """The root element of a part, None where there is none."""
        part = self.find(location, base)
        return None if part is None else self._parts.xml(part)

    def readable(self, location: str, base: str = "") -> etree._Element | None:
        """The root element of a part that the file can do without; None where there is none, and where it is
        damaged, which is noted."""
        part = self.find(location, base)
        try:
            return None if part is None or part in self.damaged else self._parts.xml(part)
        except DamagedFileError:
            self.damaged.append(part or location)
            return None

    def entry(self) -> etree._Element:
        """The root of OFD.xml. Raises DamagedFileError where there is none, PasswordError for an encrypted
        package (GM/T 0099—2020)."""
        root = self.xml("/OFD.xml")
        if root is None:
            raise DamagedFileError(f"“{self.name}”里没有 OFD.xml，不是完整的 OFD 文件")
        if self.find("/Encryptions.xml") or any(True for _ in children(root, "Encryptions")):
            raise PasswordError(f"“{self.name}”是加密的 OFD 文件")
        if local(root) != "OFD":
            raise DamagedFileError(f"“{self.name}”的 OFD.xml 不是 OFD 的入口")
        return root


def _key(part: str) -> str:
    return normpath("/" + part.replace("\\", "/").lstrip("/")).casefold()


def text_of(element: etree._Element | None) -> str:
    """The text of an element without blanks around it, "" where there is none."""
    return "" if element is None else (element.text or "").strip()
