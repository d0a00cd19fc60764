"""The fiscal self-evaluation form in the layouts that finance bureaus print, each read alike."""

import pytest
from made_documents import made_document

from extractors.finders.indicators import find_indicators
from extractors.finders.issues import find_issues
from extractors.finders.measures import find_measures
from extractors.finders.table_facts import find_table_facts
from schemas.records import Header

HEADER = Header(region="栖霞市", period="2024", date="2025-03-02", doc_type="self_evaluation")
MONEY = [
    ("budget", "320", "万元"),
    ("budget", "360", "万元"),
    ("actual", "333", "万元"),
    ("completion", "92.5", "%"),
]
BODY = [
    ("栽植乔木", "target", "1200", "株"),
    ("栽植乔木", "actual", "1150", "株"),
    ("栽植乔木", "score", "19.2", "分"),
    ("改造绿地", "target", "6", "公顷"),
    ("改造绿地", "actual", "5.4", "公顷"),
    ("改造绿地", "score", "9", "分"),
    ("苗木成活率", "target", "95", "%"),
    ("苗木成活率", "actual", "96.3", "%"),
    ("苗木成活率", "score", "20", "分"),
]
INDICATORS = [
    ("栽植乔木", "数量指标", "20"),
    ("改造绿地", "数量指标", "10"),
    ("苗木成活率", "质量指标", "20"),
]
FORMS = {
    "merged": """
项目名称|<|河岸绿化提升|<|<|<|<|<|<
主管部门|<|栖霞市林业局|<|<|实施单位|<|栖霞市园林中心|<
项目资金（万元）|<|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额|<|320|360|333|10|92.5%|9.25
^|其他资金|<|||||—|
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
^|产出指标（50分）|数量指标|栽植乔木|≥1200株|1150株|20|19.2|苗木供应推迟
^|^|^|改造绿地|6公顷|5.4公顷|10|9|
^|^|质量指标|苗木成活率|≥95%|96.3%|20|20|
总分|<|<|<|<|<|100|97.45|
""",
    "groups printed once": """
项目名称|河岸绿化提升|||||||
主管部门|栖霞市林业局|实施单位|栖霞市园林中心|||||
项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分|
分项|年度资金总额|320|360|333|10|92.5%|9.25|
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
1|产出指标（50分）|数量指标|栽植乔木|1200株|1150株|20|19.2|苗木供应推迟
2|||改造绿地|6公顷|5.4公顷|10|9|
3||质量指标|苗木成活率|95%以上|96.3%|20|20|
总分||||||100|97.45|
""",
    "sign and unit in columns": """
项目名称|<|河岸绿化提升|<|<|<|<|<|<|<|<
主管部门|<|栖霞市林业局|<|<|<|实施单位|<|栖霞市园林中心|<|<
预算执行情况（10分）|<|年度预算数（万元）|年初预算|调整后预算数|预算执行数|预算执行率|<|权重|得分|原因
^|<|总额|320|360|333|92.5%|<|10|9.25|
^|<|其中：财政资金|||||<|/|/|
绩效指标（90分）|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析
^|产出指标|数量指标|栽植乔木|≥|1200|株|1150|20|19.2|苗木供应推迟
^|^|^|改造绿地|＝|6|公顷|5.4|10|9|
^|^|质量指标|苗木成活率|≥|95|%|96.3|20|20|
合计|<|<|<|<|<|<|<|100|97.45|
""",
    "numbered names, unit in the target only": """
项目资金（万元）|<|年初预算数|全年预算数（A）|全年执行数（B）|分值（10分）|执行率（B/A）|得分
^|年度资金总额：|320|360|333|10|92.5%|9.25
年度绩效指标|一级指标|二级指标|三级指标|指标值|全年完成值|分值|得分
^|产出指标|数量指标|指标1：栽植乔木|≥1200株|1150|20|19.2
^|^|^|指标2：改造绿地|6公顷|5.4|10|9
^|^|^|……||||
^|^|质量指标|指标1：苗木成活率|≥95%|96.3|20|20
^|效益指标|经济效益指标|指标1：/|/|/|/|/
总分|<|<|<|<|<|100|97.45
""",
    "points before the target, how they are counted": """
项目资金|<|年初预算数（万元）|全年预算数（万元）|全年执行数（万元）|执行率（%）|得分|<
^|年度资金总额|320|360|333|92.5|9.25|<
一级指标|二级指标|三级指标|分值|年度指标值（A）|全年实际值（B）|得分计算方法|得分
产出指标（50分）|数量指标|栽植乔木|20|1200株|1150株|未达到指标值，按B/A×该指标分值记分|19.2
^|^|改造绿地|10|6公顷|5.4公顷|^|9
^|质量指标|苗木成活率|20|≥95%|96.3%|^|20
总分|<|<|100|<|<|<|97.45
""",
    "the sums of the form beside their labels": """
项目名称|河岸绿化提升|主管部门|栖霞市林业局|<|<|<
年初预算数（万元）|320|全年预算数（万元）|360|全年执行数（万元）|333|<
预算执行率|92.5%|自评等级|优|<|<|<
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|栽植乔木（株）|1200|1150|20|19.2
产出指标|数量指标|改造绿地（公顷）|6|5.4|10|9
产出指标|质量指标|苗木成活率（%）|95|96.3|20|20
""",
    "weights at every level": """
项目资金（万元）|<|年初预算数|全年预算数|全年执行数|执行率|<|<|<
^|年度资金总额|320|360|333|92.5%|<|<|<
一级指标|权重|二级指标|权重|三级指标|权重|目标值|实际值|得分
产出|50|数量指标|30|栽植乔木|20|1200株|1150株|19.2
^|^|^|^|改造绿地|10|6公顷|5.4公顷|9
^|^|质量指标|20|苗木成活率|20|≥95%|96.3%|20
合计|100|<|100|<|100|||97.45
""",
}


def read(drawn):
    document = made_document("附件 项目支出绩效自评表", drawn)
    indicators = find_indicators(document, HEADER)
    return document, indicators, find_table_facts(document, HEADER, indicators)


@pytest.mark.parametrize("layout", FORMS)
def test_money_and_indicators_of_a_form(layout):
    _, indicators, facts = read(FORMS[layout])
    assert [(i.name, i.category, i.weight) for i in indicators] == INDICATORS
    money = [(f.role, f.value, f.unit) for f in facts if not f.indicator_ref]
    assert [record for record in money if record in MONEY] == MONEY
    listed = [(f.indicator, f.role, f.value, f.unit) for f in facts if f.indicator_ref]
    assert listed == BODY


def test_sums_worked_in_a_cell_are_results():
    drawn = """
一级指标|二级指标|三级指标|分值|评价标准|指标说明|得分
投入|预算配置|在职人员控制率|5|控制率≤100%，计5分；每超过一个百分点扣0.5分。|18÷24＝75%|5
过程|预算执行|预算完成率|8|100%计满分，每低5%扣2分。|570÷600＝95%|6
合计|||13|||11
"""
    _, _, facts = read(drawn)
    assert [(f.indicator, f.role, f.value) for f in facts] == [
        ("在职人员控制率", "deduction", "0.5"),
        ("在职人员控制率", "actual", "75"),
        ("在职人员控制率", "score", "5"),
        ("预算完成率", "deduction", "2"),
        ("预算完成率", "completion", "95"),
        ("预算完成率", "score", "6"),
        ("合计", "weight", "13"),
        ("合计", "score", "11"),
    ]


def test_what_stands_below_the_indicators_is_none():
    drawn = """
绩效指标|一级指标|三级指标|年度指标值|实际完成值|得分
^|产出指标|栽植乔木|1200株|1150株|19.2
^|满意度指标|居民满意度|≥90%|93%|10
存在问题|苗木供应推迟。|<|<|<|<
改进措施|提前签订供苗合同。|<|<|<|<
评价结论|等级为优。|<|<|<|<
"""
    document, indicators, facts = read(drawn)
    assert [i.name for i in indicators] == ["栽植乔木", "居民满意度"]
    assert len(facts) == 6
    assert [i.text for i in find_issues(document, HEADER, indicators)] == ["苗木供应推迟"]
    assert [m.text for m in find_measures(document, HEADER)] == ["提前签订供苗合同"]


def test_parts_of_the_sums_in_words_are_in_their_unit():
    drawn = """
年度预算申请（万元）|<|年初预算数|全年预算数|全年执行数|执行率
^|年度资金总额|1820.5|2016.3|1985.7|98.48%
^|按收入性质分：|<|<|其中：基本支出：905.2|<
绩效指标|一级指标|三级指标|年度指标值|实际完成值|得分
^|产出指标|营造林面积|2.3万亩|2.35万亩|25
"""
    _, _, facts = read(drawn)
    assert ("基本支出", "905.2", "万元") in [(f.indicator, f.value, f.unit) for f in facts]


def test_monitoring_halfway_gives_forecasts():
    drawn = """
项目资金（万元）|<|年初预算数|1-7月执行数|1-7月执行率|全年预计执行数
^|年度资金总额|320|182|56.9%|315
绩效指标|一级指标|三级指标|年度指标值|1-7月执行情况|全年预计完成情况
^|产出指标|栽植乔木|1200株|700株|1180株
"""
    _, _, facts = read(drawn)
    assert [(f.indicator, f.role, f.value, f.period) for f in facts if f.role != "budget"] == [
        ("年度资金总额", "actual", "182", "2024-01/2024-07"),
        ("年度资金总额", "completion", "56.9", "2024-01/2024-07"),
        ("年度资金总额", "forecast", "315", None),
        ("栽植乔木", "target", "1200", None),
        ("栽植乔木", "actual", "700", "2024-01/2024-07"),
        ("栽植乔木", "forecast", "1180", None),
    ]
