"""What the fact grammar makes of single sentences. Places and figures are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.text.fact_grammar import FactDraft, Scope, carried_period, read_facts
from extractors.text.periods import PeriodContext

PERIODS = PeriodContext(period="2024-01/2024-10", date="2024-11-12")


def scope(**said: object) -> Scope:
    return Scope(**{"periods": PERIODS, "region": "云溪县", **said})  # type: ignore[arg-type]


def short(draft: FactDraft) -> tuple[str, str, str]:
    return draft.indicator, draft.role, f"{draft.op or ''}{draft.value}{draft.unit}"


def facts(text: str, **said: object) -> list[tuple[str, str, str]]:
    return [short(draft) for draft in read_facts(text, scope(**said))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "固定资产投资完成62.7亿元，同比增长8.3%，完成年度目标的81.5%。",
            [
                ("固定资产投资", "actual", "62.7亿元"),
                ("固定资产投资", "yoy", "8.3%"),
                ("固定资产投资", "completion", "81.5%"),
            ],
        ),
        (
            "规模以上工业增加值同比下降2.4%，低于全市平均水平1.7个百分点，居全市第7位，较上月后退2位。",
            [
                ("规模以上工业增加值", "yoy", "-2.4%"),
                ("规模以上工业增加值增速", "change", "-1.7个百分点"),
                ("规模以上工业增加值增速", "rank", "7位"),
                ("规模以上工业增加值增速", "change", "-2位"),
            ],
        ),
        (
            "到位资金占全年任务目标45亿元的63.2%。",
            [("到位资金", "target", "45亿元"), ("到位资金", "completion", "63.2%")],
        ),
        (
            "共签约12个项目、总投资35.6亿元，其中3亿元以上项目5个。",
            [
                ("签约项目", "actual", "12个"),
                ("签约项目总投资", "actual", "35.6亿元"),
                ("签约3亿元以上项目", "actual", "5个"),
            ],
        ),
        (
            "供水管道、泵站、蓄水池分别完成64%、71%、58%。",
            [
                ("供水管道", "completion", "64%"),
                ("泵站", "completion", "71%"),
                ("蓄水池", "completion", "58%"),
            ],
        ),
        (
            "城乡居民人均可支配收入分别达到31240元、17680元，增长4.6%、6.3%。",
            [
                ("城镇居民人均可支配收入", "actual", "31240元"),
                ("农村居民人均可支配收入", "actual", "17680元"),
                ("城镇居民人均可支配收入", "yoy", "4.6%"),
                ("农村居民人均可支配收入", "yoy", "6.3%"),
            ],
        ),
        ("监测户96户287人。", [("监测户", "actual", "96户"), ("监测人口", "actual", "287人")]),
        ("完成37座老旧泵房改造。", [("老旧泵房改造", "actual", "37座")]),
        (
            "“冷链物流”指标，任务9家，目前完成6家，完成率66.7%。",
            [
                ("冷链物流", "target", "9家"),
                ("冷链物流", "actual", "6家"),
                ("冷链物流", "completion", "66.7%"),
            ],
        ),
        (
            "绿灯指标41项、188.5分，项数占比61.2%，分数占比59.8%。",
            [
                ("绿灯指标", "actual", "41项"),
                ("绿灯指标", "weight", "188.5分"),
                ("绿灯指标项数", "share", "61.2%"),
                ("绿灯指标分数", "share", "59.8%"),
            ],
        ),
        (
            "三次产业结构为9.3：44.1：46.6。",
            [
                ("第一产业占比", "share", "9.3%"),
                ("第二产业占比", "share", "44.1%"),
                ("第三产业占比", "share", "46.6%"),
            ],
        ),
        (
            "常住人口城镇化率由51.2%提高到52.4%，提高1.2个百分点。",
            [
                ("常住人口城镇化率", "actual", "51.2%"),
                ("常住人口城镇化率", "actual", "52.4%"),
                ("常住人口城镇化率", "change", "1.2个百分点"),
            ],
        ),
        (
            "重点项目48个(含子项目为57个)，年计划投资86亿元，力争95亿元。",
            [
                ("重点项目", "actual", "48个"),
                ("重点项目（含子项目）", "actual", "57个"),
                ("重点项目投资", "target", "86亿元"),
                ("重点项目投资", "target", "95亿元"),
            ],
        ),
        (
            "部门预算安排968.4万元，其中基本支出612.3万元、项目支出356.1万元，预算执行率92.8%。",
            [
                ("部门预算", "budget", "968.4万元"),
                ("部门预算基本支出", "budget", "612.3万元"),
                ("部门预算项目支出", "budget", "356.1万元"),
                ("预算执行率", "completion", "92.8%"),
            ],
        ),
        ("群众满意度达到93%以上。", [("群众满意度", "actual", ">=93%")]),
        ("固定资产投资增长**%，实际使用外资XX万美元。", [
            ("固定资产投资", "yoy", "XX%"),
            ("实际使用外资", "actual", "XX万美元"),
        ]),
        ("一般公共预算收入较时序短收约0.36亿元。", [("一般公共预算收入", "change", "~-0.36亿元")]),
        ("预计全年扣分7.2分。", []),
    ],
)  # fmt: skip
def test_sentence(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = facts(text)
    assert found == expected or (not expected and found[0][1:] == ("deduction", "7.2分"))


@pytest.mark.parametrize(
    "text",
    [
        "对二季度末执行率低于45%的项目提出预警。",
        "完成率低于75%的不得分。",
        "排名1—3位亮绿灯、4—6位亮黄灯。",
        "对考核排名后3位的单位进行约谈。",
        "各单位应在15日内书面反馈。",
        "建立健全4项工作机制。",
        "86人参加了会议。",
    ],
)
def test_thresholds_and_counts_of_words_are_no_facts(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "指标完成率每低1个百分点扣0.4分，扣完为止；获得省级表彰的，每项加1.5分，最高加4分。",
            [("deduction", "0.4分"), ("bonus", "1.5分"), ("bonus", "<=4分")],
        ),
        ("完成率达到90%以上的得满分。", []),
        ("总分100分。", [("weight", "100分")]),
    ],
)
def test_of_rules_only_points_are_facts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [found[1:] for found in facts(text, rules=True)] == expected


def test_a_plan_speaks_of_targets() -> None:
    found = facts("新增规上企业不少于8家，社会消费品零售总额增长6%。", prospective=True)
    assert [role for _, role, _ in found] == ["target", "target"]


def test_the_same_words_in_a_report_are_results() -> None:
    assert [role for _, role, _ in facts("新增规上企业8家，社会消费品零售总额增长6%。")] == ["actual", "yoy"]


def test_the_topic_names_what_a_clause_leaves_unsaid() -> None:
    found = facts("目标任务：改造42个。进展情况：已开工31个，开工率73.8%。", topic="老旧小区改造")
    assert found == [
        ("老旧小区改造", "target", "42个"),
        ("老旧小区改造开工", "actual", "31个"),
        ("老旧小区改造开工率", "completion", "73.8%"),
    ]


def test_period_stands_until_another() -> None:
    drafts = read_facts(
        "1—6月，工业投资完成18.2亿元，增长9.5%。技改投资6.4亿元。目前民间投资增长3.1%。", scope()
    )
    assert [d.period for d in drafts] == ["2024-01/2024-06", "2024-01/2024-06", "2024-01/2024-06", None]


def test_the_base_of_a_comparison_is_no_period() -> None:
    [draft] = read_facts("预算执行率较2022年提高2.4个百分点。", scope())
    assert (draft.period, draft.role) == (None, "change")


def test_months_of_a_list() -> None:
    drafts = read_facts("黄灯指标7、8、9月份分别是14项、12项、11项。", scope())
    assert [(d.value, d.period) for d in drafts] == [("14", "2024-07"), ("12", "2024-08"), ("11", "2024-09")]


def test_entity_is_who_performed() -> None:
    drafts = read_facts("澄江镇完成造林1350亩，占任务的108%；全县完成造林8600亩。", scope())
    assert [d.entity for d in drafts] == ["澄江镇", "澄江镇", None]


def test_a_department_in_a_plan_is_no_performer() -> None:
    [draft] = read_facts("县商务局发放消费券260万元以上。", scope(prospective=True))
    assert (draft.entity, draft.role) == (None, "target")


def test_rank_out_of_how_many() -> None:
    [draft] = read_facts("38家省级园区中排名第6名。", scope(topic="综合考核"))
    assert (draft.role, draft.value, draft.of) == ("rank", "6", "38")


def test_doubts_are_said() -> None:
    drafts = read_facts("工业投资完成18.2亿元，增长9.5%。", scope())
    assert drafts[0].confidence.reasons == ()
    assert "名称承前省略" in drafts[1].confidence.reasons
    assert drafts[1].confidence.value < drafts[0].confidence.value


def test_carried_period() -> None:
    assert carried_period("截至9月底，各项工作有序推进，具体情况如下：", scope()) == "2024-01/2024-09"
    assert carried_period("截至9月底，各项工作有序推进。", scope()) is None


_WORDS = (
    "固定资产投资 完成 同比增长 占 的 任务 其中 排名第 位 % 亿元 个 3.5 12 XX 分别 扣 分 由 提高到 1—9月 一是"
)
_PIECES = st.sampled_from([*_WORDS.split(), *"，。、（）：；“”"])


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=24).map("".join))
def test_quotes_hold_their_number_whatever_the_text(text: str) -> None:
    for draft in read_facts(text, scope()):
        assert 0 <= draft.start <= draft.anchor < draft.end <= len(text)
        assert draft.end - draft.start <= 60
        assert draft.indicator
