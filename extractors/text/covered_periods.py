"""The year and the period that a paper reports on or governs.

Signals, in order of precedence: years and months of the title; of a report, the cumulative months that
its lead states (1—9月, 截至9月底), which also widen a title's quarter that they end with, wherever the text
up to its second part states them; then the year alone. A speech has its title's months, else those that its
opening takes stock of (盘点前三季度), else the year. Notices and
self-evaluations hold for the year unless the title says otherwise. The year of a paper without one is that
of its look back, its date, or what 今年 must be where a closed year is named.
"""

import re
from collections import Counter

from schemas.records import YEARLY_TYPES, DocType

MONTHS = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})\s*年度?\s*)?(?:(?P<first>1|一)\s*[月]?\s*(?:[-—－–~～至到]|"
    r"—{2})\s*(?P<last>1[0-2]|[2-9])\s*月|前\s*(?P<count>1[01]|[2-9])\s*个?月)"
)
QUARTERS = (
    (re.compile(r"前三季度|一至三季度|1\s*[-—－–]\s*3\s*季度"), 1, 9),
    (re.compile(r"上半年|前两季度|1\s*[-—－–]\s*2\s*季度"), 1, 6),
    (re.compile(r"下半年"), 7, 12),
    (re.compile(r"(?:第?一|首|第?1)\s*季度"), 1, 3),
    (re.compile(r"(?:第?二|第?2)\s*季度"), 4, 6),
    (re.compile(r"(?:第?三|第?3)\s*季度"), 7, 9),
    (re.compile(r"(?:第?四|第?4)\s*季度"), 10, 12),
)
UNTIL = re.compile(
    r"截[至止]\s*(?:目前\s*[（(])?\s*(?:(?P<year>(?:19|20)\d{2})\s*年)?\s*(?P<month>1[0-2]|[1-9])\s*月"
)
ONE_MONTH = re.compile(r"(?:(?P<year>(?:19|20)\d{2})\s*年\s*)?(?<!\d)(?P<month>1[0-2]|[1-9])\s*月份?")
YEARS = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d{2})\s*(?:年度?)?\s*(?:[-—－–~～至到]\s*(?P<last>(?:19|20)\d{2}))?\s*年"
)
BARE_YEAR = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d{2})\s*年")
MEETING_YEAR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年度?[^，。；]{0,24}(?:推进|冲刺|攻坚|调度|动员|部署|收官)[^，。；]{0,6}会"
)
# 通报 is left out: what others reported at the meeting is not yet what the speech covers.
TAKEN_STOCK_OF = re.compile(
    r"(?:盘点|总结|回顾|分析|讲评|复盘)(?:今年|全[市县区])?(?P<span>前三季度|上半年|第?[一二三]季度|1\s*[-—－–至]\s*\d{1,2}月)"
)
OPENING = 600
MADE_TO = 400
LEAST_TOLD = 3
WORK_REPORT = re.compile(r"工作报告")
TO_CONGRESS = re.compile(r"各位代表|代表大会|向大会")
LOOKED_BACK = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})年(?:的)?(?:政府|主要|全[省市县区])*工作(?:的)?(?:主要)?(?:情况)?(?:回顾|总结|回忆|完成情况)"
)
JUST_PAST = re.compile(r"(?:过去的|刚刚过去的|走过的|不平凡的)(?P<year>(?:19|20)\d{2})年")
PAST_YEAR = re.compile(
    r"过去的?一年|(?<!十)一年来|去年以来|(?<!\d)[〇○零OＯ]{1,2}[〇○零OＯ一二三四五六七八九]年工作回顾"
)
SECOND_PART = re.compile(r"^\s*二、", re.MULTILINE)


def year_of(title: str | None, date: str | None, text: str) -> int | None:
    """The year that the paper is about: the title's, else the text's 今年, else the date's."""
    in_title = BARE_YEAR.search(title or "")
    looked_back = LOOKED_BACK.search(text)
    given = int(in_title["year"]) if in_title else int(date[:4]) if date else None
    if is_work_report(title, text):
        reported = year_behind(given, text)
        if reported:
            return reported
    if in_title:
        return given
    if looked_back:
        return int(looked_back["year"])
    if date:
        return given
    met = MEETING_YEAR.search(text[:OPENING])
    if met:
        return int(met["year"])
    named = Counter(int(m["year"]) for m in BARE_YEAR.finditer(text))
    if not named:
        return None
    latest = max(year for year, times in named.items() if times * 3 >= max(named.values()))
    closed = re.search(r"去年|过去一年|上一?年度", text) and re.search(
        rf"{latest}\s*年度?[^。]{{0,40}}(?:考评|考核)", text
    )
    looks_back = closed and not re.search(
        rf"(?:今年|{latest}年1?[-—－\d]*月)[^。]{{0,8}}{latest}|{latest}年(?:以来|目标)", text
    )
    return latest + 1 if looks_back and "今年" in text else latest


def is_work_report(title: str | None, text: str) -> bool:
    """True for a government's report to a congress, which looks back at the year before it was made."""
    return bool(WORK_REPORT.search(title or "")) and bool(TO_CONGRESS.search(text[:MADE_TO]))


def year_behind(given: int | None, text: str) -> int | None:
    """The year that a report to a congress looks back at: named by its look back, else the one before its own
    year where it speaks of the past year; None where its words tell neither."""
    for pattern in (LOOKED_BACK, JUST_PAST):
        named = pattern.search(text)
        if named and (given is None or int(named["year"]) in (given, given - 1)):
            return int(named["year"])
    if given is None:
        return None
    closed = re.search(rf"(?<!\d){given - 1}\s*年(?:是|，)", text[:OPENING])
    return given - 1 if closed or PAST_YEAR.search(text[:OPENING]) else None


def spoken_month(text: str, year: int | None) -> str | None:
    """YYYY-MM of a speech that says 现在已是11月中旬; None where it does not."""
    match = re.search(
        r"(?:现在|目前|如今)?(?:已经|已)(?:是|到|进入)了?\s*(?P<month>1[0-2]|[1-9])\s*月", text[:800]
    )
    return f"{year}-{int(match['month']):02d}" if match and year else None


def period_of(
    title: str | None, lead: str, year: int | None, doc_type: DocType | None, text: str = ""
) -> str | None:
    """The period that the paper reports on or governs, ISO; None where no year is known."""
    if year is None:
        return None
    name = title or ""
    span = YEARS.search(name)
    if span and span["last"]:
        return f"{span['first']}/{span['last']}"
    months = months_in(name)
    if doc_type == "speech":
        if months:
            return iso_months(year, *since_january(months, text, year))
        reviewed = TAKEN_STOCK_OF.search(text[:OPENING])
        looked_at = months_in(reviewed["span"]) if reviewed else None
        return iso_months(year, *looked_at) if looked_at else str(year)
    if doc_type in YEARLY_TYPES:
        return iso_months(year, *months) if months else str(year)
    in_lead = cumulative_months(lead, year)
    if months is None or (in_lead and in_lead[1] == months[1]):
        months = in_lead or months
    if months is None and not name:
        months = told_months(text, year)
    if months is not None and months[1] - months[0] == 2:
        months = since_january(months, first_part(text), year)
    return iso_months(year, *months) if months else str(year)


def told_months(text: str, year: int) -> tuple[int, int] | None:
    """The cumulative months that a text without a title speaks of again and again (1—2月, …)."""
    told = Counter(
        (1, int(match["last"] or match["count"]))
        for match in MONTHS.finditer(text)
        if not match["year"] or int(match["year"]) == year
    )
    span, times = told.most_common(1)[0] if told else ((1, 12), 0)
    return span if times >= LEAST_TOLD else None


def first_part(text: str) -> str:
    """The text up to its second part, which states what the paper as a whole covers."""
    second = SECOND_PART.search(text)
    return text[: second.start()] if second else text


def since_january(months: tuple[int, int], text: str, year: int) -> tuple[int, int]:
    """January to the last of the months where the text states figures for that span (1—9月, 前三季度)."""
    for pattern in (MONTHS, UNTIL):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            last = groups.get("last") or groups.get("count") or groups.get("month")
            if last == str(months[1]) and (not match["year"] or int(match["year"]) == year):
                return 1, months[1]
    covered = any(last == months[1] and pattern.search(text) for pattern, _, last in QUARTERS[:2])
    return (1, months[1]) if covered else months


def months_in(title: str) -> tuple[int, int] | None:
    """First and last month that a title states; a single month is the month itself."""
    found = cumulative_months(title, None)
    if found:
        return found
    for pattern, first, last in QUARTERS:
        if pattern.search(title):
            return first, last
    month = ONE_MONTH.search(title)
    return (int(month["month"]), int(month["month"])) if month else None


def cumulative_months(text: str, year: int | None) -> tuple[int, int] | None:
    """January to the month that a text states as covered; another year's months do not count."""
    for pattern in (MONTHS, UNTIL):
        for match in pattern.finditer(text):
            if year is not None and match["year"] and int(match["year"]) != year:
                continue
            groups = match.groupdict()
            last = groups.get("last") or groups.get("count") or groups.get("month")
            if last:
                return 1, int(last)
    for pattern, first, last_month in QUARTERS[:2]:
        if pattern.search(text):
            return first, last_month
    return None


def iso_months(year: int, first: int, last: int) -> str:
    """A span of months, a whole year as the year."""
    if (first, last) == (1, 12):
        return str(year)
    return f"{year}-{first:02d}" if first == last else f"{year}-{first:02d}/{year}-{last:02d}"
