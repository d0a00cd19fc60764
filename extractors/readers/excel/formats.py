"""Number formats: what a cell shows for the number that it stores.

A format code (ECMA-376 part 1, 18.8.30) has up to four sections: positive; negative; zero; text. Shown is
what Excel shows in a column that is wide enough: rounded half up on the fifteen digits that Excel keeps, with
percent signs, thousands separators, scaling commas and literal words. Conditions ([>=10000]) choose among
sections.
`General` shows eleven characters at most, but whole numbers in full: a number of a paper is never turned
into 1.2E+11. Colours, padding and fill characters show nothing. Codes that are no number format at all show
the number as `General` does, and so do numbers too large for their format; nothing is ever lost, the stored
figure stands beside it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from extractors.readers.excel.dates import date_words, is_date_code
from extractors.readers.excel.fixed_places import DIGITS_KEPT, WIDE, fixed_places
from extractors.readers.excel.numerals import Manner, numeral_style, numerals

GENERAL = "General"
_GENERAL_WIDTH = 11
_LARGEST_PLAIN = Decimal(10) ** 15
_MOST_DECIMALS = 30


_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<power>E[+-])|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)"
    r"|(?P<percent>%)|(?P<words>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"?|\\.|\[[^\]]*\]|[^;"\\\[])*', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+(?:E[+-]?\d+)?)$", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)")

# Codes that files name by number only (18.8.30), as a Chinese system shows them.
BUILT_IN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '"¥"#,##0;"¥"-#,##0;"¥-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '"¥"#,##0.00;"¥"-#,##0.00;"¥-"',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a section: `kind` is the name of the group that matched, `text` what it holds."""

    kind: str
    text: str


_SLASH = Token("other", "/")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a code: its tokens and their kinds, whether it shows a date, and the condition under
    which it applies (None where it has none)."""

    code: str
    tokens: tuple[Token, ...]
    kinds: frozenset[str]
    is_date: bool
    condition: tuple[str, Decimal] | None = None


def shown(stored: str, code: str, *, since_1904: bool = False) -> str:
    """What a cell with a number format shows for a stored number; the stored text itself where that is no
    number. `since_1904` says that the workbook counts days from 1904."""
    return formatter(code, since_1904)(stored)


@lru_cache(maxsize=4096)
def formatter(code: str, since_1904: bool) -> Callable[[str], str]:
    """What turns a stored number into what a cell with this number format shows (`shown`): made once for a
    format, since a sheet has few of them and many cells."""
    if style := numeral_style(code):
        return _in_numerals(*style, since_1904)
    fixed = fixed_places(code)

    def general_words(stored: str) -> str:
        return stored if _shows_itself(stored) else slowly(stored)

    def fixed_words(stored: str) -> str:
        found = None if fixed is None else fixed.shown(stored)
        return slowly(stored) if found is None else found

    def slowly(stored: str) -> str:
        try:
            number = DIGITS_KEPT.plus(Decimal(stored.strip()))
        except ArithmeticError:
            return stored
        if not number.is_finite():
            return stored
        try:
            return _number_shown(number, code, since_1904) if fixed is None else fixed.words(number)
        except ArithmeticError:  # too many places for any cell (1E+100 as 0.00)
            return general(number)

    return general_words if code == GENERAL else slowly if fixed is None else fixed_words


def _in_numerals(style: str, code: str, since_1904: bool) -> Callable[[str], str]:
    """What shows a number in Chinese numerals, by the code without the word for them."""
    in_digits = formatter(code, since_1904)
    first = _sections(code)[0]
    manner: Manner = "date" if first.is_date else "places" if "general" in first.kinds else "digits"
    return lambda stored: numerals(in_digits(stored), style, manner)


def _number_shown(number: Decimal, code: str, since_1904: bool) -> str:
    """A number by the section of a code that shows it."""
    sections = _sections(code)
    position = _chosen(sections, number)
    section = sections[position]
    if section.is_date:
        return date_words(number, section.code, since_1904=since_1904) or general(number)
    signed = abs(number) if position == 1 and _speaks_of_negatives(sections) else number
    return _number_words(signed, section)


def _shows_itself(stored: str) -> bool:
    """True for what General shows as it is stored: no rounding, no power, no zeros to drop."""
    whole, point, fraction = stored.partition(".")
    if not (stored.isascii() and whole.isdigit()) or (whole[0] == "0" and len(whole) > 1):
        return False
    if not point:
        return len(whole) <= 15
    return fraction.isdigit() and fraction[-1] != "0" and len(stored) <= _GENERAL_WIDTH and len(fraction) <= 4


def text_shown(text: str, code: str) -> str:
    """What a cell shows for a stored text: its fourth section sets words around it (@"（万元）")."""
    if code in (GENERAL, "@"):
        return text
    sections = _sections(code)
    last = sections[-1]
    if len(sections) < 4 and "words" not in last.kinds:
        return text
    return "".join(text if token.kind in {"words", "general"} else _literal(token) for token in last.tokens)


def general(number: Decimal) -> str:
    """A number without a format of its own."""
    if number == number.to_integral_value() and abs(number) < _LARGEST_PLAIN:
        return str(int(number))
    if abs(number) >= _LARGEST_PLAIN:
        return f"{number.normalize():E}"
    whole = len(str(int(abs(number))))
    decimals = max(_GENERAL_WIDTH - 1 - whole, 0)
    if abs(number) < Decimal("0.0001"):
        return f"{number.normalize():{'f' if number.adjusted() > -_MOST_DECIMALS else 'E'}}"
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[Section, ...]:
    parts: list[str] = []
    start = 0
    while start <= len(code):
        match = _SECTION.match(code, start)
        end = match.end() if match else len(code)
        parts.append(code[start:end])
        start = end + 1
    return tuple(_section(part) for part in parts[:4])


def _section(code: str) -> Section:
    tokens = tuple(
        Token(match.lastgroup or "other", match[match.lastgroup or 0] or "")
        for match in _TOKEN.finditer(code)
    )
    kinds = frozenset("slash" if token == _SLASH else token.kind for token in tokens)
    stated = (_CONDITION.match(token.text.strip()) for token in tokens if token.kind == "bracket")
    condition = next(((found[1], Decimal(found[2])) for found in stated if found), None)
    return Section(code, tokens, kinds, is_date_code(code), condition)


def _chosen(sections: Sequence[Section], number: Decimal) -> int:
    """The position of the section that shows a number."""
    if any(section.condition for section in sections):
        for position, section in enumerate(sections[:3]):
            if section.condition is None or _holds(number, *section.condition):
                return position
        return 0
    if len(sections) > 2 and number == 0:
        return 2
    return 1 if len(sections) > 1 and number < 0 else 0


def _speaks_of_negatives(sections: Sequence[Section]) -> bool:
    """True where the second section is the one for negative numbers, which sets their sign itself."""
    return len(sections) > 1 and not any(section.condition for section in sections)


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit,
        ">": number > limit,
        "=": number == limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "<>": number != limit,
    }[sign]


def _literal(token: Token) -> str:
    """The words that a token shows as they are."""
    if token.kind == "bracket":
        currency = _CURRENCY.match(token.text)
        return currency[1] if currency else ""
    return token.text if token.kind in {"quoted", "escaped", "other"} else ""


def _number_words(number: Decimal, section: Section) -> str:
    if "general" in section.kinds:
        body = "".join(general(abs(number)) if t.kind == "general" else _literal(t) for t in section.tokens)
        return f"-{body}" if number < 0 else body
    if "digit" not in section.kinds:
        return "".join(general(number) if t.kind == "words" else _literal(t) for t in section.tokens)
    if "slash" in section.kinds:
        return general(number)
    if "power" in section.kinds:
        return _power_words(number, section)
    return _fixed_words(number, section)


def _power_words(number: Decimal, section: Section) -> str:
    """A number with a power of ten; where several places stand before the point, the power is a multiple of
    their count (##0.0E+0 shows 12.3E+3)."""
    end = _position(section.tokens, "power")
    before, behind = section.tokens[:end], section.tokens[end:]
    decimals, places = _decimals(before), _places(before[: _position(before, "point")])
    power = (number.adjusted() if number else 0) // max(places, 1) * max(places, 1)
    unit = Decimal(1).scaleb(-decimals)
    mantissa = number.scaleb(-power).quantize(unit, ROUND_HALF_UP, WIDE)
    if abs(mantissa) >= 10 ** max(places, 1):  # rounded up: 999.96 as 1.0E+3
        power += max(places, 1)
        mantissa = number.scaleb(-power).quantize(unit, ROUND_HALF_UP, WIDE)
    sign = "-" if power < 0 else "+"
    return f"{mantissa}E{sign}{str(abs(power)).zfill(_places(behind))}"


def _places(tokens: Sequence[Token]) -> int:
    return sum(token.kind == "digit" for token in tokens)


def _position(tokens: Sequence[Token], kind: str) -> int:
    return next((i for i, token in enumerate(tokens) if token.kind == kind), len(tokens))


def _decimals(tokens: Sequence[Token]) -> int:
    point = _position(tokens, "point")
    return min(sum(token.kind == "digit" for token in tokens[point:]), _MOST_DECIMALS)


def _fixed_words(number: Decimal, section: Section) -> str:
    """A number in fixed places: 12,345.60, 82.6%, 0.0万元."""
    tokens = section.tokens
    point = _position(tokens, "point")
    scaling = _scaling(tokens, point)
    value = number.scaleb(2 * sum(t.kind == "percent" for t in tokens) - 3 * scaling)
    decimals = _decimals(tokens)
    rounded = abs(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)
    whole, _, fraction = f"{rounded:f}".partition(".")
    is_grouped = any(
        t.kind == "comma" and any(later.kind == "digit" for later in tokens[i:point])
        for i, t in enumerate(tokens[:point])
    )
    text = _whole_words(whole.lstrip("0"), tokens[:point], grouped=is_grouped)
    text += _fraction_words(fraction, tokens[point:])
    return f"-{text}" if value < 0 and rounded else text


def _scaling(tokens: Sequence[Token], point: int) -> int:
    """How many commas stand right after the last digit place before or after the point; each divides by
    1000."""
    digits = [i for i, token in enumerate(tokens) if token.kind == "digit"]
    before = [i for i in digits if i < point]
    ends = {digits[-1], before[-1]} if before else {digits[-1]}
    count = 0
    for end in ends:
        position = end + 1
        while position < len(tokens) and tokens[position].kind == "comma":
            count, position = count + 1, position + 1
    return count


def _whole_words(digits: str, tokens: Sequence[Token], *, grouped: bool) -> str:
    """The part before the point: digits fill the places from the right, the first takes what is left."""
    places = [i for i, token in enumerate(tokens) if token.kind == "digit"]
    pieces: list[str] = []
    left, written = digits, 0
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        if token.kind != "digit":
            pieces.append("%" if token.kind == "percent" else _literal(token))
            continue
        own = left if i == places[0] else left[-1:]
        left = "" if i == places[0] else left[:-1]
        if not own and token.text == "0":
            own = "0"
        for digit in reversed(own):
            if grouped and written and written % 3 == 0:
                pieces.append(",")
            pieces.append(digit)
            written += 1
    return "".join(reversed(pieces))


def _fraction_words(digits: str, tokens: Sequence[Token]) -> str:
    """The part from the point on; # and ? places show no trailing zeros."""
    places = [token.text for token in tokens if token.kind == "digit"]
    kept = digits
    for place in reversed(places):
        if place == "0" or not kept.endswith("0"):
            break
        kept = kept[:-1]
    pieces: list[str] = []
    position = 0
    for token in tokens:
        if token.kind == "digit":
            pieces.append(kept[position : position + 1])
            position += 1
        elif token.kind == "point":
            pieces.append("." if kept or not places else "")
        else:
            pieces.append("%" if token.kind == "percent" else _literal(token))
    return "".join(pieces)
