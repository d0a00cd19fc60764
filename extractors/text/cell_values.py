"""The value of a table cell that holds one number and nothing else.

A cell is a sign or arrow, operator words, a number (or a mask), a unit and closing operator words, and
no more: ≥74%, 30个, 75以上, ↑1, 下降9.6%, -1.4, **, ≤44微克/立方米, 3—5个. A worked sum has its
result (21÷24＝87.5%). Cells that mean "nothing" (—, /, 空, 无, 持平) have no value; a real 0 has one. Text
with more in it is not a value and is left to the grammar of sentences.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from schemas.quantity import MASK, Operator

_NOTHING = re.compile(
    r"^[—–\-－/／\\、.。…~～\s]*$|^(无|空|无排名|不排名|持平|不变|同上|待定|暂无|未公布|未下达)$"
)
_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MASK = r"[XxＸｘ×]+(?=[^\dXxＸｘ×])|[XxＸｘ×]{2,}|[*＊]{2,}|[○〇]{2,}"
_CELL = re.compile(
    rf"""^\s*[（(]?
    (?P<move>↑|↓|▲|▼|△|▽|上升|提升|前移|进|提高|增长|增加|下降|后退|退|减少|降低|下滑|回落|负增长)?
    (?P<lead>≥|>=|≧|≤|<=|≦|>|＞|<|＜|=|＝|约|近|不低于|不少于|至少|达到?|不超过|不高于|超过|低于|不足|小于|大于|第|前|控制在)?
    \s*(?P<sign>[-−–－—+＋])?
    (?P<value>{_NUMBER}|{_MASK})
    (?P<percent>[%％])?
    (?:\s*(?:—|–|-|－|~|～|至)\s*(?P<high>{_NUMBER}))?
    \s*(?P<unit>[^\d\s，,。；;（()）]{{0,12}}?(?:/[^\d\s，,。；;（()）]{{1,6}})?)
    (?P<tail>以上|及以上|以下|以内|之内|左右|余)?
    [）)]?\s*[*＊※]?$""",
    re.VERBOSE,
)
_YEARS = re.compile(r"(?:19|20)\d\d年?\s*[-—–－~～至]\s*(?:19|20)\d\d(?:年|$)")
_FORMULA = re.compile(
    r"[（(\[]*\d[\d.,%％\s+\-－−—×xX*＊÷/／（()）\[\]]*[÷/／×*＊+\-－−][^=＝≈]*[=＝≈]\s*(?=[^=＝≈]+$)"
)
_LEADS: dict[str, Operator] = {
    "≥": ">=", ">=": ">=", "≧": ">=", "不低于": ">=", "不少于": ">=", "至少": ">=",
    "≤": "<=", "<=": "<=", "≦": "<=", "不超过": "<=", "不高于": "<=", "前": "<=", "控制在": "<=",
    ">": ">", "＞": ">", "超过": ">", "大于": ">", "<": "<", "＜": "<", "低于": "<", "不足": "<", "小于": "<",
    "约": "~", "近": "~",
}  # fmt: skip
_TAILS: dict[str, Operator] = {
    "以上": ">=", "及以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "左右": "~", "余": ">",
}  # fmt: skip
_DOWN = ("↓", "▼", "▽", "下降", "后退", "退", "减少", "降低", "下滑", "回落", "负增长")
_MINUS = "-−–－—"
_NO_UNIT = re.compile(r"[年月日号]|季度|小时|时|底|末|期")


@dataclass(frozen=True, slots=True)
class CellValue:
    """A cell's number: `value` with its sign ("XX" where masked), `unit` as printed ("" for none),
    `high` the upper end of a range, `start` the offset of the number's first digit in the cell,
    `moved` True where an arrow or 上升/下降 gave the direction."""

    value: str
    unit: str
    op: Operator | None
    high: str | None
    start: int
    moved: bool = False


def is_nothing(text: str) -> bool:
    """True for an empty cell and for the signs that stand for “none” (—, /, 持平)."""
    return bool(_NOTHING.match(unicodedata.normalize("NFKC", text).strip()))


def read_cell(text: str) -> CellValue | None:
    """The one number that a cell holds, None where it holds none or more than a number."""
    if is_nothing(text) or _YEARS.match(text.strip()):
        return None
    formula = _FORMULA.match(text)
    if formula:
        result = read_cell(text[formula.end() :])
        return replace(result, start=formula.end() + result.start) if result else None
    found = _CELL.match(text)
    if not found:
        return None
    unit = unicodedata.normalize("NFKC", (found["percent"] or "") + (found["unit"] or ""))
    if _NO_UNIT.match(unit) or (found["percent"] and found["unit"]):
        return None
    value = _digits(found["value"])
    if value != MASK and ((found["sign"] and found["sign"] in _MINUS) or found["move"] in _DOWN):
        value = f"-{value}"
    return CellValue(
        value=value,
        unit="" if unit == "%" and found["high"] and not found["percent"] else unit,
        op=_operator(found["lead"], found["tail"]),
        high=_digits(found["high"]) if found["high"] else None,
        start=found.start("value"),
        moved=found["move"] is not None,
    )


def read_operator(text: str) -> Operator | None:
    """The comparison that a sign or word alone stands for (≥, 不低于), None for any other text."""
    return _LEADS.get(unicodedata.normalize("NFKC", text).strip())


_RANK_OF = re.compile(
    r"^第?(?P<place>\d{1,3})[位名]?\s*[/／]\s*(?P<of>\d{1,3})$|^第?(?P<first>\d{1,3})[位名]?[（(].*[）)]$"
)


def read_rank(text: str) -> tuple[CellValue, str | None] | None:
    """A place written with the number ranked (3/7) or with words behind it (3（并列）): the value
    and out of how many (None where not stated); None where the cell holds no such place."""
    found = _RANK_OF.match(text.strip())
    if not found:
        return None
    place = found["place"] or found["first"]
    return CellValue(place, "位", None, None, text.index(place)), found["of"]


def _digits(text: str) -> str:
    if not text[0].isdigit():
        return MASK
    return unicodedata.normalize("NFKC", re.sub("[,，]", "", text))


def _operator(lead: str | None, tail: str | None) -> Operator | None:
    if tail:
        return _TAILS[tail]
    return _LEADS.get(lead) if lead else None
