"""Targets: the facts and words that lay down what must be reached, and the one in force.

In force is the staged target whose period ends with the period looked at, else the year's; the scheme's
own level before the superior's, the plan before the hoped-for (力争); of a range the end that is easier
to meet. A target in words, masked or “—” is kept, and can't be computed with.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.analysis.linking import Linked
from pipeline.analysis.sources import alike_dimension, printed_of
from schemas.catalogue import Direction
from schemas.period import Period
from schemas.records import Indicator
from schemas.scheme import Target

_LEVEL = re.compile(
    r"(国家|省|自治区|市|州|县|区|旗)(?:级|定|里|委市政府|考核|下达)?(?:的)?(?:目标|任务|下达|考核指标)"
)
_TIERS = (
    ("力争", "力争"),
    ("奋斗", "力争"),
    ("挑战", "力争"),
    ("确保", "确保"),
    ("必成", "确保"),
    ("计划", "计划"),
    ("基本", "计划"),
)


def targets_of(linked: Iterable[Linked]) -> tuple[Target, ...]:
    """The targets among an indicator's facts, equal ones once, in reading order."""
    targets: dict[tuple[object, ...], Target] = {}
    for item in linked:
        if item.fact.fact.role == "target":
            target = _target(item)
            key = (
                target.value,
                target.high,
                target.unit,
                target.op,
                target.period,
                target.tier,
                target.level,
            )
            targets.setdefault(key, target)
    return tuple(targets.values())


def _target(item: Linked) -> Target:
    record = item.fact.fact
    words = f"{record.column or ''}{record.quote}"
    level = _LEVEL.search(words)
    return Target(
        value=item.fact.value,
        unit=item.fact.unit,
        dimension=item.fact.dimension,
        text=printed_of(item.fact),
        period=item.fact.period,
        op=item.fact.op,
        high=item.fact.high,
        level=level[1] if level else None,
        tier=next((tier for word, tier in _TIERS if word in words), None),
        document_id=item.reading.document_id,
        evidence=record.evidence,
        correction=item.reading.correction_at(record.evidence),
    )


def worded_target(record: Indicator, year: Period, document_id: str) -> Target:
    """A target in words (市定目标, 只降不升), which nothing can be computed with."""
    return Target(
        value=None,
        unit="",
        dimension="unknown",
        text=record.target_text or "",
        period=year,
        document_id=document_id,
        evidence=record.table_evidence or record.evidence,
    )


def target_in_force(targets: Sequence[Target], period: Period, own_document: str) -> Target | None:
    """The target that counts for data up to the end of `period`; None where none is laid down."""
    usable = [t for t in targets if t.period is None or not _is_past(t.period, period)]
    if not usable:
        return None
    return min(
        enumerate(usable),
        key=lambda pair: (
            pair[1].value is None,
            not _is_stage(pair[1], period),
            _is_other_stage(pair[1], period),
            pair[1].document_id != own_document,
            pair[1].level is not None,
            pair[1].tier == "力争",
            pair[0],
        ),
    )[1]


def _is_past(target: Period, period: Period) -> bool:
    return target.end < period.start or target.start > period.end


def _is_stage(target: Target, period: Period) -> bool:
    return target.period is not None and target.period.end == period.end and not _is_whole_year(target.period)


def _is_other_stage(target: Target, period: Period) -> bool:
    """A stage that ends at another time than the period looked at."""
    return target.period is not None and not _is_whole_year(target.period) and target.period.end != period.end


def _is_whole_year(period: Period) -> bool:
    return period == Period.year(period.end.year)


def year_target(targets: Sequence[Target], like: Target) -> Target | None:
    """The year's target beside a staged one, of the same dimension; None where there is none."""
    for target in targets:
        whole = target.period is None or _is_whole_year(target.period)
        if whole and target.value is not None and alike_dimension(target.dimension, like.dimension):
            return target
    return None


def easier_end(target: Target, direction: Direction) -> Decimal | None:
    """The value that must be met: of a range the end that is easier to meet."""
    if target.high is None or target.value is None:
        return target.value
    ends = sorted((target.value, target.high))
    return ends[1] if direction == "lower" else ends[0]
