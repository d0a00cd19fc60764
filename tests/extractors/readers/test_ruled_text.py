"""The text of cells: order, wrapped words, overflow, characters below one another, recognised words."""

from dataclasses import replace

import numpy as np
import pytest
from ruled_pages import lattice, page, spans, table_page, texts, word, written

from extractors.readers.pages.ruled import ruled, ruled_tables

XS, YS = [60.0, 160.0, 260.0], [100.0, 140.0, 180.0]
ROWS = [["指标", "目标"], ["粮食产量", "12.5"]]


def test_lines_of_a_cell_are_in_order():
    rows = [["指标", "目标"], ["城镇新增\n就业人数\n（人）", "12.5"]]
    (table,) = ruled_tables(table_page(rows, XS, YS))
    assert texts(table) == rows


def test_small_type_stays_on_its_line():
    glyphs = [
        *written(ROWS, XS, YS),
        *word("（m", 103, 143),
        *word("2", 118, 142, 5),
        *word("）", 120.5, 143),
    ]
    (table,) = ruled_tables(page(glyphs, *lattice(XS, YS)))
    assert texts(table)[1][0] == "粮食产量（m2）"


def test_a_glyph_on_a_wall_goes_where_its_middle_is():
    glyphs = [*written([["甲", "乙"], ["", "丙"]], XS, YS), *word("丁", 156, 160), *word("戊", 154, 120)]
    (table,) = ruled_tables(page(glyphs, *lattice(XS, YS)))
    assert texts(table) == [["甲\n戊", "乙"], ["", "丁\n丙"]] or texts(table)[1] == ["", "丙\n丁"]


def test_a_word_that_overflows_stays_in_its_cell():
    glyphs = [*written([["甲", "乙"], ["", "12.5"]], XS, YS), *word("城市生活污水处理率提高", 63, 160)]
    (table,) = ruled_tables(page(glyphs, *lattice(XS, YS)))
    assert texts(table)[1] == ["城市生活污水处理率提高", "12.5"]


def test_a_word_that_overflows_the_table_stays_in_its_cell():
    glyphs = [*written([["甲", "乙"], ["丙", ""]], XS, YS), *word("城市生活污水处理率提高", 163, 160)]
    found = ruled(page(glyphs, *lattice(XS, YS)))
    assert texts(found.tables[0])[1] == ["丙", "城市生活污水处理率提高"]
    assert not found.free.any()


def test_cells_filled_to_the_wall_stay_apart():
    glyphs = [
        *word("一二三四五六七八九十", 60, 110),
        *word("甲乙", 160.5, 110),
        *written([["", ""], ["丙", "丁"]], XS, YS),
    ]
    (table,) = ruled_tables(page(glyphs, *lattice(XS, YS)))
    assert texts(table)[0] == ["一二三四五六七八九十", "甲乙"]


@pytest.mark.parametrize(
    ("chars", "width", "expected"),
    [
        ("经济发展", 16, "经济发展"),
        ("经济发展", 60, "经济发展"),
        ("民生", 16, "民生"),
        ("优良", 60, "优\n良"),
        ("123", 16, "1\n2\n3"),
        ("√√", 16, "√\n√"),
        ("（一）", 16, "（\n一\n）"),
        ("生态（一）", 16, "生态（一）"),
    ],
)
def test_characters_below_one_another(chars, width, expected):
    xs, ys = [60.0, 60.0 + width, 200.0], [100.0, 180.0, 200.0]
    glyphs = [row for n, char in enumerate(chars) for row in word(char, 63, 103 + 12 * n)]
    glyphs += [*word("目标", 150, 103), *word("合", 63, 185), *word("5", 150, 185)]
    (table,) = ruled_tables(page(glyphs, *lattice(xs, ys)))
    assert table.cells[0].text == expected


def test_columns_of_characters_are_read_from_the_right():
    xs, ys = [60.0, 96.0, 200.0], [100.0, 180.0, 200.0]
    left = [row for n, char in enumerate("改革任务") for row in word(char, 64, 103 + 10.4 * n)]
    right = [row for n, char in enumerate("重点领域") for row in word(char, 80, 103 + 10.4 * n)]
    glyphs = [*left, *right, *word("目标", 150, 103), *word("合", 63, 185), *word("5", 150, 185)]
    (table,) = ruled_tables(page(glyphs, *lattice(xs, ys)))
    assert table.cells[0].text == "重点领域改革任务"


def test_two_characters_a_line_are_read_line_by_line():
    xs, ys = [60.0, 86.0, 200.0], [100.0, 180.0, 200.0]
    glyphs = [row for n, pair in enumerate(("经济", "社会", "发展")) for row in word(pair, 63, 103 + 13 * n)]
    glyphs += [*word("目标", 150, 103), *word("合", 63, 185), *word("5", 150, 185)]
    (table,) = ruled_tables(page(glyphs, *lattice(xs, ys)))
    assert table.cells[0].text == "经济\n社会\n发展"


def test_a_diagonal_header_keeps_both_parts():
    glyphs = [
        *word("指标", 130, 102),
        *word("乡镇", 63, 124),
        *word("得分", 163, 110),
        *written([["", ""], ["云岭", "9"]], XS, YS),
    ]
    (table,) = ruled_tables(page(glyphs, *lattice(XS, YS)))
    assert table.cells[0].text == "指标\n乡镇"


def test_a_merged_cell_holds_its_text_once():
    across = [(100, 60, 260), (140, 160, 260), (180, 60, 260)]
    down = [(x, 100, 180) for x in XS]
    glyphs = [*word("合计", 63, 135), *word("上", 163, 110), *word("下", 163, 150)]
    (table,) = ruled_tables(page(glyphs, across, down))
    assert spans(table) == {"合计": (0, 0, 2, 1), "上": (0, 1, 1, 1), "下": (1, 1, 1, 1)}


def test_recognised_words_stand_in_their_cells():
    printed = table_page(ROWS, XS, YS)
    confidence = np.linspace(0.5, 0.9, len(printed.glyphs))
    printed = replace(printed, glyphs=replace(printed.glyphs, confidence=confidence))
    (table,) = ruled_tables(printed)
    assert [[word.text for word in cell.words] for cell in table.cells] == [
        ["指标"],
        ["目标"],
        ["粮食产量"],
        ["12.5"],
    ]
    assert all(0.5 <= word.confidence <= 0.9 for cell in table.cells for word in cell.words)
