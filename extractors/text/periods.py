"""Periods: the words for a time, and the period that they mean in a document.

Signals, in order of precedence (the leftmost and then the longest wins):

1. Explicit dates, months, quarters and years, with their year, else the year last named in the
   same sentence, else the document's year (from its own period, else from its date).
2. Stages of the year: 上半年, 前三季度, 1—9月, 截至8月底 (January up to then), 全年, 年底 (the year).
3. Words that lean on the document: 今年, 去年, 去年同期, 当月, 今年以来.
4. Words that mean the document's own time (目前, 截至目前): found, and resolved to None.

A period that needs a year which nothing states has iso None. Durations (三年行动, 20天, 3个月) are
no periods.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.text.numerals import fold, parse_numeral
from extractors.text.segment import sentences
from schemas.period import Period

PeriodKind = Literal["range", "point", "year", "relative"]


@dataclass(frozen=True, slots=True)
class PeriodContext:
    """The document's own time: `period` as in its header (ISO, None where not stated), `date` the
    day it was written (ISO, may be cut to the month or year; None where there is none)."""

    period: str | None = None
    date: str | None = None

    @property
    def year(self) -> int | None:
        """The year that 今年 means: of the period's end, else of the date; None where neither is known."""
        source = (self.period or "").rpartition("/")[2] or self.date or ""
        return int(source[:4]) if re.match(r"\d{4}", source) else None

    @property
    def month(self) -> int | None:
        """The last month of the period; None where the period is a year or not stated."""
        end = re.match(r"\d{4}-(\d{2})", (self.period or "").rpartition("/")[2])
        return int(end[1]) if end else None


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period in a text: its span, its words, the ISO period (None: the document's own time, or
    not to be resolved) and its kind: a range of months or years, a point (a month, day, 月末), a
    year, or relative to the document."""

    start: int
    end: int
    text: str
    iso: str | None
    kind: PeriodKind


@dataclass(frozen=True, slots=True)
class _Now:
    """What a resolver leans on: the context, and the year in force (named before, or the document's)."""

    context: PeriodContext
    year: int | None


_Resolver = Callable[[re.Match[str], _Now], tuple[str | None, PeriodKind]]

_TO = r"\s*(?:[-—–―─~至到]+)\s*"
_N = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_EXPLICIT = r"(?:(?<!\d)(?:19|20)\d{2}|二零[零一二三四五六七八九]{2}|一九[零一二三四五六七八九]{2})"
_RELATIVE_YEAR = (
    r"(?:今年|本年度?|当年|(?<!过)去年|(?<!以)上年度?|上一年度?|(?<![以之目此])前年"
    r"|明年|(?<!年)来年|次年|下一年度?)"
)
_YEAR = rf"(?P<year>{_EXPLICIT}\s*年度?|{_RELATIVE_YEAR})"
_YEAR_OR_NONE = rf"(?:{_YEAR}(?:的|，|,|：)?)?"
_OFFSETS = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "前": -2, "明": 1, "来": 1, "次": 1, "下": 1}


def find_periods(text: str, context: PeriodContext) -> tuple[PeriodMention, ...]:
    """Every period in the text, in order, without overlaps."""
    folded = fold(text)
    mentions: list[PeriodMention] = []
    for start, end in sentences(text):
        named: int | None = None
        for match, resolve in _matches(folded, start, end):
            own_year = _year_of(match, context)
            named = own_year if own_year is not None else named
            now = _Now(context, named if named is not None else context.year)
            mentions.extend(_mentions(text, match, resolve, now))
    return tuple(mentions)


def _mentions(text: str, match: re.Match[str], resolve: _Resolver, now: _Now) -> Iterator[PeriodMention]:
    listed = match.groupdict().get("listed")
    if listed:
        for number in re.finditer(r"\d{1,2}", match[0]):
            start, end = match.start() + number.start(), match.start() + number.end()
            yield PeriodMention(start, end, text[start:end], _month(now.year, int(number[0])), "point")
        return
    iso, kind = resolve(match, now)
    yield PeriodMention(match.start(), match.end(), text[match.start() : match.end()], _valid(iso), kind)


def _valid(iso: str | None) -> str | None:
    """The period in its shortest form; None where the words name a day or order that doesn't exist."""
    if iso is None:
        return None
    try:
        return Period.parse(iso).iso()
    except ValueError:
        return None


def _matches(folded: str, start: int, end: int) -> Iterator[tuple[re.Match[str], _Resolver]]:
    """The leftmost and then longest match, over and over; a rule is searched again only when the
    text that it matched was taken by another."""
    pending = [
        (rule, rule[0].search(folded, start, end)) for rule in _RULES if folded.find(rule[2], start, end) >= 0
    ]
    position = start
    while found := [(match, rule) for rule, match in pending if match]:
        match, (_, resolve, _) = min(found, key=lambda pair: (pair[0].start(), -pair[0].end()))
        yield match, resolve
        position = match.end()
        pending = [
            (rule, m if m.start() >= position else rule[0].search(folded, position, end)) for m, rule in found
        ]


def _year_of(match: re.Match[str], context: PeriodContext) -> int | None:
    words = match.groupdict().get("year")
    if not words:
        return None
    digits = re.match(_EXPLICIT, words)
    if digits:
        number = parse_numeral(digits[0])
        return int(number) if number else None
    return None if context.year is None else context.year + _OFFSETS[words[0]]


def _number(words: str) -> int:
    number = parse_numeral(words)
    return int(number) if number is not None else 0


def _month(year: int | None, month: int) -> str | None:
    return None if year is None or not 1 <= month <= 12 else f"{year:04d}-{month:02d}"


def _months(year: int | None, first: int, last: int) -> str | None:
    start, end = _month(year, first), _month(year, last)
    return f"{start}/{end}" if start and end else None


def _date(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    month = _month(now.year, _number(match["month"]))
    return (f"{month}-{_number(match['day']):02d}" if month else None), "point"


def _iso_date(match: re.Match[str], _: _Now) -> tuple[str | None, PeriodKind]:
    year, month, day = (int(n) for n in re.findall(r"\d+", match[0])[:3])
    return f"{year:04d}-{month:02d}-{day:02d}", "point"


def _date_range(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    first, last = (
        _month(now.year, _number(match["m1"])),
        _month(now.year, _number(match["m2"] or match["m1"])),
    )
    if first is None or last is None:
        return None, "range"
    return f"{first}-{_number(match['d1']):02d}/{last}-{_number(match['d2']):02d}", "range"


def _month_range(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    return _months(now.year, _number(match["m1"]), _number(match["m2"])), "range"


def _years_and_months(match: re.Match[str], _: _Now) -> tuple[str | None, PeriodKind]:
    first, last = _number(match["y1"]), _number(match["y2"])
    return f"{first:04d}-{_number(match['m1']):02d}/{last:04d}-{_number(match['m2']):02d}", "range"


def _months_up_to(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    return _months(now.year, 1, _number(match["m2"])), "range"


def _one_month(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    return _month(now.year, _number(match["month"])), "point"


def _quarter(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    quarter = _number(match["q"].replace("首", "一"))
    if match["tail"]:
        return _month(now.year, quarter * 3), "point"
    return _months(now.year, quarter * 3 - 2, quarter * 3), "range"


def _quarter_range(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    return _months(now.year, _number(match["q1"]) * 3 - 2, _number(match["q2"]) * 3), "range"


def _near_quarter(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    year, month = now.context.year, now.context.month
    if year is None or month is None:
        return None, "relative"
    shifted = year * 4 + (month - 1) // 3 + _OFFSETS[match[0][0]]
    return _months(shifted // 4, shifted % 4 * 3 + 1, shifted % 4 * 3 + 3), "relative"


def _first_quarters(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    return _months(now.year, 1, 3 * _number(match["q"])), "range"


def _half(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    first = 1 if match["half"] == "上" else 7
    return _months(now.year, first, first + 5), "range"


def _one_year(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    return (f"{now.year:04d}" if now.year else None), "year"


def _year_range(match: re.Match[str], _: _Now) -> tuple[str | None, PeriodKind]:
    return f"{_number(match['y1']):04d}/{_number(match['y2']):04d}", "range"


def _year_to_date(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    period = now.context.period
    if period and now.year == now.context.year:
        return period, "relative"
    return (f"{now.year:04d}" if now.year else None), "year"


def _same_period_before(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    period = now.context.period
    if period is None:
        return (f"{now.context.year - 1:04d}" if now.context.year else None), "relative"
    return "/".join(f"{int(part[:4]) - 1:04d}{part[4:]}" for part in period.split("/")), "relative"


def _near_month(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    year, month = now.context.year, now.context.month
    if year is None or month is None:
        return None, "relative"
    spoken = re.match(r"(\d{4})-(\d{2})", now.context.date or "") if "个" in match[0] else None
    if spoken:
        year, month = int(spoken[1]), int(spoken[2])
    shifted = year * 12 + month - 1 + _OFFSETS[match[0][0]]
    return _month(shifted // 12, shifted % 12 + 1), "relative"


def _plan(match: re.Match[str], _: _Now) -> tuple[str | None, PeriodKind]:
    last = 1955 + 5 * _number(match["plan"])
    if match["tail"]:
        return f"{last:04d}", "year"
    return f"{last - 4:04d}/{last:04d}", "range"


def _own_time(match: re.Match[str], now: _Now) -> tuple[str | None, PeriodKind]:
    return None, "relative"


_BEFORE = r"(?:之?前)?"
_MASK_DIGITS = r"[X*×\d]{1,2}"
_RULES: tuple[tuple[re.Pattern[str], _Resolver, str], ...] = tuple(
    (re.compile(pattern), resolve, cue)
    for cue, pattern, resolve in (
        (
            "0",
            rf"(?<!\d)(?:19|20)\d{{2}}\s?[-./]\s?(?:1[0-2]|0?[1-9])\s?[-./]\s?{_DAY}(?![\d.])日?",
            _iso_date,
        ),
        (
            "日",
            rf"{_YEAR_OR_NONE}\s*(?P<m1>{_N})月(?P<d1>{_DAY})日?{_TO}(?:(?P<m2>{_N})月)?(?P<d2>{_DAY})日",
            _date_range,
        ),
        ("日", rf"{_YEAR_OR_NONE}\s*(?<![\d.])(?P<month>{_N})\s*月\s*(?P<day>{_DAY})\s*日{_BEFORE}", _date),
        (
            "月",
            rf"(?P<y1>{_EXPLICIT})年(?P<m1>{_N})月份?{_TO}(?P<y2>{_EXPLICIT})年(?P<m2>{_N})月份?",
            _years_and_months,
        ),
        (
            "月",
            rf"{_YEAR_OR_NONE}\s*(?<![\d.])(?P<m1>{_N})(?:月份?)?{_TO}(?P<m2>{_N})\s*月份?(?:底|末)?",
            _month_range,
        ),
        ("月", rf"{_YEAR_OR_NONE}\s*前(?P<m2>{_N})个?月", _months_up_to),
        ("月", rf"截[至止](?:到|至)?{_YEAR_OR_NONE}\s*(?P<m2>{_N})月(?:份|底|末|{_DAY}日)?", _months_up_to),
        ("月", rf"(?<![\u4e00-\u9fff\d—–-])[到至]{_YEAR_OR_NONE}\s*(?P<m2>{_N})月[底末]", _months_up_to),
        (
            "月",
            r"(?P<listed>(?<![\d.])(?:1[0-2]|[1-9])(?:、(?:1[0-2]|[1-9]))*[、和](?:1[0-2]|[1-9]))月份?",
            _one_month,
        ),
        (
            "月",
            rf"{_YEAR_OR_NONE}\s*(?<![\d.])(?P<month>{_N})\s*月(?:份|底|末|初|上旬|中旬|下旬)*{_BEFORE}(?![球亮饼龄])",
            _one_month,
        ),
        ("季", rf"{_YEAR_OR_NONE}\s*(?:前|[一1]{_TO})(?P<q>[二两三2-3])个?季度末?", _first_quarters),
        (
            "季",
            rf"{_YEAR_OR_NONE}\s*第?(?P<q1>[一二三1-3])季度{_TO}第?(?P<q2>[二三四2-4])季度末?",
            _quarter_range,
        ),
        ("季", r"(?:本|当|(?<!以)上|(?<!以)下)个?季度|当季(?=[^\u4e00-\u9fff]|[完增累实新])", _near_quarter),
        ("季", rf"{_YEAR_OR_NONE}\s*第?(?P<q>[一二三四1-4首])季度(?P<tail>末|底)?{_BEFORE}", _quarter),
        ("半年", rf"{_YEAR_OR_NONE}\s*(?P<half>[上下])半年", _half),
        ("年", rf"(?P<y1>{_EXPLICIT})\s*年?{_TO}(?P<y2>{_EXPLICIT})\s*年度?", _year_range),
        ("年", rf"(?:截[至止]到?)?{_YEAR}(?:全年|底|末|初)?{_BEFORE}", _one_year),
        ("年", rf"(?:截[至止]到?年[底末]|全年|年内|年底|年末|年终){_BEFORE}", _one_year),
        ("以来", rf"{_YEAR}以来|今年年初以来|年初以来|开年以来", _year_to_date),
        ("同期", r"(?:(?:去年|上年|上一年|上年度)的?)?同期", _same_period_before),
        ("月", r"(?:当|本|(?<!以)上|(?<!每)次|(?<!以)下)个?月(?![球度台报])(?:份|底|末)?", _near_month),
        (
            "五",
            r"[“\"]?(?P<plan>十[一二三四五六])[·.]?五[”\"]?(?:规划)?(?:期间|时期|以来)?(?P<tail>期?末)?",
            _plan,
        ),
        (
            "",
            r"截[至止]到?(?:目前|当前|现在|今(?!年)|日前|发稿)|目前|迄今(?!年)|至今(?![年天后])|当前|现阶段",
            _own_time,
        ),
        (
            "",
            rf"(?:20[X*×]{{2}}|(?:20)?\d[X*×]|(?<![A-Za-z])[X*×]{{1,4}})年(?:{_MASK_DIGITS}月)?(?:{_MASK_DIGITS}日)?"
            rf"|(?<![A-Za-z])[X*×]{{1,2}}月(?:{_MASK_DIGITS}日)?",
            _own_time,
        ),
    )
)
