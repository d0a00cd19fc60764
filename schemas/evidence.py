"""Evidence: the place and the verbatim words of a record, and whether they are found there again.

A record without evidence that is found again at its place does not enter the store.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from schemas.document import Box, Cell, Document, Paragraph, Place, Table

QUOTE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a record was read.

    `block` is the index of the document's block; `row`/`col` the cell (its top left) where the
    block is a table, else None. `start`/`end` bound `quote` in the clean text of that paragraph or
    cell; `anchor` is the offset of the record's core in it (the first digit of a fact's number,
    the first character of an issue), which stays the same when a newer finder quotes more or
    fewer words. `place` is the address in the file's own terms.
    """

    block: int
    start: int
    end: int
    quote: str
    place: Place
    anchor: int
    row: int | None = None
    col: int | None = None

    @property
    def page(self) -> int | None:
        """The page, None where the format has none."""
        return self.place.page

    @property
    def box(self) -> Box | None:
        """The box on the page, None where the format has none."""
        return self.place.box


def evidence_in(block: Paragraph, start: int, end: int, anchor: int | None = None) -> Evidence:
    """Evidence for the span `[start, end)` of a paragraph's clean text."""
    return Evidence(
        block=block.index,
        start=start,
        end=end,
        quote=block.text[start:end],
        place=block.place_at(start),
        anchor=start if anchor is None else anchor,
    )


def evidence_in_cell(table: Table, cell: Cell, start: int = 0, end: int | None = None) -> Evidence:
    """Evidence for a span of a cell's clean text, the whole text by default."""
    stop = len(cell.text) if end is None else end
    return Evidence(
        block=table.index,
        start=start,
        end=stop,
        quote=cell.text[start:stop],
        place=cell.place,
        anchor=start,
        row=cell.row,
        col=cell.col,
    )


def is_found(document: Document, evidence: Evidence) -> bool:
    """True where the quote stands, word for word, at its place in the document."""
    if not 0 <= evidence.block < len(document.blocks):
        return False
    block = document.blocks[evidence.block]
    if isinstance(block, Paragraph):
        text, place = block.text, block.place_at(evidence.start)
    else:
        cell = block.cell(evidence.row or 0, evidence.col or 0)
        if cell is None:
            return False
        text, place = cell.text, cell.place
    return (
        bool(evidence.quote)
        and text[evidence.start : evidence.end] == evidence.quote
        and place.path == evidence.place.path
    )


def record_key(document: Document, evidence: Evidence, kind: str) -> str:
    """The record's stable key: document content, place, kind. The same on every reading of the
    same bytes, by whatever version of the finders."""
    cell = "" if evidence.row is None else f"{evidence.row},{evidence.col}"
    parts = (document.source.sha256, kind, evidence.place.path, cell, str(evidence.anchor))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def folded(text: str) -> str:
    """Text for comparison: NFKC, no white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
