"""Speeches without a title, services to the people, lines with a light: all that the finders read of them."""

import pytest
from typed_papers import typed_paper

from extractors.finders.header import find_header
from extractors.finders.issues import find_issues
from extractors.finders.items import find_items
from extractors.finders.measures import find_measures
from extractors.finders.rules import find_rules
from extractors.text.places import region_of
from schemas.document import Document

TALK = (
    "同志们：\n这次会议是2024年度绩效攻坚推进会，主要任务是{stock}。下面，我讲两点。\n"
    "一、看清差距\n去年，云溪县在全市综合考核中排第4位，我县2025年计划开工的项目还不多。\n"
    "二、压实责任\n{demands}\n"
)
REPORT = "云溪县2025年1—9月绩效指标运行情况分析\n现将有关情况报告如下。\n{body}\n"
SERVICES = "云溪县2025年民生实事推进情况汇报\n现将有关情况汇报如下。\n一、民生实事办理情况\n{body}\n"
SELF_EVALUATION = "云溪县交通运输局2024年度部门整体支出绩效自评报告\n一、指标完成情况\n{body}\n"


def talk(stock: str = "分析形势", demands: str = "大家都要抓紧。") -> Document:
    return typed_paper(TALK.format(stock=stock, demands=demands))


def issues_of(text: str) -> list[str]:
    paper = typed_paper(text)
    return [issue.text for issue in find_issues(paper, find_header(paper), ())]


def items_of(paper: Document) -> list[tuple[str, str, str]]:
    return [(item.kind, item.name, item.status) for item in find_items(paper, find_header(paper))]


@pytest.mark.parametrize(
    ("stock", "period"),
    [
        ("盘点前三季度家底", "2024-01/2024-09"),
        ("总结上半年工作", "2024-01/2024-06"),
        ("研究部署重点工作", "2024"),
    ],
)
def test_the_opening_of_a_speech_gives_its_year_and_months(stock: str, period: str) -> None:
    assert find_header(talk(stock)).period == period


@pytest.mark.parametrize(
    ("body", "period"),
    [
        ("第三季度各镇平均得分88.2分。\n二、指标完成情况\n1—9月，完成投资12.6亿元。", "2024-07/2024-09"),
        ("1—9月，完成投资12.6亿元。\n二、指标完成情况\n第三季度新开工项目3个。", "2024-01/2024-09"),
    ],
)
def test_a_quarter_is_widened_by_the_first_part_only(body: str, period: str) -> None:
    title = "关于2024年第三季度各镇绩效考核结果的通报\n各镇人民政府：\n现将有关情况通报如下。\n"
    assert find_header(typed_paper(f"{title}一、总体情况\n{body}\n")).period == period


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("澄州市水利局2023年度绩效自评报告", "澄州市"),
        ("栖霞镇市2023年度绩效自评报告", "栖霞镇市"),
        ("澄州市场监督管理局2023年度绩效自评报告", "澄州"),
        ("栖霞市云溪县2023年度绩效自评报告", "云溪县"),
    ],
)
def test_a_place_keeps_its_level(title: str, region: str) -> None:
    assert region_of(title, (), "") == region


def test_what_a_speech_asks_of_units_rewards_and_punishes() -> None:
    paper = talk(
        demands="县政府督查室要每周一通报。各分管县领导要对红灯指标包干到底，12月底前压减到2项以内。"
        "对综合考核进入全市前3位的，县政府拿出100万元专项奖励；对数据造假的，发现一起、查处一起，决不姑息。"
    )
    header = find_header(paper)
    assert [(m.text, m.responsible) for m in find_measures(paper, header)] == [
        ("县政府督查室要每周一通报", ("县政府督查室",)),
        ("各分管县领导要对红灯指标包干到底，12月底前压减到2项以内", ("各分管县领导",)),
    ]
    assert [(rule.kind, rule.text) for rule in find_rules(paper, header)] == [
        ("reward", "对综合考核进入全市前3位的，县政府拿出100万元专项奖励"),
        ("penalty", "对数据造假的，发现一起、查处一起，决不姑息"),
    ]


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("青峰新材料产业园要确保11月底前投产。", [("project", "青峰新材料产业园", "planned")]),
        ("环城北路二期征拆工作必须在10月底前清零。", [("project", "环城北路二期", "planned")]),
        ("东湖大桥力争年底前通车。", [("project", "东湖大桥", "planned")]),
        ("重点项目必须在12月底前开工。", []),
        ("签约项目要确保12月底前开工。", []),
    ],
)
def test_projects_of_a_speech_with_a_date(sentence: str, items: list[tuple[str, str, str]]) -> None:
    assert items_of(talk(demands=sentence)) == items


@pytest.mark.parametrize(
    ("line", "issue"),
    [
        (
            "1.固定资产投资增速（红灯）：目标7%，1—9月下降2.3%。主要是工业投资大幅下滑，1—9月仅完成3.1亿元。",
            "主要是工业投资大幅下滑",
        ),
        ("2.重点项目投资（黄灯）：完成率81%。部分项目受环评影响推进缓慢。", "部分项目受环评影响推进缓慢"),
        ("3.实际使用外资（红灯）：完成率23%，预计扣2分。企业增资意愿不强。", "企业增资意愿不强"),
    ],
)
def test_the_cause_behind_a_line_with_a_light(line: str, issue: str) -> None:
    assert issues_of(REPORT.format(body=f"一、指标进展\n{line}")) == [issue]


def test_the_cause_of_a_fall() -> None:
    line = "进出口总额下降12.4%，主要是受关税影响，订单减少。工业增长9%，主要是新厂满产拉动。"
    assert issues_of(REPORT.format(body=f"一、指标进展\n{line}")) == ["主要是受关税影响，订单减少"]


def test_causes_in_a_list_of_indicators_not_reached() -> None:
    body = (
        "一、未完成指标及原因\n1.工业投资。目标12亿元，完成10.6亿元，主要是两个大项目推迟开工。\n"
        "2.亩均税收。距目标差0.4万元/亩，主要是低效用地占比偏高。"
    )
    assert issues_of(REPORT.format(body=body)) == ["主要是两个大项目推迟开工", "主要是低效用地占比偏高"]


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("1.云溪大桥项目。因设计变更，至今未开工。", "因设计变更，至今未开工"),
        (
            "2.南岭污水厂：设计规模2万吨，因环评延迟，仅完成工程量的41%，较计划滞后20个百分点。",
            "因环评延迟，仅完成工程量的41%，较计划滞后20个百分点",
        ),
        (
            "新建候车亭30座的任务尚未启动，主要是选址有冲突。",
            "新建候车亭30座的任务尚未启动，主要是选址有冲突",
        ),
    ],
)
def test_causes_beside_a_project(text: str, issue: str) -> None:
    assert issues_of(SERVICES.format(body=text)) == [issue]


def test_complaints_and_work_that_never_began_in_a_self_evaluation() -> None:
    body = (
        "1.项目开工率（8分）。实际为91%，自评得6分。北门枢纽项目因用地预审未通过，至今尚未开工。\n"
        "2.满意度（10分）。按期办结率98%，但涉及公交改线的投诉仍然较多。"
    )
    text = SELF_EVALUATION.format(body=body)
    assert issues_of(text) == ["北门枢纽项目因用地预审未通过，至今尚未开工", "涉及公交改线的投诉仍然较多"]
    assert items_of(typed_paper(text)) == [("project", "北门枢纽项目", "not_started")]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("城镇新增就业目标2100人，上半年实现1300人。", "on_track"),
        ("计划新建托位200个，仅完成60个，进度偏慢；新增床位80张，已完成52张。", "at_risk"),
        ("计划新建水厂3座，已建成2座，完成投资3200万元。", "on_track"),
        ("开通线路3条；新建候车亭30座的任务尚未启动。", "at_risk"),
        ("改厕任务900户，提前完成年度任务；污水治理率提高到45%。", "on_track"),
    ],
)
def test_a_service_by_its_parts(body: str, status: str) -> None:
    assert items_of(typed_paper(SERVICES.format(body=f"（一）改善民生服务。{body}"))) == [
        ("task", "改善民生服务", status)
    ]


def test_bands_in_a_note_without_a_table() -> None:
    note = "注：完成时序进度的为绿灯；落后时序进度5个百分点以内的为黄灯；已确定扣分的为红灯。"
    paper = typed_paper(REPORT.format(body=f"一、总体情况\n运行平稳。\n{note}"))
    assert [(rule.kind, rule.text) for rule in find_rules(paper, find_header(paper))] == [
        ("light", "完成时序进度的为绿灯"),
        ("light", "落后时序进度5个百分点以内的为黄灯"),
        ("light", "已确定扣分的为红灯"),
    ]


def test_cases_with_a_consequence_are_rules_and_no_measures() -> None:
    body = (
        "一、工作要求\n年度考核居前3名的镇，予以通报表扬；季度连续两次居末位的，由县委组织部约谈主要负责人。"
    )
    paper = typed_paper(f"关于2025年三季度考核结果的通报\n现将结果通报如下。\n{body}\n")
    header = find_header(paper)
    assert [rule.kind for rule in find_rules(paper, header)] == ["reward", "supervision"]
    assert find_measures(paper, header) == ()
