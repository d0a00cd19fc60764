"""Targets that look odd beside last year's result of the same notice: worse than what was already reached.

Only a remark: a lower task can be meant. Never for what has no better or worse."""

from collections.abc import Iterator

from pipeline.analysis.findings import evidence_of, finding, printed
from pipeline.analysis.linking import link_facts
from pipeline.analysis.results import answer
from pipeline.analysis.sources import printed_of
from pipeline.analysis.targets import easier_end, target_in_force
from schemas.analysis import Check
from schemas.period import Period
from schemas.reading import Reading
from schemas.scheme import Scheme


def check_plausible(reading: Reading, scheme: Scheme) -> Iterator[Check]:
    """Findings on the targets of a notice against last year's results that it prints."""
    year = Period.year(scheme.year)
    before = Period.year(scheme.year - 1)
    for key, items in link_facts(scheme, (reading,)).items():
        indicator = next(i for i in scheme.indicators if i.key == key)
        target = target_in_force(indicator.targets, year, scheme.document_id)
        last = [item for item in items if item.fact.period == before]
        found = answer(last, indicator.kind, target).linked if target else None
        goal = easier_end(target, indicator.direction) if target else None
        if target is None or goal is None or found is None or found.fact.value is None:
            continue
        fact = found.fact
        result = found.fact.value
        worse = goal < result if indicator.direction == "higher" else goal > result
        if worse and indicator.direction in ("higher", "lower"):
            yield finding(
                reading,
                "plausible.target",
                "remark",
                f"{indicator.name}：目标{target.text}，低于上年已达到的{printed_of(fact)}"
                if indicator.direction == "higher"
                else f"{indicator.name}：目标{target.text}，宽于上年已达到的{printed_of(fact)}",
                f"目标 {target.text}；上年 {printed(fact)}",
                (target.evidence, *evidence_of([fact])),
            )
