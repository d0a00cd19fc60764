"""The gap analysis: each indicator of a scheme against what the reports of a period say.

The flow: readings of the scheme's region and year → facts of each indicator → target in force → the
figure that answers it → completion, shortfall, progress, forecast → light → counts. Whatever can't be
computed is None, and a Chinese reason stands beside it. Printed figures are never replaced.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.text.catalogue import load_catalogue
from extractors.text.matching import stem
from pipeline.analysis.check_lights import check_lights
from pipeline.analysis.checks import run_checks
from pipeline.analysis.coverage import coverage_of
from pipeline.analysis.kinds import direction_of, kind_of
from pipeline.analysis.lights import counts_by_category, light_counts, light_of
from pipeline.analysis.linking import Linked, link_facts, link_indicators, link_name
from pipeline.analysis.measured import Inputs, measure
from pipeline.analysis.results import answer, in_time, latest, reported_by
from pipeline.analysis.sources import (
    figure_of,
    reading_period,
    reading_year,
    same_region,
    source_of,
)
from pipeline.analysis.targets import target_in_force, targets_of
from schemas.analysis import Gap, GapAnalysis, Source
from schemas.period import Period
from schemas.reading import Reading
from schemas.records import LightColour
from schemas.scheme import Scheme, SchemeIndicator, Target

_NOT_YET = re.compile(r"预计|预判|风险|可能|或将|拟")


def analyse_gaps(
    scheme: Scheme,
    readings: Sequence[Reading],
    period: Period | None = None,
    as_of: date | None = None,
) -> GapAnalysis:
    """The gap analysis of a scheme. `period` None is the latest that the reports state, `as_of` None the
    end of the period. Readings of other regions and years are left out, and said so."""
    used, left_out = _usable(scheme, readings)
    looked_at = period or _latest_period(used) or Period.year(scheme.year)
    until = as_of or looked_at.end
    linked = link_facts(scheme, used)
    timely = {key: in_time(items, looked_at, until) for key, items in linked.items()}
    lights = _printed_lights(scheme, used, looked_at)
    by_id = {reading.document_id: reading for reading in readings}
    gaps = tuple(
        _gap(
            scheme,
            indicator,
            _Said(linked[indicator.key], timely[indicator.key], lights.get(indicator.key), by_id),
            looked_at,
        )
        for indicator in scheme.indicators
    )
    notice = [r for r in readings if r.document_id == scheme.document_id]
    return GapAnalysis(
        scheme_id=scheme.id,
        scheme_title=scheme.title,
        scheme_state=scheme.state,
        region=scheme.region,
        period=looked_at,
        as_of=until.isoformat(),
        gaps=gaps,
        light_counts=light_counts(gaps),
        by_category=counts_by_category(gaps),
        coverage=coverage_of(scheme, timely),
        checks=(*run_checks((*notice, *used), (scheme,)), *check_lights(gaps)),
        documents=tuple(dict.fromkeys(reading.file_name for reading in used)),
        left_out=(*left_out, *_unexecuted(scheme)),
    )


def _unexecuted(scheme: Scheme) -> tuple[str, ...]:
    """The scheme's light rules that can't be executed, and why."""
    rules = (rule for rule in scheme.rules if rule.unexecuted)
    return tuple(f"方案亮灯规则“{rule.text}”：{rule.unexecuted}" for rule in rules)


def _usable(scheme: Scheme, readings: Sequence[Reading]) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    used, left_out = [], []
    for reading in readings:
        header = reading.records.document
        if reading.document_id == scheme.document_id or header.doc_type == "notice":
            continue
        if not same_region(scheme.region, header.region):
            left_out.append(f"{reading.file_name}：地区为{header.region or '未写明'}，不是{scheme.region}")
        elif reading_year(reading) != scheme.year:
            left_out.append(
                f"{reading.file_name}：年度为{reading_year(reading) or '未写明'}，不是{scheme.year}年"
            )
        else:
            used.append(reading)
    return tuple(used), tuple(left_out)


def _latest_period(readings: Sequence[Reading]) -> Period | None:
    periods = [period for reading in readings if (period := reading_period(reading))]
    return max(periods, key=lambda period: (period.end, period.end - period.start), default=None)


@dataclass(frozen=True, slots=True)
class _PrintedLight:
    colour: LightColour
    source: Source


def _printed_lights(scheme: Scheme, readings: Sequence[Reading], period: Period) -> dict[str, _PrintedLight]:
    """The light that the latest report up to the period prints for each indicator."""
    found: dict[str, tuple[date, _PrintedLight]] = {}
    for reading in readings:
        own = reading_period(reading)
        end = own.end if own else date.min
        if end > period.end:
            continue
        keys = link_indicators(scheme, reading)
        for light in reading.records.lights:
            key = keys.get(light.indicator_ref or "") or link_name(scheme, light.indicator)
            if key and light.entity in (None, scheme.region) and (key not in found or end >= found[key][0]):
                found[key] = (end, _PrintedLight(light.light, source_of(reading, light.evidence)))
    return {key: light for key, (_, light) in found.items()}


@dataclass(frozen=True, slots=True)
class _Said:
    """What the readings say of an indicator: all facts, those in time, the printed light; and the
    readings by their ids, the notice's among them."""

    linked: Sequence[Linked]
    timely: Sequence[Linked]
    light: _PrintedLight | None
    readings: Mapping[str, Reading]


def _gap(
    scheme: Scheme,
    indicator: SchemeIndicator,
    said: _Said,
    period: Period,
) -> Gap:
    linked, timely, printed_light = said.linked, said.timely, said.light
    targets = (*indicator.targets, *(t for t in targets_of(linked) if t not in indicator.targets))
    target = target_in_force(targets, period, scheme.document_id)
    assessed = _assessed(indicator, target)
    found = answer(timely, assessed.kind, target)
    completion_item = latest(
        i
        for i in timely
        if i.fact.fact.role == "completion"
        and i.exact
        and i.fact.value is not None
        and not stem(indicator.name).ratio
    )
    measured = measure(Inputs(assessed, target, targets, found, completion_item, tuple(linked), period))
    rank_item = latest(
        i for i in timely if i.fact.fact.role == "rank" and i.exact and i.fact.value is not None
    )
    result = figure_of(found.linked.reading, found.linked.fact) if found.linked else None
    light = light_of(
        scheme,
        rank=rank_item.fact.value if rank_item else None,
        points_lost=_points_lost(linked, period),
        progress_gap=measured.progress_gap,
        completion=measured.completion,
        shortfall=measured.judged,
        why_unlit=measured.why_unlit,
    )
    return Gap(
        indicator=assessed,
        target=target,
        targets=targets,
        target_source=_target_source(scheme, target, said.readings),
        result=result,
        rank=figure_of(rank_item.reading, rank_item.fact) if rank_item else None,
        rank_of=_rank_of(rank_item, scheme),
        completion=measured.completion,
        printed_completion=figure_of(completion_item.reading, completion_item.fact)
        if completion_item
        else None,
        shortfall=measured.shortfall,
        relative=measured.relative,
        time_progress=measured.time_progress,
        progress_gap=measured.progress_gap,
        pace_needed=measured.pace_needed,
        forecast=measured.forecast,
        forecast_printed=measured.forecast_printed,
        light=light,
        printed_light=printed_light.colour if printed_light else None,
        printed_light_source=printed_light.source if printed_light else None,
        figures=tuple(figure_of(item.reading, item.fact) for item in timely),
        reasons=measured.reasons,
    )


def _assessed(indicator: SchemeIndicator, target: Target | None) -> SchemeIndicator:
    """The indicator with kind and direction as the target in force makes them."""
    entry = load_catalogue().by_code(indicator.code) if indicator.code else None
    return replace(
        indicator,
        kind=kind_of(indicator.name, entry, target),
        direction=direction_of(indicator.name, entry, target),
    )


def _target_source(scheme: Scheme, target: Target | None, readings: Mapping[str, Reading]) -> Source | None:
    if target is None or target.evidence is None or target.document_id is None:
        return None
    reading = readings.get(target.document_id)
    if reading is None:
        return Source(target.document_id, scheme.file_name, target.evidence, target.correction)
    return replace(source_of(reading, target.evidence), correction=target.correction)


def _rank_of(item: Linked | None, scheme: Scheme) -> int | None:
    if item is None:
        return None
    printed = item.fact.fact.of
    return int(printed) if printed and printed.isdigit() else scheme.ranked


def _points_lost(linked: Sequence[Linked], period: Period) -> bool:
    """True where a report up to the end of the period says that points were lost, not that they may be."""
    return any(
        item.fact.fact.role == "deduction"
        and item.fact.value is not None
        and item.fact.value > 0
        and reported_by(item, period)
        and not _NOT_YET.search(f"{item.fact.fact.quote}{item.fact.fact.column or ''}")
        for item in linked
    )
