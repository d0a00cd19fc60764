"""What a piece of running text has said so far, and what holds for it from outside.

The fact grammar reads clause by clause; this is all that one clause hands on to the next. Only
`Thread` changes while a text is read; everything else is frozen.
"""

from dataclasses import dataclass, field

from extractors.text.periods import PeriodContext, PeriodMention
from extractors.text.roles import Mood
from schemas.quantity import Operator, Quantity
from schemas.records import Confidence, FactRole


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for a text before its first word: the document's own time and region, the subject
    that it stands under (a heading, an indicator, a table row; "" for none), what the part of the
    report is `about` where no subject is named ("" for none), a period and an entity
    carried over from above, whether it speaks of what is to come (plans, next steps), and whether
    it lays down rules (then only points to gain or lose are facts)."""

    periods: PeriodContext
    region: str | None = None
    topic: str = ""
    about: str = ""
    period: str | None = None
    entity: str | None = None
    prospective: bool = False
    rules: bool = False


@dataclass(frozen=True, slots=True)
class FactDraft:
    """A fact without its document: fields as in schemas.records.Fact; `start` and `end` bound the
    quote in the text that was read, `anchor` is the first digit."""

    indicator: str
    role: FactRole
    value: str
    unit: str
    start: int
    end: int
    anchor: int
    op: Operator | None = None
    period: str | None = None
    entity: str | None = None
    of: str | None = None
    high: str | None = None
    confidence: Confidence = field(default_factory=Confidence)


@dataclass(frozen=True, slots=True)
class Outside:
    """What stood when a bracket opened, to stand again behind its `end`; `words` are those directly
    before the bracket (低于市定目标（88.5%）0.9个百分点)."""

    end: int
    words: str
    head: str
    base: str
    mood: Mood | None
    part: bool


@dataclass(slots=True)
class Thread:
    """What the text has said so far that later clauses lean on."""

    topic: str
    entity: str | None
    paragraph_period: str | None
    about: str = ""
    head: str = ""
    group: str = ""
    part: bool = False
    mood: Mood | None = None
    period: str | None = None
    goal_period: str | None = None
    sentence_goal: str | None = None
    sentence: int = -1
    of: str | None = None
    sentence_entity: str | None = None
    last: FactDraft | None = None
    last_words: str = ""
    base: str = ""
    which: str = ""
    share_of: str = ""
    led: str = ""
    grown: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    pair: list[str] = field(default_factory=list)
    pair_of: str = ""
    months: int = 0
    said: list[str] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    counted: list[tuple[str, str]] = field(default_factory=list)
    targets: list[tuple[str, str]] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    region: str | None = None
    outside: Outside | None = None
    broken: str = ""

    @property
    def last_role(self) -> FactRole | None:
        """The role of the number before."""
        return self.last.role if self.last else None

    @property
    def standing(self) -> str:
        """The subject that stands: the last one named, else that of the text."""
        return self.head or self.topic or self.about


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to be read: its scope, the periods that a number in it can be of, and its quantities."""

    text: str
    scope: Scope
    mentions: tuple[PeriodMention, ...]
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A quantity with the words around it in its clause; `periods` are the data periods before it
    in these words, `before` has them left out; `ahead` is the text behind it, whatever
    it holds; `year` is the document's period."""

    quantity: Quantity
    before: str
    after: str
    start: int
    periods: tuple[PeriodMention, ...] = field(default=())
    text: str = ""
    adjacent: bool = False
    following: Quantity | None = None
    ahead: str = ""
    year: str | None = None
