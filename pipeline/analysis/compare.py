"""Two or more periods of one region side by side, like with like.

A row is one measure in one role and dimension: the catalogue's indicator where it is known, else the
printed name. A column is one data period (January to August of a year, not the month in which the paper was
written). A cell holds a figure only where its data period is the column's own; a figure of another period in
the same paper is listed in `left_out`, never moved. The change is last minus first, exact, in
百分点 for percents; masked and missing cells give none, and say so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.text.catalogue import load_catalogue
from extractors.text.matching import stem
from extractors.text.printed_values import PERCENT, RANK
from pipeline.analysis.kinds import direction_of
from pipeline.analysis.linking import link_facts, link_indicators
from pipeline.analysis.sources import (
    figure_of,
    own_entity,
    printed_of,
    reading_period,
    same_region,
    written_on,
)
from schemas.analysis import Comparison, ComparisonRow, Figure
from schemas.period import Period
from schemas.reading import NormalFact, Reading
from schemas.records import FactRole, LightColour
from schemas.scheme import Scheme

_LIGHT_COUNT = re.compile(r"[红黄绿蓝橙](?:色)?[灯牌]|(?:已|未|不)亮灯|亮灯指标")
_INDICATOR_COUNT = re.compile(r"指标(?:项数|个数|总数|数|分数|分值)?$")
_COUNTED = frozenset({"count_项", "count_个"})
_ROLES: tuple[FactRole, ...] = ("actual", "yoy", "completion", "share", "rank", "score")


@dataclass(frozen=True, slots=True)
class _Measure:
    """What makes two figures like: the indicator (or name), the role and the dimension."""

    thing: str
    role: FactRole
    dimension: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """A figure of a column with what it is called."""

    measure: _Measure
    column: int
    reading: Reading
    fact: NormalFact
    name: str
    category: str | None


def compare_periods(
    readings: Sequence[Reading],
    region: str,
    periods: Sequence[Period] | None = None,
    scheme: Scheme | None = None,
) -> Comparison | None:
    """The comparison of a region's periods, in time order. `periods` None are all that its reports (not
    notices) state. None where fewer than two periods have a report."""
    own = [r for r in readings if same_region(region, r.records.document.region) and _reports(r)]
    columns = _columns(own, periods)
    if len(columns) < 2:
        return None
    used = [reading for reading in own if reading_period(reading) in columns]
    seen, left_out = _collect(used, columns, scheme)
    return Comparison(
        title=f"{region}{'与'.join(period.chinese() for period in columns)}绩效指标对比",
        region=region,
        columns=tuple(period.chinese() for period in columns),
        rows=tuple(_rows(seen, columns, scheme)),
        lights=tuple(_lights(used, columns, scheme)),
        documents=tuple(dict.fromkeys(reading.file_name for reading in used)),
        left_out=left_out,
    )


def _reports(reading: Reading) -> bool:
    return reading.records.document.doc_type != "notice"


def _columns(readings: Iterable[Reading], periods: Sequence[Period] | None) -> tuple[Period, ...]:
    stated = {period for reading in readings if (period := reading_period(reading))}
    chosen = stated if periods is None else stated & set(periods)
    return tuple(sorted(chosen, key=lambda period: (period.end, period.start)))


def _collect(
    readings: Sequence[Reading], columns: Sequence[Period], scheme: Scheme | None
) -> tuple[tuple[_Seen, ...], tuple[str, ...]]:
    """The figures of all columns, and in Chinese what was left out of them."""
    seen: list[_Seen] = []
    left_out: list[str] = []
    listed = _listed_names(readings, scheme)
    for reading in sorted(readings, key=written_on):
        older = _older(reading)
        for fact in reading.facts:
            if fact.fact.role not in _ROLES or not own_entity(reading, fact):
                continue
            if _counts_lights(fact) and (reading.document_id, fact.fact.key) not in listed:
                continue
            if fact.period in columns:
                if (_like(fact), fact.value) in older:
                    continue
                name, category = listed.get((reading.document_id, fact.fact.key), (fact.name, None))
                measure = _Measure(name, fact.fact.role, fact.dimension)
                seen.append(_Seen(measure, columns.index(fact.period), reading, fact, name, category))
            elif fact.code and fact.period:
                left_out.append(
                    f"{fact.fact.indicator}{printed_of(fact)}（{reading.file_name}）：数据期为{fact.period.chinese()}，与各栏不同"
                )
    return tuple(seen), tuple(left_out)


def _counts_lights(fact: NormalFact) -> bool:
    """True for the paper's own statistics of lights and indicators (黄灯指标18项, 占37%; 方案所列指标42项):
    these are no indicator, and the lights themselves are compared one by one."""
    if fact.code is not None:
        return False
    name = fact.fact.indicator
    return bool(_LIGHT_COUNT.search(name)) or (
        fact.dimension in _COUNTED and bool(_INDICATOR_COUNT.search(name))
    )


def _older(reading: Reading) -> frozenset[tuple[_Measure, Decimal | None]]:
    """What a paper says in words for an earlier part of its period, and of its own period nothing: its
    table repeats such a figure (the half year's growth of a quarterly indicator) under its own month."""
    own = reading_period(reading)
    words = [f for f in reading.facts if own and f.code and f.period and f.fact.source == "text"]
    current = {_like(fact) for fact in words if fact.period == own}
    return frozenset(
        (_like(fact), fact.value)
        for fact in words
        if own and fact.period and fact.period.start == own.start and fact.period.end < own.end
        and _like(fact) not in current
    )  # fmt: skip


def _like(fact: NormalFact) -> _Measure:
    """What is measured, by whatever name: the rank of a growth stands under the amount's name in words."""
    return _Measure(stem(fact.name).core, fact.fact.role, fact.dimension)


def _listed_names(
    readings: Sequence[Reading], scheme: Scheme | None
) -> dict[tuple[str, str], tuple[str, str | None]]:
    """Document and fact key to the scheme's name and category of the indicator that the fact measures."""
    if scheme is None:
        return {}
    by_key = {indicator.key: indicator for indicator in scheme.indicators}
    return {
        (item.reading.document_id, item.fact.fact.key): (
            _row_name(by_key[key].name, item.fact),
            by_key[key].category,
        )
        for key, items in link_facts(scheme, readings).items()
        for item in items
        if item.exact
    }


def _row_name(name: str, fact: NormalFact) -> str:
    """The scheme's name; for an amount beside a growth indicator the amount's own name."""
    is_amount = fact.fact.role == "actual" and fact.dimension != PERCENT
    return fact.name if is_amount and stem(name).growth else name


def _rows(seen: Sequence[_Seen], columns: Sequence[Period], scheme: Scheme | None) -> Iterator[ComparisonRow]:
    """One row a measure that is an indicator or stands in two columns; the scheme's order first."""
    groups: dict[_Measure, list[_Seen]] = {}
    for item in seen:
        groups.setdefault(item.measure, []).append(item)
    order = {indicator.name: place for place, indicator in enumerate(scheme.indicators)} if scheme else {}
    kept = [
        (measure, items)
        for measure, items in groups.items()
        if len({item.column for item in items}) > 1 or items[0].name in order
    ]
    kept.sort(key=lambda pair: order.get(pair[1][0].name, len(order)))
    for measure, items in kept:
        yield _row(measure, items, columns)


def _row(measure: _Measure, items: Sequence[_Seen], columns: Sequence[Period]) -> ComparisonRow:
    cells = tuple(_cell(items, column) for column in range(len(columns)))
    reasons = tuple(_reason(cell) for cell in cells)
    first, last = cells[0], cells[-1]
    change = None
    if first and last and first.value is not None and last.value is not None:
        change = last.value - first.value
    code = items[0].fact.code
    entry = load_catalogue().by_code(code) if code else None
    unit = items[0].fact.unit
    return ComparisonRow(
        name=items[0].name,
        code=code,
        category=items[0].category or (entry.category if entry else None),
        role=measure.role,
        unit=unit,
        cells=cells,
        reasons=reasons,
        change=change,
        change_unit="个百分点" if measure.dimension == PERCENT else unit,
        better=_better(items[0], change),
    )


def _cell(items: Sequence[_Seen], column: int) -> Figure | None:
    """The figure of a column: the later document before the earlier, the table before the text, a readable
    value before a masked one."""
    own = [item for item in items if item.column == column]
    if not own:
        return None
    best = max(
        enumerate(own),
        key=lambda pair: (
            pair[1].fact.value is not None,
            written_on(pair[1].reading),
            pair[1].fact.fact.source == "table",
            -pair[0],
        ),
    )[1]
    return figure_of(best.reading, best.fact)


def _reason(cell: Figure | None) -> str:
    if cell is None:
        return "该期材料没有这一数值"
    return "该期数值被隐去" if cell.value is None else ""


def _better(item: _Seen, change: Decimal | None) -> bool | None:
    """Whether the change is for the better; None where there is none or no direction is known."""
    if change is None or change == 0:
        return None
    if item.measure.dimension == RANK:
        return change < 0
    entry = load_catalogue().by_code(item.fact.code) if item.fact.code else None
    direction = direction_of(item.name, entry, None)
    if direction not in ("higher", "lower"):
        return None
    return (change > 0) == (direction == "higher")


def _lights(
    readings: Sequence[Reading], columns: Sequence[Period], scheme: Scheme | None
) -> Iterator[tuple[str, tuple[LightColour | None, ...]]]:
    """The printed light of each indicator by column, where at least one column has one."""
    found: dict[str, dict[int, LightColour]] = {}
    names = {indicator.key: indicator.name for indicator in scheme.indicators} if scheme else {}
    for reading in sorted(readings, key=written_on):
        period = reading_period(reading)
        keys = link_indicators(scheme, reading) if scheme else {}
        if period not in columns:
            continue
        for light in reading.records.lights:
            if light.entity is None:
                name = names.get(keys.get(light.indicator_ref or "", "")) or _light_name(
                    light.indicator, found
                )
                found.setdefault(name, {})[columns.index(period)] = light.light
    for name, by_column in found.items():
        yield name, tuple(by_column.get(column) for column in range(len(columns)))


def _light_name(printed: str, known: Iterable[str]) -> str:
    """The name under which an earlier reading holds the same indicator, else the printed one."""
    return next((name for name in known if stem(name) == stem(printed)), printed)
