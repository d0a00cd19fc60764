"""Tables whose columns alone are ruled: rules down, a rule above and one under the header, none between rows.

1. Rules down that begin and end together are the columns; where a category stands by itself no rule crosses
   it, and a heading or 合计 over two columns leaves out the rule between them.
2. At most one rule across lies inside, that under the header; what stands above it is the header. A part on a
   later page may have none at all.
3. The rows are those of a table without rules, in the columns that the rules give.
Where rules part rows, or text runs over the rules down, it is none. A table of which a row or two are left is
none either, where rules go around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.readers.captions import is_note, is_unit_line
from extractors.readers.pages.borderless import table_under
from extractors.readers.pages.cell_text import contents, placed
from extractors.readers.pages.cells import cell_maps
from extractors.readers.pages.model import Glyphs, Numbers, PageCell, PageTable
from extractors.readers.pages.rules import Grid, lines_along
from extractors.readers.pages.runs import Runs, runs_of
from extractors.readers.pages.stretches import names_table
from schemas.document import Box

_CATEGORY = 3.2  # in type sizes: the widest gap in a rule down, that of a row by itself
_LONG = 0.4  # share of the height of the longest rule down
_SAME = 3.0  # points
_WIDE = 0.8  # share of the table's width: a rule from side to side
_FEWEST = 2  # rules down
_SHORTEST = 1.2  # in type sizes: the height of a row
_MOST_HEADER_LINES = 6
_CROSSED = 0.03  # share of the runs that may run over a rule down
_OVER = 0.3  # in type sizes: a text that runs over a rule
_ROW_PITCH = 1.25  # in type sizes: lines of one cell are closer
_FEWEST_ROWS = 3  # the header among them; without one any
_FEWEST_ALONE = 3  # rules down of a part without a header
_FILLED = 0.5  # share of the columns of a part without a header that have text
_INSET = 2.5  # in type sizes: how far a category stands from the table's left side
_SHORT = 0.6  # share of the table's width that a category may take up
_ENDS_PROSE = "。；：，"
_MOST_BARS = 120  # more are a drawing, or a table with rules around its cells

Rule = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Rules down that begin and end together: the x of each, the pieces (x, top, bottom) of all."""

    xs: tuple[float, ...]
    top: float
    bottom: float
    pieces: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class _Region:
    """A table as its rules bound it: the edges of its columns and the y under its header."""

    chain: _Chain
    box: Box
    edges: tuple[float, ...]
    header_end: float


def column_ruled(page: int, across: Numbers, down: Numbers, glyphs: Glyphs) -> list[PageTable]:
    """The tables of a page whose columns alone are ruled; the box of each is that of its rules and words."""
    if len(down) < _FEWEST or not len(glyphs):
        return []
    em = float(np.median(glyphs.size))
    found = (_table(page, chain, across, glyphs, em) for chain in _chains(down, em))
    return [table for table in found if table is not None]


def _chains(down: Numbers, em: float) -> Iterator[_Chain]:
    """The rules down that stand beside one another from about the same y to about the same y."""
    bars = sorted(_bars(down, em), key=lambda bar: bar[0][1] - bar[-1][2])
    if len(bars) > _MOST_BARS:
        return
    while bars:
        longest = bars[0]
        top, bottom = longest[0][1] - _CATEGORY * em, longest[-1][2] + _CATEGORY * em
        beside = [bar for bar in bars if top <= bar[0][1] and bar[-1][2] <= bottom]
        bars = [bar for bar in bars if bar not in beside]
        together = _long_enough(beside, _LONG * (longest[-1][2] - longest[0][1]))
        xs = sorted({bar[0][0] for bar in together})
        if len(xs) >= _FEWEST and longest[-1][2] - longest[0][1] >= _SHORTEST * em:
            yield _Chain(
                tuple(xs),
                min(bar[0][1] for bar in together),
                max(bar[-1][2] for bar in together),
                tuple(piece for bar in together for piece in bar),
            )


def _long_enough(bars: Sequence[Sequence[Rule]], least: float) -> list[Sequence[Rule]]:
    """The bars at each x that are long enough together: cells merged over it leave it out."""
    length: dict[float, float] = {}
    for bar in bars:
        length[bar[0][0]] = length.get(bar[0][0], 0.0) + bar[-1][2] - bar[0][1]
    return [bar for bar in bars if length[bar[0][0]] >= least]


def _bars(down: Numbers, em: float) -> list[list[Rule]]:
    """The rules at each x, in pieces one below another with no more than a row by itself between them."""
    bars: list[list[Rule]] = []
    for x, top, bottom in down.tolist():
        last = bars[-1][-1] if bars else None
        if last is not None and abs(last[0] - x) < _SAME and top - last[2] <= _CATEGORY * em:
            bars[-1].append((x, top, bottom))
        else:
            bars.append([(x, top, bottom)])
    return bars


def _box(chain: _Chain, across: Numbers, glyphs: Glyphs, em: float) -> Box:
    """The box of a chain: as wide as its rules across, where there are none as its words."""
    y, start, end = across.T
    own = (chain.top - _SAME <= y) & (y <= chain.bottom + _SAME)
    own &= (start <= chain.xs[0] + _SAME) & (end >= chain.xs[-1] - _SAME)
    if own.any():
        return Box(float(start[own].min()), chain.top, float(end[own].max()), chain.bottom)
    runs = runs_of(glyphs.taken(glyphs.within(Box(0.0, chain.top, float("inf"), chain.bottom))))
    if not len(runs):
        return Box(chain.xs[0], chain.top, chain.xs[-1], chain.bottom)
    left, right = min(float(runs.x0.min()), chain.xs[0]), max(float(runs.x1.max()), chain.xs[-1])
    return Box(left - 0.1 * em, chain.top, right + 0.1 * em, chain.bottom)


def _header_end(chain: _Chain, box: Box, across: Numbers, page: int) -> float | None:
    """The y of the rule under the header, the top itself for a part without one; None where rules part rows,
    or where none is under a header on a first page."""
    y, start, end = across.T
    inner = (box.top + _SAME < y) & (y < box.bottom - _SAME) & (end > box.x0) & (start < box.x1)
    wide = inner & (end - start >= _WIDE * (box.x1 - box.x0))
    under = np.unique(y[wide])
    if len(under) > 1 or (not len(under) and (inner.any() or page == 1)):
        return None
    if not len(under):
        return box.top
    return None if (y[inner] > under[0] + _SAME).any() else float(under[0])


def _with_category(box: Box, across: Numbers, glyphs: Glyphs, em: float) -> Box:
    """The box and, where no rule closes it, a category at its very end."""
    y, start, end = across.T
    closed = (np.abs(y - box.bottom) <= _SAME) & (start < box.x1) & (box.x0 < end)
    near = Box(0.0, box.bottom, float("inf"), box.bottom + _CATEGORY * em)
    below = runs_of(glyphs.taken(glyphs.within(near)))
    if closed.any() or not len(below) or len(below.bands()[0]) > 1:
        return box
    words, width = below.text[0], float(below.x1[0] - below.x0[0])
    inset = 0.0 <= below.x0[0] - box.x0 <= _INSET * em and width <= _SHORT * (box.x1 - box.x0)
    if not inset or words[-1:] in _ENDS_PROSE or is_note(words) or is_unit_line(words) or names_table(words):
        return box
    return replace(box, bottom=float(below.bottom[0]))


def _table(page: int, chain: _Chain, across: Numbers, glyphs: Glyphs, em: float) -> PageTable | None:
    box = _box(chain, across, glyphs, em)
    header_end, edges = _header_end(chain, box, across, page), _edges(chain, box)
    inside = glyphs.taken(glyphs.within(_with_category(box, across, glyphs, em)))
    if header_end is None or len(edges) <= _FEWEST or not len(inside) or _is_framed(chain, box):
        return None
    runs = runs_of(inside)
    if _crossed(chain, runs, em) > _CROSSED * len(runs):
        return None
    table = _read(page, _Region(chain, box, edges, header_end), across, inside)
    alone = header_end == box.top
    if table is None or (len(chain.xs) < _FEWEST_ALONE if alone else table.rows < _FEWEST_ROWS):
        return None
    filled = {cell.col for cell in table.cells if cell.text}
    bottom = max(box.bottom, float(inside.bottom.max()))
    shown = len(filled) >= (_FILLED * table.cols if alone else table.cols)
    return replace(table, box=replace(box, bottom=bottom)) if shown else None


def _is_framed(chain: _Chain, box: Box) -> bool:
    """True where rules down stand at both sides: a table with rules around its cells."""
    return chain.xs[0] <= box.x0 + _SAME and chain.xs[-1] >= box.x1 - _SAME


def _read(page: int, region: _Region, across: Numbers, inside: Glyphs) -> PageTable | None:
    """The header as its rules show it, or else its words, and the rows by their words."""
    edges = region.edges
    above = (inside.top + inside.bottom) / 2 < region.header_end
    if not above.any():
        return table_under(page, inside, edges, 0)
    head, body = inside.taken(above), inside.taken(~above)
    heads = len(runs_of(head).bands())
    if heads > _MOST_HEADER_LINES or not _holds_rows(body, edges):
        return None
    header = _header(page, region, across, head)
    if header is None:
        return table_under(page, inside, edges, heads)
    rows = table_under(page, body, edges, 0)
    below = tuple(replace(cell, row=cell.row + header.rows) for cell in rows.cells)
    return replace(header, rows=header.rows + rows.rows, cells=(*header.cells, *below))


def _holds_rows(body: Glyphs, edges: Sequence[float]) -> bool:
    """True where lines of some column stand farther apart than the lines that wrap in a cell."""
    column = np.searchsorted(np.array(edges), (body.x0 + body.x1) / 2)
    for each in np.unique(column).tolist():
        runs = runs_of(body.taken(column == each))
        tops = np.array([runs.top[band].min() for band in runs.bands()])
        if (np.diff(tops) > _ROW_PITCH * float(np.median(runs.size))).any():
            return True
    return False


def _edges(chain: _Chain, box: Box) -> tuple[float, ...]:
    inner = [x for x in chain.xs if box.x0 + _SAME < x < box.x1 - _SAME]
    return (box.x0, *inner, box.x1)


def _header(page: int, region: _Region, across: Numbers, head: Glyphs) -> PageTable | None:
    """The header as its rules show it; None where they show other columns."""
    box, edges, header_end = region.box, region.edges, region.header_end
    inner = (box.top + _SAME < across[:, 0]) & (across[:, 0] < header_end - _SAME)
    rules = [*across[inner].tolist(), *((y, box.x0, box.x1) for y in (box.top, header_end))]
    walls = [(x, top, min(bottom, header_end)) for x, top, bottom in region.chain.pieces if top < header_end]
    walls += [(x, box.top, header_end) for x in (box.x0, box.x1)]
    maps = cell_maps(Grid(lines_along(np.array(rules)), lines_along(np.array(walls))))
    if len(maps) != 1 or len(maps[0].xs) != len(edges):
        return None
    cells, holder = placed(head, maps[0], np.ones(len(head), dtype=np.bool_))
    if (holder < 0).any():
        return None
    ys = cells.ys.tolist()
    made = [
        PageCell(
            row, col, rows, cols, text, Box(edges[col], ys[row], edges[col + cols], ys[row + rows]), words
        )
        for (row, col, rows, cols), (text, words) in zip(
            cells.spans.tolist(), contents(head, cells, holder), strict=True
        )
    ]
    made.sort(key=lambda cell: (cell.row, cell.col))
    return PageTable(page, 1, len(ys) - 1, len(edges) - 1, tuple(made), box, edges, ruled=False)


def _crossed(chain: _Chain, runs: Runs, em: float) -> int:
    """How many runs a piece of a rule down cuts."""
    middles = (runs.top + runs.bottom) / 2
    cut = np.zeros(len(runs), dtype=np.bool_)
    for x, top, bottom in chain.pieces:
        level = (top <= middles) & (middles <= bottom)
        cut |= level & (runs.x0 < x - _OVER * em) & (x + _OVER * em < runs.x1)
    return int(cut.sum())


def outside(rules: Numbers, boxes: Sequence[Box], *, across: bool) -> Numbers:
    """The rules in one direction that lie in none of some boxes."""
    if not boxes or not len(rules):
        return rules
    position, start, end = rules.T
    middle = (start + end) / 2
    kept = np.ones(len(rules), dtype=np.bool_)
    for box in boxes:
        x, y = (middle, position) if across else (position, middle)
        kept &= ~(
            (box.x0 - _SAME <= x) & (x <= box.x1 + _SAME) & (box.top - _SAME <= y) & (y <= box.bottom + _SAME)
        )
    return rules[kept]
