"""One reader for each kind of file, and the words for what no reader takes.

A reader is loaded when a file of its kind is met, so that a text needs neither the PDF nor the picture
libraries.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from extractors.readers.foreign_text import foreign_name
from extractors.readers.kinds import Kind
from extractors.readers.sniff import identify, packed_names
from schemas.document import Document, SourceFile
from schemas.errors import (
    DamagedFileError,
    DuibiaoError,
    EmptyFileError,
    PasswordError,
    ReadError,
    ReadFailedError,
    RefusedFileError,
    UnsupportedFormatError,
)

Reader = Callable[[SourceFile, bytes], Document]

READERS: Mapping[Kind, str] = {
    Kind.TEXT: "plain.reader:read_text",
    Kind.CSV: "plain.separated:read_separated",
    Kind.DOCX: "word.reader:read_word",
    Kind.PDF: "pdf.reader:read_pdf",
    Kind.PICTURE: "scan.reader:read_picture",
    Kind.OFD: "ofd.reader:read_ofd",
    Kind.XLSX: "excel.reader:read_excel",
    Kind.HTML: "web.reader:read_web",
    Kind.WEB_ARCHIVE: "web.archive:read_web_archive",
    Kind.FLAT_DOCX: "office.reader:read_flat_word",
    Kind.DOC: "office.reader:read_old_text",
    Kind.WPS: "office.reader:read_old_text",
    Kind.RTF: "office.reader:read_old_text",
    Kind.ODT: "office.reader:read_old_text",
    Kind.FLAT_ODT: "office.reader:read_old_text",
    Kind.WORD_XML: "office.reader:read_old_text",
    Kind.XLS: "office.reader:read_old_sheets",
    Kind.XLSB: "office.reader:read_old_sheets",
    Kind.ODS: "office.reader:read_old_sheets",
    Kind.FLAT_ODS: "office.reader:read_old_sheets",
    Kind.EXCEL_XML: "office.reader:read_old_sheets",
    Kind.LOCKED_XLS: "office.reader:read_locked_sheets",
    Kind.LOCKED_PACKAGE: "office.reader:read_locked_sheets",
}
LARGEST_FILE = 200 * 1024 * 1024

_NAMES_SHOWN = 3

_UNSUPPORTED = {
    Kind.PPTX: "演示文稿",
    Kind.MARKDOWN: "带标记的文本（如 Markdown）",
    Kind.DATA: "程序用的数据文件（如 JSON、XML）",
    Kind.CODE: "程序代码",
    Kind.MAIL: "电子邮件",
    Kind.ZIP: "压缩包",
    Kind.ARCHIVE: "压缩包",
    Kind.OLE: "旧版 Office 类文件，但既不是 Word 也不是 Excel",
    Kind.UOF: "标文通（UOF）文件",
    Kind.BINARY: "无法识别的二进制文件",
}
_ADVICE = {
    Kind.MAIL: "请把邮件的正文或附件另存为 .docx、.pdf 或 .txt 后重新放入",
    Kind.CODE: "如果确是报送材料，请另存为 .docx、.pdf 或 .txt 后重新放入",
    Kind.DATA: "如果确是报送材料，请另存为 .docx、.pdf 或 .txt 后重新放入",
    Kind.PPTX: "请另存为 .pdf 后重新放入",
    Kind.UOF: "请在 WPS 中另存为 .docx 后重新放入",
    Kind.ZIP: "请解压后把其中的文件放入",
    Kind.ARCHIVE: "请解压后把其中的文件放入",
}


def read(path: Path) -> Document:
    """The document in a file. Raises a ReadError that says what is wrong and what to do."""
    source, kind = identify(path)
    if source.size > LARGEST_FILE:
        raise RefusedFileError(
            f"“{source.name}”有 {source.size // (1024 * 1024)} MB，超过单个文件 200 MB 的上限",
            "请拆分后重新放入",
        )
    if kind not in READERS:
        raise _refusal(source, kind, path)
    try:
        return _reader(kind)(source, _content(path, source))
    except DuibiaoError:
        raise
    except MemoryError as error:
        raise ReadFailedError(f"读取“{source.name}”时内存不足", "请拆分文件后重新放入") from error
    except RecursionError as error:
        raise DamagedFileError(f"“{source.name}”内部结构层层嵌套，无法读取") from error


def _content(path: Path, source: SourceFile) -> bytes:
    """The bytes that the digest is of. Raises ReadFailedError where the file was changed since."""
    data = path.read_bytes()
    if sha256(data).hexdigest() != source.sha256:
        raise ReadFailedError(f"“{source.name}”在读取时被改动", "请等文件复制或保存完成后重新放入")
    return data


def _reader(kind: Kind) -> Reader:
    """The function that reads a kind of file."""
    module, _, function = READERS[kind].partition(":")
    reader: Reader = getattr(import_module(f"extractors.readers.{module}"), function)
    return reader


def refused_by_name(path: Path) -> ReadError | None:
    """Why a file with the name of data, code or markup is not read; None for every other file, and where
    its bytes are a paper after all. Raises ReadError where it can't be opened."""
    if foreign_name(path.name) is None:
        return None
    source, kind = identify(path)
    return None if kind in READERS else _refusal(source, kind, path)


_BROKEN = {Kind.BROKEN_DOCX, Kind.BROKEN_ZIP, Kind.BROKEN_OLE}


def _refusal(source: SourceFile, kind: Kind, path: Path) -> ReadError:
    name = source.name
    if kind is Kind.EMPTY:
        return EmptyFileError(f"“{name}”是空文件（{source.size} 字节，没有内容）")
    if kind is Kind.ENCRYPTED_OFFICE:
        return PasswordError(f"“{name}”是加密的 Office 文件")
    if kind is Kind.PROTECTED_OFFICE:
        return PasswordError(
            f"“{name}”设有权限保护（IRM），本机不能打开", "请有权限的人打开后另存为不受保护的文件，再重新放入"
        )
    if kind is Kind.LOCKED_ZIP:
        return PasswordError(f"“{name}”是有密码的压缩包", "请用密码解压后，把其中的文件放入")
    if kind in _BROKEN:
        return DamagedFileError(f"“{name}”不完整，无法解开（文件可能没有下载完）")
    inside = _inside(path) if kind is Kind.ZIP else ""
    return UnsupportedFormatError(
        f"“{name}”是{_UNSUPPORTED.get(kind, '不支持的格式')}{inside}，暂不能读取", _ADVICE.get(kind)
    )


def _inside(path: Path) -> str:
    """What a zip holds, in a few words."""
    names = packed_names(path)
    if not names:
        return "（里面没有文件）"
    shown = "、".join(name.rpartition("/")[2] for name in names[:_NAMES_SHOWN])
    return f"（内有 {shown}{f' 等 {len(names)} 个文件' if len(names) > _NAMES_SHOWN else ''}）"
