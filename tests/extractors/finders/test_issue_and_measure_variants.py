"""Shortfalls and measures in bulletins, analyses, speeches and codes of many makes."""

import pytest
from typed_papers import typed_paper

from extractors.finders.header import find_header
from extractors.finders.issues import find_issues
from extractors.finders.measures import find_measures

BULLETIN = "关于2025年三季度全县重点项目推进情况的通报\n各乡镇：\n现将有关情况通报如下。\n"
REPORT = "云溪县2025年1—9月绩效指标完成情况分析\n现将有关情况报告如下。\n"
SPEECH = "在全县绩效推进会上的讲话\n（2025年10月9日）\n同志们：\n今天我讲三点。\n"


def issues_of(text: str) -> list[tuple[str, tuple[str, ...]]]:
    paper = typed_paper(text)
    return [(issue.text, issue.responsible) for issue in find_issues(paper, find_header(paper), ())]


def measures_of(text: str) -> list[tuple[str, tuple[str, ...]]]:
    paper = typed_paper(text)
    return [(m.text, m.responsible) for m in find_measures(paper, find_header(paper))]


@pytest.mark.parametrize(
    ("sentence", "issue", "units"),
    [
        (
            "桃源镇、白石乡推进较慢，完成率低于全县平均水平12个百分点。",
            "桃源镇、白石乡推进较慢",
            ("桃源镇", "白石乡"),
        ),
        ("个别乡镇推进缓慢，需要加力。", "个别乡镇推进缓慢", ()),
        ("沙湾县项目推进缓慢，予以通报批评。", "沙湾县项目推进缓慢", ("沙湾县",)),
        ("县交通局对接不主动，手续办理滞后。", "县交通局对接不主动", ("县交通局",)),
        ("主要原因是用地手续不全，征迁剩余12户未签约。", "用地手续不全，征迁剩余12户未签约", ()),
        ("拟建服务中心4个，仅开工1个，其余3个仍在招标，进度明显落后。", "其余3个仍在招标，进度明显落后", ()),
        ("预计全年增长6%左右，完成市定目标有较大难度。", "完成市定目标有较大难度", ()),
        ("因征地拆迁未完成，预计年底难以完成投资任务。", "因征地拆迁未完成，预计年底难以完成投资任务", ()),
    ],
)
def test_issues_outside_their_sections(sentence: str, issue: str, units: tuple[str, ...]) -> None:
    assert issues_of(f"{BULLETIN}一、总体情况\n{sentence}\n") == [(issue, units)]


@pytest.mark.parametrize(
    "sentence",
    [
        "全县项目推进有力，完成率高于全市平均水平。",
        "达到时序进度的13项，进展缓慢的3项。",
        "项目完成率由二季度末的46.3%提高到77.8%，进位明显。",
        "力争年底前赶上时序进度。",
        "绿灯31项，黄灯8项，红灯4项。",
    ],
)
def test_what_is_no_issue(sentence: str) -> None:
    assert issues_of(f"{BULLETIN}一、总体情况\n{sentence}\n") == []


@pytest.mark.parametrize(
    "title",
    [
        "二、需要关注的问题",
        "二、当前存在的主要困难和问题",
        "二、值得关注的几个问题",
        "二、面临的困难与挑战",
        "二、存在问题",
    ],
)
def test_a_heading_that_only_announces_is_no_issue(title: str) -> None:
    text = f"{REPORT}{title}\n（一）投资后劲不足。新入库项目9个。\n（二）用工制约较多。缺口近200人。\n"
    assert issues_of(text) == [("投资后劲不足", ()), ("用工制约较多", ())]


def test_shortfalls_side_by_side() -> None:
    assert [
        text
        for text, _ in issues_of(
            f"{REPORT}二、存在的困难和问题\n"
            "经济下行压力依然较大；部分单位对指标研究不透，底数不清；数据报送质量不高。\n"
        )
    ] == ["经济下行压力依然较大", "部分单位对指标研究不透，底数不清", "数据报送质量不高"]
    assert [text for text, _ in issues_of(f"{REPORT}二、存在困难\n土地指标紧张，融资渠道单一。\n")] == [
        "土地指标紧张，融资渠道单一"
    ]


def test_an_outlook_names_a_target_out_of_reach() -> None:
    text = (
        f"{REPORT}三、全年走势预判及下步建议\n预计全年增长8.5%，可以完成市定目标；"
        "利用外资完成6000万美元的年度目标难度较大。\n1.抓招商。县商务局要组建小分队驻点招商。\n"
    )
    assert [issue for issue, _ in issues_of(text)] == ["利用外资完成6000万美元的年度目标难度较大"]
    assert measures_of(text) == [("抓招商。县商务局要组建小分队驻点招商", ("县商务局",))]


def test_issues_of_a_speech() -> None:
    text = (
        f"{SPEECH}一、问题要找准\n如果就这样下去，全年要扣6分。\n第一，利用外资太少。只有535万美元。县商务局要好好反思。\n"
        "第二，作风不够实。有31件超期办理。\n二、形势要看清\n工作总体向好，但问题也不少。一是进度不快。二是服务不优。\n"
    )
    assert [issue for issue, _ in issues_of(text)] == ["利用外资太少", "作风不够实", "进度不快", "服务不优"]


@pytest.mark.parametrize(
    ("point", "measure"),
    [
        ("一要盯指标。县绩效办一周一调度。", "盯指标。县绩效办一周一调度"),
        (
            "第一，抓前期。县自然资源局要在9月底前完成用地报批。",
            "抓前期。县自然资源局要在9月底前完成用地报批",
        ),
        ("要强化包联。每个项目由一名县级领导牵头。", "要强化包联。每个项目由一名县级领导牵头"),
        ("1.补短板。县工信局对重点企业逐户核算。", "补短板"),
        ("一是严督查。县督查室每月通报。", "严督查。县督查室每月通报"),
    ],
)
def test_short_points_of_a_speech(point: str, measure: str) -> None:
    text = (
        f"{SPEECH}一、成绩要看够\n一是增长快。增长5.6%。\n二、冲刺要拼命\n{point}\n同志们，希望大家努力。\n"
    )
    assert [text for text, _ in measures_of(text)] == [measure]


@pytest.mark.parametrize(
    ("title", "line", "measure"),
    [
        (
            "三、下步工作要求",
            "（一）强化责任。各乡镇要倒排工期，挂图作战。",
            "强化责任。各乡镇要倒排工期，挂图作战",
        ),
        (
            "三、有关要求",
            "一是压实责任。各乡镇要于10月底前报送整改方案。",
            "压实责任。各乡镇要于10月底前报送整改方案",
        ),
        (
            "三、下半年工作建议",
            "（一）加强协同。由县统计局牵头，建立联审机制。",
            "加强协同。由县统计局牵头，建立联审机制",
        ),
        ("三、下一步打算", "一是保要素。县财政局统筹安排资金2亿元。", "保要素。县财政局统筹安排资金2亿元"),
        ("三、改进措施", "1.做实前期工作，提高项目申报质量。", "做实前期工作，提高项目申报质量"),
        (
            "三、2026年工作安排",
            "（一）聚力抓工业。力争新增规上企业20家。",
            "聚力抓工业。力争新增规上企业20家",
        ),
        ("三、下一步要求", "各牵头单位要紧盯时间节点，加快推进。", "各牵头单位要紧盯时间节点，加快推进"),
    ],
)
def test_measures_of_a_report(title: str, line: str, measure: str) -> None:
    assert [text for text, _ in measures_of(f"{REPORT}{title}\n{line}\n")] == [measure]
