import numpy as np
import pytest
from printed_pages import cell_texts, glyph_rows, multiset, page_of, printed_chars, shuffled

from extractors.readers.pages.borderless import columns_of, rows_in, table_within
from extractors.readers.pages.layout import laid_out
from schemas.document import Box

XS = [80, 130, 290, 370, 450]
HEADER = ["序号", "指标名称", "年度目标", "累计完成", "完成率"]
ROWS = [
    ["1", "规模以上工业增加值", "8.5%", "9.1%", "107.1"],
    ["2", "固定资产投资", "45.0", "38.2", "84.9"],
    ["3", "一般公共预算收入", "12.6", "9.8", "77.8"],
    ["4", "城镇新增就业", "4300", "—", "98.1"],
]
SENTENCE = "今年以来，全市坚持目标导向，各项指标完成情况总体良好，固定资产投资完成四十五亿元，"


def only_table(printed):
    (table,) = laid_out(printed).tables
    return table


def words(table):
    grid = [[""] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text.replace("\n", "")
    return grid


@pytest.mark.parametrize("align", ["left", "right"])
def test_plain_rows(align):
    table = only_table(page_of(cell_texts([HEADER, *ROWS], XS, align=align)))
    assert words(table) == [HEADER, *ROWS]
    assert not table.ruled


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("pitch", [13.0, 16.0, 20.0, 26.0])
def test_wrapped_cells_are_one_row(middle, pitch):
    wrapped = [
        ["1", "规模以上工业增\n加值", "8.5%", "9.1%", "107.1"],
        ["2", "固定资产投资", "45.0", "38.2", "84.9"],
        ["3", "一般公共预算收\n入同口径增幅\n（全口径）", "12.6", "9.8", "77.8"],
        ["4", "城镇新增就业", "4300", "—", "98.1"],
        ["5", "农村公路改造里\n程", "120", "126.4", "105.3"],
    ]
    table = only_table(page_of(cell_texts([HEADER, *wrapped], XS, pitch=pitch, middle=middle)))
    assert words(table) == [[cell.replace("\n", "") for cell in row] for row in [HEADER, *wrapped]]


def test_category_and_total_rows():
    rows = [
        HEADER,
        ["一、经济发展（共12分）", "", "", "", ""],
        *ROWS,
        ["合计", "", "62.1", "57.1", "92.0"],
    ]
    table = only_table(page_of(cell_texts(rows, XS)))
    assert words(table) == rows
    category = next(cell for cell in table.cells if cell.row == 1)
    assert category.colspan == 5


def test_a_header_word_spans_the_columns_under_it():
    texts = cell_texts(ROWS, XS, top=240)
    texts += [(80, 210, "序号"), (130, 210, "指标名称"), (395, 200, "完成情况")]
    texts += [(370, 220, "累计完成"), (450, 220, "完成率"), (290, 210, "年度目标")]
    table = only_table(page_of(texts))
    spans = {cell.text: (cell.row, cell.col, cell.rowspan, cell.colspan) for cell in table.cells}
    assert spans["完成情况"] == (0, 3, 1, 2)
    assert spans["累计完成"] == (1, 3, 1, 1)
    assert spans["序号"] == (0, 0, 2, 1)
    assert table.rows == 6


def test_a_merged_first_column_covers_the_rows_in_whose_middle_it_stands():
    xs = [80, 150, 300, 400]
    rows = [["", f"指标第{n}项内容", f"{n}.5", f"9{n}%"] for n in "123456"]
    texts = cell_texts([["类别", "指标名称", "目标", "完成率"], *rows], xs)
    texts += [(80, 230, "经济发展"), (80, 290, "民生福祉")]  # rows stand at 220, 240, … 320
    table = only_table(page_of(texts))
    merged = {cell.text: (cell.row, cell.rowspan) for cell in table.cells if cell.col == 0}
    assert merged["经济发展"] == (1, 2)
    assert merged["民生福祉"] == (3, 4)


def test_a_heading_stands_over_three_columns_not_in_the_cell_under_its_middle():
    texts = cell_texts(
        [
            ["甲乡", "20", "18.5", "3", "12"],
            ["乙镇", "20", "17.1", "5", "14"],
            ["丙镇", "20", "16.2", "6", "9"],
        ],
        [80, 160, 240, 320, 400],
        top=226,
    )
    texts += [(80, 206.5, "单位"), (230, 200, "考核得分"), (400, 206.5, "排名")]
    texts += [(160, 213, "满分"), (240, 213, "得分"), (320, 213, "位次")]
    table = only_table(page_of(texts))
    spans = {cell.text: (cell.row, cell.col, cell.rowspan, cell.colspan) for cell in table.cells}
    assert spans["考核得分"] == (0, 1, 1, 3)
    assert spans["得分"] == (1, 2, 1, 1)
    assert table.rows == 5


def test_words_at_the_left_edge_make_no_column_beside_centred_ones():
    towns = ["临湖镇", "青石镇", "白鹭乡", "河口镇"]
    rows = [["", town, f"{n}2.5", f"9{n}.1"] for n, town in enumerate(towns)]
    texts = cell_texts(rows, [70, 110, 250, 350], top=220)
    texts += [(110, 200, "乡镇"), (250, 200, "目标"), (350, 200, "完成率")]
    texts += [(70, 300, "小计"), (250, 300, "50.0"), (350, 300, "94.5")]
    table = only_table(page_of(texts))
    assert words(table) == [
        ["乡镇", "目标", "完成率"],
        *[row[1:] for row in rows],
        ["小计", "50.0", "94.5"],
    ]


def test_long_words_over_a_column_of_short_rests_do_not_part_it():
    long = "规模以上工业增加值增"
    rows = [[f"{long}\n速", f"{n}.5", f"9{n}.1"] for n in range(7)]
    texts = [(115, 200, "指标"), (250, 200, "目标"), (350, 200, "主要问题")]
    texts += cell_texts(rows, [80, 250, 350], top=220, pitch=24)
    texts += [(350, 214 + 37 * n + d, "资金到位慢") for n in range(7) for d in (19, 32)]
    table = only_table(page_of(texts))
    assert table.cols == 3


def test_a_heading_over_two_columns_does_not_close_the_narrow_strip_between_them():
    texts = [(80, 200, "乡镇"), (188, 200, "年度目标"), (330, 200, "得分"), (400, 200, "排名")]
    texts += [(160, 214, "全年"), (225, 214, "前三季度")]
    for n in range(5):
        y = 234 + 18 * n
        texts += [
            (80, y, "临湖镇"),
            (155, y, f"{n}9.8%左右"),
            (210, y, "完成省下达任务"),
            (330, y, f"2{n}.1"),
            (400, y, str(n + 1)),
        ]
    table = only_table(page_of(texts))
    assert table.cols == 5
    assert words(table)[2] == ["临湖镇", "09.8%左右", "完成省下达任务", "20.1", "1"]


def test_a_first_row_with_few_values_is_no_header():
    rows = [
        ["乡镇", "全年", "前三季度", "权重", "主要问题"],
        ["临湖镇", "完成省定任务", "", "4.8", "资金到位慢"],
        ["青石镇", "96.1", "60.2", "2.8", "用地未批"],
        ["白鹭乡", "44.6", "21.9", "2.4", "推进正常"],
        ["河口镇", "73.5", "33.8", "2.5", "推进正常"],
    ]
    texts = cell_texts(rows[1:], [80, 160, 260, 350, 420], top=226)
    texts += [(80, 206, "乡镇"), (200, 200, "年度目标"), (350, 206, "权重"), (420, 206, "主要问题")]
    texts += [(160, 212, "全年"), (260, 212, "前三季度")]
    table = only_table(page_of(texts))
    assert words(table)[2:] == rows[1:]


def test_a_merged_first_column_set_at_the_top_begins_with_its_row():
    rows = [
        ["民生福祉", "安全事故起数", "应急局、\n统计局", "3"],
        ["", "地表水达标率", "教育局", "13"],
        ["", "研发经费强度", "科技局", "4"],
        ["经济发展", "生猪存栏数", "农业农\n村局", "3"],
        ["", "技术合同成交额", "环境局", "5"],
    ]
    texts = [
        (x, y - (6.5 if text in ("民生福祉", "经济发展") else 0), text, size)
        for x, y, text, size in cell_texts(rows, [80, 150, 300, 400], top=220, middle=True)
    ]
    texts += [
        (x, 200, text)
        for x, text in zip([80, 150, 300, 400], ["类别", "指标名称", "责任单位", "排名"], strict=True)
    ]
    table = only_table(page_of(texts))
    merged = {cell.text: (cell.row, cell.rowspan) for cell in table.cells if cell.col == 0 and cell.text}
    assert merged == {"类别": (0, 1), "民生福祉": (1, 3), "经济发展": (4, 2)}


def test_a_row_without_values_under_a_full_header_is_a_row():
    rows = [
        ["指标名称", "责任单位", "年度目标", "计量单位"],
        ["政务网办率", "文旅局", "完成省定任务", "件"],
        *[[f"第{n}项指标", "财政局", f"9{n}.5", "亿元"] for n in "123456"],
    ]
    table = only_table(page_of(cell_texts(rows, [80, 200, 290, 400], pitch=15.7)))
    assert words(table) == rows
    assert all(cell.rowspan == 1 for cell in table.cells)


@pytest.mark.parametrize("pitch", [17.3, 18.5])
def test_a_second_header_line_is_no_part_of_the_first_row(pitch):
    rows = [[str(n), f"第{n}项指标", f"{n}2.5", f"9{n}.1%"] for n in range(1, 8)]
    texts = cell_texts(rows, [80, 130, 260, 380], size=7.5, top=220, pitch=pitch)
    texts += [(80, 198, "序号", 7.5), (130, 198, "指标名称", 7.5), (260, 198, "目标", 7.5)]
    texts += [(372, 193.3, "同比增长", 7.5), (378, 202.7, "（%）", 7.5)]
    table = only_table(page_of(texts))
    assert words(table) == [["序号", "指标名称", "目标", "同比增长（%）"], *rows]


def test_a_name_with_a_wide_blank_is_no_row():
    texts = [(200, 180, "表3"), (245, 180, "各村指标完成情况")]
    page = laid_out(page_of([*texts, *cell_texts([HEADER, *ROWS], XS)]))
    assert words(page.tables[0]) == [HEADER, *ROWS]
    assert len(page.lines) == 1


def test_title_unit_and_note_stay_lines():
    texts = [(220, 150, "重点指标完成情况表"), (450, 175, "单位：亿元")]
    texts += cell_texts([HEADER, *ROWS], XS)
    texts += [(80, 305, "注：完成率为累计完成数与年度目标之比。")]
    page = laid_out(page_of(texts))
    assert [line.text for line in page.lines] == [
        "重点指标完成情况表",
        "单位：亿元",
        "注：完成率为累计完成数与年度目标之比。",
    ]
    assert words(page.tables[0]) == [HEADER, *ROWS]


def test_blanks_inside_dates_and_numbers_do_not_split_columns():
    rows = [
        ["序号", "项目", "完成时间", "投资"],
        ["1", "道路改造", "2031 年 3 月", "1 250"],
        ["2", "供水工程", "2031 年 6 月", "3 480"],
        ["3", "校舍建设", "2031 年 9 月", "2 160"],
    ]
    table = only_table(page_of(cell_texts(rows, [80, 140, 260, 400])))
    assert table.cols == 4


def test_two_columns_with_a_header_and_values():
    rows = [["单位名称", "综合得分"], ["云溪县", "95.2"], ["澄江区", "93.8"], ["栖霞市", "91.4"]]
    assert words(only_table(page_of(cell_texts(rows, [150, 350])))) == rows


def test_the_order_in_which_glyphs_are_drawn_does_not_matter():
    printed = page_of(cell_texts([HEADER, *ROWS], XS))
    assert words(only_table(shuffled(printed, 7))) == [HEADER, *ROWS]


def prose(left, top, count, width=43, pitch=18):
    text = SENTENCE * count
    return [(left, top + pitch * i, text[i * width : (i + 1) * width]) for i in range(count)]


CONTENTS = [(80, 200 + 20 * i, f"{name}{'…' * (36 - len(name))}{3 + 4 * i}") for i, name in enumerate(
    ["一、总体情况", "二、指标完成情况", "三、存在问题", "四、下一步打算"]
)]  # fmt: skip
SPACED_CONTENTS = [
    *((80, 200 + 20 * i, "第一章总则" + ". " * 40) for i in range(4)),
    *((500, 200 + 20 * i, str(3 * i)) for i in range(4)),
]
TABBED = [(80 + 30 * col, 200 + 20 * row, text) for row in range(5) for col, text in enumerate(
    [f"{row + 1}.", "按照年度绩效考核工作安排，抓好各项任务的落实工作"]
)]  # fmt: skip
ADDRESS = [
    *((80, 200 + 20 * i, t) for i, t in enumerate(["联系人：周明", "电话：0700-1234567", "邮编：300000"])),
    *(
        (320, 200 + 20 * i, t)
        for i, t in enumerate(["传真：0700-7654321", "邮箱：abc@example.cn", "地址：中山路8号"])
    ),
]
SIGNATURES = [
    (x, 200 + 30 * row, text)
    for row in range(3)
    for x, text in ((80, "签发：王立"), (250, "审核：李方"), (420, "拟稿：赵平"))
]
NAMES = [
    (x, 200 + 20 * row, name)
    for row, names in enumerate(
        [["王立", "李方", "赵小平"], ["周明", "吴大伟", "郑华"], ["冯晓", "陈新", "卫东"]]
    )
    for x, name in zip((120, 220, 320), names, strict=True)
]
TWO_COLUMNS = [*prose(60, 200, 14, width=22), *prose(310, 200, 14, width=22)]
SIGNED = [*prose(80, 200, 3), (350, 300, "云溪县人民政府办公室"), (370, 320, "2031年4月18日")]


@pytest.mark.parametrize(
    "texts",
    [
        prose(80, 200, 12),
        CONTENTS,
        SPACED_CONTENTS,
        TABBED,
        ADDRESS,
        SIGNATURES,
        NAMES,
        TWO_COLUMNS,
        SIGNED,
    ],
    ids=[
        "prose",
        "contents",
        "spaced contents",
        "tabs",
        "address",
        "signatures",
        "names",
        "columns",
        "signed",
    ],
)
def test_what_is_no_table(texts):
    printed = page_of(texts)
    page = laid_out(printed)
    assert page.tables == ()
    assert multiset(page) == printed_chars(printed)


def test_columns_and_rows_of_a_region():
    glyphs = page_of(cell_texts([HEADER, *ROWS], XS)).glyphs
    region = Box(70, 190, 520, 295)
    edges = columns_of(glyphs, region)
    assert len(edges) == 6
    assert all(a < x <= b for a, x, b in zip(edges, XS, edges[1:], strict=False))
    rows = rows_in(glyphs, region, edges)
    assert rows == pytest.approx((190, 210, 230, 250, 270, 295), abs=1)
    table = table_within(1, 1, glyphs, region)
    assert table is not None
    assert words(table) == [HEADER, *ROWS]


def test_no_glyph_is_lost_on_random_tables():
    rng = np.random.default_rng(3)
    for _ in range(25):
        cols, rows = int(rng.integers(2, 7)), int(rng.integers(2, 9))
        xs = list(60 + np.cumsum(rng.integers(40, 80, cols)))
        cells = [
            ["".join(rng.choice(list("甲乙丙丁0123456789.%"), rng.integers(0, 4))) for _ in xs]
            for _ in range(rows)
        ]
        texts = cell_texts(cells, xs, pitch=float(rng.integers(13, 30)))
        printed = page_of([*texts, *prose(60, 600, 3)])
        assert multiset(laid_out(printed)) == printed_chars(printed)


def test_boxes_of_cells_hold_their_words():
    table = only_table(page_of(cell_texts([HEADER, *ROWS], XS)))
    for cell in table.cells:
        assert cell.box.x0 < cell.box.x1
        assert cell.box.top < cell.box.bottom
    x, y = glyph_rows(130, 220, "规")[0][1:3]
    named = next(cell for cell in table.cells if cell.text == "规模以上工业增加值")
    assert named.box.x0 <= x <= named.box.x1
    assert named.box.top <= y + 5 <= named.box.bottom


def test_a_row_that_the_page_end_cuts_is_set_at_the_top_below_rows_set_in_the_middle():
    rows = [["指标名称", "目标", "完成", "存在问题"]]
    rows += [
        [f"第{n}项指标", f"{n}1.5", f"{n}0.2", "手续办理缓慢，\n进度滞后，\n预计年底完成"] for n in "123"
    ]
    xs = [80, 200, 290, 380]
    texts = cell_texts(rows, xs, pitch=22.0, middle=True)
    cut = ["项目名称很长的\n指标", "41.5", "40.2", "企业订单减少，\n拉低全县增速，"]
    texts += cell_texts([cut], xs, top=max(text[1] for text in texts) + 22)
    assert words(only_table(page_of(texts)))[-1] == [
        "项目名称很长的指标",
        "41.5",
        "40.2",
        "企业订单减少，拉低全县增速，",
    ]


def test_a_first_column_that_wraps_in_every_row_is_not_merged():
    rows = [["县区", "到位资金", "完成率", "主要问题"]]
    rows += [
        [name, f"2{n}.41", f"8{n}.6%", "前期手续滞后"]
        for n, name in enumerate(["金沙\n县", "银坑\n县", "铜官\n区"])
    ]
    table = only_table(page_of(cell_texts(rows, [80, 140, 220, 300], pitch=19, lines=15, middle=True)))
    assert [row[0] for row in words(table)] == ["县区", "金沙县", "银坑县", "铜官区"]
    assert all(cell.rowspan == 1 for cell in table.cells)


def test_a_merged_first_column_set_at_the_top_of_rows_set_in_the_middle():
    xs = [80, 160, 290, 380]
    long = "受征地拆迁影响，\n手续办理缓慢，\n尚未形成实物，\n存在差距"
    rows = [["类别", "指标名称", "完成", "存在问题"], ["", "粮食面积", "231", "进展顺利"]]
    rows += [["", name, "108", long] for name in ("投资增速", "森林覆盖率", "外贸总额")]
    texts = cell_texts(rows, xs, pitch=19, lines=11, middle=True)
    first = next(y for _, y, text, _ in texts if text == "进展顺利")
    second = next(y for _, y, text, _ in texts if text.startswith("受征地"))
    texts += [(80, first, "城市建设", 10.0), (80, second, "党的建设", 10.0)]
    spans = [(c.row, c.rowspan, c.text) for c in only_table(page_of(texts)).cells if c.col == 0 and c.row]
    assert spans == [(1, 1, "城市建设"), (2, 3, "党的建设")]


def test_a_heading_over_columns_one_of_which_wraps_leaves_out_cells_that_stand_higher():
    texts = [(171, 200, "招商引资"), (292, 200, "项目建设")]
    texts += [(89, 217, "县区"), (142, 217, "到位资金"), (142, 234, "（亿元）"), (211, 226, "完成率")]
    texts += [(268, 217, "开工数"), (268, 234, "（个）"), (326, 226, "开工率"), (437, 217, "位次")]
    for row in range(4):
        y = 255 + 19 * row
        cells = [
            (84, "金沙县"),
            (150, "28.41"),
            (214, f"8{row}.6%"),
            (281, "19"),
            (328, "95.0%"),
            (378, f"{row}"),
        ]
        texts += [(x, y, text) for x, text in cells]
    heads = [
        (c.row, c.col, c.rowspan, c.colspan, c.text) for c in only_table(page_of(texts)).cells if c.row == 0
    ]
    assert (0, 1, 1, 2, "招商引资") in heads
    assert (0, 3, 1, 2, "项目建设") in heads
    assert (0, 0, 2, 1, "县区") in heads
    assert (0, 5, 2, 1, "位次") in heads


def test_a_table_with_a_column_of_words_is_no_two_columns_of_text():
    rows = [["类别", "指标名称", "较上月", "权重", "整改措施"]]
    measure = (
        "订单减少产能利用率下降产值同比，\n拉低全县增速比上月明显放缓数据，\n预计年底前完成安装调试和验收等，"
    )
    rows += [["", f"社会消费品零售总额{n}\n（累计）", "第9位", f"2{n}.4", measure] for n in "1234567"]
    texts = cell_texts(rows, [60, 110, 250, 300, 345], pitch=19, lines=13, middle=True)
    assert len(laid_out(page_of(texts)).tables) == 1
    assert only_table(page_of(texts)).cols == 5
