import pytest
from reader_files import put

from extractors.readers.registry import read
from schemas.document import Table

EXPECTED = [
    ["序号", "指标名称", "分值", "责任单位"],
    ["1", "固定资产投资增速", "5", "市发改局"],
    ["2", "规上工业增加值增速", "4", "市工信局"],
    ["3", "城镇新增就业", "3", "市人社局"],
]
TABS = "\n".join("\t".join(row) for row in EXPECTED)
SHAPES = {
    "tabs": TABS,
    "blank lines": TABS.replace("\n2", "\n\n2"),
    "cut rows": TABS.replace("固定资产", "固定资产\n").replace("指标名称", "指标\n名称"),
    "repeated header": TABS.replace("\n3", "\n\n序号\t指标名称\t分值\t责任单位\n3"),
    "bars": "\n".join("| " + " | ".join(row) + " |" for row in [EXPECTED[0], ["---"] * 4, *EXPECTED[1:]]),
    "inner bars": "\n".join(" | ".join(row) for row in EXPECTED),
    "wide bars": "\n".join("｜".join(row) for row in EXPECTED),
    "drawn box": "\n".join(
        line for row in EXPECTED for line in ("├───┼──────┼───┼────┤", "│" + "│".join(row) + "│")
    ).replace("├", "┌", 1)
    + "\n└───┴──────┴───┴────┘",
    "cut between bars": "\n".join(" | ".join(row) for row in EXPECTED).replace("规上工业", "规上\n工业"),
    "aligned": "\n".join("   ".join(row) for row in EXPECTED),
    "flat": "\n".join(text for row in EXPECTED for text in row),
    "html": "<table>"
    + "".join("<tr>" + "".join(f"<td>{t}</td>" for t in row) + "</tr>" for row in EXPECTED)
    + "</table>",
}


def grid_of(table):
    return [[table.text(row, col) for col in range(table.cols)] for row in range(table.rows)]


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_of_tables(tmp_path, shape):
    document = read(put(tmp_path, "a.txt", f"市直各单位：\n\n{SHAPES[shape]}\n\n注：分值合计12分。\n"))
    (table,) = document.tables
    assert grid_of(table) == EXPECTED
    assert table.header_rows == 1
    assert table.repeated_rows == (shape == "repeated header")
    assert [document.blocks[note].text for note in table.notes] == ["注：分值合计12分。"]
    assert len({c.place.path for c in table.cells}) == len(table.cells)


@pytest.mark.parametrize("group", ["二、民生保障", "二、民生保障\t\t\t", "二、民生保障\n"])
def test_the_name_of_a_group_spans_the_table(tmp_path, group):
    rows = TABS.replace("\n3", f"\n{group}\n3")
    (table,) = read(put(tmp_path, "a.txt", rows)).tables
    assert table.rows == 5
    (cell,) = table.row_cells(3)
    assert (cell.text, cell.colspan) == ("二、民生保障", 4)


def test_spans_of_html_cells(tmp_path):
    markup = (
        "情况如下：\n<table><tr><td rowspan='2'>指标</td><td colspan='2'>完成情况</td></tr>"
        "<tr><td>总量</td><td>增速</td></tr>"
        "<tr><td>固定资产<br/>投资</td><td>45.6</td><td>８.2％</td></tr></table>"
    )
    (table,) = read(put(tmp_path, "a.txt", markup)).tables
    assert table.header_rows == 2
    assert table.header_path(2) == ("完成情况", "增速")
    assert grid_of(table)[2] == ["固定资产投资", "45.6", "8.2%"]


@pytest.mark.parametrize("text", ["\t一、总体情况", "名称：\t某市", "A | B", "张三   李四\n王五   赵六"])
def test_no_tables(tmp_path, text):
    assert read(put(tmp_path, "a.txt", f"开头。\n{text}\n结尾。")).tables == ()


def test_caption_and_unit_belong_to_the_table(tmp_path):
    document = read(
        put(
            tmp_path,
            "a.txt",
            f"一、情况\n今年情况见下表，各单位要抓好落实。\n表1 主要指标完成情况\n单位：亿元\n{TABS}",
        )
    )
    (table,) = document.tables
    assert document.blocks[table.title].text == "表1主要指标完成情况"
    assert [document.blocks[note].text for note in table.notes] == ["单位：亿元"]
    assert document.blocks[table.title].role == "caption"


SMALL = "<table><tr><td>指标</td><td>目标</td></tr><tr><td>{}</td><td>60</td></tr></table>"


def test_words_around_html_tables_on_a_line_stay(tmp_path):
    line = f"情况见表：{SMALL.format('投资')}其中：{SMALL.format('收入')}以上不含续建项目。"
    document = read(put(tmp_path, "a.txt", f"一、总体情况\n{line}\n各单位要抓好落实。"))
    shown = [block.text(1, 0) if isinstance(block, Table) else block.text for block in document.blocks]
    assert shown == [
        "一、总体情况",
        "情况见表：",
        "投资",
        "其中：",
        "收入",
        "以上不含续建项目。",
        "各单位要抓好落实。",
    ]
    assert len({table.places[0].path for table in document.tables}) == 2


def test_the_caption_of_an_html_table_is_its_title(tmp_path):
    markup = SMALL.format("投资").replace("<table>", "<table><caption>表1 主要指标</caption>")
    document = read(put(tmp_path, "a.txt", f"情况如下。\n{markup}"))
    (table,) = document.tables
    assert document.blocks[table.title].text == "表1主要指标"


def test_a_table_inside_a_cell_does_not_end_the_outer_one(tmp_path):
    markup = SMALL.format("<table><tr><td>投资</td></tr>\n</table>").replace(
        "</table></td>", "</table></td>\n"
    )
    document = read(put(tmp_path, "a.txt", f"情况如下。\n{markup}\n各单位要抓好落实。"))
    (table,) = document.tables
    assert grid_of(table) == [["指标", "目标"], ["投资", "60"]]
    assert document.paragraphs[-1].text == "各单位要抓好落实。"


def test_an_html_table_that_never_closes_stays_text(tmp_path):
    document = read(put(tmp_path, "a.txt", "情况如下。\n<table><tr><td>投资完成60亿元\n各单位要抓好落实。"))
    assert document.tables == ()
    assert "投资完成60亿元" in "".join(paragraph.text for paragraph in document.paragraphs)


def test_empty_cells_between_bars_stay_at_both_ends(tmp_path):
    rows = "类别 | 指标 | 目标 | 备注\n经济 | 投资 | 60 | \n | 税收 | 12 | 含补助\n合计 | | 72 | "
    (table,) = read(put(tmp_path, "a.txt", f"情况如下。\n{rows}\n以上为初步数。")).tables
    assert grid_of(table) == [
        ["类别", "指标", "目标", "备注"],
        ["经济", "投资", "60", ""],
        ["", "税收", "12", "含补助"],
        ["合计", "", "72", ""],
    ]


def test_rows_of_a_form_between_bars_are_never_put_together(tmp_path):
    rows = [
        "项目名称 | 河岸绿化",
        "资金（万元） | 年初预算数 | 全年预算数 | 执行数 | 执行率",
        " | 20 | 30 | 27 | 90%",
        "总体目标 | 栽树300株",
    ]
    (table,) = read(put(tmp_path, "a.txt", "自评情况。\n" + "\n".join(rows) + "\n自评完毕。")).tables
    assert [len([text for text in row if text]) for row in grid_of(table)] == [2, 5, 4, 2]


@pytest.mark.parametrize(
    "between", ["表2 税收完成情况", "（2023年度）", "单位：亿元", "注：含补助。\n表2 税收情况"]
)
def test_names_and_notes_part_tables_between_bars(tmp_path, between):
    rows = "指标 | 目标 | 完成\n投资 | 60 | 66"
    document = read(put(tmp_path, "a.txt", f"情况如下。\n{rows}\n{between}\n{rows.replace('投资', '税收')}"))
    assert [table.rows for table in document.tables] == [2, 2]


def test_bars_of_a_site_make_no_table(tmp_path):
    text = (
        "首页 | 政务公开 | 互动交流\n云溪县上半年情况\n来源：县政府办 | 大 | 中 | 小\n上半年投资完成60亿元。"
    )
    assert read(put(tmp_path, "a.txt", text)).tables == ()


FLAT = [
    ["指标名称", "年度目标", "1-6月完成", "完成率"],
    ["固定资产投资（亿元）", "120", "66.3", "55.3%"],
    ["规上工业增加值（亿元）", "85", "41.2", "48.5%"],
    ["城镇新增就业（人）", "5200", "3100", "59.6%"],
]


@pytest.mark.parametrize("bar", ["", " |"])
def test_a_flattened_table_without_running_numbers(tmp_path, bar):
    lines = "\n".join(f"{text}{bar}" for row in FLAT for text in row)
    document = read(put(tmp_path, "a.txt", f"完成情况如下：\n{lines}\n下一步要抓好落实。"))
    assert [grid_of(table) for table in document.tables] == [FLAT]
    assert document.paragraphs[-1].text == "下一步要抓好落实。"


def test_groups_in_a_flattened_table(tmp_path):
    lines = [*FLAT[0], *FLAT[1], *FLAT[2], "二、民生保障", *FLAT[3]]
    (table,) = read(put(tmp_path, "a.txt", "如下：\n" + "\n".join(lines))).tables
    assert [len(table.row_cells(row)) for row in range(5)] == [4, 4, 4, 1, 4]


def test_labels_and_values_line_by_line_are_no_flattened_table(tmp_path):
    assert read(put(tmp_path, "a.txt", "基本情况\n人员编制\n24\n实有人数\n21\n资产\n300\n")).tables == ()


MOVED = """绩效指标 | 一级指标 | 二级指标 | 三级指标 | 性质 | 指标值 | 单位 | 完成值 | 权重 | 得分 | 原因 |
产出指标 | 数量指标 | 栽植乔木 | ≥ | 320 | 株 | 330 | 20 | 20 | ||
改造绿地 | ＝ | 48 | 公顷 | 45 | 20 | 18.8 | 供苗延迟 | |||
质量指标 | 苗木成活率 | ＝ | 100 | % | 100 | 20 | 20 | |||
合计 | 60 | 58.8 | ||||||||
存在问题 | 供苗延迟。 | |||||||||"""


def test_rows_whose_merged_cells_were_left_out_are_moved_to_their_columns(tmp_path):
    (table,) = read(put(tmp_path, "a.txt", f"自评情况。\n{MOVED}\n")).tables
    assert grid_of(table)[1:] == [
        ["", "产出指标", "数量指标", "栽植乔木", "≥", "320", "株", "330", "20", "20", ""],
        ["", "", "", "改造绿地", "＝", "48", "公顷", "45", "20", "18.8", "供苗延迟"],
        ["", "", "质量指标", "苗木成活率", "＝", "100", "%", "100", "20", "20", ""],
        ["合计", "", "", "", "", "", "", "", "60", "58.8", ""],
        ["存在问题", "供苗延迟。", *[""] * 9],
    ]
    moved = table.cell(2, 3)
    assert (moved.text, moved.place.path) == ("改造绿地", "line 4/cell 1")
