"""From lines to paragraphs: lines joined over line, column and page ends.

What ends a paragraph, in order of precedence: a change of type size; a title or a signature set in far deeper
than the line below it; an indented line (in papers that indent first lines); a gap wider than the line pitch;
who took part (出席：…); a line that stops short of the right margin and closes its sentence. Lines set in the
middle in the same large type are one title. Lines of a text column are measured against its own margins,
lines set from the top down as if they ran to the right. A Latin word that a hyphen divides at a line end is
one word. Footnotes stand after the paragraph in which their page ends. Never reorders the lines of the text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from extractors.readers.clean import clean_lines, columns
from extractors.readers.drafts import DraftRole, ParagraphDraft
from extractors.readers.junk import is_junk
from extractors.readers.labels import find_label
from extractors.readers.pages.footnotes import footnote_lines
from extractors.readers.pages.model import TextLine
from extractors.readers.titles import ends_as_title
from schemas.document import Box, Place

_TERMINAL = re.compile(r"[。！？；：:;…][”’）)]?$")
_PROSE = re.compile(r"[，。；：、,;:]")
_FIRST_TOKEN = re.compile(r"[A-Za-z0-9.,%@_+-]+[，。；、）]*")
_DIVIDED = re.compile(r"[a-z]-$")
_REST_OF_WORD = re.compile(r"[a-z]+[^\s\w]*\s?")
_COLUMN = 8.0  # in type sizes: how far to the right a new column begins
_TALL = 1.6  # height to width of a line that is set from the top down
_DEEPEST = 4.5  # in type sizes: how far a first line is indented at most
_TAKES_PART = re.compile(
    r"(?:出席|列席|参加|参会|请假|缺席|主持|记录|整理|抄送|抄报|主送|分送|联系)(?:人员|人|单位|领导|电话)?\s*[：:]"
)
_HEADS = {"part", "chapter", "section", "cjk", "cjk_bracket"}


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


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line with the margins that it is measured against; its box as if it ran to the right."""

    line: TextLine
    box: Box
    margins: Margins

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def size(self) -> float:
        return self.line.size

    @property
    def page(self) -> int:
        return self.line.page

    @property
    def middle(self) -> float:
        return (self.box.x0 + self.box.x1) / 2

    @property
    def is_centred(self) -> bool:
        """True for a line in the middle of its margins that is larger or well away from them."""
        left, right = self.margins.left, self.margins.right
        return abs(self.middle - (left + right) / 2) < 1.2 * self.size and (
            self.box.x0 - left > 2.5 * self.margins.size or self.size > self.margins.size + 1.5
        )


def find_margins(lines: Sequence[TextLine]) -> Margins:
    """The text area, from the lines in body type."""
    lines = _upright(lines)
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


def _upright(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with boxes as if they ran to the right, where most are set from the top down."""
    tall = sum(
        len(line.text)
        for line in lines
        if len(line.text) > 1 and line.box.bottom - line.box.top > _TALL * (line.box.x1 - line.box.x0)
    )
    if 2 * tall <= sum(len(line.text) for line in lines):
        return list(lines)
    return [
        replace(line, box=Box(line.box.top, -line.box.x1, line.box.bottom, -line.box.x0)) for line in lines
    ]


def paragraphs(lines: Sequence[TextLine], margins: Margins) -> Iterator[ParagraphDraft]:
    """The lines of a stretch without tables as paragraphs."""
    notes = footnote_lines(lines, margins.size)
    in_notes = {id(line) for of_page in notes.values() for note in of_page for line in note}
    seen = _seen([line for line in lines if id(line) not in in_notes], margins)
    waiting: list[_Seen] = []
    for line in seen:
        if waiting and not _continues(waiting, line):
            yield _paragraph(waiting)
            yield from _footnotes(notes, waiting[-1].page - 1, margins)
            waiting = []
        if waiting and waiting[-1].page != line.page and waiting[-1].page - 1 in notes:
            notes.setdefault(waiting[-1].page, [])[:0] = notes.pop(waiting[-1].page - 1)
        yield from _footnotes(notes, line.page - 1, margins) if not waiting else ()
        waiting.append(line)
    if waiting:
        yield _paragraph(waiting)
    yield from _footnotes(notes, max(notes, default=0), margins)


def _footnotes(
    notes: dict[int, list[list[TextLine]]], last: int, margins: Margins
) -> Iterator[ParagraphDraft]:
    """The footnotes of pages up to one; they are taken out of `notes`."""
    for page in sorted(page for page in notes if page <= last):
        for note in notes.pop(page):
            yield _paragraph([_Seen(line, line.box, margins) for line in note], "footnote")


def _seen(lines: Sequence[TextLine], margins: Margins) -> list[_Seen]:
    """The lines with their margins: those of their column on pages with columns."""
    seen: list[_Seen] = []
    for _, group in groupby(lines, key=lambda line: line.page):
        of_page = list(group)
        upright = _upright(of_page)
        own = [_Seen(line, turned.box, margins) for line, turned in zip(of_page, upright, strict=True)]
        in_frames = [line for line in own if line.line.frame]
        if not in_frames:
            seen += _in_columns(own)
            continue
        placed = iter(_beside_frames(_in_columns([line for line in own if not line.line.frame]), in_frames))
        framed = iter(_in_frames(in_frames))
        seen += [next(framed if line.line.frame else placed) for line in own]
    return seen


def _in_frames(lines: Sequence[_Seen]) -> list[_Seen]:
    """The lines of boxes with the margins of their box."""
    found: list[_Seen] = []
    for _, group in groupby(lines, key=lambda line: line.line.frame):
        of_frame = list(group)
        margins = _column_margins(of_frame)
        found += [replace(line, margins=margins) for line in of_frame]
    return found


def _beside_frames(lines: Sequence[_Seen], in_frames: Sequence[_Seen]) -> list[_Seen]:
    """The lines of a page; those at the height of a box of text end, or begin, before it."""
    placed = list(lines)
    for _, group in groupby(in_frames, key=lambda line: line.line.frame):
        of_frame = list(group)
        top, bottom = of_frame[0].box.top, of_frame[-1].box.bottom
        left, right = min(line.box.x0 for line in of_frame), max(line.box.x1 for line in of_frame)
        level = [i for i, line in enumerate(placed) if line.box.top < bottom and top < line.box.bottom]
        for i in level:
            margins = placed[i].margins
            if placed[i].box.x1 <= left:
                ends = [placed[j].box.x1 for j in level if placed[j].box.x1 <= left]
                placed[i] = replace(placed[i], margins=replace(margins, right=max(ends)))
            elif placed[i].box.x0 >= right:
                begins = [placed[j].box.x0 for j in level if placed[j].box.x0 >= right]
                placed[i] = replace(placed[i], margins=replace(margins, left=min(begins)))
    return placed


def _in_columns(lines: Sequence[_Seen]) -> list[_Seen]:
    """The lines of a page; where the reading goes back up to the right, those on both sides of the gutter
    get the margins of their column."""
    placed = list(lines)
    start = 0
    for index in range(1, len(lines)):
        last, line = lines[index - 1], lines[index]
        if line.box.top > last.box.top - line.size or line.box.x0 < last.box.x0 + _COLUMN * line.size:
            continue
        gutter = line.box.x0 - 0.5 * line.size
        before = [i for i in range(start, index) if lines[i].box.x1 <= gutter + line.size]
        after = [index]
        while after[-1] + 1 < len(lines) and lines[after[-1] + 1].box.x0 >= gutter:
            after.append(after[-1] + 1)
        left_edge = min((lines[i].box.x0 for i in before), default=0.0)
        for chosen in ([i for i in before if lines[i].box.x0 >= left_edge], after):
            if len(chosen) > 1:
                narrow = _column_margins([placed[i] for i in chosen])
                for i in chosen:
                    placed[i] = replace(placed[i], margins=narrow)
        start = index
    return placed


def _column_margins(lines: Sequence[_Seen]) -> Margins:
    margins = lines[0].margins
    lefts = Counter(round(line.box.x0 / 2) * 2 for line in lines)
    often = [left for left, count in lefts.items() if count >= max(2, 0.12 * len(lines))] or list(lefts)
    return replace(margins, left=float(min(often)), right=max(line.box.x1 for line in lines))


def _continues(lines: Sequence[_Seen], line: _Seen) -> bool:
    last = lines[-1]
    if last.line.frame != line.line.frame:
        return False
    if abs(last.size - line.size) > 1.2 or is_junk(line.text) or is_junk(last.text):
        return False
    pitch = max(line.margins.pitch, last.size)
    if last.page == line.page and line.box.top - last.box.top > 1.7 * pitch:
        return False
    if last.is_centred and line.is_centred:
        return last.page == line.page and _is_one_title(lines, line)
    if len(lines) == 1 and line.text.endswith(("：", ":")) and not _PROSE.search(last.text):
        return False  # a title and whom the paper is addressed to
    if _is_set_in(lines, line):
        return False
    after_title = len(lines) == 1 and last.is_centred and last.size > last.margins.size + 1.5
    return not after_title and _goes_on(last, line)


def _is_one_title(lines: Sequence[_Seen], line: _Seen) -> bool:
    """True for centred lines that are one title: in large type, or a long line that only the next ends."""
    if line.size > line.margins.size + 1.5:
        return True
    last = lines[-1]
    long = last.box.x1 - last.box.x0 > 0.5 * (last.margins.right - last.margins.left)
    words = "".join(each.text for each in lines)
    return (
        long
        and not ends_as_title(words)
        and ends_as_title(line.text)
        and not line.text.startswith(("（", "("))
    )


def _is_set_in(lines: Sequence[_Seen], line: _Seen) -> bool:
    """True where the lines so far are a title or a signature: words alone, set in deeper than any first line
    is against the line below them."""
    last = lines[-1]
    below = last.page == line.page and last.box.top < line.box.top
    deep = min(each.box.x0 for each in lines) - line.box.x0 > _DEEPEST * line.size
    return below and deep and not any(_PROSE.search(each.text) for each in lines)


def _goes_on(last: _Seen, line: _Seen) -> bool:
    """True where a line of body text goes on with the one before it."""
    if line.box.x0 - line.margins.left > 1.2 * line.size:
        return False
    label = find_label(line.text)
    if label is not None and label.kind == "annex" and label.end == len(line.text):
        return False
    margins = last.margins
    if label is not None and label.kind in _HEADS and _TERMINAL.search(last.text):
        return False  # a heading that is not indented
    if _TAKES_PART.match(line.text) and _TERMINAL.search(last.text):
        return False
    full = last.box.x1 + _needed(line) >= margins.right - 0.6 * last.size
    if margins.indents:
        nearly = last.box.x1 > margins.left + 0.6 * (margins.right - margins.left)
        return full or (nearly and not _TERMINAL.search(last.text))
    return full and label is None


def _needed(line: _Seen) -> float:
    """How much room the line's first character or word takes."""
    token = _FIRST_TOKEN.match(line.text)
    return (columns(token[0]) if token else 2) * line.size / 2


def _paragraph(lines: Sequence[_Seen], role: DraftRole = "body") -> ParagraphDraft:
    cleaned = clean_lines(_undivided([line.text for line in lines]))
    return ParagraphDraft(
        text=cleaned.text,
        raw="\n".join(line.text for line in lines),
        places=tuple(
            Place(f"page {each.page}/line {each.number}", each.page, each.box)
            for each in (line.line for line in lines)
        ),
        starts=cleaned.starts,
        role="junk" if role == "body" and is_junk(lines[0].text) else role,
        size=max(line.size for line in lines),
        centred=all(line.is_centred for line in lines),
        words=tuple(word for line in lines for word in line.line.words),
    )


def _undivided(texts: list[str]) -> list[str]:
    """The lines with the rest of a divided Latin word moved up to its beginning."""
    whole = list(texts)
    for index in range(len(whole) - 1):
        rest = _REST_OF_WORD.match(whole[index + 1])
        if _DIVIDED.search(whole[index]) and rest is not None and rest.end() < len(whole[index + 1]):
            whole[index] = whole[index][:-1] + rest[0].rstrip()
            whole[index + 1] = whole[index + 1][rest.end() :]
    return whole
