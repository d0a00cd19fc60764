"""Header rows of tables, and what stands around a table and belongs to it: tables of cases."""

import pytest

from extractors.readers.assembly import assemble
from extractors.readers.captions import is_note, is_table_head, is_unit_line
from extractors.readers.drafts import ParagraphDraft, TableDraft
from extractors.readers.tables import header_rows, lead_rows
from schemas.document import Cell, Place, SourceFile


def cells_of(rows):
    """Cells from rows of words: “<” goes on from the left, “^” from above, "" is an empty cell."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            colspan = 1
            while c + colspan < len(row) and row[c + colspan] == "<":
                colspan += 1
            rowspan = 1
            while r + rowspan < len(rows) and rows[r + rowspan][c] == "^":
                rowspan += 1
            cells.append(Cell(r, c, text, text, Place(f"tbl 1/tr {r + 1}/tc {c + 1}"), rowspan, colspan))
    return tuple(cells)


def headers(*rows, stated=None):
    return header_rows(len(rows), len(rows[0]), cells_of(rows), stated)


DATA = ["1", "财政收入", "12.5", "8.1"]
DATA3 = ["财政收入", "12.5", "8.1"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([["序号", "指标", "目标", "完成"], DATA], 1, id="one row"),
        pytest.param([["序号", "指标", "2023年", "<"], ["^", "^", "目标", "完成"], DATA], 2, id="two rows"),
        pytest.param(
            [["序号", "指标", "2023年", "<"], ["", "", "目标", "完成"], DATA], 2, id="not merged downwards"
        ),
        pytest.param(
            [["指标", "全年", "<", "<"], ["^", "目标", "完成", "<"], ["^", "^", "数值", "占比"], DATA],
            3,
            id="three rows",
        ),
        pytest.param(
            [
                ["指标", "全年", "<", "<"],
                ["^", "完成", "<", "<"],
                ["^", "上半年", "<", "三季度"],
                ["^", "数值", "占比", "^"],
                DATA,
            ],
            4,
            id="four rows",
        ),
        pytest.param(
            [
                ["指标", "2023年", "", "2024年", ""],
                ["", "目标", "完成", "目标", "完成"],
                ["财政收入", "1", "2", "3", "4"],
            ],
            2,
            id="nothing merged",
        ),
        pytest.param(
            [["云溪县主要指标完成情况表", "<", "<"], ["指标", "目标", "完成"], DATA3], 2, id="title row"
        ),
        pytest.param(
            [["主要指标完成情况表", "<", "<"], ["单位：万元", "<", "<"], ["指标", "目标", "完成"], DATA3],
            3,
            id="title and unit row",
        ),
        pytest.param(
            [
                ["主要指标完成情况表", "<", "<"],
                ["填报单位：云溪县财政局", "<", "单位：万元"],
                ["指标", "目标", "完成"],
                DATA3,
            ],
            3,
            id="who drew it up and the unit in one row",
        ),
        pytest.param(
            [["主要指标完成情况表", "", ""], ["指标", "目标", "完成"], DATA3], 2, id="title not merged"
        ),
        pytest.param(
            [["主要指标完成情况表", "<", "<"], ["指标", "2023年", "<"], ["^", "目标", "完成"], DATA3],
            3,
            id="title above two rows",
        ),
        pytest.param([["序号", "指标", "目标", "完成"], ["1", "2", "3", "4"], DATA], 2, id="numbering row"),
        pytest.param(
            [["指标", "单位", "目标", "完成"], ["甲", "乙", "1", "2"], ["财政收入", "亿元", "1", "2"]],
            2,
            id="甲 乙 1 2",
        ),
        pytest.param(
            [["指标", "目标", "完成", "完成率"], ["①", "②", "③", "④"], ["财政收入", "1", "2", "3"]],
            2,
            id="①②③",
        ),
        pytest.param(
            [["指标", "目标", "完成", "完成率"], ["栏次", "1", "2", "3=2/1"], ["财政收入", "1", "2", "3"]],
            2,
            id="栏次 and a sum",
        ),
        pytest.param(
            [["序号", "指标", "目标", "完成"], ["一、经济发展", "<", "<", "<"], DATA], 1, id="a group below"
        ),
        pytest.param([["指标", "2022年", "2023年"], DATA3], 1, id="years"),
        pytest.param([["指标", "1—9月", "10月", "全年"], ["财政收入", "1", "2", "3"]], 1, id="months"),
        pytest.param([["县区", "9月", "10月", "11月"], ["云溪县", "1", "2", "3"]], 1, id="months alone"),
        pytest.param(
            [["", "2022年", "2023年", "2024年"], ["地区生产总值", "1", "2", "3"]], 1, id="an empty corner"
        ),
        pytest.param(
            [["指标", "经济发展", "社会民生"], ["", "60分", "40分"], ["云溪县", "55", "38"]],
            2,
            id="points below names",
        ),
        pytest.param(
            [["县区", "100分", "20分", "加分"], ["云溪县", "95", "18", "1"]], 1, id="points as names"
        ),
        pytest.param([["指标", "目标", "投资额"], ["", "万元", "万元"], DATA3], 2, id="units below names"),
        pytest.param(
            [["项目名称", "云溪县水库加固", "主管部门", "水利局"], ["预算数", "20", "执行数", "18"]],
            1,
            id="a form that begins as a table does",
        ),
        pytest.param(
            [["财政收入", "12.5", "8.1"], ["投资增速", "8.1", "3"]], 0, id="values from the first row on"
        ),
        pytest.param([["一、经济发展", "<", "<"], DATA3, DATA3], 0, id="a group first"),
        pytest.param(
            [
                ["经济发展", "道路改造", "已开工"],
                ["^", "供水工程", "已完工"],
                ["^", "校舍建设", "在建"],
                ["^", "公园建设", "在建"],
                ["^", "桥梁加固", "在建"],
            ],
            0,
            id="rows of a group",
        ),
        pytest.param([["指标", "完成"]], 0, id="one row only"),
    ],
)
def test_header_rows(rows, expected):
    assert headers(*rows) == expected


@pytest.mark.parametrize(
    ("rows", "stated", "expected"),
    [
        ([["甲局", "乙局", "丙局"], DATA3, DATA3], 1, 1),
        ([["序号", "指标", "2023年", "<"], ["^", "^", "目标", "完成"], DATA], 1, 2),
        ([["指标", "目标", "完成"], DATA3, DATA3], 1, 1),
        ([["指标", "目标", "完成"], DATA3], 2, 1),
    ],
)
def test_what_the_format_states_counts_and_is_widened_by_merged_cells(rows, stated, expected):
    assert headers(*rows, stated=stated) == expected


def test_rows_over_the_whole_table():
    rows = [
        ["主要指标完成情况表", "<", "<"],
        ["2023年1—9月", "<", "<"],
        ["单位：万元", "<", "<"],
        ["指标", "目标", "完成"],
    ]
    assert lead_rows(3, cells_of(rows)) == 3


# around tables


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("单位：万元", True),
        ("单位:亿元、%", True),
        ("（单位：万元）", True),
        ("计量单位：人", True),
        ("金额单位：万元", True),
        ("2023年9月 单位：万元", True),
        ("编制单位：云溪县财政局 单位：万元", True),
        ("责任单位：云溪县财政局", False),
        ("各单位：请于月底前报送。", False),
        ("牵头单位为发改局，单位：万元的数据由统计局核定。", False),
    ],
)
def test_unit_lines(line, expected):
    assert is_unit_line(line) is expected


@pytest.mark.parametrize(
    "line", ["编制单位：云溪县统计局", "填报单位（盖章）：云溪县统计局", "填报日期：2023年10月8日"]
)
def test_who_drew_a_table_up_stands_over_it(line):
    assert is_table_head(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("注：1.增速按可比价计算。", True),
        ("注1：未扣除价格因素。", True),
        ("注：", True),
        ("备注：数据截至9月底。", True),
        ("说明：本表由各乡镇填报。", True),
        ("数据来源：各乡镇报送。", True),
        ("资料来源:县统计局", True),
        ("*为预计数。", True),
        ("【注】：为预计数。", True),
        ("注重统筹协调，形成工作合力。", False),
        ("说明情况后按程序报批。", False),
    ],
)
def test_notes(line, expected):
    assert is_note(line) is expected


TABLE = TableDraft(
    3,
    3,
    cells_of([["指标", "目标", "完成"], ["财政收入", "12", "8"], ["投资额", "3", "2"]]),
    (Place("tbl 1"),),
)
OTHER = TableDraft(
    2, 4, cells_of([["序号", "项目", "进展", "备注"], ["1", "河道治理", "在建", ""]]), (Place("tbl 2"),)
)


def document_of(*pieces):
    drafts = [
        piece if isinstance(piece, TableDraft) else ParagraphDraft(piece, piece, (Place(f"p {number}"),))
        for number, piece in enumerate(pieces, start=1)
    ]
    return assemble(SourceFile("made.docx", "made.docx", "", "docx", 1), drafts)


def belongings(document, number=0):
    table = document.tables[number]
    title = document.blocks[table.title].text if table.title is not None else None
    return title, [document.blocks[index].text for index in table.notes]


@pytest.mark.parametrize(
    ("above", "below", "title", "notes"),
    [
        (["表1 主要指标完成情况", "单位：万元"], [], "表1 主要指标完成情况", ["单位：万元"]),
        (
            ["主要指标完成情况表", "（2023年1—9月）", "编制单位：云溪县统计局 单位：万元"],
            [],
            "主要指标完成情况表（2023年1—9月）",
            ["编制单位：云溪县统计局 单位：万元"],
        ),
        (["表2", "主要指标完成情况表"], [], "主要指标完成情况表", ["表2"]),
        (
            [],
            ["注：1.增速按可比价计算；", "2.投资额不含农户；", "3.其他为预计数。", "下一步要加快进度。"],
            None,
            ["注：1.增速按可比价计算；", "2.投资额不含农户；", "3.其他为预计数。"],
        ),
        (
            [],
            ["数据来源：各乡镇报送。", "备注：数据截至9月底。", "二、存在问题"],
            None,
            ["数据来源：各乡镇报送。", "备注：数据截至9月底。"],
        ),
        (
            [],
            ["说明：", "1.本表由各乡镇填报。", "2.按月报送。", "1.另有安排。"],
            None,
            ["说明：", "1.本表由各乡镇填报。", "2.按月报送。"],
        ),
        (["各乡镇要加快进度。"], ["各单位要加强调度。"], None, []),
    ],
)
def test_what_belongs_to_a_table(above, below, title, notes):
    document = document_of("前三季度，全县经济运行总体平稳，各项指标稳中有进。", *above, TABLE, *below)
    assert belongings(document) == (title, notes)
    roles = {block.index: block.role for block in document.paragraphs}
    assert all(roles[index] == "note" for index in document.tables[0].notes)


@pytest.mark.parametrize(
    ("text", "role", "heading"),
    [
        ("附表1 各街道重点任务分解表", "heading", "附表1"),
        ("附表1：年度目标管理指标体系", "heading", "附表1"),
        ("附件2 各街道考核得分", "heading", "附件2"),
        ("附表各街道亮灯情况汇总表", "caption", None),
        ("附：各街道完成情况", "caption", None),
        ("表一 重点项目进度", "caption", None),
        ("考核奖励名单", "caption", None),
        ("重点项目台账", "caption", None),
        ("重点项目清单（第二批）", "caption", None),
    ],
)
def test_the_name_of_a_table_behind_the_label_of_an_annex(text, role, heading):
    body = "前三季度，全县经济运行总体平稳，各项指标稳中有进。"
    document = document_of("云溪县前三季度经济运行情况通报", body, text, "单位：万元", TABLE)
    assert belongings(document) == (text, ["单位：万元"])
    block = document.blocks[2]
    assert block.role == role
    assert (block.heading.label if block.heading else None) == heading


@pytest.mark.parametrize(
    "text",
    [
        "附件1",
        "附件：1.指标完成情况表",
        "附件1中的指标由各乡镇填报。",
        "一、主要指标完成情况",
        "现将完成情况通报如下：",
    ],
)
def test_what_is_no_name_of_a_table(text):
    assert belongings(document_of("前三季度，全县经济运行总体平稳。", text, TABLE))[0] is None


@pytest.mark.parametrize(("centred", "title"), [(True, "各街道考核得分"), (None, None), (False, None)])
def test_a_centred_line_names_a_table(centred, title):
    name = ParagraphDraft("各街道考核得分", "各街道考核得分", (Place("p 1"),), centred=centred)
    document = assemble(SourceFile("made.docx", "made.docx", "", "docx", 1), [name, TABLE])
    found = document.tables[0].title
    assert (document.blocks[found].text if found is not None else None) == title


def test_running_lines_stand_between_a_table_and_what_belongs_to_it():
    def junk(number):
        text = f"— {number} —"
        return ParagraphDraft(text, text, (Place(f"junk {number}"),), role="junk")

    def line(text):
        return ParagraphDraft(text, text, (Place(text),))

    above = [
        line("表1 主要指标完成情况"),
        *map(junk, range(1, 6)),
        line("单位：万元"),
        *map(junk, range(6, 10)),
    ]
    below = [*map(junk, range(10, 23)), line("注：增速按可比价计算。")]
    document = assemble(SourceFile("made.pdf", "made.pdf", "", "pdf", 1), [*above, TABLE, *below])
    assert belongings(document) == ("表1 主要指标完成情况", ["单位：万元", "注：增速按可比价计算。"])


def test_an_annex_begins_where_its_label_is_read():
    """The title of a further part of a joined table is furniture."""
    title = "附件2 各乡镇指标完成情况表（一）"
    again = ParagraphDraft(title, title, (Place("p 9"),), role="junk")
    drafts = [ParagraphDraft(title, title, (Place("p 1"),)), TABLE, again]
    document = assemble(SourceFile("made.pdf", "made.pdf", "", "pdf", 1), drafts)
    assert document.blocks[0].heading is not None
    assert document.blocks[0].heading.label == "附件2"


def test_between_two_tables_the_note_goes_up_and_the_name_goes_down():
    document = document_of(TABLE, "注：增速按可比价计算。", "表2 重点项目进展情况", "单位：个", OTHER)
    assert belongings(document, 0) == (None, ["注：增速按可比价计算。"])
    assert belongings(document, 1) == ("表2 重点项目进展情况", ["单位：个"])


# tables of formats without pages


def piece(*rows):
    return TableDraft(len(rows), len(rows[0]), cells_of(rows), (Place("tbl 2"),))


HEAD = ["指标", "目标", "完成"]


@pytest.mark.parametrize(
    ("between", "following", "tables"),
    [
        pytest.param([], piece(HEAD, ["就业", "5", "4"]), 1, id="the header once more"),
        pytest.param(["续表"], piece(HEAD, ["就业", "5", "4"]), 1, id="续表"),
        pytest.param(["续表"], piece(["就业", "5", "4"], ["绿化", "5", "4"]), 1, id="续表 without header"),
        pytest.param([], piece(["就业", "5", "4"], ["绿化", "5", "4"]), 2, id="neither"),
        pytest.param(["表2 其他指标"], piece(HEAD, ["就业", "5", "4"]), 2, id="another title"),
        pytest.param(["续表"], piece(["项目", "投资", "进度"], ["就业", "5", "4"]), 2, id="another header"),
        pytest.param(["单位：亿元"], piece(HEAD, ["就业", "5", "4"]), 2, id="a unit of its own"),
    ],
)
def test_pieces_of_a_table_in_a_file_without_pages(between, following, tables):
    document = document_of(TABLE, *between, following)
    assert len(document.tables) == tables
    rows = sum(table.rows + table.repeated_rows for table in document.tables)
    assert rows == TABLE.rows + following.rows
    if tables == 1:
        parts = document.tables[0].parts
        assert [part.cells for part in parts] == [TABLE.cells, following.cells]
        assert {part.index for part in parts} == {document.tables[0].index}


def test_worksheets_and_text_keep_their_tables_apart():
    place = Place("sheet 1", sheet="台账")
    both = [TableDraft(3, 3, TABLE.cells, (place,)), TableDraft(3, 3, TABLE.cells, (place,))]
    assert len(document_of(*both).tables) == 2
