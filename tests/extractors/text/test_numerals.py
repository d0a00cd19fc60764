from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.text.numerals import fold, numeral_at, parse_numeral, plain, round_fraction

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("３６．５", "36.5"),
        ("1,234.50", "1234.50"),
        ("1，234", "1234"),
        ("1 000 000", "1000000"),
        ("21.2E0", "21.2"),
        ("7万5千4百", "75400"),
        ("20万亿", "20000000000000"),
        ("5亿1万4千6百", "500014600"),
        ("1千零1", "1001"),
        ("十", "10"),
        ("廿", "20"),
        ("两百", "200"),
        ("百三", "130"),
        ("四百五", "450"),
        ("一千零五", "1005"),
        ("一万三", "13000"),
        ("九十二万四", "924000"),
        ("一百零十万三千", "1103000"),
        ("七百八十万零九百", "7800900"),
        ("一万五千亿", "1500000000000"),
        ("十萬萬", "1000000000"),
        ("壹仟贰佰叁拾肆万", "12340000"),
        ("二〇二三", "2023"),
        ("六点五", "6.5"),
        ("三点二亿", "320000000"),
        ("两千万点五五", "20000000.55"),
        ("三 百 五 十", "350"),
        ("15k", "15000"),
    ],
)
def test_a_numeral_is_worth_its_amount(text: str, amount: str) -> None:
    assert parse_numeral(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "万", "亿元", "百", "五五", "1.2.3", "三四川", "两两", "abc", "十五个"])
def test_what_is_no_numeral_has_no_amount(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("七八十", 70, 80), ("两三百", 200, 300), ("二三", 2, 3), ("十七八", 17, 18), ("一百五六十", 150, 160)],
)
def test_neighbouring_digits_are_a_range(text: str, low: int, high: int) -> None:
    numeral = numeral_at(fold(text), 0)
    assert numeral is not None
    assert (numeral.value, numeral.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["十七九", "十七", "一百五", "二〇二三"])
def test_other_digits_are_no_range(text: str) -> None:
    numeral = numeral_at(fold(text), 0)
    assert numeral is not None
    assert numeral.high is None


@pytest.mark.parametrize("word", ["陆地", "拾取", "肆意", "伍时"])
def test_capital_digits_alone_are_words(word: str) -> None:
    assert numeral_at(fold(word), 0, word) is None


def test_a_trailing_scale_stands_apart() -> None:
    numeral = numeral_at("十五万元", 0)
    assert numeral is not None
    assert (numeral.value, numeral.scale) == (Decimal(15), Decimal(10000))
    assert (numeral.end, numeral.scale_end) == (2, 3)


@settings(deadline=None)
@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_digits_read_back(number: int) -> None:
    assert parse_numeral(f"{number:,}") == number


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=9999), st.sampled_from(["", "万", "亿"]))
def test_written_chinese_numerals_read_back(number: int, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert parse_numeral(_written(number) + scale) == number * factor


def _written(number: int) -> str:
    """An independent writer of Chinese numerals below 10000: 1005 is 一千零五."""
    words, zero = "", False
    for power, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if zero and words else "") + DIGITS[digit] + place
            zero = False
        else:
            zero = True
    return words


def test_computed_fractions_are_rounded_to_fifteen_digits() -> None:
    assert plain(round_fraction(Decimal(1) / Decimal(3))) == "0.333333333333333"
    assert plain(round_fraction(Decimal("4.000"))) == "4"


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_plain_never_uses_an_exponent(value: Decimal) -> None:
    assert "E" not in plain(value).upper()
    assert Decimal(plain(value)) == value
