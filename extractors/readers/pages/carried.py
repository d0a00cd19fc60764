"""Tables without rules that go on over a page end, read in the columns of the part that is plain.

A part of one or two rows, or one whose sparse rows show other columns, can't be told by itself. Where a table
without rules ends a page, the lines at the top of the next belong to it as far as each of their words stands
within one of its columns, in its type; where a table begins a page, the lines right above the page end.

The first line that runs over a column bound, a note, a unit, the name of a table or a change of type ends the
part. Lines in the first column alone are none (text and headings begin there too). Never drops a character.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np

from extractors.readers.captions import is_note, is_unit_line
from extractors.readers.pages.borderless import table_in_columns
from extractors.readers.pages.model import Glyphs, Page, PageCell, PageTable, PrintedPage, TextLine
from extractors.readers.pages.pieces import is_entry
from extractors.readers.pages.runs import Positions, Runs, runs_of
from extractors.readers.pages.stretches import has_leaders, names_table
from extractors.readers.repeated_headers import says_continued
from schemas.document import Box

_HEAD = 0.1  # share of the page's height in which running headers stand
_FOOT = 0.9
_SLACK = 0.5  # in type sizes: a word may reach over a column bound by so much
_OUTER = 2.5  # in type sizes: and over the table's sides
_SAME_SIZE = 0.6  # points
_MOST_BELOW = 2
_FARTHEST = 3.6  # in type sizes: between the middles of two lines
_APART = 2.2  # in type sizes: between a running header and what stands below it
_SAME_LEFT = 0.3  # in type sizes: lines of one cell begin at one x
_RULE = 1.0  # in type sizes: how far a rule stands from the words inside it
_CATEGORY = 0.6  # share of the table's width that a category may take up
_ENDS_PROSE = "。；：，"

Piece = TextLine | PageTable


@dataclass(frozen=True, slots=True)
class Open:
    """A table that reaches the end of its page, or begins at its top: its type size, the lines of its cells
    above the first row of values, those of its page, which may come again on the next, and where words begin
    in each of its columns. `below` are lines under it that are categories if it goes on."""

    table: PageTable
    size: float
    heads: frozenset[str]
    page_words: frozenset[str]
    lefts: tuple[tuple[float, ...], ...]
    below: tuple[TextLine, ...] = ()

    @property
    def edges(self) -> tuple[float, ...]:
        """The x of its column bounds, the outer ones as far out as words may reach."""
        own, room = self.table.edges, _OUTER * self.size
        return (own[0] - room, *own[1:-1], own[-1] + room)


def open_below(page: Page, printed: PrintedPage) -> Open | None:
    """The table without rules that ends a page, None where none does."""
    end = max((piece.box.bottom for piece in page.tables), default=0.0)
    left = min((piece.box.x0 for piece in page.tables), default=0.0)
    pieces = [
        piece for piece in page.order if not _in_margin(piece, page) or _is_right_below(piece, end, left)
    ]
    down = sorted(pieces, key=lambda piece: piece.box.bottom)
    below: list[TextLine] = []
    while down and isinstance(line := down[-1], TextLine) and len(below) < _MOST_BELOW:
        below.insert(0, line)
        down.pop()
    found = _open(down[-1] if down else None, page, printed)
    if found is None or not all(map(partial(_may_be_category, found), below)):
        return None
    ys = [found.table.box.bottom, *((line.box.top + line.box.bottom) / 2 for line in below)]
    near = all(b - a <= _FARTHEST * found.size for a, b in pairwise(ys))
    return replace(found, below=tuple(below)) if near else None


def _is_right_below(piece: Piece, end: float, left: float) -> bool:
    """True for a line close below the last table of a page that begins where it does: no running line."""
    return (
        isinstance(piece, TextLine)
        and 0.0 <= piece.box.top - end <= _APART * piece.size
        and abs(piece.box.x0 - left) <= piece.size
    )


def _may_be_category(table: Open, line: TextLine) -> bool:
    """True for a line under a table that may name what follows on the next page."""
    from_edge = line.box.x0 - table.table.edges[0]
    short = line.box.x1 - line.box.x0 <= _CATEGORY * (table.table.edges[-1] - table.table.edges[0])
    alike = abs(line.size - table.size) <= _SAME_SIZE and abs(from_edge) <= table.size
    outside = is_note(line.text) or is_unit_line(line.text) or names_table(line.text)
    return short and alike and line.text[-1:] not in _ENDS_PROSE and not outside


def with_categories(table: Open, page: Page) -> tuple[Piece, ...]:
    """The pieces of a page whose table goes on on the next, the lines under it as its last rows."""
    whole = table.table
    box = whole.box
    for line in table.below:
        box = replace(box, x1=max(box.x1, line.box.x1), bottom=line.box.bottom)
        own = Box(whole.edges[0], line.box.top, whole.edges[-1], line.box.bottom)
        cell = PageCell(whole.rows, 0, 1, whole.cols, line.text, own, line.words)
        whole = replace(whole, rows=whole.rows + 1, cells=(*whole.cells, cell), box=box)
    kept = [piece for piece in page.order if piece not in table.below]
    return tuple(whole if piece is table.table else piece for piece in kept)


def open_above(page: Page, printed: PrintedPage) -> Open | None:
    """The table without rules that begins a page, None where none does."""
    pieces = [piece for piece in page.order if not _in_margin(piece, page)]
    first = min(pieces, key=lambda piece: piece.box.top, default=None)
    return _open(first, page, printed)


def _open(piece: Piece | None, page: Page, printed: PrintedPage) -> Open | None:
    if not isinstance(piece, PageTable) or piece.ruled or piece.cols < 3:
        return None
    inside = printed.glyphs.taken(_between(printed.glyphs, piece.box.top, piece.box.bottom))
    first = min((cell.row for cell in piece.cells if cell.row and is_entry(cell.text)), default=1)
    heads = (line for cell in piece.cells if cell.row < first for line in cell.text.split("\n"))
    return Open(
        piece,
        float(np.median(inside.size)) if len(inside) else 10.0,
        frozenset("".join(line.split()) for line in heads),
        frozenset("".join(line.text.split()) for line in page.lines),
        _lefts(piece, runs_of(inside)),
    )


def _lefts(table: PageTable, runs: Runs) -> tuple[tuple[float, ...], ...]:
    """Where words begin in each column, in points."""
    begins: list[set[float]] = [set() for _ in range(table.cols)]
    cols = np.searchsorted(table.edges[1:-1], (runs.x0 + runs.x1) / 2)
    for col, x0 in zip(cols.tolist(), runs.x0.tolist(), strict=True):
        begins[col].add(round(x0, 1))
    return tuple(tuple(sorted(each)) for each in begins)


def _in_margin(piece: Piece, page: Page) -> bool:
    middle = (piece.box.top + piece.box.bottom) / 2
    return isinstance(piece, TextLine) and not _HEAD * page.height < middle < _FOOT * page.height


def _between(glyphs: Glyphs, top: float, bottom: float) -> Positions:
    y = (glyphs.top + glyphs.bottom) / 2
    return np.flatnonzero((top <= y) & (y <= bottom))


def goes_on_in(before: Open, page: Page, printed: PrintedPage) -> tuple[Piece, ...] | None:
    """The pieces of a page at whose top a table goes on, that part of it as one table; None where it does not
    or where it stands there already in as many columns with nothing left out."""
    runs = runs_of(printed.glyphs)
    bands = runs.bands()
    while bands and _middle(runs, bands[-1]) > _FOOT * page.height:
        bands.pop()
    start = 0
    while start < len(bands) and _comes_again(before, runs, bands, start, page):
        start += 1
    end = start
    while end < len(bands) and _fits(before, runs, bands, end, end > start):
        end += 1
    while end > start and _ends_part(before, runs, bands, end - 1):
        end -= 1
    return _with_part(before, page, printed, runs, bands[start:end], header_words=before.heads)


def goes_on_plainly(before: Open, page: Page, printed: PrintedPage) -> bool:
    """True where a page begins with a table without rules that stands in the columns of the one before."""
    above = open_above(page, printed)
    if above is None or above.table.cols != before.table.cols or abs(above.size - before.size) > _SAME_SIZE:
        return False
    ends = zip(above.table.edges[1:-1], before.table.edges[1:-1], strict=True)
    return all(abs(own - other) <= _OUTER * before.size for own, other in ends)


def began_in(after: Open, page: Page, printed: PrintedPage) -> tuple[Piece, ...] | None:
    """The pieces of a page at whose end a table begins, its first lines as one table; None where there is
    none. The part has two rows at least: a header and the first row."""
    runs = runs_of(printed.glyphs)
    bands = runs.bands()
    end = len(bands)
    while end and _middle(runs, bands[end - 1]) > _FOOT * page.height:
        end -= 1
    start = end
    while start and _fits(after, runs, bands, start - 1, False) and _is_near(after, runs, bands, start, end):
        start -= 1
    while start < end and len(bands[start]) == 1:
        start += 1
    if end - start < 2 or len(_columns_met(after, runs, bands[start])) < max(3, after.table.cols - 1):
        return None
    head = frozenset("".join(runs.text[run].split()) for run in bands[start])
    return _with_part(after, page, printed, runs, bands[start:end], header_words=head)


def _comes_again(before: Open, runs: Runs, bands: Sequence[list[int]], position: int, page: Page) -> bool:
    """True for a line above the part: a running header, 续表, the table's title or unit once more."""
    band = bands[position]
    words = "".join("".join(runs.text[run].split()) for run in band)
    if words in before.heads:
        return False
    if says_continued(words) or is_unit_line(words):
        return True
    below = position + 1 < len(bands) and _middle(runs, bands[position + 1]) - _middle(runs, band)
    in_head = runs.bottom[band].max() < _HEAD * page.height and not _is_row(before, runs, band)
    return (in_head and below > _APART * before.size) or (
        words in before.page_words and words[-1:] not in _ENDS_PROSE
    )


def _is_row(table: Open, runs: Runs, band: Sequence[int]) -> bool:
    """True where words stand in several columns."""
    return len(_columns_met(table, runs, band)) > 1


def _middle(runs: Runs, band: Sequence[int]) -> float:
    return float(np.median((runs.top[band] + runs.bottom[band]) / 2))


def _column(table: Open, runs: Runs, run: int) -> int | None:
    """The column within which a run stands, None where it reaches over a bound."""
    edges, slack = table.edges, _SLACK * table.size
    x0, x1 = float(runs.x0[run]), float(runs.x1[run])
    middle = (x0 + x1) / 2
    col = int(np.searchsorted(edges, middle)) - 1
    if not 0 <= col < table.table.cols or x0 < edges[col] - slack or x1 > edges[col + 1] + slack:
        return None
    return col


def _columns_met(table: Open, runs: Runs, band: Sequence[int]) -> set[int]:
    return {col for run in band if (col := _column(table, runs, run)) is not None}


def _is_near(table: Open, runs: Runs, bands: Sequence[Sequence[int]], start: int, end: int) -> bool:
    if start == end:
        return True
    return _middle(runs, bands[start]) - _middle(runs, bands[start - 1]) <= _FARTHEST * table.size


def _fits(table: Open, runs: Runs, bands: Sequence[Sequence[int]], position: int, follows: bool) -> bool:
    """True where a line can be one of the table's: all its words within columns, or a category."""
    band = bands[position]
    words = "".join("".join(runs.text[run].split()) for run in band)
    if follows and not _is_near(table, runs, bands, position, position + 1):
        return False
    if is_note(words) or is_unit_line(words) or names_table(words) or has_leaders(words):
        return False
    if abs(float(runs.size[band].max()) - table.size) > _SAME_SIZE:
        return False
    begin = int(_is_category(table, runs, band[0]))
    return all(_column(table, runs, run) is not None or _is_known(table, runs, run) for run in band[begin:])


def _is_known(table: Open, runs: Runs, run: int) -> bool:
    """True for the words of a cell of the part that is plain: a heading over several columns."""
    return "".join(runs.text[run].split()) in table.heads


def _is_category(table: Open, runs: Runs, run: int) -> bool:
    """True for words at the table's left edge that are no running text: a category, or 合计 over columns."""
    edges = table.table.edges
    from_edge = float(runs.x0[run]) - edges[0]
    width = float(runs.x1[run] - runs.x0[run])
    short = width <= _CATEGORY * (edges[-1] - edges[0])
    return (
        -_OUTER * table.size <= from_edge <= table.size and short and runs.text[run][-1:] not in _ENDS_PROSE
    )


def _ends_part(table: Open, runs: Runs, bands: Sequence[Sequence[int]], position: int) -> bool:
    """True for a last line in the first column alone that stands apart: a heading, or text."""
    band = bands[position]
    if _columns_met(table, runs, band) - {0}:
        return False
    above = _middle(runs, bands[position - 1]) if position else float("-inf")
    return _middle(runs, band) - above > 1.5 * table.size or not _is_row(table, runs, bands[position - 1])


def _with_part(
    table: Open,
    page: Page,
    printed: PrintedPage,
    runs: Runs,
    bands: Sequence[Sequence[int]],
    *,
    header_words: frozenset[str],
) -> tuple[Piece, ...] | None:
    """The pieces with those of some lines as one table in the columns of the other part."""
    if not any(_is_row(table, runs, band) for band in bands) and not _goes_on_with_cell(table, runs, bands):
        return None
    inside = [run for band in bands for run in band]
    box = Box(
        float(runs.x0[inside].min()),
        float(runs.top[inside].min()),
        float(runs.x1[inside].max()),
        float(runs.bottom[inside].max()),
    )
    within = [piece for piece in page.order if box.top <= _y(piece) <= box.bottom]
    held = [piece for piece in within if isinstance(piece, PageTable)]
    beyond = any(
        _is_walled(each, printed)
        or each.box.top < box.top - _RULE * table.size
        or each.box.bottom > box.bottom + _RULE * table.size
        for each in held
    )
    overlaps = any(
        isinstance(piece, PageTable) and piece not in held and _meets(piece.box, box) for piece in page.order
    )
    if beyond or overlaps:
        return None
    glyphs = printed.glyphs.taken(np.sort(np.concatenate([runs.glyphs(run) for run in inside])))
    part = table_in_columns(page.number, glyphs, table.table.edges, header_words)
    position = page.order.index(within[0])
    others = [piece for piece in page.order if piece not in within]
    above = sum(piece not in within for piece in page.order[:position])
    return (*others[:above], part, *others[above:])


def _is_walled(table: PageTable, printed: PrintedPage) -> bool:
    """True for a table whose columns are bound by rules."""
    x, top, bottom = printed.rules.down.T
    box = table.box
    return bool(((box.x0 < x) & (x < box.x1) & (top < box.bottom) & (box.top < bottom)).any())


def _goes_on_with_cell(table: Open, runs: Runs, bands: Sequence[Sequence[int]]) -> bool:
    """True where lines go on with a cell in a column beside the first, and begin where others of it do."""
    col = _column(table, runs, bands[0][0]) if bands else None
    if not col:
        return False
    return all(
        len(band) == 1
        and _column(table, runs, band[0]) == col
        and any(abs(left - runs.x0[band[0]]) <= _SAME_LEFT * table.size for left in table.lefts[col])
        for band in bands
    )


def _y(piece: Piece) -> float:
    return (piece.box.top + piece.box.bottom) / 2


def _meets(one: Box, other: Box) -> bool:
    return one.top < other.bottom and other.top < one.bottom
