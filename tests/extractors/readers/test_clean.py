import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.clean import clean, clean_cell, clean_lines, columns


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("绿灯９项、６２分，占３５．５％", "绿灯9项、62分，占35.5%"),
        ("增长 29.8 %，实现 1 亿元", "增长29.8%，实现1亿元"),
        ("组　　长：李 明", "组长：李明"),
        ("合　计", "合计"),
        ("责任单位：县发改委 县财政局）", "责任单位：县发改委 县财政局）"),
        ("区招商服 务中心", "区招商服务中心"),
        ("区委 组织部", "区委组织部"),
        ("工业投资占固定 资产投资比重", "工业投资占固定资产投资比重"),
        ("运用河长云 APP 落实", "运用河长云APP落实"),
        ("Key Performance Indicator 考核", "Key Performance Indicator考核"),
        ("PM 2.5 年均浓度", "PM2.5年均浓度"),
        ("28. PM_{2.5}平均浓度", "28.PM_{2.5}平均浓度"),
        ("云溪县人民政府办公室　　　　2024年7月26日", "云溪县人民政府办公室 2024年7月26日"),
        ("⼯业⽣产总值", "工业生产总值"),
        ("固定\u200b资产\ufeff投资", "固定资产投资"),
        ("税收\xa0收入", "税收收入"),
        ("##paidbegin##二、加分情况", "二、加分情况"),
        ("## **（二）坚持统筹兼顾**", "（二）坚持统筹兼顾"),
        ("- 附件：指标表", "附件：指标表"),
        ("**市和**省的会议，**", "**市和**省的会议，**"),
        ("得分＊＊分", "得分＊＊分"),
        ("增长$8 . 2 \\%$，达$\\geq 9 0 \\%$", "增长8.2%，达≥90%"),
        ("约$1 2 \\mathrm{km}$", "约12km"),
        ("PM$_{2.5}$浓度", "PM_{2.5}浓度"),
        ("，。；：（）“”—－", "，。；：（）“”—－"),
        ("93.73 95.80", "93.73 95.80"),
        ("- 5.2", "-5.2"),
    ],
)
def test_clean(raw, expected):
    assert clean(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("发改委\n财政局", "发改委 财政局"),
        ("农业\n农村局", "农业农村局"),
        ("微克/\n立方米", "微克/立方米"),
        ("22\n460", "22460"),
        ("- 5.2%", "-5.2%"),
    ],
)
def test_cell_lines_join(raw, expected):
    assert clean_cell(raw) == expected


def test_bold_words_of_markdown():
    assert (
        clean_lines(["**一是加强领导。**各单位要落实。"], markdown=True).text
        == "一是加强领导。各单位要落实。"
    )
    assert clean_lines(["**市和**省的会议"]).text == "**市和**省的会议"


def test_a_number_broken_by_a_line_end_is_whole_again():
    cleaned = clean_lines(["惠及居民1,", "207户，新增就业2,31", "7人"])
    assert cleaned.text == "惠及居民1,207户，新增就业2,317人"
    assert [cleaned.text[start:][:2] for start in cleaned.starts] == ["惠及", "20", "7人"]


def test_starts_point_at_the_first_character_of_each_line():
    cleaned = clean_lines(["　　今年 以来，", "  ##paidbegin##全县", "\u200b完成"])
    assert cleaned.text == "今年以来，全县完成"
    assert cleaned.starts == (0, 5, 7)


@pytest.mark.parametrize(("text", "width"), [("县ab", 4), ("（一）", 6), ("", 0)])
def test_columns(text, width):
    assert columns(text) == width


LINES = st.lists(
    st.text(st.sampled_from("县区完成增长12３％．，。 \t　\u200bAb*#-（）"), max_size=12),
    min_size=1,
    max_size=5,
)


@given(LINES)
def test_cleaning_twice_changes_nothing_more(lines):
    once = clean_cell("\n".join(lines))
    assert clean_cell(once).replace(" ", "") == once.replace(" ", "")


@given(LINES)
def test_only_blanks_and_marks_are_left_out(lines):
    text = clean_cell("\n".join(lines))
    kept = [char for char in "".join(lines) if char not in " \t　\u200b\n"]
    assert len(text.replace(" ", "")) == len(kept)


@given(LINES)
def test_starts_rise_and_stay_inside(lines):
    cleaned = clean_lines(lines)
    assert cleaned.starts[0] == 0
    assert list(cleaned.starts) == sorted(cleaned.starts)
    assert cleaned.starts[-1] <= len(cleaned.text)
    assert len(cleaned.starts) == len(lines)
