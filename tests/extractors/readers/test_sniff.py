import hashlib
import io
import os
import struct
import tracemalloc
import zipfile

import pytest
from office_files import ole_bytes, word_head, workbook
from reader_files import docx_bytes, paragraph, pdf_bytes, put

from extractors.readers import registry
from extractors.readers.registry import read
from extractors.readers.sniff import digest, identify, readable, sniff
from schemas.errors import (
    DamagedFileError,
    EmptyFileError,
    PasswordError,
    ReadError,
    ReadFailedError,
    RefusedFileError,
    UnsupportedFormatError,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
WORD = ole_bytes(WordDocument=word_head())
ODT = "application/vnd.oasis.opendocument.text"


def zip_bytes(**names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


WORD_XML = (
    b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'
)
EXCEL_XML = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
LOCKED_ODT = {"META-INF__manifest_dot_xml": "<manifest:encryption-data/>"}


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.doc", docx_bytes(paragraph("一、情况")), "docx"),
        ("a.txt", pdf_bytes([([(80, 100, 16, "情况")], [])]), "pdf"),
        ("a.pdf", "一、情况".encode(), "txt"),
        ("a.docx", zip_bytes(xl__workbook_dot_xml="x"), "xlsx"),
        ("a.zip", zip_bytes(OFD_dot_xml="x"), "ofd"),
        ("a.docx", WORD, "doc"),
        ("a.wps", WORD, "doc"),
        ("a.docx", ole_bytes(Workbook=workbook(0x85)), "xls"),
        ("a.et", ole_bytes(Workbook=workbook(0x85)), "xls"),
        ("a.et", zip_bytes(xl__workbook_dot_xml="x"), "xlsx"),
        ("a.wps", ole_bytes(MatOST=b"x", CONTENTS=b"x"), "wps"),
        ("a.doc", b"{\\rtf1\\ansi x}", "rtf"),
        ("a.doc", b"\r\n {\\rtf1\\ansi x}", "rtf"),
        ("a.doc", "一、情况\n投资增长8%。".encode("gb18030"), "txt"),
        ("a.doc", b"<html><body>x</body></html>", "html"),
        ("a.xls", "<table><tr><td>指标</td></tr></table>".encode(), "html"),
        ("a.doc", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x", "html"),
        ("a.doc", WORD_XML, "xml"),
        ("a.xml", WORD_XML, "xml"),
        ("a.xls", EXCEL_XML, "xml"),
        ("a.odt", zip_bytes(mimetype=ODT), "odt"),
        ("a.doc", zip_bytes(mimetype=ODT.replace("text", "spreadsheet")), "ods"),
        ("a.docm", docx_bytes(paragraph("一、情况")), "docx"),
        ("a.xlsb", zip_bytes(xl__workbook_dot_bin="x"), "xlsx"),
        ("a.xls", b"\x09\x04\x06\x00" + bytes(20) + b"x", "xls"),
        ("a.txt", b"<!DOCTYPE html><html><body>x</body></html>", "html"),
        ("a.pdf", PNG, "scan"),
        ("a.pdf", b"", "unknown"),
    ],
)
def test_formats_by_content_never_by_name(tmp_path, name, data, found):
    source = sniff(put(tmp_path, name, data))
    assert (source.format, source.name, source.size) == (found, name, len(data))
    assert len(source.sha256) == 64


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.pdf", b"", EmptyFileError, "空文件"),
        ("a.txt", b"  \r\n\t", EmptyFileError, "空文件"),
        ("a.docx", docx_bytes(""), EmptyFileError, "没有文字"),
        ("a.docx", docx_bytes(paragraph("情况"))[:-60], DamagedFileError, "不完整"),
        ("a.docx", docx_bytes("<w:p>"), DamagedFileError, "损坏"),
        ("a.pdf", b"%PDF-1.4\nnothing", DamagedFileError, "PDF"),
        ("a.docx", ole_bytes(EncryptedPackage=b"x"), PasswordError, "加密"),
        ("a.doc", ole_bytes(WordDocument=word_head(0x0100)), PasswordError, "加密"),
        ("a.xls", ole_bytes(Workbook=workbook(0x2F)), PasswordError, "加密"),
        ("a.doc", ole_bytes(WordDocument=word_head(), T_DRMContent=b"x"), PasswordError, "权限保护"),
        ("a.odt", zip_bytes(mimetype=ODT, **LOCKED_ODT), PasswordError, "加密"),
        ("a.doc", WORD[:300], DamagedFileError, "不完整"),
        ("a.ppt", ole_bytes(**{"PowerPoint Document": b"x"}), UnsupportedFormatError, "演示文稿"),
        ("a.msg", ole_bytes(**{"__properties_version1.0": b"x"}), UnsupportedFormatError, "邮件"),
        ("a.zip", zip_bytes(a_dot_txt="x"), UnsupportedFormatError, "压缩包（内有 a.txt）"),
        ("a.zip", zip_bytes(b__a_dot_docx=docx_bytes("")), UnsupportedFormatError, "压缩包（内有 a.docx）"),
        ("a.uof", b"<?xml version='1.0'?><uof:UOF xmlns:uof='x'/>", UnsupportedFormatError, "标文通"),
        ("a.json", b'{"facts": []}', UnsupportedFormatError, "JSON"),
        ("a.MD", "# 使用说明\n投资增长8%。".encode(), UnsupportedFormatError, "Markdown"),
        ("a.py", "# 一、情况".encode(), UnsupportedFormatError, "代码"),
        ("a.eml", "一、情况".encode(), UnsupportedFormatError, "邮件"),
        ("a.dat", struct.pack("<200d", *range(200)), UnsupportedFormatError, "二进制"),
        ("a.docx", zip_bytes(word__document_dot_xml=b"0" * (40 << 20)), RefusedFileError, "炸弹"),
    ],
)
def test_what_no_reader_takes(tmp_path, name, data, error, words):
    with pytest.raises(error, match=words) as caught:
        read(put(tmp_path, name, data))
    assert caught.value.advice
    assert name in caught.value.message


def test_a_name_never_vetoes_what_is_no_text(tmp_path):
    path = put(tmp_path, "a.md", docx_bytes(paragraph("一、情况")))
    assert read(path).source.format == "docx"
    assert registry.refused_by_name(path) is None
    assert registry.refused_by_name(put(tmp_path, "b.txt", "一、情况")) is None
    assert "Markdown" in str(registry.refused_by_name(put(tmp_path, "b.md", "一、情况")))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_never_opened(tmp_path):
    os.mkfifo(tmp_path / "管道.txt")
    with pytest.raises(UnsupportedFormatError, match="txt”是管道"):
        read(tmp_path / "管道.txt")


def test_a_folder_and_a_missing_file(tmp_path):
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(ReadFailedError):
            read(path)


def test_a_file_over_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "LARGEST_FILE", 10)
    with pytest.raises(RefusedFileError, match="上限"):
        read(put(tmp_path, "a.txt", "今年以来，各项工作有序推进。"))


def test_reading_is_deterministic(tmp_path):
    path = put(tmp_path, "a.txt", "一、情况\n今年以来，投资增长8%。")
    assert read(path) == read(path)


WHOLE = {
    "a.docx": docx_bytes(paragraph("一、情况") + paragraph("今年以来，投资增长8%。") * 20),
    "a.pdf": pdf_bytes([([(80, 100 + 20 * i, 16, "今年以来，投资增长。") for i in range(20)], [])] * 2),
    "a.txt": "一、情况\n今年以来，投资增长8%。\n".encode("gb18030") * 20,
}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.8, 0.97])
def test_a_file_cut_off_anywhere_ends_in_a_stated_outcome(tmp_path, name, share):
    data = WHOLE[name]
    assert outcome(put(tmp_path, name, data[: int(len(data) * share)]))


def outcome(path):
    """The blocks of a document, or the message and advice of its refusal."""
    try:
        return read(path).blocks
    except ReadError as error:
        return error.message and error.advice


def test_digest(tmp_path):
    one, other = put(tmp_path, "a.txt", "甲"), put(tmp_path, "b.txt", "乙")
    assert digest(one) == hashlib.sha256("甲".encode()).hexdigest() != digest(other)


@pytest.mark.parametrize("name", ["月报.txt", "a b.pdf", "云溪县〔2023〕9号.docx"])
def test_a_name_that_is_no_utf_8_is_read_as_gbk(name):
    assert readable(name) == name
    assert readable(name.encode("gb18030").decode("utf-8", "surrogateescape")) == name


def test_a_part_that_says_the_type_is_damaged(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("mimetype", ODT)
    data = bytearray(buffer.getvalue())
    begin = data.index(b"mimetype") + len("mimetype")
    data[begin + 4 : begin + 9] = b"\xff" * 5  # the properties of the compression
    assert sniff(put(tmp_path, "a.odt", bytes(data))).format == "unknown"


def test_the_type_of_a_zip_is_not_unpacked_whole(tmp_path):
    path = put(tmp_path, "a.odt", zip_bytes(mimetype=ODT.ljust(20_000_000), META_dot_INF="x"))
    tracemalloc.start()
    try:
        sniff(path)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_changes_while_it_is_read_is_not_stored_under_another_s_digest(tmp_path, monkeypatch):
    path = put(tmp_path, "a.txt", "一、总体情况良好。")

    def changing(asked):
        found = identify(asked)
        put(tmp_path, "a.txt", "一、总体情况不好。")
        return found

    monkeypatch.setattr(registry, "identify", changing)
    with pytest.raises(ReadFailedError, match="被改动"):
        read(path)
