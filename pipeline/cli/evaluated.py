"""How a measurement of the reading is told: figures, tenths and faults in Chinese, or as JSON.

A fault is told with its place and words: what was read at its evidence, what was missed where gold's words
stand in the paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.briefs.wording import (
    ITEM_KIND_NAMES,
    ITEM_STATUS_NAMES,
    ROLE_NAMES,
    RULE_KIND_NAMES,
    TYPE_NAMES,
)
from pipeline.cli.words import plain
from pipeline.evaluation.calibration import Tenth, tenths
from pipeline.evaluation.figures import Count, total
from pipeline.evaluation.gold import ANY_PERIOD, GoldFact, GoldIndicator, GoldItem, GoldRule, GoldText
from pipeline.evaluation.quotes import place_of, words_of
from pipeline.evaluation.scoring import Fault, GoldEntry, ReadEntry, Score, score
from pipeline.run.evaluated import Candidate
from schemas.quantity import OPERATOR_SIGNS
from schemas.records import Fact, FactRole, Indicator, Issue, Item, Measure, Rule

COUNT_NAMES = {
    "facts.full": "数据（名称、口径、数值、主体、期间全对）",
    "facts.value": "数据（口径、数值对）",
    "facts.number": "数据（数值、单位对）",
    "facts.value: name": "  其中名称对",
    "facts.value: entity": "  其中主体对",
    "facts.value: period": "  其中期间对",
    "facts.value: op": "  其中限定词对",
    "masked": "隐去的数据（全对）",
    "indicators": "指标",
    "indicators.weight": "  其中分值对",
    "indicators.responsible": "  其中责任单位对",
    "indicators.category": "  其中分组对",
    "issues": "问题",
    "measures": "措施",
    "items": "事项",
    "items.kind+status": "  其中类别和状态对",
    "rules": "规则",
    "header": "文件信息",
}
KIND_NAMES = {
    "header": "文件信息", "facts": "数据", "indicators": "指标", "issues": "问题", "measures": "措施",
    "items": "事项", "rules": "规则",
}  # fmt: skip
SORT_NAMES = {"missed": "漏读", "extra": "多读", "wrong": "读错"}
FIELD_NAMES = {
    "title": "标题", "doc_number": "发文字号", "issuer": "发文机关", "date": "成文日期", "doc_type": "类型",
    "region": "地区", "period": "期间", "truncated": "残缺", "value": "数值", "role": "口径",
    "indicator": "名称", "entity": "主体", "weight": "分值", "responsible": "责任单位", "category": "分组",
    "kind": "类别", "status": "状态",
}  # fmt: skip
_NONE = "（无）"


@dataclass(frozen=True)
class Measured:
    """An annotated paper with its score."""

    paper: Candidate
    score: Score


@dataclass(frozen=True)
class Measurement:
    """All annotated papers, the worst first, and the gold files that have none."""

    papers: tuple[Measured, ...]
    alone: tuple[str, ...]

    @cached_property
    def counts(self) -> dict[str, Count]:
        """The counts of all papers, in the order in which they are told."""
        summed = total(one.score.counts for one in self.papers)
        return {name: summed[name] for name in COUNT_NAMES if name in summed}

    @cached_property
    def roles(self) -> dict[FactRole, Count]:
        """The counts of whole facts by role."""
        counts: dict[FactRole, Count] = {}
        for one in self.papers:
            for role, count in one.score.roles.items():
                counts[role] = counts.get(role, Count()) + count
        return {role: counts[role] for role in ROLE_NAMES if role in counts}

    @cached_property
    def tenths(self) -> tuple[Tenth, ...]:
        """The records of all papers by confidence."""
        return tenths(verdict for one in self.papers for verdict in one.score.verdicts)


def measurement(papers: Sequence[Candidate], alone: Sequence[str]) -> Measurement:
    """The papers scored, the worst first."""
    scored = (Measured(paper, score(paper.gold, paper.records)) for paper in papers)
    return Measurement(
        tuple(sorted(scored, key=lambda one: (one.score.accuracy, one.paper.name))), tuple(alone)
    )


def count_row(name: str, count: Count) -> tuple[str, ...]:
    """A line of the tables of figures."""
    shares = (count.precision, count.recall, count.f1)
    return (name, *(f"{share:.3f}" for share in shares), str(count.gold), str(count.read), str(count.hit))


def paper_row(one: Measured) -> tuple[str, ...]:
    """A line of the table of papers: accuracy, then how many records are wrong in what way."""
    faults = [fault for fault in one.score.faults if fault.kind != "header"]
    sorts = (str(sum(fault.sort == sort for fault in faults)) for sort in SORT_NAMES)
    header = one.score.counts["header"]
    note = f"没有读出：{one.paper.fault}" if one.paper.fault else ""
    return (one.paper.name, f"{one.score.accuracy:.3f}", *sorts, f"{header.hit}/{header.gold}", note)


def tenth_row(tenth: Tenth) -> tuple[str, ...]:
    """A line of the table of confidence."""
    bounds = f"{tenth.highest:.2f}—{tenth.lowest:.2f}"
    return (f"第{tenth.number}等分", bounds, str(tenth.records), f"{tenth.wrong:.1%}")


def calibration_line(found: Sequence[Tenth]) -> str:
    """The least confident tenth beside the most confident."""
    first, last = found[0].wrong, found[-1].wrong
    ratio = f"，前者是后者的 {first / last:.2f} 倍" if last else ""
    return f"把握最大的十分之一错 {first:.1%}，最小的十分之一错 {last:.1%}{ratio}"


def fault_lines(fault: Fault, paper: Candidate) -> Iterator[str]:
    """What is wrong, where, and the two readings."""
    fields = "、".join(FIELD_NAMES[name] for name in fault.fields)
    what = f"（{fields}）" if fields else ""
    place, quote = _where(fault, paper)
    said = f"“{quote}”" if quote else ""
    yield f"  [{SORT_NAMES[fault.sort]}] {KIND_NAMES[fault.kind]}{what} {place}{said}".rstrip()
    if fault.gold is not None:
        yield f"      应为 {_told(fault.gold)}"
    if fault.read is not None:
        yield f"      读成 {_told(fault.read)}{_sureness(fault.read)}"


def as_json(measured: Measurement) -> dict[str, Any]:
    """Everything for programs."""
    return {
        "papers": len(measured.papers),
        "gold_without_paper": list(measured.alone),
        "figures": _figures(measured.counts),
        "roles": _figures(measured.roles),
        "calibration": [
            {
                "tenth": t.number,
                "highest": t.highest,
                "lowest": t.lowest,
                "records": t.records,
                "wrong": round(t.wrong, 4),
            }
            for t in measured.tenths
        ],
        "by_paper": [
            {
                "file": one.paper.name,
                "accuracy": round(one.score.accuracy, 4),
                "fault": one.paper.fault or None,
                "figures": _figures(one.score.counts),
                "faults": [_fault_json(fault, one.paper) for fault in one.score.faults],
            }
            for one in measured.papers
        ],
    }


def _figures(counts: Mapping[Any, Count]) -> dict[str, Any]:
    return {
        name: {
            "precision": round(count.precision, 4),
            "recall": round(count.recall, 4),
            "f1": round(count.f1, 4),
            "gold": count.gold,
            "read": count.read,
            "hit": count.hit,
        }
        for name, count in counts.items()
    }


def _fault_json(fault: Fault, paper: Candidate) -> dict[str, Any]:
    place, quote = _where(fault, paper)
    told = {
        side: entry if entry is None or isinstance(entry, str) else plain(entry)
        for side, entry in (("gold", fault.gold), ("read", fault.read))
    }
    return {
        "kind": fault.kind,
        "sort": fault.sort,
        "fields": list(fault.fields),
        "place": place or None,
        "quote": quote or None,
        **told,
    }


def _where(fault: Fault, paper: Candidate) -> tuple[str, str]:
    """The place and the words of a fault; "" where there are none."""
    if fault.kind == "header":
        found = paper.records.document.evidence.get(fault.fields[0])
        return (found.place.chinese(), found.quote) if found else ("", "")
    if isinstance(fault.read, ReadEntry):
        return fault.read.evidence.place.chinese(), fault.read.evidence.quote
    if isinstance(fault.gold, GoldEntry):
        words = words_of(fault.gold)
        place = place_of(paper.document, words) if paper.document else None
        return (place.chinese() if place else ""), words
    return "", ""


def _sureness(entry: ReadEntry | str) -> str:
    if isinstance(entry, str):
        return ""
    doubts = "；".join(entry.confidence.reasons)
    return f"（把握 {entry.confidence.value:.2f}{'：' if doubts else ''}{doubts}）"


def _told(entry: GoldEntry | ReadEntry | str) -> str:
    """A record in a line."""
    match entry:
        case str():
            return next((name for code, name in TYPE_NAMES.items() if code == entry), entry)
        case GoldFact() | Fact():
            return _fact_told(entry)
        case GoldIndicator() | Indicator():
            units = "、".join(entry.responsible) or _NONE
            group, weight = entry.category or _NONE, entry.weight or _NONE
            return f"{entry.name}　分值 {weight}　责任单位 {units}　分组 {group}"
        case GoldItem() | Item():
            return f"{entry.name}　{ITEM_KIND_NAMES[entry.kind]}　{ITEM_STATUS_NAMES[entry.status]}"
        case GoldRule() | Rule():
            return f"{entry.text}　{RULE_KIND_NAMES[entry.kind]}"
        case GoldText() | Issue() | Measure():
            return entry.text


def _fact_told(fact: GoldFact | Fact) -> str:
    sign = OPERATOR_SIGNS[fact.op] if fact.op else ""
    value = f"{fact.value}—{fact.high}" if fact.high else fact.value
    entity = (fact.entity or "").replace("|", "或")
    period = "" if fact.period == ANY_PERIOD else fact.period
    parts = (fact.indicator, ROLE_NAMES[fact.role], f"{sign}{value}{fact.unit}", entity, period)
    return "　".join(part for part in parts if part)
