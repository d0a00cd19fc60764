"""Sections of issues, of measures and of rules, listed in the ways that papers list them."""

from tests.reports.paper import Draft
from tests.reports.phrasings.troubles import ISSUES, MEASURES, NUMBERS

_ISSUE_HEADINGS = ("存在的主要问题", "存在问题", "存在的问题和不足")
_MEASURE_HEADINGS = ("下一步工作打算", "下一步工作措施", "下步工作安排")
_RULES = (
    ("reporting", "各责任单位于每月5日前将指标完成情况、存在问题和下步措施报送考核办。"),
    ("reporting", "各牵头部门按季度汇总指标数据，经主要负责人审核后报统计局。"),
    ("light", "对照序时进度，对进展滞后的指标实行黄灯预警，对严重滞后的指标实行红灯预警。"),
    ("supervision", "对连续两个月亮红灯的责任单位，由考核办约谈其主要负责人。"),
    ("supervision", "对推进不力、进展缓慢的单位予以通报批评，并限期整改。"),
    ("reward", "年度考核结果为优秀的单位，给予通报表扬和适当奖励。"),
    ("penalty", "对弄虚作假、虚报数据的单位，取消评优资格并严肃追究责任。"),
    ("evaluation", "考核采取季度评估与年终考核相结合的方式进行。"),
)


def issues(draft: Draft, number: str, *, report: bool = False) -> None:
    """A section of issues."""
    title = "存在的困难和问题" if report else draft.rng.choice(_ISSUE_HEADINGS)
    chosen = draft.rng.sample(ISSUES, draft.rng.randint(3, 4))
    draft.put("heading", f"{number}、{title}")
    _list(draft, chosen)
    for headline, _ in chosen:
        draft.record("issues", text=headline, responsible=[])


def measures(draft: Draft, number: str) -> None:
    """A section of measures."""
    chosen = draft.rng.sample(MEASURES, draft.rng.randint(3, 4))
    draft.put("heading", f"{number}、{draft.rng.choice(_MEASURE_HEADINGS)}")
    _list(draft, chosen)
    for headline, _ in chosen:
        draft.record("measures", text=headline, responsible=[])


def _list(draft: Draft, points: list[tuple[str, str]]) -> None:
    """In headed paragraphs, by numbers, or in one paragraph by 一是; held out: 首先, and without numbers."""
    way = draft.rng.choice(("plain", "first") if draft.held_out else ("headed", "numbers", "run in"))
    if way == "run in":
        draft.put("text", "".join(f"{NUMBERS[i]}是{head}。{more}" for i, (head, more) in enumerate(points)))
    elif way == "first":
        leads = ("首先，", "其次，", "再次，", "最后，")
        draft.put("text", "".join(f"{leads[i]}{head}，{more}" for i, (head, more) in enumerate(points)))
    else:
        for i, (head, more) in enumerate(points):
            label = {"headed": f"（{NUMBERS[i]}）", "numbers": f"{i + 1}.", "plain": ""}[way]
            draft.put("text", f"{label}{head}。{more}")


def rules(draft: Draft, number: str) -> None:
    """A section of rules: what is added and deducted, and what follows from it."""
    draft.put("heading", f"{number}、考核办法")
    said = draft.sentences_of(("points",), 3)
    chosen = draft.rng.sample(_RULES, 4)
    for i, text in enumerate([*said, *(text for _, text in chosen)], 1):
        draft.put("text", f"{i}.{text}")
    for text in said:
        draft.record("rules", kind="evaluation", text=text)
    for kind, text in chosen:
        draft.record("rules", kind=kind, text=text)
