"""The tables of the papers: every filled cell of a column of figures is a fact, in the unit of its column or
row; a weight belongs to its indicator."""

from decimal import Decimal

from tests.reports.paper import Draft
from tests.reports.scheme import Indicator, rounded
from tests.reports.voice import Voice


def _summable(draft: Draft, many: int) -> list[Indicator]:
    return [a for a in draft.scheme.indicators if a.kind in {"amount", "count"}][:many]


def growth_table(draft: Draft) -> None:
    """附表: indicators with target, result, completion and growth."""
    v = draft.voice("table.growth")
    rows = [("序号", "指标名称", "单位", "年度目标", "完成值", "完成率（%）", "同比增长（%）")]
    for number, a in enumerate(_summable(draft, 6), 1):
        rows.append(
            (
                str(number), a.name, a.unit, _cell(v, a, a.target, "target"), _cell(v, a, a.result, "actual"),
                _percent(v, a, a.done, "completion"), _percent(v, a, a.yoy, "yoy"),
            )
        )  # fmt: skip
    draft.put("title", f"附表　{draft.scheme.whole}主要指标完成情况表")
    draft.table(rows)
    _heard(draft, v, rows)


def task_table(draft: Draft) -> None:
    """Tasks with target, result and completion, the unit within the cells."""
    v = draft.voice("table.tasks")
    tasks = [a for a in draft.scheme.indicators if a.kind == "count"][:5]
    rows = [("任务名称", "年度目标任务", "累计完成情况", "完成率")]
    rows += [(a.name, v.target(a), v.result(a), v.done(a)) for a in tasks]
    draft.put("title", "附件　重点任务进展情况表")
    draft.table(rows)
    _heard(draft, v, rows)


def score_table(draft: Draft) -> None:
    """Parts of the place with score and rank."""
    v = draft.voice("table.scores")
    places = draft.rng.sample(draft.scheme.parts, 6)
    scores = sorted((rounded(Decimal(str(draft.rng.uniform(71, 98))), 2) for _ in places), reverse=True)
    rows = [("单位", "综合得分", "排名")]
    also = ("得分", "综合考核", "考核", "综合排名", "排名", "重点工作")
    for rank, (place, score) in enumerate(zip(places, scores, strict=True), 1):
        rows.append(
            (
                place,
                v.fact(str(score), "综合得分", "score", score, "分", entity=place, also=also, period="*"),
                v.fact(str(rank), "综合得分", "rank", str(rank), "", entity=place, also=also, period="*"),
            )
        )
    draft.put("title", "各单位综合得分及排名情况")
    draft.table(rows)
    _heard(draft, v, rows)


def notice_table(draft: Draft) -> None:
    """The scheme: category, indicator, target, weight and who answers for it."""
    v = draft.voice("table.scheme")
    rows = [("序号", "类别", "考核指标", "年度目标", "分值", "责任单位")]
    ordered = sorted(draft.scheme.indicators, key=lambda a: a.category)[:18]
    for number, a in enumerate(ordered, 1):
        units = "、".join(a.responsible)
        rows.append((str(number), a.category, a.name, v.target(a), str(a.weight), units))
        draft.record(
            "indicators", number=str(number), name=a.name, aliases=[], category=a.category,
            weight=str(a.weight), responsible=list(a.responsible),
        )  # fmt: skip
    draft.put("title", f"{draft.scheme.region}{draft.scheme.year}年度综合绩效考核指标体系")
    draft.table(rows)
    _heard(draft, v, rows)


def self_evaluation_table(draft: Draft) -> None:
    """财政 自评表: levels of indicators with target, result, points and score."""
    v = draft.voice("table.self-evaluation")
    rows = [("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")]
    groups = (("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标"))
    own = [a for a in draft.scheme.indicators if a.kind in {"count", "rate"}]
    for place, a in enumerate(own[:6]):
        first, second = groups[min(place // 2, 2)]
        score = min(a.weight, rounded(a.weight * min(a.done or Decimal(96), Decimal(100)) / 100, 2))
        rows.append(
            (
                first, second, a.name, v.target(a), v.result(a), str(a.weight),
                v.fact(str(score), a.name, "score", score, "分"),
            )
        )  # fmt: skip
        draft.record(
            "indicators",
            number=None,
            name=a.name,
            aliases=[],
            category=second,
            weight=str(a.weight),
            responsible=[],
        )
    draft.put("title", "项目支出绩效自评表")
    draft.table(rows)
    _heard(draft, v, rows)


def _cell(v: Voice, a: Indicator, value: Decimal, role: str) -> str:
    return v.fact(str(value), a.name, role, value, a.unit)


def _percent(v: Voice, a: Indicator, value: Decimal, role: str) -> str:
    return v.fact(str(value), a.name, role, value, "%")


def _heard(draft: Draft, v: Voice, rows: list[tuple[str, ...]]) -> None:
    draft.heard(v, "\n".join("".join(row) for row in rows[1:]))
