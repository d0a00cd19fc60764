import pytest
from made_documents import made_document

from extractors.finders.indicators import find_indicators
from extractors.finders.table_facts import find_table_facts
from schemas.evidence import is_found
from schemas.records import Fact, Header

HEADER = Header(region="云溪县", period="2024-01/2024-06", date="2024-07-20")


def facts(*parts: str, header: Header = HEADER) -> tuple[Fact, ...]:
    document = made_document(*parts)
    return find_table_facts(document, header, find_indicators(document, header))


def brief(found: tuple[Fact, ...]) -> list[tuple[str, str, str, str]]:
    return [(f.indicator, f.role, f.value, f.unit) for f in found]


BULLETIN = """
序号|考核指标|年度目标|1—6月完成情况|<|<|全市排名|<|预警|牵头单位
^|^|^|单位|总量|增速（%）|位次|较一季度|^|^
一、经济质效（28分）|<|<|<|<|<|<|<|<|<
1|工业增加值增速|6.5%|亿元|93.72|6.1|3|↑1|黄|发改委
2|税收收入占比|≥66%|%|64.8|/|4|↓2|红|税务局
3|高标准农田建设|5.5万亩|万亩|2.1|—|—|持平|绿|农业农村局
"""


def test_a_bulletin_of_indicators() -> None:
    assert brief(facts("附件 完成情况表", BULLETIN)) == [
        ("经济质效", "weight", "28", "分"),
        ("工业增加值增速", "target", "6.5", "%"),
        ("工业增加值", "actual", "93.72", "亿元"),
        ("工业增加值", "yoy", "6.1", "%"),
        ("工业增加值增速", "rank", "3", "位"),
        ("工业增加值增速", "change", "1", "位"),
        ("税收收入占比", "target", "66", "%"),
        ("税收收入占比", "share", "64.8", "%"),
        ("税收收入占比", "rank", "4", "位"),
        ("税收收入占比", "change", "-2", "位"),
        ("高标准农田建设", "target", "5.5", "万亩"),
        ("高标准农田建设", "actual", "2.1", "万亩"),
    ]


def test_facts_refer_to_their_indicator_and_column() -> None:
    document = made_document("附件", BULLETIN, "注：排名为全市7个县（区）排名。")
    listed = find_indicators(document, HEADER)
    found = find_table_facts(document, HEADER, listed)
    rank = next(f for f in found if f.role == "rank")
    assert rank.indicator_ref == listed[0].key
    assert rank.of == "7"
    assert rank.column == "全市排名/位次"
    assert rank.source == "table"
    assert next(f for f in found if f.op).op == ">="


def test_body_names_stand_for_the_table_rows() -> None:
    body = "1.规模以上工业增加值增速（5分；责任单位：县工信局）"
    table = """
序号|二级指标|分值|2023年实绩|<|2024年目标值
^|^|^|完成值|全市位次|^
1|规上工业增加值增速|5|7.2|2|8
"""
    found = facts("三、指标任务", body, "附件", table, header=Header(region="云溪县", period="2024"))
    assert [(f.indicator, f.role, f.period) for f in found] == [
        ("规模以上工业增加值增速", "yoy", "2023"),
        ("规模以上工业增加值增速", "rank", "2023"),
        ("规模以上工业增加值增速", "target", None),
    ]


def test_weights_of_listed_indicators_are_no_facts_but_totals_are() -> None:
    table = "序号|指标内容|总分 9 分|责任单位\n1|民间投资增速|5|发改委\n2|税收收入增速|4|税务局\n合计|<|9|"
    assert brief(facts("附件", table)) == [("总分", "weight", "9", "分"), ("合计", "weight", "9", "分")]


def test_departments_as_rows() -> None:
    table = """
责任部门|承担指标|<|预警等次|<|预计⏎扣分
^|项数|分值|绿灯|红灯|^
县教育局|14|71|12|2|3.5
县水利局|6|28|6|—|0
合　计|20|99|18|2|3.5
"""
    found = facts("表1 预警指标分部门统计表", "单位：项、分", table)
    assert brief(found)[:5] == [
        ("承担指标", "actual", "14", "项"),
        ("承担指标", "weight", "71", "分"),
        ("绿灯指标", "actual", "12", "项"),
        ("红灯指标", "actual", "2", "项"),
        ("预计扣分", "deduction", "3.5", "分"),
    ]
    assert [f.entity for f in found] == ["县教育局"] * 5 + ["县水利局"] * 4 + [None] * 5


def test_scores_of_places() -> None:
    table = """
开发区名称|产业发展|开放合作|加分|扣分|总得分|2024年排名|上年排名
东湖开发区|29.47|15.38|2|—|46.85|1|2
西山产业园|28.06|14.91|—|-0.5|42.47|2|1
平均|32.5|17.3|—|—|50.6|—|—
"""
    found = facts("附件 综合考核得分表", "单位：分", table, header=Header(region="栖霞市", period="2024"))
    assert brief(found)[:6] == [
        ("产业发展", "score", "29.47", "分"),
        ("开放合作", "score", "15.38", "分"),
        ("加分", "bonus", "2", "分"),
        ("总得分", "score", "46.85", "分"),
        ("总得分", "rank", "1", "位"),
        ("总得分", "rank", "2", "位"),
    ]
    assert found[5].period == "2023"
    assert [(f.role, f.value) for f in found if f.role == "deduction"] == [("deduction", "0.5")]
    assert [f.entity for f in found if f.value == "50.6"] == [None]


def test_a_table_by_place_takes_its_measure_from_the_caption() -> None:
    table = "乡镇|年度目标|完成投资|完成率|排名\n河湾镇|12000|7800|65%|1\n石桥乡|9000|3600|40%|2"
    found = facts("表1 2024年1—6月各乡镇固定资产投资完成情况表", "单位：万元", table)
    assert brief(found)[:4] == [
        ("固定资产投资", "target", "12000", "万元"),
        ("固定资产投资", "actual", "7800", "万元"),
        ("固定资产投资", "completion", "65", "%"),
        ("固定资产投资", "rank", "1", "位"),
    ]


def test_places_as_columns() -> None:
    table = "指标|单位|全市|云溪县|栖霞县\n工业用电量|万千瓦时|1200|128.3|99\n民间投资增速|%|5.8|6.1|4.9"
    found = facts("主要指标对比表", table)
    assert [(f.role, f.value, f.entity) for f in found] == [
        ("actual", "1200", "全市"),
        ("actual", "128.3", None),
        ("actual", "99", "栖霞县"),
        ("yoy", "5.8", "全市"),
        ("yoy", "6.1", None),
        ("yoy", "4.9", "栖霞县"),
    ]


def test_measures_over_wide_headers() -> None:
    table = """
县区|民间投资|<|工业用电量|<
^|总量（亿元）|增速（%）|总量（万千瓦时）|增速（%）
栖霞县|70.1|-1.2|30.1|5.1
"""
    assert brief(facts("对比表", table)) == [
        ("民间投资", "actual", "70.1", "亿元"),
        ("民间投资", "yoy", "-1.2", "%"),
        ("工业用电量", "actual", "30.1", "万千瓦时"),
        ("工业用电量", "yoy", "5.1", "%"),
    ]


FORM = """
项目名称|<|河湾泵站改造|<|<|<|<|<
项目资金（万元）|<||年初预算数|全年预算数（A）|全年执行数（B）|执行率（B/A）|得分
^|<|年度资金总额|500|520|480.5|92.4%|9.2
^|<|其他资金|/|/|/|/|—
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
^|产出指标（50分）|数量指标|改造泵站数量|≥3座|2座|20|13.3
^|^|时效指标|项目按期完工率|100%|66.7%|30|20
^|效益指标（30分）|社会效益|管护机制|健全|基本健全|30|28
总分|<|<|<|<|<|80|70.5
"""


def test_the_fiscal_self_evaluation_form() -> None:
    found = facts("附表 项目支出绩效自评表", FORM, header=Header(region="云溪县", period="2023"))
    assert brief(found) == [
        ("年度资金总额年初预算", "budget", "500", "万元"),
        ("年度资金总额全年预算", "budget", "520", "万元"),
        ("年度资金总额", "actual", "480.5", "万元"),
        ("年度资金总额", "completion", "92.4", "%"),
        ("年度资金总额", "score", "9.2", "分"),
        ("产出指标", "weight", "50", "分"),
        ("改造泵站数量", "target", "3", "座"),
        ("改造泵站数量", "actual", "2", "座"),
        ("改造泵站数量", "score", "13.3", "分"),
        ("项目按期完工率", "target", "100", "%"),
        ("项目按期完工率", "completion", "66.7", "%"),
        ("项目按期完工率", "score", "20", "分"),
        ("效益指标", "weight", "30", "分"),
        ("管护机制", "score", "28", "分"),
        ("总分", "weight", "80", "分"),
        ("总分", "score", "70.5", "分"),
    ]


def test_labels_and_values_side_by_side() -> None:
    table = """
单位名称|河湾镇|联系电话|08265217716
年初预算数（万元）|500|全年执行数（万元）|480.5
预算执行率|96.1%|自评得分|95
"""
    assert brief(facts("附表 基本情况", table, header=Header(region="云溪县", period="2023"))) == [
        ("年初预算数", "budget", "500", "万元"),
        ("全年执行数", "actual", "480.5", "万元"),
        ("预算执行率", "completion", "96.1", "%"),
        ("自评得分", "score", "95", "分"),
    ]


def test_bare_years_as_headers() -> None:
    table = "指标名称|单位|2022|2023\n税收收入|亿元|12|13\n民间投资|亿元|7|8"
    found = facts("附表", table, header=Header(region="云溪县", period="2024"))
    assert [(f.role, f.value, f.period) for f in found[:2]] == [
        ("actual", "12", "2022"),
        ("actual", "13", "2023"),
    ]


def test_codes_and_years_in_columns_are_no_facts() -> None:
    table = "项目编码|项目名称|年度|完成投资\n20230011|北环路改造|2023|800\n20230012|河湾大桥|2024|600"
    assert [f.value for f in facts("附表", "单位：万元", table)] == ["800", "600"]


def test_a_caption_dates_what_was_reached() -> None:
    table = "指标名称|单位|年度目标|完成数\n税收收入|亿元|20|13\n民间投资|亿元|8|8"
    found = facts("附件 2023年指标完成情况表", table, header=Header(region="云溪县", period="2024"))
    assert [(f.role, f.period) for f in found[:2]] == [("target", None), ("actual", "2023")]


def test_a_gap_to_the_target_is_a_minus() -> None:
    table = "指标名称|单位|年度目标|完成数|差额\n税收收入|亿元|20|13|7\n民间投资|亿元|8|8|0"
    assert [f.value for f in facts("附表", table) if f.role == "change"] == ["-7", "0"]


def test_zero_is_a_fact_and_dashes_are_none() -> None:
    table = "指标名称|单位|年度目标|完成数\n工矿事故|起|0|0\n民间投资|亿元|—|/"
    assert brief(facts("附表", table)) == [
        ("工矿事故", "target", "0", "起"),
        ("工矿事故", "actual", "0", "起"),
    ]


def test_masked_values_and_ranks_out_of() -> None:
    table = "指标名称|年度目标|完成情况|排名\n民间投资增速|XX%|**%|3/7\n税收收入增速|8%|6%|第X位"
    found = facts("附表", table)
    assert brief(found) == [
        ("民间投资增速", "target", "XX", "%"),
        ("民间投资增速", "yoy", "XX", "%"),
        ("民间投资增速", "rank", "3", "位"),
        ("税收收入增速", "target", "8", "%"),
        ("税收收入增速", "yoy", "6", "%"),
        ("税收收入增速", "rank", "XX", "位"),
    ]
    assert found[2].of == "7"


def test_sentences_in_cells_are_read_about_their_row() -> None:
    table = """
序号|重点工作|目标任务|完成情况|责任领导
1|管网改造|改造管网60公里|已完成42公里，占年度任务的70%|王某 13800001111
2|公园建设|建成公园5个|已建成公园3个|李某 13800002222
"""
    found = facts("附表", table)
    assert ("target", "60", "公里") in [(f.role, f.value, f.unit) for f in found]
    assert ("completion", "70", "%") in [(f.role, f.value, f.unit) for f in found]
    assert not any("138" in f.value for f in found)


def test_scoring_rules_give_points_to_their_indicator() -> None:
    table = """
指标名称|分值|评分标准
税收收入增速|10|每低1个百分点扣0.5分，扣完为止
民间投资增速|5|完成目标得满分
"""
    assert brief(facts("附表", table)) == [("税收收入增速", "deduction", "0.5", "分")]


def test_unnamed_columns_are_doubted() -> None:
    table = "指标名称|单位|甲栏\n税收收入|亿元|20\n民间投资|亿元|8"
    assert all(f.confidence.value < 1 and f.confidence.reasons for f in facts("附表", table))


@pytest.mark.parametrize("drawn", [BULLETIN, FORM])
def test_each_fact_is_found_again_at_its_cell(drawn: str) -> None:
    document = made_document("附表", drawn)
    found = find_table_facts(document, HEADER, ())
    assert found
    assert all(is_found(document, f.evidence) for f in found)
    assert len({f.key for f in found}) == len(found)
    for fact in found:
        anchor = fact.evidence.anchor - fact.evidence.start
        assert fact.quote[anchor].isdigit() or fact.value == "XX"


def test_points_of_listed_classes_in_a_header_are_no_facts() -> None:
    sentence = "考核指标分为产业发展（45分）、社会治理（30分）、党的建设（25分）三类。"
    scores = "甲山镇|40|28|20|88\n乙水镇|38|27|21|86"
    table = f"单位|产业发展（45分）|社会治理（30分）|党的建设（25分）|总得分\n{scores}"
    listed = [fact.role for fact in facts("一、总体情况", sentence, "附件 得分表", table)]
    alone = [fact.role for fact in facts("附件 得分表", table)]
    assert (listed.count("weight"), listed.count("score")) == (0, 8)
    assert (alone.count("weight"), alone.count("score")) == (3, 8)


def test_a_header_of_measures_alone_opens_a_table() -> None:
    table = "企业名称|主营收入（万元）|税收（万元）|用工（人）\n云溪机械|1200|36|85\n澄江纺织|960|28|140"
    found = facts("附件 重点企业情况", table)
    assert [fact.value for fact in found] == ["1200", "36", "85", "960", "28", "140"]
