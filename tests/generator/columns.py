"""Columns of performance reports, and the header groups that stand over them."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.generator import wording
from tests.generator.known import Align

Fill = Callable[[Random, str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf of the header: its name, width, how its cells are set, and what fills them."""

    name: str
    width: float
    fill: Fill
    align: Align = "centre"
    depth: int = 1

    @property
    def leaves(self) -> "tuple[Column, ...]":
        return (self,)


@dataclass(frozen=True, slots=True)
class Group:
    """A header cell over several columns."""

    name: str
    children: "tuple[Column | Group, ...]"

    @property
    def leaves(self) -> tuple[Column, ...]:
        return tuple(leaf for child in self.children for leaf in child.leaves)

    @property
    def depth(self) -> int:
        return 1 + max(child.depth for child in self.children)


Head = Column | Group
MOST_HEADER_ROWS = 4


def amount(name: str) -> Column:
    return Column(name, 1.45, lambda rng, _: wording.amount(rng), "right")


def _percent(name: str) -> Column:
    return Column(name, 1.0, lambda rng, _: wording.percent(rng))


def _growth(name: str) -> Column:
    return Column(name, 0.95, lambda rng, _: wording.growth(rng))


def rank(name: str) -> Column:
    return Column(name, 0.75, lambda rng, _: str(rng.randint(1, 20)))


def _move(name: str) -> Column:
    return Column(name, 0.85, lambda rng, _: wording.move(rng))


def score(name: str) -> Column:
    return Column(name, 0.85, lambda rng, _: f"{rng.uniform(0, 30):.1f}")


def _aim(name: str) -> Column:
    return Column(name, 1.4, lambda rng, _: wording.aim(rng))


UNIT = Column("计量单位", 0.9, lambda rng, _: rng.choice(wording.UNITS_OF_MEASURE))
OFFICE = Column("责任单位", 1.7, wording.office)
REMARK = Column("存在问题及原因", 2.8, lambda rng, _: wording.trouble(rng), "left")
LONG = Column("整改措施", 3.4, lambda rng, _: wording.measures(rng), "left")
NOTE = Column("备注", 1.0, lambda rng, _: rng.choice(("", "", "", "市定", "新增", "逆指标")))
LIGHT = Column("亮灯情况", 0.8, lambda rng, _: rng.choice(("红灯", "黄灯", "绿灯", "")))
INDICATOR = Column("指标名称", 2.6, lambda rng, _: wording.indicator(rng), "left")
TOWN = Column("乡镇（街道）", 1.5, lambda rng, _: rng.choice(wording.TOWNS))
NUMBER = Column("序号", 0.55, lambda rng, _: "")

SINGLE: tuple[Head, ...] = (
    UNIT, _aim("年度目标"), amount("1—9月完成"), _percent("完成率（%）"), _growth("同比增长（%）"),
    rank("排名"), _move("较上月"), score("权重"), score("得分"), OFFICE, NOTE, LIGHT,
)  # fmt: skip
TWO: tuple[Group, ...] = (
    Group("年度目标", (_aim("全年"), _aim("前三季度"))),
    Group("完成情况", (amount("完成值"), _percent("完成率（%）"))),
    Group("同比", (amount("增量"), _growth("增速（%）"))),
    Group("考核得分", (score("满分"), score("得分"), rank("位次"))),
)
THREE: tuple[Group, ...] = (
    Group(
        "2031年1—9月",
        (
            Group("完成情况", (amount("总量"), _growth("增速（%）"))),
            Group("位次", (rank("全市"), _move("较上月"))),
        ),
    ),
    Group("2030年同期", (amount("总量"), Group("占比", (_percent("占全县"), _percent("占全市"))))),
)
FOUR: tuple[Group, ...] = (
    Group(
        "2031年",
        (
            Group(
                "前三季度", (Group("实际完成", (amount("绝对值"), _growth("增速（%）"))), _percent("完成率"))
            ),
            _aim("全年预计"),
        ),
    ),
)
