"""Facts in running text: every paragraph read by the fact grammar, with its place in the document.

What a paragraph leaves unsaid comes from above it: the title of its heading or the listed indicator that
it opens with (the subject), a heading that names a park or company (the entity), the line that introduces
a list (the period). Headings with 下一步, 工作打算, 目标任务 say that a text speaks of what is to come; in a
notice, headings with 计分, 奖惩, 预警 that it lays down rules. The weight printed on a listed indicator is
the indicator's, never a fact. Tables are not read here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.text.entities import heading_entity
from extractors.text.fact_grammar import FactDraft, Scope, carried_period, read_facts
from extractors.text.names import report_subject, title_subject
from extractors.text.periods import PeriodContext
from schemas.document import Document, Paragraph
from schemas.evidence import evidence_in, record_key
from schemas.records import Fact, Header, Indicator

_PAGE_LINK = re.compile(r"[上下]一(?:条|篇)\s*[：:]|打印本页|关闭窗口|版权所有|相关(?:推荐|阅读|链接)")
"""Lines of a web page about other pages."""
_PROSPECTIVE = re.compile(
    r"下一?步|下一?阶段|工作打算|工作计划|工作安排|工作措施|改进措施|整改措施|对策|总体目标|主要目标|预期目标|工作目标|"
    r"目标任务$|总体要求|工作思路|明年|下半年工作|四季度工作|努力方向|[有相]关要求|几点要求|工作要求|下步"
)
_PLANNED_YEAR = re.compile(r"^(20\d{2})年")
_ORDERS = re.compile(r"^[一二三四五六七八九十]要(?!素|点)")
_RULE_WORDS = re.compile(
    r"每[^，。；]{1,14}(?:扣|加)\d|不得分|得满分|[亮为][红黄绿]灯|评为[^，。]{0,4}等次|倒扣"
)
_RULES = re.compile(
    r"计分|评分|考核方式|考核办法|考评方式|考评办法|评价办法|评价方式|加分扣分|加扣分|奖惩|奖励|处罚|预警|督查|约谈|报送|保障|"
    r"结果运用|结果应用|等次|评定"
)
_LISTED_WEIGHT = re.compile(
    r"(?:分值|权重)?[：:]?\d+(?:\.\d+)?分?[；;，,、][^（()）]{0,4}(?:责任|牵头|主办|考核|配合)"
)


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above the paragraph being read."""

    period: str | None = None
    entities: tuple[str, ...] = ()


def find_text_facts(document: Document, header: Header, indicators: Sequence[Indicator]) -> tuple[Fact, ...]:
    """The facts of the document's paragraphs in reading order."""
    owned: dict[int, list[Indicator]] = {}
    for indicator in indicators:
        if indicator.evidence.row is None:
            owned.setdefault(indicator.evidence.block, []).append(indicator)
    facts: list[Fact] = []
    above = _Above()
    for paragraph in document.paragraphs:
        if paragraph.role in ("title", "caption") or _PAGE_LINK.search(paragraph.text):
            continue
        own = owned.get(paragraph.index, [])
        scope = _scope(document, header, paragraph, own[0] if len(own) == 1 else None, above)
        drafts = [d for d in read_facts(paragraph.text, scope) if not _is_listed_weight(paragraph, d, own)]
        facts.extend(_facts(document, paragraph, drafts, indicators, header.issuer))
        above = _next_above(paragraph, scope, above)
    return tuple(facts)


def _scope(
    document: Document, header: Header, paragraph: Paragraph, indicator: Indicator | None, above: _Above
) -> Scope:
    titles = [h.title for h in document.headings(paragraph)]
    if paragraph.heading:
        titles.append(paragraph.heading.title)
    entities = (heading_entity(title, header.region, above.entities) for title in reversed(titles))
    planned = _planned_year(titles, header)
    return Scope(
        periods=PeriodContext(period=planned or header.period, date=header.date),
        region=header.region,
        topic=indicator.name if indicator else _topic(document, paragraph),
        about=next((said for title in titles if (said := report_subject(title))), "") or _reported(header),
        period=planned or above.period,
        entity=next((entity for entity in entities if entity), None) or _bearer(titles, paragraph.text),
        prospective=any(_PROSPECTIVE.search(title) for title in titles)
        or _PLAN.search(header.title or "") is not None
        or _ORDERS.match(paragraph.text) is not None
        or (header.doc_type == "notice" and indicator is not None),
        rules=header.doc_type == "notice" and _lays_down_rules(titles, paragraph.text),
    )


def _bearer(titles: Sequence[str], text: str) -> str | None:
    """The department whose heading stands over what it is charged with (区商务局 … 承担指标7项)."""
    offices = (title.strip("：: 。") for title in reversed(titles[-1:]))
    charged = re.match(r"\s*(?:共|全年|目前)?(?:承担|牵头)", text) is not None
    return next((o for o in offices if charged and _OFFICE_HEADING.fullmatch(o)), None)


_OFFICE_HEADING = re.compile(r"[\u4e00-\u9fff]{2,16}(?:局|委|办|办公室|委员会|中心|公司|镇|乡|街道|部门)")
_PLAN = re.compile(r"(?:民生实事|办实事)(?:项目|工程)?(?:清单|计划|安排)?$")
"""A title that lays down what a year is to bring (民生实事项目清单)."""


def _reported(header: Header) -> str:
    """What the document's title says that it reports on (关于三季度全市重点项目推进情况的通报 →
    重点项目), "" where it says nothing of the kind."""
    words = _TITLE_OPENING.sub("", (header.title or "").replace(header.region or "\n", ""))
    words = re.sub(r"的?(?:督查|专项)*(?:通报|报告|汇报|分析|说明|公示)$", "", words)
    said = report_subject(words)
    if assessed := re.search(r"(?:目标|绩效|综合)*(?:考核|考评|测评)(?=(?:得分|结果|排名|成绩))", words):
        return assessed.group()
    return said if re.search(r"(?:项目|工程|实事|改造|建设|行动)$", said) else ""


_TITLE_OPENING = re.compile(
    r"^关于|(?:20\d{2}年度?)?(?:第?[一二三四前上下]{1,2}(?:个?季度|半年)|\d{1,2}(?:[-—－至]\d{1,2})?月份?)|20\d{2}年度?|全[省市县区州]"
)


def _planned_year(titles: Sequence[str], header: Header) -> str | None:
    """The year that a heading plans for (2026年工作安排) where it is not the document's own, else None."""
    own = (header.period or "")[:4]
    for title in reversed(titles):
        year = _PLANNED_YEAR.match(title)
        if year and own and year.group(1) > own and _PROSPECTIVE.search(title):
            return year.group(1)
    return None


def _lays_down_rules(titles: Sequence[str], text: str) -> bool:
    return any(_RULES.search(title) for title in titles) or _RULE_WORDS.search(text) is not None


def _topic(document: Document, paragraph: Paragraph) -> str:
    """The measure that the paragraph's own heading names, else the nearest heading above that stands
    alone (an inline heading speaks for its own paragraph only)."""
    if paragraph.heading is not None:
        return title_subject(paragraph.heading.title)
    if paragraph.section is None:
        return ""
    section = document.sections[paragraph.section]
    carrier = document.blocks[section.block]
    alone = isinstance(carrier, Paragraph) and section.heading.end >= len(carrier.text)
    return title_subject(section.heading.title) if alone else ""


def _next_above(paragraph: Paragraph, scope: Scope, above: _Above) -> _Above:
    """A line that introduces a list hands its period on; a heading ends it. Entities stay known."""
    entities = above.entities
    if scope.entity and scope.entity not in entities:
        entities = (*entities, scope.entity)
    if carried := carried_period(paragraph.text, scope):
        return _Above(carried, entities)
    if paragraph.heading is not None and paragraph.heading.level <= 2:
        return _Above(None, entities)
    return replace(above, entities=entities)


def _is_listed_weight(paragraph: Paragraph, draft: FactDraft, own: Sequence[Indicator]) -> bool:
    if draft.unit != "分" or draft.role not in ("weight", "score"):
        return False
    if re.search(r"(?:得|得分)[：:为是]?$", paragraph.text[: draft.anchor]):
        return False
    if any(indicator.weight == draft.value for indicator in own):
        return True
    around = paragraph.text[max(0, draft.anchor - 4) : draft.anchor + 16]
    return _LISTED_WEIGHT.search(around) is not None


def _facts(
    document: Document,
    paragraph: Paragraph,
    drafts: Sequence[FactDraft],
    indicators: Sequence[Indicator],
    issuer: str | None,
) -> Iterator[Fact]:
    for draft in drafts:
        evidence = evidence_in(paragraph, draft.start, draft.end, draft.anchor)
        yield Fact(
            key=record_key(document, evidence, "facts"),
            indicator=draft.indicator,
            role=draft.role,
            value=draft.value,
            unit=draft.unit,
            quote=evidence.quote,
            evidence=evidence,
            op=draft.op,
            period=draft.period,
            entity=None if _is_own(draft.entity, issuer) else draft.entity,
            of=draft.of,
            high=draft.high,
            indicator_ref=_reference(draft.indicator, indicators),
            confidence=draft.confidence,
        )


def _is_own(entity: str | None, issuer: str | None) -> bool:
    """True for the department itself whose paper it is (市交通局 of 岚州市交通局)."""
    return entity is not None and issuer is not None and len(entity) > 3 and issuer.endswith(entity)


def _reference(name: str, indicators: Sequence[Indicator]) -> str | None:
    """The listed indicator of the same printed name, None where there is none or more than one."""
    same = [i.key for i in indicators if name in (i.name, *i.aliases)]
    return same[0] if len(same) == 1 else None
