from decimal import Decimal

import pytest
from fictional_readings import Paper, notice, report

from pipeline.analysis.light_rules import ranked_of, read_light_rules
from pipeline.analysis.schemes import choose_schemes, draft_scheme
from schemas.scheme import RankBand


def test_a_notice_becomes_a_draft_with_all_that_it_says() -> None:
    paper = notice()
    paper.rule("在全市六县市中的排名，排名1-2名的用绿色标识，3-4名的用黄色标识，5-6名的用红色标识")
    scheme = draft_scheme(paper.reading())
    assert scheme is not None
    assert (scheme.region, scheme.year, scheme.state, scheme.stated_total) == ("云溪县", 2024, "draft", 16)
    assert scheme.rank_bands == (RankBand(1, 2, "green"), RankBand(3, 4, "yellow"), RankBand(5, 6, "red"))
    assert scheme.ranked == 6
    by_name = {indicator.name: indicator for indicator in scheme.indicators}
    assert by_name["招商引资实际到位省外资金"].targets[0].value == Decimal(60) * 10**8
    assert by_name["固定资产投资增速"].kind == "growth"
    assert by_name["细颗粒物（PM2.5）平均浓度"].direction == "lower"
    assert by_name["单位地区生产总值能耗降低率"].targets[0].text == "完成市定目标"
    assert by_name["单位地区生产总值能耗降低率"].targets[0].value is None


def test_only_a_notice_with_indicators_becomes_a_scheme() -> None:
    assert draft_scheme(report().reading()) is None
    assert draft_scheme(Paper("notice", "2024").reading()) is None


def test_a_report_finds_the_schemes_of_its_region_and_year() -> None:
    scheme = draft_scheme(notice().reading())
    assert scheme is not None
    assert choose_schemes(report().reading(), [scheme]) == (scheme,)
    assert choose_schemes(Paper("bulletin", "2023").reading(), [scheme]) == ()
    assert choose_schemes(Paper("bulletin", "2024", region="澄江区").reading(), [scheme]) == ()


@pytest.mark.parametrize(
    ("texts", "ranked", "expected"),
    [
        (["排名第1—3位的亮绿灯，第4—7位的亮黄灯，第8—10位的亮红灯"], None, [(1, 3), (4, 7), (8, 10)]),
        (["前三名亮绿灯", "后两名亮红灯"], 9, [(1, 3), (8, 9)]),
        (["后两名亮红灯"], None, []),
        (["第1—3名亮绿灯，第2—4名亮黄灯"], None, []),
        (["达到时序进度的亮绿灯"], None, []),
    ],
)
def test_rank_bands(texts: list[str], ranked: int | None, expected: list[tuple[int, int]]) -> None:
    assert [(band.first, band.last) for band in read_light_rules(texts, ranked).rank_bands] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "达到时序进度的亮绿灯，落后时序进度15个百分点以内的亮黄灯，落后超过15个百分点的亮红灯",
            [("green", "0"), ("yellow", "-0.15"), ("red", None)],
        ),
        ("达到时序进度的亮绿灯；未达到的亮红灯", [("green", "0"), ("red", None)]),
        ("落后时序进度10个百分点以内的亮黄灯", []),
        ("排名第1—2名的亮绿灯，第3名亮红灯", []),
    ],
)
def test_progress_bands(text: str, expected: list[tuple[str, str | None]]) -> None:
    bands = [
        (band.light, None if band.floor is None else Decimal(band.floor))
        for band in read_light_rules([text], None).progress_bands
    ]
    assert bands == [(light, None if floor is None else Decimal(floor)) for light, floor in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("六县市排名", 6), ("按全市9个县（区）排名折算", 9), ("在全市五县（市）的位次", 5), ("全市排名", None)],
)
def test_ranked_of(text: str, expected: int | None) -> None:
    assert ranked_of([text]) == expected
