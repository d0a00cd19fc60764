"""A document's records in one language: base units, periods as ranges, names and units of the catalogue.

The records stay as they were read; beside each stands what it means, and a list of what was made of
which printed words. In order: a number is converted only where its unit is in the table; a period that
is not printed is the document's own (the year of it for what is laid down for a year); a missing entity
is the document's region; a name goes to the catalogue only where the match is certain. A growth figure
(role yoy, or a percentage set as target for an amount) goes to the growth entry, an amount printed under
a growth name to the amount's entry. It never converts 百分点, %, 分, 位 or 倍 into one another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from extractors.text.catalogue import load_catalogue
from extractors.text.matching import match_name, stem, without_growth
from extractors.text.organisation_names import organisation_of
from extractors.text.printed_values import NUMBER, RANK, UNKNOWN, decimal_of, period_of
from extractors.text.units import to_base
from schemas.catalogue import Catalogue, NameMatch
from schemas.evidence import folded
from schemas.period import Period
from schemas.reading import Change, NormalFact, NormalIndicator, Reading
from schemas.records import Fact, FactRole, Header, Indicator, Records

_YEARLY: frozenset[FactRole] = frozenset({"target", "weight", "budget", "score", "bonus", "deduction"})
_SET_ROLES: frozenset[FactRole] = frozenset({"target", "forecast"})
_RATE_UNITS = ("%", "个百分点", "百分点")


def normalise(
    document_id: str,
    file_name: str,
    records: Records,
    received: str | None = None,
    catalogue_file: Path | None = None,
) -> Reading:
    """The reading of a document. `received` is the ISO time at which the file came in (None where not
    known); `catalogue_file` a user's own catalogue (None: the packaged one)."""
    catalogue = load_catalogue(catalogue_file)
    indicators = tuple(_indicator(record, catalogue) for record in records.indicators)
    facts = tuple(_fact(record, records.document, catalogue) for record in records.facts)
    return Reading(
        document_id=document_id,
        file_name=file_name,
        records=records,
        indicators=tuple(item.indicator for item in indicators),
        facts=tuple(item.fact for item in facts),
        matches=_distinct((*_matches(indicators), *_matches(facts))),
        changes=(*_changes(indicators), *_changes(facts)),
        received=received,
    )


@dataclass(frozen=True, slots=True)
class _NormalisedIndicator:
    """An indicator with what was matched and changed for it."""

    indicator: NormalIndicator
    matches: tuple[NameMatch, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _NormalisedFact:
    """A fact with what was matched and changed for it."""

    fact: NormalFact
    matches: tuple[NameMatch, ...]
    changes: tuple[Change, ...]


def _matches(items: Sequence[_NormalisedIndicator | _NormalisedFact]) -> tuple[NameMatch, ...]:
    return tuple(match for item in items for match in item.matches)


def _changes(items: Sequence[_NormalisedIndicator | _NormalisedFact]) -> tuple[Change, ...]:
    return tuple(change for item in items for change in item.changes)


def _distinct(matches: Sequence[NameMatch]) -> tuple[NameMatch, ...]:
    return tuple({match.name: match for match in matches}.values())


# indicators


def _indicator(record: Indicator, catalogue: Catalogue) -> _NormalisedIndicator:
    names = dict.fromkeys(n for n in (record.name, *record.aliases, record.table_name) if n)
    matches = tuple(match_name(name, catalogue) for name in names)
    chosen = next((match for match in matches if match.target), None)
    organisations = tuple(_organisation_code(name) for name in record.responsible)
    changes = [
        Change(record.key, "responsible", printed, code)
        for printed, code in zip(record.responsible, organisations, strict=True)
        if printed != code
    ]
    if chosen and chosen.target:
        changes.append(Change(record.key, "indicator", chosen.name, chosen.target))
    normal = NormalIndicator(record, chosen.target if chosen else None, organisations)
    return _NormalisedIndicator(normal, matches[:1], tuple(changes))


def _organisation_code(name: str) -> str:
    organisation = organisation_of(name)
    return organisation.code if organisation else name


# facts


def _fact(record: Fact, header: Header, catalogue: Catalogue) -> _NormalisedFact:
    match = _fact_match(record, catalogue)
    entry = catalogue.by_code(match.target) if match.target else None
    value, high, unit, dimension = _amount(record)
    period = _period(record, header)
    entity = record.entity or header.region
    normal = NormalFact(
        fact=record,
        value=value,
        high=high,
        unit=unit,
        dimension=dimension,
        period=period,
        entity=entity,
        code=match.target,
        name=entry.name if entry else folded(record.indicator),
        op=record.op,
    )
    return _NormalisedFact(normal, (match,), tuple(_fact_changes(record, normal, header)))


def _fact_match(record: Fact, catalogue: Catalogue) -> NameMatch:
    """The catalogue's entry for what the fact measures, growth and amount kept apart."""
    name = record.indicator
    if stem(name).growth and record.role == "actual" and record.unit not in _RATE_UNITS:
        return match_name(without_growth(name), catalogue)
    plain = match_name(name, catalogue)
    if stem(name).growth or not _is_growth(record, plain, catalogue):
        return plain
    grown = match_name(f"{name}增速", catalogue)
    return replace(grown, name=name) if grown.target else plain


def _is_growth(record: Fact, plain: NameMatch, catalogue: Catalogue) -> bool:
    if record.role == "yoy":
        return True
    entry = catalogue.by_code(plain.target) if plain.target else None
    return record.role in _SET_ROLES and record.unit == "%" and entry is not None and entry.unit != "%"


def _amount(record: Fact) -> tuple[Decimal | None, Decimal | None, str, str]:
    """Value, upper end, base unit and dimension. A mask has no value but keeps its dimension."""
    if record.role == "rank":
        return decimal_of(record.value), decimal_of(record.high), "位", RANK
    value, high = decimal_of(record.value), decimal_of(record.high)
    if not record.unit:
        return value, high, "", NUMBER
    converted = to_base(value if value is not None else Decimal(0), record.unit)
    if converted is None:
        return value, high, record.unit, UNKNOWN
    base_value, unit = converted
    base_high = high * unit.factor if high is not None else None
    return base_value if value is not None else None, base_high, unit.base, unit.dimension


def _period(record: Fact, header: Header) -> Period | None:
    own = period_of(record.period)
    if own or record.period:
        return own
    document = period_of(header.period) or period_of(header.date)
    if document and record.role in _YEARLY:
        return Period(date(document.end.year, 1, 1), date(document.end.year, 12, 31))
    return period_of(header.period)


def _fact_changes(record: Fact, normal: NormalFact, header: Header) -> Iterator[Change]:
    written = f"{record.value}{record.unit}"
    base = f"{normal.value:f}{normal.unit}" if normal.value is not None else written
    period = normal.period.iso() if normal.period else record.period or ""
    steps = (
        Change(record.key, "value", written, base),
        Change(record.key, "period", _printed_period(record, header), period),
        Change(record.key, "entity", record.entity or "", normal.entity or ""),
        Change(record.key, "indicator", record.indicator, normal.code or record.indicator),
    )
    yield from (step for step in steps if step.before != step.after)


def _printed_period(record: Fact, header: Header) -> str:
    """The period as the paper has it: without its year where the folder gave that."""
    period = period_of(record.period)
    if period is None or header.year_hint is None:
        return record.period or ""
    return period.chinese().removeprefix(f"{period.start.year}年") or "全年"
