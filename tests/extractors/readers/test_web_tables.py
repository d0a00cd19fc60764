import pytest
from lxml import html

from extractors.readers.web.tables import table_draft, table_kind


def made(markup: str):
    return html.fromstring(f"<table>{markup}</table>")


def layout(markup: str) -> list[tuple[int, int, int, int, str]]:
    draft = table_draft(made(markup), 1)
    return [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in draft.cells]


def test_spans_push_cells_to_the_next_free_position():
    assert layout("<tr><td rowspan=2>甲<td colspan=2>乙</tr><tr><td>丙<td>丁</tr>") == [
        (0, 0, 2, 1, "甲"), (0, 1, 1, 2, "乙"), (1, 1, 1, 1, "丙"), (1, 2, 1, 1, "丁"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "cells"),
    [
        ("<tr><td>a<td rowspan=3>b<tr><td colspan=2>c<tr><td>d", [(0, 0, 1, 1, "a"), (0, 1, 3, 1, "b"), (1, 0, 1, 1, "c"), (2, 0, 1, 1, "d")]),  # noqa: E501
        ("<tr><td rowspan=9>a<td>b<tr><td>c", [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "c")]),
        ("<tr><td rowspan=0>a<td>b<tr><td>c", [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "c")]),
        ("<tr><td colspan='2%'>a<td rowspan=x>b<tr><td>c<td>d<td>e", [(0, 0, 1, 2, "a"), (0, 2, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d"), (1, 2, 1, 1, "e")]),  # noqa: E501
        ("<tfoot><tr><td>z<td>y</tfoot><thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d", [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d"), (2, 0, 1, 1, "z"), (2, 1, 1, 1, "y")]),  # noqa: E501
    ],
    ids=["meeting spans", "a span beyond the end", "a span to the end", "odd numbers", "foot before head"],
)  # fmt: skip
def test_irregular_tables(markup, cells):
    assert layout(markup) == cells


def test_rows_and_columns_in_which_nothing_begins_are_left_out():
    cells = layout("<tr><td colspan=2>a<td>b<td><tr><td colspan=2>c<td>d<td>&nbsp;<tr><td><td><td><td>")
    assert cells == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d")]


@pytest.mark.parametrize(
    ("markup", "rows"),
    [
        ("<tr><th>指标<th>目标<tr><td>投资<td>5", 1),
        ("<thead><tr><td>指标<td>目标</thead><tr><td>投资<td>5", 1),
        ("<tr><th>投资<td>5<tr><th>收入<td>6", None),
        ("<tr><td>指标<td>目标<tr><td>投资<td>5", None),
    ],
)
def test_header_rows_are_those_that_the_page_states(markup, rows):
    assert table_draft(made(markup), 1).header_rows == rows


def test_lines_in_a_cell_are_joined_in_the_text_and_kept_in_the_raw():
    (cell, *_) = table_draft(made("<tr><td><p>全市<br>增速</p><p>（%）</p><td>b<tr><td>c<td>d"), 1).cells
    assert (cell.text, cell.raw) == ("全市增速（%）", "全市\n增速\n（%）")


DATA = "<tr><td>指标<td>目标<tr><td>投资<td>5<tr><td>收入<td>6"


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        (DATA, "data"),
        ("<tr><td>导航<td>正文<tr><td>栏目<td><table>" + DATA + "</table>", None),
        ("<tr><td><a>首页</a><td><a>公开</a><tr><td><a>服务</a><td><a>互动</a>", None),
        ("<tr><td>只有一列<tr><td>的表", None),
        ("<tr><td>只有<td>一行", None),
        ("<tr><td>栏目<td>" + "今年以来，各项工作平稳推进。" * 40 + "<tr><td>页脚<td>版权", None),
        ("<tr><td>索 引 号：<td>00X-1<td>发布机构：<td>县府办<tr><td>文号：<td>云政〔2023〕1号<td>发布日期：<td>2023-01-02", "record"),  # noqa: E501
        ("<tr><td>索引号：00X-1<td>主题分类：财政<tr><td>发布机构：县府办<td>成文日期：2023-01-02", "record"),
        ("<tr><td>名称<td>文号<td>日期<tr><td>甲方案<td>云政〔2023〕1号<td>1月<tr><td>乙方案<td>云政〔2023〕2号<td>2月<tr><td>丙<td>3号<td>3月", "data"),  # noqa: E501
    ],
)  # fmt: skip
def test_tables_of_data_of_layout_and_of_the_site_s_record(markup, kind):
    assert table_kind(made(markup)) == kind


def test_a_table_inside_a_cell_of_data_is_read_as_lines_of_that_cell():
    markup = DATA + "<tr><td>分项<td><table>" + DATA + "</table><tr><td>合计<td>11"
    draft = table_draft(made(markup), 1)
    assert table_kind(made(markup)) == "data"
    assert draft.rows == 5
    assert "投资" in next(cell.text for cell in draft.cells if (cell.row, cell.col) == (3, 1))
