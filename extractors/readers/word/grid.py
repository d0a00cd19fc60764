"""Where the cells of a Word table stand: rows and columns as they are seen.

Columns, in order of precedence: the spans, where all rows span the same grid; the widths of the cells, where
the spans don't add up and the widths make rows of one length; the spans as they are. Grid columns that no
cell begins or ends at are no columns. Deleted and hidden rows, deleted cells, and what a merge to the left
covers, are no cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from extractors.readers.word.names import (
    ALTERNATE,
    SDT,
    SDT_CONTENT,
    TC,
    TR,
    VAL,
    WRAPPERS,
    chosen,
    content_of,
    is_on,
    number,
    value,
    w,
)

_TC_PR, _TR_PR, _TYPE, _WIDTH = w("tcPr"), w("trPr"), w("type"), w("w")
_SPAN, _V_MERGE, _H_MERGE, _CELL_WIDTH = w("gridSpan"), w("vMerge"), w("hMerge"), w("tcW")
_CELL_DELETED, _CELL_MERGED = w("cellDel"), w("cellMerge")
_WIDEST_SPAN = 200
_SNAP = 60.0  # twips (3 pt): edges closer than this are one
_RAGGED = 200.0  # twips: rows whose right ends differ by more are not measured by widths


@dataclass(slots=True)  # not frozen: made for every cell, and twice as fast so
class Slot:
    """One cell element: what it holds beside its properties, the grid columns that it spans, the elements
    that state its width (None where one is missing; several where it covers its neighbours), whether a merge
    continues it from above, whether only a placeholder stands in it, the cells it covers at its right."""

    element: etree._Element
    content: list[etree._Element]
    span: int
    measures: tuple[etree._Element | None, ...]
    continues: bool
    is_placeholder: bool = False
    covered: tuple[etree._Element, ...] = ()

    @property
    def width(self) -> float | None:
        """Its width in twips; None where it states none."""
        widths = [_width(element) for element in self.measures]
        return None if None in widths else sum(width or 0.0 for width in widths)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is seen: its cells, and the grid columns left free before and after them. `number` counts
    all rows of the file from 1."""

    number: int
    slots: tuple[Slot, ...]
    before: int
    after: int
    before_width: float | None
    is_header: bool


@dataclass(slots=True)  # not frozen: made for every cell, and twice as fast so
class Seat:
    """The columns of one cell: its first, and how many."""

    col: int
    span: int


def rows_of(table: etree._Element) -> tuple[tuple[Row, ...], tuple[int, ...]]:
    """The rows that are seen, and the numbers of those that are hidden."""
    rows, hidden = [], []
    for position, (element, _) in enumerate(_unwrapped(table, TR), start=1):
        properties = element.find(_TR_PR)
        if properties is not None and properties.find(w("del")) is not None:
            continue
        if properties is not None and is_on(properties.find(w("hidden"))):
            hidden.append(position)
            continue
        slots = _slots(element)
        if slots:
            rows.append(_row(position, slots, properties))
    return tuple(rows), tuple(hidden)


def _row(position: int, slots: tuple[Slot, ...], properties: etree._Element | None) -> Row:
    if properties is None:
        return Row(position, slots, 0, 0, None, False)
    return Row(
        position,
        slots,
        max(0, min(number(value(properties, w("gridBefore"))) or 0, _WIDEST_SPAN)),
        max(0, min(number(value(properties, w("gridAfter"))) or 0, _WIDEST_SPAN)),
        _width(properties.find(w("wBefore"))),
        is_on(properties.find(w("tblHeader"))),
    )


def _unwrapped(
    parent: etree._Element, tag: str, placeholder: bool = False
) -> Iterator[tuple[etree._Element, bool]]:
    """The rows or cells in a parent, also in content controls and tracked changes; whether what they hold is
    only a placeholder."""
    for kid in parent:
        if kid.tag == tag:
            yield kid, placeholder
        elif kid.tag == SDT:
            content = kid.find(SDT_CONTENT)
            if content is not None:
                yield from _unwrapped(content, tag, placeholder or content_of(kid) is None)
        elif kid.tag in WRAPPERS:
            yield from _unwrapped(kid, tag, placeholder)
        elif kid.tag == ALTERNATE and (found := chosen(kid)) is not None:
            yield from _unwrapped(found, tag, placeholder)


def _slots(row: etree._Element) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for element, placeholder in _unwrapped(row, TC):
        slot, goes_left = _slot(element, placeholder)
        if slot is None:
            continue
        if goes_left and slots:
            slots[-1].span += slot.span
            slots[-1].measures += slot.measures
            slots[-1].covered += (element,)
        else:
            slots.append(slot)
    return tuple(slots)


def _slot(element: etree._Element, placeholder: bool) -> tuple[Slot | None, bool]:
    """A cell, None where it is deleted; whether the cell to its left covers it."""
    span, width, continues, goes_left = 1, None, False, False
    content = list(element)
    for kid in content.pop(0) if content and content[0].tag == _TC_PR else ():
        tag = kid.tag
        if tag == _SPAN:
            span = max(1, min(number(kid.get(VAL)) or 1, _WIDEST_SPAN))
        elif tag == _CELL_WIDTH:
            width = kid
        elif tag == _V_MERGE:
            continues = kid.get(VAL) != "restart"
        elif tag == _H_MERGE:
            goes_left = kid.get(VAL) != "restart"
        elif tag == _CELL_DELETED:
            return None, False
        elif tag == _CELL_MERGED:
            continues = kid.get(w("vMerge")) == "cont"
    return Slot(element, content, span, (width,), continues, placeholder), goes_left


def _width(element: etree._Element | None) -> float | None:
    if element is None or element.get(_TYPE) not in {None, "dxa"}:
        return None
    found = number(element.get(_WIDTH))
    return float(found) if found is not None and found > 0 else None


def seats(rows: Sequence[Row], grid: Sequence[float]) -> tuple[list[list[Seat]], int]:
    """For each row the columns of its cells, and how many columns there are. `grid` holds the widths of the
    grid columns as the table states them, in twips."""
    spans = [_by_spans(row) for row in rows]
    ends = {edges[-1] + row.after for edges, row in zip(spans, rows, strict=True)}
    measured = None if len(ends) == 1 else _by_widths(rows, grid)
    return _seated(spans if measured is None else measured)


def _by_spans(row: Row) -> list[float]:
    """The edges of a row's cells in grid columns, left to right."""
    edges = [float(row.before)]
    for slot in row.slots:
        edges.append(edges[-1] + slot.span)
    return edges


def _by_widths(rows: Sequence[Row], grid: Sequence[float]) -> list[list[float]] | None:
    """The edges of each row's cells in twips, those that are close made one; None where a width is missing,
    or where the rows would not be of one length."""
    measured = []
    for row in rows:
        left = row.before_width if row.before_width is not None else sum(grid[: row.before])
        edges = [float(left)]
        for slot in row.slots:
            width = slot.width
            if width is None:
                return None
            edges.append(edges[-1] + width)
        measured.append(edges)
    whole = [edges[-1] for edges, row in zip(measured, rows, strict=True) if not row.after]
    if not whole or max(whole) - min(whole) > _RAGGED:
        return None
    return _snapped(measured)


def _snapped(measured: Sequence[Sequence[float]]) -> list[list[float]]:
    snapped: dict[float, float] = {}
    group: list[float] = []
    for edge in sorted({edge for edges in measured for edge in edges}):
        if group and edge - group[0] > _SNAP:
            group = []
        group.append(edge)
        snapped[edge] = group[0]
    right = max(edges[-1] for edges in measured)
    for edges in measured:
        if right - edges[-1] <= _RAGGED:
            snapped[edges[-1]] = snapped[right]
    return [[snapped[edge] for edge in edges] for edges in measured]


def _seated(rows: Sequence[Sequence[float]]) -> tuple[list[list[Seat]], int]:
    bounds = sorted({edge for edges in rows for edge in edges} | {0.0})
    position = {edge: index for index, edge in enumerate(bounds)}
    seated = [
        [Seat(position[a], max(1, position[b] - position[a])) for a, b in pairwise(edges)] for edges in rows
    ]
    return seated, max(1, len(bounds) - 1)
