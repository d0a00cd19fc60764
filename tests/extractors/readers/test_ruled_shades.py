"""Shades of cells: they neither cut a table nor make cells, but where nothing else bounds them."""

from itertools import pairwise

import pytest
from ruled_pages import lattice, page, texts, word, written

from extractors.readers.pages.layout import laid_out
from extractors.readers.pages.ruled import ruled_tables
from extractors.readers.pages.vertical import turned

XS = [60.0, 170.0, 250.0, 330.0, 420.0]
YS = [100.0, 120.0, 140.0, 160.0, 180.0, 200.0, 220.0]
ROWS = [
    ["指标名称", "单位", "目标", "完成"],
    ["垃圾分类覆盖率", "%", "95.0", "93.2"],
    ["新增公园绿地", "公顷", "12.5", "13.1"],
    ["污水处理率", "%", "97.0", "96.4"],
    ["新建充电桩", "个", "480", "512"],
    ["合计", "", "584.5", "614.7"],
]
ALL = range(len(ROWS))


def cells(rows, gap=0.0, cols=range(4)):
    """A shade for each cell of some rows, with white between them."""
    half = gap / 2
    return [(XS[c] + half, YS[r] + half, XS[c + 1] - half, YS[r + 1] - half) for r in rows for c in cols]


def bars(rows):
    """A shade for each of some rows."""
    return [(XS[0], YS[r], XS[-1], YS[r + 1]) for r in rows]


def across(rows):
    return [(YS[r], XS[0], XS[-1]) for r in rows]


def pieces(rows):
    """Rules across drawn cell by cell."""
    return [(YS[r], a, b) for r in rows for a, b in pairwise(XS)]


EVERY = range(len(YS))
THREE = (0, 1, 6)
ENDS = (0, 6)
SHADES = {
    "header by cells": cells([0]),
    "header as one": bars([0]),
    "header with gaps": cells([0], gap=2.0),
    "every second row by cells": cells([0, 2, 4]),
    "every second row as one": bars([1, 3, 5]),
    "every second row with gaps": cells([1, 3, 5], gap=2.0),
    "total by cells": cells([5]),
    "header and total as one": bars([0, 5]),
    "header of two colours": cells([0], cols=[0]) + cells([0], cols=[1, 2, 3]),
}
RULES = {"all": across(EVERY), "all by cells": pieces(EVERY)}


@pytest.mark.parametrize("rules", list(RULES))
@pytest.mark.parametrize("shades", list(SHADES))
def test_shades_do_not_cut_a_table_with_rules_across_alone(rules, shades):
    (table,) = laid_out(page(written(ROWS, XS, YS), RULES[rules], shades=SHADES[shades])).tables
    assert texts(table) == ROWS


@pytest.mark.parametrize("rules", [THREE, ENDS], ids=["three", "ends"])
@pytest.mark.parametrize("shades", list(SHADES))
def test_shades_do_not_cut_a_table_with_few_rules(rules, shades):
    (table,) = laid_out(page(written(ROWS, XS, YS), across(rules), shades=SHADES[shades])).tables
    assert texts(table) == ROWS


@pytest.mark.parametrize("shades", list(SHADES))
def test_shades_do_not_cut_a_table_without_rules(shades):
    (table,) = laid_out(page(written(ROWS, XS, YS), shades=SHADES[shades])).tables
    assert texts(table) == ROWS


@pytest.mark.parametrize("shades", list(SHADES))
def test_shades_add_nothing_to_a_full_grid(shades):
    (table,) = ruled_tables(page(written(ROWS, XS, YS), *lattice(XS, YS), shades=SHADES[shades]))
    assert texts(table) == ROWS


LIGHTS = [
    ("of one row", cells([2], cols=[3])),
    ("of several rows", cells([1, 3, 4], cols=[3])),
    ("below one another", cells([2, 3], cols=[3])),
    ("off the rules", [(XS[3] + 4, YS[2] + 4, XS[4] - 4, YS[3] - 4)]),
    ("of the first column", cells(ALL, cols=[0])),
]


@pytest.mark.parametrize("rules", [EVERY, THREE], ids=["all", "three"])
@pytest.mark.parametrize("shades", [case[1] for case in LIGHTS], ids=[case[0] for case in LIGHTS])
def test_coloured_cells_are_cells_like_others(rules, shades):
    (table,) = laid_out(page(written(ROWS, XS, YS), across(rules), shades=shades)).tables
    assert texts(table) == ROWS


@pytest.mark.parametrize("gap", [0.0, 1.5, 2.5])
def test_cells_that_shades_alone_part_are_a_table(gap):
    rows = [["", "甲"], ["一、全县", "12.5"]]
    shades = [
        (60 + gap / 2 + 110 * c, 100 + gap / 2 + 40 * r, 170 - gap / 2 + 110 * c, 140 - gap / 2 + 40 * r)
        for r in (0, 1)
        for c in (0, 1)
    ]
    (table,) = ruled_tables(page(written(rows, [60, 170, 280], [100, 140, 180]), shades=shades))
    assert (table.rows, table.cols) == (2, 2)
    assert [cell.text for cell in table.cells] == ["", "甲", "一、全县", "12.5"]


def test_a_shaded_header_stands_on_a_grid():
    rules = lattice(XS, YS[1:])
    (table,) = ruled_tables(page(written(ROWS, XS, YS), *rules, shades=cells([0])))
    assert texts(table) == ROWS


def test_a_shaded_paragraph_is_none():
    prose = "本表数据由各乡镇报送，县绩效办会同统计部门核对后公布，"
    glyphs = [row for line in range(3) for row in word(prose, 62, 102 + 16 * line)]
    assert laid_out(page(glyphs, shades=[(60, 100, 420, 150)])).tables == ()


def test_shades_of_a_page_that_is_turned_are_turned():
    printed = turned(page(written(ROWS, XS, YS), shades=[(60, 100, 420, 120)]))
    assert printed.rules.shade_down.tolist() == [[100, 175, 535], [120, 175, 535]]
    assert printed.rules.shade_across.tolist() == [[535, 100, 120], [175, 100, 120]]
