from decimal import Decimal

from fictional_readings import COUNTY, Paper, notice

from pipeline.analysis.compare import compare_periods
from pipeline.analysis.schemes import draft_scheme
from schemas.analysis import Comparison, ComparisonRow
from schemas.period import Period


def month(end: int, growth: str, money: str, rank: str, *, unit: str = "亿元") -> Paper:
    paper = Paper("progress_report", f"2024-01/2024-{end:02d}")
    paper.fact("固定资产投资", "yoy", growth, "%")
    paper.fact("固定资产投资增速", "rank", rank, "位")
    paper.fact("实际利用省外资金", "actual", money, unit)
    paper.fact("PM2.5浓度", "actual", str(30 + end), "微克/立方米")
    paper.light("固定资产投资", "red" if end == 8 else "green")
    return paper


def compared(*papers: Paper) -> Comparison:
    comparison = compare_periods(
        [paper.reading() for paper in papers], COUNTY, None, draft_scheme(notice().reading())
    )
    assert comparison is not None
    return comparison


def row(comparison: Comparison, name: str, role: str) -> ComparisonRow:
    return next(r for r in comparison.rows if r.name.startswith(name) and r.role == role)


def test_two_periods_stand_side_by_side_in_time_order() -> None:
    comparison = compared(month(8, "2.6", "36", "5"), month(7, "3.2", "311000", "4", unit="万元"))
    assert comparison.columns == ("2024年1—7月", "2024年1—8月")
    growth = row(comparison, "固定资产投资", "yoy")
    assert (growth.change, growth.change_unit, growth.better) == (Decimal("-0.6"), "个百分点", False)
    rank = row(comparison, "固定资产投资", "rank")
    assert (rank.change, rank.better) == (Decimal(1), False)
    money = row(comparison, "招商引资", "actual")
    assert (money.change, money.unit, money.better) == (Decimal("4.9") * 10**8, "元", True)
    assert row(comparison, "细颗粒物", "actual").better is False
    assert [cell.printed for cell in money.cells if cell] == ["311000万元", "36亿元"]


def test_lights_stand_by_column() -> None:
    comparison = compared(month(7, "3.2", "31", "4"), month(8, "2.6", "36", "5"))
    assert [lights for _, lights in comparison.lights] == [("green", "red")]


def test_missing_and_masked_cells_say_so_and_give_no_change() -> None:
    later = month(8, "XX", "36", "5")
    later.facts = [fact for fact in later.facts if "PM2.5" not in fact.indicator]
    comparison = compared(month(7, "3.2", "31", "4"), later)
    masked = row(comparison, "固定资产投资", "yoy")
    assert (masked.change, masked.reasons) == (None, ("", "该期数值被隐去"))
    missing = row(comparison, "细颗粒物", "actual")
    assert (missing.change, missing.reasons) == (None, ("", "该期材料没有这一数值"))


def test_a_figure_of_another_period_is_left_out_and_listed() -> None:
    later = month(8, "2.6", "36", "5")
    later.fact("地区生产总值", "yoy", "5.9", "%", period="2024-01/2024-06")
    comparison = compared(month(7, "3.2", "31", "4"), later)
    assert not [r for r in comparison.rows if r.name.startswith("地区生产总值")]
    assert "2024年1—6月" in comparison.left_out[0]


def test_one_period_alone_gives_no_comparison() -> None:
    reading = month(8, "2.6", "36", "5").reading()
    assert compare_periods([reading], COUNTY) is None
    assert compare_periods([reading], "澄江区") is None
    assert compare_periods([reading], COUNTY, [Period.months(2024, 1, 7), Period.months(2024, 1, 8)]) is None


def test_statistics_of_lights_and_of_indicators_are_no_indicators() -> None:
    papers = (month(7, "3.2", "31", "4"), month(8, "2.6", "36", "5"))
    for paper in papers:
        paper.fact("黄灯指标", "actual", "15", "项")
        paper.fact("黄灯指标项数", "share", "37.5", "%")
        paper.fact("方案确定指标", "actual", "40", "项")
        paper.fact("政务服务事项", "actual", "40", "项")
    names = {r.name for r in compared(*papers).rows}
    assert "政务服务事项" in names
    assert not {name for name in names if "指标" in name}


def test_a_quarters_figure_repeated_under_a_later_month_is_not_that_months() -> None:
    papers = (month(7, "3.2", "31", "4"), month(8, "2.6", "36", "5"))
    for end, paper in zip((7, 8), papers, strict=True):
        paper.fact("常住人口城镇化率", "actual", "54.1", "%", row=3, col=4)
        if end == 8:
            paper.fact("常住人口城镇化率", "actual", "54.1", "%", period="2024-01/2024-06")
    comparison = compared(*papers)
    level = row(comparison, "常住人口城镇化率", "actual")
    assert [cell.printed if cell else None for cell in level.cells] == ["54.1%", None]
    assert "数据期为2024年1—6月" in comparison.left_out[0]


def test_a_source_says_which_row_and_column_it_stands_in() -> None:
    papers = (month(7, "3.2", "31", "4"), month(8, "2.6", "36", "5"))
    for paper in papers:
        paper.fact("粮食产量", "actual", "12", "万吨", row=3, col=4, column="累计完成")
    cell = row(compared(*papers), "粮食总产量", "actual").cells[1]
    assert cell is not None
    assert (cell.source.subject, cell.source.column) == ("粮食产量", "累计完成")
