"""The same thing said twice: an indicator in the body and in the attached table (name, weight, responsible
units), a figure in the text and in a table, a target in the notice and in a report.

Abbreviations of a name, short names of a unit and rounding are no differences. Of a figure that stands in
several tables any that agrees is enough. Hopes (力争, 确保) in a report's text are no other target.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.text.catalogue import load_catalogue
from extractors.text.matching import likeness, match_name, stem
from extractors.text.organisation_names import canonical_unit
from extractors.text.printed_values import decimal_of
from pipeline.analysis.check_counts import colours_of
from pipeline.analysis.findings import (
    evidence_of,
    finding,
    interval_of,
    is_exact,
    printed,
    same_thing,
    with_corrections,
)
from pipeline.analysis.linking import link_facts
from pipeline.analysis.schemes import choose_schemes
from pipeline.analysis.sources import alike_dimension
from schemas.analysis import Check, Source
from schemas.evidence import folded
from schemas.reading import NormalFact, Reading
from schemas.records import FactRole, Indicator
from schemas.scheme import Scheme, SchemeIndicator, Target

_COMPARED: frozenset[FactRole] = frozenset(
    {"actual", "yoy", "completion", "share", "rank", "score", "budget", "deduction"}
)
_WHOLE = re.compile(r"全年|合计|共计|总计|累计|共")
_TRANSPOSABLE = 4


def check_body_table(reading: Reading) -> Iterator[Check]:
    """Findings on indicators that stand both in the body and in a table."""
    for record in reading.records.indicators:
        if record.table_evidence is not None and record.table_evidence != record.evidence:
            yield from _names(reading, record)
            yield from _weights(reading, record)
            yield from _responsible(reading, record)


def _label(record: Indicator) -> str:
    return f"第{record.number}项“{record.name}”" if record.number else f"“{record.name}”"


def _names(reading: Reading, record: Indicator) -> Iterator[Check]:
    table = record.table_name
    if not table or folded(table) == folded(record.name):
        return
    alike = likeness(record.name, table)
    same = not alike.conflict and (stem(record.name) == stem(table) or _one_entry(record.name, table))
    reason = (
        "同一指标的不同写法" if same else alike.reason if alike.conflict else "字面有出入，请核对是否笔误"
    )
    yield finding(
        reading,
        "bodytable.name",
        "remark" if same else "warning",
        f"{_label(record)}在表中写作“{table}”（{reason}）",
        f"正文“{record.name}”；表“{table}”",
        (record.evidence, record.table_evidence),
    )


def _one_entry(left: str, right: str) -> bool:
    """True where the catalogue knows both names as written, as one indicator."""
    matches = [match_name(name, load_catalogue()) for name in (left, right)]
    known = all(match.target and match.candidates[0][1] == 1 for match in matches)
    return known and matches[0].target == matches[1].target


def _weights(reading: Reading, record: Indicator) -> Iterator[Check]:
    body, table = decimal_of(record.weight), decimal_of(record.table_weight)
    if body is not None and table is not None and body != table:
        yield finding(
            reading,
            "bodytable.weight",
            "error",
            f"{_label(record)}正文分值{record.weight}分，表中{record.table_weight}分",
            f"正文 {record.weight}；表 {record.table_weight}",
            (record.evidence, record.table_evidence),
        )


def _responsible(reading: Reading, record: Indicator) -> Iterator[Check]:
    """Units that the table names and the body doesn't; a table may name the lead alone."""
    if not record.responsible or not record.table_responsible:
        return
    body = {canonical_unit(name) for name in record.responsible}
    others = [name for name in record.table_responsible if not _is_named(name, body)]
    if others:
        yield finding(
            reading,
            "bodytable.responsible",
            "warning",
            f"{_label(record)}表中责任单位“{'、'.join(others)}”在正文中没有（正文为“{'、'.join(record.responsible)}”）",
            f"正文 {'、'.join(record.responsible)}；表 {'、'.join(record.table_responsible)}",
            (record.evidence, record.table_evidence),
        )


def _is_named(name: str, body: set[str]) -> bool:
    own = canonical_unit(name)
    short = re.sub(r"^[县区市省]", "", own)
    return own in body or any(short in other or re.sub(r"^[县区市省]", "", other) in short for other in body)


# text and table


def check_text_table(reading: Reading) -> Iterator[Check]:
    """Findings on figures that stand in the text and in a table of one document. Counts of lights have a
    check of their own; a figure that equals the measure's target is the target, quoted."""
    compared = [
        f for f in reading.facts if f.fact.role in _COMPARED and is_exact(f) and not _is_light_count(f)
    ]
    tables = [f for f in compared if f.fact.source == "table"]
    texts = [f for f in compared if f.fact.source == "text"]
    for fact in texts:
        same = [other for other in tables if _same_statement(fact, other)]
        if not same:
            continue
        told = [other for other in texts if _same_statement(other, same[0])]
        if not any(_agree(a, b) for a in told for b in same) and not _is_target(reading, fact):
            yield _value_finding(reading, "texttable.value", fact, same[0], fact.fact.indicator)
    yield from _transposed(reading, texts, tables)
    yield from _points_in_all(reading, texts, tables)


def _is_light_count(fact: NormalFact) -> bool:
    return fact.fact.role == "actual" and bool(colours_of(fact))


def _is_target(reading: Reading, fact: NormalFact) -> bool:
    return any(
        other.fact.role == "target" and other.value == fact.value and same_thing(other, fact)
        for other in reading.facts
    )


def _value_finding(reading: Reading, code: str, text: NormalFact, table: NormalFact, name: str) -> Check:
    return finding(
        reading,
        code,
        "error",
        f"{name}：文中为{printed(text)}，表中为{printed(table)}",
        f"文中 {printed(text)}；表中 {printed(table)}",
        evidence_of([text, table]),
    )


def _transposed(
    reading: Reading, texts: Sequence[NormalFact], tables: Sequence[NormalFact]
) -> Iterator[Check]:
    """A figure of the text whose digits are those of a table's figure with two neighbours exchanged, and
    which no table holds as it is."""
    for text in texts:
        like = [t for t in tables if t.fact.unit == text.fact.unit and t.fact.role == text.fact.role]
        if any(table.value == text.value for table in like):
            continue
        for table in like:
            if _is_exchanged(text.fact.value, table.fact.value):
                name = table.fact.column or table.fact.indicator
                yield _value_finding(
                    reading,
                    "texttable.transposed",
                    text,
                    table,
                    f"{text.fact.indicator}与表中“{name}”疑似数字颠倒",
                )
                break


def _is_exchanged(left: str, right: str) -> bool:
    if len(left) != len(right) or sum(sign.isdigit() for sign in left) < _TRANSPOSABLE:
        return False
    apart = [place for place, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and left[apart[0]] == right[apart[1]]
        and left[apart[1]] == right[apart[0]]
    )


def _points_in_all(
    reading: Reading, texts: Sequence[NormalFact], tables: Sequence[NormalFact]
) -> Iterator[Check]:
    """Points expected to be lost in all, by the text, against the total row of the table's column."""
    lost = [f for f in tables if f.fact.role == "deduction"]
    totals = [f for f in lost if f.fact.entity is None]
    if len(totals) != 1 or len(lost) < 3 or not all(f.fact.entity for f in lost if f is not totals[0]):
        return
    for text in texts:
        about_all = (
            text.fact.role == "deduction" and text.fact.entity is None and text.fact.indicator_ref is None
        )
        if about_all and _WHOLE.search(text.fact.quote) and not _agree(text, totals[0]):
            yield _value_finding(reading, "texttable.value", text, totals[0], "扣分合计")


def _same_statement(text: NormalFact, table: NormalFact) -> bool:
    return (
        text.fact.role == table.fact.role
        and text.period == table.period
        and alike_dimension(text.dimension, table.dimension)
        and same_thing(text, table)
    )


def _agree(left: NormalFact, right: NormalFact) -> bool:
    a, b = interval_of(left), interval_of(right)
    return a is not None and b is not None and a.meets(b)


# notice and report


def check_targets(reading: Reading, schemes: Sequence[Scheme]) -> Iterator[Check]:
    """Findings on targets that a report's table states otherwise than the scheme."""
    if reading.records.document.doc_type == "notice":
        return
    for scheme in choose_schemes(reading, schemes):
        linked = link_facts(scheme, (reading,))
        for indicator in scheme.indicators:
            stated = [
                item.fact
                for item in linked[indicator.key]
                if item.exact and item.fact.fact.role == "target" and item.fact.fact.source == "table"
                and item.fact.value is not None
            ]  # fmt: skip
            yield from _target(reading, scheme, indicator, stated)


def _target(
    reading: Reading, scheme: Scheme, indicator: SchemeIndicator, stated: Sequence[NormalFact]
) -> Iterator[Check]:
    for fact in stated:
        laid_down = [
            t
            for t in indicator.targets
            if t.value is not None
            and t.period == fact.period
            and alike_dimension(t.dimension, fact.dimension)
        ]
        if laid_down and all(target.value != fact.value for target in laid_down):
            yield _target_finding(reading, scheme, indicator, fact, laid_down[0])


def _target_finding(
    reading: Reading, scheme: Scheme, indicator: SchemeIndicator, fact: NormalFact, target: Target
) -> Check:
    found = finding(
        reading,
        "agreement.target",
        "warning",
        f"{indicator.name}：方案目标为{target.text}，{reading.file_name}中为{printed(fact)}",
        f"方案 {target.text}；报告 {printed(fact)}",
        evidence_of([fact]),
    )
    if target.evidence is None:
        return found
    source = Source(
        scheme.document_id,
        scheme.file_name,
        target.evidence,
        target.correction,
        subject=indicator.name,
        column="目标",
    )
    return Check(
        code=found.code,
        level=found.level,
        text=with_corrections(found.text, (source,)),
        arithmetic=found.arithmetic,
        sources=(source, *found.sources),
        document_id=found.document_id,
    )
