import hashlib
import io
import os
import struct
import zipfile

import pytest
from reader_files import docx_bytes, paragraph, pdf_bytes, put

from extractors.readers import registry
from extractors.readers.registry import read
from extractors.readers.sniff import digest, readable, sniff
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
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zip_bytes(**names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def stream(name):
    return OLE + name.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.doc", docx_bytes(paragraph("一、情况")), "docx"),
        ("a.txt", pdf_bytes([([(80, 100, 16, "情况")], [])]), "pdf"),
        ("a.pdf", "一、情况".encode(), "txt"),
        ("a.docx", zip_bytes(xl__workbook_dot_xml="x"), "xlsx"),
        ("a.zip", zip_bytes(OFD_dot_xml="x"), "ofd"),
        ("a.docx", stream("WordDocument"), "doc"),
        ("a.docx", stream("Workbook"), "xls"),
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
        ("a.pdf", PNG, UnsupportedFormatError, "图片"),
        ("a.docx", docx_bytes(paragraph("情况"))[:-60], DamagedFileError, "不完整"),
        ("a.docx", docx_bytes("<w:p>"), DamagedFileError, "损坏"),
        ("a.pdf", b"%PDF-1.4\nnothing", DamagedFileError, "PDF"),
        ("a.docx", stream("EncryptedPackage"), PasswordError, "加密"),
        ("a.wps", stream("WordDocument"), UnsupportedFormatError, "旧版 Word"),
        ("a.xlsx", zip_bytes(xl__workbook_dot_xml="x"), UnsupportedFormatError, "Excel"),
        ("a.zip", zip_bytes(a_dot_txt="x"), UnsupportedFormatError, "压缩包"),
        ("a.html", b"<html><body>x</body></html>", UnsupportedFormatError, "网页"),
        ("a.htm", "<p>一、情况</p>".encode(), UnsupportedFormatError, "网页"),
        ("a.json", b'{"facts": []}', UnsupportedFormatError, "JSON"),
        ("a.MD", "# 使用说明\n投资增长8%。".encode(), UnsupportedFormatError, "Markdown"),
        ("a.csv", "指标,目标,完成\n".encode("gb18030"), UnsupportedFormatError, "逗号"),
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


@pytest.mark.shared
def test_hostile_files_end_in_a_document_or_a_stated_outcome(shared):
    for path in sorted((shared / "edge").iterdir()):
        words = outcome(path)
        assert words, path.name


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
