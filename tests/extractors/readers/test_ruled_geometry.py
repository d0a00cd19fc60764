"""Rules to cells: how rules are drawn, what they leave out, and what is no table."""

import numpy as np
import pytest
from ruled_pages import lattice, page, spans, table_page, texts, word, written

from extractors.readers.pages.layout import laid_out
from extractors.readers.pages.lines import text_lines
from extractors.readers.pages.ruled import ruled, ruled_tables

XS, YS = [60.0, 160.0, 260.0, 360.0], [100.0, 120.0, 140.0, 160.0]
ROWS = [["指标", "目标", "完成"], ["粮食产量", "12.5", "11.8"], ["新开工项目", "30", "28"]]


def dashed(rules, dash, gap):
    return [
        (at, start + step, min(start + step + dash, end))
        for at, start, end in rules
        for step in np.arange(0, end - start, dash + gap).tolist()
    ]


def doubled(rules, apart):
    return [(at + side * apart / 2, start, end) for at, start, end in rules for side in (-1, 1)]


def moved_ends(rules, by):
    return [(at, start - by, end + by) for at, start, end in rules]


def thin_rectangles(across, down, thick):
    """Each rule as a filled rectangle: its two long edges and its two short ones."""
    half = thick / 2
    long_across = [(y + side * half, x0, x1) for y, x0, x1 in across for side in (-1, 1)]
    long_down = [(x + side * half, top, bottom) for x, top, bottom in down for side in (-1, 1)]
    ends_across = [(y, x - half, x + half) for x, top, bottom in down for y in (top, bottom)]
    ends_down = [(x, y - half, y + half) for y, x0, x1 in across for x in (x0, x1)]
    return long_across + ends_across, long_down + ends_down


ACROSS, DOWN = lattice(XS, YS)
DRAWN = {
    "lines": (ACROSS, DOWN),
    "dashes": (dashed(ACROSS, 6, 3), dashed(DOWN, 6, 3)),
    "long dashes": (dashed(ACROSS, 8, 6), dashed(DOWN, 8, 6)),
    "dots": (dashed(ACROSS, 0.5, 1.5), dashed(DOWN, 0.5, 1.5)),
    "double": (doubled(ACROSS, 2.5), doubled(DOWN, 2.5)),
    "wide double": (doubled(ACROSS, 4), doubled(DOWN, 4)),
    "short of crossings": (moved_ends(ACROSS, -2.5), moved_ends(DOWN, -2.5)),
    "beyond crossings": (moved_ends(ACROSS, 5), moved_ends(DOWN, 5)),
    "thin rectangles": thin_rectangles(ACROSS, DOWN, 0.5),
    "thick rectangles": thin_rectangles(ACROSS, DOWN, 2.0),
}


@pytest.mark.parametrize("drawn", DRAWN)
def test_however_rules_are_drawn(drawn):
    (table,) = ruled_tables(page(written(ROWS, XS, YS), *DRAWN[drawn]))
    assert texts(table) == ROWS
    assert table.edges == pytest.approx(XS, abs=1.0)
    assert table.box.bottom == pytest.approx(160, abs=1.0)


def test_merged_cells_have_their_spans():
    across = [(100, 60, 360), (120, 160, 360), (140, 60, 360), (160, 60, 360)]
    down = [(60, 100, 160), (160, 100, 160), (260, 120, 160), (360, 100, 160)]
    glyphs = [
        *word("类别", 63, 113),
        *word("完成情况", 163, 103),
        *word("目标", 163, 123),
        *word("实绩", 263, 123),
    ]
    (table,) = ruled_tables(page(glyphs, across, down))
    assert spans(table) == {
        "类别": (0, 0, 2, 1),
        "完成情况": (0, 1, 1, 2),
        "目标": (1, 1, 1, 1),
        "实绩": (1, 2, 1, 1),
    }
    assert table.rows == 3


def test_shading_inside_a_cell_adds_nothing():
    shade = ([(103.5, 64, 156), (116.5, 64, 156)], [(64, 103.5, 116.5), (156, 103.5, 116.5)])
    (table,) = ruled_tables(page(written(ROWS, XS, YS), ACROSS + shade[0], DOWN + shade[1]))
    assert texts(table) == ROWS


def test_shading_of_a_cell_along_its_rules_adds_nothing():
    shade = ([(100.3, 60.3, 159.7), (119.7, 60.3, 159.7)], [(60.3, 100.3, 119.7), (159.7, 100.3, 119.7)])
    (table,) = ruled_tables(page(written(ROWS, XS, YS), ACROSS + shade[0], DOWN + shade[1]))
    assert texts(table) == ROWS


def test_a_shaded_header_over_columns_without_rules_is_no_table_of_one_row():
    across, down = lattice(XS, YS[:2])
    found = ruled(page(written(ROWS, XS, YS), across, down))
    assert found.tables == ()
    assert found.free.all()


def test_one_row_alone_is_a_table():
    across, down = lattice(XS, YS[:2])
    below = word("以上为全县数据，由各乡镇和有关单位报送，县绩效办汇总后统一公布。", 60, 124)
    (table,) = ruled_tables(page(written(ROWS[:1], XS, YS) + below, across, down))
    assert texts(table) == ROWS[:1]


def test_open_sides_are_closed():
    (table,) = ruled_tables(page(written(ROWS, XS, YS), ACROSS, DOWN[1:3]))
    assert texts(table) == ROWS
    assert table.edges == pytest.approx(XS)


def test_an_open_left_side_is_closed():
    (table,) = ruled_tables(page(written(ROWS, XS, YS), ACROSS, DOWN[1:]))
    assert texts(table) == ROWS


def test_a_row_across_an_open_table_belongs_to_it():
    rows = [ROWS[0], ["一、经济发展"], ROWS[1], ROWS[2]]
    ys = [*YS, 180.0]
    across = [(y, 60, 360) for y in ys]
    down = [(x, top, bottom) for x in (160, 260) for top, bottom in ((100, 120), (140, 180))]
    (table,) = ruled_tables(page(written(rows, XS, ys), across, down))
    assert texts(table) == rows
    assert spans(table)["一、经济发展"] == (1, 0, 1, 3)


@pytest.mark.parametrize("cut", ["bottom", "top"])
def test_a_table_cut_by_the_page_end_keeps_its_open_row(cut):
    across = ACROSS[:-1] if cut == "bottom" else ACROSS[1:]
    (table,) = ruled_tables(page(written(ROWS, XS, YS), across, DOWN))
    assert texts(table) == ROWS


def test_tables_side_by_side_are_two():
    right = [x + 330 for x in XS[:3]]
    ys = [100.0, 122.0, 144.0]
    across, down = lattice(right, ys)
    other = [["乡镇", "得分"], ["清溪镇", "91.5"]]
    glyphs = written(ROWS, XS, YS) + written(other, right, ys)
    first, second = ruled_tables(page(glyphs, ACROSS + across, DOWN + down))
    assert (texts(first), texts(second)) == (ROWS, other)
    assert (first.number, second.number) == (1, 2)


def test_tables_below_one_another_are_two():
    ys = [y + 100 for y in YS]
    across, down = lattice(XS, ys)
    tables = ruled_tables(page(written(ROWS, XS, YS) + written(ROWS, XS, ys), ACROSS + across, DOWN + down))
    assert [texts(table) for table in tables] == [ROWS, ROWS]


def test_a_frame_around_text_is_no_table():
    found = ruled(page(word("请各单位对照整改。", 63, 103), *lattice([60, 360], [100, 160])))
    assert found.tables == ()


def test_a_frame_around_a_page_hides_no_table():
    across, down = lattice([30.0, 560.0], [30.0, 800.0])
    found = ruled(page(written(ROWS, XS, YS) + word("落款", 400, 700), ACROSS + across, DOWN + down))
    assert [texts(table) for table in found.tables] == [ROWS]
    assert [line[0] for line in text_lines(page(word("落款", 400, 700)).glyphs)] == ["落款"]


def test_rules_without_text_are_no_table():
    assert ruled_tables(page(word("正文", 60, 700), ACROSS, DOWN)) == ()


def test_a_chart_is_no_table():
    bars = [(120, 140), (170, 120), (220, 180), (270, 150), (320, 200)]  # left end, top
    lines = (100, 130, 160, 190, 220, 250)
    across = [(y, 100, 400) for y in lines] + [(y, x, x + 20) for x, top in bars for y in (top, 250)]
    down = [(100, 100, 250)] + [(x + side, top, 250) for x, top in bars for side in (0, 20)]
    glyphs = [row for y in lines for row in word(str(y), 70, y - 5)]
    glyphs += [row for x, top in bars for row in (*word("一月", x, 255), *word("12.5", x, top - 11))]
    found = ruled(page(glyphs, across, down))
    assert found.tables == ()
    assert found.free.all()


def test_a_form_that_is_not_filled_in_is_a_table():
    ys = [100.0 + 20 * n for n in range(12)]
    (table,) = ruled_tables(page(written(ROWS[:1], XS, ys), *lattice(XS, ys)))
    assert (table.rows, table.cols) == (11, 3)


def test_a_table_in_a_cell_is_part_of_the_cell():
    inner_xs, inner_ys = [165.0, 205.0, 250.0], [125.0, 142.0, 160.0]
    ys = [100.0, 120.0, 180.0, 200.0]
    across, down = lattice(XS, ys)
    inner = lattice(inner_xs, inner_ys)
    rows = [["指标", "目标", "完成"], ["粮食产量", "", "11.8"], ["合计", "9", "8"]]
    glyphs = [
        *written(rows, XS, ys),
        *written([["上", "1"], ["下", "2"]], inner_xs, inner_ys),
        *word("其中", 165, 165),
    ]
    found = ruled(page(glyphs, across + inner[0], down + inner[1]))
    (table,) = found.tables
    assert texts(table)[1] == ["粮食产量", "上    1\n下    2\n其中", "11.8"]
    assert texts(table)[0] == rows[0]
    assert not found.free.any()


def test_cells_that_only_arrange_tables_give_way_to_them():
    ys = [105.0, 125.0, 145.0]
    left, right = [65.0, 110.0, 155.0], [165.0, 210.0, 255.0]
    outer = lattice([60.0, 160.0, 260.0], [100.0, 150.0])
    rows = [["乡镇", "得分"], ["云岭", "90"]]
    both = [lattice(left, ys), lattice(right, ys)]
    across = outer[0] + both[0][0] + both[1][0]
    down = outer[1] + both[0][1] + both[1][1]
    tables = ruled_tables(page(written(rows, left, ys) + written(rows, right, ys), across, down))
    assert [texts(table) for table in tables] == [rows, rows]


def test_text_that_no_cell_covers_is_kept_in_a_cell():
    across = [(100, 160, 360), (120, 60, 360), (140, 60, 360), (160, 60, 360)]
    down = [(60, 120, 160), (160, 100, 160), (260, 100, 160), (360, 100, 160)]
    found = ruled(page(written(ROWS, XS, YS), across, down))
    (table,) = found.tables
    assert texts(table) == ROWS
    assert not found.free.any()


def test_a_broken_wall_still_parts_cells():
    (table,) = ruled_tables(
        page(written(ROWS, XS, YS), ACROSS, [*DOWN[:1], (160, 100, 135), (160, 143, 160), *DOWN[2:]])
    )
    assert texts(table) == ROWS


def test_a_missing_wall_loses_nothing():
    (table,) = ruled_tables(page(written(ROWS, XS, YS), ACROSS, [*DOWN[:1], (160, 100, 130), *DOWN[2:]]))
    assert texts(table) == [ROWS[0], ["粮食产量    12.5", "11.8"], ["新开工项目    30", "28"]]


def test_the_page_and_the_number_of_a_table():
    printed = table_page(ROWS, XS, YS)
    (table,) = ruled_tables(printed)
    assert (table.page, table.number, table.ruled) == (1, 1, True)
    assert (table.box.x0, table.box.top, table.box.x1, table.box.bottom) == (60, 100, 360, 160)


def test_merged_cells_that_the_page_end_leaves_open_stay_apart():
    """No rule is drawn below the first two columns: their cells go on on the next page."""
    rows = [["类别", "领域", "指标"], ["农业农村", "耕地保护", "粮食产量"], ["", "", "油料产量"]]
    across = [(100.0, 60.0, 360.0), (120.0, 60.0, 360.0), (140.0, 260.0, 360.0), (160.0, 260.0, 360.0)]
    (table,) = ruled_tables(page(written(rows, XS, YS), across, DOWN))
    assert spans(table)["农业农村"] == (1, 0, 2, 1)
    assert spans(table)["耕地保护"] == (1, 1, 2, 1)


def test_a_line_of_a_cell_that_hangs_over_the_last_rule_is_part_of_it():
    glyphs = [*written(ROWS, XS, YS), *word("项目", 63, 156), *word("个", 163, 156)]
    upper = [*word("续建", 63, 146), *word("十", 263, 146)]
    found = ruled(page([*glyphs, *upper], *lattice(XS, YS)))
    assert texts(found.tables[0])[2][0].endswith("项目")
    assert found.free.sum() == 0


def test_a_note_that_touches_the_last_rule_is_no_part_of_the_table():
    found = ruled(page([*written(ROWS, XS, YS), *word("注：本表为年度初步统计数据", 63, 158)], ACROSS, DOWN))
    assert texts(found.tables[0]) == ROWS
    assert found.free.sum() == 13


def strokes(columns, length, gap):
    """Strokes in columns, one four points below another."""
    step = length + gap
    return [
        (20.0 + 4 * row, 20.0 + step * col, 20.0 + step * col + length)
        for row in range(190)
        for col in range(columns)
    ]


DRAWINGS = [
    ("more lines than are looked at", strokes(15, 25, 5), []),
    ("a lattice too fine for cells", *lattice([5.0 * i for i in range(240)], [5.0 * i for i in range(260)])),
    ("rules that nothing meets", strokes(3, 80, 15), []),
]


@pytest.mark.parametrize(
    ("across", "down"), [case[1:] for case in DRAWINGS], ids=[case[0] for case in DRAWINGS]
)
def test_a_page_of_more_lines_than_are_looked_at_says_so(across, down):
    read = laid_out(page(word("以上为示意图", 60, 810), across, down))
    assert read.reason == "线条过多，没有全部读取，表格可能不全"
    assert read.origin == "text"


def test_a_page_of_short_strokes_beside_its_text_says_nothing():
    assert laid_out(page(word("以上为示意图", 60, 810), strokes(30, 9, 6))).reason == ""
