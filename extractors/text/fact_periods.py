"""Which period a fact is of.

Only periods that a number can be of count: the base of a comparison (较上年同期), a deadline (5月底前), a
day and the whole year of a goal (全年任务) are none. A period at the head of a sentence holds for the
paragraph, any other for its sentence; what is meant to be reached has a time of its own. Where a rate
moved from (由二季度末的46%) is older than where it moved to. It never guesses a year.
"""

import re
from collections.abc import Sequence

from extractors.text.clauses import Clause
from extractors.text.fact_thread import Passage, Scope, Thread, Words
from extractors.text.periods import PeriodContext, PeriodMention, find_periods
from extractors.text.roles import RoleReading


def carried_period(text: str, scope: Scope) -> str | None:
    """The period that a text hands on to the list that it introduces (截至8月底…情况如下：), else None."""
    if not re.search(r"(?:如下|情况|下列|以下|是|为)[^。]{0,6}[：:]\s*$", text.strip()):
        return None
    mentions = [m for m in data_periods(text, scope.periods) if m.iso and m.kind in ("range", "point")]
    return mentions[0].iso if mentions else None


def data_periods(text: str, context: PeriodContext) -> tuple[PeriodMention, ...]:
    """The periods that a number can be of: no base of a comparison, no deadline."""
    return tuple(
        m
        for m in find_periods(text, context)
        if not _is_day(m)
        and not _is_base(text, m)
        and not _is_deadline(text, m)
        and not _names_a_goal(text, m)
    )


def _is_day(mention: PeriodMention) -> bool:
    """The day on which something happened (5月8日封顶) is no period of a number; 截至 one is a range."""
    return mention.kind == "point" and mention.iso is not None and len(mention.iso) == 10


def _is_base(text: str, mention: PeriodMention) -> bool:
    before, after = text[max(0, mention.start - 3) : mention.start], text[mention.end : mention.end + 3]
    if re.search(r"(?:由|从)$", before):
        return False
    compared = re.search(r"(?:较|比|比照|同|与|和|超过|高于|低于)(?:前)?$", before)
    return (
        bool(compared) or "同期" in mention.text or bool(re.match(r"同期|相比|水平|基数|[末底]?相比", after))
    )


def _names_a_goal(text: str, mention: PeriodMention) -> bool:
    """全年 in 完成全年任务的80% belongs to the task, not to what was reached."""
    whole_year = mention.kind == "year" and not re.search(r"\d", mention.text)
    goal = (
        r"(?:\d[\d.]*[万亿]?[\u4e00-\u9fff]{0,4}?的?|[\u4e00-\u9fff]{2})?(?:目标|任务|计划|预算|指标|总目标)"
    )
    return whole_year and re.match(rf"的?{goal}", text[mention.end : mention.end + 24]) is not None


def _is_deadline(text: str, mention: PeriodMention) -> bool:
    """A date by which something is done (5月底前完工) is no period of a number, a whole year is."""
    after = text[mention.end : mention.end + 2]
    dated = mention.text.endswith(("前", "之前")) or after.startswith(("前", "之前", "以前"))
    return dated and mention.kind == "point"


def settle_time(clause: Clause, thread: Thread, read: Passage) -> None:
    """A period at the head of a sentence holds for the paragraph, any other for its sentence."""
    for mention in read.mentions:
        if not clause.start <= mention.start < clause.end:
            continue
        lead = read.text[clause.start : mention.start]
        opens = clause.opener in ("start", "sentence") or clause.labelled
        alone = re.fullmatch(r"(?:截至|截止|到|至|，|\s)*", lead) is not None and _is_topical(
            read.text, mention, clause
        )
        if opens and alone and mention.kind != "point":
            thread.paragraph_period = mention.iso
        dated = mention.kind == "range" or (
            mention.kind == "year" and re.search(r"\d|去年|上年", mention.text)
        )
        if alone or (not clause.quantities and dated):
            thread.period = mention.iso


def _is_topical(text: str, mention: PeriodMention, clause: Clause) -> bool:
    rest = text[mention.end : clause.end]
    return re.fullmatch(r"[份底末止，\s]*", rest) is not None


def without_periods(read: Passage, start: int, end: int) -> str:
    """The words of a span without its data periods."""
    parts: list[str] = []
    at = start
    for mention in read.mentions:
        if (
            start <= mention.start
            and mention.end <= end
            and not (mention.iso is None and "前" in mention.text)
        ):
            gap = read.text[at : mention.start]
            parts.append("" if parts and gap in ("、", "和") else gap)
            at = mention.end
            at += len(re.match(r"月?份?(?=[都均各分是为])|", read.text[at:end]).group())  # type: ignore[union-attr]
    parts.append(read.text[at:end])
    words = "".join(parts) if len(parts) > 1 else read.text[start:end]
    return re.sub(r"截至(?!目)|截止(?![日目])", "", words) if len(parts) > 1 else words


def fact_period(clause: Clause, words: Words, reading: RoleReading, thread: Thread) -> str | None:
    """The period of one fact: its own, else the one in force for its role; None for the document's."""
    wanted = reading.role in ("target", "forecast", "weight", "budget", "bonus", "deduction", "score")
    own = words.periods[-1] if words.periods else None
    if own is not None:
        listed = [m for m in words.periods if m.kind == "point" and len(m.text) <= 4]
        iso = _span(listed) if len(listed) > 1 else own.iso
        if re.search(r"(?:由|从)$", words.text[: own.start - words.start]):
            return _up_to(own, thread)
        if wanted and own.kind == "point":
            return iso
        if wanted:
            thread.goal_period = iso
            thread.sentence_goal = iso if clause.opener in ("start", "sentence") else thread.sentence_goal
        series = own.kind == "point" and thread.months > 0
        thread.months += own.kind == "point"
        if series:
            thread.period = thread.paragraph_period
        elif not wanted or reading.role == "score":
            thread.period = iso
        return iso
    if MOVED_FROM.search(words.before) and words.quantity.unit != "":
        return _year_before(thread, words)
    if not wanted:
        return thread.period
    carried = thread.period or ""
    return thread.goal_period or (carried if re.fullmatch(r"\d{4}", carried) else None)


MOVED_FROM = re.compile(r"(?:由|从)(?:原来|原先)?的?$")


def _up_to(mention: PeriodMention, thread: Thread) -> str | None:
    """由二季度末的46%: what stood at a quarter's end was reached from January on; 由上年同期的2.01: the
    period in force, a year before."""
    iso = mention.iso
    if "同期" in mention.text and thread.period:
        return "/".join(f"{int(part[:4]) - 1:04d}{part[4:]}" for part in thread.period.split("/"))
    quarter_end = iso is not None and re.search(r"季度[末底]$", mention.text) and len(iso) == 7
    return f"{iso[:4]}-01/{iso}" if iso and quarter_end else iso


def _year_before(thread: Thread, words: Words) -> str | None:
    """Where a yearly figure came from (由38%提高到40%) is the year before."""
    year = thread.period or words.year
    return f"{int(year) - 1:04d}" if year and re.fullmatch(r"\d{4}", year) else thread.period


def _span(mentions: Sequence[PeriodMention]) -> str | None:
    first, last = mentions[0].iso, mentions[-1].iso
    return f"{first}/{last}" if first and last and first < last else last
