import numpy as np
import pytest
from printed_pages import cell_texts, glyph_rows, grid_rules, multiset, page_of, printed_chars, shuffled

from extractors.readers.pages.flow import find_margins, paragraphs
from extractors.readers.pages.layout import laid_out
from extractors.readers.pages.model import PrintedPage, TextLine, glyphs_of, no_rules

LEFT = "云溪县坚持目标导向，全年各项指标完成情况总体良好，固定资产投资完成四十五亿元，同比增长较快。" * 6
RIGHT = "澄江区聚焦重点任务，一般公共预算收入完成十二亿元，城镇新增就业四千三百人，超过序时进度要求。" * 6
THIRD = "栖霞市压实工作责任，规模以上工业增加值增长百分之九，高于全省平均水平，居全省第三位，成效明显。" * 6


def column(text, x, top, width=20, *, count=12, pitch=18):
    return [(x, top + pitch * i, text[i * width : (i + 1) * width]) for i in range(count)]


def texts_of(page):
    return [
        piece.text if isinstance(piece, TextLine) else f"<{piece.rows}x{piece.cols}>" for piece in page.order
    ]


def test_two_columns_under_a_title_are_read_one_after_the_other():
    printed = page_of(
        [(200, 100, "绩效目标完成情况通报", 20.0), *column(LEFT, 60, 160), *column(RIGHT, 310, 160)]
    )
    read = texts_of(laid_out(printed))
    assert read[0] == "绩效目标完成情况通报"
    assert "".join(read[1:13]) == LEFT[:240]
    assert "".join(read[13:]) == RIGHT[:240]


def test_columns_whose_lines_stand_at_different_heights():
    printed = page_of([*column(LEFT, 60, 160), *column(RIGHT, 310, 166)])
    assert "".join(texts_of(laid_out(printed))) == LEFT[:240] + RIGHT[:240]


def test_three_columns():
    printed = page_of(
        [*column(LEFT, 40, 160, 15), *column(RIGHT, 215, 160, 15), *column(THIRD, 390, 160, 15)]
    )
    assert "".join(texts_of(laid_out(printed))) == LEFT[:180] + RIGHT[:180] + THIRD[:180]


def test_a_line_across_divides_the_columns():
    printed = page_of(
        [
            *column(LEFT, 60, 160, count=6),
            *column(RIGHT, 310, 160, count=6),
            (60, 300, "二、以下为第二部分的内容，本行横跨全部版心宽度，上下各有两栏文字，先读上方再读下方"),
            *column(THIRD, 60, 340, count=6),
            *column(LEFT, 310, 340, count=6),
        ]
    )
    whole = "".join(texts_of(laid_out(printed)))
    order = [whole.index(text[:60]) for text in (LEFT, RIGHT, "二、以下为第二部分", THIRD)]
    assert order == sorted(order)


def test_tables_side_by_side_keep_their_names():
    rows = [["单位", "得分"], ["云溪县", "95"], ["澄江区", "93"], ["栖霞市", "91"]]
    xs, ys = [60, 150, 260], [190, 210, 230, 250, 270]
    left, right = grid_rules(xs, ys), grid_rules([x + 250 for x in xs], ys)
    rules = type(left)(np.vstack((left.across, right.across)), np.vstack((left.down, right.down)))
    printed = page_of(
        [
            (90, 175, "表1 县区得分"),
            (340, 175, "表2 部门得分"),
            *cell_texts(rows, [70, 160]),
            *cell_texts(rows, [320, 410]),
        ],
        rules,
    )
    assert texts_of(laid_out(printed)) == ["表1 县区得分", "<4x2>", "表2 部门得分", "<4x2>"]


def test_text_beside_a_table_does_not_run_into_that_on_its_other_side():
    rules = grid_rules([200, 300, 400], [190, 210, 230, 250])
    rows = [["单位", "得分"], ["云溪县", "95"], ["澄江区", "93"]]
    printed = page_of(
        [(60, 220, "左侧说明文字"), (450, 220, "右侧说明文字"), *cell_texts(rows, [210, 310])], rules
    )
    assert texts_of(laid_out(printed)) == ["左侧说明文字", "<3x2>", "右侧说明文字"]


def vertical(text, right, top, per_line, *, size=10.0, pitch=16.0):
    """Characters set from the top down in lines from right to left."""
    rows = []
    for position, char in enumerate(text):
        line, down = divmod(position, per_line)
        x, y = right - line * pitch, top + down * size
        rows.append((char, x - size, y, x, y + size, size))
    return rows


def test_vertical_text_is_read_down_and_to_the_left():
    printed = PrintedPage(1, 595, 842, glyphs_of(vertical(LEFT[:120], 520, 100, 40)), no_rules())
    page = laid_out(printed)
    assert [line.text for line in page.lines] == [LEFT[:40], LEFT[40:80], LEFT[80:120]]
    first, second = page.lines[0].box, page.lines[1].box
    assert second.x1 <= first.x0
    assert first.bottom - first.top == pytest.approx(400)
    drafts = list(paragraphs(page.lines, find_margins(page.lines)))
    assert [draft.text for draft in drafts] == [LEFT[:120]]


def test_numbers_of_lines_and_tables_are_counted_in_reading_order():
    rows = [["单位", "得分"], ["云溪县", "95"], ["澄江区", "93"]]
    printed = page_of(
        [(60, 100, "前"), *cell_texts(rows, [210, 310]), (60, 400, "后")],
        grid_rules([200, 300, 400], [190, 210, 230, 250]),
    )
    page = laid_out(printed)
    assert [line.number for line in page.lines] == [1, 2]
    assert [table.number for table in page.tables] == [1]
    assert texts_of(page) == ["前", "<3x2>", "后"]


@pytest.mark.parametrize("seed", range(6))
def test_every_glyph_stands_in_one_line_or_one_cell(seed):
    rng = np.random.default_rng(seed)
    signs = list("甲乙丙丁戊己庚辛0123456789.%，。（）")
    rows = []
    for _ in range(400):
        size = float(rng.choice([7, 9, 10.5, 16]))
        rows += glyph_rows(
            float(rng.uniform(20, 560)), float(rng.uniform(20, 820)), "".join(rng.choice(signs, 3)), size
        )
    rules = grid_rules([100, 200, 330], [150, 200, 260, 300]) if seed % 2 else no_rules()
    printed = PrintedPage(1, 595, 842, glyphs_of(rows), rules)
    assert multiset(laid_out(printed)) == printed_chars(printed)


def test_columns_do_not_depend_on_the_order_of_drawing():
    printed = page_of([*column(LEFT, 60, 160), *column(RIGHT, 310, 160)])
    assert texts_of(laid_out(shuffled(printed, 5))) == texts_of(laid_out(printed))


def test_an_empty_page():
    assert laid_out(page_of([])).order == ()
