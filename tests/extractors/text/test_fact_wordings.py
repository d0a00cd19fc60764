"""Wordings of county and city papers, one cause to a table. Places and figures are invented."""

import pytest

from extractors.text.fact_grammar import FactDraft, Scope, read_facts
from extractors.text.periods import PeriodContext

PERIODS = PeriodContext(period="2024-01/2024-10", date="2024-11-12")
Short = tuple[str, str, str]


def drafts(text: str, topic: str = "", prospective: bool = False) -> tuple[FactDraft, ...]:
    scope = Scope(periods=PERIODS, region="云溪县", topic=topic, prospective=prospective)
    return read_facts(text, scope)


def facts(text: str, topic: str = "", prospective: bool = False) -> list[Short]:
    return [(d.indicator, d.role, f"{d.op or ''}{d.value}{d.unit}") for d in drafts(text, topic, prospective)]


@pytest.mark.parametrize(
    ("text", "topic", "expected"),
    [
        (
            "一、二、三产业增加值分别为12.4亿元、31.6亿元和40.2亿元。",
            "",
            [
                ("一产业增加值", "actual", "12.4亿元"),
                ("二产业增加值", "actual", "31.6亿元"),
                ("三产业增加值", "actual", "40.2亿元"),
            ],
        ),
        (
            "省、市级重点项目分别完成投资18.3亿元、42.6亿元，完成率分别为51.2%、47.9%。",
            "",
            [
                ("省重点项目投资", "actual", "18.3亿元"),
                ("市级重点项目投资", "actual", "42.6亿元"),
                ("省重点项目投资", "completion", "51.2%"),
                ("市级重点项目投资", "completion", "47.9%"),
            ],
        ),
        (
            "国家、省下达目标分别为7%、7.5%。",
            "社会消费品零售总额",
            [("社会消费品零售总额", "target", "7%"), ("社会消费品零售总额", "target", "7.5%")],
        ),
        (
            "智能制造、生物医药、文旅三大主导产业分别完成产值22.1亿元、14.6亿元、9.8亿元，"
            "同比分别增长11.3%、9.6%和下降1.4%。",
            "",
            [
                ("智能制造产值", "actual", "22.1亿元"),
                ("生物医药产值", "actual", "14.6亿元"),
                ("文旅产值", "actual", "9.8亿元"),
                ("智能制造产值", "yoy", "11.3%"),
                ("生物医药产值", "yoy", "9.6%"),
                ("文旅产值", "yoy", "-1.4%"),
            ],
        ),
        (
            "12345热线办结率、满意率分别达到99%和95%以上。",
            "",
            [("12345热线办结率", "actual", "99%"), ("12345热线满意率", "actual", ">=95%")],
        ),
        (
            "新签约项目21个，协议总投资64.5亿元，较去年同期分别多6个、18.2亿元。",
            "",
            [
                ("新签约项目", "actual", "21个"),
                ("新签约项目协议总投资", "actual", "64.5亿元"),
                ("新签约项目", "change", "6个"),
                ("新签约项目协议总投资", "change", "18.2亿元"),
            ],
        ),
        (
            "科技、农业、交通项目进展较好，投资完成率分别高于总体进度6.4、3.2、1.5个百分点。",
            "",
            [
                ("科技项目投资完成率", "change", "6.4个百分点"),
                ("农业项目投资完成率", "change", "3.2个百分点"),
                ("交通项目投资完成率", "change", "1.5个百分点"),
            ],
        ),
    ],
)
def test_lists_give_each_its_own_name(text: str, topic: str, expected: list[Short]) -> None:
    assert facts(text, topic) == expected


@pytest.mark.parametrize(
    ("text", "topic", "expected"),
    [
        ("固定资产投资同比下降4.2%，降幅较1—8月收窄1.6个百分点。", "", ("change", "1.6个百分点")),
        ("出口同比下降4.2%，降幅较上月扩大0.9个百分点。", "", ("change", "-0.9个百分点")),
        ("固定资产投资降幅收窄至3%左右。", "", ("yoy", "~-3%")),
        ("税收收入3.2亿元，同比减收1850万元。", "", ("change", "-1850万元")),
        ("办理执法案件88件，同比多办13件。", "", ("change", "13件")),
        ("房地产拉低固定资产投资增速约2.1个百分点。", "", ("change", "~-2.1个百分点")),
        ("技改拉动工业投资增长3.4个百分点。", "", ("change", "3.4个百分点")),
        ("优良天数比例低于市定目标（90%）1.3个百分点。", "", ("change", "-1.3个百分点")),
        ("综合得分81.2分，与第3位的青禾县仅差0.25分。", "", ("change", "-0.25分")),
        ("单位能耗上半年不降反升0.8%。", "", ("yoy", "0.8%")),
        ("“三公”经费支出22.4万元，比预算数25万元节约2.6万元。", "", ("change", "-2.6万元")),
        ("满意率91.2%，距市里95%的要求还有3.8个百分点的差距。", "", ("change", "-3.8个百分点")),
        ("与增长7%的年初目标相差2.4个百分点。", "工业投资", ("change", "-2.4个百分点")),
        ("新增停车泊位860个，超过年度目标800个的7.5%。", "", ("change", "7.5%")),
    ],
)
def test_signs_of_differences(text: str, topic: str, expected: tuple[str, str]) -> None:
    assert facts(text, topic)[-1][1:] == expected


@pytest.mark.parametrize(
    ("text", "topic", "expected"),
    [
        ("单位能耗目标是下降3.5%。", "", ("单位能耗", "target", "-3.5%")),
        ("年度目标增长7.2%以上。", "工业投资", ("工业投资增长", "target", ">=7.2%")),
        ("年度目标净增9家。", "高新技术企业", ("高新技术企业净增", "target", "9家")),
        ("按不变价格计算同比增长5.4%。", "地区生产总值", ("地区生产总值", "yoy", "5.4%")),
        ("按可比价格计算增长5.4%。", "工业总产值", ("工业总产值", "yoy", "5.4%")),
        ("完成全年50亿元目标的38.2%。", "工业投资", ("工业投资", "target", "50亿元")),
        ("可以完成市定8%的目标。", "规上工业增加值", ("规上工业增加值", "target", "8%")),
        ("提前两个月完成3000人的年度目标。", "城镇新增就业", ("城镇新增就业", "target", "3000人")),
        ("为年初预算9亿元的70%。", "税收收入", ("税收收入", "target", "9亿元")),
        ("四季度增速要不低于6%。", "地区生产总值", ("地区生产总值增速", "target", ">=6%")),
        ("中央专项资金5200万元已下达。", "", ("中央专项资金", "budget", "5200万元")),
        ("年末结转结余312万元，占调整后预算的4.2%。", "", ("结转结余", "actual", "312万元")),
        ("计划总投资32亿元。", "新建项目", ("新建项目总投资", "actual", "32亿元")),
        ("一般公共预算财政拨款收入1456万元。", "", ("一般公共预算财政拨款收入", "actual", "1456万元")),
        ("完成年度竣工任务的近七成。", "竣工项目", ("竣工项目", "completion", "~70%")),
        ("缺工企业占38%。", "", ("缺工企业", "share", "38%")),
        ("验收合格率目标值98%。", "", ("验收合格率", "target", "98%")),
        ("全年要扣6.8分。", "绩效考评", ("绩效考评", "deduction", "6.8分")),
    ],
)
def test_first_role(text: str, topic: str, expected: Short) -> None:
    assert facts(text, topic)[0] == expected


@pytest.mark.parametrize(
    ("text", "topic", "expected"),
    [
        ("重点项目36项（打包项目拆分后共41项），总投资215亿元。", "", "重点项目总投资"),
        ("无障碍改造145户（年度任务180户），残疾儿童救助112人。", "", "残疾儿童救助"),
        ("28个新开工项目已开工25个，完成投资12.6亿元。", "", "新开工项目投资"),
        ("续建项目27个，竣工投产9个。", "", "续建项目竣工投产"),
        ("蔬菜播种面积4.2万亩，产量8.6万吨。", "", "蔬菜产量"),
        ("市级技改资金安排0.9亿元，实际拨付0.54亿元，拨付率60%。", "", "市级技改资金拨付率"),
        ("预算执行率93.2%；其中基本支出1850万元、执行率99.1%。", "", "基本支出执行率"),
        ("“三公”经费支出预算为16万元，支出决算为11.2万元。", "", "“三公”经费支出决算"),
        ("工业投资完成8亿元，增长5%；财政收入21.3亿元。", "", "财政收入"),
        ("综合实力在全省92个县（市）中排第28位。", "", "综合实力"),
        ("引进亿元以上产业项目24个，其中10亿元以上5个。", "", "引进10亿元以上产业项目"),
        ("连续五年稳定在12万吨以上。", "粮食产量", "粮食产量"),
        ("改善率排名全市第4。", "空气质量", "空气质量改善率"),
        ("小微企业发展到3200户，新增410户。", "", "小微企业新增"),
        ("未完成3项。", "考核指标", "考核指标未完成"),
        ("2024年收入合计2310.5万元。", "", "收入"),
        ("达到时序进度的26项。", "监测指标", "达到时序进度的指标"),
        ("第一，实际利用外资太少。全年任务2200万美元。", "", "实际利用外资"),
        ("第六条考核对象为全县12个乡镇。", "", "考核对象乡镇"),
        ("总量从去年的全市第四升到第三。", "工业总产值", "工业总产值总量"),
        ("第三产业增长4.2%。", "固定资产投资", "第三产业固定资产投资"),
        ("到位衔接资金960万元，其中中央520万元、省级310万元。", "", "省级到位衔接资金"),
        ("优良天数313天，优良率85.5%。", "", "优良率"),
        ("工业利润同比由1—5月下降6.3%转为增长2.1%。", "", "工业利润"),
        ("支出进度6月底前达到60%。", "", "支出进度"),
        ("收入完成8亿元，同口径增长4.8%。", "一般公共预算", "一般公共预算收入"),
        ("按期办结率99%，满意率94%，分别高于全省0.4个和1.3个百分点。", "", "满意率"),
        ("收入8亿元，争取上级资金62亿元。", "", "上级资金"),
        ("设经济发展、民生保障两大类20项指标。", "绩效考核", "绩效考核指标"),
    ],
)
def test_last_name(text: str, topic: str, expected: str) -> None:
    assert facts(text, topic)[-1][0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "对完成率低于85%的县（区）取消评优资格。",
        "对连续两月居全市后三位的指标，约谈责任单位。",
        "在7个城区里垫底。",
        "今天多云18℃～26℃。",
        "共印45份。",
        "得分88分以上且排名前3位的评为优秀。",
    ],
)
def test_thresholds_and_small_print_are_no_facts(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规上工业增加值增速由一季度的8.2%回落到6.5%。", ["2024-01/2024-03", None]),
        ("城乡收入比由上年同期的2.12缩小到2.08。", ["2023-01/2023-10", None]),
        ("完成率由二季度末的46.3%提高到77.8%。", ["2024-01/2024-06", None]),
        ("到9月底，完成投资8亿元。", ["2024-01/2024-09"]),
        ("前三季度完成90亿元。其中，工业增加值32亿元。", ["2024-01/2024-09", "2024-01/2024-09"]),
    ],
)
def test_periods_of_what_moved(text: str, expected: list[str | None]) -> None:
    assert [d.period for d in drafts(text, "地区生产总值")] == expected


def test_a_yearly_figure_came_from_the_year_before() -> None:
    read = read_facts("道路优良率由85.2%提高到88.6%。", Scope(periods=PeriodContext(period="2023")))
    assert [d.period for d in read] == ["2022", None]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("青禾县完成率由40.1%提高到72.5%。", ["青禾县", "青禾县"]),
        ("青禾县、白沙县推进较慢，完成率分别低于全市平均水平9.6个和5.3个百分点。", ["青禾县", "白沙县"]),
        ("高新区、青禾县组织有力，完成投资分别为8.1亿元和6.4亿元。", ["高新区", "青禾县"]),
        ("规上工业增加值增长7.6%（全市9.2%）。", [None, "全市"]),
        ("东和街道、南桥镇得分分别为96.2分、95.8分。", ["东和街道", "南桥镇"]),
        ("东和街道、南桥镇分别完成投资6.2亿元、5.8亿元。", ["东和街道", "南桥镇"]),
        ("全县城区改造3.2公里。", [None]),
        ("老旧小区改造15个。", [None]),
        ("云溪县完成投资5.2亿元。", [None]),
        ("但低于全市平均水平1.2个百分点。", [None]),
    ],
)
def test_counties_and_parks_perform(text: str, entities: list[str | None]) -> None:
    assert [d.entity for d in drafts(text, "重点项目")] == entities


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("改造老旧小区15个。", "target"),
        ("新增停车位2000个。", "target"),
        ("没开工的2个项目要加快手续办理。", "actual"),
        ("对18家重点用能企业逐户核算。", "actual"),
    ],
)
def test_what_a_plan_will_do_is_a_target(text: str, role: str) -> None:
    assert facts(text, prospective=True)[0][1] == role


def test_where_a_planned_rate_comes_from_is_a_result() -> None:
    assert [role for _, role, _ in facts("绿化覆盖率由39.2%提高到41%。", prospective=True)] == [
        "actual",
        "target",
    ]


def test_a_share_in_a_bracket_says_how_much_is_done() -> None:
    assert facts("15个幸福院建设已完成9个（60%）。")[-1] == ("幸福院建设", "completion", "60%")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第1名与末位相差24.76分。", ("change", "24.76分")),
        ("得分与全市平均相差3.2分。", ("change", "-3.2分")),
        ("与时序进度相差5.2个百分点。", ("change", "-5.2个百分点")),
        ("日处理能力达到3万吨。", ("actual", "3万吨")),
    ],
)
def test_what_lies_between_the_ends_of_a_ranking_is_nobodys_shortfall(
    text: str, expected: tuple[str, str]
) -> None:
    assert [short[1:] for short in facts(text, "综合考核得分")] == [expected]


def test_places_listed_side_by_side_are_each_ones_own() -> None:
    found = drafts("澄江开发区、栖霞开发区分列第2位、第3位；平江开发区由第4位退至第7位。", "综合考核得分")
    assert [(d.indicator, d.role, d.value, d.entity) for d in found] == [
        ("综合考核得分", "rank", "2", "澄江开发区"),
        ("综合考核得分", "rank", "3", "栖霞开发区"),
        ("综合考核得分", "rank", "4", "平江开发区"),
        ("综合考核得分", "rank", "7", "平江开发区"),
    ]


@pytest.mark.parametrize(
    "text", ["全市排位为11个县（市、区）排位。", "年处理能力5万吨的垃圾发电项目正在施工。"]
)
def test_how_many_are_ranked_and_a_plants_name_are_no_facts(text: str) -> None:
    assert facts(text) == []


def test_those_at_an_end_of_a_ranking_are_not_counted() -> None:
    assert [short[1:] for short in facts("后3家开发区工业总产值合计12.6亿元。")] == [("actual", "12.6亿元")]
