import random

import pytest

from extractors.readers.pdf.legibility import DIGITS_ONLY, NO_CODES, WRONG_CODES, reason_against

REPORT = (
    "今年以来，全县坚持目标导向，各项指标完成情况总体良好，固定资产投资完成四十五亿元，同比增长较快，"
    "高于全省平均水平，居全省第三位。各责任单位要对照年度任务，逐项梳理存在的问题，明确措施和时限。"
)
TRADITIONAL = (
    "今年以來，全縣堅持目標導向，各項指標完成情況總體良好，固定資產投資完成四十五億元，同比增長較快，"
    "高於全省平均水平，居全省第三位。各責任單位要對照年度任務，逐項梳理存在的問題，明確措施和時限。"
)
NAMES = (
    "张建国李秀英王芳刘伟陈静杨洋赵磊黄敏周杰吴倩徐强孙丽胡军朱婷高峰林燕何勇郭霞马超罗娟梁斌宋佳郑浩谢颖韩冰唐波冯雪于涛董洁"
    "萧鹏程琳曹阳袁媛邓超许晴傅明沈佳曾志彭丹吕梁苏醒卢森蒋欣蔡依丁宁魏晨薛凯叶茂阎肃余欢潘虹"
)
TABLE = "序号单位得分名次" + "".join(f"{n}{n * 3.7 + 61:.2f}{97 - n}" for n in range(1, 30))
FIGURES = "".join(f"{n * 37 % 1000}.{n % 10}%" for n in range(1, 40))
RANDOM = random.Random(7)  # noqa: S311 - any fixed row of numbers
WHOLE_BLOCK = "".join(chr(RANDOM.randrange(0x4E00, 0x9FA5)) for _ in range(200))
COMMON_BLOCK = "".join(
    bytes((RANDOM.randrange(0xB0, 0xD7), RANDOM.randrange(0xA1, 0xFE))).decode("gb2312") for _ in range(200)
)

CASES = [
    ("nothing", "", ""),
    ("a report", REPORT, ""),
    ("in traditional characters", TRADITIONAL, ""),
    ("a list of names", NAMES, ""),
    ("a table of figures with Chinese headings", TABLE, ""),
    ("English", "Quarterlyreportofthecountyforthefirsthalfof2031,growth6.3%andmore.", ""),
    ("French", "Lerapportdelapréfecturesurlesrésultatsdéjàobtenusàlafindel'année", ""),
    ("a page number", "—3—", ""),
    ("a short rare name", "㙍㙘", ""),
    ("few private characters as bullets", "\uf06c一是抓投资。\uf06c二是抓项目。\uf06c三是抓服务。", ""),
    ("private use", "".join(chr(0xE000 + n) for n in range(50)), NO_CODES),
    ("private use with figures", "\ue123\ue456\ue789完成12.5%", NO_CODES),
    ("replacement characters", "\ufffd" * 20 + "2031", NO_CODES),
    ("control characters", "\x01\x02\x03\x05\x06\x10\x11ab", NO_CODES),
    ("UTF-8 read as GBK", REPORT.encode().decode("gbk", "ignore"), WRONG_CODES),
    ("GBK read as Big5", REPORT.encode("gbk").decode("big5", "ignore"), WRONG_CODES),
    ("GBK read as Latin-1", REPORT.encode("gbk").decode("latin-1"), WRONG_CODES),
    ("characters out of the whole block", WHOLE_BLOCK, WRONG_CODES),
    ("characters out of the common ones", COMMON_BLOCK, WRONG_CODES),
    ("a form with lines to write on", "Name____________Date____________Place________" * 3, ""),
    ("glyph numbers as signs", "\"7+%-#$&'(2;<=>?@!8*", WRONG_CODES),
]


@pytest.mark.parametrize(("text", "reason"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_readable_or_why_not(text, reason):
    assert reason_against(text, lambda: 0.0, lambda: False) == reason


def test_digits_alone_are_doubted_only_where_the_page_shows_more():
    assert reason_against(FIGURES, lambda: 0.0, lambda: False) == ""
    assert reason_against(FIGURES, lambda: 0.0, lambda: True) == DIGITS_ONLY
    assert reason_against(TABLE, lambda: 0.0, lambda: True) == ""
    assert reason_against("2031", lambda: 0.0, lambda: True) == ""


def test_a_font_without_mapping_is_asked_where_there_is_no_chinese():
    assert reason_against("XjqHWzvRtpLK", lambda: 0.9, lambda: False) == NO_CODES
    assert reason_against("XjqHWzvRtpLK", lambda: 0.1, lambda: False) == ""
    assert reason_against("Bookedandinterestdate01/14/2031", lambda: 1.0, lambda: False) == ""
    assert reason_against("024680", lambda: 1.0, lambda: False) == ""
    assert reason_against(FIGURES, lambda: 1.0, lambda: False) == NO_CODES
    assert (
        reason_against(REPORT, lambda: pytest.fail("not in doubt"), lambda: pytest.fail("not in doubt")) == ""
    )
