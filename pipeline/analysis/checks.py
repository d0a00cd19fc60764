"""All checks on readings and schemes: they flag and confirm, and never repair.

Each family has a module; the codes are described one by one in docs/checks.md.
"""

from collections.abc import Iterator, Sequence

from pipeline.analysis.check_agreement import check_body_table, check_targets, check_text_table
from pipeline.analysis.check_completion import check_completion
from pipeline.analysis.check_counts import check_counts
from pipeline.analysis.check_parts import check_parts
from pipeline.analysis.check_plausible import check_plausible
from pipeline.analysis.check_weights import check_weights
from schemas.analysis import CHECK_LEVELS, Check
from schemas.reading import Reading
from schemas.scheme import Scheme

CHECK_CODES = (
    "weights.total",
    "weights.group",
    "weights.groups",
    "counts.indicators",
    "counts.above",
    "counts.lights",
    "counts.lights_joined",
    "counts.lights_table",
    "counts.rank_moves",
    "completion.ratio",
    "completion.execution",
    "difference.schedule",
    "difference.target",
    "parts.score_bands",
    "parts.table_total",
    "bodytable.name",
    "bodytable.weight",
    "bodytable.responsible",
    "texttable.value",
    "texttable.transposed",
    "agreement.target",
    "plausible.target",
    "lights.printed",
)
"""Every code that a finding can have; lights.printed comes from the gap analysis."""


def run_checks(readings: Sequence[Reading], schemes: Sequence[Scheme]) -> tuple[Check, ...]:
    """Every finding and confirmation, document by document in the order of the readings; in a document
    errors, then warnings, then remarks, confirmations last."""
    found: list[Check] = []
    for reading in readings:
        own = sorted(_of_reading(reading, schemes), key=lambda c: (c.holds, CHECK_LEVELS.index(c.level)))
        found.extend(own)
    return tuple(found)


def _of_reading(reading: Reading, schemes: Sequence[Scheme]) -> Iterator[Check]:
    yield from check_weights(reading)
    yield from check_counts(reading)
    yield from check_completion(reading)
    yield from check_parts(reading)
    yield from check_body_table(reading)
    yield from check_text_table(reading)
    yield from check_targets(reading, schemes)
    for scheme in schemes:
        if scheme.document_id == reading.document_id:
            yield from check_plausible(reading, scheme)
