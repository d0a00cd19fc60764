"""The gap brief: where a region stands against its scheme in one period.

Order: the whole in three sentences and a count of lights; what costs most, red before yellow, by the
points that hang on it; by category and unit; what was not reported; what does not agree in the
papers; what could not be computed and why; the table of all indicators; the evidence of each figure.
It computes nothing but counts of what the analysis holds, and changes no printed figure.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from pipeline.briefs.annex import Annex, annex_of
from pipeline.briefs.brief import Brief, Cell, Column, Grid, Prose, Section, Span
from pipeline.briefs.gap_tables import (
    category_grid,
    check_grid,
    coverage_grid,
    finding_grid,
    gap_grid,
    gap_sources,
    light_grid,
    ordered_counts,
    uncovered_grid,
    unit_grid,
)
from pipeline.briefs.gap_words import costly, gap_prose
from pipeline.briefs.rendering import write_brief
from pipeline.briefs.wording import colour_name, date_text, joined, number_text, percent_text, target_text
from schemas.analysis import CHECK_LEVELS, Check, Figure, Gap, GapAnalysis, LightCount, Source


def write_gap(analysis: GapAnalysis, path: Path) -> None:
    """Write the gap brief; the format by the ending (.docx, .html, .xlsx), else UsageError."""
    write_brief(compose_gap(analysis), path)


def compose_gap(analysis: GapAnalysis) -> Brief:
    """The gap brief's content. A section with nothing to say is left out."""
    annex = annex_of(_mentions(analysis))
    parts = (
        ("总体情况", _overview(analysis, annex)),
        ("差距较大的指标", _costly(analysis, annex)),
        ("分类别和责任单位情况", _groups(analysis)),
        ("指标覆盖情况", _coverage(analysis, annex)),
        ("核对发现", _findings(analysis, annex)),
        ("未能测算的指标及原因", _not_computed(analysis)),
        ("全部指标差距总表", (gap_grid(analysis.gaps, annex),)),
    )
    return Brief(
        title=f"{analysis.region}{analysis.period.chinese()}绩效考评指标差距分析",
        subtitle=f"（测算截止日期：{date_text(analysis.as_of)}）",
        sections=numbered(parts),
        annex=annex.entries,
        notes=(_MEANING, *NOTES),
        as_of=analysis.as_of,
    )


def numbered(parts: tuple[tuple[str, tuple[Prose | Grid, ...]], ...]) -> tuple[Section, ...]:
    """Sections with 一、二、三 before their titles, empty ones left out."""
    filled = [(title, blocks) for title, blocks in parts if blocks]
    return tuple(
        Section(f"{'一二三四五六七八九十'[place]}、{title}", blocks)
        for place, (title, blocks) in enumerate(filled)
    )


def _mentions(analysis: GapAnalysis) -> Iterator[Source | Figure | None]:
    first = costly(analysis.gaps)
    shown = {gap.indicator.key for gap in first}
    for gap in (*first, *(gap for gap in analysis.gaps if gap.indicator.key not in shown)):
        yield from gap_sources(gap)
    for row in analysis.coverage:
        if row.state == "masked":
            yield from row.sources
    for check in sorted(analysis.checks, key=_mentioned_last):
        yield from check.sources
    for row in analysis.coverage:
        yield from row.sources


def _overview(analysis: GapAnalysis, annex: Annex) -> tuple[Prose | Grid, ...]:
    blocks: list[Prose | Grid] = [Prose((_scope_words(analysis), _light_words(analysis.light_counts)))]
    differing = _differing_lights(analysis.gaps, annex)
    if differing:
        blocks.append(Prose(differing))
    blocks.append(Prose((_papers_words(analysis),)))
    return (*blocks, light_grid(analysis.light_counts))


def _scope_words(analysis: GapAnalysis) -> str:
    weighted = [gap.indicator.weight for gap in analysis.gaps if gap.indicator.weight is not None]
    draft = "（草案，尚未经人工确认）" if analysis.scheme_state == "draft" else ""
    without = len(analysis.gaps) - len(weighted)
    rest = f"，另有{without}项未列分值，只计项数" if without and weighted else ""
    total = number_text(sum(weighted, Decimal(0)))
    points = f"，其中{len(weighted)}项列有分值、合计{total}分" if weighted else "，均未列分值"
    return (
        f"对照《{analysis.scheme_title.strip('《》')}》{draft}，"
        f"共测算指标{len(analysis.gaps)}项{points}{rest}。"
    )


def _light_words(counts: tuple[LightCount, ...]) -> str:
    words = [_light_phrase(count) for count in ordered_counts(counts) if count.items]
    return f"{'；'.join(words)}。" if words else ""


def _light_phrase(count: LightCount) -> str:
    phrase = f"{colour_name(count.colour)}{count.items}项"
    if count.weighted_items:
        phrase += f"、{number_text(count.points)}分"
    phrase += f"，项数占比{percent_text(count.item_share)}"
    if count.weighted_items and count.point_share is not None:
        phrase += f"，分值占比{percent_text(count.point_share)}"
    return phrase


def _differing_lights(gaps: tuple[Gap, ...], annex: Annex) -> tuple[Span, ...]:
    both = [gap for gap in gaps if gap.printed_light and gap.light.colour]
    differing = [gap for gap in both if gap.printed_light != gap.light.colour]
    if not both:
        return ()
    if not differing:
        return (f"材料载明亮灯且可测算的{len(both)}项，材料亮灯与测算均一致。",)
    spans: list[Span] = [
        f"材料载明亮灯且可测算的{len(both)}项中，{len(both) - len(differing)}项与测算一致，"
        f"{len(differing)}项不一致："
    ]
    for place, gap in enumerate(differing):
        spans.append("；" if place else "")
        lights = f"材料{colour_name(gap.printed_light)}，测算{colour_name(gap.light.colour)}"
        words = f"{gap.indicator.name}（{lights}）"
        spans.append(annex.cite(words, gap.printed_light_source, gap.result))
    return (*spans, "。")


def _papers_words(analysis: GapAnalysis) -> str:
    counts = {level: sum(c.level == level and not c.holds for c in analysis.checks) for level in CHECK_LEVELS}
    named = (("错误", counts["error"]), ("警告", counts["warning"]))
    found = "、".join(f"{name}{count}处" for name, count in named if count)
    checked = (
        f"核对材料发现{found}，均未改动原文，请按“核对发现”逐条核实。"
        if found
        else "核对材料未发现错误和警告。"
    )
    return f"依据材料{len(analysis.documents)}份：{joined(analysis.documents)}。{checked}"


def _costly(analysis: GapAnalysis, annex: Annex) -> tuple[Prose | Grid, ...]:
    gaps = costly(analysis.gaps)
    if not gaps:
        return (Prose(("没有亮红灯、黄灯的指标。",)),) if analysis.gaps else ()
    weights = [gap.indicator.weight for gap in gaps if gap.indicator.weight is not None]
    stakes = f"，涉及分值{number_text(sum(weights, Decimal(0)))}分" if weights else ""
    head = Prose((f"亮红灯、黄灯的指标共{len(gaps)}项{stakes}。按亮灯和涉及分值由重到轻排列如下。",))
    return (head, *(gap_prose(place, gap, annex) for place, gap in enumerate(gaps, start=1)))


def _groups(analysis: GapAnalysis) -> tuple[Prose | Grid, ...]:
    if not analysis.gaps:
        return ()
    by_category = (category_grid(analysis.by_category),) if analysis.by_category else ()
    return (*by_category, unit_grid(analysis.gaps))


def _coverage(analysis: GapAnalysis, annex: Annex) -> tuple[Prose | Grid, ...]:
    rows = analysis.coverage
    if not rows:
        return ()
    reported, masked, missing = (
        sum(row.state == state for row in rows) for state in ("reported", "masked", "missing")
    )
    words = (
        f"方案所列{len(rows)}项指标中，本期材料报送数据的{reported}项，"
        f"数值隐去的{masked}项，未报的{missing}项。"
    )
    uncovered = tuple(row for row in rows if row.state != "reported")
    shown = (uncovered_grid(uncovered, annex),) if uncovered else ()
    return (Prose((words,)), *shown, coverage_grid(analysis, annex))


def _findings(analysis: GapAnalysis, annex: Annex) -> tuple[Prose | Grid, ...]:
    ordered = _ordered_checks(analysis.checks)
    serious = tuple(check for check in ordered if check.level != "remark")
    blocks: list[Prose | Grid] = []
    if serious:
        blocks += [
            Prose(("以下各处只作提示，不改动原文；请对照依据表核实后处理。",)),
            finding_grid(serious, annex),
        ]
    return (*blocks, Prose((_rest_words(analysis.checks, bool(serious)),)), check_grid(ordered, annex))


def _ordered_checks(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Errors, doubts, remarks, and last what was found to be right."""
    return tuple(sorted(checks, key=lambda check: (check.holds, CHECK_LEVELS.index(check.level))))


def _rest_words(checks: tuple[Check, ...], has_serious: bool) -> str:
    """What pages don't list: remarks (other spellings and the like) and what was found to be right."""
    remarks = sum(check.level == "remark" and not check.holds for check in checks)
    holding = sum(check.holds for check in checks)
    parts = [f"提示{remarks}处（名称写法不同等，不影响测算）"] if remarks else []
    parts += [f"复算无误{holding}处"] if holding else []
    if not parts:
        return "除上述各处外，未发现其他不一致。" if has_serious else "未发现不一致。"
    return f"{'另有' if has_serious else '共有'}{'、'.join(parts)}，逐条列在 Excel 版的“核对结果”工作表。"


def _not_computed(analysis: GapAnalysis) -> tuple[Prose | Grid, ...]:
    missing = {row.indicator.key for row in analysis.coverage if row.state == "missing"}
    unlit = [gap for gap in analysis.gaps if gap.light.colour is None and gap.indicator.key not in missing]
    blocks: list[Prose | Grid] = []
    if missing:
        words = f"未报的{len(missing)}项没有完成情况，不能测算，名单见“指标覆盖情况”。"
        in_words = [gap for gap in analysis.gaps if gap.indicator.key in missing and _is_in_words(gap)]
        targets = "、".join(f"{gap.indicator.name}（{target_text(gap)}）" for gap in in_words)
        more = f"其中{len(in_words)}项的目标不是数值，报送后也须人工判断：{targets}。" if in_words else ""
        blocks.append(Prose((words, more)))
    if unlit:
        columns = (
            Column("序号", 4, "number"),
            Column("指标", 16),
            Column("责任单位", 12),
            Column("原因", 20),
        )
        rows = tuple(
            (Cell(str(n)), Cell(gap.indicator.name), Cell(joined(gap.indicator.responsible)), Cell(_why(gap)))
            for n, gap in enumerate(unlit, start=1)
        )
        blocks.append(Grid("未能测算的指标", columns, rows))
    if analysis.left_out:
        blocks.append(Prose(("本次未采用的材料和数据：",)))
        blocks += [
            Prose((f"{n}.{text.rstrip('。')}。",)) for n, text in enumerate(analysis.left_out, start=1)
        ]
    return tuple(blocks)


def _is_in_words(gap: Gap) -> bool:
    return gap.target is not None and gap.target.value is None and bool(gap.target.text)


def _why(gap: Gap) -> str:
    reasons = dict.fromkeys((gap.light.reason, *(reason for _, reason in gap.reasons)))
    return "；".join(reason for reason in reasons if reason) or "—"


def _mentioned_last(check: Check) -> bool:
    """Pages show errors and doubts; the sources of all else come last, in the workbook only."""
    return check.holds or check.level == "remark"


NOTES = (
    "数字后方括号内和“依据”栏内为依据表编号。依据表每行列出一个表行或一段的位置和原文，引号内为原文。",
    "依据表“核对”栏标“待核”的由程序读取、尚未经人工核对，引用前请对照原文；标“已核”的已经人工核对；标“部分已核”的，已核的数后注明“（已核）”或更正内容。",
)
"""What every brief says of its citations."""

_MEANING = (
    "完成率＝完成值÷目标值；进度差＝完成率－应完成份额（方案定有阶段目标的按阶段目标，否则按时序进度）；"
    "差额为正表示尚未达到目标。水平、增速、比重类指标只判断是否达到目标，不算完成率，不比时序，不推算全年。"
)
