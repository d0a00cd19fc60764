import pytest

from extractors.readers.plain.separated import find_separator, read_separated
from schemas.document import Document, SourceFile
from schemas.errors import EmptyFileError, UnsupportedFormatError

SOURCE = SourceFile("/inbox/台账.csv", "台账.csv", "0" * 64, "txt", 1)
LEDGER = (
    "栖霞市2023年重点项目台账,,,\n单位：万元,,,\n序号,项目名称,年度投资,备注\n"
    '1,环城路改造,"36,500","路基完成，\n正在铺面"\n2,第二水厂,8600,\n注：截至9月底。,,,\n'
)


def read(text: str, encoding: str = "utf-8") -> Document:
    return read_separated(SOURCE, text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_separated_table_is_read_as_a_sheet(encoding):
    document = read(LEDGER, encoding)
    (table,) = document.tables
    assert [p.text for p in document.paragraphs] == [
        "栖霞市2023年重点项目台账",
        "单位：万元",
        "注：截至9月底。",
    ]
    assert [cell.text for cell in table.row_cells(1)] == ["1", "环城路改造", "36,500", "路基完成，正在铺面"]
    assert [cell.text for cell in table.row_cells(2)] == ["2", "第二水厂", "8600", ""]
    assert table.header_rows == 1


def test_places_are_lines_of_the_file():
    document = read(LEDGER)
    place = document.tables[0].cell(2, 1).place
    assert (place.path, place.chinese()) == ("line 6/cell 2", "第6行")
    assert document.paragraphs[-1].place.path == "line 7"


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n3,4", ","),
        ("a\tb\n1,5\t2\n3\t4", "\t"),
        ("a;b\n1;2", ";"),
        ("甲，乙\n1，2", "，"),
        ("只有一列", ","),
    ],
)
def test_the_separator_divides_most_lines_alike(text, separator):
    assert find_separator(text) == separator


@pytest.mark.parametrize(
    ("data", "error"), [(b",,,\n,,,\n", EmptyFileError), (b"\xff\x80\x01" * 90, UnsupportedFormatError)]
)
def test_what_holds_no_table(data, error):
    with pytest.raises(error):
        read_separated(SOURCE, data)


def test_an_open_quote_and_a_huge_cell_do_no_harm():
    assert read('项目,金额\n"道路,30\n水厂,40').paragraphs or read('项目,金额\n"道路,30\n水厂,40').tables
    assert read("项目,说明\n道路," + "长" * 200_000).tables
