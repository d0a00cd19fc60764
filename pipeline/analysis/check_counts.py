"""Stated counts against what is listed: indicators (30项指标, 上述4项指标), lights (绿20、黄8、红2) against
the total stated beside them and against the lights printed in the table, moves in rank (后退的5项) against
the table's arrows.

A count is set against the list only where the words say that it counts that list. Of several totals in
one paragraph any that agrees confirms; a difference is only flagged where one total is meant.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.text.printed_values import decimal_of
from pipeline.analysis.findings import evidence_of, finding, is_exact, place_of, words
from schemas.analysis import Check
from schemas.reading import NormalFact, Reading
from schemas.records import LIGHT_SIGNS, LightColour

_COLOUR_WORD = re.compile(r"[红黄绿蓝橙]+(?=[灯色牌]|$|指标|预警)")
_CHANGED = re.compile(r"增加|减少|上升|下降|压减|连续|转")
_UNLIT = re.compile(r"未亮|不亮|未评|无灯|灰灯|暂无|未纳入|无数据")
_COUNT_UNITS = frozenset({"项", "个", "条", "件"})
_NOT_LIST = re.compile(r"[红黄绿蓝橙]|达到|完成|后退|前移|上升|下降|加分|扣分|预警|可按|其中|未|已|主要")
_REFERS_BACK = re.compile(r"(?:上述|以上|前述)\d+[项个]")
_FELL = re.compile(r"后退|退位|下降|下滑|退步")
_ROSE = re.compile(r"前移|进位|上升|提升|前进")


def check_counts(reading: Reading) -> Iterator[Check]:
    """Findings on the stated counts of one document."""
    yield from _listed(reading)
    yield from _referred_back(reading)
    for unit, role in (("项", "actual"), ("分", "weight")):
        yield from _light_sums(reading, unit, role)
    yield from _lights_in_table(reading)
    yield from _rank_moves(reading)


# listed indicators


def _listed(reading: Reading) -> Iterator[Check]:
    """How many indicators a notice says it lays down. Other papers list only some of them, so there a
    count that agrees is confirmed and none is flagged."""
    number = len(reading.indicators)
    stated = [
        fact
        for fact in _counts(reading)
        if "指标" in fact.fact.indicator and not _NOT_LIST.search(fact.fact.indicator)
        and fact.fact.entity is None and fact.fact.source == "text"
    ]  # fmt: skip
    if number < 3 or not stated:
        return
    agreeing = [fact for fact in stated if fact.value == number]
    if agreeing or (reading.records.document.doc_type == "notice" and len({f.value for f in stated}) == 1):
        fact = (agreeing or stated)[0]
        yield finding(
            reading,
            "counts.indicators",
            "warning",
            f"文中称{fact.fact.value}{fact.fact.unit}指标，实际列出{number}项",
            f"所印 {fact.fact.value}；列出 {number}",
            evidence_of([fact]),
            holds=bool(agreeing),
        )


def _referred_back(reading: Reading) -> Iterator[Check]:
    """上述4项指标 against the group listed last before these words: how many, or its last printed number."""
    for fact in _counts(reading):
        if (
            not _REFERS_BACK.search(fact.fact.quote)
            or "指标" not in f"{fact.fact.quote}{fact.fact.indicator}"
        ):
            continue
        before = [r for r in reading.records.indicators if r.evidence.block < fact.fact.evidence.block]
        if not before:
            continue
        group = [record for record in before if record.category == before[-1].category]
        holds = fact.value in (len(group), decimal_of(group[-1].number))
        yield finding(
            reading,
            "counts.above",
            "warning",
            f"文中称“上述{fact.fact.value}{fact.fact.unit}指标”，前文列出{len(group)}项",
            f"所印 {fact.fact.value}；列出 {len(group)}（{'、'.join(record.name for record in group)}）",
            (fact.fact.evidence, *(record.evidence for record in group)),
            holds=holds,
        )


def _counts(reading: Reading) -> list[NormalFact]:
    return [
        fact
        for fact in reading.facts
        if fact.fact.role == "actual" and fact.fact.unit in _COUNT_UNITS and is_exact(fact)
    ]


# lights


def colours_of(fact: NormalFact) -> frozenset[LightColour]:
    """The colours that a count is of: one for 绿灯指标, two for 红黄灯指标, none for any other count."""
    name = fact.fact.indicator.replace("、", "")
    word = _COLOUR_WORD.search(name)
    return (
        frozenset(LIGHT_SIGNS[sign] for sign in word[0])
        if word and not _CHANGED.search(name)
        else frozenset()
    )


def _light_sums(reading: Reading, unit: str, role: str) -> Iterator[Check]:
    """Green, yellow and red against the total beside them; red and yellow against their printed sum."""
    facts = [f for f in reading.facts if f.fact.role == role and is_exact(f) and _counts_unit(f, unit)]
    places = dict.fromkeys((place_of(f), f.fact.entity) for f in facts if colours_of(f))
    for place, entity in places:
        here = [f for f in facts if place_of(f) == place and f.fact.entity == entity]
        some_unlit = any(_UNLIT.search(f.fact.indicator) for f in reading.facts if place_of(f) == place)
        for group in _light_groups(here):
            yield from _joined_sum(reading, group)
            yield from _total_sum(reading, group, some_unlit=some_unlit)


@dataclass(frozen=True, slots=True)
class _LightGroup:
    """The lights counted together: one count a colour, printed sums of several, what has no light, and
    the totals before."""

    single: dict[LightColour, NormalFact]
    joined: tuple[NormalFact, ...]
    unlit: tuple[NormalFact, ...]
    totals: tuple[NormalFact, ...]


def _light_groups(facts: Sequence[NormalFact]) -> Iterator[_LightGroup]:
    """The counts of one place in groups: a colour that comes again begins a new one."""
    single: dict[LightColour, NormalFact] = {}
    others: dict[str, list[NormalFact]] = {"joined": [], "unlit": [], "totals": []}
    for fact in facts:
        colours = colours_of(fact)
        kind = "joined" if colours else "unlit" if _UNLIT.search(fact.fact.indicator) else "totals"
        again = len(colours) == 1 and colours <= set(single)
        if again or (kind == "totals" and single):
            yield _group(single, others)
            single, others = {}, {"joined": [], "unlit": [], "totals": []}
        if len(colours) == 1:
            single[next(iter(colours))] = fact
        else:
            others[kind].append(fact)
    yield _group(single, others)


def _group(single: dict[LightColour, NormalFact], others: dict[str, list[NormalFact]]) -> _LightGroup:
    return _LightGroup(single, tuple(others["joined"]), tuple(others["unlit"]), tuple(others["totals"]))


def _counts_unit(fact: NormalFact, unit: str) -> bool:
    return fact.fact.unit in _COUNT_UNITS if unit == "项" else fact.fact.unit == unit


def _joined_sum(reading: Reading, group: _LightGroup) -> Iterator[Check]:
    for joined in group.joined:
        colours = colours_of(joined)
        if colours <= set(group.single):
            parts = [group.single[colour] for colour in sorted(colours)]
            yield _sum_finding(reading, "counts.lights_joined", parts, joined)


def _total_sum(reading: Reading, group: _LightGroup, *, some_unlit: bool) -> Iterator[Check]:
    """All three colours, and what has no light, against a total stated before them, any of several. Where
    some have no light and their number or points are not printed a difference is not judged."""
    if not {"green", "yellow", "red"} <= set(group.single) or not group.totals:
        return
    parts = (*group.single.values(), *group.unlit)
    summed = sum((fact.value for fact in parts if fact.value is not None), Decimal(0))
    agreeing = [fact for fact in group.totals if fact.value == summed]
    called = [fact for fact in group.totals if "指标" in fact.fact.indicator]
    judged = len(called) == 1 and (bool(group.unlit) or not some_unlit)
    if agreeing or judged:
        yield _sum_finding(reading, "counts.lights", parts, (agreeing or called)[-1])


def _sum_finding(reading: Reading, code: str, parts: Sequence[NormalFact], total: NormalFact) -> Check:
    summed = sum((fact.value for fact in parts if fact.value is not None), Decimal(0))
    holds = summed == total.value
    names = "、".join(f"{fact.fact.indicator}{fact.fact.value}{fact.fact.unit}" for fact in parts)
    return finding(
        reading,
        code,
        "error",
        f"{names}，合计{words(summed)}{total.fact.unit}，"
        f"与所印{total.fact.indicator}{total.fact.value}{total.fact.unit}{'一致' if holds else '不一致'}",
        f"{' + '.join(fact.fact.value for fact in parts)} = {words(summed)}；所印 {total.fact.value}",
        evidence_of([total, *parts]),
        holds=holds,
    )


def _lights_in_table(reading: Reading) -> Iterator[Check]:
    """Light counts of the text against the lights that the table prints row by row."""
    printed = [
        light for light in reading.records.lights if light.entity is None and light.evidence.row is not None
    ]
    if len(printed) < 3:
        return
    rows = Counter(light.light for light in printed)
    stated: dict[LightColour, NormalFact] = {}
    for fact in _counts(reading):
        colours = colours_of(fact)
        if (
            len(colours) == 1
            and fact.fact.entity is None
            and fact.fact.source == "text"
            and fact.fact.period is None
        ):
            stated.setdefault(next(iter(colours)), fact)
    if sum(int(fact.value or 0) for fact in stated.values()) != len(printed):
        return
    for colour, fact in stated.items():
        holds = fact.value == rows[colour]
        places = [light.evidence for light in printed if light.light == colour]
        yield finding(
            reading,
            "counts.lights_table",
            "error",
            f"文中称{fact.fact.indicator}{fact.fact.value}{fact.fact.unit}，表中为{rows[colour]}项",
            f"所印 {fact.fact.value}；表中 {rows[colour]}",
            (fact.fact.evidence, *places),
            holds=holds,
        )


# moves in rank


def _rank_moves(reading: Reading) -> Iterator[Check]:
    """位次后退的5项 against the moves that the table prints."""
    moves = [
        fact
        for fact in reading.facts
        if fact.fact.role == "change" and fact.fact.source == "table" and fact.dimension == "rank"
        and fact.value is not None and fact.fact.entity is None
    ]  # fmt: skip
    if len(moves) < 3:
        return
    for fact in _counts(reading):
        name = fact.fact.indicator
        if "位次" not in name and "排名" not in name and "名次" not in name:
            continue
        fell, rose = bool(_FELL.search(name)), bool(_ROSE.search(name))
        if fell == rose or fact.fact.source != "text":
            continue
        counted = [m for m in moves if m.value is not None and (m.value < 0) == fell and m.value != 0]
        yield finding(
            reading,
            "counts.rank_moves",
            "warning",
            f"文中称{name}{fact.fact.value}{fact.fact.unit}，表中为{len(counted)}项",
            f"所印 {fact.fact.value}；表中 {len(counted)}",
            evidence_of([fact, *counted]),
            holds=fact.value == len(counted),
        )
