"""Hostile, broken and misnamed files: each ends in a document or in a stated outcome with the next step."""

import gzip
import io
import struct
import time
import zipfile

import pytest
from office_files import ole_bytes, word_head
from reader_files import docx_bytes, paragraph, pdf_bytes, put
from word_files import with_parts

from extractors.readers.registry import read
from schemas.document import Document
from schemas.errors import ReadError
from schemas.outcome import Outcome

READ = "read"
EXPECTED = {
    "docling_StrictOOXML.docx": {READ},
    "docling_invisible_text_layer.pdf": {READ},
    "docling_textbox.docx": {READ},
    "msoff_example_password.xlsx": {"password"},
    "ocrmypdf_invalid.pdf": {"damaged"},
    "ocrmypdf_livecycle.pdf": {"unsupported"},
    "ocrmypdf_rotated_skew.pdf": {READ, "unsupported"},
    "ocrmypdf_truetype_font_nomapping.pdf": {READ, "unsupported", "empty"},
    "ocrmypdf_type3_font_nomapping.pdf": {READ, "unsupported", "empty"},
    "pdf_vertical_cjk_kampo.pdf": {READ},
    "pdfminer_aes-256.pdf": {"password"},
    "pdfminer_issue-1113-evil-xobjects.pdf": {READ},
    "pdfminer_issue-449-vertical.pdf": {READ},
    "pdfminer_issue-598-cmap-other-fonts.pdf": {READ},
    "pdfminer_pr-00530-ml-lines.pdf": {READ},
    "pdfminer_rc4-128.pdf": {"password"},
    "plumber_empty_0byte.pdf": {"empty"},
    "tika_droste.zip": {"unsupported"},
    "tika_gbk.zip": {"unsupported"},
    "tika_quine.gz": {"unsupported"},
    "tika_testBrokenHTMLContainingRFC822.html": {READ},
    "tika_testDBF_gb18030.dbf": {"unsupported"},
    "tika_testEXCEL_macro.xlsm": {READ},
    "tika_testEXCEL_protected_passtika.xls": {"password"},
    "tika_testEXCEL_protected_passtika.xlsx": {"password"},
    "tika_testPDF_malformedXFA.pdf": {"unsupported"},
    "tika_testPassword4Spaces.pdf": {"password"},
    "tika_testWORD_null_style.docx": {READ},
    "tika_testWORD_protected_drm.doc": {"password"},
    "tika_testWORD_protected_passtika.docx": {"password"},
    "tika_testZIP_corrupted_oom.zip": {"damaged"},
    "xlsx_jixiaotong_工作实绩_含错误样例.xlsx": {READ},
}


def outcome(path):
    """What became of a file; fails where a user would not be told all that is needed."""
    document = error = None
    try:
        document = read(path)
    except ReadError as raised:
        error = raised
    if error is None:
        assert isinstance(document, Document)
        assert any(getattr(block, "text", "") or getattr(block, "cells", ()) for block in document.blocks)
        return READ
    assert path.name in error.message
    assert error.advice
    assert error.outcome in set(Outcome)
    return error.outcome.value


RECOGNISED = {"ocrmypdf_rotated_skew.pdf"}


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.long if name in RECOGNISED else ()) for name in EXPECTED]
)
def test_files_of_public_projects(shared, name):
    assert outcome(shared / "edge" / name) in EXPECTED[name]


@pytest.mark.shared
def test_every_public_file_has_an_expected_outcome(shared):
    names = {path.name for path in (shared / "edge").iterdir()} - {"README.md"}
    assert names <= set(EXPECTED)


_STEPS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
ENTITIES = f"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">{_STEPS}]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>
<w:t>&j;</w:t></w:r></w:p></w:body></w:document>"""
OUTSIDE = ENTITIES.replace('<!ENTITY a "aaaaaaaaaa">', '<!ENTITY j SYSTEM "file:///etc/hostname">')


def docx_with(document):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


def claims_to_be_huge():
    """A zip whose directory says of a small part that it has 4 GB."""
    data = bytearray(docx_bytes(paragraph("一、情况")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 0xFFFF_FFF0)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def refers_to_itself():
    """A .docx whose relations lead in circles."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    item = f'<Relationship Id="r1" Type="{kind}officeDocument" Target="_rels/.rels"/>'
    names = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{item}'
    return with_parts(docx_bytes(paragraph("一、情况")), _rels___dot_rels=f"{names}</Relationships>")


def nested(depth):
    """A table in a table in a table …"""
    inner = paragraph("一、情况")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}{paragraph('')}</w:tc></w:tr></w:tbl>"
    return docx_bytes(inner)


def cyclic_styles():
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    body = paragraph("一、情况", '<w:pStyle w:val="a"/>')
    return docx_bytes(body, styles=style.format("a", "b") + style.format("b", "a"))


WORD = docx_bytes(paragraph("一、情况") + paragraph("今年以来，投资增长8%。") * 20)
PDF = pdf_bytes([([(80, 100, 16, "今年以来，投资增长。")], [])])
XLSX = {"xl__workbook_dot_xml": b"<workbook/>", "xl__worksheets__sheet1_dot_xml": b"<worksheet/>"}


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("空.docx", b"", "empty"),
        ("空白.txt", b" \r\n\t\x00" * 400, "empty"),
        ("空白.docx", docx_bytes(paragraph("  ") * 40), "empty"),
        ("炸弹.docx", docx_with(b"<a>" + b" " * (60 << 20)), "refused"),
        ("实体.docx", docx_with(ENTITIES.encode()), {"refused", "damaged"}),
        ("外部.docx", docx_with(OUTSIDE.encode()), "refused"),
        ("谎报.docx", claims_to_be_huge(), "refused"),
        ("循环.docx", refers_to_itself(), {"read", "damaged"}),
        ("样式.docx", cyclic_styles(), "read"),
        ("嵌套.docx", nested(20), "read"),
        ("深嵌.docx", nested(3000), {"damaged", "read"}),
        ("断.docx", WORD[: len(WORD) // 2], "damaged"),
        ("断.pdf", PDF[: len(PDF) // 3], "damaged"),
        ("断.doc", ole_bytes(WordDocument=word_head())[:600], "damaged"),
        ("改名.pdf", WORD, "read"),
        ("改名.docx", PDF, "read"),
        ("改名.xls", "指标\t目标\n投资\t60\n".encode("gb18030"), "read"),
        ("套.zip", with_parts(b"", a_dot_zip=WORD), "unsupported"),
        ("包.gz", gzip.compress(WORD), "unsupported"),
        ("坏.xlsx", with_parts(b"", **XLSX), {"damaged", "empty"}),
        ("坏.ofd", with_parts(b"", OFD_dot_xml=b"<OFD"), "damaged"),
        ("乱.doc", bytes(range(256)) * 40, "unsupported"),
    ],
)
def test_made_files(tmp_path, name, data, expected):
    begun = time.monotonic()
    assert outcome(put(tmp_path, name, data)) in ({expected} if isinstance(expected, str) else expected)
    assert time.monotonic() - begun < 10
