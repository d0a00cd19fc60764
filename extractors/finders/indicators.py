"""Indicators: the assessed indicators that a document lists or goes through one by one, each once.

Signals in order of precedence:

1. lists in the body, each line with points or responsible units;
2. tables whose rows are indicators; a row that names an indicator of the body is that indicator
   (same number and alike, or very much alike), its wording becomes an alias;
3. indicators gone through in the prose of sections about indicators. Where a list or table stands,
   the prose gives no further ones, but for a numbered point among points that are all of the list;
4. the classes with their points that a sentence divides the assessment into, where nothing else stands.

The category is the nearest group: the table's group cell or section row, else the group that the words
before it count and say it shows, else the nearest heading that names a group (never a department, and
never a status such as 存在风险). It never completes a name, and takes no rows of projects, tasks or
departments.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from extractors.text.columns import without_rate_words
from extractors.text.indicator_lines import (
    ListedLine,
    Mention,
    Segment,
    begins_with_unit,
    read_classes,
    read_leads,
    read_listed_line,
    read_mentions,
    read_numbered_name,
    read_reached_name,
    read_target_name,
    says_reached,
    segments,
)
from extractors.text.organisations import find_units, split_units
from extractors.text.periods import PeriodContext
from extractors.text.table_rows import Band, TableRow, group_name, read_bands
from schemas.document import Block, Document, Heading, Paragraph, Table
from schemas.evidence import evidence_in, evidence_in_cell, folded, record_key
from schemas.records import Header, Indicator

_NO_LIST = re.compile(
    r"加分|扣分|奖惩|计分(?!标准)|评分(?!标准|细则)|考核(方式|办法|结果|程序|步骤)|组织(领导|保障|实施)|保障(机制|措施)"
    r"|工作要求|(要求|措施|机制)(?: |$)|下一?步|整改"
)
_LISTED_WITH = re.compile(
    r"(?:内容|指标|项目|任务|体系|事项)(?:[及和与、]|以及)(?:其)?(?:计分|评分|记分|赋分|考核)(?:标准|办法|方法|细则|方式)?"
)
"""What a heading says besides its list of indicators (考核内容及计分办法)."""
_NO_NAME = re.compile(r"加\d*分|扣\d*分|加分|扣分|奖励|处罚")
_STATUS = re.compile(
    r"差距|^部分|存在|问题|风险|难以|预判|[红黄绿]灯|预警|困难|下一步|措施|^附件|^附表|总体|优势指标|平稳指标|短板|不足|滞后|分析"
    r"|^[分各](?:责任)?(?:部门|单位|科室|镇街|乡镇|条线)|未完成|未达标|原因"
)
_GENERIC = re.compile(
    r"^(\d{4}|年度?|主要|考核|考评|评价|绩效|工作|目标|指标|任务|内容|体系|设置|分解|安排|重点|具体|及|和|与|的|分值|权重|考评|评分|标准|责任|分工|情况|完成|方面|进展|一览|清单|表)+$"
)
_TAIL = re.compile(r"(?:的)?(?:(?:完成|进展|推进|运行|落实|执行|开展)*情况|方面|如下)+[：:]?$")
_SHOWN_BELOW = re.compile(
    r"\d+[项个](?P<group>[^，,。；;：:\d]{2,14}?指标)[^，,。；;：:]{0,10}?(?:见|如)(?:下|附)?(?:表|附件)"
)
_SCHEME = re.compile("考核|考评|评价|绩效|责任")
_SEIZED = re.compile(r"^(?:坚持)?把(?P<what>.{2,20}?)(?:作为|摆在|放在)")
_ABOUT_INDICATORS = re.compile(r"指标")
_NO_PROSE = re.compile(r"加分|措施|下一?步|要求(?: |$)|机制|保障(?:机制|措施)|组织领导|整改")
_WORDS = re.compile(r"[A-Za-z一-鿿]")
_LONG_LIST = 3
_SHORTEST_FORM = 3
_GROUP_LENGTH = 6
"""A heading of at most so many characters names a group; a longer one says something (工业经济较快增长)."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A labelled part of the document's text. `words` is its text, with the following paragraph's
    where brackets run on; `headings` those above it from the outermost on; `lead` the words that
    introduce it; `titled` True where the document's title speaks of indicators."""

    paragraph: Paragraph
    segment: Segment
    words: str
    headings: tuple[Heading, ...]
    lead: str
    titled: bool

    def above(self, position: int) -> tuple[Heading, ...]:
        """The headings above a position of `words`, the paragraph's own among them where it precedes."""
        level = self.segment.level or 9
        outer = tuple(heading for heading in self.headings if heading.level < level or not heading.label)
        own = self.paragraph.heading
        if own is None or own.end >= len(self.paragraph.text):
            return outer
        inside = self.segment.start < own.end <= self.segment.start + position
        return (*outer, own) if inside or self.segment.level > own.level else outer

    @property
    def titles(self) -> str:
        """The titles above the entry's end, as one text to search."""
        return " ".join(heading.title for heading in self.above(len(self.words)))


def find_indicators(document: Document, header: Header) -> tuple[Indicator, ...]:
    """The indicators of a document in document order."""
    titled = _ABOUT_INDICATORS.search(header.title or "") is not None
    entries = _entries(document, deepest=5, titled=titled)
    bands = read_bands(document)
    rows = tuple(_table_indicators(document, bands))
    listed = tuple(_without_groups(_listed(document, entries), rows))
    known = _merged(listed, rows)
    context = PeriodContext(header.period, header.date)
    prose = _distinct(tuple(_gone_through(document, context, titled=titled)))
    if len(known) >= _LONG_LIST:
        return (*_with_aliases(known, prose), *_left_out(document, known, prose))
    if not known and not prose:
        return tuple(_classes(document))
    return tuple(sorted(_merged(known, prose), key=_reading_order))


def _reading_order(indicator: Indicator) -> tuple[int, int, int, int]:
    place = indicator.evidence
    return (place.block, place.row or 0, place.col or 0, place.start)


# the text as entries


def _entries(document: Document, deepest: int, *, titled: bool) -> tuple[_Entry, ...]:
    """The labelled parts of all paragraphs, down to a level of label."""
    paragraphs = [p for p in document.paragraphs if p.role not in ("title", "footnote", "caption")]
    entries: list[_Entry] = []
    lead = ""
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
        headings = document.headings(paragraph)
        for segment in segments(paragraph.text, deepest):
            words = paragraph.text[segment.start : segment.end]
            if segment.end == len(paragraph.text) and _runs_on(words, following):
                words += following
            entries.append(_Entry(paragraph, segment, words, headings, lead, titled))
            lead = words if segment.level < 4 and len(words) > 15 else lead
    return tuple(entries)


def _runs_on(words: str, following: str) -> bool:
    """True where a bracket is left open, or the next paragraph opens with this line's points."""
    if re.match(r"\s*[（(]\s*(分值|权重|\d+(\.\d+)?\s*分|责任|牵头)", following):
        return len(words) <= 80
    opened = words.count("（") + words.count("(") - words.count("）") - words.count(")")
    return opened > 0 and len(words) <= 200


def _category(headings: Sequence[Heading]) -> str | None:
    """The nearest heading that names a group of indicators, None where none does."""
    for heading in reversed(headings):
        name = group_name(heading.title)
        seized = _SEIZED.match(name)
        name = seized["what"] if seized else _TAIL.sub("", name)
        if name and len(name) <= 24 and heading.level <= 3 and not _is_status(name):
            return name
    return None


def _is_status(name: str) -> bool:
    """True for headings that name no group: departments, states (存在风险) and general words (指标任务)."""
    return bool(_GENERIC.match(name) or _STATUS.search(name) or _is_unit(name))


def _is_unit(name: str) -> bool:
    return any(start == 0 and end == len(name) for start, end in find_units(name))


def _unit_above(headings: Sequence[Heading]) -> tuple[str, ...]:
    """The department that the nearest heading names, as a tuple of one; empty where none does."""
    names = [group_name(heading.title) for heading in headings]
    return next(((name,) for name in reversed(names) if _is_unit(name)), ())


# lists in the body


def _listed(document: Document, entries: Sequence[_Entry]) -> Iterator[Indicator]:
    lines = [(entry, line) for entry in entries if (line := _line_of(entry))]
    levels = [entry.segment.level for entry, _ in lines]
    for index, (entry, line) in enumerate(lines):
        deeper = index + 1 < len(lines) and levels[index + 1] > levels[index] and not line.responsible
        heads = entry.paragraph.heading is not None and _has_list_below(entries, entry)
        if deeper or (heads and not line.responsible):
            continue
        yield _indicator(
            document,
            entry,
            line.start,
            line.end,
            weight=line.weight,
            responsible=line.responsible or _unit_above(entry.above(line.start)),
            category=_category(entry.above(line.start)),
            number=entry.segment.number,
        )


def _line_of(entry: _Entry) -> ListedLine | None:
    if entry.segment.level == 0:
        return None
    line = read_listed_line(entry.words)
    if line is None or line.end > entry.segment.end - entry.segment.start:
        return None
    name = entry.words[line.start : line.end]
    titles = " ".join(heading.title for heading in entry.above(line.start))
    if _NO_LIST.search(_LISTED_WITH.sub("", titles)) or (_NO_NAME.search(name) and not line.responsible):
        return None
    about = entry.titled or _ABOUT_INDICATORS.search(titles)
    if line.weight is None and not (line.responsible and about):
        return None
    return line


def _has_list_below(entries: Sequence[_Entry], entry: _Entry) -> bool:
    """True where deeper labelled entries follow before the next of the same level."""
    after = iter(entries)
    for other in after:
        if other is entry:
            break
    for other in after:
        if other.segment.level == 0:
            continue
        return other.segment.level > entry.segment.level and _line_of(other) is not None
    return False


def _without_groups(listed: Iterator[Indicator], rows: Sequence[Indicator]) -> Iterator[Indicator]:
    """Listed lines that are no groups of a table (（一）经济质效（28分） above a table of its indicators)."""
    groups = {folded(row.category) for row in rows if row.category}
    return (indicator for indicator in listed if folded(indicator.name) not in groups)


# tables


def _table_indicators(document: Document, bands: Sequence[Band]) -> Iterator[Indicator]:
    for band in bands:
        named: set[str] = set()
        shown = _group_shown(document, band.table)
        for row in band.rows:
            again = row.entity is not None and row.name in named
            named_so = 2 <= len(row.name) <= 80 and _WORDS.search(row.name)
            if row.kind == "indicator" and row.name_cell and named_so and not again:
                named.add(row.name)
                found = _row_indicator(document, band, row)
                yield replace(found, category=found.category or shown)


def _group_shown(document: Document, table: Table) -> str | None:
    """The group of indicators that the words before the table count and say it shows (其中6项主要经济指标
    完成情况见下表), None where they count none or the whole assessment."""
    above = [block for block in document.blocks[: table.index] if not _is_junk(block)]
    for block in reversed(above[-4:]):
        found = _SHOWN_BELOW.search(block.text) if isinstance(block, Paragraph) else None
        if found:
            name = found["group"]
            return None if _is_status(name) or _SCHEME.search(name) else name
    return None


def _is_junk(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "junk"


def _row_indicator(document: Document, band: Band, row: TableRow) -> Indicator:
    cell = row.name_cell
    if cell is None:
        raise ValueError("a row without a name cell names no indicator")
    start = max(cell.text.find(row.name), 0)
    evidence = evidence_in_cell(band.table, cell, start, min(start + len(row.name), len(cell.text)))
    responsible = tuple(
        dict.fromkeys(
            unit
            for kind in ("lead", "responsible", "support")
            for column, c in row.cells
            if column.kind == kind
            for unit in _cell_units(c.raw, c.text)
        )
    )
    weight = _row_weight(row)
    return Indicator(
        key=record_key(document, evidence, "indicators"),
        name=row.name,
        evidence=evidence,
        number=row.number,
        category=row.category,
        weight=weight,
        responsible=responsible,
        target_text=_worded_target(row),
        table_evidence=evidence,
        table_name=row.name,
        table_weight=weight,
        table_responsible=responsible,
    )


def _cell_units(raw: str, text: str) -> tuple[str, ...]:
    """The units of a cell: one a line where each line is a whole name, else as the text separates them."""
    lines = [re.sub(r"\s", "", line) for line in raw.splitlines() if line.strip()]
    if len(lines) > 1 and all(
        re.search(r"(局|委|办|中心|处|院|部|会|队|社|司|所|室|分局)$", line) for line in lines
    ):
        return tuple(unit for line in lines for unit in split_units(line))
    return split_units(text)


def _row_weight(row: TableRow) -> str | None:
    """The row's points: of its 分值 cell, else in brackets behind its name; None without."""
    for text in (row.weight.text if row.weight else "", row.name_cell.text if row.name_cell else ""):
        found = re.search(r"(?:^|[（(])\s*(\d+(?:\.\d+)?)\s*(?:分|%|％|(?=$))\s*[）)]?$", text.strip())
        if found:
            return found[1]
    return None


def _worded_target(row: TableRow) -> str | None:
    """A target in words (市定目标, 只降不升), None where it is a number or there is none."""
    for column, cell in row.cells:
        if column.kind == "target" and cell.text.strip() and not re.search(r"\d|XX|\*\*", cell.text):
            text = cell.text.strip()
            return text if re.search(r"[一-鿿]{2,}", text) else None
    return None


# prose


def _classes(document: Document) -> Iterator[Indicator]:
    """The classes of an assessment with their points, where the paper lists nothing below them."""
    for paragraph in document.paragraphs:
        for mention, weight in read_classes(paragraph.text):
            evidence = evidence_in(paragraph, mention.start, mention.end)
            name = paragraph.text[mention.start : mention.end]
            key = record_key(document, evidence, "indicators")
            yield Indicator(key=key, name=name, evidence=evidence, weight=weight)


def _left_out(
    document: Document, known: Sequence[Indicator], prose: Sequence[Indicator]
) -> Iterator[Indicator]:
    """Numbered points under a heading of indicators that a list leaves out, where the most points under
    the heading are of the list (1.甲。目标…; 2.乙。目标…; 3.丙。目标…)."""
    names = {_quantity_name(name) for indicator in known for name in (indicator.name, *indicator.aliases)}
    under: dict[tuple[Heading, ...], list[Indicator]] = {}
    for indicator in prose:
        above = document.headings(document.blocks[indicator.evidence.block])
        if above and indicator.number and _ABOUT_INDICATORS.search(above[-1].title):
            under.setdefault(above, []).append(indicator)
    for points in under.values():
        new = [point for point in points if _quantity_name(point.name) not in names]
        if len(points) >= _LONG_LIST and len(new) * 3 <= len(points):
            yield from new


def _gone_through(document: Document, context: PeriodContext, *, titled: bool) -> Iterator[Indicator]:
    points = _entries(document, deepest=4, titled=titled)
    reached = tuple(_reached_entries(points))
    covered = {entry.paragraph.index for entry in reached}
    found = [i for entry in reached for i in _reached(document, entry, context)]
    for entry in _entries(document, deepest=3, titled=titled):
        if entry.paragraph.index not in covered and _in_prose_scope(entry):
            found.extend(_from_prose(document, entry))
    yield from sorted(found, key=lambda i: (i.evidence.block, i.evidence.start))


def _in_prose_scope(entry: _Entry) -> bool:
    about = _ABOUT_INDICATORS.search(entry.titles + entry.words[:60])
    of_unit = entry.titled and _unit_above(entry.above(0)[-1:])
    return bool(about or of_unit) and not _NO_PROSE.search(entry.titles)


def _from_prose(document: Document, entry: _Entry) -> Iterator[Indicator]:
    for mention in sorted(_mentions(entry), key=lambda m: m.start):
        above = entry.above(mention.start)
        yield _indicator(
            document,
            entry,
            mention.start,
            mention.end,
            number=mention.number or _own_number(entry, mention),
            category=mention.group or _category(above),
            responsible=(mention.unit,) if mention.unit else _unit_above(above),
        )


def _mentions(entry: _Entry) -> list[Mention]:
    mentions = list(read_mentions(entry.words))
    if entry.segment.level >= 3 and not mentions and _heads_indicators(entry):
        span = read_numbered_name(entry.words) or read_target_name(entry.words)
        mentions = [Mention(*span, number=entry.segment.number)] if span else []
    leads = read_leads(entry.words)
    if len(leads) >= 2:
        mentions.extend(m for m in leads if not any(t.start < m.end and m.start < t.end for t in mentions))
    return mentions


def _heads_indicators(entry: _Entry) -> bool:
    """True under a heading of indicators, also where a group's short heading (经济发展类) stands between,
    and under a department's in a paper about indicators."""
    above = entry.above(0)
    nearest = above[-1:]
    grouped = any(len(h.title) <= _GROUP_LENGTH and not _is_status(h.title) for h in nearest)
    about = any(_ABOUT_INDICATORS.search(heading.title) for heading in (above[-2:] if grouped else nearest))
    return about or (entry.titled and bool(_unit_above(nearest)))


def _own_number(entry: _Entry, mention: Mention) -> str | None:
    """The entry's number where the indicator opens the entry under a heading of its own."""
    opens = mention.start <= 1 and mention.unit is None
    return entry.segment.number if opens and entry.segment.level >= 3 else None


def _reached_entries(entries: Sequence[_Entry]) -> Iterator[_Entry]:
    """Entries of lists that say what was reached: three or more at （1）, indicators spoken of."""
    run: list[_Entry] = []
    for entry in entries:
        if entry.segment.level == 4:
            run.append(entry)
        elif len(entry.words) > 15:
            yield from _reached_run(run)
            run = []
    yield from _reached_run(run)


def _reached_run(run: Sequence[_Entry]) -> Sequence[_Entry]:
    if len(run) < _LONG_LIST or "指标" not in run[0].lead[-250:] or "整改" in run[0].lead[-60:]:
        return ()
    of_units = sum(begins_with_unit(entry.words) for entry in run)
    reached = sum(says_reached(entry.words) for entry in run)
    return run if reached * 2 >= len(run) and of_units * 2 < len(run) else ()


def _reached(document: Document, entry: _Entry, context: PeriodContext) -> Iterator[Indicator]:
    name = read_reached_name(entry.words, context)
    if name:
        clause = re.split(r"[，,；;。]", entry.words, maxsplit=1)[0]
        found = _indicator(
            document,
            entry,
            0,
            len(clause),
            number=entry.segment.number,
            category=_category([h for h in entry.headings if h.level <= 2]),
        )
        yield replace(found, name=name)


# records


def _indicator(
    document: Document,
    entry: _Entry,
    start: int,
    end: int,
    *,
    number: str | None,
    category: str | None,
    weight: str | None = None,
    responsible: tuple[str, ...] = (),
) -> Indicator:
    """An indicator whose name spans `[start, end)` of an entry's words."""
    offset = entry.segment.start
    evidence = evidence_in(entry.paragraph, offset + start, min(offset + end, len(entry.paragraph.text)))
    return Indicator(
        key=record_key(document, evidence, "indicators"),
        name=entry.words[start:end],
        evidence=evidence,
        number=number,
        category=category,
        weight=weight,
        responsible=responsible,
    )


# one indicator once


_TWO_WAYS = (
    ("规模以上", "规上"),
    ("地区生产总值", "GDP"),
    ("生产总值", "GDP"),
    ("增长速度", "增速"),
    ("社会消费品零售总额", "社零总额"),
)


@lru_cache(maxsize=4096)
def _plain(name: str, *, brackets: bool = False) -> str:
    """A name for comparison: without punctuation and what papers write in two ways; what stands in
    brackets only where asked for."""
    plain = folded(name) if brackets else re.sub(r"[（(][^（）()]*[）)]", "", folded(name))
    plain = re.sub(r"[（）()“”\"'‘’、，,。：:·_{}\s]", "", plain)
    for long, short in _TWO_WAYS:
        plain = plain.replace(long, short)
    return plain or folded(name)


def _likeness(first: Indicator, second: Indicator) -> float:
    """0 to 100; a bonus for the same number, 0 for names that are not alike enough to be one."""
    alike = max(
        _alike(_plain(first.name, brackets=kept), _plain(second.name, brackets=kept))
        for kept in (False, True)
    )
    same_number = first.number is not None and first.number == second.number
    if same_number and (alike >= 50 or _is_short_for(_plain(first.name), _plain(second.name))):
        return alike + 20
    return alike if alike >= 88 else 0


def _is_short_for(first: str, second: str) -> bool:
    """True where one name's characters stand in the other in their order (税收占比, 税收占收入比重)."""
    short, long = sorted((first, second), key=len)
    rest = iter(long)
    return len(short) >= _SHORTEST_FORM and all(character in rest for character in short)


def _alike(first: str, second: str) -> float:
    reordered = fuzz.token_sort_ratio(" ".join(first), " ".join(second)) * 0.95
    return max(fuzz.ratio(first, second), reordered)


def _pairs(
    first: Sequence[Indicator], second: Sequence[Indicator], score: Callable[[Indicator, Indicator], float]
) -> dict[int, int]:
    """Positions in `first` to positions in `second`, one to one, best first."""
    ranked = sorted(
        ((score(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second)),
        key=lambda t: (-t[0], abs(t[1] - t[2]), t[1]),
    )
    found: dict[int, int] = {}
    used: set[int] = set()
    for likeness, i, j in ranked:
        if likeness > 0 and i not in found and j not in used:
            found[i] = j
            used.add(j)
    return found


def _merged(body: Sequence[Indicator], other: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The indicators of both, each once: the body's name and points, the other's as alias."""
    pairs = _pairs(body, other, _likeness)
    merged = [
        _joined(indicator, other[pairs[i]]) if i in pairs else indicator for i, indicator in enumerate(body)
    ]
    return (*merged, *(indicator for j, indicator in enumerate(other) if j not in pairs.values()))


def _joined(indicator: Indicator, other: Indicator) -> Indicator:
    differs = folded(other.name) != folded(indicator.name)
    return replace(
        indicator,
        aliases=tuple(dict.fromkeys((*indicator.aliases, other.name))) if differs else indicator.aliases,
        number=indicator.number or other.number,
        category=indicator.category or other.category,
        weight=indicator.weight or other.weight,
        responsible=indicator.responsible or other.responsible,
        target_text=indicator.target_text or other.target_text,
        table_evidence=indicator.table_evidence or other.table_evidence,
        table_name=indicator.table_name or other.table_name,
        table_weight=indicator.table_weight or other.table_weight,
        table_responsible=indicator.table_responsible or other.table_responsible,
    )


def _with_aliases(known: Sequence[Indicator], prose: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Listed indicators with the wording of the prose where it differs (民间投资 of 民间投资增速)."""
    wordings: dict[str, list[str]] = {}
    for mention in prose:
        wordings.setdefault(_quantity_name(mention.name), []).append(mention.name)
    return tuple(_aliased(indicator, wordings.get(_quantity_name(indicator.name), ())) for indicator in known)


def _quantity_name(name: str) -> str:
    return _plain(without_rate_words(name))


def _aliased(indicator: Indicator, names: Sequence[str]) -> Indicator:
    printed = {folded(name) for name in (indicator.name, *indicator.aliases)}
    further = [name for name in dict.fromkeys(names) if folded(name) not in printed]
    return replace(indicator, aliases=(*indicator.aliases, *further)) if further else indicator


def _distinct(found: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Each indicator once where prose names it again; the first mention stands."""
    kept: list[Indicator] = []
    for indicator in found:
        same = next((k for k in kept if _plain(k.name) == _plain(indicator.name)), None)
        if same is None:
            kept.append(indicator)
    return tuple(kept)
