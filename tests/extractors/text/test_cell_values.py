from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.cell_values import is_nothing, read_cell, read_operator, read_rank


@pytest.mark.parametrize(
    ("text", "value", "unit", "op"),
    [
        ("93.72", "93.72", "", None),
        ("0", "0", "", None),
        ("-1.4", "-1.4", "", None),
        ("－3.2", "-3.2", "", None),
        ("1,234.5", "1234.5", "", None),
        ("30个", "30", "个", None),
        ("≥74%", "74", "%", ">="),
        ("≤44微克/立方米", "44", "微克/立方米", "<="),
        ("＝32处", "32", "处", None),
        ("75以上", "75", "", ">="),
        ("10%左右", "10", "%", "~"),
        ("不低于85%", "85", "%", ">="),
        ("前3名", "3", "名", "<="),
        ("第6位", "6", "位", None),
        ("≤68万元/公里", "68", "万元/公里", "<="),
        ("↑1", "1", "", None),
        ("↓2", "-2", "", None),
        ("上升3位", "3", "位", None),
        ("下降9.6%", "-9.6", "%", None),
        ("**", "XX", "", None),
        ("XX%", "XX", "%", None),
        ("第X位", "XX", "位", None),
        ("(12.5)", "12.5", "", None),
        ("18÷24＝75%", "75", "%", None),
        ("（9.5-9.2）÷9.2×100%=3.26%", "3.26", "%", None),
    ],
)
def test_a_cell_that_is_a_number(text: str, value: str, unit: str, op: str | None) -> None:
    read = read_cell(text)
    assert read is not None
    assert (read.value, read.unit, read.op) == (value, unit, op)


def test_a_range() -> None:
    read = read_cell("3—5个")
    assert read is not None
    assert (read.value, read.high, read.unit) == ("3", "5", "个")


@pytest.mark.parametrize(("text", "op"), [("≥", ">="), ("≤", "<="), ("＝", None), ("定性", None), ("", None)])
def test_a_sign_alone(text: str, op: str | None) -> None:
    assert read_operator(text) == op


@pytest.mark.parametrize("text", ["", "—", "/", "／", "持平", "无", "-", "  "])
def test_nothing_has_no_value(text: str) -> None:
    assert is_nothing(text)
    assert read_cell(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "市定目标",
        "2024年",
        "5月底",
        "完成率82%",
        "改造3处、新建2处",
        "3/7",
        "A1",
        "2023-2025",
        "2023年—2025年",
    ],
)
def test_words_are_no_value(text: str) -> None:
    assert read_cell(text) is None


def test_ranks_with_the_number_ranked() -> None:
    first = read_rank("3/7")
    assert first is not None
    assert (first[0].value, first[1]) == ("3", "7")
    second = read_rank("第3位（并列）")
    assert second is not None
    assert (second[0].value, second[1]) == ("3", None)
    assert read_rank("持平") is None


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["", "%", "万元", "个", "人次"]))
def test_any_printed_number_is_read_as_printed(number: Decimal, unit: str) -> None:
    read = read_cell(f"{number}{unit}")
    assert read is not None
    assert (read.value, read.unit) == (str(number), unit)


@given(st.decimals(min_value=0, max_value=10**6, places=1), st.sampled_from(["↑", "≥", "约", "", "第"]))
def test_the_anchor_is_the_first_digit(number: Decimal, lead: str) -> None:
    read = read_cell(f"{lead}{number}")
    assert read is not None
    assert read.start == len(lead)
