"""A file of an office format as it is printed, to show it; places are never taken from it."""

from pathlib import Path

from extractors.readers.kinds import Kind
from extractors.readers.office.convert import Original, convert
from extractors.readers.sniff import identify
from schemas.errors import UnsupportedFormatError

_ENDINGS = {
    Kind.DOCX: "docx",
    Kind.DOC: "doc",
    Kind.WPS: "wps",
    Kind.RTF: "rtf",
    Kind.ODT: "odt",
    Kind.FLAT_ODT: "fodt",
    Kind.WORD_XML: "xml",
    Kind.XLSX: "xlsx",
    Kind.XLSB: "xlsb",
    Kind.XLS: "xls",
    Kind.LOCKED_XLS: "xls",
    Kind.LOCKED_PACKAGE: "xlsx",
    Kind.ODS: "ods",
    Kind.FLAT_ODS: "fods",
    Kind.EXCEL_XML: "xml",
}


def rendered_pdf(path: Path) -> bytes:
    """The PDF of a file. Raises UnsupportedFormatError for what is no office file and where LibreOffice is
    missing, ReadFailedError where it could not be rendered or opened."""
    source, kind = identify(path)
    if kind not in _ENDINGS:
        raise UnsupportedFormatError(f"“{source.name}”不是 Word 或 Excel 类文件，不能排版成页面")
    return convert(Original(source.name, "办公文件", _ENDINGS[kind], path.read_bytes()), "pdf")
