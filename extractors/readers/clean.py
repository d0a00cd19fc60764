"""Clean text: what finders read, made from what the file holds.

Two kinds of change, and no others:

1. one character for one: full-width digits, letters, ％ and ． become half-width; radicals, compatibility
   ideographs and the marks of vertical text become the characters that they stand for;
2. a span is left out, or becomes one blank: line ends, stray blanks, zero-width characters, markup
   and markers that sites and converters leave in the text.

A blank stays (as one blank) only where it separates: between two Latin words or two numbers, between two
names of organisations that stand side by side (“县发改委 县财政局”), and for a wide gap of the layout
between two words. Chinese punctuation, dashes, masks (XX, **, ＊＊) and the words themselves are never
changed. The origin of every character is known, so a place in the clean text leads back to its source line.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.readers.lookalikes import LOOK_ALIKES

ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\x07"
_BLANK = re.compile(rf"[\s\u00a0\u3000{ZERO_WIDTH}]+")
_NOISE = re.compile(
    r"##\w{2,20}##"  # paywall markers of document sites
    r"|!\[[^\]]*\]\([^)]*\)"  # markdown pictures
    r"|</?(?:p|br|b|i|u|strong|em|span|div|font|sup|sub|center|a)\b[^<>]*>"
)
# A whole line in bold. Without a # before it, only where a label follows: ** is also how papers mask names.
_BOLD_LINE = re.compile(
    r"^\s*(?:#{1,6}\s+(?:[-+]\s+)?\*\*|(?:[-+]\s+)?\*\*(?=[一二三四五六七八九十（(第\d]))(?P<words>[^*\n]*[^*\s])\*\*\s*$"
)
_LINE_MARK = re.compile(r"^\s*(?:#{1,6}\s+|[-+*•●■◆]\s+(?=[^\d\s])|>\s+)")

_INLINE_BOLD = re.compile(r"\*\*(?P<words>[^\s*](?:[^*\n]*[^\s*])?)\*\*")
_FORMULA = re.compile(r"\$[^$\n\u4e00-\u9fff]{1,60}\$")
_FORMULA_PART = re.compile(
    r"\\(?:geq?|leq?|sim|times|%|mathrm|text|mathbf|[,;:! ])\s*|(?<![_^])\{|(?<=[A-Za-z%])\}|\s+"
)
_FORMULA_SIGNS = {
    "\\geq": "≥",
    "\\ge": "≥",
    "\\leq": "≤",
    "\\le": "≤",
    "\\sim": "~",
    "\\times": "×",
    "\\%": "%",
}

_CJK = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff"
_NAME_TAIL = re.compile(rf"[{_CJK}Xx×*＊]+$")
_NAME_HEAD = re.compile(rf"[{_CJK}Xx×*＊]+")
_ORGANISATION = re.compile(
    r"(?:局|委|办|中心|政府|部|院|大队|支队|公司|处|站|所|集团|银行|厅|署|街道|镇|乡|管委会|委员会|工委|团委|协会|联合会|公室|联)$"
)
_PART_OF_PARTY = re.compile(
    r"(?:组织|宣传|统战|政法|老干|编办|网信|办公|党校|社会工作|直属|巡察|政研|改革办|农办|督查)"
)
_STARTS_WORD = re.compile(rf"[{_CJK}（(《“]|(?:19|20)\d\d年")
_PM = re.compile(r"PM$", re.IGNORECASE)


def _fold_table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}
    table |= {code: chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    table |= {ord("％"): "%", ord("．"): "."}
    return table | {ord(char): plain for char, plain in LOOK_ALIKES.items()}


_FOLD = _fold_table()
# Without any of these there is nothing to fold and nothing to leave out. All characters of the other planes
# count: one by one they would make the search slow.
_FOLDED_HERE = "".join(char for char in LOOK_ALIKES if ord(char) < 0x10000)
_MAY_CHANGE = re.compile(
    rf"[\s\u00a0{ZERO_WIDTH}<*#!$\uff05\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a{_FOLDED_HERE}"
    r"\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text and the offset in it at which each of the source lines begins."""

    text: str
    starts: tuple[int, ...]


def fold(text: str) -> str:
    """Full-width digits, letters, ％ and ． to half-width, radicals to characters; same length."""
    return text.translate(_FOLD)


def clean(text: str) -> str:
    """The clean text of one line or one run of text."""
    return clean_lines((text,)).text if _MAY_CHANGE.search(text) else text


def clean_cell(text: str) -> str:
    """The clean text of a table cell. Its lines are joined; two names of organisations that stand
    on lines of their own stay separated by one blank."""
    return clean_lines((text,), lines_separate=True).text if _MAY_CHANGE.search(text) else text


def clean_lines(lines: Sequence[str], *, lines_separate: bool = False, markdown: bool = False) -> Cleaned:
    """The clean text of a paragraph given as its source lines. `markdown` says that ** inside a line sets
    words in bold; elsewhere it masks them and stays."""
    whole, begins = _concatenated(lines)
    folded = fold(whole)
    noise = [] if lines_separate else _noise_edits(folded, begins)
    bold = _bold_edits(folded) if markdown else []
    edits = [*noise, *bold, *_formula_edits(folded), *_blank_edits(folded, lines_separate=lines_separate)]
    return _applied(folded, begins, _merged(edits))


def columns(text: str) -> int:
    """The width of a text in columns: two for a Chinese or full-width character, else one."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _concatenated(lines: Sequence[str]) -> tuple[str, list[int]]:
    begins, position = [], 0
    for line in lines:
        begins.append(position)
        position += len(line) + 1
    return "\n".join(lines), begins


Edit = tuple[int, int, str]


def _noise_edits(text: str, begins: list[int]) -> list[Edit]:
    edits = [(m.start(), m.end(), "") for m in _NOISE.finditer(text)]
    for start, stop in zip(begins, [*begins[1:], len(text) + 1], strict=True):
        line = text[start : stop - 1]
        if bold := _BOLD_LINE.match(line):
            words = bold.span("words")
            edits.append((start, start + words[0], ""))
            edits.append((start + words[1], start + len(line), ""))
        elif mark := _LINE_MARK.match(line):
            edits.append((start, start + mark.end(), ""))
    return edits


def _bold_edits(text: str) -> Iterator[Edit]:
    for bold in _INLINE_BOLD.finditer(text):
        yield bold.start(), bold.start("words"), ""
        yield bold.end("words"), bold.end(), ""


def _formula_edits(text: str) -> Iterator[Edit]:
    """Numbers and units that a converter set as formulas ($8 . 2 \\%$) as they were printed."""
    for formula in _FORMULA.finditer(text):
        yield formula.start(), formula.start() + 1, ""
        yield formula.end() - 1, formula.end(), ""
        for part in _FORMULA_PART.finditer(text, formula.start() + 1, formula.end() - 1):
            yield part.start(), part.end(), _FORMULA_SIGNS.get(part[0].strip(), "")


def _blank_edits(text: str, *, lines_separate: bool) -> list[Edit]:
    edits = []
    for run in _BLANK.finditer(text):
        kept = _kept_blank(text, run.start(), run.end(), lines_separate=lines_separate)
        if kept != run[0]:
            edits.append((run.start(), run.end(), kept))
    return edits


def _kept_blank(text: str, start: int, end: int, *, lines_separate: bool) -> str:
    """What stays of a run of blanks: nothing or one blank."""
    run = text[start:end].strip(ZERO_WIDTH)
    if not run or start == 0 or end == len(text):
        return ""
    left, right = text[start - 1], text[end]
    if left.isascii() and right.isascii():
        return _between_ascii(text, start, end)
    if "\n" in run and not lines_separate:
        return ""
    if _are_organisations(text, start, end):
        return " "
    return " " if "\n" not in run and columns(run) > 2 and _is_layout_gap(text, start, end) else ""


def _between_ascii(text: str, start: int, end: int) -> str:
    left, right = text[start - 1], text[end]
    if left.isdigit() and right.isdigit():
        return "" if "\n" in text[start:end] else " "
    if left.isalpha() and right.isalnum():
        return "" if right.isdigit() and _PM.search(text, 0, start) else " "
    if left.isalnum() and right.isalpha():
        return " "
    if left in ",;:.!?)" and right.isalpha():
        return " " if start > 1 and text[start - 2].isascii() and text[start - 2].isalpha() else ""
    return ""


def _are_organisations(text: str, start: int, end: int) -> bool:
    left = _NAME_TAIL.search(text[max(0, start - 30) : start])
    right = _NAME_HEAD.match(text[end : end + 30])
    if left is None or right is None or len(left[0]) < 3 or len(right[0]) < 3:
        return False
    if left[0].endswith("委") and len(left[0]) <= 4 and _PART_OF_PARTY.match(right[0]):
        return False
    return bool(_ORGANISATION.search(left[0]) and _ORGANISATION.search(right[0]))


def _is_layout_gap(text: str, start: int, end: int) -> bool:
    """True for a gap between two words; the gap inside 组　　长 or 姓　　名 is none."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    single = (
        len(before) < 2 or bool(_BLANK.match(before[0])) or len(after) < 2 or bool(_BLANK.match(after[1]))
    )
    return not single and bool(_STARTS_WORD.match(text, end))


def _merged(edits: list[Edit]) -> list[Edit]:
    """Edits in order without overlap; the first and longest stands."""
    merged: list[Edit] = []
    for start, end, words in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if merged and start < merged[-1][1]:
            first, last, kept = merged[-1]
            merged[-1] = (first, max(last, end), kept if end <= last and kept.strip() else "")
        else:
            merged.append((start, end, words))
    return merged


def _applied(text: str, begins: list[int], edits: list[Edit]) -> Cleaned:
    pieces: list[str] = []
    origin: list[tuple[int, int]] = [
        (0, 0)
    ]  # source offset from which on the text is shifted, clean offset there
    read = written = 0
    for start, end, words in edits:
        pieces += (text[read:start], words)
        written += start - read + len(words)
        origin += [(start, written - len(words)), (end, written)]
        read = end
    pieces.append(text[read:])
    joined = "".join(pieces)
    return Cleaned(joined.strip(), _mapped(begins, origin, joined))


def _mapped(begins: list[int], origin: list[tuple[int, int]], joined: str) -> tuple[int, ...]:
    sources = [source for source, _ in origin]
    lead = len(joined) - len(joined.lstrip())
    length = len(joined.strip())
    starts = []
    for begin in begins:
        index = bisect_right(sources, begin) - 1
        source, clean_offset = origin[index]
        inside = (
            index + 1 < len(origin) and origin[index + 1][1] - clean_offset < origin[index + 1][0] - source
        )
        shifted = clean_offset if inside else clean_offset + begin - source
        starts.append(min(max(shifted - lead, 0), length))
    return (0, *starts[1:])
