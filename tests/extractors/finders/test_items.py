"""Named pieces of work with a status (extractors.finders.items)."""

import pytest
from made_documents import made_document
from typed_papers import NOTICE, REPORT, SPEECH, typed_paper

from extractors.finders.header import find_header
from extractors.finders.items import find_items
from extractors.text.work_status import status_of
from schemas.document import Document
from schemas.evidence import is_found
from schemas.records import Item


def items_of(document: Document) -> tuple[Item, ...]:
    return find_items(document, find_header(document))


def test_bonus_claims_and_rectifications() -> None:
    document = typed_paper(REPORT)
    items = items_of(document)
    assert [(item.kind, item.name, item.status) for item in items] == [
        ("bonus", "绿色食品加工园项目", "done"),
        ("bonus", "“数字乡村”案例", "not_started"),
        ("rectification", "城北片区道路积水问题", "done"),
        ("rectification", "南门市场噪声扰民问题", "at_risk"),
    ]
    assert items[0].points == "0.5"
    assert items[1].deadline == "2024-11"
    assert all(is_found(document, item.evidence) for item in items)


@pytest.mark.parametrize("text", [NOTICE, SPEECH])
def test_notices_and_speeches_hold_none(text: str) -> None:
    assert items_of(typed_paper(text)) == ()


def test_tasks_laid_out_one_by_one() -> None:
    paper = typed_paper(
        "云溪县2024年十件民生实事进展情况（截至9月底）\n现将有关情况公布如下：\n"
        "一、城乡供水保障。目标任务：新建供水工程8处。进展情况：8处全部建成通水，"
        "已提前超额完成年度任务。责任单位：县水务局。\n"
        "二、养老服务提升。目标任务：新建养老服务中心3个。进展情况：建成1个；因选址反复，进度滞后。"
        "责任单位：县民政局、县财政局。\n"
        "三、农村公路提质。目标任务：改造公路120公里。进展情况：完成路基86公里，完成率71.7%。"
        "责任单位：县交通局。"
    )
    assert [(item.kind, item.name, item.status) for item in items_of(paper)] == [
        ("task", "城乡供水保障", "done"),
        ("task", "养老服务提升", "at_risk"),
        ("task", "农村公路提质", "on_track"),
    ]
    assert items_of(paper)[1].responsible == ("县民政局", "县财政局")
    assert items_of(paper)[1].reason == "因选址反复，进度滞后"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("湖滨大桥改造工程已完工。", [("湖滨大桥改造工程", "done")]),
        ("其中滨江物流园项目因涉及用地问题，预判年底无法完成。", [("滨江物流园项目", "at_risk")]),
        ("青石敬老院、白沙敬老院已经竣工。", [("青石敬老院", "done"), ("白沙敬老院", "done")]),
        ("城南水厂二期工程尚未开工。", [("城南水厂二期工程", "not_started")]),
        ("市体育中心项目体育场主体已于6月封顶，部分设备正在安装。", [("市体育中心项目", "on_track")]),
        ("全县重点项目累计完成投资24.1亿元。", []),
        ("园区内26个项目已开工。", []),
    ],
)
def test_names_in_running_text(sentence: str, found: list[tuple[str, str]]) -> None:
    paper = typed_paper(f"云溪县2023年工作情况汇报\n现将有关情况汇报如下。\n一、完成情况\n{sentence}")
    assert [(item.name, item.status) for item in items_of(paper)] == found


def test_points_that_each_begin_with_a_project() -> None:
    paper = typed_paper(
        "云溪县水务局2023年项目支出绩效自评报告\n现将情况报告如下。\n一、绩效目标完成情况\n"
        "一是水库维修养护项目，计划维修12座，项目已全部完成。二是灌区改造项目，完成率82%，受征地影响滞后。"
    )
    assert [(item.name, item.status) for item in items_of(paper)] == [
        ("水库维修养护项目", "done"),
        ("灌区改造项目", "at_risk"),
    ]


def test_rows_of_a_table_of_projects() -> None:
    document = made_document(
        "云溪县2024年重点项目台账",
        """
序号|项目名称|进展情况|责任单位
1|污水处理厂二期|已竣工投入使用|县住建局
2|职中实训楼|资金未到位，至今未开工|县教育局
""",
    )
    assert [(item.name, item.status, item.responsible) for item in items_of(document)] == [
        ("污水处理厂二期", "done", ("县住建局",)),
        ("职中实训楼", "not_started", ("县教育局",)),
    ]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("，未达申报门槛，申报未获通过", "failed"),
        ("：拟于明年申报", "planned"),
        ("：材料通过初审，正在等待核查", "on_track"),
        ("", "unknown"),
    ],
)
def test_status_of_a_bonus_claim(words: str, status: str) -> None:
    assert status_of(words, "bonus") == status
