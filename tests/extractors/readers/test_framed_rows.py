"""Rows merged over all columns that stand alone on their page, and frames that are no rows."""

import pytest
from printed_pages import multiset, printed_chars
from ruled_pages import lattice, page, word, written

from extractors.readers.pages.layout import laid_out_in_turn
from extractors.readers.pages.model import PageTable
from extractors.readers.pages.strips import Whole, whole_tables

XS = [70.0, 150.0, 300.0, 420.0, 520.0]
HEAD = ["序号", "指标名称", "完成值", "责任单位"]
ROWS = [
    ["1", "粮食产量", "12.5", "农业局"],
    ["2", "油料产量", "8.3", "农业局"],
    ["3", "新开工", "4", "发改局"],
]
NOTE = "注：表中“—”表示不考核。"
AFTER = "各单位要加快进度。"


def table_at(top, rows, number):
    ys = [top + 22.0 * row for row in range(len(rows) + 1)]
    return page(written(rows, XS, ys), *lattice(XS, ys), number=number)


def with_frame(number, text, top, *, left=XS[0], right=XS[-1], others=()):
    glyphs = [*word(text, left + 5, top + 4), *(each for other in others for each in word(*other))]
    return page(glyphs, *lattice([left, right], [top, top + 20.0]), number=number)


def tables_of(*printed):
    pages = laid_out_in_turn(printed)
    assert [multiset(each) for each in pages] == [printed_chars(each) for each in printed]
    items = whole_tables([piece for each in pages for piece in each.order])
    return pages, [item.draft for item in items if isinstance(item, Whole)]


@pytest.mark.parametrize("top", [64.0, 110.0])
def test_a_framed_note_alone_on_the_last_page_is_the_last_row(top):
    first = table_at(700.0, [HEAD, *ROWS], 1)
    pages, (table,) = tables_of(first, with_frame(2, NOTE, top, others=[(AFTER, 92.0, top + 40)]))
    assert (table.rows, table.cols) == (5, 4)
    last = table.cells[-1]
    assert (last.row, last.col, last.colspan, last.text) == (4, 0, 4, NOTE)
    assert last.place.page == 2
    assert [line.text for line in pages[1].lines] == [AFTER]
    assert [part.rows for part in table.parts] == [4, 1]


@pytest.mark.parametrize("again", [False, True])
def test_a_framed_title_alone_at_the_page_end_is_the_first_row(again):
    title = "云溪县主要指标完成情况表"
    first = with_frame(1, title, 780.0, others=[("现将情况通报如下。", 92.0, 700.0)])
    rows = [HEAD, *ROWS]
    ys = [80.0 + 22.0 * row for row in range(len(rows) + 1 + again)]
    across, down = lattice(XS, ys[again:])
    across = [(ys[0], XS[0], XS[-1]), *across]
    down = [(x, ys[0] if x in (XS[0], XS[-1]) else top, bottom) for x, top, bottom in down]
    glyphs = [*written(rows, XS, ys[again:]), *(word(title, XS[0] + 5, ys[0] + 4) if again else ())]
    _, (table,) = tables_of(first, page(glyphs, across, down, number=2))
    assert table.rows == 5
    assert table.cells[0].text == title
    assert table.cells[0].place.page == 1
    assert [cell.text for cell in table.cells if cell.row == 1] == HEAD


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(with_frame(2, NOTE, 110.0, left=90.0), id="a narrower frame"),
        pytest.param(with_frame(2, NOTE, 200.0, others=[(AFTER, 92.0, 120.0)]), id="text above the frame"),
        pytest.param(page(word(NOTE, 75.0, 114.0), number=2), id="no frame"),
    ],
)
def test_other_frames_are_no_rows(second):
    pages, (table,) = tables_of(table_at(700.0, [HEAD, *ROWS], 1), second)
    assert table.rows == 4
    assert not any(isinstance(piece, PageTable) for piece in pages[1].order)


def test_a_frame_below_text_under_the_table_is_no_row():
    first = table_at(600.0, [HEAD, *ROWS], 1)
    glyphs = [*word(AFTER, 92.0, 720.0)]
    joined = page([*zip_rows(first), *glyphs], first.rules.across.tolist(), first.rules.down.tolist())
    _, (table,) = tables_of(joined, with_frame(2, NOTE, 110.0))
    assert table.rows == 4


def zip_rows(printed):
    glyphs = printed.glyphs
    numbers = (glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom, glyphs.size)
    return list(zip(glyphs.text, *(number.tolist() for number in numbers), strict=True))
