from dataclasses import replace

import pytest
from brief_samples import figure_of

from pipeline.briefs.annex import annex_of
from schemas.analysis import Source
from schemas.document import Place
from schemas.evidence import Evidence


def cell(
    quote: str, col: int, column: str, subject: str = "固定资产投资", path: str = "tbl 2/tr 5"
) -> Source:
    place = Place(f"{path}/tc {col + 1}")
    return Source(
        "doc-1", "三季度进展.docx", Evidence(7, 0, len(quote), quote, place, 0, 4, col), None, subject, column
    )


def words(quote: str, start: int, subject: str = "", place: Place | None = None) -> Source:
    evidence = Evidence(3, start, start + len(quote), quote, place or Place("p 6"), start)
    return Source("doc-1", "三季度进展.docx", evidence, None, subject)


def test_figures_of_one_row_are_one_entry_with_row_name_headers_and_values_in_order():
    annex = annex_of((cell("72.5", 4, "1—9月完成"), cell("黄灯", 6, "亮灯"), cell("120", 3, "年度目标")))
    (entry,) = annex.entries
    assert entry.place == "表2第5行"
    assert entry.quote == "固定资产投资：年度目标“120”，1—9月完成“72.5”，亮灯“黄灯”"
    assert annex.numbers(cell("72.5", 4, "1—9月完成"), cell("120", 3, "年度目标")) == (1,)


def test_rows_and_documents_are_apart():
    here, there = cell("1", 1, "得分"), cell("1", 1, "得分", path="tbl 2/tr 6")
    other = replace(here, document_id="doc-2")
    assert [entry.number for entry in annex_of((here, there, other)).entries] == [1, 2, 3]


def test_several_things_in_one_row_are_told_apart():
    entry = annex_of((cell("96", 1, "得分", "北山镇"), cell("3", 2, "位次", "南湾镇"))).entries[0]
    assert entry.quote == "北山镇：得分“96”；南湾镇：位次“3”"


def test_growth_and_rank_of_one_thing_stand_under_its_name_once():
    row = (
        cell("128.6", 1, "总量", "生产总值"),
        cell("6.1", 2, "增速（%）", "生产总值"),
        cell("3", 3, "位次", "生产总值增速"),
    )
    assert annex_of(row).entries[0].quote == "生产总值：总量“128.6”，增速（%）“6.1”，位次“3”"


def test_words_of_one_paragraph_are_one_entry_and_say_what_they_are_about_once():
    first, second = words("投资完成72.5亿元", 4, "投资"), words("为年度目标的60.4%", 16, "投资")
    (entry,) = annex_of((second, first, second)).entries
    assert entry.quote == "“投资完成72.5亿元”；“为年度目标的60.4%”（投资）"


def test_lines_of_one_paragraph_on_a_page_are_one_entry():
    lines = [
        words(quote, start, place=Place(f"page 2/line {start}", page=2)) for start, quote in enumerate("甲乙")
    ]
    assert [(entry.place, entry.quote) for entry in annex_of(lines).entries] == [("第2页", "“甲”；“乙”")]


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("page 3/table 1/row 2/cell 4", page=3), "第3页表1第2行"),
        (Place("page 3/line 5", page=3), "第3页"),
        (Place("line 12+80", line=12, last_line=12), "第12行"),
        (Place("tbl 1/tr 3/tc 4"), "表1第3行"),
        (Place("p 12"), "第12段"),
    ],
)
def test_places_name_the_row_or_the_paragraph(place, shown):
    assert annex_of((words("原文", 0, place=place),)).entries[0].place == shown


@pytest.mark.parametrize(
    ("reviewed", "state"),
    [((True, True), "已核"), ((True, False), "部分已核"), ((False, False), "待核"), ((), "")],
)
def test_the_state_of_a_row_is_that_of_all_its_figures(reviewed, state):
    figures = [
        replace(figure_of("1", "1", "个", "p 1", reviewed=is_reviewed), source=cell("1", col, "甲"))
        for col, is_reviewed in enumerate(reviewed)
    ]
    assert annex_of((cell("红灯", 8, "亮灯"), *figures)).entries[0].state == state


NOTE = "原文 1.4%，张三 2024-10-21 更正为 4.1%"


def test_a_correction_stands_behind_its_words_and_counts_as_checked():
    source = replace(cell("1.4", 4, "1—9月完成"), correction=NOTE)
    (entry,) = annex_of((source,)).entries
    assert (entry.quote, entry.state) == (f"固定资产投资：1—9月完成“1.4”（{NOTE}）", "已核")


def test_of_a_row_that_is_checked_in_part_each_checked_figure_is_marked():
    corrected = replace(cell("1.4", 4, "1—9月完成"), correction=NOTE)
    figures = [
        replace(figure_of("1", "1", "个", "p 1", reviewed=is_reviewed), source=source)
        for source, is_reviewed in (
            (cell("9", 3, "年度目标"), True),
            (corrected, True),
            (cell("6", 5, "位次"), False),
        )
    ]
    (entry,) = annex_of((*figures, cell("6", 5, "位次"))).entries
    assert entry.quote == f"固定资产投资：年度目标“9”（已核），1—9月完成“1.4”（{NOTE}），位次“6”"
    assert entry.state == "部分已核"


def test_a_paragraph_of_which_one_figure_was_corrected_is_not_checked_as_a_whole():
    corrected = replace(words("增长1.4%", 4), correction=NOTE)
    (entry,) = annex_of((corrected, words("居第6位", 10))).entries
    assert (entry.quote, entry.state) == (f"“增长1.4%”（{NOTE}）；“居第6位”", "部分已核")


def test_a_cell_named_alone_says_its_row_and_its_header():
    assert cell("1.4", 4, "1—9月完成").chinese() == (
        "三季度进展.docx 表2第5行第5列（固定资产投资·1—9月完成）：“1.4”"
    )
    assert words("增长1.4%", 4, "固定资产投资").chinese() == "三季度进展.docx 第6段：“增长1.4%”"
