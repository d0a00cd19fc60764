"""The records of one document: the interchange format, as frozen values.

Text values are in the document's own words; numbers are decimal strings with the digits as printed.
Field by field the meaning is that of `docs/records.md`. Every record carries its evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from schemas.evidence import Evidence
from schemas.quantity import Operator

DocType = Literal["notice", "progress_report", "self_evaluation", "briefing", "speech", "bulletin", "ledger"]
YEARLY_TYPES: frozenset[DocType] = frozenset({"notice", "self_evaluation"})
"""The kinds that govern or report on a whole year."""

FactRole = Literal[
    "target", "actual", "completion", "yoy", "change", "rank", "share", "weight", "score",
    "bonus", "deduction", "forecast", "budget",
]  # fmt: skip
ItemKind = Literal["bonus", "rectification", "project", "task"]
ItemStatus = Literal["done", "on_track", "at_risk", "not_started", "failed", "planned", "unknown"]
RuleKind = Literal["light", "reporting", "evaluation", "supervision", "reward", "penalty"]
LightColour = Literal["red", "yellow", "green", "blue", "orange"]

LIGHT_SIGNS: Mapping[str, LightColour] = MappingProxyType(
    {"绿": "green", "蓝": "blue", "黄": "yellow", "橙": "orange", "红": "red"}
)
"""The character that papers write for each colour, the best light first."""

LIGHT_NAMES: Mapping[LightColour, str] = MappingProxyType(
    {colour: f"{sign}灯" for sign, colour in LIGHT_SIGNS.items()}
)
"""The name of each light as users see it, the best first."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure the finder is (0 to 1) and why, in Chinese, doubts first."""

    value: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """What the document says of itself. `period` ISO; None where a field is not stated.
    `year_hint` is the year that its folder gave to the periods printed without one, because the paper
    names no year at all; None where it names one. `evidence` maps a field's name to where it was read;
    derived fields have none."""

    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    date: str | None = None
    doc_type: DocType | None = None
    region: str | None = None
    period: str | None = None
    truncated: bool = False
    year_hint: int | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An assessed indicator that the document lists. `key` is unique within the document.

    `weight` is a decimal string or None; `responsible` in printed order; `target_text` a target in
    words (市定目标, 只降不升); `outlook` what the paper expects (预判年底无法完成). `table_evidence` is
    where the same indicator stands in an attached table, `table_name`, `table_weight` and
    `table_responsible` what is printed there (None / empty where there is no table row).
    """

    key: str
    name: str
    evidence: Evidence
    number: str | None = None
    aliases: tuple[str, ...] = ()
    category: str | None = None
    weight: str | None = None
    responsible: tuple[str, ...] = ()
    target_text: str | None = None
    outlook: str | None = None
    table_evidence: Evidence | None = None
    table_name: str | None = None
    table_weight: str | None = None
    table_responsible: tuple[str, ...] = ()
    confidence: Confidence = Confidence()


@dataclass(frozen=True, slots=True)
class Fact:
    """One number with everything that gives it meaning.

    `value` decimal string as printed with the sign of the words, or "XX" where masked; `high` the
    upper end of a range; `unit` as printed; `period` ISO or None (the document's own); `entity`
    None for the document's own region; `of` out of how many (ranks). `indicator_ref` is the key of
    the listed indicator that the fact belongs to, else None. `source` says whether it stood in
    text or in a table; `column` the header path of its column, joined by "/".
    """

    key: str
    indicator: str
    role: FactRole
    value: str
    unit: str
    quote: str
    evidence: Evidence
    op: Operator | None = None
    period: str | None = None
    entity: str | None = None
    of: str | None = None
    high: str | None = None
    indicator_ref: str | None = None
    source: Literal["text", "table"] = "text"
    column: str | None = None
    confidence: Confidence = Confidence()


@dataclass(frozen=True, slots=True)
class PrintedLight:
    """A light as the paper prints it for an indicator. `period` and `entity` as in Fact."""

    key: str
    indicator: str
    light: LightColour
    quote: str
    evidence: Evidence
    period: str | None = None
    entity: str | None = None
    indicator_ref: str | None = None
    confidence: Confidence = Confidence()


@dataclass(frozen=True, slots=True)
class Issue:
    """A named shortfall or risk: its verbatim core, and the units named for it."""

    key: str
    text: str
    evidence: Evidence
    responsible: tuple[str, ...] = ()
    indicator_ref: str | None = None
    confidence: Confidence = Confidence()


@dataclass(frozen=True, slots=True)
class Measure:
    """What will be done about it: its verbatim core, and the units named for it."""

    key: str
    text: str
    evidence: Evidence
    responsible: tuple[str, ...] = ()
    indicator_ref: str | None = None
    confidence: Confidence = Confidence()


@dataclass(frozen=True, slots=True)
class Item:
    """A named piece of work with a status of its own. `points` decimal string, `deadline` ISO
    where a date is given, `reason` why it stands as it does; None where not stated."""

    key: str
    kind: ItemKind
    name: str
    status: ItemStatus
    evidence: Evidence
    responsible: tuple[str, ...] = ()
    points: str | None = None
    deadline: str | None = None
    reason: str | None = None
    confidence: Confidence = Confidence()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that the document itself lays down for the assessment, verbatim."""

    key: str
    kind: RuleKind
    text: str
    evidence: Evidence
    confidence: Confidence = Confidence()


Record = Indicator | Fact | PrintedLight | Issue | Measure | Item | Rule

RECORD_KINDS = ("indicators", "facts", "lights", "issues", "measures", "items", "rules")
"""The list fields of Records, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that was read in one document, each list in document order."""

    document: Header
    indicators: tuple[Indicator, ...] = ()
    facts: tuple[Fact, ...] = ()
    lights: tuple[PrintedLight, ...] = ()
    issues: tuple[Issue, ...] = ()
    measures: tuple[Measure, ...] = ()
    items: tuple[Item, ...] = ()
    rules: tuple[Rule, ...] = ()

    def all(self) -> tuple[Record, ...]:
        """Every record but the header, list by list."""
        return (
            *self.indicators, *self.facts, *self.lights, *self.issues,
            *self.measures, *self.items, *self.rules,
        )  # fmt: skip

    def counts(self) -> dict[str, int]:
        """How many records of each kind."""
        return {kind: len(getattr(self, kind)) for kind in RECORD_KINDS}
