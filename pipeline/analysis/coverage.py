"""Which indicators of a scheme the reports of a period speak of, and with what."""

from collections.abc import Mapping, Sequence

from pipeline.analysis.linking import Linked
from pipeline.analysis.results import RESULT_ROLES
from pipeline.analysis.sources import source_of
from schemas.analysis import CoverageRow, CoverageState
from schemas.scheme import Scheme


def coverage_of(scheme: Scheme, in_period: Mapping[str, Sequence[Linked]]) -> tuple[CoverageRow, ...]:
    """One row an indicator: reported, masked (every figure hidden) or missing, with the sources."""
    rows = []
    for indicator in scheme.indicators:
        results = [item for item in in_period.get(indicator.key, ()) if item.fact.fact.role in RESULT_ROLES]
        sources = tuple(source_of(item.reading, item.fact.fact.evidence) for item in results)
        rows.append(CoverageRow(indicator=indicator, state=_state(results), sources=sources))
    return tuple(rows)


def _state(results: Sequence[Linked]) -> CoverageState:
    if not results:
        return "missing"
    return "masked" if all(item.fact.value is None for item in results) else "reported"
