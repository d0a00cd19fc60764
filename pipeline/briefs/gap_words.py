"""One indicator's gap in a sentence and in the cells of the tables: the words, nothing computed.

Signals in order of precedence: what the paper printed (target words, printed figure), then the
computed value in the paper's own unit, then the reason why there is none. A masked value stays
masked; a value that is not there is never written as 0.
"""

from decimal import Decimal

from pipeline.briefs.annex import Annex
from pipeline.briefs.brief import Prose, Span
from pipeline.briefs.wording import (
    Scale,
    amount_text,
    colour_name,
    difference_text,
    figure_text,
    gap_scale,
    is_counted,
    joined,
    number_text,
    percent_text,
    period_text,
    points_text,
    progress_text,
    rounded_to,
    target_text,
)
from schemas.analysis import Figure, Gap

_CUMULATIVE_ONLY = {"completion", "time_progress", "progress_gap", "pace_needed", "forecast"}
_MANY = 10
_SEVERITY = {"red": 0, "orange": 1, "yellow": 2}


def costly(gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """The gaps under a red, orange or yellow light by what they cost: the worse light first, then
    the points that hang on it (none known: last), then the relative shortfall, then scheme order."""
    lit = [gap for gap in gaps if gap.light.colour in _SEVERITY]
    return tuple(sorted(lit, key=_cost))


def _cost(gap: Gap) -> tuple[int, Decimal, Decimal]:
    weight = gap.indicator.weight
    return (
        _SEVERITY[gap.light.colour or "red"],
        -weight if weight is not None else Decimal(1),
        -(gap.relative or Decimal(0)),
    )


def gap_prose(position: int, gap: Gap, annex: Annex) -> Prose:
    """The paragraph of one indicator: 1.固定资产投资（6分，县发改局）：目标…，完成…，尚差…。"""
    spans: list[Span] = ["目标", annex.cite(target_text(gap), gap.target_source)]
    if gap.result:
        spans += ["，", annex.cite(result_words(gap), gap.result)]
    spans.append("".join(_computed_words(gap)))
    spans.append(f"。{_light_words(gap)}。")
    return Prose(tuple(spans), lead=f"{position}.{_title(gap)}：", light=gap.light.colour)


def _title(gap: Gap) -> str:
    weight = gap.indicator.weight
    parts = [points_text(weight)] if weight is not None else []
    parts += [joined(gap.indicator.responsible)] if gap.indicator.responsible else []
    return gap.indicator.name + (f"（{'，'.join(parts)}）" if parts else "")


def _computed_words(gap: Gap) -> list[str]:
    words = []
    if gap.completion is not None and not _is_a_completion(gap):
        words.append(f"，完成率{percent_text(gap.completion, 2)}")
    if gap.progress_gap is not None:
        words.append(f"，{progress_text(gap.progress_gap)}")
    if gap.shortfall is not None:
        words.append(f"；{shortfall_words(gap)}")
    if gap.pace_needed is not None and gap.pace_needed > 0:
        words.append(f"，今后月均需完成{pace_words(gap)}")
    if gap.forecast is not None:
        words.append(f"；{forecast_words(gap)}")
    return words


def _light_words(gap: Gap) -> str:
    words = f"{colour_name(gap.light.colour)}：{gap.light.reason}"
    if gap.printed_light and gap.printed_light != gap.light.colour:
        words += f"（材料所报为{colour_name(gap.printed_light)}）"
    return words.rstrip("。")


def result_words(gap: Gap) -> str:
    """The result with its period and the verb of its role: 2024年1—9月完成72.5亿元; a fall is 下降."""
    result = gap.result
    if result is None:
        return "—"
    return f"{period_text(result.period)}{role_words(result, gap.indicator.kind == 'cumulative')}"


def role_words(figure: Figure, is_cumulative: bool) -> str:
    """A figure with its verb: 完成12亿元, 同比增长8.1%, 同比下降3%, 排名第2位, 占比31%, 为96.5%."""
    printed = figure_text(figure)
    if figure.value is None:
        return f"为{printed}"
    if figure.role == "yoy":
        return f"同比{'下降' if figure.value < 0 else '增长'}{printed.lstrip('-−－+')}"
    if figure.role == "rank":
        return f"排名{printed}" if "第" in printed else f"排名第{printed}"
    verb = {"completion": "完成率", "share": "占比", "score": "得"}.get(figure.role)
    return f"{verb or ('完成' if is_cumulative else '为')}{printed}"


def shortfall_words(gap: Gap) -> str:
    """What is missing to the target, by direction: 尚差47.5亿元, 超出控制目标3个百分点, 已达到目标."""
    if gap.shortfall is None:
        return "—"
    if gap.shortfall <= 0:
        return "已达到目标"
    size = difference_text(gap.shortfall, gap_scale(gap))
    return f"超出控制目标{size}" if gap.indicator.direction == "lower" else f"尚差{size}"


def pace_words(gap: Gap) -> str:
    """The amount needed each month: 15.83亿元; of a rate 个百分点; of things that are counted 约1.3家."""
    if gap.pace_needed is None:
        return "—"
    scale = gap_scale(gap)
    shown = rounded_computed(gap.pace_needed, scale)
    return _about(shown, gap.pace_needed, scale) + difference_text(shown, scale)


def rounded_computed(value: Decimal, scale: Scale) -> Decimal:
    """A computed amount as briefs show it: two places in the shown unit; of things that are counted one
    place, and none from ten on."""
    shown = value / scale.factor
    counted = 0 if abs(shown) >= _MANY else 1
    return rounded_to(shown, counted if is_counted(scale) else 2) * scale.factor


def _about(shown: Decimal, value: Decimal, scale: Scale) -> str:
    """约 before a count that had to be rounded."""
    return "约" if is_counted(scale) and shown != value else ""


def _is_a_completion(gap: Gap) -> bool:
    """True where the result itself is a 完成率: a second one beside it would only confuse."""
    return gap.result is not None and gap.result.role == "completion"


def forecast_words(gap: Gap) -> str:
    """The forecast and whose it is: 材料预计全年98亿元, 按进度推算全年96.67亿元."""
    if gap.forecast is None:
        return "—"
    whose = "材料预计全年" if gap.forecast_printed else "按进度推算全年"
    scale = gap_scale(gap)
    shown = rounded_computed(gap.forecast, scale)
    return whose + _about(shown, gap.forecast, scale) + amount_text(shown, scale)


def gap_cell_text(gap: Gap) -> str:
    """The cell 差距 on a page: what is missing, and how far behind the expected share."""
    parts = [shortfall_words(gap)] if gap.shortfall is not None else []
    if gap.progress_gap is not None:
        parts.append(progress_text(gap.progress_gap))
    return "；".join(parts) or "—"


def printed_light_text(gap: Gap) -> str:
    """The light as the paper prints it; 不一致 where the computed one differs."""
    if gap.printed_light is None:
        return "—"
    name = colour_name(gap.printed_light)
    differs = gap.light.colour is not None and gap.printed_light != gap.light.colour
    return f"{name}（与测算不一致）" if differs else name


def rank_text(gap: Gap) -> str:
    """The rank and out of how many: 第3位（共6）."""
    if gap.rank is None:
        return "—"
    of = f"（共{gap.rank_of}）" if gap.rank_of is not None else ""
    return f"{figure_text(gap.rank)}{of}"


def reasons_text(gap: Gap) -> str:
    """Why something could not be computed. What is never computed for levels and growths (the notes
    say so once) is not repeated for each of them."""
    is_plain = gap.indicator.kind in {"level", "growth"} and gap.shortfall is not None
    reasons = dict.fromkeys(
        reason for field, reason in gap.reasons if reason and not (is_plain and field in _CUMULATIVE_ONLY)
    )
    return "；".join(reasons) or "—"


def weight_text(gap: Gap) -> str:
    """The points of the indicator, a dash where the scheme gives none."""
    return "—" if gap.indicator.weight is None else number_text(gap.indicator.weight)
