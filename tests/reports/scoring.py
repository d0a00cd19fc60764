"""How well a paper was read, by the annotation guide's rules, told apart by family.

facts.value: same role and same number in base units, one to one; facts.full: the same name (similarity of at
least 0.6, another good name counts), place and period besides. A reading that answers no gold fact is charged
to the family whose sentence holds its words. Names and texts are compared without blanks, width, punctuation.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from tests.reports.noise import TRADITIONAL
from tests.reports.paper import Paper
from tests.reports.voice import GoldFact

_SCALES = (("万亿", 12), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4), ("千", 3))
_SAME_UNIT = {"个百分点": "百分点", "名": "位", "公里": "千米"}
_YEARLY = frozenset(("target", "weight", "budget", "bonus", "deduction", "score"))
_SIMPLE = {value: key for key, value in TRADITIONAL.items()}
OTHER = "other"
Read = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tally:
    """Gold, read and hit records."""

    gold: int = 0
    read: int = 0
    hit: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.gold + other.gold, self.read + other.read, self.hit + other.hit)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to read and nothing read."""
        whole = self.gold + self.read
        return 2 * self.hit / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold fact that wasn't read (`sign` −), or a reading that no gold fact answers (+)."""

    sign: str
    family: str
    told: str
    sentence: str


@dataclass
class Score:
    """Facts by family, the other records by kind."""

    value: dict[str, Tally] = field(default_factory=dict)
    full: dict[str, Tally] = field(default_factory=dict)
    records: dict[str, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)


@cache
def fold(text: str | None) -> str:
    """Text without blanks, width and punctuation that means nothing."""
    plain = unicodedata.normalize("NFKC", text or "").translate(_SIMPLE)
    return re.sub(r"[\s“”\"'‘’《》〈〉()\[\]【】、,。;:·•*#_|]", "", plain)


@cache
def similar(a: str, b: str) -> float:
    """Dice coefficient of characters and their pairs; one that stands whole in the other is 0.6 at least."""
    a, b = fold(a), fold(b)
    if not a or not b:
        return float(a == b)
    x, y = _grams(a), _grams(b)
    dice = 2 * (x & y).total() / (x.total() + y.total())
    return max(0.6, dice) if min(len(a), len(b)) >= 4 and (a in b or b in a) else dice


def _grams(text: str) -> Counter[str]:
    return Counter(text) + Counter(text[at : at + 2] for at in range(len(text) - 1))


def overlap(a: str, b: str) -> float:
    """The share of the shorter text that both have in common."""
    a, b = fold(a), fold(b)
    if not a or not b:
        return 0.0
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / min(len(a), len(b))


def number(value: str, unit: str) -> tuple[Decimal | str, str] | None:
    """A value in its base unit, masks as they are; None for what is no number."""
    unit = unicodedata.normalize("NFKC", unit or "").translate(_SIMPLE).strip()
    scale = next(((name, power) for name, power in _SCALES if unit.startswith(name)), ("", 0))
    if value == "XX":
        return "XX", unit.removeprefix(scale[0])
    try:
        amount = Decimal(value.replace(",", ""))
    except InvalidOperation:
        return None
    if unit == "成":
        return (amount * 10).normalize(), "%"
    base = unit.removeprefix(scale[0])
    return amount.scaleb(scale[1]).normalize(), _SAME_UNIT.get(base, base)


def pairs(
    gold: Sequence[Any], read: Sequence[Any], closeness: Callable[[Any, Any], float]
) -> list[tuple[int, int]]:
    """One to one, the closest first; 0 is no pair."""
    ranked = sorted(
        ((closeness(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    used_gold, used_read, chosen = set[int](), set[int](), []
    for close, i, j in ranked:
        if close > 0 and i not in used_gold and j not in used_read:
            used_gold.add(i)
            used_read.add(j)
            chosen.append((i, j))
    return chosen


def score(paper: Paper, read: Read) -> Score:
    """The score of one paper; `read` is the interchange JSON of what was read."""
    scored = Score()
    _facts(paper, read, scored)
    _records(paper, read, scored)
    return scored


def _facts(paper: Paper, read: Read, scored: Score) -> None:
    head = paper.gold["document"]
    facts = read.get("facts", [])
    sentences = [(fold(sentence.text), sentence.family, sentence.text) for sentence in paper.sentences]
    for kind, closeness in (("value", _valued(head)), ("full", _whole(head, read.get("document", {})))):
        chosen = pairs(paper.facts, facts, closeness)
        tallies: dict[str, Tally] = getattr(scored, kind)
        for fact in paper.facts:
            _add(tallies, fact.family, Tally(gold=1))
        for i, _ in chosen:
            _add(tallies, paper.facts[i].family, Tally(read=1, hit=1))
        answered = {j for _, j in chosen}
        spare = [fact for j, fact in enumerate(facts) if j not in answered]
        for fact in spare:
            _add(tallies, _home(fact, sentences)[0], Tally(read=1))
        if kind == "full":
            found = {i for i, _ in chosen}
            scored.misses += [
                Miss("-", fact.family, _told(fact), _sentence_of(fact, sentences))
                for i, fact in enumerate(paper.facts)
                if i not in found
            ]
            scored.misses += [Miss("+", *_told_read(fact, sentences)) for fact in spare]


def _add(tallies: dict[str, Tally], key: str, more: Tally) -> None:
    tallies[key] = tallies.get(key, Tally()) + more


def _valued(head: Any) -> Callable[[GoldFact, Read], float]:
    def closeness(gold: GoldFact, read: Read) -> float:
        same = gold.role == read["role"] and _same_value(gold, read)
        return 1 + _same_name(gold, read, head["region"]) if same else 0

    return closeness


def _whole(head: Any, read_head: Any) -> Callable[[GoldFact, Read], float]:
    valued = _valued(head)

    def closeness(gold: GoldFact, read: Read) -> float:
        close = valued(gold, read)
        same = (
            close >= 1.6
            and _same_place(gold, read, head["region"])
            and _same_period(gold, read, head["period"], read_head.get("period"))
        )
        return close if same else 0

    return closeness


def _same_value(gold: GoldFact, read: Read) -> bool:
    x, y = number(gold.value, gold.unit), number(str(read["value"]), read.get("unit") or "")
    return x is not None and y is not None and x[0] == y[0] and (x[1] == y[1] or not x[1] or not y[1])


def _same_name(gold: GoldFact, read: Read, region: str) -> float:
    own = [fold(name) for name in (read.get("entity"), gold.entity, region) if name]

    def bare(name: str) -> str:
        folded = fold(name)
        for entity in own:
            folded = folded.replace(entity, "") or folded
        return folded

    said = bare(read.get("indicator") or "")
    return max(similar(bare(name), said) for name in (gold.indicator, *gold.also))


def _same_place(gold: GoldFact, read: Read, region: str) -> bool:
    x, y = fold(gold.entity or region), fold(read.get("entity") or region)
    return x in y or y in x or similar(x, y) >= 0.6


def _same_period(gold: GoldFact, read: Read, period: str, read_period: str | None) -> bool:
    def resolved(role: str, own: str | None, document: str | None) -> str | None:
        return own or (document[:4] if document and role in _YEARLY else document)

    wanted = resolved(gold.role, gold.period, period)
    return gold.period == "*" or resolved(read["role"], read.get("period"), read_period) == wanted


def _home(fact: Read, sentences: Iterable[tuple[str, str, str]]) -> tuple[str, str]:
    """The family and the sentence that hold the words of a reading."""
    quote = fold(fact.get("quote"))
    return next(
        (
            (family, text)
            for folded, family, text in sentences
            if quote and (quote in folded or folded in quote)
        ),
        (OTHER, ""),
    )


def _sentence_of(fact: GoldFact, sentences: Iterable[tuple[str, str, str]]) -> str:
    value = fact.value.lstrip("-")
    own = [text for _, family, text in sentences if family == fact.family]
    return next((text for text in own if value in text and fact.indicator in text), own[0] if own else "")


def _told(fact: GoldFact) -> str:
    return (
        f"{fact.indicator} | {fact.role} | {fact.op or ''}{fact.value}{fact.unit} | {fact.entity or ''} | "
        f"{fact.period or ''}"
    )


def _told_read(fact: Read, sentences: Iterable[tuple[str, str, str]]) -> tuple[str, str, str]:
    family, sentence = _home(fact, sentences)
    told = (
        f"{fact['indicator']} | {fact['role']} | {fact.get('op') or ''}{fact['value']}"
        f"{fact.get('unit') or ''} | "
        f"{fact.get('entity') or ''} | {fact.get('period') or ''}"
    )
    return family, told, sentence or str(fact.get("quote"))


def _records(paper: Paper, read: Read, scored: Score) -> None:
    head, said = paper.gold["document"], read.get("document", {})
    for name, wanted in head.items():
        _add(scored.records, f"header.{name}", Tally(1, 1, int(_same_field(wanted, said.get(name)))))
    parts: tuple[tuple[str, Callable[[Read, Read], float]], ...] = (
        ("issues", _by_text), ("measures", _by_text), ("rules", _by_text), ("items", _by_name(0.6)),
        ("indicators", _by_name(0.75)),
    )  # fmt: skip
    for part, closeness in parts:
        gold, found = paper.gold[part], read.get(part, [])
        if part == "indicators" and not paper.listed:
            continue
        chosen = pairs(gold, found, closeness)
        _add(scored.records, part, Tally(len(gold), len(found), len(chosen)))
        scored.misses += _record_misses(part, gold, found, chosen)
        if part == "indicators":
            _fields(gold, found, chosen, scored)


def _same_field(wanted: object, said: object) -> bool:
    return fold(str(wanted or "")) == fold(str(said or ""))


def _record_misses(part: str, gold: Any, found: Any, chosen: list[tuple[int, int]]) -> list[Miss]:
    answered, used = {i for i, _ in chosen}, {j for _, j in chosen}
    missed = [Miss("-", part, _shown(g), "") for i, g in enumerate(gold) if i not in answered]
    return missed + [Miss("+", part, _shown(r), "") for j, r in enumerate(found) if j not in used]


def _shown(record: Read) -> str:
    return str(record.get("text") or record.get("name"))


def _fields(gold: Any, found: Any, chosen: list[tuple[int, int]], scored: Score) -> None:
    for i, j in chosen:
        g, r = gold[i], found[j]
        same = {
            "weight": g["weight"] is not None and r.get("weight") is not None
            and Decimal(g["weight"]) == Decimal(r["weight"]),
            "responsible": sorted(map(fold, g["responsible"]))
            == sorted(map(fold, r.get("responsible") or [])),
            "category": similar(g["category"] or "", r.get("category") or "") >= 0.75,
        }  # fmt: skip
        for name, hit in same.items():
            _add(scored.records, f"indicators.{name}", Tally(1, 1, int(hit)))


def _by_text(gold: Read, read: Read) -> float:
    close = overlap(gold["text"], read.get("text") or "")
    return close if close >= 0.6 else 0


def _by_name(least: float) -> Callable[[Read, Read], float]:
    def closeness(gold: Read, read: Read) -> float:
        close = similar(gold["name"], read.get("name") or "")
        return close if close >= least else 0

    return closeness
