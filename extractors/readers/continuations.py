"""A table that goes on in another: the rows of one set below the rows of the other, and back.

Both have the same columns here; whether they are one table is for others to say (pages/joins, assembly).

- Rows at the top that repeat the header are left out and counted.
- A row that the page end cut: its rest lacks a cell that all rows have, or the first part does, no value
  stands in both parts of a cell, and it begins no group; where rows of the same shape stand elsewhere, the
  words must say so: one part stops short, begins with a closing mark, or both make the words of another row.
  Its two parts are one row. A note over all columns is cut where its rest is no note of its own.
- A merged cell that the page end cut: one part is empty, where all cells of its column are filled; or the
  words of one part stop in the middle of a sentence that the other goes on with, or one holds a single
  character, or both are too short for their column and together are not. A cell further right is cut
  only where those that hold it together at its left are.

A cell of two parts has the place of the first part with words; the other place is in `parts`, which keep
everything as it stood. Nothing is ever left out but repeated header rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.readers.captions import goes_on_with_note, is_note, note_number
from extractors.readers.clean import clean_cell
from extractors.readers.drafts import TableDraft
from extractors.readers.repeated_headers import Header, grid_of
from extractors.readers.tables import is_period, is_value
from schemas.document import Cell

_STOPS_SHORT = re.compile(r"[，、：:（(“《]$")
_ENDS_SENTENCE = re.compile(r"[。！？][”）)]*$")
_GOES_ON = re.compile(r"[，。；、）)”》%％]")
_BEGINS_NO_CELL = re.compile(r"[，。；、）)”》%％]|[（(][^（）()]*[）)]$")
_FEW_ROWS = 3
_MOST_BLANK = 0.1  # of the cells of a column that all rows have
_PLAINLY = 2
_FIGURE_IN_WORDS = re.compile(r"第?[≥≤＞＜><约]?\d[\d,.]*%?(?:左右|以上|以下|以内|位|名)$")
_LONG_FIGURE = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)[%％]?$")
_DIGITS = re.compile(r"\d{1,3}[%％]?$")
_GROUP_LABEL = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]+[部章类]|其中"
)


def undone(table: TableDraft) -> tuple[TableDraft, ...]:
    """The tables as they stood before they were joined; the table itself where nothing was joined."""
    return table.parts or (table,)


def stacked(table: TableDraft, header: Header, following: TableDraft, repeated: int) -> TableDraft:
    """One table of two with the same columns; `repeated` rows at the top of the second are left out.
    `parts` are the caller's to set."""
    table = _reaching_down(table)
    own = [replace(cell, row=cell.row - repeated) for cell in following.cells if cell.row >= repeated]
    undrawn = list(_undrawn(table, own, following.rows - repeated))
    rest = [*own, *undrawn]
    seam = _Seam(table, header, rest)
    broken = is_broken_row(seam)
    cut = {(cell.col, cell.colspan) for cell in seam.below} if broken else set(_cut_cells(seam))
    start = table.rows - broken
    cells: list[Cell] = []
    halves = {(cell.col, cell.colspan): cell for cell in rest if cell.row == 0}
    for cell in table.cells:
        half = halves.get((cell.col, cell.colspan)) if cell.row + cell.rowspan == table.rows else None
        is_cut = half is not None and (cell.col, cell.colspan) in cut
        cells.append(_together(cell, half, start) if is_cut and half is not None else cell)
    cells += [
        replace(cell, row=cell.row + start)
        for cell in own
        if cell.row > 0 or (cell.col, cell.colspan) not in cut
    ]
    return TableDraft(
        rows=start + following.rows - repeated,
        cols=table.cols,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))),
        places=(*table.places, *following.places),
        header_rows=table.header_rows,
        repeated_rows=table.repeated_rows + repeated,
    )


def _together(above: Cell, below: Cell, start: int) -> Cell:
    """The two parts of a cell as one; `start` is the row in which the lower part begins."""
    raw = "\n".join(part for part in (above.raw, below.raw) if part)
    return replace(
        above,
        text=clean_cell(raw),
        raw=raw,
        rowspan=start + below.rowspan - above.row,
        place=below.place if below.text and not above.text else above.place,
        words=(*above.words, *below.words),
    )


def _reaching_down(table: TableDraft) -> TableDraft:
    """The table with cells drawn down to the page end where nothing stands below them: some programs do not
    draw the rest of a merged cell."""
    covered = grid_of(table.cells)
    cells = []
    for cell in table.cells:
        end = cell.row + cell.rowspan
        columns = range(cell.col, cell.col + cell.colspan)
        is_open = not any((row, col) in covered for row in range(end, table.rows) for col in columns)
        cells.append(replace(cell, rowspan=table.rows - cell.row) if is_open else cell)
    return replace(table, cells=tuple(cells))


def _undrawn(table: TableDraft, rest: Sequence[Cell], rows: int) -> Iterator[Cell]:
    """Empty cells where the rest of a table has none below cells that reach down to the page end: the lower
    part of a merged cell, which some programs do not draw."""
    covered = grid_of(rest)
    for cell in table.cells:
        if cell.row + cell.rowspan < table.rows:
            continue
        columns = range(cell.col, cell.col + cell.colspan)
        free = (row for row in range(rows) if any((row, col) in covered for col in columns))
        if depth := next(free, rows):
            yield replace(cell, row=0, rowspan=depth, text="", raw="", words=())


class _Seam:
    """The two sides of a page end: the cells that reach down to it and those that begin below it."""

    def __init__(self, table: TableDraft, header: Header, rest: Sequence[Cell]) -> None:
        first = header.rows if header.rows < table.rows else 0
        self.cols = table.cols
        self.above = [cell for cell in table.cells if cell.row + cell.rowspan == table.rows]
        self.below = [cell for cell in rest if cell.row == 0]
        self.upper = [cell for cell in table.cells if cell.row >= first]
        self.lower = list(rest)
        self.end = max((cell.row + cell.rowspan for cell in rest), default=0)
        self.last = table.rows - 1
        self.first = first
        self.blank_above = _blank_rows(self.upper)
        self.blank_below = _blank_rows(self.lower)

    def pairs(self) -> Iterator[tuple[Cell, Cell]]:
        """Cells of the same columns on both sides, left to right."""
        tops = {(cell.col, cell.colspan): cell for cell in self.below}
        for cell in sorted(self.above, key=lambda cell: cell.col):
            if half := tops.get((cell.col, cell.colspan)):
                yield cell, half

    def is_merged(self, above: Cell, below: Cell) -> bool:
        """True where cells of these columns hold rows together."""
        return any(cell.rowspan > 1 for cell in (above, below, *self.others(above.col)))

    def others(self, col: int) -> list[Cell]:
        """The cells of a column that touch no page end; rows of one cell over the table and rows without
        words left out."""
        end = self.end
        upper = (c for c in self.upper if c.row + c.rowspan <= self.last)
        lower = (c for c in self.lower if c.row > 0 and (c.row + c.rowspan < end or end < _FEW_ROWS))
        own = (
            *(cell for cell in upper if cell.row not in self.blank_above),
            *(cell for cell in lower if cell.row not in self.blank_below),
        )
        return [cell for cell in own if cell.col == col and cell.colspan < max(2, self.cols)]


def _blank_rows(cells: Sequence[Cell]) -> set[int]:
    """The rows in which only cells without words begin and end."""
    blank = {cell.row for cell in cells}
    for cell in cells:
        if cell.text or cell.rowspan > 1:
            blank.difference_update(range(cell.row, cell.row + cell.rowspan))
    return blank


def is_broken_row(seam: _Seam) -> bool:
    """True where the last row above a page end and the first below are parts of one row."""
    pairs = list(seam.pairs())
    if len(pairs) == 1 and pairs[0][0].colspan >= seam.cols:
        return _is_cut_note(*pairs[0]) or (seam.end == 1 and not pairs[0][1].text)
    single = [(a, b) for a, b in pairs if not seam.is_merged(a, b)]
    if len(pairs) != len(seam.above) or len(pairs) != len(seam.below) or len(single) < 2:
        return False
    if seam.last < seam.first or not any(cell.text for pair in single for cell in pair):
        return False
    if _has_two_figures(seam, single) or _begins_group(seam, pairs):
        return False
    if len(_lacking(seam, single)) > 1 and not any(a.text and b.text for a, b in single):
        return True  # each has what the other lacks
    if _GROUP_LABEL.match(next((b.text for _, b in pairs if b.text), "")):
        return False
    lacking = _lacking(seam, single)
    named, goes_on = bool(single[0][0].text), not single[0][1].text
    if len(lacking) > 1 and goes_on:
        lacking = lacking[1:]
    if named and not goes_on and all(half[0] is single[0][0] for half in lacking):
        return False  # the row below lacks nothing: the one above has an empty cell
    if not lacking:
        return False
    return _words_go_on(seam, single) or not any(_has_pattern(seam, half) for half in lacking)


def _begins_group(seam: _Seam, pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """True where a merged cell ends at the page end and another begins below it."""
    return any(
        seam.is_merged(above, below)
        and bool(above.text and below.text)
        and not _are_parts(above, below, seam.others(above.col))
        for above, below in pairs
    )


def _is_cut_note(above: Cell, below: Cell) -> bool:
    """True where words over all columns go on with a note that stands above a page end."""
    if not is_note(above.text) or not below.text or is_note(below.text) or _GROUP_LABEL.match(below.text):
        return False
    ended = bool(_ENDS_SENTENCE.search(above.text))
    return not ended and not goes_on_with_note(below.text, note_number(above.text, None))


def _words_go_on(seam: _Seam, pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """True where words above a page end plainly go on below it: they stop short, those below begin as no
    cell does, or both together are what another row says."""
    for above, below in pairs:
        if not above.text or not below.text or _is_figure(below.text):
            continue
        if _STOPS_SHORT.search(above.text) or _BEGINS_NO_CELL.match(below.text):
            return True
        whole = above.text + below.text
        if any(cell.text == whole for cell in seam.others(above.col)):
            return True
    return False


def _has_two_figures(seam: _Seam, pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """True where a figure stands in both parts of a cell, unless the lower part plainly is the rest of a row
    (a figure too long for its cell): it lacks most cells that all rows have, or several where it begins empty
    or both parts make one figure."""
    figures = [(a, b) for a, b in pairs if a.text and b.text and _is_figure(a.text) and _is_figure(b.text)]
    lacking = sum(bool(a.text) and not b.text and _is_always_filled(seam, a.col) for a, b in pairs)
    begins = bool(pairs[0][1].text)
    if not figures or lacking < _PLAINLY:
        return bool(figures)
    one = all(_LONG_FIGURE.match(a.text + b.text) and _DIGITS.match(b.text) for a, b in figures)
    return begins and 2 * lacking <= len(pairs) and not one


def _is_figure(text: str) -> bool:
    return is_value(text) or is_period(text) or bool(_FIGURE_IN_WORDS.match(text))


def _has_pattern(seam: _Seam, half: Sequence[Cell]) -> bool:
    """True where another row has words in the same of these columns and no others: a kind of row of this
    table."""
    columns = {cell.col for cell in half}
    shape = {(cell.col, cell.colspan, bool(cell.text)) for cell in half}
    rows: dict[tuple[str, int], set[tuple[int, int, bool]]] = {}
    for side, cells in (("upper", seam.upper), ("lower", seam.lower)):
        for cell in cells:
            if cell.col in columns:
                rows.setdefault((side, cell.row), set()).add((cell.col, cell.colspan, bool(cell.text)))
    touching = {("upper", seam.last), ("lower", 0), ("lower", seam.end - 1)}
    return any(found == shape for row, found in rows.items() if row not in touching)


def _lacking(seam: _Seam, pairs: Sequence[tuple[Cell, Cell]]) -> list[list[Cell]]:
    """The sides of a page end that lack a cell which all other rows have and the other side has; where there
    are no other rows, the lower one if it has no first cell and words only below words."""
    lacking = []
    if any(not a.text and b.text and _is_always_filled(seam, a.col) for a, b in pairs):
        lacking.append([a for a, _ in pairs])
    if any(a.text and not b.text and _is_always_filled(seam, a.col) for a, b in pairs):
        lacking.append([b for _, b in pairs])
    if lacking or any(seam.others(above.col) for above, _ in pairs):
        return lacking
    above, below = pairs[0]
    begins = above.col == 0 and above.text and not below.text
    return [[b for _, b in pairs]] if begins and all(a.text for a, b in pairs if b.text) else []


def _is_always_filled(seam: _Seam, col: int) -> bool:
    others = seam.others(col)
    return bool(others) and sum(not cell.text for cell in others) <= _MOST_BLANK * len(others)


def _cut_cells(seam: _Seam) -> Iterator[tuple[int, int]]:
    """The columns in which a page end cut a merged cell, left to right."""
    leading = 0
    for above, below in seam.pairs():
        if seam.last < seam.first or above.colspan >= seam.cols:
            return
        if _is_cut(seam, above, below, first=above.col == leading):
            yield above.col, above.colspan
            leading = above.col + above.colspan
        elif seam.is_merged(above, below) and above.text and below.text and above.text != below.text:
            return


def _is_cut(seam: _Seam, above: Cell, below: Cell, *, first: bool) -> bool:
    """`first` is True in the first column, and in the next one where that one's cell is cut."""
    merged = above.rowspan > 1 or below.rowspan > 1
    others = seam.others(above.col)
    if above.text and below.text:
        in_groups = merged if _stops_short(above, below) else seam.is_merged(above, below)
        return in_groups and not _is_figure(below.text) and _are_parts(above, below, others)
    named = first and bool(others) and not _is_figure(above.text or below.text)
    if not (seam.is_merged(above, below) or named):
        return False
    full = all(cell.text for cell in others)
    if not above.text and not below.text:
        return merged and full and bool(others)
    return full or (above.rowspan > 1 and below.rowspan > 1)


def _are_parts(above: Cell, below: Cell, others: Sequence[Cell]) -> bool:
    """True where the words of both are those of one cell."""
    return _stops_short(above, below) or _is_scrap(above, below, others) or _are_halves(above, below, others)


def _stops_short(above: Cell, below: Cell) -> bool:
    return bool(_STOPS_SHORT.search(above.text) or _GOES_ON.match(below.text))


def _are_halves(above: Cell, below: Cell, others: Sequence[Cell]) -> bool:
    """True where both parts are shorter than all words of their column, and together as long as those."""
    lengths = [len(cell.text) for cell in others if cell.text and cell.colspan == above.colspan]
    if len(lengths) < _FEW_ROWS:
        return False
    longer = max(len(above.text), len(below.text))
    return longer < min(lengths) <= len(above.text) + len(below.text) <= max(lengths)


def _is_scrap(above: Cell, below: Cell, others: Sequence[Cell]) -> bool:
    """True where one part holds a single character, in a column where no other cell does."""
    return min(len(above.text), len(below.text)) == 1 and all(len(cell.text) > 1 for cell in others)
