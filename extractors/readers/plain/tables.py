"""Tables in text files.

Four shapes, in order of precedence: an HTML table that a converter left in the text; a table flattened to
one cell a line; rows of cells separated by tabs or by bars; rows in columns set with blanks, at least three
rows of the same number of cells. Cells that were merged from the row above may be left out of rows between
bars: those rows are moved to the columns where they stand.

A table goes on over blank lines, over bare lines between rows (the name of a group, where the page broke or
a cell was merged over the whole row) and over rows that a line end cut in two. A repeated header row is
dropped and counted. One line with tabs alone is no table.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.captions import is_caption, is_note, is_period_line, is_table_head
from extractors.readers.clean import clean_cell
from extractors.readers.drafts import TableDraft
from extractors.readers.junk import is_junk
from extractors.readers.labels import find_label
from extractors.readers.plain.bars import bar_cells, count_bars, is_bar_rule
from extractors.readers.plain.flat import flat_rows
from extractors.readers.plain.lines import SourceLine
from extractors.readers.plain.markup import html_tables
from extractors.readers.plain.shifted import shifts
from extractors.readers.tables import is_column_name
from schemas.document import Cell, Place

_GAP = re.compile(r" {2,}|\u3000{2,}| \u3000+|\u3000 +")
_NUMERIC = re.compile(r"[-+≥≤><~]?[\d,.]+%?$")
_SERIAL = re.compile(r"\d{1,3}$")
_ENDS_SENTENCE = re.compile(r"[。；！？，、：:]$")
_LONGEST_GROUP_NAME = 40
_LEAST_ALIGNED = 3
_REGULAR = 0.6
_FIRST_FLAT_LINES = 100
_MOST_FLAT_LINES = 2000
_UNBARRED = re.compile(r"\s*[|｜]\s*$")


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row: its cells as (raw text, source line), and the columns that they were moved to in their order
    on the line; () where they stand as they are."""

    cells: tuple[tuple[str, SourceLine], ...]
    moved: tuple[int, ...] = ()

    @property
    def is_bare(self) -> bool:
        """True for a line without any separator."""
        return len(self.cells) == 1

    @property
    def words(self) -> tuple[str, ...]:
        """The clean texts."""
        return tuple(clean_cell(text) for text, _ in self.cells)


def find_tables(lines: Sequence[SourceLine]) -> Iterator[SourceLine | TableDraft]:
    """The lines in order, those that make up a table replaced by it."""
    aligned = _aligned_lines(lines)
    position = 0
    while position < len(lines):
        end, pieces = html_tables(lines, position)
        if not pieces:
            end, table = _table_at(lines, position, aligned)
            pieces = [] if table is None else [table]
        if pieces:
            yield from pieces
            position = end
        else:
            yield lines[position]
            position += 1


def _table_at(
    lines: Sequence[SourceLine], start: int, aligned: frozenset[int]
) -> tuple[int, TableDraft | None]:
    """The table that begins at a line, and the position after it."""
    if rows := _flat_rows(lines, start):
        return start + sum(len(row.cells) for row in rows), _table(rows)
    end = _table_end(lines, start, aligned)
    if end == start:
        return start, None
    return end, _table(_rows([line for line in lines[start:end] if not is_bar_rule(line.text)]))


def _table_end(lines: Sequence[SourceLine], start: int, aligned: frozenset[int]) -> int:
    """The position after the table that begins at a line; the line's own where none does."""

    def is_row(position: int) -> bool:
        return position in aligned or _is_separated(lines[position])

    if not is_row(start) and not (is_bar_rule(lines[start].text) and is_row(min(start + 1, len(lines) - 1))):
        return start
    end = start + 1
    while end < len(lines):
        if not is_row(end) and not (
            _may_stand_between(lines[end]) and any(map(is_row, range(end + 1, min(end + 3, len(lines)))))
        ):
            break
        end += 1
    rows = [position for position in range(start, end) if is_row(position)]
    return rows[-1] + 1 + _closes_box(lines, rows[-1] + 1) if _are_rows(lines, rows, aligned) else start


def _are_rows(lines: Sequence[SourceLine], rows: Sequence[int], aligned: frozenset[int]) -> bool:
    """Two rows make a table; of rows with a single bar it takes three."""
    divided = [p for p in rows if p in aligned or _is_divided(lines[p])]
    return len(rows) >= _LEAST_ALIGNED or len(divided) >= 2


def _closes_box(lines: Sequence[SourceLine], position: int) -> bool:
    return position < len(lines) and is_bar_rule(lines[position].text)


def _is_separated(line: SourceLine) -> bool:
    return _is_tabbed(line) or count_bars(line.text) > 0


def _is_tabbed(line: SourceLine) -> bool:
    inner = line.text.strip(" \u3000\r")
    return "\t" in inner.strip("\t") or len(inner) - len(inner.rstrip("\t")) >= 2


def _is_divided(line: SourceLine) -> bool:
    return _is_tabbed(line) or count_bars(line.text) > 1


def _may_stand_between(line: SourceLine) -> bool:
    """True for a line between rows that may be a cut cell or a group's name: no sentence, and no name, unit
    or note of a further table."""
    text = line.text.strip()
    if is_bar_rule(text):
        return True
    around = is_caption(text) or is_period_line(text) or is_table_head(text) or is_note(text)
    short = len(text) <= _LONGEST_GROUP_NAME and not _ENDS_SENTENCE.search(text)
    return short and not around and not is_junk(text)


def _aligned_lines(lines: Sequence[SourceLine]) -> frozenset[int]:
    """Lines whose cells are set in columns with blanks: three or more of them, with the same number of
    cells.
    """
    counts = {
        i: len(_GAP.split(line.text.strip()))
        for i, line in enumerate(lines)
        if not _is_separated(line)
        and len(_GAP.split(line.text.strip())) >= _LEAST_ALIGNED
        and not is_junk(line.text)
    }
    found: set[int] = set()
    run: list[int] = []
    for position in sorted(counts):
        joins = bool(run) and position - run[-1] <= 2 and counts[position] == counts[run[-1]]
        run = [*run, position] if joins else [position]
        if len(run) >= _LEAST_ALIGNED:
            found.update(run)
    return frozenset(found)


def _flat_rows(lines: Sequence[SourceLine], start: int) -> list[TextRow]:
    """The rows of a table flattened to one cell a line that begins at a line; [] where none does."""
    if not is_column_name(clean_cell(lines[start].text).strip("|｜ ")):
        return []
    below = lines[start : start + _MOST_FLAT_LINES]
    begins = flat_rows([line.text for line in below[:_FIRST_FLAT_LINES]])
    spans = flat_rows([line.text for line in below]) if begins else []
    return [TextRow(tuple((_UNBARRED.sub("", line.text), line) for line in below[a:b])) for a, b in spans]


def _table(rows: Sequence[TextRow]) -> TableDraft:
    cols = _column_count(rows)
    barred = any(count_bars(line.text) for row in rows[:3] for _, line in row.cells)
    joined = _rejoined_bars(rows, cols) if barred else _rejoined(rows, cols)
    whole = [_fitted(row, cols) for row in joined]
    cols = max(len(row.cells) for row in whole)
    if barred:
        moved = shifts([row.words for row in whole])
        whole = [_moved(row, columns) for row, columns in zip(whole, moved, strict=True)]
    kept = [row for number, row in enumerate(whole) if number == 0 or row.words != whole[0].words]
    cells = tuple(cell for number, row in enumerate(kept) for cell in _cells(row, number, cols))
    places = tuple(dict.fromkeys(line.place for row in kept for _, line in row.cells))
    return TableDraft(len(kept), cols, cells, places, repeated_rows=len(whole) - len(kept))


def _rows(lines: Sequence[SourceLine]) -> list[TextRow]:
    """The cells of a table's lines: between bars where most lines have them, else between tabs or gaps."""
    barred = sum(count_bars(line.text) > 0 for line in lines) * 2 > len(lines)
    parts = bar_cells([line.text for line in lines]) if barred else [_parts(line.text) for line in lines]
    return [TextRow(tuple((part, line) for part in of)) for line, of in zip(lines, parts, strict=True)]


def _parts(text: str) -> list[str]:
    text = text.strip(" \u3000\r")
    return text.split("\t") if "\t" in text else _GAP.split(text)


def _moved(row: TextRow, columns: Sequence[int]) -> TextRow:
    """The row with its cells in the columns given; as it stands where none are."""
    if not columns:
        return row
    by_column = dict(zip(columns, row.cells, strict=False))
    empty = ("", row.cells[0][1])
    cells = tuple(by_column.get(col, empty) for col in range(columns[-1] + 1))
    return TextRow(cells, tuple(columns))


def _column_count(rows: Sequence[TextRow]) -> int:
    """The commonest number of cells; where rows are cut in two, that of a row from one running number to
    the next.
    """
    counts = Counter(len(row.cells) for row in rows if not row.is_bare)
    common = max(counts, key=lambda count: (counts[count], count))
    if counts[common] >= 0.6 * sum(counts.values()):
        return common
    starts = [i for i, row in enumerate(rows) if _SERIAL.match(row.words[0])]
    spans = Counter(sum(len(row.cells) for row in rows[a:b]) - (b - a) + 1 for a, b in pairwise(starts))
    return max(spans, key=lambda span: (spans[span], span)) if spans else common


def _rejoined_bars(rows: Sequence[TextRow], cols: int) -> Iterator[TextRow]:
    """Rows between bars are whole where most are of different widths (a form); elsewhere two pieces are one
    row where they fill it exactly."""
    whole = sum(len(row.cells) == cols for row in rows)
    if whole < _REGULAR * sum(not row.is_bare for row in rows):
        return iter(rows)
    return _joined(rows, lambda row, following: _is_cut_exactly(row, following, cols))


def _rejoined(rows: Sequence[TextRow], cols: int) -> Iterator[TextRow]:
    """The rows, those put together again that a line end inside a cell cut in two."""
    return _joined(rows, lambda row, following: _is_cut_off(row, following, cols))


def _joined(rows: Sequence[TextRow], goes_on: Callable[[TextRow, TextRow], bool]) -> Iterator[TextRow]:
    waiting: TextRow | None = None
    for row in rows:
        if waiting is None:
            waiting = row
        elif goes_on(waiting, row):
            (left, line), (right, _) = waiting.cells[-1], row.cells[0]
            waiting = TextRow((*waiting.cells[:-1], (f"{left}\n{right}", line), *row.cells[1:]))
        else:
            yield waiting
            waiting = row
    if waiting is not None:
        yield waiting


def _is_cut_exactly(row: TextRow, following: TextRow, cols: int) -> bool:
    """The row is too short, and what follows is the rest of a numbered row or words without a number."""
    if row.is_bare or len(row.cells) >= cols or find_label(following.words[0]):
        return False
    rest = len(row.cells) + len(following.cells) - 1 == cols
    return following.is_bare or (rest and bool(_SERIAL.match(row.words[0])))


def _is_cut_off(row: TextRow, following: TextRow, cols: int) -> bool:
    """The row is too short, what follows fits into it and begins no row of its own; a bare group name is
    complete.
    """
    if row.is_bare or len(row.cells) + len(following.cells) - 1 > cols or not row.cells[-1][0].strip():
        return False
    if _SERIAL.match(following.words[0]) and _SERIAL.match(row.words[0]):
        return False
    is_header_end = (
        following.is_bare and not _SERIAL.match(row.words[0]) and not find_label(following.words[0])
    )
    return len(row.cells) < cols or is_header_end


def _fitted(row: TextRow, cols: int) -> TextRow:
    """The row without empty cells beyond the table's width."""
    cells = list(row.cells)
    while len(cells) > cols and not cells[-1][0].strip():
        cells.pop()
    return TextRow(tuple(cells))


def _cells(row: TextRow, number: int, cols: int) -> Iterator[Cell]:
    words = row.words
    is_group = cols > 2 and bool(words[0]) and not any(words[1:]) and not _NUMERIC.match(words[0])
    if is_group or row.is_bare:
        text, line = row.cells[0]
        yield Cell(number, 0, words[0], text, _place(line, 1), colspan=cols)
        return
    for col in range(cols):
        text, line = row.cells[col] if col < len(row.cells) else ("", row.cells[-1][1])
        place = _place(line, _printed(row, col))
        yield Cell(number, col, words[col] if col < len(words) else "", text, place)


def _printed(row: TextRow, col: int) -> int:
    """Which cell of its line stands in a column; a column that none was moved to has a number behind them."""
    if col in row.moved:
        return row.moved.index(col) + 1
    return col + 1 + (len(row.moved) if row.moved else 0)


def _place(line: SourceLine, cell: int) -> Place:
    return Place(f"{line.place.path}/cell {cell}", line=line.number, last_line=line.number)
