"""The tables of the gap brief: one definition each for pages and for the workbook."""

from collections.abc import Iterable
from decimal import Decimal

from pipeline.briefs.annex import Annex
from pipeline.briefs.brief import Cell, Column, Grid, sources_cell
from pipeline.briefs.gap_words import (
    forecast_words,
    gap_cell_text,
    pace_words,
    printed_light_text,
    rank_text,
    reasons_text,
    rounded_computed,
    shortfall_words,
    weight_text,
)
from pipeline.briefs.wording import (
    CHECK_NAMES,
    COVERAGE_NAMES,
    LEVEL_NAMES,
    Scale,
    colour_name,
    figure_text,
    gap_scale,
    joined,
    number_text,
    period_text,
    progress_text,
    rounded_to,
    target_text,
)
from schemas.analysis import Check, CoverageRow, Figure, Gap, GapAnalysis, LightCount, Source
from schemas.records import LIGHT_NAMES, LightColour

_GAP_COLUMNS = (
    Column("序号", 4, "number"),
    Column("指标", 15),
    Column("类别", 8, use="sheet"),
    Column("分值", 4, "number"),
    Column("责任单位", 9),
    Column("目标", 10, use="page"),
    Column("完成情况", 10, use="page"),
    Column("目标值", 9, "number", "sheet"),
    Column("完成值", 9, "number", "sheet"),
    Column("单位", 6, use="sheet"),
    Column("完成率（%）", 7, "number"),
    Column("差距", 15, use="page"),
    Column("差额", 8, "number", "sheet"),
    Column("时序进度（%）", 8, "number", "sheet"),
    Column("进度差（百分点）", 8, "number", "sheet"),
    Column("月均需完成", 8, "number", "sheet"),
    Column("预计全年", 8, "number", "sheet"),
    Column("预计来源", 9, use="sheet"),
    Column("位次", 8, use="sheet"),
    Column("测算亮灯", 5, "light"),
    Column("亮灯依据", 18, use="sheet"),
    Column("材料亮灯", 6, "light"),
    Column("数据期间", 9, use="sheet"),
    Column("目标原文", 12, use="sheet"),
    Column("完成原文", 12, use="sheet"),
    Column("未能计算的原因", 18, use="sheet"),
    Column("依据", 6, "sources"),
)
_LIGHT_ORDER: tuple[LightColour | None, ...] = (*LIGHT_NAMES, None)


def gap_grid(gaps: tuple[Gap, ...], annex: Annex) -> Grid:
    """Every indicator of the scheme, in its order."""
    rows = tuple(_gap_row(number, gap, annex) for number, gap in enumerate(gaps, start=1))
    return Grid("全部指标差距总表", _GAP_COLUMNS, rows, sheet="差距总表", wide=True)


def gap_sources(gap: Gap) -> tuple[Source | Figure | None, ...]:
    """Where the figures of one indicator stand: target, result, completion, rank, light."""
    return gap.target_source, gap.result, gap.printed_completion, gap.rank, gap.printed_light_source


def gap_numbers(gap: Gap, annex: Annex) -> tuple[int, ...]:
    """The annex numbers of one indicator."""
    return annex.numbers(*gap_sources(gap))


def _gap_row(number: int, gap: Gap, annex: Annex) -> tuple[Cell, ...]:
    scale = gap_scale(gap)
    indicator = gap.indicator
    return (
        _count(number),
        Cell(indicator.name),
        Cell(indicator.category or "—"),
        _number(indicator.weight, weight_text(gap)),
        Cell(joined(indicator.responsible)),
        Cell(target_text(gap)),
        Cell(figure_text(gap.result)),
        _amount(gap.target.value if gap.target else None, scale, target_text(gap)),
        _amount(gap.result.value if gap.result else None, scale, figure_text(gap.result)),
        Cell(scale.unit),
        _percent(gap.completion, 2),
        Cell(gap_cell_text(gap)),
        _amount(gap.shortfall, scale, shortfall_words(gap)),
        _percent(gap.time_progress, 1),
        _percent(
            gap.progress_gap, 1, progress_text(gap.progress_gap) if gap.progress_gap is not None else "—"
        ),
        _computed(gap.pace_needed, scale, pace_words(gap) if gap.pace_needed else "—"),
        _computed(gap.forecast, scale, forecast_words(gap)),
        Cell(_forecast_source(gap)),
        Cell(rank_text(gap)),
        Cell(colour_name(gap.light.colour), light=gap.light.colour),
        Cell(gap.light.reason),
        Cell(printed_light_text(gap), light=gap.printed_light),
        Cell(period_text(gap.result.period) if gap.result else "—"),
        Cell(gap.target.text if gap.target else "—"),
        Cell(figure_text(gap.result)),
        Cell(reasons_text(gap)),
        sources_cell(gap_numbers(gap, annex)),
    )


def _forecast_source(gap: Gap) -> str:
    if gap.forecast is None:
        return "—"
    return "材料所报" if gap.forecast_printed else "程序推算"


def light_grid(counts: tuple[LightCount, ...]) -> Grid:
    """Items and points under each light, with their shares and the total."""
    columns = (
        Column("亮灯", 6, "light"),
        Column("项数", 6, "number"),
        Column("项数占比（%）", 9, "number"),
        Column("分值", 6, "number"),
        Column("分值占比（%）", 9, "number"),
        Column("列有分值的项数", 9, "number"),
    )
    rows = [_light_row(count) for count in ordered_counts(counts)]
    total = (
        Cell("合计"),
        _count(sum(count.items for count in counts)),
        Cell("—"),
        _number(sum((count.points for count in counts), Decimal(0))),
        Cell("—"),
        _count(sum(count.weighted_items for count in counts)),
    )
    return Grid("亮灯统计表", columns, (*rows, total), sheet="亮灯统计")


def ordered_counts(counts: tuple[LightCount, ...]) -> tuple[LightCount, ...]:
    """Counts from green to red, what is not lit last."""
    return tuple(sorted(counts, key=lambda count: _LIGHT_ORDER.index(count.colour)))


def _light_row(count: LightCount) -> tuple[Cell, ...]:
    return (
        Cell(colour_name(count.colour), light=count.colour),
        _count(count.items),
        _percent(count.item_share, 1),
        _number(count.points),
        _percent(count.point_share, 1),
        _count(count.weighted_items),
    )


def category_grid(by_category: tuple[tuple[str, tuple[LightCount, ...]], ...]) -> Grid:
    """How many indicators of each category stand under each light."""
    return _counts_grid("分类别亮灯情况", "类别", "分类别", ((name, counts) for name, counts in by_category))


def unit_grid(gaps: tuple[Gap, ...]) -> Grid:
    """How many indicators of each lead unit (the first one named) stand under each light; units
    with the most points under red and yellow first."""
    units: dict[str, list[Gap]] = {}
    for gap in gaps:
        units.setdefault(gap.indicator.responsible[0] if gap.indicator.responsible else "未明确", []).append(
            gap
        )
    counted = [(name, _counted(own)) for name, own in units.items()]
    counted.sort(key=lambda entry: (-_risk(entry[1]), -_items(entry[1], "red"), -_items(entry[1], "yellow")))
    return _counts_grid("分责任单位亮灯情况（按列第一位的单位统计）", "责任单位", "分责任单位", counted)


def _counted(gaps: list[Gap]) -> tuple[LightCount, ...]:
    colours = {gap.light.colour for gap in gaps}
    counts = []
    for colour in colours:
        own = [gap.indicator.weight for gap in gaps if gap.light.colour == colour]
        known = [weight for weight in own if weight is not None]
        counts.append(LightCount(colour, len(own), sum(known, Decimal(0)), len(known), None, None))
    return ordered_counts(tuple(counts))


def _counts_grid(
    title: str, first: str, sheet: str, entries: Iterable[tuple[str, tuple[LightCount, ...]]]
) -> Grid:
    columns = (
        Column(first, 14),
        Column("指标数", 6, "number"),
        Column("绿灯", 5, "number"),
        Column("黄灯", 5, "number"),
        Column("红灯", 5, "number"),
        Column("其他", 5, "number"),
        Column("未亮灯", 6, "number"),
        Column("分值", 6, "number"),
        Column("黄灯红灯涉及分值", 9, "number"),
    )
    rows = tuple(
        (
            Cell(name),
            _count(sum(count.items for count in counts)),
            _count(_items(counts, "green")),
            _count(_items(counts, "yellow")),
            _count(_items(counts, "red")),
            _count(_items(counts, "blue") + _items(counts, "orange")),
            _count(_items(counts, None)),
            _number(sum((count.points for count in counts), Decimal(0))),
            _number(_risk(counts)),
        )
        for name, counts in entries
    )
    return _without_empty(Grid(title, columns, rows, sheet=sheet), "其他")


def _without_empty(grid: Grid, title: str) -> Grid:
    """The table without a column that counts nothing in any row."""
    place = next(i for i, column in enumerate(grid.columns) if column.title == title)
    if any(row[place].number for row in grid.rows):
        return grid
    rows = tuple(row[:place] + row[place + 1 :] for row in grid.rows)
    return Grid(grid.title, grid.columns[:place] + grid.columns[place + 1 :], rows, grid.sheet)


def _items(counts: tuple[LightCount, ...], colour: LightColour | None) -> int:
    return sum(count.items for count in counts if count.colour == colour)


def _risk(counts: tuple[LightCount, ...]) -> Decimal:
    return sum((count.points for count in counts if count.colour in {"yellow", "orange", "red"}), Decimal(0))


def coverage_grid(analysis: GapAnalysis, annex: Annex) -> Grid:
    """Which indicators the reports of the period give, mask or leave out; not on pages."""
    columns = (
        Column("序号", 4, "number"),
        Column("指标", 20),
        Column("类别", 10),
        Column("责任单位", 16),
        Column("报送情况", 7),
        Column("依据", 8, "sources"),
    )
    rows = tuple(_coverage_row(n, row, annex) for n, row in enumerate(analysis.coverage, start=1))
    return Grid("指标覆盖情况", columns, rows, sheet="覆盖情况", on_pages=False)


def uncovered_grid(rows: tuple[CoverageRow, ...], annex: Annex) -> Grid:
    """What the reports mask or leave out, for pages."""
    columns = (
        Column("序号", 4, "number"),
        Column("指标", 16),
        Column("类别", 8),
        Column("责任单位", 12),
        Column("报送情况", 6),
        Column("依据", 5, "sources"),
    )
    cells = tuple(_coverage_row(n, row, annex) for n, row in enumerate(rows, start=1))
    return Grid("未报和数值隐去的指标", columns, cells)


def _coverage_row(number: int, row: CoverageRow, annex: Annex) -> tuple[Cell, ...]:
    return (
        _count(number),
        Cell(row.indicator.name),
        Cell(row.indicator.category or "—"),
        Cell(joined(row.indicator.responsible)),
        Cell(COVERAGE_NAMES[row.state]),
        sources_cell(annex.numbers(*row.sources)),
    )


def check_grid(checks: tuple[Check, ...], annex: Annex) -> Grid:
    """All findings with their arithmetic and both sides, those that hold last; not on pages."""
    columns = (*_CHECK_COLUMNS[:2], Column("核对项", 12), *_CHECK_COLUMNS[2:])
    rows = tuple(
        _with_code(_check_row(number, check, annex), check) for number, check in enumerate(checks, start=1)
    )
    return Grid("核对结果", columns, rows, sheet="核对结果", on_pages=False)


def finding_grid(checks: tuple[Check, ...], annex: Annex) -> Grid:
    """The findings that do not hold, for pages."""
    rows = tuple(_check_row(number, check, annex) for number, check in enumerate(checks, start=1))
    return Grid("核对发现", _CHECK_COLUMNS, rows)


_CHECK_COLUMNS = (
    Column("序号", 4, "number"),
    Column("级别", 4),
    Column("发现", 18),
    Column("算式", 14),
    Column("依据", 5, "sources"),
)


def _check_row(number: int, check: Check, annex: Annex) -> tuple[Cell, ...]:
    return (
        _count(number),
        Cell("核对无误" if check.holds else LEVEL_NAMES[check.level]),
        Cell(check.text),
        Cell(check.arithmetic or "—"),
        sources_cell(annex.numbers(*check.sources)),
    )


def _with_code(row: tuple[Cell, ...], check: Check) -> tuple[Cell, ...]:
    return (*row[:2], Cell(CHECK_NAMES[check.code]), *row[2:])


def _count(count: int) -> Cell:
    return Cell(str(count), Decimal(count))


def _number(value: Decimal | None, text: str | None = None) -> Cell:
    if value is None:
        return Cell(text or "—")
    return Cell(text or number_text(value), value, _places(value))


def _amount(value: Decimal | None, scale: Scale, text: str) -> Cell:
    if value is None:
        return Cell(text)
    shown = value / scale.factor
    return Cell(text, shown, _places(shown))


def _computed(value: Decimal | None, scale: Scale, text: str) -> Cell:
    return _amount(None if value is None else rounded_computed(value, scale), scale, text)


def _percent(ratio: Decimal | None, places: int, text: str | None = None) -> Cell:
    """A ratio under a header that says （%）."""
    if ratio is None:
        return Cell(text or "—")
    shown = rounded_to(ratio * 100, places)
    return Cell(text or number_text(shown), shown, places)


def _places(value: Decimal) -> int:
    text = number_text(value)
    return len(text.partition(".")[2])
