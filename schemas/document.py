"""A document: what a reader found in one file, in reading order, with the place of every piece.

It knows formats and layout, and nothing of performance. Raw text stands beside clean text: `raw` is
what the file holds (its line ends, stray blanks and full-width digits), `text` is what finders read.
All offsets elsewhere (evidence, quantities) count characters of `text`.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Literal

Format = Literal[
    "txt", "docx", "pdf", "doc", "wps", "rtf", "odt", "xlsx", "xls", "ods", "xml", "ofd",
    "html", "scan", "unknown",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A received file. `path` is where it lies, `name` its name as received, `sha256` of its
    bytes, `format` by content (never by name), `received` the ISO time at which it came in
    (file time, in UTC), `size` in bytes."""

    path: str
    name: str
    sha256: str
    format: Format
    size: int
    received: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points, origin at the top left."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands in its file.

    `path` is the address in the format's own terms and unique within the document, the same on
    every reading of the same bytes:
    text `line 12`, `line 12+80` (from character 80 of the line on); Word `p 12`, `tbl 2/tr 3/tc 4`,
    `footnote 1`, `p 12/picture 1/line 2`; pages (PDF, OFD, scan) `page 3/line 5`,
    `page 3/table 1/row 2/cell 4`; Excel
    `sheet 1/row 5/cell 3` (row and column of the sheet), `sheet 1/table 2`, `sheet 1/box 1`; web page
    `p 12`, `table 1/row 2/cell 3`.
    `page` counts from 1; None where the format has no pages. `line`/`last_line` count from 1, text only.
    `sheet` is the name of the worksheet (Excel only), `element` the XPath in a web page.
    """

    path: str
    page: int | None = None
    box: Box | None = None
    line: int | None = None
    last_line: int | None = None
    sheet: str | None = None
    element: str | None = None

    def chinese(self) -> str:
        """The place as users read it: 第3页 / 第3页表1第2行第4列 / 第12行 / 第12段 / 表2第3行第4列 /
        工作表“指标台账”C5."""
        if self.sheet is not None:
            return f"工作表“{self.sheet}”{_sheet_path(self.path)}"
        words = [f"第{self.page}页"] if self.page is not None else []
        if self.line is not None:
            last = self.last_line if self.last_line and self.last_line != self.line else None
            words.append(f"第{self.line}—{last}行" if last else f"第{self.line}行")
        elif self.page is None:
            words.append(_chinese_path(self.path))
        elif "/table " in self.path:
            words.append(_chinese_path(self.path.partition("/")[2]))
        return "".join(words)

    @property
    def row(self) -> "Place":
        """The place of the table row that a cell stands in; the place itself where it is no cell."""
        above, _, last = self.path.rpartition("/")
        return replace(self, path=above) if last.partition(" ")[0] in {"tc", "cell"} else self


_PATH_WORDS = {
    "p": "第{}段", "tbl": "表{}", "tr": "第{}行", "tc": "第{}列", "footnote": "脚注{}",
    "endnote": "尾注{}", "header": "页眉{}", "picture": "图{}", "line": "第{}行",
    "table": "表{}", "row": "第{}行", "cell": "第{}列",
}  # fmt: skip


def _sheet_path(path: str) -> str:
    """What follows the name of the worksheet: C5, 第5行, 表1, 文本框2; "" for the sheet itself."""
    steps = {
        name: number.partition("+")[0] for name, _, number in (s.partition(" ") for s in path.split("/"))
    }
    if "cell" in steps:
        return f"{column_letters(int(steps['cell']))}{steps['row']}"
    names = (("row", "第{}行"), ("table", "表{}"), ("box", "文本框{}"))
    return next((words.format(steps[name]) for name, words in names if name in steps), "")


def column_letters(number: int) -> str:
    """The letters of a worksheet's column, from 1 (A 1, AA 27)."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _chinese_path(path: str) -> str:
    words = []
    for step in path.split("/"):
        name, _, number = step.partition(" ")
        words.append(_PATH_WORDS.get(name, step).format(number.partition("+")[0]))
    return "".join(words)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading part of a paragraph: `label` as printed without blanks (一、 （一） 1. ① 第三章
    附件2; "" for an unnumbered heading), `number` its ordinal (1 …; None without label), `level`
    1 (outermost) to 6, `title` the words without the label, `end` where the heading part ends in
    the paragraph's text (equal to len(text) where the paragraph is all heading)."""

    label: str
    number: int | None
    level: int
    title: str
    end: int


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """One piece of text as character recognition read it, with its box and its confidence from 0 to 1."""

    text: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class Mark:
    """Something of the paper that is no text and yet matters: a seal, a signature, a watermark, an
    attachment, a hidden row, a page that was read by recognition. `text` says it in Chinese."""

    kind: Literal[
        "seal", "signature", "watermark", "attachment", "hidden", "recognised", "picture", "layer", "tag"
    ]
    text: str
    place: Place | None = None


Role = Literal["title", "body", "heading", "caption", "note", "footnote", "junk"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, joined over line and page ends.

    `index` is its position among the document's blocks. `places` has one entry for each source line
    (text, PDF) or one for the whole (Word); `starts` says at which offset of `text` each of them
    begins, the first always 0. `role` `junk` marks site navigation, counters, page
    furniture: kept, but never read by finders. `section` is the index of the section it belongs to
    (None before the first). A paragraph whose first sentence is a heading (（一）建立机制。各单位…)
    carries `heading` and is at the same time body text from `heading.end` on. `words` are what character
    recognition read, in order; empty for text of the file itself.
    """

    index: int
    text: str
    raw: str
    places: tuple[Place, ...]
    starts: tuple[int, ...] = (0,)
    role: Role = "body"
    heading: Heading | None = None
    section: int | None = None
    words: tuple[RecognisedWord, ...] = ()

    @property
    def place(self) -> Place:
        """Where the paragraph begins."""
        return self.places[0]

    def place_at(self, offset: int) -> Place:
        """The place of the character at an offset of the clean text."""
        return self.places[bisect_right(self.starts, max(offset, 0)) - 1]

    @property
    def body(self) -> str:
        """The text after an inline heading; the whole text where there is none."""
        return self.text[self.heading.end :] if self.heading else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell. `row` and `col` count from 0 in the joined table; a merged cell appears once,
    at its top left, with its spans. `text` is clean (no line breaks), `raw` as it stands in the file,
    `words` what character recognition read (empty for text of the file itself)."""

    row: int
    col: int
    text: str
    raw: str
    place: Place
    rowspan: int = 1
    colspan: int = 1
    words: tuple[RecognisedWord, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table, joined over pages.

    `header_rows` is how many rows at the top are header (0 where none was recognised). `title` and
    `notes` are the indexes of the paragraphs above and below that belong to it (caption, 单位：万元,
    注：…). `repeated_rows` counts header rows dropped because a following page repeats them. `parts` are the
    tables as they stood on their pages before they were joined, cells in their own rows and columns (empty
    where nothing was joined): the join can be undone.
    """

    index: int
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    places: tuple[Place, ...]
    header_rows: int = 0
    title: int | None = None
    notes: tuple[int, ...] = ()
    section: int | None = None
    repeated_rows: int = 0
    parts: tuple["Table", ...] = ()

    @property
    def place(self) -> Place:
        """Where the table begins."""
        return self.places[0]

    @cached_property
    def grid(self) -> dict[tuple[int, int], Cell]:
        """Each covered position (row, col) to the cell that covers it; a merged cell stands at
        every position that it covers. Positions without a cell are absent."""
        covered: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                for col in range(cell.col, cell.col + cell.colspan):
                    covered[row, col] = cell
        return covered

    def cell(self, row: int, col: int) -> Cell | None:
        """The cell that covers a position, None where there is none."""
        return self.grid.get((row, col))

    def text(self, row: int, col: int) -> str:
        """The clean text at a position, "" where there is no cell."""
        cell = self.grid.get((row, col))
        return cell.text if cell else ""

    def header_path(self, col: int) -> tuple[str, ...]:
        """The header texts above a column from the top down, each merged cell once, empty ones left out."""
        path: list[str] = []
        seen: set[tuple[int, int]] = set()
        for row in range(self.header_rows):
            cell = self.grid.get((row, col))
            if cell and cell.text and (cell.row, cell.col) not in seen:
                seen.add((cell.row, cell.col))
                path.append(cell.text)
        return tuple(path)

    def row_cells(self, row: int) -> tuple[Cell, ...]:
        """The cells that begin in a row, left to right."""
        return self._by_row.get(row, ())

    @cached_property
    def _by_row(self) -> dict[int, tuple[Cell, ...]]:
        ordered = sorted(self.cells, key=lambda cell: (cell.row, cell.col))
        return {row: tuple(cells) for row, cells in groupby(ordered, key=lambda cell: cell.row)}


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the heading tree. `block` is the index of the paragraph that carries the heading,
    `last` the index of the last block in the section (subsections included), `parent` another
    section's index or None. Level 1 is outermost."""

    index: int
    heading: Heading
    block: int
    last: int
    parent: int | None = None


@dataclass(frozen=True)
class Document:
    """What one file says. `missing` lists in Chinese what could not be read (outcome partly); `marks` what
    was seen beside the text."""

    source: SourceFile
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    pages: int | None = None
    missing: tuple[str, ...] = field(default=())
    marks: tuple[Mark, ...] = field(default=())

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs that are not junk, in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, Paragraph) and b.role != "junk")

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, Table))

    def headings(self, block: Block) -> tuple[Heading, ...]:
        """The headings above a block, outermost first; a block's own heading is not among them
        unless the block only continues the section."""
        chain: list[Heading] = []
        index = block.section
        while index is not None:
            section = self.sections[index]
            if section.block != block.index:
                chain.append(section.heading)
            index = section.parent
        return tuple(reversed(chain))

    def in_section(self, section: Section) -> Iterator[Block]:
        """The blocks of a section in order, its heading paragraph first, subsections included."""
        yield from self.blocks[section.block : section.last + 1]
