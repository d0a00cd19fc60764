import pytest

from extractors.text.indicator_lines import (
    read_classes,
    read_colour_lists,
    read_leads,
    read_listed_line,
    read_mentions,
    read_numbered_name,
    read_reached_name,
    read_target_name,
    says_reached,
    segments,
)
from extractors.text.periods import PeriodContext


@pytest.mark.parametrize(
    ("line", "name", "weight", "units"),
    [
        ("民间投资增速。（分值：5分；责任单位：县发改委）", "民间投资增速", "5", ("县发改委",)),
        (
            "税收收入（4分；牵头单位：县税务局；配合单位：县财政局）",
            "税收收入",
            "4",
            ("县税务局", "县财政局"),
        ),
        (
            "细颗粒物（PM2.5）浓度。（分值：2分；牵头单位：市生态环境局）",
            "细颗粒物（PM2.5）浓度",
            "2",
            ("市生态环境局",),
        ),
        ("工业用电量增速，3分，责任单位：县工信局", "工业用电量增速", "3", ("县工信局",)),
        (
            "城镇新增就业（10分）。责任单位：县人社局、县教育局。",
            "城镇新增就业",
            "10",
            ("县人社局", "县教育局"),
        ),
        ("招商引资【分值5分，责任单位：县商务局】", "招商引资", "5", ("县商务局",)),
        (
            "粮食产量（1.5分，县农业农村局牵头，县水利局配合）",
            "粮食产量",
            "1.5",
            ("县农业农村局", "县水利局"),
        ),
        ("完成普法任务。(分值：1分；责任单位：县司法局", "完成普法任务", "1", ("县司法局",)),
        ("党的建设（20分）", "党的建设", "20", ()),
        ("粮食播种面积：15分。考核单位：县统计局。", "粮食播种面积", "15", ()),
        ("粮食播种面积：15分", "粮食播种面积", "15", ()),
        ("用电量增速。50分。（责任单位：县工信局）", "用电量增速", "50", ("县工信局",)),
        ("民间投资增长6.5%以上（5分，责任单位：县发改委）", "民间投资", "5", ("县发改委",)),
        ("税收收入达到12亿元（县税务局、县财政局）", "税收收入", None, ("县税务局", "县财政局")),
        ("户厕改造（责任单位：县农业农村局）", "户厕改造", None, ("县农业农村局",)),
        (
            "民间投资到位率。分值4分，由县发改局牵头，县财政局配合。",
            "民间投资到位率",
            "4",
            ("县发改局", "县财政局"),
        ),
        ("粮食播种面积。分值2分，由县农业农村局负责。", "粮食播种面积", "2", ("县农业农村局",)),
        (
            "水质达标率（3分，市生态环境局云溪分局、县水利局）",
            "水质达标率",
            "3",
            ("市生态环境局云溪分局", "县水利局"),
        ),
        ("户厕改造（2分）。未完成的扣1分，由县财政局扣减经费。", "户厕改造", "2", ()),
        ("民间投资增速（红灯）（5分；责任单位：县发改委）", "民间投资增速", "5", ("县发改委",)),
    ],
)
def test_a_listed_line(line: str, name: str, weight: str | None, units: tuple[str, ...]) -> None:
    read = read_listed_line(line)
    assert read is not None
    assert (line[read.start : read.end], read.weight, read.responsible) == (name, weight, units)


@pytest.mark.parametrize(
    "line",
    [
        "各单位要对照任务，每月报送进展（见附件2），并于次月6日前报送。",
        "加强领导，压实责任。",
        "民间投资：同比下降3%，进度偏慢（县发改委）。",
        "细颗粒物浓度（微克/立方米）持续下降",
        "受到国家级表彰的（每项加2分）",
        "完成目标得满分，每低1个百分点扣0.5分。",
        "",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert read_listed_line(line) is None


def test_segments_know_their_labels() -> None:
    text = "总述：1.甲项工作；2.乙项工作：（1）乙一；（2）乙二①甲②乙"
    assert [(s.level, s.number) for s in segments(text)] == [
        (0, None), (3, "1"), (3, "2"), (4, "1"), (4, "2"), (5, "1"), (5, "2"),
    ]  # fmt: skip
    assert [s.level for s in segments(text, deepest=3)] == [0, 3, 3]


def test_decimals_and_years_are_no_labels() -> None:
    assert [s.level for s in segments("完成投资。1.5亿元到位。")] == [0]


def test_a_label_before_a_name_that_begins_with_digits() -> None:
    assert [(s.level, s.number) for s in segments("14.12345热线办结率（7分）")] == [(3, "14")]


def test_chinese_labels_beyond_ten() -> None:
    assert [s.number for s in segments("（十九）第三产业占比")] == ["19"]


def names(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(text[m.start : m.end], m.group, m.unit) for m in read_mentions(text)]


def test_indicators_in_quotation_marks() -> None:
    text = "（1）县商务局的“消费促进”指标，任务3项，完成1项。“外贸提升”指标，目前完成2家。"
    assert names(text) == [("消费促进", None, "县商务局"), ("外贸提升", None, "县商务局")]


def test_a_department_with_circled_points() -> None:
    text = (
        "（1）县水利局的河湖治理①河道清淤，任务20公里。②堤防加固。进度慢。（2）县林业局的绿化工程，完成30%。"
    )
    assert names(text) == [
        ("河道清淤", "河湖治理", "县水利局"),
        ("堤防加固", "河湖治理", "县水利局"),
        ("绿化工程", None, "县林业局"),
    ]


def test_names_listed_after_such_as() -> None:
    text = "其余指标如粮食产量、工业用电量、限上零售额等指标，预判年底无法完成。"
    assert [name for name, _, _ in names(text)] == ["粮食产量", "工业用电量", "限上零售额"]


def test_names_before_a_colon() -> None:
    text = "如：民间投资：完成12亿元；工业用电量：增长3%。原因：企业停产。责任单位：县工信局。"
    assert [text[m.start : m.end] for m in read_leads(text)] == ["民间投资", "工业用电量"]


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ("民间投资。1—8月完成12亿元。", "民间投资"),
        ("千人口床位数指标。目标7张，目前6张。", "千人口床位数"),
        ("部分指标存在扣分风险。比如3项。", None),
        ("加强领导。各单位要在5月底前完成。", None),
        ("完成投资12亿元，增长3%。", None),
    ],
)
def test_a_numbered_name(point: str, name: str | None) -> None:
    span = read_numbered_name(point)
    assert (point[slice(*span)] if span else None) == name


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ("民间投资增长7%左右；", "民间投资"),
        ("登记失业率控制在4.5%以内；", "登记失业率"),
        ("税收收入达到12.6亿元。", "税收收入"),
        ("加强组织领导。", None),
    ],
)
def test_a_target_name(point: str, name: str | None) -> None:
    span = read_target_name(point)
    assert (point[slice(*span)] if span else None) == name


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ("硬化村道32.5公里,完成任务的81%;", "硬化村道"),
        ("新增养老床位已达210张，完成任务的70%。", "新增养老床位"),
        ("新建的4所村级小学中河湾小学已完工，其余在建。", "新建村级小学"),
        ("住院补偿率已达41.2%,完成任务的102%;", "住院补偿率"),
        ("门诊统筹1-7月补助8123人次；", "门诊统筹补助"),
    ],
)
def test_the_name_in_what_was_reached(point: str, name: str) -> None:
    assert read_reached_name(point, PeriodContext("2023")) == name
    assert says_reached(point) or "补助" in point


def test_lists_under_a_colour() -> None:
    text = "红灯指标：民间投资、工业用电量；黄灯指标：粮食产量。"
    assert [(colour, text[m.start : m.end]) for colour, m in read_colour_lists(text)] == [
        ("红", "民间投资"),
        ("红", "工业用电量"),
        ("黄", "粮食产量"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "民间投资增速（红灯）：年度目标8%，同比下降3%。",
        "民间投资增速（亮红灯）。年度目标8%，同比下降3%。",
        "民间投资增速【黄灯预警】：年度目标8%，同比下降3%。",
        "民间投资增速（10分）。年度目标8%，同比下降3%。",
    ],
)
def test_a_light_or_points_behind_a_name_are_no_part_of_it(text: str) -> None:
    span = read_numbered_name(text)
    assert span is not None
    assert text[slice(*span)] == "民间投资增速"


@pytest.mark.parametrize(
    "text",
    [
        "考核指标分为产业发展（45分）、社会治理（30分）、党的建设（25分）三类，满分100分，加分不超过5分。",
        "考核内容包括：一是产业发展，45分；二是社会治理，30分；三是党的建设，25分。满分100分。",
        "考核指标由产业发展（45%）、社会治理（30%）和党的建设（25%）三部分组成。",
        "考核内容为产业发展45分、社会治理30分、党的建设25分。",
        "考核指标共设三个板块：产业发展（分值45分）、社会治理（30分）以及党的建设（25分）。",
    ],
)
def test_classes_with_points(text: str) -> None:
    found = [(text[mention.start : mention.end], weight) for mention, weight in read_classes(text)]
    assert found == [("产业发展", "45"), ("社会治理", "30"), ("党的建设", "25")]


@pytest.mark.parametrize(
    "text",
    [
        "指标分为约束性指标12项、预期性指标8项、加分指标3项。",
        "考评指标为64项、320分，绿灯指标分值200分，黄灯指标分值80分，红灯指标分值40分。",
        "项目资金分为产业发展（45分）和其他。",
    ],
)
def test_counts_and_lights_are_no_classes(text: str) -> None:
    assert read_classes(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("列入通报的指标为3项，分别为财政收入、民间投资、用电量。", ["财政收入", "民间投资", "用电量"]),
        ("量化指标共20项。未达进度2项、占比10%，为新建停车场5个、绿化率达40%。", ["新建停车场", "绿化率"]),
        ("列入通报的指标为1项，分别为财政收入、民间投资。", []),
        ("列入通报的项目为3项，分别为河湾大桥、石桥水库。", []),
    ],
)
def test_indicators_listed_behind_their_number(text: str, names: list[str]) -> None:
    assert [text[m.start : m.end] for m in read_mentions(text)] == names
