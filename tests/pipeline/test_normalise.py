from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal

import pytest
from fictional_readings import COUNTY, Paper

from schemas.reading import NormalFact


def normal(indicator: str, role: str, value: str, unit: str, **more: object) -> NormalFact:
    paper = Paper("progress_report", "2024-01/2024-08")
    paper.fact(indicator, role, value, unit, **more)
    return paper.reading().facts[0]


@pytest.mark.parametrize(
    ("value", "unit", "base", "base_unit"),
    [
        ("2.5", "亿元", "250000000", "元"),
        ("2500", "万元", "25000000", "元"),
        ("3.2", "万亩", "32000", "亩"),
        ("6.1", "%", "6.1", "%"),
        ("0.4", "个百分点", "0.4", "个百分点"),
        ("12", "旮旯", "12", "旮旯"),
    ],
)
def test_units_go_to_their_base_and_unknown_ones_stay(
    value: str, unit: str, base: str, base_unit: str
) -> None:
    fact = normal("某项工作", "actual", value, unit)
    assert fact.value == Decimal(base)
    assert fact.unit == base_unit


def test_percent_and_points_and_ranks_are_different_dimensions() -> None:
    dimensions = {
        normal("甲", "yoy", "1", "%").dimension,
        normal("甲", "change", "1", "个百分点").dimension,
        normal("甲", "rank", "1", "位").dimension,
        normal("甲", "score", "1", "分").dimension,
        normal("甲", "actual", "1", "倍").dimension,
        normal("甲", "actual", "1", "").dimension,
    }
    assert len(dimensions) == 6


def test_a_mask_has_no_value_and_keeps_its_dimension() -> None:
    fact = normal("固定资产投资", "actual", "XX", "亿元")
    assert (fact.value, fact.unit, fact.dimension) == (None, "元", "money_cny")


@pytest.mark.parametrize(
    ("role", "period", "expected"),
    [
        ("actual", None, "2024-01/2024-08"),
        ("target", None, "2024"),
        ("actual", "2024-01/2024-06", "2024-01/2024-06"),
        ("weight", None, "2024"),
    ],
)
def test_periods_come_from_the_document_where_none_is_printed(
    role: str, period: str | None, expected: str
) -> None:
    fact = normal("固定资产投资", role, "5", "%", period=period)
    assert fact.period is not None
    assert fact.period.iso() == expected


@pytest.mark.parametrize(
    ("name", "role", "unit", "code"),
    [
        ("固定资产投资", "actual", "亿元", "INV.FIX"),
        ("固定资产投资", "yoy", "%", "INV.FIX.GROWTH"),
        ("固定资产投资", "target", "%", "INV.FIX.GROWTH"),
        ("固定资产投资增速", "actual", "亿元", "INV.FIX"),
        ("固定资产投资增速", "rank", "位", "INV.FIX.GROWTH"),
        ("税收占比", "share", "%", "FIN.TAX.SHARE"),
        ("文化礼堂提升", "actual", "个", None),
    ],
)
def test_growth_and_amount_go_to_their_own_entries(name: str, role: str, unit: str, code: str | None) -> None:
    assert normal(name, role, "3", unit).code == code


def test_what_is_missing_is_filled_and_every_change_is_told() -> None:
    paper = Paper("progress_report", "2024-01/2024-08")
    key = paper.fact("固投", "actual", "2.5", "亿元")
    listed = paper.indicator("固投", responsible=("县发改委", "县灌区管理所"))
    reading = paper.reading()
    assert reading.facts[0].entity == COUNTY
    assert reading.indicators[0].organisations == ("DRC", "县灌区管理所")
    told = {(change.key, change.field): (change.before, change.after) for change in reading.changes}
    assert told[key, "value"] == ("2.5亿元", "250000000元") or told[key, "value"][1].startswith("250000000")
    assert told[key, "indicator"] == ("固投", "INV.FIX")
    assert told[listed, "responsible"] == ("县发改委", "DRC")
    assert [match.name for match in reading.matches] == ["固投"]


def test_records_stay_as_they_were_read() -> None:
    paper = Paper("progress_report", "2024-01/2024-08")
    paper.fact("固投", "actual", "2.50", "亿元")
    before = paper.records()
    assert list(_values(paper.reading().records)) == list(_values(before))


def _values(record: object) -> Iterator[object]:
    return (getattr(record, field.name) for field in fields(record))  # type: ignore[arg-type]
