"""分别-lists of every shape, parts of a whole (其中), figures in brackets, and counts by status."""

from decimal import Decimal

from tests.reports.family import Family, held_out, opened
from tests.reports.scheme import Indicator, rounded
from tests.reports.voice import Local, Voice, joined
from tests.reports.words import PARTS


def _names(*indicators: Indicator) -> str:
    return joined([a.name for a in indicators])


def _yoys(v: Voice, *indicators: Indicator) -> str:
    """All growth of one sign: its figures, one after another."""
    return joined([v.fact(f"{abs(a.yoy)}%", a.name, "yoy", abs(a.yoy), "%") for a in indicators])


def _results(v: Voice, *indicators: Indicator) -> str:
    return joined([v.result(a) for a in indicators])


def _dones(v: Voice, *indicators: Indicator) -> str:
    return joined([v.done(a) for a in indicators])


def _last_and(said: str) -> str:
    """a、b和c for a、b、c."""
    head, _, tail = said.rpartition("、")
    return f"{head}和{tail}"


def _here(v: Voice, a: Indicator, local: Local) -> str:
    return v.amount(local.result, a.unit, a.name, entity=local.place)


def _done_here(v: Voice, a: Indicator, local: Local) -> str:
    return v.amount(local.done, "%", a.name, "completion", entity=local.place)


def _grew_here(v: Voice, a: Indicator, local: Local) -> str:
    return v.signed(local.yoy, "%", a.name, "yoy", up="增长", down="下降", entity=local.place)


def _places(v: Voice, a: Indicator, many: int, lead: str, how: str) -> str:
    """{a}、{b}、{c} and their figures by 分别."""
    locals_ = v.locals(a, many)
    names = joined([local.place for local in locals_])
    figures = {
        "result": lambda: joined([_here(v, a, local) for local in locals_]),
        "done": lambda: joined([_done_here(v, a, local) for local in locals_]),
    }[how]()
    return lead.format(names=names, name=a.name, figures=figures, when=v.when)


def _each(v: Voice, a: Indicator, many: int) -> str:
    """Places one after another with result and growth."""
    return "；".join(
        f"{local.place}完成{_here(v, a, local)}、{_grew_here(v, a, local)}" for local in v.locals(a, many)
    )


def _best(v: Voice, a: Indicator) -> str:
    chosen = sorted(v.locals(a, 3), key=lambda local: -local.done)
    return joined([f"{local.place}（{_done_here(v, a, local)}）" for local in chosen])


def _sequence(v: Voice, a: Indicator) -> str:
    return "，".join(f"{local.place}{_grew_here(v, a, local)}" for local in v.locals(a, 3))


def _of_which(v: Voice, a: Indicator) -> str:
    """The parts of a sum with their figures."""
    parts = PARTS[a.name]
    return joined(
        [
            f"{part}{v.amount(value, a.unit, part)}"
            for part, value in zip(parts, v.split(a, len(parts)), strict=True)
        ]
    )


def _part_shares(v: Voice, a: Indicator) -> str:
    parts = PARTS[a.name]
    shares, said = v.shares(len(parts)), []
    for part, share in zip(parts, shares, strict=True):
        value = rounded(a.result * share / 100, 2)
        printed = v.fact(f"{share}%", part, "share", share, "%", also=(f"{part}占{a.name}比重",))
        said.append(f"{part}{v.amount(value, a.unit, part)}，占{v.one('比', '总量的')}{printed}")
    return "；".join(said)


def _part_growth(v: Voice, a: Indicator) -> str:
    parts = PARTS[a.name]
    said = []
    for part in parts:
        value = v.points(0.4, 15) * v.rng.choice((1, 1, -1))
        said.append(f"{part}{v.signed(value, '%', part, 'yoy', up='增长', down='下降')}")
    return "，".join(said)


_STATES = ("完成序时进度", "滞后序时进度", "尚未启动")


def _states(v: Voice, way: str) -> str:
    """A count and its parts by status, with their shares."""
    counts = [v.rng.randint(4, 30), v.rng.randint(3, 12), v.rng.randint(2, 6)]
    total = sum(counts)
    what = v.one("重点任务", "考核指标", "督查事项")
    head = v.fact(f"{total}项", what, "actual", str(total), "项")
    said = []
    for state, count in zip(_STATES, counts, strict=True):
        name = f"{state}{what}"
        also = (f"{state}的{what}", state, what)
        share = rounded(Decimal(count * 100) / total, 1)
        number = v.fact(f"{count}项", name, "actual", str(count), "项", also=also)
        of_all = v.fact(f"{share}%", name, "share", share, "%", also=also)
        said.append(way.format(state=state, number=number, share=of_all))
    return f"列入{v.one('台账', '督查')}的{what}共{head}，其中{'，'.join(said)}。"


def _states_by_progress(v: Voice) -> str:
    counts = [v.rng.randint(5, 28), v.rng.randint(3, 14), v.rng.randint(2, 7)]
    what = v.one("民生实事", "重点任务", "改革事项")
    states = ("提前完成", "正常推进", "进展缓慢")
    numbers = joined(
        [
            v.fact(f"{count}项", f"{state}{what}", "actual", str(count), "项", also=(state, what))
            for state, count in zip(states, counts, strict=True)
        ]
    )
    return f"从进度看，{what}提前完成、正常推进、进展缓慢的分别为{_last_and(numbers)}。"


FAMILIES: tuple[Family, ...] = (
    opened(
        "list.names", ("amount", "amount", "amount"),
        lambda v, a, b, c: f"{v.when}，{_names(a, b, c)}分别完成{_results(v, a, b, c)}。",
        lambda v, a, b, c: f"{_last_and(_names(a, b, c))}分别同比增长{_last_and(_yoys(v, a, b, c))}。",
        lambda v, a, b, c: f"{_names(a, b, c)}同比分别增长{_yoys(v, a, b, c)}。",
        lambda v, a, b, c: f"{_last_and(_names(a, b))}分别为{_last_and(_results(v, a, b))}。",
    ),
    opened(
        "list.and share", ("amount", "amount"),
        lambda v, a, b: f"{_names(a, b)}分别完成{_results(v, a, b)}，分别占年度任务的{_dones(v, a, b)}。",
        lambda v, a, b: f"{v.when}，{_last_and(_names(a, b))}分别完成年度目标的{_last_and(_dones(v, a, b))}"
        f"。",
    ),
    held_out(
        "list.twice", ("amount", "amount", "amount"),
        lambda v, a, b, c: f"{_names(a, b, c)}分别完成{_results(v, a, b, c)}，"
        f"同比分别增长{_yoys(v, a, b, c)}。",
        lambda v, a, b, c: f"{_names(a, b, c)}完成全年任务的比例依次为{_dones(v, a, b, c)}。",
    ),
    opened(
        "places.result", ("amount",),
        lambda v, a: _places(v, a, 3, "{when}，{names}{name}分别完成{figures}。", "result"),
        lambda v, a: _places(v, a, 2, "{names}分别完成{name}{figures}。", "result"),
        lambda v, a: _places(v, a, 3, "分区域看，{names}{name}分别为{figures}。", "result"),
    ),
    opened(
        "places.done", ("amount",),
        lambda v, a: _places(v, a, 3, "{name}方面，{names}分别完成年度任务的{figures}。", "done"),
        lambda v, a: _places(v, a, 2, "{names}{name}完成率分别为{figures}。", "done"),
    ),
    opened(
        "places.each", ("amount",),
        lambda v, a: f"{a.name}：{_each(v, a, 3)}。",
        lambda v, a: f"{v.when}，{v.all}{a.name}完成{v.result(a)}，其中{_each(v, a, 2)}。",
    ),
    held_out(
        "places.bracket", ("amount",),
        lambda v, a: f"{a.name}完成率居前三位的是{_best(v, a)}。",
        lambda v, a: f"{v.when}，{a.name}完成率较高的有{_best(v, a)}。",
    ),
    held_out(
        "places.sequence", ("amount",),
        lambda v, a: f"{v.all}{a.name}{v.grew(a)}，其中，{_sequence(v, a)}。",
        lambda v, a: f"从各地看，{a.name}{_sequence(v, a)}。",
    ),
    opened(
        "parts.result", ("whole",),
        lambda v, a: f"{v.all}{a.name}完成{v.result(a)}，其中{_of_which(v, a)}。",
        lambda v, a: f"{v.when}，{a.name}{v.result(a)}，{v.grew(a)}，其中：{_of_which(v, a)}。",
    ),
    opened(
        "parts.growth", ("whole",),
        lambda v, a: f"{a.name}同比{v.grew(a)}，其中{_part_growth(v, a)}。",
        lambda v, a: f"分结构看，{a.name}中，{_part_growth(v, a)}。",
    ),
    held_out("parts.share", ("whole",),
             lambda v, a: f"{v.all}{a.name}{v.result(a)}。其中，{_part_shares(v, a)}。"),
    opened(
        "states.share", (),
        lambda v: _states(v, "{state}的{number}，占{share}"),
        lambda v: _states(v, "{state}{number}、占比{share}"),
    ),
    held_out("states.respectively", (), _states_by_progress),
    opened(
        "bracket.share", ("ahead", "ahead", "ahead"),
        lambda v, a, b, c: f"完成进度较快的有{a.name}（{v.done(a)}）、{b.name}（{v.done(b)}）、{c.name}"
        f"（{v.done(c)}）。",
        lambda v, a, b, c: f"{a.name}（完成{v.done(a)}）、{b.name}（完成{v.done(b)}）、{c.name}"
        f"（完成{v.done(c)}）"
        "进度较快。",
    ),
    opened(
        "bracket.growth", ("amount",),
        lambda v, a: f"{v.all}{a.name}完成{v.result(a)}（同比{v.grew(a)}）。",
        lambda v, a: f"{a.name}（{v.result(a)}，{v.grew(a)}）总体平稳。",
    ),
    held_out(
        "bracket.target", ("amount",),
        lambda v, a: f"{a.name}完成{v.result(a)}（目标{v.target(a)}）。",
        lambda v, a: f"{a.name}（年度任务{v.target(a)}）已完成{v.result(a)}，进度{v.done(a)}。",
    ),
)  # fmt: skip
