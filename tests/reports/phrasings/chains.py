"""Long sentences: several indicators one after another, parts that have figures of their own, contributions,
other periods than the paper's own, and works by their state."""

from decimal import Decimal

from tests.reports.family import Family, held_out, opened
from tests.reports.scheme import Indicator, fitting, rounded
from tests.reports.voice import Voice, joined
from tests.reports.words import PARTS


def _grown_parts(v: Voice, a: Indicator) -> str:
    """The parts of a sum, each with its figure and its growth."""
    parts = PARTS[a.name]
    said = []
    for part, value in zip(parts, v.split(a, len(parts)), strict=True):
        grew = v.points(0.4, 15) * v.rng.choice((1, 1, -1))
        said.append(
            f"{part}{v.amount(value, a.unit, part)}，"
            f"{v.signed(grew, '%', part, 'yoy', up='增长', down='下降')}"
        )
    return "；".join(said)


def _contribution(v: Voice, a: Indicator) -> str:
    parts = PARTS[a.name]
    said = [
        v.fact(f"{share}%", f"{part}贡献率", "share", share, "%", also=(part, f"{part}对{a.name}增长贡献率"))
        for part, share in zip(parts, v.shares(len(parts)), strict=True)
    ]
    return f"{joined(parts)}对{a.name}增长的贡献率分别为{joined(said)}。"


def _place_share(v: Voice, a: Indicator) -> str:
    local = v.locals(a, 1)[0]
    share = rounded(local.result * 100 / a.result, 1)
    whole = v.result(a)
    here = v.amount(local.result, a.unit, a.name, entity=local.place)
    part = v.amount(share, "%", a.name, "share", entity=local.place)
    return f"{v.all}{a.name}完成{whole}，其中{local.place}{here}，占{v.scheme.whole}的{part}。"


def _month(v: Voice) -> str:
    return f"{v.scheme.year}-{v.scheme.month:02}"


def _this_month(v: Voice, a: Indicator) -> str:
    own = fitting(float(a.result) * v.rng.uniform(0.08, 0.3), a.unit)
    grew = v.points(0.5, 14) * v.rng.choice((1, -1))
    done = v.amount(own, a.unit, a.name, period=_month(v))
    rose = v.signed(grew, "%", a.name, "yoy", up="增长", down="下降", period=_month(v))
    return f"{v.scheme.month}月份，{v.all}{a.name}{v.one('完成', '')}{done}，同比{rose}。"


def _month_and_sum(v: Voice, a: Indicator) -> str:
    own = fitting(float(a.result) * v.rng.uniform(0.08, 0.3), a.unit)
    done = v.amount(own, a.unit, a.name, period=_month(v))
    return f"{a.name}当月完成{done}，1—{v.scheme.month}月累计完成{v.result(a)}，累计同比{v.grew(a)}。"


def _plan(v: Voice, a: Indicator) -> str:
    words, first = ("“十三五”", 2016) if v.scheme.year < 2021 or v.rng.random() < 0.5 else ("“十二五”", 2011)
    grew = v.points(3, 11)
    rose = v.fact(f"{grew}%", a.name, "yoy", grew, "%", period=f"{first}/{first + 4}")
    return f"{words}期间，{v.all}{a.name}年均增长{rose}。"


def _years(v: Voice, a: Indicator) -> str:
    """Ranks of three years, the last of them last year's."""
    said = []
    for back in (3, 2, 1):
        year = str(v.scheme.year - back)
        rank = str(v.rng.randint(1, 9))
        said.append(
            (year, v.fact(f"第{rank}位", a.name, "rank", rank, "位", period=year, also=(f"{a.name}排名",)))
        )
    first, *rest = said
    more = "，".join(f"{year}年列{rank}" for year, rank in rest)
    return f"从近三年看，{a.name}{first[0]}年列{v.upper}{first[1]}，{more}。"


def _by_state(v: Voice, a: Indicator) -> str:
    """Works that are planned, ended, going on and not begun."""
    done = fitting(float(a.target) * 0.5, a.unit)
    going = fitting(float(a.target) * 0.3, a.unit)
    left = a.target - done - going
    return (
        f"{a.name}计划实施{v.target(a)}，已完工{v.amount(done, a.unit, f'{a.name}完工')}，"
        f"在建{v.amount(going, a.unit, f'{a.name}在建')}，未开工{v.amount(left, a.unit, f'{a.name}未开工')}。"
    )


def _more_than_before(v: Voice, a: Indicator) -> str:
    more = max(fitting(float(a.result) * 0.08, a.unit), Decimal(1))
    extra = v.amount_as(more, a, "change", more)
    return f"{v.when}，{a.name}完成{v.result(a)}，较{v.last}多完成{extra}，完成年度任务的{v.done(a)}。"


def _named_behind(v: Voice, *behind: Indicator) -> str:
    names = joined([a.name for a in behind])
    what = "未达到序时进度指标"
    also = ("未达到序时进度", "未达序时进度指标", "指标")
    count = v.fact(f"{len(behind)}项", what, "actual", str(len(behind)), "项", also=also)
    return f"{names}等{count}指标未达到序时进度。"


def _sources(v: Voice, way: str) -> str:
    """Money by where it comes from."""
    whole = fitting(v.rng.uniform(900, 9000), "亿元")
    cuts = v.shares(3)
    names = ("中央财政补助资金", "省级配套资金", "本级自筹资金")
    total = v.amount(whole, "万元", "投入资金", also=("资金", "累计投入资金", "民生实事资金", "投入各类资金"))
    said = [
        f"{name}{v.amount(fitting(float(whole * cut / 100), '亿元'), '万元', name)}"
        for name, cut in zip(names, cuts, strict=True)
    ]
    return way.format(when=v.when, total=total, parts=joined(said))


def _before_year_end(v: Voice, a: Indicator, b: Indicator) -> str:
    return f"确保年底前{a.name}完成{v.target(a)}，{b.name}完成{v.target(b, '>=')}以上。"


FAMILIES: tuple[Family, ...] = (
    opened(
        "chain.growth", ("amount", "amount", "amount"),
        lambda v, a, b, c: f"{v.when}，{v.all}实现{a.name}{v.result(a)}，同比{v.grew(a)}；{b.name}"
        f"{v.result(b)}，"
        f"{v.grew(b)}；{c.name}{v.result(c)}，{v.grew(c)}。",
        lambda v, a, b, c: f"{a.name}完成{v.result(a)}、{v.grew(a)}，{b.name}完成{v.result(b)}、{v.grew(b)}"
        f"，{c.name}"
        f"完成{v.result(c)}、{v.grew(c)}。",
        lambda v, a, b, c: f"{a.name}、{b.name}同比分别增长{_plain(v, a)}、{_plain(v, b)}，{c.name}"
        f"完成{v.result(c)}。",
    ),
    opened(
        "chain.ranks", ("amount",),
        lambda v, a: f"{a.name}完成{v.result(a)}，总量居{v.upper}第{_other_rank(v, a)}位，同比{v.grew(a)}，"
        f"增速居{v.upper}"
        f"{v.rank(a, f'第{a.rank}位')}。",
        lambda v, a: f"{a.name}{v.result(a)}，完成年度目标的{v.done(a)}，同比{v.grew(a)}，增速排{v.upper}"
        f"{v.rank(a, f'第{a.rank}位')}。",
    ),
    held_out(
        "chain.mixed", ("amount", "count"),
        lambda v, a, b: f"{a.name}{v.grew(a)}达到{v.result(a)}，{b.name}{v.result(b)}占任务数的{v.done(b)}。",
        lambda v, a, b: f"实现{a.name}{v.result(a)}、{b.name}{v.result(b)}，分别完成年度计划的{v.done(a)}"
        f"和{v.done(b)}。",
    ),
    opened("parts.grown", ("whole",),
           lambda v, a: f"{v.when}，{a.name}{v.result(a)}，其中，{_grown_parts(v, a)}。",
           lambda v, a: f"{v.all}{a.name}完成{v.result(a)}，{v.grew(a)}。其中：{_grown_parts(v, a)}。"),
    held_out("parts.contribution", ("whole",), _contribution),
    opened("places.share", ("amount",), _place_share),
    opened("period.month", ("amount",), _this_month),
    held_out("period.month and sum", ("amount",), _month_and_sum),
    opened("period.plan", ("amount",), _plan),
    held_out("period.years", ("amount",), _years),
    opened("states.works", ("built",), _by_state),
    opened("count.more", ("count",), _more_than_before),
    opened("states.named", ("behind", "behind"), _named_behind),
    opened("sources.named", (), lambda v: _sources(v, "{when}，累计投入资金{total}，其中{parts}。")),
    held_out("sources.bracket", (), lambda v: _sources(v, "共投入各类资金{total}（{parts}）。")),
    opened("aim.by year end", ("amount", "count"), _before_year_end),
)  # fmt: skip


def _plain(v: Voice, a: Indicator) -> str:
    return v.fact(f"{abs(a.yoy)}%", a.name, "yoy", abs(a.yoy), "%")


def _other_rank(v: Voice, a: Indicator) -> str:
    rank = str(v.rng.randint(1, 9))
    return v.fact(rank, a.name, "rank", rank, "位", also=(f"{a.name}总量",))
