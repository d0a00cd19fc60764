"""Printed figures as closed intervals: what a rounded number may stand for.

A printed figure stands for half a unit of its last place either way. Two statements agree where their
intervals meet. Arithmetic is exact on decimals; a quotient is bounded outwards, so that it never
excludes a value that the printed inputs allow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Literal

_DOWN = Context(prec=40, rounding=ROUND_FLOOR)
_UP = Context(prec=40, rounding=ROUND_CEILING)

Agreement = Literal["holds", "truncated", "differs"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval, `low` <= `high`."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def scaled(self, factor: Decimal) -> "Interval":
        """The interval times a factor of any sign."""
        ends = sorted((self.low * factor, self.high * factor))
        return Interval(ends[0], ends[1])

    def over(self, other: "Interval") -> "Interval | None":
        """The quotient; None where the divisor may be 0."""
        if other.low <= 0 <= other.high:
            return None
        pairs = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_DOWN.divide(a, b) for a, b in pairs), max(_UP.divide(a, b) for a, b in pairs))

    def meets(self, other: "Interval") -> bool:
        """True where the two have a value in common."""
        return self.low <= other.high and other.low <= self.high


def exact(value: Decimal) -> Interval:
    """A value that is not rounded (a count)."""
    return Interval(value, value)


def last_place(printed: Decimal) -> Decimal:
    """One unit of the last printed place: 0.01 of 12.34, 1 of 78."""
    exponent = printed.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0)) if isinstance(exponent, int) else Decimal(0)


def rounded(printed: Decimal) -> Interval:
    """What a printed figure may stand for when it was rounded."""
    half = last_place(printed) / 2
    return Interval(printed - half, printed + half)


def cut_off(printed: Decimal) -> Interval:
    """What a printed figure may stand for when its further places were cut off."""
    step = last_place(printed)
    return Interval(printed, printed + step) if printed >= 0 else Interval(printed - step, printed)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of intervals; 0 of none."""
    result = exact(Decimal(0))
    for part in parts:
        result += part
    return result


def agreement(printed: Decimal, computed: Interval) -> Agreement:
    """Whether a printed result agrees with what its inputs give: by rounding, only by cutting off its
    further places, or not."""
    if rounded(printed).meets(computed):
        return "holds"
    return "truncated" if cut_off(printed).meets(computed) else "differs"
