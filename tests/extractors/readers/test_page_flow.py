from dataclasses import replace

import pytest

from extractors.readers.clean import columns
from extractors.readers.pages.document import document_of
from extractors.readers.pages.flow import find_margins, paragraphs
from extractors.readers.pages.model import Page, PageCell, PageTable, TextLine
from extractors.readers.pages.running import without_running_lines
from schemas.document import Box, Paragraph, SourceFile

SIZE = 16.0
LEFT, RIGHT = 80.0, 512.0


class Sheet:
    """A page of lines, each set below the last."""

    def __init__(self, number):
        self.number = number
        self.lines = []
        self.y = 120.0

    def put(self, text, x=LEFT, y=None, size=SIZE):
        top = self.y if y is None else y
        box = Box(x, top, x + size * columns(text) / 2, top + size)
        self.lines.append(TextLine(self.number, len(self.lines) + 1, text, box, size))
        self.y = max(self.y, top + 28)
        return self

    def page(self):
        return Page(self.number, 595, 842, tuple(self.lines))


def flowed(*sheets):
    pages = [sheet.page() for sheet in sheets]
    lines = [line for kept in without_running_lines(pages).values() for line in kept]
    return list(paragraphs(lines, find_margins(lines)))


def kept(*sheets):
    return {
        number: [line.text for line in lines]
        for number, lines in without_running_lines([s.page() for s in sheets]).items()
    }


BODY = "各单位要压实工作责任，对照年度目标任务逐项推进落实到位"  # as wide as the text area
END = "确保全年目标任务圆满完成。"


def body(sheet, count=4):
    sheet.put(BODY[:25], LEFT + 2 * SIZE)
    for _ in range(count - 2):
        sheet.put(BODY)
    return sheet.put(END)


@pytest.mark.parametrize(
    "number",
    ["— {n} —", "-{n}-", "第 {n} 页 共 12 页", "第{n}页", "共12页 第{n}页", "{n}/12", "{n}", "· {n} ·"],
)
def test_page_numbers_are_left_out(number):
    sheets = [body(Sheet(n)).put(number.format(n=n), 280, 790) for n in (1, 2, 3)]
    assert all(number.format(n=n) not in lines for n, lines in kept(*sheets).items())


def test_roman_page_numbers_that_count_on():
    sheets = [body(Sheet(n)).put(roman, 290, 790) for n, roman in ((1, "iii"), (2, "iv"), (3, "v"))]
    assert all(len(lines) == 4 for lines in kept(*sheets).values())


def test_a_numeral_at_the_foot_that_does_not_count_is_kept():
    sheets = [body(Sheet(n)).put(text, 290, 790) for n, text in ((1, "2031"), (2, "88"))]
    assert [lines[-1] for lines in kept(*sheets).values()] == ["2031", "88"]


def test_headers_that_alternate():
    sheets = [
        body(Sheet(n).put("云溪县绩效考评工作手册" if n % 2 else "年度指标完成情况通报", 200, 50, 9.0))
        for n in range(1, 7)
    ]
    assert all(len(lines) == 4 for lines in kept(*sheets).values())


def test_the_header_repeats_the_title_and_the_title_stays():
    title = "年度指标完成情况通报"
    sheets = [Sheet(1).put(title, 180, 70, 22.0)]
    sheets += [Sheet(n).put(title, 240, 50, 9.0) for n in (2, 3, 4)]
    found = kept(*[body(sheet) for sheet in sheets])
    assert found[1][0] == title
    assert all(len(found[n]) == 4 for n in (2, 3, 4))


def test_a_unit_line_above_each_page_of_a_table_is_kept():
    sheets = [body(Sheet(n).put("单位：万元", 430, 60, 10.0)) for n in (1, 2, 3)]
    assert all(lines[0] == "单位：万元" for lines in kept(*sheets).values())


@pytest.mark.parametrize(
    "lines",
    [
        ("小计：123万元", "小计：456万元"),
        ("合计 12 个 38.5%", "合计 13 个 41.2%"),
        ("附件1", "附件2", "附件3"),
        ("表1 收入", "表2 收入", "表3 收入"),
        ("附件", "附件", "附件"),
        ("附件1：得分表", "附件2：得分表"),
    ],
)
@pytest.mark.parametrize("y", [60, 775])
def test_lines_with_figures_of_their_own_are_kept(lines, y):
    sheets = [body(Sheet(n)).put(text, 280, y) for n, text in enumerate(lines, 1)]
    assert [set(lines) & set(found) for found in kept(*sheets).values()] == [{text} for text in lines]


@pytest.mark.parametrize(
    "header",
    ["云溪县统计月报 2031年第3期", "云溪县统计月报 第3期 第{n}页", "2031年年报 {n}", "{n} 绩效考评手册"],
)
def test_a_header_whose_figures_are_the_same_or_count_the_pages(header):
    sheets = [body(Sheet(n).put(header.format(n=n), 200, 50, 9.0)) for n in (1, 2, 3)]
    assert all(len(lines) == 4 for lines in kept(*sheets).values())


def test_running_lines_are_kept_as_junk_and_cut_no_paragraph():
    first = Sheet(1).put("云溪县统计月报", 240, 50, 9.0).put(BODY[:25], LEFT + 2 * SIZE).put(BODY).put(BODY)
    first.put("— 1 —", 280, 790)
    second = Sheet(2).put("云溪县统计月报", 240, 50, 9.0).put(BODY).put(END).put("— 2 —", 280, 790)
    source = SourceFile("月报.pdf", "月报.pdf", "0" * 64, "pdf", 1)
    blocks = document_of(source, [first.page(), second.page()]).blocks
    running = [("junk", "云溪县统计月报", 1), ("junk", "—1—", 1)]
    running += [("junk", "云溪县统计月报", 2), ("junk", "—2—", 2)]
    found = [(p.role, p.text, p.places[0].page) for p in blocks if isinstance(p, Paragraph)]
    assert found == [("body", BODY[:25] + BODY * 3 + END, 1), *running]


def test_running_lines_cut_no_table():
    def sheet(number, serial):
        found = Sheet(number).put("云溪县统计月报", 240, 50, 9.0).page()
        cells = tuple(
            PageCell(
                row, col, 1, 1, text, Box(80 + 200 * col, 100 + 20 * row, 280 + 200 * col, 120 + 20 * row)
            )
            for row, texts in enumerate((("序号", "指标"), (serial, f"指标{serial}")))
            for col, text in enumerate(texts)
        )
        table = PageTable(number, 1, 2, 2, cells, Box(80, 100, 480, 140), (80.0, 280.0, 480.0))
        return replace(found, order=(*found.order, table))

    source = SourceFile("月报.pdf", "月报.pdf", "0" * 64, "pdf", 1)
    document = document_of(source, [sheet(1, "1"), sheet(2, "2")])
    assert [table.rows for table in document.tables] == [3]
    around = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert [(p.role, p.places[0].page) for p in around] == [("junk", 1), ("junk", 2)]


def test_a_footnote_does_not_stand_in_a_paragraph_that_runs_over_the_page_end():
    first = Sheet(1).put(BODY[:25], LEFT + 2 * SIZE).put(BODY).put(BODY)
    first.put("① 指标口径按照年度考核方案执行，数据由统计部门提供。", LEFT, 740, 10.5)
    first.put("续行说明。", LEFT, 756, 10.5)
    first.put("② 同比为可比价格。", LEFT, 772, 10.5)
    second = Sheet(2).put(BODY, LEFT, 120).put(END)
    drafts = flowed(first, second)
    assert [draft.role for draft in drafts] == ["body", "footnote", "footnote"]
    assert drafts[0].text == BODY[:25] + BODY * 3 + END
    assert drafts[1].text.endswith("续行说明。")
    assert {place.page for place in drafts[0].places} == {1, 2}


def test_a_note_under_a_table_is_no_footnote():
    sheet = body(Sheet(1)).put("注：1.完成率为累计数。", LEFT, 760, 10.5)
    assert [draft.role for draft in flowed(sheet)] == ["body", "body"]


def test_a_paragraph_runs_on_in_the_next_column():
    sheet = Sheet(1)
    words = "各单位要压实工作责任，对照年度目标任务逐项推进，倒排工期。"
    left = [words[i : i + 12] for i in range(0, 24, 12)] * 3
    right = ["务求各项工作取得实际成效，", "圆满完成任务。"]
    sheet.put(left[0], 80 + 2 * SIZE - SIZE * 2)
    for text in left[1:]:
        sheet.put(text, 80)
    for row, text in enumerate(right):
        sheet.put(text, 320, 120 + 28 * row)
    (draft,) = flowed(sheet)
    assert draft.text == "".join([*left, *right])


def test_a_divided_latin_word_is_one_word():
    sheet = Sheet(1).put("The county reached its annual targets for infor-").put("mation services in 2031.")
    box = sheet.lines[0].box
    sheet.lines[0] = TextLine(1, 1, sheet.lines[0].text, Box(box.x0, box.top, RIGHT, box.bottom), SIZE)
    text = " ".join(draft.text for draft in flowed(sheet))
    assert "information services" in text


def test_a_heading_that_is_not_indented_begins_a_paragraph():
    sheet = body(Sheet(1))
    sheet.lines[-1] = TextLine(1, 4, BODY[:-1] + "。", Box(LEFT, 204, RIGHT, 220), SIZE)
    sheet.put("二、下一步打算").put(BODY[:25], LEFT + 2 * SIZE).put(END)
    assert "二、下一步打算" in [draft.text for draft in flowed(sheet)]


TITLE = "云溪县重点工作通报"


@pytest.mark.parametrize("text", [BODY[:12] + "情况见下表。", BODY[:25]])
@pytest.mark.parametrize("more", [(), (BODY, END), (BODY, BODY, END)])
def test_a_title_in_body_type_set_in_the_middle_stands_alone(text, more):
    sheet = Sheet(1).put(TITLE, (LEFT + RIGHT) / 2 - SIZE * len(TITLE) / 2).put(text, LEFT + 2 * SIZE)
    for line in more:
        sheet.put(line)
    assert flowed(sheet)[0].text == TITLE


def test_a_paragraph_goes_on_below_the_picture_that_it_ran_beside():
    beside = "逐项推进落实到位，倒排工期挂图作战抓好"
    sheet = Sheet(1).put(beside, RIGHT - SIZE * len(beside)).put(BODY).put(END)
    assert flowed(body(sheet))[0].text == beside + BODY + END


@pytest.mark.parametrize(
    "label", ["出席：周岚、林牧", "列席人员：赵青", "记录：何川", "抄送：县委办公室", "联系人：周岚"]
)
def test_who_took_part_begins_a_paragraph_below_a_full_line(label):
    sheet = Sheet(1).put(BODY[:25], LEFT + 2 * SIZE).put(BODY).put(BODY[:-1] + "。").put(label)
    assert [draft.text for draft in flowed(sheet)][1:] == [label]


def test_a_sentence_with_a_colon_goes_on_with_its_paragraph():
    sheet = Sheet(1).put(BODY[:25], LEFT + 2 * SIZE).put(BODY[:-1] + "。").put("责任单位：县财政局。")
    assert len(flowed(sheet)) == 1


def test_places_are_unique():
    places = [place.path for draft in flowed(body(Sheet(1)), body(Sheet(2))) for place in draft.places]
    assert len(places) == len(set(places)) == 8


def test_a_paragraph_does_not_go_on_over_a_page_that_could_not_be_read():
    first, third = Sheet(1).put(BODY, y=700), Sheet(3).put(BODY[:20], LEFT, y=80)
    source = SourceFile("简报.pdf", "简报.pdf", "0" * 64, "pdf", 1)
    unread = Page(2, 595, 842, (), origin="none", reason="的图像损坏，无法读取")
    document = document_of(source, [first.page(), unread, third.page()])
    assert [paragraph.text for paragraph in document.paragraphs] == [BODY, BODY[:20]]
