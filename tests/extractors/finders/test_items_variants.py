"""Projects and tasks with the words that say how far they are (extractors.finders.items)."""

import pytest
from typed_papers import typed_paper

from extractors.finders.header import find_header
from extractors.finders.items import find_items
from extractors.text.work_status import status_of
from schemas.records import ItemKind, ItemStatus

TASKS = "云溪县2025年民生实事推进情况汇报\n现将有关情况汇报如下。\n一、民生实事进展\n"
PROJECTS = "云溪县2025年三季度重点项目情况通报\n现将有关情况通报如下。\n"


def items_of(text: str) -> list[tuple[str, str, str]]:
    paper = typed_paper(text)
    return [(item.kind, item.name, item.status) for item in find_items(paper, find_header(paper))]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("总投资3亿元，已完成投资1.2亿元，正在进行主体施工。", "on_track"),
        ("因征地未完成，至今仍未动工。", "not_started"),
        ("受土地报批影响尚未开工，原计划完成投资2000万元。", "not_started"),
        ("资金链断裂，目前处于停工状态。", "at_risk"),
        ("受规划调整影响，项目暂停，拟于2026年3月复工。", "at_risk"),
        ("进度较计划滞后约30天，已完成基础施工。", "at_risk"),
        ("推进缓慢，完成率仅12%。", "at_risk"),
        ("进度明显落后。", "at_risk"),
        ("已竣工并通过验收。", "done"),
        ("已于9月底投用。", "done"),
        ("已正式通车。", "done"),
        ("已投产。", "done"),
        ("主体已封顶，计划12月底前投入使用。", "on_track"),
        ("已开工，确保明年6月竣工。", "on_track"),
        ("一期已竣工投产，二期正在建设。", "on_track"),
        ("预计12月底前全部完工。", "on_track"),
        ("拟于2026年开工。", "planned"),
        ("已列入明年计划，暂不实施。", "planned"),
        ("申报未通过评审。", "failed"),
        ("累计支付418万元，支付率44%。", "on_track"),
        ("20；已完成；办理时限压减46.2%", "done"),
    ],
)
def test_status_of_a_project(words: str, status: ItemStatus) -> None:
    assert status_of(words, "project") == status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("计划改造教室42间，实际完成42间，提前一个季度完成任务。", "done"),
        ("新增停车位1120个，超过年度目标1000个的12%。", "done"),
        ("建成社区食堂8个、托育园3所，均已投入使用。", "done"),
        ("目标任务50公里，实际完成52公里，完成率104%。", "done"),
        ("完成无障碍改造145户（年度任务180户），救助率100%。", "on_track"),
        ("新增就业4216人，完成年度目标的60.2%。", "on_track"),
        ("已开工27个，为省任务的112.5%、市任务的90%。", "on_track"),
        ("目前仅开工1个，其余仍处于招标阶段，进度明显落后。", "at_risk"),
        ("已完成28所，剩余2所因水源变更尚未实施。", "at_risk"),
        ("因选址未定，尚未启动。", "not_started"),
    ],
)
def test_status_of_a_task(words: str, status: ItemStatus) -> None:
    kind: ItemKind = "task"
    assert status_of(words, kind) == status


def test_tasks_with_their_units_and_projects_with_their_figures() -> None:
    assert items_of(
        f"{TASKS}1.托育服务。计划新增托位600个，已新增388个。（责任单位：县卫健局）\n"
        "2.便民停车。新增车位1120个，超过年度目标1000个的12%。（责任单位：县城管局）\n"
        "二、重点项目进展\n（一）云溪至桃源快速通道。总投资12亿元，已完成2.3亿元，路基完成31公里。\n"
        "（二）冷链物流园项目。受土地报批影响尚未开工。\n"
    ) == [
        ("task", "托育服务", "on_track"),
        ("task", "便民停车", "done"),
        ("project", "云溪至桃源快速通道", "on_track"),
        ("project", "冷链物流园项目", "not_started"),
    ]


@pytest.mark.parametrize(
    "title", ["三、项目推进滞后的典型", "三、进展缓慢的项目", "三、推进缓慢项目", "三、工作不力典型案例"]
)
def test_what_a_bulletin_names_as_behind(title: str) -> None:
    assert items_of(
        f"{PROJECTS}{title}\n1.桃源县再生铝项目。总投资8亿元，截至9月底仅完成投资0.4亿元。\n"
        "2.沙湾县智能家居产业园（二期）项目。应于8月底前开工，至今尚未动工。\n"
    ) == [
        ("project", "桃源县再生铝项目", "at_risk"),
        ("project", "沙湾县智能家居产业园（二期）项目", "not_started"),
    ]


@pytest.mark.parametrize(
    ("title", "status"),
    [("已完成项目", "done"), ("进展较快的项目", "done"), ("2025年重点工程推进情况", "done")],
)
def test_works_under_the_heading_of_their_state(title: str, status: ItemStatus) -> None:
    assert items_of(
        f"{PROJECTS}一、{title}\n1.滨江大道改造工程。全长8.2公里，已全面建成通车。牵头单位：县住建局。\n"
    ) == [("project", "滨江大道改造工程", status)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("科创大厦已投入使用；青年公寓项目建至12层。", [("科创大厦", "done"), ("青年公寓项目", "on_track")]),
        ("国家级孵化器申报工作因条件调整未通过评审。", [("国家级孵化器申报工作", "failed")]),
        ("改造危桥9座，剩余1座（石埠桥）因汛期推迟，已于1月完工。", [("石埠桥", "done")]),
        ("6所卫生院中，白石卫生院已完工，其余5所正在建设。", [("白石卫生院", "done")]),
        ("十大民生实事项目总体进展顺利。", []),
        ("全县46个重点项目已开工41个。", []),
    ],
)
def test_running_text(sentence: str, found: list[tuple[str, str]]) -> None:
    text = f"云溪县2025年工作情况汇报\n现将有关情况汇报如下。\n一、完成情况\n{sentence}\n"
    assert [(name, status) for _, name, status in items_of(text)] == found


@pytest.mark.parametrize(
    "paragraph",
    [
        "（一）项目建设扩量提速。实施重点项目128个，已开工112个。",
        "1.亿元以上新开工项目。全年目标26个，实际开工23个，开工率88.5%。",
        "1.招商引资势头良好。新签约项目15个，总投资63亿元。",
    ],
)
def test_groups_indicators_and_headlines_are_no_items(paragraph: str) -> None:
    text = f"云溪县2025年1—9月指标完成情况分析\n现将情况报告如下。\n一、主要指标完成情况\n{paragraph}\n"
    assert items_of(text) == []
