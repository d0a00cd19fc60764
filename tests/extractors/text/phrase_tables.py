"""The tables of phrases in `phrases/`: how a line is read, and how what was read is compared with it.

A line is a phrase, " => ", and what stands in it, " ; " between two; "-" for nothing. Lines that begin with #
and empty ones are for the reader. A phrase that fails stays: the tables say what should be read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.text.fact_grammar import FactDraft, Scope, read_facts
from extractors.text.periods import PeriodContext, find_periods
from extractors.text.quantities import find_performance_quantities
from schemas.evidence import folded
from schemas.quantity import Quantity

FOLDER = Path(__file__).with_name("phrases")
PERIOD, DATE, REGION = "2031-01/2031-08", "2031-09-12", "云溪县"
_YEARLY = ("target", "weight", "budget", "score", "bonus", "deduction")
_SAME_NAME = 0.7


@dataclass(frozen=True)
class Phrase:
    line: int
    text: str
    expected: tuple[str, ...]


def phrases(table: str) -> Iterator[Phrase]:
    lines = (FOLDER / f"{table}.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            text, _, expected = line.partition(" => ")
            assert expected, f"{table}.txt, line {number}: no expectation"
            yield Phrase(number, text, () if expected == "-" else tuple(expected.split(" ; ")))


def fault(table: str, phrase: Phrase) -> str:
    """What is wrong with the reading of a phrase, "" where it is right."""
    read = _READERS[table](phrase.text)
    same = len(read) == len(phrase.expected) and all(
        _SAME[table](wanted, found) for wanted, found in zip(phrase.expected, read, strict=True)
    )
    return "" if same else f"{table}.txt:{phrase.line} {phrase.text}\n    read {' ; '.join(read) or '-'}"


def _facts(phrase: str) -> list[str]:
    under = re.match(r"〈(.+?)〉", phrase)
    topic, text = (under[1], phrase[under.end() :]) if under else ("", phrase)
    scope = Scope(
        periods=PeriodContext(PERIOD, DATE),
        region=REGION,
        topic="" if topic in ("计划", "规则") else topic,
        prospective=topic == "计划",
        rules=topic == "规则",
    )
    return [_fact(draft) for draft in read_facts(text, scope)]


def _fact(draft: FactDraft) -> str:
    own = PERIOD[:4] if draft.role in _YEARLY else PERIOD
    period = "" if draft.period in (None, own) else draft.period
    value = f"{draft.value}~{draft.high}" if draft.high else draft.value
    parts = (value, draft.unit, draft.role, draft.indicator, period, draft.op or "", draft.entity or "")
    return "|".join(parts).rstrip("|")


def _same_fact(wanted: str, found: str) -> bool:
    """All alike but the name, which may differ by a few characters; ‖ stands between what is as good."""
    a, b = ((line + "|" * 6).split("|")[:7] for line in (wanted, found))
    own = PERIOD[:4] if a[2] in _YEARLY else PERIOD
    a[4] = "" if a[4] == own else a[4]
    fields = zip(a, b, strict=True)
    return all(
        any(_alike(one, mine) >= _SAME_NAME if index == 3 else one == mine for one in theirs.split("‖"))
        for index, (theirs, mine) in enumerate(fields)
    )


def _alike(one: str, other: str) -> float:
    """The share of characters and pairs of characters that two names have in common, 0 to 1."""
    x, y = _grams(folded(one)), _grams(folded(other))
    return 2 * len(x & y) / (len(x) + len(y)) if x or y else 1.0


def _grams(name: str) -> set[str]:
    return set(name) | {name[i : i + 2] for i in range(len(name) - 1)}


def _periods(phrase: str) -> list[str]:
    found = find_periods(phrase, PeriodContext(PERIOD, DATE))
    return [f"{mention.text}|{mention.iso or ''}" for mention in found]


def _same_period(wanted: str, found: str) -> bool:
    """The same time; of the words a part will do (到2033年)."""
    (words, iso), (read, read_iso) = wanted.split("|"), found.split("|")
    return iso == read_iso and (read in words or words in read)


def _quantities(phrase: str) -> list[str]:
    return [_quantity(quantity) for quantity in find_performance_quantities(phrase)]


def _quantity(quantity: Quantity) -> str:
    value = f"{quantity.digits}~{quantity.high_digits}" if quantity.high_digits else quantity.digits
    return "|".join((value, quantity.unit, quantity.op or "", quantity.kind))


_READERS = {"facts": _facts, "periods": _periods, "quantities": _quantities}
_SAME = {"facts": _same_fact, "periods": _same_period, "quantities": str.__eq__}
