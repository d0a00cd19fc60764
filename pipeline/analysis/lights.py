"""The light of an indicator, by the first rule that applies; otherwise unlit, with the reason.

1. The scheme's rank bands, where a rank is printed (a tie takes the better band: equal ranks are equal).
2. The scheme's bands by progress, else by completion, for cumulative indicators; where its rule counts
   lost points as red, points already lost come first.
3. Points already lost: red.
4. By default, cumulative: a progress gap of 0 or more is green, down to −10 百分点 yellow, below red.
5. Level and growth: target met is green, else red.
A light that a report prints is kept beside the computed one and never copied into it.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from schemas.analysis import Gap, Light, LightCount
from schemas.records import LIGHT_NAMES
from schemas.scheme import CompletionBand, ProgressBand, RankBand, Scheme

DEFAULT_BANDS = (
    ProgressBand(Decimal(0), "green"),
    ProgressBand(Decimal("-0.10"), "yellow"),
    ProgressBand(None, "red"),
)
_LOST_POINTS = re.compile(r"扣分[^，。；]*红|红[^，。；]*扣分")


def light_of(
    scheme: Scheme,
    *,
    rank: Decimal | None,
    points_lost: bool,
    progress_gap: Decimal | None,
    completion: Decimal | None = None,
    shortfall: Decimal | None,
    why_unlit: str,
) -> Light:
    """The light by the first rule that applies. `progress_gap` a ratio difference, `completion` a ratio,
    `shortfall` positive where something is missing; None where not computable, then `why_unlit` says why."""
    if rank is not None and scheme.rank_bands:
        band = _rank_band(scheme.rank_bands, rank)
        if band:
            return Light(
                band.light,
                "scheme_rank",
                f"排名第{rank:f}，方案规定{band.chinese()}{LIGHT_NAMES[band.light]}",
            )
    by_scheme = _by_scheme(scheme, progress_gap, completion)
    if points_lost and (by_scheme is None or _counts_lost_points(scheme)):
        return Light("red", "points_lost", "已发生扣分")
    if by_scheme is not None:
        return by_scheme
    if progress_gap is not None:
        return _by_progress((), progress_gap)
    if shortfall is not None:
        met = shortfall <= 0
        return Light("green" if met else "red", "target", "已达到目标" if met else "未达到目标")
    return Light(None, "none", why_unlit)


def _by_scheme(scheme: Scheme, progress_gap: Decimal | None, completion: Decimal | None) -> Light | None:
    """The light by the scheme's own bands, None where they say nothing of the indicator."""
    if progress_gap is not None and scheme.progress_bands:
        return _by_progress(scheme.progress_bands, progress_gap)
    if completion is not None and scheme.completion_bands:
        return _by_completion(scheme.completion_bands, completion)
    return None


def _by_completion(bands: Sequence[CompletionBand], completion: Decimal) -> Light:
    words = f"完成率{(completion * 100).quantize(Decimal('0.01')).normalize():f}%"
    for band in bands:
        if band.floor is None or completion >= band.floor:
            return Light(band.light, "scheme_completion", f"{words}（方案完成率规则）")
    return Light(None, "none", f"{words}，方案的完成率规则没有对应的灯")


def _counts_lost_points(scheme: Scheme) -> bool:
    """True where a light rule of the scheme gives red for points already lost."""
    return any(rule.kind == "light" and _LOST_POINTS.search(rule.text) for rule in scheme.rules)


def _rank_band(bands: Sequence[RankBand], rank: Decimal) -> RankBand | None:
    return next((band for band in bands if band.first <= rank <= band.last), None)


def _by_progress(scheme_bands: Sequence[ProgressBand], gap: Decimal) -> Light:
    points = points_text(gap)
    words = f"超时序进度{points}" if gap > 0 else f"落后时序进度{points}" if gap < 0 else "与时序进度同步"
    for band in scheme_bands or DEFAULT_BANDS:
        if band.floor is None or gap >= band.floor:
            basis = "方案进度规则" if scheme_bands else "默认规则"
            return Light(band.light, "scheme_progress" if scheme_bands else "progress", f"{words}（{basis}）")
    return Light(None, "none", f"{words}，方案的进度规则没有对应的灯")


def points_text(ratio: Decimal) -> str:
    """A ratio difference in 百分点 without its sign, to one place: 0.0512 is 5.1个百分点."""
    return f"{abs(ratio * 100).quantize(Decimal('0.1')).normalize():f}个百分点"


def light_counts(gaps: Sequence[Gap]) -> tuple[LightCount, ...]:
    """Items and points under each light that occurs, unlit last. Points of known weights only: an
    indicator without weight counts in items and in no points."""
    known = sum((gap.indicator.weight for gap in gaps if gap.indicator.weight is not None), Decimal(0))
    counts = []
    for colour in (*LIGHT_NAMES, None):
        under = [gap for gap in gaps if gap.light.colour == colour]
        if not under:
            continue
        weights = [gap.indicator.weight for gap in under if gap.indicator.weight is not None]
        points = sum(weights, Decimal(0))
        counts.append(
            LightCount(
                colour=colour,
                items=len(under),
                points=points,
                weighted_items=len(weights),
                item_share=Decimal(len(under)) / Decimal(len(gaps)),
                point_share=points / known if known else None,
            )
        )
    return tuple(counts)


def counts_by_category(gaps: Sequence[Gap]) -> tuple[tuple[str, tuple[LightCount, ...]], ...]:
    """The counts of each category in the scheme's order; indicators without one under 未分类."""
    names = dict.fromkeys(gap.indicator.category or "未分类" for gap in gaps)
    return tuple(
        (name, light_counts([gap for gap in gaps if (gap.indicator.category or "未分类") == name]))
        for name in names
    )
