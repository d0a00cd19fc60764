"""Facts of self-evaluation forms, ledgers, tables side by side and statistical tables."""

from made_documents import made_document

from extractors.finders.indicators import find_indicators
from extractors.finders.table_facts import find_table_facts
from schemas.records import Fact, Header

HEADER = Header(region="云溪县", period="2025-01/2025-09", date="2025-10-20")


def facts(*parts: str) -> tuple[Fact, ...]:
    document = made_document(*parts)
    return find_table_facts(document, HEADER, find_indicators(document, HEADER))


def brief(found: tuple[Fact, ...]) -> list[tuple[str, str, str, str]]:
    return [(f.indicator, f.role, f.value, f.unit) for f in found]


GOALS = """
项目名称|<|农村供水工程|<|<|<
项目资金（万元）|<|年初预算数|全年预算数|全年执行数|执行率
^|年度资金总额|1200|1350|1280.6|94.86%
年度总体目标|<|预期目标|<|实际完成情况|<
^|<|新建供水站6处，受益人口3.2万人|<|建成供水站5处，受益人口2.9万人|<
绩效指标|一级指标|三级指标|年度指标值|实际完成值|得分
^|产出指标（50分）|水质合格率|100%|98%|15
"""


def test_goals_in_words_between_two_tables_of_a_form() -> None:
    found = facts("附件 项目支出绩效自评表", GOALS)
    words = [(f.role, f.value, f.unit) for f in found if f.column in ("预期目标", "实际完成情况")]
    assert words == [
        ("target", "6", "处"),
        ("target", "3.2", "万人"),
        ("actual", "5", "处"),
        ("actual", "2.9", "万人"),
    ]
    assert brief(found)[-3:] == [
        ("水质合格率", "target", "100", "%"),
        ("水质合格率", "actual", "98", "%"),
        ("水质合格率", "score", "15", "分"),
    ]
    assert found[-1].column == "得分"


def test_the_sign_of_a_target_in_its_own_column() -> None:
    table = """
一级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析
产出指标|培训人次|≥|1200|人次|1260|10|10|
产出指标|人均成本|≤|800|元|790|10|10|
效益指标|带动就业|定性|有所提升|无|基本达成|20|18|
"""
    found = facts("附件 部门整体支出绩效自评表", table)
    assert [(f.value, f.unit, f.op) for f in found if f.role == "target"] == [
        ("1200", "人次", ">="),
        ("800", "元", "<="),
    ]
    assert all(f.op is None for f in found if f.role != "target")


def test_items_are_named_with_what_the_column_measures() -> None:
    table = """
序号|项目名称|总投资|年度计划投资|1-9月完成投资|完成率|结转结余
1|河湾大桥|32000|8000|6100|76.3%|200
"""
    assert brief(facts("附件 重点项目进展情况表", "单位：万元", table)) == [
        ("河湾大桥总投资", "actual", "32000", "万元"),
        ("河湾大桥投资", "target", "8000", "万元"),
        ("河湾大桥投资", "actual", "6100", "万元"),
        ("河湾大桥", "completion", "76.3", "%"),
        ("河湾大桥结转结余", "actual", "200", "万元"),
    ]


def test_an_amount_behind_a_task_is_its_target() -> None:
    table = """
序号|目标任务|一季度目标|全年目标|完成情况
1|新建口袋公园12个|开工4个|12个|已建成5个，完成年度任务的41.7%
2|改造燃气管网30公里|8公里|30公里|18公里
"""
    found = facts("2025年度目标任务台账", table)
    assert brief(found)[0] == ("新建口袋公园", "target", "12", "个")
    assert [(f.value, f.period) for f in found if f.role == "target" and f.indicator == "改造燃气管网"] == [
        ("30", None),
        ("8", "2025-01/2025-03"),
        ("30", None),
    ]
    assert not any("12个" in f.indicator or "30公里" in f.indicator for f in found)


def test_tables_side_by_side() -> None:
    table = """
序号|指标|完成|序号|指标|完成
1|新增就业|5120人|3|税收收入|8.6亿元
2|农村公路|36公里|4|外贸进出口|1.2亿美元
"""
    document = made_document("附件 主要指标完成情况", table)
    listed = find_indicators(document, HEADER)
    found = find_table_facts(document, HEADER, listed)
    assert [(i.number, i.name) for i in listed] == [
        ("1", "新增就业"), ("2", "农村公路"), ("3", "税收收入"), ("4", "外贸进出口"),
    ]  # fmt: skip
    assert brief(found) == [
        ("新增就业", "actual", "5120", "人"),
        ("税收收入", "actual", "8.6", "亿元"),
        ("农村公路", "actual", "36", "公里"),
        ("外贸进出口", "actual", "1.2", "亿美元"),
    ]
    assert all(f.indicator_ref for f in found)


def test_month_sum_growth_and_chain() -> None:
    table = """
指标名称|计量单位|本月完成|累计完成|同比增长|环比增长|占年度目标比重
外贸进出口|万美元|1200|10800|3.2|-4.1|71.5
#民营企业|万美元|300|2800|1.1|2|70
"""
    found = facts("附件 主要指标", table)
    assert [(f.role, f.value, f.unit, f.period) for f in found[:5]] == [
        ("actual", "1200", "万美元", "2025-09"),
        ("actual", "10800", "万美元", None),
        ("yoy", "3.2", "%", None),
        ("change", "-4.1", "%", None),
        ("completion", "71.5", "%", None),
    ]
    assert found[5].indicator == "民营企业"


def test_two_years_and_their_difference() -> None:
    table = "项目|2025年1—9月|2024年1—9月|增减额|增减%\n教育支出|32000|30500|1500|4.9"
    found = facts("表：民生支出情况（单位：万元）", table)
    assert [(f.role, f.value, f.unit, f.period) for f in found] == [
        ("actual", "32000", "万元", None),
        ("actual", "30500", "万元", "2024-01/2024-09"),
        ("change", "1500", "万元", None),
        ("yoy", "4.9", "%", None),
    ]
    assert {f.indicator for f in found} == {"教育支出"}


def test_gaps_to_the_schedule() -> None:
    table = """
指标名称|年度目标|目前完成|完成率|与时序进度相比|尚差
技改投资（亿元）|20|12|60%|-15|8
"""
    assert brief(facts("附件 欠进度指标一览表", table)) == [
        ("技改投资", "target", "20", "亿元"),
        ("技改投资", "actual", "12", "亿元"),
        ("技改投资", "completion", "60", "%"),
        ("技改投资", "change", "-15", "个百分点"),
        ("技改投资", "change", "-8", "亿元"),
    ]


def test_targets_by_level_and_quarter() -> None:
    table = """
序号|考核指标|单位|2024年实绩|2025年目标|<|<|一季度目标
^|^|^|^|省定目标|市定目标|县定目标|^
1|民间投资增速|%|5.3|5.5|6|6.5左右|5
2|税收收入|亿元|11.2|—|11.8|12以上|3
"""
    found = facts("附件 2025年目标分解表", table)
    assert [(f.role, f.value, f.op, f.period) for f in found] == [
        ("yoy", "5.3", None, "2024"),
        ("target", "5.5", None, "2025"),
        ("target", "6", None, "2025"),
        ("target", "6.5", "~", "2025"),
        ("target", "5", None, "2025-01/2025-03"),
        ("actual", "11.2", None, "2024"),
        ("target", "11.8", None, "2025"),
        ("target", "12", ">=", "2025"),
        ("target", "3", None, "2025-01/2025-03"),
    ]


def test_a_caption_dates_nothing_beside_a_dated_column_or_for_its_own_year() -> None:
    dated = "指标名称|单位|1—9月完成|完成率\n税收收入|亿元|13|65%\n民间投资|亿元|8|50%"
    assert {f.period for f in facts("附件 9月份指标情况表", dated)} == {None}
    yearly = "指标名称|单位|完成数\n税收收入|亿元|13\n民间投资|亿元|8"
    assert {f.period for f in facts("附件 2025年指标情况表", yearly)} == {None}
    assert {f.period for f in facts("附件 2024年指标情况表", yearly)} == {"2024"}
