"""A reading measured against known tables, cell by cell.

A known cell is *exact* where the reading has a cell with its text (NFKC, no blanks) at its row and column and
with its spans. Where rules between columns or between rows are missing, a span can't be seen: there its text
must stand at its first position and its other positions must be empty or its own; header cells over several
columns must still reach all of their columns (of readers that know no spans, nothing of the kind is asked).
*Aligned* exact allows rows to be shifted as a whole, so that one
row too many counts once. A row is *kept* where one row of the reading has all words of its cells, *misplaced*
where such a row has one of them in another column.
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tests.generator.known import KnownCell, KnownPaper, KnownTable

Asked = Literal["all", "header", "none"]  # whose spans count


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell of a reading, whoever read it."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class ReadTable:
    """A table of a reading. `header_rows`, `title` and `notes` are None where the reader has no such thing;
    `undone` says in words what is lost or added when the join over pages is undone, "" where nothing is."""

    rows: int
    cols: int
    cells: tuple[ReadCell, ...]
    header_rows: int | None = None
    title: str | None = None
    notes: tuple[str, ...] | None = None
    undone: str = ""

    def grid(self) -> dict[tuple[int, int], ReadCell]:
        """Each covered position to its cell."""
        return {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for col in range(cell.col, cell.col + cell.colspan)
        }


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell, row or line that was read wrongly."""

    what: str
    row: int
    col: int
    expected: str
    found: str


@dataclass(frozen=True)
class Score:
    """How well one paper was read; scores add up with +."""

    cells: int = 0
    exact: int = 0
    aligned: int = 0
    rows: int = 0
    kept: int = 0
    misplaced: int = 0
    tables: int = 0
    found: int = 0
    headers: int = 0
    ties: int = 0
    tied: int = 0
    undone: int = 0
    faults: tuple[Fault, ...] = field(default=(), compare=False)

    def __add__(self, other: "Score") -> "Score":
        counts = {name: getattr(self, name) + getattr(other, name) for name in _COUNTS}
        return Score(**counts, faults=self.faults + other.faults)


_COUNTS = (
    "cells", "exact", "aligned", "rows", "kept", "misplaced", "tables", "found", "headers", "ties", "tied",
    "undone",
)  # fmt: skip


def plain(text: str) -> str:
    """The text for comparison: NFKC, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def score(paper: KnownPaper, tables: Sequence[ReadTable], spans_asked: bool = True) -> Score:
    """The score of a reading: each known table is set against the one that has most of its words."""
    total = Score(found=len(tables))
    left = list(tables)
    asked: Asked = "all" if spans_asked else "none"
    if spans_asked and paper.look.rules in {"three", "none", "across", "down"}:
        asked = "header"
    for known in paper.tables:
        words = _words(known.cells)
        best = max(left, key=lambda table: (_words(table.cells) & words).total(), default=None)
        if best is not None:
            left.remove(best)
        total += _of_table(known, best, asked)
    return total


def _words(cells: Sequence[KnownCell] | Sequence[ReadCell]) -> Counter[str]:
    return Counter(plain(cell.text) for cell in cells if cell.text)


def _of_table(known: KnownTable, table: ReadTable | None, asked: Asked) -> Score:
    ties = [("标题", known.title), ("单位", known.unit), *(("表注", note) for note in known.notes)]
    expected = [(what, text) for what, text in ties if text]
    if table is None:
        fault = Fault("表", 0, 0, f"{known.rows}×{known.cols}", "没有找到")
        return Score(cells=len(known.cells), rows=known.rows, tables=1, ties=len(expected), faults=(fault,))
    judge = _Judge(known, table, asked)
    straight = {row: row for row in range(known.rows)}
    exact = [judge.fault(cell, straight) for cell in known.cells]
    aligned = [
        first and judge.fault(cell, judge.rows) for first, cell in zip(exact, known.cells, strict=True)
    ]
    kept, misplaced = judge.lost_rows(), judge.misplaced_rows()
    ties_missed = _missed_ties(expected, table)
    shape = () if (table.rows, table.cols) == (known.rows, known.cols) else (
        Fault("行列数", 0, 0, f"{known.rows}×{known.cols}", f"{table.rows}×{table.cols}"),
    )  # fmt: skip
    header = () if table.header_rows in (None, known.header_rows) else (
        Fault("表头行数", 0, 0, str(known.header_rows), str(table.header_rows)),
    )  # fmt: skip
    undone = (Fault("还原", 0, 0, "", table.undone),) if table.undone else ()
    return Score(
        cells=len(known.cells),
        exact=exact.count(None),
        aligned=aligned.count(None),
        rows=known.rows,
        kept=known.rows - len(kept),
        misplaced=len(misplaced),
        tables=1,
        headers=int(table.header_rows == known.header_rows),
        ties=len(expected),
        tied=len(expected) - len(ties_missed),
        undone=len(undone),
        faults=(
            *shape,
            *header,
            *undone,
            *kept,
            *misplaced,
            *ties_missed,
            *(fault for fault in aligned if fault),
        ),
    )


def _missed_ties(expected: Sequence[tuple[str, str]], table: ReadTable) -> tuple[Fault, ...]:
    if table.title is None and table.notes is None:
        return ()
    title, notes = plain(table.title or ""), [plain(note) for note in table.notes or ()]
    return tuple(
        Fault(what, 0, 0, text, " | ".join((title, *notes)))
        for what, text in expected
        if (plain(text) != title if what == "标题" else plain(text) not in notes)
    )


class _Judge:
    """One known table beside what was read of it."""

    def __init__(self, known: KnownTable, table: ReadTable, asked: Asked) -> None:
        self.known, self.table, self.asked = known, table, asked
        self.grid = table.grid()
        self.known_rows = _row_texts(known.rows, known.cells)
        self.read_rows = _row_texts(table.rows, table.cells)
        self.rows = _alignment(self.known_rows, self.read_rows)

    def fault(self, cell: KnownCell, rows: Mapping[int, int]) -> Fault | None:
        """What is wrong with a cell, None where nothing is."""
        row = rows.get(cell.row)
        found = None if row is None else self.grid.get((row, cell.col))
        if row is not None and self._right(cell, row, found):
            return None
        said = "无此行" if row is None else "无" if found is None else (
            f"{found.text} ({found.row},{found.col}) {found.rowspan}×{found.colspan}"
        )  # fmt: skip
        expected = f"{cell.text} {cell.rowspan}×{cell.colspan}"
        return Fault("单元格", cell.row, cell.col, expected, said)

    def _right(self, cell: KnownCell, row: int, found: ReadCell | None) -> bool:
        if found is None:
            return not cell.text and (cell.rowspan, cell.colspan) == (1, 1)
        same = plain(found.text) == plain(cell.text)
        spans = (found.rowspan, found.colspan) == (cell.rowspan, cell.colspan)
        if same and spans and (found.row, found.col) == (row, cell.col):
            return True
        if self.asked == "all":
            return False
        if not cell.text:
            return not found.text
        header = self.asked == "header" and cell.row < self.known.header_rows
        return same and found.row == row and self._fits(cell, row, found, header)

    def _fits(self, cell: KnownCell, row: int, found: ReadCell, header: bool) -> bool:
        """Where spans can't be seen: the cell's other positions hold nothing else, and a header cell reaches
        over all its columns."""
        own = [(row + down - cell.row, col) for down, col in cell.positions]
        others = [self.grid.get(position) for position in own]
        empty = all(other is None or other is found or not other.text for other in others)
        if header and cell.colspan > 1:
            return found.col == cell.col and found.colspan == cell.colspan
        inside = found.col >= cell.col and found.col + found.colspan <= cell.col + cell.colspan
        return empty and inside

    def lost_rows(self) -> tuple[Fault, ...]:
        """The known rows that no single row of the reading has."""
        lost = []
        for row, texts in self.known_rows.items():
            wanted = Counter(texts.values())
            have = self.rows.get(row)
            if have is None or wanted - Counter(self.read_rows.get(have, {}).values()):
                lost.append(Fault("行", row, 0, " | ".join(texts.values()), self._said(have)))
        return tuple(lost)

    def misplaced_rows(self) -> tuple[Fault, ...]:
        """The known rows that were read with a word in another column."""
        wrong = []
        for row, texts in self.known_rows.items():
            have = self.read_rows.get(self.rows.get(row, -1), {})
            if any(
                have.get(col) != text and text in have.values() and list(texts.values()).count(text) == 1
                for col, text in texts.items()
            ):
                wrong.append(Fault("列", row, 0, str(texts), str(have)))
        return tuple(wrong)

    def _said(self, row: int | None) -> str:
        return "无" if row is None else " | ".join(self.read_rows.get(row, {}).values())


def _row_texts(rows: int, cells: Sequence[KnownCell] | Sequence[ReadCell]) -> dict[int, dict[int, str]]:
    """For each row the texts of the cells that begin in it, by column."""
    texts: dict[int, dict[int, str]] = {row: {} for row in range(rows)}
    for row, col, text in sorted((cell.row, cell.col, plain(cell.text)) for cell in cells):
        if text:
            texts.setdefault(row, {})[col] = text
    return texts


def _alignment(
    known: Mapping[int, Mapping[int, str]], read: Mapping[int, Mapping[int, str]]
) -> dict[int, int]:
    """Known rows to rows of the reading, in order, so that most texts agree."""
    best = [[0.0] * (len(read) + 1) for _ in range(len(known) + 1)]
    gains = [[_alike(known[i], read[j], i == j) for j in range(len(read))] for i in range(len(known))]
    for i in range(len(known) - 1, -1, -1):
        for j in range(len(read) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gains[i][j])
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(known) and j < len(read):
        if best[i][j] == best[i + 1][j + 1] + gains[i][j] and gains[i][j] > 0:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(known: Mapping[int, str], read: Mapping[int, str], same_number: bool) -> float:
    placed = sum(1.0 for col, text in known.items() if read.get(col) == text)
    anywhere = (Counter(known.values()) & Counter(read.values())).total()
    near = 0.01 if same_number or not (known or read) else 0.0  # empty rows are each other's like
    return placed + 0.5 * anywhere + near
