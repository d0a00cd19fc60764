"""What recognition typically confuses, put right where the surroundings leave no doubt.

Signs: a half-width sign beside Chinese becomes the full-width one, brackets become a pair of one kind, a
hyphen that takes the room of a dash between two digits is one; so such text is set, and no doubt remains.
Numbers: O and o after a digit and l, I, | between digits; 。 for the decimal point, a comma before the last
two of its digits, and ， between thousands where the number is all that its stretch holds; a blank beside the
decimal point; 一 between digits is a dash, and in an equation between two terms, or before digits that are
all of a stretch, the minus. A T before 作, 业 and the like is 工, ー a dash. These keep a lower confidence,
and the words keep what was read. Never completes, never drops, never touches a letter beside others.
"""

import re
from dataclasses import replace

from extractors.readers.scan.readings import Reading

CONFUSED = 0.6
"""The most confidence that a character put right keeps."""

_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef〇]")
_WIDE = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_KINDS = {"(": "（）", "（": "（）", "[": "[]", "〔": "〔〕", "【": "【】", "{": "{}", "［": "［］"}
_ENDS = {")": "（）", "）": "（）", "]": "[]", "〕": "〔〕", "】": "【】", "}": "{}", "］": "［］"}
_ZERO = re.compile(r"(?<=\d)[Oo](?=[\d.,%OoD]|$)|(?<=\d\.)[Oo](?=[\d%]|$)")
_ONE = re.compile(r"(?<=\d)[lI|](?=\d|\.\d)|(?<=\d\.)[lI|](?=\d|$)")
_DASH = re.compile(r"(?<=\d)一(?=\d)|(?<=[“\"])一(?=[”\"](?:表示|代表))")
_MINUS = re.compile(
    r"(?<=[分数值额率量重）)%])一(?=[\u3400-\u9fff（(])(?![次类项个级档般定票样致同并些直季月等])"
)
_EQUATION = re.compile(r"[=＝].*[+＋\-－×*/÷一]")
_KANA = re.compile("ー")  # the Japanese sign is in no Chinese paper
_WORK = re.compile(r"(?<![A-Za-z])T(?=[作业程期商])")
_NEGATIVE = re.compile(r"一\d+(?:\.\d+)?[%％]?")
_POINT = re.compile(r"(?:[+-]?\d+)(?:(。)\d+|(,)\d\d)[%％]?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[，,]\d{3})+(?:\.\d+)?")
_HYPHENS = frozenset("-–－")
_LONG = 1.15  # in type sizes: so far apart are the digits around a dash, not those around a hyphen
_CHINESE_INK = 0.92


def put_right(reading: Reading) -> Reading:
    """A reading with its signs and its numbers put right."""
    return _numbers(_dashes(_brackets(_signs(reading))))


def _signs(reading: Reading) -> Reading:
    for position, char in enumerate(reading.text):
        wide = _WIDE.get(char)
        if wide is None:
            continue
        around = reading.text[max(position - 1, 0) : position] + reading.text[position + 1 : position + 2]
        if any(_CHINESE.match(each) for each in around):
            reading = _set(reading, position, wide)
    return reading


def _brackets(reading: Reading) -> Reading:
    open_at: list[int] = []
    for position, char in enumerate(reading.text):
        if char in _KINDS:
            open_at.append(position)
        elif char in _ENDS and open_at:
            start = open_at.pop()
            kind = _kind_of_pair(reading.text[start], char)
            if any(_CHINESE.match(each) for each in reading.text):
                reading = _set(_set(reading, start, kind[0]), position, kind[1])
    return reading


def _dashes(reading: Reading) -> Reading:
    """1—9月 read as 1-9月: the room that the stroke takes tells."""
    size = (reading.bottom - reading.top) / _CHINESE_INK
    if not any("\u3400" <= char <= "\u9fff" for char in reading.text):
        return reading
    for position, char in enumerate(reading.text[1:-1], 1):
        if (
            char in _HYPHENS
            and reading.text[position - 1].isdigit()
            and reading.text[position + 1].isdigit()
            and reading.middles[position + 1] - reading.middles[position - 1] >= _LONG * size
        ):
            reading = reading.put_right(position, "—", 0.9)
    return reading


def _kind_of_pair(start: str, end: str) -> str:
    """The pair that both brackets belong to; of two kinds the one that Chinese text sets."""
    kinds = [_KINDS[start], _ENDS[end]]
    return next((kind for kind in ("〔〕", "【】", "（）") if kind in kinds), kinds[0])


def _set(reading: Reading, position: int, char: str) -> Reading:
    """Another form of the same sign: nothing in doubt."""
    return reading if reading.text[position] == char else reading.put_right(position, char, 1.0)


def _numbers(reading: Reading) -> Reading:
    for pattern, char in ((_ZERO, "0"), (_ONE, "1"), (_DASH, "—"), (_WORK, "工"), (_KANA, "—")):
        for match in pattern.finditer("".join(reading.text)):
            reading = reading.put_right(match.start(), char, CONFUSED)
    whole = "".join(reading.text)
    if equation := _EQUATION.search(whole):
        for match in _MINUS.finditer(whole, equation.start()):
            reading = reading.put_right(match.start(), "－", CONFUSED)
    if _NEGATIVE.fullmatch(whole):
        reading = reading.put_right(0, "－", CONFUSED)
    if point := _POINT.fullmatch(whole):
        reading = reading.put_right(max(point.start(1), point.start(2)), ".", CONFUSED)
    elif _THOUSANDS.fullmatch(whole):
        for position, char in enumerate(whole):
            if char == "，":
                reading = reading.put_right(position, ",", CONFUSED)
    return _without_blanks_at_points(reading)


def _without_blanks_at_points(reading: Reading) -> Reading:
    """33. 26 is one number; 33 26 may be two."""
    text = reading.text
    kept = frozenset(
        place
        for place in reading.blanks
        if not (
            (text[place] == "." and place > 0 and text[place - 1].isdigit() and text[place + 1].isdigit())
            or (text[place + 1] == "." and text[place].isdigit())
        )
    )
    return reading if kept == reading.blanks else replace(reading, blanks=kept)
