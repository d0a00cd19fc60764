"""Enumerations inside running text, and the first words that state a point.

Styles, outermost first: 一是 · 第一， · （一） · 1. 1、 · （1） 1） · ①. A style counts as an
enumeration where its labels run from one upwards (1, 2, 3 …), or where 一是 stands alone. Labels
inside quotation marks or decimal numbers are none. It never decides what a point is about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

CHINESE_NUMBERS = (
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
)
ORDER = {name: number for number, name in enumerate(CHINESE_NUMBERS, start=1)}
CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}
BREAK = r"(?:^|(?<=[。；;：:！？，,、\s]))"
HARD_BREAK = r"(?:^|(?<=[。；;：:！？”）)，,、\s\u4e00-\u9fff]))"
CN = "十[一二三四五]?|[一二三四五六七八九]"

STYLES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"{BREAK}(?P<cn>{CN})(?:是|要|则)(?!否|非|般)"),
    re.compile(rf"{BREAK}第(?P<cn>{CN})[，,、：:]"),
    re.compile(rf"{BREAK}[（(](?P<cn>{CN})[）)]"),
    re.compile(r"(?:^|(?<=[。；;：:！？”）)\s]))(?P<n>\d{1,2})\s*(?:[.．](?!\d)|、)"),
    re.compile(rf"{HARD_BREAK}[（(](?P<n>\d{{1,2}})[）)]"),
    re.compile(rf"{BREAK}(?P<n>\d{{1,2}})[）)]"),
    re.compile(r"(?P<c>[\u2460-\u2473])"),
)
OPENERS = {"（": "）", "(": ")", "“": "”", "《": "》", "‘": "’", "「": "」", "【": "】"}
SENTENCE_ENDS = "。！？!?"
PART_ENDS = "。！？!?；;"
CLAUSE_ENDS = "。！？!?；;，,：:"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an enumeration: `label` as printed, `number` its ordinal, `start`/`end` its words
    without the label, up to the next label."""

    label: str
    number: int
    label_start: int
    start: int
    end: int


def points(text: str, start: int = 0, end: int | None = None) -> tuple[Point, ...]:
    """The points of the outermost enumeration in a span; () where there is none."""
    stop = len(text) if end is None else end
    found = [run for run in (label_run(style, text, start, stop) for style in STYLES) if run]
    if not found:
        return ()
    labels = min(found, key=lambda run: run[0].start())
    ends = [*(label.start() for label in labels[1:]), stop]
    return tuple(
        Point(
            label.group().strip(),
            label_number(label),
            label.start(),
            label.end(),
            trimmed_end(text, label.end(), limit),
        )
        for label, limit in zip(labels, ends, strict=True)
    )


def label_run(style: re.Pattern[str], text: str, start: int, end: int) -> list[re.Match[str]]:
    """The labels of one style that count 1, 2, 3 … from the first 1 on."""
    quoted = protected(text, "“《‘「")
    run: list[re.Match[str]] = []
    for match in style.finditer(text, start, end):
        if quoted[match.start()]:
            continue
        number = label_number(match)
        if number == len(run) + 1:
            run.append(match)
    enough = len(run) > 1 or (len(run) == 1 and style is STYLES[0] and run[0].group().endswith("是"))
    return run if enough else []


def label_number(label: re.Match[str]) -> int:
    """The ordinal of a label."""
    groups = label.groupdict()
    if groups.get("cn"):
        return ORDER[groups["cn"]]
    if groups.get("n"):
        return int(groups["n"])
    return CIRCLED[groups["c"]]


def opening_label(text: str) -> Point | None:
    """The label that a paragraph's text begins with, whatever its number; None where it has none."""
    for style in STYLES:
        match = style.match(text)
        if match:
            return Point(match.group().strip(), label_number(match), 0, match.end(), len(text))
    return None


def protected(text: str, openers: str = "（(“《‘「【") -> list[bool]:
    """For each character whether it stands inside brackets or quotation marks that are closed again."""
    inside = [False] * (len(text) + 1)
    for opener in openers:
        closer = OPENERS[opener]
        position = text.find(opener)
        while position >= 0:
            close = text.find(closer, position)
            if close < 0:
                break
            if close - position <= 80:
                inside[position + 1 : close] = [True] * (close - position - 1)
            position = text.find(opener, close)
    return inside


def cut(text: str, start: int, end: int, stops: str) -> Iterator[tuple[int, int]]:
    """The pieces of a span between stops that stand outside brackets and quotation marks.

    A piece ends before its stop; blanks around it are left out, empty pieces too.
    """
    inside = protected(text)
    begin = start
    for position in range(start, end):
        if text[position] in stops and not inside[position] and not between_digits(text, position):
            yield from trimmed(text, begin, position)
            begin = position + 1
    yield from trimmed(text, begin, end)


def between_digits(text: str, position: int) -> bool:
    """True for a comma or colon inside a number (1,286; 3:2)."""
    return (
        text[position] in ",:："
        and 0 < position < len(text) - 1
        and text[position - 1].isdigit()
        and text[position + 1].isdigit()
    )


def sentences_in(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Sentences of a span without their full stops."""
    return tuple(cut(text, start, len(text) if end is None else end, SENTENCE_ENDS))


def parts_in(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Sentences, and their parts between semicolons."""
    return tuple(cut(text, start, len(text) if end is None else end, PART_ENDS))


def clauses_in(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """The smallest pieces: between commas, colons, semicolons and full stops."""
    return tuple(cut(text, start, len(text) if end is None else end, CLAUSE_ENDS))


def trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span without blanks and stops at its edges; nothing where nothing is left."""
    while start < end and text[start] in " \u3000\t\n，,；;。、":
        start += 1
    stop = trimmed_end(text, start, end)
    if start < stop:
        yield start, stop


def trimmed_end(text: str, start: int, end: int) -> int:
    """The end of a span without blanks and separators behind its last word."""
    while end > start and text[end - 1] in " \u3000\t\n，,；;":
        end -= 1
    return end


def shortened(text: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """The span, cut back to the last clause that ends within `limit` characters, else at the limit."""
    if end - start <= limit:
        return start, end
    ends = [stop for _, stop in clauses_in(text, start, end) if stop - start <= limit]
    return start, (ends[-1] if ends and ends[-1] - start >= 8 else start + limit)
