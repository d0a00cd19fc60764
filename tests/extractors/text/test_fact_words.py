"""The pieces of the fact grammar: clauses, roles, names, performers, exclusions."""

import pytest

from extractors.text.clauses import split_clauses
from extractors.text.entities import heading_entity, is_office, leading_entity
from extractors.text.fact_exclusions import is_count
from extractors.text.names import (
    counted_noun,
    is_attribute,
    is_bare_verb,
    is_within,
    joined,
    people_of,
    report_subject,
    subject,
    title_subject,
    with_predicate,
)
from extractors.text.quantities import find_performance_quantities
from extractors.text.roles import Mood, clause_mood, is_wanted, read_role


def clauses(text: str) -> list[str]:
    return [text[c.start : c.end] for c in split_clauses(text, find_performance_quantities(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成投资3亿元，增长5%。", ["完成投资3亿元", "增长5%"]),
        ("签约9个项目、总投资21亿元", ["签约9个项目", "总投资21亿元"]),
        ("农田、水利和道路工程12个", ["农田、水利和道路工程12个"]),
        ("分别为8项、9项、7项", ["分别为8项、9项、7项"]),
        ("项目31个（含子项目40个），开工28个", ["项目31个", "含子项目40个", "开工28个"]),
        ("水泥（沥青）路18公里", ["水泥（沥青）路18公里"]),
        ("“放管服，优服务”改革事项25项", ["“放管服，优服务”改革事项25项"]),
        ("一是投资下滑；二是欠收2亿元。", ["投资下滑", "欠收2亿元"]),
        ("失业率3.1%，控制在4%以内", ["失业率3.1%", "控制在4%以内"]),
        ("产业结构为9.1：43.2：47.7", ["产业结构为9.1：43.2：47.7"]),
        ("", []),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


def test_clauses_know_their_sentence_and_label() -> None:
    text = "一是新增4家。二是减少2家。"
    found = split_clauses(text, find_performance_quantities(text))
    assert [(c.sentence, c.labelled) for c in found] == [(0, True), (1, True)]


@pytest.mark.parametrize(
    ("words", "number", "role", "sign", "rest"),
    [
        ("工业投资同比增长", "7.5%", "yoy", 1, "工业投资"),
        ("工业投资同比下降", "7.5%", "yoy", -1, "工业投资"),
        ("工业增加值", "12.6亿元", "actual", 1, "工业增加值"),
        ("存款余额较年初增加", "12.6亿元", "change", 1, "存款余额"),
        ("完成年度目标的", "71%", "completion", 1, ""),
        ("占年初预算的", "71%", "completion", 1, ""),
        ("税收占一般公共预算收入的", "71%", "share", 1, "税收"),
        ("资金支付率达到", "71%", "completion", 1, "资金支付率"),
        ("空气优良天数比例达到", "71%", "actual", 1, "空气优良天数比例"),
        ("落后时序进度", "6.2个百分点", "change", -1, ""),
        ("高于全市平均水平", "6.2个百分点", "change", 1, ""),
        ("年度任务", "48个", "target", 1, ""),
        ("距任务还差", "48个", "change", -1, ""),
        ("项目追加预算", "48万元", "budget", 1, "项目追加预算"),
        ("自评得分", "91分", "score", 1, ""),
        ("综合得分", "91分", "score", 1, "综合得分"),
        ("每晚报一次扣", "2分", "deduction", 1, "每晚报一次"),
        ("可再加", "2分", "bonus", 1, "可再"),
        ("满分", "100分", "weight", 1, ""),
    ],
)
def test_role(words: str, number: str, role: str, sign: int, rest: str) -> None:
    text = f"{words}{number}"
    [quantity] = [q for q in find_performance_quantities(text) if q.end == len(text)]
    reading = read_role(text[: quantity.start], quantity, None, prospective=False)
    assert (reading.role, reading.sign, reading.rest) == (role, sign, rest)


@pytest.mark.parametrize(
    ("words", "before", "expected"),
    [
        ("力争全年", None, "target"),
        ("年度任务", None, "task"),
        ("目前完成", "target", "actual"),
        ("完成", "task", "actual"),
        ("完成", "target", "target"),
        ("预计全年完成", None, "forecast"),
        ("工业投资", None, None),
    ],
)
def test_mood(words: str, before: Mood | None, expected: Mood | None) -> None:
    assert clause_mood(words, before) == expected
    assert is_wanted(expected) is (expected in ("target", "task"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("其中，全年累计完成工业投资", "工业投资"),
        ("目前已新建公厕", "新建公厕"),
        ("河堤加固工程累计完成投资", "河堤加固工程投资"),
        ("24个镇中已有", ""),
        ("截流井整治情况", "截流井整治"),
        ("应收账款", "应收账款"),
        ("签约", "签约"),
        ("到位资金", "到位资金"),
    ],
)
def test_subject(words: str, expected: str) -> None:
    assert subject(words) == expected


def test_names_are_completed() -> None:
    assert joined("续建项目投资", "投资额") == "续建项目投资额"
    assert joined("续建项目", "总投资") == "续建项目总投资"
    assert joined("续建项目", "续建项目") == "续建项目"
    assert counted_noun("在建泵站已通水") == ("在建泵站", "通水")
    assert with_predicate("指标", "未达进度") == "未达进度指标"
    assert people_of("低保户") == "低保人口"
    assert is_within("新增泊位", "新增停车泊位")
    assert not is_within("新增停车泊位", "新增泊位")
    assert is_attribute("年度计划投资")
    assert not is_attribute("民间投资")
    assert is_bare_verb("未开工")
    assert is_count("万人次")
    assert not is_count("亿元")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("农村公路改造。", "农村公路改造"),
        ("“技能培训”指标", "技能培训"),
        ("存在的主要问题", ""),
        ("狠抓招商引资", ""),
        ("工业生产稳中有进，效益提升", ""),
        ("区水务局", ""),
    ],
)
def test_a_heading_names_a_measure_or_none(title: str, expected: str) -> None:
    assert title_subject(title) == expected


def test_a_heading_says_what_its_part_is_about() -> None:
    assert report_subject("惠民实事进展情况") == "惠民实事"
    assert report_subject("总体情况") == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("北塘街道完成绿化", ("北塘街道", "完成绿化")),
        ("高新区固定资产投资", ("高新区", "固定资产投资")),
        ("全县固定资产投资", (None, "固定资产投资")),
        ("云溪县固定资产投资", (None, "固定资产投资")),
        ("城镇居民人均可支配收入", (None, "城镇居民人均可支配收入")),
        ("县水务局的供水保障", (None, "县水务局的供水保障")),
        ("澄江镇中心幼儿园", (None, "澄江镇中心幼儿园")),
    ],
)
def test_entity(words: str, expected: tuple[str | None, str]) -> None:
    assert leading_entity(words, "云溪县") == expected


def test_entities_of_headings() -> None:
    assert heading_entity("栖霞经济开发区指标完成情况", "云溪县") == "栖霞经济开发区"
    assert heading_entity("重点开发区指标方面", "云溪县", ("栖霞经济开发区",)) == "栖霞经济开发区"
    assert heading_entity("重点开发区指标方面", "云溪县") is None
    assert is_office("县水务局")
    assert not is_office("澄江镇")
