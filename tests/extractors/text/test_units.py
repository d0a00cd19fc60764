from decimal import Decimal

import pytest

from extractors.text.units import find_unit, noun_starts, scale_of, to_base, unit_table


@pytest.mark.parametrize(
    ("value", "symbol", "base_value", "base", "dimension"),
    [
        ("1.5", "万元", "15000", "元", "money_cny"),
        ("12", "亿美元", "1200000000", "美元", "money_usd"),
        ("2", "公顷", "30", "亩", "land"),
        ("3", "平方公里", "4500", "亩", "land"),
        ("1.2", "万亩", "12000", "亩", "land"),
        ("4.9", "万平方米", "49000", "平方米", "area"),
        ("350", "米", "0.350", "公里", "length"),
        ("800", "公斤", "0.8", "吨", "mass"),
        ("5", "亿千瓦时", "500000000", "千瓦时", "electricity"),
        ("2", "小时", "7200", "秒", "time"),
        ("6.5", "%", "6.5", "%", "ratio_percent"),
        ("3", "‰", "0.3", "%", "ratio_percent"),
        ("0.4", "个百分点", "0.4", "个百分点", "percentage_point"),
        ("12", "万", "120000", "", "number"),
        ("3", "万元/亩", "30000", "元/亩", "per_元/亩"),
        ("38", "微克/立方米", "38", "微克/立方米", "per_微克/立方米"),
        ("30", "台(套)", "30", "台", "count_台"),
        ("800", "元/亩·年", "800", "元/亩·年", "per_元/亩·年"),
        ("5", "元/(人·天)", "5", "元/(人·天)", "per_元/(人·天)"),
        ("35.2", "微克每立方米", "35.2", "微克/立方米", "per_微克/立方米"),
        ("3", "英里", "4.828032", "公里", "length"),
        ("100", "英亩", "607.02846336", "亩", "land"),
        ("5", "角", "0.5", "元", "money_cny"),
        ("1.5", "GWh", "1500000.0", "千瓦时", "electricity"),
        ("2", "个季度", "6", "个月", "month"),
    ],
)
def test_values_come_to_their_base_exactly(
    value: str, symbol: str, base_value: str, base: str, dimension: str
) -> None:
    converted = to_base(Decimal(value), symbol)
    assert converted is not None
    amount, unit = converted
    assert (amount, unit.base, unit.dimension) == (Decimal(base_value), base, dimension)


@pytest.mark.parametrize("symbol", ["", "云朵", "万云朵", "元/云朵", "/", "万万元"])
def test_unknown_units_are_never_converted(symbol: str) -> None:
    assert to_base(Decimal(1), symbol) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("%", "个百分点"),
        ("分", "分钟"),
        ("分", "元"),
        ("位", "个"),
        ("家", "户"),
        ("元", "美元"),
        ("倍", "%"),
        ("人", "人次"),
    ],
)
def test_what_must_not_mix_has_its_own_dimension(one: str, other: str) -> None:
    first, second = find_unit(one), find_unit(other)
    assert first is not None
    assert second is not None
    assert first.dimension != second.dimension


@pytest.mark.parametrize(
    ("symbol", "scale", "bare"),
    [
        ("亿美元", 10**8, "美元"),
        ("万", 10**4, ""),
        ("万亿元", 10**12, "元"),
        ("千瓦", 1, "千瓦"),
        ("k", 1000, ""),
        ("km", 1, "km"),
        ("公里", 1, "公里"),
    ],
)
def test_scale_words_come_off(symbol: str, scale: int, bare: str) -> None:
    assert scale_of(symbol) == (Decimal(scale), bare)


def test_the_table_is_consistent() -> None:
    for symbol, unit in unit_table().items():
        assert unit.symbol == symbol
        assert unit.factor > 0
        base = find_unit(unit.base)
        assert base is not None, unit
        assert (base.dimension, base.factor) == (unit.dimension, Decimal(1))


def test_noun_starts_belong_to_known_units() -> None:
    assert set(noun_starts(after_digits=False)) <= set(unit_table())
    assert set(noun_starts(after_digits=True)) < set(noun_starts(after_digits=False))
