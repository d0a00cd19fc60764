"""A brief: what is written for readers, composed once and rendered to Word, HTML and Excel.

It knows no file format. Every figure in it that was read from a paper carries the numbers of its
entries in the evidence annex (依据表); numbers count from 1 in the order of first mention.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schemas.records import LightColour


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that rest on the annex entries `numbers`."""

    text: str
    numbers: tuple[int, ...]


Span = str | Cited


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph. `lead` are its first words, set bold ("" for none); `light` colours them."""

    spans: tuple[Span, ...]
    lead: str = ""
    light: LightColour | None = None


ColumnKind = Literal["text", "number", "light", "sources"]
ColumnUse = Literal["both", "page", "sheet"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` in Chinese characters; `use` page: only on pages (Word, HTML), sheet:
    only in a workbook, where a number needs its unit in a column or header of its own."""

    title: str
    width: int
    kind: ColumnKind = "text"
    use: ColumnUse = "both"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `text` is what pages show; `number` what a workbook holds instead, with `decimals`
    shown places. `numbers` are annex entries, `light` the colour of a light cell."""

    text: str
    number: Decimal | None = None
    decimals: int = 0
    light: LightColour | None = None
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `sheet` names its sheet in a workbook (None: on pages only); `wide` asks for a
    landscape page; `on_pages` False keeps it out of Word and HTML."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sheet: str | None = None
    wide: bool = False
    on_pages: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the brief; `heading` with its printed number (一、总体情况)."""

    heading: str
    blocks: tuple[Prose | Grid, ...]


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """One row of a table or one paragraph that the brief rests on: file, place in it, what is printed
    there in “” with what a person corrected of it, and whether a person has checked it (已核 / 部分已核 /
    待核; "" where the entry is not a figure)."""

    number: int
    file_name: str
    place: str
    quote: str
    state: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole content. `as_of` ISO date or ""; `notes` explain signs and states (legend)."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    annex: tuple[AnnexEntry, ...]
    notes: tuple[str, ...]
    as_of: str


def shown_columns(grid: Grid, use: Literal["page", "sheet"]) -> tuple[int, ...]:
    """The positions of the columns that a page or a workbook shows."""
    return tuple(i for i, column in enumerate(grid.columns) if column.use in {"both", use})


def page_annex(brief: Brief) -> tuple[AnnexEntry, ...]:
    """The annex entries that something on a page cites; a workbook lists them all."""
    cited = {number for section in brief.sections for block in section.blocks for number in _cited(block)}
    return tuple(entry for entry in brief.annex if entry.number in cited)


def materials(annex: tuple[AnnexEntry, ...]) -> dict[str, str]:
    """The short names under which pages list the files of an annex: each file's name to 材料1, 材料2 …"""
    files = dict.fromkeys(entry.file_name for entry in annex)
    return {name: f"材料{number}" for number, name in enumerate(files, start=1)}


def _cited(block: Prose | Grid) -> Iterator[int]:
    if isinstance(block, Prose):
        for span in block.spans:
            yield from span.numbers if isinstance(span, Cited) else ()
    elif block.on_pages:
        for row in block.rows:
            for place in shown_columns(block, "page"):
                yield from row[place].numbers


def number_runs(numbers: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
    """Annex numbers for a narrow cell: in order, three or more in a row as one run. Each entry is
    the number that it leads to and its words: (4, 6, 7, 8, 9) gives (4, "4"), (6, "6—9")."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(
        (first, f"{run[0]}—{run[-1]}" if len(run) > 2 else str(first))
        for run in runs
        for first in (run[:1] if len(run) > 2 else run)
    )


def sources_cell(numbers: tuple[int, ...]) -> Cell:
    """The cell 依据: 4、6—9, a dash for none."""
    return Cell("、".join(words for _, words in number_runs(numbers)) or "—", numbers=numbers)
