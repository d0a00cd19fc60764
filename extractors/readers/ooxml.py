"""The parts of an Office zip: opened with a guard, parsed without entities or network.

A zip that unpacks to far more than it weighs, or to more than a computer holds, is refused before it is
unpacked, and so is a part that is too large to be held as a tree, or that defines entities of its own; a part
that is no XML is damage. The names of strict documents (ISO/IEC 29500 strict) are turned into those of
transitional ones, so that both read alike. Parts are found by their relations, whatever their names and
content types say, also where a program packed them with backslashes.
"""

import io
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from schemas.errors import DamagedFileError, PasswordError, RefusedFileError

Bounds = tuple[bytes, bytes]  # how an element begins and ends, as it is usually written

LARGEST_PART = 300 * 1024 * 1024
LARGEST_TREE = 100 * 1024 * 1024  # of a part that is parsed whole: a tree takes some ten times as much
LARGEST_WHOLE = 1024 * 1024 * 1024
LARGEST_RATIO = 400
_RATIO_APPLIES_FROM = 20 * 1024 * 1024
_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the relation's type (styles, image …), the name of the part or
    the address outside, whether it is outside."""

    kind: str
    target: str
    is_external: bool = False


class Parts:
    """The XML parts of one Office file, by name."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise DamagedFileError(f"“{name}”不完整，无法解开（文件可能没有下载完）") from error
        parts = self._archive.infolist()
        _refuse_bombs(parts, name)
        self._members = {part.filename.replace("\\", "/"): part for part in parts}
        self._spellings: dict[str, str] = {}
        for spelled in self._members:
            self._spellings.setdefault(spelled.lower(), spelled)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as the zip has them, with slashes between folders."""
        return tuple(self._members)

    def holds(self, part: str) -> bool:
        """True where the file has such a part."""
        return part in self._members

    def content(self, part: str) -> bytes | None:
        """The bytes of a part; None where the file has no such part."""
        member = self._members.get(part)
        if member is None:
            return None
        try:
            return self._archive.read(member)
        except RuntimeError as error:
            raise PasswordError(f"“{self._name}”的压缩内容有密码") from error
        except (
            zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError
        ) as error:  # fmt: skip
            raise DamagedFileError(f"“{self._name}”的内容损坏，读不出“{part}”") from error

    def xml(self, part: str, left_out: Sequence[Bounds] = ()) -> etree._Element | None:
        """The root element of a part; None where the file has no such part. `left_out` names elements that
        nobody reads, by how they begin and end: they are cut out before parsing, which is where the time
        goes. Raises RefusedFileError for one that is too large for that."""
        if part in self._members and self._members[part].file_size > LARGEST_TREE:
            raise _too_large(self._name, self._members[part].file_size)
        content = self.content(part)
        if content is None:
            return None
        for bounds in left_out:
            content = _without(content, *bounds)
        try:
            root = etree.fromstring(content, _parser())
        except etree.XMLSyntaxError as error:
            raise DamagedFileError(f"“{self._name}”的内容损坏，“{part}”不是有效的 XML") from error
        entities = root.getroottree().docinfo.internalDTD
        if entities is not None and _defines_entities(entities):
            raise RefusedFileError(f"“{self._name}”的“{part}”自定义了实体，疑似恶意文件，没有打开")
        if any(str(uri).startswith(_STRICT) for uri in root.nsmap.values()):
            _make_transitional(root)
        return root

    def relations(self, part: str = "") -> Mapping[str, Relation]:
        """What a part (the whole file where none is named) refers to, by relation id. Targets are names
        of parts as the zip has them, also where only their case differs."""
        folder, name = posixpath.split(part)
        root = self.xml(self._spelled(posixpath.join(folder, "_rels", f"{name}.rels")))
        found = {}
        for item in () if root is None else root:
            target = item.get("Target") or ""
            outside = item.get("TargetMode") == "External"
            if not outside:
                whole = target if target.startswith("/") else posixpath.join(folder, target)
                target = self._spelled(posixpath.normpath(whole.replace("\\", "/")).lstrip("/"))
            kind = (item.get("Type") or "").rpartition("/")[2]
            found[item.get("Id") or ""] = Relation(kind, target, outside)
        return found

    def _spelled(self, part: str) -> str:
        """The name of a part as the zip spells it."""
        return part if part in self._members else self._spellings.get(part.lower(), part)


def _without(content: bytes, begin: bytes, end: bytes) -> bytes:
    """XML without the elements that begin and end so, which hold none of their like. Where a comment, a
    CDATA section or a document type could hold the same words, it stays whole."""
    first, *others = content.split(begin)
    if not others or b"<!" in content:
        return content
    return first + b"".join(other.partition(end)[2] for other in others)


def _defines_entities(definition: etree.DTD) -> bool:
    return any(definition.entities())  # type: ignore[attr-defined]


def _make_transitional(root: etree._Element) -> None:
    """Give all elements and attributes of a strict document their transitional names."""
    names: dict[str, str] = {}
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        element.tag = names.setdefault(tag, _transitional(tag))
        for key, value in list(element.attrib.items()):
            if _STRICT in str(key):
                del element.attrib[key]
                element.set(names.setdefault(str(key), _transitional(str(key))), value)


def _transitional(name: str) -> str:
    """{…/ooxml/wordprocessingml/main}p becomes {…/wordprocessingml/2006/main}p."""
    if not name.startswith("{" + _STRICT):
        return name
    room, _, rest = name.removeprefix("{" + _STRICT).partition("/")
    return f"{{{_TRANSITIONAL}{room}/2006/{rest}"


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _refuse_bombs(parts: Sequence[zipfile.ZipInfo], name: str) -> None:
    for part in parts:
        packed = max(part.compress_size, 1)
        too_dense = part.file_size > _RATIO_APPLIES_FROM and part.file_size / packed > LARGEST_RATIO
        if part.file_size > LARGEST_PART or too_dense:
            raise _too_large(name, part.file_size)
    whole = sum(part.file_size for part in parts)
    if whole > LARGEST_WHOLE:
        raise _too_large(name, whole)


def _too_large(name: str, size: int) -> RefusedFileError:
    return RefusedFileError(f"“{name}”解开后有 {size // (1024 * 1024)} MB，疑似压缩炸弹，没有打开")


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
