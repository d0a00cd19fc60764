"""A quantity: a printed number with its operator, mask, unit and kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

Operator = Literal[">=", "<=", ">", "<", "~"]

OPERATOR_SIGNS: Mapping[Operator, str] = MappingProxyType(
    {">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约"}
)
"""Each operator as users see it."""

QuantityKind = Literal[
    "number", "percent", "point", "ordinal", "rank", "money", "measure", "ratio", "score", "masked"
]
"""What a number is: plain number · % · 百分点 · 第N (a list or date ordinal) · 位次 · money ·
a measured or counted unit (公里, 个, 家) · a part of a ratio (11.6:41.7:46.7) · 分 · masked (XX, **)."""

MASK = "XX"
"""How a masked value is written in records, whatever the paper prints (XX, **, ＊＊, ××)."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number found in a text.

    `text` is the verbatim span `[start, end)` of the text searched, operator words and unit
    included where they touch the number. `digits` is the number as printed, full-width folded,
    thousands separators and blanks removed ("13570.25", "-9.6"; a Chinese numeral becomes digits);
    `unit` as printed (万元, 个百分点, ""). `value` is the full amount with 万 and 亿 of the unit
    applied (1200亿美元 is 120000000000); None where masked. `high` and `high_digits` are the upper
    end of a range. `op` is the operator that the words around the number state, None for none.
    `number_start`/`number_end` bound the digits alone.
    """

    text: str
    start: int
    end: int
    digits: str
    unit: str
    value: Decimal | None
    kind: QuantityKind
    op: Operator | None = None
    high_digits: str | None = None
    high: Decimal | None = None
    number_start: int = 0
    number_end: int = 0

    @property
    def is_masked(self) -> bool:
        """True where the paper hides the number."""
        return self.value is None
