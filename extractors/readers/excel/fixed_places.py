"""The commonest number formats (0.00, #,##0, 0.0%), worked out on the digits: nearly all numbers of a
ledger have one, and are shown many times as fast as by the pieces of a code; what they show is the same.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

DIGITS_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
_FIXED = re.compile(r"(?:(?P<grouped>#,##0)|0)(?:\.(?P<places>0{1,15}))?(?P<percent>%)?(?:_[ )])?")
_UNITS = tuple(Decimal(1).scaleb(-places) for places in range(16))
_POWERS = tuple(10**places for places in range(16))
WIDE = Context(prec=60)


@dataclass(frozen=True, slots=True)
class FixedPlaces:
    """The commonest codes (0.00, #,##0, 0.0%): `places` behind the point, thousands `grouped` or not,
    `is_percent`."""

    places: int
    grouped: bool
    is_percent: bool

    def shown(self, stored: str) -> str | None:
        """What a stored number shows, worked out on its digits; None for what is no plain number of fifteen
        digits at most."""
        whole, point, fraction = stored.partition(".")
        if not stored.isascii() or not whole.isdigit() or (point and not fraction.isdigit()):
            return None
        if len(whole) + len(fraction) > DIGITS_KEPT.prec:
            return None
        kept = self.places + 2 * self.is_percent
        rounded = int(whole + fraction[:kept].ljust(kept, "0")) + (fraction[kept : kept + 1] >= "5")
        before, after = divmod(rounded, _POWERS[self.places])
        text = f"{before:,}" if self.grouped else str(before)
        text = f"{text}.{after:0{self.places}d}" if self.places else text
        return f"{text}%" if self.is_percent else text

    def words(self, number: Decimal) -> str:
        """The number in these places."""
        value = number.scaleb(2) if self.is_percent else number
        rounded = value.quantize(_UNITS[self.places], ROUND_HALF_UP, WIDE)
        text = f"{rounded or abs(rounded):,f}" if self.grouped else f"{rounded or abs(rounded):f}"
        return f"{text}%" if self.is_percent else text


def fixed_places(code: str) -> FixedPlaces | None:
    """What a code says that has fixed places and nothing else; None for every other code."""
    match = _FIXED.fullmatch(code)
    if match is None:
        return None
    return FixedPlaces(len(match["places"] or ""), match["grouped"] is not None, match["percent"] is not None)
