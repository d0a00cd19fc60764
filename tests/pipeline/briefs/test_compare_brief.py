from dataclasses import replace
from decimal import Decimal

import pytest
from brief_samples import row_of

from pipeline.briefs.brief import Grid
from pipeline.briefs.compare import change_text, change_words, compose_compare, write_compare

AMOUNT = ("actual", "元", (("48亿元", "4800000000"), ("72.5亿元", "7250000000")))
RATE = ("yoy", "%", (("5.8%", "5.8"), ("4.6%", "4.6")))
RANK = ("rank", "位", (("第5位", "5"), ("第3位", "3")))


@pytest.mark.parametrize(
    ("row", "signed", "words"),
    [
        (row_of("甲", *AMOUNT, True), "+24.5亿元", "增加24.5亿元"),
        (row_of("甲", *RATE, False, change_unit="百分点"), "-1.2个百分点", "回落1.2个百分点"),
        (row_of("甲", *RANK, True), "-2位", "前移2位"),
        (row_of("甲", "rank", "位", (("第3位", "3"), ("第5位", "5")), False), "+2位", "后移2位"),
        (row_of("甲", "actual", "户", (("5户", "5"), ("5户", "5")), None), "0户", "持平"),
        (row_of("甲", "actual", "户", (None, ("5户", "5")), None), "—", "不能计算增减"),
    ],
)
def test_change_in_its_own_unit_and_direction(row, signed, words):
    assert change_text(row) == signed
    assert change_words(row) == words


def grids_of(brief):
    return {block.sheet: block for s in brief.sections for block in s.blocks if isinstance(block, Grid)}


def test_both_periods_stand_side_by_side_with_their_sources(comparison):
    brief = compose_compare(comparison)
    grid = grids_of(brief)["比对总表"]
    pages = [column.title for column in grid.columns if column.use != "sheet"]
    assert pages == ["序号", "指标", "口径", "2024年1—6月", "2024年1—9月", "增减", "评价", "说明", "依据"]
    first = grid.rows[0]
    assert [cell.text for cell in first if cell.text.endswith("亿元")] == [
        "48亿元", "48亿元", "72.5亿元", "72.5亿元", "亿元", "+24.5亿元", "+24.5亿元", "亿元",
    ]  # fmt: skip
    assert first[-1].numbers == (1, 2)
    assert [entry.number for entry in brief.annex] == [1, 2, 3, 4, 5, 6, 7]


def test_numbers_of_a_row_share_one_unit(comparison):
    row = grids_of(compose_compare(comparison))["比对总表"].rows[0]
    assert [cell.number for cell in row if cell.number is not None] == [
        Decimal(48),
        Decimal("72.5"),
        Decimal("24.5"),
    ]


def words_of(prose):
    return prose.lead + "".join(span if isinstance(span, str) else span.text for span in prose.spans)


def test_what_got_worse_is_told_before_what_got_better_and_sums_that_only_grow_are_not(comparison):
    section = compose_compare(comparison).sections[1]
    assert [words_of(block) for block in section.blocks] == [
        "变差的指标1项（1组）如下：",
        "1.社会消费品零售总额：同比增速由5.8%变为4.6%，回落1.2个百分点。",
        "好转的指标1项（1组）如下；另有完成值、完成率等1组一般随月份累加，只列入总表：",
        "全县生产总值，位次由第5位变为第3位。",
    ]


def test_one_definition_of_a_group_and_its_sums_agree(comparison):
    unjudged = row_of("常住人口", "actual", "人", (("52万人", "520000"), ("51万人", "510000")), None)
    still = row_of("办结率", "completion", "%", (("98%", "98"), ("98%", "98")), None, change_unit="百分点")
    brief = compose_compare(replace(comparison, rows=(*comparison.rows, unjudged, still)))
    told = words_of(brief.sections[0].blocks[0])
    assert "指标6项、数据6组" in told
    assert "可以计算增减的5组：变差1组，好转2组，持平1组，方向不明、不作评价1组。" in told


def test_what_only_adds_up_is_counted_and_not_told(comparison):
    section = compose_compare(replace(comparison, rows=comparison.rows[:1])).sections[1]
    assert [words_of(block) for block in section.blocks] == [
        "好转的1组中，完成值、完成率等1组一般随月份累加，只列入总表。"
    ]


def test_growth_and_rank_of_one_indicator_are_told_together(comparison):
    rows = (
        row_of("税收", *RATE, False, change_unit="百分点"),
        row_of("税收", "rank", "位", (("3位", "3"), ("5位", "5")), False),
    )
    section = compose_compare(replace(comparison, rows=rows)).sections[1]
    assert words_of(section.blocks[1]) == (
        "1.税收：同比增速由5.8%变为4.6%，回落1.2个百分点；位次由3位变为5位，后移2位。"
    )


def test_lights_that_moved(comparison):
    grid = grids_of(compose_compare(comparison))["亮灯变化"]
    assert [row[-1].text for row in grid.rows] == ["转好", "—"]
    assert not grid.on_pages


def test_pages_list_only_the_lights_that_moved_and_count_the_others(comparison):
    lights = (
        ("甲", ("green", "green")),
        ("乙", ("red", "yellow")),
        ("丙", ("green", "yellow")),
        ("丁", (None, "green")),
    )
    brief = compose_compare(replace(comparison, lights=lights))
    assert "均载明亮灯的3项中，转差1项（丙），转好1项（乙），不变1项。" in words_of(
        brief.sections[0].blocks[0]
    )
    section = next(section for section in brief.sections if section.heading.endswith("亮灯变化"))
    assert words_of(section.blocks[0]) == (
        "按材料逐项所载亮灯统计，绿灯由2项变为2项，黄灯由0项变为2项，红灯由1项变为0项。"
    )
    on_pages = [block for block in section.blocks if isinstance(block, Grid) and block.on_pages]
    assert [[row[0].text for row in grid.rows] for grid in on_pages] == [["丙", "乙"]]


def test_what_was_not_compared_says_why(comparison):
    brief = compose_compare(comparison)
    section = next(s for s in brief.sections if s.heading.endswith("未能比对的内容及原因"))
    assert section.blocks[0].spans == ("1.粮食产量：上半年未报。",)


def test_a_comparison_of_nothing_says_so(comparison, tmp_path):
    empty = replace(comparison, rows=(), lights=(), documents=(), left_out=())
    for ending in (".docx", ".html", ".xlsx"):
        write_compare(empty, tmp_path / f"c{ending}")
        assert (tmp_path / f"c{ending}").exists()
