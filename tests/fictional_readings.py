"""Builders of fictional readings: a county that does not exist, with made-up figures."""

from dataclasses import replace

from pipeline.normalise import normalise
from schemas.document import Place
from schemas.evidence import Evidence
from schemas.reading import Reading
from schemas.records import Fact, Header, Indicator, PrintedLight, Records, Rule

COUNTY = "云溪县"


def evidence(block: int, quote: str = "原文", row: int | None = None, col: int | None = None) -> Evidence:
    path = f"p {block}" if row is None else f"tbl 1/tr {row}/tc {col}"
    return Evidence(block, 0, len(quote), quote, Place(path), 0, row=row, col=col)


class Paper:
    """A document under construction; each call adds a record and returns its key."""

    def __init__(self, doc_type: str, period: str, region: str = COUNTY, name: str = "") -> None:
        self.id = name or f"{doc_type}-{period}"
        self.header = Header(
            title=f"{region}{period}材料", date="2024-12-31", doc_type=doc_type, region=region, period=period
        )
        self.indicators: list[Indicator] = []
        self.facts: list[Fact] = []
        self.lights: list[PrintedLight] = []
        self.rules: list[Rule] = []

    def indicator(
        self, name: str, weight: str | None = None, category: str | None = None, **more: object
    ) -> str:
        key = f"{self.id}/i{len(self.indicators)}"
        record = Indicator(
            key=key,
            name=name,
            evidence=evidence(len(self.indicators), name),
            weight=weight,
            category=category,
            number=str(len(self.indicators) + 1),
        )
        self.indicators.append(replace(record, **more))
        return key

    def fact(self, indicator: str, role: str, value: str, unit: str = "", **more: object) -> str:
        key = f"{self.id}/f{len(self.facts)}"
        block = more.pop("block", 100)
        row, col = more.pop("row", None), more.pop("col", None)
        quote = str(more.pop("quote", f"{indicator}{value}{unit}"))
        place = evidence(int(str(block)), quote, row, col if row is None else col or 0)
        fact = Fact(
            key=key,
            indicator=indicator,
            role=role,
            value=value,
            unit=unit,
            quote=quote,
            evidence=place,
            source="text" if row is None else "table",
        )
        self.facts.append(replace(fact, **more))
        return key

    def light(self, indicator: str, colour: str, row: int = 1) -> None:
        key = f"{self.id}/l{len(self.lights)}"
        self.lights.append(
            PrintedLight(
                key=key, indicator=indicator, light=colour, quote=colour, evidence=evidence(1, colour, row, 5)
            )
        )

    def rule(self, text: str, kind: str = "light") -> None:
        key = f"{self.id}/r{len(self.rules)}"
        self.rules.append(Rule(key=key, kind=kind, text=text, evidence=evidence(200, text)))

    def records(self) -> Records:
        return Records(
            document=self.header,
            indicators=tuple(self.indicators),
            facts=tuple(self.facts),
            lights=tuple(self.lights),
            rules=tuple(self.rules),
        )

    def reading(self) -> Reading:
        return normalise(self.id, f"{self.id}.docx", self.records())


def notice() -> Paper:
    """A small scheme: two amounts, a growth, a level, a ceiling, a target in words."""
    paper = Paper("notice", "2024")
    for name, weight, category, target, unit, op in (
        ("固定资产投资增速", "5", "经济", "8", "%", None),
        ("招商引资实际到位省外资金", "4", "经济", "60", "亿元", None),
        ("城镇新增就业人数", "3", "民生", "1800", "人", None),
        ("细颗粒物（PM2.5）平均浓度", "2", "生态", "32", "微克/立方米", "<="),
        ("常住人口城镇化率", None, "民生", "55", "%", None),
        ("单位地区生产总值能耗降低率", "2", "生态", None, "", None),
    ):
        key = paper.indicator(name, weight, category, target_text=None if target else "完成市定目标")
        if target:
            paper.fact(name, "target", target, unit, op=op, indicator_ref=key, period="2024")
    paper.fact("总分", "weight", "16", "分", quote="满分16分")
    return paper


def report(end: int = 8) -> Paper:
    """A report of January to `end` that answers the small scheme, under other wordings."""
    paper = Paper("progress_report", f"2024-01/2024-{end:02d}")
    paper.fact("固定资产投资", "yoy", "8.4", "%")
    paper.fact("实际利用省外资金", "actual", "36", "亿元")
    paper.fact("城镇新增就业", "actual", "1530", "人")
    paper.fact("PM2.5浓度", "actual", "34", "微克/立方米")
    paper.fact("常住人口城镇化率", "actual", "XX", "%")
    return paper
