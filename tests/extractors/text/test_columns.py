import pytest

from extractors.text.columns import (
    header_unit,
    is_place,
    names_growth,
    names_rate,
    read_column,
    result_role,
    unit_for,
    units_in_note,
    without_rate_words,
)


@pytest.mark.parametrize(
    ("path", "kind", "unit"),
    [
        (("序号",), "number", ""),
        (("考核指标",), "name", ""),
        (("三级指标",), "name", ""),
        (("一级指标",), "category", ""),
        (("类别",), "category", ""),
        (("计量单位",), "unit", ""),
        (("各项分值",), "weight", ""),
        (("指标权重(分)",), "weight", "分"),
        (("总分 90 分",), "weight", ""),
        (("自评得分",), "score", ""),
        (("得分率",), "completion", ""),
        (("年度指标值",), "target", ""),
        (("2024 年度 县定目标",), "target", ""),
        (("年度任务数",), "target", ""),
        (("时序进度要求",), "target", ""),
        (("实际完成值",), "result", ""),
        (("目标完成情况",), "result", ""),
        (("1—6月",), "result", ""),
        (("完成率（%）",), "completion", "%"),
        (("完成年度计划（%）",), "completion", "%"),
        (("占年度计划%",), "completion", "%"),
        (("执行率（B/A）",), "completion", ""),
        (("预算执行率",), "completion", ""),
        (("年初预算数",), "budget", ""),
        (("全年执行数（B）",), "result", ""),
        (("同比（±%）",), "yoy", "%"),
        (("比上年同期增减（%）",), "yoy", "%"),
        (("较年初增减",), "change", ""),
        (("与目标差距",), "change", ""),
        (("占比",), "share", ""),
        (("全市排名", "位次"), "rank", ""),
        (("全市排名", "较一季度"), "rank_change", ""),
        (("2022 年度 完成情况 (位次)",), "rank", ""),
        (("预警等次", "黄灯"), "light_count", ""),
        (("亮灯情况",), "light", ""),
        (("预计扣分",), "deduction", ""),
        (("加分",), "bonus", ""),
        (("评分标准",), "rule", ""),
        (("牵头单位",), "lead", ""),
        (("配合单位",), "support", ""),
        (("责任单位",), "responsible", ""),
        (("责任领导",), "person", ""),
        (("完成时限",), "deadline", ""),
        (("偏差原因分析及改进措施",), "issue_and_measure", ""),
        (("存在问题",), "issue", ""),
        (("下步举措及措施",), "measure", ""),
        (("县（市、区）",), "entity", ""),
        (("园区名称",), "entity", ""),
        (("备注",), "note", ""),
        (("产业兴旺",), "unknown", ""),
        (("环比增长",), "change", "%"),
        (("与时序进度相比",), "change", "个百分点"),
        (("增速与目标差距",), "change", "个百分点"),
        (("尚差",), "change", ""),
        (("增减%",), "yoy", "%"),
        (("同比（百分点）",), "change", "百分点"),
        (("加减分",), "bonus", ""),
        (("与上月位次相比",), "rank_change", ""),
        (("计划开工项目", "个数"), "target", "个"),
        (("计划开工项目", "已开工"), "result", ""),
    ],
)
def test_the_kind_of_a_column(path: tuple[str, ...], kind: str, unit: str) -> None:
    column = read_column(path)
    assert (column.kind, column.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("path", "label"),
    [
        (("固定资产投资", "增速（%）"), "固定资产投资"),
        (("承担指标", "分值"), "承担指标"),
        (("预警等次", "红灯"), "红灯指标"),
        (("产业兴旺（35分）",), "产业兴旺"),
        (("预计扣分",), "预计扣分"),
        (("民间投资增速（%）",), "民间投资"),
        (("1-6月完成投资（万元）",), "投资"),
        (("一般公共预算收入", "完成数"), "一般公共预算收入"),
        (("税收占比",), "税收占比"),
        (("开工率",), "开工率"),
        (("完成率",), ""),
        (("占比",), ""),
        (("六县市排名",), ""),
        (("全市排名", "位次"), ""),
        (("综合排名",), "综合排名"),
        (("综合指数排名",), "综合指数"),
        (("合计",), ""),
        (("完成任务比例",), ""),
        (("序时进度差",), ""),
        (("前三季度目标",), ""),
        (("年度计划投资",), "投资"),
    ],
)
def test_what_a_column_measures(path: tuple[str, ...], label: str) -> None:
    assert read_column(path).label == label


@pytest.mark.parametrize(
    ("path", "entity"),
    [
        (("全市增速（%）",), "全市"),
        (("澄江区", "总量"), "澄江区"),
        (("栖霞县",), "栖霞县"),
        (("增速全市排位",), None),
        (("全市位次",), None),
    ],
)
def test_whom_a_column_is_about(path: tuple[str, ...], entity: str | None) -> None:
    assert read_column(path).entity == entity


def test_an_empty_header_is_unknown() -> None:
    assert read_column(()).kind == "unknown"


@pytest.mark.parametrize(
    ("note", "units"),
    [
        ("单位：万元", ("万元",)),
        ("金额单位：亿元、%", ("亿元", "%")),
        ("单位：项、分", ("项", "分")),
        ("填报单位：县水利局", ()),
        ("2024年完成情况表", ()),
    ],
)
def test_units_in_a_note(note: str, units: tuple[str, ...]) -> None:
    assert units_in_note(note) == units


def test_the_unit_of_a_bare_number() -> None:
    assert unit_for("budget", ("%", "万元", "分")) == "万元"
    assert unit_for("completion", ("万元",)) == "%"
    assert unit_for("rank", ()) == "位"
    assert unit_for("light_count", ("个",)) == "个"
    assert unit_for("light_count", ()) == "项"
    assert unit_for("result", ()) == ""
    assert unit_for("target", ("个", "万元"), "到位资金") == "万元"
    assert unit_for("target", ("万元", "个"), "签约项目") == "个"
    assert unit_for("result", ("万元",), "签约项目") == "万元"


def test_the_unit_of_a_header() -> None:
    assert header_unit("增速（%）") == "%"
    assert header_unit("项数") == "项"
    assert header_unit("与时序进度差") == "个百分点"
    assert header_unit("与时序差") == "个百分点"
    assert header_unit("完成值") == ""


@pytest.mark.parametrize(
    ("name", "unit", "role"),
    [
        ("民间投资增速", "%", "yoy"),
        ("民间投资增速", "亿元", "actual"),
        ("税收占一般公共预算收入比重", "%", "share"),
        ("信访事项按期办结率", "%", "completion"),
        ("城镇化率", "%", "actual"),
        ("空气质量优良天数比例", "%", "actual"),
        ("投资增速（不含农户）", "%", "yoy"),
        ("城镇新增就业", "人", "actual"),
    ],
)
def test_the_role_of_a_result(name: str, unit: str, role: str) -> None:
    assert result_role(name, unit) == role


@pytest.mark.parametrize(
    ("name", "rate"),
    [("城镇化率", True), ("群众满意度", True), ("税收占比", True), ("劳动效率", False), ("用电量", False)],
)
def test_names_of_rates(name: str, rate: bool) -> None:
    assert names_rate(name) is rate


def test_growth_names() -> None:
    assert names_growth("民间投资增速")
    assert not names_growth("民间投资")
    assert without_rate_words("民间投资增速") == "民间投资"
    assert without_rate_words("增速") == "增速"


@pytest.mark.parametrize(
    ("text", "place"), [("全市", True), ("云溪县", True), ("民间投资", False), ("总量", False)]
)
def test_places(text: str, place: bool) -> None:
    assert is_place(text) is place
