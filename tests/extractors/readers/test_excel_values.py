import pytest
from workbooks import Made, number, rows, workbook

from extractors.readers.excel.values import read_values
from schemas.document import SourceFile
from schemas.errors import DamagedFileError

SOURCE = SourceFile("/inbox/台账.xls", "台账.xls", "0" * 64, "xls", 1)


def test_values_merges_and_places_are_read_and_what_is_lost_is_said():
    sheet = Made(
        "台账",
        rows(("栖霞市重点项目台账",), (), ("项目", "完成率"), ("道路",), first=3)
        | {"B6": number("0.826", 1)},
        merges=("A3:B3",),
    )
    hidden = Made("底稿", rows(("项目", "金额"), ("水厂", "5")), state="hidden")
    document = read_values(SOURCE, workbook(sheet, hidden, codes=("0.0%",)))
    assert [cell.text for cell in document.tables[0].row_cells(1)] == ["道路", "0.826"]
    assert document.tables[0].cell(1, 1).place.chinese() == "工作表“台账”B6"
    assert document.blocks[0].text == "栖霞市重点项目台账"
    assert "存储值" in document.missing[0]
    assert [mark.kind for mark in document.marks] == ["hidden"]


def test_what_is_no_workbook_is_damage():
    with pytest.raises(DamagedFileError):
        read_values(SOURCE, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook")
