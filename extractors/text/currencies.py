"""Money in print: the sign before an amount (￥1,200, US$500万) and an amount in two units (3元5角).

It adds to a number that has been read; it finds none.
"""

import re
from dataclasses import replace
from decimal import Decimal

from extractors.text import numerals
from extractors.text.numerals import plain, trimmed
from extractors.text.quantity_core import Core
from extractors.text.units import scale_of

CURRENCY_CODES = frozenset({"RMB", "CNY", "USD", "US", "HK"})
_COIN = f"[{''.join(numerals.DIGITS)}\\d]"
_AFTER_YUAN = re.compile(rf"零?({_COIN})[角毛](?:零?({_COIN})分)?钱?|零({_COIN})分钱?")
_AFTER_KUAI = re.compile(rf"({_COIN})(?:块钱)?(?=[，。；、,;）)\s]|\Z)")
_AFTER_FOREIGN = re.compile(r"[又零]?(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:美分|欧分|便士)")
_AFTER_JIAO = re.compile(rf"({_COIN})(?:分钱?)?(?=[，。；、,;）)\s]|\Z)")
_YUAN, _JIAO, _KUAI, _FOREIGN = ("元", "圆", "块"), ("角", "毛"), "块", ("美元", "欧元", "英镑")


def with_coins(folded: str, core: Core) -> Core:
    """3元5角2分, 三块五, 两美元又三美分: one amount in the larger unit."""
    if core.value is None or core.high is not None or core.op is not None:
        return core
    if core.unit in _FOREIGN:
        match = _AFTER_FOREIGN.match(folded, core.end)
        cents = numerals.parse_numeral(match[1]) if match else None
        return core if match is None or cents is None else _coined(core, match.end(), core.unit, cents / 100)
    if core.unit in _JIAO:
        fen = _AFTER_JIAO.match(folded, core.end)
        jiao = replace(core, value=core.value / 10)
        return _coined(jiao, fen.end(), "元", Decimal(_coin(fen[1])) / 100) if fen else core
    if core.unit not in _YUAN:
        return core
    match = _AFTER_YUAN.match(folded, core.end)
    short = None if match or core.unit != _KUAI else _AFTER_KUAI.match(folded, core.end)
    if short:
        return _coined(core, short.end(), "元", Decimal(_coin(short[1])) / 10)
    if match is None:
        return core
    added = Decimal(_coin(match[1])) / 10 + Decimal(_coin(match[2] or match[3])) / 100
    return _coined(core, match.end(), "元", added)


def _coin(digit: str | None) -> int:
    return numerals.DIGITS[digit] if digit in numerals.DIGITS else int(digit or 0)


def _coined(core: Core, end: int, unit: str, added: Decimal) -> Core:
    value = (core.value or Decimal(0)) + added
    return replace(
        core, number_end=end, end=end, unit=unit, kind="money", value=value, digits=plain(trimmed(value))
    )


_CURRENCY = re.compile(
    r"(?:(?P<元>人民币|RMB|CNY|[￥¥])|(?P<美元>US\$|USD|[$＄])|(?P<港元>HK\$)|(?P<欧元>€)|(?P<英镑>£))[ :]?\Z"
)
_CURRENCY_ENDS = frozenset("币BYD￥¥$＄€£ :")


def priced(folded: str, core: Core, floor: int) -> Core:
    """￥1,200, US$500万, 人民币50元: the currency that stands before an amount is its unit."""
    if (
        core.start == floor
        or folded[core.start - 1] not in _CURRENCY_ENDS
        or core.kind not in ("number", "money")
    ):
        return core
    match = _CURRENCY.search(folded, max(floor, core.start - 5), core.start)
    if match is None or match.lastgroup is None:
        return core
    if core.kind == "money":
        same = core.unit.endswith(match.lastgroup)
        return replace(core, start=match.start()) if same else core
    if scale_of(core.unit)[1]:
        return core
    return replace(core, start=match.start(), unit=core.unit + match.lastgroup, kind="money")
