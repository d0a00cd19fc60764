"""When what was read agrees with gold: names, values, entities, periods, texts.

Values agree in base units with the sign of the words, names by their characters and pairs of characters,
texts by what they have in common. Never by spelling alone: punctuation, blanks and the width of characters
don't count. The same two records always agree to the same degree.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.evaluation.gold import ANY_PERIOD, GoldFact, GoldIndicator
from schemas.quantity import MASK
from schemas.records import Fact, Indicator

SAME_NAME = 0.6
"""From here on two names of facts or items mean the same."""
SAME_INDICATOR = 0.75
SAME_TEXT = 0.6

_SIGNS = re.compile(r"[\s“”\"'‘’《》〈〉()（）\[\]【】、,，。;；:：·•*#_]")
_COUNT_ENDING = re.compile(r"(?<=..)(数量|个数|项数|户数|人数|家数|总数|数)$")
_SCALES = (("万亿", 12), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4), ("千", 3))
_SCALE_WORDS = re.compile(r"^(万亿|亿|千万|百万|万|千)")
_SAME_UNIT = {
    "个百分点": "百分点", "元人民币": "元", "名": "位", "公里": "千米", "km": "千米", "平米": "平方米",
    "㎡": "平方米", "m2": "平方米",
}  # fmt: skip
_YEARLY = frozenset({"target", "weight", "budget", "bonus", "deduction", "score"})
"""Roles whose facts are of the year where they name no period."""
_WHOLE_NAME = 4
"""A name of so many characters that stands whole within another is the same at least to SAME_NAME."""
_NUMBER_BONUS = 0.1


@lru_cache(maxsize=65536)
def bare(text: str | None) -> str:
    """Text without what carries no meaning: width, blanks, punctuation."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text or ""))


@lru_cache(maxsize=65536)
def dice(one: str, other: str) -> float:
    """Dice's coefficient of the characters and pairs of characters, 0 to 1."""
    x, y = _grams(one), _grams(other)
    return 2 * (x & y).total() / (x.total() + y.total())


def _grams(text: str) -> Counter[str]:
    return Counter(text) + Counter(text[i : i + 2] for i in range(len(text) - 1))


def similarity(one: str | None, other: str | None) -> float:
    """How much two names are the same, 0 to 1."""
    a, b = bare(one), bare(other)
    if not a or not b:
        return float(a == b)
    if min(len(a), len(b)) >= _WHOLE_NAME and (a in b or b in a):
        return max(SAME_NAME, dice(a, b))
    return dice(a, b)


def overlap(one: str, other: str) -> float:
    """The share of the shorter text that both have in common, in runs of at least two characters."""
    a, b = bare(one), bare(other)
    if not a or not b:
        return 0.0
    matched = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(run.size for run in matched if run.size > 1) / min(len(a), len(b))


@lru_cache(maxsize=65536)
def amount(value: str, unit: str | None) -> tuple[Decimal | str, str] | None:
    """A value in base units with its unit; a masked one stays as it is. None where it is no number."""
    unit = unicodedata.normalize("NFKC", unit or "").strip()
    unit = _SAME_UNIT.get(unit, unit)
    if value.strip() == MASK:
        return MASK, _SCALE_WORDS.sub("", unit)
    try:
        number = Decimal(value.strip().replace(",", "").replace("＋", "+").replace("－", "-"))
    except InvalidOperation:
        return None
    if unit == "成":
        return (number * 10).normalize(), "%"
    for prefix, power in _SCALES:
        if unit.startswith(prefix):
            number, unit = number.scaleb(power), unit[len(prefix) :]
            break
    return number.normalize(), _SAME_UNIT.get(unit, unit)


def same_value(gold: GoldFact, read: Fact) -> bool:
    """The same number in base units; a unit that one of them lacks doesn't count."""
    x, y = amount(gold.value, gold.unit), amount(read.value, read.unit)
    if x is None or y is None or x[0] != y[0]:
        return False
    return x[1] == y[1] or not x[1] or not y[1]


def same_entity(gold: GoldFact, read: Fact, region: str | None) -> bool:
    """The same performer as one of gold's alternatives; none means the document's own region."""
    mine = bare(read.entity or region)
    for entity in (gold.entity or region or "").split("|"):
        theirs = bare(entity)
        if not theirs or not mine or theirs in mine or mine in theirs or dice(theirs, mine) >= SAME_NAME:
            return True
    return False


def same_period(gold: GoldFact, read: Fact, period: str | None, read_period: str | None) -> bool:
    """The same time; a fact without one has its document's (`period` by gold, `read_period` as read)."""
    wanted = _resolved(gold, period)
    return gold.period == ANY_PERIOD or not wanted or _resolved(read, read_period) == wanted


def _resolved(fact: GoldFact | Fact, of_document: str | None) -> str | None:
    yearly = of_document[:4] if of_document and fact.role in _YEARLY else of_document
    return fact.period or yearly


def same_name(gold: GoldFact, read: Fact, region: str | None) -> float:
    """How much the name is one of gold's, 0 to 1; who performed doesn't count as a part of it."""
    own = tuple(filter(None, map(bare, (read.entity, *(gold.entity or "").split("|"), region))))
    mine = _measured(read.indicator, own)
    return max(similarity(_measured(name, own), mine) for name in (gold.indicator, *gold.also))


@lru_cache(maxsize=65536)
def _measured(name: str, own: tuple[str, ...]) -> str:
    name = bare(name)
    for entity in own:
        name = name.replace(entity, "") or name
    return _COUNT_ENDING.sub("", name)


def same_indicator(gold: GoldIndicator, read: Indicator) -> float:
    """How much two listed indicators are the same by any of their names; 0 where they are not."""
    theirs = (gold.name, *gold.aliases)
    best = max(similarity(a, b) for a in theirs for b in (read.name, *read.aliases))
    numbered = bool(gold.number) and gold.number == read.number
    return best + _NUMBER_BONUS * numbered if best >= SAME_INDICATOR else 0


def same_weight(one: str | None, other: str | None) -> bool:
    """The same points, or none on both sides."""
    if one is None or other is None:
        return one is other
    return amount(one, "") == amount(other, "")


def same_units(one: Iterable[str], other: Iterable[str]) -> bool:
    """The same responsible units in any order."""
    return sorted(map(bare, one)) == sorted(map(bare, other))
