"""From pages to paragraphs: running headers removed, lines joined over line and page ends.

What ends a paragraph, in order of precedence: a change of type size; an indented line (in papers that
indent first lines); a gap wider than the line pitch; a line that stops short of the right margin and closes
its sentence. Lines set in the middle in the same large type are one title. Never reorders lines.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.clean import clean_lines, columns
from extractors.readers.drafts import ParagraphDraft
from extractors.readers.junk import is_junk, is_page_number
from extractors.readers.labels import find_label
from extractors.readers.pages.model import Page, TextLine
from extractors.readers.titles import ends_as_title
from schemas.document import Place

_MARGIN = 0.1  # share of the page's height in which running lines stand
_TERMINAL = re.compile(r"[。！？；：:;…][”’）)]?$")
_PROSE = re.compile(r"[，。；：、,;:]")
_FIRST_TOKEN = re.compile(r"[A-Za-z0-9.,%@_+-]+[，。；、）]*")
_BARE_NUMBER = re.compile(
    r"[-—–－\s·]*\d{1,4}[-—–－\s·]*$|第?\s*\d{1,4}\s*(?:页)?\s*(?:[,，/／共]+\s*\d{1,4}\s*页?)?$"
)


@dataclass(frozen=True, slots=True)
class Margins:
    """The text area of pages of one width: left and right edge, body type size, line pitch, whether first
    lines are indented.
    """

    left: float
    right: float
    size: float
    pitch: float
    indents: bool


def without_running_lines(pages: Sequence[Page]) -> dict[int, list[TextLine]]:
    """Each page's lines without page numbers and without headers and footers that repeat from page to
    page.
    """
    outer = [(line, _zone(line, page)) for page in pages for line in page.lines]
    repeats = Counter(_masked(line) for line, zone in outer if zone)
    needed = max(2, (len(pages) + 1) // 2)
    kept: dict[int, list[TextLine]] = {page.number: [] for page in pages}
    for line, zone in outer:
        running = zone and (
            _BARE_NUMBER.match(line.text)
            or is_page_number(line.text)
            or (len(pages) > 1 and repeats[_masked(line)] >= needed)
        )
        if not running:
            kept[line.page].append(line)
    return kept


def _zone(line: TextLine, page: Page) -> bool:
    return line.box.bottom < page.height * _MARGIN or line.box.top > page.height * (1 - _MARGIN)


def _masked(line: TextLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.box.top / 6)


def find_margins(lines: Sequence[TextLine]) -> Margins:
    """The text area, from the lines in body type."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    body = [line for line in lines if abs(line.size - size) <= 1]
    lefts = Counter(round(line.box.x0 / 2) * 2 for line in body)
    common = (
        [left for left, count in lefts.items() if count >= max(2, 0.12 * len(body))] or list(lefts) or [0]
    )
    left = float(min(common))
    rights = sorted(line.box.x1 for line in body) or [0.0]
    right = rights[int(len(rights) * 0.95) - 1] if len(rights) > 3 else rights[-1]
    gaps = sorted(
        b.box.top - a.box.top
        for a, b in pairwise(body)
        if a.page == b.page and 0 < b.box.top - a.box.top < 4 * size
    )
    pitch = gaps[len(gaps) // 2] if gaps else 1.5 * size
    indented = sum(1.2 * size <= line.box.x0 - left <= 3.2 * size for line in body)
    return Margins(left, right, size, pitch, indented >= max(1, 0.08 * len(body)))


def paragraphs(lines: Sequence[TextLine], margins: Margins) -> Iterator[ParagraphDraft]:
    """The lines of a stretch without tables as paragraphs."""
    waiting: list[TextLine] = []
    for line in lines:
        if waiting and not _continues(waiting, line, margins):
            yield _paragraph(waiting, margins)
            waiting = []
        waiting.append(line)
    if waiting:
        yield _paragraph(waiting, margins)


def _continues(lines: Sequence[TextLine], line: TextLine, margins: Margins) -> bool:
    last = lines[-1]
    if abs(last.size - line.size) > 1.2 or is_junk(line.text) or is_junk(last.text):
        return False
    if last.page == line.page and line.box.top - last.box.top > 1.7 * max(margins.pitch, last.size):
        return False
    if all(_is_centred(each, margins) for each in (last, line)):
        return last.page == line.page and _is_one_title(lines, line, margins)
    if len(lines) == 1 and line.text.endswith(("：", ":")) and not _PROSE.search(last.text):
        return False  # a title and whom the paper is addressed to
    after_title = len(lines) == 1 and _is_centred(last, margins) and last.size > margins.size + 1.5
    return not after_title and _goes_on(last, line, margins)


def _is_one_title(lines: Sequence[TextLine], line: TextLine, margins: Margins) -> bool:
    """True for centred lines that are one title: in large type, or a long line that only the next ends."""
    if line.size > margins.size + 1.5:
        return True
    long = lines[-1].box.x1 - lines[-1].box.x0 > 0.5 * (margins.right - margins.left)
    words = "".join(each.text for each in lines)
    return (
        long
        and not ends_as_title(words)
        and ends_as_title(line.text)
        and not line.text.startswith(("（", "("))
    )


def _goes_on(last: TextLine, line: TextLine, margins: Margins) -> bool:
    """True where a line of body text goes on with the one before it."""
    if line.box.x0 - margins.left > 1.2 * line.size:
        return False
    label = find_label(line.text)
    if label is not None and label.kind == "annex" and label.end == len(line.text):
        return False
    full = last.box.x1 + _needed(line) >= margins.right - 0.6 * last.size
    if margins.indents:
        nearly = last.box.x1 > margins.left + 0.6 * (margins.right - margins.left)
        return full or (nearly and not _TERMINAL.search(last.text))
    return full and label is None


def _needed(line: TextLine) -> float:
    """How much room the line's first character or word takes."""
    token = _FIRST_TOKEN.match(line.text)
    return (columns(token[0]) if token else 2) * line.size / 2


def _is_centred(line: TextLine, margins: Margins) -> bool:
    middle = (line.box.x0 + line.box.x1) / 2
    inset = line.box.x0 - margins.left
    return abs(middle - (margins.left + margins.right) / 2) < 1.2 * line.size and (
        inset > 2.5 * margins.size or line.size > margins.size + 1.5
    )


def _paragraph(lines: Sequence[TextLine], margins: Margins) -> ParagraphDraft:
    cleaned = clean_lines([line.text for line in lines])
    return ParagraphDraft(
        text=cleaned.text,
        raw="\n".join(line.text for line in lines),
        places=tuple(Place(f"page {line.page}/line {line.number}", line.page, line.box) for line in lines),
        starts=cleaned.starts,
        role="junk" if is_junk(lines[0].text) else "body",
        size=max(line.size for line in lines),
        centred=all(_is_centred(line, margins) for line in lines),
    )
