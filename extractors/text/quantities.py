"""Quantities: every number of a text with its operator, unit and kind; and those that can be results.

`find_quantities` reads what `quantity_grammar` finds and adds the operator that touches the number:
约, 不低于, 超过 before it, 以上, 以内, 左右 after it. Signals for operators, in order of precedence: a
negated word (不低于) before a plain one (低于), words before the number before words after it, where
以下 and 以内 always decide.

`find_performance_quantities` leaves out what can be no result: dates and periods, document, list, phone
and room numbers, ordinals, legal articles, numbers in names and quotation marks, ages, model names,
durations that are no result, and small counts in Chinese numerals. It never decides a role or a sign.
"""

import re
from bisect import bisect_left
from dataclasses import replace

from extractors.text import quantity_grammar
from extractors.text.numerals import BLANK, fold
from extractors.text.periods import PeriodContext, find_periods
from extractors.text.quantity_core import CHINESE_NUMERALS, Core
from extractors.text.quantity_grammar import CLAUSE_STOP
from extractors.text.units import find_unit, scale_of
from schemas.quantity import Operator, Quantity

Span = tuple[int, int]


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in the text, in order, without overlaps. Dates are found as the numbers that
    they are made of; use `find_performance_quantities` to leave them out."""
    folded = fold(text)
    found: list[Quantity] = []
    for core in quantity_grammar.cores(text, folded):
        # The second number of 90分（含90分）以上 is within the operator words of the first.
        if not found or core.start >= found[-1].end:
            found.append(_quantity(text, folded, core))
    return tuple(found)


def bare_unit(unit: str) -> str:
    """A printed unit without its scale words: 亿美元 is 美元, 万 is "", 公里 is 公里."""
    return scale_of(unit)[1]


# --- operators --------------------------------------------------------------------------------

_BEFORE_OPS: tuple[tuple[str, Operator], ...] = (
    (
        r"(?:不|未|没)(?:得|能|可|应)?(?:低于|少于|小于)|至少|最少|最低|起码|≥|>=|大于(?:或|或者)?等于",
        ">=",
    ),
    (
        r"不(?:得|能|可|应)?(?:超过|高于|多于|大于|超出|超)|至多|最[多高大](?:可|能|不超过)?再?[加扣计得减]?"
        r"|≤|<=|小于(?:或|或者)?等于|控制在",
        "<=",
    ),
    (r"(?:超过|超出|突破|多于|大于|高于|逾(?!期)|超(?!额)|>)了?", ">"),
    (r"(?:不足|不到|不满|低于|少于|小于|未达|未满|<)了?", "<"),
    (r"(?:大约|约为|约(?!定)|接近|将近|近|大概|大致)", "~"),
)
_OP_BEFORE = tuple((re.compile(f"(?:{words}){BLANK}*$"), op) for words, op in _BEFORE_OPS)
_NOT_OP = re.compile(r"(?:[节签契合履违预集公条特失制隐简]约|[附最邻亲就远靠]近|[赶反]超)$")
_AFTER_OPS: tuple[tuple[str, Operator], ...] = (
    (r"(?:以上|及以上|或以上|之上|起步)", ">="),
    (r"(?:以下|以内|之内|及以下|或以下|之下|内(?=[,，。;；、]|$))", "<="),
    (r"(?:左右|上下|前后)", "~"),
    (r"(?:余|多)(?![少种样年额万亿])", ">"),
)  # fmt: skip
_INCLUDED = f"(?:{BLANK}*[(（]含[^()（）]{{0,6}}[)）])?"
_OP_AFTER = tuple((re.compile(f"{_INCLUDED}{BLANK}*{words}"), op) for words, op in _AFTER_OPS)
_DIFFERENCE_WORDS = re.compile(r"(?<!不)(?:高于|低于|高出|超出)$")


def _quantity(text: str, folded: str, core: Core) -> Quantity:
    start, end, op = core.start, core.end, core.op
    opened = _operator_before(folded, core)
    if opened:
        start, op = opened[0], None if core.high is not None and opened[1] == "<=" else opened[1]
    closed = _operator_after(folded, end)
    if closed:
        end = closed[0]
        op = closed[1] if op in (None, "~") or closed[1] == "<=" else op
    return Quantity(
        text[start:end], start, end, core.digits, core.unit, core.value, core.kind, op,
        core.high_digits, core.high, core.number_start, core.number_end,
    )  # fmt: skip


def _operator_before(folded: str, core: Core) -> tuple[int, Operator] | None:
    """Where the operator word that touches the number begins, and what it says. 签约20个 states none,
    and 高于2个百分点 states a difference, no operator."""
    before = folded[max(0, core.start - 12) : core.start]
    if _NOT_OP.search(before) or (core.kind == "point" and _DIFFERENCE_WORDS.search(before)):
        return None
    for pattern, operator in _OP_BEFORE:
        match = pattern.search(before)
        if match:
            return core.start - (len(before) - match.start()), operator
    return None


def _operator_after(folded: str, end: int) -> tuple[int, Operator] | None:
    for pattern, operator in _OP_AFTER:
        match = pattern.match(folded, end)
        if match:
            return match.end(), operator
    return None


# --- what can be a result ---------------------------------------------------------------------

_NO_PERIOD = PeriodContext()
_CN = "一二三四五六七八九十"
_NO_RESULTS: dict[str, str] = {
    "document number": r"[〔［\[（(【]\s?(?:19|20)\d\d\s?[〕］\])）】]\s?第?\s?\d*\s?号?",
    "number of a house, line, flight": rf"(?:第\s?)?[\d{_CN}百]{{1,8}}\s?号(?!召)",
    "room": r"\d{1,3}[栋幢]\s?\d{1,4}[室房号]",
    "one to one": rf"[\d{_CN}]\s?对\s?[\d{_CN}]",
    "title": r"《[^》]{1,80}》",
    "list label": rf"^\s*[(（]?[\d{CHINESE_NUMERALS}]{{1,3}}[)）]?[、.．)）](?!\d)",
    "label in a sentence": r"(?<=[。；;：:！])\s*\d{1,2}[、.．](?!\d)",
    "label in brackets": rf"[(（]\s?(?:\d{{1,2}}|[{_CN}]{{1,3}})\s?[)）]|[【\[]\d{{1,2}}[】\]]",
    "listed places": r"第\s?\d+(?:[、和\-—–~至到]\d++)++(?![位名])",
    "annex, table, note": (
        rf"(?:附件|附表|附录|附图|专栏|表|图|注|脚注)\s?[\d{_CN}]+(?:[-－—.]\d+)*(?=[\s，。：:；、）)】《]|$)"
    ),
    "named number": (
        r"(?:电话|手机|传真|热线|邮编|邮政编码|QQ|微信|账号|代码|编号|序号|编码)"
        r"[:：]?\s?[\d—－\-、/() ]{3,}"
    ),
    "phone number": r"(?<!\d)0\d{2,3}\s?[-—－]\s?\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)",
    "hotline": (
        r"(?<!\d)1\d{2,4}(?![个家项条件人名次处台场起万亿多余\d])"
        r"(?=[^，。；\d]{0,6}(?:热线|平台|便民|投诉|举报|指挥|报警|接警|急救))"
    ),
    "1+5": (
        rf"[A-Za-z\d{_CN}多]{{1,4}}\s?\+\s?[A-Za-z\d{_CN}]{{1,4}}(?:\s?\+\s?[A-Za-z\d]{{1,3}})*"
        r"(?![\d.]*(?:%|亿|万|个|家))"
    ),
    "time of day": r"\d{1,2}[时点](?:[0-5]?\d分|半|整)",
    "hours of service": (
        r"\d{1,4}小时(?:\d{1,2}分)?(?=值班|服务|在线|不间断|开放|以?内|\d)|(?<=小时)\d{1,2}分(?!\d)"
    ),
    "road": r"[GSXYZC]\d{1,4}|\d{3}(?=国道|省道|县道)",
    "grade, congress": rf"[\d{_CN}]{{1,4}}(?:级(?!以上\d)|届)",
    "class of size": rf"[\d{_CN}百千万]{{1,8}}亿?元?级",
    "rating of a device": (
        r"(?<![为达到至])(?<!\d)\d{1,5}(?:\.\d{1,3})?(?:千伏(?!安)|[kK]?[vV](?![A-Za-z])|伏(?!安))"
        r"|\d{1,5}(?:\.\d{1,3})?(?:千伏安(?=主?变|配变|及以上)|[Mm]m)"
    ),
    "lot, phase": r"\d{1,2}(?:标段|期(?:工程|项目|建设|厂房|用地))",
    "rule of a ratio": r"(?:按照?|以)\s?\d{1,3}[:：∶]\d{1,3}|\d{1,3}[:：∶]\d{1,3}(?=的?比例|配)",
    "scale of a map": r"1[:：∶]\d+(?:万)?(?=比例尺|地形|地图|数字|航|测)",
    "round the clock": r"7\s?[×xX*]\s?24",
    "place of a total, 3/17": r"(?<![\d.第])\d{1,4}/\d{1,4}(?![\d.])",
}
"""What a number is where it is no result, to the expression that finds it in folded text."""

_EXCLUDED = re.compile("|".join(f"(?:{pattern})" for pattern in _NO_RESULTS.values()), re.MULTILINE)
_QUOTED = re.compile(r"[“「‘\"]([^”」’\"]{1,16})[”」’\"]")
_QUOTED_RESULT = re.compile(r"\d(?:\.\d+)?\s?%|\d[\d.]*\s?[万亿]?元|增长|下降|完成|达到")
_LASTING = ("year", "age", "month", "week", "time")
_LASTING_WORDS = re.compile(
    r"周期|时限|时长|工期|期限|缩短|压缩|平均|提前|超过|仅用|耗时|用时|滞后|延长|去化|响应|等候|时间|寿命|培训|课|学"
)
_PHYSICAL = (
    "money",
    "area",
    "land",
    "length",
    "volume",
    "mass",
    "coal",
    "electricity",
    "power",
    "times",
    "doubling",
)
_CELL_START, _CELL_END = re.compile(r"[\s+↑↓]*"), re.compile(r"\s*")
_MOVED_ON = re.compile(r"(?:缩小|扩大|提高|降低|下降|上升|提升|增加|减少|降|升|增|减)(?:到|至|为)\d")
_COPULA = re.compile(r"(?:[为达至到是计]|完成|实现|[:：]|得分|共|达到了|约)\s?$")


def find_performance_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities that can say how something performed or should perform."""
    folded = fold(text)
    excluded = _excluded_spans(text, folded)
    return tuple(
        q
        for found in find_quantities(text)
        if not _overlaps(found, excluded)
        and _is_candidate(q := _with_measure_word(found, folded), text, folded)
    )


def _with_measure_word(q: Quantity, folded: str) -> Quantity:
    """A single word behind a plainly stated number at the end of its clause is its measure word,
    known or not (增至144颗、)."""
    word = _MEASURE_WORD.match(folded, q.end)
    if q.kind != "number" or q.unit or word is None or folded[q.number_start] in CHINESE_NUMERALS:
        return q
    if not (_COPULA.search(folded, max(0, q.start - 6), q.start) or _RAISED.search(folded, 0, q.start)):
        return q
    return replace(q, text=q.text + word[1], end=word.end(1), unit=word[1], kind="measure")


_MEASURE_WORD = re.compile(r"([\u4e00-\u9fff])(?=[，。；、！）,;\n]|$)")
_RAISED = re.compile(r"(?:新增|增至|突破|超过|达到?|投放|更换|安装|建成)[\u4e00-\u9fffA-Za-z]{0,8}$")


def _excluded_spans(text: str, folded: str) -> tuple[Span, ...]:
    """The spans that hold no result, in order, with overlapping ones made one."""
    periods = [(m.start, m.end) for m in find_periods(text, _NO_PERIOD)]
    patterns = [m.span() for m in _EXCLUDED.finditer(folded)]
    quoted = [m.span(1) for m in _QUOTED.finditer(text) if not _QUOTED_RESULT.search(m[1])]
    merged: list[Span] = []
    for start, end in sorted(periods + patterns + quoted):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _overlaps(q: Quantity, spans: tuple[Span, ...]) -> bool:
    after = bisect_left(spans, (q.number_end, 0))
    return after > 0 and spans[after - 1][1] > q.number_start


def _is_candidate(q: Quantity, text: str, folded: str) -> bool:
    if q.kind == "ordinal":
        return False
    if q.kind in ("percent", "point", "rank", "masked", "ratio"):
        return True
    if folded[q.number_start] in CHINESE_NUMERALS:
        return _chinese_result(q)
    if q.kind == "number" and not q.unit:
        return _unitless_result(q, text)
    return _lasting_result(q, text)


def _dimension(q: Quantity) -> str:
    unit = find_unit(q.unit)
    return unit.dimension if unit else ""


def _chinese_result(q: Quantity) -> bool:
    """Small counts in Chinese numerals (两个, 三项) are words, not results."""
    if not q.unit:
        return q.kind == "number" and "分之" in q.text
    if _dimension(q).startswith(("money", "times", "doubling")):
        return True
    if _dimension(q).startswith(_PHYSICAL):
        return q.value is not None and (q.value > 10 or q.op is not None)
    if q.value is None:
        return False
    return q.value > 10 and _dimension(q).startswith(("count", "score"))


def _unitless_result(q: Quantity, text: str) -> bool:
    """A number without a unit counts where it is all there is (a cell), or is plainly said to be one."""
    if _CELL_START.fullmatch(text, 0, q.start) and _CELL_END.fullmatch(text, q.end):
        return True
    opens = _CELL_START.fullmatch(text, 0, q.start) is not None
    if opens or not (CLAUSE_STOP.match(text, q.end) or _MOVED_ON.match(text, q.end)):
        return False
    return "." in q.digits or _COPULA.search(text, max(0, q.start - 6), q.start) is not None


def _lasting_result(q: Quantity, text: str) -> bool:
    """Durations are results only where the sentence measures time; 5个工作日内 is a rule."""
    dimension = _dimension(q)
    if dimension in _LASTING or q.unit == "日":
        return bool(_LASTING_WORDS.search(text[max(0, q.start - 12) : q.end]))
    if dimension in ("day", "working_day"):
        return not re.match(r"之?[内前后]|以内|制|一[次报]", text[q.end :]) and q.op != "<="
    return True
