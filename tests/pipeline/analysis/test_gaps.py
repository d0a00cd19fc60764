"""The gap analysis: definitions by worked example, and what must hold for any data."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from fictional_readings import COUNTY, Paper, notice, report
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.gaps import analyse_gaps
from pipeline.analysis.schemes import draft_scheme
from schemas.analysis import Gap, GapAnalysis
from schemas.period import Period
from schemas.reading import Reading
from schemas.scheme import Scheme


def scheme_of(paper: Paper) -> Scheme:
    scheme = draft_scheme(paper.reading())
    assert scheme is not None
    return scheme


def gap_named(analysis: GapAnalysis, start: str) -> Gap:
    return next(gap for gap in analysis.gaps if gap.indicator.name.startswith(start))


def analysed(*papers: Paper, scheme: Paper | None = None) -> GapAnalysis:
    return analyse_gaps(scheme_of(scheme or notice()), [paper.reading() for paper in papers])


def test_a_cumulative_indicator_is_measured_in_full() -> None:
    gap = gap_named(analysed(report()), "招商引资")
    assert gap.completion == Decimal("0.6")
    assert gap.shortfall == Decimal(24) * 10**8
    assert gap.relative == Decimal("0.4")
    assert gap.time_progress is not None
    assert gap.progress_gap is not None
    assert abs(gap.time_progress - Decimal(8) / 12) < Decimal("0.00001")
    assert abs(gap.progress_gap - (Decimal("0.6") - Decimal(8) / 12)) < Decimal("0.00001")
    assert gap.pace_needed == Decimal(6) * 10**8
    assert gap.forecast is not None
    assert abs(gap.forecast - Decimal(54) * 10**8) < 10**5
    assert (gap.forecast_printed, gap.light.colour, gap.light.basis) == (False, "yellow", "progress")


@pytest.mark.parametrize(
    ("start", "shortfall", "colour", "basis"),
    [
        ("固定资产投资", "-0.4", "green", "target"),
        ("细颗粒物", "2", "red", "target"),
        ("城镇新增就业", "270", "green", "progress"),
    ],
)
def test_growth_and_level_are_met_or_not(start: str, shortfall: str, colour: str, basis: str) -> None:
    gap = gap_named(analysed(report()), start)
    assert gap.shortfall == Decimal(shortfall)
    assert (gap.light.colour, gap.light.basis) == (colour, basis)
    if basis == "target":
        assert gap.completion is None
        assert "不计算完成率" in dict(gap.reasons)["completion"]


@pytest.mark.parametrize(
    ("start", "reason"), [("常住人口", "隐去"), ("单位地区生产总值能耗", "完成市定目标")]
)
def test_what_cannot_be_computed_says_why(start: str, reason: str) -> None:
    gap = gap_named(analysed(report()), start)
    assert (gap.completion, gap.shortfall, gap.light.colour) == (None, None, None)
    assert reason in gap.light.reason


def test_ranks_decide_before_progress() -> None:
    paper = notice()
    paper.rule("排名第1—2名的亮绿灯，排名第3—4名的亮黄灯，排名第5—6名的亮红灯")
    answered = report()
    answered.fact("实际利用省外资金", "rank", "5", "位", of="6")
    answered.light("实际利用省外资金", "yellow")
    analysis = analysed(answered, scheme=paper)
    gap = gap_named(analysis, "招商引资")
    assert (gap.light.colour, gap.light.basis, gap.rank_of) == ("red", "scheme_rank", 6)
    assert gap.printed_light == "yellow"
    assert [check.code for check in analysis.checks if check.code.startswith("lights")] == ["lights.printed"]


def test_points_already_lost_are_red_and_expected_losses_are_not() -> None:
    expected, lost = report(), report()
    expected.fact("城镇新增就业", "deduction", "0.5", "分", quote="预计扣0.5分")
    lost.fact("城镇新增就业", "deduction", "0.5", "分", quote="已扣0.5分")
    assert gap_named(analysed(expected), "城镇").light.colour == "green"
    assert gap_named(analysed(lost), "城镇").light.basis == "points_lost"


@pytest.mark.parametrize(
    ("rule", "basis"),
    [
        ("达到时序进度的亮绿灯，未达到的亮红灯", "scheme_progress"),
        ("达到时序进度的亮绿灯，未达到或已发生扣分的亮红灯", "points_lost"),
    ],
)
def test_lost_points_stand_before_progress_only_where_the_scheme_says_so(rule: str, basis: str) -> None:
    paper, lost = notice(), report()
    paper.rule(rule)
    lost.fact("城镇新增就业", "deduction", "0.5", "分", quote="已扣0.5分")
    assert gap_named(analysed(lost, scheme=paper), "城镇").light.basis == basis


def test_the_stage_in_force_sets_the_expected_share() -> None:
    paper = notice()
    paper.fact(
        "城镇新增就业人数",
        "target",
        "900",
        "人",
        period="2024-01/2024-06",
        indicator_ref=paper.indicators[2].key,
    )
    half_year = report(6)
    gap = gap_named(analysed(half_year, scheme=paper), "城镇")
    assert gap.target is not None
    assert gap.target.value == 900
    assert gap.completion == Decimal("1.7")
    assert gap.progress_gap == (Decimal(1530) - 900) / 1800


def test_the_stage_of_a_ceiling_sets_the_expected_share() -> None:
    paper = notice()
    key = paper.indicator("安全生产事故起数", "2", "民生")
    paper.fact("安全生产事故起数", "target", "100", "起", op="<=", indicator_ref=key, period="2024")
    staged = {"op": "<=", "indicator_ref": key, "period": "2024-01/2024-06"}
    paper.fact("安全生产事故起数", "target", "50", "起", **staged)
    answered = report(6)
    answered.fact("安全生产事故起数", "actual", "40", "起")
    gap = gap_named(analysed(answered, scheme=paper), "安全生产")
    assert (gap.progress_gap, gap.light.colour) == (Decimal("0.1"), "green")


@pytest.mark.parametrize(("cases", "colour"), [("0", "green"), ("1", "red")])
def test_a_ceiling_of_nothing_is_met_or_broken(cases: str, colour: str) -> None:
    paper = notice()
    key = paper.indicator("较大及以上生产安全事故起数", "2", "民生")
    paper.fact("较大及以上生产安全事故起数", "target", "0", "起", indicator_ref=key, period="2024")
    answered = report()
    answered.fact("较大及以上生产安全事故起数", "actual", cases, "起")
    gap = gap_named(analysed(answered, scheme=paper), "较大及以上生产安全")
    assert (gap.shortfall, gap.progress_gap, gap.light.colour) == (Decimal(cases), None, colour)


def test_two_thirds_after_eight_months_is_neither_ahead_nor_behind() -> None:
    paper = report()
    paper.facts[2] = replace(paper.facts[2], value="1200")
    gap = gap_named(analysed(paper), "城镇")
    assert (gap.progress_gap, gap.light.colour) == (Decimal(0), "green")
    assert "同步" in gap.light.reason


def test_a_place_aimed_at_is_met_or_not_and_has_no_time_progress() -> None:
    paper = notice()
    key = paper.indicator("一般公共预算收入", "2", "经济")
    paper.fact("一般公共预算收入", "target", "3", "位", op="<=", indicator_ref=key, period="2024")
    answered = report()
    answered.fact("一般公共预算收入", "rank", "2", "位", of="9")
    gap = gap_named(analysed(answered, scheme=paper), "一般公共预算")
    assert (gap.shortfall, gap.progress_gap, gap.light.colour) == (Decimal(-1), None, "green")


def test_an_indicator_of_unknown_kind_is_not_lit() -> None:
    paper = notice()
    key = paper.indicator("政务服务提质增效", "2", "民生")
    paper.fact("政务服务提质增效", "target", "90", "", indicator_ref=key, period="2024")
    answered = report()
    answered.fact("政务服务提质增效", "actual", "60", "")
    gap = gap_named(analysed(answered, scheme=paper), "政务服务")
    assert (gap.shortfall, gap.light.colour) == (Decimal(30), None)
    assert gap.light.reason == "指标性质未知，不计算时序进度"
    assert dict(gap.reasons)["forecast"] == "指标性质未知，不作推算"


def test_a_printed_forecast_comes_first() -> None:
    paper = report()
    paper.fact("实际利用省外资金", "forecast", "58", "亿元", period="2024")
    gap = gap_named(analysed(paper), "招商引资")
    assert (gap.forecast, gap.forecast_printed) == (Decimal(58) * 10**8, True)


def test_a_later_reports_forecast_is_not_known_yet() -> None:
    early, late = report(6), report(8)
    late.fact("实际利用省外资金", "forecast", "58", "亿元", period="2024")
    readings = [early.reading(), late.reading()]
    before = analyse_gaps(scheme_of(notice()), readings, Period.months(2024, 1, 6), date(2024, 6, 30))
    assert gap_named(before, "招商引资").forecast_printed is False
    assert gap_named(analyse_gaps(scheme_of(notice()), readings), "招商引资").forecast_printed is True


def test_last_years_course_is_used_where_it_is_printed() -> None:
    paper = report()
    paper.fact("实际利用省外资金", "actual", "62", "亿元", period="2023")
    paper.fact("实际利用省外资金", "actual", "40", "亿元", period="2023-01/2023-08")
    gap = gap_named(analysed(paper), "招商引资")
    assert gap.result is not None
    assert gap.result.printed == "36亿元"
    assert gap.forecast == Decimal("55.8") * 10**8


def test_a_printed_completion_shows_progress_where_the_target_is_not_printed() -> None:
    paper = notice()
    paper.facts = [fact for fact in paper.facts if "省外" not in fact.indicator]
    answered = report()
    answered.fact("实际利用省外资金", "completion", "50", "%")
    gap = gap_named(analysed(answered, scheme=paper), "招商引资")
    assert gap.completion is None
    assert gap.progress_gap is not None
    assert (gap.light.colour, gap.light.basis) == ("red", "progress")


def test_a_target_of_the_report_stands_in_where_the_scheme_has_none() -> None:
    paper = notice()
    paper.facts = [fact for fact in paper.facts if "省外" not in fact.indicator]
    answered = report()
    answered.fact("实际利用省外资金", "target", "45", "亿元")
    gap = gap_named(analysed(answered, scheme=paper), "招商引资")
    assert gap.completion == Decimal("0.8")
    assert gap.target_source is not None
    assert gap.target_source.document_id == answered.id


def test_the_latest_period_up_to_the_end_counts_and_others_are_left_out() -> None:
    elsewhere = Paper("progress_report", "2024-01/2024-08", region="栖霞市", name="elsewhere")
    early, late = report(6), report(8)
    early.facts[1] = replace(early.facts[1], value="20")
    scheme = scheme_of(notice())
    readings = [elsewhere.reading(), late.reading(), early.reading()]
    latest = analyse_gaps(scheme, readings)
    assert latest.period == Period.months(2024, 1, 8)
    assert gap_named(latest, "招商引资").completion == Decimal("0.6")
    assert [words for words in latest.left_out if "栖霞市" in words]
    before = analyse_gaps(scheme, readings, Period.months(2024, 1, 6), date(2024, 6, 30))
    assert before.as_of == "2024-06-30"
    assert gap_named(before, "招商引资").result.printed == "20亿元"  # type: ignore[union-attr]


def test_coverage_names_every_indicator_once() -> None:
    analysis = analysed(report())
    states = {row.indicator.name: row.state for row in analysis.coverage}
    assert len(states) == len(analysis.gaps) == 6
    assert states["常住人口城镇化率"] == "masked"
    assert states["单位地区生产总值能耗降低率"] == "missing"
    assert states["城镇新增就业人数"] == "reported"


def test_an_indicator_without_weight_counts_in_items_and_not_in_points() -> None:
    counts = analysed(report()).light_counts
    assert sum(count.items for count in counts) == 6
    assert sum(count.weighted_items for count in counts) == 5
    assert sum(count.points for count in counts) == 16


# what holds for any data

values = st.one_of(st.none(), st.decimals(min_value=0, max_value=5000, places=2).map(lambda v: f"{v:f}"))


def random_report(numbers: list[str | None]) -> Reading:
    paper = report()
    paper.facts = [
        replace(fact, value="XX" if number is None else number)
        for fact, number in zip(paper.facts, numbers, strict=True)
    ]
    return paper.reading()


@given(st.lists(values, min_size=5, max_size=5))
def test_lights_partition_the_indicators_and_points_add_up(numbers: list[str | None]) -> None:
    analysis = analyse_gaps(scheme_of(notice()), [random_report(numbers)])
    assert sum(count.items for count in analysis.light_counts) == len(analysis.gaps)
    assert sum(count.points for count in analysis.light_counts) == 16
    by_category = [count for _, counts in analysis.by_category for count in counts]
    assert sum(count.items for count in by_category) == len(analysis.gaps)
    assert sum(count.points for count in by_category) == 16


@given(st.lists(values, min_size=5, max_size=5), st.integers(min_value=0, max_value=4))
def test_masking_one_value_changes_only_its_indicator(numbers: list[str | None], hidden: int) -> None:
    scheme = scheme_of(notice())
    masked = [None if place == hidden else number for place, number in enumerate(numbers)]
    before = analyse_gaps(scheme, [random_report(numbers)])
    after = analyse_gaps(scheme, [random_report(masked)])
    changed = [
        left.indicator.name
        for left, right in zip(before.gaps, after.gaps, strict=True)
        if (left.shortfall, left.light) != (right.shortfall, right.light)
    ]
    assert len(changed) <= 1


@given(st.decimals(min_value=Decimal("0.01"), max_value=500, places=2))
def test_the_gap_is_the_same_in_wan_and_in_yi(value: Decimal) -> None:
    scheme = scheme_of(notice())
    small, large = report(), report()
    large.facts[1] = replace(large.facts[1], value=f"{value:f}")
    small.facts[1] = replace(small.facts[1], value=f"{value * 10000:f}", unit="万元")
    gaps = [gap_named(analyse_gaps(scheme, [paper.reading()]), "招商引资") for paper in (small, large)]
    assert gaps[0].shortfall == gaps[1].shortfall
    assert gaps[0].completion == gaps[1].completion
    assert gaps[0].light == gaps[1].light


def test_the_analysis_is_the_same_twice() -> None:
    again: Callable[[], GapAnalysis] = lambda: analysed(report(6), report(8))  # noqa: E731
    assert again() == again()
    assert again().region == COUNTY
