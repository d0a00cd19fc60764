"""Decisions applied to records.

A decision finds its record, in this order:
1. by key and kind, where the quote of then and the quote of now share their words (a newer finder
   may quote more or fewer words around the same anchor);
2. by kind and quote, where exactly one record of the document has that quote.
One that finds none is an orphan: it is listed for a person and never dropped. Decisions apply in the
order in which they were taken, a later one over an earlier one (a record rejected and then accepted
stands). Nothing here changes a record as read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from pipeline.store.values import Reviewed
from schemas.decision import LIST_SEPARATOR, Decision
from schemas.errors import DuibiaoError, ReviewError
from schemas.evidence import folded
from schemas.interchange import records_from_json
from schemas.records import RECORD_KINDS, Record, Records

Place = tuple[str, str]
"""A record's kind and key."""


def review(records: Records, decisions: Sequence[Decision]) -> Reviewed:
    """The records with the decisions applied, and which of these found their record."""
    current = {(kind, r.key): r for kind in RECORD_KINDS for r in getattr(records, kind)}
    index = _Index.of(records)
    rejected: set[Place] = set()
    applied, orphans = [], []
    for decision in decisions:
        place = _added(decision, current) if decision.action == "add" else index.place(decision)
        if place is None:
            orphans.append(decision)
            continue
        applied.append(replace(decision, key=place[1]))
        if decision.action == "correct":
            current[place] = corrected(current[place], decision.field, decision.after)
        if decision.action == "reject":
            rejected.add(place)
        else:
            rejected.discard(place)
    kept = {place: record for place, record in current.items() if place not in rejected}
    return Reviewed(
        original=records,
        corrected=_regrouped(records, current),
        records=_regrouped(records, kept),
        applied=tuple(applied),
        orphans=tuple(orphans),
    )


def corrected(record: Record, field: str, text: str) -> Record:
    """The record with one field set from a decision's text ("" is none, lists joined by 、).
    Raises ReviewError for an unknown field and for a value that the field can't hold."""
    hints = get_type_hints(type(record))
    if field not in hints or field in _FIXED:
        raise ReviewError(f"记录没有可更正的字段 {field}", "请用本程序重新导出工作簿后再填写")
    try:
        value = TypeAdapter(hints[field]).validate_python(_typed(text, hints[field]))
    except ValidationError as error:
        raise ReviewError(f"字段 {field} 不能填写“{text}”", "请改成该列允许的值后重新导入") from error
    return replace(record, **{field: value})


@dataclass(frozen=True)
class _Index:
    """Where the records of a document are found, by place and by quote."""

    quotes: Mapping[Place, str]
    places: Mapping[tuple[str, str], tuple[Place, ...]]

    @classmethod
    def of(cls, records: Records) -> "_Index":
        quotes: dict[Place, str] = {}
        places: dict[tuple[str, str], tuple[Place, ...]] = {}
        for kind in RECORD_KINDS:
            for record in getattr(records, kind):
                place, quote = (kind, record.key), folded(record.evidence.quote)
                quotes[place] = quote
                places[kind, quote] = (*places.get((kind, quote), ()), place)
        return cls(quotes, places)

    def place(self, decision: Decision) -> Place | None:
        """The one record that the decision is about, None where there is none or more than one."""
        quote, place = folded(decision.quote), (decision.kind, decision.key)
        now = self.quotes.get(place)
        if now is not None and (not quote or quote in now or now in quote):
            return place
        same = self.places.get((decision.kind, quote), ()) if quote else ()
        return same[0] if len(same) == 1 else None


def _added(decision: Decision, current: dict[Place, Record]) -> Place | None:
    if decision.kind not in RECORD_KINDS:
        return None
    try:
        entry = json.loads(decision.after)
        text = json.dumps({"document": {}, decision.kind: [entry]}, ensure_ascii=False)
        record = getattr(records_from_json(text), decision.kind)[0]
    except (ValueError, DuibiaoError):
        return None
    current[decision.kind, record.key] = record
    return decision.kind, record.key


def _regrouped(records: Records, current: Mapping[Place, Record]) -> Records:
    groups: dict[str, list[Any]] = {kind: [] for kind in RECORD_KINDS}
    for (kind, _), record in current.items():
        groups[kind].append(record)
    return Records(records.document, **{kind: tuple(group) for kind, group in groups.items()})


_FIXED = {"key", "evidence", "table_evidence", "confidence", "source", "column"}


def _typed(text: str, hint: object) -> str | tuple[str, ...] | None:
    if get_origin(hint) is tuple:
        entries = text.split(LIST_SEPARATOR)
        return tuple(entry.strip() for entry in entries if entry.strip())
    return None if not text and type(None) in get_args(hint) else text
