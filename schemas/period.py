"""A period: a range of days, written in ISO form as in the interchange format.

2023                 the year              2023-09            the month
2023-01/2023-09      January to September  2023-08-07         the day
2021/2023            three years
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A closed range of days. `start` and `end` are its first and last day."""

    start: date
    end: date

    @classmethod
    def parse(cls, iso: str) -> "Period":
        """Read an ISO period. Raises ValueError for anything else, also for a start after the end."""
        parts = iso.split("/")
        if not 1 <= len(parts) <= 2:
            raise ValueError(f"not a period: {iso!r}")
        first, last = _days(parts[0])[0], _days(parts[-1])[1]
        if first > last:
            raise ValueError(f"period ends before it starts: {iso!r}")
        return cls(first, last)

    @classmethod
    def months(cls, year: int, first: int, last: int) -> "Period":
        """January to September of 2023 is `months(2023, 1, 9)`."""
        return cls(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))

    @classmethod
    def year(cls, year: int) -> "Period":
        """The calendar year."""
        return cls.months(year, 1, 12)

    def iso(self) -> str:
        """The shortest ISO form."""
        whole_months = self.start.day == 1 and (self.end + timedelta(days=1)).day == 1
        if not whole_months:
            return (
                self.start.isoformat()
                if self.start == self.end
                else f"{self.start.isoformat()}/{self.end.isoformat()}"
            )
        if self.start.month == 1 and self.end.month == 12:
            years = (self.start.year, self.end.year)
            return f"{years[0]}" if years[0] == years[1] else f"{years[0]}/{years[1]}"
        if (self.start.year, self.start.month) == (self.end.year, self.end.month):
            return f"{self.start:%Y-%m}"
        return f"{self.start:%Y-%m}/{self.end:%Y-%m}"

    def year_before(self) -> "Period":
        """The same span of the year before: a month's end stays one, the 29th of February is the 28th."""
        start, end = (_a_year_before(day) for day in (self.start, self.end))
        is_month_end = (self.end + timedelta(days=1)).day == 1
        last = calendar.monthrange(end.year, end.month)[1]
        return Period(start, end.replace(day=last) if is_month_end else end)

    def contains(self, other: "Period") -> bool:
        """True where every day of `other` lies in this period."""
        return self.start <= other.start and other.end <= self.end

    def chinese(self) -> str:
        """The period as a Chinese reader writes it: 2023年1—9月, 2023年, 2023年9月."""
        start, end = self.start, self.end
        iso = self.iso()
        if re.fullmatch(r"\d{4}", iso):
            return f"{iso}年"
        if re.fullmatch(r"\d{4}/\d{4}", iso):
            return f"{start.year}—{end.year}年"
        if re.fullmatch(r"\d{4}-\d{2}", iso):
            return f"{start.year}年{start.month}月"
        if start == end:
            return f"{start.year}年{start.month}月{start.day}日"
        if re.fullmatch(r"\d{4}-\d{2}/\d{4}-\d{2}", iso) and start.year == end.year:
            return f"{start.year}年{start.month}—{end.month}月"
        return f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日"


def _a_year_before(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))


def _days(part: str) -> tuple[date, date]:
    match = _PART.fullmatch(part.strip())
    if not match:
        raise ValueError(f"not a date: {part!r}")
    year, month, day = (int(g) if g else None for g in match.groups())
    if year is None:
        raise ValueError(f"not a date: {part!r}")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
