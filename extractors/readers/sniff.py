"""What a file is, by its bytes. The name decides in one case only: text whose name says that it is data,
source code or markup is no paper.

Signals in order: no bytes; the magic number of PDF, pictures, archives and OLE; inside a zip the parts that
make it Word, Excel or OFD; inside an OLE file the names of its streams (an encrypted Office file is one of
these); text that decodes, unless it is foreign (see foreign_text). A damaged zip that names Office parts is a
damaged Office file.
"""

import hashlib
import os
import zipfile
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from extractors.readers.encoding import decode
from extractors.readers.foreign_text import foreign_name, foreign_text
from schemas.document import Format, SourceFile
from schemas.errors import ReadFailedError, UnsupportedFormatError, system_reason

_HEAD = 65536
_OLE_SAMPLE = 64 * 1024 * 1024


class Kind(StrEnum):
    """What the bytes are, finer than a format: what can't be read needs its own words."""

    EMPTY = "empty"
    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    OFD = "ofd"
    PPTX = "pptx"
    ZIP = "zip"
    BROKEN_ZIP = "broken_zip"
    BROKEN_DOCX = "broken_docx"
    ENCRYPTED_OFFICE = "encrypted_office"
    DOC = "doc"
    WPS = "wps"
    XLS = "xls"
    OLE = "ole"
    HTML = "html"
    CSV = "csv"
    MARKDOWN = "markdown"
    DATA = "data"
    CODE = "code"
    MAIL = "mail"
    RTF = "rtf"
    PICTURE = "picture"
    ARCHIVE = "archive"
    BINARY = "binary"


_FORMATS: dict[Kind, Format] = {
    Kind.TEXT: "txt",
    Kind.PDF: "pdf",
    Kind.DOCX: "docx",
    Kind.BROKEN_DOCX: "docx",
    Kind.XLSX: "xlsx",
    Kind.OFD: "ofd",
    Kind.DOC: "doc",
    Kind.WPS: "wps",
    Kind.XLS: "xls",
    Kind.HTML: "html",
    Kind.PICTURE: "scan",
}
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"BM", Kind.PICTURE),
    (b"{\\rtf", Kind.RTF),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ\x00", Kind.ARCHIVE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", Kind.ENCRYPTED_OFFICE),
    ("DRMEncryptedDataSpace", Kind.ENCRYPTED_OFFICE),
    ("DRMContent", Kind.ENCRYPTED_OFFICE),
    ("WpsDocument", Kind.WPS),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
)


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
        format=_FORMATS.get(kind, "unknown"),
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
    if head.startswith(_OLE):
        return _ole_kind(path)
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (kind is Kind.PICTURE and magic == b"BM" and decode(head)):
            return kind
    return _text_kind(head, path.name)


def _zip_kind(path: Path, head: bytes) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Kind.BROKEN_DOCX if b"[Content_Types].xml" in head or b"word/" in head else Kind.BROKEN_ZIP
    for start, kind in (
        ("word/document", Kind.DOCX),
        ("xl/", Kind.XLSX),
        ("ppt/", Kind.PPTX),
        ("OFD.xml", Kind.OFD),
    ):
        if any(name.startswith(start) for name in names):
            return kind
    return Kind.ZIP


def _ole_kind(path: Path) -> Kind:
    with path.open("rb") as file:
        data = file.read(_OLE_SAMPLE)
    for name, kind in _OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return kind
    return Kind.OLE


def _text_kind(head: bytes, name: str) -> Kind:
    decoded = decode(head if len(head) < _HEAD else head[: _HEAD - _HEAD % 4])
    if decoded is None:
        return Kind.BINARY
    foreign = foreign_name(name) or foreign_text(decoded.text)
    return Kind.TEXT if foreign is None else Kind(foreign)


def _reason(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹"
    if isinstance(error, FileNotFoundError):
        return "文件不存在"
    if isinstance(error, PermissionError):
        return "没有读取权限"
    return system_reason(error)
