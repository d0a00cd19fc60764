"""A reading: the records of a document, and beside each what it means in one language.

The records stay as they were read. A change says what was made of which printed words.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from schemas.catalogue import NameMatch
from schemas.evidence import Evidence
from schemas.period import Period
from schemas.quantity import Operator
from schemas.records import Fact, Indicator, PrintedLight, Records


@dataclass(frozen=True, slots=True)
class Change:
    """One step of normalisation: `key` of the record ("" for the document's own header), `field`, the
    printed `before` and the `after`."""

    key: str
    field: Literal[
        "value", "period", "entity", "indicator", "responsible", "role", "region", "issuer", "doc_type",
        "date",
    ]  # fmt: skip
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NormalFact:
    """A fact in base units. `value` None where masked or not a number; `unit` the base unit's
    symbol, `dimension` its dimension (`unknown` where the table doesn't have it: then `unit` is as
    printed). `code` is the catalogue's code, None where unmatched; `name` the name to join by: the
    catalogue's where matched, else the printed one without blanks. `period` None where neither the
    fact nor its document has one. `entity` is the region or unit, never None where the document
    has a region. `reviewed` is True where a person accepted, corrected or added the fact."""

    fact: Fact
    value: Decimal | None
    high: Decimal | None
    unit: str
    dimension: str
    period: Period | None
    entity: str | None
    code: str | None
    name: str
    op: Operator | None
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class NormalIndicator:
    """A listed indicator with its catalogue code (None where unmatched) and its responsible
    organisations' codes in printed order (the printed name where unknown)."""

    indicator: Indicator
    code: str | None
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person corrected in the record that was read at `evidence`: `text` says in Chinese the
    original, who, when and the correction."""

    evidence: Evidence
    text: str


def spot_of(evidence: Evidence) -> tuple[int, int | None, int | None, int]:
    """What two pieces of evidence for the same words have in common: block, row, column, anchor."""
    return evidence.block, evidence.row, evidence.col, evidence.anchor


@dataclass(frozen=True)
class Reading:
    """A document's records, normalised. `document_id` is the store's id, the sha256 outside it.
    `corrections` are a person's, none for records that stand as they were read."""

    document_id: str
    file_name: str
    records: Records
    indicators: tuple[NormalIndicator, ...]
    facts: tuple[NormalFact, ...]
    matches: tuple[NameMatch, ...]
    changes: tuple[Change, ...]
    received: str | None = None
    corrections: tuple[Correction, ...] = ()

    def correction_at(self, evidence: Evidence) -> str | None:
        """What a person corrected in what was read at a place; None where it stands as read."""
        notes = dict.fromkeys(note.text for note in self.corrections if note.evidence == evidence)
        return "；".join(notes) or None

    @cached_property
    def measured_at(self) -> dict[tuple[int, int | None, int | None, int], Fact | PrintedLight]:
        """The fact or printed light at each spot (`spot_of`)."""
        lights = {spot_of(light.evidence): light for light in self.records.lights}
        return lights | {spot_of(fact.evidence): fact for fact in self.records.facts}
