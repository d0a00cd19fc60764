"""Whether a paper's text breaks off before its end.

Signals, in order of precedence: the last line of the text (what a website prints below it left out) stops
inside a sentence, a list or a colon's announcement; a report to a congress looks back and never comes to
the year ahead. Lines that need no stop (dates, organisations,
attachments, contacts, tables and their notes) never break off.
"""

import re

from extractors.text.head_lines import AFTER_THE_PAPER, SITE_NOISE, compact, date_line, organisation_line
from schemas.document import Document, Paragraph

ENDS_WELL = re.compile(r"[。！？!?…]$|[。！？.][”）)》\s]*$|[”》）)\]】]$")
NEEDS_NO_STOP = re.compile(
    r"^附[件表]|^(?:详?见|略|主题词|抄送|分送|发送|报送|共印|监督电话|举报|咨询|联系人|联系电话|联系地址|联系方式|地址|邮编|电话|主办|责任单位)|^注[：:]|印发$|\d{3,4}-?\d{7,8}"
)
HEAD = 24
WORK_REPORT = re.compile(r"^[^，。；：]{0,30}工作报告(?:[（(][^（）()]*[）)])?$")
REPRESENTATIVES = re.compile(r"^各位代表[：:，,！]")
YEAR_AHEAD = re.compile(
    r"(?:今年|新的一年|下一?年|今后五年|(?:19|20)\d{2}年)的?[^，。；！]{0,16}(?:预期目标|总体要求|目标任务|工作(?:安排|任务|重点|建议|思路)|重点(?:抓好|做好))|"
    r"(?:建议|预期)目标|工作(?:建议|安排)"
)


def breaks_off(document: Document) -> bool:
    """True where the text ends inside a sentence or a list, or where a part that must follow is missing."""
    last = last_of_text(document)
    if last is None:
        return False
    cut = not any(table.index > last.index for table in document.tables) and stops_short(document, last)
    return cut or lacks_year_ahead(document)


def last_of_text(document: Document) -> Paragraph | None:
    """The last paragraph of the paper itself, above what a website prints below it."""
    for paragraph in reversed(document.paragraphs):
        if not AFTER_THE_PAPER.match(compact(paragraph.text)):
            return paragraph
    return None


def stops_short(document: Document, last: Paragraph) -> bool:
    """True where the last paragraph stops inside a sentence or a list."""
    text = last.text.strip()
    if ENDS_WELL.search(text) or closes_without_stop(last):
        return False
    return (
        len(text) >= 40
        or (len(text) >= 8 and bool(re.search(r"[，,](?!\d{3})", text)))
        or bool(re.search(r"[，,、；;：:]$", text))
        or is_open_point(document, last)
        or is_scrap(document, last)
    )


def closes_without_stop(paragraph: Paragraph) -> bool:
    """True for lines that need no full stop: dates, organisations, attachments, contacts, headings."""
    text = compact(paragraph.text)
    if (
        paragraph.role in ("title", "caption", "note", "footnote")
        or date_line(paragraph)
        or organisation_line(paragraph)
    ):
        return True
    return bool(NEEDS_NO_STOP.search(text) or SITE_NOISE.search(text))


def is_open_point(document: Document, last: Paragraph) -> bool:
    """True where a list's points end with a stop, and the last one does not."""
    if not re.search(r"(?:^|[；;。])\s*[（(]?\d{1,2}[）).、．]\s*[^。；;]*$", last.text):
        return False
    before = (
        last.text
        if re.search(r"[；;。].", last.text)
        else document.paragraphs[-2].text
        if len(document.paragraphs) > 1
        else ""
    )
    return bool(re.search(r"[；;。]", before))


def is_scrap(document: Document, last: Paragraph) -> bool:
    """True for a line of text without a stop right under a numbered heading on a line of its own."""
    above = [p for p in document.paragraphs if p.index < last.index]
    heading = above[-1].heading if above else None
    alone = heading is not None and bool(heading.label) and above[-1].role == "heading"
    return alone and last.heading is None and len(last.text.strip()) >= 6


def lacks_year_ahead(document: Document) -> bool:
    """True for a report to a congress that only looks back."""
    opening = document.paragraphs[:HEAD]
    titled = any(WORK_REPORT.search(compact(paragraph.text)) for paragraph in opening)
    addressed = any(REPRESENTATIVES.match(paragraph.text.strip()) for paragraph in opening)
    return (
        titled
        and addressed
        and not any(YEAR_AHEAD.search(paragraph.text) for paragraph in document.paragraphs)
    )
