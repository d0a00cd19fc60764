from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.interval import agreement, cut_off, exact, last_place, rounded, total
from pipeline.analysis.time_progress import months_left, months_of, time_progress
from schemas.period import Period


@pytest.mark.parametrize(
    ("printed", "place"), [("12.34", "0.01"), ("78", "1"), ("-3.5", "0.1"), ("0", "1"), ("100.0", "0.1")]
)
def test_last_place(printed: str, place: str) -> None:
    assert last_place(Decimal(printed)) == Decimal(place)


@pytest.mark.parametrize(
    ("printed", "part", "whole", "expected"),
    [
        ("45.8", "11", "24", "holds"),
        ("45.83", "11", "24", "holds"),
        ("45.9", "11", "24", "differs"),
        ("66.6", "2", "3", "truncated"),
        ("66.7", "2", "3", "holds"),
        ("67", "2", "3", "holds"),
    ],
)
def test_agreement(printed: str, part: str, whole: str, expected: str) -> None:
    computed = exact(Decimal(part)).over(exact(Decimal(whole)))
    assert computed is not None
    assert agreement(Decimal(printed), computed.scaled(Decimal(100))) == expected


@given(st.decimals(min_value=-1000, max_value=1000, places=4), st.integers(min_value=0, max_value=3))
def test_a_figure_agrees_with_itself_rounded(value: Decimal, places: int) -> None:
    assert agreement(round(value, places), exact(value)) == "holds"


@given(st.decimals(min_value=0, max_value=1000, places=4))
def test_a_figure_cut_off_contains_the_value(value: Decimal) -> None:
    cut = Decimal(str(value)[: str(value).index(".") + 2])
    assert cut_off(cut).meets(exact(value))


@given(st.lists(st.decimals(min_value=0, max_value=100, places=3), min_size=1, max_size=8))
def test_a_total_of_rounded_parts_never_excludes_the_true_total(parts: list[Decimal]) -> None:
    assert total(rounded(round(part, 1)) for part in parts).meets(exact(sum(parts, Decimal(0))))


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    assert exact(Decimal(1)).over(rounded(Decimal(0))) is None


@pytest.mark.parametrize(
    ("target", "data_end", "passed", "left"),
    [
        ("2024", "2024-09", "0.75", "3"),
        ("2024", "2024-12", "1", "0"),
        ("2024-01/2024-06", "2024-03", "0.5", "3"),
        ("2024", "2025-02", "1", "0"),
        ("2024", "2024-01/2024-06", "0.5", "6"),
    ],
)
def test_time_progress(target: str, data_end: str, passed: str, left: str) -> None:
    end = Period.parse(data_end).end
    assert time_progress(Period.parse(target), end) == Decimal(passed)
    assert months_left(Period.parse(target), end) == Decimal(left)


def test_a_part_of_a_month_counts_by_days() -> None:
    half = Period.parse("2024-04-01/2024-04-15")
    assert months_of(half.start, half.end) == Decimal("0.5")
