"""Old and foreign office files read through LibreOffice: the same words and cells as in the .docx and .xlsx
that they were made of."""

import pytest
from office_files import locked_xls, ole_bytes
from openpyxl import Workbook
from reader_files import docx_bytes, paragraph
from word_files import with_parts

from extractors.readers.office import convert, render
from extractors.readers.office.ahead import converted_ahead
from extractors.readers.office.convert import Original, converted
from extractors.readers.office.render import rendered_pdf
from extractors.readers.registry import READERS, read
from schemas.errors import DamagedFileError, PasswordError, ReadFailedError, UnsupportedFormatError

pytestmark = pytest.mark.system

WIDTHS = (2400, 1800, 1800)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def made_word():
    """A Word file that LibreOffice takes: with relations and widths."""

    def cell(text, col, more="", span=1):
        width = sum(WIDTHS[col : col + span])
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{paragraph(text)}</w:tc>'

    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        [cell("类别", 0, down), cell("完成情况", 1, '<w:gridSpan w:val="2"/>', 2)],
        [cell("", 0, on), cell("总量", 1), cell("增速", 2)],
        [cell("投资", 0), cell("45.6", 1), cell("8.2%", 2)],
        [cell("收入", 0), cell("12.3", 1), cell("-1.5%", 2)],
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="6000" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
        + "</w:tbl>"
    )
    body = paragraph("云溪县2023年工作报告") + paragraph("一、情况") + paragraph("完成投资60亿元。") + table
    item = f'<Relationship Id="r" Type="{RELATION}" Target="word/document.xml"/>'
    rels = f'<Relationships xmlns="{PACKAGE}">{item}'
    return with_parts(docx_bytes(body + paragraph("注：略。")), _rels___dot_rels=f"{rels}</Relationships>")


def made_book(path):
    book = Workbook()
    sheet = book.active
    for row in (["指标", "目标", "完成率"], ["投资", 60, 0.765], ["收入", 12, 0.91]):
        sheet.append(row)
    for row in (2, 3):
        sheet.cell(row, 3).number_format = "0.0%"
    book.save(path)
    return path.read_bytes()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Files of the old formats, by name."""
    folder = tmp_path_factory.mktemp("old")
    word = Original("a.docx", "", "docx", made_word())
    book = Original("a.xlsx", "", "xlsx", made_book(folder / "b.xlsx"))
    made = {}
    with pytest.MonkeyPatch.context() as patch:
        # Conversion the other way: to formats whose files are no zips.
        patch.setattr(convert, "_is_whole", lambda path: path.is_file())
        for original, endings in ((word, ("doc", "rtf", "odt")), (book, ("xls",))):
            for ending in endings:
                patch.setitem(convert._FILTERS, ending, ending)
                (made[ending],) = converted((original,), ending)
    made |= {"docx": word.data, "xlsx": book.data, "wps": made["doc"], "et": made["xls"]}
    for ending, data in made.items():
        (folder / f"a.{ending}").write_bytes(data)
    return folder


@pytest.mark.parametrize(
    ("ending", "found"), [("doc", "doc"), ("wps", "doc"), ("rtf", "rtf"), ("odt", "odt")]
)
def test_texts(files, ending, found):
    expected, document = read(files / "a.docx"), read(files / f"a.{ending}")
    assert document.source.format == found
    assert document.source.name == f"a.{ending}"
    assert [p.text for p in document.paragraphs] == [p.text for p in expected.paragraphs]
    assert cells(document) == cells(expected)
    assert document.tables[0].cell(2, 1).place.path == "tbl 1/tr 3/tc 2"


def cells(document):
    return [[(c.row, c.col, c.rowspan, c.colspan, c.text) for c in table.cells] for table in document.tables]


@pytest.mark.parametrize(("ending", "found"), [("xls", "xls"), ("et", "xls")])
def test_sheets(files, ending, found):
    document = read(files / f"a.{ending}")
    assert document.source.format == found
    assert [[document.tables[0].text(row, col) for col in range(3)] for row in range(3)] == [
        ["指标", "目标", "完成率"],
        ["投资", "60", "76.5%"],
        ["收入", "12", "91.0%"],
    ]


def test_a_broken_file_ends_in_an_outcome(files, tmp_path):
    data = (files / "a.doc").read_bytes()
    path = tmp_path / "坏.doc"
    path.write_bytes(data[:1024] + bytes(len(data) - 2048) + data[-1024:])
    with pytest.raises((ReadFailedError, DamagedFileError), match=r"坏\.doc"):
        read(path)


def test_many_files_are_converted_ahead(files, monkeypatch):
    paths = [files / "a.doc", files / "a.odt"]
    with converted_ahead(paths):
        monkeypatch.setenv("DUIBIAO_SOFFICE", "/nowhere")
        documents = [read(path) for path in paths]
    assert [document.paragraphs[0].text for document in documents] == ["云溪县2023年工作报告"] * 2
    with pytest.raises(UnsupportedFormatError, match="需要 LibreOffice"):
        read(paths[0])


def test_pages_of_a_word_file_for_display(files):
    assert rendered_pdf(files / "a.docx").startswith(b"%PDF")
    text = files / "nothing.txt"
    text.write_text("一、情况", encoding="utf-8")
    with pytest.raises(UnsupportedFormatError, match="不能排版"):
        rendered_pdf(text)


def test_all_kinds_that_need_conversion_are_rendered_too():
    office = {kind for kind, reader in READERS.items() if reader.startswith("office.reader:read_old")}
    assert office <= set(render._ENDINGS)


LOCKED_ROWS: list[list[str | float]] = [["指标名称", "目标值"], ["造林面积", 62.5], ["污水处理率", 97.0]]


def test_a_workbook_under_the_password_of_all_programs_is_read(tmp_path):
    path = tmp_path / "台账.xls"
    path.write_bytes(locked_xls("VelvetSweatshop", LOCKED_ROWS))
    document = read(path)
    (table,) = document.tables
    assert document.source.format == "xls"
    assert [[table.text(row, col) for col in range(2)] for row in range(3)] == [
        ["指标名称", "目标值"],
        ["造林面积", "62.5"],
        ["污水处理率", "97"],
    ]


def test_a_workbook_under_a_password_of_its_own_is_stated(tmp_path):
    path = tmp_path / "台账.xls"
    path.write_bytes(locked_xls("yunxi-2031", LOCKED_ROWS))
    with pytest.raises(PasswordError, match=r"台账\.xls.*加密"):
        read(path)
    package = tmp_path / "台账.xlsx"
    package.write_bytes(ole_bytes(EncryptionInfo=b"x", EncryptedPackage=b"x"))
    with pytest.raises(PasswordError):
        read(package)
