"""Weights add up: all indicators to the stated total, each group's to the points stated for the group,
the groups' points to the total. Weights are exact. The points that a self-evaluation gives to the
execution of the budget stand on no indicator and are added. Where some indicators print no weight the
sum is not judged, for the missing ones may hold the difference."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.text.printed_values import decimal_of
from pipeline.analysis.findings import evidence_of, finding, words
from pipeline.analysis.schemes import stated_total
from schemas.analysis import Check
from schemas.evidence import folded
from schemas.reading import NormalFact, Reading
from schemas.records import Indicator

_FUND_ROW = re.compile(r"资金|预算|执行")


def check_weights(reading: Reading) -> Iterator[Check]:
    """Findings on the weights of one document."""
    records = [item.indicator for item in reading.indicators]
    if not records:
        return
    total = stated_total(reading)
    groups = _group_facts(reading, records)
    if total is not None and total.value is not None:
        yield from _whole(reading, records, total, total.value)
        yield from _groups_to_total(reading, records, groups, total, total.value)
    for category, fact in groups.items():
        yield from _group(reading, category, [r for r in records if r.category == category], fact)


def _group_facts(reading: Reading, records: list[Indicator]) -> dict[str, NormalFact]:
    """The category to the fact that states its points; the first where it is stated twice."""
    categories = {folded(r.category): r.category for r in records if r.category}
    found: dict[str, NormalFact] = {}
    for fact in reading.facts:
        category = categories.get(folded(fact.fact.indicator))
        if fact.fact.role == "weight" and fact.value is not None and category and fact.fact.entity is None:
            found.setdefault(category, fact)
    return found


def _sum(records: list[Indicator]) -> Decimal | None:
    """The sum of weights; None where one is missing."""
    weights = [decimal_of(record.weight) for record in records]
    known = [weight for weight in weights if weight is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(weights) else None


def _whole(reading: Reading, records: list[Indicator], fact: NormalFact, stated: Decimal) -> Iterator[Check]:
    listed = _sum(records)
    if listed is None:
        return
    funds = _fund_points(reading)
    summed = listed + sum((f.value for f in funds if f.value is not None), Decimal(0))
    holds = summed == stated
    added = "".join(f" + {f.fact.indicator}{f.fact.value}" for f in funds)
    sums = f"{len(records)}项分值相加 {words(listed)}{added}" if funds else f"{len(records)}项分值相加"
    yield finding(
        reading,
        "weights.total",
        "error",
        f"{len(records)}项指标{'及预算执行' if funds else ''}分值合计{words(summed)}分，"
        f"与所印总分{words(stated)}分{'一致' if holds else '不一致'}",
        f"{sums} = {words(summed)}；所印 {words(stated)}；相差 {words(summed - stated)}",
        evidence_of([fact, *funds]),
        holds=holds,
    )


def _fund_points(reading: Reading) -> list[NormalFact]:
    """The points for the execution of the budget in a self-evaluation, which stand on no indicator."""
    if reading.records.document.doc_type != "self_evaluation":
        return []
    return [
        fact
        for fact in reading.facts
        if fact.fact.role == "weight" and fact.value is not None and fact.fact.indicator_ref is None
        and fact.fact.source == "table" and _FUND_ROW.search(fact.fact.indicator)
    ]  # fmt: skip


def _group(reading: Reading, category: str, records: list[Indicator], fact: NormalFact) -> Iterator[Check]:
    summed = _sum(records)
    if summed is None or fact.value is None:
        return
    holds = summed == fact.value
    parts = " + ".join(record.weight or "" for record in records)
    yield finding(
        reading,
        "weights.group",
        "error",
        f"“{category}”{len(records)}项指标分值合计{words(summed)}分，"
        f"与所印{words(fact.value)}分{'一致' if holds else '不一致'}",
        f"{parts} = {words(summed)}；所印 {words(fact.value)}",
        (fact.fact.evidence, *(record.evidence for record in records)),
        holds=holds,
    )


def _groups_to_total(
    reading: Reading,
    records: list[Indicator],
    groups: dict[str, NormalFact],
    total: NormalFact,
    stated: Decimal,
) -> Iterator[Check]:
    if len(groups) < 2 or set(groups) != {record.category for record in records}:
        return
    summed = sum((fact.value for fact in groups.values() if fact.value is not None), Decimal(0))
    holds = summed == stated
    parts = " + ".join(fact.fact.value for fact in groups.values())
    yield finding(
        reading,
        "weights.groups",
        "error",
        f"各类分值合计{words(summed)}分，与所印总分{words(stated)}分{'一致' if holds else '不一致'}",
        f"{parts} = {words(summed)}；所印 {words(stated)}",
        evidence_of([total, *groups.values()]),
        holds=holds,
    )
