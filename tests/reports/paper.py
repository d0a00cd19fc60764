"""A paper as it is written: its blocks in order and its gold, put together sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from tests.reports.family import Family
from tests.reports.phrasings.registry import of_groups
from tests.reports.scheme import Indicator, Scheme, Wanted
from tests.reports.voice import GoldFact, Voice

BlockKind = Literal["title", "heading", "text", "line", "signature", "table"]


@dataclass(frozen=True, slots=True)
class Block:
    """A line of its own (`line`: at the left, as an addressee), a paragraph, or a table's rows."""

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a family printed, for telling whose a wrong reading is."""

    family: str
    text: str


@dataclass(frozen=True)
class Paper:
    """A finished paper. `gold` is the annotation guide's JSON without facts, `facts` are they. `listed` tells
    whether it lists indicators: where it doesn't, what is read as indicators isn't counted."""

    genre: str
    seed: int
    held_out: bool
    blocks: tuple[Block, ...]
    gold: dict[str, object]
    facts: tuple[GoldFact, ...]
    sentences: tuple[Sentence, ...]
    listed: bool

    @property
    def name(self) -> str:
        """Its file's name without its ending."""
        return f"{self.genre}-{self.seed}{'-held' if self.held_out else ''}"


@dataclass
class Draft:
    """A paper that is being written: indicators are used up one by one, so that none is said twice."""

    genre: str
    scheme: Scheme
    rng: Random
    held_out: bool
    annual: bool = False
    loose: bool = False
    blocks: list[Block] = field(default_factory=list)
    facts: list[GoldFact] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    records: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    unused: list[Indicator] = field(default_factory=list)

    def __post_init__(self) -> None:
        """All indicators are still unused."""
        self.unused = list(self.scheme.indicators)

    def put(self, kind: BlockKind, text: str) -> None:
        """A block of text."""
        self.blocks.append(Block(kind, text))

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A table, its header first."""
        self.blocks.append(Block("table", rows=tuple(tuple(row) for row in rows)))

    def record(self, part: str, **record: object) -> None:
        """A gold record that is no fact."""
        self.records.setdefault(part, []).append(record)

    def voice(self, family: str, *, ahead: bool = False) -> Voice:
        """A speaker for one sentence of a family."""
        return Voice(self.scheme, self.rng, family, annual=self.annual, ahead=ahead, loose=self.loose)

    def heard(self, voice: Voice, text: str) -> str:
        """Keep what a voice said."""
        self.facts += voice.facts
        self.sentences.append(Sentence(voice.family, text))
        return text

    def take(self, kinds: Sequence[Wanted]) -> list[Indicator] | None:
        """Unused indicators of the kinds, different ones; None where there are not enough."""
        taken: list[Indicator] = []
        for kind in kinds:
            found = next((a for a in self.unused if a.fits(kind) and a not in taken and _can(a, kinds)), None)
            if found is None:
                return None
            taken.append(found)
        return taken

    def say(self, family: Family, *given: Indicator, ahead: bool = False) -> str | None:
        """A sentence of the family; None where there are no indicators left for it."""
        taken = list(given) or self.take(family.takes)
        if taken is None:
            return None
        self.unused = [a for a in self.unused if a not in taken]
        voice = self.voice(family.name, ahead=ahead)
        return self.heard(voice, self.rng.choice(family.templates)(voice, *taken))

    def sentences_of(self, groups: tuple[str, ...], many: int, *, ahead: bool = False) -> list[str]:
        """So many sentences, each of another family of the groups as long as there are."""
        families = of_groups(groups, held_out=self.held_out)
        self.rng.shuffle(families)
        again = [family for family in families if not family.once]
        chosen = (families + again * many)[:many]
        said = [self.say(family, ahead=ahead) for family in chosen]
        return [text for text in said if text is not None]

    def paragraphs(self, groups: tuple[str, ...], many: int, *, ahead: bool = False) -> None:
        """Paragraphs of one to three sentences each. Another period than the paper's own ends its paragraph,
        so that it isn't taken for that of what follows."""
        first = len(self.sentences)
        said = self.sentences_of(groups, many, ahead=ahead)
        ends = [sentence.family.startswith("period.") for sentence in self.sentences[first:]]
        while said:
            length = self.rng.choice((1, 2, 2, 3))
            length = next((at for at, end in enumerate(ends[:length], 1) if end), length)
            self.put("text", "".join(said[:length]))
            said, ends = said[length:], ends[length:]

    def finished(self, seed: int, header: dict[str, object], *, listed: bool) -> Paper:
        """The paper with its gold."""
        gold: dict[str, object] = {"document": header}
        gold |= {part: self.records.get(part, []) for part in _PARTS}
        return Paper(
            self.genre, seed, self.held_out, tuple(self.blocks), gold, tuple(self.facts),
            tuple(self.sentences), listed,
        )  # fmt: skip


_PARTS = ("indicators", "issues", "measures", "items", "rules")


def _can(of: Indicator, kinds: Sequence[Wanted]) -> bool:
    """In a list of several all fell or all grew: 分别增长 is said of growth only."""
    return len([kind for kind in kinds if kind == "amount"]) < 2 or of.yoy > 0
