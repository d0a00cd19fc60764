"""Tables in text files.

Four shapes, in order of precedence: an HTML table that a converter left in the text; rows of cells
separated by tabs or by the bars of markdown; rows in columns set with blanks, at least three rows of the
same number of cells; a table flattened to one cell a line, known by its running numbers (序号, then 1, 2, 3
at equal distances).

A table goes on over blank lines, over bare lines between rows (the name of a group, where the page broke or
a cell was merged over the whole row) and over rows that a line end cut in two. A repeated header row is
dropped and counted. One line with tabs alone is no table.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.clean import clean_cell
from extractors.readers.drafts import TableDraft
from extractors.readers.junk import is_junk
from extractors.readers.labels import find_label
from extractors.readers.plain.lines import SourceLine
from extractors.readers.plain.markup import html_tables
from schemas.document import Cell, Place

_BAR_ROW = re.compile(r"\s*\|.*\|\s*$")
_BAR_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$")
_BOLD_CELL = re.compile(r"\*\*([^\s*|](?:[^*|\n]*[^\s*|])?)\*\*")
_GAP = re.compile(r" {2,}|\u3000{2,}| \u3000+|\u3000 +")
_NUMERIC = re.compile(r"[-+≥≤><~]?[\d,.]+%?$")
_SERIAL = re.compile(r"\d{1,3}$")
_ENDS_SENTENCE = re.compile(r"[。；！？，、：:]$")
_LONGEST_GROUP_NAME = 40
_LEAST_ALIGNED = 3


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row: its cells as (raw text, source line)."""

    cells: tuple[tuple[str, SourceLine], ...]

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
    return end, _table([_row(line) for line in lines[start:end] if not _BAR_RULE.match(line.text)])


def _table_end(lines: Sequence[SourceLine], start: int, aligned: frozenset[int]) -> int:
    """The position after the table that begins at a line; the line's own where none does."""

    def is_row(position: int) -> bool:
        return position in aligned or _is_separated(lines[position])

    if not is_row(start):
        return start
    end, rows = start + 1, 1
    while end < len(lines):
        if is_row(end):
            rows += 1
        elif not (
            _may_stand_between(lines[end]) and any(map(is_row, range(end + 1, min(end + 3, len(lines)))))
        ):
            break
        end += 1
    while not is_row(end - 1):
        end -= 1
    return end if rows >= 2 else start


def _is_separated(line: SourceLine) -> bool:
    text = line.text
    inner = text.strip(" \u3000\r")
    return (
        "\t" in inner.strip("\t")
        or len(inner) - len(inner.rstrip("\t")) >= 2
        or bool(_BAR_ROW.match(text) and text.count("|") > 2)
    )


def _may_stand_between(line: SourceLine) -> bool:
    text = line.text.strip()
    return not is_junk(text) and len(text) <= _LONGEST_GROUP_NAME and not _ENDS_SENTENCE.search(text)


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
    if clean_cell(lines[start].text) != "序号":
        return []
    texts = [clean_cell(line.text) for line in lines[start : start + 2000]]
    width = next((i for i, text in enumerate(texts[:20]) if text == "1"), 0)
    if width < 2:
        return []
    rows = [TextRow(tuple((line.text, line) for line in lines[start : start + width]))]
    position, serial = width, 1
    while position + width <= len(texts):
        if texts[position] == str(serial):
            rows.append(
                TextRow(
                    tuple((line.text, line) for line in lines[start + position : start + position + width])
                )
            )
            position, serial = position + width, serial + 1
        elif position + 1 < len(texts) and texts[position + 1] == str(serial):
            rows.append(TextRow(((lines[start + position].text, lines[start + position]),)))
            position += 1
        else:
            break
    return rows if serial > 3 else []


def _table(rows: Sequence[TextRow]) -> TableDraft:
    cols = _column_count(rows)
    whole = [_fitted(row, cols) for row in _rejoined(rows, cols)]
    cols = max(len(row.cells) for row in whole)
    kept = [row for number, row in enumerate(whole) if number == 0 or row.words != whole[0].words]
    cells = tuple(cell for number, row in enumerate(kept) for cell in _cells(row, number, cols))
    places = tuple(dict.fromkeys(line.place for row in kept for _, line in row.cells))
    return TableDraft(len(kept), cols, cells, places, repeated_rows=len(whole) - len(kept))


def _row(line: SourceLine) -> TextRow:
    text = line.text.strip(" \u3000\r")
    if _BAR_ROW.match(text):
        parts = _BOLD_CELL.sub(r"\1", text.strip("|")).split("|")
    elif "\t" in text:
        parts = text.split("\t")
    else:
        parts = _GAP.split(text)
    return TextRow(tuple((part, line) for part in parts))


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


def _rejoined(rows: Sequence[TextRow], cols: int) -> Iterator[TextRow]:
    """The rows, those put together again that a line end inside a cell cut in two."""
    waiting: TextRow | None = None
    for row in rows:
        if waiting is None:
            waiting = row
        elif _is_cut_off(waiting, row, cols):
            (left, line), (right, _) = waiting.cells[-1], row.cells[0]
            waiting = TextRow((*waiting.cells[:-1], (f"{left}\n{right}", line), *row.cells[1:]))
        else:
            yield waiting
            waiting = row
    if waiting is not None:
        yield waiting


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
        yield Cell(number, col, words[col] if col < len(words) else "", text, _place(line, col + 1))


def _place(line: SourceLine, cell: int) -> Place:
    return Place(f"{line.place.path}/cell {cell}", line=line.number, last_line=line.number)
