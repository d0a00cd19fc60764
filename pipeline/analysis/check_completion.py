"""Printed rates against the figures that they come from: completion = result / target, execution rate =
spending / budget, and what is printed as ahead of or behind time progress or target.

Figures of the same measure are taken; first those beside the rate (the paragraph, the table row), then
those of the whole document. Where one pair of inputs agrees the rate is confirmed; it is flagged only
where the inputs are clear. Rounding is taken into account; agreement only by cutting off is a remark.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.text.printed_values import PERCENT, POINT
from pipeline.analysis.findings import (
    evidence_of,
    finding,
    interval_of,
    is_exact,
    place_of,
    printed,
    same_thing,
    with_role,
    words,
)
from pipeline.analysis.interval import Agreement, Interval, agreement, exact, rounded
from pipeline.analysis.sources import alike_dimension
from pipeline.analysis.time_progress import time_progress
from schemas.analysis import Check
from schemas.evidence import folded
from schemas.period import Period
from schemas.reading import NormalFact, Reading

_EXECUTION = re.compile(r"执行率|支出进度|支付率|支出率|执行进度")
_ADJUSTED = re.compile(r"全年预算|调整|预算数")
_SCHEDULE = re.compile(r"时序|序时|时间进度")
_TARGET_GAP = re.compile(r"目标|任务")
_HUNDRED = Decimal(100)
_FAR = Decimal("1.5")
"""A printed rate that is off by more than this factor is rather of other figures than wrong: a remark."""
_WORD: dict[Agreement, str] = {"holds": "一致", "truncated": "仅按截尾一致", "differs": "不一致"}


def check_completion(reading: Reading) -> Iterator[Check]:
    """Findings on the printed rates of one document."""
    rates = [f for f in with_role(reading.facts, "completion") if f.dimension == PERCENT]
    found = [(rate, check) for rate in rates for check in _rate(reading, rate)]
    confirmed = {_measure(rate) for rate, check in found if check.holds}
    yield from (check for rate, check in found if check.holds or _measure(rate) not in confirmed)
    for change in with_role(reading.facts, "change"):
        if change.dimension == POINT and _SCHEDULE.search(change.fact.quote):
            yield from _against_schedule(reading, change)
        elif change.dimension == POINT and _TARGET_GAP.search(change.fact.quote):
            yield from _against_target(reading, change)


def _rate(reading: Reading, rate: NormalFact) -> Iterator[Check]:
    if _EXECUTION.search(rate.fact.indicator):
        yield from _execution(reading, rate)
    else:
        yield from _completion(reading, rate)


def _measure(rate: NormalFact) -> tuple[str, str | None, Period | None, tuple[int, int | None]]:
    """What a rate is of, and where: of two rates for one measure in one place one may be misread, so the
    one that agrees speaks for both."""
    return folded(rate.fact.indicator), rate.fact.entity, rate.period, place_of(rate)


# completion


def _completion(reading: Reading, rate: NormalFact) -> Iterator[Check]:
    pairs = _named_pairs(reading, rate)
    if not pairs:
        return
    judged = [(_judge(rate, result, target), result, target) for result, target in pairs]
    best = min(judged, key=lambda item: ("holds", "truncated", "differs").index(item[0]))
    yield _rate_finding(reading, "completion.ratio", rate, best)


def _named_pairs(reading: Reading, rate: NormalFact) -> list[tuple[NormalFact, NormalFact]]:
    """Results and targets of the very measure that the rate is of, the nearest pairs alone."""
    results = [f for f in with_role(reading.facts, "actual") if _is_of(f, rate) and _same_time(f, rate)]
    targets = [f for f in _targets(reading) if _is_of(f, rate)]
    pairs = [(r, t) for r in results for t in targets if _comparable(r, t)]
    beside = [pair for pair in pairs if place_of(pair[0]) == place_of(rate) == place_of(pair[1])]
    half = [pair for pair in pairs if place_of(rate) in (place_of(pair[0]), place_of(pair[1]))]
    return beside or half or pairs


def _targets(reading: Reading) -> tuple[NormalFact, ...]:
    return tuple(
        f for f in reading.facts if f.fact.role == "target" and f.value is not None and f.high is None
    )


def _is_of(fact: NormalFact, rate: NormalFact) -> bool:
    """True where a figure is of the rate's own measure: one name with or without the rate's word."""
    if fact.fact.entity != rate.fact.entity:
        return False
    name = re.sub(r"(?:任务|目标)?(?:完成)?[率]$", "", folded(rate.fact.indicator))
    return folded(fact.fact.indicator) in (name, folded(rate.fact.indicator)) or (
        same_thing(fact, rate) and fact.code is not None
    )


def _same_time(fact: NormalFact, rate: NormalFact) -> bool:
    return fact.period == rate.period or place_of(fact) == place_of(rate)


def _comparable(result: NormalFact, target: NormalFact) -> bool:
    return (
        alike_dimension(result.dimension, target.dimension)
        and result.dimension not in (PERCENT, "rank")
        and target.value is not None
        and target.value > 0
        and _covers(target.period, result.period)
    )


def _covers(target: Period | None, data: Period | None) -> bool:
    """True where a target can be meant for the data: next year's target is not."""
    return target is None or data is None or (target.start <= data.end and data.start <= target.end)


def _judge(rate: NormalFact, part: NormalFact, whole: NormalFact) -> Agreement:
    top, bottom = interval_of(part), interval_of(whole)
    computed = top.over(bottom) if top and bottom else None
    if computed is None:
        return "differs"
    return agreement(Decimal(rate.fact.value), computed.scaled(_HUNDRED))


def _rate_finding(
    reading: Reading, code: str, rate: NormalFact, judged: tuple[Agreement, NormalFact, NormalFact]
) -> Check:
    verdict, part, whole = judged
    ratio = (part.value or Decimal(0)) / (whole.value or Decimal(1)) * _HUNDRED
    far = not Decimal(rate.fact.value) / _FAR <= ratio <= Decimal(rate.fact.value) * _FAR
    return finding(
        reading,
        code,
        "remark" if verdict == "truncated" or far else "error",
        f"{rate.fact.indicator}：按{printed(part)}÷{printed(whole)}计算为{words(round(ratio, 2))}%，"
        f"与所印{printed(rate)}{_WORD[verdict]}",
        f"{printed(part)} ÷ {printed(whole)} = {words(round(ratio, 4))}%；所印 {printed(rate)}",
        evidence_of([rate, part, whole]),
        holds=verdict == "holds",
    )


# execution of budgets


def _execution(reading: Reading, rate: NormalFact) -> Iterator[Check]:
    """The rate against spending and budget beside it: the stated or adjusted budget before the initial."""
    near = [f for f in reading.facts if place_of(f) == place_of(rate) and f.fact.entity == rate.fact.entity]
    spent = [f for f in with_role(near, "actual") if f.dimension.startswith("money")]
    budgets = sorted(
        (f for f in with_role(near, "budget") if f.dimension.startswith("money") and f.value),
        key=lambda f: not _ADJUSTED.search(f"{f.fact.indicator}{f.fact.column or ''}"),
    )
    pairs = [(s, b) for b in budgets for s in spent if alike_dimension(s.dimension, b.dimension)]
    judged = [(_judge(rate, part, whole), part, whole) for part, whole in pairs]
    agreeing = [item for item in judged if item[0] == "holds"]
    if agreeing:
        yield _rate_finding(reading, "completion.execution", rate, agreeing[0])
    elif len(judged) == 1:
        yield _rate_finding(reading, "completion.execution", rate, judged[0])


# ahead of or behind


def _against_schedule(reading: Reading, change: NormalFact) -> Iterator[Check]:
    """超时序进度6个百分点 against the completion printed beside it and the time passed."""
    rates = [
        f
        for f in with_role(reading.facts, "completion")
        if f.dimension == PERCENT and place_of(f) == place_of(change) and _is_of(f, change) and f.period
    ]
    if len(rates) != 1 or rates[0].period is None:
        return
    rate = rates[0]
    period = rates[0].period
    passed = time_progress(Period.year(period.end.year), period.end) * _HUNDRED
    computed = rounded(Decimal(rate.fact.value)) - exact(passed)
    verdict = agreement(Decimal(change.fact.value), computed)
    yield _difference_finding(
        reading,
        "difference.schedule",
        change,
        rate,
        f"{printed(rate)} − 时序进度{words(round(passed, 2))}%",
        Decimal(rate.fact.value) - passed,
        verdict,
    )


def _against_target(reading: Reading, change: NormalFact) -> Iterator[Check]:
    """距年度目标差0.3个百分点 against result and target of the same measure."""
    near = [
        f for f in reading.facts if place_of(f) == place_of(change) and is_exact(f) and same_thing(f, change)
    ]
    results = [f for f in near if f.fact.role in ("yoy", "share", "actual") and f.dimension == PERCENT]
    targets = [
        f
        for f in _targets(reading)
        if f.dimension == PERCENT and same_thing(f, change) and _covers(f.period, change.period)
    ]
    values = {f.value for f in targets}
    if len(results) != 1 or len(values) != 1 or _SCHEDULE.search(change.fact.quote):
        return
    result, target = results[0], targets[0]
    if result.value is None or target.value is None:
        return
    computed: Interval = rounded(Decimal(result.fact.value)) - exact(target.value)
    verdict = agreement(Decimal(change.fact.value), computed)
    yield _difference_finding(
        reading,
        "difference.target",
        change,
        target,
        f"{printed(result)} − 目标{printed(target)}",
        result.value - target.value,
        verdict,
    )


def _difference_finding(  # noqa: PLR0917 - both checks name their own arithmetic
    reading: Reading,
    code: str,
    change: NormalFact,
    other: NormalFact,
    arithmetic: str,
    computed: Decimal,
    verdict: Agreement,
) -> Check:
    result = words(round(computed, 2))
    return finding(
        reading,
        code,
        "remark" if verdict == "truncated" else "warning",
        f"{change.fact.indicator}：计算为{result}个百分点，与所印{printed(change)}{_WORD[verdict]}",
        f"{arithmetic} = {result}个百分点；所印 {printed(change)}",
        evidence_of([change, other]),
        holds=verdict == "holds",
    )
