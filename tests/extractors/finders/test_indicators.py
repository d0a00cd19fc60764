import pytest
from made_documents import made_document

from extractors.finders.indicators import find_indicators
from schemas.document import Document
from schemas.evidence import is_found
from schemas.records import Header, Indicator

NOTICE = (
    "云溪县2024年度综合绩效考核方案",
    "一、组织领导",
    "（一）成立专班（负责单位：县政府办）",
    "二、指标任务",
    "（一）经济质效（9分）",
    "1. 地区生产总值增速。（分值：5 分；责任单位：县发改委 县统计局）",
    "2．企业技术改造投资增速（4分；牵头单位：县工信局；配合单位：县发改委）",
    "（二）民生保障（3分）",
    "3. 信访案件按期办结。",
    "(分值：1分；责任单位：县信访局)",
    "（四）普法宣传工作。（分值：2分；责任单位：县司法局）",
    "三、加分事项",
    "1.获国家级表彰（3分）",
    "四、考核方式",
    "（一）计分办法。完成目标的得满分（5分）。",
)

TABLE = """
序号|指标内容|分值|责任单位|2024年目标
一、经济质效|<|<|<|<
1|生产总值（GDP）增速|5|发改委 统计局|6.5
2|企业技木改造投资增速|3|工信局|市定目标
二、民生保障|<|<|<|<
3|信访案件按期办结|1|信访局|100%
4|普法宣传工作|2|司法局|全覆盖
合计|<|11|<|<
"""


def indicators(*parts: str, title: str | None = None, period: str = "2024") -> tuple[Indicator, ...]:
    return find_indicators(made_document(*parts), Header(title=title, period=period))


def brief(
    found: tuple[Indicator, ...],
) -> list[tuple[str | None, str, str | None, str | None, tuple[str, ...]]]:
    return [(i.number, i.name, i.category, i.weight, i.responsible) for i in found]


BODY = [
    ("1", "地区生产总值增速", "经济质效", "5", ("县发改委", "县统计局")),
    ("2", "企业技术改造投资增速", "经济质效", "4", ("县工信局", "县发改委")),
    ("3", "信访案件按期办结", "民生保障", "1", ("县信访局",)),
    ("4", "普法宣传工作", None, "2", ("县司法局",)),
]


def test_a_body_list_in_several_styles() -> None:
    found = brief(indicators(*NOTICE))
    assert found[:3] == BODY[:3]
    assert [line[1] for line in found] == [line[1] for line in BODY]


def test_body_and_table_are_one_indicator_each() -> None:
    found = indicators(*NOTICE, "附件 目标任务表", TABLE)
    assert [(i.number, i.name) for i in found] == [(n, name) for n, name, *_ in BODY]
    first, second, third, fourth = found
    assert first.aliases == ("生产总值（GDP）增速",)
    assert (second.table_name, second.weight, second.table_weight) == ("企业技木改造投资增速", "4", "3")
    assert second.table_responsible == ("工信局",)
    assert second.target_text == "市定目标"
    assert third.aliases == ()
    assert fourth.category == "民生保障"
    assert fourth.table_evidence is not None
    assert fourth.table_evidence.row == 6


def test_a_table_alone() -> None:
    found = brief(indicators("附件 目标任务表", TABLE))
    assert found[0] == ("1", "生产总值（GDP）增速", "经济质效", "5", ("发改委", "统计局"))
    assert len(found) == 4


def test_group_points_above_a_table_are_no_indicators() -> None:
    body = (
        "一、考核内容",
        "（一）经济质效（8分）。考核主要经济指标。",
        "（二）民生保障（3分）。考核民生指标。",
    )
    found = indicators(*body, "附表", TABLE)
    assert [i.category for i in found] == ["经济质效", "经济质效", "民生保障", "民生保障"]


def test_groups_without_anything_below_are_the_indicators() -> None:
    text = "考核指标分为三类，满分100分：1.产业兴旺（50分）；2.生态宜居（30分）；3.治理有效（20分）。"
    assert [(i.name, i.weight) for i in indicators("一、考核内容", text)] == [
        ("产业兴旺", "50"),
        ("生态宜居", "30"),
        ("治理有效", "20"),
    ]


def test_assessed_contents_with_points() -> None:
    found = indicators(
        "二、考核内容及评分标准",
        "1.组织领导（10分）。主要考核机构设置。",
        "2.督查落实（20分）。主要考核台账。",
    )
    assert brief(found) == [("1", "组织领导", None, "10", ()), ("2", "督查落实", None, "20", ())]


def test_cells_with_a_unit_a_line() -> None:
    table = "序号|考核指标|责任单位\n1|税收收入增速|财政局⏎税务局\n2|民间投资增速|发改委"
    assert indicators("附表", table)[0].responsible == ("财政局", "税务局")


def test_lead_comes_before_support() -> None:
    table = "考核指标|配合单位|牵头单位\n税收收入|县税务局|县财政局\n民间投资|县工信局|县发改委"
    assert indicators("附表", table)[0].responsible == ("县财政局", "县税务局")


@pytest.mark.parametrize(
    "table",
    [
        "责任部门|绿灯|黄灯\n县教育局|3|1\n县水利局|2|2",
        "序号|项目名称|年初预算数|全年执行数|得分\n1|河道清淤|600|580|97\n2|水库维护|300|300|98",
    ],
)
def test_departments_and_projects_are_no_indicators(table: str) -> None:
    assert indicators("附表", table) == ()


def test_indicators_gone_through_with_names_before_a_colon() -> None:
    found = indicators(
        "一、存在的主要问题",
        "（一）基本任务指标方面。部分指标进展慢：",
        "1.部分指标与要求差距大。如：民间投资：完成12亿元，下降3%；工业用电量：增长1%。"
        "其余指标如粮食产量、限上零售额等指标，预判年底无法完成。",
    )
    assert [(i.name, i.category) for i in found] == [
        ("民间投资", "基本任务指标"),
        ("工业用电量", "基本任务指标"),
        ("粮食产量", "基本任务指标"),
        ("限上零售额", "基本任务指标"),
    ]


def test_indicators_of_departments() -> None:
    found = indicators(
        "三、存在扣分风险的指标",
        "（一）县水利局",
        "1.“河道清淤”指标。任务20公里，完成12公里，预计扣0.5分。",
        "（二）县林业局",
        "“国土绿化”指标。任务3万亩，目前完成1万亩。",
    )
    assert brief(found) == [
        ("1", "河道清淤", None, None, ("县水利局",)),
        (None, "国土绿化", None, None, ("县林业局",)),
    ]


def test_numbered_indicators_of_a_section() -> None:
    found = indicators(
        "二、主要经济指标完成情况",
        "1．民间投资。1—8月完成12亿元，同比增长3%。",
        "2．工业用电量。1—8月增长2.1%，低于目标1个百分点。",
        "三、下一步措施",
        "1.加强调度。各单位要在10月底前完成3项任务。",
    )
    assert brief(found) == [
        ("1", "民间投资", "主要经济指标", None, ()),
        ("2", "工业用电量", "主要经济指标", None, ()),
    ]


def test_numbered_indicators_under_the_short_heading_of_a_group() -> None:
    found = indicators(
        "二、主要指标完成情况",
        "（一）经济类",
        "1.民间投资。1—8月完成12亿元，同比增长3%。",
        "（二）工业经济较快增长",
        "1.用电量。1—8月增长2.1%。",
    )
    assert brief(found) == [("1", "民间投资", "经济类", None, ())]


def test_a_list_of_what_was_reached() -> None:
    found = indicators(
        "三、把惠民实事作为头等大事来抓",
        "省定惠民实事12项指标已有8项完成全年任务，具体完成情况如下：",
        "(1)硬化村道32.5公里,完成任务的81%;",
        "(2)新增养老床位210张,完成任务的70%;",
        "(3)住院补偿率已达41.2%,完成任务的102%;",
    )
    assert [(i.number, i.name, i.category) for i in found] == [
        ("1", "硬化村道", "惠民实事"),
        ("2", "新增养老床位", "惠民实事"),
        ("3", "住院补偿率", "惠民实事"),
    ]


def test_targets_laid_down_in_a_list() -> None:
    found = indicators("一、主要预期指标", "1.民间投资增长6.5%左右；", "2.登记失业率控制在4.5%以内；")
    assert [i.name for i in found] == ["民间投资", "登记失业率"]


@pytest.mark.parametrize(
    "parts",
    [
        ("二、创先争优加分情况", "1.农业强镇：已申报，预计可加0.5分。", "2.十佳案例：未通过，争取加1分。"),
        ("一、整改情况", "（1）停水问题。已更换管网4.6公里，完成整改。", "（2）停车难问题。新增泊位180个。"),
        (
            "七、下一步工作措施",
            "（一）加强调度（责任单位：县发改委）",
            "（二）狠抓项目（责任单位：县工信局）",
        ),
        ("附件1", "组长：王某（县长）", "成员：县政府各部门负责人"),
        ("全年工作平稳。",),
    ],
)
def test_what_is_no_indicator(parts: tuple[str, ...]) -> None:
    assert indicators(*parts) == ()


def test_prose_beside_a_table_gives_aliases_only() -> None:
    found = indicators(
        "一、指标分析",
        "（一）红灯指标。1.企业技木改造投资：下降3%，完成目标的40%。2.大气质量：优良天数下降2%。",
        "附表",
        TABLE,
    )
    assert len(found) == 4
    assert found[1].aliases == ("企业技木改造投资",)


def test_every_name_is_found_again_at_its_place() -> None:
    document: Document = made_document(*NOTICE, "附件", TABLE)
    found = find_indicators(document, Header(period="2024"))
    assert all(is_found(document, i.evidence) and i.evidence.quote == i.name for i in found)
    assert len({i.key for i in found}) == len(found)
    assert found == find_indicators(document, Header(period="2024"))


SHOWN = """
序号|指标名称|计量单位|年度目标|实际完成
1|民间投资|亿元|20|18
2|出口总额|亿元|8|9
3|亩均产值|万元/亩|30|28
"""


def test_the_group_that_a_table_shows() -> None:
    told = (
        "一、总体情况",
        "市下达我区目标任务18项，其中3项主要经济指标完成情况见下表。",
        "经济指标表",
        SHOWN,
    )
    assert [i.category for i in indicators(*told)] == ["主要经济指标"] * 3
    whole = ("一、总体情况", "市下达我区3项绩效考核指标完成情况见下表。", "经济指标表", SHOWN)
    assert [i.category for i in indicators(*whole)] == [None] * 3


def test_a_point_that_the_table_leaves_out() -> None:
    points = ("1.民间投资。目标20亿元，完成18亿元。", "2.亩均产值。目标30万元，完成28万元。")
    fourth = "3.闲置土地处置率。目标70%，实际处置61%。"
    found = indicators("一、总体情况", "主要情况表", SHOWN, "二、未完成指标及原因", *points, fourth)
    assert [(i.number, i.name, i.category) for i in found[3:]] == [("3", "闲置土地处置率", None)]


def test_points_of_another_kind_are_not_left_out_of_a_table() -> None:
    points = ("1.民间投资。目标20亿元，完成18亿元。", "2.设备更新。目标30台。", "3.招商推介。目标3场。")
    assert len(indicators("一、总体情况", "主要情况表", SHOWN, "二、相关指标情况", *points)) == 3


def test_classes_are_indicators_where_nothing_stands_below_them() -> None:
    sentence = "考核指标分为产业发展（45分）、社会治理（30分）、党的建设（25分）三类，满分100分。"
    table = "单位|产业发展（45分）|社会治理（30分）|党的建设（25分）\n甲山镇|40|28|20\n乙水镇|38|27|21"
    found = indicators("一、总体情况", sentence, "附件 得分表", table)
    assert [(i.name, i.weight) for i in found] == [("产业发展", "45"), ("社会治理", "30"), ("党的建设", "25")]
    assert [i.name for i in indicators("一、指标任务", sentence, "附表", SHOWN)] == [
        "民间投资",
        "出口总额",
        "亩均产值",
    ]


def test_lights_behind_the_names_of_departments_points() -> None:
    found = indicators(
        "二、分部门指标进展情况",
        "（一）县商务局",
        "1.出口总额（红灯）：目标8亿元，完成5亿元。",
        "2.社零总额增速（绿灯）：目标6%，增长7%。",
        title="云溪县绩效考评指标运行情况分析",
    )
    assert [(i.number, i.name, i.category, i.responsible) for i in found] == [
        ("1", "出口总额", None, ("县商务局",)),
        ("2", "社零总额增速", None, ("县商务局",)),
    ]


TASKS = """
序号|类别|工作任务|计量单位|目标数|完成数|完成率|责任单位
1|项目建设|产业项目投资|亿元|42.6|33.1|77.7%|县发改局
2|^|标准化厂房建设|万平方米|18.5|12.7|68.6%|县工信局
3|民生保障|养老床位|张|520|471|90.6%|县民政局
"""
WORKS = """
序号|工作任务|计量单位|目标数|完成数|进展情况|责任单位
1|城区第二水厂|万元|8600|8600|已完工|县住建局
2|环城路改扩建|万元|36000|21420|正在铺设路面|县交通局
"""


def test_tasks_that_are_quantities_are_indicators() -> None:
    found = indicators("云溪县2024年目标任务台账", TASKS)
    assert [(i.number, i.name, i.category, i.responsible) for i in found] == [
        ("1", "产业项目投资", "项目建设", ("县发改局",)),
        ("2", "标准化厂房建设", "项目建设", ("县工信局",)),
        ("3", "养老床位", "民生保障", ("县民政局",)),
    ]


def test_tasks_whose_progress_is_told_in_words_are_no_indicators() -> None:
    assert indicators("云溪县2024年目标任务台账", WORKS) == ()


def test_contents_with_points_and_how_they_are_counted() -> None:
    found = indicators(
        "云溪县乡镇目标考核办法",
        "二、考核内容与评分办法",
        "（一）财政收入（25分）。完成任务的得满分，每超1个百分点加0.5分。",
        "（二）计划生育（15分）。由县卫健局负责考核。",
        "（三）农业产业化（20分）",
        "1、新增设施蔬菜（10分）。每少100亩扣1分。",
        "2、新建标准化养殖场（10分）。每少1个扣2分。",
        "三、计分办法",
        "（一）得分相加（5分）。最高5分。",
    )
    assert [(i.number, i.name, i.weight) for i in found] == [
        ("1", "财政收入", "25"),
        ("2", "计划生育", "15"),
        ("1", "新增设施蔬菜", "10"),
        ("2", "新建标准化养殖场", "10"),
    ]


def test_a_group_printed_once_holds_for_the_rows_below() -> None:
    table = """
序号|类别|考核指标|权重|目标任务|牵头单位
1|经济发展（25分）|民间投资|10|增长6%以上|县发改局
2||外贸进出口|15|25亿元|县商务局
3|乡村振兴（15分）|粮食播种面积|15|62.5万亩|县农业农村局
"""
    assert [(i.name, i.category) for i in indicators("附件2 责任分工", table)] == [
        ("民间投资", "经济发展"),
        ("外贸进出口", "经济发展"),
        ("粮食播种面积", "乡村振兴"),
    ]


@pytest.mark.parametrize("name", ["……", "指标1：", "指标2：/", "/"])
def test_what_a_template_left_is_no_indicator(name: str) -> None:
    table = f"一级指标|三级指标|指标值|分值\n产出|培训人次|1200人次|10\n产出|{name}||"
    assert [i.name for i in indicators("附件 自评表", table)] == ["培训人次"]


def test_a_short_form_under_the_same_number_is_the_same_indicator() -> None:
    table = "序号|考核指标|分值|目标值\n1|税收占比|5|68%\n2|高企净增数|4|12家\n3|信访办结率|3|98%"
    found = indicators(
        "云溪县考核方案",
        "二、考核指标",
        "1. 税收占一般公共预算收入比重（5分；牵头单位：县税务局）",
        "2. 高新技术企业净增数（4分；牵头单位：县科技局）",
        "3. 信访事项按期办结率（3分；牵头单位：县信访局）",
        "附件 指标体系",
        table,
    )
    assert [(i.name, i.aliases) for i in found] == [
        ("税收占一般公共预算收入比重", ("税收占比",)),
        ("高新技术企业净增数", ("高企净增数",)),
        ("信访事项按期办结率", ("信访办结率",)),
    ]
