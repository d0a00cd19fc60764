"""Results with their growth on the year before, changes from one figure to another, and comparisons."""

from decimal import Decimal

from tests.reports.family import Family, held_out, opened
from tests.reports.scheme import Indicator, fitting, rounded
from tests.reports.voice import Voice


def _grown(v: Voice, a: Indicator) -> str:
    """How much more or less than the year before, in the indicator's own unit."""
    return v.signed(a.result - a.before, a.unit, a.name, "change", up="增加", down="减少")


def _pace(v: Voice, a: Indicator) -> str:
    """How much faster or slower the growth is than in an earlier period."""
    points = v.points() * v.rng.choice((1, -1))
    return v.signed(
        points, "个百分点", a.name, "change", up=v.one("提高", "加快"), down="回落", also=(f"{a.name}增速",)
    )


def _against(v: Voice, a: Indicator, whom: str) -> str:
    points = v.points() * v.rng.choice((1, -1))
    up, down = v.one("高于", "高出") + whom, f"低于{whom}"
    return v.signed(points, "个百分点", a.name, "change", up=up, down=down, also=(f"{a.name}增速",))


def _both(v: Voice, a: Indicator) -> str:
    first, second = (v.points() * v.rng.choice((1, 1, -1)) for _ in range(2))
    if (first < 0) != (second < 0):
        second = -second
    word, also = ("高于" if first > 0 else "低于"), (f"{a.name}增速",)
    said = [
        v.fact(f"{abs(points)}", a.name, "change", points, "个百分点", also=also)
        for points in (first, second)
    ]
    return f"增速分别{word}全国、全省平均水平{said[0]}个和{said[1]}个百分点"


def _earlier(v: Voice) -> tuple[str, str]:
    """An earlier period of the year: in words, and as it is recorded."""
    if v.annual:
        return v.last, str(v.scheme.year - 1)
    month = max(v.scheme.month - 1, 2)
    known = {3: "一季度", 6: "上半年"}
    return known.get(month, f"1—{month}月"), f"{v.scheme.year}-01/{v.scheme.year}-{month:02}"


def _slowed(v: Voice, a: Indicator) -> str:
    words, period = _earlier(v)
    first = abs(a.yoy) + v.points(0.3, 3)
    return (
        f"{a.name}增速由{words}的{v.fact(f'{first}%', a.name, 'yoy', first, '%', period=period)}"
        f"回落至{v.span}的{v.fact(f'{abs(a.yoy)}%', a.name, 'yoy', abs(a.yoy), '%')}。"
    )


def _raised(v: Voice, a: Indicator, way: str) -> str:
    """A level that went up from last year's."""
    step = rounded(Decimal(str(v.rng.uniform(0.4, 2.6))), 1)
    first = a.result - step
    last = str(v.scheme.year - 1)
    was = v.amount(first, a.unit, a.name, period=last)
    now = v.amount(a.result, a.unit, a.name)
    rise = v.signed(step, "个百分点", a.name, "change", up="提高", down="下降") if "{rise}" in way else ""
    return way.format(name=a.name, all=v.all, was=was, now=now, rise=rise)


def _times(v: Voice, a: Indicator) -> str:
    many = v.one("1.6", "2.3", "1.2", "3.1")
    first = fitting(float(a.result) / float(many), a.unit)
    last = str(v.scheme.year - 1)
    return (
        f"{a.name}由{v.one('上年', '去年')}的{v.amount(first, a.unit, a.name, period=last)}"
        f"{v.one('扩大到', '增长到', '增加到')}{v.result(a)}。"
    )


FAMILIES: tuple[Family, ...] = (
    opened(
        "growth.amount", ("amount",),
        lambda v, a: f"{v.when}，{v.all}{a.name}完成{v.result(a)}，同比{v.grew(a)}。",
        lambda v, a: f"{v.when}，{v.all}{a.name}{v.result(a)}，{v.grew(a)}。",
        lambda v, a: f"{v.all}实现{a.name}{v.result(a)}，比{v.last}{v.grew(a)}。",
        lambda v, a: f"{a.name}达{v.result(a)}，较{v.last}{v.grew(a)}。",
        lambda v, a: f"{v.all}累计完成{a.name}{v.result(a)}，同比{v.grew(a, up='增幅', down='下降')}。",
    ),
    opened(
        "growth.rate", ("amount",),
        lambda v, a: f"{v.when}，{v.all}{a.name}同比{v.grew(a)}。",
        lambda v, a: f"{a.name}增速为{v.fact(f'{a.yoy}%', a.name, 'yoy', a.yoy, '%')}。",
        lambda v, a: f"{v.when}，{a.name}按可比价格计算{v.grew(a)}。",
        lambda v, a: f"{v.all}{a.name}{v.grew(a, up='同比增长', down='同比下降')}，{_pace(v, a)}。",
    ),
    opened(
        "growth.base", ("amount",),
        lambda v, a: f"{v.all}{a.name}{v.result(a)}，较{v.last}{_grown(v, a)}，{v.grew(a)}。",
        lambda v, a: f"{v.when}，{a.name}完成{v.result(a)}，{v.last}为{v.before(a)}，同比{v.grew(a)}。",
        lambda v, a: f"{a.name}完成{v.result(a)}，同比{_grown(v, a)}，{v.grew(a, up='增长', down='降低')}。",
    ),
    held_out(
        "growth.base first", ("amount",),
        lambda v, a: f"在{v.last}{v.before(a)}的基础上，{a.name}{v.grew(a)}，总量达到{v.result(a)}。",
        lambda v, a: f"与{v.last}{v.before(a)}相比，{v.all}{a.name}{_grown(v, a)}，达到{v.result(a)}。",
        lambda v, a: f"同比{v.grew(a)}，{v.all}{a.name}{v.when}为{v.result(a)}。",
    ),
    opened(
        "growth.pace", ("amount",),
        lambda v, a: f"{v.when}，{a.name}同比{v.grew(a)}，增速较{_earlier(v)[0]}{_pace(v, a)}。",
        lambda v, a: f"{a.name}完成{v.result(a)}，{v.grew(a)}，增速同比{_pace(v, a)}。",
    ),
    held_out("growth.slowed", ("amount",), _slowed),
    opened(
        "compare.average", ("amount",),
        lambda v, a: f"{a.name}{v.grew(a)}，{_against(v, a, v.upper + '平均水平')}。",
        lambda v, a: f"{v.when}，{v.all}{a.name}{v.result(a)}，同比{v.grew(a)}，"
        f"增速{_against(v, a, v.upper)}。",
        lambda v, a: f"{a.name}增速{_against(v, a, v.upper + '平均')}。",
    ),
    held_out(
        "compare.several", ("amount",),
        lambda v, a: f"{v.all}{a.name}{v.grew(a)}，{_both(v, a)}。",
        lambda v, a: f"{v.when}{a.name}完成{v.result(a)}，{_both(v, a)}。",
    ),
    opened(
        "change.level", ("rate",),
        lambda v, a: _raised(v, a, "{name}由上年的{was}提高到{now}。"),
        lambda v, a: _raised(v, a, "{all}{name}从去年的{was}提升至{now}，{rise}。"),
    ),
    held_out(
        "change.level short", ("rate",),
        lambda v, a: _raised(v, a, "{name}上年末为{was}，目前已升至{now}。"),
        lambda v, a: _raised(v, a, "{all}{name}上年为{was}，今年达到{now}。"),
    ),
    opened("change.sum", ("amount",), _times),
    opened(
        "level.reached", ("rate",),
        lambda v, a: f"{v.all}{a.name}达到{v.result(a)}。",
        lambda v, a: f"{a.name}为{v.result(a)}，目标值为{v.target(a)}。",
        lambda v, a: f"{v.when}，{a.name}{v.result(a)}，同比{_pace_of_level(v, a)}。",
    ),
    opened(
        "level.ceiling", ("ceiling",),
        lambda v, a: f"{v.all}{a.name}为{v.result(a)}，控制目标为{v.target(a)}。",
        lambda v, a: f"{v.when}，{a.name}{v.result(a)}，{_grew_level(v, a)}。",
    ),
)  # fmt: skip


def _pace_of_level(v: Voice, a: Indicator) -> str:
    points = v.points(0.1, 2.2) * v.rng.choice((1, -1))
    return v.signed(points, "个百分点", a.name, "change", up="提高", down="下降")


def _grew_level(v: Voice, a: Indicator) -> str:
    if a.unit == "%":
        return "同比" + _pace_of_level(v, a)
    return "同比" + v.signed(a.yoy, "%", a.name, "yoy", up="上升", down="下降")
