"""The light rules of a notice as bands: by rank (第1—2名绿), by progress (落后20个百分点以内黄), by
completion (完成率90%以上绿).

The rules are read as one run of words, however they were cut into records. Each stretch that names exactly
one colour is one band; what it measures is said in it, else in the stretch before (70%—90%黄灯 after
完成率90%以上绿灯), and 否则 or 其余 is what the bands before leave. What can't be executed is returned with
the reason: shares of the ranks (前三分之一), words that a person must judge, bands that overlap or leave a
hole. Bands by progress or completion are then not used at all, for each says what the others leave.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from extractors.text.numerals import parse_numeral
from schemas.evidence import folded
from schemas.records import LIGHT_SIGNS, LightColour
from schemas.scheme import CompletionBand, ProgressBand, RankBand

Measure = Literal["rank", "progress", "completion", "other"]

_NAMED = r"[红黄绿蓝橙][灯色牌](?:预警)?"
_COLOUR = re.compile(r"[红黄绿蓝橙](?=[灯色牌标榜]|预警|提示|$)")
_COLOUR_FIRST = re.compile(rf"({_NAMED})[：:]([^；;。]+?)[、，,]?(?=[；;。]|$|{_NAMED}[：:])")
_BEARS_LIGHT = re.compile(r"(?:亮|为|用|给予|标识?为?|显示|挂|出示)[红黄绿蓝橙]|[的)][红黄绿蓝橙]")
_FOLLOW_UP = re.compile(r"[灯色牌]的|约谈|通报|督办|整改|问责|说明|通知书")
_SENTENCE = re.compile(r"[。；;]")
_CLAUSE = re.compile(r"[，：、]|[,:](?!\d)")

_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_RANKS = re.compile(
    rf"(?P<from>前|后|末|倒数)?(?P<nth>第)?(?P<first>{_NUMBER})[名位]?"
    rf"(?:[-—–－~～至到](?:第)?(?P<last>{_NUMBER}))?[名位]"
)
_LISTED_RANKS = re.compile(rf"(?P<a>{_NUMBER})[名位]?、第?(?P<b>{_NUMBER})(?P<unit>[名位])")
_BARE_RANK = re.compile(rf"(前|后|倒数)({_NUMBER})(?=的|亮|为|$)")
_LAST_RANK = re.compile(r"末位|末名|最后一[名位]")
_RANK_SHARE = re.compile(
    r"[前中后末](?:\d+(?:\.\d+)?%|[一二三四五]?分之|\d+/\d+)|[一二三四五]分之[一二三四五]|方阵|梯队"
)
_RANK_WORDS = re.compile(r"排名|位次|名次|排位")
_NO_RANK = re.compile(r"(?:无|没有|不|未)(?:参加|参与|进行|纳入)?(?:排名|位次|名次|排位)")
_RANKED = re.compile(
    rf"(?P<n>{_NUMBER})个?(?:县|市|区|乡|镇|街道|开发区|部门|单位)[^，。；]{{0,14}}(?:排名|位次|名次|排位)"
)

_SCHEDULE = re.compile(r"时序|序时|时间进度|进度|时间节点")
_BEHIND = re.compile(r"落后|滞后|低于|慢于|欠|相差")
_AHEAD = re.compile(r"超|高于|快于|领先")
_POINTS = re.compile(
    r"(?:(?P<low>\d+(?:\.\d+)?)(?:个?百分点|%)?[-—–－~～至到])?(?P<points>\d+(?:\.\d+)?)(?:个?百分点|%)"
)
_SCHEDULE_SHARE = re.compile(r"的\d+(?:\.\d+)?%")
_BEYOND = re.compile(r"超过|以上|大于")
_WITHIN = re.compile(r"以内|以下|不足")
_NOT_REACHED = re.compile(r"(?:未|没有|不)(?:能)?(?:达|按|完成)")
_REACHED = re.compile(r"达到|符合|超过|不低于|高于|快于|按照|完成|[≥>]")

_COMPLETION = re.compile(
    r"完成率|完成(?:比例|程度)|完成(?:年度|全年|年初|既定)?(?:目标|任务)|目标(?:任务|值)?的?\d"
)
_STAGE = re.compile(r"[月季旬周]|阶段|当期")
_OTHER = re.compile(r"(?<!完)[\u4e00-\u9fff]率|得分|满意度")
_HISTORY = re.compile(r"连续|累计[\d一二两三四五]+次|同比|环比")
_SHARE = re.compile(
    r"(?P<before>不低于|不少于|不高于|未达到?|达不到|达到?|超过|高于|大于|低于|不足|不到|小于|少于|≥|>=|≤|<=|>|<)?"
    r"(?:年度|全年)?(?:目标|任务)*值?的?"
    r"(?:(?P<low>\d+(?:\.\d+)?)%?[-—–－~～至到])?(?P<high>\d+(?:\.\d+)?)%(?:\(含\))?"
    r"(?P<after>(?:\(含\)|及)?以[上下内])?"
)
_LOWER = re.compile(r"^(?:不低于|不少于|达到?|超过|高于|大于|≥|>=?)$|以上$")
_UPPER = re.compile(r"^(?:未达到?|达不到|低于|不足|不到|小于|少于|≤|<=?|不高于)$|以[下内]$")
_REST = re.compile(r"否则|其余|其他|其它|反之|剩余")

_NO_TOTAL = "没有写明参加排名的总数"
_RANK_SHARES = "按名次的份额分档，各档是哪些名次须由人确定"
_SCHEDULE_SHARES = "按时序任务的比例分档，程序只按百分点比较进度"
_OTHER_MEASURE = "不按排名、时序进度或年度目标完成率分档，须由人判断"
_IN_WORDS = "条件不是可以计算的数值，须由人判断"
_OVERLAPPING = "各档互相重叠或矛盾"
_WITH_HOLE = "各档之间有空档"
_OPEN = "没有写明绿灯的条件"


@dataclass(frozen=True, slots=True)
class LightRules:
    """What light rules lay down, the best band first. `unexecuted` pairs a rule's words with the Chinese
    reason why it, or a part of it, can't be executed."""

    rank_bands: tuple[RankBand, ...]
    progress_bands: tuple[ProgressBand, ...]
    completion_bands: tuple[CompletionBand, ...]
    unexecuted: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The words of one band in the rule `text`, its colour, and what it measures (None: not said)."""

    words: str
    light: LightColour
    measure: Measure | None
    text: str


@dataclass(frozen=True, slots=True)
class _Span:
    """A band of a ratio from `floor` up to `ceiling`; None is open, or as far as the next band."""

    floor: Decimal | None
    ceiling: Decimal | None
    light: LightColour


def read_light_rules(texts: Sequence[str], ranked: int | None) -> LightRules:
    """The bands that light rules lay down, in document order; `ranked` out of how many the ranks are."""
    stretches = tuple(_stretches(texts))
    ranks, not_ranks = _rank_bands([s for s in stretches if s.measure == "rank"], ranked)
    progress, not_progress = _ratio_bands([s for s in stretches if s.measure == "progress"], _progress_span)
    completion, not_completion = _ratio_bands(
        [s for s in stretches if s.measure == "completion"], _completion_span
    )
    others = [
        (s.text, _OTHER_MEASURE if s.measure else _IN_WORDS)
        for s in stretches
        if s.measure in {None, "other"}
    ]
    return LightRules(
        rank_bands=ranks,
        progress_bands=tuple(ProgressBand(span.floor, span.light) for span in progress),
        completion_bands=tuple(CompletionBand(span.floor, span.light) for span in completion),
        unexecuted=tuple(dict.fromkeys((*not_ranks, *not_progress, *not_completion, *others))),
    )


def ranked_of(texts: Sequence[str]) -> int | None:
    """Out of how many the ranks are, as rules or headings say (六县市排名); None where not stated."""
    for text in texts:
        match = _RANKED.search(re.sub(r"[（(](?:[县市区]、?)+[）)]", "", folded(text)))
        number = _number(match["n"]) if match else None
        if number and number > 1:
            return number
    return None


# stretches


def _stretches(texts: Sequence[str]) -> Iterator[_Stretch]:
    measure: Measure | None = None
    for text in texts:
        for sentence in _SENTENCE.split(_COLOUR_FIRST.sub(r"\2亮\1；", _LISTED_RANKS.sub(_rank_run, text))):
            before: list[str] = []
            for clause in map(folded, _CLAUSE.split(sentence)):
                colours = {match[0] for match in _COLOUR.finditer(clause)}
                if len(colours) != 1 or _FOLLOW_UP.search(clause):
                    before = [] if colours else [*before, clause]
                    continue
                words = _band_words(before, clause)
                measure = _measure_of(clause) or _measure_of("，".join(before)) or measure
                if _is_condition(words) or _BEARS_LIGHT.search(words):
                    yield _Stretch(words, LIGHT_SIGNS[colours.pop()], measure, text)
                before = []


def _rank_run(match: re.Match[str]) -> str:
    """第1、2名 as 1-2名; ranks that don't follow one another stay two, which no band is read from."""
    first, second = _number(match["a"]), _number(match["b"])
    joined = first is not None and second == first + 1
    return f"{match['a']}-{match['b']}{match['unit']}" if joined else f"{match['a']}位{match['b']}位"


def _band_words(before: Sequence[str], clause: str) -> str:
    """The words of a band: the clause of the colour, with what stands before it in the sentence where the
    clause has no condition of its own (完成率90%以上的，亮绿灯) or only one end of it (70%以上，不足90%)."""
    pending = "，".join(before)
    two_ended = "%" in clause and "%" in pending
    return clause if _is_condition(clause) and not two_ended else f"{pending}，{clause}".lstrip("，")


def _is_condition(words: str) -> bool:
    conditions = (
        _RANKS,
        _BARE_RANK,
        _LAST_RANK,
        _RANK_SHARE,
        _POINTS,
        _NOT_REACHED,
        _REACHED,
        _BEHIND,
        _REST,
    )
    return any(condition.search(words) for condition in conditions)


def _measure_of(words: str) -> Measure | None:
    plain = _NO_RANK.sub("", words)
    if _HISTORY.search(plain):
        return "other"
    if _SCHEDULE.search(plain):
        return "progress"
    if any(ranks.search(plain) for ranks in (_RANKS, _BARE_RANK, _LAST_RANK, _RANK_SHARE, _RANK_WORDS)):
        return "rank"
    if _OTHER.search(plain):
        return "other"
    if _COMPLETION.search(plain):
        return "other" if _STAGE.search(plain) else "completion"
    return None


# by rank


def _rank_bands(
    stretches: Sequence[_Stretch], ranked: int | None
) -> tuple[tuple[RankBand, ...], list[tuple[str, str]]]:
    """The bands, best first, and what can't be executed; none where they contradict."""
    found: dict[RankBand, None] = {}
    unexecuted: list[tuple[str, str]] = []
    for stretch in stretches:
        band = _rank_band(stretch, tuple(found), ranked)
        if isinstance(band, RankBand):
            found[band] = None
        else:
            unexecuted.append((stretch.text, band))
    bands = tuple(sorted(found, key=lambda band: (band.first, band.last)))
    if all(a.last < b.first for a, b in pairwise(bands)):
        return bands, unexecuted
    return (), [*unexecuted, *((stretch.text, _OVERLAPPING) for stretch in stretches)]


def _rank_band(stretch: _Stretch, others: Sequence[RankBand], ranked: int | None) -> RankBand | str:
    """The band of a stretch, or why there is none."""
    words = _BARE_RANK.sub(r"\1\2名", _LAST_RANK.sub("后1名", stretch.words))
    places = list(_RANKS.finditer(words))
    if _RANK_SHARE.search(words):
        return _RANK_SHARES
    if not places and _REST.search(words):
        return _rest_of_ranks(stretch.light, others, ranked)
    if len(places) != 1:
        return _IN_WORDS
    place = places[0]
    first, last = _number(place["first"]), _number(place["last"] or place["first"])
    if first is None or last is None:
        return _IN_WORDS
    if place["from"] is None:
        return RankBand(first, last, stretch.light)
    if place["from"] == "前":
        return RankBand(1, last, stretch.light)
    if ranked is None or last > ranked:
        return _NO_TOTAL
    only = place["from"] == "倒数" and place["nth"] and not place["last"]
    return RankBand(ranked - last + 1, ranked - last + 1 if only else ranked, stretch.light)


def _rest_of_ranks(light: LightColour, others: Sequence[RankBand], ranked: int | None) -> RankBand | str:
    """The ranks that the bands before leave, where they are one run."""
    if ranked is None:
        return _NO_TOTAL
    taken = {rank for band in others for rank in range(band.first, band.last + 1)}
    left = [rank for rank in range(1, ranked + 1) if rank not in taken]
    if not left or left[-1] - left[0] + 1 != len(left):
        return _OVERLAPPING
    return RankBand(left[0], left[-1], light)


def _number(printed: str) -> int | None:
    value = parse_numeral(printed)
    return int(value) if value is not None else None


# by progress and by completion


def _ratio_bands(
    stretches: Sequence[_Stretch], read: Callable[[_Stretch], _Span | str]
) -> tuple[tuple[_Span, ...], list[tuple[str, str]]]:
    """The bands from the highest floor down, or none and why."""
    spans: dict[_Span, None] = {}
    unexecuted: list[tuple[str, str]] = []
    for stretch in stretches:
        span = read(stretch)
        if isinstance(span, _Span):
            spans[span] = None
        else:
            unexecuted.append((stretch.text, span))
    bands = tuple(sorted(spans, key=lambda span: (span.floor is None, -(span.floor or Decimal(0)))))
    fault = _fault(bands)
    if bands and fault:
        unexecuted += [(stretch.text, fault) for stretch in stretches]
    return (() if unexecuted else bands), unexecuted


def _fault(bands: Sequence[_Span]) -> str:
    """Why bands can't be executed; "" where they can."""
    if not any(band.light == "green" for band in bands) or bands[0].ceiling is not None:
        return _OPEN
    if len({band.floor for band in bands}) != len(bands):
        return _OVERLAPPING
    for upper, lower in pairwise(bands):
        if lower.ceiling is not None and upper.floor is not None and lower.ceiling != upper.floor:
            return _WITH_HOLE if lower.ceiling < upper.floor else _OVERLAPPING
    return ""


def _progress_span(stretch: _Stretch) -> _Span | str:
    """A band by progress gap, or why there is none."""
    words, light = stretch.words, stretch.light
    points = _POINTS.search(words)
    if points and (_SCHEDULE_SHARE.search(words) or not (_BEHIND.search(words) or _AHEAD.search(words))):
        return _SCHEDULE_SHARES
    if points:
        return _points_span(points, words, light)
    if _NOT_REACHED.search(words) or _BEHIND.search(words.replace("不低于", "")) or _REST.search(words):
        return _Span(None, None, light)
    return _Span(Decimal(0), None, light) if _REACHED.search(words) else _IN_WORDS


def _points_span(points: re.Match[str], words: str, light: LightColour) -> _Span:
    far, near = Decimal(points["points"]) / 100, Decimal(points["low"] or 0) / 100
    between = near if points["low"] else None
    if _BEHIND.search(words):
        if between is None and _BEYOND.search(words):
            return _Span(None, -far, light)
        return _Span(-far, None if between is None else -between, light)
    if between is None and not _WITHIN.search(words):
        return _Span(far, None, light)
    return _Span(near, far, light)


def _completion_span(stretch: _Stretch) -> _Span | str:
    """A band by completion of the target, or why there is none."""
    lows: list[Decimal] = []
    highs: list[Decimal] = []
    for share in _SHARE.finditer(stretch.words):
        value = Decimal(share["high"]) / 100
        words = [word for word in (share["before"], share["after"]) if word]
        is_low = any(map(_LOWER.search, words)) or (not words and value == 1)
        is_high = any(map(_UPPER.search, words))
        if share["low"]:
            lows.append(Decimal(share["low"]) / 100)
            highs.append(value)
        elif is_low == is_high:
            return _IN_WORDS
        else:
            (lows if is_low else highs).append(value)
    if len(lows) > 1 or len(highs) > 1:
        return _IN_WORDS
    if not lows and not highs:
        return _Span(None, None, stretch.light) if _REST.search(stretch.words) else _IN_WORDS
    return _Span(lows[0] if lows else None, highs[0] if highs else None, stretch.light)
