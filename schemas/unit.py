"""A unit of measure: its dimension and its exact factor to the dimension's base unit.

The packaged table is `schemas/data/units.yaml`. 百分点, %, 位次, 分 and 倍 are dimensions of their own.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """`symbol` as printed, `dimension` (money_cny, ratio_percent, percentage_point, rank, score,
    count …), `base` the dimension's base symbol, `factor` so that value × factor is in `base`."""

    symbol: str
    dimension: str
    base: str
    factor: Decimal
