"""How a finding is made, and the few questions that every check asks of a fact."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractors.text.matching import stem
from extractors.text.units import find_unit
from pipeline.analysis.interval import Interval, exact, rounded
from pipeline.analysis.sources import source_of
from schemas.analysis import Check, CheckLevel, Source
from schemas.evidence import Evidence
from schemas.reading import NormalFact, Reading
from schemas.records import FactRole

_LAID_DOWN: frozenset[FactRole] = frozenset(
    {"target", "budget", "weight", "score", "bonus", "deduction", "rank"}
)


def finding(  # noqa: PLR0917 - the six parts of every finding, in the order of reading
    reading: Reading,
    code: str,
    level: CheckLevel,
    text: str,
    arithmetic: str,
    evidence: Iterable[Evidence | None],
    *,
    holds: bool = False,
) -> Check:
    """A finding on one reading; `holds` True is a confirmation and always a remark."""
    sources = tuple(source_of(reading, place) for place in evidence if place is not None)
    return Check(
        code=code,
        level="remark" if holds else level,
        text=with_corrections(text, sources),
        arithmetic=arithmetic,
        sources=sources,
        document_id=reading.document_id,
        holds=holds,
    )


def with_corrections(text: str, sources: Iterable[Source]) -> str:
    """The words of a finding; where a value in it is a person's correction they say so."""
    notes = dict.fromkeys(source.correction for source in sources if source.correction)
    return f"{text}（更正值：{'；'.join(notes)}）" if notes else text


def evidence_of(facts: Iterable[NormalFact]) -> tuple[Evidence, ...]:
    """Where facts stand."""
    return tuple(fact.fact.evidence for fact in facts)


def place_of(fact: NormalFact) -> tuple[int, int | None]:
    """The paragraph, or the table row, that a fact stands in."""
    return fact.fact.evidence.block, fact.fact.evidence.row


def is_exact(fact: NormalFact) -> bool:
    """True where the figure is a number without 约, 余, 以上 and without a range."""
    return fact.value is not None and fact.op is None and fact.high is None


def interval_of(fact: NormalFact) -> Interval | None:
    """What the printed figure may stand for, in its base unit. Counts and what is laid down are exact;
    measured amounts are rounded. None where masked."""
    if fact.value is None:
        return None
    if fact.fact.role in _LAID_DOWN or fact.dimension.startswith("count"):
        return exact(fact.value)
    unit = find_unit(fact.fact.unit)
    return rounded(Decimal(fact.fact.value)).scaled(unit.factor if unit else Decimal(1))


def same_thing(left: NormalFact, right: NormalFact) -> bool:
    """True where two facts measure the same: one catalogue code, else one name."""
    if left.fact.entity != right.fact.entity:
        return False
    if left.code and right.code:
        return left.code == right.code
    return stem(left.fact.indicator) == stem(right.fact.indicator)


def with_role(facts: Sequence[NormalFact], *roles: FactRole) -> tuple[NormalFact, ...]:
    """The exact facts of some roles."""
    return tuple(fact for fact in facts if fact.fact.role in roles and is_exact(fact))


def words(value: Decimal) -> str:
    """A number for an arithmetic line: no exponent, at most six places, no trailing zeros."""
    text = f"{value:f}" if value == value.to_integral() else f"{round(value, 6).normalize():f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed(fact: NormalFact) -> str:
    """Value and unit as printed, without operator."""
    return f"{fact.fact.value}{fact.fact.unit}"
