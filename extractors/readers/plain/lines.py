"""Source lines of a text file: numbered, with the offset at which a piece of a long line begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.clean import columns
from schemas.document import Place

_LINE_END = re.compile(r"\r\n|\r|\n|\x0c|\x85|\u2028|\u2029")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line that holds text, or a piece of one. `number` counts the file's lines from 1, `offset` is the
    character of the line at which the piece begins, `gap` whether blank lines stand before it.
    """

    number: int
    text: str
    offset: int = 0
    gap: bool = False

    @property
    def place(self) -> Place:
        """The line's address."""
        address = f"line {self.number}+{self.offset}" if self.offset else f"line {self.number}"
        return Place(address, line=self.number, last_line=self.number)

    @property
    def width(self) -> int:
        """Columns from the left edge to the last character, indentation included."""
        return columns(self.text.rstrip().expandtabs(4))

    @property
    def indent(self) -> int:
        """Columns of blanks before the first character."""
        return columns(self.text) - columns(self.text.lstrip())

    def cut(self, offsets: Sequence[int]) -> list["SourceLine"]:
        """The pieces of the line between offsets of its text; itself where there is none."""
        bounds = [0, *offsets, len(self.text)]
        return [
            SourceLine(self.number, self.text[start:end], self.offset + start, self.gap and start == 0)
            for start, end in pairwise(bounds)
            if self.text[start:end].strip()
        ]


def source_lines(text: str) -> tuple[SourceLine, ...]:
    """The lines of a decoded file that hold text."""
    lines = []
    gap = False
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if line.strip():
            lines.append(SourceLine(number, line, gap=gap))
        gap = not line.strip()
    return tuple(lines)
