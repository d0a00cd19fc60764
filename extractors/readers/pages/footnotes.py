"""Footnotes at the foot of a page: the last lines of the page in smaller type, the first of them labelled.

They are taken out of the text, which may run on over the page end, and set after the paragraph in which their
page ends. A note that belongs to a table (注：…) is none.
"""

import re
from collections.abc import Sequence

from extractors.readers.captions import is_note
from extractors.readers.pages.model import TextLine

_SMALLER = 1.2  # points below the body type
_LABEL = re.compile(
    r"(?:[①-⑳⑴-⒇]|[\[［【〔]\d{1,2}[\]］】〕]|[*＊†‡]{1,3}|\d{1,2}(?=[\s.．、]|[\u4e00-\u9fff]))"
)


def footnote_lines(lines: Sequence[TextLine], body_size: float) -> dict[int, list[list[TextLine]]]:
    """The footnotes among lines, by page: each with its lines."""
    found: dict[int, list[list[TextLine]]] = {}
    for page in dict.fromkeys(line.page for line in lines):
        notes = _notes_of([line for line in lines if line.page == page], body_size)
        if notes:
            found[page] = notes
    return found


def _notes_of(lines: Sequence[TextLine], body_size: float) -> list[list[TextLine]]:
    start = len(lines)
    while start and lines[start - 1].size <= body_size - _SMALLER:
        start -= 1
    while start < len(lines) and not _LABEL.match(lines[start].text):
        start += 1
    above, below = lines[:start], lines[start:]
    if not below or not above or any(is_note(line.text) and line.text[0] not in "*＊" for line in below):
        return []
    if min(line.box.top for line in below) < max(line.box.bottom for line in above) - 1:
        return []
    notes: list[list[TextLine]] = []
    for line in below:
        if _LABEL.match(line.text) and _is_next(notes, line.text):
            notes.append([line])
        elif notes:
            notes[-1].append(line)
    return notes


def _is_next(notes: Sequence[Sequence[TextLine]], text: str) -> bool:
    """True for a label of the same kind as that of the first note, so that a line that begins with a figure
    is none."""
    if not notes:
        return True
    first, own = notes[0][0].text, text
    return first[0].isdigit() == own[0].isdigit()
