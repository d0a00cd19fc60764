"""A random but sensible scheme of a year: indicators with target, result, last year's, rank and weight that
agree with one another, in a place with parts, seen at the end of a month. A seed gives one scheme, always."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

import yaml

from tests.reports.words import (
    AMOUNTS,
    CEILINGS,
    CITY_NAMES,
    COUNTIES,
    COUNTS,
    COUNTY_NAMES,
    OFFICE_OF_WORD,
    OFFICES,
    PARTS,
    RATES,
    TOWNS,
    Row,
    each,
)

Kind = Literal["amount", "count", "rate", "ceiling"]
Wanted = Literal["amount", "count", "rate", "ceiling", "whole", "built", "ahead", "behind"]
"""What a template can ask for: an indicator of a kind, a `whole` amount whose parts are known, a count of
what is `built`, an amount that is `ahead` of the time that has passed or `behind` it."""
Light = Literal["绿灯", "黄灯", "红灯"]
_CATALOGUE = Path(__file__).parents[2] / "schemas" / "data" / "catalogue.yaml"
_WHOLE_UNITS = frozenset(
    each("人 户 个 家 张 座 件 起 名 条 批次 人次 元 万美元 万元 项 台 套 场 微克/立方米")
)
_SUMS = {
    "亿元": (3.0, 240.0),
    "家": (4.0, 40.0),
    "公里": (12.0, 160.0),
    "万亩": (2.0, 20.0),
    "户": (60.0, 900.0),
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator as it stands at the end of the period. Numbers are decimals as printed; `yoy` is the
    signed growth on the same period before in percent, `done` the completion in percent, `lead` the
    completion beyond the time that has passed, in points. `ceiling` and `rate` have no completion: theirs
    is "0"."""

    name: str
    unit: str
    kind: Kind
    category: str
    responsible: tuple[str, ...]
    target: Decimal
    result: Decimal
    before: Decimal
    yoy: Decimal
    done: Decimal
    lead: Decimal
    rank: int
    weight: Decimal
    light: Light

    def fits(self, wanted: Wanted) -> bool:
        """True where a template that asks for this can be given the indicator."""
        if wanted == "whole":
            return self.name in PARTS
        if wanted in {"ahead", "behind"}:
            return self.kind == "amount" and (self.lead >= 0) == (wanted == "ahead")
        if wanted == "built":
            return self.kind == "count" and self.name.endswith(("改造", "建设")) and self.target >= 5
        return self.kind == wanted

    @property
    def gap(self) -> Decimal:
        """What is missing to the target; negative where it is passed."""
        return self.target - self.result


@dataclass(frozen=True, slots=True)
class Scheme:
    """A place in a year up to a month: `whole` is how the place calls itself (全县), `upper` how the place
    above it (全市), `parts` its own parts, `ranked` how many places of its level are ranked."""

    seed: int
    region: str
    whole: str
    upper: str
    parts: tuple[str, ...]
    ranked: int
    year: int
    month: int
    indicators: tuple[Indicator, ...]

    @property
    def period(self) -> str:
        """The months that the papers report on."""
        return f"{self.year}-01/{self.year}-{self.month:02}"

    @property
    def before(self) -> str:
        """The same months of the year before."""
        return f"{self.year - 1}-01/{self.year - 1}-{self.month:02}"


def scheme(seed: int, *, whole_year: bool = False) -> Scheme:
    """The scheme of a seed: 15 to 40 indicators, at the end of a month or of the year."""
    rng = Random(f"scheme {seed}")  # noqa: S311 - a repeatable choice, no secret
    city = rng.random() < 0.25
    region = rng.choice(CITY_NAMES if city else COUNTY_NAMES)
    month = 12 if whole_year else rng.choice((3, 4, 5, 6, 7, 8, 9, 10, 11))
    many = rng.randint(15, 40)
    rows = _drawn(rng, many)
    return Scheme(
        seed=seed,
        region=region,
        whole=f"全{region[-1]}",
        upper="全省" if city else "全市",
        parts=tuple(rng.sample(COUNTIES if city else TOWNS, 8)),
        ranked=rng.randint(9, 18),
        year=rng.randint(2015, 2025),
        month=month,
        indicators=tuple(_indicator(rng, row, kind, region, month) for row, kind in rows),
    )


def _drawn(rng: Random, many: int) -> list[tuple[Row, Kind]]:
    pools: tuple[tuple[Kind, tuple[Row, ...], float], ...] = (
        ("amount", AMOUNTS + catalogue_rows("亿元"), 0.5),
        ("count", COUNTS + catalogue_rows("家", "公里", "万亩", "户"), 0.28),
        ("rate", RATES, 0.14),
        ("ceiling", CEILINGS, 0.08),
    )
    drawn: list[tuple[Row, Kind]] = []
    for kind, rows, share in pools:
        known = {row.name: row for row in rows}
        least = 8 if kind == "amount" else 2
        drawn += [(row, kind) for row in rng.sample(list(known.values()), max(least, round(many * share)))]
    rng.shuffle(drawn)
    return drawn


@cache
def catalogue_rows(*units: str) -> tuple[Row, ...]:
    """The catalogue's indicators that add up over the year and are counted in one of the units."""
    entries = yaml.safe_load(_CATALOGUE.read_text(encoding="utf-8"))["entries"]
    return tuple(
        Row(entry["name"], entry["unit"], *_SUMS[entry["unit"]], _CATEGORY.get(entry["category"], "经济发展"))
        for entry in entries
        if entry["kind"] == "cumulative" and entry["unit"] in units and entry["direction"] == "higher"
    )


_CATEGORY = {
    "投资": "项目建设", "开放": "开放合作", "创新": "科技创新", "农业": "乡村振兴", "环境": "生态环境",
    "民生": "民生福祉", "财政金融": "金融服务",
}  # fmt: skip


def _indicator(rng: Random, row: Row, kind: Kind, region: str, month: int) -> Indicator:
    low, high = row.low, row.high
    result = fitting(rng.uniform(low, high), row.unit)
    passed = Decimal(month * 100) / 12
    if kind in {"amount", "count"}:
        wanted = Decimal(str(rng.uniform(0.72, 1.25))) * passed
        target = max(fitting(float(result * 100 / wanted), row.unit, rough=True), Decimal(1))
        done = rounded(result * 100 / target, 1)
    else:
        step = Decimal(str(round(rng.uniform(0.4, 2.4), 1)))
        target = (
            result + step * rng.choice((1, -1)) if row.unit == "%" else result + rng.choice((-2, -1, 1, 2))
        )
        done = Decimal(0)
    before = fitting(float(result) / rng.uniform(0.9, 1.16), row.unit)
    before = before if before != result else before + fitting(max(float(result) * 0.05, 1), row.unit)
    lead = rounded(done - passed, 1) if done else Decimal(0)
    return Indicator(
        name=row.name,
        unit=row.unit,
        kind=kind,
        category=row.category,
        responsible=_responsible(rng, row, region),
        target=min(target, Decimal(100)) if row.unit == "%" else target,
        result=result,
        before=before,
        yoy=rounded((result - before) * 100 / before, 1),
        done=done,
        lead=lead,
        rank=rng.randint(1, 9),
        weight=Decimal(rng.choice(("1", "1.5", "2", "2.5", "3", "4", "5"))),
        light="绿灯" if lead >= 0 else ("黄灯" if lead > -10 else "红灯"),
    )


def _responsible(rng: Random, row: Row, region: str) -> tuple[str, ...]:
    named = [office for word, office in OFFICE_OF_WORD.items() if word in row.name][:1]
    offices = list(dict.fromkeys((*named, *OFFICES[row.category])))
    many = min(rng.choice((1, 1, 1, 2)), len(offices))
    chosen = offices[:1] + rng.sample(offices[1:], many - 1)
    return tuple(f"{region[-1]}{name}" for name in chosen)


def fitting(amount: float, unit: str, *, rough: bool = False) -> Decimal:
    """A figure with as many decimals as its unit is printed with; rough ones are such as are planned."""
    if unit in _WHOLE_UNITS:
        digits = -(max(len(str(int(amount))) - 2, 0)) if rough else 0
        return max(rounded(Decimal(str(amount)), digits), Decimal(1))
    digits = (0 if amount >= 20 else 1) if rough else (1 if amount >= 100 or unit == "%" else 2)
    return rounded(Decimal(str(amount)), digits)


def rounded(value: Decimal, digits: int) -> Decimal:
    """A decimal rounded half up, without an exponent and without zeros at its end."""
    exact = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return Decimal(format(exact.normalize(), "f"))
