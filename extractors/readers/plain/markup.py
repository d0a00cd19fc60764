"""HTML tables that a converter left in a text file: `<table>` to its `</table>`, read as those of a web page.

Words before, between and after tables on a line stay lines of the text, a caption stands above its table.
Only the tables' own markup is read; an HTML file is no text file and does not come here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.readers.drafts import TableDraft
from extractors.readers.plain.lines import SourceLine
from extractors.readers.web.dom import around_cells, parse_page
from extractors.readers.web.tables import table_draft
from schemas.document import Place
from schemas.errors import DamagedFileError

_TABLE_TAG = re.compile(r"<(?P<close>/?)table\b[^<>]*>?", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MOST_LINES = 3000


@dataclass(frozen=True, slots=True)
class _Mark:
    """The begin or the end of an outermost table: position of its line, offset in that line."""

    line: int
    offset: int


def html_tables(lines: Sequence[SourceLine], start: int) -> tuple[int, list[SourceLine | TableDraft]]:
    """The tables that begin in a line and the words around them, and the position after the line that closes
    the last; the line's own position where no table is opened, closed and filled."""
    marks, end = _marks(lines, start)
    pieces: list[SourceLine | TableDraft] = []
    after = 0
    for begin, close in zip(marks[::2], marks[1::2], strict=True):
        pieces += _words(lines[begin.line], after, begin.offset)
        pieces += _table(lines, begin, close)
        after = close.offset
    if not any(isinstance(piece, TableDraft) for piece in pieces):
        return start, []
    return end, [*pieces, *_words(lines[end - 1], after, len(lines[end - 1].text))]


def _marks(lines: Sequence[SourceLine], start: int) -> tuple[list[_Mark], int]:
    """Where the outermost tables begin and end, in turn, and the position after the line that closes the
    last; none where the one opened in the first line never closes."""
    marks: list[_Mark] = []
    depth = 0
    for position in range(start, min(start + _MOST_LINES, len(lines))):
        for tag in _TABLE_TAG.finditer(lines[position].text):
            if tag["close"]:
                if depth == 1:
                    marks.append(_Mark(position, tag.end()))
                depth = max(depth - 1, 0)
            else:
                if depth == 0:
                    marks.append(_Mark(position, tag.start()))
                depth += 1
        if depth == 0:
            return marks, position + 1
    return [], start


def _words(line: SourceLine, begin: int, end: int) -> list[SourceLine]:
    """A part of a line, where it holds more than markup."""
    text = line.text[begin:end]
    if not _TAG.sub("", text).strip():
        return []
    return [SourceLine(line.number, text, line.offset + begin, gap=line.gap and begin == 0)]


def _table(lines: Sequence[SourceLine], begin: _Mark, close: _Mark) -> Iterator[SourceLine | TableDraft]:
    """One table, what it holds outside its cells above it; nothing where it holds no words."""
    first = lines[begin.line]
    texts = [line.text for line in lines[begin.line : close.line + 1]]
    texts[-1] = texts[-1][: close.offset]
    texts[0] = texts[0][begin.offset :]
    try:
        root = parse_page("\n".join(texts), "")
    except DamagedFileError:
        return
    table = next(root.iter("table"), None)
    if table is None:
        return
    offset = first.offset + begin.offset
    for piece in around_cells(table):
        yield SourceLine(first.number, piece.text, offset, gap=True)
    draft = table_draft(table, 1)
    if draft is not None:
        yield _placed(draft, SourceLine(first.number, "", offset).place, lines[close.line].number)


def _placed(draft: TableDraft, begin: Place, last: int) -> TableDraft:
    """The table with the addresses of lines in place of those of a page."""
    place = replace(begin, last_line=last)
    cells = tuple(
        replace(cell, place=replace(place, path=f"{place.path}/{cell.place.path.partition('/')[2]}"))
        for cell in draft.cells
    )
    return replace(draft, cells=cells, places=(place,))
