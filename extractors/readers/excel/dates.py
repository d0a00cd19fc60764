"""Dates and times of a workbook: serial numbers of days, shown by a format code (ECMA-376 part 1, 18.17.4).

Day 1 is 1900-01-01, and 1900 counts as a leap year, so days up to 60 lie one off; with `since_1904` day 0 is
1904-01-01. m is a minute next to an hour or a second, else a month.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<noon>AM/PM|A/P|上午/下午)|(?P<part>y+|m+|d+|h+|s+(?:\.0+)?|a{3,4}|e+)|(?P<general>General)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER_PLACE = re.compile(r'(?:"[^"]*"?|\\.|\[[^\]]*\])')
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LAST_DAY = 2958466
_SECONDS = 86400

Step = tuple[str, str]


def is_date_code(code: str) -> bool:
    """True for a section that shows a date or a time."""
    bare = _NUMBER_PLACE.sub("", code)
    if re.search(r"\[[hms]+\]", code, re.IGNORECASE):
        return True
    if re.search(r"General|通用格式|E[+-]", bare, re.IGNORECASE):
        return False
    return bool(re.search(r"[ymdhs]|a{3,4}|(?<![\w])e", bare, re.IGNORECASE)) and not re.search("[#?]", bare)


def date_words(serial: Decimal, code: str, *, since_1904: bool = False) -> str | None:
    """A serial number as the code shows it; None where it is no day that Excel knows."""
    if not 0 <= serial < _LAST_DAY:
        return None
    steps = _steps(code)
    whole_seconds = not any(kind == "part" and "." in text for kind, text in steps)
    try:
        moment = _moment(serial, since_1904=since_1904, whole_seconds=whole_seconds)
    except OverflowError:  # the year 10000: the last half second of its eve, or days from 1904
        return None
    half_days = any(kind == "noon" for kind, _ in steps)
    return "".join(_words(steps, i, moment, serial, half_days=half_days) for i in range(len(steps))).strip()


def _steps(code: str) -> list[Step]:
    return [(m.lastgroup or "other", m[m.lastgroup or 0] or "") for m in _TOKEN.finditer(code)]


def _moment(serial: Decimal, *, since_1904: bool, whole_seconds: bool) -> datetime:
    if since_1904:
        start = datetime(1904, 1, 1)
    else:
        start = datetime(1899, 12, 30) if serial >= 60 else datetime(1899, 12, 31)
    days = int(serial)
    seconds = (serial - days) * _SECONDS
    rounded = round(seconds) if whole_seconds else round(seconds, 3)
    return start + timedelta(days=days, milliseconds=int(rounded * 1000))


def _words(
    steps: Sequence[Step], position: int, moment: datetime, serial: Decimal, *, half_days: bool
) -> str:
    kind, text = steps[position]
    if kind in {"quoted", "escaped", "other"}:
        return text
    if kind == "noon":
        names = text.split("/")
        return names[moment.hour >= 12]
    if kind == "elapsed":
        per_day = {"h": 24, "m": 1440, "s": _SECONDS}[text[0].lower()]
        return str(int(serial * per_day + Decimal("0.00001"))).zfill(len(text))
    return (
        _part(text.lower(), moment, half_days=half_days, minute=_is_minute(steps, position))
        if kind == "part"
        else ""
    )


def _is_minute(steps: Sequence[Step], position: int) -> bool:
    """m stands for minutes after an hour or before a second."""
    times = [(i, t[0].lower()) for i, (kind, t) in enumerate(steps) if kind in {"part", "elapsed"}]
    order = [i for i, _ in times]
    here = order.index(position)
    before = times[here - 1][1] if here else ""
    after = times[here + 1][1] if here + 1 < len(times) else ""
    return before == "h" or after == "s"


def _part(text: str, moment: datetime, *, half_days: bool, minute: bool) -> str:
    letter, length = text[0], len(text)
    if letter == "s":
        whole, _, fraction = text.partition(".")
        tail = f".{moment.microsecond:06d}"[: len(fraction) + 1] if fraction else ""
        return str(moment.second).zfill(len(whole)) + tail
    if letter == "h":
        hour = (moment.hour % 12 or 12) if half_days else moment.hour
        return str(hour).zfill(length)
    if letter == "m" and minute:
        return str(moment.minute).zfill(length)
    return _day_part(letter, length, moment)


def _day_part(letter: str, length: int, moment: datetime) -> str:
    if letter in "ye":
        return f"{moment.year % 100:02d}" if letter == "y" and length <= 2 else str(moment.year)
    if letter == "a":
        day = _WEEKDAYS[moment.weekday()]
        return day if length == 3 else f"星期{day}"
    if letter == "m":
        return str(moment.month).zfill(length) if length <= 2 else _MONTHS[moment.month - 1]
    name = _DAYS[moment.weekday()]
    return str(moment.day).zfill(length) if length <= 2 else name[:3] if length == 3 else name
