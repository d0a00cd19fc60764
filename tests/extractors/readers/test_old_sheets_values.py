"""Old workbooks where LibreOffice is missing: their stored values are read, and what is lost is said."""

import io
import zipfile

import pytest
from office_files import locked_xls
from openpyxl import Workbook

from extractors.readers.office.program import VARIABLE, call, find_program
from extractors.readers.registry import read
from schemas.errors import PasswordError, UnsupportedFormatError

KIND = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
LINES = [["指标", "目标", "完成率"], ["固定资产投资", "60", "0.765"], ["财政收入", "12", "0.91"]]


def ods() -> bytes:
    cells = [
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'
            if not words[0].isdigit()
            else f'<table:table-cell office:value-type="float" office:value="{words}"/>'
            for words in line
        )
        for line in LINES
    ]
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    content = (
        f'<office:document-content {SPACES} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="台账">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entry = f'<m:file-entry m:full-path="/" m:media-type="{KIND}"/>'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", KIND)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}">{entry}</m:manifest>')
    return written.getvalue()


def lines(document):
    table = document.tables[0]
    return [[table.text(row, col) for col in range(table.cols)] for row in range(table.rows)]


def assert_values(document, found):
    assert document.source.format == found
    assert lines(document) == LINES
    assert document.tables[0].cell(1, 2).place.chinese() == "工作表“台账”C2"
    assert any("没有按显示格式" in words and "另存为 .xlsx" in words for words in document.missing)


def test_ods_without_libreoffice(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "/nowhere")
    path = tmp_path / "台账.ods"
    path.write_bytes(ods())
    assert_values(read(path), "ods")


def test_excel_xml_holds_no_values_for_this_reader(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "/nowhere")
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path = tmp_path / "台账.xls"
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}">'
        '<Worksheet ss:Name="a"><Table/></Worksheet></Workbook>',
        encoding="utf-8",
    )
    with pytest.raises(UnsupportedFormatError, match="需要 LibreOffice"):
        read(path)


@pytest.mark.system
def test_xls_without_libreoffice(tmp_path, monkeypatch):
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    for line in LINES:
        sheet.append([float(words) if words[0].isdigit() else words for words in line])
    for row in (2, 3):
        sheet.cell(row, 3).number_format = "0.0%"
    made = tmp_path / "台账.xlsx"
    book.save(made)
    arguments = ("--convert-to", "xls", "--outdir", str(tmp_path), str(made))
    assert call(find_program(), arguments, tmp_path / "profile", 90)
    shown = lines(read(tmp_path / "台账.xls"))
    assert shown[1] == ["固定资产投资", "60", "76.5%"]
    monkeypatch.setenv(VARIABLE, "/nowhere")
    assert_values(read(tmp_path / "台账.xls"), "xls")


def test_an_encrypted_workbook_says_to_save_it_without_encryption(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "/nowhere")
    path = tmp_path / "台账.xls"
    path.write_bytes(locked_xls("VelvetSweatshop", [["指标"], [1.0]]))
    with pytest.raises(PasswordError) as raised:
        read(path)
    assert "另存为不加密的 .xlsx" in raised.value.advice
