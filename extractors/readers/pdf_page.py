"""The page layer of PDF: characters grouped to lines, ruled tables to cells, each with its box.

This is the only module that knows pdfplumber. It says what stands where on each page and nothing of
paragraphs. Text turned against the page's own direction (a watermark) and characters printed twice for
weight are left out.
"""

import io
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from schemas.document import Box
from schemas.errors import DamagedFileError, PasswordError

logging.getLogger("pdfminer").setLevel(logging.ERROR)

_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_EDGE = 3.0  # points within which two rules are one
_WIDE_GAP = 1.8  # in type sizes: a gap of the layout, no space between words
_SPACE = 0.3
_LEAST_RULES = 4
Char = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a page. `number` counts the page's lines outside tables from 1; `size` is the largest
    type in it, in points.
    """

    page: int
    number: int
    text: str
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class PageCell:
    """One cell of a ruled table; row and column count from 0."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageTable:
    """One ruled table of a page. `edges` are its vertical rules, left to right."""

    page: int
    number: int
    rows: int
    cols: int
    cells: tuple[PageCell, ...]
    box: Box
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `pictures` counts its images, `unmapped` is the share of characters whose font gives no
    text.
    """

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    tables: tuple[PageTable, ...]
    pictures: int
    covered: float
    unmapped: float

    @property
    def has_text(self) -> bool:
        """True where the page has text that can be read."""
        return bool(self.lines or self.tables) and self.unmapped < 0.3


@dataclass(frozen=True, slots=True)
class _Printed:
    """What pdfplumber gives for one page: characters, the cells of each table found, images."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    tables: tuple[tuple[Box, ...], ...]
    images: tuple[Box, ...]


def read_pages(data: bytes, name: str) -> tuple[Page, ...]:
    """All pages of a PDF."""
    return tuple(map(_page, _printed(data, name)))


def _printed(data: bytes, name: str) -> tuple[_Printed, ...]:
    """The pages as pdfplumber sees them; the library's errors are translated here and nowhere else."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            printed = []
            for page in document.pages:
                printed.append(_printed_page(page))
                page.close()
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise PasswordError(f"“{name}”有打开密码") from error
        raise DamagedFileError(f"“{name}”不是完整的 PDF，无法打开") from error
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # pdfminer raises whatever a damaged file provokes
        raise DamagedFileError(f"“{name}”的内容损坏，读取时出错（{type(error).__name__}）") from error
    return tuple(printed)


def _printed_page(page: Any) -> _Printed:
    ruled = len(page.lines) + len(page.rects) + len(page.curves) >= _LEAST_RULES
    tables = sorted(page.find_tables(), key=lambda table: (table.bbox[1], table.bbox[0])) if ruled else ()
    return _Printed(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        chars=tuple(page.chars),
        tables=tuple(tuple(Box(*map(float, cell)) for cell in table.cells) for table in tables),
        images=tuple(Box(*(float(i[side]) for side in ("x0", "top", "x1", "bottom"))) for i in page.images),
    )


def _page(printed: _Printed) -> Page:
    chars = _upright(_without_doubles(printed.chars))
    visible = [char for char in chars if not char["text"].isspace()]
    unmapped = sum(bool(_UNMAPPED.match(char["text"])) for char in visible) / len(visible) if visible else 0.0
    tables = tuple(_tables(printed, chars))
    outside = [char for char in chars if not any(_inside(char, table.box) for table in tables)]
    lines = tuple(
        TextLine(printed.number, number, text, box, size)
        for number, (text, box, size) in enumerate(_lines(outside), start=1)
    )
    areas = [(image.x1 - image.x0) * (image.bottom - image.top) for image in printed.images]
    return Page(
        number=printed.number,
        width=printed.width,
        height=printed.height,
        lines=lines,
        tables=tables,
        pictures=len(areas),
        covered=max(areas, default=0.0) / max(printed.width * printed.height, 1.0),
        unmapped=unmapped,
    )


def _upright(chars: Sequence[Char]) -> list[Char]:
    """The characters that stand in the page's main direction."""
    upright = [char for char in chars if char.get("upright", True)]
    return upright if len(upright) * 2 >= len(chars) else list(chars)


def _without_doubles(chars: Sequence[Char]) -> list[Char]:
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for char in chars:
        spot = (char["text"], round(char["x0"]), round(char["top"]))
        if spot not in seen:
            seen.add(spot)
            kept.append(char)
    return kept


def _inside(char: Char, box: Box) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box.x0 <= x <= box.x1 and box.top <= y <= box.bottom)


def _lines(chars: Sequence[Char]) -> Iterator[tuple[str, Box, float]]:
    """Lines from the top down: (text, box, largest type size)."""
    for row in _rows(chars):
        text = _line_text(row)
        if text.strip():
            printed = [char for char in row if not char["text"].isspace()]
            yield text.strip(), _around(printed), max(char["size"] for char in printed)


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters by line: a character belongs to the line whose middle its own middle lies near."""
    rows: list[list[Char]] = []
    middle = 0.0
    for char in sorted(chars, key=lambda c: ((c["top"] + c["bottom"]) / 2, c["x0"])):
        own = (char["top"] + char["bottom"]) / 2
        if rows and own - middle <= 0.5 * max(char["size"], rows[-1][0]["size"]):
            rows[-1].append(char)
        else:
            rows.append([char])
            middle = own
    return [sorted(row, key=lambda c: c["x0"]) for row in rows]


def _line_text(row: Sequence[Char]) -> str:
    pieces: list[str] = []
    end: float | None = None
    for char in row:
        if end is not None:
            gap = (char["x0"] - end) / max(char["size"], 1.0)
            pieces.append("    " if gap > _WIDE_GAP else " " if gap > _SPACE else "")
        pieces.append(char["text"])
        end = char["x1"]
    return "".join(pieces)


def _around(chars: Iterable[Char]) -> Box:
    listed = list(chars)
    return Box(
        round(min(char["x0"] for char in listed), 2),
        round(min(char["top"] for char in listed), 2),
        round(max(char["x1"] for char in listed), 2),
        round(max(char["bottom"] for char in listed), 2),
    )


def _tables(printed: _Printed, chars: Sequence[Char]) -> Iterator[PageTable]:
    number = 0
    for boxes in printed.tables:
        table = _table(printed.number, number + 1, boxes, chars)
        if table is not None:
            number += 1
            yield table


def _table(page: int, number: int, boxes: Sequence[Box], chars: Sequence[Char]) -> PageTable | None:
    """The grid of a found table; None for a frame around text or rules that hold none."""
    columns = _edges(edge for box in boxes for edge in (box.x0, box.x1))
    rows = _edges(edge for box in boxes for edge in (box.top, box.bottom))
    cells = tuple(_cell(box, rows, columns, chars) for box in boxes)
    filled = sum(bool(cell.text) for cell in cells)
    if len(rows) < 3 or len(columns) < 3 or filled < 2:
        return None
    whole = Box(columns[0], rows[0], columns[-1], rows[-1])
    return PageTable(page, number, len(rows) - 1, len(columns) - 1, cells, whole, tuple(columns))


def _cell(box: Box, rows: Sequence[float], columns: Sequence[float], chars: Sequence[Char]) -> PageCell:
    row, col = _nearest(rows, box.top), _nearest(columns, box.x0)
    text = "\n".join(text for text, _, _ in _lines([char for char in chars if _inside(char, box)]))
    return PageCell(
        row, col, max(1, _nearest(rows, box.bottom) - row), max(1, _nearest(columns, box.x1) - col), text, box
    )


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _EDGE:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
