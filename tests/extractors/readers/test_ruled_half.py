"""Tables with rules in one direction: columns from the words, rows from the rules or from the words."""

import pytest
from ruled_pages import page, spans, texts, word, written

from extractors.readers.pages.ruled import ruled, ruled_tables

XS = [60.0, 180.0, 280.0, 380.0]
YS = [100.0, 120.0, 140.0, 160.0, 180.0]
ROWS = [
    ["指标名称", "年度目标", "完成率"],
    ["粮食产量", "12.5", "98.1%"],
    ["新开工项目", "30", "93.3%"],
    ["技改投资", "8.6", "101%"],
]


def across(ys, x0=XS[0], x1=XS[-1]):
    return [(y, x0, x1) for y in ys]


def framed(ys):
    return [(XS[0], ys[0], ys[-1]), (XS[-1], ys[0], ys[-1])]


@pytest.mark.parametrize("frame", [False, True])
def test_rules_between_rows_only(frame):
    (table,) = ruled_tables(page(written(ROWS, XS, YS), across(YS), framed(YS) if frame else ()))
    assert texts(table) == ROWS
    assert table.ruled


@pytest.mark.parametrize("frame", [False, True])
def test_three_rules(frame):
    ys = [YS[0], YS[1], YS[-1]]
    (table,) = ruled_tables(page(written(ROWS, XS, YS), across(ys), framed(ys) if frame else ()))
    assert texts(table) == ROWS


def test_a_wrapped_cell_between_three_rules_makes_no_row():
    rows = [ROWS[0], ["城镇老旧小区改造\n开工数", "12", "98.1%"], ROWS[2], ROWS[3]]
    ys = [100.0, 120.0, 152.0, 172.0, 192.0]
    (table,) = ruled_tables(page(written(rows, XS, ys), across([ys[0], ys[1], ys[-1]])))
    assert ["".join(text.split()) for text in texts(table)[1]] == ["城镇老旧小区改造开工数", "12", "98.1%"]
    assert table.rows == 4


def test_a_wrapped_cell_between_row_rules_makes_no_row():
    rows = [ROWS[0], ["城镇老旧小区改造\n开工数", "12", "98.1%"], ROWS[2]]
    ys = [100.0, 120.0, 152.0, 172.0]
    (table,) = ruled_tables(page(written(rows, XS, ys), across(ys)))
    assert texts(table) == rows


def test_a_heading_over_columns_and_cells_over_rows():
    ys = [100.0, 120.0, 140.0, 160.0, 180.0]
    rules = [*across([100, 140, 160, 180]), (120, 180, 380)]
    glyphs = [
        *word("指标名称", 63, 115), *word("完成情况", 260, 103),
        *word("目标", 220, 123), *word("完成率", 315, 123),
        *written([["粮食产量", "12.5", "98.1%"], ["新开工项目", "30", "93.3%"]], [60, 200, 310], ys[2:]),
    ]  # fmt: skip
    (table,) = ruled_tables(page(glyphs, rules))
    assert spans(table)["指标名称"] == (0, 0, 2, 1)
    assert spans(table)["完成情况"] == (0, 1, 1, 2)
    assert spans(table)["98.1%"] == (2, 2, 1, 1)


def test_a_category_over_rows_between_row_rules():
    ys = [100.0 + 20 * n for n in range(6)]
    xs = [60.0, 130.0, 230.0, 310.0]
    rules = [*across([100, 120, 160, 200], 60, 380), *across([140, 180], 130, 380)]
    body = [["", "粮食产量", "12.5", "98.1%"], ["", "油料产量", "12.5", "93.3%"]]
    glyphs = written([["类别", "指标名称", "目标", "完成率"], *body, *body], xs, ys)
    glyphs += [*word("农业农村", 63, 134), *word("乡村振兴", 63, 174)]
    (table,) = ruled_tables(page(glyphs, rules))
    assert (table.rows, table.cols) == (5, 4)
    assert spans(table)["农业农村"] == (1, 0, 2, 1)
    assert spans(table)["乡村振兴"] == (3, 0, 2, 1)


def test_a_category_that_the_page_end_cut():
    """Below the last full rule only shorter ones stand, beside the rest of the category's cell."""
    ys = [100.0 + 20 * n for n in range(6)]
    xs = [60.0, 130.0, 230.0, 310.0]
    rules = [*across([100, 120], 60, 380), *across([140, 160, 180, 200], 130, 380)]
    body = [["", "粮食产量", "12.5", "98.1%"], ["", "油料产量", "12.5", "93.3%"]]
    glyphs = written([["类别", "指标名称", "目标", "完成率"], *body, *body], xs, ys)
    glyphs += word("农业农村", 63, 123)
    (table,) = ruled_tables(page(glyphs, rules))
    assert (table.rows, table.cols) == (5, 4)
    assert spans(table)["农业农村"] == (1, 0, 4, 1)


def test_one_row_at_the_top_of_a_later_page():
    glyphs = written([ROWS[1]], XS, YS)
    assert not ruled_tables(page(glyphs, across(YS[:2])))
    (table,) = ruled_tables(page(glyphs, across(YS[:2]), number=2))
    assert texts(table) == [ROWS[1]]
    assert table.cells[0].box.x1 < table.edges[1]


def test_a_row_across_between_row_rules():
    ys = [*YS, 200.0]
    rows = [ROWS[0], ["一、经济发展"], *ROWS[1:]]
    (table,) = ruled_tables(page(written(rows, XS, ys), across(ys)))
    assert spans(table)["一、经济发展"] == (1, 0, 1, 3)
    assert texts(table) == rows


def test_column_rules_without_row_rules():
    ys = [YS[0], YS[1], YS[-1]]
    down = [(x, YS[0], YS[-1]) for x in XS]
    (table,) = ruled_tables(page(written(ROWS, XS, YS), across(ys), down))
    assert texts(table) == ROWS
    assert table.edges == pytest.approx(XS)


def test_a_column_of_lines_in_one_ruled_row_stays_one_cell():
    rows = [ROWS[0], ["一是抓进度。\n二是强调度。\n三是严考核。", "30", "93.3%"]]
    ys = [100.0, 120.0, 160.0]
    (table,) = ruled_tables(page(written(rows, XS, ys), across(ys), [(x, 100, 160) for x in XS]))
    assert texts(table) == rows


def test_two_tables_of_three_rules_below_one_another():
    lower = [y + 130 for y in YS]
    glyphs = [
        *written(ROWS, XS, YS),
        *word("表2 下半年主要指标完成情况", 120, 200),
        *written(ROWS, XS, lower),
    ]
    rules = across([YS[0], YS[1], YS[-1], lower[0], lower[1], lower[-1]])
    found = ruled(page(glyphs, rules))
    assert [texts(table) for table in found.tables] == [ROWS, ROWS]
    assert found.free.sum() == len(word("表2 下半年主要指标完成情况", 0, 0))


IMPRINT = [
    *word("抄送：县委办公室，县人大常委会办公室，县政协办公室，县纪委监委。", 70, 703),
    *word("澄江区人民政府办公室", 70, 723),
    *word("2031年3月1日印发", 290, 723),
]
PROSE = [
    row
    for n in range(20)
    for row in word("各单位要对照目标任务，逐项分析原因，制定整改措施。", 70, 60 + 18 * n)
]


@pytest.mark.parametrize(
    ("glyphs", "rules"),
    [
        (IMPRINT, across([700, 720, 740], 60, 400)),
        (PROSE, across([50, 460], 60, 400)),
        ([*word("绩效考评简报", 70, 35), *word("第3期", 330, 35), *PROSE], across([30, 50, 460], 60, 400)),
        (word("下划线", 70, 100), [(112, 70, 100), (130, 70, 100)]),
    ],
    ids=["imprint", "running rules", "running header", "underlines"],
)
def test_rules_that_are_no_table(glyphs, rules):
    found = ruled(page(glyphs, rules))
    assert found.tables == ()
    assert found.free.all()
