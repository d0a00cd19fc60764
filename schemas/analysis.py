"""What is computed: gaps, lights, coverage, checks, comparisons. Exact on decimals.

A computed value that can't be computed is None and a `reason` in Chinese says why.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schemas.evidence import Evidence
from schemas.period import Period
from schemas.records import FactRole, LightColour
from schemas.scheme import SchemeIndicator, Target

LightBasis = Literal[
    "scheme_rank", "scheme_progress", "scheme_completion", "setting", "points_lost", "progress", "target",
    "none",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: the document, its file name, the words and the place. `correction`
    says what a person made of the words, by whom and when; None where they stand as read. `subject` is
    what the words are about (in a table the name of the row) and `column` the header of their column;
    "" where neither is known or the words say it themselves."""

    document_id: str
    file_name: str
    evidence: Evidence
    correction: str | None = None
    subject: str = ""
    column: str = ""

    def chinese(self) -> str:
        """《file》第3页 “quote”（原文…，…更正为…）; of a cell with the name of its row and its header."""
        note = f"（{self.correction}）" if self.correction else ""
        about = "·".join(words for words in (self.subject, self.column) if words) if self.column else ""
        place = f"{self.evidence.place.chinese()}{f'（{about}）' if about else ''}"
        return f"{self.file_name} {place}：“{self.evidence.quote}”{note}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that goes into a computation or a brief, bound to its source. `printed` is value and
    unit as printed, or as a person corrected them; `value` in base `unit` (None where masked);
    `reviewed` is True where a person accepted, corrected or added it."""

    role: FactRole
    printed: str
    value: Decimal | None
    unit: str
    dimension: str
    period: Period | None
    source: Source
    fact_key: str
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Light:
    """A computed light. `colour` None is unlit; `reason` says by what, or why unlit."""

    colour: LightColour | None
    basis: LightBasis
    reason: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One indicator of a scheme against what the reports say.

    `target` is the target in force (None where there is none), `targets` all that are laid down;
    `result` the figure that answers it. `completion` = result / target as a ratio (0.875 is
    87.5 %); `shortfall` in the target's base unit, positive is missing; `relative` =
    shortfall / |target|; `time_progress` 0–1; `progress_gap` = completion − expected share (a ratio
    difference; 0.05 is 5 百分点); `pace_needed` per month left; `forecast` with `forecast_printed`
    True where the paper states it. Each None is explained in `reasons` (field name, Chinese).
    `printed_light` is the light that the report prints, kept beside `light`.
    """

    indicator: SchemeIndicator
    target: Target | None
    targets: tuple[Target, ...]
    target_source: Source | None
    result: Figure | None
    rank: Figure | None
    rank_of: int | None
    completion: Decimal | None
    printed_completion: Figure | None
    shortfall: Decimal | None
    relative: Decimal | None
    time_progress: Decimal | None
    progress_gap: Decimal | None
    pace_needed: Decimal | None
    forecast: Decimal | None
    forecast_printed: bool
    light: Light
    printed_light: LightColour | None
    printed_light_source: Source | None
    figures: tuple[Figure, ...]
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LightCount:
    """How many indicators, and points of known weights, stand under a light (None: unlit).
    Shares are ratios of all indicators and of all known points; None where the whole is 0."""

    colour: LightColour | None
    items: int
    points: Decimal
    weighted_items: int
    item_share: Decimal | None
    point_share: Decimal | None


CoverageState = Literal["reported", "masked", "missing"]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One indicator in the reports of a period: who must report it, whether it was, by what."""

    indicator: SchemeIndicator
    state: CoverageState
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class GapAnalysis:
    """The gap analysis of one scheme for one period: the whole content of the gap brief.
    `as_of` ISO date; `documents` the file names used; `left_out` what could not be used, in Chinese."""

    scheme_id: str
    scheme_title: str
    scheme_state: str
    region: str
    period: Period
    as_of: str
    gaps: tuple[Gap, ...]
    light_counts: tuple[LightCount, ...]
    by_category: tuple[tuple[str, tuple[LightCount, ...]], ...]
    coverage: tuple[CoverageRow, ...]
    checks: tuple["Check", ...]
    documents: tuple[str, ...]
    left_out: tuple[str, ...]


CheckLevel = Literal["error", "warning", "remark"]

CHECK_LEVELS: tuple[CheckLevel, ...] = ("error", "warning", "remark")
"""The levels of a finding, the worst first."""


@dataclass(frozen=True, slots=True)
class Check:
    """A finding. It flags and never repairs. `code` names the check (weights.total), `text` says in
    one Chinese sentence what does not agree, `arithmetic` shows the sum, `sources` both sides.
    `holds` True is a confirmation (執行率 re-computed and confirmed): level remark."""

    code: str
    level: CheckLevel
    text: str
    arithmetic: str
    sources: tuple[Source, ...]
    document_id: str
    holds: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One indicator and role side by side. `cells` has one entry for each column (None where it has
    no comparable value, then `reasons` says why in Chinese at the same position); `change` = last −
    first in the base unit, in 百分点 for percents, None where not both are there."""

    name: str
    code: str | None
    category: str | None
    role: FactRole
    unit: str
    cells: tuple[Figure | None, ...]
    reasons: tuple[str, ...]
    change: Decimal | None
    change_unit: str
    better: bool | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more periods of one region (or regions of one period) side by side. `left_out` lists
    what was not comparable, with the reason."""

    title: str
    region: str
    columns: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    lights: tuple[tuple[str, tuple[LightColour | None, ...]], ...]
    documents: tuple[str, ...]
    left_out: tuple[str, ...]
