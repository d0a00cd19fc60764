"""Shortfalls, projects, services and demands of more kinds of papers (issues, items, measures, rules)."""

import pytest
from typed_papers import typed_paper

from extractors.finders.header import find_header
from extractors.finders.issues import find_issues
from extractors.finders.items import find_items
from extractors.finders.measures import find_measures
from extractors.finders.rules import find_rules

REPORT = "云溪县政府工作报告\n各位代表：\n我代表县人民政府报告工作。\n"
BULLETIN = "云溪县2025年三季度重点工作督查通报\n现将有关情况通报如下。\n一、总体情况\n"
NOTICE = "云溪县2025年度绩效考核办法\n第一条 制定本办法。\n三、考核内容及计分\n"


def issues_of(text: str) -> list[str]:
    paper = typed_paper(text)
    return [issue.text for issue in find_issues(paper, find_header(paper), ())]


def items_of(text: str) -> list[tuple[str, str, str]]:
    paper = typed_paper(text)
    return [(item.kind, item.name, item.status) for item in find_items(paper, find_header(paper))]


def measures_of(text: str) -> list[str]:
    paper = typed_paper(text)
    return [measure.text for measure in find_measures(paper, find_header(paper))]


def rules_of(text: str) -> list[str]:
    paper = typed_paper(text)
    return [rule.text for rule in find_rules(paper, find_header(paper))]


@pytest.mark.parametrize(
    "admission",
    [
        "我们也清醒认识到：产业结构还不够优；县域之间差距仍较大；少数干部作风还不实，等等。这些都是发展中的问题。",
        "我们也清醒看到，发展仍面临不少困难，主要是：产业结构还不够优。县域之间差距仍较大。少数干部作风还不实，等等。"
        "对这些问题，我们一定认真解决。",
    ],
)
def test_what_a_report_admits(admission: str) -> None:
    assert issues_of(REPORT + admission) == ["产业结构还不够优", "县域之间差距仍较大", "少数干部作风还不实"]


@pytest.mark.parametrize(
    ("sentence", "issues"),
    [
        (
            "但也存在个别单位重视不够、任务推进不力等问题。",
            ["个别单位重视不够、任务推进不力"],
        ),
        ("北环路改造环评未批复，至今未开工。", ["北环路改造环评未批复，至今未开工"]),
        (
            "受电力迁改影响，至今只完成路基的35%。",
            ["受电力迁改影响，至今只完成路基的35%"],
        ),
        ("年底完成任务存在较大风险。", ["年底完成任务存在较大风险"]),
        ("任务72项，其中进展缓慢的16项。", []),
        ("落实存量项目，存在银行的资金等均已拨付。", []),
    ],
)
def test_shortfalls_outside_their_sections(sentence: str, issues: list[str]) -> None:
    assert issues_of(BULLETIN + sentence) == issues


def test_points_that_follow_the_search_for_causes_are_no_demands() -> None:
    talk = (
        "在云溪县绩效考核推进会上的讲话\n同志们：\n我讲两点。\n一、认清形势，切实把思想统一到争先上来\n"
        "去年我县退了3位。究其原因，有“两个不够”：\n一是常规指标扣分过多。扣分的有23项。\n二是加分太少。只加了2分。\n"
        "二、盯住重点\n（一）红灯指标要“清零”。牵头单位要逐项过堂。\n"
    )
    assert issues_of(talk) == ["常规指标扣分过多", "加分太少"]
    assert measures_of(talk) == ["红灯指标要“清零”"]


def test_points_lost_and_titles_that_only_announce() -> None:
    paper = BULLETIN.replace("一、总体情况", "一、扣分情况") + (
        "东镇因积案化解率未达标扣1.5分；西镇因发生较大事故扣3分。\n二、偏离情况及原因\n东镇支出进度仅18%，主要是施工受限。\n三、其他需要说明的问题\n无"
    )
    assert issues_of(paper) == [
        "东镇因积案化解率未达标扣1.5分",
        "西镇因发生较大事故扣3分",
        "东镇支出进度仅18%，主要是施工受限",
    ]


def test_measures_aimed_at_named_problems() -> None:
    paper = (
        "桃源镇2024年度绩效自评报告\n现报告如下。\n四、改进措施\n"
        "针对存在问题，我镇将采取以下措施：一是细化预算编制。二是健全项目档案。"
    )
    assert measures_of(paper) == ["细化预算编制", "健全项目档案"]
    assert issues_of(paper) == []


def test_what_is_aimed_at_in_the_year_ahead_is_no_measure() -> None:
    paper = REPORT + "二、2026年工作安排\n今年工作的总体要求是：稳中求进。\n（一）扩大投资。实施项目96个。"
    assert measures_of(paper) == ["扩大投资。实施项目96个"]


def test_each_unit_that_is_asked_to_act() -> None:
    paper = (
        "云溪县2025年度考核实施方案\n现印发给你们。\n六、工作要求\n"
        "县考核办要加强日常调度，及时发现问题。各街道要成立工作专班，明确专人负责。"
    )
    assert measures_of(paper) == [
        "县考核办要加强日常调度，及时发现问题",
        "各街道要成立工作专班，明确专人负责",
    ]


def test_a_point_that_lays_down_a_rule_is_no_measure() -> None:
    paper = (
        "云溪县三季度督查通报\n现通报如下。\n四、工作要求\n（一）加快进度。县水务局要倒排工期。\n"
        "（二）严格考核问责。对连续两次被通报的单位，由县领导约谈；每被通报一次，在年度考核中扣0.5分。"
    )
    assert measures_of(paper) == ["加快进度。县水务局要倒排工期"]
    assert "每被通报一次，在年度考核中扣0.5分" in rules_of(paper)


@pytest.mark.parametrize(
    ("sentence", "item"),
    [
        ("云澄高铁全线开通，结束不通高铁历史。", ("project", "云澄高铁", "done")),
        ("首个风光大基地开工建设，装机达到900万千瓦。", ("project", "首个风光大基地", "on_track")),
        ("第三水厂投入使用，供水紧张得到缓解。", ("project", "第三水厂", "done")),
        ("金河一期工程4条生产线已竣工投产。", ("project", "金河一期工程", "done")),
        ("30件民生实事全面完成。", ("task", "30件民生实事", "done")),
        ("圆满完成东河抗洪救援任务。", ("task", "东河抗洪救援任务", "done")),
        ("二期改造项目于2024年10月通过验收，新增探头316路。", ("project", "二期改造项目", "done")),
        ("东镇供水工程总投资680万元，已完成工程量的85%。", ("project", "东镇供水工程", "on_track")),
    ],
)
def test_projects_of_a_report(sentence: str, item: tuple[str, str, str]) -> None:
    assert items_of(REPORT + sentence) == [item]


@pytest.mark.parametrize(
    "sentence",
    [
        "圆满完成全年经济社会发展目标任务。",
        "围绕重点项目加快推进要素保障。",
        "建设工程和产业项目中主体完工3个，基础施工5个。",
    ],
)
def test_what_is_no_item(sentence: str) -> None:
    assert items_of(REPORT + sentence) == []


def test_a_list_of_services_for_the_year() -> None:
    paper = (
        "附件\n2026年澄江区民生实事\n1.新增城区公共停车泊位800个，改造背街小巷9条（牵头单位：城管局）。\n"
        "2.提升12个社区养老服务网络，新增床位90张（牵头单位：民政局）。"
    )
    assert items_of(paper) == [
        ("task", "新增城区公共停车泊位", "planned"),
        ("task", "提升12个社区养老服务网络", "planned"),
    ]


@pytest.mark.parametrize(
    ("article", "rules"),
    [
        (
            "（一）到位资金（60分）。完成任务的计满分，每少1个百分点扣0.6分；完成任务不足50%的，该项不得分。",
            ["完成任务的计满分，每少1个百分点扣0.6分；完成任务不足50%的，该项不得分"],
        ),
        (
            "四、结果运用\n（一）考核结果分优秀、良好、一般三个等次，优秀等次不超过半数。总分低于75分的，不得评为良好。",
            ["考核结果分优秀、良好、一般三个等次，优秀等次不超过半数", "总分低于75分的，不得评为良好"],
        ),
        ("六、附则\n本办法由县考核办负责解释。", []),
        (
            "四、奖惩\n对前3名的单位予以通报表扬，对弄虚作假的单位取消评优资格。",
            ["对前3名的单位予以通报表扬", "对弄虚作假的单位取消评优资格"],
        ),
    ],
)
def test_rules_of_a_notice(article: str, rules: list[str]) -> None:
    assert rules_of(NOTICE + article) == rules
