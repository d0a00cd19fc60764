import io
import zipfile

import pytest
from workbooks import Made, formula, number, rows, text, workbook

from extractors.readers.excel.reader import read_excel
from schemas.document import Document, Paragraph, SourceFile, Table
from schemas.errors import DamagedFileError, EmptyFileError, RefusedFileError

SOURCE = SourceFile("/inbox/台账.xlsx", "台账.xlsx", "0" * 64, "xlsx", 1)
HEADER = ("序号", "指标名称", "年度目标", "完成数", "完成率")


def read(*sheets: Made, **options) -> Document:
    return read_excel(SOURCE, workbook(*sheets, **options))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def lines(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.row_cells(row)] for row in range(table.rows)]


LEDGER = Made(
    "指标台账",
    rows(
        ("澄江区2023年指标完成情况台账",),
        ("填报单位：澄江区督查室", "", "", "", "单位：万元"),
        HEADER,
        ("一、经济发展",),
        ("", "固定资产投资"),
        ("", "新增市场主体", "１２００", "≥900", "/"),
        ("注：数据以统计部门核定为准。",),
    )
    | {"A5": number("1"), "C5": number("36500", 1), "D5": number("26824.44", 1), "A6": number("2")}
    | {"E5": formula("D5/C5", "0.734916164383562", 2)},
    merges=("A1:E1", "A4:E4", "A7:E7"),
)


def test_a_ledger_is_its_title_its_fields_its_table_and_its_note():
    document = read(LEDGER, codes=("#,##0", "0.0%"))
    assert texts(document) == [
        "澄江区2023年指标完成情况台账",
        "填报单位：澄江区督查室",
        "单位：万元",
        "注：数据以统计部门核定为准。",
    ]
    (table,) = document.tables
    assert lines(table) == [
        list(HEADER),
        ["一、经济发展"],
        ["1", "固定资产投资", "36,500", "26,824", "73.5%"],
        ["2", "新增市场主体", "1200", "≥900", "/"],
    ]
    assert table.header_rows == 1
    assert table.cell(1, 4).colspan == 5
    assert document.blocks[0].role == "title"
    assert not document.missing


def test_a_cell_says_what_it_shows_and_keeps_what_it_stores():
    (table,) = read(LEDGER, codes=("#,##0", "0.0%")).tables
    rate = table.cell(2, 4)
    assert (rate.text, rate.raw) == ("73.5%", "0.734916164383562")
    assert table.cell(3, 2).raw == "１２００"


def test_places_are_those_of_the_sheet():
    (table,) = read(LEDGER).tables
    place = table.cell(2, 4).place
    assert (place.path, place.sheet, place.chinese()) == (
        "sheet 1/row 5/cell 5",
        "指标台账",
        "工作表“指标台账”E5",
    )
    assert place.row.chinese() == "工作表“指标台账”第5行"


def test_a_formula_without_a_stored_value_is_missing_and_says_what_to_do():
    sheet = Made(
        "台账", {**rows(HEADER[:3], ("1", "投资", "")), "C2": formula("A2*2"), "C3": formula("A3", "")}
    )
    document = read(sheet)
    assert document.missing == (
        "工作表“台账”C2、C3的公式没有算出的值，请在 Excel 或 WPS 中打开、保存后重新放入",
    )


def test_an_error_value_stays_as_text_and_a_formula_may_give_words():
    cells = {
        **rows(HEADER[:3]),
        "A2": formula("1/0", "#DIV/0!", kind="e"),
        "B2": formula("A1", "合格", kind="str"),
    }
    (table,) = read(Made("表", {**cells, "C2": number("1")})).tables
    assert lines(table)[1] == ["#DIV/0!", "合格", "1"]


@pytest.mark.parametrize(("state", "words"), [("hidden", True), ("veryHidden", True), ("", False)])
def test_a_hidden_sheet_is_read_and_marked(state, words):
    hidden = Made("底稿", rows(("项目", "金额"), ("道路", "30")), state=state)
    document = read(LEDGER, hidden)
    assert len(document.tables) == 2
    assert [mark.text for mark in document.marks] == (
        ["工作表“底稿”（A1:B2）是隐藏的，已一并读取"] if words else []
    )


def test_hidden_rows_and_columns_are_read_and_marked_by_their_place():
    sheet = Made(
        "台账",
        rows(HEADER[:4], *((str(i), f"指标{i}", "1", "2") for i in range(1, 7))),
        hidden_rows=(3, 5, 6, 40),
        cols='<col min="3" max="4" hidden="1"/>',
    )
    document = read(sheet)
    assert [mark.text for mark in document.marks] == [
        "工作表“台账”第3、5—6行（A3:D3、A5:D6）是隐藏的，已一并读取",
        "工作表“台账”C—D列（C1:D7）是隐藏的，已一并读取",
    ]
    assert all(mark.kind == "hidden" for mark in document.marks)
    assert document.tables[0].rows == 7


def test_a_stored_value_that_its_format_does_not_show_is_marked_and_a_zero_is_not():
    cells = {**rows(HEADER[:3], ("1", "造林", "")), "C2": number("200", 1), "C3": number("0", 1)}
    document = read(Made("台账", {**cells, "A3": number("2"), "B3": number("9")}), codes=(";;;",))
    assert [(mark.kind, mark.text) for mark in document.marks] == [
        ("hidden", "工作表“台账”C2的数字格式不显示内容，没有读取")
    ]


def test_words_under_a_merged_cell_are_marked():
    cells = rows(HEADER[:3], ("1", "造林", "200"), ("被盖住的字", "育林", "300"))
    document = read(Made("台账", cells, merges=("A2:A3",)))
    assert [(mark.kind, mark.text, mark.place.chinese()) for mark in document.marks] == [
        ("hidden", "工作表“台账”A3被合并单元格盖住，里面的“被盖住的字”没有读取", "工作表“台账”A3")
    ]
    many = rows(HEADER[:2], *[(f"字{i}", "5") for i in range(1, 31)])
    document = read(Made("台账", many, merges=("A2:A31",)))
    assert len(document.marks) == 21
    assert "还有9格" in document.marks[-1].text


def test_a_sheet_of_text_alone_is_paragraphs_one_for_each_line():
    sheet = Made(
        "填报说明",
        {
            "A1": text("填报说明"),
            "A2": text("1.每月5日前报送。\n2.数据保留一位小数。"),
            "A4": text("联系人：某某"),
        },
    )
    document = read(LEDGER, sheet)
    assert texts(document)[-4:] == ["填报说明", "1.每月5日前报送。", "2.数据保留一位小数。", "联系人：某某"]
    place = document.blocks[-2].place
    assert (place.path, place.chinese()) == ("sheet 2/row 2/cell 1+11", "工作表“填报说明”A2")


def test_a_sheet_without_a_title_goes_by_its_name_unless_that_is_a_default():
    table = rows(("项目", "金额"), ("道路", "30"))
    assert texts(read(Made("民生实事清单", table))) == ["民生实事清单"]
    assert texts(read(Made("Sheet1", table))) == []
    document = read(LEDGER, Made("项目库", table))
    assert document.sections[-1].heading.title == "项目库"


def test_text_boxes_are_read_and_pictures_are_missing():
    box = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>数据截至9月底</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:pic/>"
    document = read(Made("台账", rows(("项目", "金额"), ("道路", "30")), drawing=box))
    assert texts(document)[-1] == "数据截至9月底"
    assert document.blocks[-1].place.chinese() == "工作表“台账”文本框1"
    assert document.missing == ("工作表“台账”里有1张图片，图片里的文字没有读取",)


def test_a_million_formatted_blank_rows_cost_nothing_and_say_nothing():
    blanks = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(100, 60_000))
    end = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    (table,) = read(Made("台账", rows(("项目", "金额"), ("道路", "30")), more_rows=blanks + end)).tables
    assert (table.rows, table.cols) == (2, 2)


def test_dates_are_shown_as_their_format_says():
    sheet = Made("台账", {**rows(("项目", "开工日期")), "A2": text("道路"), "B2": number("45000", 1)})
    (table,) = read(sheet, codes=('yyyy"年"m"月"',)).tables
    assert table.text(1, 1) == "2023年3月"


def test_macros_are_never_run_and_do_no_harm():
    document = read(LEDGER, **{"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen"})
    assert len(document.tables) == 1


def with_an_empty_part(data, part):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"" if name == part else old.read(name))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (workbook(Made("Sheet1", {})), EmptyFileError),
        (workbook(LEDGER)[:-200], DamagedFileError),
        (
            workbook(LEDGER, **{"xl/other.bin": "x"}).replace(b"xl/workbook.xml", b"xl/workbooq.xml"),
            DamagedFileError,
        ),
        (b"PK\x03\x04 no zip", DamagedFileError),
        (workbook(Made("S", {"A1": '<c r="A1"><v>1</v>'})), DamagedFileError),
        (with_an_empty_part(workbook(LEDGER), "xl/worksheets/sheet1.xml"), DamagedFileError),
    ],
    ids=["empty", "cut off", "without its list of sheets", "no zip", "broken sheet", "sheet without a byte"],
)
def test_what_is_no_whole_workbook_ends_in_a_stated_outcome(data, error):
    with pytest.raises(error):
        read_excel(SOURCE, data)


def changed(data, *replaced, without=()):
    """A workbook with words of its parts replaced, and without some parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8")
            for words, others in replaced:
                content = content.replace(words, others)
            if name not in without:
                new.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("comment", ["<!-- 注 -->", "<?pi x?>"])
def test_comments_between_and_in_cells_are_no_cells(comment):
    plain = workbook(LEDGER)
    bare = changed(plain, ('<c r="B3" ', "<c "), ('<c r="C3" ', "<c "))
    noisy = changed(bare, ("<c ", f"{comment}<c "), ("</v>", f"</v>{comment}"), ("</is>", f"</is>{comment}"))
    assert read_excel(SOURCE, noisy).blocks == read_excel(SOURCE, plain).blocks


TWO = (Made("甲", rows(HEADER[:3], ("1", "造林", "200"))), Made("乙", rows(("说明",), ("育林另计",))))


@pytest.mark.parametrize(
    ("replaced", "without", "said"),
    [
        ((), ("xl/worksheets/sheet2.xml",), "工作表“乙”的内容不在文件里"),
        ((('Id="rId2"', 'Id="rId7"'),), (), "工作表“乙”的内容不在文件里"),
        ((('/worksheet" Target="worksheets/sheet2', '/chartsheet" Target="sheet2'),), (), "工作表“乙”是图表"),
    ],
    ids=["no part", "no relation", "a chart sheet"],
)
def test_a_sheet_that_cannot_be_read_is_said(replaced, without, said):
    document = read_excel(SOURCE, changed(workbook(*TWO), *replaced, without=without))
    assert lines(document.tables[0])[1] == ["1", "造林", "200"]
    assert len(document.missing) == 1
    assert document.missing[0].startswith(said)


@pytest.mark.parametrize("index", ["0", "7", "-1", "x"])
def test_a_shared_string_that_is_lost_is_damage(index):
    cells = {"A1": '<c r="A1" t="s"><v>' + index + "</v></c>", "B1": number("5")}
    with pytest.raises(DamagedFileError, match="甲"):
        read(Made("甲", cells))


def test_charts_are_missing():
    frame = "<xdr:graphicFrame/>"
    document = read(Made("甲", rows(HEADER[:3], ("1", "造林", "200")), drawing=frame + frame))
    assert document.missing == ("工作表“甲”里有2张图表，图表里的数据没有读取，请对照原件",)


def test_embedded_files_are_missing():
    links = (
        '<Relationships><Relationship Id="r1" Type="t/oleObject" Target="../embeddings/a.bin"/>'
        '<Relationship Id="r2" Type="t/package" Target="../embeddings/b.docx"/></Relationships>'
    )
    sheet = Made("甲", rows(HEADER[:3], ("1", "造林", "200")))
    document = read(sheet, **{"xl/worksheets/_rels/sheet1.xml.rels": links})
    assert document.missing == ("工作表“甲”里有2个嵌入的文件，里面的内容没有读取，请另存后单独放入",)


def test_a_sheet_with_a_secrecy_mark_is_refused():
    with pytest.raises(RefusedFileError):
        read(Made("台账", rows(("机密★5年",), ("项目", "金额"), ("道路", "30"))))


def test_a_formula_without_value_alone_is_an_empty_file_that_says_why():
    with pytest.raises(EmptyFileError, match="没有算出的值"):
        read(Made("台账", {"A1": formula("1+1")}))


def test_the_made_workbooks_are_zips(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(LEDGER))
    assert "xl/workbook.xml" in zipfile.ZipFile(path).namelist()


def test_a_sheet_of_more_words_than_any_paper_is_refused(monkeypatch):
    monkeypatch.setattr("extractors.readers.excel.workbook._MOST_CHARACTERS", 20_000)
    assert read(Made("台账", {"A1": text("字" * 19_000)})).paragraphs
    with pytest.raises(RefusedFileError, match=r"台账.*2 万字"):
        read(Made("台账", {f"A{row}": text("字" * 1000) for row in range(1, 22)}))
