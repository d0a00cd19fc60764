"""What stands under the number and name of an indicator or a task and doesn't say its name again."""

from tests.reports.family import Family, held_out, opened
from tests.reports.phrasings.targets import gap_to_target, lead_on_schedule

HEADS = (
    "{number}.{name}（分值{weight}分，责任单位：{units}）。",
    "{number}.{name}（{weight}分）。责任单位：{units}。",
    "（{chinese}）{name}（{weight}分，牵头单位：{units}）。",
)
"""How a listed indicator begins: number, name, points, who answers for it."""
HELD_OUT_HEADS = (
    "{number}、{name}（{units}，{weight}分）：",
    "{number}．{name}。分值：{weight}分；责任单位：{units}。",
)
"""Heads that are never used for making rules."""

FAMILIES: tuple[Family, ...] = (
    opened(
        "numbered.sum", ("amount",),
        lambda v, a: f"年度目标{v.target(a)}，{v.when}完成{v.result(a)}，完成率{v.done(a)}，"
        f"{lead_on_schedule(v, a)}。",
        lambda v, a: f"{v.when}完成{v.result(a)}，占年度目标的{v.done(a)}，同比{v.grew(a)}。",
        lambda v, a: f"年度任务{v.target(a)}。目前完成{v.result(a)}，完成率{v.done(a)}，"
        f"{gap_to_target(v, a)}。",
        lambda v, a: f"完成{v.result(a)}，同比{v.grew(a)}，完成年度目标{v.target(a)}的{v.done(a)}。",
    ),
    held_out(
        "numbered.sum as form", ("amount",),
        lambda v, a: f"目标值：{v.target(a)}；完成值：{v.result(a)}；完成率：{v.done(a)}。",
        lambda v, a: f"全年应完成{v.target(a)}，实际达到{v.result(a)}，进度{v.done(a)}。",
    ),
    opened(
        "numbered.count", ("count",),
        lambda v, a: f"目标任务{v.target(a)}，{v.when}完成{v.result(a)}，完成率{v.done(a)}。",
        lambda v, a: f"目标任务：{v.target(a)}。进展情况：已完成{v.result(a)}，占年度任务的{v.done(a)}。",
        lambda v, a: f"已完成{v.result(a)}，占年度任务{v.target(a)}的{v.done(a)}。",
    ),
    held_out(
        "numbered.count by year", ("count",),
        lambda v, a: f"全年计划{v.target(a)}，累计实施{v.result(a)}，完成比例{v.done(a)}。",
        lambda v, a: f"年内需完成{v.target(a)}，现已完成{v.result(a)}，完成{v.done(a)}。",
    ),
    opened(
        "numbered.level", ("rate",),
        lambda v, a: f"年度目标{v.target(a)}，目前为{v.result(a)}。",
        lambda v, a: f"目标值{v.target(a)}，{v.when}达到{v.result(a)}。",
    ),
    opened(
        "numbered.ceiling", ("ceiling",),
        lambda v, a: f"控制目标为{v.target(a)}，目前为{v.result(a)}。",
        lambda v, a: f"{v.when}为{v.result(a)}，年度目标为不高于{v.target(a, '<=')}。",
    ),
)  # fmt: skip
