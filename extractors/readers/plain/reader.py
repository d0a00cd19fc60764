"""Text files: lines to paragraphs and tables.

A text file has no layout but its lines, so the layout is inferred, in this order:

1. Tables: lines with tabs, or with markdown bars, see `tables`.
2. Junk lines, see `junk`.
3. Soft wraps: one very long line cut by blanks at regular widths is read as the lines that it was.
4. Hard wraps: most lines have the same width; a full line goes on in the next, a short one ends its
   paragraph.
5. Page breaks: in a file of one line a paragraph, a line that stops in mid-sentence before a blank line
   goes on after it.

A line that begins with a label (一、（一）1.) or is indented deeper than the rest always begins a paragraph.
Nothing is reordered, and no line is dropped: junk stays as paragraphs of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.readers.assembly import assemble
from extractors.readers.clean import clean_lines, columns
from extractors.readers.drafts import Draft, ParagraphDraft
from extractors.readers.junk import is_junk, site_headings
from extractors.readers.labels import LEVELS, find_label
from extractors.readers.plain.lines import SourceLine, source_lines
from extractors.readers.plain.source import decoded_text, unread_characters
from extractors.readers.plain.tables import find_tables
from schemas.document import Document, SourceFile

_TERMINAL = re.compile(r"[。！？；…!?;][”’）)】\"]?$")
_CUT_SHORT = re.compile(r"[，、,（(《“〔\[]$")
_NEVER_FIRST = re.compile(r"[，。；：、）)》”’！？…%％,;]")
_PROSE = re.compile(r"[，。；、,;]")
_BRACKETED = re.compile(r"[（(][^（）()]*[:：].*[)）]$")
_INSIDE_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_CLOSERS = {"（": "）)", "(": ")）", "《": "》", "“": "”", "〔": "〕"}
_NEAR_END = 80
_FIRST_TOKEN = re.compile(r"[A-Za-z0-9.,%+-]+[，。；、）;)]*")
_GAP_BEFORE_BLOCK = re.compile(
    r"(?<=[。！？；])[ \t]*\u3000+\s*(?=\S)|\u3000{2,}(?=\S)|(?<=[。！？；]) {4,}(?=\S)"
)
_EMBEDDED_HEADING = re.compile(
    r"(?<=[。！？；])\s*(?=(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章条]))"
)
_SHORT_WORDS = re.compile(r"(?=(?:.*[\u4e00-\u9fff]){5})[^，。；：,;]{5,45}$")
_MARKDOWN_HEADING = re.compile(r"\s*#{1,6}\s")
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s*$")
_LEAST_PAGE_LINES = 5
_RUN_ON = 250
_INDENT = 4


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text file breaks its lines. `width` is the full width where it is hard-wrapped, else None,
    counted in columns, or in characters where `by_characters`; `indent` is how far its lines are indented
    in general, in columns; `first_lines` whether the first lines of its paragraphs are indented deeper.
    """

    width: int | None
    indent: int
    by_characters: bool = False
    first_lines: bool = False

    def measure(self, text: str) -> int:
        """The width of a text as this file counts it."""
        return len(text.rstrip()) if self.by_characters else columns(text.rstrip().expandtabs(4))


def read_text(source: SourceFile, data: bytes) -> Document:
    """The document in a text file's bytes."""
    decoded = decoded_text(source, data)
    lines = source_lines(decoded.text)
    return assemble(source, tuple(_drafts(lines)), missing=unread_characters(decoded))


def _drafts(lines: Sequence[SourceLine]) -> Iterator[Draft]:
    """The pieces of the file in order."""
    markdown = sum(bool(_MARKDOWN_HEADING.match(line.text)) for line in lines) >= 2
    stretch: list[SourceLine] = []
    for piece in find_tables(lines):
        if isinstance(piece, SourceLine):
            stretch.append(piece)
        else:
            yield from _paragraphs(stretch, markdown=markdown)
            stretch = []
            yield piece
    yield from _paragraphs(stretch, markdown=markdown)


def _paragraphs(lines: Sequence[SourceLine], *, markdown: bool) -> Iterator[ParagraphDraft]:
    run_on = _is_run_on(lines)
    filled = [segment for line in lines for segment in _segments(line, run_on=run_on)]
    junk = _junk_flags(filled)
    wrap = _wrap([line for line, is_site in zip(filled, junk, strict=True) if not is_site])
    open_lines: list[SourceLine] = []
    waiting: list[SourceLine] = []  # junk inside a paragraph that may go on below it
    for line, is_site in zip(filled, junk, strict=True):
        if is_site:
            waiting.append(line)
            continue
        if open_lines and not _continues(open_lines, replace(line, gap=line.gap or bool(waiting)), wrap):
            yield _paragraph(open_lines, markdown=markdown)
            open_lines = []
        if not open_lines:
            yield from map(_junk_paragraph, waiting)
            waiting = []
        open_lines.append(line)
    if open_lines:
        yield _paragraph(open_lines, markdown=markdown)
    yield from map(_junk_paragraph, waiting)


def _junk_flags(lines: Sequence[SourceLine]) -> list[bool]:
    texts = [line.text.strip() for line in lines]
    junk = [is_junk(text) for text in texts]
    pages = _page_numbers(texts)
    furniture = {near for number in pages for near in (number - 1, number + 1) if 0 <= near < len(texts)}
    counts = Counter(text.strip() for text in texts)
    running = {
        i for i in furniture if counts[texts[i].strip()] > 1 and not _TERMINAL.search(texts[i].strip())
    }
    extra = site_headings(texts, junk) | pages | running
    return [flag or position in extra for position, flag in enumerate(junk)]


def _page_numbers(texts: Sequence[str]) -> set[int]:
    """Bare numbers on lines of their own that count up one by one, some lines apart: page numbers."""
    bare = [(i, int(text)) for i, text in enumerate(texts) if _BARE_NUMBER.match(text)]
    counted = [
        {i, j}
        for (i, first), (j, second) in pairwise(bare)
        if second == first + 1 and j - i >= _LEAST_PAGE_LINES
    ]
    found = set().union(*counted)
    return found if len(found) == len(bare) else set()


def _paragraph(lines: Sequence[SourceLine], *, markdown: bool = False) -> ParagraphDraft:
    cleaned = clean_lines([line.text for line in lines], markdown=markdown)
    marks = re.match(r"\s*(#{1,6})\s", lines[0].text)
    return ParagraphDraft(
        text=cleaned.text,
        raw="\n".join(line.text for line in lines),
        places=tuple(line.place for line in lines),
        starts=cleaned.starts,
        style_level=len(marks[1]) if marks else None,
    )


def _junk_paragraph(line: SourceLine) -> ParagraphDraft:
    return replace(_paragraph([line]), role="junk")


def _is_run_on(lines: Sequence[SourceLine]) -> bool:
    """True where one line holds most of the text: its line ends were lost."""
    longest = max((len(line.text) for line in lines), default=0)
    return longest > _RUN_ON and longest > 0.6 * sum(len(line.text) for line in lines)


def _segments(line: SourceLine, *, run_on: bool) -> list[SourceLine]:
    """A line as the lines that it was: a soft-wrapped or run-on line gives several, most give one."""
    if columns(line.text) < 160:
        return [line]
    if cuts := _soft_wraps(line.text):
        return line.cut(cuts)
    cuts = [match.end() for match in _GAP_BEFORE_BLOCK.finditer(line.text) if match.start() > 0]
    if run_on:
        cuts += [match.end() for match in _EMBEDDED_HEADING.finditer(line.text)]
        cuts += _lost_line_ends(line.text)
    return line.cut(sorted(set(cuts)))


def _lost_line_ends(text: str) -> Iterator[int]:
    """Blanks of a run-on line that stand where a line ended: before a label, after a short line without a
    stop, after a full stop.
    """
    start = 0
    for blank in re.finditer(r"\s+(?=\S)", text):
        left, right = text[start : blank.start()], text[blank.end() :]
        ended = bool(_SHORT_WORDS.match(left)) or left.endswith(("。", "！", "？"))
        if find_label(right[:12]) or (ended and not _NEVER_FIRST.match(right) and not right[0].isdigit()):
            yield blank.end()
        start = blank.end()


def _soft_wraps(text: str) -> list[int]:
    """Where a line that was joined from wrapped lines with blanks between them was cut; [] for an ordinary
    line. A blank after a comma is stray where both sides fit on one line.
    """
    cuts = [match.end() for match in re.finditer(r"(?<=\S) (?=\S)", text)]
    parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    widths = [columns(part.strip()) for part in parts]
    if len(widths) < 8:
        return []
    full = sorted(widths)[int(len(widths) * 0.9)]
    regular = sum(0.82 * full <= width <= full + 4 for width in widths)
    if not 40 <= full <= 130 or regular < 0.6 * len(widths):
        return []
    return [
        cut
        for cut, part, left, right in zip(cuts, parts, widths, widths[1:], strict=False)
        if not (_CUT_SHORT.search(part.strip()) and left + right < full + 2)
    ]


def _wrap(lines: Sequence[SourceLine]) -> Wrap:
    """Hard-wrapped files have most of their lines at one width, in columns or in characters, and none much
    wider.
    """
    long_lines = [line for line in lines if columns(line.text.rstrip()) >= 30]
    if len(long_lines) < 6:
        return Wrap(None, 0)
    indent = Counter(line.indent for line in long_lines).most_common(1)[0][0]
    first_lines = sum(line.indent > indent + 1 for line in lines) >= max(2, len(lines) // 12)
    candidates = [Wrap(None, indent, by_characters, first_lines) for by_characters in (False, True)]
    rated = [(*_regularity(long_lines, wrap), wrap) for wrap in candidates]
    share, full, wrap = max(rated, key=lambda item: item[0])
    return replace(wrap, width=full) if share >= 0.5 else Wrap(None, indent)


def _regularity(lines: Sequence[SourceLine], wrap: Wrap) -> tuple[float, int]:
    """The share of lines at the common width, and that width; 0 where the lines are too wide for wrapped
    ones.
    """
    widths = sorted(wrap.measure(line.text) for line in lines)
    full = widths[int(len(widths) * 0.9)]
    slack = 1 if wrap.by_characters else 3
    near = sum(abs(width - full) <= slack for width in widths)
    wider = sum(width > full + 2 * slack for width in widths)
    fits = full <= (65 if wrap.by_characters else 130) and wider <= 0.03 * len(widths)
    return (near / len(widths) if fits else 0.0), full


def _continues(lines: Sequence[SourceLine], following: SourceLine, wrap: Wrap) -> bool:
    """True where the following line goes on with the paragraph of the lines before it."""
    last, text = lines[-1].text.rstrip(), following.text.strip()
    if re.match(r"\s*#{1,6}\s", lines[-1].text) or re.match(r"#{1,6}\s|[-+*]\s+\D", text):
        return False
    if _NEVER_FIRST.match(text):
        return True
    whole = " ".join(line.text.strip() for line in lines)
    if (
        _BRACKETED.match(text)
        and find_label(whole)
        and not _INSIDE_BRACKETS.search(whole)
        and len(whole) < 80
    ):
        return True
    if _begins_block(following, wrap) and not _is_open(whole, text):
        return False
    if wrap.width is not None:
        return bool(_CUT_SHORT.search(last)) or _is_full(lines, following, wrap)
    return _is_cut(whole, last, text, gap=following.gap)


def _begins_block(line: SourceLine, wrap: Wrap) -> bool:
    indented = wrap.width is not None and line.indent > wrap.indent + 1
    return indented or find_label(line.text.strip()) is not None


def _is_full(lines: Sequence[SourceLine], following: SourceLine, wrap: Wrap) -> bool:
    """A line is full where the next line's first character or word would not have fitted on it. The first
    line of a paragraph may have lost its indentation. A heading's line is full to the last column or none
    at all.
    """
    line, width = lines[-1], wrap.width or 0
    text = line.text.strip()
    token = _FIRST_TOKEN.match(following.text.strip())
    lost = _INDENT if len(lines) == 1 and line.indent <= wrap.indent and not wrap.by_characters else 0
    reach = wrap.measure(line.text) + lost + wrap.measure(token[0] if token else "一")
    label = find_label(text)
    if label and (not _PROSE.search(text) or (LEVELS[label.kind] <= 2 and not re.search("[。；]", text))):
        return reach > width + 1
    if reach > width - 2:
        return wrap.first_lines or not _TERMINAL.search(text) or reach > width + 1 or lost > 0
    return reach > width * 0.85 and not _TERMINAL.search(text) and bool(_PROSE.search(text))


def _is_cut(whole: str, last: str, text: str, *, gap: bool) -> bool:
    """True where a line of an unwrapped file stops in mid-sentence."""
    if _CUT_SHORT.search(last) or _is_open(whole, text) or _is_cut_before_number(whole, text):
        return True
    if not gap or _TERMINAL.search(last) or last.endswith(("：", ":")) or len(last) < 12:
        return False
    outside = _INSIDE_BRACKETS.sub("", whole)
    if find_label(whole) and not re.search("[。；]", outside):
        return False
    return (
        bool(_PROSE.search(outside))
        and len(text) > 1
        and not re.match(r"(?:19|20)\d\d\s*年\s*\d+\s*月\s*\d+\s*日$", text)
    )


def _is_cut_before_number(whole: str, text: str) -> bool:
    """True where a converter broke the line before a number: prose without a stop, then “90 分，…”."""
    label = find_label(whole)
    starts_with_number = re.match(r"\d[\d.,]*\s*[%％\u4e00-\u9fff]", text) and not find_label(text)
    prose = re.search("[，。；,;]", whole) and re.search(r"[\u4e00-\u9fff]$", whole) and len(whole) >= 12
    return bool(starts_with_number and prose) and not (
        label and LEVELS[label.kind] <= 2 and "。" not in whole
    )


def _is_open(text: str, following: str) -> bool:
    """True where a bracket or a quotation mark stands open near the end of a text, and the following closes
    it.
    """
    if _TERMINAL.search(text.rstrip()):
        return False
    waiting: list[str] = []
    for char in text[-_NEAR_END:]:
        if char in _CLOSERS:
            waiting.append(_CLOSERS[char])
        elif waiting and char in waiting[-1]:
            waiting.pop()
    first = next(
        (char for char in following if char in _CLOSERS or any(char in close for close in _CLOSERS.values())),
        "",
    )
    return bool(waiting) and bool(first) and first in waiting[-1]
