"""Dates as papers print them, in digits or Chinese numerals (2023年8月7日, 二〇二三年八月七日).

It reads what is printed and as much of it as there is; it never fills a missing day.
"""

import re

CHINESE_DIGITS = {"〇": "0", "○": "0", "零": "0", "O": "0", "Ｏ": "0"} | dict(
    zip("一二三四五六七八九", "123456789", strict=True)
)
DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2}|[一二]\s*[〇○零OＯ一二三四五六七八九]{3})\s*[年./-]\s*"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[月./-]\s*(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?)?)?"
)


def iso_date(match: re.Match[str]) -> str:
    """YYYY-MM-DD, or as much of it as is printed."""
    parts = [chinese_year("".join(match["year"].split()))]
    parts += [f"{small_number(match[name]):02d}" for name in ("month", "day") if match[name]]
    return "-".join(parts)


def chinese_year(year: str) -> str:
    """A year in digits."""
    return "".join(CHINESE_DIGITS.get(char, char) for char in year)


def small_number(text: str) -> int:
    """1 to 99 in digits or Chinese numerals."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(CHINESE_DIGITS[text[-1]])
    return int(CHINESE_DIGITS.get(tens, "1")) * 10 + int(CHINESE_DIGITS.get(ones, "0"))
