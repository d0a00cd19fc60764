"""Rules that a document lays down (extractors.finders.rules)."""

import pytest
from made_documents import made_document
from typed_papers import NOTICE, REPORT, SPEECH, typed_paper

from extractors.finders.header import find_header
from extractors.finders.issues import find_issues
from extractors.finders.measures import find_measures
from extractors.finders.rules import LIMIT, find_rules, kind_of
from schemas.document import Document
from schemas.evidence import is_found
from schemas.records import Rule


def rules_of(document: Document) -> tuple[Rule, ...]:
    return find_rules(document, find_header(document))


def test_notice() -> None:
    document = typed_paper(NOTICE)
    rules = rules_of(document)
    assert [(rule.kind, rule.text) for rule in rules] == [
        ("reporting", "各责任单位每月5日前将完成情况报送至区考核办"),
        ("light", "排名1-2名的用绿色标识，排名3-4名的用黄色标识，排名5-6名的用红色标识"),
        ("supervision", "区委区政府督查室对亮红灯的指标下发督办函"),
        ("supervision", "连续两个季度亮红灯的，由区长约谈"),
        ("reward", "对年度排名第一的单位予以通报表扬"),
        ("penalty", "对排名末位的单位予以通报批评，并扣减工作经费"),
    ]
    assert all(is_found(document, rule.evidence) and len(rule.text) <= LIMIT for rule in rules)


def test_a_report_without_rules() -> None:
    assert rules_of(typed_paper(REPORT)) == ()


def test_what_a_speech_lays_down() -> None:
    assert [rule.text for rule in rules_of(typed_paper(SPEECH))] == [
        "对完成目标成效显著的予以相应加分",
        "分管领导要每月召开一次专题调度会",
    ]


def test_a_note_under_a_table_says_what_the_colours_mean() -> None:
    document = made_document(
        "云溪县2024年二季度考核情况通报",
        """
序号|指标|位次|预警
1|民间投资|2|绿
""",
        "注：1.排名1—2位亮绿灯、3—5位亮黄灯、6—7位亮红灯；2.“/”表示不适用。",
    )
    assert [(rule.kind, rule.text) for rule in rules_of(document)] == [
        ("light", "排名1—2位亮绿灯、3—5位亮黄灯、6—7位亮红灯")
    ]


def test_the_words_by_which_a_report_defines_its_lights() -> None:
    paper = typed_paper(
        "云溪县2023年绩效工作报告\n现将情况报告如下。\n一、完成情况\n"
        "目前，按时间节点顺利推进的指标有XX项（绿灯）XX分，占比XX%；"
        "进度较慢、存在扣分风险的指标有XX项（黄灯）XX分。"
    )
    assert [rule.text for rule in rules_of(paper)] == [
        "按时间节点顺利推进的指标有XX项（绿灯）",
        "进度较慢、存在扣分风险的指标有XX项（黄灯）",
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("落后时序进度20个百分点以内的亮黄灯", "light"),
        ("对亮红灯的指标逐项下发督办函", "supervision"),
        ("未达到目标的每项扣0.5分", "penalty"),
        ("完成目标的得满分", "evaluation"),
        ("县政府表彰时优先考虑", "reward"),
        ("每月8日前报县考核办", "reporting"),
        ("全县上下齐心协力", None),
    ],
)
def test_kind(words: str, kind: str | None) -> None:
    assert kind_of(words) == kind


def test_points_that_lay_down_and_points_that_ask_stand_side_by_side() -> None:
    paper = typed_paper(
        "栖霞市2023年度园区考核结果通报\n现将考核结果通报如下。\n一、结果运用及要求\n"
        "（一）对考核前3名的园区予以通报表扬。（二）对末位的园区，由市政府领导约谈主要负责人。"
        "（三）各园区要对照短板制定整改方案。\n附件：2023年度园区考核得分表"
    )
    assert [(rule.kind, rule.text) for rule in rules_of(paper)] == [
        ("reward", "对考核前3名的园区予以通报表扬"),
        ("supervision", "对末位的园区，由市政府领导约谈主要负责人"),
    ]
    measures = find_measures(paper, find_header(paper))
    assert [measure.text for measure in measures] == ["各园区要对照短板制定整改方案"]


def test_an_indicator_line_is_no_rule_and_no_issue() -> None:
    paper = typed_paper(
        "云溪县人民政府关于印发2024年考核方案的通知\n现印发给你们。\n一、考核内容和考核评价\n"
        "1.政府债务风险化解。（分值：3分；责任单位：县财政局）"
    )
    assert rules_of(paper) == ()
    assert find_issues(paper, find_header(paper), ()) == ()
