"""What stands on a page, before anything is known of lines, tables or paragraphs, and after.

A format with pages (PDF, OFD, a scan) gives `PrintedPage`: characters with their boxes, rules and pictures,
in points from the top left of the page as it is seen (cropped and turned upright). Layout makes of it a
`Page`: lines and tables. Nothing here knows a format.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from schemas.document import Box, Mark, RecognisedWord

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """The visible characters of a page in the order in which they are drawn, as parallel arrays.

    `text` holds what each stands for (usually one character, several for a ligature; never a blank alone).
    `x0`, `x1` bound its advance; `top`, `bottom` come from the baseline and the type size, so that 一 and ，
    stand on the line of their neighbours; `size` is the type size in points. `confidence` is 0 to 1 for
    recognised text, None where the file itself holds the characters; `read` is then what recognition read for
    each before a typical confusion was put right (None: nothing was).
    """

    text: tuple[str, ...]
    x0: Numbers
    top: Numbers
    x1: Numbers
    bottom: Numbers
    size: Numbers
    confidence: Numbers | None = None
    read: tuple[str, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def taken(self, chosen: NDArray[np.intp] | NDArray[np.bool_]) -> "Glyphs":
        """The glyphs at some positions (indexes, or a mask), in that order."""
        positions = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
        return Glyphs(
            tuple(map(self.text.__getitem__, positions.tolist())),
            self.x0[positions],
            self.top[positions],
            self.x1[positions],
            self.bottom[positions],
            self.size[positions],
            None if self.confidence is None else self.confidence[positions],
            None if self.read is None else tuple(self.read[position] for position in positions),
        )

    def within(self, box: Box) -> NDArray[np.bool_]:
        """Which glyphs have their middles in a box."""
        x, y = (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2
        return np.asarray((box.x0 <= x) & (x <= box.x1) & (box.top <= y) & (y <= box.bottom))

    def joined(self, other: "Glyphs") -> "Glyphs":
        """These glyphs and then the others. Beside recognised ones the file's own are certain."""
        if not len(self) or not len(other):
            return other if not len(self) else self
        recognised = self.confidence is not None or other.confidence is not None
        corrected = self.read is not None or other.read is not None
        return Glyphs(
            self.text + other.text,
            np.concatenate((self.x0, other.x0)),
            np.concatenate((self.top, other.top)),
            np.concatenate((self.x1, other.x1)),
            np.concatenate((self.bottom, other.bottom)),
            np.concatenate((self.size, other.size)),
            np.concatenate((_certainty(self), _certainty(other))) if recognised else None,
            (self.read or self.text) + (other.read or other.text) if corrected else None,
        )


def _certainty(glyphs: Glyphs) -> Numbers:
    return np.ones(len(glyphs)) if glyphs.confidence is None else glyphs.confidence


def _no_lines() -> Numbers:
    return np.empty((0, 3))


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The straight lines of a page; a thin rectangle, or each of its edges, counts as one.

    `across` has a row (y, x0, x1) for each horizontal rule, `down` a row (x, top, bottom) for each vertical.
    `shade_across` and `shade_down` are the edges of filled areas in the same way: a shade may bound cells,
    and may as well only colour some of them.
    """

    across: Numbers
    down: Numbers
    shade_across: Numbers = field(default_factory=_no_lines)
    shade_down: Numbers = field(default_factory=_no_lines)


@dataclass(frozen=True, slots=True, eq=False)
class PrintedPage:
    """One page as its format gives it. `pictures` are the boxes of its images. `origin` says where the
    characters are from: the file's own text, recognition of the page's picture, or nowhere (a page without
    text that can be read; `reason` says in Chinese why). `marks` are seals, signatures, watermarks and the
    like that were seen and left out of the text."""

    number: int
    width: float
    height: float
    glyphs: Glyphs
    rules: Rules
    pictures: tuple[Box, ...] = ()
    origin: Literal["text", "recognised", "none"] = "text"
    reason: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a page. `number` counts the page's lines outside tables from 1; `size` is the largest
    type in it, in points. `words` are the recognised words in order, empty for text of the file itself.
    `frame` counts the boxes of text beside other text from 1; 0 for a line in none.
    """

    page: int
    number: int
    text: str
    box: Box
    size: float
    words: tuple[RecognisedWord, ...] = ()
    frame: int = 0


@dataclass(frozen=True, slots=True)
class PageCell:
    """One cell of a page's table; row and column count from 0. Lines of `text` are separated by line ends."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    box: Box
    words: tuple[RecognisedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class PageTable:
    """One table of a page. `edges` are the x of its column bounds, left to right (cols + 1 of them);
    `ruled` is False where its columns were found by their alignment alone."""

    page: int
    number: int
    rows: int
    cols: int
    cells: tuple[PageCell, ...]
    box: Box
    edges: tuple[float, ...]
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One page laid out: lines outside tables and tables, each in reading order (`order` is that of both
    together). The other fields are those of its PrintedPage."""

    number: int
    width: float
    height: float
    order: tuple[TextLine | PageTable, ...]
    pictures: tuple[Box, ...] = ()
    origin: Literal["text", "recognised", "none"] = "text"
    reason: str = ""
    marks: tuple[Mark, ...] = field(default=())

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """The lines outside tables, in reading order."""
        return tuple(piece for piece in self.order if isinstance(piece, TextLine))

    @property
    def tables(self) -> tuple[PageTable, ...]:
        """The tables, in reading order."""
        return tuple(piece for piece in self.order if isinstance(piece, PageTable))

    @property
    def has_text(self) -> bool:
        """True where the page has text that can be read."""
        return self.origin != "none" and bool(self.order)


def no_rules() -> Rules:
    """A page without rules."""
    return Rules(_no_lines(), _no_lines())


def glyphs_of(rows: Sequence[tuple[str, float, float, float, float, float]]) -> Glyphs:
    """Glyphs from rows of (text, x0, top, x1, bottom, size)."""
    numbers = np.array([row[1:] for row in rows], dtype=np.float64).reshape(len(rows), 5)
    x0, top, x1, bottom, size = numbers.T
    return Glyphs(tuple(row[0] for row in rows), x0, top, x1, bottom, size)


def rule_rows(rows: Sequence[tuple[float, float, float]]) -> Numbers:
    """Rules from rows of (position, start, end)."""
    return np.array(rows, dtype=np.float64).reshape(len(rows), 3)


def printed_length(texts: Iterable[str]) -> int:
    """How many characters texts have, blanks aside."""
    return sum(len("".join(text.split())) for text in texts)
