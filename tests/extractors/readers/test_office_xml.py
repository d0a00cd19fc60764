"""Files that office programs and browsers write as one text: web archives, Word files in one XML."""

import base64
import io
import quopri
import zipfile

import pytest
from reader_files import cell, docx_bytes, paragraph, put, table

from extractors.readers.registry import read
from schemas.errors import DamagedFileError

PAGE = (
    '<html><head><meta charset="{}"></head><body><h1>云溪县2023年工作报告</h1>'
    "<p>1—9月，全县固定资产投资完成45.6亿元，增长8.2%，完成年度目标的76%。</p></body></html>"
)


def archive(encoding, transfer, content):
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
    part = f'Content-Type: text/html; charset="{encoding}"\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n'
    return f"{head}{part}".encode() + content + b"\r\n--x--\r\n"


@pytest.mark.parametrize("encoding", ["gb2312", "utf-8"])
@pytest.mark.parametrize(
    ("transfer", "encoded"),
    [("quoted-printable", quopri.encodestring), ("base64", base64.encodebytes)],
)
@pytest.mark.parametrize("name", ["a.mht", "a.doc"])
def test_web_archives(tmp_path, name, encoding, transfer, encoded):
    content = encoded(PAGE.format("big5").encode("gb18030" if encoding == "gb2312" else encoding))
    document = read(put(tmp_path, name, archive(encoding, transfer, content)))
    assert document.source.format == "html"
    assert "全县固定资产投资完成45.6亿元" in "".join(p.text for p in document.paragraphs)


def test_an_archive_without_page(tmp_path):
    data = archive("utf-8", "base64", b"")
    with pytest.raises(DamagedFileError, match=r"a\.mht"):
        read(put(tmp_path, "a.mht", data))


def flat(data):
    """A Word file with its parts in one XML."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        for name in whole.namelist():
            content = whole.read(name).decode("utf-8")
            body = content.partition("?>")[2] if content.startswith("<?xml") else content
            parts.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{body}</pkg:xmlData></pkg:part>')
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f"{''.join(parts)}</pkg:package>"
    )


@pytest.mark.parametrize("name", ["a.xml", "a.doc"])
def test_word_in_one_xml(tmp_path, name):
    data = docx_bytes(paragraph("一、情况") + table([cell("指标"), cell("目标")], [cell("投资"), cell("60")]))
    document = read(put(tmp_path, name, flat(data)))
    assert document.source.format == "xml"
    assert document.blocks == read(put(tmp_path, "b.docx", data)).blocks


def test_word_in_one_xml_that_is_broken(tmp_path):
    data = flat(docx_bytes(paragraph("一、情况")))[:-20]
    with pytest.raises(DamagedFileError, match=r"a\.xml"):
        read(put(tmp_path, "a.xml", data))
