"""Tables of pages: those that run over page ends put together, and why.

A table goes on in the next one where, in order:

1. that one stands on a later page, and nothing but running lines, 续表, the table's own title or unit line
   stands between; a paragraph, a heading or another title ends the table;
2. its columns are the same: the same edges, or the same shares of the table's width (pages of other margins
   or turned sideways), or all of its edges among those of the other (cells merged on one page only);
   without rules, columns that overlap;
3. its first rows repeat the header; or it has no header of its own and, where only the shares of the width
   agree, a running number goes on, or 续表 says so, or a row or a merged cell is cut.

Two tables of the same columns stay two where each has its own title or its own header, and forms stay one for
each paper. `parts` keep each table as it stands on its page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.readers.captions import is_note, is_unit_line
from extractors.readers.clean import clean_cell
from extractors.readers.continuations import stacked
from extractors.readers.drafts import TableDraft
from extractors.readers.pages.model import PageCell, PageTable
from extractors.readers.repeated_headers import (
    Header,
    has_own_header,
    repeated_header,
    says_continued,
    without_continued,
)
from schemas.document import Box, Cell, Place

_SAME_EDGE = 6.0  # points by which an edge may differ from page to page
_EXACT = 1.5  # points by which the edges of merged cells alone may differ
_WITHIN = 0.8  # of the width of words in their column
_SAME_SHARE = 0.012  # of the table's width
_OVERLAP = 0.5  # of the narrower column, without rules
_LEAST_EDGES = 4  # in common, where one page has some less
_SHORT = 60
_SERIAL = re.compile(r"(\d{1,4})[.、．]?$")

Edges = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A table as far as its pages have been read: all of it, the edges of its columns, its header, its
    tables page by page, and the lines above its first."""

    table: TableDraft
    edges: Edges
    header: Header
    pages: tuple[PageTable, ...]
    heads: tuple[str, ...]

    @property
    def last(self) -> PageTable:
        """The table on the last page so far."""
        return self.pages[-1]

    @property
    def draft(self) -> TableDraft:
        """The table with the parts that it was joined of."""
        parts = tuple(map(draft_of, self.pages)) if len(self.pages) > 1 else ()
        return replace(self.table, parts=parts)


def begun(table: PageTable, heads: Sequence[str] = ()) -> Strip:
    """A table that may go on; `heads` are the lines above it, from the top down."""
    draft = draft_of(table)
    return Strip(draft, table.edges, Header.of(draft), (table,), tuple(heads))


def continued(strip: Strip, between: Sequence[str], table: PageTable) -> Strip | None:
    """The table with its part on a later page, None where that is a table of its own. `between` are the
    lines that stand between both."""
    if table.page <= strip.last.page or not _may_stand_between(strip, between):
        return None
    if _has_bounds_of_words(table):
        table = _in_columns(strip, table)
    columns = _same_columns(strip, table)
    if columns is None:
        return None
    whole = _with_columns(strip.table, columns.before, len(columns.edges) - 1)
    part = _with_columns(draft_of(table), columns.after, len(columns.edges) - 1)
    repeated = repeated_header(whole, strip.header, part)
    if not repeated and (
        has_own_header(whole, strip.header, part)
        or not (columns.certain or _is_evident(whole, part, between))
        or not _same_units(strip.heads, between, headless=True)
    ):
        return None
    if repeated and not _same_units(strip.heads, between, headless=False):
        return None
    header = strip.header if strip.header.rows else Header.of(whole)
    grown = stacked(whole, header, part, repeated)
    if not header.rows:
        header = Header.of(grown)  # its title stood alone on the first page
    return Strip(grown, columns.edges, header, (*strip.pages, table), strip.heads)


def draft_of(table: PageTable) -> TableDraft:
    """The table as it stands on its page."""
    place = Place(f"page {table.page}/table {table.number}", table.page, table.box)
    return TableDraft(table.rows, table.cols, tuple(_cell(table, cell) for cell in table.cells), (place,))


def _cell(table: PageTable, cell: PageCell) -> Cell:
    path = f"page {table.page}/table {table.number}/row {cell.row + 1}/cell {cell.col + 1}"
    place = Place(path, table.page, cell.box)
    return Cell(
        cell.row, cell.col, clean_cell(cell.text), cell.text, place, cell.rowspan, cell.colspan, cell.words
    )


# the lines between two tables


def _may_stand_between(strip: Strip, between: Sequence[str]) -> bool:
    return len(between) <= 5 and all(is_of_table(strip, line) for line in between)


def is_of_table(strip: Strip, line: str) -> bool:
    """True for 续表, a unit line, and what stands above the table as well."""
    bare = without_continued(line)
    if len(line) > _SHORT or is_note(line):
        return False
    if not bare or is_unit_line(bare) or is_unit_line(line):
        return True
    known = [without_continued(head) for head in strip.heads]
    return bare in known or (says_continued(line) and not re.search("[。；]", line))


def _same_units(heads: Sequence[str], between: Sequence[str], *, headless: bool) -> bool:
    """False where a unit line between the tables says another unit than the one above the first; a table
    that repeats the header under a unit line that the first lacks is another one."""
    known = {without_continued(line) for line in heads if is_unit_line(line)}
    own = {without_continued(line) for line in between if is_unit_line(line) and not says_continued(line)}
    return not own or own <= known or (headless and not known)


# columns


@dataclass(frozen=True, slots=True)
class _Columns:
    """The common columns of two tables: their edges, where each edge of both tables stands among them, and
    whether they are certain by themselves."""

    edges: Edges
    before: tuple[int, ...]
    after: tuple[int, ...]
    certain: bool


def _same_columns(strip: Strip, table: PageTable) -> _Columns | None:
    if len(strip.edges) < 2 or len(table.edges) < 2:
        return None
    if not (strip.last.ruled and table.ruled):
        return _overlapping(strip.edges, table)
    narrowest = min(b - a for edges in (strip.edges, table.edges) for a, b in pairwise(edges))
    near = max(1.0, min(_SAME_EDGE, 0.45 * narrowest))
    if found := _merged(strip.edges, table.edges, near, certain=True):
        return found
    width = strip.edges[-1] - strip.edges[0]
    scale = width / max(table.edges[-1] - table.edges[0], 1.0)
    scaled = tuple(strip.edges[0] + (edge - table.edges[0]) * scale for edge in table.edges)
    return _merged(strip.edges, scaled, max(_SAME_SHARE * width, 1.0), certain=False)


def _has_bounds_of_words(table: PageTable) -> bool:
    """True where no cell with words reaches from bound to bound of its columns."""
    return table.ruled and all(
        table.edges[cell.col] < cell.box.x0 or cell.box.x1 < table.edges[cell.col + cell.colspan]
        for cell in table.cells
        if cell.text
    )


def _in_columns(strip: Strip, table: PageTable) -> PageTable:
    """A table whose cells have the bounds of their words, in the columns of the table before in which those
    stand: the others are empty here. As it is where the words fit no columns."""
    edges = strip.edges
    near = abs(edges[0] - table.edges[0]) <= _SAME_EDGE and abs(edges[-1] - table.edges[-1]) <= _SAME_EDGE
    if not near or table.cols >= len(edges):
        return table
    held: list[set[int]] = [set() for _ in range(table.cols)]
    for cell in table.cells:
        if cell.text and cell.colspan == 1:
            held[cell.col].add(_column_around(cell.box, edges))
    columns = [-1]
    for found in held:
        columns.append(columns[-1] + 1 if not found else max(found) if len(found) == 1 else -1)
    if any(a >= b for a, b in pairwise(columns)) or columns[-1] >= len(edges) - 1:
        return table
    del columns[0]
    cells = [
        replace(
            cell,
            col=columns[cell.col],
            colspan=columns[cell.col + cell.colspan - 1] + 1 - columns[cell.col],
        )
        for cell in table.cells
    ]
    covered = {
        (row, col)
        for cell in cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    }
    tops = {cell.row: cell.box for cell in reversed(table.cells)}
    cells += [
        PageCell(row, col, 1, 1, "", Box(edges[col], tops[row].top, edges[col + 1], tops[row].bottom))
        for row in range(table.rows)
        for col in range(len(edges) - 1)
        if (row, col) not in covered and row in tops
    ]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return replace(table, cols=len(edges) - 1, cells=tuple(cells), edges=edges)


def _column_around(box: Box, edges: Edges) -> int:
    """The column that holds words, -1 where they reach over several; a whole column of a grid does so, too,
    where it was divided before."""
    shares = [min(box.x1, b) - max(box.x0, a) for a, b in pairwise(edges)]
    col = max(range(len(shares)), key=lambda index: shares[index])
    return col if shares[col] >= _WITHIN * (box.x1 - box.x0) else -1


def _merged(before: Edges, after: Edges, near: float, *, certain: bool) -> _Columns | None:
    """The common edges where those of one are among those of the other; the outermost may be missing where
    a page does not draw the rest of a merged cell."""
    outer = abs(before[0] - after[0]) <= near and abs(before[-1] - after[-1]) <= near
    if not outer and (not certain or len(after) >= len(before)):
        return None
    more, fewer = (before, after) if len(before) >= len(after) else (after, before)
    found: list[int] = []
    for edge in fewer:
        at = min(range(len(more)), key=lambda index: abs(more[index] - edge))
        if abs(more[at] - edge) > near or at in found:
            return None
        found.append(at)
    lost = len(more) - len(fewer)
    if lost > len(more) // 2 and len(fewer) <= 2:
        return None
    every = tuple(range(len(more)))
    places = (every, tuple(found)) if more is before else (tuple(found), every)
    mostly = len(fewer) >= _LEAST_EDGES and lost <= max(1, len(more) // 4)
    exact = (
        outer
        and fewer is after
        and all(abs(more[at] - edge) <= _EXACT for at, edge in zip(found, fewer, strict=True))
    )
    return _Columns(more, *places, certain=certain and (not lost or mostly or exact))


def _overlapping(before: Edges, table: PageTable) -> _Columns | None:
    """Columns without rules: each of the one overlaps exactly one of the other."""
    after = table.edges
    spans, others = list(pairwise(before)), list(pairwise(after))
    if len(others) > len(spans) or len(others) * 2 < len(spans):
        return None
    found: list[int] = []
    for start, end in others:
        shares = [min(end, e) - max(start, s) for s, e in spans]
        at = max(range(len(spans)), key=lambda index: shares[index])
        narrower = min(end - start, spans[at][1] - spans[at][0])
        if shares[at] < _OVERLAP * narrower or (found and at <= found[-1]):
            return None
        found.append(at)
    if len(found) == len(spans):
        every = tuple(range(len(before)))
        return _Columns(before, every, every, certain=True)
    starts = (0, *found[1:], len(spans))
    return _Columns(before, tuple(range(len(before))), starts, certain=False)


def _with_columns(table: TableDraft, edges: Sequence[int], cols: int) -> TableDraft:
    """The table with its column edges at other positions of a finer grid."""
    if tuple(edges) == tuple(range(cols + 1)):
        return table
    cells = tuple(
        replace(cell, col=edges[cell.col], colspan=edges[cell.col + cell.colspan] - edges[cell.col])
        for cell in table.cells
    )
    return replace(table, cols=cols, cells=cells)


# evidence


def _is_evident(table: TableDraft, following: TableDraft, between: Sequence[str]) -> bool:
    """True where something beside the columns says that the table goes on: 续表, running numbers, or a
    first row without what all other rows begin with."""
    if any(map(says_continued, between)):
        return True
    last, first = _serials(table), _serials(following)
    if last and first:
        return first[0] == last[-1] + 1
    heads = [cell for cell in following.cells if (cell.row, cell.col) == (0, 0)]
    return bool(last) and bool(heads) and not heads[0].text


def _serials(table: TableDraft) -> list[int]:
    """The running numbers of the table's rows, in the first column or the one after it."""
    for col in (0, 1):
        found = [m for c in table.cells if c.col == col and (m := _SERIAL.match(c.text))]
        if found:
            return [int(match[1]) for match in found]
    return []
