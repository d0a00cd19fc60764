"""Which cells of a sheet are lines, and which make up tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.excel.addresses import Span, address, column_number, range_of, span_of
from extractors.readers.excel.merges import covered_cells
from extractors.readers.excel.regions import Grid, find_regions
from extractors.readers.excel.workbook import Sheet, SheetCell
from schemas.document import column_letters

HEADER = ("序号", "项目名称", "投资额")


def sheet(*lines: str, merges: tuple[Span, ...] = (), title_rows: int = 0) -> Sheet:
    """A sheet drawn as text: cells between bars, an empty line is a blank row."""
    cells = [
        SheetCell(row, col, words.strip(), words.strip())
        for row, line in enumerate(lines, start=1)
        for col, words in enumerate(line.split("|"), start=1)
        if words.strip()
    ]
    return Sheet(1, "表", cells=tuple(cells), merges=merges, title_rows=title_rows)


def outline(made: Sheet) -> list[str | tuple[int, int]]:
    """The regions in short: the words of a line, the rows and columns of a table."""
    return [
        (region.rows, region.cols)
        if isinstance(region, Grid)
        else "|".join(cell.text for cell in region.cells)
        for region in find_regions(made)
    ]


@pytest.mark.parametrize(
    ("lines", "regions"),
    [
        (("栖霞市台账", "序号|名称|数", "1|甲|5", "2|乙|6"), ["栖霞市台账", (3, 3)]),
        (("序号|名称|数", "1|甲|5", "", "", "2|乙|6"), [(3, 3)]),
        (("序号|名称|数", "1|甲|5", "", "序号|名称|数", "1|乙|6"), [(2, 3), (2, 3)]),
        (("序号|名称|数", "1|甲|5", "", "表2 资金", "科目|名称|数", "1|乙|6"), [(2, 3), "表2 资金", (2, 3)]),
        (("序号|名称|数", "1|甲|5", "表2 资金情况", "科目|名称|数", "1|乙|6"), [(2, 3), "表2 资金情况", (2, 3)]),  # noqa: E501
        (("序号|名称|数", "一、城建|", "1|甲|5", "二、水利", "2|乙|6"), [(5, 3)]),
        (("填报单位：县局|2023年9月|单位：万元", "序号|名称|数", "1|甲|5"), ["填报单位：县局|2023年9月|单位：万元", (2, 3)]),  # noqa: E501
        (("填报单位：|县局", "序号|名称|数", "1|甲|5"), ["填报单位：|县局", (2, 3)]),
        (("指标|2022年|2023年", "投资|5|6"), [(2, 3)]),
        (("序号|名称|数", "1|甲|5", "注：以批复为准。", "2.其余为估算数。"), [(2, 3), "注：以批复为准。", "2.其余为估算数。"]),  # noqa: E501
        (("序号|名称|数", "1|甲|5", "填表人：甲|审核人：乙"), [(2, 3), "填表人：甲|审核人：乙"]),
        (("序号|名称|数", "1|甲|5", "|合计|5"), [(3, 3)]),
        (("项目名称：|道路|主管部门：|交通局", "实施单位：|公路站|总分：|95", "年度资金：|30|执行数：|28"), [(3, 4)]),  # noqa: E501
        (("序号|名称||序号|单位", "1|甲||1|乙局", "2|丙||2|丁局"), [(3, 2), (3, 2)]),
        (("表1 甲||||表2 乙", "序号|名称|||序号|单位", "1|甲|||1|乙局"), ["表1 甲", (2, 2), "表2 乙", (2, 2)]),  # noqa: E501
        (("指标|目标||完成|备注", "投资|5||6|无"), [(2, 4)]),
        (("单位|计划|||街道|投资|名次", "一局|12|||和平街|238|第1", "二局|8|||建设街|91|第2", "三局|7"), [(4, 2), (3, 3)]),  # noqa: E501
        (("指标|目标|||完成|备注", "投资|5|||6|无", "产值|5|||7|无"), [(3, 4)]),
        (("县区|目标||街道|完成", "甲|5||和平街|6", "乙|5||建设街|7"), [(3, 4)]),
        (("说明", "第一条", "第二条"), ["说明", "第一条", "第二条"]),
    ],
)  # fmt: skip
def test_lines_and_tables(lines, regions):
    assert outline(sheet(*lines)) == regions


def test_a_merged_cell_has_the_spans_that_are_left_of_it():
    made = sheet(
        "指标||1—9月|", "||目标||完成", "投资||5||6", merges=((1, 1, 2, 2), (1, 3, 1, 5), (2, 3, 2, 4))
    )
    (grid,) = (region for region in find_regions(made) if isinstance(region, Grid))
    spans = {cell.cell.text: (cell.rowspan, cell.colspan) for cell in grid.cells if cell.cell}
    assert spans["指标"] == (2, 1)
    assert spans["1—9月"] == (1, 2)
    assert spans["目标"] == (1, 1)
    assert grid.cols == 3


def test_words_under_a_merged_cell_are_not_seen():
    made = sheet("序号|名称|数", "1|甲|5", "1|乙|6", merges=((2, 1, 3, 1),))
    (grid,) = (region for region in find_regions(made) if isinstance(region, Grid))
    assert [cell.cell.text for cell in grid.cells if cell.cell and cell.col == 0] == ["序号", "1"]


def test_what_lies_under_a_merged_cell_and_says_something_else_is_named():
    made = sheet("序号|名称|数", "1|甲|5", "1|乙|6", "2|丙|7", "9|丁|8", merges=((2, 1, 3, 1), (4, 1, 5, 1)))
    assert [(address(cell.row, cell.col), cell.text) for cell in covered_cells(made)] == [("A5", "9")]
    assert covered_cells(sheet("序号|名称", "1|甲")) == ()


def test_merges_that_meet_or_reach_over_the_whole_sheet_do_no_harm():
    made = sheet("序号|名称|数", "1|甲|5", merges=((1, 1, 1048576, 1), (1, 1, 2, 2), (2, 2, 2, 3)))
    assert outline(made)


def test_of_merges_that_meet_the_first_counts():
    made = sheet("序号|名称|数", "1|甲|5", "2|乙|6", merges=((2, 2, 3, 2), (2, 1, 2, 2)))
    (grid,) = (region for region in find_regions(made) if isinstance(region, Grid))
    assert [(c.cell.text, c.rowspan, c.colspan) for c in grid.cells if c.cell and c.row == 1] == [
        ("1", 1, 1), ("甲", 2, 1), ("5", 1, 1)
    ]  # fmt: skip


def test_rows_printed_on_every_page_are_header():
    made = sheet("标题", "序号|项目|目标", "甲|乙|丙", "1|路|5", title_rows=3)
    (grid,) = (region for region in find_regions(made) if isinstance(region, Grid))
    assert grid.header_rows == 2


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 12)), unique=True, max_size=60), st.data())
def test_no_filled_cell_is_lost(places, data):
    words = data.draw(
        st.lists(
            st.sampled_from(["甲", "5", "注：无", "序号", "单位：万元", "合计", "表1"]),
            min_size=len(places),
            max_size=len(places),
        )
    )
    cells = tuple(
        SheetCell(row, col, text, text) for (row, col), text in zip(sorted(places), words, strict=True)
    )
    seen = []
    for region in find_regions(Sheet(1, "表", cells=cells)):
        kept = region.cells if not isinstance(region, Grid) else [c.cell for c in region.cells if c.cell]
        seen += [(cell.row, cell.col) for cell in kept]
    assert sorted(seen) == sorted(places)


@given(st.integers(1, 16384))
def test_letters_and_numbers_of_columns_agree(number):
    assert column_number(column_letters(number)) == number


@pytest.mark.parametrize(
    ("reference", "span"),
    [
        ("A1:C5", (1, 1, 5, 3)),
        ("$B$2", (2, 2, 2, 2)),
        ("C5:A1", (1, 1, 5, 3)),
        ("A:C", None),
        ("#REF!", None),
        ("XFE1", None),
        ("", None),
    ],
)
def test_ranges(reference, span):
    assert span_of(reference) == span


def test_addresses():
    assert address(5, 28) == "AB5"


@pytest.mark.parametrize(("span", "words"), [((1, 1, 5, 3), "A1:C5"), ((2, 28, 2, 28), "AB2")])
def test_a_range_is_named_by_its_corners(span, words):
    assert range_of(span) == words
    assert span_of(words) == span
