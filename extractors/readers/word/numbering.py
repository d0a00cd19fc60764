"""Automatic numbers of Word paragraphs, spelled out as Word shows them.

numbering.xml gives each list its levels; a paragraph names a list and a level, itself or by its style.
Counters restart below a higher level. Bullets give no label.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.readers.ooxml import attribute, child, children

_CN = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE_FORMATS = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "chineseLegalSimplified",
}


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: its number format, its text (“%1、”) and its first number."""

    number_format: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: Mapping[str, Mapping[int, ListLevel]]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph of a list at a level; "" for bullets and unknown lists."""
        levels = self.lists.get(list_id)
        if levels is None or level not in levels:
            return ""
        counted = self.counters.setdefault(list_id, {})
        counted[level] = counted.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counted if other > level]:
            del counted[deeper]
        if levels[level].number_format in {"bullet", "none"}:
            return ""
        text = levels[level].text
        for other in range(level + 1):
            mark = f"%{other + 1}"
            if mark in text:
                spec = levels.get(other, levels[level])
                text = text.replace(mark, number_text(counted.get(other, spec.start), spec.number_format))
        return text


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists in numbering.xml; none where the document has no such part."""
    if root is None:
        return Numbering({})
    abstract = {
        attribute(item, "abstractNumId") or "": _levels(item) for item in children(root, "abstractNum")
    }
    lists = {}
    for item in children(root, "num"):
        base = dict(abstract.get(attribute(child(item, "abstractNumId"), "val") or "", {}))
        for override in children(item, "lvlOverride"):
            _override(base, override)
        lists[attribute(item, "numId") or ""] = base
    return Numbering(lists)


def _levels(item: etree._Element) -> dict[int, ListLevel]:
    return {_number(attribute(level, "ilvl"), 0): _level(level) for level in children(item, "lvl")}


def _level(level: etree._Element) -> ListLevel:
    return ListLevel(
        attribute(child(level, "numFmt"), "val") or "decimal",
        attribute(child(level, "lvlText"), "val") or "",
        _number(attribute(child(level, "start"), "val"), 1),
    )


def _override(levels: dict[int, ListLevel], override: etree._Element) -> None:
    index = _number(attribute(override, "ilvl"), 0)
    for level in children(override, "lvl"):
        levels[index] = _level(level)
    start = attribute(child(override, "startOverride"), "val")
    if start is not None and index in levels:
        levels[index] = replace(levels[index], start=_number(start, 1))


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else default


def number_text(number: int, number_format: str) -> str:
    """A number as a list shows it: 12 → 十二, ⑫, XII, l."""
    if number_format in _CHINESE_FORMATS:
        return chinese_text(number)
    if number_format.startswith("decimalEnclosed") or number_format == "ideographEnclosedCircle":
        return _CIRCLED[number - 1] if 1 <= number <= len(_CIRCLED) else str(number)
    if number_format == "decimalZero":
        return f"{number:02d}"
    if number_format in {"upperLetter", "lowerLetter"} and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if number_format == "upperLetter" else letter.lower()
    if number_format in {"upperRoman", "lowerRoman"}:
        roman = roman_text(number)
        return roman if number_format == "upperRoman" else roman.lower()
    return str(number)


def chinese_text(number: int) -> str:
    """1 … 999 in Chinese numerals as lists count: 十, 十二, 二十, 一百零三."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_CN[hundreds]}百" if hundreds else ""
    if hundreds and rest and not tens:
        text += "零"
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_CN[tens]}十"
    return text + (_CN[ones] if ones else "")


def roman_text(number: int) -> str:
    """A number in Roman numerals."""
    text = ""
    for value, letters in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while number >= value:
            text += letters
            number -= value
    return text
