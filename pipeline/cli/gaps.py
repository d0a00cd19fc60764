"""duibiao gaps: where each indicator of a scheme stands."""

from collections.abc import Collection, Iterable

import click

from pipeline.briefs.wording import (
    colour_name,
    difference_text,
    figure_text,
    gap_scale,
    number_text,
    percent_text,
    points_text,
    target_text,
)
from pipeline.cli.access import Access, store_options
from pipeline.cli.chinese import ChineseCommand, PeriodOfData
from pipeline.cli.scheme_words import scheme_lines
from pipeline.cli.words import plain, print_json, print_table
from pipeline.run.analyses import (
    draft_schemes,
    gap_of,
    is_reported,
    periods_of,
    readings_in_force,
    reports_for,
)
from pipeline.store.store import Store
from schemas.analysis import Gap, GapAnalysis
from schemas.errors import UsageError
from schemas.period import Period
from schemas.reading import Reading
from schemas.scheme import Scheme


@click.command(
    "gaps",
    cls=ChineseCommand,
    help="按考核方案逐项列出目标、完成、差距和亮灯。不写 --scheme 时列出每个方案。",
    examples=[
        "duibiao gaps",
        "duibiao gaps --scheme 方案编号 --period 2023-01/2023-09",
        "duibiao gaps --json",
    ],
)
@click.option("--scheme", "scheme_id", metavar="编号", help="只看这个考核方案")
@click.option(
    "--period", type=PeriodOfData(), metavar="时期", help="哪个时期，例如 2023-01/2023-09；默认最近一期"
)
@click.option("--json", "wants_json", is_flag=True, help="打印 JSON")
@store_options
def gaps_command(access: Access, scheme_id: str | None, period: Period | None, wants_json: bool) -> int:
    """Show gaps."""
    with access.store() as store:
        analyses = gap_analyses(store, access, scheme_id, period)
        schemes = {scheme.id: scheme for scheme in _chosen(store.schemes(), scheme_id)}
        silent = schemes.keys() - {analysis.scheme_id for analysis in analyses} if period is None else set()
    if wants_json:
        print_json([plain(analysis) for analysis in analyses])
        return 0
    for analysis in analyses:
        _print(analysis, schemes[analysis.scheme_id])
    _print_unreported((schemes[id_] for id_ in silent), access)
    if not schemes:
        click.echo("还没有可以分析的考核方案和报告。请先运行 duibiao run 读取通知和报告。")
    return 0


def gap_analyses(
    store: Store, access: Access, scheme_id: str | None, period: Period | None
) -> list[GapAnalysis]:
    """The gap analyses of one scheme, or of all that have reports. Raises UsageError for a period that
    no report of theirs is about."""
    readings = readings_in_force(store)
    draft_schemes(store, readings)
    chosen = _chosen(store.schemes(), scheme_id)
    if period is not None:
        chosen = _reported(chosen, readings.values(), period)
    found = (gap_of(scheme, readings.values(), period, access.as_of) for scheme in chosen)
    return [gap for gap in found if gap is not None]


def _reported(schemes: Collection[Scheme], readings: Collection[Reading], period: Period) -> list[Scheme]:
    reports = {scheme.id: reports_for(scheme, readings) for scheme in schemes}
    reported = [scheme for scheme in schemes if is_reported(period, reports[scheme.id])]
    if not reported:
        known = periods_of(reading for own in reports.values() for reading in own)
        raise UsageError(
            f"没有{period.chinese()}的报告",
            f"现有报告的时期：{periods_text(known)}" if known else "请先用 duibiao run 读取该时期的报告",
        )
    return reported


def periods_text(periods: Iterable[Period]) -> str:
    """Periods to choose from, as the option --period takes them."""
    return "、".join(f"{period.iso()}（{period.chinese()}）" for period in periods)


def _chosen(schemes: tuple[Scheme, ...], scheme_id: str | None) -> list[Scheme]:
    chosen = [scheme for scheme in schemes if scheme_id in {None, scheme.id}]
    if scheme_id is not None and not chosen:
        known = "、".join(scheme.id for scheme in schemes) or "无"
        raise UsageError(f"没有编号为 {scheme_id} 的考核方案", f"现有方案：{known}")
    return chosen


def _print_unreported(schemes: Iterable[Scheme], access: Access) -> None:
    for scheme in sorted(schemes, key=lambda scheme: scheme.id):
        for line in scheme_lines(scheme):
            click.echo(line)
        missing = f"到 {access.as_of.isoformat()} 还没有{scheme.region} {scheme.year} 年的报告，全部指标未报"
        click.echo(f"  {missing}；放入报告并运行 duibiao run 后可做差距分析。\n")


def _print(analysis: GapAnalysis, scheme: Scheme) -> None:
    for line in scheme_lines(scheme):
        click.echo(line)
    print_table(
        f"{analysis.region} {analysis.period.chinese()}",
        ("序号", "指标", "分值", "目标", "完成", "完成率", "差距", "亮灯", "说明"),
        (_row(gap) for gap in analysis.gaps),
    )
    for count in analysis.light_counts:
        click.echo(
            f"{colour_name(count.colour)} {count.items} 项（{percent_text(count.item_share)}），"
            f"{points_text(count.points)}（{percent_text(count.point_share)}）"
        )
    for left_out in analysis.left_out:
        click.echo(f"未用：{left_out}")
    click.echo("")


def _row(gap: Gap) -> tuple[str, ...]:
    reasons = "；".join(text for _, text in gap.reasons)
    return (
        gap.indicator.number or "",
        gap.indicator.name,
        "—" if gap.indicator.weight is None else number_text(gap.indicator.weight),
        target_text(gap),
        figure_text(gap.result),
        percent_text(gap.completion),
        _shortfall(gap),
        colour_name(gap.light.colour),
        gap.light.reason or reasons,
    )


def _shortfall(gap: Gap) -> str:
    if gap.shortfall is None:
        return "—"
    size = difference_text(gap.shortfall, gap_scale(gap))
    if gap.shortfall > 0:
        return f"差{size}"
    return f"已达到，好于目标{size}" if gap.shortfall < 0 else "已达到"
