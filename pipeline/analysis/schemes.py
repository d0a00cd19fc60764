"""A notice's reading becomes a draft scheme; a report finds the schemes of its region and year.

A draft holds what the notice says and nothing else: its indicators with weights and responsible units,
the targets of its text and tables (staged ones with their own period), the stated total of points, the
light rules that can be executed, and every rule as printed. A person confirms it. Two schemes that fit
are both returned, never merged.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.text.catalogue import load_catalogue
from extractors.text.printed_values import decimal_of
from pipeline.analysis.kinds import direction_of, kind_of
from pipeline.analysis.light_rules import LightRules, ranked_of, read_light_rules
from pipeline.analysis.linking import indicator_names, link_facts
from pipeline.analysis.sources import reading_year, same_region
from pipeline.analysis.targets import target_in_force, targets_of, worded_target
from schemas.period import Period
from schemas.reading import NormalFact, NormalIndicator, Reading
from schemas.records import Rule
from schemas.scheme import Scheme, SchemeIndicator, SchemeRule, Target

_TOTAL = re.compile(r"总分|满分|合计|总计|总分值|考核(?:总)?分|综合")


def draft_scheme(reading: Reading) -> Scheme | None:
    """The draft scheme of a notice; None where the document is none, lists no indicator, or names no
    region or year."""
    header = reading.records.document
    year = reading_year(reading)
    if header.doc_type != "notice" or not reading.indicators or not header.region or year is None:
        return None
    bare = _bare_scheme(reading, header.region, year)
    linked = link_facts(bare, (reading,))
    indicators = tuple(
        _with_targets(indicator, item, targets_of(linked[indicator.key]), reading, year)
        for indicator, item in zip(bare.indicators, reading.indicators, strict=True)
    )
    return replace(bare, indicators=indicators)


def _bare_scheme(reading: Reading, region: str, year: int) -> Scheme:
    header = reading.records.document
    light_texts = [rule.text for rule in reading.records.rules if rule.kind == "light"]
    ranked = _ranked(reading)
    lights = read_light_rules(light_texts, ranked)
    bands = lights.rank_bands
    total = stated_total(reading)
    return Scheme(
        id=f"{region}-{year}-{reading.document_id[:8]}",
        title=header.title or reading.file_name,
        region=region,
        year=year,
        state="draft",
        document_id=reading.document_id,
        file_name=reading.file_name,
        indicators=tuple(_indicator(item) for item in reading.indicators),
        stated_total=total.value if total else None,
        stated_total_evidence=total.fact.evidence if total else None,
        rank_bands=bands,
        ranked=ranked or (bands[-1].last if bands else None),
        rules=tuple(_rule(rule, lights) for rule in reading.records.rules),
        progress_bands=lights.progress_bands,
        completion_bands=lights.completion_bands,
    )


def _rule(rule: Rule, lights: LightRules) -> SchemeRule:
    reasons = [reason for text, reason in lights.unexecuted if rule.kind == "light" and text == rule.text]
    return SchemeRule(rule.kind, rule.text, rule.evidence, "；".join(reasons))


def _indicator(item: NormalIndicator) -> SchemeIndicator:
    record = item.indicator
    entry = load_catalogue().by_code(item.code) if item.code else None
    names = indicator_names(record)
    return SchemeIndicator(
        key=record.key,
        number=record.number,
        name=record.name,
        aliases=names[1:],
        code=item.code,
        category=record.category,
        weight=decimal_of(record.weight),
        responsible=record.responsible,
        kind=kind_of(record.name, entry, None),
        direction=direction_of(record.name, entry, None),
        targets=(),
        evidence=record.evidence,
    )


def _with_targets(
    indicator: SchemeIndicator,
    item: NormalIndicator,
    targets: tuple[Target, ...],
    reading: Reading,
    year: int,
) -> SchemeIndicator:
    whole = Period.year(year)
    own = tuple(
        t for t in targets if t.period is None or whole.contains(t.period) or t.period.contains(whole)
    )
    if item.indicator.target_text and not own:
        own = (worded_target(item.indicator, whole, reading.document_id),)
    entry = load_catalogue().by_code(item.code) if item.code else None
    chosen = target_in_force(own, whole, reading.document_id)
    return replace(
        indicator,
        targets=own,
        kind=kind_of(indicator.name, entry, chosen),
        direction=direction_of(indicator.name, entry, chosen),
    )


def stated_total(reading: Reading) -> NormalFact | None:
    """The fact that states the total of points: of the points that belong to no indicator and no group,
    one that is called a total (总分, 满分), else the largest; None where there is none."""
    groups = {i.indicator.category for i in reading.indicators}
    stated = [
        fact
        for fact in reading.facts
        if fact.fact.role == "weight" and fact.value is not None and fact.fact.entity is None
        and fact.fact.indicator_ref is None and fact.fact.indicator not in groups
    ]  # fmt: skip
    called = [fact for fact in stated if _TOTAL.search(f"{fact.fact.indicator}{fact.fact.quote}")]
    return max(called or stated, key=lambda fact: fact.value or 0, default=None)


def _ranked(reading: Reading) -> int | None:
    """Out of how many the ranks are: as most rank facts say, else as rules and column heads say."""
    printed = Counter(f.fact.of for f in reading.facts if f.fact.role == "rank" and f.fact.of)
    if printed:
        of, _ = max(printed.items(), key=lambda pair: (pair[1], pair[0]))
        return int(of) if of.isdigit() else None
    texts = [rule.text for rule in reading.records.rules]
    columns = [fact.fact.column for fact in reading.facts if fact.fact.column]
    return ranked_of([*texts, *columns])


def choose_schemes(reading: Reading, schemes: Sequence[Scheme]) -> tuple[Scheme, ...]:
    """The schemes that a report is set against: of its region and year, confirmed before drafts."""
    year = reading_year(reading)
    fitting = [
        s for s in schemes if s.year == year and same_region(s.region, reading.records.document.region)
    ]
    return tuple(
        sorted(fitting, key=lambda s: (s.region != reading.records.document.region, s.state == "draft", s.id))
    )
