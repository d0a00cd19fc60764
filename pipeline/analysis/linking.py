"""Which facts of a reading belong to which indicator of a scheme.

In order of precedence: the fact's own reference to a listed indicator that is the scheme's (by
alignment of the two lists, one to one); the catalogue's code; equal name stems. A fact about a part of
the region or about others never answers for the region. A fact of a sub-measure that only shares the
reference is kept apart: `exact` is False.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.text.catalogue import load_catalogue
from extractors.text.matching import Stem, align_names, match_name, stem
from pipeline.analysis.sources import own_entity
from schemas.reading import NormalFact, Reading
from schemas.records import Indicator
from schemas.scheme import Scheme, SchemeIndicator


@dataclass(frozen=True, slots=True)
class Linked:
    """A fact of a reading that belongs to an indicator. `exact` True where it measures the indicator
    itself by name or code, False where it only stands under it."""

    reading: Reading
    fact: NormalFact
    exact: bool


def indicator_names(record: Indicator) -> tuple[str, ...]:
    """Every name that a document gives an indicator, its own first."""
    return tuple(dict.fromkeys(n for n in (record.name, *record.aliases, record.table_name) if n))


def scheme_names(indicator: SchemeIndicator) -> tuple[str, ...]:
    """Every name that a scheme gives an indicator, its own first."""
    return (indicator.name, *indicator.aliases)


def link_facts(scheme: Scheme, readings: Iterable[Reading]) -> dict[str, tuple[Linked, ...]]:
    """Scheme indicator key to its facts, in reading order."""
    linked: dict[str, list[Linked]] = {indicator.key: [] for indicator in scheme.indicators}
    for reading in readings:
        for key, items in _link_reading(scheme, reading).items():
            linked[key].extend(items)
    return {key: tuple(items) for key, items in linked.items()}


def link_indicators(scheme: Scheme, reading: Reading) -> dict[str, str]:
    """Key of a reading's listed indicator to the key of the scheme's indicator that it is."""
    records = reading.records.indicators
    if reading.document_id == scheme.document_id:
        return {record.key: record.key for record in records}
    pairs = align_names(
        [scheme_names(indicator) for indicator in scheme.indicators],
        [indicator_names(record) for record in records],
        load_catalogue(),
    )
    return {records[pair.right].key: scheme.indicators[pair.left].key for pair in pairs}


def link_name(scheme: Scheme, name: str) -> str | None:
    """The key of the one indicator of a scheme that a printed name means: by its stem, else by the
    catalogue; None where there is none or more than one."""
    by_stem = _unique_stems(scheme.indicators)
    by_code = _unique({indicator.key: indicator.code for indicator in scheme.indicators})
    return by_stem.get(_thing(stem(name))) or by_code.get(match_name(name, load_catalogue()).target or "")


def _link_reading(scheme: Scheme, reading: Reading) -> dict[str, list[Linked]]:
    by_reference = link_indicators(scheme, reading)
    by_code = _unique({i.key: i.code for i in scheme.indicators})
    by_stem = _unique_stems(scheme.indicators)
    stems = {i.key: frozenset(_thing(stem(name)) for name in scheme_names(i)) for i in scheme.indicators}
    codes = {i.key: i.code for i in scheme.indicators}
    found: dict[str, list[Linked]] = {}
    for fact in reading.facts:
        if not own_entity(reading, fact):
            continue
        thing = _thing(_fact_stem(fact))
        key = (
            by_reference.get(fact.fact.indicator_ref or "")
            or by_code.get(fact.code or "")
            or by_stem.get(thing)
        )
        if key:
            exact = thing in stems[key] or (fact.code is not None and fact.code == codes[key])
            found.setdefault(key, []).append(Linked(reading, fact, exact))
    return found


def _fact_stem(fact: NormalFact) -> Stem:
    return stem(fact.fact.indicator)


def _thing(name: Stem) -> tuple[str, str]:
    """What is measured, growth or amount alike: the yoy of 固定资产投资 answers 固定资产投资增速."""
    return name.core, name.step


def _unique(keys_to_codes: dict[str, str | None]) -> dict[str, str]:
    """Codes that exactly one indicator has, to its key."""
    codes = list(keys_to_codes.values())
    return {code: key for key, code in keys_to_codes.items() if code and codes.count(code) == 1}


def _unique_stems(indicators: Sequence[SchemeIndicator]) -> dict[tuple[str, str], str]:
    owners: dict[tuple[str, str], set[str]] = {}
    for indicator in indicators:
        for name in scheme_names(indicator):
            owners.setdefault(_thing(stem(name)), set()).add(indicator.key)
    return {thing: next(iter(keys)) for thing, keys in owners.items() if len(keys) == 1}
