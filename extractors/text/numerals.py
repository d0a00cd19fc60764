"""Numerals: how a number is written, in Arabic and Chinese digits, and what it is worth.

Signals, in order of precedence:

1. Arabic digits with thousands separators (`1,234`, `1，234`, `1 234`) and a decimal point, then any
   scale that follows (`7万5千`, `20万亿`, `15k`).
2. Chinese numerals with scales (三百五十一万, 一万三, 百三), read by place; a decimal part after 点.
3. Runs of Chinese digits (二〇二三), and neighbouring pairs (七八十: seventy to eighty).

A trailing 万 or 亿 is kept apart as the numeral's scale, since in reports it is part of the unit
(万元, 亿元). A numeral never contains a word that merely looks like one (四川, 统一, 登陆).
It knows nothing of units, signs, periods or what a number means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import islice

_FULL_WIDTH = {ord("０") + i: str(i) for i in range(10)}
_LETTERS = {ord("Ａ") + i: chr(ord("A") + i) for i in range(26)} | {
    ord("ａ") + i: chr(ord("a") + i) for i in range(26)
}
_CAPITALS = "壹一贰二貳二叁三參三肆四伍五陆六陸六柒七捌八玖九拾十佰百仟千萬万億亿〇零○零兩两倆两俩两"
_WORDS = (
    "點点負负幾几餘余個个對对過过約约內内於于後后歐欧幣币韓韩鎊镑盧卢圓圆噸吨畝亩頃顷時时鐘钟歲岁週周層层棟栋輛辆臺台張张條条"
    "項项處处場场戶户間间頭头隻只雙双種种類类級级"
)
_SIGNS = "．.％%﹪%－-−-﹣-＋+＊*＝=＞>＜<／/～~∶：﹕：︰：＾^"
_PAIRS = _CAPITALS + _WORDS + _SIGNS
_FOLD = {ord(a): b for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)} | _FULL_WIDTH | _LETTERS

DIGITS = {d: i for i, d in enumerate("零一二三四五六七八九")} | {"两": 2}
_SMALL = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_LARGE = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8, "兆": Decimal(10) ** 12}
SCALES = _SMALL | _LARGE | {"k": Decimal(1000), "K": Decimal(1000)}

BLANK = "[ \u00a0\u3000\t]"
_ARABIC = re.compile(
    r"\d{1,3}(?:[,，]\d{3})+(?![\d,，])(?:\.\d+)?"
    r"|\d{1,3}(?:[ \u00a0]\d{3})+(?!\d| \d)(?:\.\d+)?"
    r"|(?<!\d\.)\d+\.\d+(?!\.?\d)"
    r"|\d+"
    r"|(?<![\w.])\.\d+(?!\.?\d)"
)
_SPLIT = re.compile(r"(?<![\d.])\d \d\.\d+(?!\.?\d)")
_EXPONENT = re.compile(r"[eE]([+-]?\d{1,2})(?![\d.%A-Za-z])|\^([+-]?\d{1,2})(?![\d.%A-Za-z])")
_TOKEN = re.compile(r"(?P<d>[零一二三四五六七八九两])|(?P<u>[十百千])|(?P<w>[万亿兆])|(?P<t>[廿卅])")
_DECIMALS = re.compile(rf"{BLANK}*点{BLANK}*([零一二三四五六七八九](?:{BLANK}*[零一二三四五六七八九])*)")
_SCALE_RUN = re.compile(rf"{BLANK}*([百千]?[万亿]+|[百千](?![万亿]|{BLANK}*分{BLANK}*[点之]))")
_PLACE_NEXT = re.compile(rf"{BLANK}*[零十百千万亿兆]")
_DIGIT_RUN = re.compile(r"[零一二三四五六七八九]{2,}")
_SPOKEN_PAIR = re.compile("两三|一两(?=[个天年次家人件位名项户周百千万亿])")
_NEIGHBOUR = re.compile(
    "([十百])([一二三四五六七八])([二三四五六七八九])(十?)(?![零一二三四五六七八九十百千])"
)
_MOST_TOKENS = 64  # no amount takes more words; a longer run is read in pieces
_NOT_NUMERAL_CAPITAL = frozenset("陆陸拾肆伍")

_NAME_WORDS = re.compile(
    "四川|三亚|三明|三门峡|六盘水|九江|九龙|五指山|五角大|三角|八角|百色|千岛|万宁|万州|六安|三沙|四平|五常|七台河|八达岭|九寨"
    "|一切|一些|一样|一般|一直|一定|一起|一致|一并|一律|一旦|一经|一同|一齐|一带|一路|一线|一边|一面|一贯|一向|一举|一度|一看|一心"
    "|一手|一体|一流|一票|一把手|一网|一站|一窗|一门|一网通办|一如|一再|一味|一时|一来|一行|一共|一概|一连|一生"
    "|统一|唯一|万一|逐一|之一|同一|单一|专一|划一|任一|如一|合一|不一|星期[一二三四五六]|周[一二三四五六]"
    "|十分(?!之)|十足|千万(?=[要不别])|万物|万众|百姓|百货|百科|百花|百业|百强|千方百计|千家万户|三农|三公|四风|五保|三资|三无"
    "|零[售散星碎件部食工花容距门接跑]|[归清凋]零|七夕|三峡|六合|五谷|五金|三轮|四季|四周|四处|五湖四海|三甲|三级|三好|三七"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral in a text: the span `[start, end)` without its scale, the span's end with it.

    `value` is what the digits say (15 of 十五万), `scale` what the trailing 万/亿 multiplies it by
    (1 without), `scale_end` where the scale ends (= `end` without). `high` is the upper value of a
    neighbouring pair (七八十), else None. `chinese` is True where Chinese digits were used.
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal
    scale_end: int
    chinese: bool
    high: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        """The value with its scale applied."""
        return self.value * self.scale


def fold(text: str) -> str:
    """The text with every width, capital and traditional form of digits and signs made the usual
    one, character for character, so that offsets stay."""
    return text.translate(_FOLD)


def plain(value: Decimal) -> str:
    """The decimal without exponent: 1E+3 is 1000. Zeros after the point stay as they are."""
    return format(value, "f")


def trimmed(value: Decimal) -> Decimal:
    """A computed value without zeros after the point: 75.0 is 75."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def round_fraction(value: Decimal) -> Decimal:
    """A computed value rounded to 15 significant digits, without trailing zeros."""
    rounded = Context(prec=15).plus(value)
    return rounded.normalize() if rounded != rounded.to_integral_value() else rounded.quantize(Decimal(1))


def parse_numeral(text: str) -> Decimal | None:
    """The amount of a text that is a numeral from end to end, None where it is anything else."""
    folded = fold(text.strip())
    numeral = numeral_at(folded, 0, text.strip())
    return numeral.amount if numeral and numeral.scale_end == len(folded) else None


def is_name(folded: str, position: int) -> bool:
    """True where the digit at the position is part of a word that is no number (四川, 统一)."""
    window = max(position - 2, 0)
    return any(m.start() <= position < m.end() for m in _NAME_WORDS.finditer(folded, window, position + 4))


def numeral_at(folded: str, start: int, raw: str | None = None) -> Numeral | None:
    """The longest numeral that begins at `start` of a folded text, None where there is none.
    `raw` is the text before folding; with it 陆, 拾, 肆, 伍 alone are not taken for numerals."""
    arabic = (_SPLIT.match(folded, start) if raw and "．" in raw else None) or _ARABIC.match(folded, start)
    numeral = _arabic_numeral(folded, arabic) if arabic else _chinese_numeral(folded, start)
    if numeral and raw and numeral.scale_end == start + 1 and raw[start] in _NOT_NUMERAL_CAPITAL:
        return None
    return numeral


def _arabic_numeral(folded: str, match: re.Match[str]) -> Numeral | None:
    value = Decimal(re.sub(r"[,，\s]", "", match[0]))
    end = match.end()
    exponent = _EXPONENT.match(folded, end)
    if exponent:
        power = int(exponent[1] or exponent[2])
        if exponent[2] is not None and value == 0:
            return None
        value = value.scaleb(power) if exponent[1] else round_fraction(value**power)
        return Numeral(match.start(), exponent.end(), value, Decimal(1), exponent.end(), False)
    placed = "." not in match[0] and _PLACE_NEXT.match(folded, end)
    compound = _placed(folded, match.start()) if placed else None
    if compound:
        return compound
    scale, scale_end = _scale_after(folded, end)
    return Numeral(match.start(), end, value, scale, scale_end, False)


def _scale_after(folded: str, end: int) -> tuple[Decimal, int]:
    run = _SCALE_RUN.match(folded, end)
    if run:
        scale = Decimal(1)
        for word in run[1]:
            scale *= SCALES[word]
        return scale, run.end()
    if folded[end : end + 1] in ("k", "K") and not re.match("[A-Za-z]", folded[end + 1 : end + 2]):
        return SCALES["k"], end + 1
    return Decimal(1), end


def scale_at(folded: str, position: int) -> tuple[Decimal, int]:
    """The scale words (万, 亿, 万亿, 千) that begin at a position: their product and where they end;
    (1, position) where there are none."""
    return _scale_after(folded, position)


def _chinese_numeral(folded: str, start: int) -> Numeral | None:
    if folded[start : start + 1] in _LARGE:
        return None
    run = _DIGIT_RUN.match(folded, start)
    if run:
        read = _digit_run(folded, run)
        if read:
            return read
        if run.end() - run.start() != 2 or "零" not in run[0]:
            return None
    pair = _SPOKEN_PAIR.match(folded, start)
    if pair:
        return _pair(folded, pair)
    return _with_neighbour(folded, _placed(folded, start))


def _with_neighbour(folded: str, numeral: Numeral | None) -> Numeral | None:
    """十七八 and 一百五六十: the next digit behind the last one makes it a pair, 17 to 18, 150 to 160."""
    if numeral is None or numeral.scale != 1 or numeral.high is not None:
        return numeral
    match = _NEIGHBOUR.match(folded, numeral.end - 2)
    if not match or DIGITS[match[3]] - DIGITS[match[2]] != 1:
        return numeral
    step = Decimal(10) if match[1] == "百" else Decimal(1)
    if (match[1] == "百") != bool(match[4]):
        return numeral
    scale, scale_end = _scale_after(folded, match.end())
    return Numeral(numeral.start, match.end(), numeral.value, scale, scale_end, True, numeral.value + step)


def _digit_run(folded: str, run: re.Match[str]) -> Numeral | None:
    """二〇二三 digit by digit; 七八十 as a pair; 三五 as a pair; anything else is no numeral."""
    digits = run[0]
    after = folded[run.end() : run.end() + 1]
    if (
        len(digits) == 2
        and (DIGITS[digits[1]] - DIGITS[digits[0]] == 1 or digits == "三五")
        and digits[0] != "零"
    ):
        return _pair(folded, run)
    if after in _SMALL or after in _LARGE:
        return None
    if len(digits) >= 3 or after == "折":
        value = Decimal("".join(str(DIGITS[d]) for d in digits))
        return Numeral(run.start(), run.end(), value, Decimal(1), run.end(), True)
    return None


def _pair(folded: str, run: re.Match[str]) -> Numeral:
    low, high = (Decimal(DIGITS[d]) for d in run[0])
    end = run.end()
    if folded[end : end + 1] == "折":
        return Numeral(run.start(), end, low * 10 + high, Decimal(1), end, True)
    unit = _SMALL.get(folded[end : end + 1], Decimal(1))
    end += unit > 1
    scale, scale_end = _scale_after(folded, end)
    return Numeral(run.start(), end, low * unit, scale, scale_end, True, high * unit)


@dataclass(slots=True)
class _Places:
    """The running state while scales are read from the left."""

    groups: list[tuple[Decimal, Decimal]]
    section: Decimal = Decimal(0)
    pending: Decimal | None = None
    lowest: Decimal = Decimal("Infinity")
    before: str = ""
    before_scale: Decimal = Decimal(0)

    def amount(self) -> Decimal:
        """What has been read so far, with 三百五 read as 350."""
        total = sum((value for value, _ in self.groups), self.section)
        if self.pending is None:
            return total
        short = self.before_scale >= 100 and self.pending < 10
        return total + (self.pending * self.before_scale / 10 if short else self.pending)

    def digit(self, value: Decimal) -> bool:
        """Take a digit; False where the numeral ended before it."""
        if self.pending is not None:
            return False
        if value == 0:
            self.before_scale = Decimal(0)
            return True
        self.pending = value
        return True

    def small(self, scale: Decimal, first: bool) -> bool:
        """Take 十 百 千."""
        if self.pending is None:
            if scale != 10 and not first:
                return False
            self.pending = Decimal(1)
        if scale >= self.lowest:
            self.pending = None if self.pending == 1 else self.pending
            return False
        self.section += self.pending * scale
        self.pending, self.lowest, self.before_scale = None, scale, scale
        return True

    def large(self, scale: Decimal) -> bool:
        """Take 万 亿 兆: it multiplies everything of lower scale that stands before it."""
        value = self.section + (self.pending or 0)
        doubled = self.before == "w" and bool(self.groups) and self.groups[-1][1] == scale
        if doubled:
            self.groups[-1] = (self.groups[-1][0] * scale, scale)
            return True
        while self.groups and self.groups[-1][1] < scale:
            value += self.groups.pop()[0]
        if value == 0 or (self.groups and self.groups[-1][1] <= scale):
            return False
        self.groups.append((value * scale, scale))
        self.section, self.pending = Decimal(0), None
        self.lowest, self.before_scale = Decimal("Infinity"), scale
        return True


def _tokens(folded: str, start: int) -> Iterator[tuple[str, str, int, int]]:
    """(kind, word, start, end) of the tokens of a numeral; blanks stand only beside Chinese ones."""
    position, kind_before = start, ""
    blanks = re.compile(f"{BLANK}*")
    while True:
        gap = blanks.match(folded, position)
        at = gap.end() if gap and position > start else position
        arabic = _ARABIC.match(folded, at)
        token = _TOKEN.match(folded, at)
        if arabic and kind_before != "a" and "." not in arabic[0]:
            yield "a", arabic[0], at, arabic.end()
            position, kind_before = arabic.end(), "a"
        elif token and token.lastgroup:
            yield token.lastgroup, token[0], at, token.end()
            position, kind_before = token.end(), token.lastgroup
        else:
            return


def _fits(tokens: list[tuple[str, str, int, int]], index: int, first_arabic: bool) -> bool:
    """True where a digit token may stand where it stands (两 and Arabic digits only beside scales)."""
    kind, word, _, _ = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    scaled_after = after is not None and after[0] in "uw"
    if kind == "a":
        zero_before = before is not None and before[1] == "零"
        return before is None or (first_arabic and (scaled_after or zero_before) and before[0] != "d") or (
            first_arabic and zero_before
        )  # fmt: skip
    if word == "两":
        return before is None or scaled_after
    if kind == "u" and before is None and word != "十":
        return after is not None and after[0] == "d" and after[1] not in "零两"
    return True


def _take(state: _Places, token: tuple[str, str, int, int], first: bool) -> bool:
    kind, word, _, _ = token
    if kind == "a":
        return state.digit(Decimal(re.sub(r"[,，\s]", "", word)))
    if kind == "t":
        state.section += 20 if word == "廿" else 30
        return first
    if kind == "d":
        return state.digit(Decimal(DIGITS[word]))
    return state.small(_SMALL[word], first) if kind == "u" else state.large(_LARGE[word])


def _placed(folded: str, start: int) -> Numeral | None:
    """A numeral with place words. For Arabic digits only where more than one scale takes part."""
    tokens = list(islice(_tokens(folded, start), _MOST_TOKENS))
    state = _Places([])
    taken: list[tuple[str, str, int, int]] = []
    amounts: list[Decimal] = []
    first_arabic = bool(tokens) and tokens[0][0] == "a"
    for index, token in enumerate(tokens):
        if not _fits(tokens, index, first_arabic) or not _take(state, token, index == 0):
            break
        if token[0] == "d" and token[1] != "零":
            amounts.append(state.amount())
            state.before_scale = Decimal(0)
        else:
            amounts.append(state.amount())
        state.before = token[0]
        taken.append(token)
    while len(taken) > 1 and taken[-1][1] == "零":
        taken.pop()
        amounts.pop()
    if not taken or (first_arabic and sum(t[0] == "a" for t in taken) < 2):
        return None
    return _with_decimals(folded, start, taken, amounts)


def _with_decimals(
    folded: str, start: int, taken: list[tuple[str, str, int, int]], amounts: list[Decimal]
) -> Numeral:
    chinese = taken[0][0] != "a"
    value, end = amounts[-1], taken[-1][3]
    decimals = _DECIMALS.match(folded, end) if chinese else None
    if decimals:
        digits = "".join(str(DIGITS[c]) for c in decimals[1] if c in DIGITS)
        value += Decimal(f"0.{digits}")
        scale, scale_end = _scale_after(folded, decimals.end())
        return Numeral(start, decimals.end(), value, scale, scale_end, True)
    scale = Decimal(1)
    cut = len(taken)
    while cut > 1 and taken[cut - 1][0] == "w":
        cut -= 1
        scale *= _LARGE[taken[cut][1]]
    if cut == len(taken):
        return Numeral(start, end, value, Decimal(1), end, chinese)
    return Numeral(start, taken[cut - 1][3], value / scale, scale, end, chinese)
