"""Tables without rules over page ends: short rests, categories at the page end, and what is no rest."""

import pytest
from printed_pages import cell_texts, multiset, page_of, printed_chars

from extractors.readers.pages.layout import laid_out_in_turn

XS = [80, 130, 290, 370, 430]
HEADER = ["序号", "指标名称", "年度目标", "完成率", "主要问题"]
BODY = [
    [str(n), f"第{'一二三四五六七八'[n]}项指标内容", f"{n}5.2", f"9{n}.1", "推进正常"] for n in range(1, 7)
]
AFTER = (80, 700, "请各单位对照时序进度，认真分析原因，抓好问题整改工作，确保完成全年目标任务。")


def pages_of(first, second):
    """Two pages, the first of which ends with its texts."""
    return [page_of(first, number=1), page_of(second, number=2)]


def whole_first(rows=BODY, top=620.0):
    return cell_texts([HEADER, *rows], XS, top=top)


def words(table):
    grid = [[""] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text.replace("\n", "")
    return grid


def second_page(*texts):
    printed = pages_of(whole_first(), [*texts, AFTER])
    pages = laid_out_in_turn(printed)
    assert [multiset(page) for page in pages] == [printed_chars(each) for each in printed]
    return pages[1]


REST = ["7", "第九项指标内容", "75.2", "97.1", "推进缓慢，\n资金未到位"]
TOTAL = ["合计", "", "31.2", "95.5", ""]


@pytest.mark.parametrize("rows", [[REST], [TOTAL], [REST, TOTAL], [HEADER, TOTAL]])
def test_one_or_two_rows_on_the_next_page_are_a_table_of_the_same_columns(rows):
    page = second_page(*cell_texts(rows, XS, top=80))
    (table,) = page.tables
    assert words(table) == [[cell.replace("\n", "") for cell in row] for row in rows]
    assert all(cell.box.x0 < cell.box.x1 for cell in table.cells)


def test_what_stands_above_the_rest_stays_a_line():
    page = second_page((480, 80, "续表"), *cell_texts([REST, TOTAL], XS, top=100))
    assert words(page.tables[0])[1] == TOTAL
    assert page.lines[0].text == "续表"


def test_a_category_at_the_top_of_a_page_is_a_row():
    category = ["二、民生福祉（20分）", "", "", "", ""]
    page = second_page(*cell_texts([category, REST, TOTAL], XS, top=80))
    assert words(page.tables[0])[0] == category


def test_a_category_at_the_end_of_a_page_is_its_last_row():
    first = [*whole_first(top=600.0), (80, 740, "二、民生福祉（20分）")]
    pages = laid_out_in_turn(pages_of(first, [*cell_texts([REST, TOTAL], XS, top=80), AFTER]))
    assert words(pages[0].tables[0])[-1] == ["二、民生福祉（20分）", "", "", "", ""]
    assert pages[0].lines == ()


def test_the_rest_of_a_cell_alone_stays_in_its_column():
    page = second_page((430, 80, "资金未到位"), (430, 93, "用地未批"))
    (table,) = page.tables
    assert words(table) == [["", "", "", "", "资金未到位用地未批"]]


def test_a_header_and_one_row_at_the_page_end_are_a_table():
    first = cell_texts([HEADER, BODY[0]], XS, top=710)
    printed = pages_of(first, [*cell_texts(BODY[1:], XS, top=80), AFTER])
    pages = laid_out_in_turn(printed)
    assert words(pages[0].tables[0]) == [HEADER, BODY[0]]
    assert words(pages[1].tables[0]) == BODY[1:]


@pytest.mark.parametrize(
    "texts",
    [
        [
            (80, 80, "二、存在的问题"),
            (100, 100, "一是部分指标进度滞后，二是数据报送不及时，三是台账更新慢。"),
        ],
        [(80, 80, "注：完成率为累计完成数与年度目标之比。")],
        [(240, 80, "第二部分重点任务")],
        [(270, 80, "附件")],
        [(350, 80, "云溪县绩效考评办公室"), (370, 100, "2031年4月18日")],
        [(80, 80, "表2重点任务完成情况")],
        [(290, 80, "附件", 16.0)],
    ],
    ids=["text", "note", "heading in the middle", "label", "signature", "name of a table", "large"],
)
def test_what_is_no_rest_of_a_table(texts):
    assert second_page(*texts).tables == ()


def test_a_repeated_header_of_several_lines_with_blanks_in_its_words_is_one_row():
    head = ["序号", "指标名称", "年度\n目标", "", "主要\n问题"]

    def under_head(rows, top):
        apart = [(370, top + 6.5, "备"), (394, top + 6.5, "注")]
        return [*cell_texts([head], XS, top=top, middle=True), *apart, *cell_texts(rows, XS, top=top + 36)]

    first, second = under_head(BODY, 600.0), under_head([TOTAL], 80.0)
    printed = pages_of(first, [*second, AFTER])
    (table,) = laid_out_in_turn(printed)[1].tables
    named, total = words(table)
    assert ["".join(cell.split()) for cell in named] == ["序号", "指标名称", "年度目标", "备注", "主要问题"]
    assert total == TOTAL


def test_one_cell_at_the_top_of_the_first_column_is_merged_over_all_rows_below_the_header():
    kinds = ["类别", *HEADER[1:]]
    upper = [["经济发展" if n == 0 else "", *row[1:]] for n, row in enumerate(BODY)]
    lower = [["民生福祉" if n == 0 else "", *row[1:]] for n, row in enumerate(BODY[:4])]
    printed = pages_of(
        cell_texts([kinds, *upper], XS, top=620.0), [*cell_texts([kinds, *lower], XS, top=80), AFTER]
    )
    (table,) = laid_out_in_turn(printed)[1].tables
    assert [(c.row, c.rowspan) for c in table.cells if c.text == "民生福祉"] == [(1, 4)]
