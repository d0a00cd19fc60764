"""Facts of tables by place, department or column of places: names, entities, scores, ranks."""

from made_documents import made_document

from extractors.finders.indicators import find_indicators
from extractors.finders.table_facts import find_table_facts
from schemas.records import Fact, Header

HEADER = Header(region="栖霞市", period="2025-01/2025-09", date="2025-10-20")


def facts(*parts: str) -> tuple[Fact, ...]:
    document = made_document(*parts)
    return find_table_facts(document, HEADER, find_indicators(document, HEADER))


def brief(found: tuple[Fact, ...]) -> list[tuple[str, str, str, str]]:
    return [(f.indicator, f.role, f.value, f.unit) for f in found]


def of(found: tuple[Fact, ...], entity: str | None) -> list[tuple[str, str, str, str]]:
    return brief(tuple(f for f in found if f.entity == entity))


PROJECTS = """
排名|责任单位|项目数（个）|年度计划投资|1—9月完成投资|完成率（%）|未开工项目（个）|亮灯|位次变化（较二季度）|督查得分
1|澄江区|14|38.6|33.05|85.6|0|绿灯|↑2|94.2
2|云溪县|9|17.25|13.42|77.8|1|红灯|↓1|71.3
合计||23|55.85|46.47|83.2|1|||
"""


def test_the_caption_names_what_columns_leave_open() -> None:
    found = facts("表1 2025年1—9月重点工业项目推进情况排名表（金额单位：亿元）", PROJECTS)
    assert of(found, "澄江区") == [
        ("重点工业项目推进情况", "rank", "1", "位"),
        ("重点工业项目数", "actual", "14", "个"),
        ("重点工业项目投资", "target", "38.6", "亿元"),
        ("重点工业项目投资", "actual", "33.05", "亿元"),
        ("重点工业项目投资", "completion", "85.6", "%"),
        ("未开工项目", "actual", "0", "个"),
        ("重点工业项目推进情况", "change", "2", "位"),
        ("督查得分", "score", "94.2", "分"),
    ]
    assert [f.value for f in found if f.role == "change"] == ["2", "-1"]
    assert len(of(found, None)) == 5
    assert all(f.period is None for f in found)


def test_the_heading_names_it_where_the_caption_does_not() -> None:
    table = "县区|计划投资|完成投资|完成率\n澄江区|12|8|66.7%\n云溪县|9|3|33.3%"
    found = facts("二、重点水利工程推进情况", "表1 各县区完成情况", table)
    assert {f.indicator for f in found} == {"重点水利工程投资"}


def test_a_table_of_scores() -> None:
    table = """
县区|基础得分|加分|扣分|加减分|总分|排名|上月排名|位次变化
澄江区|88.2|1.5|0.3|-0.5|89.4|1|2|↑1
云溪县|86.1|0|1|0.2|85.1|2|1|↓1
"""
    found = facts("附件 2025年9月份各县区绩效考核得分情况表", table)
    assert of(found, "澄江区") == [
        ("基础得分", "score", "88.2", "分"),
        ("加分", "bonus", "1.5", "分"),
        ("扣分", "deduction", "0.3", "分"),
        ("加减分", "deduction", "0.5", "分"),
        ("总分", "score", "89.4", "分"),
        ("总分", "rank", "1", "位"),
        ("总分", "rank", "2", "位"),
        ("总分", "change", "1", "位"),
    ]
    assert [f.period for f in found if f.role == "rank"][:2] == ["2025-09", "2025-08"]


def test_scored_parts_with_their_points_and_moves_beside_the_rank() -> None:
    table = """
序号|乡镇名称|经济发展（60分）|社会治理（40分）|总分|名次|较上月
1|河湾镇|56.2|38|94.2|1|持平
2|石桥乡|53|37|90|2|↑2
"""
    found = facts("表2 乡镇综合考评排名", table)
    assert of(found, None) == [("经济发展", "weight", "60", "分"), ("社会治理", "weight", "40", "分")]
    assert of(found, "石桥乡") == [
        ("经济发展", "score", "53", "分"),
        ("社会治理", "score", "37", "分"),
        ("总分", "score", "90", "分"),
        ("总分", "rank", "2", "位"),
        ("总分", "change", "2", "位"),
    ]


def test_growth_ranks_and_gaps() -> None:
    table = """
县（市、区）|增速（%）|位次|较上期|增速与目标差距
澄江区|6.1|1|↑1|—
云溪县|-2.2|2|↓1|8.2
全市平均|4.2|||
"""
    found = facts("附表 各县区固定资产投资增速及排名", table)
    assert of(found, "云溪县") == [
        ("固定资产投资", "yoy", "-2.2", "%"),
        ("固定资产投资增速", "rank", "2", "位"),
        ("固定资产投资增速", "change", "-1", "位"),
        ("固定资产投资", "change", "-8.2", "个百分点"),
    ]


def test_several_ranks_are_each_of_the_measure_before_them() -> None:
    table = """
县区|工业增加值增速（%）|排名|税收收入（亿元）|增速（%）|排名
澄江区|7.2|1|12.1|3.3|2
云溪县|6.1|2|8.2|4.1|1
"""
    assert of(facts("附表 各县区主要指标及排名", table), "澄江区") == [
        ("工业增加值", "yoy", "7.2", "%"),
        ("工业增加值", "rank", "1", "位"),
        ("税收收入", "actual", "12.1", "亿元"),
        ("税收收入", "yoy", "3.3", "%"),
        ("税收收入", "rank", "2", "位"),
    ]


def test_measures_over_some_columns_only() -> None:
    table = """
县区|地区生产总值|<|民间投资|税收收入|<
^|总量|增速|增速|总量|增速
云溪县|133.1|5.2|6.1|9.5|2.1
全市|812.3|5.8|6.6|66.1|3.9
"""
    found = facts("表2 各县区经济指标对比", "单位：亿元、%", table)
    assert of(found, "云溪县") == [
        ("地区生产总值", "actual", "133.1", "亿元"),
        ("地区生产总值", "yoy", "5.2", "%"),
        ("民间投资", "yoy", "6.1", "%"),
        ("税收收入", "actual", "9.5", "亿元"),
        ("税收收入", "yoy", "2.1", "%"),
    ]


def test_target_and_result_over_measures() -> None:
    table = """
乡镇|年度目标|<|实际完成|<|完成率（%）|<
^|税收收入（万元）|新增企业（家）|税收收入（万元）|新增企业（家）|税收收入|新增企业
河湾镇|1200|20|850|18|70.8|90
"""
    assert brief(facts("表3 各乡镇重点指标进度表", table)) == [
        ("税收收入", "target", "1200", "万元"),
        ("新增企业", "target", "20", "家"),
        ("税收收入", "actual", "850", "万元"),
        ("新增企业", "actual", "18", "家"),
        ("税收收入", "completion", "70.8", "%"),
        ("新增企业", "completion", "90", "%"),
    ]


def test_counts_under_a_plan() -> None:
    table = """
县区|计划开工项目|<|<
^|个数|已开工|开工率
澄江区|20|18|90%
"""
    assert brief(facts("附件 2025年重点项目开工情况统计表", table)) == [
        ("开工项目", "target", "20", "个"),
        ("开工项目", "actual", "18", ""),
        ("开工项目", "completion", "90", "%"),
    ]


def test_departments_with_a_task() -> None:
    table = """
单位|年度任务（万元）|到位资金（万元）|完成任务比例|序时进度差|排名
县水务局|8000|7200|90%|15|1
县交通局|12000|6600|55%|-20|2
"""
    assert of(facts("附件 县直部门争资争项完成情况", table), "县交通局") == [
        ("争资争项", "target", "12000", "万元"),
        ("争资争项到位资金", "actual", "6600", "万元"),
        ("争资争项到位资金", "completion", "55", "%"),
        ("争资争项到位资金", "change", "-20", "个百分点"),
        ("争资争项", "rank", "2", "位"),
    ]


def test_places_as_columns_with_target_and_result() -> None:
    table = """
指标名称|计量单位|澄江区|<|<|云溪县|<|<
^|^|目标|完成|完成率|目标|完成|完成率
民间投资|亿元|80|61|76.3%|40|33|82.5%
城镇化率||65|64.1|—|58|57.2|—
"""
    found = facts("附件 各县区目标完成率", table)
    assert of(found, "云溪县") == [
        ("民间投资", "target", "40", "亿元"),
        ("民间投资", "actual", "33", "亿元"),
        ("民间投资", "completion", "82.5", "%"),
        ("城镇化率", "target", "58", "%"),
        ("城镇化率", "actual", "57.2", "%"),
    ]


def test_roles_as_rows_and_places_as_columns() -> None:
    table = """
项目|澄江区|云溪县|合计
年度目标|210|120|330
1—9月完成|150|70|220
完成率|71.4|58.3|66.7
同比增长|5.1|-2.2|3.3
排名|1|2|
"""
    found = facts("三、各县区固定资产投资情况", "单位：亿元，%", table)
    assert {f.indicator for f in found} == {"固定资产投资"}
    assert of(found, "云溪县") == [
        ("固定资产投资", "target", "120", "亿元"),
        ("固定资产投资", "actual", "70", "亿元"),
        ("固定资产投资", "completion", "58.3", "%"),
        ("固定资产投资", "yoy", "-2.2", "%"),
        ("固定资产投资", "rank", "2", "位"),
    ]


def test_several_rows_a_place() -> None:
    table = """
县区|指标|目标|完成
澄江区|新增就业（人）|500|410
^|技能培训（人次）|200|180
云溪县|新增就业（人）|300|290
"""
    document = made_document("附件 任务完成", table)
    listed = find_indicators(document, HEADER)
    found = find_table_facts(document, HEADER, listed)
    assert [i.name for i in listed] == ["新增就业", "技能培训"]
    assert [(f.entity, f.indicator, f.value) for f in found if f.role == "actual"] == [
        ("澄江区", "新增就业", "410"),
        ("澄江区", "技能培训", "180"),
        ("云溪县", "新增就业", "290"),
    ]


def test_counts_do_not_take_the_unit_of_money() -> None:
    table = "乡镇|年度任务|<|完成率（%）|<\n^|到位资金|签约项目|到位资金|签约项目\n河湾镇|6000|4|75|50"
    assert brief(facts("附表 各乡镇招商引资任务完成情况", "单位：万元、个", table)) == [
        ("招商引资到位资金", "target", "6000", "万元"),
        ("签约项目", "target", "4", "个"),
        ("招商引资到位资金", "completion", "75", "%"),
        ("签约项目", "completion", "50", "%"),
    ]


def test_bare_rates_are_percents_beside_amounts() -> None:
    table = "指标|全市|澄江区\n地区生产总值|812.3|210.5\n地区生产总值增速|5.8|6.1\n群众满意度|96|97.2"
    assert of(facts("附件 主要指标", "单位：亿元、%", table), "澄江区") == [
        ("地区生产总值", "actual", "210.5", "亿元"),
        ("地区生产总值增速", "yoy", "6.1", "%"),
        ("群众满意度", "actual", "97.2", "%"),
    ]


def test_money_and_counts_of_one_table_have_their_own_units() -> None:
    table = """
乡镇|签约项目|<|到位资金|<
^|目标|完成|目标|完成
河湾镇|5|6|20000|18800
"""
    found = facts("各乡镇招商引资完成情况", "单位：个、万元", table)
    assert [(f.role, f.value, f.unit) for f in found] == [
        ("target", "5", "个"),
        ("actual", "6", "个"),
        ("target", "20000", "万元"),
        ("actual", "18800", "万元"),
    ]


def test_pieces_of_work_named_like_institutions_are_no_entities() -> None:
    table = """
序号|项目名称|建设年限|总投资（万元）|2025年计划投资（万元）|完成投资（万元）
1|云溪新材料产业园|2023-2025|38000|15000|12300
2|冷链物流中心|2024-2025|20000|6000|4200
"""
    found = facts("重点项目推进情况表", table)
    assert {f.entity for f in found} == {None}
    assert [(f.role, f.value, f.period) for f in found][:3] == [
        ("actual", "38000", None),
        ("target", "15000", "2025"),
        ("actual", "12300", None),
    ]


def test_groups_of_measures_keep_their_points() -> None:
    table = """
一级指标|二级指标|三级指标|分值|考核标准
经济发展（45分）|总量指标（20分）|地区生产总值|20|每低1个百分点扣0.5分
^|结构指标（25分）|高新技术产业增加值占比|25|每低0.1个百分点扣0.2分
"""
    found = facts("附件 绩效考核指标体系", table)
    assert [(f.indicator, f.value) for f in found if f.role == "weight"] == [
        ("经济发展", "45"),
        ("总量指标", "20"),
        ("结构指标", "25"),
    ]


def test_a_result_that_is_said_to_grow_is_growth() -> None:
    table = """
序号|考核指标|权重|2024年完成|2025年目标
1|规上工业总产值|9|增长7.6%|增长9%
2|固定资产投资|11|178.3亿元|186亿元
"""
    found = facts("附件 考核指标体系", table)
    assert [(f.role, f.value, f.unit, f.period) for f in found] == [
        ("yoy", "7.6", "%", "2024"),
        ("target", "9", "%", "2025"),
        ("actual", "178.3", "亿元", "2024"),
        ("target", "186", "亿元", "2025"),
    ]
