"""Tables with rules in one direction: columns from the words, rows from the rules or from the words."""

from itertools import pairwise

import pytest
from ruled_pages import lattice, page, spans, texts, word, written

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


def drawn_by_cells(xs, ys, gap=0.0):
    return [(y, a + gap, b) for y in ys for a, b in pairwise(xs)]


def test_rules_drawn_cell_by_cell_bound_the_columns():
    xs, ys = [60.0, 180.0, 300.0, 420.0], [100.0, 120.0, 140.0, 160.0]
    heads = [
        row for text, x in zip(["指标", "单位", "完成"], xs, strict=False) for row in word(text, x + 50, 103)
    ]
    body = written([["甲项", "亿元", "12.5"], ["乙项", "%", "6.8"]], xs, ys[1:])
    for gap in (0.0, 0.5):
        (table,) = ruled_tables(page(heads + body, drawn_by_cells(xs, ys, gap)))
        assert texts(table) == [["指标", "单位", "完成"], ["甲项", "亿元", "12.5"], ["乙项", "%", "6.8"]]
        assert table.edges == pytest.approx(xs, abs=1.0)


def test_a_heading_over_columns_between_rules_drawn_cell_by_cell():
    xs, ys = [60.0, 180.0, 300.0, 420.0], [100.0, 120.0, 140.0, 160.0, 180.0, 200.0]
    rules = [(ys[0], xs[0], xs[1]), (ys[0], xs[1], xs[3]), (ys[1], xs[1], xs[2]), (ys[1], xs[2], xs[3])]
    rules += drawn_by_cells(xs, ys[2:])
    glyphs = (
        word("单位", 110, 113)
        + word("投资（亿元）", 270, 103)
        + word("目标", 230, 123)
        + word("完成", 350, 123)
    )
    glyphs += written([["云溪县", "12.5", "11"], ["澄江区", "9.0", "9"], ["栖霞市", "7", "6"]], xs, ys[2:])
    (table,) = ruled_tables(page(glyphs, rules))
    assert spans(table) | {"云溪县": (2, 0, 1, 1), "11": (2, 2, 1, 1)} == spans(table)
    assert spans(table)["单位"] == (0, 0, 2, 1)
    assert spans(table)["投资（亿元）"] == (0, 1, 1, 2)
    assert (table.rows, table.cols) == (5, 3)


def test_dashes_bound_no_columns():
    dashes = [(y, x, x + 18.0) for y in YS for x in range(int(XS[0]), int(XS[-1]) - 17, 19)]
    (table,) = ruled_tables(page(written(ROWS, XS, YS), dashes))
    assert texts(table) == ROWS


WRAPPED = [
    ("set smaller in one cell", [("00000", 8.0, 9.0), ("00000000000", 6.2, 6.2)], 41.0),
    (
        "lines of one beside two of another",
        [("0" * 11, 1.8, 1.8), ("0" * 11, 1.8, 1.8), ("0" * 7, 3.6, 3.6)],
        15.0,
    ),
    ("set alike", [("12345678", 9.0, 11.0), ("87654321", 9.0, 11.0)], 50.0),
]


@pytest.mark.parametrize(("cells", "height"), [case[1:] for case in WRAPPED], ids=[c[0] for c in WRAPPED])
def test_figures_that_wrap_in_narrow_cells_are_no_rows(cells, height):
    xs = [60.0 + 24 * col for col in range(len(cells) + 2)]
    glyphs = []
    for col, (text, size, pitch) in enumerate(cells, start=1):
        for line, start in enumerate(range(0, len(text), 2)):
            glyphs += word(text[start : start + 2], xs[col] + 2, 82 + pitch * line, size)
    (table,) = ruled_tables(page(glyphs, *lattice(xs, [80.0, 80 + height])))
    assert (table.rows, table.cols) == (1, len(cells) + 1)
    assert ["".join(cell.text.split()) for cell in table.cells] == ["", *(text for text, *_ in cells)]


def test_a_line_that_hangs_over_the_last_rule_of_rows_without_rules_is_lost_nowhere():
    xs = [50.0, 150.0, 250.0, 350.0]
    glyphs = written([["序号", "指标", "完成"]], [x + 7 for x in xs], [102])
    for row in range(8):
        glyphs += written([[str(row + 1), "投资", str(10 + row)]], [x + 7 for x in xs], [127 + 20 * row])
    glyphs += word("增长", 160, 285)
    rules = [(y, 50.0, 350.0) for y in (100.0, 122.0, 288.0)]
    found = ruled(page(glyphs, rules, [(x, 100.0, 288.0) for x in xs]))
    held = sum(len("".join(cell.text.split())) for table in found.tables for cell in table.cells)
    assert held + found.free.sum() == len(glyphs)


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
