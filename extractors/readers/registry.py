"""One reader for each format, and the words for what no reader takes."""

from collections.abc import Callable, Mapping
from pathlib import Path

from extractors.readers.foreign_text import foreign_name
from extractors.readers.pdf.reader import read_pdf
from extractors.readers.plain.reader import read_text
from extractors.readers.sniff import Kind, identify
from extractors.readers.word.reader import read_word
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

READERS: Mapping[Kind, Reader] = {Kind.TEXT: read_text, Kind.DOCX: read_word, Kind.PDF: read_pdf}
LARGEST_FILE = 200 * 1024 * 1024

_UNSUPPORTED = {
    Kind.XLSX: "Excel 工作簿",
    Kind.XLS: "旧版 Excel（.xls）",
    Kind.DOC: "旧版 Word（.doc）",
    Kind.WPS: "WPS 文字（.wps）",
    Kind.OFD: "OFD 版式文件",
    Kind.PPTX: "演示文稿",
    Kind.HTML: "网页文件",
    Kind.CSV: "以逗号分隔的表格数据",
    Kind.MARKDOWN: "带标记的文本（如 Markdown）",
    Kind.DATA: "程序用的数据文件（如 JSON、XML）",
    Kind.CODE: "程序代码",
    Kind.MAIL: "电子邮件",
    Kind.RTF: "RTF 文件",
    Kind.ZIP: "压缩包",
    Kind.ARCHIVE: "压缩包",
    Kind.OLE: "旧版 Office 文件",
    Kind.BINARY: "无法识别的二进制文件",
}
_ADVICE = {
    Kind.XLSX: "请把需要的表另存为 .docx 或 .pdf 后重新放入",
    Kind.XLS: "请把需要的表另存为 .docx 或 .pdf 后重新放入",
    Kind.CSV: "请用表格软件打开，把需要的表另存为 .docx 或 .pdf 后重新放入",
    Kind.MAIL: "请把邮件的正文或附件另存为 .docx、.pdf 或 .txt 后重新放入",
    Kind.CODE: "如果确是报送材料，请另存为 .docx、.pdf 或 .txt 后重新放入",
    Kind.DATA: "如果确是报送材料，请另存为 .docx、.pdf 或 .txt 后重新放入",
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
    reader = READERS.get(kind)
    if reader is None:
        raise _refusal(source, kind)
    try:
        return reader(source, path.read_bytes())
    except DuibiaoError:
        raise
    except MemoryError as error:
        raise ReadFailedError(f"读取“{source.name}”时内存不足", "请拆分文件后重新放入") from error
    except RecursionError as error:
        raise DamagedFileError(f"“{source.name}”内部结构层层嵌套，无法读取") from error


def refused_by_name(path: Path) -> ReadError | None:
    """Why a file with the name of data, code or markup is not read; None for every other file, and where
    its bytes are a paper after all. Raises ReadError where it can't be opened."""
    if foreign_name(path.name) is None:
        return None
    source, kind = identify(path)
    return None if kind in READERS else _refusal(source, kind)


def _refusal(source: SourceFile, kind: Kind) -> ReadError:
    name = source.name
    if kind is Kind.EMPTY:
        return EmptyFileError(f"“{name}”是空文件（{source.size} 字节，没有内容）")
    if kind is Kind.ENCRYPTED_OFFICE:
        return PasswordError(f"“{name}”是加密的 Office 文件")
    if kind in (Kind.BROKEN_DOCX, Kind.BROKEN_ZIP):
        return DamagedFileError(f"“{name}”不完整，无法解开（文件可能没有下载完）")
    if kind is Kind.PICTURE:
        return UnsupportedFormatError(
            f"“{name}”是图片，暂不能识别图片里的文字", "请用文字版文件，或先用识别软件转为 .docx 后重新放入"
        )
    return UnsupportedFormatError(
        f"“{name}”是{_UNSUPPORTED.get(kind, '不支持的格式')}，暂不能读取", _ADVICE.get(kind)
    )
