"""A scheme in a few lines: its indicators, its points against the printed total, its light rules as read."""

from decimal import Decimal

from pipeline.briefs.wording import number_text
from schemas.records import LIGHT_NAMES
from schemas.scheme import Scheme


def scheme_lines(scheme: Scheme) -> tuple[str, ...]:
    """What the scheme lays down, a line each."""
    state = "（草案，待确认）" if scheme.state == "draft" else ""
    return (
        f"方案 {scheme.id}{state}：《{scheme.title}》",
        f"  {_size(scheme)}",
        f"  亮灯规则：{light_rules(scheme)}",
    )


def _size(scheme: Scheme) -> str:
    weights = [indicator.weight for indicator in scheme.indicators if indicator.weight is not None]
    points = number_text(sum(weights, Decimal(0)))
    size = f"指标 {len(scheme.indicators)} 项，{len(weights)} 项有分值，合计 {points} 分"
    if scheme.stated_total is None:
        return size
    return f"{size}（所印总分 {number_text(scheme.stated_total)} 分）"


def light_rules(scheme: Scheme) -> str:
    """The bands of a scheme in words, in the order in which they are tried."""
    ranks = [f"{band.chinese()}{LIGHT_NAMES[band.light]}" for band in scheme.rank_bands]
    if ranks and scheme.ranked:
        ranks[-1] += f"（共 {scheme.ranked} 名）"
    progress = [f"{_behind(band.floor)}{LIGHT_NAMES[band.light]}" for band in scheme.progress_bands]
    completion = [f"{_completed(band.floor)}{LIGHT_NAMES[band.light]}" for band in scheme.completion_bands]
    groups = ["，".join(group) for group in (ranks, progress, completion) if group]
    return "；".join(groups) if groups else "方案中没有读出，按默认规则亮灯"


def _behind(floor: Decimal | None) -> str:
    if floor is None:
        return "其余"
    if floor == 0:
        return "达到时序进度"
    words = "落后时序进度不超过" if floor < 0 else "超过时序进度不少于"
    return f"{words}{number_text(abs(floor) * 100)}个百分点"


def _completed(floor: Decimal | None) -> str:
    return "其余" if floor is None else f"完成率不低于{number_text(floor * 100)}%"
