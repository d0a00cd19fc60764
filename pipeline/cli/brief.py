"""duibiao brief: a gap analysis or a comparison as a document."""

from pathlib import Path

import click

from pipeline.analysis.sources import same_region
from pipeline.briefs.compare import write_compare
from pipeline.briefs.gap import write_gap
from pipeline.cli.access import Access, store_options
from pipeline.cli.chinese import ChineseCommand, PeriodOfData
from pipeline.cli.gaps import gap_analyses, periods_text
from pipeline.run.analyses import (
    comparison_of,
    is_reported,
    periods_of,
    readings_in_force,
    regions_of,
    reports_about,
)
from schemas.errors import UsageError
from schemas.period import Period
from schemas.reading import Reading

GAP, COMPARE = "gap", "compare"


@click.command(
    "brief",
    cls=ChineseCommand,
    help="生成简报：gap 为差距分析，compare 为两个时期对比。文件格式按 --out 的扩展名确定。",
    examples=[
        "duibiao brief gap --out 差距分析.docx --out 差距分析.html",
        "duibiao brief compare --region 云溪县 --out 对比.docx",
        "duibiao brief compare --period 2023-01/2023-06 --period 2023-01/2023-09 --out 对比.docx",
    ],
)
@click.argument("what", metavar="gap|compare")
@click.option(
    "--out", "outs", type=Path, multiple=True, required=True, metavar="文件", help="写到哪个文件，可写多次"
)
@click.option("--scheme", "scheme_id", metavar="编号", help="差距分析用哪个考核方案")
@click.option("--region", metavar="地区", help="对比哪个地区")
@click.option(
    "--period", "periods", type=PeriodOfData(), multiple=True, metavar="时期",
    help="差距分析写一个时期，对比写两个；默认最近的时期",
)  # fmt: skip
@store_options
def brief_command(
    access: Access,
    *,
    what: str,
    outs: tuple[Path, ...],
    scheme_id: str | None,
    region: str | None,
    periods: tuple[Period, ...],
) -> int:
    """Write a brief."""
    if what == GAP:
        _write_gap(access, outs, scheme_id, periods)
    elif what == COMPARE:
        _write_compare(access, outs, region, periods)
    else:
        raise UsageError(f"不认识的简报种类 {what}", "请写 gap（差距分析）或 compare（对比）")
    for out in outs:
        click.echo(f"已写出 {out}")
    return 0


def _write_gap(
    access: Access, outs: tuple[Path, ...], scheme_id: str | None, periods: tuple[Period, ...]
) -> None:
    if len(periods) > 1:
        raise UsageError("差距分析只能写一个时期", "请只保留一个 --period")
    with access.store() as store:
        analyses = gap_analyses(store, access, scheme_id, periods[0] if periods else None)
    if not analyses:
        raise UsageError(
            "没有可以分析的考核方案和报告", "请先用 duibiao run 读取考核方案和该地区该年度的报告"
        )
    if len(analyses) > 1:
        known = "、".join(analysis.scheme_id for analysis in analyses)
        raise UsageError("有多个考核方案", f"请用 --scheme 指定其中一个：{known}")
    for out in outs:
        write_gap(analyses[0], out)


def _write_compare(
    access: Access, outs: tuple[Path, ...], region: str | None, periods: tuple[Period, ...]
) -> None:
    if len(periods) == 1:
        raise UsageError("对比需要两个时期", "请写两个 --period，或不写（默认最近两期）")
    with access.store() as store:
        readings = tuple(readings_in_force(store).values())
        schemes = store.schemes()
    regions = _regions(readings, region)
    _check_periods(periods, readings, regions)
    found = [comparison_of(name, readings, schemes, periods) for name in regions]
    comparisons = [comparison for comparison in found if comparison is not None]
    if not comparisons:
        raise UsageError(
            f"{'、'.join(regions)}没有两个时期的报告可以对比", "请先用 duibiao run 读取至少两期报告"
        )
    if len(comparisons) > 1:
        known = "、".join(comparison.region for comparison in comparisons)
        raise UsageError("有多个地区可以对比", f"请用 --region 指定其中一个：{known}")
    for out in outs:
        write_compare(comparisons[0], out)


def _regions(readings: tuple[Reading, ...], region: str | None) -> tuple[str, ...]:
    known = regions_of(readings)
    if not known:
        raise UsageError("库中还没有可以对比的报告", "请先用 duibiao run 读取至少两期报告")
    if region is None:
        return known
    if not any(same_region(region, name) for name in known):
        raise UsageError(f"没有{region}的报告", f"现有报告的地区：{'、'.join(known)}")
    return (region,)


def _check_periods(
    periods: tuple[Period, ...], readings: tuple[Reading, ...], regions: tuple[str, ...]
) -> None:
    reports = [report for name in regions for report in reports_about(name, readings)]
    for period in periods:
        if not is_reported(period, reports):
            raise UsageError(
                f"没有{period.chinese()}的报告", f"现有报告的时期：{periods_text(periods_of(reports))}"
            )
