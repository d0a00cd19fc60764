import pytest

from extractors.readers.labels import chinese_number, find_label


@pytest.mark.parametrize(
    ("text", "kind", "label", "number", "rest"),
    [
        ("一、总体情况", "cjk", "一、", 1, "总体情况"),
        ("十二、工作要求", "cjk", "十二、", 12, "工作要求"),
        ("（十九）第三产业", "cjk_bracket", "（十九）", 19, "第三产业"),
        ("(七) 其他目标", "cjk_bracket", "(七)", 7, "其他目标"),
        ("10.高新技术企业", "digit", "10.", 10, "高新技术企业"),
        ("1．生产总值", "digit", "1．", 1, "生产总值"),
        ("１２．粮食产量", "digit", "１２．", 12, "粮食产量"),
        ("3、优化环境", "digit", "3、", 3, "优化环境"),
        ("（2）新建公路", "digit_bracket", "（2）", 2, "新建公路"),
        ("1)持续完善", "digit_bracket", "1)", 1, "持续完善"),
        ("③压实责任", "circled", "③", 3, "压实责任"),
        ("第三章 考核办法", "chapter", "第三章", 3, "考核办法"),
        ("第十二条 本办法自发布之日起施行", "article", "第十二条", 12, "本办法自发布之日起施行"),
        ("附件 2", "annex", "附件2", 2, ""),
        ("附件", "annex", "附件", None, ""),
    ],
)
def test_labels(text, kind, label, number, rest):
    found = find_label(text)
    assert found is not None
    assert (found.kind, found.text, found.number, text[found.end :]) == (kind, label, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "一是加强领导",
        "1.5亿元的项目",
        "2024年以来",
        "一、二季度完成",
        "附件中所列的指标",
        "首先，",
        "3、4月份",
        "",
        "县政府",
    ],
)
def test_no_labels(text):
    assert find_label(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十", 20), ("二十一", 21), ("一百零三", 103), ("二〇", 20), ("九", 9)]
)
def test_chinese_numbers(text, value):
    assert chinese_number(text) == value
