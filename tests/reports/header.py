"""How papers begin and end: title, number, addressee, who wrote it, when."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.reports.paper import Draft
from tests.reports.words import OFFICES

_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Head:
    """The gold of a header, and what is printed of it elsewhere than in the title."""

    gold: dict[str, object]
    issuer: str
    day: date
    number: str | None
    addressee: str | None


def header(
    draft: Draft,
    doc_type: str,
    titles: tuple[str, ...],
    *,
    numbered: bool = False,
    addressee: bool = False,
    annual: bool = False,
    speech: bool = False,
    report: bool = False,
) -> Head:
    """A header of a paper of the type; its title is one of the forms."""
    of, rng = draft.scheme, draft.rng
    span = rng.choice(_spans(of.month))
    unit = f"{of.region}{rng.choice(OFFICES[rng.choice(list(OFFICES))]).removeprefix('委')}"
    title = rng.choice(titles).format(
        region=of.region,
        whole=of.whole,
        year=of.year,
        next=of.year + 1,
        months=f"{of.year}年{span}",
        span=span,
        unit=unit,
    )
    issuer = _issuer(draft, doc_type, unit)
    title = f"{issuer}{title}" if doc_type == "notice" else title
    day = _day(of.year, of.month, rng, annual=annual, notice=doc_type == "notice")
    number = f"{of.region[0]}政办〔{day.year}〕{rng.randint(2, 88)}号" if numbered else None
    gold: dict[str, object] = {
        "title": title,
        "doc_number": number,
        "issuer": of.region if speech else issuer,
        "date": day.isoformat(),
        "doc_type": doc_type,
        "region": of.region,
        "period": str(of.year) if annual or speech else of.period,
        "truncated": False,
    }
    if report:
        gold["issuer"] = f"{of.region}人民政府"
    return Head(
        gold, issuer, day, number, f"{_below(of.region)}，{of.region[-1]}直各单位：" if addressee else None
    )


def _issuer(draft: Draft, doc_type: str, unit: str) -> str:
    region = draft.scheme.region
    return {
        "notice": f"{region}人民政府办公室",
        "bulletin": f"{region}人民政府督查室",
        "self_evaluation": unit,
        "briefing": f"{region}民生工作办公室",
    }.get(doc_type, f"{region}{draft.rng.choice(('统计局', '发展和改革局', '绩效考核办公室'))}")


def _below(region: str) -> str:
    return "各县（区）人民政府" if region.endswith("市") else "各乡镇人民政府、街道办事处"


def _spans(month: int) -> list[str]:
    known = {3: ["一季度"], 6: ["上半年"], 9: ["前三季度"]}
    return [f"1—{month}月", f"1-{month}月份", *known.get(month, [])]


def _day(year: int, month: int, rng: Random, *, annual: bool, notice: bool) -> date:
    if notice:
        return date(year, rng.randint(2, 5), rng.randint(3, 26))
    end = date(year + 1, 1, 1) if annual else date(year, month + 1, 1)
    return end + timedelta(days=rng.randint(6, 20))


def dated(day: date, rng: Random) -> str:
    """A date as it is printed: in digits, or in Chinese numerals."""
    if rng.random() < 0.7:
        return f"{day.year}年{day.month}月{day.day}日"
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_spoken(day.month)}月{_spoken(day.day)}日"


def _spoken(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def open_with(draft: Draft, head: Head, first: str) -> None:
    """Number, title, addressee and first sentence."""
    if head.number:
        draft.put("title", head.number)
    draft.put("title", str(head.gold["title"]))
    if head.addressee:
        draft.put("line", head.addressee)
    draft.put("text", first)


def sign(draft: Draft, head: Head) -> None:
    """Who wrote it and when, below the text."""
    draft.put("signature", head.issuer)
    draft.put("signature", dated(head.day, draft.rng))
