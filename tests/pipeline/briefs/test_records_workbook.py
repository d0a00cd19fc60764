import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from brief_samples import fact_of

from pipeline.briefs.records_layout import SHEETS, CellError, cell_words, editable_values, value_of
from pipeline.briefs.records_return import read_review
from pipeline.briefs.records_workbook import write_records
from pipeline.briefs.review_marks import mark_of
from schemas.decision import Decision
from schemas.errors import ReviewError, UsageError
from schemas.records import RECORD_KINDS

WHO, WHEN = "李工", "2024-10-21T08:00:00Z"


@pytest.fixture
def book(tmp_path, reading):
    path = tmp_path / "records.xlsx"
    write_records([reading], [], path)
    return path


@pytest.fixture
def current(reading):
    return {
        record.key: editable_values(kind, record)
        for kind in RECORD_KINDS
        for record in getattr(reading.records, kind)
    }


def column(sheet, title):
    return next(cell.column for cell in sheet[1] if cell.value == title)


def row_of(sheet, key):
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == key)


def change(path, sheet_name, key, **cells):
    book = openpyxl.load_workbook(path)
    sheet = book[sheet_name]
    for title, value in cells.items():
        sheet.cell(row_of(sheet, key), column(sheet, title)).value = value
    book.save(path)


def zip_of(name, content):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def decided(path, current):
    return [
        (d.key, d.action, d.field, d.before, d.after) for d in read_review(path, current, WHO, WHEN).decisions
    ]


def test_sheets_stand_in_their_order_and_the_originals_are_hidden(book):
    workbook = openpyxl.load_workbook(book)
    assert workbook.sheetnames == [
        "文件",
        "指标",
        "数据",
        "亮灯",
        "问题",
        "措施",
        "事项",
        "规则",
        "说明",
        "_原值",
    ]
    assert workbook["_原值"].sheet_state == "hidden"
    for spec in SHEETS:
        sheet = workbook[spec.name]
        assert sheet.column_dimensions["A"].hidden
        assert sheet.freeze_panes == "D2"
        assert sheet.auto_filter.ref


def test_each_row_shows_its_file_place_and_quote(book):
    sheet = openpyxl.load_workbook(book)["数据"]
    row = row_of(sheet, "f1")
    shown = [
        sheet.cell(row, column(sheet, title)).value
        for title in ("文件", "位置", "原文", "所属指标", "归并名称")
    ]
    assert shown == ["三季度进展.docx", "第f1段", "完成72.50亿元", "固定资产投资", "固定资产投资额"]


def test_printed_numbers_are_numbers_with_their_decimals_and_others_stay_text(book):
    sheet = openpyxl.load_workbook(book)["数据"]
    place = column(sheet, "数值")
    cells = {key: sheet.cell(row_of(sheet, key), place) for key in ("f1", "f2", "f3", "f4", "f5")}
    assert (cells["f1"].value, cells["f1"].number_format) == (72.5, "0.00")
    assert cells["f2"].value == "XX"
    assert cells["f3"].value == "12345678901234567890"
    assert cells["f4"].value == -9.6
    assert (cells["f5"].value, cells["f5"].number_format) == (0.1, "0.00")


def test_nothing_in_the_workbook_is_a_formula(book):
    for sheet in openpyxl.load_workbook(book):
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_an_untouched_workbook_decides_nothing(book, current):
    review = read_review(book, current, WHO, WHEN)
    assert review == type(review)((), (), ())


def test_the_same_input_gives_the_same_bytes(book, tmp_path, reading):
    write_records([reading], [], tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == book.read_bytes()


def test_changed_cells_become_corrections_in_codes(book, current):
    change(book, "数据", "f1", 数值=73.5, 口径="目标值", 期间="2024", 算符="≥")
    change(book, "指标", "i1", 责任单位="县发改局；县工信局", 分值="")
    change(book, "亮灯", "l1", 亮灯="黄灯")
    assert sorted(decided(book, current)) == [
        ("f1", "correct", "op", "", ">="),
        ("f1", "correct", "period", "2024-01/2024-09", "2024"),
        ("f1", "correct", "role", "actual", "target"),
        ("f1", "correct", "value", "72.50", "73.5"),
        ("i1", "correct", "responsible", "县发改局、县财政局", "县发改局、县工信局"),
        ("i1", "correct", "weight", "6.0", ""),
        ("l1", "correct", "light", "red", "yellow"),
    ]


def test_a_decision_carries_who_when_document_kind_and_quote(book, current):
    change(book, "问题", "s1", 内容="投资进度滞后")
    assert read_review(book, current, WHO, WHEN).decisions == (
        Decision(
            "doc-1",
            "s1",
            "issues",
            "correct",
            "text",
            "投资进度偏慢",
            "投资进度滞后",
            WHO,
            WHEN,
            "",
            "投资进度偏慢",
        ),
    )


@pytest.mark.parametrize(("mark", "action"), [("确认", "accept"), ("删除", "reject"), (None, "reject")])
def test_marks(book, current, mark, action):
    change(book, "措施", "m1", 核对=mark)
    assert decided(book, current) == [("m1", action, "", "", "")]


def test_a_workbook_imported_twice_decides_nothing_anew(book, current):
    change(book, "措施", "m1", 核对="确认")
    change(book, "问题", "s1", 核对="删除")
    change(book, "数据", "f1", 数值=73.5)
    first = read_review(book, current, WHO, WHEN).decisions
    assert len(first) == 3
    current["f1"]["value"] = "73.5"
    marks = {decision.key: mark_of([decision]) for decision in first}
    assert read_review(book, current, WHO, WHEN, marks).decisions == ()


def test_a_correction_needs_no_acceptance_beside_it(book, current):
    change(book, "措施", "m1", 核对="确认", 内容="倒排工期抓落实")
    assert [entry[1] for entry in decided(book, current)] == ["correct"]


def test_the_cells_of_a_deleted_record_may_be_empty(book, current):
    change(book, "问题", "s1", 核对="删除", 内容=None)
    assert decided(book, current) == [("s1", "reject", "", "", "")]


def test_rows_may_be_sorted_moved_and_dropped_and_columns_too(book, current):
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["数据"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    titles = [cell.value for cell in sheet[1]]
    rows[0][titles.index("单位")] = "万元"
    for place, row in enumerate([titles, *reversed(rows[:4])], start=1):
        for position, value in enumerate(reversed(row), start=1):
            sheet.cell(place, position).value = value
    sheet.delete_rows(6, 5)
    workbook.save(book)
    assert decided(book, current) == [("f1", "correct", "unit", "亿元", "万元")]


def test_what_changed_in_the_store_meanwhile_is_listed_and_not_overwritten(book, current):
    change(book, "数据", "f1", 数值=73.5, 单位="万元")
    current["f1"]["value"] = "75"
    review = read_review(book, current, WHO, WHEN)
    assert [(d.field, d.after) for d in review.decisions] == [("unit", "万元")]
    assert len(review.conflicts) == 1
    assert all(words in review.conflicts[0] for words in ("数据", "72.50", "75", "73.5", "未采用"))


def test_what_the_store_already_holds_is_no_decision_and_no_conflict(book, current):
    change(book, "数据", "f1", 数值=73.5)
    current["f1"]["value"] = "73.5"
    assert read_review(book, current, WHO, WHEN).decisions == ()
    assert read_review(book, current, WHO, WHEN).conflicts == ()


def test_a_record_that_is_gone_is_listed(book, current):
    change(book, "数据", "f1", 数值=73.5)
    del current["f1"]
    review = read_review(book, current, WHO, WHEN)
    assert review.decisions == ()
    assert "已不在库中" in review.ignored[0]


def test_an_inserted_row_is_listed(book, current):
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["问题"]
    sheet.cell(sheet.max_row + 1, column(sheet, "内容")).value = "新问题"
    workbook.save(book)
    review = read_review(book, current, WHO, WHEN)
    assert review.decisions == ()
    assert "没有记录键" in review.ignored[0]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"数值": "七十"}, "不是数字"),
        ({"数值": None}, "不能为空"),
        ({"口径": "完成量"}, "不在可选范围内"),
        ({"期间": "去年"}, "不是期间"),
        ({"核对": "好"}, "不在可选范围内"),
        ({"记录键": "f1x"}, "记录键已被改动"),
        ({"记录键": "f2"}, "同一条记录"),
        ({"记录键": "i1"}, "记录键已被改动"),
    ],
)
def test_cells_that_cannot_be_taken_are_named_and_nothing_is_taken(book, current, cells, words):
    change(book, "数据", "f1", **cells)
    change(book, "问题", "s1", 内容="改好了")
    with pytest.raises(ReviewError, match=words) as caught:
        read_review(book, current, WHO, WHEN)
    assert "“数据”" in caught.value.message


def _drop_sheet(workbook):
    del workbook["规则"]


def _rename_column(workbook):
    sheet = workbook["数据"]
    sheet.cell(1, column(sheet, "数值")).value = "值"


def _drop_originals(workbook):
    del workbook["_原值"]


def _spoil_originals(workbook):
    workbook["_原值"]["F2"].value = "{"


def _other_version(workbook):
    workbook["_原值"]["B1"].value = "9"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_drop_sheet, "缺少工作表“规则”"),
        (_rename_column, "缺少列“数值”"),
        (_drop_originals, "不是本程序导出"),
        (_spoil_originals, "已被改动"),
        (_other_version, "其他版本"),
    ],
)
def test_a_changed_structure_or_foreign_workbook_is_refused(book, current, spoil, words):
    workbook = openpyxl.load_workbook(book)
    spoil(workbook)
    workbook.save(book)
    with pytest.raises(ReviewError, match=words):
        read_review(book, current, WHO, WHEN)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"plain text", zip_of("[Content_Types].xml", "<Types")]
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "r.xlsx"
    path.write_bytes(content)
    with pytest.raises(ReviewError, match="不是可以读取"):
        read_review(path, {}, WHO, WHEN)
    with pytest.raises(ReviewError, match="找不到"):
        read_review(tmp_path / "none.xlsx", {}, WHO, WHEN)


def test_a_month_that_a_program_turned_into_a_date_is_read_as_the_month(book, current):
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["数据"]
    cell = sheet.cell(row_of(sheet, "f1"), column(sheet, "期间"))
    cell.value, cell.number_format = date(2024, 9, 1), "mmm-yy"
    workbook.save(book)
    assert decided(book, current) == [("f1", "correct", "period", "2024-01/2024-09", "2024-09")]


def test_decisions_taken_before_are_shown_and_stay(tmp_path, reading, current):
    path = tmp_path / "records.xlsx"
    taken = [
        Decision("doc-1", "f1", "facts", "correct", "value", "72.50", "73", WHO, WHEN, "看错", ""),
        Decision("doc-1", "m1", "measures", "accept", "", "", "", WHO, WHEN),
        Decision("doc-1", "r1", "rules", "reject", "", "", "", WHO, WHEN),
    ]
    write_records([reading], taken, path)
    sheet = openpyxl.load_workbook(path)["数据"]
    row = row_of(sheet, "f1")
    shown = [sheet.cell(row, column(sheet, title)).value for title in ("核对", "数值", "核对记录")]
    assert shown == ["已更正", 73, "2024-10-21 李工更正：72.50→73（看错）"]
    current["f1"]["value"] = "73"
    assert read_review(path, current, WHO, WHEN).decisions == ()


def test_only_xlsx_is_written(tmp_path, reading):
    with pytest.raises(UsageError, match="xlsx"):
        write_records([reading], [], tmp_path / "records.csv")


def test_a_workbook_without_records_is_written_and_read(tmp_path, reading):
    empty = replace(reading, records=replace(reading.records, **dict.fromkeys(RECORD_KINDS, ())), facts=())
    write_records([empty], [], tmp_path / "records.xlsx")
    assert read_review(tmp_path / "records.xlsx", {}, WHO, WHEN).decisions == ()


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.kind)
def test_every_value_survives_being_written_as_words(spec, reading):
    for record in getattr(reading.records, spec.kind):
        values = editable_values(spec.kind, record)
        for field in spec.columns:
            assert value_of(field, cell_words(field, values[field.field])) == values[field.field]


@pytest.mark.parametrize(
    ("title", "words", "value"),
    [
        ("数值", "1,234.5", "1234.5"),
        ("数值", "xx", "XX"),
        ("数值", "−3", "-3"),
        ("期间", "2024-01/2024-06", "2024-01/2024-06"),
    ],
)
def test_what_a_person_types(title, words, value):
    field = next(c for spec in SHEETS if spec.kind == "facts" for c in spec.columns if c.title == title)
    assert value_of(field, words) == value


def test_a_required_cell_says_how_to_delete():
    field = SHEETS[0].columns[1]
    with pytest.raises(CellError, match="删除"):
        value_of(field, "")


@pytest.mark.system
def test_a_workbook_saved_again_by_libreoffice_is_read(book, current, tmp_path):
    change(book, "数据", "f1", 数值=73.5)
    soffice = shutil.which("soffice")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx",
            "--outdir", tmp_path / "saved", book,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    assert decided(tmp_path / "saved" / "records.xlsx", current) == [
        ("f1", "correct", "value", "72.50", "73.5")
    ]


ODD_WORDS = (
    "两行\n文字",
    "  留白 ",
    "_x000D_",
    "\x07响铃",
    "3.10",
    "TRUE",
    "1e5",
    "#N/A",
    "2024-09",
    "=1+1",
    "-5",
    "+3",
    "@x",
    "'q",
    "007",
    "1,200",
    "a\tb",
    "a\r\nb",
    "\u3000全角",
    "https://x.example/z",
    "\u200b零宽",
    "12%",
    "1/2",
    "3:15",
    "<b>&amp;",
    "\ufeffx",
    "—",
    "待核",
)
ODD_VALUES = (
    "0",
    "-0.0",
    "1.000",
    "123456789012345",
    "0.000001",
    "-9.60",
    "1e5",
    "XX",
    "99999999999.9999",
    "12.3-45",
)


def test_odd_words_and_values_come_back_as_they_were(tmp_path, reading):
    words = tuple(fact_of(f"w{n}", "1", indicator=w, unit=w, entity=w) for n, w in enumerate(ODD_WORDS))
    values = tuple(fact_of(f"v{n}", value) for n, value in enumerate(ODD_VALUES))
    odd = replace(reading, records=replace(reading.records, facts=words + values), facts=())
    write_records([odd], [], tmp_path / "odd.xlsx")
    held = {r.key: editable_values(k, r) for k in RECORD_KINDS for r in getattr(odd.records, k)}
    assert read_review(tmp_path / "odd.xlsx", held, WHO, WHEN).decisions == ()
