"""Parts to the whole: score bands (100分的30个、95分以上的8个 …) to the number that was scored, and the
rows of a table's column to its total row. Counts are exact, measured amounts rounded."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.text.printed_values import PERCENT, POINT, RANK
from extractors.text.units import find_unit
from pipeline.analysis.findings import evidence_of, finding, interval_of, is_exact, place_of, words
from pipeline.analysis.interval import total as total_of
from schemas.analysis import Check
from schemas.reading import NormalFact, Reading
from schemas.records import FactRole

_BAND = re.compile(
    r"\d+(?:\.\d+)?分(?:以上|以下|及以上|及以下|以内|的|（|\(|[-—~至到]|之间)|(?:为|得)\d+(?:\.\d+)?分"
)
_BAND_WHOLE = re.compile(r"项目|单位|部门|事项|企业|乡镇|村")
_ADDITIVE: frozenset[FactRole] = frozenset({"actual", "budget", "weight", "deduction", "bonus", "target"})
_TOTAL_NAME = re.compile(r"合计|总计|小计|共计|总数|总额|^计$")


def check_parts(reading: Reading) -> Iterator[Check]:
    """Findings on the sums of one document."""
    yield from _score_bands(reading)
    yield from _table_totals(reading)


def _score_bands(reading: Reading) -> Iterator[Check]:
    texts = [f for f in reading.facts if f.fact.role == "actual" and f.fact.source == "text" and is_exact(f)]
    counts = [f for f in texts if f.dimension.startswith("count")]
    blocks = dict.fromkeys(place_of(f) for f in counts)
    for place in blocks:
        here = [f for f in counts if place_of(f) == place]
        bands = [f for f in here if _is_band(f)]
        wholes = [f for f in counts if not _is_band(f) and _BAND_WHOLE.search(f.fact.indicator)]
        near = (
            [f for f in wholes if place_of(f) == place and f.fact.unit == bands[0].fact.unit] if bands else []
        )
        if len(bands) >= 2 and near:
            yield _whole_finding(reading, "parts.score_bands", bands, near)


def _is_band(fact: NormalFact) -> bool:
    return bool(_BAND.search(fact.fact.indicator) or re.search(r"得分\d", fact.fact.indicator))


def _whole_finding(
    reading: Reading, code: str, parts: Sequence[NormalFact], wholes: Sequence[NormalFact]
) -> Check:
    summed = sum((f.value for f in parts if f.value is not None), Decimal(0))
    agreeing = [f for f in wholes if f.value == summed]
    whole = (agreeing or wholes)[0]
    names = "、".join(f"{f.fact.indicator}{f.fact.value}{f.fact.unit}" for f in parts)
    return finding(
        reading,
        code,
        "error",
        f"{names}，合计{words(summed)}{whole.fact.unit}，"
        f"与所印{whole.fact.indicator}{whole.fact.value}{whole.fact.unit}{'一致' if agreeing else '不一致'}",
        f"{' + '.join(f.fact.value for f in parts)} = {words(summed)}；所印 {whole.fact.value}",
        evidence_of([whole, *parts]),
        holds=bool(agreeing),
    )


# totals of tables


def _table_totals(reading: Reading) -> Iterator[Check]:
    columns: dict[tuple[int, int, str], list[NormalFact]] = {}
    for fact in reading.facts:
        place = fact.fact.evidence
        if fact.fact.source == "table" and place.col is not None and fact.fact.role in _ADDITIVE:
            columns.setdefault((place.block, place.col, fact.fact.role), []).append(fact)
    for facts in columns.values():
        yield from _column_total(reading, facts)


def _column_total(reading: Reading, facts: Sequence[NormalFact]) -> Iterator[Check]:
    """The last row of a column against the rows above, where it is a total of like and exact figures."""
    ordered = sorted(facts, key=lambda f: f.fact.evidence.row or 0)
    *parts, whole = ordered
    alike = len({f.dimension for f in ordered}) == 1 and whole.dimension not in (PERCENT, POINT, RANK)
    rows = {f.fact.evidence.row for f in ordered}
    if len(parts) < 2 or not alike or len(rows) != len(ordered) or not all(is_exact(f) for f in ordered):
        return
    if not _is_total(whole, parts):
        return
    intervals = [interval for f in parts if (interval := interval_of(f))]
    summed = sum((f.value for f in parts if f.value is not None), Decimal(0))
    own = interval_of(whole)
    unit = find_unit(whole.fact.unit)
    shown = words(summed / unit.factor if unit else summed)
    holds = own is not None and own.meets(total_of(intervals))
    column = whole.fact.column or whole.fact.indicator
    yield finding(
        reading,
        "parts.table_total",
        "error",
        f"表中“{column}”{len(parts)}行相加为{shown}{whole.fact.unit}，"
        f"与合计行{whole.fact.value}{whole.fact.unit}{'一致' if holds else '不一致'}",
        f"{' + '.join(f.fact.value for f in parts)} = {shown}；合计行 {whole.fact.value}",
        evidence_of([whole, *parts]),
        holds=holds,
    )


def _is_total(whole: NormalFact, parts: Sequence[NormalFact]) -> bool:
    """True where the last row is a sum: it is called one, or it alone has no entity."""
    if _TOTAL_NAME.search(whole.fact.indicator) or _TOTAL_NAME.search(whole.fact.entity or ""):
        return True
    return whole.fact.entity is None and all(part.fact.entity is not None for part in parts)
