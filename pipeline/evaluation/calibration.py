"""Whether records held sure are right more often than records in doubt.

Records are ranked by their confidence and cut into tenths. Records of the same confidence can't be told
apart, so each of them carries the error rate of them all: where a cut falls among them makes no difference.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

PARTS = 10


@dataclass(frozen=True, slots=True)
class Verdict:
    """One record: how sure the program was of it (0 to 1), and whether gold bears it out."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the records, `number` 1 the most confident; its confidence from `highest` to `lowest`;
    `wrong` the share of its records that gold does not bear out."""

    number: int
    highest: float
    lowest: float
    records: int
    wrong: float


def tenths(verdicts: Iterable[Verdict]) -> tuple[Tenth, ...]:
    """The most confident first; none where there are fewer records than tenths."""
    ranked = sorted(verdicts, key=lambda verdict: -verdict.confidence)
    if len(ranked) < PARTS:
        return ()
    rated = _rated(ranked)
    cuts = [len(rated) * part // PARTS for part in range(PARTS + 1)]
    return tuple(
        Tenth(number, part[0][0], part[-1][0], len(part), sum(rate for _, rate in part) / len(part))
        for number, part in enumerate((rated[a:b] for a, b in pairwise(cuts)), 1)
    )


def _rated(ranked: Sequence[Verdict]) -> list[tuple[float, float]]:
    """Each record's confidence with the error rate of all records of that confidence."""
    rated: list[tuple[float, float]] = []
    for confidence, group in groupby(ranked, key=lambda verdict: verdict.confidence):
        same = list(group)
        rated += [(confidence, sum(not verdict.right for verdict in same) / len(same))] * len(same)
    return rated
