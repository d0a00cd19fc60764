"""Facts of a sentence of an invented county, as the tables of wordings write them."""

from extractors.text.fact_grammar import FactDraft, Scope, read_facts
from extractors.text.periods import PeriodContext

PERIODS = PeriodContext(period="2024-01/2024-10", date="2024-11-12")
Short = tuple[str, str, str]


def drafts(text: str, topic: str = "", prospective: bool = False) -> tuple[FactDraft, ...]:
    scope = Scope(periods=PERIODS, region="云溪县", topic=topic, prospective=prospective)
    return read_facts(text, scope)


def facts(text: str, topic: str = "", prospective: bool = False) -> list[Short]:
    return [(d.indicator, d.role, f"{d.op or ''}{d.value}{d.unit}") for d in drafts(text, topic, prospective)]
