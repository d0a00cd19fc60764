"""A scheme: what is assessed in one year for one region."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schemas.catalogue import Direction, IndicatorKind
from schemas.evidence import Evidence
from schemas.period import Period
from schemas.quantity import Operator
from schemas.records import LightColour, RuleKind


@dataclass(frozen=True, slots=True)
class Target:
    """A target laid down for an indicator. `value` in base `unit`, None where it is in words or
    masked (then `text`). `period` the span in which it must be reached (a year, or a stage of it);
    `level` who laid it down (县, 市, 省; None for the scheme's own), `tier` 计划 / 力争; `correction`
    what a person made of the printed words, None where they stand as read."""

    value: Decimal | None
    unit: str
    dimension: str
    text: str
    period: Period | None
    op: Operator | None = None
    high: Decimal | None = None
    level: str | None = None
    tier: str | None = None
    document_id: str | None = None
    evidence: Evidence | None = None
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class SchemeIndicator:
    """An indicator of a scheme. `key` is the record's stable key in the notice; `weight` in points,
    None where the scheme gives none (then it counts in items, never as 0 points)."""

    key: str
    number: str | None
    name: str
    aliases: tuple[str, ...]
    code: str | None
    category: str | None
    weight: Decimal | None
    responsible: tuple[str, ...]
    kind: IndicatorKind
    direction: Direction
    targets: tuple[Target, ...]
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class RankBand:
    """Ranks `first` to `last` (inclusive) get this light."""

    first: int
    last: int
    light: LightColour

    def chinese(self) -> str:
        """The ranks as users read them: 第1—2名, 第3名."""
        return f"第{self.first}名" if self.first == self.last else f"第{self.first}—{self.last}名"


@dataclass(frozen=True, slots=True)
class ProgressBand:
    """A progress gap (completion − expected share, a ratio difference) of at least `floor` gets this
    light; bands stand from the highest floor down, None is whatever is left."""

    floor: Decimal | None
    light: LightColour


@dataclass(frozen=True, slots=True)
class CompletionBand:
    """A completion (result / target, a ratio) of at least `floor` gets this light; bands stand from the
    highest floor down, None is whatever is left."""

    floor: Decimal | None
    light: LightColour


@dataclass(frozen=True, slots=True)
class SchemeRule:
    """A rule as printed, with its evidence; what can be executed of it is in the scheme's bands.
    `unexecuted` says in Chinese why a light rule, or a part of it, can't be; "" where it can."""

    kind: RuleKind
    text: str
    evidence: Evidence | None
    unexecuted: str = ""


SchemeState = Literal["draft", "confirmed"]


@dataclass(frozen=True, slots=True)
class Scheme:
    """`id` is stable (region-year-document), `stated_total` the printed total of points (None where
    none), `rank_bands` the light rule by rank, empty where there is none; `ranked` out of how many
    (六县市 is 6), None where not stated; `progress_bands` the light rule by progress,
    `completion_bands` that by completion of the target, empty where there is none."""

    id: str
    title: str
    region: str
    year: int
    state: SchemeState
    document_id: str
    file_name: str
    indicators: tuple[SchemeIndicator, ...]
    stated_total: Decimal | None
    stated_total_evidence: Evidence | None
    rank_bands: tuple[RankBand, ...]
    ranked: int | None
    rules: tuple[SchemeRule, ...]
    progress_bands: tuple[ProgressBand, ...] = ()
    completion_bands: tuple[CompletionBand, ...] = ()
