"""Tables that run over page ends: what was cut is one again, nothing is lost, and the join can be undone."""

from dataclasses import replace

import pytest
from cut_tables import Cut, Known, leaves_page_blank, of_rows, on_pages, page_table, shifted
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractors.readers.pages.joins import begun, continued, draft_of
from extractors.readers.pages.model import TextLine
from extractors.readers.pages.strips import Whole, whole_tables
from schemas.document import Box

HEAD = ["序号", "指标名称", "完成值", "责任单位"]


def rows_of(draft):
    rows = {}
    for cell in draft.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return [rows.get(row, []) for row in range(draft.rows)]


def as_known(draft):
    return {(c.row, c.col, c.rowspan, c.colspan, c.text) for c in draft.cells}


def joined(*pages, heads=(), between=()):
    strip = begun(pages[0], heads)
    for page in pages[1:]:
        grown = continued(strip, between, page)
        if grown is None:
            return None
        strip = grown
    return strip.draft


def line(page, number, text, top=60.0):
    return TextLine(page, number, text, Box(70, top, 70 + 10 * len(text), top + 10), 10.0)


# any table, cut anywhere


@st.composite
def known_tables(draw):
    """Tables with a group column, running numbers, names, values and remarks."""
    header = draw(st.integers(1, 2))
    values = draw(st.integers(1, 3))
    cols = 4 + values
    data = draw(st.integers(4, 14))
    rows = header + data
    cells = []
    names = ["类别", "序号", "指标名称", *(f"完成值{v + 1}" for v in range(values)), "进展说明"]
    for col, name in enumerate(names):
        if header == 2 and 3 <= col < 3 + values and values > 1:
            if col == 3:
                cells.append((0, 3, 1, values, "完成情况"))
            cells.append((1, col, 1, 1, name))
        else:
            cells.append((0, col, header, 1, name))
    row = header
    while row < rows:
        size = min(draw(st.integers(1, 5)), rows - row)
        cells.append((row, 0, size, 1, f"第{row}类"))
        row += size
    for row in range(header, rows):
        cells.append((row, 1, 1, 1, str(row - header + 1)))
        cells.append((row, 2, 1, 1, f"第{row}项指标"))
        cells += [(row, 3 + v, 1, 1, f"{row}{v}.5") for v in range(values)]
        cells.append((row, cols - 1, 1, 1, f"已完成第{row}项工作的前期手续并开工建设"))
    return Known(rows, cols, header, tuple(cells))


@st.composite
def cut_tables(draw):
    known = draw(known_tables())
    places = draw(st.sets(st.integers(known.header + 2, known.rows - 1), min_size=1, max_size=3))
    apart = [at for at in sorted(places) if all(abs(at - other) > 2 or at == other for other in places)]
    cuts = [Cut(at, draw(st.one_of(st.just(0), st.integers(3, 8))), draw(st.booleans())) for at in apart] or [
        Cut(known.rows - 1)
    ]
    assume(not leaves_page_blank(known, cuts))
    return known, cuts, draw(st.booleans())


@settings(max_examples=300, deadline=None)
@given(cut_tables())
def test_a_table_cut_anywhere_is_the_table_again(case):
    known, cuts, repeat = case
    pages = on_pages(known, cuts, repeat)
    draft = joined(*pages)
    assert draft is not None
    assert as_known(draft) == set(known.cells)
    assert (draft.rows, draft.cols) == (known.rows, known.cols)


@settings(max_examples=150, deadline=None)
@given(cut_tables())
def test_no_row_is_lost_and_the_join_can_be_undone(case):
    known, cuts, repeat = case
    pages = on_pages(known, cuts, repeat)
    draft = joined(*pages)
    assert draft is not None
    broken = sum(bool(cut.broken) for cut in cuts)
    assert draft.repeated_rows == (known.header * len(cuts) if repeat else 0)
    assert sum(page.rows for page in pages) == draft.rows + draft.repeated_rows + broken
    assert draft.parts == tuple(draft_of(page) for page in pages)
    words = "".join(sorted("".join(c.text for p in draft.parts for c in p.cells)))
    dropped = "".join(cell[4] for cell in known.cells if cell[0] < known.header) * (
        len(cuts) if repeat else 0
    )
    assert words == "".join(sorted("".join(cell.text for cell in draft.cells) + dropped))
    places = {cell.place.path for part in draft.parts for cell in part.cells}
    assert all(cell.place.path in places for cell in draft.cells)


# where a table goes on

FIRST = of_rows(1, [HEAD, ["1", "财政收入", "12.5", "财政局"], ["2", "投资增速", "8.3", "发改局"]])
ROWS = [["3", "新增就业", "450", "人社局"], ["4", "绿化面积", "20", "林业局"]]


@pytest.mark.parametrize(
    ("following", "between"),
    [
        pytest.param(of_rows(2, [HEAD, *ROWS]), [], id="the header once more"),
        pytest.param(of_rows(2, ROWS), [], id="no header"),
        pytest.param(
            of_rows(2, [["序 号", "指标名称（续）", "完成值", "责任单位"], *ROWS]), [], id="续 in the header"
        ),
        pytest.param(
            of_rows(2, [["序号", "指标名称", "完成直", "责任单位"], *ROWS]), [], id="a slip in the header"
        ),
        pytest.param(of_rows(2, ROWS), ["续表"], id="续表"),
        pytest.param(of_rows(2, [HEAD, *ROWS]), ["续表1", "单位：万元"], id="续表 and the unit once more"),
        pytest.param(of_rows(2, [HEAD, *ROWS]), ["表1 主要指标完成情况"], id="the title once more"),
        pytest.param(of_rows(2, [HEAD, *ROWS]), ["表1 主要指标完成情况（续）"], id="the title with 续"),
        pytest.param(of_rows(2, ROWS), ["（接上页）"], id="接上页"),
        pytest.param(shifted(of_rows(2, ROWS), 4), [], id="edges a little off"),
        pytest.param(shifted(of_rows(2, [HEAD, *ROWS]), 40), [], id="other margins"),
        pytest.param(shifted(of_rows(2, ROWS), -20, 1.4), [], id="a landscape page, the numbers go on"),
        pytest.param(of_rows(2, ROWS, ruled=False, edges=(66, 140, 236, 300, 395)), [], id="without rules"),
    ],
)
def test_a_table_goes_on(following, between):
    found = joined(FIRST, following, heads=["表1 主要指标完成情况", "单位：万元"], between=between)
    assert found is not None
    assert [row[0] for row in rows_of(found)] == ["序号", "1", "2", "3", "4"]
    assert found.parts == (draft_of(FIRST), draft_of(following))


@pytest.mark.parametrize(
    ("following", "between"),
    [
        pytest.param(of_rows(2, [HEAD, *ROWS]), ["表2 重点任务完成情况"], id="another title"),
        pytest.param(of_rows(2, [HEAD, *ROWS]), ["附件2"], id="an annex"),
        pytest.param(of_rows(2, ROWS), ["二、存在问题"], id="a heading"),
        pytest.param(
            of_rows(2, ROWS), ["各单位要对照目标任务加快工作进度，确保完成全年任务。"], id="a paragraph"
        ),
        pytest.param(of_rows(2, [HEAD, *ROWS]), ["单位：亿元"], id="another unit"),
        pytest.param(
            of_rows(2, [["序号", "项目名称", "总投资", "牵头领导"], *ROWS]), [], id="another header"
        ),
        pytest.param(
            of_rows(2, [["序号", "指标名称", "完成率", "责任单位"], *ROWS]), [], id="one column differs"
        ),
        pytest.param(of_rows(1, ROWS), [], id="the same page"),
        pytest.param(
            shifted(of_rows(2, [["9", "甲", "1", "乙"], ["10", "甲", "2", "丙"]]), 0, 1.5),
            [],
            id="wider, and the numbers do not go on",
        ),
        pytest.param(of_rows(2, [["指标", "数值"], ["人口", "30"]]), [], id="other columns"),
    ],
)
def test_another_table_begins(following, between):
    heads = ["表1 主要指标完成情况", "单位：万元"]
    assert joined(FIRST, following, heads=heads, between=between) is None


def test_periods_in_headers_tell_tables_apart():
    first = of_rows(1, [["指标", "2022年", "增速"], ["财政收入", "12.5", "3.2"]])
    following = of_rows(2, [["指标", "2023年", "增速"], ["财政收入", "13.5", "4.2"]])
    assert joined(first, following) is None


def test_titles_inside_tables_tell_them_apart():
    def titled(page, title):
        rows = [HEAD, ["1", "财政收入", "12.5", "财政局"]]
        cells = [(r + 1, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
        return page_table(page, 3, 4, [(0, 0, 1, 4, title), *cells])

    assert joined(titled(1, "云溪县一季度完成情况表"), titled(2, "云溪县二季度完成情况表")) is None
    same = joined(titled(1, "云溪县一季度完成情况表"), titled(2, "云溪县一季度完成情况表（续）"))
    assert same is not None
    assert (same.rows, same.repeated_rows) == (4, 2)


def test_forms_stay_one_for_each_project():
    def form(page, name):
        return of_rows(page, [["项目名称", name, "主管部门", "水利局"], ["预算数", "20", "执行数", "18"]])

    assert joined(form(1, "澄江区河道治理"), form(2, "澄江区堤防加固")) is None


def test_a_row_that_names_a_group_is_no_rest_of_a_row():
    rows = [["一、经济发展", "", ""], ["财政收入", "12.5", "3"], ["投资增速", "8.1", "2"]]
    first = of_rows(1, [["指标", "完成值", "排名"], *rows])
    following = of_rows(2, [["二、社会民生", "", ""], ["新增就业", "450", "1"]])
    found = joined(first, following)
    assert found is not None
    assert found.rows == 6


def test_the_rest_of_a_long_figure_goes_to_its_cell():
    first = of_rows(
        1, [HEAD, ["1", "财政收入", "12.5", "财政局"], ["2", "进出口总额", "888,353.0", "商务局"]]
    )
    found = joined(first, of_rows(2, [["", "", "4", ""], ["3", "新增就业", "450", "人社局"]]))
    assert found is not None
    assert rows_of(found)[2] == ["2", "进出口总额", "888,353.04", "商务局"]


def test_a_merged_cell_whose_lower_part_is_not_drawn_reaches_down():
    first = page_table(
        1,
        3,
        3,
        [
            (0, 0, 1, 1, "类别"),
            (0, 1, 1, 1, "序号"),
            (0, 2, 1, 1, "指标"),
            (1, 0, 2, 1, "生态"),
            (1, 1, 1, 1, "1"),
            (1, 2, 1, 1, "造林面积"),
            (2, 1, 1, 1, "2"),
            (2, 2, 1, 1, "优良天数"),
        ],
    )
    edges = first.edges[1:]
    found = joined(first, of_rows(2, [["3", "断面水质"], ["4", "垃圾分类"]], edges))
    assert found is not None
    assert next(cell.rowspan for cell in found.cells if cell.text == "生态") == 4
    assert (found.rows, found.cols) == (5, 3)


def test_a_merged_cell_of_which_only_the_first_row_is_drawn_reaches_over_the_page_end():
    head = [(0, 0, 1, 1, "类别"), (0, 1, 1, 1, "指标"), (0, 2, 1, 1, "完成值")]
    rows = [(r, c, 1, 1, f"{r}{c}.5" if c == 2 else f"指标{r}") for r in range(1, 4) for c in (1, 2)]
    first = page_table(1, 4, 3, [*head, (1, 0, 1, 1, "生态"), *rows])
    rest = [(r, c, 1, 1, f"{r}{c}.5" if c == 2 else f"后续指标{r}") for r in range(3) for c in (1, 2)]
    found = joined(first, page_table(2, 3, 3, [*rest, (2, 0, 1, 1, "民生")]))
    assert found is not None
    assert [(c.text, c.row, c.rowspan) for c in found.cells if c.col == 0] == [
        ("类别", 0, 1),
        ("生态", 1, 5),
        ("民生", 6, 1),
    ]


def test_a_single_character_beyond_the_page_end_belongs_to_the_merged_cell():
    known = Known(
        6,
        2,
        1,
        (
            (0, 0, 1, 1, "类别"),
            (0, 1, 1, 1, "指标"),
            (1, 0, 2, 1, "经济"),
            (3, 0, 3, 1, ""),
            *((r, 1, 1, 1, f"指标第{r}项") for r in range(1, 6)),
        ),
    )
    upper, lower = on_pages(known, [Cut(4)], repeat=False)
    words = {id(upper.cells[3]): "民生保", id(lower.cells[0]): "障"}
    pages = [
        replace(page, cells=tuple(replace(c, text=words.get(id(c), c.text)) for c in page.cells))
        for page in (upper, lower)
    ]
    found = joined(*pages)
    assert found is not None
    assert ("民生保障", 3, 3) in [(c.text, c.row, c.rowspan) for c in found.cells]


def test_the_place_of_a_cell_in_two_parts_is_where_its_words_begin():
    known = Known(
        6,
        2,
        1,
        (
            (0, 0, 1, 1, "类别"),
            (0, 1, 1, 1, "指标"),
            (1, 0, 2, 1, "经济"),
            (3, 0, 3, 1, "民生"),
            *((r, 1, 1, 1, f"指标第{r}项") for r in range(1, 6)),
        ),
    )
    found = joined(*on_pages(known, [Cut(4, low=True)], repeat=False))
    assert found is not None
    cell = next(cell for cell in found.cells if cell.text == "民生")
    assert (cell.row, cell.rowspan) == (3, 3)
    assert cell.place.path == "page 2/table 1/row 1/cell 1"
    assert [c.place.path for part in found.parts for c in part.cells if c.row in (0, 3) and c.col == 0][
        1:
    ] == [
        "page 1/table 1/row 4/cell 1",
        "page 2/table 1/row 1/cell 1",
    ]


# sideways


def wide(page, title, extra=()):
    towns = ["青石镇", "白鹭乡", "栖霞街道"]
    rows = [[str(n + 1), town, *(f"{n}{c}.5" for c in range(len(title)))] for n, town in enumerate(towns)]
    return of_rows(page, [["序号", "乡镇", *title], *rows, *extra])


def test_a_wide_table_split_by_columns_is_one():
    found = whole_tables([wide(1, ["投资", "就业"]), line(2, 1, "续表"), wide(2, ["税收", "绿化", "信访"])])
    assert len(found) == 1
    assert isinstance(found[0], Whole)
    draft = found[0].draft
    assert (draft.rows, draft.cols) == (4, 7)
    assert rows_of(draft)[0] == ["序号", "乡镇", "投资", "就业", "税收", "绿化", "信访"]
    assert rows_of(draft)[3] == ["3", "栖霞街道", "20.5", "21.5", "20.5", "21.5", "22.5"]
    assert [part.cols for part in draft.parts] == [4, 5]
    assert next(c.place.path for c in draft.cells if c.text == "信访") == "page 2/table 1/row 1/cell 5"


@pytest.mark.parametrize("form", ["附件2 各乡镇指标完成情况表（{}）", "各乡镇指标完成情况表之{}"])
def test_the_parts_of_a_wide_table_with_numbered_titles_are_one(form):
    titles = [["投资", "就业"], ["税收", "绿化", "信访"], ["安全", "环保"]]
    pieces = [
        each
        for page, (number, title) in enumerate(zip("一二三", titles, strict=True), start=1)
        for each in (line(page, 1, form.format(number)), wide(page, title))
    ]
    head, found = whole_tables(pieces)
    assert isinstance(found, Whole)
    assert (found.draft.rows, found.draft.cols) == (4, 9)
    assert rows_of(found.draft)[0] == ["序号", "乡镇", *(name for title in titles for name in title)]
    assert [part.cols for part in found.draft.parts] == [4, 5, 4]
    assert [each.text for each in head] == [form.format("一")]


def test_tables_of_a_series_that_leave_out_a_number_stay_apart():
    pieces = [
        line(1, 1, "完成情况表（一）"),
        wide(1, ["投资"]),
        line(2, 1, "完成情况表（三）"),
        wide(2, ["税收"]),
    ]
    assert sum(isinstance(item, Whole) for item in whole_tables(pieces)) == 2


def test_a_wide_table_split_both_ways_is_one():
    def part(page, title, first):
        towns = ["青石镇", "白鹭乡", "栖霞街道", "北川镇", "古渡镇", "松坪乡"][first : first + 3]
        rows = [
            [str(first + n + 1), t, *(f"{n}{c}.5" for c in range(len(title)))] for n, t in enumerate(towns)
        ]
        return of_rows(page, [["序号", "乡镇", *title], *rows])

    left, right = ["投资", "就业"], ["税收", "绿化", "信访"]
    pages = [part(1, left, 0), part(2, right, 0), part(3, left, 3), part(4, right, 3)]
    (found,) = whole_tables(pages)
    assert isinstance(found, Whole)
    assert (found.draft.rows, found.draft.cols) == (7, 7)
    assert rows_of(found.draft)[6][:2] == ["6", "松坪乡"]
    assert len(found.draft.parts) == 4


@pytest.mark.parametrize(
    "right",
    [
        pytest.param(wide(2, ["税收", "绿化", "信访"], [["4", "北川镇", "1", "2", "3"]]), id="one row more"),
        pytest.param(
            of_rows(
                2,
                [["序号", "乡镇", "税收"], ["1", "青石镇", "1"], ["2", "白鹭乡", "2"], ["3", "北川镇", "3"]],
            ),
            id="one key differs",
        ),
        pytest.param(
            of_rows(2, [["税收", "绿化", "信访"], ["1", "2", "3"], ["1", "3", "3"], ["2", "2", "5"]]),
            id="no key",
        ),
    ],
)
def test_tables_whose_keys_disagree_stay_apart(right):
    assert len(whole_tables([wide(1, ["投资", "就业"]), right])) == 2


def test_a_title_between_keeps_tables_of_the_same_rows_apart():
    pieces = [wide(1, ["投资", "就业"]), line(2, 1, "表2 各乡镇税收情况"), wide(2, ["税收", "绿化", "信访"])]
    assert len(whole_tables(pieces)) == 3


def test_words_pushed_out_of_a_cell_at_the_page_end_go_back():
    spilled = line(1, 1, "局", top=FIRST.box.bottom + 2)
    spilled = TextLine(1, 1, "局", Box(315, spilled.box.top, 325, spilled.box.bottom), 10.0)
    (found,) = whole_tables([FIRST, spilled, of_rows(2, ROWS)])
    assert isinstance(found, Whole)
    assert rows_of(found.draft)[2] == ["2", "投资增速", "8.3", "发改局局"]


def test_two_full_rows_inside_a_group_stay_two_where_one_lacks_a_value():
    head = ["类别", "指标名称", "目标", "完成值", "位次"]
    upper = of_rows(1, [head, ["农业", "粮食产量", "12", "13.5", "3"], ["", "油料产量", "8", "7.1", "5"]])
    lower = of_rows(2, [["", "茶叶产量", "9", "", "6"], ["工业", "技改投资", "22", "21.5", "1"]])
    assert joined(upper, lower).rows == 5


def test_a_full_row_below_one_with_empty_cells_is_no_rest():
    rows = [["粮食产量", "12", "县农业局", "正常"], ["油料产量", "8", "县农业局", "正常"]]
    upper = of_rows(1, [["指标名称", "目标", "单位", "说明"], *rows, ["茶叶产量", "", "县茶业中心", ""]])
    lower = of_rows(2, [["技改投资", "26.6", "县工信局", "资金未到位"], ["新开工", "3", "县发改局", "正常"]])
    assert joined(upper, lower).rows == 6


def test_a_row_whose_merged_cell_begins_below_the_page_end_is_a_row():
    cells = [(0, 0, 1, 1, "类别"), (0, 1, 1, 1, "指标名称"), (0, 2, 1, 1, "目标"), (0, 3, 1, 1, "说明")]
    cells += [(1, 0, 2, 1, "质量效益"), (1, 1, 1, 1, "粮食产量"), (1, 2, 1, 1, "12"), (1, 3, 1, 1, "正常")]
    cells += [(2, 1, 1, 1, "油料产量"), (2, 2, 1, 1, ""), (2, 3, 1, 1, "资金未到位")]
    below = [
        (0, 0, 2, 1, "质量效益"),
        (0, 1, 1, 1, "茶叶产量"),
        (0, 2, 1, 1, "完成下达任务"),
        (0, 3, 1, 1, "无"),
    ]
    below += [(1, 1, 1, 1, "水产产量"), (1, 2, 1, 1, "9"), (1, 3, 1, 1, "正常")]
    assert joined(page_table(1, 3, 4, cells), page_table(2, 2, 4, below)).rows == 5


def test_one_cell_pushed_over_the_page_end_goes_back_to_its_row():
    """The column is empty elsewhere too, but a row without its name is none."""
    rows = [["粮食产量", "12", "", "3"], ["油料产量", "8", "", "5"], ["茶叶产量", "9", "", "6"]]
    upper = of_rows(1, [["指标名称", "目标", "说明", "位次"], *rows])
    lower = of_rows(2, [["", "", "完成下达任务", ""], ["技改投资", "22", "", "1"]])
    draft = joined(upper, lower)
    assert rows_of(draft)[3] == ["茶叶产量", "9", "完成下达任务", "6"]
    assert draft.rows == 5


def test_a_figure_in_two_parts_of_a_row_that_lacks_most_is_one():
    rows = [[str(n), "粮食产量", "12.5", f"{n}.5"] for n in range(101, 104)]
    upper = of_rows(1, [HEAD, *rows[:2], ["10", "粮食产量", "12.5", "103.5"]])
    lower = of_rows(2, [["3", "", "", ""], ["104", "茶叶产量", "9", "6"]])
    assert rows_of(joined(upper, lower))[3] == ["103", "粮食产量", "12.5", "103.5"]


def test_a_long_figure_in_two_parts_of_a_cut_row_is_one():
    """The name and the figure go on, the two other cells lack their rest."""
    head = ["指标名称", "完成值", "增速", "位次", "责任单位", "说明"]
    rows = [[f"第{n}项产量", f"{n}95,071.25", f"{n}.5", str(n), "农业局", "正在推进"] for n in range(1, 5)]
    upper = of_rows(1, [head, *rows, ["专项资金支出进", "195,071.1", "5.9", "3", "财政局", "资金未全部下"]])
    lower = of_rows(2, [["度完成情况", "9", "", "", "", "达"], *rows])
    draft = joined(upper, lower)
    assert rows_of(draft)[5] == [
        "专项资金支出进度完成情况",
        "195,071.19",
        "5.9",
        "3",
        "财政局",
        "资金未全部下达",
    ]
    assert draft.rows == 10


@pytest.mark.parametrize("rest", [["", "", "", ""], ["", "", "", "务"]])
def test_the_rest_of_a_row_without_words_is_no_row(rest):
    rows = [[str(n), f"第{n}项产量", f"{n}.5", "完成任务"] for n in range(1, 6)]
    upper = of_rows(1, [HEAD, *rows[:2], ["3", "第3项产量", "3.5", "完成任务"[: 4 - len(rest[3])]]])
    draft = joined(upper, of_rows(2, [rest, *rows[3:]]))
    assert rows_of(draft) == [HEAD, *rows]


def test_an_empty_row_stays_where_others_are_empty():
    rows = [["1", "粮食产量", "12.5", "农业局"], ["", "", "", ""], ["2", "油料产量", "8.3", "农业局"]]
    upper, lower = of_rows(1, [HEAD, *rows]), of_rows(2, [["", "", "", ""], *rows[:1], *rows[:1]])
    assert joined(upper, lower).rows == 7


def test_a_row_of_which_each_page_holds_what_the_other_lacks_is_one():
    rows = [[str(n), f"第{n}项产量", f"{n}.5", "农业局"] for n in range(1, 6)]
    upper = of_rows(1, [HEAD, *rows[:3], ["4", "", "4.5", "发改局"]])
    lower = of_rows(2, [["", "其中：新开工项目", "", ""], rows[4]])
    draft = joined(upper, lower)
    assert rows_of(draft)[4] == ["4", "其中：新开工项目", "4.5", "发改局"]
    assert draft.rows == 6


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param("新增就业人数", "（累计）", id="a name goes on in brackets"),
        pytest.param("茶叶、蔬菜、", "水果产量", id="a list stops short"),
    ],
)
def test_words_that_plainly_go_on_are_a_cut_row_even_where_such_rows_stand_elsewhere(above, below):
    rows = [[f"第{n}项产量", "" if n == 2 else f"{n}.5", "完成任务", "正在推进"] for n in range(1, 20)]
    head = ["指标名称", "完成值", "目标", "说明"]
    upper = of_rows(1, [head, *rows[:10], [above, "45,855", "完成", "台账更新"]])
    draft = joined(upper, of_rows(2, [[below, "", "任务", "不及时"], *rows[10:]]))
    assert rows_of(draft)[11] == [above + below, "45,855", "完成任务", "台账更新不及时"]


def test_a_row_like_others_is_no_rest_where_no_word_says_so():
    rows = [[f"第{n}项产量", "" if n == 2 else f"{n}.5", "完成任务", "正在推进"] for n in range(1, 20)]
    upper = of_rows(1, [["指标名称", "完成值", "目标", "说明"], *rows[:10]])
    assert joined(upper, of_rows(2, [["新增就业", "", "完成下达任务", "进展顺利"], *rows[10:]])).rows == 21


def test_a_name_cut_in_halves_at_the_page_end_is_one_merged_cell():
    head = [(0, 0, 1, 1, "类别"), (0, 1, 1, 1, "指标名称"), (0, 2, 1, 1, "目标")]
    groups = ["生态环保", "党的建设", "社会治理"]
    cells = [*head, *((1 + 2 * n, 0, 2, 1, name) for n, name in enumerate(groups)), (7, 0, 1, 1, "营商")]
    cells += [each for n in range(1, 8) for each in ((n, 1, 1, 1, f"第{n}项"), (n, 2, 1, 1, f"{n}.5"))]
    below = [(0, 0, 3, 1, "环境"), *((n, 1, 1, 1, f"第{n + 8}项") for n in range(3))]
    below += [(n, 2, 1, 1, f"{n}2.5") for n in range(3)]
    draft = joined(page_table(1, 8, 3, cells), page_table(2, 3, 3, below))
    assert (7, 0, 4, 1, "营商环境") in as_known(draft)
    assert draft.rows == 11


def grouped(page, groups, rows):
    """A table of merged cells (name, rows) at the left of rows of a name and values."""
    cells, row = [], 0
    for name, depth in groups:
        cells.append((row, 0, depth, 1, name))
        row += depth
    cells += [(r, c + 1, 1, 1, text) for r, words in enumerate(rows) for c, text in enumerate(words)]
    return page_table(page, row, 4, cells)


VALUES = [[f"第{n}项产量", f"{n}.5", "正常"] for n in range(12)]


def test_a_row_below_the_page_end_that_begins_a_group_is_a_row():
    head = ["指标名称", "完成值", "说明"]
    groups = [("类别", 1), ("生态环保", 3), ("民生福祉", 2)]
    upper = grouped(1, groups, [head, *VALUES[:4], ["专项支出进度", "-", "正常"]])
    lower = grouped(2, [("乡村振兴", 3)], [["招商引资到位资金", "", "滞后"], *VALUES[4:6]])
    draft = joined(upper, lower)
    assert draft.rows == 9
    assert (6, 0, 3, 1, "乡村振兴") in as_known(draft)


def test_the_last_character_of_a_group_of_two_rows_goes_over_the_page_end():
    head = ["指标名称", "完成值", "说明"]
    groups = [("类别", 1), ("生态环保", 3), ("民生福祉", 2), ("乡村振", 1)]
    upper = grouped(1, groups, [head, *VALUES[:6]])
    draft = joined(upper, grouped(2, [("兴", 1), ("社会治理", 2)], VALUES[6:9]))
    assert (6, 0, 2, 1, "乡村振兴") in as_known(draft)
    assert draft.rows == 10


def test_a_merged_cell_goes_on_where_an_empty_row_stands_elsewhere():
    head = ["指标名称", "完成值", "说明"]
    groups = [("类别", 1), ("生态环保", 3), ("", 1), ("民生福祉", 1)]
    upper = grouped(1, groups, [head, *VALUES[:3], ["", "", ""], VALUES[3]])
    draft = joined(upper, grouped(2, [("", 3)], VALUES[4:7]))
    assert (5, 0, 4, 1, "民生福祉") in as_known(draft)
    assert draft.rows == 9


def test_the_empty_rest_of_a_note_is_no_row():
    cells = [*((0, col, 1, 1, text) for col, text in enumerate(HEAD)), (1, 0, 1, 4, "注：“—”表示不考核。")]
    draft = joined(page_table(1, 2, 4, cells), page_table(2, 1, 4, [(0, 0, 1, 4, "")]))
    assert draft.rows == 2


def test_a_repeated_header_whose_last_lines_are_clipped_is_one():
    head = ["序号", "指标名称", "占年度\n目标任务\n比重", "责任单位", "位次", "说明"]
    clipped = [*head[:2], "占年度\n目标任务", *head[3:]]
    rows = [[str(n), f"第{n}项产量", f"{n}.5", "农业局", str(n), "正常"] for n in range(1, 6)]
    draft = joined(of_rows(1, [head, *rows[:3]]), of_rows(2, [clipped, *rows[3:]]))
    assert draft.rows == 6
    assert draft.repeated_rows == 1
    other = [*head[:2], "完成值", *head[3:]]
    assert joined(of_rows(1, [head, *rows[:3]]), of_rows(2, [other, *rows[3:]])) is None


def test_a_row_whose_words_end_as_names_of_columns_do_is_no_header():
    head = ["指标名称", "全年目标", "责任单位", "存在问题及原因"]
    rows = [["粮食产量", "完成下达任务", "农业局", "受雨水影响，部分田块减产"] for _ in range(3)]
    upper = of_rows(1, [head, *rows])
    lower = of_rows(
        2, [["生猪存栏数", "完成下达任务", "农业局", "受疫情影响，补栏进度慢，与目标存在差距"], *rows]
    )
    draft = joined(upper, lower)
    assert draft is not None
    assert draft.rows == 8


def test_a_note_over_all_columns_that_the_page_end_cut_is_one():
    rows = [(1, col, 1, 1, text) for col, text in enumerate(["1", "粮食产量", "12", "农业局"])]
    cells = [*((0, col, 1, 1, text) for col, text in enumerate(HEAD)), *rows]
    upper = page_table(1, 3, 4, [*cells, (2, 0, 1, 4, "注：完成率为累计完成数与")])
    draft = joined(upper, page_table(2, 1, 4, [(0, 0, 1, 4, "年度目标之比。")]))
    assert draft.rows == 3
    assert draft.cells[-1].text == "注：完成率为累计完成数与年度目标之比。"
    other = joined(upper, page_table(2, 1, 4, [(0, 0, 1, 4, "说明：“—”表示不考核。")]))
    assert other.rows == 4


def test_several_lines_pushed_out_of_a_cell_at_the_page_end_go_back():
    bottom = FIRST.box.bottom
    spilled = [
        TextLine(1, n, text, Box(315, bottom + 12 * n, 325, bottom + 12 * n + 10), 10.0)
        for n, text in enumerate("发展")
    ]
    (found,) = whole_tables([FIRST, *spilled, of_rows(2, ROWS)])
    assert isinstance(found, Whole)
    assert rows_of(found.draft)[2] == ["2", "投资增速", "8.3", "发改局发展"]


def test_a_last_part_of_merged_cells_alone_goes_on():
    edges = (70.0, 110.0, 190.0, 270.0, 350.0)
    upper = of_rows(1, [HEAD, ["1", "粮食产量", "12", "农业局"], ["2", "油料产量", "8", "农业局"]], edges)
    lower = page_table(2, 1, 2, [(0, 0, 1, 1, "合计"), (0, 1, 1, 1, "20")], (70.0, 190.0, 350.0))
    assert joined(upper, lower).rows == 4


def test_a_row_in_the_bounds_of_its_words_goes_into_the_columns_of_the_table():
    upper = of_rows(1, [HEAD, ["1", "粮食产量", "12", "农业局"], ["2", "油料产量", "8", "农业局"]])
    lower = of_rows(2, [["合计", "20", "全县"]], (70.0, 230.0, 300.0, 390.0))
    spots = [(75.0, 95.0), (240.0, 252.0), (315.0, 335.0)]
    cells = tuple(
        replace(cell, box=replace(cell.box, x0=a, x1=b))
        for cell, (a, b) in zip(lower.cells, spots, strict=True)
    )
    draft = joined(upper, replace(lower, cells=cells))
    assert rows_of(draft)[3] == ["合计", "", "20", "全县"]
