"""What the bytes of a file can be, finer than a format: what can't be read needs its own words."""

from enum import StrEnum

from schemas.document import Format


class Kind(StrEnum):
    """What the bytes are."""

    EMPTY = "empty"
    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    XLSB = "xlsb"
    OFD = "ofd"
    PPTX = "pptx"
    ZIP = "zip"
    LOCKED_ZIP = "locked_zip"
    BROKEN_ZIP = "broken_zip"
    BROKEN_DOCX = "broken_docx"
    ENCRYPTED_OFFICE = "encrypted_office"
    PROTECTED_OFFICE = "protected_office"
    LOCKED_XLS = "locked_xls"
    LOCKED_PACKAGE = "locked_package"
    DOC = "doc"
    WPS = "wps"
    XLS = "xls"
    ODT = "odt"
    ODS = "ods"
    FLAT_ODT = "flat_odt"
    FLAT_ODS = "flat_ods"
    WORD_XML = "word_xml"
    FLAT_DOCX = "flat_docx"
    EXCEL_XML = "excel_xml"
    UOF = "uof"
    OLE = "ole"
    BROKEN_OLE = "broken_ole"
    HTML = "html"
    WEB_ARCHIVE = "web_archive"
    CSV = "csv"
    MARKDOWN = "markdown"
    DATA = "data"
    CODE = "code"
    MAIL = "mail"
    RTF = "rtf"
    PICTURE = "picture"
    ARCHIVE = "archive"
    BINARY = "binary"


FORMATS: dict[Kind, Format] = {
    Kind.TEXT: "txt",
    Kind.CSV: "txt",
    Kind.PDF: "pdf",
    Kind.DOCX: "docx",
    Kind.BROKEN_DOCX: "docx",
    Kind.XLSX: "xlsx",
    Kind.OFD: "ofd",
    Kind.DOC: "doc",
    Kind.WPS: "wps",
    Kind.XLS: "xls",
    Kind.LOCKED_XLS: "xls",
    Kind.XLSB: "xlsx",
    Kind.RTF: "rtf",
    Kind.ODT: "odt",
    Kind.ODS: "ods",
    Kind.FLAT_ODT: "odt",
    Kind.FLAT_ODS: "ods",
    Kind.WORD_XML: "xml",
    Kind.FLAT_DOCX: "xml",
    Kind.EXCEL_XML: "xml",
    Kind.HTML: "html",
    Kind.WEB_ARCHIVE: "html",
    Kind.PICTURE: "scan",
}
