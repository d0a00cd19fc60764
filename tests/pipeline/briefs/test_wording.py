from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.briefs.wording import (
    Scale,
    amount_text,
    difference_text,
    natural_scale,
    number_text,
    percent_text,
    progress_text,
    rounded_to,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1.10", "1.1"),
        ("1E+2", "100"),
        ("0", "0"),
        ("-0.0", "0"),
        ("12500000000", "12500000000"),
        ("0.33333333333", "0.333333"),
    ],
)
def test_numbers_are_plain(value, text):
    assert number_text(Decimal(value)) == text


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_a_number_with_few_places_is_written_exactly(value):
    assert Decimal(number_text(value)) == value


@pytest.mark.parametrize(
    ("ratio", "places", "text"),
    [
        ("0.578", 1, "57.8%"),
        ("0.8725", 2, "87.25%"),
        ("1", 1, "100%"),
        ("0.33335", 2, "33.34%"),
        (None, 1, "—"),
    ],
)
def test_percents_round_half_up(ratio, places, text):
    assert percent_text(None if ratio is None else Decimal(ratio), places) == text


def test_rounding_is_half_up_away_from_zero():
    assert (rounded_to(Decimal("2.5"), 0), rounded_to(Decimal("-2.5"), 0)) == (Decimal(3), Decimal(-3))


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        ("0.05", "超时序进度5个百分点"),
        ("-0.146", "落后时序进度14.6个百分点"),
        ("0", "与时序进度持平"),
        ("-0.0001", "与时序进度持平"),
    ],
)
def test_progress_in_words(gap, text):
    assert progress_text(Decimal(gap)) == text


@pytest.mark.parametrize(
    ("unit", "printed", "scale"),
    [
        ("元", "120亿元", Scale("亿元", Decimal(10) ** 8)),
        ("元", "13570.25万元", Scale("万元", Decimal(10) ** 4)),
        ("元", "120亿元以上", Scale("亿元", Decimal(10) ** 8)),
        ("元", "不低于120亿元", Scale("亿元", Decimal(10) ** 8)),
        ("亩", "6.5万亩", Scale("万亩", Decimal(10) ** 4)),
        ("%", "9%左右", Scale("%", Decimal(1))),
        ("元", "市定目标", Scale("元", Decimal(1))),
        ("元", "35个", Scale("元", Decimal(1))),
    ],
)
def test_amounts_are_shown_in_the_papers_unit(unit, printed, scale):
    assert natural_scale(unit, printed) == scale


def test_the_first_printed_figure_that_measures_the_same_counts():
    assert natural_scale("元", "市定目标", "8000万元", "1亿元").unit == "万元"


def test_differences_of_rates_are_points_and_of_ranks_places():
    assert difference_text(Decimal("-1.2"), Scale("%", Decimal(1))) == "1.2个百分点"
    assert difference_text(Decimal(3), Scale("名", Decimal(1))) == "3位"
    assert amount_text(Decimal(4750000000), Scale("亿元", Decimal(10) ** 8)) == "47.5亿元"
