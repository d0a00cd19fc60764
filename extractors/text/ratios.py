"""Ratios: 11.4:31.2:57.5, 1:3, 1∶2.5, 三比一, each part a number of its own.

Signals, in order of precedence: 比 between two bare numbers; words that say a ratio (比例为, 按, 结构);
a point or a third part; a plain colon that is neither a time of day (10:30) nor a heading with its
number (附件1：2家).
"""

import re
from decimal import Decimal

from extractors.text import numerals
from extractors.text.quantity_core import CHINESE_NUMERALS, Core, ends, opens, written

_RATIO = re.compile(r"\d+(?:\.\d+)?%?(?:[:∶：]\d+(?:\.\d+)?%?)+")
_RATIO_IN_WORDS = re.compile(
    rf"(?<![\d{CHINESE_NUMERALS}.])(\d{{1,3}}(?:\.\d+)?|[一二三四五六七八九十])比"
    rf"(\d{{1,3}}(?:\.\d+)?|[一二三四五六七八九十])(?![\d{CHINESE_NUMERALS}年月.])"
)
_DIGITS_AND_POINT = frozenset("0123456789.")
_RATIO_PART = re.compile(r"\d+(?:\.\d+)?")
_TIME_OF_DAY = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?")
_HEADED = re.compile(r"[表图件注例栏第]\s?\Z")
_COUNTING = re.compile(r"\s?[年月日号亿万元%个家项人户分件条名]")
_RATIO_SAID = re.compile(r"(?:比|比例|结构|比重|之比|调整为|优化为|按照?|以)[为由从到至是约达\s]*\Z")


def _plain_ratio(text: str, folded: str, match: re.Match[str]) -> bool:
    """True where no word need say that it is a ratio: 1:3 and 1∶2.5, but neither a time of day (10:30)
    nor a heading with its number (附件1：2家)."""
    if opens(folded, match.start()) and ends(folded, match.end()):
        return not _TIME_OF_DAY.fullmatch(match[0])
    if _TIME_OF_DAY.fullmatch(match[0]):
        return "∶" in text[match.start() : match.end()]
    if "." in match[0] or match[0].count(":") > 1:
        return True
    headed = _HEADED.search(folded, max(0, match.start() - 2), match.start())
    return (
        "：" not in text[match.start() : match.end()]
        and not headed
        and not _COUNTING.match(folded, match.end())
    )


def _spoken_ratio(match: re.Match[str]) -> tuple[Core, ...]:
    """1比2, 三比一."""
    values = [numerals.parse_numeral(part) for part in match.groups()]
    return tuple(
        written(match.span(i), match.span(i), value, "", "ratio")
        for i, value in enumerate(values, start=1)
        if value is not None
    )


def ratio_at(text: str, folded: str, start: int) -> tuple[Core, ...]:
    """11.4:31.2:57.5 gives three parts, 1:3 two; each is a number of its own."""
    words = _RATIO_IN_WORDS.match(folded, start)
    if words:
        return _spoken_ratio(words)
    match = _RATIO.match(folded, start)
    if not match or folded[start - 1 : start] in _DIGITS_AND_POINT:
        return ()
    parts = list(_RATIO_PART.finditer(folded, start, match.end()))
    said = _RATIO_SAID.search(folded, max(0, start - 12), start)
    if not said and not _plain_ratio(text, folded, match):
        return ()
    return tuple(written(p.span(), p.span(), Decimal(p[0]), "", "ratio") for p in parts)
