"""How sure a record is: what speaks against it, weighed in one table.

A record begins with how often records of its kind and source are wrong; each doubt then multiplies the odds
that it is wrong. Doubts are what finders noted when they read it (a role by default, a name carried over) and
what shows afterwards: in its name, in the words between name and number, in the headings above it. Weights
are natural logarithms of the factors, rounded, as found on annotated papers; what a finder notes in words
that the table doesn't know counts as `UNKNOWN`. A record is never changed and never dropped for its doubts.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from schemas.document import Document, Paragraph
from schemas.evidence import folded
from schemas.records import (
    Confidence,
    Fact,
    Header,
    Indicator,
    Issue,
    Item,
    Measure,
    PrintedLight,
    Record,
    Rule,
)

IN_TEXT, IN_TABLE = "text", "table"
BASE: Mapping[tuple[type, str], float] = {
    (Fact, IN_TABLE): -4.6,
    (Fact, IN_TEXT): -3.9,
    (Indicator, IN_TABLE): -4.4,
    (Indicator, IN_TEXT): -3.9,
    (PrintedLight, IN_TABLE): -4.0,
    (PrintedLight, IN_TEXT): -3.5,
    (Measure, IN_TABLE): -3.5,
    (Measure, IN_TEXT): -3.0,
    (Issue, IN_TABLE): -3.5,
    (Issue, IN_TEXT): -2.5,
    (Item, IN_TABLE): -3.5,
    (Item, IN_TEXT): -2.5,
    (Rule, IN_TABLE): -2.2,
    (Rule, IN_TEXT): -2.0,
}
"""The logarithm of the odds that a record without any doubt is wrong."""

SHORT_NAME, LONG_NAME = "名称过短", "名称过长"
DIGITS_IN_NAME, SIGNS_IN_NAME = "名称含数字", "名称含标点"
PUT_TOGETHER, FAR_NAME = "名称由几处文字合成", "名称离数字较远"
LISTED_AFTER, ONLY_ONCE = "同一句前面还有其他数字", "名称在文中只出现一次"
UNLISTED, NO_UNIT, OF_OTHERS = "没有对应的所列指标", "单位缺失", "主体由上下文判断"
SPOKEN, IN_WORDS = "讲话中的口语", "单元格内的叙述"
OTHER_HEADING, NO_STATUS, CUT_TEXT = "所在标题没有写明是这类内容", "没有写明状态", "文字过短"

WEIGHTS: Mapping[str, float] = {
    SHORT_NAME: 1.7,
    LONG_NAME: 1.2,
    DIGITS_IN_NAME: 1.0,
    SIGNS_IN_NAME: 0.6,
    PUT_TOGETHER: 0.7,
    FAR_NAME: 0.4,
    LISTED_AFTER: 0.5,
    ONLY_ONCE: 0.4,
    UNLISTED: 1.0,
    NO_UNIT: 0.9,
    OF_OTHERS: 0.4,
    SPOKEN: 0.7,
    IN_WORDS: 0.8,
    OTHER_HEADING: 0.8,
    NO_STATUS: 0.5,
    CUT_TEXT: 0.5,
    "名称承前省略": 0.2,
    "角色由默认规则得出": 0.5,
    "名称可能不完整": 1.0,
    "没有找到指标名称": 2.0,
    "由左侧单元格的名称判断": 0.8,
}
"""The logarithm of the factor by which a doubt raises the odds that a record is wrong."""

UNKNOWN = 0.5

_SHORT, _LONG, _FAR = 2, 20, 30
_SHORT_TEXT = 8
_SIGNS = re.compile(r"[，。；：、]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HEADINGS: Mapping[type, re.Pattern[str]] = {
    Issue: re.compile(r"问题|不足|短板|困难|风险|差距|原因|偏差|薄弱|存在"),
    Measure: re.compile(r"下一?步|措施|打算|建议|安排|要求|保障|对策|整改|计划|举措|努力|思路|重点"),
    Rule: re.compile(r"考核|计分|评分|奖|罚|预警|督查|约谈|报送|评价|评估|结果|办法|规则|标准|扣|亮灯"),
}


@dataclass(frozen=True)
class Paper:
    """What a record is held against: the document, what it says of itself, the facts that were read in it."""

    document: Document
    header: Header
    facts: tuple[Fact, ...]

    @cached_property
    def names(self) -> Counter[str]:
        """How many facts bear each name."""
        return Counter(fact.indicator for fact in self.facts)

    def words(self, record: Record) -> str:
        """The paragraph or cell that the record was read in, "" where it isn't there."""
        place = record.evidence
        block = self.document.blocks[place.block]
        piece = block if isinstance(block, Paragraph) else block.cell(place.row or 0, place.col or 0)
        return piece.text if piece else ""


def weighed(record: Record, paper: Paper) -> Confidence:
    """The record's confidence: one less the probability that it is wrong, to two places; the gravest doubt
    first among its reasons."""
    noted = [reason for reason in record.confidence.reasons if reason != NO_UNIT]
    doubts = list(dict.fromkeys((*noted, *_doubts(record, paper))))
    source = IN_TEXT if record.evidence.row is None else IN_TABLE
    odds = math.exp(BASE[type(record), source] + sum(map(weight, doubts)))
    reasons = sorted(doubts, key=lambda doubt: -weight(doubt))
    return Confidence(round(1 / (1 + odds), 2), tuple(reasons))


def weight(doubt: str) -> float:
    """How much a doubt weighs."""
    return WEIGHTS.get(doubt, UNKNOWN)


def _doubts(record: Record, paper: Paper) -> Iterable[str]:
    match record:
        case Fact():
            in_table = record.source == "table"
            return (
                *_name_doubts(record.indicator),
                *_fact_doubts(record, paper),
                *(_cell_doubts(record, paper) if in_table else _clause_doubts(record, paper)),
            )
        case Indicator():
            return _name_doubts(record.name)
        case Issue() | Measure() | Rule():
            return _text_doubts(record, paper)
        case Item():
            return (*_name_doubts(record.name), *([NO_STATUS] if record.status == "unknown" else []))
        case PrintedLight():
            return _name_doubts(record.indicator)


def _name_doubts(name: str) -> Iterator[str]:
    if len(name) <= _SHORT:
        yield SHORT_NAME
    if len(name) >= _LONG:
        yield LONG_NAME
    if _NUMBER.search(name):
        yield DIGITS_IN_NAME
    if _SIGNS.search(name):
        yield SIGNS_IN_NAME


def _fact_doubts(fact: Fact, paper: Paper) -> Iterator[str]:
    if fact.indicator_ref is None:
        yield UNLISTED
    if not fact.unit and fact.role != "rank":
        yield NO_UNIT
    if paper.names[fact.indicator] == 1:
        yield ONLY_ONCE


def _cell_doubts(fact: Fact, paper: Paper) -> Iterator[str]:
    if len(_NUMBER.findall(paper.words(fact))) > 1:
        yield IN_WORDS


def _clause_doubts(fact: Fact, paper: Paper) -> Iterator[str]:
    """What shows in the words before the number."""
    before = paper.words(fact)[: fact.evidence.anchor]
    named = before.rfind(fact.indicator)
    if named < 0:
        yield PUT_TOGETHER
    elif len(before) - named - len(fact.indicator) > _FAR:
        yield FAR_NAME
    if _NUMBER.search(re.split("[。；]", before)[-1]):
        yield LISTED_AFTER
    if fact.entity:
        yield OF_OTHERS
    if paper.header.doc_type == "speech":
        yield SPOKEN


def _text_doubts(record: Issue | Measure | Rule, paper: Paper) -> Iterator[str]:
    if len(folded(record.text)) < _SHORT_TEXT:
        yield CUT_TEXT
    if record.evidence.row is None and not _is_announced(record, paper):
        yield OTHER_HEADING


def _is_announced(record: Issue | Measure | Rule, paper: Paper) -> bool:
    """True where a heading above, or the paragraph itself, says that it holds records of this kind."""
    block = paper.document.blocks[record.evidence.block]
    above = (heading.title for heading in paper.document.headings(block))
    opening = paper.words(record)[: record.evidence.anchor]
    return any(_HEADINGS[type(record)].search(words) for words in (*above, opening))
