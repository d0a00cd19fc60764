"""A paragraph cut into clauses that each say one thing of one subject.

Signals in order of precedence: the end of a sentence (。；！？ and line breaks); commas and colons; a
round bracket that holds a quantity (its content is a clause of its own); an inline list label (一是, ①,
（1）, 2.); an enumeration comma 、 that stands between two quantities with words of their own (签约20个项目、
总投资72亿元). Quotation marks and book title marks protect what is in them; nothing inside a quantity is
ever a boundary. It never changes or drops a character: clauses are spans of the text.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.quantity import Quantity

Opener = Literal["start", "sentence", "semicolon", "comma", "colon", "list", "bracket", "after_bracket"]
"""What stands before a clause: the start, 。！？, ；, ，, ：, 、, an opening bracket, a closing one."""

_OPENERS: dict[str, Opener] = {
    "。": "sentence", "！": "sentence", "？": "sentence", "!": "sentence", "?": "sentence", "\n": "sentence",
    "；": "semicolon", ";": "semicolon", "，": "comma", ",": "comma", "：": "colon", ":": "colon",
    "、": "list",
}  # fmt: skip
_MARKS = re.compile(r"[。！？!?\n；;，,：:、]")
_PROTECTED = re.compile(r"“[^”。；]{1,40}”|《[^》。；]{1,60}》|「[^」。；]{1,40}」")
_BRACKET = re.compile(r"[（(]([^（()）]*)[)）]")
_LISTS_WHOM = re.compile(r"、|与|向|对|为|由")
_LABEL = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}是(?:要)?|[①-⑳]|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]"
    r"|\d{1,2}[)）]|\d{1,2}\s*[.．、](?!\d)|首先|其次|再次|最后|第[一二三四五六七八九十]{1,2}(?=[，,是]|、(?![二三])|$)|第[一二三四五六七八九十百\d]{1,4}条)\s*[，,、：:]?"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The span `[start, end)` of one clause, what opened it, the number of its sentence in the text,
    whether an inline label stood before it, and the quantities in it."""

    start: int
    end: int
    opener: Opener
    sentence: int
    labelled: bool
    quantities: tuple[Quantity, ...]


def split_clauses(text: str, quantities: Sequence[Quantity]) -> tuple[Clause, ...]:
    """The clauses of a text in order; quantities are those found in the same text."""
    brackets = _quantity_brackets(text, quantities)
    cuts = _cuts(text, quantities, brackets)
    clauses: list[Clause] = []
    sentence = 0
    starts = [q.start for q in quantities]
    alone = False
    for (start, opener), (end, _) in zip(
        cuts, [*((s - 1, o) for s, o in cuts[1:]), (len(text), "start")], strict=True
    ):
        if opener in ("sentence", "semicolon"):
            sentence += opener == "sentence"
        label = _LABEL.match(text, start, end) if opener not in ("bracket", "list") else None
        body = label.end() if label and label.end() < end else start
        if body >= end:
            continue
        if label and label.end() == end and not text[start:end].isdigit():
            alone = True
            continue
        inside = tuple(quantities[bisect_left(starts, body) : bisect_left(starts, end)])
        clauses.append(Clause(body, end, opener, sentence, label is not None or alone, inside))
        alone = False
    return tuple(clauses)


def _quantity_brackets(text: str, quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """The round brackets that hold a quantity, as spans without the brackets themselves."""
    starts = [q.start for q in quantities]
    found = []
    for match in _BRACKET.finditer(text):
        first = bisect_left(starts, match.start())
        if first < len(starts) and quantities[first].end <= match.end(1) and starts[first] >= match.start(1):
            found.append(match.span(1))
    return found


def _cuts(
    text: str, quantities: Sequence[Quantity], brackets: Sequence[tuple[int, int]]
) -> list[tuple[int, Opener]]:
    """Where each clause begins (one past its opening mark), in order."""
    shut = _protected(text, quantities)
    parts = [q for q in quantities if q.kind == "ratio"]
    joints = {q.end for q in parts} & {q.start - 1 for q in parts}
    cuts: list[tuple[int, Opener]] = [(0, "start")]
    for start, end in brackets:
        cuts += [(start, "bracket"), (end + 1, "after_bracket")]
    marks = [
        m.start() for m in _MARKS.finditer(text) if m.start() not in joints and not _within(m.start(), shut)
    ]
    cuts += [(at + 1, _OPENERS[text[at]]) for at in marks if text[at] != "、"]
    cuts.sort()
    bounds = [start for start, _ in cuts] + [len(text) + 1]
    cuts += [
        (at + 1, "list")
        for at in marks
        if text[at] == "、" and _separates_quantities(text, at, bounds, quantities)
    ]
    return sorted(cuts)


def _protected(text: str, quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Spans in which no mark is a boundary, in order and without overlap."""
    merged: list[tuple[int, int]] = []
    spans = [m.span() for m in _PROTECTED.finditer(text)] + [(q.start, q.end) for q in quantities]
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    index = bisect_left(spans, (at + 1,)) - 1
    return index >= 0 and at < spans[index][1]


def _separates_quantities(text: str, at: int, bounds: Sequence[int], quantities: Sequence[Quantity]) -> bool:
    """True where a quantity stands on either side of the 、 inside the same clause, and words stand
    between the 、 and the next one (8项、7项 stays one list)."""
    index = bisect_left(bounds, at + 1)
    start, end = bounds[index - 1] if index else 0, bounds[min(index, len(bounds) - 1)] - 1
    starts = [q.start for q in quantities]
    following = bisect_left(starts, at)
    if following == 0 or following == len(starts):
        return False
    last, first = quantities[following - 1], quantities[following]
    if last.start < start or first.start >= end:
        return False
    between = text[last.end : at]
    worded = text[at + 1 : first.start].strip() or between.strip()
    return bool(worded) and not _LISTS_WHOM.search(between) and len(between) <= 12
