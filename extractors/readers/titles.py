"""The title: which paragraphs at the top of a paper are its title.

Signals in order: a title style; the largest type of the opening (Word, PDF); the words that papers of this
kind end with (报告, 通知, 方案 …) in a short line without full stop. The red masthead (XX人民政府文件, a
bulletin's name before its number) is none. A title broken over several lines is put together. A second
title (the scheme that a notice hands on) counts where it stands alone after a date or in the same large
type.
"""

import re
from collections.abc import Sequence

from extractors.readers.clean import clean_lines
from extractors.readers.drafts import Draft, ParagraphDraft, TableDraft
from extractors.readers.labels import find_label

_GENRE = (
    r"(?:报告|通知|方案|办法|通报|汇报|讲话|意见|总结|分析|情况|说明|台账|一览表|体系|细则|规定|公报|简报|函|纪要|计划|要点"
    r"|自评|发言|公示|公告|决定|制度|规则|标准|进展|清单|任务|结果|名单|表)"
)
_TITLE_END = re.compile(_GENRE + r"(?:稿)?(?:\s*[（(〔\[].{1,30}[）)〕\]])?$")
_STRONG_END = re.compile(
    r"(?:报告|通知|方案|办法|通报|汇报|讲话|意见|总结|细则|规定|公报|简报|函|纪要|公示|公告|决定)(?:\s*[（(].{1,30}[）)])?$"
)
_NOT_TITLE = re.compile(r"[。；！？：:;]|^(?:抄送|附件|注|来源|单位)|(?:19|20)\d\d年\d+月\d+日?$")
_MASTHEAD = re.compile(r"文件$|^(?:工作)?(?:简报|通报|专报|快报|动态)$")
_DOC_NUMBER = re.compile(
    r"\S{1,20}[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]\s*第?\s*\d+\s*号$|^[（(]?第\s*\d+\s*期"
)
_DATE = re.compile(
    r"[（(]?(?:(?:19|20)\d\d|二[〇○零Oo][一二三四五六七八九〇○零]{2})\s*年"
    r"\s*[\d一二三四五六七八九十]+\s*月(?:\s*[\d一二三四五六七八九十]+\s*日)?[）)]?$"
)
_SCOPE = re.compile(
    r"[（(](?:截至[^）)]*|[^）)]*[\d一二三四]\s*(?:[月年]|季度|年度|半年)(?:份|度)?|送审稿|征求意见稿|试行)[）)]$"
)
_OPENING = 20
_LONGEST = 80
_SHORT_REST = 8


def joined_titles(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with a title that was broken over several paragraphs put together."""
    joined: list[Draft] = []
    for position, draft in enumerate(drafts):
        previous = joined[-1] if joined else None
        if (
            position < _OPENING
            and isinstance(draft, ParagraphDraft)
            and isinstance(previous, ParagraphDraft)
            and _is_broken(previous, draft)
        ):
            joined[-1] = _together(previous, draft)
        else:
            joined.append(draft)
    return joined


def find_titles(drafts: Sequence[Draft]) -> frozenset[int]:
    """Positions of the paragraphs that are titles."""
    opening = _opening(drafts)
    first = _first_title(drafts, opening)
    if first is None:
        return frozenset()
    return frozenset({first, *_second_titles(drafts, first)})


def ends_as_title(text: str) -> bool:
    """True for words that end as titles of such papers do (…报告, …方案, …一览表)."""
    return bool(_TITLE_END.search(text))


def _opening(drafts: Sequence[Draft]) -> list[int]:
    """Short paragraphs above the first paragraph of prose or the first label."""
    opening = []
    for position, draft in enumerate(drafts[:_OPENING]):
        if not isinstance(draft, ParagraphDraft):
            break
        label = find_label(draft.text)
        if draft.role != "body" or (label is not None and label.kind == "annex"):
            continue
        if len(draft.text) > _LONGEST or (label is not None and draft.style_level not in (0, 1)):
            break
        opening.append(position)
    return opening


def _first_title(drafts: Sequence[Draft], opening: Sequence[int]) -> int | None:
    candidates = [position for position in opening if _may_be_title(drafts, position)]
    styled = [position for position in candidates if _draft(drafts, position).style_level == 0]
    if styled:
        return styled[0]
    named = [position for position in candidates if _TITLE_END.search(_draft(drafts, position).text)]
    if not named:
        named = [position for position in candidates if _draft(drafts, position).style_level == 1]
    return max(named, key=lambda position: (_draft(drafts, position).size or 0, -position), default=None)


def _second_titles(drafts: Sequence[Draft], first: int) -> list[int]:
    """Titles of what is handed on: alone after a date, or in the large type of the first."""
    size = _draft(drafts, first).size
    found = []
    for position in range(first + 1, len(drafts)):
        draft, previous = drafts[position], _before(drafts, position)
        if not isinstance(draft, ParagraphDraft) or not isinstance(previous, ParagraphDraft):
            continue
        if find_label(draft.text) or not _may_be_title(drafts, position) or not _TITLE_END.search(draft.text):
            continue
        after_date = bool(_DATE.match(previous.text)) and len(draft.text) >= 8
        large = (
            size is not None and draft.size is not None and draft.size >= size - 2.5 and bool(draft.centred)
        )
        if after_date or large:
            found.append(position)
    return found


def _before(drafts: Sequence[Draft], position: int) -> Draft:
    """What stands before a position, other than running lines of a page."""
    before = (draft for draft in reversed(drafts[:position]) if _is_read(draft))
    return next(before, drafts[position - 1])


def _is_read(draft: Draft) -> bool:
    return isinstance(draft, TableDraft) or draft.role != "junk"


def _draft(drafts: Sequence[Draft], position: int) -> ParagraphDraft:
    draft = drafts[position]
    if not isinstance(draft, ParagraphDraft):
        raise TypeError("a title is a paragraph")
    return draft


def _may_be_title(drafts: Sequence[Draft], position: int) -> bool:
    draft = drafts[position]
    if not isinstance(draft, ParagraphDraft) or draft.role != "body" or len(draft.text) > _LONGEST:
        return False
    if _NOT_TITLE.search(draft.text) or _MASTHEAD.search(draft.text) or _DOC_NUMBER.search(draft.text):
        return False
    following = drafts[position + 1] if position + 1 < len(drafts) else None
    return not (
        isinstance(following, ParagraphDraft) and _DOC_NUMBER.search(following.text) and len(draft.text) < 20
    )


def _is_broken(previous: ParagraphDraft, draft: ParagraphDraft) -> bool:
    """True where two short lines are parts of one title."""
    both = (previous, draft)
    if "junk" in (previous.role, draft.role) or len(previous.text) + len(draft.text) > _LONGEST:
        return False
    if any(_NOT_TITLE.search(d.text) or find_label(d.text) or _DOC_NUMBER.search(d.text) for d in both):
        return False
    if _is_complete(previous.text):
        return bool(_SCOPE.match(draft.text))
    ends = bool(_TITLE_END.search(draft.text)) and not _DATE.match(draft.text)
    return (
        ends
        and not _MASTHEAD.search(previous.text)
        and _same_size(previous, draft)
        and _reads_on(previous, draft)
    )


def _is_complete(text: str) -> bool:
    """True for a title that needs nothing more; 关于… needs the kind of paper (关于…的通报)."""
    return bool((_STRONG_END if "关于" in text else _TITLE_END).search(text))


def _same_size(previous: ParagraphDraft, draft: ParagraphDraft) -> bool:
    return previous.size is None or draft.size is None or abs(previous.size - draft.size) <= 0.6


def _reads_on(previous: ParagraphDraft, draft: ParagraphDraft) -> bool:
    """True where the words of one line need those of the next."""
    begins = draft.text.startswith(("关于", "的")) or "关于" in previous.text
    stops_short = previous.text.endswith(("的", "关于", "和", "、", "印发"))
    rest = len(draft.text) <= _SHORT_REST and len(previous.text) >= 10
    return len(previous.text) >= 3 and (begins or stops_short or rest)


def _together(previous: ParagraphDraft, draft: ParagraphDraft) -> ParagraphDraft:
    text = clean_lines([previous.text, draft.text])
    return ParagraphDraft(
        text=text.text,
        raw=f"{previous.raw}\n{draft.raw}",
        places=previous.places + draft.places,
        starts=(*previous.starts, *(text.starts[1] + start for start in draft.starts)),
        style_level=previous.style_level,
        size=previous.size,
        centred=previous.centred,
        words=previous.words + draft.words,
    )
