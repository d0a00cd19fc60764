"""Headers that a following table repeats, or replaces by its own.

A header is repeated where the same words stand over the same columns, but for blanks, 续表, small slips that
change no number, no period and no measure (值, 率), and last lines of cells that are left out; what stands
over the whole table (its title, its unit) may be left out, but no other title may stand there. A table has a
header of its own where its first row names columns, where it takes up half of the other's header, or where it
has words over values in columns that hold values in both; never where that row has a sentence or words of a
row above. A form has one where it begins as the other does.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from extractors.readers.drafts import TableDraft
from extractors.readers.tables import header_rows, is_value, lead_rows, names_columns
from schemas.document import Cell

_CONTINUED = re.compile(
    r"[（(【\[]?\s*(?:续\s*(?:上|前)?\s*[页表]?|接\s*(?:上|前)\s*[页表]|上接|[转接续见]\s*下\s*[页表]|下[页表]\s*[续接])\s*\d{0,2}\s*[）)】\]]?"
)
_TELLING = re.compile(r"[\d一二三四五六七八九十上下本去前同年月值率额数量比分位次增减]")
_SENTENCE = re.compile(r"[，。；][^（）()]{8,}$")
_LEAST_ALIKE = 0.6
_MOST_HEADER_ALONE = 4  # rows

Grid = dict[tuple[int, int], Cell]


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table as another may repeat it: how many rows stand over the whole table, how many
    are header in all."""

    lead: int
    rows: int

    @classmethod
    def of(cls, table: TableDraft) -> "Header":
        """The header of a table."""
        lead = lead_rows(table.cols, table.cells)
        return cls(lead, header_rows(table.rows, table.cols, table.cells, table.header_rows))


def without_continued(text: str) -> str:
    """The words without blanks and without 续表, （续）, 接上页 and the like."""
    return _CONTINUED.sub("", re.sub(r"\s", "", text))


def says_continued(text: str) -> bool:
    """True where the words hold 续表, （续）, 接上页 or the like."""
    found = _CONTINUED.search(re.sub(r"\s", "", text))
    return found is not None and len(found[0]) > 1


def repeated_header(table: TableDraft, header: Header, following: TableDraft) -> int:
    """How many rows at the top of a table repeat another's header: all of it, or its lower rows without
    what stands over the whole table."""
    lead = lead_rows(following.cols, following.cells)
    for own in range(lead + 1):
        if not _leads_repeat(table, header, following, own):
            continue
        for first in _first_rows(header, own):
            height = header.rows - first
            if _same_band(table, first, following, own, height):
                return own + height
    return table.rows if _is_all_header(table, following) else 0


def _first_rows(header: Header, own: int) -> list[int]:
    """Where in the header the repetition may begin, given how many rows stand over the other table."""
    if not header.rows:
        return []
    return [header.lead, *range(header.lead + 1, header.rows)] if own == 0 else [header.lead]


def _leads_repeat(table: TableDraft, header: Header, following: TableDraft, own: int) -> bool:
    """True where what stands over the other table stands over this one too, or says that it goes on."""
    words = {without_continued(text) for text in _row_texts(table, 0, header.lead)} | {""}
    return all(
        without_continued(text) in words or says_continued(text) for text in _row_texts(following, 0, own)
    )


def _row_texts(table: TableDraft, first: int, end: int) -> list[str]:
    return [cell.text for cell in table.cells if first <= cell.row < end and cell.text]


def _same_band(table: TableDraft, first: int, following: TableDraft, start: int, height: int) -> bool:
    """True where rows of both tables head the same columns with the same words, but for small slips."""
    if height < 1 or not _is_closed(table, first, height) or not _is_closed(following, start, height):
        return False
    paths, others = _paths(table, first, height), _paths(following, start, height)
    named = [path for path in paths if path]
    if len(set(named)) < min(2, table.cols) or len(paths) != len(others):
        return False
    same = sum(path == other for path, other in zip(paths, others, strict=True))
    if same < _LEAST_ALIKE * len(paths):
        return False
    lines, kept = _lines(table, first, height), _lines(following, start, height)
    pairs = zip(paths, others, lines, kept, strict=True)
    return all(_alike(path, other) or _is_clipped(own, rest) for path, other, own, rest in pairs)


def _is_closed(table: TableDraft, first: int, height: int) -> bool:
    """True where no cell reaches into rows or out of them."""
    end = first + height
    return end <= table.rows and not any(
        cell.row < edge < cell.row + cell.rowspan for cell in table.cells for edge in (first, end)
    )


def _paths(table: TableDraft, first: int, height: int) -> list[str]:
    """For each column the words of some rows, merged cells once, without blanks and without 续."""
    grid = grid_of(cell for cell in table.cells if first <= cell.row < first + height)
    paths = []
    for col in range(table.cols):
        cells = {id(c): c for row in range(first, first + height) if (c := grid.get((row, col)))}
        paths.append("/".join(t for c in cells.values() if (t := without_continued(c.text))))
    return paths


def _lines(table: TableDraft, first: int, height: int) -> list[list[str]]:
    """For each column the printed lines of some rows, those of merged cells once."""
    grid = grid_of(cell for cell in table.cells if first <= cell.row < first + height)
    columns = []
    for col in range(table.cols):
        cells = {id(c): c for row in range(first, first + height) if (c := grid.get((row, col)))}
        columns.append([without_continued(line) for c in cells.values() for line in c.raw.split("\n")])
    return columns


def _is_clipped(lines: Sequence[str], kept: Sequence[str]) -> bool:
    """True where the lines at the end were left out: some programs draw the header lower on later pages."""
    return 0 < len(kept) < len(lines) and list(lines[: len(kept)]) == list(kept)


def _alike(words: str, others: str) -> bool:
    """True for the same words, or with a slip that changes no number, no period and no measure."""
    if words == others:
        return True
    slips = SequenceMatcher(None, words, others, autojunk=False)
    changes = [
        [part for part in (words[a:b], others[c:d]) if part]
        for kind, a, b, c, d in slips.get_opcodes()
        if kind != "equal"
    ]
    told = any(all(_TELLING.search(part) for part in parts) for parts in changes)
    return not told and slips.ratio() >= _LEAST_ALIKE


def _is_all_header(table: TableDraft, following: TableDraft) -> bool:
    """True for a table that is nothing but a header at a page end, which the next page repeats."""
    if not table.rows < following.rows or table.rows > _MOST_HEADER_ALONE:
        return False
    lead = lead_rows(table.cols, table.cells)
    above = [without_continued(text) for text in _row_texts(table, 0, lead)]
    below = [without_continued(text) for text in _row_texts(following, 0, lead)]
    if lead and lead == table.rows:
        return above == below
    return _same_band(table, 0, following, 0, table.rows)


def has_own_header(table: TableDraft, header: Header, following: TableDraft) -> bool:
    """True where a table begins with a header of its own that does not repeat the other's; for a form, where
    it begins as the other does."""
    if not header.rows:
        return _begins_alike(table, following)
    own = Header.of(following)
    if own.rows <= own.lead:
        return False
    first = [cell for cell in following.cells if cell.row == own.lead and cell.text]
    if _is_row_of(table, header, first):
        return False
    head = {without_continued(c.text) for c in table.cells if c.row < header.rows and c.text}
    repeats = sum(without_continued(cell.text) in head for cell in first)
    return names_columns(first) or repeats * 2 >= len(first) or _stands_over_values(table, header, following)


def _is_row_of(table: TableDraft, header: Header, cells: Iterable[Cell]) -> bool:
    """True for cells that are no names of columns whatever they end with: one is a sentence, or stands in a
    row of the table above as well, in its column."""
    known = {(cell.col, cell.text) for cell in table.cells if cell.row >= header.rows}
    return any((cell.col, cell.text) in known or _SENTENCE.search(cell.text) for cell in cells)


def _begins_alike(table: TableDraft, following: TableDraft) -> bool:
    firsts = []
    for each in (table, following):
        row = min(lead_rows(each.cols, each.cells), each.rows - 1)
        firsts.append(next((cell.text for cell in each.cells if (cell.row, cell.col) == (row, 0)), ""))
    return bool(firsts[0]) and firsts[0] == firsts[1] and not is_value(firsts[0])


def _stands_over_values(table: TableDraft, header: Header, following: TableDraft) -> bool:
    """True where the first row has words over values in columns that hold values in both tables."""
    own = Header.of(following)
    above, below = grid_of(table.cells), grid_of(following.cells)
    for col in range(following.cols):
        cell = below.get((own.lead, col))
        if cell is None or not cell.text or is_value(cell.text):
            continue
        values = [is_value(c.text) for r in range(own.rows, following.rows) if (c := below.get((r, col)))]
        before = [is_value(c.text) for r in range(header.rows, table.rows) if (c := above.get((r, col)))]
        if values and before and all(values) and all(before):
            return True
    return False


def grid_of(cells: Iterable[Cell]) -> Grid:
    """Each covered position to the cell that covers it."""
    return {
        (row, col): cell
        for cell in cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    }
