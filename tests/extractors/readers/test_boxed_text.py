"""Boxes of text beside a paragraph: two blocks, never mixed line by line."""

import pytest
from printed_pages import multiset, page_of, printed_chars

from extractors.readers.pages.flow import find_margins, paragraphs
from extractors.readers.pages.layout import laid_out
from extractors.readers.pages.model import Rules, rule_rows

BESIDE = [
    (90, 100, "本月以来全市亿元以上项目新开工十四个总投资"),
    (70, 120, "五十二亿元完成年度目标的八成以上超时序进度七个"),
    (70, 140, "百分点，其中工业项目九个，占比过半。"),
]
BELOW = [
    (90, 180, "下一步，要聚焦要素保障，加快土地报批，确保年底前新开工项目达到十七个以上，投资总额再上台阶")
]
BOX = [(390, 101, "红榜：云台镇、南坊镇"), (390, 118, "街道。黑榜：下塘镇完"), (390, 135, "成率低。")]


def framed(texts, box):
    x0, top, x1, bottom = box
    across, down = [(top, x0, x1), (bottom, x0, x1)], [(x0, top, bottom), (x1, top, bottom)]
    return page_of(texts, Rules(rule_rows(across), rule_rows(down)))


def read(printed):
    page = laid_out(printed)
    return page, ["".join(each.text.split()) for each in paragraphs(page.lines, find_margins(page.lines))]


@pytest.mark.parametrize("shift", [0, 4])
def test_a_box_beside_a_paragraph_is_a_block_of_its_own(shift):
    box = [(x, y + shift, text) for x, y, text in BOX]
    printed = framed([*BESIDE, *BELOW, *box], (382, 88, 520, 152))
    page, found = read(printed)
    assert "".join(text for _, _, text in BESIDE) in found
    assert "".join(text for _, _, text in BOX) in found
    assert BELOW[0][2] in found
    assert not page.tables
    assert multiset(page) == printed_chars(printed)


def test_a_paragraph_that_goes_on_below_the_box_is_not_cut_by_it():
    rest = (
        70,
        140,
        "百分点其中工业项目九个占比过半，服务业项目五个，农业项目三个，均按期开工建设，年底前全部见效。",
    )
    printed = framed([*BESIDE[:2], rest, *BELOW, *BOX[:2]], (382, 88, 520, 130))
    _, found = read(printed)
    assert "".join(text for _, _, text in (*BESIDE[:2], rest)) in found
    assert "".join(text for _, _, text in BOX[:2]) in found


def test_a_frame_around_text_with_nothing_beside_it_stays_where_it_is():
    printed = framed([(77, 100, "考核提示：逾期未整改的扣分。"), *BELOW], (70, 88, 520, 112))
    page, found = read(printed)
    assert found[0] == "考核提示：逾期未整改的扣分。"
    assert all(line.frame == 0 for line in page.lines)
