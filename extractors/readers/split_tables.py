"""Tables that a file without pages (Word, a web page) holds in several pieces, put together.

The second piece goes on where it has the same columns and, in order of precedence:

1. repeats the header, with nothing between but 续表, the table's title with （续） or its unit line again;
2. has no header of its own, and 续表 stands between;
3. has no header of its own, nothing stands between (a page break), the columns are as wide, and its first row
   holds values where the rows above do and words where they do, and does not begin as they did (1, 2, 3 …).

A unit line between the pieces goes above the whole where none stands there; pieces in different units are two
tables. Tables of pages come here joined already; those of worksheets and text are left as they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.readers.captions import is_unit_line
from extractors.readers.continuations import stacked, undone
from extractors.readers.drafts import Draft, ParagraphDraft, TableDraft
from extractors.readers.repeated_headers import (
    Header,
    grid_of,
    has_own_header,
    repeated_header,
    says_continued,
    without_continued,
)
from extractors.readers.tables import is_value
from schemas.document import Cell

_LONGEST = 60
_OVER_TABLE = 4
_WIDTH_SLACK = 60.0  # twentieths of a point: 3 pt
_MOSTLY = 0.8


def joined_tables(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the pieces of a table put together; what stands between is kept after it as page
    furniture, but for a unit that the first piece lacks."""
    kept: list[Draft] = []
    for draft in drafts:
        if isinstance(draft, TableDraft) and _is_loose(draft):
            table, between = _before(kept)
            heads = kept[: len(kept) - 1 - len(between)]
            whole = _joined(table, between, draft) if table is not None else None
            if whole is not None and _same_units(_units(_heads(heads)), _units(between)):
                units = (
                    [] if _units(_heads(heads)) else [line for line in between if is_unit_line(line.text)][:1]
                )
                furniture = [replace(line, role="junk") for line in between if line not in units]
                kept = [*heads, *units, whole, *furniture]
                continue
        kept.append(draft)
    return kept


def _is_loose(table: TableDraft) -> bool:
    """True for a table of a format without pages, sheets or lines."""
    place = table.places[0]
    return place.page is None and place.sheet is None and place.line is None


def _before(drafts: Sequence[Draft]) -> tuple[TableDraft | None, list[ParagraphDraft]]:
    """The table before the end, and the paragraphs after it; None where others stand between."""
    between: list[ParagraphDraft] = []
    for draft in reversed(drafts):
        if isinstance(draft, TableDraft):
            return (draft if _is_loose(draft) else None), between
        if not _may_stand_between(draft):
            break
        between.insert(0, draft)
    return None, []


def _may_stand_between(draft: ParagraphDraft) -> bool:
    text = draft.text
    short = len(text) <= _LONGEST and "。" not in text
    return draft.role == "junk" or (short and (says_continued(text) or is_unit_line(text)))


def _heads(drafts: Sequence[Draft]) -> list[ParagraphDraft]:
    """What stands close above a table."""
    heads: list[ParagraphDraft] = []
    for draft in reversed(drafts[-_OVER_TABLE:]):
        if isinstance(draft, TableDraft):
            break
        heads.append(draft)
    return heads


def _units(lines: Iterable[ParagraphDraft]) -> set[str]:
    """The unit lines among some, without 续表."""
    return {without_continued(line.text) for line in lines if is_unit_line(line.text)}


def _same_units(above: set[str], between: set[str]) -> bool:
    return not above or between <= above


def _joined(table: TableDraft, between: Sequence[ParagraphDraft], following: TableDraft) -> TableDraft | None:
    header = Header.of(table)
    said = any(says_continued(paragraph.text) for paragraph in between)
    if table.cols != following.cols or (between and not said):
        return None
    repeated = repeated_header(table, header, following) if header.rows else 0
    if repeated >= following.rows:
        return None
    if not repeated and (has_own_header(table, header, following) or not (said or _alike(table, following))):
        return None
    whole = stacked(table, header, following, repeated)
    return replace(whole, parts=(*undone(table), *undone(following)), widths=table.widths)


def _alike(table: TableDraft, following: TableDraft) -> bool:
    """True where a table with a header and one without have columns of the same widths and kinds."""
    header = Header.of(table)
    if not header.rows or Header.of(following).rows or not _same_widths(table, following):
        return False
    if _words_at(table, header.rows) == _words_at(following, 0):
        return False
    columns = [_kind(table, range(header.rows, table.rows), col) for col in range(table.cols)]
    first = [_kind(following, range(1), col) for col in range(table.cols)]
    if not any(columns) or not any(first):
        return False
    return all(kind is None or own is None or kind == own for kind, own in zip(columns, first, strict=True))


def _words_at(table: TableDraft, row: int) -> str:
    """The words at the left of a row."""
    return next((cell.text for cell in table.cells if (cell.row, cell.col) == (row, 0)), "")


def _same_widths(table: TableDraft, following: TableDraft) -> bool:
    pairs = list(zip(table.widths, following.widths, strict=False))
    return len(pairs) == table.cols and all(abs(one - other) <= _WIDTH_SLACK for one, other in pairs)


def _kind(table: TableDraft, rows: Iterable[int], col: int) -> bool | None:
    """True for a column that holds values in some rows, False for one of words; None where it is empty or
    holds both."""
    grid: dict[tuple[int, int], Cell] = grid_of(table.cells)
    cells = (grid.get((row, col)) for row in rows)
    kinds = [is_value(cell.text) for cell in cells if cell is not None and cell.text]
    if not kinds or 1 - _MOSTLY < sum(kinds) / len(kinds) < _MOSTLY:
        return None
    return sum(kinds) / len(kinds) >= _MOSTLY
