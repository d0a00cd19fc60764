"""Labels of headings and list items: 第X章, 一、, （一）, 1., （1）, ①, 附件N.

A label counts only at the start of a paragraph. “一是”, “首先”, a year, a decimal number (1.5亿元) and a
pair of numbers (一、二季度) are none.
"""

import re
from dataclasses import dataclass
from typing import Literal

LabelKind = Literal[
    "annex",
    "part",
    "chapter",
    "section",
    "article",
    "cjk",
    "cjk_bracket",
    "digit",
    "digit_bracket",
    "circled",
]

_CN = "零〇一二三四五六七八九十百"
_PATTERNS: tuple[tuple[LabelKind, re.Pattern[str]], ...] = (
    (
        "annex",
        re.compile(
            rf"附\s*[件表录]\s*(?P<n>\d{{1,2}}|[{_CN}]{{1,3}})?(?:[:：.、]|(?=\s|$)|(?=[^\d{_CN}，。,的中所]))"
        ),
    ),
    ("part", re.compile(rf"第\s*(?P<n>[{_CN}]{{1,4}}|\d{{1,3}})\s*[编篇部](?:分)?(?=[\s、：:]|$|[^，。的])")),
    ("chapter", re.compile(rf"第\s*(?P<n>[{_CN}]{{1,4}}|\d{{1,3}})\s*章")),
    ("section", re.compile(rf"第\s*(?P<n>[{_CN}]{{1,4}}|\d{{1,3}})\s*节")),
    ("article", re.compile(rf"第\s*(?P<n>[{_CN}]{{1,4}}|\d{{1,3}})\s*条(?![例款规线])")),
    ("cjk", re.compile(rf"(?P<n>[{_CN}]{{1,4}})\s*[、.．](?![{_CN}]+(?:季度|月|是|[、年期级]))")),
    ("cjk_bracket", re.compile(rf"[（(]\s*(?P<n>[{_CN}]{{1,4}})\s*[）)][、.．]?")),
    ("digit_bracket", re.compile(r"[（(]\s*(?P<n>\d{1,2})\s*[）)][、.．]?|(?P<m>\d{1,2})\s*[）)][、.．]?")),
    ("digit", re.compile(r"(?P<n>\d{1,3})\s*(?:[.．](?!\d)|、(?!\d))")),
    ("circled", re.compile("(?P<n>[\u2460-\u2473\u2474-\u2487\u2776-\u277f])[、.．]?")),
)
LEVELS: dict[LabelKind, int] = {
    "annex": 1,
    "part": 1,
    "chapter": 1,
    "section": 2,
    "article": 3,
    "cjk": 1,
    "cjk_bracket": 2,
    "digit": 3,
    "digit_bracket": 4,
    "circled": 5,
}
_DIGIT_KINDS: tuple[LabelKind, ...] = ("digit_bracket", "digit")
# The kinds whose labels begin with a character: most paragraphs begin with none of these.
_KINDS_BY_FIRST: dict[str, tuple[LabelKind, ...]] = {
    "附": ("annex",),
    "第": ("part", "chapter", "section", "article"),
    **dict.fromkeys(_CN, ("cjk",)),
    **dict.fromkeys("（(", ("cjk_bracket", "digit_bracket")),
    **{
        chr(code): ("circled",)
        for first, last in ((0x2460, 0x2487), (0x2776, 0x277F))
        for code in range(first, last + 1)
    },
}
_PATTERN_OF: dict[LabelKind, re.Pattern[str]] = dict(_PATTERNS)
RANKS: dict[LabelKind, int] = {kind: rank for rank, (kind, _) in enumerate(_PATTERNS)} | {
    "digit": 7,
    "digit_bracket": 8,
}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label: `text` without blanks and without a closing comma or dot's blanks, `number` its
    ordinal (None for an annex without number), `end` where the words after it begin.
    """

    kind: LabelKind
    text: str
    number: int | None
    end: int


def find_label(text: str) -> Label | None:
    """The label at the start of a paragraph's text, None where there is none."""
    bare = text.lstrip()
    if not bare:
        return None
    start = len(text) - len(bare)
    for kind in _KINDS_BY_FIRST.get(bare[0]) or (_DIGIT_KINDS if bare[0].isdecimal() else ()):
        if match := _PATTERN_OF[kind].match(text, start):
            end = match.end()
            while end < len(text) and text[end].isspace():
                end += 1
            return Label(kind, "".join(match[0].split()), _ordinal(match), end)
    return None


def chinese_number(text: str) -> int:
    """The value of a Chinese ordinal up to 999: 十二 → 12, 二十 → 20, 一百零三 → 103, 二〇 → 20."""
    if not re.search("[十百]", text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = current = 0
    for char in text:
        if char in _DIGITS:
            current = _DIGITS[char]
        else:
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
    return total + current


def _ordinal(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    printed = groups.get("n") or groups.get("m")
    if not printed:
        return None
    if printed.isdecimal():  # of either width
        return int(printed)
    code = ord(printed[0])
    for first, last in ((0x2460, 0x2473), (0x2474, 0x2487), (0x2776, 0x277F)):
        if first <= code <= last:
            return code - first + 1
    return chinese_number(printed)
