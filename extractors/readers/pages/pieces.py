"""Pieces: what stands of a table's cells in one line, with the columns that it stands in.

A run that lies over a column bound where its characters leave a gap is cut there; one without a gap spans
the columns.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from extractors.readers.pages.model import Glyphs
from extractors.readers.pages.projection import Columns
from extractors.readers.pages.runs import Runs

_CUT = 0.3  # in type sizes: a gap between characters at a column bound
_SPACE = 0.3  # in type sizes: a gap that stands for a blank
_SIGN = r"[-+±≥≤＝=><~～约近超↑↓＋－*＊☆★]*"
_VALUE = re.compile(
    rf"[（(]?第?{_SIGN}\s*\d[\d,，.．:：/\-—–~～至+()（）年月日季度]*\s*(?:%|％|‰)?[\u4e00-\u9fff/㎡]{{0,4}}[）)]?$"
    r"|[—－–/\-*＊×Xx√]{1,3}$|[ⅠⅡⅢⅣⅤ①-⑳]$"
)
_NAMES_VALUES = re.compile(r"完成|目标|累计|实际|计划|情况|增[长速幅]|同[比期]|[数值额率]$")
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_YEAR = re.compile(r"(?:19|20)\d\d年?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a cell in one line: the columns `first` to `last`, its box, its words and the positions of
    its glyphs.
    """

    first: int
    last: int
    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    glyphs: tuple[int, ...]

    @property
    def y(self) -> float:
        """The y of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a region: the y of its middle and its pieces, left to right."""

    y: float
    pieces: tuple[Piece, ...]

    def at(self, col: int) -> Piece | None:
        """The piece that stands in one column alone."""
        return next((piece for piece in self.pieces if piece.first == piece.last == col), None)


def is_entry(text: str) -> bool:
    """True for what columns of values hold as it is printed: a number with its unit, a date, a dash, a rank.
    Wider than `tables.is_value`, which asks what is a datum and leaves out dates, periods and ranks."""
    plain = text.replace(" ", "")
    return bool(_VALUE.match(plain)) and not _YEAR.match(plain) and not _NAMES_VALUES.search(plain)


def is_ordinal(text: str) -> bool:
    """True for 一、… and （二）…, which begin a category and never go on with a cell."""
    return bool(_ORDINAL.match(text))


def lines_in(glyphs: Glyphs, runs: Runs, bands: Iterable[Sequence[int]], columns: Columns) -> list[Line]:
    """The lines of some bands, cut into the pieces of columns."""
    return [_line(glyphs, runs, band, columns) for band in bands]


def columns_around(lines: Iterable[Line], columns: Columns) -> Columns:
    """Known columns, each as wide as what stands in it alone."""
    spans = list(columns.spans)
    own: dict[int, list[float]] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.first == piece.last:
                own.setdefault(piece.first, []).extend((piece.x0, piece.x1))
    for col, sides in own.items():
        spans[col] = (min(sides), max(sides))
    return Columns(tuple(spans), columns.em)


def _line(glyphs: Glyphs, runs: Runs, band: Sequence[int], columns: Columns) -> Line:
    parts: list[tuple[int, int, list[int]]] = []
    for run in band:
        for part in _cut(glyphs, runs.glyphs(run).tolist(), columns):
            first, last = columns.over(float(glyphs.x0[part[0]]), float(glyphs.x1[part[-1]]))
            if parts and parts[-1][1] >= first:
                before = parts.pop()
                parts.append((before[0], max(before[1], last), [*before[2], *part]))
            else:
                parts.append((first, last, part))
    pieces = tuple(_piece(glyphs, *part) for part in parts)
    middles = sorted((piece.top + piece.bottom) / 2 for piece in pieces)
    return Line(middles[len(middles) // 2], pieces)


def _cut(glyphs: Glyphs, run: list[int], columns: Columns) -> list[list[int]]:
    """A run cut at the column bounds that lie in a gap of it."""
    parts, start = [], 0
    for position in range(1, len(run)):
        left, right = float(glyphs.x1[run[position - 1]]), float(glyphs.x0[run[position]])
        if right - left > _CUT * columns.em and any(
            left <= (a[1] + b[0]) / 2 <= right or (left >= a[1] - 0.5 and right <= b[0] + 0.5)
            for a, b in zip(columns.spans, columns.spans[1:], strict=False)
        ):
            parts.append(run[start:position])
            start = position
    return [*parts, run[start:]]


def _piece(glyphs: Glyphs, first: int, last: int, part: list[int]) -> Piece:
    chosen = np.array(part)
    x0, x1 = glyphs.x0[chosen], glyphs.x1[chosen]
    gaps = (x0[1:] - x1[:-1]) / np.maximum(glyphs.size[chosen][1:], 1.0) > _SPACE
    words = [glyphs.text[part[0]]]
    for position, blank in zip(part[1:], gaps.tolist(), strict=True):
        words.append(f" {glyphs.text[position]}" if blank else glyphs.text[position])
    return Piece(
        first,
        last,
        float(x0.min()),
        float(glyphs.top[chosen].min()),
        float(x1.max()),
        float(glyphs.bottom[chosen].max()),
        "".join(words).strip(),
        tuple(part),
    )
