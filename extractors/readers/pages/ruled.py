"""Ruled tables: rules to cells, cells to tables, characters into cells.

Edges are snapped and joined, their crossings bound the smallest cells, and cells that touch are one table.
A frame around text and rules that hold none are no table.
"""

from collections.abc import Iterable, Sequence

from extractors.readers.pages.lines import text_lines
from extractors.readers.pages.model import Glyphs, Numbers, PageCell, PageTable, PrintedPage
from schemas.document import Box

_EDGE = 3.0  # points within which two rules are one
Span = tuple[float, float]


def ruled_tables(printed: PrintedPage) -> tuple[PageTable, ...]:
    """The ruled tables of a page, from the top down; numbered from 1."""
    across, down = _joined(printed.rules.across), _joined(printed.rules.down)
    groups = sorted(_touching(_cells(across, down)), key=lambda boxes: (boxes[0].top, boxes[0].x0))
    tables: list[PageTable] = []
    for boxes in groups:
        table = table_of(printed.number, len(tables) + 1, boxes, printed.glyphs)
        if table is not None:
            tables.append(table)
    return tuple(tables)


def _joined(rules: Numbers) -> dict[float, list[Span]]:
    """Each position to the stretches that rules cover there."""
    joined: dict[float, list[Span]] = {}
    at = None
    for position, start, end in sorted(map(tuple, rules.tolist())):
        if at is None or position - at > _EDGE:
            at = position
        spans = joined.setdefault(at, [])
        spans.append((start, end))
    return {at: _merged(spans) for at, spans in joined.items()}


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + _EDGE:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _covers(spans: Sequence[Span], start: float, end: float) -> bool:
    return any(first - _EDGE <= start and end <= last + _EDGE for first, last in spans)


def _cells(across: dict[float, list[Span]], down: dict[float, list[Span]]) -> list[Box]:
    """The smallest rectangles whose four sides are ruled, by their top left corner."""
    ys, xs = sorted(across), sorted(down)
    cells = []
    for top_index in range(len(ys)):
        for left_index in range(len(xs)):
            box = _smallest(across, down, ys[top_index:], xs[left_index:])
            if box is not None:
                cells.append(box)
    return cells


def _smallest(
    across: dict[float, list[Span]], down: dict[float, list[Span]], ys: Sequence[float], xs: Sequence[float]
) -> Box | None:
    top, left = ys[0], xs[0]
    for bottom in ys[1:]:
        if not _covers(down[left], top, bottom):
            break
        for right in xs[1:]:
            if not _covers(across[top], left, right):
                break
            if _covers(across[bottom], left, right) and _covers(down[right], top, bottom):
                return Box(left, top, right, bottom)
    return None


def _touching(cells: Sequence[Box]) -> list[list[Box]]:
    """Cells in groups that share corners."""
    groups: list[tuple[set[Span], list[Box]]] = []
    for cell in cells:
        corners = {(x, y) for x in (cell.x0, cell.x1) for y in (cell.top, cell.bottom)}
        meeting = [group for group in groups if group[0] & corners]
        groups = [group for group in groups if not group[0] & corners]
        groups.append((corners.union(*(g[0] for g in meeting)), [*(c for g in meeting for c in g[1]), cell]))
    return [sorted(boxes, key=lambda box: (box.top, box.x0)) for _, boxes in groups]


def table_of(page: int, number: int, boxes: Sequence[Box], glyphs: Glyphs) -> PageTable | None:
    """The table that some cells make; None for a frame around text or rules that hold none."""
    columns = _edges(edge for box in boxes for edge in (box.x0, box.x1))
    rows = _edges(edge for box in boxes for edge in (box.top, box.bottom))
    cells = tuple(_cell(box, rows, columns, glyphs) for box in boxes)
    filled = sum(bool(cell.text) for cell in cells)
    if len(rows) < 3 or len(columns) < 3 or filled < 2:
        return None
    whole = Box(columns[0], rows[0], columns[-1], rows[-1])
    return PageTable(page, number, len(rows) - 1, len(columns) - 1, cells, whole, tuple(columns))


def _cell(box: Box, rows: Sequence[float], columns: Sequence[float], glyphs: Glyphs) -> PageCell:
    row, col = _nearest(rows, box.top), _nearest(columns, box.x0)
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    inside = (box.x0 <= x) & (x <= box.x1) & (box.top <= y) & (y <= box.bottom)
    text = "\n".join(line[0] for line in text_lines(glyphs.taken(inside)))
    return PageCell(
        row, col, max(1, _nearest(rows, box.bottom) - row), max(1, _nearest(columns, box.x1) - col), text, box
    )


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _EDGE:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
