import pytest
from made_documents import made_document

from extractors.finders.indicators import find_indicators
from extractors.finders.lights import colour_of, find_lights
from schemas.evidence import is_found
from schemas.records import Header, PrintedLight

HEADER = Header(region="云溪县", period="2024-01/2024-06")


def lights(*parts: str) -> tuple[PrintedLight, ...]:
    document = made_document(*parts)
    found = find_lights(document, HEADER, find_indicators(document, HEADER))
    assert all(is_found(document, light.evidence) for light in found)
    return found


def brief(found: tuple[PrintedLight, ...]) -> list[tuple[str, str]]:
    return [(light.indicator, light.light) for light in found]


def test_a_column_of_colours() -> None:
    table = "序号|指标名称|目标|预警\n1|民间投资|20|黄\n2|税收收入|8|亮红灯\n3|用电量|9|🟢\n4|粮食产量|3|—"
    found = lights("附表", table)
    assert brief(found) == [("民间投资", "yellow"), ("税收收入", "red"), ("用电量", "green")]
    assert all(light.indicator_ref for light in found)


def test_marks_under_colours() -> None:
    table = "序号|指标名称|绿灯|黄灯|红灯\n1|民间投资|||●\n2|税收收入|√||"
    assert brief(lights("附表", table)) == [("民间投资", "red"), ("税收收入", "green")]


def test_counts_of_lights_are_no_lights() -> None:
    table = "责任部门|绿灯|黄灯|红灯\n县教育局|3|1|2\n县水利局|2|2|0"
    assert lights("附表", table) == ()


def test_the_light_of_a_department_is_its_own() -> None:
    table = "责任部门|得分|亮灯情况\n县教育局|91|绿灯\n县水利局|70|红灯"
    assert [(light.entity, light.light) for light in lights("附表", table)] == [
        ("县教育局", "green"),
        ("县水利局", "red"),
    ]


def test_lights_of_places_beside_one_another() -> None:
    table = "序号|指标名称|澄江区|栖霞县\n1|民间投资|红|绿\n2|税收收入|绿|—\n3|用电量|黄|绿"
    found = lights("附件 9月份各县区指标亮灯情况", table)
    assert [(light.indicator, light.entity, light.light) for light in found] == [
        ("民间投资", "澄江区", "red"),
        ("民间投资", "栖霞县", "green"),
        ("税收收入", "澄江区", "green"),
        ("用电量", "澄江区", "yellow"),
        ("用电量", "栖霞县", "green"),
    ]


def test_lights_of_indicators_beside_one_another() -> None:
    table = "县区|民间投资|税收收入\n澄江区|红灯|绿灯\n栖霞县|绿灯|黄灯"
    found = lights("附件 各县区指标亮灯情况", table)
    assert [(light.indicator, light.entity, light.light) for light in found] == [
        ("民间投资", "澄江区", "red"),
        ("税收收入", "澄江区", "green"),
        ("民间投资", "栖霞县", "green"),
        ("税收收入", "栖霞县", "yellow"),
    ]


def test_lights_of_months() -> None:
    table = "指标名称|5月|6月|责任单位\n民间投资|绿灯|黄灯|发改委\n税收收入|绿灯|绿灯|税务局"
    found = lights("附件 指标亮灯情况", table)
    assert [light.period for light in found] == ["2024-05", "2024-06"] * 2


def test_names_listed_under_a_colour() -> None:
    found = lights("一、运行情况", "红灯指标：民间投资、税收收入；绿灯指标：用电量。")
    assert brief(found) == [("民间投资", "red"), ("税收收入", "red"), ("用电量", "green")]


def test_colours_behind_listed_names() -> None:
    table = "序号|指标名称|目标\n1|民间投资增速|20\n2|税收收入|8\n3|投资到位率|9"
    text = "民间投资增速（红灯）和税收收入（绿灯）变化较大，投资到位率连续两月亮黄灯。"
    found = [light for light in lights(text, "附表", table) if light.evidence.row is None]
    assert brief(tuple(found)) == [("民间投资增速", "red"), ("税收收入", "green"), ("投资到位率", "yellow")]


def test_colours_behind_the_names_of_numbered_points() -> None:
    found = lights(
        "一、红黄灯指标进展情况",
        "1.出口总额（红灯）：目标8亿元，完成5亿元。",
        "2.民间投资增速【亮黄灯】：目标6%，增长5%。",
        "3.亩均产值（绿灯预警）：目标30万元，完成31万元。",
    )
    assert brief(found) == [("出口总额", "red"), ("民间投资增速", "yellow"), ("亩均产值", "green")]


@pytest.mark.parametrize(
    "point",
    [
        "1.【红灯】出口总额：目标8亿元，完成5亿元。",
        "1.🔴出口总额：目标8亿元，完成5亿元。",
        "1.“出口总额”（红灯）：目标8亿元，完成5亿元。",
        "1.出口总额（红灯，6分）：目标8亿元，完成5亿元。",
        "1.出口总额（分值6分，红灯）：目标8亿元，完成5亿元。",
        "1.出口总额：红灯。目标8亿元，完成5亿元。",
    ],
)
def test_a_light_at_a_name(point: str) -> None:
    assert brief(lights("一、红黄灯指标进展情况", point)) == [("出口总额", "red")]


def test_a_changed_light_is_not_guessed() -> None:
    point = "1.出口总额（黄灯→红灯）：目标8亿元，完成5亿元。"
    document = made_document("一、红黄灯指标进展情况", point)
    assert [i.name for i in find_indicators(document, HEADER)] == ["出口总额"]
    assert lights("一、红黄灯指标进展情况", point) == ()


def test_rules_are_no_lights() -> None:
    assert lights("排名1—2位亮绿灯、3—5位亮黄灯、6—7位亮红灯。绿灯指标58项，黄灯指标19项。") == ()


@pytest.mark.parametrize(
    ("text", "colour"), [("红", "red"), ("🟡", "yellow"), ("蓝灯", "blue"), ("红黄", None), ("", None)]
)
def test_the_colour_of_a_text(text: str, colour: str | None) -> None:
    assert colour_of(text) == colour
