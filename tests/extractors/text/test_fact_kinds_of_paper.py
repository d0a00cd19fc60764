"""Wordings of real kinds of paper, one cause to a table. Places and figures are invented."""

import pytest

from extractors.text.fact_grammar import FactDraft, Scope, read_facts
from extractors.text.periods import PeriodContext
from extractors.text.punctuation import widened

PERIODS = PeriodContext(period="2024-01/2024-10", date="2024-11-12")
Short = tuple[str, str, str]


def drafts(text: str, topic: str = "", prospective: bool = False) -> tuple[FactDraft, ...]:
    scope = Scope(periods=PERIODS, region="云溪县", topic=topic, prospective=prospective)
    return read_facts(text, scope)


def facts(text: str, topic: str = "", prospective: bool = False) -> list[Short]:
    return [(d.indicator, d.role, f"{d.op or ''}{d.value}{d.unit}") for d in drafts(text, topic, prospective)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲,乙:丙;丁!", "甲，乙：丙；丁！"),
        ("完成1,200万元,增长3%;结构为3:52:45", "完成1,200万元，增长3%；结构为3:52:45"),
        ("9:30开会, GDP增长", "9:30开会， GDP增长"),
        ("A;B类", "A；B类"),
    ],
)
def test_marks_are_widened_in_place(text: str, expected: str) -> None:
    assert widened(text) == expected
    assert len(widened(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一季度工业增加值同比增长8.2%,增速位居全盟第4。",
            [("工业增加值", "yoy", "8.2%"), ("工业增加值增速", "rank", "4")],
        ),
        ("粮食总产值12亿元,总量位于全州第二位。",
         [("粮食总产值", "actual", "12亿元"), ("粮食总产值总量", "rank", "2位")]),
        (
            "地区生产总值完成30.1亿元,全盟排位第5位,同比增长6.3%,排位第2位。",
            [
                ("地区生产总值", "actual", "30.1亿元"),
                ("地区生产总值", "rank", "5位"),
                ("地区生产总值", "yoy", "6.3%"),
                ("地区生产总值增速", "rank", "2位"),
            ],
        ),
        (
            "固定资产投资增长9%，高于全省1.2个百分点，居全省第3位，较上月前移2位。",
            [
                ("固定资产投资", "yoy", "9%"),
                ("固定资产投资增速", "change", "1.2个百分点"),
                ("固定资产投资增速", "rank", "3位"),
                ("固定资产投资增速", "change", "2位"),
            ],
        ),
        (
            "城镇化率同比提高1.1个百分点，居全市第3位。",
            [("城镇化率", "change", "1.1个百分点"), ("城镇化率", "rank", "3位")],
        ),
    ],
)  # fmt: skip
def test_ranks_and_points_said_of_a_growth_are_those_of_the_growth(text: str, expected: list[Short]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全县规上工业增加值同比增长10.2%。从6个乡镇增速看,柳泉、东旗、北山高于平均水平,"
            "同比分别增长19.5%、12.1%、11.6%;西旗、南甸分别增长4.3%、2.8%;松山下降6.5%。",
            [
                (None, "10.2"),
                ("柳泉", "19.5"),
                ("东旗", "12.1"),
                ("北山", "11.6"),
                ("西旗", "4.3"),
                ("南甸", "2.8"),
                ("松山", "-6.5"),
            ],
        ),
        (
            "财政收入增长2%。东旗、南甸、柳泉同比分别增长15%、4%和下降9.4%。",
            [(None, "2"), ("东旗", "15"), ("南甸", "4"), ("柳泉", "-9.4")],
        ),
        ("其他部门承担指标39项。", [("其他部门", "39")]),
    ],
)  # fmt: skip
def test_places_of_a_list_are_bearers(text: str, expected: list[tuple[str | None, str]]) -> None:
    found = drafts(text)
    assert [(d.entity, d.value) for d in found] == expected
    assert len({d.indicator for d in found}) == 1


def test_signs_of_a_list_turn_once_and_stay() -> None:
    found = drafts("甲镇、乙镇、丙镇、丁镇财政收入分别增长6.5%、4%和下降9.4%、18.8%。")
    assert [d.value for d in found] == ["6.5", "4", "-9.4", "-18.8"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "三次产业对经济增长贡献率分别为3.1%、70.2%和26.7%。",
            [
                ("第一产业对经济增长贡献率", "share", "3.1%"),
                ("第二产业对经济增长贡献率", "share", "70.2%"),
                ("第三产业对经济增长贡献率", "share", "26.7%"),
            ],
        ),
        (
            "一、二、三产业增加值分别增长2%、6%、7%，对地区生产总值贡献率分别为5%、60%、35%。",
            [
                ("一产业增加值", "yoy", "2%"),
                ("二产业增加值", "yoy", "6%"),
                ("三产业增加值", "yoy", "7%"),
                ("一产业对地区生产总值贡献率", "share", "5%"),
                ("二产业对地区生产总值贡献率", "share", "60%"),
                ("三产业对地区生产总值贡献率", "share", "35%"),
            ],
        ),
        (
            "文旅产业持续壮大，销售收入、增加值同比分别增长12%、11%。",
            [("文旅产业销售收入", "yoy", "12%"), ("文旅产业增加值", "yoy", "11%")],
        ),
        (
            "保障型、改善型住房补贴标准分别提高100元、200元。",
            [("保障型住房补贴标准", "change", "100元"), ("改善型住房补贴标准", "change", "200元")],
        ),
        (
            "规上工业增加值按可比价格计算，同比增长7.2%，增速较上年同期提高2.7个百分点。",
            [("规上工业增加值", "yoy", "7.2%"), ("规上工业增加值增速", "change", "2.7个百分点")],
        ),
    ],
)
def test_parts_and_bearers(text: str, expected: list[Short]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "重点工作任务共40项，已完成30项，正在办理10项，完成率75%。",
            [
                ("重点工作任务", "actual"),
                ("重点工作任务", "actual"),
                ("重点工作任务正在办理", "actual"),
                ("重点工作任务", "completion"),
            ],
        ),
        ("完成植树造林任务8.4万亩，其中人工造林5万亩。",
         [("植树造林任务", "actual"), ("人工造林", "actual")]),
        ("实际利用外资420万美元，完成年目标任务103.2%，其中制造业外资81万美元。", [
            ("实际利用外资", "actual"), ("实际利用外资", "completion"), ("制造业外资", "actual"),
        ]),
        ("省级项目完成投资33亿元、超年度计划9%。", [("省级项目投资", "actual"), ("省级项目投资", "change")]),
        ("欠进度的有12个，占总任务的6.1%。", [("欠进度", "actual"), ("欠进度", "share")]),
        ("东河桥至今只完成路基总量的35%。", [("东河桥", "completion")]),
        ("村集体经营收入5260元，净增410元。", [("村集体经营收入", "actual"), ("村集体经营收入", "change")]),
        ("粮食播种面积82万亩，减少0.4万亩。", [("粮食播种面积", "actual"), ("粮食播种面积", "change")]),
        ("各单位申报加分事项至少1个。", [("申报加分事项", "target")]),
        ("主要预期目标是：地区生产总值增长8.5%，城镇新增就业2万人。", [
            ("地区生产总值增长", "target"), ("城镇新增就业", "target"),
        ]),
        ("社零总额25.1亿元，降幅在3%左右。", [("社零总额", "actual"), ("社零总额", "yoy")]),
        ("规上企业产值86亿元，增长7.4；", [("规上企业产值", "actual"), ("规上企业产值", "yoy")]),
        ("市县配套应到位10亿元，实际到位7亿元，到位率70%。", [
            ("市县配套", "target"), ("市县配套实际到位", "actual"), ("市县配套实际到位率", "completion"),
        ]),
        ("提前两年实现翻番目标，其中地方收入1.7亿元。", [("地方收入", "actual")]),
        ("民间投资由降转升，增长3.9%。", [("民间投资", "yoy")]),
        ("外贸出口同比翻了一番。", [("外贸出口", "yoy")]),
        ("年底前建成社区食堂8个。", [("社区食堂", "target")]),
        ("滞后时序进度9项。", [("滞后时序进度", "actual")]),
        ("税收收入占一般公共预算收入的比重为71.3%。", [("税收收入占一般公共预算收入的比重", "share")]),
        ("存、贷款余额分别比年初增加26亿元、18亿元。", [("存款余额", "change"), ("贷款余额", "change")]),
        ("第一、二、三产业增加值分别增长4%、6%、5%。", [
            ("第一产业增加值", "yoy"), ("二产业增加值", "yoy"), ("三产业增加值", "yoy"),
        ]),
        ("综合得分位列第一方阵，居第2名。", [("综合得分", "rank")]),
        ("新增减税2.3亿元，较上年同期多减0.4亿元。", [("新增减税", "actual"), ("新增减税", "change")]),
        ("共追回欠薪2.5亿元。", [("追回欠薪", "actual")]),
    ],
)  # fmt: skip
def test_roles_of_tasks_and_goals(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name, role) for name, role, _ in facts(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "该文档总共21页，大小56KB。",
        "大会应到代表400人，实到代表391人，缺席9人。",
        "县水利局等6个单位作了表态发言。",
        "凡获省级表彰的，奖励牵头单位5万元。",
        "增速不及邻县的三分之一。",
        "从6个乡镇增速看，差距较大。",
    ],
)
def test_what_is_no_fact(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9个投资过亿元的大项目成功签约。", ["投资过亿元的大项目"]),
        ("共有15个5000万元以上项目开工。", ["5000万元以上项目"]),
        ("建成16个县域医共体。", ["县域医共体"]),
        ("纯碱产能达32万吨。", ["纯碱产能"]),
        ("新型储能装机超85万千瓦。", ["新型储能装机"]),
        ("观测气球增至37颗。", ["观测气球"]),
        ("与二季度相比，桂花街道综合得分提高2分。", ["综合得分"]),
        ("1.城北安置房二期：规划建设安置房860套，计划投资6.2亿元。目前主体封顶，完成投资2.7亿元。",
         ["城北安置房二期", "城北安置房二期投资", "城北安置房二期投资"]),
        ("列入省级重大项目的2个，年度计划投资15亿元，完成6.9亿元。",
         ["省级重大项目", "省级重大项目投资", "省级重大项目投资"]),
    ],
)  # fmt: skip
def test_names_are_short_and_complete(text: str, expected: list[str]) -> None:
    assert [name for name, _, _ in facts(text)] == expected
