"""How much of a target's period has passed, and how much is left. Months; days where it ends inside one."""

import calendar
from datetime import date, timedelta
from decimal import Decimal

from schemas.period import Period


def months_of(start: date, end: date) -> Decimal:
    """The length of a closed range of days in months, a part of a month as its share of days."""
    if end < start:
        return Decimal(0)
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + (after.month - start.month)
    days = Decimal(after.day - 1) / _days_in(after) - Decimal(start.day - 1) / _days_in(start)
    return months + days


def time_progress(target: Period, data_end: date) -> Decimal:
    """The share of the target's period that has passed by the end of the data: 0 to 1, January to
    September of a year 0.75. Not rounded: two thirds done after eight months is neither ahead nor behind."""
    whole = months_of(target.start, target.end)
    passed = months_of(target.start, min(data_end, target.end))
    return passed / whole


def months_left(target: Period, data_end: date) -> Decimal:
    """The months from the end of the data to the end of the target's period; 0 where none is left."""
    return months_of(max(data_end + timedelta(days=1), target.start), target.end)


def _days_in(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
