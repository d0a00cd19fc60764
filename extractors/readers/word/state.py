"""How far the reading of one Word document has come, and what it has met on the way."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from extractors.readers.word.fields import Fields
from extractors.readers.word.numbering import Numbering
from extractors.readers.word.pictures import Picture, Pictures
from extractors.readers.word.styles import PLAIN, Style, Styles
from schemas.document import Mark

NoteKind = Literal["footnote", "endnote"]
Unread = Literal["chart", "diagram", "object", "chunk", "formula", "symbol"]


@dataclass(slots=True)
class Line:
    """One paragraph while it is read: its visible words, its largest stated type size, and what hangs on it:
    text boxes, pictures, notes (kind and id). `number` is that of the first paragraph in it that holds words,
    `style` that of the last, `ends` whether its end mark is seen."""

    style: Style = PLAIN
    ends: bool = True
    pieces: list[str] = field(default_factory=list)
    size: float | None = None
    number: int = 0
    boxes: list[etree._Element] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: list[tuple[NoteKind, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self.pieces)


@dataclass(slots=True)
class Reading:
    """What the document says of itself, and the counts so far. `numbering` reads the lists
    when one is first met; `unread` counts what was met and can't be
    read, `hidden` says that hidden text was left out, `hidden_parts` which rows and cells. `in_contents` is
    true inside a content control for a table of contents, `in_contents_field` where the last paragraph began
    inside such a field."""

    styles: Styles
    numbering: Callable[[], Numbering]
    notes: dict[tuple[NoteKind, str], etree._Element]
    pictures: Pictures
    prefix: str = ""
    fields: Fields = field(default_factory=Fields)
    paragraphs: int = 0
    tables: int = 0
    noted: Counter[NoteKind] = field(default_factory=Counter)
    unread: Counter[Unread] = field(default_factory=Counter)
    hidden: bool = False
    hidden_parts: list[Mark] = field(default_factory=list)
    in_contents: bool = False
    in_contents_field: bool = False
