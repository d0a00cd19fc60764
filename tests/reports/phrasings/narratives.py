"""Sentences whose names have to be put together from verbs and what they are done to: figures before their
noun, money by use, points lost, shares of another sum, averages a head, works told as they go on."""

from decimal import Decimal

from tests.reports.family import Family, held_out, opened
from tests.reports.scheme import Indicator, fitting, rounded
from tests.reports.voice import Voice, joined
from tests.reports.words import PROJECTS

_BUILT = (
    ("新建", "社区食堂", "个", 3, 40),
    ("改造", "背街小巷", "条", 8, 90),
    ("建成", "口袋公园", "个", 3, 30),
    ("完成", "病险水库除险加固", "座", 3, 20),
    ("新增", "新能源公交车", "辆", 10, 120),
    ("改扩建", "中小学校", "所", 3, 24),
    ("培育", "市级以上农业龙头企业", "家", 3, 30),
    ("打造", "乡村旅游示范点", "个", 3, 20),
    ("整治", "农村黑臭水体", "处", 5, 60),
    ("建成", "5G基站", "座", 60, 980),
    ("引进", "各类专业人才", "名", 30, 400),
    ("淘汰", "老旧柴油货车", "台", 40, 900),
)
_USES = ("设备购置", "人员培训", "房屋维修", "劳务派遣", "印刷宣传", "系统运行维护")


def _built(v: Voice, many: int, way: str, *, role: str = "actual") -> str:
    """Figures before or after what they count."""
    said = []
    for verb, what, unit, low, high in v.rng.sample(_BUILT, many):
        value = str(v.rng.randint(low, high))
        number = v.fact(f"{value}{unit}", f"{verb}{what}", role, value, unit, also=(what,))
        said.append(way.format(verb=verb, what=what, number=number))
    return joined(said)


def _used(v: Voice, way: str) -> str:
    """What money was spent on."""
    whole = fitting(v.rng.uniform(80, 900), "亿元")
    uses = v.rng.sample(_USES, 3)
    total = v.amount(whole, "万元", "项目支出", also=("支出", "实际支出", "全年支出", "资金"))
    said = [
        way.format(use=use, money=v.amount(fitting(float(whole * share / 100), "亿元"), "万元", use))
        for use, share in zip(uses, v.shares(3), strict=True)
    ]
    return f"项目全年实际支出{total}，其中{joined(said)}。"


def _due(v: Voice) -> str:
    """Money that should have come, and what came of it."""
    name = v.one("市级配套资金", "县级配套资金", "专项债券资金", "项目资本金")
    due = fitting(v.rng.uniform(300, 9000), "亿元")
    came = fitting(float(due) * v.rng.uniform(0.4, 1), "亿元")
    rate = rounded(came * 100 / due, 1)
    return (
        f"{name}应到位{v.amount(due, '万元', name, 'target')}，实际到位{v.amount(came, '万元', name)}，"
        f"到位率{v.amount(rate, '%', name, 'completion', also=(f'{name}到位率', '到位率'))}。"
    )


def _share_of(v: Voice, way: str) -> str:
    part, whole = v.one(
        ("税收收入", "一般公共预算收入"), ("工业投资", "固定资产投资"), ("民间投资", "固定资产投资"),
        ("高新技术产业增加值", "规模以上工业增加值"), ("服务业增加值", "地区生产总值"),
    )  # fmt: skip
    value, more = rounded(Decimal(str(v.rng.uniform(21, 79))), 1), v.points(0.3, 3)
    name, also = f"{part}占{whole}比重", (part,)
    printed = v.amount(value, "%", name, "share", also=also)
    moved = v.signed(more * v.one(1, -1), "个百分点", name, "change", up="提高", down="下降", also=also)
    return way.format(part=part, whole=whole, share=printed, moved=moved, last=v.last)


def _aimed_rank(v: Voice, way: str) -> str:
    place = str(v.rng.randint(2, 8))
    names = ("总分", "综合考核总分", "综合考核", "绩效考核总分", "综合绩效考核", "全年总分")
    rank = v.fact(f"前{place}位", names[0], "target", place, "位", op="<=", also=names)
    return way.format(rank=rank, upper=v.upper)


def _average(v: Voice) -> str:
    what, unit = v.one(("养老床位", "张"), ("医疗卫生机构床位", "张"), ("执业（助理）医师", "名"))
    heads = "老年人" if what == "养老床位" else "常住人口"
    value = rounded(Decimal(str(v.rng.uniform(2.2, 48))), 1)
    name = f"每千名{heads}拥有{what}"
    return f"{name}{v.one('达到', '')}{v.amount(value, unit, name, also=(what, f'千名{heads}{what}'))}。"


def _going_on(v: Voice, way: str) -> str:
    name = v.rng.choice(PROJECTS)
    spent = fitting(v.rng.uniform(0.3, 6), "亿元")
    done = rounded(Decimal(str(v.rng.uniform(20, 98))), 1)
    words = {
        "name": name,
        "spent": v.amount(spent, "亿元", f"{name}投资", also=(name, f"{name}完成投资")),
        "done": v.amount(done, "%", f"{name}投资", "completion", also=(name,)),
        "state": v.one("主体结构已封顶", "正在进行基础施工", "设备安装已近尾声", "土建工程全部完工"),
    }
    return way.format(**words)


def _lost(v: Voice, a: Indicator) -> str:
    points = v.one("0.3", "0.5", "0.8", "1.2")
    lost = v.fact(f"{points}分", a.name, "deduction", points, "分", period="*")
    return f"{a.name}{v.one('未完成年度任务', '增速低于考核目标')}，被扣{lost}。"


def _behind_average(v: Voice) -> str:
    names = ("综合考核得分", "综合考核", "考核得分", "得分")
    score, less = (
        rounded(Decimal(str(v.rng.uniform(80, 96))), 2),
        rounded(Decimal(str(v.rng.uniform(0.2, 4))), 2),
    )
    own = v.fact(f"{score}分", names[0], "score", score, "分", also=names, period="*")
    gap = v.fact(f"{less}分", names[0], "change", -less, "分", also=names, period="*")
    return f"综合考核得分{own}，比{v.upper}平均分低{gap}。"


def _best_place(v: Voice, a: Indicator) -> str:
    local = v.locals(a, 1)[0]
    done = v.amount(local.result, a.unit, a.name, entity=local.place)
    grew = v.signed(local.yoy, "%", a.name, "yoy", up="增长", down="下降", entity=local.place)
    return f"{a.name}方面，{local.place}占比最大，{v.when}完成{done}，同比{grew}。"


FAMILIES: tuple[Family, ...] = (
    opened(
        "noun.after", (),
        lambda v: f"{_built(v, 2, '{verb}{number}{what}')}。",
        lambda v: f"{v.when}，{v.all}{_built(v, 3, '{verb}{what}{number}')}。",
        lambda v: f"全力抓好城乡建设，{_built(v, 3, '{verb}{what}{number}')}，人居环境持续改善。",
    ),
    held_out(
        "noun.woven", (),
        lambda v: f"深入实施民生工程，{_built(v, 2, '{number}{what}{verb}任务如期完成')}。",
        lambda v: f"{_built(v, 3, '{what}{verb}{number}')}。",
    ),
    opened("aim.works", (), lambda v: f"年内{_built(v, 2, '{verb}{what}{number}', role='target')}。",
           lambda v: f"计划{_built(v, 2, '{verb}{what}{number}', role='target')}。"),
    opened("uses.listed", (), lambda v: _used(v, "{use}{money}"), lambda v: _used(v, "{use}支出{money}")),
    held_out("uses.first", (), lambda v: _used(v, "用于{use}{money}")),
    opened("money.due", (), _due),
    opened("share.of", (), lambda v: _share_of(v, "{part}占{whole}的比重为{share}，比{last}{moved}。"),
           lambda v: _share_of(v, "{part}占{whole}比重达到{share}，同比{moved}。")),
    held_out("share.in", (), lambda v: _share_of(v, "{whole}中，{part}占比{share}，较{last}{moved}。")),
    opened("aim.rank", (), lambda v: _aimed_rank(v, "确保全年总分进入{upper}{rank}。")),
    held_out("aim.rank kept", (), lambda v: _aimed_rank(v, "综合考核要保持在{upper}{rank}。")),
    opened("average.head", (), _average),
    opened("project.state", (),
           lambda v: _going_on(v, "{name}{state}，累计完成投资{spent}，占年度计划的{done}。"),
           lambda v: _going_on(v, "{name}：{state}，完成投资{spent}，投资完成率{done}。")),
    opened("lost.points", ("amount",), _lost),
    held_out("score.behind", (), _behind_average),
    opened("places.most", ("amount",), _best_place),
)  # fmt: skip
