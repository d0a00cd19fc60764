"""Counts of what should be read, was read and agrees, and the shares that follow from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """How many records gold holds, how many were read, how many of both agree."""

    gold: int = 0
    read: int = 0
    hit: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.gold + other.gold, self.read + other.read, self.hit + other.hit)

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 1 where nothing was to be read and nothing was."""
        if self.read:
            return self.hit / self.read
        return 0.0 if self.gold else 1.0

    @property
    def recall(self) -> float:
        """The share of what was to be read that was; 1 where there was nothing."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


def total(counts: Iterable[Mapping[str, Count]]) -> dict[str, Count]:
    """The counts of several documents together, in the order in which the names first come."""
    summed: dict[str, Count] = {}
    for one in counts:
        for name, count in one.items():
            summed[name] = summed.get(name, Count()) + count
    return summed
