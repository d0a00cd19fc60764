"""What will be done, each measure by the words that state it.

Signals, in order of precedence:

1. Points of an enumeration, and numbered headings, in a section or after a phrase about what comes
   next (下一步工作措施; 工作要求; 下一阶段，…：一是…). A point's title (建立月报告机制) and the first
   sentence that says who does what are taken together where both fit; a title that is a noun
   alone (季评估制度) under a heading of mechanisms lays down a rule and is no measure.
2. In a speech, the numbered demands (（一）要…; 一要盯指标。…), outside its look back. In the articles of
   a notice, what a unit has to do (各乡镇要…) where nothing is tied to it.
3. Cells of a column of measures (改进措施, 下步打算), and the remedy behind a cause in one cell.
4. Elsewhere in a report, sentences that begin with 下一步, ask a unit to act (请…牵头), or say what
   must be done now (必须加大…).

What was done already is no measure, nor is a rule that a notice lays down.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.text.cell_parts import labelled_parts
from extractors.text.lists import Point, clauses_in, opening_label, parts_in, points, sentences_in, shortened
from extractors.text.organisations import find_units, split_units
from extractors.text.sections import ACTION_TITLE, Passage, headings_of, passages, title_topic
from extractors.text.table_rows import TableRow, read_bands
from schemas.document import Document, Heading, Paragraph
from schemas.evidence import evidence_in, evidence_in_cell, record_key
from schemas.records import Header, Measure

LIMIT = 80

RULE_TITLE = re.compile(r"(?:机制|制度|办法|方式|奖惩|标准|程序|周期|时间|内容|对象|原则|结果运用|纪律)$")
TARGET_TITLE = re.compile(r"^(?:主要|总体|工作|预期|年度|奋斗|发展)*(?:目标|目标任务|预期目标)$")
CASE_RULED = re.compile(
    r"^[^。；]{2,30}的[^，。；]{0,10}[，,][^。；]*(?:予以|约谈|通报|不得|取消|奖励|查处|姑息|扣\s*[\d.]+\s*分)"
)
RULE_POINT = re.compile(r"对[^，。；]{2,30}的[^。；]*(?:予以|约谈|通报|摘牌|取消|扣)")
RULES_TITLE = re.compile(
    r"^(?:严格|严肃|严明|强化|定期|按时|按月|动态|实行|兑现|落实)?(?:考核|考评|督查|工作)?(?:报送|预警|通报|问责|奖惩|约谈|考核|考核问责|追责问责|结果运用)$"
)
RULED_CASE = re.compile(
    r"(?:亮[红黄绿]灯|约谈|[扣加减]\s*[\d.]+\s*分|取消|通报批评)[^。]*[。；]?$|每[月季周旬][^。；]{0,30}(?:报送?|上报|填报)"
)
PAST_SECTION = re.compile(r"总结|回顾|成绩|成效|问题|形势|认识|意义")
SPOKEN_DEMAND = re.compile(r"^(?:要|切实|进一步|着力|全力|坚决|狠抓|强化|加强|压实|突出|聚焦|严格|务必)")
CLOSING = re.compile(r"^(?:同志们|联系人|附[件表]|特此)")

ATTACHMENT = re.compile(r"(?:一览表|名单|情况表|任务表|统计表|领导小组)$")

NEXT_STEP = re.compile(r"^(?:同时)?[，,]?(?:下一?步|下一?阶段|接下来|今后)")
REQUEST = re.compile(r"^(?:同时|另外|此外)?[，,]?请(?=[^。]{0,30}(?:牵头|配合|负责|单位|部门|局|办))")
SHORT_DEMAND = re.compile(r"^要[^，。；]{3,20}。")
ARTICLE = re.compile(r"^第.{1,4}条$")
ARTICLE_DUTY = re.compile(
    r"(?:要|应当?|须|必须|负责)(?!求|由|于|在)(?=(?:建立|健全|加强|强化|完善|切实|进一步|严格|高度|明确|压实|抓|落实|做好|会同|统筹|认真|加大|加快|主动|密切|定期|把|将(?![^，。；]*报)|按|按照|对|加))"
)
RULED = re.compile(r"\d\s*分|约谈|通报|报送|上报|填报|排名|[计得扣加]分|亮[红黄绿]灯|等次|评[先优]|解释")
TOLD = re.compile(r"^(?:希望)?各[^，。；]{1,16}(?:要|应当|应|须)(?!求)")
ASKED = re.compile(r"(?:要|必须|务必)(?!求|点)")
EXHORTED = re.compile(r"高度重视|真抓实干|全力以赴|切实增强|提高认识|统一思想")
GROUP_ASKED = re.compile(
    r"(?P<who>各[^，。；要]{0,8}(?:领导|负责人|单位|部门|街道|乡镇|专班))(?:要|必须|务必)(?!求|点)"
)
MUST = re.compile(r"(?:还需要|必须|务必|亟需|仍需)(?=[^。，；]{0,20}(?:加大|加快|加强|全力|采取|抓紧|努力))")
WILL = re.compile(r"(?:将|将会)(?:每|定期|继续|进一步|加大|加快|加强|统筹|会同|持续|组织|督促)")
NOT_DONE_BY_ONESELF = re.compile(r"需要(?:立即)?采取[^。]{0,24}措施[^。]{0,12}(?:才能|才有)")
ANNOUNCING = re.compile(
    r"(?:如下|以下|几(?:个|项|方面)|做好[^。]{0,12}工作|顺利推进)[^。]{0,8}[。：:]?$|将重点做好|总体要求是|总体思路是|指导思想是|目标是|预期目标|同志们|各位代表"
)

EMPTY_CELL = re.compile(r"^(?:[—－\-/／无]*|同上|不适用)[。]?$")
REMEDY = re.compile(
    r"^(?:(?:\d{4}年)?\d{1,2}月(?:底|末|份|中旬)?前|(?:下一?步|改进措施|整改措施|措施)[：:，]?|将|拟|加快|加强|督促|力争|确保|尽快|争取|预计\d)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a measure's words stand in a paragraph, with the units named for it."""

    block: Paragraph
    start: int
    end: int
    responsible: tuple[str, ...] = ()


def find_measures(document: Document, header: Header) -> tuple[Measure, ...]:
    """The measures of a document, in document order."""
    found = (
        (*demands(document),)
        if header.doc_type == "speech"
        else tuple(
            span for passage in passages(document) for span in passage_measures(document, header, passage)
        )
    )
    in_text = tuple(measure_at(document, span) for span in distinct(found) if span.end - span.start >= 4)
    in_tables = tuple(table_measures(document))
    return tuple(
        sorted(
            (*in_text, *in_tables), key=lambda m: (m.evidence.block, m.evidence.row or 0, m.evidence.start)
        )
    )


# --- text --------------------------------------------------------------------------------------


def passage_measures(document: Document, header: Header, passage: Passage) -> Iterator[Span]:
    """The measures of one passage, by what it is about."""
    if ATTACHMENT.search(passage.text.rstrip()):
        return
    if passage.topic in ("measure", "mixed") and not CLOSING.match(passage.text):
        yield from planned(document, passage)
    elif header.doc_type != "notice":
        yield from announced(passage)
    elif any(ARTICLE.match(heading.label or "") for heading in headings_of(document, passage.block)):
        yield from article_duties(passage)


def article_duties(passage: Passage) -> Iterator[Span]:
    """What an article asks of units by name, each part with a unit of its own."""
    text = passage.block.text
    start = passage.block.heading.end if passage.block.heading and passage.start == 0 else passage.start
    for part_start, part_end in parts_in(text, start, passage.end):
        units = find_units(text[part_start:part_end])
        words = text[part_start:part_end]
        if (
            units
            and units[0][0] == 0
            and ARTICLE_DUTY.match(words, units[-1][1] if joined(words, units) else units[0][1])
            and not RULED.search(words)
        ):
            yield Span(
                passage.block,
                *shortened(text, part_start, part_end, LIMIT),
                units_of(text, part_start, part_end),
            )


def joined(words: str, units: tuple[tuple[int, int], ...]) -> bool:
    """True where all the units are one list (各乡镇、各部门要…)."""
    return len(units) > 1 and all(words[a[1] : b[0]] in ("、", "和", "及") for a, b in pairwise(units))


def planned(document: Document, passage: Passage) -> Iterator[Span]:
    """Measures of a passage about what comes next: its points, else its own title, else its sentences."""
    block = passage.block
    listed = listed_points(passage)
    if listed:
        yield from (titled(block, point.start, point.end) for point in listed if is_measure(passage, point))
    elif block.heading is not None and passage.start == 0:
        ruled = lays_down_a_rule(block.text[title_start(block) :])
        if not ruled and is_measure_title(passage, block.heading):
            yield titled(block, title_start(block), passage.end)
    elif (label := opening_label(passage.text)) is not None:
        yield titled(block, passage.start + label.start, passage.end)
    elif passage.phrased:
        yield from first_sentence(passage)
    elif passage.topic == "measure" and not under_numbered_measure(document, passage):
        yield from acting_sentences(passage)


def listed_points(passage: Passage) -> tuple[Point, ...]:
    """The points of a passage, its own label being the first where others follow in the paragraph."""
    heading, text = passage.block.heading, passage.block.text
    if heading is None or passage.start > 0:
        return points(text, passage.start, passage.end)
    return points(text, passage.start, passage.end) or points(text, heading.end, passage.end)


def is_measure(passage: Passage, point: Point) -> bool:
    """True for a point that says what will be done; what is laid down for everybody is a rule."""
    words = passage.block.text[point.start : point.end]
    return not lays_down_a_rule(words) and (passage.topic == "measure" or bool(ACTION_TITLE.match(words)))


def lays_down_a_rule(words: str) -> bool:
    """True for a point that ties a case to a consequence, or has a rule's title and words (定期报送。…)."""
    title, _, body = words.partition("。")
    return bool(RULE_POINT.match(words)) or bool(RULES_TITLE.search(title) and RULED_CASE.search(body))


def is_measure_title(passage: Passage, heading: Heading) -> bool:
    """True for a numbered title that says what to do; a mechanism's bare name is a rule's title."""
    if not heading.label or title_topic(heading.title) in ("measure", "mixed"):
        return False
    name = heading.title.rstrip("。：:")
    if TARGET_TITLE.match(name):
        return False
    acts = bool(ACTION_TITLE.match(name))
    return acts if passage.topic == "mixed" else acts or not RULE_TITLE.search(name)


def title_start(block: Paragraph) -> int:
    """Where the words of a paragraph's own title begin, behind its label."""
    title = block.heading.title if block.heading else ""
    found = block.text.find(title) if title else 0
    return max(found, 0)


def titled(block: Paragraph, start: int, end: int) -> Span:
    """A point's title with the sentence behind it, as far as both fit; the title alone otherwise."""
    sentences = sentences_in(block.text, start, end)
    if not sentences:
        return Span(block, start, start)
    first = sentences[0]
    units = units_of(block.text, start, sentences[min(1, len(sentences) - 1)][1])
    if first[1] - first[0] > 32 or len(sentences) == 1:
        return Span(block, *shortened(block.text, *first, LIMIT), units)
    stop = last_clause(block.text, first[0], sentences[1][1])
    return Span(block, first[0], max(stop, first[1]), units)


def last_clause(text: str, start: int, end: int) -> int:
    """The end of the last clause within the limit."""
    ends = [stop for _, stop in clauses_in(text, start, end) if stop - start <= LIMIT]
    return ends[-1] if ends else min(end, start + LIMIT)


def first_sentence(passage: Passage) -> Iterator[Span]:
    """The sentence that a phrase opened, unless it only announces what follows."""
    text = passage.block.text
    for start, end in sentences_in(text, passage.start, passage.end)[:1]:
        if not ANNOUNCING.search(text[start:end]) and end - start >= 10:
            yield Span(passage.block, *shortened(text, start, end, LIMIT), units_of(text, start, end))


def under_numbered_measure(document: Document, passage: Passage) -> bool:
    """True where the paragraph goes on about a numbered measure that its heading already states."""
    above = headings_of(document, passage.block)
    numbered = bool(above) and bool(above[-1].label) and title_topic(above[-1].title) is None
    return numbered and any(title_topic(heading.title) == "measure" for heading in above[:-1])


def acting_sentences(passage: Passage) -> Iterator[Span]:
    """In a section of measures written as running text: its first acting sentence, and those behind it
    that ask a unit of their own (各街道要…)."""
    text = passage.block.text
    asked = False
    for start, end in sentences_in(text, passage.start, passage.end):
        clauses = clauses_in(text, start, end)
        acts = any(ACTION_TITLE.match(re.sub(r"^.{2,14}?要", "要", text[a:b])) for a, b in clauses)
        if CASE_RULED.match(text[start:end]) or (asked and not asks_a_unit(text[start:end])):
            continue
        if acts and not ANNOUNCING.search(text[start:end]) and text[end : end + 1] not in "：:":
            yield Span(passage.block, *shortened(text, start, end, LIMIT), units_of(text, start, end))
            asked = True


def asks_a_unit(sentence: str) -> bool:
    """True for a sentence that begins with a unit and says what it has to do."""
    units = find_units(sentence)
    return bool(units) and units[0][0] == 0 and bool(ASKED.match(sentence, units[0][1]))


def announced(passage: Passage) -> Iterator[Span]:
    """Sentences outside such sections that say what will or must be done."""
    text = passage.block.text
    for start, end in sentences_in(text, passage.start, passage.end):
        begin = announcement_start(text, start, end)
        if begin is not None:
            yield Span(passage.block, *shortened(text, begin, end, LIMIT), units_of(text, begin, end))


def announcement_start(text: str, start: int, end: int) -> int | None:
    """Where a sentence begins to say what will be done; None where it does not."""
    sentence = text[start:end]
    if NOT_DONE_BY_ONESELF.search(sentence) or "以下方面" in sentence:
        return None
    if NEXT_STEP.match(sentence) or REQUEST.match(sentence) or TOLD.match(sentence):
        return start
    must = MUST.search(sentence)
    if must:
        return start + must.start()
    for clause_start, clause_end in clauses_in(text, start, end):
        units = find_units(text[clause_start:clause_end])
        if units and units[0][0] == 0 and WILL.match(text, clause_start + units[0][1]):
            return clause_start
    return None


def demands(document: Document) -> Iterator[Span]:
    """The demands of a speech, outside its look back: numbered, else what it asks of units by name."""
    divided = divided_sections(document)
    told = {
        passage.block.index for passage in passages(document) if passage.topic == "issue" and passage.phrased
    }
    for paragraph in document.paragraphs:
        heading = paragraph.heading
        above = document.headings(paragraph)
        if above and PAST_SECTION.search(above[0].title):
            continue
        if heading is None or not heading.label:
            if len(above) == 1 and paragraph.index not in told:
                yield from spoken_points(paragraph)
                yield from () if above[0] in divided else asked_of_units(paragraph)
        elif above or (SPOKEN_DEMAND.match(heading.title) and heading.end < len(paragraph.text)):
            yield titled_demand(paragraph)


def divided_sections(document: Document) -> tuple[Heading, ...]:
    """The sections of a speech that have numbered points of their own."""
    return tuple(
        above[0]
        for paragraph in document.paragraphs
        if (above := document.headings(paragraph)) and (paragraph.heading or opening_label(paragraph.text))
    )


def spoken_points(paragraph: Paragraph) -> Iterator[Span]:
    """Points of a speech under a section itself (一要盯指标。…), in a paragraph each or in one."""
    text = paragraph.text
    listed = points(text)
    label = opening_label(text)
    if len(listed) > 1:
        yield from (titled(paragraph, point.start, point.end) for point in listed)
    elif label is not None or SHORT_DEMAND.match(text):
        yield titled(paragraph, label.start if label else 0, len(text))


def asked_of_units(paragraph: Paragraph) -> Iterator[Span]:
    """Sentences that begin with a unit or a group of leaders and say what it has to do (区某局要每周…)."""
    text = paragraph.text
    for start, end in sentences_in(text):
        sentence = text[start:end]
        units = find_units(sentence)
        first = units[0][1] if units and units[0][0] == 0 else None
        asked = ASKED.match(sentence, first) if first else GROUP_ASKED.match(sentence)
        if asked and not EXHORTED.search(sentence) and not CASE_RULED.match(sentence):
            named = (sentence[:first],) if first else (asked["who"],)
            yield Span(paragraph, *shortened(text, start, end, LIMIT), named)


def titled_demand(paragraph: Paragraph) -> Span:
    """A demand's title, with the units named behind it."""
    start = title_start(paragraph)
    end = paragraph.heading.end if paragraph.heading else len(paragraph.text)
    return Span(
        paragraph,
        *shortened(paragraph.text, start, end, LIMIT),
        units_of(paragraph.text, start, len(paragraph.text)),
    )


# --- tables ------------------------------------------------------------------------------------


def table_measures(document: Document) -> Iterator[Measure]:
    """The filled cells of columns of measures; under a header that also names causes, the remedy only."""
    for band in read_bands(document):
        for row in band.rows:
            for column, cell in row.cells:
                if column.kind not in ("measure", "issue_and_measure") or EMPTY_CELL.match(cell.text.strip()):
                    continue
                alone = first_of if column.kind == "measure" else remedy_in
                span = labelled_remedy(cell.text) or alone(cell.text)
                if span is None:
                    continue
                evidence = evidence_in_cell(band.table, cell, *span)
                yield Measure(
                    key=record_key(document, evidence, "measures"),
                    text=evidence.quote,
                    evidence=evidence,
                    responsible=row_units(row),
                )


def labelled_remedy(text: str) -> tuple[int, int] | None:
    """The first sentence behind 措施：; None where the cell has no such label."""
    part = labelled_parts(text).get("measure")
    if part is None:
        return None
    start, end = first_of(text[part[0] : part[1]])
    return (part[0] + start, part[0] + end) if end > start else None


def first_of(text: str) -> tuple[int, int]:
    """The first sentence of a cell."""
    label = opening_label(text)
    sentences = sentences_in(text, label.start if label else 0)
    return shortened(text, *sentences[0], LIMIT) if sentences else (0, min(len(text), LIMIT))


def remedy_in(text: str) -> tuple[int, int] | None:
    """The clauses of a cell from its remedy on; None where it holds a cause alone."""
    for start, end in clauses_in(text):
        if REMEDY.match(text[start:end]) and end - start >= 4:
            sentence = next(stop for _, stop in sentences_in(text) if stop >= end)
            return shortened(text, start, sentence, LIMIT)
    return None


def row_units(row: TableRow) -> tuple[str, ...]:
    """The responsible units of a row, lead units first."""
    texts = row.texts("lead", "responsible", "support")
    return tuple(dict.fromkeys(unit for text in texts for unit in split_units(text)))


# --- shared ------------------------------------------------------------------------------------


def units_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """The units that a clause begins with, or that 由 and 请 name, in a span."""
    names: list[str] = []
    for a, b in find_units(text[start:end]):
        before = text[start + a - 1] if start + a > 0 else ""
        if a == 0 or before in "，。；：:,由请、和与及会同":
            names.append(text[start + a : start + b])
    return tuple(dict.fromkeys(names))


def distinct(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Each stretch once; of two that overlap the first one stands."""
    kept: list[Span] = []
    for span in spans:
        if not any(
            k.block.index == span.block.index and k.start < span.end and span.start < k.end for k in kept
        ):
            kept.append(span)
    return tuple(kept)


def measure_at(document: Document, span: Span) -> Measure:
    """The measure of a span, without stops at its edges."""
    text, end = span.block.text, span.end
    while end > span.start and text[end - 1] in "。；;，, ：:":
        end -= 1
    evidence = evidence_in(span.block, span.start, end)
    return Measure(
        key=record_key(document, evidence, "measures"),
        text=evidence.quote,
        evidence=evidence,
        responsible=span.responsible,
    )
