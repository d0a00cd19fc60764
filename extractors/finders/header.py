"""What a document says of itself: title, number, issuer, date, kind, place, period; if it breaks off.

Signals, in order of precedence:

1. The head: everything above the first sentence of the text. Labelled fields (成文日期：…), the
   letterhead (…文件), the number line, the title over one or more lines, the issuer and the date
   on lines of their own under or over the title.
2. The signature: an issuer and a date on lines of their own after the text.
3. The title's own words: place, year, months, the noun that names the kind.
4. The lead (the text above the first heading) for the months a report covers.
5. The whole text, for speeches without a title: 我区 with the place it names, 今年 with the year
   that 去年 or a closed year gives away.

It never takes a number that the text cites (according to …〔2023〕15号) for the document's own,
never a site's publication time for the date of the paper, and never fills a masked value (X年X月).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.text.covered_periods import UNTIL, period_of, spoken_month, year_of
from extractors.text.endings import breaks_off
from extractors.text.head_lines import (
    ISSUER_END,
    ISSUER_LINE,
    PRINTED_NOTE,
    SITE_NOISE,
    Found,
    compact,
    date_line,
    organisation_line,
)
from extractors.text.named_elsewhere import as_named_elsewhere
from extractors.text.paper_kinds import type_of
from extractors.text.places import PLACE, region_of
from extractors.text.printed_dates import DATE, iso_date
from schemas.document import Document, Paragraph
from schemas.records import YEARLY_TYPES, Header

HEAD_PARAGRAPHS = 16
TITLE_LIMIT = 90

NUMBER_LINE = re.compile(
    r"(?P<number>[\u4e00-\u9fff]{1,12}\s*[〔\[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*第?\s*\d{1,5}\s*号)"
)
OWN_NUMBER = re.compile(
    rf"(?:{NUMBER_LINE.pattern})|[\u4e00-\u9fff]{{2,12}}第?[\d一二三四五六七八九十]{{1,4}}[号期]"
)
GENRE = (
    "通知|方案|办法|细则|规定|意见|指标体系|体系|通报|快报|简报|公报|公告|公示|报告|总结|汇报|分析|情况|进展|台账|"
    "一览表|统计表|情况表|任务表|明细表|清单|实事|讲话|讲话提纲|讲话稿|讲话要点|发言|致辞|自评|自评表|计划|规划|打算|简析|综述|专报|要点|责任书|批复|函"
)
GENRE_END = re.compile(rf"(?:{GENRE})(?:\s*[（(][^（）()]{{1,30}}[）)])*$")
GLUED_TITLE = re.compile(
    rf"^(?P<title>[^。；;]{{4,60}}?(?:{GENRE}))(?!的)"
    r"(?=\s*(?:中共|[^，,。]{0,40}[（(][\dX×]{1,4}年|[\u4e00-\u9fff]{2,12}(?:局|室|办|办公室|政府|委员会|中心)"
    r"(?:会同[^，。]{2,20})?(?:对|组织)))"
)
LABELLED = re.compile(
    r"(?P<label>发[文布]文?[字文]号|文\s*号|成文日期|发文机关|发文单位|制发机关|发布机构|(?:填报|填表|编制|制表|报送|上报)(?:单位|部门|日期|时间))"
    r"\s*(?:[（(](?:盖章|公章|签章)[）)])?\s*[：:]\s*"
    r"(?P<value>(?:(?!填报|填表|制表|报送|发文|文号|成文|发布|公开|索引|主题|标题|有效|制发|来源)[^\s：:；;|])+(?:\s*[〔\[][^\s]+)?)"
)
FILED_TITLE = re.compile(r"^(?P<title>[^。；|>]{4,60}?)\.(?:docx?|wps|pdf|xlsx?|ofd|txt)(?:_第\d+页)?$")
TITLE_RANGE = re.compile(r"[（(](?:截[至止]|\d{4}年|\d{1,2}月?[-—－–]).{1,20}[）)]")
ADDRESSEE = re.compile(r"^[^。；]{1,80}[：:]$")
SALUTATION = re.compile(r"^(?:同志们|各位领导|各位代表|各位同志|各位委员|尊敬的)[^。]{0,20}[：:，,！]")

ISSUER_NAME = re.compile(rf"(?:{ISSUER_END})$")
REPORTING = ("填报", "填表", "编制", "制表", "报送", "上报")
LETTERHEAD = re.compile(r"^(?P<issuer>[\u4e00-\u9fff*X×（）()\s]{3,45}?)文件$")
TITLE_ISSUER = re.compile(rf"^(?P<issuer>[\u4e00-\u9fff*X×\s]{{2,40}}?(?:{ISSUER_END}))(?=关于)")
TITLE_UNIT = re.compile(
    r"^(?:\d{4}年度?)?(?P<issuer>[\u4e00-\u9fff*X×]{2,20}?(?:人民政府|办事处|管理委员会|管委会|委员会|局|厅|院|办公室|中心))"
    r"(?=\d{4}|年度|[一二三四五六七八九十]+季度|上半年|部门|整体|预算|绩效|项目)"
)

OFFICE_HOLDER = re.compile(
    rf"^(?P<issuer>[\u4e00-\u9fff*X×]{{2,30}}?(?:{ISSUER_END}))(?:党组|党委)?(?:副?书记[、，]?)?(?:代)?(?:常务)?副?"
    r"(?:省长|市长|州长|县长|区长|旗长|盟长|主席|镇长|乡长|主任|局长|厅长|书记|部长|院长|检察长)\s*[\u4e00-\u9fff*X×某\s]{2,8}$"
)

OPENING = 160
SPOKEN_FOR = re.compile(
    r"我(?:谨|受)?代表(?P<issuer>[\u4e00-\u9fff*X×]{1,12}?(?:人民政府|政府|管理委员会|管委会))"
)
ACTING = re.compile(
    r"(?:^|(?<=[，,。；：:\s])|(?<=通报|汇报|报告))(?P<issuer>(?!由|经|根据|按照|是|并|请|将|及|各)[\u4e00-\u9fff*X×]{1,14}?(?:督查室|督查局|督查办|督查考核办|考核办|考评办|目标办|人民政府|办公室))"
    r"(?:会同[^，。；]{2,30}?|联合[^，。；]{2,30}?)?(?:对|组成|组织|牵头|抽调|采取)"
)
SOURCE = re.compile(
    r"(?:信息|稿件|文章)?来源\s*[：:]\s*(?P<issuer>[\u4e00-\u9fff]{2,16}?(?:人民政府|管委会|委员会|办公室|统计局|局|督查室|政府办|发改委))(?=$|发布|时间|阅读|浏览|点击|作者|字体|字号|打印|访问|[^\u4e00-\u9fff])"
)


def find_header(document: Document, year_hint: int | None = None) -> Header:
    """The header of a document; every field that is not stated is None. `year_hint` is the year of a
    period that is printed without one (1—9月) in a paper that names no year at all."""
    head = head_paragraphs(document)
    title = find_title(head) or filed_title(document)
    number = find_number(document, head)
    issuer = find_issuer(document, head, title)
    if issuer:
        issuer = replace(issuer, value=as_named_elsewhere(document, issuer.value, issuer.evidence()))
    date = find_date(document, head)
    text = "\n".join(p.text for p in document.paragraphs)
    name = title.value if title else None
    doc_type = type_of(name, text)
    published_by = labelled_field(document, ("发布机构",))
    own_names = (found.value for found in (issuer, published_by) if found)
    region = region_of(name, tuple(own_names), text)
    stated_year = year_of(name, date.value if date else None, text)
    hint = year_hint if stated_year is None else None
    year = stated_year or hint
    period = period_of(name, lead_of(document, head), year, doc_type, text)
    spoken_date = None if date or doc_type != "speech" else spoken_month(text, year)
    found = {"title": title, "doc_number": number, "issuer": issuer, "date": date}
    return Header(
        title=name,
        doc_number=number.value if number else None,
        issuer=issuer.value if issuer else region,
        date=date.value if date else spoken_date,
        doc_type=doc_type,
        region=region,
        period=None if hint and period == str(hint) and doc_type not in YEARLY_TYPES else period,
        truncated=breaks_off(document),
        year_hint=hint,
        evidence={field: place.evidence() for field, place in found.items() if place},
    )


# --- the head and the signature ---------------------------------------------------------------


def head_paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs above the first sentence of the text, that sentence's paragraph included."""
    head: list[Paragraph] = []
    for paragraph in document.paragraphs[:HEAD_PARAGRAPHS]:
        head.append(paragraph)
        if is_prose(paragraph):
            break
    return tuple(head)


def is_prose(paragraph: Paragraph) -> bool:
    """True for running text: a sentence, a salutation, or a numbered heading."""
    text = paragraph.text.strip()
    if paragraph.role == "title":
        return False
    if paragraph.heading is not None and paragraph.heading.label:
        return not paragraph.heading.label.startswith("附")
    return "。" in text or bool(SALUTATION.match(text)) or len(text) > TITLE_LIMIT


def tail_paragraphs(document: Document) -> Iterator[Paragraph]:
    """Paragraphs from the end of the document upwards."""
    return iter(reversed(document.paragraphs))


# --- title -------------------------------------------------------------------------------------


def find_title(head: tuple[Paragraph, ...]) -> Found | None:
    """The title, joined over its lines without blanks; None where the paper has none."""
    marked = consecutive([p for p in head if p.role == "title" and not SITE_NOISE.search(p.text)])
    if marked and GENRE_END.search(joined(marked)):
        return over_lines(with_note(head, marked))
    for position, paragraph in enumerate(head):
        text = compact(paragraph.text)
        if SITE_NOISE.search(text) or SALUTATION.match(text):
            continue
        if is_title_line(text):
            return over_lines(with_note(head, with_lines_above(head, position)))
        glued = GLUED_TITLE.match(paragraph.text)
        if glued:
            return Found(compact(glued["title"]), paragraph, 0, glued.end("title"))
    return over_lines(marked) if marked else None


def filed_title(document: Document) -> Found | None:
    """The title that a file library prints as a file's name (…工作总结.docx); readers may mark it as junk."""
    for block in document.blocks[:HEAD_PARAGRAPHS]:
        filed = FILED_TITLE.match(block.text) if isinstance(block, Paragraph) else None
        if filed and is_title_line(compact(filed["title"])):
            return Found(compact(filed["title"]), block, 0, filed.end("title"))  # type: ignore[arg-type]
    return None


def joined(lines: list[Paragraph]) -> str:
    """The words of several lines without blanks."""
    return compact("".join(line.text for line in lines))


def consecutive(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The first run of paragraphs that follow one another."""
    run = paragraphs[:1]
    for paragraph in paragraphs[1:]:
        if paragraph.index != run[-1].index + 1:
            break
        run.append(paragraph)
    return run


def over_lines(lines: list[Paragraph]) -> Found:
    """A title over several paragraphs; its evidence is its longest line."""
    longest = max(lines, key=lambda line: len(line.text))
    return Found(joined(lines), longest, 0, len(longest.text))


def is_title_line(text: str) -> bool:
    """True for a line that ends as titles end and is no sentence."""
    return (
        4 <= len(text) <= TITLE_LIMIT
        and not any(mark in text for mark in "。；！？")
        and not ADDRESSEE.match(text)
        and bool(GENRE_END.search(text))
    )


def with_lines_above(head: tuple[Paragraph, ...], position: int) -> list[Paragraph]:
    """A title's last line with the lines above it that it continues."""
    lines = [head[position]]
    for paragraph in reversed(head[:position]):
        if not continues(compact(paragraph.text), joined(lines)):
            break
        lines.insert(0, paragraph)
    return lines


def with_note(head: tuple[Paragraph, ...], lines: list[Paragraph]) -> list[Paragraph]:
    """A title's lines with the line below that says in brackets what time it covers (截至9月底)."""
    for paragraph in head:
        text = compact(paragraph.text)
        if (
            paragraph.index == lines[-1].index + 1
            and TITLE_RANGE.fullmatch(text)
            and not date_line(paragraph)
        ):
            return [*lines, paragraph]
    return lines


def continues(line: str, rest: str) -> bool:
    """True where `line` is the beginning of a title that goes on with `rest`."""
    if not line or len(line) + len(rest) > TITLE_LIMIT or any(mark in line for mark in "。；：:|>"):
        return False
    if SITE_NOISE.search(line) or LETTERHEAD.match(line) or NUMBER_LINE.search(line) or DATE.search(line):
        return (
            bool(re.match(r"^(?:关于)?\S{2,20}年\S{0,30}$", line))
            and not GENRE_END.search(line)
            and not NUMBER_LINE.search(line)
        )
    if re.match(r"^附(?:件|表)", line) or GENRE_END.search(line):
        return False
    if rest.startswith("关于"):
        return bool(ISSUER_LINE.match(line))
    return (
        line.startswith("关于") or "关于" in line or bool(ISSUER_LINE.match(line)) or bool(PLACE.match(line))
    )


# --- number, issuer, date ---------------------------------------------------------------------


def find_number(document: Document, head: tuple[Paragraph, ...]) -> Found | None:
    """The document's own number: a line of the head that is nothing else, or a labelled field."""
    labelled = labelled_field(document, ("发文字号", "发布文号", "发文文号", "文号"))
    if labelled and OWN_NUMBER.fullmatch(compact(labelled.value)):
        return labelled
    for paragraph in head:
        match = NUMBER_LINE.search(paragraph.text)
        if (
            match
            and len(compact(paragraph.text)) - len(compact(match["number"])) <= 12
            and not is_prose(paragraph)
        ):
            return Found(compact(match["number"]), paragraph, match.start("number"), match.end("number"))
    return None


def labelled_field(document: Document, labels: tuple[str, ...]) -> Found | None:
    """A field of a site's information box (成文日期：…), which readers may mark as junk."""
    for block in document.blocks[: HEAD_PARAGRAPHS * 2]:
        if not isinstance(block, Paragraph):
            continue
        for match in LABELLED.finditer(block.text):
            if compact(match["label"]) in labels:
                return Found(compact(match["value"]), block, match.start("value"), match.end("value"))
    return None


def find_issuer(document: Document, head: tuple[Paragraph, ...], title: Found | None) -> Found | None:
    """Who issues the paper: letterhead, line of the head, signature, then the title's own words."""
    for paragraph in head:
        letterhead = LETTERHEAD.match(paragraph.text.strip())
        if letterhead and not is_prose(paragraph):
            start = paragraph.text.index(letterhead["issuer"])
            first = Found(compact(letterhead["issuer"]), paragraph, start, start + len(letterhead["issuer"]))
            signed = signature_issuer(document)
            return signed if signed and signed.value.startswith(f"{first.value} ") else first
    labelled = labelled_field(document, ("发文机关", "发文单位", "制发机关"))
    return (
        labelled
        or head_issuer(head, title)
        or signature_issuer(document)
        or reporting_unit(head)
        or title_issuer(title)
        or spoken_for(document)
        or acting_unit(document)
        or labelled_field(document, ("发布机构",))
        or source_of(document)
    )


def spoken_for(document: Document) -> Found | None:
    """The government that a report to a congress is made for (我代表县人民政府，向大会报告工作)."""
    return first_in_text(document, SPOKEN_FOR)


def acting_unit(document: Document) -> Found | None:
    """The office that the lead says looked into the matter (近期，县政府督查室对…进行了督查)."""
    return first_in_text(document, ACTING)


def first_in_text(document: Document, pattern: re.Pattern[str]) -> Found | None:
    """The issuer that a pattern finds first in the opening paragraphs."""
    for paragraph in document.paragraphs[: HEAD_PARAGRAPHS * 2]:
        match = pattern.search(paragraph.text[:OPENING])
        if match:
            return Found(match["issuer"], paragraph, match.start("issuer"), match.end("issuer"))
    return None


def source_of(document: Document) -> Found | None:
    """The office that a site gives as the source; a newspaper is none."""
    for block in document.blocks[: HEAD_PARAGRAPHS * 2]:
        match = SOURCE.search(block.text) if isinstance(block, Paragraph) else None
        if match:
            return Found(match["issuer"], block, match.start("issuer"), match.end("issuer"))  # type: ignore[arg-type]
    return None


def reporting_unit(head: tuple[Paragraph, ...]) -> Found | None:
    """The organisation that a form or a ledger names over its table (填报单位：…)."""
    fields = (reporting_field(paragraph, "单位", "部门") for paragraph in head)
    return next((field for field in fields if field and ISSUER_NAME.search(field.value)), None)


def reporting_field(paragraph: Paragraph, *ends: str) -> Found | None:
    """What a paragraph's field 填报单位：…, 填报日期：… holds, by the ends of its label."""
    for match in LABELLED.finditer(paragraph.text):
        label = compact(match["label"])
        if label.startswith(REPORTING) and label.endswith(ends):
            return Found(compact(match["value"]), paragraph, match.start("value"), match.end("value"))
    return None


def head_issuer(head: tuple[Paragraph, ...], title: Found | None) -> Found | None:
    """An organisation on a line of its own (with or without the date) that is no part of the title."""
    for paragraph in head:
        if is_prose(paragraph):
            glued = glued_issuer(paragraph, title)
            if glued:
                return glued
            continue
        found = organisation_line(paragraph)
        if found and not (title and title.value.startswith(found.value)):
            return with_co_issuers(head, found)
        held = office_holder(paragraph)
        if held:
            return held
    return None


def office_holder(paragraph: Paragraph) -> Found | None:
    """The organisation of a line that names who speaks (云溪县人民政府县长 某某)."""
    match = OFFICE_HOLDER.match(paragraph.text.strip())
    if match is None:
        return None
    start = paragraph.text.index(match["issuer"])
    return Found(match["issuer"], paragraph, start, start + len(match["issuer"]))


def with_co_issuers(head: tuple[Paragraph, ...], first: Found) -> Found:
    """A joint paper's issuers stand on lines below one another; they are joined by a blank."""
    names = [first.value]
    for paragraph in head:
        if paragraph.index == first.block.index + len(names) and (found := organisation_line(paragraph)):
            names.append(found.value)
    return Found(" ".join(names), first.block, first.start, first.end)


def glued_issuer(paragraph: Paragraph, title: Found | None) -> Found | None:
    """Issuers that stand between a title and a date at the start of a paragraph's text."""
    if not title or title.block.index != paragraph.index:
        return None
    match = re.compile(r"\s*(?P<issuer>[\u4e00-\u9fffX*×\s]{2,40}?)\s*[（(][\dX×]{1,4}年").match(
        paragraph.text, title.end
    )
    return (
        Found(match["issuer"].strip(), paragraph, match.start("issuer"), match.end("issuer"))
        if match
        else None
    )


def signature_issuer(document: Document) -> Found | None:
    """The organisation right above a date line that stands after the text."""
    paragraphs = document.paragraphs
    for position in range(len(paragraphs) - 1, 0, -1):
        if not date_line(paragraphs[position]):
            continue
        own = organisation_line(paragraphs[position])
        above = organisation_line(paragraphs[position - 1])
        if own or above is None:
            return own
        first = position - 1
        while first > 0 and organisation_line(paragraphs[first - 1]):
            first -= 1
        lowest = organisation_line(paragraphs[first])
        return with_co_issuers(paragraphs[first:position], lowest) if lowest else above
    return None


def title_issuer(title: Found | None) -> Found | None:
    """The organisation that a title begins with."""
    match = title and (TITLE_ISSUER.match(title.value) or TITLE_UNIT.match(title.value))
    if not title or not match:
        return None
    start = title.block.text.find(match["issuer"])
    span = (start, start + len(match["issuer"])) if start >= 0 else (title.start, title.end)
    return Found(match["issuer"], title.block, *span)


def find_date(document: Document, head: tuple[Paragraph, ...]) -> Found | None:
    """The date of the paper: labelled, on a line of the head, then of the signature."""
    labelled = labelled_field(document, ("成文日期",))
    labelled_date = labelled and DATE.search(labelled.value)
    if labelled and labelled_date:
        return Found(iso_date(labelled_date), labelled.block, labelled.start, labelled.end)
    in_head = {p.index for p in head}
    for paragraph in head:
        field = None if date_line(paragraph) else reporting_field(paragraph, "日期", "时间")
        reported = field and DATE.search(field.value)
        if field and reported and reported["day"]:
            return Found(iso_date(reported), paragraph, field.start, field.end)
    after = [p for p in tail_paragraphs(document) if p.index not in in_head]
    for paragraph in (*head, *after):
        match = date_line(paragraph)
        if match:
            return Found(iso_date(match), paragraph, match.start(), match.end())
    for paragraph in after:
        match = DATE.search(paragraph.text)
        if match and match["day"] and PRINTED_NOTE.search(paragraph.text):
            return Found(iso_date(match), paragraph, match.start(), match.end())
    return None


# --- the lead --------------------------------------------------------------------------------


def lead_of(document: Document, head: tuple[Paragraph, ...]) -> str:
    """The text between the title and the first numbered heading, at most three paragraphs, behind the
    notes of the head that say up to when its figures go (数据截至9月30日)."""
    started = len(head) - 1
    lead = [p.text for p in head[:started] if p.role == "note" and UNTIL.search(p.text)]
    for paragraph in document.paragraphs[max(started, 0) :][:3]:
        if paragraph.heading is not None and paragraph.heading.label and lead:
            break
        lead.append(paragraph.text[:600])
    return "\n".join(lead)
