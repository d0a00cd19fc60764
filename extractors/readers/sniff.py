"""What a file is, by its bytes. The name decides in one case only: text whose name says that it is data,
source code or markup is no paper.

Signals in order: no bytes; the magic number of PDF, pictures, archives and OLE; inside a zip the parts that
make it Word, Excel, OpenDocument or OFD; inside an OLE file the streams of its directory and the beginning
of the main one (see ole/streams.py); text that decodes: the XML of an office program, a web archive, else
text unless it is foreign (see foreign_text). A damaged zip that names Office parts is a damaged Office file.
"""

import hashlib
import lzma
import os
import re
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

from extractors.readers.encoding import decode
from extractors.readers.foreign_text import foreign_name, foreign_text, is_web_archive, office_xml
from extractors.readers.kinds import FORMATS, Kind
from extractors.readers.ole.compound import MAGIC as OLE_MAGIC
from extractors.readers.ole.streams import ole_kind
from schemas.document import SourceFile
from schemas.errors import DamagedFileError, ReadFailedError, UnsupportedFormatError, system_reason

_HEAD = 65536
_LARGEST_OLE = 200 * 1024 * 1024


_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"BM", Kind.PICTURE),
    (b"\xdb\xa5\x2d\x00", Kind.DOC),  # Word 2
    (b"\x09\x00\x04\x00", Kind.XLS),  # Excel 2 to 4, and 5 without a container
    (b"\x09\x02\x06\x00", Kind.XLS),
    (b"\x09\x04\x06\x00", Kind.XLS),
    (b"\x09\x08\x08\x00\x00\x05", Kind.XLS),
    (b"\x01\xfe", Kind.WPS),  # MS Works before it used a container
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ\x00", Kind.ARCHIVE),
)
_WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
_ZIP_PARTS = (
    ("word/document", Kind.DOCX),
    ("xl/workbook.bin", Kind.XLSB),
    ("xl/", Kind.XLSX),
    ("ppt/", Kind.PPTX),
)
_MANIFEST = "META-INF/manifest.xml"
_STATED_TYPE = 100
_MANIFEST_HEAD = 1024 * 1024
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OPEN_DOCUMENTS = {
    "encrypted": Kind.ENCRYPTED_OFFICE,
    f"{_OPEN_DOCUMENT}text": Kind.ODT,
    f"{_OPEN_DOCUMENT}text-template": Kind.ODT,
    f"{_OPEN_DOCUMENT}spreadsheet": Kind.ODS,
    f"{_OPEN_DOCUMENT}spreadsheet-template": Kind.ODS,
    f"{_OPEN_DOCUMENT}presentation": Kind.PPTX,
}


def sniff(path: Path) -> SourceFile:
    """The file at a path: its digest, size, time received and format."""
    return identify(path)[0]


def identify(path: Path) -> tuple[SourceFile, Kind]:
    """The file at a path, and what its bytes are. Raises ReadFailedError where it can't be opened, and
    UnsupportedFormatError for what is no file of bytes."""
    name = readable(path.name)
    try:
        if is_special(path):
            raise UnsupportedFormatError(f"“{name}”是{SPECIAL_WORDS}", SPECIAL_ADVICE)
        stat = path.stat()
        sha256 = digest(path)
        kind = find_kind(path)
    except OSError as error:
        raise ReadFailedError(
            f"无法打开“{name}”：{_reason(error)}", "请检查文件是否存在、是否被占用以及是否有读取权限"
        ) from error
    source = SourceFile(
        path=readable(str(path)),
        name=name,
        sha256=sha256,
        format=FORMATS.get(kind, "unknown"),
        size=stat.st_size,
        received=datetime.fromtimestamp(stat.st_mtime, UTC).isoformat(timespec="seconds"),
    )
    return source, kind


SPECIAL_WORDS = "管道、套接字或设备，不是普通文件"
SPECIAL_ADVICE = "请放入文件本身"


def is_special(path: Path) -> bool:
    """True for a pipe, a socket or a device: opening one may wait for ever."""
    return path.exists() and not path.is_file() and not path.is_dir()


def readable(name: str) -> str:
    """A file name in characters. Zips packed on Chinese Windows leave names in GBK on other systems,
    whose bytes are no UTF-8 and could not be stored or printed."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", errors="replace")
    return name


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes. Raises OSError where it can't be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_kind(path: Path) -> Kind:
    """What the bytes of a file are; of text, its name decides too."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \t\r\n"):
        return Kind.EMPTY if path.stat().st_size <= _HEAD else Kind.BINARY
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(b"PK"):
        return _zip_kind(path, head)
    if head.startswith(OLE_MAGIC):
        return _ole_kind(path)
    if _WEBP.match(head):
        return Kind.PICTURE
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return Kind.RTF
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (kind is Kind.PICTURE and magic == b"BM" and decode(head)):
            return kind
    return _text_kind(head, path.name)


def _zip_kind(path: Path, head: bytes) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            stated = _stated_type(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Kind.BROKEN_DOCX if b"[Content_Types].xml" in head or b"word/" in head else Kind.BROKEN_ZIP
    names = [part.filename.replace("\\", "/").casefold() for part in parts]
    for start, kind in _ZIP_PARTS:
        if any(name.startswith(start) for name in names):
            return kind
    if "[content_types].xml" in names and any(name.startswith("word/") for name in names):
        return Kind.DOCX
    if stated in _OPEN_DOCUMENTS:
        return _OPEN_DOCUMENTS[stated]
    if any(name.strip("/") == "ofd.xml" for name in names):
        return Kind.OFD
    locked = [part for part in parts if part.flag_bits & 1]
    return Kind.LOCKED_ZIP if locked and len(locked) == sum(not part.is_dir() for part in parts) else Kind.ZIP


def _stated_type(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument file says that it is; "encrypted" where it can't be opened without a password."""
    try:
        stated = _beginning(archive, "mimetype", _STATED_TYPE).decode("ascii", errors="replace").strip()
        has_manifest = stated in _OPEN_DOCUMENTS and _MANIFEST in archive.namelist()
        manifest = _beginning(archive, _MANIFEST, _MANIFEST_HEAD) if has_manifest else b""
    except (KeyError, RuntimeError, *_DAMAGED_PART):
        return ""
    return "encrypted" if b"encryption-data" in manifest else stated


_DAMAGED_PART = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError)


def _beginning(archive: zipfile.ZipFile, part: str, size: int) -> bytes:
    """The first bytes of a part, unpacked no further: a part may be a thousand times its packed size."""
    with archive.open(part) as file:
        return file.read(size)


def packed_names(path: Path) -> tuple[str, ...]:
    """The names of the files in a zip. Names packed on Chinese Windows are in GBK and don't say so."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ()
    return tuple(_packed_name(part) for part in parts)


def _packed_name(part: zipfile.ZipInfo) -> str:
    if part.flag_bits & 0x800:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030", errors="replace")
    except UnicodeEncodeError:
        return part.filename


def _ole_kind(path: Path) -> Kind:
    if path.stat().st_size > _LARGEST_OLE:
        return Kind.OLE
    try:
        return ole_kind(path.read_bytes(), path.name)
    except DamagedFileError:
        return Kind.BROKEN_OLE


def _text_kind(head: bytes, name: str) -> Kind:
    decoded = decode(head if len(head) < _HEAD else head[: _HEAD - _HEAD % 4])
    if decoded is None:
        return Kind.BINARY
    text = decoded.text
    known = office_xml(text) or ("web_archive" if is_web_archive(text) else None)
    foreign = known or foreign_name(name) or foreign_text(text, name)
    return Kind.TEXT if foreign is None else Kind(foreign)


def _reason(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹"
    if isinstance(error, FileNotFoundError):
        return "文件不存在"
    if isinstance(error, PermissionError):
        return "没有读取权限"
    return system_reason(error)
