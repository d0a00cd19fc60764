"""Tables as rows: headers, names, groups and kinds (extractors.text.table_headers and table_rows)."""

from pathlib import Path

import pytest
from made_documents import made_document

from extractors.readers.registry import read
from extractors.text.table_rows import Band, group_name, read_bands, row_name

LISTED = """
序号|考核指标|计量单位|2023年实绩|<|2024年目标|责任单位
^|^|^|完成值|位次|^|^
一、经济发展（40分）|<|<|<|<|<|<
1|民间投资增速|%|3.5|4|7|发改局
2|外贸进出口总额（亿元）||12.6|2|14|商务局
二、民生改善（60分）|<|<|<|<|<|<
3|城镇新增就业|人|5100|1|5000|人社局
合计|<|<|<|<|<|
"""

FORM = """
项目名称|<|河湾泵站改造|<|<|<
项目资金（万元）|<||年初预算数|全年执行数|得分
^|<|年度资金总额|500|480.5|9.6
^|<|其中：当年财政拨款|400|400|—
绩效指标|一级指标|三级指标|年度指标值|实际完成值|分值
^|产出指标（50分）|改造泵站数量|≥3座|3座|20
^|^|验收合格率|100%|100%|30
总分|<|<|<|<|100
"""


def only_band(drawn: str) -> Band:
    (band,) = read_bands(made_document("表1 完成情况表", drawn))
    return band


def test_a_two_level_header_gives_each_column_its_kind() -> None:
    kinds = [column.kind for column in only_band(LISTED).columns]
    assert kinds == ["number", "name", "unit", "result", "rank", "target", "responsible"]


def test_rows_have_name_number_category_and_unit() -> None:
    rows = only_band(LISTED).rows
    assert [(r.kind, r.number, r.name, r.category, r.unit) for r in rows] == [
        ("indicator", "1", "民间投资增速", "经济发展", "%"),
        ("indicator", "2", "外贸进出口总额", "经济发展", "亿元"),
        ("indicator", "3", "城镇新增就业", "民生改善", "人"),
    ]


def test_section_rows_are_groups() -> None:
    assert [cell.text for cell in only_band(LISTED).groups] == [
        "一、经济发展（40分）",
        "二、民生改善（60分）",
    ]


def test_a_form_of_several_headers_is_several_bands() -> None:
    money, goals = read_bands(made_document(FORM, "注：无"))
    assert [row.name for row in money.rows] == ["年度资金总额", "当年财政拨款"]
    assert money.units == ("万元",)
    assert money.name_kind == "other"
    assert [(row.kind, row.name) for row in goals.rows] == [
        ("indicator", "改造泵站数量"),
        ("indicator", "验收合格率"),
        ("total", "总分"),
    ]
    assert goals.rows[0].category == "产出指标"
    assert goals.rows[0].weight is not None
    assert goals.rows[0].weight.text == "20"


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [
        ("责任部门|项数|分值\n县教育局|3|10\n县水利局|2|8", "entity"),
        ("开发区名称|经济发展|科技创新|总得分\n东湖开发区|30.1|20|50.1\n西山产业园|28|18|46", "entity"),
        ("序号|项目名称|总投资|完成投资\n1|河湾大桥|2000|300\n2|北环路|1000|800", "item"),
        ("指标名称|单位|总量\n工业用电量|万千瓦时|1200\n生猪出栏|万头|3", "indicator"),
        ("序号|目标任务|年度目标|完成数|排位\n1|民间投资|20|8|3\n2|税收收入|4|2|1", "indicator"),
        ("项目|本期|同比\n税收收入|600|3%\n非税收入|300|1%", "indicator"),
    ],
)
def test_what_the_rows_are(drawn: str, kind: str) -> None:
    assert only_band(drawn).name_kind == kind


def test_indicators_under_key_work_are_items() -> None:
    drawn = "序号|考核指标|目标\n一、定量指标|<|<\n1|民间投资|20\n二、重点工作|<|<\n2|北环路改造|800"
    assert [row.kind for row in only_band(drawn).rows] == ["indicator", "item"]


def test_a_table_without_header_continues_the_one_before() -> None:
    first = "序号|指标名称|分值\n1|民间投资增速|5"
    second = "2|税收收入占比|4\n3|工业用电量|3"
    bands = read_bands(made_document("附表", first, "二、质量效益", second))
    assert [(r.number, r.name, r.category) for r in bands[1].rows] == [
        ("2", "税收收入占比", "质量效益"),
        ("3", "工业用电量", "质量效益"),
    ]


def test_a_department_column_headed_unit_is_no_unit_of_measure() -> None:
    band = only_band("单位|得分|排名\n县教育局|92|1\n县水利局|90|2")
    assert band.name_kind == "entity"
    assert [row.name for row in band.rows] == ["县教育局", "县水利局"]


def test_points_beside_a_group_are_the_groups() -> None:
    drawn = "一级指标|权重|二级指标|分值\n经济发展|60|民间投资增速|40\n^|^|税收占比|20"
    first, second = only_band(drawn).rows
    assert [(name, cell.text) for name, cell in first.group_weights] == [("经济发展", "60")]
    assert second.group_weights == ()
    assert first.weight is not None
    assert first.weight.text == "40"


def test_tables_side_by_side_are_a_band_each() -> None:
    drawn = "指标|单位|完成|指标|单位|完成\n用电量|万千瓦时|88|存款余额|亿元|32\n粮食|万吨|3|||"
    left, right = read_bands(made_document("表1 完成情况表", drawn))
    assert [(row.name, row.unit) for row in left.rows] == [("用电量", "万千瓦时"), ("粮食", "万吨")]
    assert [(row.name, row.unit) for row in right.rows] == [("存款余额", "亿元")]
    assert [cell.text for _, cell in right.rows[0].cells] == ["32"]


@pytest.mark.parametrize(
    "drawn",
    [
        "县区|排名|较上月\n澄江区|1|↑1\n栖霞县|2|↓1",
        "县（市、区）|名次|位次变化\n澄江区|1|↑1\n栖霞县|2|↓1",
    ],
)
def test_ranks_and_their_moves(drawn: str) -> None:
    band = only_band(drawn)
    assert [column.kind for column in band.columns][1:] == ["rank", "rank_change"]
    assert band.name_kind == "entity"


def test_a_second_level_over_some_columns_only() -> None:
    band = only_band("县区|民间投资|<|税收收入\n^|总量|增速|增速\n栖霞县|7|3.1|2.2")
    assert [column.kind for column in band.columns] == ["entity", "result", "yoy", "yoy"]


def test_a_second_level_in_a_table_without_merged_cells(tmp_path: Path) -> None:
    lines = (
        "乡镇\t年度任务\t\t完成率（%）\t\t排名",
        "\t民间投资\t签约项目\t民间投资\t签约项目\t",
        "河湾镇\t60\t4\t75\t50\t2",
        "石桥乡\t40\t3\t80\t67\t1",
    )
    file = tmp_path / "任务进度.txt"
    file.write_text("\n".join(("各乡镇任务进度", "", *lines)), encoding="utf-8")
    (band,) = read_bands(read(file))
    assert [(column.kind, column.label) for column in band.columns] == [
        ("entity", "乡镇"),
        ("target", "民间投资"),
        ("target", "签约项目"),
        ("completion", "民间投资"),
        ("completion", "签约项目"),
        ("rank", ""),
    ]


def test_parts_are_in_the_unit_of_their_whole() -> None:
    whole = "指标|本期|增长（%）\n工业营业收入（亿元）|92|4\n"
    drawn = f"{whole}其中：装备制造|43|8\n食品加工|19|-4\n新增企业（家）|3|1"
    assert [row.unit for row in only_band(drawn).rows] == ["亿元", "亿元", "亿元", "家"]


def test_the_place_of_a_row_beside_its_indicator() -> None:
    drawn = "县区|指标|目标|完成\n澄江区|新增就业|50|41\n^|技能培训|20|18\n栖霞县|新增就业|30|29"
    assert [(row.entity, row.name) for row in only_band(drawn).rows] == [
        ("澄江区", "新增就业"),
        ("澄江区", "技能培训"),
        ("栖霞县", "新增就业"),
    ]


def test_sentences_are_no_second_level() -> None:
    drawn = "预期目标|<|完成情况|<\n新建泵站3座，清淤5公里|<|建成泵站2座，清淤4公里|<"
    (band,) = read_bands(made_document(drawn, "注：无"))
    assert [column.title for column in band.columns] == ["预期目标", "预期目标", "完成情况", "完成情况"]


def test_an_empty_document_has_no_bands() -> None:
    assert read_bands(made_document("全文没有表格。")) == ()


@pytest.mark.parametrize(
    ("printed", "name"),
    [("一、经济质效（28分）", "经济质效"), ("（三）民生保障：", "民生保障"), ("一体化建设", "一体化建设")],
)
def test_group_names(printed: str, name: str) -> None:
    assert group_name(printed) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("其中：税收收入", "税收收入"),
        ("3.民间投资＊", "民间投资"),
        ("外贸进出口总额（亿元）", "外贸进出口总额"),
        ("细颗粒物（PM2.5）平均浓度", "细颗粒物（PM2.5）平均浓度"),
        ("党的建设（10分）", "党的建设"),
        ("5G基站", "5G基站"),
    ],
)
def test_row_names(printed: str, name: str) -> None:
    assert row_name(printed) == name
