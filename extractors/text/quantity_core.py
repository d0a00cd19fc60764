"""The core of a quantity: one printed number with its unit, before the words around it are read.

It holds what was read and where; it reads nothing itself.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.text.numerals import plain
from schemas.quantity import MASK, Operator, QuantityKind

Span = tuple[int, int]
CHINESE_NUMERALS = "零一二两三四五六七八九十百千万廿卅半"
"""The characters that a numeral in Chinese digits is made of, in folded text."""
_TO_START = re.compile(r"\s*")
_TO_END = re.compile(r"\s*\Z")


@dataclass(frozen=True, slots=True)
class Core:
    """A number and its unit before operators are read: digits and unit as they will be printed."""

    start: int
    number_start: int
    number_end: int
    end: int
    digits: str
    value: Decimal | None
    unit: str
    kind: QuantityKind
    chinese: bool = False
    op: Operator | None = None
    high_digits: str | None = None
    high: Decimal | None = None


def written(
    span: Span, number: Span, value: Decimal, unit: str, kind: QuantityKind,
    *, chinese: bool = False, op: Operator | None = None,
) -> Core:  # fmt: skip
    """A core whose digits are its value, written out."""
    return Core(span[0], *number, span[1], plain(value), value, unit, kind, chinese, op)


def masked(span: Span, number: Span, unit: str, op: Operator | None = None) -> Core:
    """A core whose number the paper hides."""
    return Core(span[0], *number, span[1], MASK, None, unit, "masked", op=op)


def opens(folded: str, start: int) -> bool:
    """True where nothing but blanks stands before the position."""
    blanks = _TO_START.match(folded)
    return blanks is not None and blanks.end() >= start


def ends(folded: str, end: int) -> bool:
    """True where nothing but blanks stands behind the position."""
    return _TO_END.match(folded, end) is not None
