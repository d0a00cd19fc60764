from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.period import Period

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2199, 12, 31))


@given(DAYS, DAYS)
def test_iso_is_read_back_as_the_same_range(one, other):
    period = Period(min(one, other), max(one, other))
    assert Period.parse(period.iso()) == period


@pytest.mark.parametrize(
    ("iso", "start", "end", "words"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023年"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "2023年2月"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("2023-01/2023-09", date(2023, 1, 1), date(2023, 9, 30), "2023年1—9月"),
        ("2023-08-07", date(2023, 8, 7), date(2023, 8, 7), "2023年8月7日"),
        ("2021/2023", date(2021, 1, 1), date(2023, 12, 31), "2021—2023年"),
        ("2023-12/2024-01", date(2023, 12, 1), date(2024, 1, 31), "2023年12月1日至2024年1月31日"),
    ],
)
def test_forms(iso, start, end, words):
    period = Period.parse(iso)
    assert (period.start, period.end) == (start, end)
    assert period.iso() == iso
    assert period.chinese() == words


def test_a_whole_year_given_in_months_is_the_year():
    assert Period.parse("2023-01/2023-12") == Period.year(2023)
    assert Period.months(2023, 1, 12).iso() == "2023"


@pytest.mark.parametrize(
    "text", ["", "二〇二三", "23-09", "2023-13", "2023-02-30", "2023/2022", "2023/2024/2025", "2023-9"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        Period.parse(text)


def test_contains():
    assert Period.year(2023).contains(Period.months(2023, 1, 9))
    assert not Period.months(2023, 1, 9).contains(Period.year(2023))


@pytest.mark.parametrize(
    ("iso", "before"),
    [
        ("2023-01/2023-09", "2022-01/2022-09"),
        ("2024-02", "2023-02"),
        ("2025-01/2025-02", "2024-01/2024-02"),
        ("2024-02-29", "2023-02-28"),
        ("2022-07/2023-06", "2021-07/2022-06"),
        ("2023", "2022"),
    ],
)
def test_the_same_span_of_the_year_before(iso, before):
    assert Period.parse(iso).year_before() == Period.parse(before)
