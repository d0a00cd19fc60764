from dataclasses import replace
from decimal import Decimal

import pytest
from brief_samples import behind, figure_of, gap_of, growth, indicator_of, masked, met, source_of, target_of

from pipeline.briefs.annex import annex_of
from pipeline.briefs.brief import Cited, Grid, Prose, page_annex, sources_cell
from pipeline.briefs.gap import compose_gap, write_gap
from pipeline.briefs.gap_words import (
    costly,
    gap_cell_text,
    gap_prose,
    pace_words,
    printed_light_text,
    role_words,
)
from schemas.analysis import Check, Light
from schemas.errors import UsageError


def words_of(prose: Prose) -> str:
    return prose.lead + "".join(span.text if isinstance(span, Cited) else span for span in prose.spans)


def prose_in(brief, heading):
    section = next(section for section in brief.sections if section.heading.endswith(heading))
    return [words_of(block) for block in section.blocks if isinstance(block, Prose)]


def grids_of(brief):
    return {
        block.sheet or block.title: block
        for s in brief.sections
        for block in s.blocks
        if isinstance(block, Grid)
    }


def column_of(grid, title):
    place = next(i for i, column in enumerate(grid.columns) if column.title == title)
    return [row[place] for row in grid.rows]


def test_sections_are_numbered_in_order(analysis):
    assert [section.heading for section in compose_gap(analysis).sections] == [
        "一、总体情况",
        "二、差距较大的指标",
        "三、分类别和责任单位情况",
        "四、指标覆盖情况",
        "五、核对发现",
        "六、未能测算的指标及原因",
        "七、全部指标差距总表",
    ]


def test_the_title_says_region_period_and_the_day_of_computation(analysis):
    brief = compose_gap(analysis)
    assert brief.title == "云溪县2024年1—9月绩效考评指标差距分析"
    assert brief.subtitle == "（测算截止日期：2024年10月20日）"


def test_the_whole_is_told_in_the_manner_of_the_offices(analysis):
    text = prose_in(compose_gap(analysis), "总体情况")[0]
    assert "《云溪县2024年度绩效考评方案》（草案，尚未经人工确认）" in text
    assert "共测算指标4项，其中3项列有分值、合计12.5分，另有1项未列分值，只计项数" in text
    assert "绿灯1项、2.5分，项数占比25%，分值占比20%；黄灯1项、4分" in text
    assert text.index("绿灯") < text.index("黄灯") < text.index("红灯") < text.index("未亮灯")


def test_a_confirmed_scheme_is_not_marked(analysis):
    text = prose_in(compose_gap(replace(analysis, scheme_state="confirmed")), "总体情况")[0]
    assert "草案" not in text


def test_printed_lights_that_differ_are_named_with_their_sources(analysis):
    brief = compose_gap(analysis)
    assert (
        "2项中，1项与测算一致，1项不一致：固定资产投资（材料黄灯，测算红灯）"
        in prose_in(brief, "总体情况")[1]
    )


def test_what_costs_most_comes_first(analysis):
    light = Light("red", "progress", "")
    small, large = indicator_of("乙", "2"), indicator_of("丙", "9")
    gaps = (
        growth(),
        gap_of(small, light),
        gap_of(indicator_of("丁", None), light),
        gap_of(large, light),
        met(),
    )
    assert [gap.indicator.name for gap in costly(gaps)] == ["丙", "乙", "丁", "社会消费品零售总额增速"]


def test_one_indicator_in_a_sentence():
    gap = behind()
    annex = annex_of((gap.target_source, gap.result))
    prose = gap_prose(1, gap, annex)
    assert words_of(prose) == (
        "1.固定资产投资（6分，县发展和改革局、县财政局）：目标120亿元，2024年1—9月完成72.5亿元，完成率60.42%，"
        "落后时序进度14.6个百分点；尚差47.5亿元，今后月均需完成15.83亿元；按进度推算全年96.67亿元。"
        "红灯：落后时序超过10个百分点（材料所报为黄灯）。"
    )
    assert [span.numbers for span in prose.spans if isinstance(span, Cited)] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("pace", "unit", "words"),
    [
        ("1.3333", "家", "约1.3家"),
        ("296.67", "户", "约297户"),
        ("4", "个", "4个"),
        ("15.8333", "公里", "15.83公里"),
        ("8.566", "%", "8.57个百分点"),
    ],
)
def test_things_that_are_counted_are_not_needed_in_hundredths(pace, unit, words):
    gap = replace(behind(), target=target_of(f"8{unit}", "8", unit), result=None, pace_needed=Decimal(pace))
    assert pace_words(gap) == words


def test_a_unit_of_a_number_stands_once_in_the_header_or_in_the_cell(analysis):
    grids = grids_of(compose_gap(analysis)).values()
    both = [
        (grid.title, column.title, row[place].text)
        for grid in grids
        for place, column in enumerate(grid.columns)
        if "（%）" in column.title
        for row in grid.rows
        if row[place].text.endswith("%")
    ]
    assert both == []


def test_a_target_in_words_is_named_among_what_was_not_reported(analysis):
    unreported = replace(analysis.coverage[3], state="missing")
    brief = compose_gap(replace(analysis, coverage=(*analysis.coverage[:3], unreported)))
    assert (
        "其中1项的目标不是数值，报送后也须人工判断：规模以上工业增加值增速（市定目标）。"
        in (prose_in(brief, "未能测算的指标及原因")[0])
    )


def test_a_falling_rate_is_worded_as_a_fall_and_missing_points_as_points():
    gap = growth()
    words = words_of(gap_prose(2, gap, annex_of((gap.target_source, gap.result))))
    assert "2024年1—9月同比下降1.2%；尚差10.2个百分点。" in words
    assert "增长-" not in words


@pytest.mark.parametrize(
    ("printed", "value", "role", "words"),
    [
        ("8.1%", "8.1", "yoy", "同比增长8.1%"),
        ("-3%", "-3", "yoy", "同比下降3%"),
        ("第2位", "2", "rank", "排名第2位"),
        ("2名", "2", "rank", "排名第2名"),
        ("31%", "31", "share", "占比31%"),
        ("90%", "90", "completion", "完成率90%"),
        ("12亿元", "12", "actual", "完成12亿元"),
        ("XX%", None, "yoy", "为XX%"),
    ],
)
def test_verbs_of_roles(printed, value, role, words):
    assert role_words(figure_of(printed, value, "%", "p 1", role=role), is_cumulative=True) == words


def test_more_than_the_limit_is_over_not_short():
    gap = gap_of(
        indicator_of("生产安全事故死亡人数", "3", direction="lower", kind="cumulative"),
        Light("red", "target", "超过控制数"),
        target=target_of("不超过5人", "5", "人", op="<="),
        result=figure_of("7人", "7", "人", "p 2"),
        shortfall=Decimal(2),
    )
    assert gap_cell_text(gap) == "超出控制目标2人"


def test_what_is_met_is_not_short():
    assert gap_cell_text(met()) == "已达到目标；超时序进度29个百分点"


def test_a_light_that_agrees_is_not_marked():
    assert printed_light_text(met()) == "绿灯"
    assert printed_light_text(behind()) == "黄灯（与测算不一致）"
    assert printed_light_text(growth()) == "—"


def test_the_whole_table_holds_numbers_in_the_papers_own_unit(analysis):
    grid = grids_of(compose_gap(analysis))["差距总表"]
    assert [cell.number for cell in column_of(grid, "目标值")] == [
        Decimal(120),
        Decimal(3000),
        Decimal(9),
        None,
    ]
    assert [cell.text for cell in column_of(grid, "单位")] == ["亿元", "人", "%", ""]
    assert [cell.number for cell in column_of(grid, "差额")][:3] == [
        Decimal("47.5"),
        Decimal(-120),
        Decimal("10.2"),
    ]
    assert column_of(grid, "完成率（%）")[0].number == Decimal("60.42")
    assert [cell.text for cell in column_of(grid, "完成情况")] == ["72.5亿元", "3120人", "-1.2%", "XX%"]


def test_what_is_masked_is_neither_zero_nor_a_number(analysis):
    row = grids_of(compose_gap(analysis))["差距总表"].rows[3]
    assert not [cell for cell in row[3:] if cell.number is not None]


def test_what_is_never_computed_for_growth_is_not_given_as_a_reason_each_time(analysis):
    silent = replace(growth(), reasons=(("completion", "增速不算"), ("forecast", "增速不推算")))
    told = replace(behind(), reasons=(("forecast", "无上年数"), ("pace_needed", "无上年数")))
    grid = grids_of(compose_gap(replace(analysis, gaps=(silent, told, masked()))))["差距总表"]
    shown = [cell.text for cell in column_of(grid, "未能计算的原因")]
    assert shown == ["—", "无上年数", "目标为文字，不能测算"]


def test_units_with_more_at_stake_come_first(analysis):
    grid = grids_of(compose_gap(analysis))["分责任单位"]
    assert [row[0].text for row in grid.rows] == ["县发展和改革局", "县商务局", "县人社局", "未明确"]
    assert "其他" not in [column.title for column in grid.columns]


def test_other_colours_have_a_column_when_there_are_any(analysis):
    blue = replace(met(), light=Light("blue", "scheme_rank", ""))
    grid = grids_of(compose_gap(replace(analysis, gaps=(blue,))))["分责任单位"]
    assert "其他" in [column.title for column in grid.columns]


def test_findings_show_the_arithmetic_and_both_sides(analysis):
    brief = compose_gap(analysis)
    row = grids_of(brief)["核对发现"].rows[0]
    assert [cell.text for cell in row[1:4]] == [
        "错误",
        "固定资产投资完成率应为60.4%，材料载明64.0%",
        "72.5 ÷ 120 = 60.42%，与64.0%不符",
    ]
    assert "“完成率64.0%”" in brief.annex[row[4].numbers[0] - 1].quote
    assert len(grids_of(brief)["核对结果"].rows) == 2


def test_what_was_not_reported_is_listed(analysis):
    brief = compose_gap(analysis)
    assert "报送数据的2项，数值隐去的1项，未报的1项" in prose_in(brief, "指标覆盖情况")[0]
    assert [row[1].text for row in grids_of(brief)["未报和数值隐去的指标"].rows] == [
        "社会消费品零售总额增速",
        "规模以上工业增加值增速",
    ]


def test_what_could_not_be_computed_says_why(analysis):
    brief = compose_gap(analysis)
    assert grids_of(brief)["未能测算的指标"].rows[0][3].text == "完成值被隐去，不能测算；目标为文字，不能测算"
    assert "《旧稿.txt》" in "".join(prose_in(brief, "未能测算的指标及原因"))


def test_every_number_cited_is_in_the_annex_and_the_annex_holds_each_source_once(analysis):
    brief = compose_gap(analysis)
    cited = {
        number
        for section in brief.sections
        for block in section.blocks
        for item in (block.spans if isinstance(block, Prose) else [c for row in block.rows for c in row])
        if not isinstance(item, str)
        for number in item.numbers
    }
    assert cited == {entry.number for entry in brief.annex} == set(range(1, len(brief.annex) + 1))
    assert len({(e.file_name, e.place, e.quote) for e in brief.annex}) == len(brief.annex)


def test_what_no_person_has_checked_is_marked_in_the_annex_and_explained_once(analysis):
    brief = compose_gap(analysis)
    states = [entry.state for entry in brief.annex]
    assert (states.count("已核"), states.count("待核")) == (1, 3)
    assert sum("待核" in note for note in brief.notes) == 1


def test_remarks_are_counted_on_pages_and_listed_in_the_workbook(analysis):
    remark = Check("bodytable.name", "remark", "写法不同", "", (source_of("别名", "p 99"),), "doc-1")
    brief = compose_gap(replace(analysis, checks=(remark, *analysis.checks)))
    assert "另有提示1处（名称写法不同等，不影响测算）、复算无误1处" in prose_in(brief, "核对发现")[-1]
    assert len(grids_of(brief)["核对发现"].rows) == 1
    assert [row[1].text for row in grids_of(brief)["核对结果"].rows] == ["错误", "提示", "核对无误"]
    assert brief.annex[-1].quote == "“别名”"
    assert "“别名”" not in [entry.quote for entry in page_annex(brief)]


def test_numbers_in_a_row_are_written_as_a_run():
    assert sources_cell((9, 4, 6, 7, 8, 1, 2)).text == "1、2、4、6—9"
    assert sources_cell(()).text == "—"


def test_an_analysis_of_nothing_still_gives_a_brief(analysis, tmp_path):
    empty = replace(
        analysis, gaps=(), light_counts=(), by_category=(), coverage=(), checks=(), documents=(), left_out=()
    )
    for ending in (".docx", ".html", ".xlsx"):
        write_gap(empty, tmp_path / f"gap{ending}")
        assert (tmp_path / f"gap{ending}").stat().st_size > 1000


def test_a_scheme_without_points_counts_items_only(analysis):
    gaps = (masked(),)
    text = prose_in(
        compose_gap(replace(analysis, gaps=gaps, light_counts=analysis.light_counts[3:])), "总体情况"
    )[0]
    assert "均未列分值" in text
    assert "未亮灯1项，项数占比25%。" in text


@pytest.mark.parametrize("name", ["gap.pdf", "gap", "gap.doc"])
def test_other_endings_are_a_usage_error(analysis, tmp_path, name):
    with pytest.raises(UsageError, match=r"\.docx、\.html、\.xlsx"):
        write_gap(analysis, tmp_path / name)
    assert not list(tmp_path.iterdir())
