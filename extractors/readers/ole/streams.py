"""What an OLE file is, by its streams and by what the main one says of itself.

Encryption is stated where it shows: a stream for the encrypted package ([MS-OFFCRYPTO]), a rights-managed
one, the fEncrypted flag of Word's FIB ([MS-DOC] 2.5.2), the FilePass record of Excel ([MS-XLS] 2.4.117).
Workbooks and packages may be encrypted with the password that every program tries (see office.reader).
"""

import struct

from extractors.readers.kinds import Kind
from extractors.readers.ole.compound import Compound

_FIB_ENCRYPTED = 0x0100
_WORD_MARKS = {0xA5EC, 0xA5DC, 0xA59C, 0xA59B, 0xA599}
_FILE_PASS = 0x002F
_BOUND_SHEET = 0x0085
_RECORDS = 16384
_PROTECTED = ("\tDRMContent", "\tDRMDataSpace", "DRMEncryptedDataSpace")
_WORKS = ("MatOST", "MN0", "MM")


def ole_kind(data: bytes, name: str) -> Kind:
    """What an OLE file is. Raises DamagedFileError where its directory can't be read."""
    file = Compound(data, name)
    if any(file.has(stream) for stream in _PROTECTED):
        return Kind.PROTECTED_OFFICE
    if file.find("EncryptedPackage", "EncryptionInfo"):
        return Kind.LOCKED_PACKAGE
    if word := file.find("WordDocument"):
        return _word_kind(file.beginning(word, 12))
    if book := file.find("Workbook", "Book"):
        return _sheet_kind(file.beginning(book, _RECORDS))
    if file.find("PowerPoint Document", "PP97_DUALSTORAGE"):
        return Kind.PPTX
    if file.find("__properties_version1.0"):
        return Kind.MAIL
    if any(file.find(stream) for stream in _WORKS) or (file.find("CONTENTS") and not file.has("Quill")):
        return Kind.WPS
    return Kind.WPS if file.find("WpsDocument") else Kind.OLE


def _word_kind(fib: bytes) -> Kind:
    if len(fib) < 12 or struct.unpack_from("<H", fib)[0] not in _WORD_MARKS:
        return Kind.BROKEN_OLE
    return Kind.ENCRYPTED_OFFICE if struct.unpack_from("<H", fib, 10)[0] & _FIB_ENCRYPTED else Kind.DOC


def _sheet_kind(records: bytes) -> Kind:
    """A workbook is encrypted where the record that says so stands before its first sheet is named."""
    at = 0
    while at + 4 <= len(records):
        number, length = struct.unpack_from("<HH", records, at)
        if number == _FILE_PASS:
            return Kind.LOCKED_XLS
        if number == _BOUND_SHEET:
            break
        at += 4 + length
    return Kind.XLS if records else Kind.BROKEN_OLE
