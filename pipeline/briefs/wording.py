"""How figures, lights and states are worded in Chinese.

Numbers are written without exponent and with the digits that they have; ratios as % with one place,
completions with two; a difference of two rates is 百分点. Words follow the direction: what falls is
下降, what is behind is 落后, never “增长-3%”.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extractors.text.units import find_unit, to_base
from schemas.analysis import CheckLevel, CoverageState, Figure, Gap
from schemas.period import Period
from schemas.quantity import MASK, OPERATOR_SIGNS
from schemas.records import LIGHT_NAMES, DocType, FactRole, ItemKind, ItemStatus, LightColour, RuleKind

ROLE_NAMES: dict[FactRole, str] = {
    "target": "目标值",
    "actual": "完成值",
    "completion": "完成率",
    "yoy": "同比增速",
    "change": "增减",
    "rank": "位次",
    "share": "占比",
    "weight": "分值",
    "score": "得分",
    "bonus": "加分",
    "deduction": "扣分",
    "forecast": "预计值",
    "budget": "预算",
}
TYPE_NAMES: dict[DocType, str] = {
    "notice": "考核通知或方案",
    "progress_report": "进展报告",
    "self_evaluation": "绩效自评",
    "briefing": "情况汇报",
    "speech": "讲话",
    "bulletin": "通报",
    "ledger": "台账",
}
ITEM_KIND_NAMES: dict[ItemKind, str] = {
    "bonus": "加分申报事项",
    "rectification": "整改事项",
    "project": "项目",
    "task": "任务",
}
ITEM_STATUS_NAMES: dict[ItemStatus, str] = {
    "done": "已完成",
    "on_track": "正常推进",
    "at_risk": "有风险",
    "not_started": "未启动",
    "failed": "未完成",
    "planned": "计划中",
    "unknown": "未说明",
}
RULE_KIND_NAMES: dict[RuleKind, str] = {
    "light": "亮灯",
    "reporting": "报送",
    "evaluation": "评估计分",
    "supervision": "督查约谈",
    "reward": "奖励",
    "penalty": "处罚",
}
LEVEL_NAMES: dict[CheckLevel, str] = {"error": "错误", "warning": "警告", "remark": "提示"}
CHECK_NAMES = {
    "weights.total": "分值合计与总分",
    "weights.group": "类内分值合计",
    "weights.groups": "各类分值与总分",
    "counts.indicators": "指标项数",
    "counts.above": "上述指标项数",
    "counts.lights": "亮灯合计",
    "counts.lights_joined": "红黄灯合计",
    "counts.lights_table": "文中灯数与表",
    "counts.rank_moves": "位次升降项数",
    "completion.ratio": "完成率重算",
    "completion.execution": "预算执行率重算",
    "difference.schedule": "与时序进度之差",
    "difference.target": "与目标之差",
    "parts.score_bands": "得分段合计",
    "parts.table_total": "表内合计",
    "bodytable.name": "正文与附表的名称",
    "bodytable.weight": "正文与附表的分值",
    "bodytable.responsible": "正文与附表的责任单位",
    "texttable.value": "文中与表中的数",
    "texttable.transposed": "疑似数字颠倒",
    "agreement.target": "方案与报告的目标",
    "plausible.target": "目标与上年结果",
    "lights.printed": "所印的灯与测算的灯",
}
"""The checks by their code."""
COVERAGE_NAMES: dict[CoverageState, str] = {"reported": "已报", "masked": "数值隐去", "missing": "未报"}

_UNIT_OF_PRINTED = re.compile(r"[^\d]*[\d,.]+(?:\s*[-—~～至]\s*[\d,.]+%?)?(?P<unit>\D*)")
_NOT_PRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_WANT_PLACES = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit to show amounts in: shown value = base value / `factor`."""

    unit: str
    factor: Decimal


def printable(text: str) -> str:
    """The text without characters that office files can't hold; line feeds and tabs stay."""
    return _NOT_PRINTABLE.sub("", text)


def number_text(value: Decimal) -> str:
    """Plain digits: no exponent, no trailing zeros, at most six places (1.10 → 1.1; 1E+2 → 100)."""
    rounded = rounded_to(value, _WANT_PLACES) if -value.as_tuple().exponent > _WANT_PLACES else value  # type: ignore[operator]
    text = format(rounded, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def rounded_to(value: Decimal, places: int) -> Decimal:
    """Rounded half up, as printed statistics are."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percent_text(ratio: Decimal | None, places: int = 1) -> str:
    """A ratio as % (0.578 → 57.8%), a dash for None."""
    return "—" if ratio is None else f"{number_text(rounded_to(ratio * 100, places))}%"


def points_text(points: Decimal) -> str:
    """Points of a scheme: 62分."""
    return f"{number_text(points)}分"


def progress_text(gap: Decimal) -> str:
    """How a completion stands to the expected share: 落后时序进度14.6个百分点."""
    size = number_text(rounded_to(abs(gap) * 100, 1))
    if size == "0":
        return "与时序进度持平"
    return f"{'超' if gap > 0 else '落后'}时序进度{size}个百分点"


def colour_name(colour: LightColour | None) -> str:
    """红灯, 黄灯, 绿灯 …; a light that is not lit is 未亮灯."""
    return "未亮灯" if colour is None else LIGHT_NAMES[colour]


def natural_scale(unit: str, *printed: str) -> Scale:
    """The unit of the first printed figure that measures the same as `unit`, else `unit` itself: a
    difference is shown in the unit that the paper uses (亿元), not in the base unit (元)."""
    for words in printed:
        match = _UNIT_OF_PRINTED.match(words)
        tail = match["unit"].strip() if match else ""
        for end in range(len(tail), 0, -1):
            base = to_base(Decimal(1), tail[:end])
            if base and base[1].base == unit and base[0] > 0:
                return Scale(tail[:end], base[0])
    return Scale(unit, Decimal(1))


def is_counted(scale: Scale) -> bool:
    """True for a unit of things that are counted one by one: 家, 人, 个 (not 万人)."""
    unit = find_unit(scale.unit)
    return unit is not None and unit.dimension.startswith("count") and scale.factor == 1


def gap_scale(gap: Gap) -> Scale:
    """The unit in which the amounts of one indicator are shown."""
    unit = gap.target.unit if gap.target else gap.result.unit if gap.result else ""
    printed = [words for words in (target_words(gap), gap.result.printed if gap.result else "") if words]
    return natural_scale(unit, *printed)


def target_words(gap: Gap) -> str:
    """The target in force in the paper's words, "" where there is none."""
    return gap.target.text if gap.target else ""


def amount_text(value: Decimal, scale: Scale) -> str:
    """An amount of base units in the shown unit: 47.5亿元; a % difference is 个百分点."""
    return f"{number_text(value / scale.factor)}{scale.unit}"


def difference_text(value: Decimal, scale: Scale) -> str:
    """The size of a difference, without sign: 47.5亿元, 1.2个百分点 (of two rates), 3位."""
    unit = {"%": "个百分点", "名": "位"}.get(scale.unit, scale.unit)
    return f"{number_text(abs(value) / scale.factor)}{unit}"


def target_text(gap: Gap) -> str:
    """The target in force as pages show it: its printed words, else value and unit; a dash for none."""
    if gap.target is None:
        return "—"
    if gap.target.text or gap.target.value is None:
        return gap.target.text or "—"
    sign = OPERATOR_SIGNS[gap.target.op] if gap.target.op else ""
    return sign + amount_text(gap.target.value, gap_scale(gap))


def figure_text(figure: Figure | None) -> str:
    """A figure as printed; masked values stay masked; a dash for None."""
    if figure is None:
        return "—"
    return figure.printed or MASK


def period_text(period: Period | None) -> str:
    """The period as a reader writes it, "" for None."""
    return period.chinese() if period else ""


def date_text(iso: str) -> str:
    """A day as readers write it: 2024-10-20 is 2024年10月20日; anything else as it is."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and day.isdigit()):
        return iso
    return f"{year}年{int(month)}月{int(day)}日"


def joined(names: Iterable[str]) -> str:
    """Names in a row: 县发改局、县财政局; a dash for none."""
    return "、".join(names) or "—"
