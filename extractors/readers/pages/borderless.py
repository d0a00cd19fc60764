"""Tables without rules, found by the alignment of their words; also the columns of half-ruled tables.

For others: `columns_of(glyphs, region)` gives the x of the column bounds in a region, `rows_in(glyphs,
region, edges)` the y between its rows, `table_within(page, number, glyphs, region)` the whole table that
stands in a region which is known to be one (by rules above and below).

Signals of a table, in order of precedence:
1. three lines or more, close together, in which wide gaps stand above one another;
2. three columns or more whose contents share a left edge, a right edge or a middle; two only under a header
   and with values in the second;
3. values (numbers, dates, a running number) in a column, or a header over wrapped cells.
A table of contents (leaders), lists, labels with colons, signatures and names in columns are none. The
title, the unit line and the notes stay outside. Never loses a character: what is in no table stays a line.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extractors.readers.pages.arrays import midways
from extractors.readers.pages.grid import GridCell, Row, cells_of, value_columns
from extractors.readers.pages.headers import header_cells
from extractors.readers.pages.lines import line_texts, line_words, lines_of
from extractors.readers.pages.merged import body_rows, header_line, merged_cells
from extractors.readers.pages.model import Glyphs, PageCell, PageTable
from extractors.readers.pages.pieces import columns_around, is_entry, lines_in
from extractors.readers.pages.projection import Columns, columns_among, with_outer
from extractors.readers.pages.runs import Positions, Runs, runs_of
from extractors.readers.pages.stretches import LEAST_LINES, stretches_of
from schemas.document import Box, RecognisedWord

_LABELLED = re.compile(r"^[^：:]{1,12}[：:]")
_BULLET = re.compile(r"(?:[•●■◆▪○□]|[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、])$")


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A table and the positions of the glyphs that stand in it."""

    table: PageTable
    glyphs: Positions


@dataclass(frozen=True, slots=True)
class _Reading:
    """A region read as a table: its columns, its rows and its cells."""

    columns: Columns
    header: int
    rows: tuple[Row, ...]
    cells: tuple[GridCell, ...]
    height: int


def borderless_tables(page: int, glyphs: Glyphs, runs: Runs) -> list[Found]:
    """The tables among glyphs outside ruled tables, from the top down, numbered from 1."""
    found: list[Found] = []
    for stretch in stretches_of(runs):
        reading = _read(glyphs, runs, stretch)
        if reading is not None and _is_table(reading):
            found.append(_found(page, len(found) + 1, glyphs, reading))
    return found


def columns_of(glyphs: Glyphs, region: Box) -> tuple[float, ...]:
    """The x of the column bounds of a region, left to right, its own sides included; two where it has only
    one column."""
    inside = glyphs.taken(glyphs.within(region))
    runs = runs_of(inside)
    columns = columns_among(runs, runs.bands(), _type_size(runs))
    return (region.x0, *with_outer(columns, runs).bounds, region.x1)


def rows_in(glyphs: Glyphs, region: Box, edges: Sequence[float]) -> tuple[float, ...]:
    """The y of the row bounds of a region with known column bounds, top to bottom, its own sides included."""
    inside = glyphs.taken(glyphs.within(region))
    runs = runs_of(inside)
    em = _type_size(runs)
    spans = tuple((a + 0.5, b - 0.5) for a, b in pairwise(edges))
    lines = lines_in(inside, runs, runs.bands(), Columns(spans, em))
    head, rows, _ = body_rows(lines, len(spans), em)
    ends = [(min(row.top for row in head), max(row.bottom for row in head))] if head else []
    ends += [(row.top, row.bottom) for row in rows]
    return (region.top, *midways(ends), region.bottom)


def table_within(
    page: int,
    number: int,
    glyphs: Glyphs,
    region: Box,
    *,
    edges: Sequence[float] | None = None,
    under: float | None = None,
) -> PageTable | None:
    """The table in a region that is known to be one, in the columns of `edges` and with the header above the
    y `under` where those are known; None where it has one column or one line."""
    inside = glyphs.taken(glyphs.within(region))
    if not len(inside):
        return None
    if edges is None:
        runs = runs_of(inside)
        columns = columns_among(runs, runs.bands(), _type_size(runs))
    else:
        runs, columns = _in_edges(inside, edges)
    if len(columns) < 2:
        return None
    heads = None if under is None else _lines_above(under, runs)
    reading = _reading(inside, runs, runs.bands(), columns, heads)
    return None if reading.height < 2 else _found(page, number, inside, reading, edges or ()).table


def _lines_above(y: float, runs: Runs) -> int:
    return sum(float(np.median((runs.top[band] + runs.bottom[band]) / 2)) < y for band in runs.bands())


def table_in_columns(
    page: int, glyphs: Glyphs, edges: Sequence[float], header_words: Collection[str]
) -> PageTable:
    """All of some glyphs as a table in known columns, that of a part whose other part stands on another page.
    Its first lines are a header only where they say nothing but `header_words`."""
    runs, columns = _in_edges(glyphs, edges)
    bands = runs.bands()
    lines = lines_in(glyphs, runs, bands, columns)
    heads = 0
    while heads < len(bands) and (
        _all_among(header_words, [runs.text[run] for run in bands[heads]])
        or _all_among(header_words, [piece.text for piece in lines[heads].pieces])
    ):
        heads += 1
    return _found(page, 1, glyphs, _reading(glyphs, runs, bands, columns, heads), edges).table


def table_under(page: int, glyphs: Glyphs, edges: Sequence[float], heads: int) -> PageTable:
    """All of some glyphs as a table in known columns, whose first lines, so many, are its header."""
    runs, columns = _in_edges(glyphs, edges)
    return _found(page, 1, glyphs, _reading(glyphs, runs, runs.bands(), columns, heads), edges).table


def header_in_columns(page: int, glyphs: Glyphs, edges: Sequence[float]) -> PageTable:
    """All of some glyphs as the header of a table in known columns."""
    return table_under(page, glyphs, edges, len(runs_of(glyphs).bands()))


def _in_edges(glyphs: Glyphs, edges: Sequence[float]) -> tuple[Runs, Columns]:
    """The runs of some glyphs, and known columns, the outer ones as far out as the runs reach."""
    runs = runs_of(glyphs)
    ends = (min(edges[0], float(runs.x0.min())), *edges[1:-1], max(edges[-1], float(runs.x1.max())))
    return runs, Columns(tuple((a + 0.5, b - 0.5) for a, b in pairwise(ends)), _type_size(runs))


def _all_among(header_words: Collection[str], texts: Sequence[str]) -> bool:
    """True where a line says nothing but words of a header, its blanks (备　注) apart."""
    return all("".join(text.split()) in header_words for text in texts)


def _type_size(runs: Runs) -> float:
    return float(np.median(runs.size)) if len(runs) else 10.0


def _read(glyphs: Glyphs, runs: Runs, bands: Sequence[list[int]]) -> _Reading | None:
    """A stretch read as a table; None where it has fewer than two columns."""
    inside = np.array([run for band in bands for run in band], dtype=np.intp)
    em = float(np.median(runs.size[inside]))
    columns = columns_among(runs, bands, em)
    return None if len(columns) < 2 else _reading(glyphs, runs, bands, columns)


def _reading(
    glyphs: Glyphs, runs: Runs, bands: Sequence[list[int]], columns: Columns, heads: int | None = None
) -> _Reading:
    """A stretch read in its columns; `heads` is how many of its lines are header, None where nobody knows."""
    em = columns.em
    lines = lines_in(glyphs, runs, bands, columns)
    head, rows, merged = body_rows(lines[heads or 0 :], len(columns), em, headless=heads is not None)
    if heads is not None:
        rows, head = [*head, *rows], [header_line(line) for line in lines[:heads]]
    height, cells = header_cells(
        [piece for row in head for block in row.blocks for piece in block.pieces],
        columns if heads is None else columns_around(lines, columns),
    )
    body = cells_of(rows, len(columns), height)
    if merged:
        covered = merged_cells(merged, rows, height, em)
        taken = {(row, 0) for cell in covered for row in range(cell.row, cell.row + cell.rowspan)}
        body = [*covered, *(cell for cell in body if (cell.row, cell.col) not in taken or cell.pieces)]
    return _Reading(columns, height, tuple(rows), tuple(cells) + tuple(body), height + len(rows))


def _is_table(reading: _Reading) -> bool:
    """True where a region shows what tables show."""
    cols, rows = len(reading.columns), reading.rows
    filled = [cell for cell in reading.cells if cell.pieces]
    if len(rows) < 2 or reading.height < LEAST_LINES or len(filled) < 2 * cols:
        return False
    body = [cell for cell in filled if cell.row >= reading.header]
    words = ["".join(piece.text for piece in cell.pieces) for cell in body]
    if sum(bool(_LABELLED.match(word)) for word in words) > 0.4 * len(words):
        return False
    values = value_columns(rows, cols)
    full = sum(
        len({c.col for c in body if c.row == reading.header + i}) >= 0.5 * cols for i in range(len(rows))
    )
    if full < 2:
        return False
    aligned = sum(_is_aligned(body, col, reading.columns.em) for col in range(cols))
    if aligned < 0.7 * cols:
        return False
    if cols == 2:
        return _is_pair_table(reading, body, values)
    if _is_list(reading, body, values):
        return False
    return bool(values) or _has_wrapped_cells(reading, body)


def _is_aligned(body: Sequence[GridCell], col: int, em: float) -> bool:
    """True where most cells of a column share a left edge, a right edge or a middle."""
    own = [cell for cell in body if cell.col == col and cell.colspan == 1]
    if len(own) < 2:
        return True
    lefts = [min(piece.x0 for piece in cell.pieces) for cell in own]
    rights = [max(piece.x1 for piece in cell.pieces) for cell in own]
    middles = [(a + b) / 2 for a, b in zip(lefts, rights, strict=True)]
    return any(
        sum(abs(x - float(np.median(xs))) <= 0.6 * em for x in xs) >= 0.6 * len(xs)
        for xs in (lefts, rights, middles)
    )


def _is_pair_table(reading: _Reading, body: Sequence[GridCell], values: Sequence[int]) -> bool:
    """Two columns: a header above and values in the second."""
    second = [cell for cell in body if cell.col == 1]
    heads = [cell for cell in reading.cells if cell.row < reading.header and cell.pieces]
    named = len(heads) >= 2 and not any(is_entry(_words(cell)) for cell in heads)
    return named and 1 in values and len(second) >= 3 and max(len(_words(cell)) for cell in heads) <= 16


def _is_list(reading: _Reading, body: Sequence[GridCell], values: Sequence[int]) -> bool:
    """True for names in columns (a list of those present) and for lines that a tab follows a label in."""
    if set(values) - {0}:
        return False
    lengths = [len(_words(cell).replace(" ", "")) for cell in body]
    names = sum(2 <= length <= 4 for length in lengths) >= 0.9 * len(lengths)
    bullets = [cell for cell in body if cell.col == 0 and _BULLET.match(_words(cell))]
    return (names and not values) or (len(bullets) >= 0.6 * len(reading.rows) and len(reading.columns) <= 2)


def _has_wrapped_cells(reading: _Reading, body: Sequence[GridCell]) -> bool:
    """True where cells run over lines under a full header: a table of words."""
    heads = [cell for cell in reading.cells if cell.row < reading.header and cell.pieces]
    covered = sum(cell.colspan for cell in heads if cell.row == 0)
    short = all(len(_words(cell)) <= 14 for cell in heads)
    return covered >= len(reading.columns) - 1 and short


def _words(cell: GridCell) -> str:
    return "".join(piece.text for piece in cell.pieces)


def _found(page: int, number: int, glyphs: Glyphs, reading: _Reading, edges: Sequence[float] = ()) -> Found:
    """The table as it stands on its page, and its glyphs; `edges` are those of its columns where they are
    known."""
    cells = sorted(reading.cells, key=lambda cell: (cell.row, cell.col))
    held = [[glyph for piece in cell.pieces for glyph in piece.glyphs] for cell in cells]
    inside = np.array([glyph for of_cell in held for glyph in of_cell], dtype=np.intp)
    box = _around(glyphs, inside)
    bounds_across = edges[1:-1] or _bounds_across(reading)
    outer = (min(box.x0, *edges[:1]), max(box.x1, *edges[-1:])) if edges else (box.x0, box.x1)
    edges = (outer[0], *bounds_across, outer[1])
    bounds = _row_bounds(reading, box)
    contents = _contents(glyphs.taken(inside), [len(of_cell) for of_cell in held])
    made = tuple(
        PageCell(
            cell.row,
            cell.col,
            cell.rowspan,
            cell.colspan,
            text,
            Box(
                edges[cell.col],
                bounds[cell.row],
                edges[cell.col + cell.colspan],
                bounds[cell.row + cell.rowspan],
            ),
            words,
        )
        for cell, (text, words) in zip(cells, contents, strict=True)
    )
    cols = len(reading.columns)
    return Found(PageTable(page, number, reading.height, cols, made, box, edges, ruled=False), inside)


def _bounds_across(reading: _Reading) -> list[float]:
    """The x between columns: the middles between what stands in them, that of the header included."""
    sides = [[span] for span in reading.columns.spans]
    for cell in reading.cells:
        if cell.colspan == 1:
            sides[cell.col] += [(piece.x0, piece.x1) for piece in cell.pieces]
    ends = [(max(b for _, b in left), min(a for a, _ in right)) for left, right in pairwise(sides)]
    usual = reading.columns.bounds
    return [round((a + b) / 2 if a < b else x, 2) for (a, b), x in zip(ends, usual, strict=True)]


def _around(glyphs: Glyphs, chosen: Positions) -> Box:
    return Box(
        round(float(glyphs.x0[chosen].min()), 2),
        round(float(glyphs.top[chosen].min()), 2),
        round(float(glyphs.x1[chosen].max()), 2),
        round(float(glyphs.bottom[chosen].max()), 2),
    )


def _contents(glyphs: Glyphs, counts: Sequence[int]) -> list[tuple[str, tuple[RecognisedWord, ...]]]:
    """The text and the recognised words of each cell, whose glyphs follow one another."""
    groups = np.repeat(np.arange(len(counts)), counts)
    lines = lines_of(glyphs, groups)
    texts: list[list[str]] = [[] for _ in counts]
    words: list[list[RecognisedWord]] = [[] for _ in counts]
    for cell, text, of_line in zip(
        lines.groups.tolist(), line_texts(glyphs, lines), line_words(glyphs, lines), strict=True
    ):
        texts[cell].append(text)
        words[cell] += of_line
    return [("\n".join(text), tuple(word)) for text, word in zip(texts, words, strict=True)]


def _row_bounds(reading: _Reading, box: Box) -> tuple[float, ...]:
    """The y of the row bounds: between the last line of a row and the first of the next."""
    spans: list[tuple[float, float]] = []
    for row in range(reading.height):
        own = [p for cell in reading.cells if cell.row == row and cell.rowspan == 1 for p in cell.pieces]
        own = own or [p for cell in reading.cells if cell.row == row for p in cell.pieces]
        previous = spans[-1][1] if spans else box.top
        top = min((piece.top for piece in own), default=previous)
        spans.append((top, max((piece.bottom for piece in own), default=previous)))
    return (box.top, *(round(y, 2) for y in midways(spans)), box.bottom)
