"""What is computed for one indicator from its target and the figure that answers it.

Completion, shortfall, time progress and progress gap, pace needed, forecast: exact on decimals, by kind and
direction of the indicator. What can't be computed is None, and a Chinese reason stands beside it under the
field's name. A printed completion stands in only for the progress, a printed forecast before a computed one.
"""

from dataclasses import dataclass
from decimal import Decimal

from extractors.text.printed_values import PERCENT
from pipeline.analysis.linking import Linked
from pipeline.analysis.results import Answer, latest, reported_by
from pipeline.analysis.sources import alike_dimension
from pipeline.analysis.targets import easier_end, year_target
from pipeline.analysis.time_progress import months_left, time_progress
from schemas.catalogue import Direction, IndicatorKind
from schemas.period import Period
from schemas.scheme import SchemeIndicator, Target

MET_OR_NOT: frozenset[IndicatorKind] = frozenset({"level", "growth"})
"""The kinds that are met or not at any time; of all others only the progress says how they stand."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What one indicator is computed from: `target` the one in force of all `targets` (None where there is
    none), `found` the figure that answers it, `completion_item` a printed completion (None without),
    `linked` all its facts, `period` the period looked at."""

    indicator: SchemeIndicator
    target: Target | None
    targets: tuple[Target, ...]
    found: Answer
    completion_item: Linked | None
    linked: tuple[Linked, ...]
    period: Period


@dataclass(frozen=True, slots=True)
class Measured:
    """What was computed for one indicator, with the units and the None of `schemas.analysis.Gap`; `reasons`
    say for each field why it is None, `why_unlit` why there is no light. `judged` is the shortfall where a
    light asks only whether the target is met: level and growth, and a ceiling of nothing (事故 0 起), which
    the first case breaks; None where the progress decides."""

    completion: Decimal | None = None
    shortfall: Decimal | None = None
    judged: Decimal | None = None
    relative: Decimal | None = None
    time_progress: Decimal | None = None
    progress_gap: Decimal | None = None
    pace_needed: Decimal | None = None
    forecast: Decimal | None = None
    forecast_printed: bool = False
    why_unlit: str = ""
    reasons: tuple[tuple[str, str], ...] = ()


def measure(inputs: Inputs) -> Measured:
    """What the definitions give for one indicator."""
    blocked = _blocked(inputs)
    if blocked:
        return _without_result(inputs, blocked)
    indicator, target, result = inputs.indicator, inputs.target, _value(inputs.found.linked)
    if target is None or result is None or (goal := easier_end(target, indicator.direction)) is None:
        return _without_result(inputs, "没有可以计算的目标和完成值")
    reasons: dict[str, str] = {}
    shortfall = _shortfall(result, goal, target, indicator.direction)
    if shortfall is None:
        reasons["shortfall"] = "该指标没有好坏方向，不计算差距"
    completion = _completion(result, goal, indicator.kind, indicator.direction)
    if completion is None:
        reasons["completion"] = _why_no_completion(indicator.kind, indicator.direction, goal, result)
    passed, gap = _progress(inputs, completion, result, goal, reasons)
    forecast, printed = _forecast(inputs, result, passed, reasons)
    return Measured(
        completion=completion,
        shortfall=shortfall,
        judged=shortfall if _is_met_or_not(indicator, goal) else None,
        relative=shortfall / abs(goal) if shortfall is not None and goal != 0 else None,
        time_progress=passed,
        progress_gap=gap,
        pace_needed=_pace(inputs, shortfall, reasons),
        forecast=forecast,
        forecast_printed=printed,
        why_unlit=reasons.get("progress_gap", "没有可以判断的依据"),
        reasons=tuple(reasons.items()),
    )


def _is_met_or_not(indicator: SchemeIndicator, goal: Decimal) -> bool:
    return indicator.kind in MET_OR_NOT or (indicator.direction == "lower" and goal == 0)


def _blocked(inputs: Inputs) -> str:
    """Why nothing can be computed against the target; "" where it can."""
    if inputs.target is None:
        return "方案和报告中都没有该指标的目标值"
    if inputs.target.value is None:
        return f"目标为“{inputs.target.text}”，不是可以计算的数值"
    return inputs.found.reason if inputs.found.linked is None else ""


def _without_result(inputs: Inputs, reason: str) -> Measured:
    """What can be said without target or result: a printed completion still shows the progress."""
    item = inputs.completion_item
    fields = ("completion", "shortfall", "progress_gap", "forecast")
    if item is None or inputs.indicator.kind in MET_OR_NOT or item.fact.dimension != PERCENT:
        return Measured(why_unlit=reason, reasons=tuple((field, reason) for field in fields))
    printed = _value(item)
    end = item.fact.period.end if item.fact.period else inputs.period.end
    passed = time_progress(_span(inputs), end)
    gap = printed / 100 - passed if printed is not None else None
    note = f"{reason}；进度按材料所印完成率{item.fact.fact.value}%计算"
    return Measured(
        time_progress=passed,
        progress_gap=gap,
        why_unlit=reason,
        reasons=(*((field, reason) for field in fields if field != "progress_gap"), ("progress_gap", note)),
    )


def _value(item: Linked | None) -> Decimal | None:
    return item.fact.value if item else None


def _span(inputs: Inputs) -> Period:
    """The period in which the target must be reached: its own, else the year."""
    own = inputs.target.period if inputs.target else None
    return own or Period.year(inputs.period.end.year)


def _shortfall(result: Decimal, goal: Decimal, target: Target, direction: Direction) -> Decimal | None:
    if direction == "higher":
        return goal - result
    if direction == "lower":
        return result - goal
    if direction == "band" and target.op == "~":
        return goal - result
    return None


def _completion(result: Decimal, goal: Decimal, kind: IndicatorKind, direction: Direction) -> Decimal | None:
    """Result over target: cumulative and higher only, target above 0 and result not below."""
    if kind != "cumulative" or direction != "higher" or goal <= 0 or result < 0:
        return None
    return result / goal


def _why_no_completion(kind: IndicatorKind, direction: Direction, goal: Decimal, result: Decimal) -> str:
    if kind == "growth":
        return "增速类指标按是否达到目标判断，不计算完成率"
    if kind == "level":
        return "水平类指标按是否达到目标判断，不计算完成率"
    if kind == "unknown":
        return "指标性质未知（累计、水平或增速），不计算完成率"
    if direction != "higher":
        return "该指标不是越高越好，不计算完成率"
    if goal <= 0:
        return "目标值不大于0，不计算完成率"
    return "完成值为负，不计算完成率" if result < 0 else ""


def _progress(
    inputs: Inputs, completion: Decimal | None, result: Decimal, goal: Decimal, reasons: dict[str, str]
) -> tuple[Decimal | None, Decimal | None]:
    """Time progress and progress gap. A cumulative ceiling sets the share used against the time passed, or
    against the stage's share of the year's ceiling."""
    indicator, target, item = inputs.indicator, inputs.target, inputs.found.linked
    if indicator.kind != "cumulative" or target is None or item is None or item.fact.period is None:
        known = indicator.kind in MET_OR_NOT
        reasons["progress_gap"] = "水平、增速类指标没有时序进度" if known else "指标性质未知，不计算时序进度"
        return None, None
    whole = _whole_target(inputs, target)
    passed = time_progress((whole or target).period or _span(inputs), item.fact.period.end)
    if indicator.direction == "lower" and goal > 0:
        return passed, (goal - result) / whole.value if whole and whole.value else passed - result / goal
    if completion is None:
        reasons["progress_gap"] = reasons["completion"]
        return passed, None
    if whole is not None and whole.value:
        return passed, (result - goal) / whole.value
    return passed, completion - passed


def _whole_target(inputs: Inputs, target: Target) -> Target | None:
    """The year's target where the one in force is only a stage of it; None where it is not."""
    year = year_target(inputs.targets, target)
    return year if year is not None and year is not target and year.value and year.value > 0 else None


def _pace(inputs: Inputs, shortfall: Decimal | None, reasons: dict[str, str]) -> Decimal | None:
    item = inputs.found.linked
    if inputs.indicator.kind != "cumulative" or inputs.indicator.direction != "higher":
        reasons["pace_needed"] = "只对越高越好的累计指标计算所需月均进度"
        return None
    if shortfall is None or shortfall <= 0 or item is None or item.fact.period is None:
        reasons["pace_needed"] = "目标已经达到"
        return None
    left = months_left(_span(inputs), item.fact.period.end)
    if left <= 0:
        reasons["pace_needed"] = "目标期限内没有剩余月份"
        return None
    return shortfall / left


def _forecast(
    inputs: Inputs, result: Decimal, passed: Decimal | None, reasons: dict[str, str]
) -> tuple[Decimal | None, bool]:
    """The printed forecast first; else for cumulative indicators by last year's course, else straight."""
    dimension = inputs.target.dimension if inputs.target else ""
    printed = [
        item
        for item in inputs.linked
        if item.fact.fact.role == "forecast" and item.exact and item.fact.value is not None
        and alike_dimension(item.fact.dimension, dimension) and _reaches_year_end(item, inputs.period)
        and reported_by(item, inputs.period)
    ]  # fmt: skip
    if printed:
        return _value(latest(printed)), True
    if inputs.indicator.kind != "cumulative":
        known = inputs.indicator.kind in MET_OR_NOT
        reasons["forecast"] = "水平、增速类指标不作推算" if known else "指标性质未知，不作推算"
        return None, False
    last_year = _last_year(inputs)
    if last_year:
        return result * last_year[0] / last_year[1], False
    if not passed:
        reasons["forecast"] = "数据期尚未开始，不作推算"
        return None, False
    return result / passed, False


def _reaches_year_end(item: Linked, period: Period) -> bool:
    return item.fact.period is None or item.fact.period.end == Period.year(period.end.year).end


def _last_year(inputs: Inputs) -> tuple[Decimal, Decimal] | None:
    """Last year's total and last year's same period, both above 0; None where not both are printed."""
    item = inputs.found.linked
    if item is None or item.fact.period is None:
        return None
    now = item.fact.period
    total = _actual_of(inputs, Period.year(now.end.year - 1))
    before = _actual_of(inputs, now.year_before())
    return (total, before) if total and before and total > 0 and before > 0 else None


def _actual_of(inputs: Inputs, period: Period) -> Decimal | None:
    dimension = inputs.target.dimension if inputs.target else ""
    return _value(
        latest(
            item
            for item in inputs.linked
            if item.fact.fact.role == "actual"
            and item.exact
            and item.fact.period == period
            and item.fact.value is not None
            and alike_dimension(item.fact.dimension, dimension)
        )
    )
