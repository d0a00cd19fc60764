"""The catalogue: the canonical indicators that schemes and reports are mapped to."""

from dataclasses import dataclass
from typing import Literal

IndicatorKind = Literal["cumulative", "level", "growth", "unknown"]
"""cumulative over the year (投资额, 新增就业) · level at a date or a mean (余额, PM2.5) · growth."""

Direction = Literal["higher", "lower", "band", "none"]
"""What is better: a higher value, a lower one, a band (3%左右), or nothing is."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One canonical indicator. `unit` is the usual unit's symbol ("" where it has none);
    `definition` says what it measures and `source` whose definition that is; `confused_with`
    are codes of entries that look alike and are something else."""

    code: str
    name: str
    category: str
    unit: str
    kind: IndicatorKind
    direction: Direction
    definition: str
    aliases: tuple[str, ...] = ()
    source: str = ""
    confused_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries, by their order in the file; codes are unique."""

    entries: tuple[CatalogueEntry, ...]

    def by_code(self, code: str) -> CatalogueEntry | None:
        """The entry of a code, None where there is none."""
        return next((e for e in self.entries if e.code == code), None)


MatchDecision = Literal["same", "renamed", "unsure", "none"]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """What a printed name was matched to. `candidates` are (code or key, score 0–1), best first;
    `target` the chosen one, None for unsure and none; `reason` in Chinese."""

    name: str
    decision: MatchDecision
    target: str | None
    candidates: tuple[tuple[str, float], ...]
    reason: str
