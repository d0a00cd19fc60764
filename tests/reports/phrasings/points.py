"""Scores, points added and lost, and what an assessment lays down about them."""

from decimal import Decimal

from tests.reports.family import Family, held_out, opened
from tests.reports.scheme import Indicator, rounded
from tests.reports.voice import Voice

_HONOURS = (
    "获得国家级表彰",
    "获得省级表彰",
    "承办省级现场会",
    "工作经验被省级以上推广",
    "获市级先进集体称号",
)
_FAILURES = ("被省级通报批评", "发生较大生产安全事故", "报送数据不实", "逾期未报送材料", "发生群体性信访事件")


def _score(v: Voice) -> Decimal:
    return rounded(Decimal(str(v.rng.uniform(78, 99))), 2)


def _lost(v: Voice) -> str:
    return v.one("0.2", "0.5", "1", "1.5", "2")


def _scored(v: Voice, way: str) -> str:
    total, lost = _score(v), _lost(v)
    names = ("综合得分", "绩效考核", "总分", "综合绩效考核", "自评", "自评得分")
    year = str(v.scheme.year)
    words = {
        "region": v.scheme.region,
        "when": v.when,
        "score": v.fact(f"{total}分", names[0], "score", total, "分", also=names, period=year),
        "lost": v.fact(
            f"{lost}分", "扣分", "deduction", lost, "分", also=("预算执行", "预算执行率"), period=year
        ),
    }
    return way.format(**words)


def _places_scored(v: Voice) -> str:
    places = v.rng.sample(v.scheme.parts, 3)
    scores = sorted((_score(v) for _ in places), reverse=True)
    also = ("综合得分", "考核得分", "得分", "综合考核")
    said = [
        f"{place}（{v.fact(f'{score}分', '综合考核得分', 'score', score, '分', entity=place, also=also)}）"
        for place, score in zip(places, scores, strict=True)
    ]
    return f"综合考核得分前三名为{'、'.join(said)}。"


def _short_of(v: Voice, a: Indicator) -> str:
    lost = _lost(v)
    printed = v.fact(f"{lost}分", a.name, "deduction", lost, "分", period="*")
    return f"{a.name}每低于目标值1个百分点扣{printed}，扣完为止。"


def _honoured(v: Voice) -> str:
    what, points = v.rng.choice(_HONOURS), _lost(v)
    most = v.one("3", "5", "10")
    first = v.fact(f"{points}分", what, "bonus", points, "分", period="*")
    last = v.fact(
        f"{most}分", "加分", "bonus", most, "分", op="<=", period="*", also=("累计加分", "加分上限", what)
    )
    return f"{what}的，每项加{first}，{v.one('累计加分', '加分')}最高不超过{last}。"


def _failed(v: Voice, way: str) -> str:
    what, points = v.rng.choice(_FAILURES), _lost(v)
    return way.format(what=what, points=v.fact(f"{points}分", what, "deduction", points, "分", period="*"))


FAMILIES: tuple[Family, ...] = (
    opened(
        "score.own", (),
        lambda v: _scored(v, "经综合评价，自评得分{score}，预算执行率指标扣{lost}。"),
        lambda v: _scored(v, "{region}综合得分{score}，其中预算执行扣{lost}。"),
    ),
    held_out("score.places", (), _places_scored),
    opened("points.short", ("amount",), _short_of),
    opened("points.bonus", (), _honoured),
    opened("points.failed", (), lambda v: _failed(v, "{what}的，每次扣{points}。"),
           lambda v: _failed(v, "{what}的，每发生一起扣{points}。")),
    held_out("points.failed first", (), lambda v: _failed(v, "凡{what}的单位，一次性扣减{points}。")),
)  # fmt: skip
