"""The figure that answers an indicator's target, among all that the reports say of it.

Same indicator, entity and dimension. Role: rank for a rank target; yoy for growth; for a rate its share,
completion or actual; else actual. Of several the latest data period up to the end of the period looked
at counts; of equal ends the one that began first (cumulative from January before the month alone); then the
later document, then the table before the text. Masked figures never answer; they are reported as masked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.text.printed_values import PERCENT, RANK
from pipeline.analysis.linking import Linked
from pipeline.analysis.sources import alike_dimension, reading_period, written_on
from schemas.catalogue import IndicatorKind
from schemas.period import Period
from schemas.records import FactRole
from schemas.scheme import Target

RESULT_ROLES: frozenset[FactRole] = frozenset({"actual", "yoy", "completion", "share", "rank", "score"})
_GROWTH_ROLES: tuple[FactRole, ...] = ("yoy", "actual")
_RATE_ROLES: tuple[FactRole, ...] = ("share", "actual", "completion")
_PROGRESS_ROLES: tuple[FactRole, ...] = ("completion", "actual", "share")
_AMOUNT_ROLES: tuple[FactRole, ...] = ("actual",)


@dataclass(frozen=True, slots=True)
class Answer:
    """The figure that answers a target: `linked` None where there is none, then `reason` says why."""

    linked: Linked | None
    reason: str = ""


def in_time(linked: Iterable[Linked], period: Period, as_of: date) -> tuple[Linked, ...]:
    """The facts whose data end in the year of `period`, not after its end and not after the as-of date."""
    return tuple(
        item
        for item in linked
        if item.fact.period is not None
        and item.fact.period.start >= date(period.end.year, 1, 1)
        and item.fact.period.end <= min(period.end, as_of)
    )


def reported_by(item: Linked, period: Period) -> bool:
    """True for what a report up to the end of `period` says, in its year; a later one is not yet known."""
    own = reading_period(item.reading)
    return own is None or (own.end <= period.end and own.end.year == period.end.year)


def answer(linked: Sequence[Linked], kind: IndicatorKind, target: Target | None) -> Answer:
    """The figure that answers the target, or the reason why there is none."""
    candidates = [item for item in linked if item.fact.fact.role in RESULT_ROLES and _fits(item, target)]
    for role in _roles(kind, target):
        of_role = [
            item for item in candidates if item.fact.fact.role == role and _dimension_fits(item, role, kind)
        ]
        own = [item for item in of_role if item.exact]
        if own or of_role:
            return _chosen(own, of_role)
    return Answer(None, _missing(linked, target))


def _roles(kind: IndicatorKind, target: Target | None) -> tuple[FactRole, ...]:
    if target and target.dimension == RANK:
        return ("rank",)
    if kind == "growth":
        return _GROWTH_ROLES
    if target and target.dimension == PERCENT:
        return _PROGRESS_ROLES if kind == "cumulative" else _RATE_ROLES
    if target is None and kind == "level":
        return ("actual", "share")
    return _AMOUNT_ROLES


def _fits(item: Linked, target: Target | None) -> bool:
    return target is None or target.value is None or alike_dimension(item.fact.dimension, target.dimension)


def _dimension_fits(item: Linked, role: FactRole, kind: IndicatorKind) -> bool:
    return kind != "growth" or role != "actual" or item.fact.dimension == PERCENT


def _chosen(own: Sequence[Linked], of_role: Sequence[Linked]) -> Answer:
    """The best of the indicator's own figures; of figures that only stand under it, the only one measured."""
    if not own and len({item.fact.name for item in of_role}) > 1:
        names = "、".join(dict.fromkeys(item.fact.fact.indicator for item in of_role))
        return Answer(None, f"该指标下有多个分项（{names}），未印总的完成值，请按分项核对")
    readable = [item for item in own or of_role if item.fact.value is not None]
    if not readable:
        return Answer(None, "材料中的数值被隐去（XX、**）")
    return Answer(latest(readable))


def latest(linked: Iterable[Linked]) -> Linked | None:
    """The figure that counts of several, of equal ones the first; None of none."""
    return max(linked, key=_preference, default=None)


def _preference(item: Linked) -> tuple[date, int, date, bool]:
    period = item.fact.period
    own = reading_period(item.reading)
    return (
        period.end if period else date.min,
        (period.end - period.start).days if period else 0,
        max(written_on(item.reading), own.end if own else date.min),
        item.fact.fact.source == "table",
    )


def _missing(linked: Sequence[Linked], target: Target | None) -> str:
    results = [item for item in linked if item.fact.fact.role in RESULT_ROLES]
    if not results:
        return "报告中没有该指标的完成情况"
    if all(item.fact.value is None for item in results):
        return "材料中的数值被隐去（XX、**）"
    if target and target.value is not None:
        printed = "、".join(sorted({item.fact.fact.unit or "无单位" for item in results}))
        return f"报告中的数值（{printed}）与目标（{target.text}）量纲不同，不能相比"
    return "报告中没有可以对照目标的完成值"
