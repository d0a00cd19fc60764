"""When two readings of the same thing agree."""

import pytest

from pipeline.evaluation.agreement import (
    amount,
    overlap,
    same_entity,
    same_indicator,
    same_name,
    same_period,
    same_value,
    similarity,
)
from pipeline.evaluation.gold import GoldFact, GoldIndicator
from schemas.document import Place
from schemas.evidence import Evidence
from schemas.records import Fact, Indicator

PLACE = Evidence(0, 0, 2, "原文", Place("p 1"), 0)


def gold(name: str = "固定资产投资", role: str = "actual", value: str = "12", **more: object) -> GoldFact:
    return GoldFact(name, role, value, **more)


def read(name: str = "固定资产投资", role: str = "actual", value: str = "12", **more: object) -> Fact:
    unit = str(more.pop("unit", ""))
    return Fact("k", name, role, value, unit, "原文", PLACE, **more)


@pytest.mark.parametrize(
    ("value", "unit", "other", "other_unit", "same"),
    [
        ("1.2", "亿元", "12000", "万元", True),
        ("5", "成", "50", "%", True),
        ("12,000", "元", "1.2", "万元", True),
        ("3", "名", "3", "位", True),
        ("36", "公里", "36", "千米", True),
        ("1.2", "个百分点", "1.2", "%", False),
        ("-9.6", "%", "9.6", "%", False),
        ("12", "家", "12", "", True),
        ("XX", "亿元", "XX", "万元", True),
        ("XX", "%", "12", "%", False),
        ("12", "家", "12", "户", False),
    ],
)
def test_values(value: str, unit: str, other: str, other_unit: str, same: bool) -> None:
    assert same_value(gold(value=value, unit=unit), read(value=other, unit=other_unit)) is same


def test_what_is_no_number_has_no_amount() -> None:
    assert amount("若干", "家") is None


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("固定资产投资", "固定资产 投资", 1, 1),
        ("规上工业增加值", "规模以上工业增加值", 0.7, 0.9),
        ("城镇新增就业", "城镇新增就业人数完成情况", 0.6, 0.99),
        ("粮食产量", "税收收入", 0, 0.2),
        ("", None, 1, 1),
        ("税收", None, 0, 0),
    ],
)
def test_names_are_alike(one: str, other: str | None, least: float, most: float) -> None:
    assert least <= similarity(one, other) <= most


def test_a_name_counts_without_who_performed_and_by_any_of_golds_names() -> None:
    assert same_name(gold("固定资产投资"), read("云溪县固定资产投资"), "云溪县") == 1
    assert same_name(gold("老旧小区改造数量"), read("老旧小区改造"), None) == 1
    assert same_name(gold("技改", also=("技术改造投资",)), read("技术改造投资"), None) == 1


@pytest.mark.parametrize(
    ("entity", "found", "same"),
    [
        (None, None, True),
        (None, "云溪县", True),
        ("青石镇|北塘镇", "北塘镇", True),
        ("青石镇", "松岭乡", False),
        ("高新区", "云溪高新区", True),
        ("高新区", None, False),
    ],
)
def test_entities(entity: str | None, found: str | None, same: bool) -> None:
    assert same_entity(gold(entity=entity), read(entity=found), "云溪县") is same


@pytest.mark.parametrize(
    ("role", "wanted", "found", "same"),
    [
        ("actual", None, None, True),
        ("actual", None, "2031-01/2031-08", True),
        ("actual", "2030", None, False),
        ("actual", "*", "2027", True),
        ("target", None, "2031", True),
        ("target", "2031", None, True),
        ("target", None, "2031-01/2031-08", False),
    ],
)
def test_periods(role: str, wanted: str | None, found: str | None, same: bool) -> None:
    own = "2031-01/2031-08"
    assert same_period(gold(role=role, period=wanted), read(role=role, period=found), own, own) is same


def test_an_indicator_is_known_by_any_name_and_better_by_its_number() -> None:
    listed = GoldIndicator("城镇新增就业", number="3", aliases=("新增城镇就业人数",))
    found = Indicator("k", "新增城镇就业人数", PLACE, number="3")
    other = Indicator("k", "新增城镇就业人数", PLACE)
    assert same_indicator(listed, found) > same_indicator(listed, other) >= 0.75
    assert same_indicator(listed, Indicator("k", "税收收入", PLACE, number="3")) == 0


def test_texts_have_runs_in_common() -> None:
    assert overlap("项目储备不足，后劲不强", "一是项目储备不足。") > 0.6
    assert overlap("项目储备不足", "税收增长乏力") < 0.3
    assert overlap("", "税收") == 0
