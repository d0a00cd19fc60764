"""Tables that Word or a web page holds in several pieces."""

import pytest
from reader_files import paragraph
from word_files import read_body

WIDTHS = (800, 3000, 1200, 1200)
HEAD = ("序号", "指标名称", "目标", "完成")
FIRST = (HEAD, ("1", "造林", "200", "180"), ("2", "育林", "300", "310"))
REST = (("3", "绿化", "40", "42"), ("4", "水利", "50", "48"))
BREAK = "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"


def piece(lines, widths=WIDTHS):
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in line) + "</w:tr>" for line in lines
    )
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def shapes(body):
    return [(table.rows, table.header_rows) for table in read_body(body).tables]


@pytest.mark.parametrize("between", ["", BREAK, BREAK + paragraph("")])
def test_a_table_goes_on_after_a_page_break_without_a_header(between):
    document = read_body(piece(FIRST) + between + piece(REST))
    (table,) = document.tables
    assert [table.text(row, 1) for row in range(table.rows)] == ["指标名称", "造林", "育林", "绿化", "水利"]
    assert table.header_rows == 1
    assert [part.rows for part in table.parts] == [3, 2]


def test_a_table_goes_on_in_a_third_piece():
    third = (("5", "治污", "9", "9"),)
    assert shapes(BREAK.join(map(piece, (FIRST, REST, third)))) == [(6, 1)]


@pytest.mark.parametrize(
    ("rest", "widths", "between"),
    [
        (REST, (800, 1200, 3000, 1200), BREAK),
        (REST, WIDTHS, paragraph("另有两项如下。")),
        ((("绿化", "3", "完成较好", "42"), ("水利", "4", "有差距", "48")), WIDTHS, BREAK),
        ((("1", "绿化", "40", "42"), ("2", "水利", "50", "48")), WIDTHS, BREAK),
        ((("序号", "项目", "投资", "拨付"), *REST), WIDTHS, BREAK),
        ((("3", "绿化", "40"), ("4", "水利", "50")), WIDTHS[:3], BREAK),
    ],
    ids=["other widths", "a sentence between", "other kinds", "begins anew", "own header", "fewer columns"],
)
def test_another_table_stays_another(rest, widths, between):
    assert len(shapes(piece(FIRST) + between + piece(rest, widths))) == 2


def test_a_unit_between_two_pieces_goes_above_the_whole_where_none_stands_there():
    document = read_body(piece(FIRST) + paragraph("续表") + paragraph("单位：万元") + piece((HEAD, *REST)))
    unit, table, furniture = document.blocks
    assert (unit.text, unit.role, furniture.text, furniture.role) == ("单位：万元", "note", "续表", "junk")
    assert table.rows == 5


def test_a_unit_that_is_repeated_is_furniture_and_another_makes_another_table():
    above, rest = paragraph("单位：万元") + piece(FIRST) + paragraph("续表"), piece((HEAD, *REST))
    same = read_body(above + paragraph("单位：万元") + rest)
    assert [table.rows for table in same.tables] == [5]
    assert [getattr(block, "role", None) for block in same.blocks].count("junk") == 2
    assert shapes(above + paragraph("单位：亿元") + rest) == [(3, 1), (3, 1)]
