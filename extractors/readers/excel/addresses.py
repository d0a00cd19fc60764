"""Addresses of cells (C5) and ranges (A1:H2) as Excel writes them, and the row and column that they mean."""

from functools import lru_cache

from schemas.document import column_letters

Span = tuple[int, int, int, int]  # first row, first column, last row, last column, from 1

LAST_COLUMN = 16_384
_LAST_ROW = 1_048_576
_LETTERS = 26


@lru_cache(maxsize=LAST_COLUMN)
def column_number(letters: str) -> int:
    """The number of a column, from 1 (A 1, AA 27)."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def address(row: int, col: int) -> str:
    """The address of a cell as Excel names it (C5)."""
    return f"{column_letters(col)}{row}"


def range_of(span: Span) -> str:
    """The address of a range (A1:H2); of a single cell its own (C5)."""
    top, left, bottom, right = span
    first, last = address(top, left), address(bottom, right)
    return first if first == last else f"{first}:{last}"


def span_of(reference: str) -> Span | None:
    """The corners of a range (A1:H2); None where it is none."""
    corners = [_corner(part) for part in reference.replace("$", "").split(":")]
    if len(corners) == 1:
        corners *= 2
    if len(corners) != 2 or corners[0] is None or corners[1] is None:
        return None
    (top, left), (bottom, right) = corners[0], corners[1]
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def _corner(part: str) -> tuple[int, int] | None:
    letters = part.rstrip("0123456789")
    digits = part[len(letters) :]
    if not letters.isalpha() or not letters.isascii() or not digits:
        return None
    row, col = int(digits), column_number(letters)
    return (row, col) if row <= _LAST_ROW and col <= LAST_COLUMN else None
