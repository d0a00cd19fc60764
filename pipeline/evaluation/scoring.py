"""One document's records against gold: counts by kind and role, every fault, a verdict on each record.

A fact is right where role, value, name, entity and period agree (`facts.full`; masked ones stand for
themselves in `masked`); `facts.value` and `facts.number` ask for less. What is left over on both sides is put
side by side by its number, else by its name and role, so that a fault says what was read instead of what;
only what has no counterpart was missed or made up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from pipeline.evaluation.agreement import (
    SAME_INDICATOR,
    SAME_NAME,
    SAME_TEXT,
    bare,
    overlap,
    same_entity,
    same_indicator,
    same_name,
    same_period,
    same_units,
    same_value,
    same_weight,
    similarity,
)
from pipeline.evaluation.calibration import Verdict
from pipeline.evaluation.figures import Count, total
from pipeline.evaluation.gold import (
    Gold,
    GoldFact,
    GoldHeader,
    GoldIndicator,
    GoldItem,
    GoldRule,
    GoldText,
)
from pipeline.evaluation.pairing import GoldRecord, ReadRecord, paired
from schemas.quantity import MASK
from schemas.records import Fact, FactRole, Header, Indicator, Issue, Item, Measure, Records, Rule

HEADER_FIELDS = ("title", "doc_number", "issuer", "date", "doc_type", "region", "period", "truncated")
WHOLE = ("facts.full", "masked", "indicators", "issues", "measures", "items", "rules")
"""The counts of whole records, each of which counts once in a document's accuracy."""

FaultSort = Literal["missed", "extra", "wrong"]
FaultKind = Literal["header", "facts", "indicators", "issues", "measures", "items", "rules"]
GoldEntry = GoldFact | GoldIndicator | GoldText | GoldItem | GoldRule
ReadEntry = Fact | Indicator | Issue | Measure | Item | Rule


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that gold does not bear out: missed, made up (extra), or wrong in `fields`. Of a header's
    field `gold` and `read` are its values; else they are the records, None where there is none."""

    kind: FaultKind
    sort: FaultSort
    gold: GoldEntry | str | None = None
    read: ReadEntry | str | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """One document: counts by name (as `facts.full`), of facts by role, the faults, and a verdict on each
    record of a kind that gold holds."""

    counts: dict[str, Count]
    roles: dict[FactRole, Count]
    faults: tuple[Fault, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def accuracy(self) -> float:
        """F1 over all whole records."""
        whole = total({"all": self.counts[name]} for name in WHOLE if name in self.counts)
        return whole.get("all", Count()).f1


@dataclass(frozen=True, slots=True)
class _Part:
    """What one kind of record adds to a score."""

    counts: dict[str, Count]
    faults: tuple[Fault, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def score(gold: Gold, read: Records) -> Score:
    """The records of one document against its gold."""
    parts = [_header(gold.document, read.document)]
    roles: dict[FactRole, Count] = {}
    if gold.facts is not None:
        facts = _Facts(gold.document, read.document)
        parts += [facts.scored(gold.facts, read.facts, hidden=hidden) for hidden in (False, True)]
        roles = facts.by_role(gold.facts, read.facts)
    if gold.indicators is not None:
        parts.append(_indicators(gold.indicators, read.indicators))
    if gold.issues is not None:
        parts.append(_texts("issues", gold.issues, read.issues))
    if gold.measures is not None:
        parts.append(_texts("measures", gold.measures, read.measures))
    if gold.rules is not None:
        parts.append(_texts("rules", gold.rules, read.rules))
    if gold.items is not None:
        parts.append(_items(gold.items, read.items))
    return Score(
        counts=total(part.counts for part in parts),
        roles=roles,
        faults=tuple(fault for part in parts for fault in part.faults),
        verdicts=tuple(verdict for part in parts for verdict in part.verdicts),
    )


def _header(gold: GoldHeader, read: Header) -> _Part:
    faults = []
    for name in HEADER_FIELDS:
        wanted, found = getattr(gold, name), getattr(read, name)
        if _folded(wanted) != _folded(found):
            sort: FaultSort = "missed" if not found else "extra" if not wanted else "wrong"
            faults.append(Fault("header", sort, _shown(wanted), _shown(found), (name,)))
    size = len(HEADER_FIELDS)
    return _Part({"header": Count(size, size, size - len(faults))}, tuple(faults))


def _folded(value: object) -> str:
    return bare(str(value or ""))


def _shown(value: object) -> str | None:
    return None if value is None else str(value)


def _of(gold: Sequence[GoldFact], read: Sequence[Fact], *, hidden: bool) -> tuple[list[GoldFact], list[Fact]]:
    return (
        [fact for fact in gold if (fact.value == MASK) is hidden],
        [fact for fact in read if (fact.value == MASK) is hidden],
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """How facts of one document are compared: against its region and period, as gold has them and as read."""

    gold: GoldHeader
    read: Header

    def named(self, gold: GoldFact, read: Fact) -> float:
        return 1 + same_name(gold, read, self.gold.region)

    def numbered(self, gold: GoldFact, read: Fact) -> float:
        return self.named(gold, read) if same_value(gold, read) else 0

    def valued(self, gold: GoldFact, read: Fact) -> float:
        return self.numbered(gold, read) if gold.role == read.role else 0

    def whole(self, gold: GoldFact, read: Fact) -> float:
        value = self.valued(gold, read)
        return value if value and not self.differing(gold, read) else 0

    def beside(self, gold: GoldFact, read: Fact) -> float:
        """How much a fact was read instead of another: the same number, else the same words."""
        number = self.numbered(gold, read)
        if number:
            return 1 + number + overlap(gold.quote, read.quote)
        said = (
            gold.role == read.role
            and self.has_name(gold, read)
            and overlap(gold.quote, read.quote) > SAME_TEXT
        )
        return self.named(gold, read) if said else 0

    def has_name(self, gold: GoldFact, read: Fact) -> bool:
        return same_name(gold, read, self.gold.region) >= SAME_NAME

    def has_period(self, gold: GoldFact, read: Fact) -> bool:
        return same_period(gold, read, self.gold.period, self.read.period)

    def differing(self, gold: GoldFact, read: Fact) -> tuple[str, ...]:
        """The fields that make a fact of the right role and value wrong."""
        same = {
            "indicator": self.has_name(gold, read),
            "entity": same_entity(gold, read, self.gold.region),
            "period": self.has_period(gold, read),
        }
        return tuple(name for name, agrees in same.items() if not agrees)

    def scored(self, every_gold: Sequence[GoldFact], every_read: Sequence[Fact], *, hidden: bool) -> _Part:
        """The masked facts, or all others."""
        gold, read = _of(every_gold, every_read, hidden=hidden)
        pairs = paired(gold, read, self.whole)
        whole = Count(len(gold), len(read), len(pairs))
        counts = {"masked": whole} if hidden else {**self._less(gold, read), "facts.full": whole}
        right = {j for _, j in pairs}
        return _Part(counts, self._faults(gold, read, pairs), _verdicts(read, right))

    def by_role(self, gold: Sequence[GoldFact], read: Sequence[Fact]) -> dict[FactRole, Count]:
        """The counts of whole facts by their role, masked ones among them."""
        counts: dict[FactRole, Count] = {}
        for hidden in (False, True):
            gold_part, read_part = _of(gold, read, hidden=hidden)
            hits = [gold_part[i].role for i, _ in paired(gold_part, read_part, self.whole)]
            for roles, one in (
                ([fact.role for fact in gold_part], Count(gold=1)),
                ([fact.role for fact in read_part], Count(read=1)),
                (hits, Count(hit=1)),
            ):
                for role in roles:
                    counts[role] = counts.get(role, Count()) + one
        return counts

    def _less(self, gold: Sequence[GoldFact], read: Sequence[Fact]) -> dict[str, Count]:
        """What asks for less than the whole fact, and how often each further field of it is right."""
        numbers = paired(gold, read, self.numbered)
        pairs = [(gold[i], read[j]) for i, j in paired(gold, read, self.valued)]
        fields: dict[str, Callable[[GoldFact, Fact], bool]] = {
            "name": self.has_name,
            "entity": partial(same_entity, region=self.gold.region),
            "period": self.has_period,
            "op": lambda a, b: (a.op or "") == (b.op or ""),
        }
        return {
            "facts.number": Count(len(gold), len(read), len(numbers)),
            "facts.value": Count(len(gold), len(read), len(pairs)),
            **{
                f"facts.value: {name}": Count(len(pairs), len(pairs), sum(same(g, r) for g, r in pairs))
                for name, same in fields.items()
            },
        }

    def _faults(
        self, gold: Sequence[GoldFact], read: Sequence[Fact], pairs: Sequence[tuple[int, int]]
    ) -> tuple[Fault, ...]:
        wrong, missed, extra = _left_over(gold, read, pairs, self.beside)
        return (
            *(Fault("facts", "wrong", g, r, self._wrong_fields(g, r)) for g, r in wrong),
            *(Fault("facts", "missed", gold=g) for g in missed),
            *(Fault("facts", "extra", read=r) for r in extra),
        )

    def _wrong_fields(self, gold: GoldFact, read: Fact) -> tuple[str, ...]:
        value = () if same_value(gold, read) else ("value",)
        role = () if gold.role == read.role else ("role",)
        # What stands for an unnamed period hangs on the role: a wrong role is one fault, not two.
        return (*value, *role, *self.differing(replace(gold, role=read.role), read))


def _indicators(gold: Sequence[GoldIndicator], read: Sequence[Indicator]) -> _Part:
    pairs = paired(gold, read, same_indicator)
    both = [(gold[i], read[j]) for i, j in pairs]
    fields: dict[str, Callable[[GoldIndicator, Indicator], bool]] = {
        "weight": lambda a, b: same_weight(a.weight, b.weight),
        "responsible": lambda a, b: same_units(a.responsible, b.responsible),
        "category": lambda a, b: similarity(a.category, b.category) >= SAME_INDICATOR,
    }
    wrong = ((g, r, tuple(n for n, same in fields.items() if not same(g, r))) for g, r in both)
    counts = {"indicators": Count(len(gold), len(read), len(pairs))} | {
        f"indicators.{name}": Count(len(pairs), len(pairs), sum(same(g, r) for g, r in both))
        for name, same in fields.items()
    }
    return _Part(
        counts,
        (
            *(Fault("indicators", "wrong", g, r, names) for g, r, names in wrong if names),
            *_unpaired("indicators", gold, read, pairs),
        ),
        _verdicts(read, {j for _, j in pairs}),
    )


def _texts(
    kind: Literal["issues", "measures", "rules"],
    gold: Sequence[GoldText | GoldRule],
    read: Sequence[Issue | Measure | Rule],
) -> _Part:
    def agreement(one: GoldText | GoldRule, other: Issue | Measure | Rule) -> float:
        share = overlap(one.text, other.text)
        return share if share >= SAME_TEXT else 0

    pairs = paired(gold, read, agreement)
    return _Part(
        {kind: Count(len(gold), len(read), len(pairs))},
        _unpaired(kind, gold, read, pairs),
        _verdicts(read, {j for _, j in pairs}),
    )


def _items(gold: Sequence[GoldItem], read: Sequence[Item]) -> _Part:
    def agreement(one: GoldItem, other: Item) -> float:
        share = similarity(one.name, other.name)
        return share if share >= SAME_NAME else 0

    pairs = paired(gold, read, agreement)
    both = [(gold[i], read[j]) for i, j in pairs]
    wrong = [(g, r, tuple(n for n in ("kind", "status") if getattr(g, n) != getattr(r, n))) for g, r in both]
    right = sum(not names for _, _, names in wrong)
    return _Part(
        {
            "items": Count(len(gold), len(read), len(pairs)),
            "items.kind+status": Count(len(pairs), len(pairs), right),
        },
        (
            *(Fault("items", "wrong", g, r, names) for g, r, names in wrong if names),
            *_unpaired("items", gold, read, pairs),
        ),
        _verdicts(read, {j for _, j in pairs}),
    )


def _unpaired(
    kind: FaultKind, gold: Sequence[GoldEntry], read: Sequence[ReadEntry], pairs: Sequence[tuple[int, int]]
) -> tuple[Fault, ...]:
    """What was missed and what was made up."""
    _, missed, extra = _left_over(gold, read, pairs, lambda _gold, _read: 0)
    return (
        *(Fault(kind, "missed", gold=one) for one in missed),
        *(Fault(kind, "extra", read=one) for one in extra),
    )


def _left_over(
    gold: Sequence[GoldRecord],
    read: Sequence[ReadRecord],
    pairs: Iterable[tuple[int, int]],
    beside: Callable[[GoldRecord, ReadRecord], float],
) -> tuple[list[tuple[GoldRecord, ReadRecord]], list[GoldRecord], list[ReadRecord]]:
    """What the pairs leave over: side by side as far as that goes, then of gold, then of what was read."""
    right_gold, right_read = {i for i, _ in pairs}, {j for _, j in pairs}
    gold_left = [one for i, one in enumerate(gold) if i not in right_gold]
    read_left = [one for j, one in enumerate(read) if j not in right_read]
    beside_pairs = paired(gold_left, read_left, beside)
    told_gold, told_read = {i for i, _ in beside_pairs}, {j for _, j in beside_pairs}
    return (
        [(gold_left[i], read_left[j]) for i, j in sorted(beside_pairs)],
        [one for i, one in enumerate(gold_left) if i not in told_gold],
        [one for j, one in enumerate(read_left) if j not in told_read],
    )


def _verdicts(read: Sequence[ReadEntry], right: set[int]) -> tuple[Verdict, ...]:
    return tuple(Verdict(record.confidence.value, index in right) for index, record in enumerate(read))
