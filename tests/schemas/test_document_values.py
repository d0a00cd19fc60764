import pytest

from schemas.document import Cell, Document, Heading, Paragraph, Place, Section, SourceFile, Table

HEADER = (
    Cell(0, 0, "指标", "指标", Place("c1"), rowspan=2),
    Cell(0, 1, "投资", "投资", Place("c2"), colspan=2),
    Cell(1, 1, "目标", "目标", Place("c3")),
    Cell(1, 2, "", "", Place("c4")),
    Cell(2, 0, "固定资产投资", "固定资产投资", Place("c5")),
    Cell(2, 2, "8", "8", Place("c6")),
)
TABLE = Table(0, 3, 3, HEADER, (Place("tbl 1"),), header_rows=2)


def test_a_merged_cell_covers_all_its_positions():
    assert TABLE.cell(0, 2) is TABLE.cell(0, 1) is HEADER[1]
    assert TABLE.cell(1, 0) is HEADER[0]


def test_a_position_without_a_cell_is_empty():
    assert TABLE.cell(2, 1) is None
    assert TABLE.text(2, 1) == ""
    assert TABLE.text(2, 2) == "8"


@pytest.mark.parametrize(
    ("col", "path"),
    [(0, ("指标",)), (1, ("投资", "目标")), (2, ("投资",)), (9, ())],
)
def test_the_header_path_names_a_merged_cell_once_and_leaves_out_empty_ones(col, path):
    assert TABLE.header_path(col) == path


def test_row_cells_are_those_that_begin_in_the_row():
    assert [cell.text for cell in TABLE.row_cells(1)] == ["目标", ""]


def test_place_at_is_the_line_in_which_a_character_stands():
    paragraph = Paragraph(0, "一二三四五六", "", (Place("line 1", line=1), Place("line 2", line=2)), (0, 3))
    assert [paragraph.place_at(offset).line for offset in (0, 2, 3, 5, 99, -1)] == [1, 1, 2, 2, 2, 1]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("p 12"), "第12段"),
        (Place("tbl 2/tr 3/tc 4"), "表2第3行第4列"),
        (Place("line 5", line=5, last_line=5), "第5行"),
        (Place("line 5", line=5, last_line=7), "第5—7行"),
        (Place("page 3/line 5", page=3), "第3页"),
        (Place("page 3/table 1/row 2/cell 4", page=3), "第3页表1第2行第4列"),
        (Place("page 3/table 1/row 2/cell 4", page=3).row, "第3页表1第2行"),
        (Place("tbl 2/tr 3/tc 4").row, "表2第3行"),
        (Place("p 12").row, "第12段"),
        (Place("footnote 1"), "脚注1"),
        (Place("sheet 1/row 5/cell 3", sheet="指标台账"), "工作表“指标台账”C5"),
        (Place("sheet 1/row 5/cell 28+16", sheet="指标台账"), "工作表“指标台账”AB5"),
        (Place("sheet 1/row 5/cell 3", sheet="指标台账").row, "工作表“指标台账”第5行"),
        (Place("sheet 2/table 1", sheet="填报说明"), "工作表“填报说明”表1"),
        (Place("sheet 2/box 1", sheet="填报说明"), "工作表“填报说明”文本框1"),
        (Place("sheet 2", sheet="填报说明"), "工作表“填报说明”"),
        (Place("table 1/row 2/cell 3", element="/html/body/table/tr[2]/td[3]"), "表1第2行第3列"),
    ],
)
def test_places_in_chinese(place, words):
    assert place.chinese() == words


def _paragraph(index, text, section=None, heading=None, role="body"):
    return Paragraph(index, text, text, (Place(f"p {index}"),), section=section, heading=heading, role=role)


OUTER, INNER = Heading("一、", 1, 1, "总体", 4), Heading("（一）", 1, 2, "投资", 5)
DOCUMENT = Document(
    SourceFile("a", "a", "0", "txt", 1),
    (
        _paragraph(0, "标题", role="title"),
        _paragraph(1, "一、总体", 0, OUTER),
        _paragraph(2, "（一）投资。完成8亿元", 1, INNER),
        _paragraph(3, "另有2亿元", 1),
        _paragraph(4, "版权所有", role="junk"),
        Table(5, 0, 0, (), (Place("tbl 1"),), section=0),
    ),
    (Section(0, OUTER, 1, 5), Section(1, INNER, 2, 3, parent=0)),
)


@pytest.mark.parametrize(
    ("block", "titles"), [(0, []), (1, []), (2, ["总体"]), (3, ["总体", "投资"]), (5, ["总体"])]
)
def test_headings_above_a_block(block, titles):
    assert [heading.title for heading in DOCUMENT.headings(DOCUMENT.blocks[block])] == titles


def test_junk_is_kept_but_is_no_paragraph():
    assert [paragraph.index for paragraph in DOCUMENT.paragraphs] == [0, 1, 2, 3]
    assert [table.index for table in DOCUMENT.tables] == [5]


def test_a_section_holds_its_heading_and_subsections():
    assert [block.index for block in DOCUMENT.in_section(DOCUMENT.sections[0])] == [1, 2, 3, 4, 5]
    assert [block.index for block in DOCUMENT.in_section(DOCUMENT.sections[1])] == [2, 3]


def test_the_body_begins_after_an_inline_heading():
    assert DOCUMENT.blocks[2].body == "。完成8亿元"
    assert DOCUMENT.blocks[3].body == "另有2亿元"
