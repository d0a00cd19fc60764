"""Shortfalls and risks that a document names, each by the words that state it.

Signals, in order of precedence:

1. Points of an enumeration, and numbered headings, in a section or after a phrase about shortfalls
   (存在的主要问题; 还存在一些困难：一是…): the first sentence of each.
2. Indicators at risk (存在扣分风险的指标, 红灯指标): of each indicator the clauses with a cause or a
   risk (资金筹措困难，预计扣…分), else the one that sets what was reached against what was asked.
3. Cells of a column of shortfalls or causes (存在问题, 偏差原因).
4. Elsewhere in a report, only a sentence that says outright that something can't be or was not
   done, and by what (因…未能…, 预判年底无法完成), that calls units slow, or that gives the reason
   for a delay (主要原因是…); of an indicator that its own line marks red or yellow (…（红灯）：…), the
   clauses with a cause or a risk.

The words are never changed or joined. Announcements (主要表现在以下三个方面) are no issues, and what
went well is none, even in a section that also names shortfalls.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.text.cell_parts import are_labelled, labelled_parts
from extractors.text.columns import Column
from extractors.text.lists import clauses_in, opening_label, parts_in, points, sentences_in, shortened
from extractors.text.organisations import find_units, split_units
from extractors.text.sections import Passage, headings_of, passages, title_topic
from extractors.text.shortfall_words import (
    ASKED_AND_REACHED,
    BARE_RISK,
    CAUSE,
    COUNTED,
    DEFINITION,
    DIFFICULT,
    HELD_UP,
    HOPE,
    HYPOTHETICAL,
    NOT_YET_GIVEN,
    OUTRIGHT,
    tells,
)
from extractors.text.table_rows import TableRow, read_bands
from schemas.document import Document, Paragraph, Table
from schemas.evidence import evidence_in, evidence_in_cell, record_key
from schemas.records import Header, Indicator, Issue

LIMIT = 80

STATE_ONLY = re.compile(r"^(?:进度|进展|推进)")
REASON_GIVEN = re.compile(r"(?:主要|根本|直接|究其)?原因(?:主要)?(?:是|为|在于)[：:，]?")
MAINLY = re.compile(r"主要(?:是|系|因|由于)(?!由|靠|得益|通过)")
MARKED = re.compile(r"^.{2,40}?[（(](?:红|黄)灯[）)]")
LED_BY_CAUSE = re.compile(r"因(?!此|地|素)|由于|受(?!理|委)")
HELD_DOWN = re.compile(r"(?:下降|减少|低于|落后|滞后|未完成|未达)[^。；]*主要(?:是|系)?(?:受|因)[^。；]{2,}")
STILL_NOT = re.compile(r"至今(?:尚|仍|还)?未")
CALLED_SLOW = re.compile(
    r"^(?:其中|但|而|此外|另外|同时)?[，]?(?P<units>[\u4e00-\u9fff（）()]{1,12}?[省市县区乡镇街道村局委办司](?:、[\u4e00-\u9fff（）()]{1,12}?[省市县区乡镇街道村局委办司])*)"
    r"等?(?:\d+个[^，。；]{1,6})?(?:的)?[^，。；、\d]{0,8}(?:推进|推动|进展|进度|工作|落实|整改|行动|对接|报送|投资|开工)[^，。；、\d]{0,4}"
    r"(?:较慢|缓慢|滞后|不力|迟缓|偏慢|不快|拖沓|靠后|不及时|不到位|不主动|不理想)(?![的于])"
)
UNNAMED = re.compile(r"全|各|部分|个别|一些|少数|多数|有的|其余|其他|大部|不少")
NEUTRAL_TITLE = re.compile(r"(?:方面|指标|情况|事项|项目|任务|领域|工程)$|^.{0,3}$")
SUBJECTLESS = re.compile(r"目前|但(?![^，。；]{1,16}的[^，。；]{2,4}(?:仍|依))|均|至今|仍|尚|预判|仅")
LISTING = re.compile(
    r"[^。；：]{0,60}(?:(?:问题|困难|不足|短板|差距|挑战)[^。；：]{0,8}|清醒(?:地|的)?(?:认识|看|意识)到[^。；：]{0,30})[：:]"
)
CLOSES_LIST = re.compile(r"[，,]等等$")
SAID_TO_EXIST = re.compile(
    r"(?:仍|还|也|依然|普遍)?存在(?:着)?(?:的)?(?P<core>[^。；;：:]{6,80}?)(?:等|的)(?:突出|共性|普遍)?(?:的)?(?:问题|现象|短板|不足|困难)$"
)
ANNOUNCED = re.compile(
    r"(?:突出|主要|一些|若干)?的?(?:问题|短板|困难)|(?:突出|主要|一些|若干|存在|许多|诸多|不少|这些|[的和与及、有])不足"
)
AIM_TITLE = re.compile(
    r"^(?:获|争取|力争|创建)|加分$|要[“切坚全]|[，,](?:切实|坚决|全力|着力|进一步|奋力)|^(?:进一步)?(?:加强|加大|加快|强化|完善|健全|建立|提高)"
)
ANNOUNCING_TITLE = re.compile(
    r"^(?:正视|直面|认清|找准|查找|剖析|看到)[^，]{0,6}(?:问题|差距|不足|短板|困难)|"
    r"^.{0,10}(?:及|和|与|其|的|主要|偏差)原因(?:分析)?$|^(?:其[他它])?(?:有关)?需要?(?:进一步)?(?:说明|报告|解释|解决)的|"
    r"^.{0,6}?(?:存在|主要|突出)的.{0,6}(?:问题|困难|不足|短板|风险)|"
    r"^(?:存在|主要|突出)?(?:的)?(?:问题|困难|不足|短板|风险)|"
    r"^(?:当前|目前|今年|需要?|值得|应当?|主要|面临|存在|突出|亟[待需]|仍|还|有|一些|几个|关注|解决|引起|重视|克服|把握|的|和|与|及|高度|重点|共性|"
    r"运行|工作|推进|实施|过程|中|其他|困难|矛盾|问题|不足|短板|挑战|风险|制约|因素|薄弱|环节|差距|原因|分析)+$"
)
NAMED_INDICATOR = re.compile(r"(?=“[^”]{2,40}”(?:的)?指标)")
RESPONSIBLE_LABEL = re.compile(r"(?:责任|牵头|配合)(?:单位|部门)[：:](?P<units>[^。；（）()]+)")
TRAILING_UNIT = re.compile(r"[（(][^（）()]{2,30}[）)]$")

EMPTY_CELL = re.compile(
    r"^(?:[—－\-/／无]*|无偏差|不适用|同上|已完成|无问题)[。]?$|^随.{0,10}(?:同步|一并)|见(?:上|下|附)"
)
REMEDY = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:底|末|份)?前|(?:下一?步|改进措施|整改措施|措施)[：:]?|^(?:将|拟|加快|加强|督促|力争)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Where an issue's words stand in a paragraph, with the units named for it."""

    block: Paragraph
    start: int
    end: int
    responsible: tuple[str, ...] = ()


def find_issues(document: Document, header: Header, indicators: tuple[Indicator, ...]) -> tuple[Issue, ...]:
    """The issues of a document, in document order."""
    spans = distinct(
        Span(s.block, *tidied(s.block.text, s.start, s.end), s.responsible)
        for passage in passages(document)
        for s in passage_issues(document, header, passage)
    )
    in_text = tuple(issue_at(document, span, indicators) for span in spans if span.end - span.start >= 4)
    in_tables = tuple(table_issues(document, indicators))
    return tuple(
        sorted(
            (*in_text, *in_tables), key=lambda i: (i.evidence.block, i.evidence.row or 0, i.evidence.start)
        )
    )


# --- text --------------------------------------------------------------------------------------


def passage_issues(document: Document, header: Header, passage: Passage) -> Iterator[Span]:
    """The issues of one passage, by what it is about."""
    titles = [heading.title for heading in headings_of(document, passage.block)]
    if header.doc_type == "notice" and not any("存在" in title for title in titles):
        return
    if passage.topic in ("issue", "mixed"):
        yield from shortfalls(document, passage)
    elif passage.topic == "risk":
        numbered = own_point(passage)
        states_it = numbered is not None and CAUSE.search(passage.block.text[numbered[0] : numbered[1]])
        if numbered is not None and states_it and numbered[1] < passage.end:
            yield from stated(document, passage.block, *numbered)
            if names_a_shortfall(titles):
                return
        yield from risks(document, passage.block, passage.start, passage.end)
    elif passage.topic == "measure" and header.doc_type not in ("notice", "speech"):
        yield from foreseen(passage)
    elif passage.topic == "other" and header.doc_type not in ("notice", "speech"):
        said = tuple(outright(document, passage, own_results=header.doc_type == "self_evaluation"))
        yield from said or marked(document, passage)


def names_a_shortfall(titles: list[str]) -> bool:
    """True for a title in a section of shortfalls that calls work late, and goes through no indicators."""
    *above, own = titles
    return title_topic(own) == "risk" and "指标" not in own and "issue" in map(title_topic, above)


def shortfalls(document: Document, passage: Passage) -> Iterator[Span]:
    """Issues of a passage about shortfalls: its points, else its heading, else its telling sentences."""
    text, block = passage.block.text, passage.block
    start = after_heading(passage)
    listed = points(text, start, passage.end)
    numbered = own_point(passage)
    if numbered is not None:
        yield from stated(document, block, *numbered)
    elif not is_detail(document, passage):
        introduction_end = listed[0].label_start if listed else passage.end
        yield from telling_sentences(document, block, start, introduction_end)
    for point in listed:
        if passage.topic == "mixed" and is_remedy(text[point.start : point.end]):
            continue
        yield from stated(document, block, point.start, point.end)


def after_heading(passage: Passage) -> int:
    """Where the passage's text begins behind the heading that stands in the same paragraph."""
    heading = passage.block.heading
    if heading is None or passage.start >= heading.end:
        return passage.start
    return heading.end


def own_point(passage: Passage) -> tuple[int, int] | None:
    """The numbered title (or labelled first sentence) that makes the paragraph itself a point."""
    block = passage.block
    if passage.start > 0:
        return None
    heading = block.heading
    if heading is not None and heading.label:
        start = (
            heading.end - len(block.text[: heading.end].split(heading.label, 1)[-1])
            if heading.label in block.text
            else 0
        )
        title = heading.title.rstrip("。：:；;")
        if NEUTRAL_TITLE.search(title) or heading_opens_topic(title) or AIM_TITLE.search(title):
            return None
        return start, heading.end
    label = opening_label(block.text)
    if label is None or (label.number == 1 and points(block.text)):
        return None
    return label.start, passage.end


def heading_opens_topic(title: str) -> bool:
    """True for a heading that only announces shortfalls (存在的主要问题)."""
    return title_topic(title) == "mixed" or (bool(ANNOUNCING_TITLE.search(title)) and len(title) <= 16)


def is_detail(document: Document, passage: Passage) -> bool:
    """True where the paragraph only goes on about a numbered shortfall that was already stated."""
    if passage.phrased:
        return False
    above = headings_of(document, passage.block)
    last = above[-1] if above else None
    return (
        last is not None
        and len(above) > 1
        and not NEUTRAL_TITLE.search(last.title.rstrip("。"))
        and last is not passage.block.heading
    )


def stated(document: Document, block: Paragraph, start: int, end: int) -> Iterator[Span]:
    """The first sentence of a point, with the units named in its first two."""
    sentences = sentences_in(block.text, start, end)
    if not sentences:
        return
    first_start, first_end = sentences[0]
    part = parts_in(block.text, first_start, first_end)
    until = sentences[min(1, len(sentences) - 1)][1]
    yield Span(
        block,
        part[0][0],
        part[0][1],
        units_in(block.text, first_start, until) or heading_units(document, block),
    )


def telling_sentences(document: Document, block: Paragraph, start: int, end: int) -> Iterator[Span]:
    """Sentences that state a shortfall by themselves and do not only announce a list."""
    for sentence_start, sentence_end in sentences_in(block.text, start, end):
        listed = behind_colon(block.text, sentence_start, sentence_end) or side_by_side(
            block.text, sentence_start, sentence_end
        )
        if listed:
            yield from (Span(block, *part) for part in listed)
            continue
        announced = LISTING.match(block.text, sentence_start, sentence_end)
        behind = announced.end() if announced else sentence_start
        begin, stop = own_clauses(block.text, behind, sentence_end)
        told = ANNOUNCED.sub("", block.text[begin:stop])
        announces = stop == sentence_end and block.text[stop - 1 : stop + 1].endswith(("：", ":"))
        neutral = (
            announces
            or HOPE.search(told)
            or COUNTED.search(told)
            or NOT_YET_GIVEN.search(told)
            or HYPOTHETICAL.search(told)
        )
        if tells(told) and not neutral:
            yield Span(block, begin, stop, heading_units(document, block))


def behind_colon(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The parts of a sentence that lists shortfalls behind a colon without labels (…问题：甲；乙；丙)."""
    announced = LISTING.match(text, start, end)
    parts = parts_in(text, announced.end(), end) if announced else ()
    return parts if len(parts) > 1 else ()


def side_by_side(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The parts of a sentence between semicolons, where most of them state a shortfall."""
    parts = parts_in(text, start, end)
    telling = [part for part in parts if tells(text[slice(*part)]) and not COUNTED.search(text[slice(*part)])]
    hopes = any(HOPE.search(text[slice(*part)]) for part in parts)
    return parts if len(parts) > 1 and not hopes and len(telling) * 2 >= len(parts) else ()


def own_clauses(text: str, start: int, end: int) -> tuple[int, int]:
    """A sentence without its concession (虽然…，但…) and without the remedy that it goes on to (还需要…)."""
    turn = re.search(r"^(?:虽然|尽管)[^。]*?[，,]但(?:是)?", text[start:end])
    begin = start + turn.end() if turn else start
    for clause_start, _ in clauses_in(text, begin, end)[1:]:
        if re.match(r"(?:还|仍|均)?(?:需要?|必须|应当|要)(?!求)", text[clause_start:end]):
            return begin, clause_start - 1
    return begin, end


# --- indicators at risk ------------------------------------------------------------------------


def risks(document: Document, block: Paragraph, start: int, end: int) -> Iterator[Span]:
    """One or more clauses for each indicator of a passage about indicators at risk."""
    begin = start
    if block.heading is not None and start == 0:
        begin = block.heading.end
    for segment_start, segment_end, units in segments(document, block, begin, end):
        yield from segment_risks(block, segment_start, segment_end, units)


def segments(
    document: Document, block: Paragraph, start: int, end: int
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The stretches that belong to one indicator, with the units named at its head or above it."""
    outer = points(block.text, start, end)
    pieces = [(p.start, p.end) for p in outer] or [(start, end)]
    if outer and outer[0].label_start > start:
        pieces.insert(0, (start, outer[0].label_start))
    for piece_start, piece_end in pieces:
        units = leading_units(block.text, piece_start, piece_end) or heading_units(document, block)
        inner = points(block.text, piece_start, piece_end)
        bounds = [(p.start, p.end) for p in inner] or [(piece_start, piece_end)]
        for inner_start, inner_end in bounds:
            cuts = [
                inner_start + m.start()
                for m in NAMED_INDICATOR.finditer(block.text[inner_start:inner_end])
                if m.start()
            ]
            edges = [inner_start, *cuts, inner_end]
            yield from ((a, b, units) for a, b in pairwise(edges))


def segment_risks(block: Paragraph, start: int, end: int, units: tuple[str, ...]) -> Iterator[Span]:
    """Of one indicator: its clauses with a cause or a risk, else what was reached against what was asked."""
    reasons = tuple(reasons_given(block.text, start, end)) or tuple(mainly(block.text, start, end))
    if reasons:
        named = units or labelled_units(block.text, reasons[-1][1])
        yield from (Span(block, *reason, named) for reason in reasons)
        return
    found = False
    parts = parts_in(block.text, start, end)
    for part_start, part_end in parts:
        clause = first_telling(block.text, part_start, part_end)
        if clause is None or (found and BARE_RISK.match(block.text[clause:part_end])):
            continue
        found = True
        named = trailing_units(block.text, clause, part_end) or units or labelled_units(block.text, part_end)
        yield Span(block, clause, part_end, named)
    if found:
        return
    for part_start, part_end in parts:
        if ASKED_AND_REACHED.search(block.text[part_start:part_end]):
            yield Span(block, part_start, part_end, units)


def reasons_given(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands behind 主要原因是, up to the end of its part, where no list of points follows."""
    for part_start, part_end in parts_in(text, start, end):
        match = REASON_GIVEN.search(text, part_start, part_end)
        if match and part_end - match.end() >= 4 and not opening_label(text[match.end() : part_end]):
            yield match.end(), part_end


def mainly(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses from 主要是 on, up to the first that only counts (1—8月仅完成3亿元)."""
    for part_start, part_end in parts_in(text, start, end):
        clauses = clauses_in(text, part_start, part_end)
        opening = next((i for i, (a, b) in enumerate(clauses) if MAINLY.match(text, a, b)), None)
        if opening is None:
            continue
        stop = clauses[opening][1]
        for clause_start, clause_end in clauses[opening + 1 :]:
            if re.search(r"[\dX*]", text[clause_start:clause_end]):
                break
            stop = clause_end
        yield clauses[opening][0], stop


def labelled_units(text: str, start: int) -> tuple[str, ...]:
    """The units behind the next label (责任单位：…) in a paragraph."""
    label = RESPONSIBLE_LABEL.search(text, start)
    return split_units(label["units"]) if label else ()


def first_telling(text: str, start: int, end: int) -> int | None:
    """Where the first clause with a cause or a risk begins; None where the part has none.

    A cause needs its subject: a clause without figures right before it belongs to it.
    """
    previous: int | None = None
    for clause_start, clause_end in clauses_in(text, start, end):
        clause = text[clause_start:clause_end]
        if (
            CAUSE.search(clause)
            and not NOT_YET_GIVEN.search(clause)
            and not HOPE.search(clause)
            and not re.search(r"要求|比重|困难(?:群众|家庭|人员|老年|学生|职工)", clause)
        ):
            if previous is None and SUBJECTLESS.match(clause) and clause_end - start <= LIMIT:
                return start
            return previous if previous is not None else clause_start
        leads = re.match(r"因|由于|受", clause) or not re.search(r"[\dX*]", clause)
        carries = leads and text[clause_end : clause_end + 1] in "，,"
        previous = (previous if previous is not None else clause_start) if carries else None
    return None


def leading_units(text: str, start: int, end: int) -> tuple[str, ...]:
    """The unit that a point begins with (区农业农村局的…)."""
    spans = find_units(text[start : min(end, start + 40)])
    return (text[start + spans[0][0] : start + spans[0][1]],) if spans and spans[0][0] == 0 else ()


def trailing_units(text: str, start: int, end: int) -> tuple[str, ...]:
    """The units in brackets at the end of a clause."""
    match = TRAILING_UNIT.search(text[start:end])
    inner = match.group()[1:-1] if match else ""
    return split_units(inner) if inner and find_units(inner) else ()


# --- elsewhere ---------------------------------------------------------------------------------


def outright(document: Document, passage: Passage, *, own_results: bool) -> Iterator[Span]:
    """Sentences outside such sections that say that something was not or can't be done.

    A self-evaluation says so of each of its projects (`own_results`); there that is a status, no issue.
    """
    if any(re.search(r"加分|整改", h.title) for h in headings_of(document, passage.block)):
        return
    for start, end in parts_in(passage.block.text, passage.start, passage.end):
        part = passage.block.text[start:end]
        slow = CALLED_SLOW.match(part)
        if slow:
            yield Span(passage.block, start + slow.start("units"), start + slow.end(), slow_units(slow))
            continue
        reasons = () if own_results else tuple(reasons_given(passage.block.text, start, end))
        if not reasons and HELD_DOWN.search(part):
            reasons = tuple(mainly(passage.block.text, start, end))
        if reasons:
            units = labelled_units(passage.block.text, end)
            yield from (Span(passage.block, *reason, units) for reason in reasons)
            continue
        if own_results and re.search(r"项目|工程|完工|开工", part) and not STILL_NOT.search(part):
            continue
        existing = SAID_TO_EXIST.search(passage.block.text, start, end)
        if existing and tells(existing["core"]):
            yield Span(passage.block, *existing.span("core"))
            continue
        begin = outright_start(passage.block.text, start, end)
        if begin is not None:
            yield Span(passage.block, begin, end, labelled_units(passage.block.text, end))


def marked(document: Document, passage: Passage) -> Iterator[Span]:
    """Of an indicator that its own line marks red or yellow: its causes, else the points it will lose."""
    block = passage.block
    lit = MARKED.match(block.text) if passage.start == 0 else None
    if lit is None:
        return
    units = heading_units(document, block)
    reasons = tuple(mainly(block.text, lit.end(), passage.end))
    parts = parts_in(block.text, lit.end(), passage.end)
    told = reasons or tuple(
        (begin, end) for start, end in parts if (begin := first_telling(block.text, start, end)) is not None
    )
    causes = [span for span in told if not BARE_RISK.match(block.text[slice(*span)])]
    yield from (Span(block, *span, units) for span in causes or told)


def foreseen(passage: Passage) -> Iterator[Span]:
    """In an outlook that also says what comes next: a target that will be hard to reach."""
    text = passage.block.text
    for start, end in parts_in(text, passage.start, passage.end):
        for clause_start, clause_end in clauses_in(text, start, end):
            if DIFFICULT.search(text[clause_start:clause_end]):
                yield Span(passage.block, clause_start, clause_end)


def outright_start(text: str, start: int, end: int) -> int | None:
    """Where a part says outright that something can't be or was not done; None where it does not.

    A state (进度落后) needs the clause before it, which says of what.
    """
    said = OUTRIGHT.search(text[start:end]) or HELD_UP.search(text[start:end])
    if not said or DEFINITION.search(text[start:end]):
        return None
    telling = first_telling(text, start, end)
    begin = start if telling is None else telling
    begin = min(begin, held_up_start(text, start, end)) if HELD_UP.search(text, start, end) else begin
    led = [a for a, b in clauses_in(text, start, begin) if LED_BY_CAUSE.match(text, a, b)]
    begin = led[-1] if led else begin
    if STATE_ONLY.match(text[begin:end]):
        before = [a for a, b in clauses_in(text, start, end) if b <= begin]
        begin = before[-1] if before else begin
    return None if HOPE.search(text[begin:end]) else begin


def held_up_start(text: str, start: int, end: int) -> int:
    """Where the clause begins in which work is said to be held up."""
    held = HELD_UP.search(text, start, end)
    return max((a for a, _ in clauses_in(text, start, end) if held and a <= held.start()), default=start)


def slow_units(match: re.Match[str]) -> tuple[str, ...]:
    """The units that a sentence calls slow by name (个别乡镇 names none)."""
    return tuple(name for name in match["units"].split("、") if not UNNAMED.match(name))


# --- tables ------------------------------------------------------------------------------------


def table_issues(document: Document, indicators: tuple[Indicator, ...]) -> Iterator[Issue]:
    """The filled cells of columns of shortfalls or causes, each without the remedy behind it."""
    for band in read_bands(document):
        told = [(row, column, cell) for row in band.rows for column, cell in row.cells if tells_issue(column)]
        labelled = are_labelled(cell.text for _, _, cell in told)
        for row, _, cell in told:
            span = None if EMPTY_CELL.search(cell.text.strip()) else issue_in(cell.text, labelled=labelled)
            if span is not None:
                evidence = evidence_in_cell(band.table, cell, *span)
                yield Issue(
                    key=record_key(document, evidence, "issues"),
                    text=evidence.quote,
                    evidence=evidence,
                    responsible=row_units(row),
                    indicator_ref=row_indicator(band.table, row.index, indicators),
                )


def tells_issue(column: Column) -> bool:
    """True for a column of shortfalls or causes, with or without remedies."""
    return column.kind in ("issue", "issue_and_measure")


def issue_in(text: str, *, labelled: bool) -> tuple[int, int] | None:
    """The words of a cell that state a shortfall; None where it states none. `labelled` says that cells of
    its column carry labels (问题：… 措施：…): one without must tell by its own words."""
    parts = labelled_parts(text)
    if "issue" in parts:
        start, end = parts["issue"]
        core_start, core_end = cell_core(text[start:end])
        return start + core_start, start + core_end
    return cell_core(text) if not labelled or (not parts and tells(text)) else None


def cell_core(text: str) -> tuple[int, int]:
    """The first part of a cell that states the shortfall, without a remedy."""
    label = opening_label(text)
    start = label.start if label else 0
    end = sentences_in(text, start)[0][1] if sentences_in(text, start) else len(text)
    for clause_start, _ in clauses_in(text, start, end)[1:]:
        if REMEDY.search(text[clause_start:end]):
            end = clause_start
            break
    return tidied(text, start, end)


def row_units(row: TableRow) -> tuple[str, ...]:
    """The responsible units of a row, lead units first."""
    texts = row.texts("lead", "responsible", "support")
    return tuple(dict.fromkeys(unit for text in texts for unit in split_units(text)))


def row_indicator(table: Table, row: int, indicators: tuple[Indicator, ...]) -> str | None:
    """The listed indicator of a table row."""
    for indicator in indicators:
        for evidence in (indicator.evidence, indicator.table_evidence):
            if evidence is not None and evidence.block == table.index and evidence.row == row:
                return indicator.key
    return None


# --- shared ------------------------------------------------------------------------------------


def is_remedy(text: str) -> bool:
    """True where the words say what will be done."""
    return bool(
        re.match(
            r"(?:进一步)?(?:加强|加大|加快|强化|完善|健全|建立|提高|严格|落实|推进|优化|深化|规范|压实)", text
        )
    )


def units_in(text: str, start: int, end: int) -> tuple[str, ...]:
    """The units named in a span."""
    return tuple(dict.fromkeys(text[start + a : start + b] for a, b in find_units(text[start:end])))


def heading_units(document: Document, block: Paragraph) -> tuple[str, ...]:
    """The unit that the nearest heading is (（一）区农业农村局)."""
    for heading in reversed(headings_of(document, block)):
        title = heading.title.rstrip("。：:")
        spans = find_units(title)
        if len(spans) == 1 and spans[0][1] - spans[0][0] >= len(title) - 1:
            return (title,)
    return ()


def tidied(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without stops at its edges and not longer than the limit."""
    while end > start and text[end - 1] in "。；;，, ：:":
        end -= 1
    closing = CLOSES_LIST.search(text[start:end])
    end = start + closing.start() if closing else end
    trailing = TRAILING_UNIT.search(text[start:end])
    if trailing and find_units(trailing.group()[1:-1]):
        end = start + trailing.start()
    lead = re.match(r"但是?[，,]?|(?:比如|例如|如|其中|同时|此外|另外)[：:，,]", text[start:end])
    if lead:
        start += lead.end()
    return shortened(text, start, end, LIMIT)


def distinct(spans: Iterator[Span]) -> tuple[Span, ...]:
    """Each stretch once; of two that overlap the first one stands."""
    kept: list[Span] = []
    for span in spans:
        if not any(
            k.block.index == span.block.index and k.start < span.end and span.start < k.end for k in kept
        ):
            kept.append(span)
    return tuple(kept)


def issue_at(document: Document, span: Span, indicators: tuple[Indicator, ...]) -> Issue:
    """The issue of a span, bound to the indicator that the text is just going through."""
    evidence = evidence_in(span.block, span.start, span.end)
    before = [
        indicator
        for indicator in indicators
        if indicator.evidence.block == span.block.index and indicator.evidence.start <= span.end
    ]
    nearest = max(before, key=lambda indicator: indicator.evidence.start, default=None)
    return Issue(
        key=record_key(document, evidence, "issues"),
        text=evidence.quote,
        evidence=evidence,
        responsible=span.responsible,
        indicator_ref=nearest.key if nearest else None,
    )
