"""Tables dressed as offices dress them: shades without rules, headings over columns, rules drawn in part."""

from itertools import pairwise

import pytest
from printed_pages import cell_texts, multiset, page_of, printed_chars
from ruled_pages import page, spans, texts, word, written

from extractors.readers.pages.borderless import table_in_columns
from extractors.readers.pages.layout import laid_out, laid_out_in_turn

XS = [60.0, 170.0, 250.0, 330.0, 420.0, 520.0]
HEADINGS = [("指标名称", 0, 0), ("完成情况", 1, 2), ("责任单位", 3, 3), ("备注", 4, 4)]
LEAVES = [("总量", 1), ("增速", 2)]
BODY = [
    ["粮食总产量", "125.4", "3.1", "农业农村局", "—"],
    ["新开工项目", "30", "12.5", "发展改革局", "市定"],
    ["技改投资", "8.6", "-1.4", "工业和信息化局", "—"],
    ["污水处理率", "97.0", "0.6", "住房城乡建设局", "新增"],
]
Y0, MIDDLE, FOOT, ROW = 100.0, 120.0, 140.0, 20.0


def centred(text, left, right, top):
    width = sum(5.0 if char.isascii() else 10.0 for char in text)
    return word(text, (left + right - width) / 2, top)


def header():
    """A header of two rows with one heading over two columns, every word in the middle of its cell."""
    glyphs = []
    for text, first, last in HEADINGS:
        top = Y0 + 5 if last > first else Y0 + 15
        glyphs += centred(text, XS[first], XS[last + 1], top)
    for text, col in LEAVES:
        glyphs += centred(text, XS[col], XS[col + 1], MIDDLE + 5)
    return glyphs


def body(rows=BODY, top=FOOT):
    glyphs = []
    for number, row in enumerate(rows):
        for col, text in enumerate(row):
            glyphs += centred(text, XS[col], XS[col + 1], top + ROW * number + 5)
    return glyphs


def head_shades():
    shades = [(XS[c], Y0, XS[c + 1], FOOT) for c in (0, 3, 4)]
    return [*shades, (XS[1], Y0, XS[3], MIDDLE), *((XS[c], MIDDLE, XS[c + 1], FOOT) for c in (1, 2))]


def row_shades(numbers, cols=range(5), top=FOOT):
    return [(XS[c], top + ROW * n, XS[c + 1], top + ROW * (n + 1)) for n in numbers for c in cols]


def only_table(printed):
    laid = laid_out(printed)
    assert multiset(laid) == printed_chars(printed)
    (table,) = laid.tables
    return table


def assert_header(table):
    found = spans(table)
    assert found["完成情况"] == (0, 1, 1, 2)
    assert found["指标名称"] == (0, 0, 2, 1)
    assert found["责任单位"] == (0, 3, 2, 1)
    assert found["总量"] == (1, 1, 1, 1)
    assert found["增速"] == (1, 2, 1, 1)


def test_the_cells_of_a_shaded_header_over_shaded_rows():
    table = only_table(page([*header(), *body()], shades=[*head_shades(), *row_shades((1, 3))]))
    assert_header(table)
    assert texts(table)[2:] == BODY


@pytest.mark.parametrize("category", ["一、经济发展（12分）", ""])
def test_a_header_shaded_by_cells_shows_the_columns_of_the_rows_below_it(category):
    first = word(category, XS[0] + 3, FOOT + 5)
    rows = body(top=FOOT + (ROW if category else 0))
    table = only_table(page([*header(), *first, *rows], shades=head_shades()))
    assert_header(table)
    assert texts(table)[-4:] == BODY
    assert table.rows == (7 if category else 6)


def test_a_shaded_header_ends_with_its_table():
    text = word("根据安排，各责任单位要认真分析原因，落实整改措施，确保全年完成任务。", 80, FOOT + 100)
    note = word("注：增速为同比增长。", 60, FOOT + 83)
    printed = page([*header(), *body(), *note, *text], shades=head_shades())
    table = only_table(printed)
    assert texts(table)[2:] == BODY


def test_a_white_header_over_a_white_first_row_above_shaded_rows():
    title = word("表1云溪县主要指标完成情况表", 200, 70, 12.0)
    printed = page([*title, *header(), *body()], shades=row_shades((1, 3)))
    table = only_table(printed)
    assert_header(table)
    assert texts(table)[2:] == BODY


def test_text_close_above_a_shaded_table_is_none_of_its_rows():
    lines = ["多数指标达到或超过时序进度，少数指标受季节影响有所回落，需要引起重视。"] * 3
    prose = [glyph for n, line in enumerate(lines) for glyph in word(line, 60, 45 + 18 * n, 12.0)]
    printed = page([*prose, *header(), *body()], shades=row_shades((1, 3)))
    table = only_table(printed)
    assert_header(table)
    assert texts(table)[2:] == BODY


def test_a_shaded_total_below_rows_whose_merged_column_is_white():
    merged = centred("经济发展", XS[0], XS[1], FOOT + 45)
    rows = body([["", *row[1:]] for row in (*BODY, BODY[0])])
    total = body([["合计", "261.0", "3.7", "", ""]], top=FOOT + 100)
    shades = [*head_shades(), *row_shades((1, 3), range(1, 5)), *row_shades((5,))]
    table = only_table(page([*header(), *merged, *rows, *total], shades=shades))
    assert spans(table)["经济发展"] == (2, 0, 5, 1)
    assert texts(table)[-1] == ["合计", "261.0", "3.7", "", ""]


def test_a_table_open_at_both_sides_with_a_shaded_header_is_one():
    ys = [Y0, FOOT, FOOT + ROW, *(FOOT + ROW * n for n in (2, 3, 4, 5))]
    across = [(y, XS[0], XS[-1]) for y in ys]
    down = [(x, Y0, FOOT) for x in XS[1:-1]] + [(x, FOOT + ROW, ys[-1]) for x in XS[1:-1]]
    names = ["指标名称", "总量", "增速", "责任单位", "备注"]
    glyphs = [*body([names], Y0 + 10), *word("一、科技创新", XS[0] + 3, FOOT + 5), *body(top=FOOT + ROW)]
    shades = [(a, Y0, b, FOOT) for a, b in pairwise(XS)]
    table = only_table(page(glyphs, across, down, shades=shades))
    assert texts(table) == [names, ["一、科技创新"], *BODY]


def three_rules(foot=None):
    """Rules above and below a header, and below the table, with one under a heading; cell by cell."""
    ys = [Y0, FOOT] if foot is None else [Y0, FOOT, foot]
    pieces = [(y, a, b) for y in ys[1:] for a, b in pairwise(XS)]
    top = [(Y0, a, b) for a, b in ((XS[0], XS[1]), (XS[1], XS[3]), (XS[3], XS[4]), (XS[4], XS[5]))]
    return [*top, *pieces, (MIDDLE, XS[1], XS[3])]


def test_three_rules_drawn_by_cells_show_columns_that_a_heading_spans():
    near = [[row[0], f"{row[1]}亿元以上", f"{row[2]}亿元以上", *row[3:]] for row in BODY]
    table = only_table(page([*header(), *body(near)], three_rules(FOOT + 80)))
    assert_header(table)
    assert texts(table)[2:] == near


def test_short_rules_under_headings_part_a_header_of_three_rules():
    across = [(y, XS[0], XS[-1]) for y in (Y0, FOOT, FOOT + 80)] + [(MIDDLE, XS[1], XS[3])]
    table = only_table(page([*header(), *body()], across))
    assert_header(table)
    assert texts(table)[2:] == BODY


def test_rules_above_and_under_a_header_whose_rows_reach_the_end_of_the_page():
    down = 600.0
    across = [
        (y + down, a, b) for y, a, b in ((Y0, XS[0], XS[-1]), (FOOT, XS[0], XS[-1]), (MIDDLE, XS[1], XS[3]))
    ]
    glyphs = [
        (char, x0, top + down, x1, bottom + down, size)
        for char, x0, top, x1, bottom, size in [*header(), *body(BODY[:3])]
    ]
    table = only_table(page([*glyphs, *word("—1—", 280, 825, 9.0)], across))
    assert_header(table)
    assert texts(table)[2:] == BODY[:3]


def cut_page(last):
    ys = [660.0 + 20 * n for n in range(6)]
    names = ["指标名称", "总量", "增速", "责任单位", "备注"]
    across = [(y, XS[0], XS[-1]) for y in ys]
    glyphs = [*written([names, *BODY], XS, ys), *last, *word("—1—", 280, 825, 9.0)]
    return page(glyphs, across)


def test_a_row_that_the_page_end_cuts_below_the_last_rule():
    row = ["新增绿地", "12", "2.2", "城市管理局", "部分地块尚\n未移交"]
    table = only_table(cut_page(written([row], XS, [760.0])))
    assert texts(table)[-1] == row


@pytest.mark.parametrize(
    "line", ["填表人：周某    审核人：李某    填表日期：4月", "注：完成率    为累计数    与目标之比"]
)
def test_a_line_below_the_last_rule_that_is_no_row(line):
    table = only_table(cut_page(word(line, 63, 763)))
    assert texts(table)[-1] == BODY[-1]


NARROW = [80, 130, 200, 290, 350, 400]
NAMES = ["序号", "乡镇（街道）", "完成比例", "实际数", "亮灯", "得分"]
TOWNS = [
    [n, f"{name}镇", f"{n}8%", f"{n}86,754.59", "黄灯", f"{n}5.7"]
    for n, name in zip("1234", "云石柳梅", strict=True)
]


def test_categories_in_the_middle_close_no_strip_between_columns():
    rows = [("一、科技创新工作", TOWNS[:2]), ("二、营商环境建设", TOWNS[2:])]
    placed, y = cell_texts([NAMES], NARROW, top=200), 222
    for category, group in rows:
        placed += [((80 + 420) / 2 - 40, y, category), *cell_texts(group, NARROW, top=y + 22, pitch=22)]
        y += 66
    table = only_table(page_of(placed))
    assert texts(table) == [NAMES, ["一、科技创新工作"], *TOWNS[:2], ["二、营商环境建设"], *TOWNS[2:]]
    assert [cell.colspan for cell in table.cells if cell.text[1:2] == "、"] == [6, 6]


def test_a_heading_stands_farther_above_a_wrapped_cell_than_its_lines():
    xs = [80, 200, 290, 370, 450]
    rows = [[f"第{n}项指标", f"2{n}.0", f"1{n}.5", str(n), f"8{n}.1"] for n in range(1, 6)]
    placed = cell_texts(rows, xs, top=290)
    placed += [(80, 230, "指标名称"), (205, 246, "满分"), (275, 217, "考核得分")]
    placed += [(280, 234, "本项考"), (280, 246, "核得分"), (280, 258, "（分）")]
    placed += [(370, 240, "全市"), (370, 252, "位次"), (440, 224, "同比增"), (440, 236, "长（%）")]
    found = spans(only_table(page_of(placed)))
    assert found["考核得分"] == (0, 1, 1, 3)
    assert found["本项考\n核得分\n（分）"][:2] == (1, 2)


HEAD_X = [80, 220, 290, 360, 430]


def headed(rows, top):
    """A header whose first line is one heading over the columns in the middle."""
    upper = [(262, top, "2031年1—9月"), (235, top + 19, "完成情况"), (390, top + 19, "位次")]
    leaves = ["总量", "增速", "全市", "较上月"]
    lower = [(x, top + 38, text) for x, text in zip(HEAD_X[1:], leaves, strict=True)]
    return [*upper, (80, top + 25, "指标名称"), *lower, *cell_texts(rows, HEAD_X, top=top + 60)]


RANKED = [[f"第{n}项指标内容", f"{n}5.2", f"9.{n}", str(n), "持平"] for n in range(1, 6)]
PROSE = (80, 600, "请各单位对照时序进度，认真分析原因，抓好问题整改工作，确保完成全年目标任务。")


def test_a_heading_under_the_name_of_a_table_is_no_second_name():
    table = only_table(page_of([(222, 150, "表1云溪县主要指标情况表", 12.0), *headed(RANKED, 180), PROSE]))
    assert spans(table)["2031年1—9月"][0] == 0
    assert texts(table)[-5:] == RANKED


def test_the_first_line_of_a_repeated_header_in_the_head_of_a_page_is_no_running_line():
    printed = [
        page_of([(222, 590, "表1云溪县主要指标情况表", 12.0), *headed(RANKED, 620)], number=1),
        page_of([*headed(RANKED[:2], 70), PROSE], number=2),
    ]
    pages = laid_out_in_turn(printed)
    assert [multiset(each) for each in pages] == [printed_chars(each) for each in printed]
    assert not any("2031" in line.text for line in pages[1].lines)
    (table,) = pages[1].tables
    assert texts(table)[-2:] == RANKED[:2]


def test_a_header_alone_at_the_top_of_a_page_is_a_header():
    glyphs = page_of(cell_texts([NAMES], NARROW, top=80)).glyphs
    table = table_in_columns(2, glyphs, [70.0, 125.0, 195.0, 285.0, 325.0, 395.0, 450.0], frozenset(NAMES))
    assert texts(table) == [NAMES]
