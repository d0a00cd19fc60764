"""Automatic numbers of Word paragraphs, spelled out as Word shows them.

numbering.xml gives each list its levels; a paragraph names a list and a level, itself or by its style (then
the level is the one that names the style). Lists of one abstract definition count on together; an override
of the start counts anew from its first use on. A level restarts below a higher one, unless it says otherwise.
Bullets give no label.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.readers.word.names import is_on, number, value, w
from extractors.readers.word.number_text import number_text

_SUFFIXES = {None: "\t", "tab": "\t", "space": " ", "nothing": ""}
_MOST_LINKS = 8


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: its number format, its text (“%1、”), its first number, what follows the number,
    the paragraph style that it belongs to, whether it shows all numbers as 1, 2, 3 (legal), and the level
    (from 1) that restarts it: None any higher one, 0 none."""

    number_format: str
    text: str
    start: int = 1
    suffix: str = "\t"
    style: str | None = None
    is_legal: bool = False
    restart: int | None = None


@dataclass(frozen=True, slots=True)
class WordList:
    """A list that paragraphs name: its levels, the definition with which it counts, and the levels at which
    it starts anew."""

    levels: Mapping[int, ListLevel]
    counts_with: str
    restarts: Mapping[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each definition has counted."""

    lists: Mapping[str, WordList]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next_label(self, list_id: str, level: int | None = None, style: str | None = None) -> str:
        """The label of the next paragraph of a list, with the blank that follows it; "" for bullets and
        unknown lists. `style` is the style by which the paragraph belongs to the list, None where it names
        the list itself."""
        found = self.lists.get(list_id)
        if found is None:
            return ""
        level = _level_of(found, level, style)
        if level not in found.levels:
            return ""
        counted = self._count(list_id, found, level)
        spec = found.levels[level]
        if spec.number_format == "bullet":
            return ""
        label = _spelled(found.levels, counted, level)
        return label + spec.suffix if label else ""

    def _count(self, list_id: str, found: WordList, level: int) -> Mapping[int, int]:
        counted = self.counters.setdefault(found.counts_with, {})
        for fresh in [at for at in found.restarts if at <= level and (list_id, at) not in self.begun]:
            self.begun.add((list_id, fresh))
            counted.pop(fresh, None)
        start = found.restarts.get(level, found.levels[level].start)
        counted[level] = counted.get(level, start - 1) + 1
        for deeper in [other for other in counted if other > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counted[deeper]
        return counted


def _level_of(found: WordList, level: int | None, style: str | None) -> int:
    if style is not None:
        linked = next((index for index, spec in found.levels.items() if spec.style == style), None)
        if linked is not None:
            return linked
    return level or 0


def _spelled(levels: Mapping[int, ListLevel], counted: Mapping[int, int], level: int) -> str:
    spec = levels[level]
    text = spec.text
    for other in range(level + 1):
        mark = f"%{other + 1}"
        if mark in text:
            of_other = levels.get(other, spec)
            number_format = "decimal" if spec.is_legal else of_other.number_format
            text = text.replace(mark, number_text(counted.get(other, of_other.start), number_format))
    return text


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists in numbering.xml; none where the document has no such part."""
    if root is None:
        return Numbering({})
    definitions = {str(item.get(w("abstractNumId"))): item for item in root.iterchildren(w("abstractNum"))}
    linked = {value(item, w("styleLink")): key for key, item in definitions.items()}
    lists = {}
    for item in root.iterchildren(w("num")):
        key = _definition(value(item, w("abstractNumId")) or "", definitions, linked)
        levels = _levels(definitions[key]) if key in definitions else {}
        restarts: dict[int, int] = {}
        for override in item.iterchildren(w("lvlOverride")):
            _override(levels, restarts, override)
        lists[str(item.get(w("numId")))] = WordList(levels, key, restarts)
    return Numbering(lists)


def _definition(key: str, definitions: Mapping[str, etree._Element], linked: Mapping[str | None, str]) -> str:
    """The definition that holds the levels, where one only refers to a list style of another."""
    for _ in range(_MOST_LINKS):
        link = value(definitions.get(key), w("numStyleLink"))
        if link is None or link not in linked:
            break
        key = linked[link]
    return key


def _levels(definition: etree._Element) -> dict[int, ListLevel]:
    return {number(item.get(w("ilvl"))) or 0: _level(item) for item in definition.iterchildren(w("lvl"))}


def _level(item: etree._Element) -> ListLevel:
    formats = [str(found.get(w("val"))) for found in item.iter(w("numFmt"))]
    start = number(value(item, w("start")))
    return ListLevel(
        number_format=next((name for name in formats if name != "custom"), "decimal"),
        text=value(item, w("lvlText")) or "",
        start=1 if start is None else start,
        suffix=_SUFFIXES.get(value(item, w("suff")), "\t"),
        style=value(item, w("pStyle")),
        is_legal=is_on(item.find(w("isLgl"))),
        restart=number(value(item, w("lvlRestart"))),
    )


def _override(levels: dict[int, ListLevel], restarts: dict[int, int], override: etree._Element) -> None:
    index = number(override.get(w("ilvl"))) or 0
    for level in override.iterchildren(w("lvl")):
        levels[index] = _level(level)
    start = number(value(override, w("startOverride")))
    if start is not None:
        restarts[index] = start
        if index in levels:
            levels[index] = replace(levels[index], start=start)
