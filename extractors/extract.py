"""From a document to its records: the flow of all finders.

Pure: the same document gives the same records. The header is read first, because the finders
resolve periods and places against it; then the indicators, because facts, lights and issues refer
to them; then everything else, each on its own. Afterwards names are linked to listed indicators,
records whose words are not found again at their place are dropped, keys are made unique, and each record's
confidence is weighed from the doubts that there are of it. It never changes what a finder read.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from extractors.finders.header import find_header
from extractors.finders.indicators import find_indicators
from extractors.finders.issues import find_issues
from extractors.finders.items import find_items
from extractors.finders.lights import find_lights
from extractors.finders.measures import find_measures
from extractors.finders.rules import find_rules
from extractors.finders.table_facts import find_table_facts
from extractors.finders.text_facts import find_text_facts
from extractors.text.matching import without_growth
from extractors.text.mentions import mentions
from extractors.text.recognised_words import with_recognition
from extractors.text.record_doubts import Paper, weighed
from schemas.document import Document
from schemas.evidence import Evidence, folded, is_found
from schemas.records import Fact, Header, Indicator, Issue, Item, Measure, PrintedLight, Records, Rule

EXTRACTOR_VERSION = "3"
"""Changes whenever a finder reads differently, so that stored documents are read again."""

log = logging.getLogger(__name__)

AnyRecord = TypeVar("AnyRecord", Indicator, Fact, PrintedLight, Issue, Measure, Item, Rule)
Linked = TypeVar("Linked", Fact, PrintedLight)
Spoken = TypeVar("Spoken", Issue, Measure)


def extract(document: Document, year_hint: int | None = None) -> Records:
    """Everything that the document says, each list in document order. `year_hint` is the year from
    outside the paper (its folder): it counts for periods only, and where the paper names none."""
    stated = find_header(document, year_hint)
    header = dated(stated, year_hint)
    indicators = find_indicators(document, header)
    facts = in_document_order(
        (*find_text_facts(document, header, indicators), *find_table_facts(document, header, indicators))
    )
    lights = find_lights(document, header, indicators)
    bound = linked(facts, indicators)
    paper = Paper(document, header, bound)
    return Records(
        document=replace(stated, evidence=found_evidence(document, stated.evidence)),
        indicators=settled(paper, indicators),
        facts=settled(paper, bound),
        lights=settled(paper, linked(lights, indicators)),
        issues=settled(paper, linked_by_mention(find_issues(document, header, indicators), indicators)),
        measures=settled(paper, linked_by_mention(find_measures(document, header), indicators)),
        items=settled(paper, find_items(document, header)),
        rules=settled(paper, find_rules(document, header)),
    )


def dated(header: Header, year_hint: int | None) -> Header:
    """The header that finders resolve periods against: dated by the hint where it has no time of its own."""
    has_time = header.period is not None or header.date is not None
    return header if has_time or year_hint is None else replace(header, date=str(year_hint))


def in_document_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts by block, then cell, then the place of their number."""
    return tuple(
        sorted(
            facts,
            key=lambda f: (f.evidence.block, f.evidence.row or 0, f.evidence.col or 0, f.evidence.anchor),
        )
    )


def linked(records: tuple[Linked, ...], indicators: tuple[Indicator, ...]) -> tuple[Linked, ...]:
    """Records without a reference, bound to the one listed indicator that bears their name.

    A name that two listed indicators share binds to neither.
    """
    bearers = bearers_of_names(indicators)
    return tuple(
        record
        if record.indicator_ref is not None
        else replace(record, indicator_ref=bearers.get(folded(record.indicator)))
        for record in records
    )


def linked_by_mention(records: tuple[Spoken, ...], indicators: tuple[Indicator, ...]) -> tuple[Spoken, ...]:
    """Issues and measures without a reference, bound to the listed indicator that their words mention.

    The amount counts for its growth (固定资产投资 … 回落 speaks of 固定资产投资增速). Words that mention two
    indicators, or a name that two share, bind to none.
    """
    bearers = bearers_of_names(indicators)
    keys = {without_growth(name): key for name, key in bearers.items()} | bearers
    return tuple(
        record
        if record.indicator_ref is not None
        else replace(record, indicator_ref=only_bearer(folded(record.text), keys))
        for record in records
    )


def only_bearer(text: str, keys: dict[str, str]) -> str | None:
    """The key of the one indicator that the text mentions, None for none or several."""
    found = {keys[mention.name] for mention in mentions(text, keys)}
    return found.pop() if len(found) == 1 else None


def bearers_of_names(indicators: tuple[Indicator, ...]) -> dict[str, str]:
    """Each folded name or alias to the key of the one indicator that bears it."""
    keys: dict[str, set[str]] = {}
    for indicator in indicators:
        for name in (indicator.name, *indicator.aliases):
            keys.setdefault(folded(name), set()).add(indicator.key)
    return {name: next(iter(bearers)) for name, bearers in keys.items() if len(bearers) == 1}


def settled(paper: Paper, records: tuple[AnyRecord, ...]) -> tuple[AnyRecord, ...]:
    """The records whose quote stands at its place, under keys that are unique in the list, each with what
    speaks against it and no surer than the recognition of its words.

    Records that share an anchor share a key; the second and later ones get their ordinal appended.
    """
    document = paper.document
    kept: list[AnyRecord] = []
    seen: Counter[str] = Counter()
    for record in records:
        if not is_found(document, record.evidence):
            log.warning("%s: dropped, quote not found again: %r", document.source.name, record.evidence)
            continue
        seen[record.key] += 1
        ordinal = seen[record.key]
        kept.append(
            replace(
                record,
                key=record.key if ordinal == 1 else f"{record.key}-{ordinal}",
                confidence=with_recognition(weighed(record, paper), document, record.evidence),
            )
        )
    return tuple(kept)


def found_evidence(document: Document, evidence: dict[str, Evidence]) -> dict[str, Evidence]:
    """The header's evidence that is found again."""
    return {name: place for name, place in evidence.items() if is_found(document, place)}
