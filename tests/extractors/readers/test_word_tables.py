"""Cells of Word tables in their places."""

import itertools

import pytest
from reader_files import cell, paragraph, table
from word_files import read_body, texts


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def rows(*found, grid=""):
    return f"<w:tbl>{grid}{''.join(found)}</w:tbl>"


def spanned(text, span):
    return cell(text, f'<w:gridSpan w:val="{span}"/>')


def wide(text, width, more=""):
    return cell(text, f'<w:tcW w:w="{width}" w:type="dxa"/>{more}')


def layout(document):
    """Each cell as (row, col, rowspan, colspan, text)."""
    (found,) = document.tables
    return [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in found.cells]


def test_rows_and_cells_that_were_deleted_are_gone():
    body = rows(
        row(cell("指标"), cell("目标")),
        row(cell("旧"), cell("1"), properties="<w:del/>"),
        row(cell("新"), cell("没有", "<w:cellDel/>"), cell("2"), properties="<w:ins/>"),
    )
    found = read_body(body).tables[0]
    assert (found.rows, found.cols) == (2, 2)
    assert [found.text(1, col) for col in range(2)] == ["新", "2"]
    assert found.cell(1, 0).place.path == "tbl 1/tr 3/tc 1"


def test_hidden_rows_are_marked():
    body = rows(
        row(cell("甲"), cell("乙")),
        row(cell("1"), cell("2"), properties="<w:hidden/>"),
        row(cell("3"), cell("4")),
    )
    document = read_body(body)
    assert document.tables[0].rows == 2
    assert [(mark.kind, mark.text) for mark in document.marks] == [("hidden", "表1第2行是隐藏行，没有读取")]


def test_words_under_a_merge_are_marked_and_their_paragraphs_counted():
    body = rows(
        row(cell("投资", '<w:hMerge w:val="restart"/>'), cell("盖住甲", "<w:hMerge/>"), cell("备注")),
        row(cell("总量", '<w:vMerge w:val="restart"/>'), cell("增速"), cell("甲")),
        row(cell("盖住乙", "<w:vMerge/>"), cell("8%"), cell("乙")),
    )
    document = read_body(body + paragraph("下文"))
    assert [(mark.kind, mark.text) for mark in document.marks] == [
        ("hidden", "表1第1行第1列的合并单元格盖住了文字“盖住甲”，没有读取"),
        ("hidden", "表1第2行第1列的合并单元格盖住了文字“盖住乙”，没有读取"),
    ]
    assert document.paragraphs[-1].place.path == "p 10"


def test_merges_to_the_left_and_from_above():
    body = rows(
        row(cell("投资", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("备注")),
        row(cell("总量", '<w:vMerge w:val="restart"/>'), cell("增速"), cell("甲")),
        row(cell("", "<w:vMerge/>"), cell("8%"), cell("乙")),
    )
    assert layout(read_body(body)) == [
        (0, 0, 1, 2, "投资"),
        (0, 2, 1, 1, "备注"),
        (1, 0, 2, 1, "总量"),
        (1, 1, 1, 1, "增速"),
        (1, 2, 1, 1, "甲"),
        (2, 1, 1, 1, "8%"),
        (2, 2, 1, 1, "乙"),
    ]


def test_columns_left_free_before_and_after():
    body = rows(
        row(cell("甲"), cell("乙"), cell("丙")),
        row(cell("2"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    assert layout(read_body(body))[3] == (1, 1, 1, 1, "2")


def test_grid_columns_that_no_cell_uses_are_no_columns():
    body = rows(row(spanned("甲", 3), spanned("乙", 2)), row(spanned("1", 3), spanned("2", 2)))
    found = read_body(body).tables[0]
    assert (found.cols, [c.colspan for c in found.cells]) == (2, [1, 1, 1, 1])


def test_spans_that_do_not_add_up_give_way_to_widths():
    body = rows(
        row(wide("项目", 2000), wide("完成情况", 4010)),
        row(wide("投资", 2000), wide("总量", 2000), wide("增速", 2000)),
    )
    assert layout(read_body(body)) == [
        (0, 0, 1, 1, "项目"),
        (0, 1, 1, 2, "完成情况"),
        (1, 0, 1, 1, "投资"),
        (1, 1, 1, 1, "总量"),
        (1, 2, 1, 1, "增速"),
    ]


def test_widths_that_make_no_rectangle_are_not_believed():
    body = rows(row(wide("甲", 2000), wide("乙", 2000)), row(wide("1", 900), wide("2", 900), wide("3", 900)))
    assert [(r, c) for r, c, *_ in layout(read_body(body))] == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)]


def test_cells_in_content_controls_and_placeholders():
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = rows(
        row(control.format("", cell("甲")), control.format("<w:showingPlcHdr/>", cell("请填写")), cell("丙")),
        control.format("", row(cell("1"), cell("2"), cell("3"))),
    )
    assert [text for *_, text in layout(read_body(body))] == ["甲", "", "丙", "1", "2", "3"]


def test_a_table_in_a_cell_is_a_table_of_its_own():
    inner = table([cell("指标"), cell("目标")], [cell("投资"), cell("60")])
    outer = table(
        [cell("单位"), cell("情况")],
        [cell("县发改委"), f"<w:tc>{paragraph('如下：')}{inner}{paragraph('')}</w:tc>"],
    )
    first, second = read_body(outer).tables
    assert (first.text(1, 1), second.text(1, 1)) == ("如下：", "60")
    assert (first.place.path, second.place.path) == ("tbl 1", "tbl 2")


def test_lines_in_a_cell_set_as_a_table_stay_in_the_cell():
    inner = table([cell("投资"), cell("60")])
    outer = table([cell("单位"), cell("情况")], [cell("甲"), f"<w:tc>{inner}{paragraph('')}</w:tc>"])
    (found,) = read_body(outer).tables
    assert found.cell(1, 1).raw == "投资\n60"


def test_frames_give_their_content():
    inner = table([cell("指标"), cell("目标")], [cell("投资"), cell("60")])
    framed = table(
        [f"<w:tc>{paragraph('一、情况')}{inner}</w:tc>"], [f"<w:tc>{paragraph('二、问题')}</w:tc>"]
    )
    document = read_body(framed)
    assert texts(document) == ["一、情况", "二、问题"]
    assert [t.text(1, 0) for t in document.tables] == ["投资"]


def test_header_rows_that_the_file_states():
    body = rows(
        row(cell("甲"), cell("乙"), properties="<w:tblHeader/>"),
        row(cell("丙"), cell("丁"), properties="<w:tblHeader/>"),
        row(cell("1"), cell("2")),
    )
    assert read_body(body).tables[0].header_rows == 2


@pytest.mark.parametrize("cuts", list(itertools.combinations(range(1, 5), 2)))
def test_every_partition_of_a_row_keeps_its_edges(cuts):
    """Rows cut at any places: a cell stands where its width says, and covers what is below it."""
    edges = (0, *cuts, 5)
    top = [wide(f"组{i}", 1000 * (b - a)) for i, (a, b) in enumerate(itertools.pairwise(edges))]
    body = rows(row(*top), row(*(wide(str(i), 1000) for i in range(5))))
    found = [(c, span) for r, c, _, span, _ in layout(read_body(body)) if r == 0]
    assert found == [(a, b - a) for a, b in itertools.pairwise(edges)]
