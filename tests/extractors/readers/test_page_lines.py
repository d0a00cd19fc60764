"""Characters to lines: heights, raised and lowered type, blanks, words of recognition."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruled_pages import word

from extractors.readers.pages.lines import lines_of, text_lines
from extractors.readers.pages.model import glyphs_of


def lines(*rows):
    return [line[0] for line in text_lines(glyphs_of([glyph for row in rows for glyph in row]))]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([word("建筑面积12", 0, 10), word("2", 50, 8, 5), word("，", 52.5, 10)], ["建筑面积122，"]),
        ([word("CO", 0, 10), word("2", 10, 15.5, 5), word("排放", 12.5, 10)], ["CO2排放"]),
        ([word("面积m", 0, 10), word("2", 25, 9, 5), word("第二行", 0, 21)], ["面积m2", "第二行"]),
        ([word("正文", 0, 10), word("脚注小字", 0, 24, 6)], ["正文", "脚注小字"]),
        ([word("甲", 0, 10), word("乙", 10, 11.5)], ["甲乙"]),
        ([word("第一行", 0, 10), word("第二行", 0, 20)], ["第一行", "第二行"]),
        ([word("右", 200, 10), word("左", 0, 10)], ["左    右"]),
        ([word("左", 0, 10), word("右", 15, 10)], ["左 右"]),
        ([word("全县", 0, 10), word("12.3", 22, 10)], ["全县12.3"]),
        ([word("GDP", 0, 10), word("growth", 17.3, 10)], ["GDP growth"]),
        ([word("大", 0, 0, 22), word("12.5", 22, 9, 12)], ["大12.5"]),
    ],
    ids=[
        "raised",
        "lowered",
        "raised-tight",
        "small-line",
        "uneven",
        "tight",
        "wide-gap",
        "gap",
        "autospace",
        "latin",
        "sizes",
    ],
)
def test_lines(rows, expected):
    assert lines(*rows) == expected


def test_texts_side_by_side_at_growing_heights_do_not_run_together():
    steps = [word(f"{n}", 40 * n, 10 + 2.5 * n) for n in range(8)]
    found = lines(*steps)
    assert len(found) > 2
    assert Counter("".join("".join(found).split())) == Counter("01234567")


def test_a_note_below_the_line_that_does_not_touch_stays_apart():
    found = lines(word("注册资本12,000万元", 0, 10, 16), word("小字说明", 300, 22, 7))
    assert found == ["注册资本12,000万元", "小字说明"]


def test_box_and_size_are_those_of_the_line():
    (line,) = text_lines(glyphs_of([*word("甲乙", 10, 20, 12), *word("丙", 34, 24, 8)]))
    assert (line[1].x0, line[1].top, line[1].x1, line[1].bottom) == (10, 20, 42, 32)
    assert line[2] == 12


def test_groups_never_share_a_line():
    glyphs = glyphs_of([*word("甲乙", 0, 10), *word("丙丁", 20, 10)])
    found = lines_of(glyphs, np.array([1, 1, 0, 0]))
    assert found.groups.tolist() == [0, 1]
    assert found.order.tolist() == [2, 3, 0, 1]


def test_recognised_words_come_with_their_line():
    glyphs = glyphs_of([*word("完成率", 0, 10), *word("85.2%", 40, 10), *word("下一行", 0, 30)])
    glyphs = replace(glyphs, confidence=np.array([0.9] * 3 + [0.8] * 5 + [0.7] * 3))
    found = list(text_lines(glyphs))
    assert [[w.text for w in line[3]] for line in found] == [["完成率", "85.2%"], ["下一行"]]
    assert found[0][3][1].confidence == pytest.approx(0.8)
    assert found[0][3][1].box.x0 == 40


def test_nothing_makes_no_line():
    assert lines() == []


places = st.tuples(st.floats(0, 500), st.floats(0, 700), st.sampled_from([5.0, 6.0, 9.0, 10.5, 16.0, 22.0]))


@given(st.lists(places, max_size=60))
def test_every_glyph_is_in_one_line(found):
    glyphs = glyphs_of(
        [(chr(0x4E00 + n), x, y, x + size, y + size, size) for n, (x, y, size) in enumerate(found)]
    )
    told = "".join(line[0] for line in text_lines(glyphs))
    assert Counter("".join(told.split())) == Counter("".join(glyphs.text))
