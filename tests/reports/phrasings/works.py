"""Works that are counted: livelihood tasks, projects, quantities with measure words, about, and in Chinese
numerals; money planned and spent."""

from decimal import Decimal

from tests.reports.family import Family, held_out, opened
from tests.reports.scheme import Indicator, fitting, rounded
from tests.reports.voice import Voice
from tests.reports.words import PROJECTS, SPENDING


def _begun(v: Voice, a: Indicator) -> str:
    """Begun and ended, with their rates."""
    begun = fitting(float(a.target) * v.rng.uniform(0.7, 1), a.unit)
    ended = fitting(float(begun) * v.rng.uniform(0.4, 0.9), a.unit)
    rates = [rounded(part * 100 / a.target, 1) for part in (begun, ended)]
    return (
        f"{a.name}任务{v.target(a)}，已开工{v.amount(begun, a.unit, f'{a.name}开工')}，开工率"
        f"{v.amount(rates[0], '%', f'{a.name}开工率', 'completion', also=(a.name,))}；竣工"
        f"{v.amount(ended, a.unit, f'{a.name}竣工')}，竣工率"
        f"{v.amount(rates[1], '%', f'{a.name}竣工率', 'completion', also=(a.name,))}。"
    )


def _project(v: Voice, way: str) -> str:
    """A project with its whole investment, the year's and what is done of it."""
    name = v.rng.choice(PROJECTS)
    whole = fitting(v.rng.uniform(1.2, 18), "亿元")
    year = fitting(float(whole) * v.rng.uniform(0.2, 0.6), "亿元")
    spent = fitting(float(year) * v.rng.uniform(0.3, 1.05), "亿元")
    done = rounded(spent * 100 / year, 1)
    own = (name, "亿元")
    words = {
        "name": name,
        "whole": v.amount(whole, "亿元", f"{name}总投资", also=own[:1]),
        "year": v.amount(year, "亿元", f"{name}投资", "target", also=own[:1]),
        "spent": v.amount(spent, "亿元", f"{name}投资", also=own[:1]),
        "done": v.amount(done, "%", f"{name}投资", "completion", also=own[:1]),
        "when": v.when,
    }
    return way.format(**words)


def _spending(v: Voice, way: str) -> str:
    """Money planned, changed and spent."""
    name = v.rng.choice(SPENDING)
    planned = fitting(v.rng.uniform(60, 900), "亿元")
    changed = planned + fitting(float(planned) * v.rng.uniform(0.02, 0.2), "亿元")
    spent = fitting(float(changed) * v.rng.uniform(0.7, 1), "亿元")
    rate = rounded(spent * 100 / changed, 2)
    also = (name, "预算", "预算资金", f"{name}资金", f"{name}预算", f"{name}支出")
    words = {
        "name": name,
        "planned": v.amount(planned, "万元", f"{name}年初预算", "budget", also=also),
        "changed": v.amount(changed, "万元", f"{name}调整预算", "budget", also=(*also, "调整预算")),
        "spent": v.amount(spent, "万元", f"{name}支出", also=(*also, "实际支出", "执行数", "全年支出")),
        "rate": v.amount(rate, "%", f"{name}预算执行率", "completion", also=(*also, "预算执行率", "执行率")),
    }
    return way.format(**words)


_HAPPENED = (
    ("开展", "集中宣讲", "场次", 40, 600),
    ("排查整治", "安全隐患", "处", 60, 2600),
    ("受理", "群众诉求", "件", 300, 9600),
    ("走访慰问", "困难群众", "户次", 200, 3600),
    ("举办", "专场招聘会", "场", 6, 90),
    ("发放", "创业担保贷款", "万元", 300, 9800),
    ("栽植", "各类苗木", "万株", 20, 300),
    ("清运", "积存垃圾", "吨", 800, 9600),
    ("新建", "村级文化广场", "处", 3, 60),
    ("培训", "高素质农民", "人次", 200, 4000),
    ("派发", "宣传资料", "份", 2000, 90000),
    ("检修", "灌溉机井", "眼", 60, 900),
    ("流转", "土地经营权", "亩", 900, 98000),
    ("出动", "执法人员", "人次", 300, 9000),
    ("接种", "适龄女生疫苗", "剂次", 900, 9000),
)


def _happened(v: Voice, many: int) -> str:
    """What was done, counted by measure words."""
    said = []
    for verb, what, unit, low, high in v.rng.sample(_HAPPENED, many):
        value = str(v.rng.randint(low, high))
        printed = v.fact(f"{value}{unit}", f"{verb}{what}", "actual", value, unit, also=(what,))
        said.append(v.one(f"{verb}{what}{printed}", f"{verb}{what}{printed}", f"累计{verb}{what}{printed}"))
    return "，".join(said) + "。"


def _about(v: Voice, ways: tuple[tuple[str, str], ...]) -> str:
    """A count that is only about so."""
    verb, what, unit, low, high = v.rng.choice(_HAPPENED)
    value = rounded(Decimal(v.rng.randint(max(low, 60), max(high, 99))), -2 if high > 3000 else -1)
    way, op = v.rng.choice(ways)
    printed = v.fact(way.format(n=value, u=unit), f"{verb}{what}", "actual", value, unit, op=op, also=(what,))
    return f"{v.when}，{v.all}{verb}{what}{printed}。"


_NUMERALS = (
    ("一百二十", "120"),
    ("三十六", "36"),
    ("二百零五", "205"),
    ("四十八", "48"),
    ("一千三百六十", "1360"),
)


def _in_chinese(v: Voice, way: str) -> str:
    printed, value = v.rng.choice(_NUMERALS)
    verb, what, unit, _, _ = v.rng.choice(
        [row for row in _HAPPENED if row[2] in {"场次", "处", "件", "场", "眼"}]
    )
    number = v.fact(f"{printed}{unit}", f"{verb}{what}", "actual", value, unit, also=(what,))
    return way.format(all=v.all, verb=verb, what=what, number=number, when=v.when)


def _tenths(v: Voice) -> str:
    printed, value = v.one(("七成", "7"), ("八成", "8"), ("六成", "6"))
    what = v.one("在建项目", "规上工业企业", "涉改村组")
    doing = {"在建项目": "完成年度投资计划", "规上工业企业": "实现产值增长", "涉改村组": "完成清产核资"}[what]
    word, op = v.one(("近", "~"), ("超", ">"), ("约", "~"))
    number = v.fact(f"{word}{printed}", f"{what}{doing}", "share", value, "成", op=op, also=(doing, what))
    return f"{number}的{what}{doing}。"


FAMILIES: tuple[Family, ...] = (
    opened(
        "count.done", ("count",),
        lambda v, a: f"{a.name}：年度目标{v.target(a)}，{v.when}完成{v.result(a)}，完成率{v.done(a)}。",
        lambda v, a: f"{v.when}，完成{a.name}{v.result(a)}，占年度任务的{v.done(a)}。",
        lambda v, a: f"{a.name}{v.result(a)}，完成年度任务{v.target(a)}的{v.done(a)}。",
        lambda v, a: f"{a.name}。目标任务：{v.target(a)}。进展情况：已完成{v.result(a)}，完成率{v.done(a)}。",
    ),
    held_out(
        "count.task", ("count",),
        lambda v, a: f"今年计划完成{a.name}{v.target(a)}，目前已完成{v.result(a)}，完成进度{v.done(a)}。",
        lambda v, a: f"{a.name}应完成{v.target(a)}，实际完成{v.result(a)}。",
    ),
    opened("count.begun", ("built",), _begun),
    opened(
        "project.invested", (),
        lambda v: _project(
            v, "{name}：总投资{whole}，年度计划投资{year}，{when}完成投资{spent}，占年度计划的{done}。"
        ),
        lambda v: _project(v, "{name}总投资{whole}，今年计划投资{year}，累计完成投资{spent}，"
        "投资完成率{done}。"),
    ),
    held_out(
        "project.woven", (),
        lambda v: _project(v, "总投资{whole}的{name}，年内计划完成投资{year}，目前已完成{spent}，"
        "为年计划的{done}。"),
    ),
    opened(
        "money.planned", (),
        lambda v: _spending(v, "{name}项目年初预算{planned}，调整预算{changed}，实际支出{spent}，"
        "预算执行率{rate}。"),
        lambda v: _spending(v, "{name}项目年初预算安排{planned}，全年预算{changed}，全年执行{spent}，"
        "执行率为{rate}。"),
    ),
    held_out(
        "money.woven", (),
        lambda v: _spending(
            v, "{name}项目资金年初核定{planned}，年中调整为{changed}，截至年底支付{spent}，支付率{rate}。"
        ),
    ),
    opened("measure.words", (), lambda v: _happened(v, 2), lambda v: _happened(v, 3)),
    opened(
        "about.more", (),
        lambda v: _about(v, (("{n}余{u}", ">"), ("{n}多{u}", ">"), ("超过{n}{u}", ">"), ("约{n}{u}", "~"))),
    ),
    held_out(
        "about.other", (),
        lambda v: _about(
            v, (("近{n}{u}", "~"), ("逾{n}{u}", ">"), ("不足{n}{u}", "<"), ("{n}{u}以上", ">="))
        ),
    ),
    opened("chinese.count", (), lambda v: _in_chinese(v, "{when}，{all}共{verb}{what}{number}。")),
    held_out("chinese.tenths", (), _tenths),
)  # fmt: skip
