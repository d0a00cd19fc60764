"""Tables flattened to one cell a line, as pages copied cell by cell are.

Two kinds, in order of precedence: running numbers at equal distances (序号 among the names of the columns,
then 1, 2, 3); names of columns, then rows in which values and words stand in the same columns, three at
least. The name of a group (一、经济发展) may stand on a line of its own between rows. A bar at the end of
each line is none of the cell. It reads no table whose empty cells left no line.
"""

import re
from collections.abc import Sequence

from extractors.readers.clean import clean_cell
from extractors.readers.labels import find_label
from extractors.readers.tables import is_column_name, is_period, is_value

Span = tuple[int, int]
"""The first line of a row and the one after it, counted from the table's first line."""

_MOST_LINES = 2000
_LONGEST_NAME = 24
_FEWEST_ROWS = 3
_NARROWEST, _WIDEST = 3, 14
_MOST_WORDS = 4
_STOP = re.compile(r"[。；！？，、：:]$")


def flat_rows(lines: Sequence[str]) -> list[Span]:
    """The rows of the flattened table that begins with the first line; [] where none does. A row of one line
    is the name of a group."""
    texts = [clean_cell(re.sub(r"\s*[|｜]\s*$", "", line)) for line in lines[:_MOST_LINES]]
    return _numbered(texts) or _alike(texts)


def _numbered(texts: Sequence[str]) -> list[Span]:
    if texts[0] != "序号":
        return []
    width = next((i for i, text in enumerate(texts[:20]) if text == "1"), 0)
    if width < 2:
        return []
    rows, position, serial = [(0, width)], width, 1
    while position + width <= len(texts):
        if texts[position] == str(serial):
            rows.append((position, position + width))
            position, serial = position + width, serial + 1
        elif position + 1 < len(texts) and texts[position + 1] == str(serial):
            rows.append((position, position + 1))
            position += 1
        else:
            break
    return rows if serial > _FEWEST_ROWS else []


def _alike(texts: Sequence[str]) -> list[Span]:
    """Rows with values in the same columns; of several widths the one with the most lines in rows."""
    named = next((i for i, text in enumerate(texts[: _WIDEST + _MOST_WORDS + 1]) if not _may_name(text)), 0)
    widths = range(max(_NARROWEST, named - _MOST_WORDS), min(named - 1, _WIDEST) + 1)
    found = [_rows_of(texts, width) for width in widths if _heads(texts[:width])]
    return max(found, key=lambda rows: sum(end - first for first, end in rows), default=[])


def _heads(texts: Sequence[str]) -> bool:
    named = sum(is_column_name(text) or is_period(text) for text in texts)
    return len(set(texts)) == len(texts) and named * 2 > len(texts) and is_column_name(texts[0])


def _may_name(text: str) -> bool:
    """True for what may head a column or name a row: short words, no value and no sentence."""
    return 0 < len(text) <= _LONGEST_NAME and not is_value(text) and not _STOP.search(text)


def _rows_of(texts: Sequence[str], width: int) -> list[Span]:
    kinds = _kinds(texts[width : width * 2])
    if not any(kinds) or kinds[0]:
        return []
    rows, position = [(0, width)], width
    while position + width <= len(texts):
        if _kinds(texts[position : position + width]) == kinds:
            rows.append((position, position + width))
            position += width
        elif find_label(texts[position]) and _kinds(texts[position + 1 : position + 1 + width]) == kinds:
            rows.append((position, position + 1))
            position += 1
        else:
            break
    full = sum(end - first == width for first, end in rows) - 1
    return rows if full >= _FEWEST_ROWS else []


def _kinds(texts: Sequence[str]) -> tuple[bool, ...]:
    """Which of a row's cells are values."""
    return tuple(is_value(text) for text in texts)
