"""Shortfalls and risks (extractors.finders.issues)."""

import pytest
from made_documents import made_document
from typed_papers import NOTICE, REPORT, SPEECH, typed_paper

from extractors.finders.header import find_header
from extractors.finders.issues import LIMIT, find_issues
from schemas.document import Document
from schemas.evidence import is_found
from schemas.records import Issue


def issues_of(document: Document) -> tuple[Issue, ...]:
    return find_issues(document, find_header(document), ())


def test_report() -> None:
    document = typed_paper(REPORT)
    issues = issues_of(document)
    assert [issue.text for issue in issues] == [
        "企业培育不足，预计扣1.5分",
        "要求增长10%，目前完成3.2亿元，同比增长4.1%",
        "受汛期影响，工期滞后",
        "部分指标差距较大",
        "要素保障不到位",
    ]
    assert [issue.responsible for issue in issues[:3]] == [("县工业局",), ("县工业局",), ("县农业局",)]
    assert all(is_found(document, issue.evidence) and len(issue.text) <= LIMIT for issue in issues)


def test_achievements_in_a_section_that_also_names_shortfalls_are_none() -> None:
    assert [issue.text for issue in issues_of(typed_paper(SPEECH))] == [
        "我区的总分排在全市靠后，还存在不少突出问题",
        "减分依然较多",
        "加分项目储备不够",
    ]


def test_a_notice_names_none() -> None:
    assert issues_of(typed_paper(NOTICE)) == ()


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (
            "四、存在的问题\n1、预算编制不够细化。测算依据不足。\n2、资产管理不规范，台账不全。",
            ["预算编制不够细化", "资产管理不规范，台账不全"],
        ),
        (
            "主要存在的问题有：\n一是预算调整率较高。追加较多。\n二是人员素质有待提高。",
            ["预算调整率较高", "人员素质有待提高"],
        ),
        (
            "发展中还存在一些困难和问题：经济总量偏小；财政收支矛盾突出；民生还有短板。",
            ["经济总量偏小", "财政收支矛盾突出", "民生还有短板"],
        ),
        ("二、存在的问题\n城区学位供给不足。\n三、下一步打算\n加快建设。", ["城区学位供给不足"]),
        ("二、存在的不足\n工作中还存在一些不足。\n部分村干部配备不足。", ["部分村干部配备不足"]),
        (
            "二、存在的困难和问题\n（一）工业增长动力不足\n全县有17家企业产值下降。\n"
            "（二）投资支撑乏力\n新入库项目仅6个。",
            ["工业增长动力不足", "投资支撑乏力"],
        ),
        (
            "二、推进滞后的重点工作\n（一）污水处理厂扩建工程。计划投资2亿元，完成0.6亿元。"
            "因资金未到位，工程进展缓慢。（责任单位：县住建局）",
            ["因资金未到位，工程进展缓慢"],
        ),
        (
            "二、完成情况\n文体中心因规划调整未能开工建设，年内难以完成。",
            ["文体中心因规划调整未能开工建设，年内难以完成"],
        ),
        ("二、完成情况\n各项任务有序推进，全年目标有望完成。", []),
    ],
)
def test_ways_to_name_shortfalls(body: str, texts: list[str]) -> None:
    paper = typed_paper(f"云溪县2023年工作情况报告\n现将有关情况报告如下。\n一、总体情况\n总体平稳。\n{body}")
    assert [issue.text for issue in issues_of(paper)] == texts


def test_units_named_behind_a_label_answer_for_the_issue() -> None:
    paper = typed_paper(
        "云溪县2023年工作通报\n现将情况通报如下。\n一、推进滞后的重点工作\n"
        "（一）环城公路项目。因征地受阻，进展缓慢。（责任单位：县交通局、县自然资源局）"
    )
    assert [issue.responsible for issue in issues_of(paper)] == [("县交通局", "县自然资源局")]


def test_cells_of_a_column_of_shortfalls_without_the_remedy() -> None:
    document = made_document(
        "云溪县2023年绩效目标自评表",
        """
序号|三级指标|完成值|偏差原因分析及改进措施|责任单位
1|渠道改造|15公里|征地未完成，2024年5月底前补齐|县水务局
2|受益户数|120户|—|县水务局
3|节水量|80万方|目标设定偏高|县水务局
""",
    )
    issues = issues_of(document)
    assert [(issue.text, issue.responsible) for issue in issues] == [
        ("征地未完成", ("县水务局",)),
        ("目标设定偏高", ("县水务局",)),
    ]
    assert issues[0].evidence.row == 1
    assert all(is_found(document, issue.evidence) for issue in issues)
