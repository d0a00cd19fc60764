"""Chinese numerals of number formats: [DBNum1] shows 一百二十三, [DBNum2] 壹佰贰拾叁.

A number in General is written with its places (一百二十三), one in places of its own digit by digit (一二三).
Of a date the year is written digit by digit, month, day and hour as one says them (十二月). Decimals always
stand digit by digit. What is not known ([DBNum3]) stays in digits.
"""

import re
from typing import Literal

Manner = Literal["places", "digits", "date"]

_FORMAT = re.compile(r"\[DBNum([12])\]", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![A-Za-z])(\d+)((?:\.\d+)?)")
_DIGITS = {"1": "〇一二三四五六七八九", "2": "零壹贰叁肆伍陆柒捌玖"}
_PLACES = {"1": ("", "十", "百", "千"), "2": ("", "拾", "佰", "仟")}
_GROUPS = ("", "万", "亿")
_GROUP = 4
_YEAR_DIGITS = 4
_SAID_TEN = ("一十", "壹拾")


def numeral_style(code: str) -> tuple[str, str] | None:
    """The style that a format code asks for (1 or 2) and the code without it; None where it asks for none."""
    found = _FORMAT.search(code)
    return None if found is None else (found[1], _FORMAT.sub("", code))


def numerals(words: str, style: str, manner: Manner) -> str:
    """The digits in what a cell shows as Chinese numerals."""

    def written(match: re.Match[str]) -> str:
        whole, decimals = match[1], match[2]
        by_places = manner == "places" or (manner == "date" and len(whole) < _YEAR_DIGITS)
        said = _by_places(whole, style) if by_places else _by_digits(whole, style)
        if manner == "date" and said.startswith(_SAID_TEN):
            said = said[1:]
        return said + (f".{_by_digits(decimals[1:], style)}" if decimals else "")

    return _NUMBER.sub(written, words)


def _by_digits(digits: str, style: str) -> str:
    return "".join(_DIGITS[style][int(digit)] for digit in digits)


def _by_places(digits: str, style: str) -> str:
    """A whole number with its places: 10203 is 一万〇二百〇三. Digit by digit where it is too long."""
    bare = digits.lstrip("0")
    if not bare or len(bare) > _GROUP * len(_GROUPS):
        return _by_digits(bare or "0", style)
    zero = _DIGITS[style][0]
    said, gap = "", False
    for position, digit in enumerate(bare):
        group, place = divmod(len(bare) - position - 1, _GROUP)
        if digit == "0":
            gap = True
        else:
            said += (zero if gap else "") + _DIGITS[style][int(digit)] + _PLACES[style][place]
            gap = False
        if place == 0 and int(bare[max(0, position - _GROUP + 1) : position + 1]):
            said += _GROUPS[group]
    return said
