import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.text.periods import PeriodContext, find_periods
from schemas.period import Period

MONTHLY = PeriodContext("2031-01/2031-08", "2031-09-12")
YEARLY = PeriodContext("2029", None)
UNKNOWN = PeriodContext(None, None)


@pytest.mark.parametrize(
    ("text", "words", "iso", "kind"),
    [
        ("1—7月完成3亿元", "1—7月", "2031-01/2031-07", "range"),
        ("1－7月份完成", "1－7月份", "2031-01/2031-07", "range"),
        ("3月至5月完成", "3月至5月", "2031-03/2031-05", "range"),
        ("前8个月完成", "前8个月", "2031-01/2031-08", "range"),
        ("截至8月底，到位", "截至8月底", "2031-01/2031-08", "range"),
        ("截至今年6月30日", "截至今年6月30日", "2031-01/2031-06", "range"),
        ("7月末贷款余额", "7月末", "2031-07", "point"),
        ("较7月份上升", "7月份", "2031-07", "point"),
        ("九月份完成", "九月份", "2031-09", "point"),
        ("11月底前完工", "11月底前", "2031-11", "point"),
        ("9月30日前", "9月30日前", "2031-09-30", "point"),
        ("2030年12月5日", "2030年12月5日", "2030-12-05", "point"),
        ("2030-12-05上报", "2030-12-05", "2030-12-05", "point"),
        ("二〇三〇年三月五日", "二〇三〇年三月五日", "2030-03-05", "point"),
        ("2031年3月1日至15日", "2031年3月1日至15日", "2031-03-01/2031-03-15", "range"),
        ("一季度增长", "一季度", "2031-01/2031-03", "range"),
        ("第三季度增长", "第三季度", "2031-07/2031-09", "range"),
        ("三季度末可达", "三季度末", "2031-09", "point"),
        ("前三季度增长", "前三季度", "2031-01/2031-09", "range"),
        ("一至三季度增长", "一至三季度", "2031-01/2031-09", "range"),
        ("上半年达", "上半年", "2031-01/2031-06", "range"),
        ("下半年要建成", "下半年", "2031-07/2031-12", "range"),
        ("去年1—9月", "去年1—9月", "2030-01/2030-09", "range"),
        ("2030年1—9月", "2030年1—9月", "2030-01/2030-09", "range"),
        ("2028—2030年", "2028—2030年", "2028/2030", "range"),
        ("“十五五”期间", "“十五五”期间", "2026/2030", "range"),
        ("今年完成", "今年", "2031", "year"),
        ("去年得分", "去年", "2030", "year"),
        ("全年安排", "全年", "2031", "year"),
        ("年底完成", "年底", "2031", "year"),
        ("2030年度考评", "2030年度", "2030", "year"),
        ("今年以来新增", "今年以来", "2031-01/2031-08", "relative"),
        ("比去年同期增加", "去年同期", "2030-01/2030-08", "relative"),
        ("当月完成", "当月", "2031-08", "relative"),
        ("比上月上升", "上月", "2031-07", "relative"),
        ("目前已开工", "目前", None, "relative"),
        ("截至目前，开工率", "截至目前", None, "relative"),
        ("20XX年完成", "20XX年", None, "relative"),
        ("2031年2月30日", "2031年2月30日", None, "point"),
    ],
)
def test_one_period(text: str, words: str, iso: str | None, kind: str) -> None:
    mentions = find_periods(text, MONTHLY)
    assert [(m.text, m.iso, m.kind) for m in mentions] == [(words, iso, kind)]


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("7、8、9月份都是12项", ["2031-07", "2031-08", "2031-09"]),
        ("2030年完成5个，4月完成2个", ["2030", "2030-04"]),
        ("2030年完成5个。4月完成2个", ["2030", "2031-04"]),
        ("一季度和二季度", ["2031-01/2031-03", "2031-04/2031-06"]),
    ],
)
def test_several_periods(text: str, isos: list[str]) -> None:
    assert [m.iso for m in find_periods(text, MONTHLY)] == isos


@pytest.mark.parametrize(
    "text",
    [
        "三年行动计划",
        "近三年",
        "建设期3个月",
        "年均增长",
        "以前年度",
        "13月龄",
        "十五家企业",
        "每月5日内",
        "多年来",
    ],
)
def test_durations_and_words_are_no_periods(text: str) -> None:
    assert find_periods(text, MONTHLY) == ()


def test_the_year_comes_from_the_period_then_from_the_date() -> None:
    assert find_periods("上半年", YEARLY)[0].iso == "2029-01/2029-06"
    assert find_periods("上半年", PeriodContext(None, "2027-03"))[0].iso == "2027-01/2027-06"
    assert find_periods("上半年", UNKNOWN)[0].iso is None
    assert find_periods("2027年上半年", UNKNOWN)[0].iso == "2027-01/2027-06"


def test_a_year_to_date_of_a_yearly_paper_is_the_year() -> None:
    assert find_periods("今年以来", YEARLY)[0].iso == "2029"


@settings(deadline=None)
@given(st.text(alphabet="0123456789年月日季度至—-、上下半前今去截底末X一二三四五十。", max_size=40))
def test_spans_are_in_order_and_every_iso_is_a_period(text: str) -> None:
    end = 0
    for mention in find_periods(text, MONTHLY):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
        if mention.iso is not None:
            assert Period.parse(mention.iso).iso() == mention.iso
