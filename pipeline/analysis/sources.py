"""Readings as figures with their sources, and the few questions that all analysis asks of them."""

from datetime import date

from extractors.text.printed_values import period_of
from schemas.analysis import Figure, Source
from schemas.evidence import Evidence
from schemas.period import Period
from schemas.quantity import OPERATOR_SIGNS
from schemas.reading import NormalFact, Reading, spot_of
from schemas.records import Fact, PrintedLight

_LIGHT_COLUMN = "亮灯"
"""What stands for the header of a column of lights, which records don't keep."""


def source_of(reading: Reading, evidence: Evidence) -> Source:
    """Where words of a reading stand, what they are about, and what a person made of them."""
    subject, column = _about(reading, evidence)
    return Source(
        document_id=reading.document_id,
        file_name=reading.file_name,
        evidence=evidence,
        correction=reading.correction_at(evidence),
        subject=subject,
        column=column,
    )


def _about(reading: Reading, evidence: Evidence) -> tuple[str, str]:
    """What the words at a place measure, and the header of their column; "" for what is not known, and
    for an indicator whose column says its name."""
    record = reading.measured_at.get(spot_of(evidence))
    if isinstance(record, PrintedLight):
        return f"{record.entity or ''}{record.indicator}", _LIGHT_COLUMN
    if record is None:
        return "", ""
    column = record.column or ""
    is_own = record.entity is None or record.entity == reading.records.document.region
    parts = ("" if is_own else record.entity or "", "" if record.indicator in column else record.indicator)
    return "".join(parts), column


def figure_of(reading: Reading, fact: NormalFact) -> Figure:
    """A fact of a reading as a figure bound to its source."""
    record = fact.fact
    return Figure(
        role=record.role,
        printed=printed_of(fact),
        value=fact.value,
        unit=fact.unit,
        dimension=fact.dimension,
        period=fact.period,
        source=source_of(reading, record.evidence),
        fact_key=record.key,
        reviewed=fact.reviewed,
    )


def printed_of(fact: NormalFact) -> str:
    """Value and unit as printed, or as a person corrected them."""
    return printed_words(fact.fact)


def printed_words(record: Fact) -> str:
    """A record's value and unit with operator and range: ≥74%, 62亿元, 3—5%."""
    high = f"—{record.high}" if record.high else ""
    return f"{OPERATOR_SIGNS[record.op] if record.op else ''}{record.value}{high}{record.unit}"


def own_entity(reading: Reading, fact: NormalFact) -> bool:
    """True where the fact is about the document's own region, not about a part of it or others."""
    return fact.fact.entity is None or fact.fact.entity == reading.records.document.region


def reading_period(reading: Reading) -> Period | None:
    """The period that a document reports on or governs; None where it states none."""
    return period_of(reading.records.document.period)


def reading_year(reading: Reading) -> int | None:
    """The year of a document: of its period's end, else of its date; None where neither is stated."""
    period = reading_period(reading) or period_of(reading.records.document.date)
    return period.end.year if period else None


def written_on(reading: Reading) -> date:
    """The document's date for ordering, the earliest possible where it has none."""
    period = period_of(reading.records.document.date)
    return period.end if period else date.min


def same_region(left: str | None, right: str | None) -> bool:
    """True where two printed regions mean the same: equal, or one with its superior before it."""
    if not left or not right:
        return False
    return left == right or (
        min(len(left), len(right)) >= 2 and (left.endswith(right) or right.endswith(left))
    )


def alike_dimension(left: str, right: str) -> bool:
    """True where two dimensions can be set against each other. Counts in 个 go with every other count;
    百分点, %, 分 and 位 go with nothing but themselves."""
    if left == right:
        return True
    generic = "count_个"
    return generic in (left, right) and left.startswith("count_") and right.startswith("count_")
