"""Units: the packaged table, its spellings with scale words, and exact conversion to base units.

A symbol is, in order of precedence: an entry of the table (公里, %, 个百分点); a scale and an entry
(万元, 亿立方米); a quotient of two such (元/人, 微克/立方米), which is a dimension of its own whose
denominator stays as printed; a pair of measure words (台(套)). Anything else is no unit: it stays as
printed and is never converted.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from extractors.text.numerals import fold
from schemas.unit import Unit

SCALE_WORDS: Mapping[str, Decimal] = MappingProxyType(
    {
        "百": Decimal(100),
        "千": Decimal(1000),
        "万": Decimal(10) ** 4,
        "亿": Decimal(10) ** 8,
        "k": Decimal(1000),
        "K": Decimal(1000),
    }
)
_SCALED = re.compile(r"(百亿|千亿|万亿|百万|千万|[百千万亿]|[kK](?=$))(.*)")
_DENOMINATORS = re.compile("[/·•]")
_PAIRED = re.compile(r"(.+?)[(（](.+?)[)）]")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(
        files("schemas").joinpath("data", "units.yaml").read_text(encoding="utf-8")
    )
    return data


@cache
def noun_starts(after_digits: bool) -> Mapping[str, str]:
    """A measure word to the regular expression of what makes it the beginning of a noun: after 项, 目
    does (3项目), so that no unit is read out of 项目. Behind Arabic digits fewer words do so."""
    groups = _data()["noun_starts"]
    always, unless_digits = groups["always"], groups["unless_digits"]
    if after_digits:
        return MappingProxyType(dict(always))
    both = {
        word: f"{always[word]}|{more}" if word in always else more for word, more in unless_digits.items()
    }
    return MappingProxyType(always | both)


@cache
def unit_table() -> Mapping[str, Unit]:
    """Every symbol of the packaged table, without scale words, to its unit."""
    data = _data()
    units = {
        symbol: Unit(symbol, _dimension(dimension, symbol), dimension["base"] or symbol, Decimal(factor))
        for dimension in data["dimensions"]
        for symbol, factor in dimension["units"].items()
    }
    counts = {
        word: Unit(word, f"count_{word}", word, Decimal(1)) for word in data["counts"] if word not in units
    }
    return MappingProxyType(units | counts)


def _dimension(entry: dict[str, Any], symbol: str) -> str:
    return str(entry["name"]) if entry["base"] else f"{entry['name']}_{symbol}"


@lru_cache(maxsize=4096)
def find_unit(symbol: str) -> Unit | None:
    """The unit of a printed symbol, with its factor to the base; None where it is not known."""
    symbol = fold(symbol.strip())
    known = unit_table().get(symbol)
    if known or not symbol:
        return known
    symbol = symbol.replace("/每", "/").replace("每", "/")
    if "/" in symbol:
        return _quotient(symbol)
    scaled = _SCALED.fullmatch(symbol)
    if scaled:
        return _scaled(symbol, scaled[1], scaled[2])
    paired = _PAIRED.fullmatch(symbol)
    return (
        Unit(symbol, f"count_{paired[1]}", paired[1], Decimal(1)) if paired and find_unit(paired[1]) else None
    )


def scale_of(symbol: str) -> tuple[Decimal, str]:
    """The scale words that a printed unit begins with, multiplied, and the unit without them:
    亿美元 is (10^8, 美元), 万 is (10^4, ""), 公里 is (1, 公里), 千瓦 is (1, 千瓦)."""
    if symbol in unit_table():
        return Decimal(1), symbol
    scaled = _SCALED.fullmatch(symbol)
    if not scaled:
        return Decimal(1), symbol
    return _product(scaled[1]), scaled[2]


def to_base(value: Decimal, symbol: str) -> tuple[Decimal, Unit] | None:
    """The value in the unit's base, exactly, and the unit; None where the unit is not known."""
    unit = find_unit(symbol)
    return (value * unit.factor, unit) if unit else None


def _product(words: str) -> Decimal:
    scale = Decimal(1)
    for word in words:
        scale *= SCALE_WORDS[word]
    return scale


def _scaled(symbol: str, words: str, rest: str) -> Unit | None:
    if not rest:
        return Unit(symbol, "number", "", _product(words))
    core = unit_table().get(rest)
    return Unit(symbol, core.dimension, core.base, _product(words) * core.factor) if core else None


def _quotient(symbol: str) -> Unit | None:
    over, _, under = symbol.partition("/")
    parts = _DENOMINATORS.split(under.removeprefix("(").removesuffix(")"))
    if find_unit(over) is None or any(find_unit(part) is None for part in parts):
        return None
    factor, core = scale_of(over)
    base = f"{core}/{under}"
    return Unit(symbol, f"per_{base}", base, factor)
