"""Light rules as people write them, to bands; and what can't be executed, with the reason."""

from decimal import Decimal

import pytest
from fictional_readings import Paper, notice, report

from pipeline.analysis.gaps import analyse_gaps
from pipeline.analysis.light_rules import read_light_rules
from pipeline.analysis.schemes import draft_scheme
from schemas.scheme import CompletionBand, ProgressBand, RankBand

Ratios = list[tuple[str, str | None]]
Ranks = list[tuple[str, int, int]]


def ratios(bands: tuple[ProgressBand, ...] | tuple[CompletionBand, ...]) -> Ratios:
    return [(band.light, None if band.floor is None else str(band.floor)) for band in bands]


def ranks(bands: tuple[RankBand, ...]) -> Ranks:
    return [(band.light, band.first, band.last) for band in bands]


TWO = [("green", "0"), ("red", None)]
BY_PAIRS = [("green", 1, 2), ("yellow", 3, 4), ("red", 5, 6)]
THREE = [("green", "0"), ("yellow", "-0.1"), ("red", None)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["无排名的指标，达到时序进度的亮绿灯，未达到的亮红灯"], TWO),
        (["无排名的指标，达到时序进度的亮绿灯", "未达到的亮红灯"], TWO),
        (["未参与排名的指标，达到序时进度的，亮绿灯；未达到的，亮红灯。"], TWO),
        (["达到时序进度的为绿灯，否则为红灯"], TWO),
        (["进度不低于时序的亮绿灯，低于时序的亮红灯"], TWO),
        (["绿灯：达到时序进度；红灯：未达到时序进度。"], TWO),
        (["达到时序进度的亮绿灯，落后10个百分点以内的亮黄灯，落后10个百分点以上的亮红灯"], THREE),
        (["达到时序进度的亮绿灯", "低于时序进度10%以内的亮黄灯", "低于时序进度10%以上的亮红灯"], THREE),
        (["绿灯：达到时序进度；黄灯：落后10个百分点以内；红灯：落后超过10个百分点"], THREE),
        (["达到时序进度的亮绿灯，滞后10个百分点以内的亮黄灯，其余亮红灯"], THREE),
        (
            ["低于时序进度5个百分点以内的亮绿灯，低于5—15个百分点的亮黄灯，低于15个百分点以上的亮红灯"],
            [("green", "-0.05"), ("yellow", "-0.15"), ("red", None)],
        ),
        (
            ["超时序进度5个百分点以上的亮绿灯，达到时序进度的亮黄灯，未达到时序进度的亮红灯"],
            [("green", "0.05"), ("yellow", "0"), ("red", None)],
        ),
    ],
)
def test_bands_by_progress(texts: list[str], expected: Ratios) -> None:
    rules = read_light_rules(texts, None)
    assert ratios(rules.progress_bands) == expected
    assert rules.unexecuted == ()
    assert (rules.rank_bands, rules.completion_bands) == ((), ())


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["完成率90%以上绿灯、70%—90%黄灯、70%以下红灯"],
            [("green", "0.9"), ("yellow", "0.7"), ("red", None)],
        ),
        (
            ["完成率达到90%及以上的亮绿灯", "达到70%、不足90%的亮黄灯", "不足70%的亮红灯"],
            [("green", "0.9"), ("yellow", "0.7"), ("red", None)],
        ),
        (["完成年度目标的95%以上的，亮绿灯；其余的，亮红灯"], [("green", "0.95"), ("red", None)]),
        (["目标完成率100%的为绿色，低于100%的为红色"], [("green", "1"), ("red", None)]),
        (["绿灯：完成率≥80%；红灯：完成率<80%"], [("green", "0.8"), ("red", None)]),
    ],
)
def test_bands_by_completion(texts: list[str], expected: Ratios) -> None:
    rules = read_light_rules(texts, None)
    assert ratios(rules.completion_bands) == expected
    assert rules.unexecuted == ()
    assert (rules.rank_bands, rules.progress_bands) == ((), ())


@pytest.mark.parametrize(
    ("texts", "ranked", "expected"),
    [
        (["排名1、2位的亮绿灯，3、4位的亮黄灯，5、6位的亮红灯"], None, BY_PAIRS),
        (["绿灯：第1—2名；黄灯：第3—4名；红灯：第5—6名"], None, BY_PAIRS),
        (
            ["排名前三的亮绿灯，末位的亮红灯，其余的亮黄灯"],
            7,
            [("green", 1, 3), ("yellow", 4, 6), ("red", 7, 7)],
        ),
        (["增长率排名第1名的亮绿灯"], None, [("green", 1, 1)]),
        (["倒数第一名亮红灯，倒数第二名亮黄灯"], 6, [("yellow", 5, 5), ("red", 6, 6)]),
    ],
)
def test_bands_by_rank(texts: list[str], ranked: int | None, expected: Ranks) -> None:
    rules = read_light_rules(texts, ranked)
    assert ranks(rules.rank_bands) == expected
    assert rules.unexecuted == ()


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (["排名前三分之一的亮绿灯，后三分之一的亮红灯"], "份额"),
        (["排名前30%的亮绿灯"], "份额"),
        (["后三位的亮红灯"], "总数"),
        (["排名第1、3名的亮绿灯"], "数值"),
        (["完成时序任务的90%以上的亮绿灯，不足90%的亮红灯"], "时序任务的比例"),
        (["达到时序进度的亮绿灯，低于时序进度10—30个百分点的亮黄灯，低于30个百分点以上的亮红灯"], "空档"),
        (["达到时序进度的亮绿灯，超过时序进度的亮黄灯"], "重叠"),
        (["完成率低于60%的亮红灯"], "绿灯"),
        (["月度任务完成率60%以下的亮红灯"], "须由人判断"),
        (["预算执行率90%以上的亮绿灯，90%以下的亮红灯"], "须由人判断"),
        (["连续两个月排名后两位的亮红灯"], "须由人判断"),
        (["推进有力的亮绿灯，存在重大扣分风险的亮红灯"], "须由人判断"),
        (["占比30%的重点指标，完成率90%以上的亮绿灯"], "数值"),
    ],
)
def test_what_cant_be_executed_is_said(texts: list[str], reason: str) -> None:
    rules = read_light_rules(texts, None)
    assert (rules.rank_bands, rules.progress_bands, rules.completion_bands) == ((), (), ())
    assert rules.unexecuted
    assert all(text in texts and reason in why for text, why in rules.unexecuted)


@pytest.mark.parametrize(
    "text",
    ["实行红灯、黄灯、绿灯分级预警", "对亮红灯的指标，责任单位要书面说明原因", "亮红灯的由分管领导约谈"],
)
def test_words_about_lights_are_no_bands(text: str) -> None:
    rules = read_light_rules([text], 6)
    assert rules == read_light_rules([], 6)


def colours(*rules: str) -> dict[str, tuple[str | None, str]]:
    paper = notice()
    for rule in rules:
        paper.rule(rule)
    scheme = draft_scheme(paper.reading())
    assert scheme is not None
    analysis = analyse_gaps(scheme, (report().reading(),))
    return {gap.indicator.name: (gap.light.colour, gap.light.basis) for gap in analysis.gaps}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("无排名的指标，达到时序进度的亮绿灯，未达到的亮红灯", ("red", "scheme_progress")),
        ("完成率80%以上绿灯、60%—80%黄灯、60%以下红灯", ("yellow", "scheme_completion")),
        ("完成率60%以上绿灯，其余红灯", ("green", "scheme_completion")),
        ("排名前三分之一的亮绿灯，后三分之一的亮红灯", ("yellow", "progress")),
    ],
)
def test_an_amount_is_lit_by_the_schemes_own_rule(rule: str, expected: tuple[str, str]) -> None:
    assert colours(rule)["招商引资实际到位省外资金"] == expected, "36 of 60 亿元 after eight months"


def test_a_rule_that_is_not_executed_is_named_in_the_analysis() -> None:
    paper = notice()
    paper.rule("排名前三分之一的亮绿灯")
    paper.rule("达到时序进度的亮绿灯，未达到的亮红灯")
    scheme = draft_scheme(paper.reading())
    assert scheme is not None
    assert [bool(rule.unexecuted) for rule in scheme.rules] == [True, False]
    left_out = analyse_gaps(scheme, (report().reading(),)).left_out
    assert [text for text in left_out if "前三分之一" in text and "须由人确定" in text]
    assert not [text for text in left_out if "时序进度" in text]


def test_a_printed_light_without_a_computed_one_is_remarked() -> None:
    scheme = draft_scheme(notice().reading())
    assert scheme is not None
    paper = Paper("progress_report", "2024-01/2024-08")
    paper.light("固定资产投资增速", "red")
    (found,) = (c for c in analyse_gaps(scheme, (paper.reading(),)).checks if c.code == "lights.printed")
    assert found.level == "remark"
    assert "材料印为红灯，测算未能判定亮灯" in found.text


def test_floors_are_exact() -> None:
    rules = read_light_rules(["达到时序进度的亮绿灯，落后0.5个百分点以内的亮黄灯，其余亮红灯"], None)
    assert rules.progress_bands[1].floor == Decimal("-0.005")
