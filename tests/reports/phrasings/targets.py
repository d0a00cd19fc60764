"""Targets, the share of them that is reached, gaps to them and to the time that has passed, and forecasts."""

from decimal import Decimal

from tests.reports.family import Family, held_out, opened
from tests.reports.scheme import Indicator, fitting, rounded
from tests.reports.voice import Voice


def lead_on_schedule(v: Voice, a: Indicator) -> str:
    """Ahead of the time that has passed, or behind it."""
    up, down = v.one("超", "高于", "超出", "快于"), v.one("低于", "落后", "滞后")
    schedule = v.one("序时进度", "时序进度", "时间进度")
    return v.signed(a.lead, "个百分点", a.name, "change", up=up + schedule, down=down + schedule)


def gap_to_target(v: Voice, a: Indicator) -> str:
    """What is missing to the year's target, or what is beyond it."""
    name = v.one("年度目标", "全年目标", "年度任务")
    if a.gap > 0:
        return f"距{name}{v.one('还差', '尚差', '差')}{v.amount_as(a.gap, a, 'change', -a.gap)}"
    return f"超{name}{v.amount_as(-a.gap, a, 'change', -a.gap)}" if a.gap else f"达到{name}"


def _two(v: Voice, a: Indicator) -> tuple[str, str, str, str]:
    """A lower and a higher target, and the share that is reached of each."""
    higher = max(fitting(float(a.target) * 1.1, a.unit, rough=True), a.target + 1)
    second = rounded(a.result * 100 / higher, 1)
    return (
        v.target(a),
        v.amount(higher, a.unit, a.name, "target"),
        v.done(a),
        v.amount(second, "%", a.name, "completion"),
    )


def _two_listed(v: Voice, a: Indicator) -> str:
    result = v.result(a)
    low, high, first, second = _two(v, a)
    return f"{a.name}完成{result}，分别占省定目标{low}、市定目标{high}的{first}、{second}。"


def _two_apart(v: Voice, a: Indicator) -> str:
    low, high, first, second = _two(v, a)
    return (
        f"{a.name}：省下达任务{low}，市奋斗目标{high}。{v.when}完成{v.result(a)}，"
        f"分别完成省、市任务的{first}和{second}。"
    )


def _two_woven(v: Voice, a: Indicator) -> str:
    result = v.result(a)
    low, high, first, second = _two(v, a)
    return f"{v.when}，{a.name}达到{result}，为必成目标{low}的{first}、力争目标{high}的{second}。"


def _range(v: Voice, a: Indicator, way: str) -> str:
    low = Decimal(v.rng.randint(4, 9))
    high = low + v.one(Decimal("0.5"), Decimal(1), Decimal(2))
    return v.fact(way.format(low=low, high=high), a.name, "target", low, "%", high=str(high))


def _growth_target(v: Voice, a: Indicator, printed: str, op: str | None) -> str:
    value = rounded(Decimal(str(v.rng.uniform(4, 12))), 1)
    return v.fact(printed.format(value), a.name, "target", value, "%", op=op)


def _forecast(v: Voice, a: Indicator) -> str:
    expected = fitting(float(a.target) * v.rng.uniform(0.85, 1.1), a.unit)
    year = str(v.scheme.year)
    return v.amount(expected, a.unit, a.name, "forecast", period=year)


def _left(v: Voice, a: Indicator) -> str:
    if a.gap <= 0:
        return f"{a.name}完成{v.result(a)}，已提前完成{v.target(a)}的年度任务。"
    return (
        f"{a.name}任务{v.target(a)}，实际完成{v.result(a)}，缺口{v.amount_as(a.gap, a, 'change', -a.gap)}。"
    )


FAMILIES: tuple[Family, ...] = (
    opened(
        "target.share", ("amount",),
        lambda v, a: f"{v.when}，{v.all}{a.name}完成{v.result(a)}，占年度目标的{v.done(a)}。",
        lambda v, a: f"{a.name}完成{v.result(a)}，完成年度任务的{v.done(a)}，同比{v.grew(a)}。",
        lambda v, a: f"{v.all}完成{a.name}{v.result(a)}，为年计划的{v.done(a)}。",
        lambda v, a: f"{a.name}完成全年目标的{v.done(a)}，{lead_on_schedule(v, a)}。",
    ),
    opened(
        "target.inside", ("amount",),
        lambda v, a: f"{v.when}，{a.name}完成{v.result(a)}，完成年度目标{v.target(a)}的{v.done(a)}。",
        lambda v, a: f"{a.name}{v.result(a)}，占全年任务{v.target(a)}的{v.done(a)}，"
        f"{lead_on_schedule(v, a)}。",
        lambda v, a: f"{v.all}{a.name}完成{v.target(a)}年度任务的{v.done(a)}。",
    ),
    opened(
        "target.first", ("amount",),
        lambda v, a: f"{a.name}：年度目标{v.target(a)}，{v.when}完成{v.result(a)}，完成率{v.done(a)}。",
        lambda v, a: f"{a.name}年度任务为{v.target(a)}，目前完成{v.result(a)}，完成率为{v.done(a)}，"
        f"{lead_on_schedule(v, a)}。",
        lambda v, a: f"“{a.name}”指标，任务{v.target(a)}，已完成{v.result(a)}，完成率{v.done(a)}。",
    ),
    held_out(
        "target.book", ("amount",),
        lambda v, a: f"{a.name}计划数{v.target(a)}，实绩{v.result(a)}，达成率{v.done(a)}。",
        lambda v, a: f"今年下达我{v.scheme.whole[1:]}{a.name}目标{v.target(a)}，"
        f"截至目前累计达到{v.result(a)}，"
        f"目标达成率{v.done(a)}。",
        lambda v, a: f"对照{v.target(a)}的年度目标，{a.name}已完成{v.result(a)}，进度为{v.done(a)}。",
    ),
    opened(
        "gap.schedule", ("amount",),
        lambda v, a: f"{v.when}，{a.name}完成年度目标的{v.done(a)}，{lead_on_schedule(v, a)}，"
        f"{gap_to_target(v, a)}。",
        lambda v, a: f"{a.name}完成{v.result(a)}，{gap_to_target(v, a)}。",
        lambda v, a: f"{a.name}完成率{v.done(a)}，{lead_on_schedule(v, a)}。",
    ),
    held_out("gap.left", ("amount",), _left),
    opened("twice.listed", ("amount",), _two_listed, _two_apart),
    held_out("twice.woven", ("amount",), _two_woven),
    opened(
        "aim.sum", ("amount", "rate", "ceiling"),
        lambda v, a, b, c: f"{v.aimed}年，力争{a.name}达到{v.target(a, '>=')}以上，{b.name}不低于"
        f"{v.target(b, '>=')}，{c.name}控制在{v.target(c, '<=')}以内。",
        lambda v, a, b, c: f"年度目标是：{a.name}突破{v.target(a, '>')}，{b.name}稳定在{v.target(b)}，"
        f"{c.name}不超过"
        f"{v.target(c, '<=')}。",
        lambda v, a, b, c: f"确保全年{a.name}完成{v.target(a)}，{b.name}达到{v.target(b)}，{c.name}低于"
        f"{v.target(c, '<')}。",
    ),
    opened(
        "aim.growth", ("amount", "amount"),
        lambda v, a, b: f"全年预期目标：{a.name}增长{_growth_target(v, a, '{}%', None)}，{b.name}增长"
        f"{_growth_target(v, b, '{}%以上', '>=')}。",
        lambda v, a, b: f"{v.aimed}年，确保{a.name}增长{_growth_target(v, a, '{}%左右', '~')}，{b.name}"
        f"增速不低于"
        f"{_growth_target(v, b, '{}%', '>=')}。",
    ),
    held_out(
        "aim.woven", ("amount", "ceiling"),
        lambda v, a, b: f"全年{a.name}要完成{v.target(a)}，{b.name}要压减到{v.target(b, '<=')}以下。",
        lambda v, a, b: f"全年{a.name}任务是{v.target(a)}，{b.name}的控制线是{v.target(b)}。",
    ),
    opened(
        "range.growth", ("amount",),
        lambda v, a: f"{a.name}预期目标增长{_range(v, a, '{low}%—{high}%')}。",
        lambda v, a: f"力争{a.name}增速保持在{_range(v, a, '{low}%至{high}%')}之间。",
    ),
    held_out(
        "range.short", ("amount",),
        lambda v, a: f"全年{a.name}目标为增长{_range(v, a, '{low}—{high}%')}。",
        lambda v, a: f"计划{a.name}增长{_range(v, a, '{low}%～{high}%')}。",
    ),
    opened(
        "forecast.year", ("amount",),
        lambda v, a: f"{v.when}，{a.name}完成{v.result(a)}，预计全年完成{_forecast(v, a)}。",
        lambda v, a: f"预计到年底，{v.all}{a.name}可达{_forecast(v, a)}。",
    ),
    opened(
        "masked.letters", ("amount",),
        lambda v, a: f"{v.when}，{a.name}完成{_masked(v, a, 'actual', 'XX')}{a.unit}，完成年度任务的"
        f"{v.fact('XX%', a.name, 'completion', 'XX', '%')}。",
        lambda v, a: f"{a.name}任务{_masked(v, a, 'target', '**')}{a.unit}，"
        f"已完成{_masked(v, a, 'actual', '**')}"
        f"{a.unit}，同比增长{v.fact('**%', a.name, 'yoy', 'XX', '%')}。",
    ),
    held_out(
        "masked.crosses", ("amount",),
        lambda v, a: f"{a.name}完成{_masked(v, a, 'actual', '××')}{a.unit}，同比增长"
        f"{v.fact('××%', a.name, 'yoy', 'XX', '%')}，排名{v.upper}"
        f"第{v.fact('××', a.name, 'rank', 'XX', '')}位。",
    ),
)  # fmt: skip


def _masked(v: Voice, a: Indicator, role: str, printed: str) -> str:
    return v.fact(printed, a.name, role, "XX", a.unit)
