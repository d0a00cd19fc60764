"""Each check by a pair of papers: one that agrees and one that doesn't."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fictional_readings import Paper, notice

from pipeline.analysis.checks import CHECK_CODES, run_checks
from pipeline.analysis.schemes import draft_scheme
from schemas.analysis import Check
from schemas.scheme import Scheme


def checks_of(paper: Paper, *schemes: Scheme) -> list[Check]:
    return list(run_checks([paper.reading()], schemes))


def verdicts(paper: Paper, code: str, *schemes: Scheme) -> list[tuple[str, bool]]:
    return [(check.level, check.holds) for check in checks_of(paper, *schemes) if check.code == code]


def weighted(total: str, *, group: str = "6") -> Paper:
    paper = Paper("notice", "2024")
    for name, weight, category in (
        ("粮食总产量", "4", "农业"),
        ("生猪出栏量", "2", "农业"),
        ("进出口总额", "3", "开放"),
    ):
        paper.indicator(name, weight, category)
    paper.fact("农业", "weight", group, "分", quote=f"农业（{group}分）")
    paper.fact("开放", "weight", "3", "分", quote="开放（3分）")
    paper.fact("满分", "weight", total, "分", quote=f"满分{total}分")
    return paper


def stated_lights(green: str, total: str, joined: str = "10") -> Paper:
    paper = Paper("progress_report", "2024-01/2024-08")
    paper.fact("考核指标", "actual", total, "项", block=5)
    paper.fact("绿灯指标", "actual", green, "项", block=5)
    paper.fact("黄灯指标", "actual", "8", "项", block=5)
    paper.fact("红灯指标", "actual", "2", "项", block=5)
    paper.fact("红黄灯指标", "actual", joined, "项", block=5)
    return paper


def rate(printed: str, *, op: str | None = None) -> Paper:
    paper = Paper("progress_report", "2024-01/2024-06")
    paper.fact("农村公路改造", "target", "24", "公里", block=3)
    paper.fact("农村公路改造", "actual", "11", "公里", block=3, op=op)
    paper.fact("农村公路改造", "completion", printed, "%", block=3)
    return paper


def execution(printed: str) -> Paper:
    paper = Paper("self_evaluation", "2023")
    paper.fact("年初预算", "budget", "900", "万元", block=2)
    paper.fact("调整后预算", "budget", "1000", "万元", block=2)
    paper.fact("支出", "actual", "950.5", "万元", block=2)
    paper.fact("预算执行率", "completion", printed, "%", block=2)
    return paper


def schedule(printed: str) -> Paper:
    paper = rate("45.8")
    paper.fact("农村公路改造", "change", printed, "个百分点", block=3, quote=f"落后时序进度{printed}个百分点")
    return paper


def to_target(printed: str) -> Paper:
    paper = Paper("progress_report", "2024-01/2024-06")
    paper.fact("民间投资增速", "target", "7.5", "%", block=3)
    paper.fact("民间投资", "yoy", "7.2", "%", block=3)
    paper.fact("民间投资增速", "change", printed, "个百分点", block=3, quote=f"距目标差{printed}个百分点")
    return paper


def bands(low: str) -> Paper:
    paper = Paper("self_evaluation", "2023")
    paper.fact("自评项目", "actual", "40", "个", block=7)
    paper.fact("自评得分100分的项目", "actual", "30", "个", block=7)
    paper.fact("自评得分95分以上的项目", "actual", "8", "个", block=7)
    paper.fact("自评得分60分以下的项目", "actual", low, "个", block=7)
    return paper


def column(total: str) -> Paper:
    paper = Paper("self_evaluation", "2023")
    for row, value in enumerate(("12.5", "7.5"), start=1):
        paper.fact(f"项目{row}执行数", "actual", value, "万元", block=9, row=row, col=3)
    paper.fact("合计执行数", "actual", total, "万元", block=9, row=3, col=3)
    return paper


def table_lights(green: str) -> Paper:
    paper = stated_lights(green, "4")
    paper.facts = [f for f in paper.facts if "红黄" not in f.indicator and f.indicator != "考核指标"]
    for row, colour in enumerate(["green"] * 3 + ["yellow"] * 8 + ["red"] * 2, start=1):
        paper.light(f"指标{row}", colour, row)
    if green != "3":
        paper.facts = [f for f in paper.facts if f.indicator != "黄灯指标"]
        paper.fact("黄灯指标", "actual", "7", "项", block=5)
    return paper


def rank_moves(stated: str) -> Paper:
    paper = Paper("bulletin", "2024-01/2024-06")
    paper.fact("位次较上季后退的指标", "actual", stated, "项", block=4)
    for row, move in enumerate(("-1", "-2", "1", "-1"), start=1):
        paper.fact(f"指标{row}", "change", move, "位", block=9, row=row, col=6)
    return paper


def above(stated: str) -> Paper:
    paper = Paper("progress_report", "2024-01/2024-06")
    for name in ("粮食总产量", "生猪出栏量", "进出口总额"):
        paper.indicator(name, category="经济")
    paper.fact("指标", "actual", stated, "项", block=50, quote=f"上述{stated}项指标")
    return paper


def listed(stated: str) -> Paper:
    paper = weighted("9")
    paper.fact("考核指标", "actual", stated, "项", block=1)
    return paper


def body_table(**table: object) -> Paper:
    paper = Paper("notice", "2024")
    place = notice().indicators[1].evidence
    told = {"table_name": "规上工业增加值增速", "table_weight": "3", "table_responsible": ("工信局",)}
    paper.indicator(
        "规模以上工业增加值增速",
        "3",
        responsible=("县工业和信息化局",),
        table_evidence=place,
        **(told | table),
    )
    return paper


def text_table(text: str, unit: str = "亿元", table: str = "86385") -> Paper:
    paper = Paper("bulletin", "2024-01/2024-06")
    paper.fact("固定资产投资", "actual", text, unit, block=4)
    paper.fact("固定资产投资额", "actual", table, "万元", block=9, row=1, col=2)
    return paper


def exchanged(text: str) -> Paper:
    paper = Paper("self_evaluation", "2023")
    paper.fact("项目支出", "actual", text, "万元", block=4)
    paper.fact("全年执行", "actual", "2754.6", "万元", block=9, row=4, col=2)
    return paper


def own_target(value: str) -> Paper:
    paper = Paper("bulletin", "2024-01/2024-06")
    paper.fact("城镇新增就业", "target", value, "人", block=9, row=1, col=2)
    return paper


CASES: list[tuple[str, Callable[[], Paper], Callable[[], Paper], str]] = [
    ("weights.total", lambda: weighted("9"), lambda: weighted("10"), "error"),
    ("weights.group", lambda: weighted("9"), lambda: weighted("9", group="7"), "error"),
    ("weights.groups", lambda: weighted("9"), lambda: weighted("10"), "error"),
    ("counts.indicators", lambda: listed("3"), lambda: listed("4"), "warning"),
    ("counts.above", lambda: above("3"), lambda: above("4"), "warning"),
    ("counts.lights", lambda: stated_lights("20", "30"), lambda: stated_lights("21", "30"), "error"),
    (
        "counts.lights_joined",
        lambda: stated_lights("20", "30"),
        lambda: stated_lights("20", "30", "11"),
        "error",
    ),
    ("counts.lights_table", lambda: table_lights("3"), lambda: table_lights("4"), "error"),
    ("counts.rank_moves", lambda: rank_moves("3"), lambda: rank_moves("4"), "warning"),
    ("completion.ratio", lambda: rate("45.8"), lambda: rate("54.8"), "error"),
    ("completion.execution", lambda: execution("95.05"), lambda: execution("96.1"), "error"),
    ("difference.schedule", lambda: schedule("-4.2"), lambda: schedule("-2.4"), "warning"),
    ("difference.target", lambda: to_target("-0.3"), lambda: to_target("-3"), "warning"),
    ("parts.score_bands", lambda: bands("2"), lambda: bands("3"), "error"),
    ("parts.table_total", lambda: column("20.0"), lambda: column("21.0"), "error"),
]


@pytest.mark.parametrize(("code", "right", "wrong", "level"), CASES, ids=[case[0] for case in CASES])
def test_what_agrees_is_confirmed_and_what_does_not_is_flagged(
    code: str, right: Callable[[], Paper], wrong: Callable[[], Paper], level: str
) -> None:
    assert verdicts(right(), code)
    assert all(holds for _, holds in verdicts(right(), code))
    if code != "completion.execution":
        assert (level, False) in verdicts(wrong(), code)
    else:
        assert verdicts(wrong(), code) == []  # two budgets stand beside it: not clear which is meant


@pytest.mark.parametrize(
    ("paper", "code", "expected"),
    [
        (body_table(), "bodytable.name", [("remark", False)]),
        (body_table(table_name="规模以上工业增加值增速"), "bodytable.name", []),
        (body_table(table_name="规模以上工业增价值增速"), "bodytable.name", [("warning", False)]),
        (body_table(table_name="全部工业增加值增速"), "bodytable.name", [("warning", False)]),
        (body_table(), "bodytable.weight", []),
        (body_table(table_weight="3.0"), "bodytable.weight", []),
        (body_table(table_weight="2"), "bodytable.weight", [("error", False)]),
        (body_table(), "bodytable.responsible", []),
        (body_table(table_responsible=("商务局",)), "bodytable.responsible", [("warning", False)]),
        (text_table("8.64"), "texttable.value", []),
        (text_table("8.46"), "texttable.value", [("error", False)]),
        (text_table("8.46", "%"), "texttable.value", []),
        (exchanged("2745.6"), "texttable.transposed", [("error", False)]),
        (exchanged("2754.6"), "texttable.transposed", []),
        (exchanged("2745.7"), "texttable.transposed", []),
    ],
)
def test_the_same_thing_said_twice(paper: Paper, code: str, expected: list[tuple[str, bool]]) -> None:
    assert verdicts(paper, code) == expected


def test_a_report_must_not_state_another_target() -> None:
    scheme = draft_scheme(notice().reading())
    assert scheme is not None
    assert verdicts(own_target("1800"), "agreement.target", scheme) == []
    assert verdicts(own_target("1900"), "agreement.target", scheme) == [("warning", False)]


def test_a_target_below_last_years_result_is_remarked() -> None:
    paper = notice()
    paper.fact(
        "城镇新增就业人数", "actual", "1925", "人", period="2023", indicator_ref=paper.indicators[2].key
    )
    paper.fact("细颗粒物（PM2.5）平均浓度", "actual", "34", "微克/立方米", period="2023")
    scheme = draft_scheme(paper.reading())
    assert scheme is not None
    found = [check for check in checks_of(paper, scheme) if check.code == "plausible.target"]
    assert [check.level for check in found] == ["remark"]
    assert "城镇新增就业" in found[0].text


def test_rounding_agrees_and_cutting_off_is_a_remark() -> None:
    assert verdicts(rate("45.83"), "completion.ratio") == [("remark", True)]
    paper = rate("45")
    paper.facts[:2] = [replace(fact, unit="个") for fact in paper.facts[:2]]
    assert verdicts(paper, "completion.ratio") == [("remark", False)]


def test_figures_that_are_not_exact_are_not_judged() -> None:
    assert verdicts(rate("54.8", op="~"), "completion.ratio") == []
    assert verdicts(rate("XX"), "completion.ratio") == []


def test_lights_are_added_with_what_has_none() -> None:
    paper = stated_lights("20", "34")
    paper.fact("未亮灯指标", "actual", "4", "项", block=5)
    assert verdicts(paper, "counts.lights") == [("remark", True)]


def test_execution_is_flagged_where_one_budget_stands_beside_it() -> None:
    paper = execution("96.1")
    paper.facts = paper.facts[1:]
    assert verdicts(paper, "completion.execution") == [("error", False)]


def test_every_finding_shows_its_sum_and_its_sources() -> None:
    for _, right, wrong, _ in CASES:
        for check in (*checks_of(right()), *checks_of(wrong())):
            assert check.code in CHECK_CODES
            assert check.text
            assert check.arithmetic
            assert check.sources
            assert not re.search(r"[A-Za-z]{6,}", check.text)


def test_every_code_is_documented(repository: Path) -> None:
    text = (repository / "docs" / "checks.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (\S+)$", text, re.MULTILINE) == sorted(
        CHECK_CODES, key=lambda code: text.index(f"### {code}\n")
    )
    assert set(re.findall(r"^### (\S+)$", text, re.MULTILINE)) == set(CHECK_CODES)
