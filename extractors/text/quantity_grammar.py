"""The grammar of one printed number with its unit.

Signals at one place, in order of precedence:

1. Ratios (11.4:31.2:57.5, 1:3), each part a number of its own. Then what only looks like an amount is
   passed over: times of day, 一半, 二季度, 五升三降, 数十.
2. 百分之, 千分之, 万分之: percents. Fractions with a slash: 11/12.
3. Masks (XX, **.*, ××) where a unit, 第…位 or an empty clause end makes them a number.
4. 第N, 前N名, 倒数第N: ranks where words of ranking stand by, else ordinals; 第1-2名 is one range of
   ranks. 翻番, 九五折. 近百家, 上千, 百余: a scale without a digit, only beside a word of measure.
5. Numerals with 余/多, scale and unit, fractions with 分之; 成 and 折 are percents, 千分之三 and 3‰ are
   0.3 %. The longest known unit wins, and a measure word that begins a noun is none (3项目, 5分局).
   Arabic digits glued to Latin letters that are no unit are a name (PM2.5, 5G, A4).
   3元5角 and 两美元三美分 are one amount.
6. A minus before, a second number after a dash or 至 (6%—6.5%), the sign of a currency (￥1,200), and
   the unit that a list carries only at its end (1.1、2和1.3个百分点).

It finds every number and leaves nothing out; operators (约, 以上) and what can be a result are read by
`quantities`. It never reads a role.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from extractors.text import numerals
from extractors.text.currencies import CURRENCY_CODES, priced, with_coins
from extractors.text.numerals import (
    BLANK,
    Numeral,
    fold,
    numeral_at,
    plain,
    round_fraction,
    scale_at,
    trimmed,
)
from extractors.text.quantity_core import CHINESE_NUMERALS, Core, Span, ends, masked, opens, written
from extractors.text.ratios import ratio_at
from extractors.text.units import find_unit, noun_starts, scale_of, unit_table
from schemas.quantity import Operator, QuantityKind

_Reader = Callable[[str, str, int], "Core | None"]

_B = f"{BLANK}*"
_START = re.compile(rf"[\d{CHINESE_NUMERALS}亿X*×xX第前后倒翻对]|(?<![\w.)）])\.(?=\d)")
_PERCENT_OF = re.compile(rf"(?<![一二三四五六七八九十百千万\d])(百|千|万|万万){_B}分{_B}之{_B}")
_OVER = re.compile(rf"{_B}分{_B}之{_B}(负?)")
_AND = re.compile(rf"{_B}又{_B}")
_SLASH = re.compile(r"(?:(\d{1,4}) )?(\d{1,4})/(\d{1,4})(?![\d/.年月号\-])")
_MASK = re.compile(
    r"(?<![A-Za-z\d*×])(?:X{1,6}|×{2,6}|(?<![率值分数量重额度)）])×|x{1,6}|\*{1,6})(?![A-WYZa-wyz\d])(?:\.(?:X{1,3}|x{1,3}|×{1,3}|\*{1,3}))?"
)
_CIRCLES = re.compile(r"(?<![一二三四五六七八九○])○{2,6}(?:[.．]○{1,3})?(?![一二三四五六七八九十])")
_RANGE = re.compile(rf"{_B}(?:[-—–―─~至到]|——){_B}")
_MORE = re.compile(rf"{_B}(零?几|余|多(?![少元于种样层次])|多(?=[元种]))")
_HALF = re.compile(rf"{_B}半(?![年月天日径导])")
_BELOW_ZERO = re.compile(rf"零下(?=[\d{CHINESE_NUMERALS}])")
_HALF_MONTH = re.compile(r"半(?=月(?!刊))")
_HALF_OF = re.compile(rf"半{_B}(百|成)(?![年姓])")
_REFUSED_RUN = re.compile(r"\d[\dA-Za-z]*(?:\.\d+[A-Za-z]*)*|[一二三四五六七八九]{2,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[A-Za-z.]+", re.ASCII)
_LATIN_END = re.compile(r"[A-Za-z_]+\Z")
_LATIN = re.compile(r"[A-Za-z]")
_LATIN_HYPHEN = re.compile(r"[A-Za-z]-\Z")
_AFTER_LATIN = re.compile(r"[\d.,]+(?:%|[万亿]?(?:元|亩|人|家|个|项|户|吨|分|美元|平方|立方))")
_NAMING_LATIN = frozenset({"PM", "CO", "SO", "NO", "O", "B", "G", "S", "A"})
"""Letters that make a number behind them a name, whatever follows: pollutants, roads, classes."""
_DOZEN = 12
_SHORT_DISCOUNT = 11
"""From here on 折 counts hundredths (85折), below it tenths (8.5折, 10折)."""
_NO_AMOUNT = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d.]|\s?[年月日号亿万元%个家项人户分件条名])"
    rf"|(?:[{CHINESE_NUMERALS}\d]{{1,3}}[升降平增减涨跌]){{2,}}"
    r"|[1-4一二三四](?:[-—–~至到、][1-4一二三四])?季度"
    r"|\d{1,2}[时点][0-5]?\d分(?![之\d])"
    r"|(?<!\d)0\d{2,3}[-—]\d{7,8}(?!\d)"
    r"|一半(?!天)"
    r"|[248]K(?=[超高电视频屏影画直摄分])"
    r"|(?<=几)十[百千万亿]*|(?<=数以)[十百千万亿]+(?=计)"
    r"|(?<=数)(?<![人总户件家次分指倍系个]数)十(?![一二三四五六七八九])[百千万亿]*"
)
"""Numerals that state no amount: 10:30, 8时30分, phone numbers, 五升三降, 一至三季度, 一半, 4K电视, 数十."""


def cores(text: str, folded: str) -> tuple[Core, ...]:
    """Every number of a text with its unit, in order, without overlaps. `folded` is its folded form."""
    return _with_listed_units(folded, _with_listed_ranks(folded, tuple(_cores(text, folded))))


# --- numbers and units ------------------------------------------------------------------------


def _cores(text: str, folded: str) -> Iterator[Core]:
    position = 0
    addresses = tuple(m.span() for m in _ADDRESS.finditer(folded))
    while match := _START.search(folded, position):
        start = match.start()
        inside = next((end for begin, end in addresses if begin <= start < end), None)
        cores = () if inside else _cores_at(text, folded, start, position)
        yield from cores
        position = inside or (max(c.end for c in cores) if cores else _skip(folded, start))


def _skip(folded: str, start: int) -> int:
    """Past what is no quantity: a whole run of letters and digits, else one character."""
    run = _NO_AMOUNT.match(folded, start) or _REFUSED_RUN.match(folded, start)
    return run.end() if run else start + 1


def _cores_at(text: str, folded: str, start: int, floor: int) -> tuple[Core, ...]:
    """What begins at one place, by precedence; empty where nothing does. `floor` is where the
    quantity before ended: a sign or word before it belongs to that one."""
    ratio = ratio_at(text, folded, start)
    if ratio:
        return ratio
    if _NO_AMOUNT.match(folded, start):
        return ()
    for read in _READERS.get(folded[start], ()):
        core = read(text, folded, start)
        if core:
            return (_ranged(text, folded, core, floor),)
    core = _number(text, folded, start)
    return (_ranged(text, folded, core, floor),) if core else ()


def _number(text: str, folded: str, start: int) -> Core | None:
    if numerals.is_name(folded, start) or _in_word(folded, start):
        return None
    numeral = numeral_at(folded, start, text)
    if numeral is None:
        return _half_of(text, folded, start)
    fraction = _fraction(text, folded, numeral)
    if fraction:
        return fraction
    core = _with_unit(text, folded, numeral)
    glued = not core.unit and not core.chinese and _LATIN.match(folded, core.end)
    return None if glued else with_coins(folded, core)


def _in_word(folded: str, start: int) -> bool:
    """True where the digit continues a Latin name (PM2.5, B12, T-3). GDP5.8% and RMB500 are no names."""
    if not folded[start].isdigit():
        return False
    if _LATIN_HYPHEN.search(folded, max(0, start - 2), start):
        return True
    word = _LATIN_END.search(folded, max(0, start - 12), start)
    if word is None or word[0] in CURRENCY_CODES:
        return False
    return word[0] in _NAMING_LATIN or not _AFTER_LATIN.match(folded, start)


def _with_unit(text: str, folded: str, numeral: Numeral) -> Core:
    """The numeral with 余/多, scale, unit and a trailing 半."""
    prefixed = _prefixed_unit(text, folded, numeral)
    if prefixed:
        return prefixed
    scale, scale_span, end = numeral.scale, (numeral.end, numeral.scale_end), numeral.scale_end
    op: Operator | None = None
    more = _MORE.match(folded, end)
    if more:
        op, end = ">", more.end()
        if scale == 1:
            scale, end = scale_at(folded, end)
            scale_span = (more.end(), end)
    words = "".join(c for c in folded[slice(*scale_span)] if c in numerals.SCALES)
    unit, end, kind = _unit_at(text, folded, end, not numeral.chinese)
    value, high = numeral.value, numeral.high
    half = _HALF.match(folded, end) or (_HALF_MONTH.match(folded, end) if unit == "个" else None)
    if unit and not more and half:
        value, end = value + Decimal("0.5"), half.end()
        if unit == "个":
            unit, end, kind = _half_unit(text, folded, end)
    if unit == "‰":
        scale *= Decimal("0.1")
    if unit in ("成", "折"):
        tenths = 1 if unit == "折" and not numeral.chinese and value >= _SHORT_DISCOUNT else 10
        unit, value = "%", trimmed(value * tenths)
        high = None if high is None else trimmed(high * tenths)
        tail = _TENTH_TAIL.match(folded, end)
        if tail:
            value, end = value + numerals.DIGITS[tail[1]], tail.end()
    if unit == "打":
        scale *= _DOZEN
    return Core(
        numeral.start, numeral.start, numeral.end, end, plain(value), value * scale, words + unit, kind,
        numeral.chinese, op, None if high is None else plain(high), None if high is None else high * scale,
    )  # fmt: skip


def _prefixed_unit(text: str, folded: str, numeral: Numeral) -> Core | None:
    """千米, 千瓦, 兆字节: 千 and 兆 belong to the unit, not to the number."""
    at = numeral.scale_end - 1
    if folded[at] not in "千兆" or at <= numeral.start:
        return None
    unit, end, kind = _unit_at(text, folded, at, not numeral.chinese)
    if not unit:
        return None
    value = numeral.amount / numerals.SCALES[folded[at]]
    return written((numeral.start, end), (numeral.start, at), value, unit, kind, chinese=numeral.chinese)


def _half_unit(text: str, folded: str, end: int) -> tuple[str, int, QuantityKind]:
    """两个半小时 counts 小时, 三个半月 counts 个月; 两个半 alone counts 个."""
    unit, unit_end, kind = _unit_at(text, folded, end, after_digits=False)
    if not unit:
        return "个", end, "measure"
    return (f"个{unit}" if f"个{unit}" in unit_table() else unit), unit_end, kind


def _below_zero(text: str, folded: str, start: int) -> Core | None:
    """零下5℃: a minus in words."""
    core = _number(text, folded, start + 2) if _BELOW_ZERO.match(folded, start) else None
    if core is None or core.value is None or core.high is not None:
        return None
    return replace(core, start=start, number_start=start, value=-core.value, digits=f"-{core.digits}")


_HALF_UNITS = ("mass", "length", "volume", "land", "area", "time", "month", "count_打")


def _half_of(text: str, folded: str, start: int) -> Core | None:
    match = _HALF_OF.match(folded, start)
    if not match:
        return _half_measure(text, folded, start)
    if match[1] == "百":
        return written(match.span(), match.span(), Decimal(50), "", "number", chinese=True)
    return written(match.span(), (start, start + 1), Decimal(5), "%", "percent", chinese=True)


def _half_measure(text: str, folded: str, start: int) -> Core | None:
    """半公里, 半小时, 半打: half of one physical unit."""
    if folded[start] != "半":
        return None
    unit, end, kind = _unit_at(text, folded, start + 1, after_digits=False)
    known = find_unit(unit)
    if known is None or unit == "月" or not known.dimension.startswith(_HALF_UNITS):
        return None
    half = Decimal("0.5")
    value = half * _DOZEN if unit == "打" else half
    return Core(start, start, start + 1, end, "0.5", value, unit, kind, chinese=True)


# --- units ------------------------------------------------------------------------------------


@cache
def _unit_pattern(after_digits: bool) -> re.Pattern[str]:
    """Any known unit, longest first, where it does not begin a noun; Latin ones only as whole words."""
    by_length = sorted(unit_table(), key=len, reverse=True)
    stops = noun_starts(after_digits)
    latin: list[str] = []
    known: list[str] = []
    for word in by_length:
        pattern = re.escape(fold(word)) + (f"(?!{stops[word]})" if word in stops else "")
        (latin if word[0].isascii() and word[0].isalpha() else known).append(pattern)
    known.append("(?:" + "|".join(latin) + ")(?![A-Za-z\\d])")
    return re.compile("|".join(known))


_POINT = re.compile(rf"(?:{_B}个)?{_B}[百千]{_B}分{_B}点|pct(?![A-Za-z])|pp(?![A-Za-z])")
_TENTH = re.compile(rf"{_B}(成(?![立为员功本果效交长品绩都年人群型熟分份])|折(?![合算旧扣射叠成]))")
_TENTH_TAIL = re.compile(rf"{_B}([一二三四五六七八九])(?![十百千万亿个年月日是]|{_B}[、，])")
_UNDER = re.compile(
    r"(?:[/·•]每?|每(?=立方米|平方米|平方公里|公斤|千克|吨|升|小时|秒|千瓦时|亩|公顷))(百|千|百?万|亿)?"
)
_UNDER_BOTH = re.compile(r"/\(([^()]{1,4}[·•][^()]{1,4})\)")
_MOST_DENOMINATORS = 2
_PAIR = re.compile(r"[(（]([\u4e00-\u9fff]{1,2})[)）]")
_PERCENT = re.compile(rf"{_B}%")
_BLANKS = re.compile(_B)


def _unit_at(text: str, folded: str, start: int, after_digits: bool) -> tuple[str, int, QuantityKind]:
    """The unit printed at a position, where it ends, and the kind that it makes the number.
    `after_digits` is True behind Arabic digits, where 家电 is 家 and 电… (12家电商企业)."""
    percent = _PERCENT.match(folded, start)
    if percent:
        return "%", percent.end(), "percent"
    point = _POINT.match(folded, start)
    if point:
        return re.sub(r"\s", "", text[start : point.end()]), point.end(), "point"
    tenth = _TENTH.match(folded, start)
    if tenth:
        return tenth[1], tenth.end(), "percent"
    blank = _BLANKS.match(folded, start)
    at = blank.end() if blank else start
    match = _unit_pattern(after_digits).match(folded, at)
    if not match:
        return "", start, "number"
    end = _quotient_end(folded, match.end())
    unit = re.sub(r"\s", "", text[at:end]).replace("／", "/").replace("％", "%")
    return unit, end, _kind_of(unit)


def _quotient_end(folded: str, end: int) -> int:
    """Where a unit ends with its denominator (/万人) or its pair ((套))."""
    both = _UNDER_BOTH.match(folded, end)
    if both and find_unit(f"元/{both[1]}"):
        return both.end()
    for count in range(_MOST_DENOMINATORS):
        over = _UNDER.match(folded, end)
        under = None
        if over and (count or folded[end] in "/每"):
            under = _unit_pattern(after_digits=False).match(folded, over.end())
        if under is None:
            break
        end = under.end()
    else:
        return end
    if count:
        return end
    pair = _PAIR.match(folded, end)
    return pair.end() if pair and find_unit(pair[1]) else end


def _kind_of(unit: str) -> QuantityKind:
    known = find_unit(unit)
    dimension = known.dimension if known else ""
    if dimension.startswith("money"):
        return "money"
    if dimension == "score":
        return "score"
    if dimension == "ratio_percent":
        return "percent"
    return "measure" if known else "number"


_LISTED = re.compile(rf"{_B}[、和及与]{_B}")


def _with_listed_ranks(folded: str, cores: tuple[Core, ...]) -> tuple[Core, ...]:
    """第3、4位: both numbers are ranks."""
    listed = list(cores)
    for index in range(len(cores) - 1):
        first, after = listed[index], listed[index + 1]
        if first.kind not in ("ordinal", "rank") or first.unit or after.unit not in ("位", "名"):
            continue
        if after.kind == "measure" and _LISTED.fullmatch(folded, first.end, after.start):
            listed[index] = replace(first, kind="rank", unit=after.unit)
            listed[index + 1] = replace(after, kind="rank")
    return tuple(listed)


def _with_listed_units(folded: str, cores: tuple[Core, ...]) -> tuple[Core, ...]:
    """分别增长1.1、2和1.3个百分点: the numbers of a list take the unit that its last one carries."""
    listed = list(cores)
    places = _listed_places(folded, cores)
    for index in range(len(cores) - 2, -1, -1):
        core, after = listed[index], listed[index + 1]
        joined = _LISTED.fullmatch(folded, core.end, after.start)
        if joined and index not in places and _lacks_unit(core, after):
            scale = scale_of(after.unit)[0] if not core.unit else Decimal(1)
            value = None if core.value is None else core.value * scale
            listed[index] = replace(core, unit=after.unit, kind=after.kind, value=value)
    return tuple(listed)


def _listed_places(folded: str, cores: tuple[Core, ...]) -> frozenset[int]:
    """The indexes of the numbers in lists of places (第1、2、3项), which are no amounts."""
    places: set[int] = set()
    for index, core in enumerate(cores):
        continued = index - 1 in places and _LISTED.fullmatch(folded, cores[index - 1].end, core.start)
        if core.kind in ("ordinal", "rank") or continued:
            places.add(index)
    return frozenset(places)


def _lacks_unit(core: Core, after: Core) -> bool:
    if core.chinese or core.kind not in ("number", "measure") or after.kind in ("ordinal", "rank", "ratio"):
        return False
    if core.unit == "个":
        return after.kind == "point"
    return not core.unit and bool(after.unit) and after.kind != "masked"


# --- percents, fractions, masks, ranks --------------------------------------------------------

_PARTS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01"), "万万": Decimal("0.000001")}


def _percent_of(text: str, folded: str, start: int) -> Core | None:
    match = _PERCENT_OF.match(folded, start)
    if not match:
        return None
    at = match.end()
    if folded.startswith("百", at):
        return written((start, at + 1), (at, at + 1), Decimal(100), "%", "percent", chinese=True)
    sign = -1 if folded.startswith(("负", "-"), at) else 1
    numeral = numeral_at(folded, at + (sign < 0))
    if numeral is None:
        return None
    part = sign * numeral.scale * _PARTS[match[1]]
    value = numeral.value * part if match[1] == "百" else (numeral.value * part).normalize()
    end = numeral.scale_end
    core = written((start, end), (numeral.start, end), value, "%", "percent", chinese=True)
    if numeral.high is None:
        return core
    return replace(core, high=numeral.high * part, high_digits=plain(numeral.high * part))


def _fraction(text: str, folded: str, numeral: Numeral) -> Core | None:
    """三分之二, 一又三分之一: the value is rounded to 15 significant digits."""
    whole, below = Decimal(0), numeral
    mixed = _AND.match(folded, numeral.scale_end)
    if mixed:
        after = numeral_at(folded, mixed.end(), text)
        if after is None:
            return None
        whole, below = numeral.amount, after
    over = _OVER.match(folded, below.scale_end)
    above = numeral_at(folded, over.end()) if over else None
    if over is None or above is None or below.amount == 0:
        return None
    top = -above.amount if over[1] else above.amount
    value = round_fraction(whole + top / below.amount)
    span = (numeral.start, above.scale_end)
    return written(span, span, value, "", "number", chinese=True)


def _slash_fraction(text: str, folded: str, start: int) -> Core | None:
    match = _SLASH.match(folded, start)
    before = folded[start - 1 : start] if start else ""
    if not match or int(match[3]) == 0 or re.match(r"[\d./]", before):
        return None
    value = round_fraction(Decimal(match[1] or 0) + Decimal(match[2]) / Decimal(match[3]))
    return written(match.span(), match.span(), value, "", "number")


_MASKED_NAME = re.compile(
    r"省|市|县|区|镇|乡|街道|村|社区|局|委|办|厅|院|校|公司|企业|集团|项目|工程|同志|年|月|日|号|路|大道|人民|单位|部门|大类|级|港|园"
    r"|个人|家庭|条例|项目|党|股|科|银行|地|基地|平台|[(（]?[〕\]】)）]?号"
)
_BEFORE_BARE_MASK = re.compile(r"(?:[为达到至是]|完成|实现|得分|[:：]|共计?|约|排名|第)\s*$")
CLAUSE_STOP = re.compile(r"[，。；、,;.)）\s]|$")
"""Where a clause may end after a bare number."""


def _mask(text: str, folded: str, start: int) -> Core | None:
    match = _MASK.match(folded, start) or _CIRCLES.match(text, start)
    if not match:
        return None
    scale, scale_end = scale_at(folded, match.end())
    unit, end, kind = _unit_at(text, folded, scale_end, after_digits=False)
    words = text[match.end() : scale_end] if scale != 1 else ""
    if not unit and not words:
        bare = _BEFORE_BARE_MASK.search(folded, max(0, start - 8), start) or opens(folded, start)
        if not bare or not CLAUSE_STOP.match(folded, match.end()):
            return None
    elif kind not in ("percent", "point") and _MASKED_NAME.match(folded, match.end()):
        return None
    return masked((start, end), match.span(), words + unit)


_RANK_WORDS = re.compile(
    r"排名|排位|排序|位居|位列|名列|位次|排在|居|列|排|名次|跻身|进入|升至|降至|升到|降到|前移至|后移至|退至|并列|总量|增速"
)
_NOT_RANK = re.compile(
    r"(?:产业|书记|批|期|条|款|项|章|节|编|届|次|季度|方阵|时间|方面|个|轮|部分|类|步|线|责任|年|月|天|周|阶段|名单|动力|要务|医院|中学|小学|人民|三方|二课堂|课堂|一线|部门|号|页|张|种|级|梯队|档|师|团|卷|幕)"
)
_ORDINAL = re.compile(rf"(倒数{_B})?第{_B}")
_FRONT = re.compile(rf"(前|后){_B}")
_PLACE_WORD = re.compile(rf"{_B}(位次?|名)(?!单|额|称|优|师|校|企|录)")


@dataclass(frozen=True, slots=True)
class _Place:
    """The number of a place: where it stands, what it is (None where masked), and 位 or 名 behind it."""

    span: Span
    value: Decimal | None
    chinese: bool
    word: str
    end: int


def _place_at(text: str, folded: str, start: int) -> _Place | None:
    masked = _MASK.match(folded, start)
    numeral = None if masked else numeral_at(folded, start, text)
    if masked is None and numeral is None:
        return None
    span = masked.span() if masked else (start, numeral.scale_end if numeral else start)
    word = _PLACE_WORD.match(folded, span[1])
    return _Place(
        span, numeral.amount if numeral else None, numeral is not None and numeral.chinese,
        word[1] if word else "", word.end() if word else span[1],
    )  # fmt: skip


def _ordinal(text: str, folded: str, start: int) -> Core | None:
    """第3位, 倒数第二: a rank; 第3批: an ordinal."""
    match = _ORDINAL.match(folded, start)
    place = _place_at(text, folded, match.end()) if match else None
    if place is None:
        return None
    last = _last_place(text, folded, place)
    if last and last.value is not None and place.value is not None:
        kind: QuantityKind = "rank" if last.word or _is_rank(folded, start, last) else "ordinal"
        low = written((start, last.end), place.span, place.value, last.word, kind, chinese=place.chinese)
        return replace(low, high=last.value, high_digits=plain(last.value))
    if _is_rank(folded, start, place):
        if place.value is None:
            return masked((start, place.end), place.span, place.word)
        return written((start, place.end), place.span, place.value, place.word, "rank", chinese=place.chinese)
    if place.value is None:
        return None
    return written((start, place.span[1]), place.span, place.value, "", "ordinal", chinese=place.chinese)


def _last_place(text: str, folded: str, first: _Place) -> _Place | None:
    """The upper end of 第1-2名, 第3名至第5名, 第1—3批; None where no range goes on."""
    joint = _RANGE.match(folded, first.end)
    if joint is None or first.value is None:
        return None
    at = joint.end() + folded.startswith("第", joint.end())
    last = _place_at(text, folded, at)
    if last is None or last.value is None or last.value <= first.value or first.word not in ("", last.word):
        return None
    return last


def _front(text: str, folded: str, start: int) -> Core | None:
    """前3名, 前XX位: a place that is to be reached or kept."""
    match = _FRONT.match(folded, start)
    place = _place_at(text, folded, match.end()) if match else None
    if match is None or place is None:
        return None
    last = _last_place(text, folded, place)
    if last and last.word and last.value is not None and place.value is not None:
        low = written((start, last.end), place.span, place.value, last.word, "rank", chinese=place.chinese)
        return replace(low, high=last.value, high_digits=plain(last.value))
    if not place.word:
        return None
    op: Operator | None = "<=" if match[1] == "前" else None
    if place.value is None:
        return masked((start, place.end), place.span, place.word, op)
    return written(
        (start, place.end), place.span, place.value, place.word, "rank", chinese=place.chinese, op=op
    )


def _is_rank(folded: str, start: int, place: _Place) -> bool:
    if _NOT_RANK.match(folded, place.span[1]):
        return False
    whole = opens(folded, start) and ends(folded, place.span[1])
    if place.word or whole or folded.startswith("倒数", start):
        return True
    clause = re.split(r"[，。；;,！!?？\n]", folded[max(0, start - 40) : start])[-1]
    return bool(_RANK_WORDS.search(clause) or re.search(r"全[国省市区县州盟]$|第.{1,3}[、和]$", clause))


_DOUBLING = re.compile(rf"翻{_B}(?:了{_B})?(?:([一二两三四五六七八九\d.]+){_B})?番(?!茄)|对{_B}折")


def _doubling(text: str, folded: str, start: int) -> Core | None:
    match = _DOUBLING.match(folded, start)
    if not match:
        return None
    if match[0].startswith("对"):
        return written(match.span(), match.span(), Decimal(50), "%", "percent")
    if match[1] is None:
        return written(match.span(), match.span(), Decimal(1), "番", "measure")
    value = numerals.parse_numeral(match[1])
    return None if value is None else written(match.span(), match.span(1), value, "番", "measure")


_DISCOUNT = re.compile(rf"([一二三四五六七八九]){_B}([一二三四五六七八九]){_B}折(?![合算旧扣射叠])")


def _discount(text: str, folded: str, start: int) -> Core | None:
    """九五折: 95 %."""
    match = _DISCOUNT.match(folded, start)
    if not match:
        return None
    tens, ones = (numerals.DIGITS[digit] for digit in match.groups())
    number = (start, match.end(2))
    return written(match.span(), number, Decimal(tens * 10 + ones), "%", "percent", chinese=True)


_SCALE_WORD = re.compile(r"([百千]?)([万亿]{0,2})")
_MORE_OF_SCALE = re.compile(r"余|多(?![少元于种样层次])|多(?=[元种])")
_NEARLY = re.compile(
    r"(?:(?<![附靠邻最亲])近|约|逾|超过?|突破|不足|不到|不满|至少|[少低]于|达到?|(?<![超通经路不])过|破"
    r"|(?<![以线网地街路海岸会马晚早向往之百])上)了?\Z"
)
_OPERATOR_WORDS = re.compile("突破|超过")
_REACHED = re.compile(r"达到?\Z")
_NUMERAL_BEFORE = re.compile(rf"[\d{CHINESE_NUMERALS}亿几数.]")
_COUNTED = re.compile(
    r"[，。；、,;.)）\s]|\Z|企业|群众|学生|市民|游客|职工|农户|村民|干部|党员|师生|居民|观众|大关"
)


def _headless(text: str, folded: str, start: int) -> Core | None:
    """近百家, 上千人, 百余户: a scale that stands for one of itself. Without such a word beside it a
    scale is part of a name (百货, 千岛, 百亿级)."""
    match = _SCALE_WORD.match(folded, start)
    if not match or not match[0] or _NUMERAL_BEFORE.match(folded[start - 1 : start] or " "):
        return None
    before = folded[max(0, start - 4) : start]
    nearly, more = _NEARLY.search(before), _MORE_OF_SCALE.match(folded, match.end())
    if not (nearly or more) or numerals.is_name(folded, start):
        return None
    at = more.end() if more else match.end()
    unit, end, kind = _unit_at(text, folded, at, after_digits=False)
    small = not match[2] and _REACHED.search(before)
    if not unit and (small or not _COUNTED.match(folded, at)):
        return None
    word = nearly[0][:1] if nearly and not _OPERATOR_WORDS.match(nearly[0]) else ""
    op: Operator | None = ">" if more or word in ("过", "破") else ">=" if word == "上" else None
    begin = nearly.start() - len(before) + start if nearly and word in ("过", "破", "上") and word else start
    value = numerals.SCALES[match[1]] if match[1] else Decimal(1)
    scale = scale_of(match[2])[0]
    return Core(begin, start, match.end(), end, plain(value), value * scale, match[2] + unit, kind, True, op)


_READERS: Mapping[str, tuple[_Reader, ...]] = MappingProxyType(
    dict.fromkeys("0123456789", (_slash_fraction,))
    | dict.fromkeys("一二三四五六七八九", (_discount,))
    | dict.fromkeys("百千万", (_percent_of, _headless))
    | dict.fromkeys("X*×x", (_mask,))
    | dict.fromkeys("第倒", (_ordinal,))
    | dict.fromkeys("前后", (_front,))
    | dict.fromkeys("翻对", (_doubling,))
    | {"零": (_mask, _below_zero), "亿": (_headless,)}
)
"""What may begin with a character, by precedence; a plain number is read where none of them does."""


# --- ranges and ratios ------------------------------------------------------------------------


def _ranged(text: str, folded: str, core: Core, floor: int) -> Core:
    """The core with its sign, the upper end of its range, and what the words before make of it."""
    return priced(folded, _with_rank(folded, _extended(text, folded, _signed(folded, core, floor))), floor)


def _extended(text: str, folded: str, core: Core) -> Core:
    """The core with the second number of its range."""
    joint = _RANGE.match(folded, core.end)
    if core.high is not None or joint is None or core.kind in ("ordinal", "ratio") or core.value is None:
        return core
    minus = folded.startswith("-", joint.end())
    begin = joint.end() + minus
    digit = re.match(rf"[\d{CHINESE_NUMERALS}]", folded[begin : begin + 1])
    upper = (_percent_of(text, folded, begin) or _number(text, folded, begin)) if digit else None
    if upper and not upper.unit and _PERCENT_OF.match(folded, core.start):
        upper = replace(upper, unit="%", kind="percent")
    if upper is None or upper.value is None or not _same_measure(core, upper, joint[0]):
        return core
    high = -upper.value if minus else upper.value
    low = core.value if core.unit else core.value * scale_of(upper.unit)[0]
    if high < low:
        return core
    unit, digits = upper.unit, upper.digits
    if core.unit and core.unit != upper.unit:
        # 5000万—1亿元: both ends in the scale of the first, as printed there.
        scale, bare = scale_of(core.unit)
        unit = core.unit if bare else core.unit + scale_of(upper.unit)[1]
        digits = plain(trimmed(upper.value / scale))
    return replace(
        core, end=upper.end, unit=unit, kind=upper.kind if core.kind == "number" else core.kind,
        value=low, high=high, high_digits=f"-{digits}" if minus else digits, op=upper.op,
    )  # fmt: skip


def _same_measure(low: Core, high: Core, joint: str) -> bool:
    if low.unit == high.unit:
        return bool(low.unit) or joint.strip() not in ("到", "至")
    if not low.unit:
        return low.chinese == high.chinese or low.value == 0
    scale, bare = scale_of(low.unit)
    high_scale, high_bare = scale_of(high.unit)
    return scale > 1 and high_scale > 1 and bare in ("", high_bare)


_RANKED = re.compile(r"(?:排名|排位|位列|名列|位居|位次|排在)(?:全[国省市县区州]|[为是在于:])?\Z")


def _with_rank(folded: str, core: Core) -> Core:
    """排名1-2名: places without 第."""
    if core.kind != "measure" or core.unit not in ("名", "位", "位次"):
        return core
    ranked = _RANKED.search(folded, max(0, core.start - 5), core.start)
    return replace(core, kind="rank") if ranked else core


_BEFORE_MINUS_DASH = re.compile(r"(?:增长|增速|同比|环比|增幅|[为(（:])$")


def _signed(folded: str, core: Core, floor: int) -> Core:
    """A minus printed before the number: - after anything but a number or letter, — only at the very
    start (a table cell), 负 unless it ends a word (欠负)."""
    at = core.start
    if core.kind in ("ordinal", "rank", "masked") or at <= floor or core.value is None:
        return core
    before, left = folded[at - 1], folded[at - 2 : at - 1]
    if before not in "-—–负":
        return core
    minus = before == "-" and not re.match(r"[\dA-Za-z%)）]", left or " ")
    window = folded[max(0, at - 4) : at - 1]
    says_minus = opens(folded, at - 1) or _BEFORE_MINUS_DASH.search(window) is not None
    dash = before in "—–" and core.kind != "number" and says_minus
    if not (minus or dash or (before == "负" and left not in ("抱", "欠", "担", "辜", "肩", "胜"))):
        return core
    return replace(core, start=at - 1, number_start=at - 1, digits=f"-{core.digits}", value=-core.value)
