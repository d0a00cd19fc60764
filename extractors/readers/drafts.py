"""Drafts: the pieces that a format's reader finds, before the document is put together.

A reader knows its format; `assembly` knows titles, headings and captions, the same for all formats.
"""

from dataclasses import dataclass
from typing import Literal

from schemas.document import Cell, Place, RecognisedWord

DraftRole = Literal["body", "footnote", "junk"]


@dataclass(frozen=True, slots=True)
class ParagraphDraft:
    """One paragraph as a reader found it. `style_level` is the heading level that the format itself states
    (Word style or outline level, markdown #), 0 for a title style, None where it states none. `size` is the
    type size in points, `centred` whether the paragraph is set in the middle; None where the format has
    neither. `words` are what character recognition read, in order.
    """

    text: str
    raw: str
    places: tuple[Place, ...]
    starts: tuple[int, ...] = (0,)
    role: DraftRole = "body"
    style_level: int | None = None
    size: float | None = None
    centred: bool | None = None
    words: tuple[RecognisedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class TableDraft:
    """One table as a reader found it, joined over pages. `header_rows` is what the format itself
    states (repeat as header row), None where it states nothing. `parts` are the tables as they stood before
    they were joined, in order, each in its own rows and columns; empty where nothing was joined. `widths` are
    those of the columns in twentieths of a point, empty where the format states none."""

    rows: int
    cols: int
    cells: tuple[Cell, ...]
    places: tuple[Place, ...]
    header_rows: int | None = None
    repeated_rows: int = 0
    parts: tuple["TableDraft", ...] = ()
    widths: tuple[float, ...] = ()


Draft = ParagraphDraft | TableDraft
