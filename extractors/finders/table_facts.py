"""Facts in tables: each filled cell with a number is one fact, with the role and unit of its column.

Signals in order of precedence:

1. role: the column's kind from its header path; for a result, the indicator's own name (增速 gives
   yoy, 比重 share, 完成率 completion); in a table of scores, a column with a name of its own is a score;
2. unit: the cell's own, the header's, the row's 计量单位, the note above the table, the role's usual one;
3. name: the listed indicator of the row; in a table by place or unit the column's label, with the
   table's topic where the label cannot stand alone (年度计划投资), and the row is the entity; sums and
   means have no entity; a rate or growth without a label is that of the result at its left, a rank
   that of the total score or of what the caption says is ranked; an amount behind a task's name
   (新建公园12个) is its target and no part of the name;
4. period: what the header path says, else the table's caption (unless a column of results has a period
   of its own), else the document's own (None).

A cell of words is read as a sentence about its row. The points of a listed indicator belong to the
indicator and are no facts, in a header neither; points of groups, sums and other headers are. Dashes,
slashes and 持平 are never facts, a printed 0 is. It never computes a value.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.text.cell_values import CellValue, is_nothing, read_cell, read_operator, read_rank
from extractors.text.columns import (
    FACT_ROLES,
    Column,
    ColumnKind,
    fold_header,
    header_kind,
    names_growth,
    names_rate,
    read_column,
    result_role,
    unit_for,
    without_rate_words,
)
from extractors.text.fact_grammar import FactDraft, Scope, read_facts
from extractors.text.periods import PeriodContext
from extractors.text.table_periods import named_period
from extractors.text.table_rows import Band, TableRow, group_name, read_bands, read_pairs, row_name
from extractors.text.table_topics import measure_name, ranked_topic, table_topic
from schemas.document import Cell, Document, Paragraph, Table
from schemas.evidence import QUOTE_LIMIT, Evidence, evidence_in_cell, folded, record_key
from schemas.quantity import Operator
from schemas.records import Confidence, Fact, FactRole, Header, Indicator

_PROSE_KINDS: frozenset[ColumnKind] = frozenset(
    {"target", "result", "unknown", "completion", "issue", "measure", "issue_and_measure", "note", "status"}
)
_MEASURED_KINDS: frozenset[ColumnKind] = frozenset(
    {"target", "result", "forecast", "unknown", "budget", "change"}
)
_RATED_KINDS: frozenset[ColumnKind] = frozenset({"target", "result", "forecast", "unknown"})
_COUNTED_LABEL = re.compile(r"(?:项目|企业|指标)(?:个?数)?$")
_COUNTING = ("个", "家", "项", "户", "件")
_TASK_HEADER = re.compile("任务|目标|实事|工作内容")
_AMOUNT_BEHIND = re.compile(
    r"(?<=[一-鿿）)”])(\d+(?:\.\d+)?(?:%|(?:个百分点|[万亿]?[^\d年月日号期季度\W]{1,3})(?:以上|以内)?))$"
)
_REACHED_ROLES: frozenset[FactRole] = frozenset({"actual", "completion", "yoy", "change", "rank", "share"})
_POINTS = re.compile(r"[（(]?(?:共|满分|权重|分值)?[:：]?(?<![\d.])(\d+(?:\.\d+)?)\s*分\s*[）)]?$")
_POINTED_KINDS = ("unknown", "weight", "name", "score", "category")
_ROLES_OF_POINTS = ("分值", "权重")
_NUMERALS = {numeral: str(number) for number, numeral in enumerate("一二三四五六七八九十", start=1)}
_RANKED_PLACES = re.compile(
    r"(\d{1,3}|[一二三四五六七八九十])\s*个?(?:县|市|区|乡|镇|街道|开发区|园区|省|州|单位|部门|家)"
    r"[^，。；]{0,16}?(?:排名|排位|位次|名次)"
)
_GAP_HEADER = re.compile(r"差距|差额|缺口|短收|欠|尚差|还差")
_PART_LABEL = re.compile(
    r"(?:(?:存在|主要)*(?:的)?问题|(?:主要|偏差|未完成)?原因|(?P<planned>(?:改进|整改|下一?步)*(?:的)?(?:措施|打算|计划|安排)))[:：]"
)
_SCORED_CAPTION = re.compile(r"得分|评分|考核|考评|评价|测评|积分")
_TOTAL_LABEL = re.compile(r"总|综合")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What every cell of a band is read against. `listed` maps a table cell to its indicator,
    `ranked` is out of how many the ranks are (None where not stated), `scored` True in a table of
    scores, `topic` what the table is about ("" where nothing says), `ranked_by` what its ranks are of
    where their column does not say, `labels` what each column measures, `by_roles` True where the rows
    are roles (年度目标, 完成率) and the columns places, `captioned` the table's own
    caption (() where it has none or a column of results is dated), `pointed` the names and points of
    the listed indicators."""

    document: Document
    header: Header
    band: Band
    listed: Mapping[tuple[int, int, int], Indicator]
    context: PeriodContext
    ranked: str | None
    scored: bool
    topic: str
    ranked_by: str
    labels: tuple[str, ...]
    by_roles: bool
    captioned: tuple[str, ...]
    pointed: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Spot:
    """One value cell with its row, its column and the listed indicator of the row (None for none)."""

    setting: _Setting
    row: TableRow
    column: Column
    cell: Cell
    indicator: Indicator | None

    @property
    def row_name(self) -> str:
        """The listed indicator's name or the row's, without an amount behind it."""
        return _AMOUNT_BEHIND.sub("", self.indicator.name if self.indicator else self.row.name)

    @property
    def by_column(self) -> bool:
        """True where the column names the measure and the row the one who is measured."""
        return self.setting.band.name_kind == "entity" and self.row.kind in ("entity", "total")


def find_table_facts(document: Document, header: Header, indicators: Sequence[Indicator]) -> tuple[Fact, ...]:
    """The facts of every table of the document, in reading order."""
    listed = _indicators_by_cell(indicators)
    facts: list[Fact] = []
    for band in read_bands(document):
        setting = _setting(document, header, band, listed, _points_of(indicators))
        found = (*_pointed_facts(setting), *_row_facts(setting))
        facts.extend(found)
    facts.extend(_pair_facts(document, header))
    return tuple(sorted(facts, key=_reading_order))


def _indicators_by_cell(indicators: Sequence[Indicator]) -> dict[tuple[int, int, int], Indicator]:
    return {
        (evidence.block, evidence.row, evidence.col or 0): indicator
        for indicator in indicators
        for evidence in (indicator.evidence, indicator.table_evidence)
        if evidence and evidence.row is not None
    }


def _points_of(indicators: Sequence[Indicator]) -> frozenset[tuple[str, str]]:
    named = ((name, i.weight) for i in indicators for name in (i.name, *i.aliases))
    return frozenset((folded(name), weight) for name, weight in named if weight)


def _reading_order(fact: Fact) -> tuple[int, int, int, int]:
    place = fact.evidence
    return (place.block, place.row or 0, place.col or 0, place.anchor)


def _setting(
    document: Document,
    header: Header,
    band: Band,
    listed: Mapping[tuple[int, int, int], Indicator],
    pointed: frozenset[tuple[str, str]],
) -> _Setting:
    words = _words_above(document, header, band)
    context = PeriodContext(header.period, header.date)
    dated = any(c.kind == "result" and named_period(c.path, context) for c in band.columns)
    return _Setting(
        document=document,
        header=header,
        band=band,
        listed=listed,
        context=context,
        ranked=_ranked(document, band),
        scored=any(c.kind == "score" for c in band.columns) or any("得分" in text for text in band.captions),
        topic=table_topic(words),
        ranked_by=_ranked_by(band) or ranked_topic(words),
        by_roles=sum(_told_by_row(row) is not None for row in band.rows) * 2 > len(band.rows),
        labels=tuple(_label(band.columns, index) for index in range(len(band.columns))),
        pointed=pointed,
        captioned=band.captions[:1] if band.table.title is not None and not dated else (),
    )


def _words_above(document: Document, header: Header, band: Band) -> tuple[str, ...]:
    """The words that may say what the table is about, nearest first."""
    headings = (heading.title for heading in reversed(document.headings(band.table)))
    return (*band.captions, *headings, header.title or "")


def _ranked(document: Document, band: Band) -> str | None:
    """Out of how many the table's ranks are, by its headers and notes."""
    notes = (document.blocks[index] for index in band.table.notes if index < len(document.blocks))
    texts = [cell.text for cell in band.header] + [n.text for n in notes if isinstance(n, Paragraph)]
    for text in texts:
        found = _RANKED_PLACES.search(re.sub(r"\s", "", text))
        if found:
            return _NUMERALS.get(found[1], found[1])
    return None


def _ranked_by(band: Band) -> str:
    """The total score that a table of scores ranks by; "" in any other table."""
    scores = [c.label for c in band.columns if c.kind == "score" and c.label]
    measured = any(c.kind in ("target", "result", "completion", "yoy") for c in band.columns)
    if not scores or (measured and not any(_SCORED_CAPTION.search(text) for text in band.captions)):
        return ""
    return next((label for label in scores if _TOTAL_LABEL.search(label)), scores[-1])


def _label(columns: Sequence[Column], index: int) -> str:
    """What a column measures by its own header, else by the column at its left that it goes with: a
    rate with its result, one of several ranks with its measure."""
    column = columns[index]
    if column.label:
        return column.label
    left = columns[index - 1 :: -1] if index else ()
    if column.kind in ("completion", "yoy", "change", "share"):
        return next((c.label for c in left if c.kind in _MEASURED_KINDS and c.label), "")
    repeated = sum(c.title == column.title for c in columns) > 1
    if column.kind in ("rank", "rank_change") and repeated:
        return next((c.label for c in left if c.label and c.kind in FACT_ROLES), "")
    return ""


# points in headers and groups


def _pointed_facts(setting: _Setting) -> Iterator[Fact]:
    """Points of headers and groups: 总分 116 分; 产出指标（50分）; a 权重 cell beside a group's name."""
    for cell in (*setting.band.header, *setting.band.groups):
        found = _POINTS.search(cell.text)
        name = group_name(cell.text[: found.start()]) if found else ""
        owned = found is not None and (folded(name), found[1]) in setting.pointed
        heads = cell in setting.band.header and header_kind(name) not in _POINTED_KINDS
        named = name and name not in _ROLES_OF_POINTS and not heads
        if found and named and not owned:
            yield _points_fact(setting, cell, CellValue(found[1], "分", None, None, found.start(1)), name)
    for row in setting.band.rows:
        for name, cell in row.group_weights:
            value = read_cell(cell.text)
            if value is not None:
                yield _points_fact(setting, cell, value, name)


def _points_fact(setting: _Setting, cell: Cell, value: CellValue, name: str) -> Fact:
    evidence = _evidence(setting.band.table, cell, value.start)
    return Fact(
        key=record_key(setting.document, evidence, "facts"),
        indicator=name,
        role="weight",
        value=value.value,
        unit=value.unit or "分",
        quote=evidence.quote,
        evidence=evidence,
        source="table",
    )


# rows


def _row_facts(setting: _Setting) -> Iterator[Fact]:
    for row in setting.band.rows:
        indicator = _indicator_of(setting, row)
        yield from _named_target(setting, row, indicator)
        told = _told_by_row(row) if setting.by_roles else None
        for own_column, cell in row.cells:
            column = _turned(own_column, told)
            owned = cell is row.weight and row.kind == "indicator"
            if not owned and not is_nothing(cell.text):
                yield from _cell_facts(_Spot(setting, row, column, cell, indicator))


def _indicator_of(setting: _Setting, row: TableRow) -> Indicator | None:
    cell = row.name_cell
    return setting.listed.get((setting.band.table.index, cell.row, cell.col)) if cell else None


def _told_by_row(row: TableRow) -> Column | None:
    """What a row named by a role alone (年度目标, 完成率) says of its cells, None for other rows."""
    told = read_column((row.name,)) if row.name else None
    return told if told and told.kind in FACT_ROLES and told.kind != "unknown" and not told.label else None


def _turned(column: Column, told: Column | None) -> Column:
    """A column of a place under a row that says the role."""
    if told is None or column.kind != "unknown":
        return column
    return replace(told, entity=column.entity, path=(*column.path, *told.path))


def _named_target(setting: _Setting, row: TableRow, indicator: Indicator | None) -> Iterator[Fact]:
    """The target that stands behind a task's name in its own cell (新建公园12个)."""
    cell = row.name_cell
    column = setting.band.columns[cell.col] if cell else None
    found = _AMOUNT_BEHIND.search(cell.text) if cell else None
    value = read_cell(found[1]) if found else None
    if cell and column and found and value and _TASK_HEADER.search(column.title) and row.kind != "total":
        value = replace(value, start=found.start(1) + value.start)
        yield _fact(_Spot(setting, row, column, cell, indicator), value, "target", value.unit)


def _cell_facts(spot: _Spot) -> Iterator[Fact]:
    kind = spot.column.kind
    value = read_cell(spot.cell.text)
    place = read_rank(spot.cell.text) if kind == "rank" else None
    if value is not None and kind in FACT_ROLES:
        yield from _number_facts(spot, value)
    elif place is not None:
        yield _fact(spot, place[0], "rank", "位", of=place[1])
    elif kind in _PROSE_KINDS or kind == "rule":
        yield from _prose_facts(spot)


def _number_facts(spot: _Spot, value: CellValue) -> Iterator[Fact]:
    unit = _unit(spot, value)
    role = _role(spot, unit, value)
    if role == "bonus" and value.value.startswith("-"):
        role = "deduction"
    if spot.row.name and _name(spot, role, unit):
        yield _fact(spot, _signed(spot, value, role), role, unit)


def _role(spot: _Spot, unit: str, value: CellValue) -> FactRole:
    kind = spot.column.kind
    if kind == "result" and value.moved and unit == "%":
        return "yoy"
    if kind == "yoy" and unit.endswith("百分点"):
        return "change"
    if kind == "unknown" and spot.by_column and spot.setting.scored and unit in ("", "分"):
        return "score"
    if kind in ("result", "unknown"):
        measure = spot.column.label if spot.by_column else spot.row.name
        return result_role(measure or spot.row.name, unit)
    return FACT_ROLES[kind]


def _unit(spot: _Spot, value: CellValue) -> str:
    column, row = spot.column, spot.row
    if value.unit or column.unit:
        return value.unit or column.unit
    if column.kind in _MEASURED_KINDS and row.unit:
        return "%" if names_growth(row.name) and column.kind == "target" else row.unit
    if column.kind == "unknown" and spot.setting.scored and spot.by_column:
        return "分"
    if column.kind in _RATED_KINDS and names_rate(
        fold_header("".join(column.path[-1:])) if spot.by_column else row.name
    ):
        return "%"
    if column.kind in ("result", "forecast") and (asked := _target_unit(row)):
        return asked
    units = spot.setting.band.units
    if column.kind in _MEASURED_KINDS and _COUNTED_LABEL.search(column.label):
        return next((unit for unit in units if unit in _COUNTING), "")
    return unit_for(column.kind, units, column.label if spot.by_column else row.name)


def _target_unit(row: TableRow) -> str:
    """The unit of the row's target where its cell prints one (≤85万元), "" for none and for a growth."""
    targets = (read_cell(text) for text in row.texts("target"))
    return next((value.unit for value in targets if value and value.unit and not value.moved), "")


def _name(spot: _Spot, role: FactRole, unit: str) -> str:
    setting, column, row = spot.setting, spot.column, spot.row
    if spot.by_column:
        return _column_measure(spot, role)
    name = spot.row_name
    if setting.by_roles and _told_by_row(row):
        return setting.topic
    if role == "budget" and column.label:
        return f"{name}{re.sub('数$', '', column.label)}"
    measured = column.kind in _MEASURED_KINDS and column.entity is None and column.label not in name
    if row.kind in ("item", "other") and measured:
        return f"{name}{column.label}"
    if (role == "actual" and unit != "%") or column.kind == "yoy":
        return without_rate_words(name)
    return name


def _column_measure(spot: _Spot, role: FactRole) -> str:
    """What a column of a table by place measures."""
    setting = spot.setting
    label = setting.labels[spot.cell.col]
    if not label and spot.column.kind in ("rank", "rank_change"):
        return setting.ranked_by
    return measure_name(setting.topic, label) or setting.ranked_by


def _signed(spot: _Spot, value: CellValue, role: FactRole) -> CellValue:
    """Points lost are written without a sign; a gap to a target is a minus."""
    if role == "deduction" and value.value.startswith("-"):
        return replace(value, value=value.value[1:])
    gap = role == "change" and spot.column.path and _GAP_HEADER.search(spot.column.path[-1])
    if gap and value.value[:1].isdigit() and value.value.strip("0."):
        return replace(value, value=f"-{value.value}")
    return value


def _fact(spot: _Spot, value: CellValue, role: FactRole, unit: str, of: str | None = None) -> Fact:
    setting, column = spot.setting, spot.column
    evidence = _evidence(setting.band.table, spot.cell, value.start)
    doubt = (f"列名“{column.title}”未识别为固定角色",) if column.kind == "unknown" else ()
    return Fact(
        key=record_key(setting.document, evidence, "facts"),
        indicator=_name(spot, role, unit),
        role=role,
        value=value.value,
        unit=unit,
        quote=evidence.quote,
        evidence=evidence,
        op=value.op or (_row_operator(spot.row) if role == "target" else None),
        period=_period(setting, column, role),
        entity=_entity(spot),
        of=of or (setting.ranked if role == "rank" else None),
        high=value.high,
        indicator_ref=spot.indicator.key if spot.indicator else None,
        source="table",
        column=column.title,
        confidence=Confidence(0.7, doubt) if doubt else Confidence(),
    )


def _row_operator(row: TableRow) -> Operator | None:
    """The comparison that the row's 指标性质 column gives, None where it gives none."""
    return next((op for text in row.texts("property") if (op := read_operator(text))), None)


def _evidence(table: Table, cell: Cell, anchor: int) -> Evidence:
    """The cell's words around the number, at most QUOTE_LIMIT of them, anchored at its first digit."""
    start = max(0, min(anchor - QUOTE_LIMIT // 2, len(cell.text) - QUOTE_LIMIT))
    evidence = evidence_in_cell(table, cell, start, min(len(cell.text), start + QUOTE_LIMIT))
    return replace(evidence, anchor=anchor)


def _entity(spot: _Spot) -> str | None:
    """Who performed: the row in a table by unit, the place in the header; None for the document's own."""
    of_row = spot.by_column and spot.row.kind == "entity"
    entity = spot.row.name if of_row else spot.column.entity or spot.row.entity
    return None if entity == spot.setting.header.region else entity


def _period(setting: _Setting, column: Column, role: FactRole | None = None) -> str | None:
    """The period that the header names, else for what was reached the caption; None where it is the
    document's own."""
    own, context = setting.header.period, setting.context
    period = named_period(tuple(reversed(column.path)), context)
    if period is None and role in _REACHED_ROLES:
        period = named_period(setting.captioned, context)
        period = None if own and period == own[:4] else period
    return None if period == own else period


# label and value side by side


def _pair_facts(document: Document, header: Header) -> Iterator[Fact]:
    """Numbers behind their label in the head of a form (年初预算数 | 500)."""
    for table, column, label, cell in read_pairs(document):
        value = read_cell(cell.text)
        if value is None or column.kind == "unknown":
            continue
        evidence = _evidence(table, cell, value.start)
        unit = value.unit or column.unit or unit_for(column.kind, ())
        yield Fact(
            key=record_key(document, evidence, "facts"),
            indicator=row_name(label.text),
            role=result_role(label.text, unit) if column.kind == "result" else FACT_ROLES[column.kind],
            value=value.value,
            unit=unit,
            quote=evidence.quote,
            evidence=evidence,
            op=value.op,
            high=value.high,
            source="table",
            column=column.title,
            confidence=Confidence(0.8, ("由左侧单元格的名称判断",)),
        )


# cells of words


def _prose_facts(spot: _Spot) -> Iterator[Fact]:
    """The facts of a cell that holds more than one number, read as sentences about the row."""
    setting, column = spot.setting, spot.column
    row_name = spot.row_name
    scope = Scope(
        periods=setting.context,
        region=setting.header.region,
        topic=column.label if spot.by_column else row_name,
        period=_period(setting, column),
        entity=_entity(spot),
        prospective=column.kind in ("target", "measure"),
        rules=column.kind == "rule",
    )
    for start, words, planned in _labelled_parts(spot.cell.text):
        for draft in read_facts(words, replace(scope, prospective=scope.prospective or planned)):
            role = _worded_role(draft.role, spot.column, planned=planned)
            if column.kind == "rule" and role in ("weight", "score"):
                continue  # points for part fulfilment are none that were earned or can be
            yield _drafted(spot, replace(draft, anchor=start + draft.anchor, role=role), row_name)


def _labelled_parts(text: str) -> Iterator[tuple[int, str, bool]]:
    """The parts of a cell behind 问题： and 措施：: where each begins, its words, whether it is planned."""
    labels = list(_PART_LABEL.finditer(text))
    first = labels[0].start() if labels else len(text)
    if text[:first].strip():
        yield 0, text[:first], False
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=False):
        yield label.end(), text[label.end() : end], label["planned"] is not None


def _drafted(spot: _Spot, draft: FactDraft, row_name: str) -> Fact:
    evidence = _evidence(spot.setting.band.table, spot.cell, draft.anchor)
    return Fact(
        key=record_key(spot.setting.document, evidence, "facts"),
        indicator=row_name if spot.column.kind == "rule" and row_name else draft.indicator,
        role=draft.role,
        value=draft.value,
        unit=draft.unit or _amount_unit(spot, draft.role),
        quote=evidence.quote,
        evidence=evidence,
        op=draft.op,
        period=None if draft.period == spot.setting.header.period else draft.period,
        entity=draft.entity,
        of=draft.of,
        high=draft.high,
        indicator_ref=spot.indicator.key if spot.indicator else None,
        source="table",
        column=spot.column.title,
        confidence=draft.confidence,
    )


def _amount_unit(spot: _Spot, role: FactRole) -> str:
    """The table's unit for a bare amount behind its own label (基本支出：905.2)."""
    units = spot.setting.band.units
    return units[0] if units and role in ("actual", "budget", "target", "forecast") else ""


def _worded_role(role: FactRole, column: Column, *, planned: bool) -> FactRole:
    """What a target column says is a target, and so is what is counted in words about measures."""
    if column.kind == "target" and role in ("actual", "yoy", "share", "completion", "forecast", "budget"):
        return "target"
    return "target" if role == "actual" and (planned or column.kind == "measure") else role
