from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.readers.excel.fixed_places import FixedPlaces
from extractors.readers.excel.formats import BUILT_IN, shown, text_shown

YEN = '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("stored", "code", "words"),
    [
        ("0.734916201117318", "0.0%", "73.5%"),
        ("1", "0.0%", "100.0%"),
        ("0.0005", "0.00%", "0.05%"),
        ("36500", "#,##0", "36,500"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("-36500", "#,##0;-#,##0", "-36,500"),
        ("-3.6", "0.0_);(0.0)", "(3.6)"),
        ("-3.6", "0.0;[Red]-0.0", "-3.6"),
        ("-3.6", "0.0", "-3.6"),
        ("-0.01", "0.0", "0.0"),
        ("0", '0;-0;"—"', "—"),
        ("0", "0;-0;;@", ""),
        ("35.25", '0.0"万元"', "35.3万元"),
        ("5230", "0.00,", "5.23"),
        ("123456789", '0.00,,"亿"', "123.46亿"),
        ("1234567", '0!.0,"万"', "123.5万"),
        ("35200", '[>=10000]0.0,"千";0', "35.2千"),
        ("352", '[>=10000]0.0,"千";0', "352"),
        ("7", "[Blue]↑0;[Red]↓0", "↑7"),
        ("-7", "[Blue]↑0;[Red]↓0", "↓7"),
        ("6", '"第"0"名"', "第6名"),
        ("86", "≥0", "≥86"),
        ("7", "000", "007"),
        ("12", "000-00", "000-12"),
        ("0.5", "#.##", ".5"),
        ("5", "#.##", "5"),
        ("12.5", "0.0##", "12.5"),
        ("1234.5", YEN, "¥1,234.50"),
        ("0", YEN, "¥-"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("123", "0.00E+00", "1.23E+02"),
        ("0.00999999", "0.00E+00", "1.00E-02"),
        ("0", "0.00E+00", "0.00E+00"),
        ("12345", "##0.0E+0", "12.3E+3"),
        ("-999960", "##0.0E+0", "-1.0E+6"),
        ("1.00499999999999989", "0.00", "1.01"),
        ("2.5", "0", "3"),
        ("7.9", "G/通用格式", "7.9"),
        ("7.9", 'General"分"', "7.9分"),
        ("45000", 'yyyy"年"m"月"d"日"', "2023年3月15日"),
        ("45000", "yyyy/mm/dd", "2023/03/15"),
        ("45000.75", "yyyy-m-d h:mm", "2023-3-15 18:00"),
        ("45000.75", "上午/下午h:mm", "下午6:00"),
        ("45000", "aaaa", "星期三"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.5", "mm:ss", "00:00"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("45000", "[$-F800]dddd, mmmm dd", "Wednesday, Mar 15"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("不是数", "0.0%", "不是数"),
    ],
)
def test_a_number_is_shown_by_its_format(stored, code, words):
    assert shown(stored, code) == words


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("0.30000000000000004", "0.3"),
        ("0.825970149253731", "0.825970149"),
        ("12345.678912345", "12345.67891"),
        ("138000000000", "138000000000"),
        ("0.00001", "0.00001"),
        ("1E3", "1000"),
        ("-0.50", "-0.5"),
    ],
)
def test_a_number_without_a_format_is_shown_in_eleven_characters_but_whole_numbers_in_full(stored, words):
    assert shown(stored, "General") == words


@pytest.mark.parametrize(
    ("stored", "code", "words"),
    [
        ("1E+100", "0.00", "1E+100"),
        ("1E+100", '0.00"万元"', "1E+100"),
        ("1E+999999999999", "0.00", "1E+999999999999"),
        ("1E-300", "General", "1E-300"),
        ("2958465.9999999", "yyyy-mm-dd", "2958466"),
        ("2958465", "yyyy-mm-dd", "9999-12-31"),
        ("2958466", "yyyy-mm-dd", "2958466"),
    ],
)
def test_what_is_too_large_for_its_format_is_shown_as_a_number(stored, code, words):
    assert shown(stored, code) == words


@given(
    st.floats(allow_nan=False, allow_infinity=False) | st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(sorted(BUILT_IN.values())),
    st.booleans(),
)
@example(2958465.9999999, "yyyy/m/d h:mm", False)
@example(2958465.0, "yyyy/m/d", True)
@example(1e100, "#,##0.00", False)
@example(Decimal("1E+999999999"), "0%", False)
def test_every_number_is_shown_in_every_built_in_format(value, code, since_1904):
    words = shown(str(value), code, since_1904=since_1904)
    assert words
    assert len(words) < 400


@pytest.mark.parametrize(
    ("stored", "code", "words"),
    [
        ("123", "[DBNum1][$-804]General", "一百二十三"),
        ("10", "[DBNum1]General", "一十"),
        ("10203.05", "[DBNum2][$-804]G/通用格式", "壹万零贰佰零叁.零伍"),
        ("100000001", "[DBNum1]General", "一亿〇一"),
        ("120050000", "[DBNum1]General", "一亿二千〇五万"),
        ("0", "[DBNum1]General", "〇"),
        ("3", '"第"[DBNum1]0"名"', "第三名"),
        ("12", "[DBNum1]0", "一二"),
        ("45000", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二三年三月十五日"),
        ("45260", '[DBNum1]m"月"d"日"', "十一月三十日"),
        ("12", "[DBNum3]General", "12"),
        ("不是数", "[DBNum1]General", "不是数"),
    ],
)
def test_chinese_numerals_are_shown_as_such(stored, code, words):
    assert shown(stored, code) == words


def test_days_count_from_1904_where_the_workbook_says_so():
    assert shown("0", "yyyy-mm-dd", since_1904=True) == "1904-01-01"


@pytest.mark.parametrize(
    ("code", "words"),
    [("General", "优"), ("@", "优"), ('0;-0;0;@"等次"', "优等次"), ("0.0", "优"), ("0;-0;0;General", "优")],
)
def test_a_text_is_shown_by_the_section_for_texts(code, words):
    assert text_shown("优", code) == words


@pytest.mark.parametrize("code", sorted(BUILT_IN))
def test_every_built_in_format_shows_something(code):
    assert shown("45000.25", BUILT_IN[code])


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_fixed_places_round_half_up(value, places):
    code = "0" + ("." + "0" * places if places else "")
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert Decimal(shown(str(value), code)) == rounded
    assert shown(str(value), code.replace("0", "#,##0", 1)).replace(",", "") == shown(str(value), code)


@given(
    st.from_regex(r"[0-9]{1,9}(\.[0-9]{1,6})?", fullmatch=True),
    st.integers(0, 4),
    st.booleans(),
    st.booleans(),
)
def test_the_short_way_on_digits_shows_what_the_long_one_does(stored, places, grouped, percent):
    fixed = FixedPlaces(places, grouped, percent)
    assert fixed.shown(stored) == fixed.words(Decimal(stored))


@given(
    st.text(alphabet='0#?.,%@;"\\_*[]E+-/yMdhs年月日¥<>=!G', max_size=14), st.decimals(-9999, 99999, places=3)
)
def test_no_code_stops_the_reading(code, value):
    assert isinstance(shown(str(value), code), str)
    assert isinstance(text_shown("字", code), str)
