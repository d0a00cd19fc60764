"""Readings: what is put right, what stays, and where their characters stand."""

import numpy as np
import pytest

from extractors.readers.pages.model import glyphs_of
from extractors.readers.pages.words import recognised_words
from extractors.readers.scan.corrections import CONFUSED, put_right
from extractors.readers.scan.glyphs import glyphs_of_readings, type_sizes
from extractors.readers.scan.readings import reading_of, spread


def reading(text, *, height=26.0, size=28.0, confidence=0.99):
    """A stretch whose characters stand where type of a size puts them."""
    strip = spread(text, confidence)
    width = sum(1 if char.isascii() else 2 for char in text) * size / 2
    found = reading_of(strip, 100.0, 100.0, 100.0 + width, 100.0 + height)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("附件:考核结果", "附件：考核结果"),
        ("(三）各开发区", "（三）各开发区"),
        ("(35分）;", "（35分）；"),
        ("云考办〔2031]3号", "云考办〔2031〕3号"),
        ("比率为3:2", "比率为3:2"),
        ("12,345", "12,345"),
        ("PM2.5(μg)", "PM2.5(μg)"),
        ("完成1O0万元", "完成100万元"),
        ("8O%", "80%"),
        ("3l.5", "31.5"),
        ("O3浓度", "O3浓度"),
        ("CO2", "CO2"),
        ("Ol", "Ol"),
        ("12。5", "12.5"),
        ("61,46", "61.46"),
        ("-0,20", "-0.20"),
        ("1,234", "1,234"),
        ("5,6", "5,6"),
        ("得5。其中", "得5。其中"),
        ("1，234", "1,234"),
        ("分别为5，6，7", "分别为5，6，7"),
        ("2030一2031年", "2030—2031年"),
        ("“一”表示不考核", "“—”表示不考核"),
        ("第一季度", "第一季度"),
        ("一0.20", "－0.20"),
        ("-2ー", "-2—"),
        ("绩效考核T作方案", "绩效考核工作方案"),
        ("T型路口", "T型路口"),
        ("IT业务", "IT业务"),
        ("一1.5%", "－1.5%"),
        ("一0.20分", "一0.20分"),
        ("总分=各项得分+奖分一罚分", "总分=各项得分+奖分－罚分"),
        ("差距=目标值一完成值", "差距=目标值－完成值"),
        ("总分=第一项得分+得分一类指标", "总分=第一项得分+得分一类指标"),
        ("奖分一次计入", "奖分一次计入"),
        ("一季度", "一季度"),
    ],
)
def test_only_what_leaves_no_doubt_is_put_right(read, text):
    found = put_right(reading(read))
    assert "".join(found.text) == text
    assert "".join(found.read) == read


def test_a_digit_put_right_is_less_sure_and_a_sign_is_not():
    assert min(put_right(reading("1O0")).confidence) == CONFUSED
    assert min(put_right(reading("附件:表")).confidence) == pytest.approx(0.99)


def test_a_blank_beside_the_point_goes_and_one_between_numbers_stays():
    assert put_right(reading("33. 26")).words == "33.26"
    assert put_right(reading("33 .26")).words == "33.26"
    assert put_right(reading("33 26")).words == "33 26"


def test_a_dash_with_the_room_of_a_dash_is_one():
    narrow, wide = reading("1-9月完成"), reading("1—9月完成")
    as_read = type(wide)(("1", "-", *wide.text[2:]), *(getattr(wide, name) for name in ("read", "confidence",
        "middles", "blanks", "x0", "top", "x1", "bottom")))  # fmt: skip
    assert "".join(put_right(narrow).text) == "1-9月完成"
    assert "".join(put_right(as_read).text) == "1—9月完成"


def test_numbers_have_no_gaps_and_layout_keeps_its_own():
    glyphs = glyphs_of_readings([reading("完成1234.56万元")], 1.0)
    gaps = glyphs.x0[1:] - glyphs.x1[:-1]
    assert gaps == pytest.approx(np.zeros(len(gaps)), abs=1.5)
    apart = glyphs_of_readings([reading("甲　　乙")], 1.0)
    assert apart.x0[1] - apart.x1[0] > 1.8 * apart.size[0]


def test_a_blank_between_numbers_stays_a_gap():
    glyphs = glyphs_of_readings([reading("12 34")], 1.0)
    assert glyphs.x0[2] - glyphs.x1[1] >= 0.3 * glyphs.size[0]


def test_nearly_equal_type_is_equal():
    lines = [
        reading("全县固定资产投资增长百分之五", height=25.0 + n % 3, size=28 + 0.4 * (n % 3))
        for n in range(9)
    ]
    title = reading("关于绩效考评情况的通报", height=40.0, size=44)
    short = reading("下。", height=20.0)
    sizes = type_sizes([*lines, title, short])
    assert len(set(sizes[:9])) == 1
    assert sizes[9] == pytest.approx(44, rel=0.05)
    assert sizes[10] == sizes[0]


def test_words_say_what_was_read_and_how_surely():
    found = put_right(reading("增长1O0万元", confidence=0.97))
    words = recognised_words(glyphs_of_readings([found], 2.0))
    assert [word.text for word in words] == ["增长", "1O0", "万元"]
    assert [word.confidence for word in words] == [0.97, CONFUSED, 0.97]
    assert words[0].box.x1 <= words[1].box.x0 + 0.1


def test_text_of_the_file_has_no_recognised_words():
    assert recognised_words(glyphs_of([("甲", 0, 0, 10, 10, 10)])) == ()
    assert len(glyphs_of_readings([], 2.0)) == 0
