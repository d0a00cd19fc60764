"""Old and foreign office files: converted by LibreOffice, then read as Word or Excel.

Text: .doc (Word 6 to 2003), .wps of Kingsoft and of MS Works, .rtf, .odt, Word XML of 2003. Sheets: .xls,
.et, .ods, .xlsb, Excel XML of 2003. The document's format stays what the file is; places are those of the
converted file. A Word file in one XML (flat OPC) needs no conversion.

A workbook whose structure or sheets are protected may be encrypted with a password that is the same for all
([MS-OFFCRYPTO] 2.4.2.2, VelvetSweatshop): Excel, WPS and LibreOffice open it without asking, and so it is
read. What LibreOffice can't open so has a password of its own.
"""

import base64
import binascii
import io
import zipfile
from dataclasses import replace

from lxml import etree

from extractors.readers.excel.reader import read_excel
from extractors.readers.excel.values import read_values
from extractors.readers.office.ahead import found_ahead
from extractors.readers.office.convert import Original, convert, is_available
from extractors.readers.word.reader import read_word
from schemas.document import Document, Format, SourceFile
from schemas.errors import DamagedFileError, PasswordError, ReadError

_TEXT_WORDS = {
    "doc": "旧版 Word（.doc）",
    "wps": "WPS 文字（.wps）",
    "rtf": "RTF 文件",
    "odt": "OpenDocument 文字（.odt）",
    "xml": "Word 2003 的 XML 文件",
}
_SHEET_WORDS = {
    "xls": "旧版 Excel 或 WPS 表格（.xls、.et）",
    "ods": "OpenDocument 表格（.ods）",
    "xlsx": "二进制 Excel（.xlsb）",
    "xml": "Excel 2003 的 XML 文件",
}
_HOLD_VALUES = {"xls", "xlsb", "ods"}
_LOCKED_ADVICE = "请在 WPS 或 Excel 中打开（有密码的输入密码），另存为不加密的 .xlsx 后重新放入"
_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def read_old_text(source: SourceFile, data: bytes) -> Document:
    """The document in the bytes of a text of another office format."""
    original = Original(source.name, _TEXT_WORDS[source.format], _ending(source, data), data)
    return read_word(source, found_ahead(source.sha256, "docx") or convert(original, "docx"))


def read_old_sheets(source: SourceFile, data: bytes) -> Document:
    """The document in the bytes of a workbook of another office format; where LibreOffice is missing, in the
    values that it stores."""
    ending = _ending(source, data)
    ahead = found_ahead(source.sha256, "xlsx")
    if ahead is None and ending in _HOLD_VALUES and not is_available():
        return read_values(source, data)
    original = Original(source.name, _SHEET_WORDS[source.format], ending, data)
    return read_excel(source, ahead or convert(original, "xlsx"))


def read_locked_sheets(source: SourceFile, data: bytes) -> Document:
    """The document in an encrypted workbook that opens without a password of its own. Raises PasswordError
    for every other (also where nothing comes out: LibreOffice may give an empty book), and where LibreOffice
    is missing."""
    ending: Format = "xls" if source.format == "xls" else "xlsx"
    words = f"“{source.name}”是加密的 Office 文件"
    if not is_available():
        raise PasswordError(words, _LOCKED_ADVICE)
    try:
        content = convert(Original(source.name, "加密的 Office 文件", ending, data), "xlsx")
        return read_excel(replace(source, format=ending), content)
    except ReadError as error:
        raise PasswordError(words) from error


def read_flat_word(source: SourceFile, data: bytes) -> Document:
    """The document in a Word file whose parts stand in one XML ([ECMA-376] as Word writes it)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFileError(f"“{source.name}”的内容损坏，不是有效的 XML") from error
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in root.iterchildren(_PACKAGE + "part"):
            archive.writestr(str(part.get(_PACKAGE + "name")).lstrip("/"), _part_content(part, source.name))
    return read_word(source, packed.getvalue())


def _part_content(part: etree._Element, name: str) -> bytes:
    xml = part.find(_PACKAGE + "xmlData")
    if xml is not None and len(xml):
        return etree.tostring(xml[0], encoding="UTF-8")
    binary = part.findtext(_PACKAGE + "binaryData") or ""
    try:
        return base64.b64decode(binary)
    except binascii.Error as error:
        raise DamagedFileError(f"“{name}”的内容损坏，读不出其中的部件") from error


def _ending(source: SourceFile, data: bytes) -> str:
    """The ending that stands for what the file is."""
    is_zip = data.startswith(b"PK")
    if source.format in {"odt", "ods"} and not is_zip:
        return f"f{source.format}"
    return "xlsb" if source.format == "xlsx" else source.format
