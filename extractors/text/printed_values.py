"""Printed decimals and ISO periods of records as values, and the dimensions that are told apart by name."""

from decimal import Decimal, InvalidOperation

from schemas.period import Period

PERCENT = "ratio_percent"
POINT = "percentage_point"
RANK = "rank"
NUMBER = "number"
UNKNOWN = "unknown"


def decimal_of(printed: str | None) -> Decimal | None:
    """The exact number of a printed decimal string; None where masked or not a number."""
    if printed is None:
        return None
    try:
        value = Decimal(printed)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def period_of(iso: str | None) -> Period | None:
    """The range of an ISO period; None where there is none or it can't be read."""
    if not iso:
        return None
    try:
        return Period.parse(iso)
    except ValueError:
        return None
