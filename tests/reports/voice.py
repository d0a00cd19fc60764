"""What a template speaks with: words that fit the scheme, and figures that are noted as gold while they are
spoken. A template is an f-string: what it prints by `voice` is a fact with exactly that role, sign, name,
period and place; whatever else stands in it is no fact."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from random import Random

from tests.reports.scheme import Indicator, Scheme, fitting, rounded


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact as the annotation guide has it; `also` are names that are as good, `family` is the phrasing."""

    indicator: str
    role: str
    value: str
    unit: str
    op: str | None = None
    period: str | None = None
    entity: str | None = None
    of: str | None = None
    high: str | None = None
    also: tuple[str, ...] = ()
    family: str = ""


@dataclass(frozen=True, slots=True)
class Local:
    """A part of the place and how an indicator stands there."""

    place: str
    result: Decimal
    yoy: Decimal
    done: Decimal


@dataclass
class Voice:
    """The speaker of one sentence. `annual` papers speak of a whole year and not of months, what looks
    `ahead` of the targets of the year after; `loose` ones leave the period to the listener where they don't
    say it."""

    scheme: Scheme
    rng: Random
    family: str
    annual: bool = False
    ahead: bool = False
    loose: bool = False
    facts: list[GoldFact] = field(default_factory=list)

    def one(self, *words: str) -> str:
        """One of the words."""
        return self.rng.choice(words)

    @property
    def all(self) -> str:
        """How the place calls itself."""
        own = self.scheme.whole
        return self.one(own, own, f"我{own[1:]}", self.scheme.region)

    @property
    def upper(self) -> str:
        """How the place calls the one above it."""
        return self.scheme.upper

    @property
    def when(self) -> str:
        """The period of the paper in words."""
        if self.annual:
            return self.one(f"{self.scheme.year}年", "全年", "一年来")
        month = self.scheme.month
        ways = [f"1—{month}月", f"1-{month}月份", f"截至{month}月底", "今年以来", f"1至{month}月"]
        ways += {3: ["一季度"], 6: ["上半年"], 9: ["前三季度"]}.get(month, [])
        return self.rng.choice(ways)

    @property
    def span(self) -> str:
        """The period of the paper in words that can stand within a sentence."""
        return "全年" if self.annual else f"1—{self.scheme.month}月"

    @property
    def last(self) -> str:
        """The period that results are compared with, in words."""
        return self.one("上年", "去年") if self.annual else self.one("上年同期", "去年同期")

    @property
    def aimed(self) -> str:
        """The year that targets are set for."""
        return str(self.scheme.year + self.ahead)

    def fact(
        self,
        printed: str,
        name: str,
        role: str,
        value: Decimal | str,
        unit: str = "",
        *,
        op: str | None = None,
        period: str | None = None,
        entity: str | None = None,
        of: str | None = None,
        high: str | None = None,
        also: Sequence[str] = (),
    ) -> str:
        """Note a fact; the words that print it come back."""
        if role == "target" and period is None and self.ahead:
            period = self.aimed
        if self.loose and period is None:
            period = "*"
        self.facts.append(
            GoldFact(name, role, str(value), unit, op, period, entity, of, high, tuple(also), self.family)
        )
        return printed

    def amount(
        self,
        value: Decimal,
        unit: str,
        name: str,
        role: str = "actual",
        *,
        op: str | None = None,
        period: str | None = None,
        entity: str | None = None,
        also: Sequence[str] = (),
    ) -> str:
        """A figure with its unit."""
        return self.fact(
            f"{value}{unit}", name, role, value, unit, op=op, period=period, entity=entity, also=also
        )

    def amount_as(self, printed: Decimal, of: Indicator, role: str, value: Decimal) -> str:
        """A figure in the indicator's unit whose sign is said elsewhere: `value` is what counts."""
        return self.fact(f"{printed}{of.unit}", of.name, role, value, of.unit)

    def result(self, of: Indicator, **more: str) -> str:
        """What was reached."""
        return self.amount(of.result, of.unit, of.name, **more)

    def target(self, of: Indicator, op: str | None = None) -> str:
        """What must be reached."""
        return self.amount(of.target, of.unit, of.name, "target", op=op)

    def before(self, of: Indicator) -> str:
        """What was reached in the same period before."""
        last = str(self.scheme.year - 1) if self.annual else self.scheme.before
        return self.amount(of.before, of.unit, of.name, period=last)

    def done(self, of: Indicator) -> str:
        """The reached share of the target."""
        return self.amount(of.done, "%", of.name, "completion")

    def grew(self, of: Indicator, *, up: str = "增长", down: str = "下降") -> str:
        """增长5.3% or 下降2.1%."""
        return self.signed(of.yoy, "%", of.name, "yoy", up=up, down=down)

    def signed(
        self,
        value: Decimal,
        unit: str,
        name: str,
        role: str,
        *,
        up: str,
        down: str,
        entity: str | None = None,
        period: str | None = None,
        also: Sequence[str] = (),
    ) -> str:
        """A signed figure whose sign is said by a word."""
        word = down if value < 0 else up
        printed = f"{word}{abs(value)}{unit}"
        return self.fact(printed, name, role, value, unit, entity=entity, period=period, also=also)

    def rank(self, ranked: Indicator, printed: str, /, **more: str) -> str:
        """A place in a ranking; the words that print it hold its number."""
        unit = next((unit for unit in ("位", "名") if printed.endswith(unit)), "")
        return self.fact(printed, ranked.name, "rank", str(ranked.rank), unit, **more)

    def points(self, low: float = 0.3, high: float = 6.0) -> Decimal:
        """A distance in percentage points."""
        return rounded(Decimal(str(self.rng.uniform(low, high))), 1)

    def locals(self, of: Indicator, many: int) -> list[Local]:
        """Parts of the place, each with a share of the indicator's figures."""
        places = self.rng.sample(self.scheme.parts, many)
        said = []
        for place in places:
            result = fitting(max(float(of.result) * self.rng.uniform(0.05, 0.2), 0.11), of.unit)
            yoy = of.yoy + self.points(0.5, 9) * self.rng.choice((1, -1))
            done = max(of.done + self.points(0.5, 19) * self.rng.choice((1, -1)), Decimal("11.3"))
            said.append(Local(place, result, yoy or Decimal("0.7"), done))
        return said

    def shares(self, many: int) -> list[Decimal]:
        """Percentages that add up to 100."""
        cuts = sorted(self.rng.sample(range(90, 910), many - 1))
        edges = [0, *cuts, 1000]
        return [Decimal(high - low) / 10 for low, high in pairwise(edges)]

    def split(self, of: Indicator, many: int) -> list[Decimal]:
        """The result as parts that add up to it, as far as its decimals allow."""
        return [fitting(float(of.result * share / 100), of.unit) for share in self.shares(many)]


def joined(said: Sequence[str]) -> str:
    """a、b和c or a、b、c."""
    return "、".join(said)
