"""Tables whose columns alone are ruled: rules down, a rule above and one under the header."""

import pytest
from printed_pages import cell_texts, page_of

from extractors.readers.pages.layout import laid_out
from extractors.readers.pages.model import Rules, rule_rows

XS = [60, 90, 220, 300, 400]
WORDS_AT = [63, 93, 223, 303]
ROWS = [
    ["1", "公路改造里程\n完成情况", "第15位", "通报滞后，\n台账更新慢"],
    ["2", "项目开工率", "638.1", "进展顺利"],
    ["3", "生猪存栏数\n（年度）", "17.4", "资金未下达，\n拨付偏低，\n已催办"],
]


def ruled_page(pieces, *, header=True, closing=True, category=None, number=1, bottom=None):
    """A page with rules down in pieces (top, bottom), and the words of the header and the rows."""
    across = [(190, XS[0], XS[-1]), (212, XS[0], XS[-1])] if header else []
    end = max(stop for _, stop in pieces)
    across += [(end, XS[0], XS[-1])] if closing else []
    down = [(x, *piece) for x in XS[1:-1] for piece in pieces]
    texts = cell_texts([["序号", "指标名称", "完成", "存在问题"]], WORDS_AT, top=201) if header else []
    texts += cell_texts(ROWS, WORDS_AT, top=245, pitch=20, lines=12, middle=True)
    if category:
        texts.append((63, category[0], category[1]))
    return page_of(texts, Rules(rule_rows(across), rule_rows(down)), number=number)


def rows_of(table):
    found = [["" for _ in range(table.cols)] for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row][cell.col] = cell.text.replace("\n", "")
    return found


WANTED = [["".join(cell.split()) for cell in row] for row in ROWS]


@pytest.mark.parametrize("closing", [True, False])
def test_a_category_under_the_header_that_no_rule_crosses(closing):
    printed = ruled_page([(190, 212), (236, 360)], closing=closing, category=(224, "一、生态环保"))
    [table] = laid_out(printed).tables
    assert rows_of(table)[0] == ["序号", "指标名称", "完成", "存在问题"]
    assert rows_of(table)[1] == ["一、生态环保", "", "", ""]
    assert rows_of(table)[2:] == WANTED
    assert [round(edge) for edge in table.edges] == XS


def test_a_category_at_the_end_of_the_page_is_a_row():
    printed = ruled_page([(190, 212), (234, 360)], closing=False, category=(372, "二、社会治理"))
    [table] = laid_out(printed).tables
    assert rows_of(table)[-1] == ["二、社会治理", "", "", ""]
    assert not laid_out(printed).lines


def test_a_part_without_a_header_on_a_later_page():
    printed = ruled_page([(234, 360)], header=False, number=2)
    [table] = laid_out(printed).tables
    assert rows_of(table) == WANTED


def test_rules_down_without_a_header_on_the_first_page_are_no_table_of_their_own():
    printed = ruled_page([(234, 360)], header=False, closing=False)
    chars = sum(len("".join(cell.text.split())) for table in laid_out(printed).tables for cell in table.cells)
    chars += sum(len("".join(line.text.split())) for line in laid_out(printed).lines)
    assert chars == len(printed.glyphs)


def test_a_header_of_two_levels_is_read_by_its_rules():
    across = [(190, 60, 400), (202, 220, 400), (214, 60, 400), (330, 60, 400)]
    down = [(90, 190, 330), (220, 190, 330), (300, 202, 330)]
    texts = [
        (65, 202, "序号"),
        (110, 202, "指标名称"),
        (270, 196, "完成情况"),
        (230, 208, "完成值"),
        (310, 208, "完成率"),
    ]
    texts += cell_texts(ROWS, WORDS_AT, top=235, pitch=20, lines=12, middle=True)
    [table] = laid_out(page_of(texts, Rules(rule_rows(across), rule_rows(down)))).tables
    heads = {(c.row, c.col, c.rowspan, c.colspan): c.text for c in table.cells if c.row < 2}
    assert heads[0, 2, 1, 2] == "完成情况"
    assert heads[0, 0, 2, 1] == "序号"
    assert rows_of(table)[2:] == WANTED
