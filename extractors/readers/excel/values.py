"""Workbooks by their stored values alone (.xls, .xlsb, .ods), where no LibreOffice is there to convert them.

Calamine reads the values and merged ranges of these formats, but not how a number is shown: 0.826 stays 0.826
where the page shows 82.6%. That is said as missing. Hidden sheets are read and marked; hidden rows and
columns can't be told.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum
from python_calamine import PasswordError as LockedError

from extractors.readers.excel.formats import GENERAL, shown
from extractors.readers.excel.reader import document_of
from extractors.readers.excel.workbook import Sheet, SheetCell, State
from schemas.document import Document, SourceFile
from schemas.errors import DamagedFileError, PasswordError

_NOT_AS_SHOWN = (
    "数字按存储值读取，没有按显示格式（百分比、小数位、日期）还原；"
    "请在 WPS 或 Excel 中另存为 .xlsx 后重新放入"
)

Value = int | float | str | bool | time | date | datetime | timedelta


def read_values(source: SourceFile, data: bytes) -> Document:
    """The document in a workbook's stored values."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = tuple(_sheets(workbook))
    except LockedError as error:
        raise PasswordError(f"“{source.name}”是加密的 Excel 文件") from error
    except CalamineError as error:
        raise DamagedFileError(f"“{source.name}”的内容损坏，不是完整的 Excel 文件") from error
    return document_of(source, sheets, (_NOT_AS_SHOWN,))


def _sheets(workbook: CalamineWorkbook) -> Iterator[Sheet]:
    for number, about in enumerate(workbook.sheets_metadata, start=1):
        sheet = workbook.get_sheet_by_name(about.name)
        merges = tuple(
            (top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        )
        yield Sheet(number, about.name, _state(about.visible), tuple(_cells(sheet)), merges)


def _state(visible: SheetVisibleEnum) -> State:
    if visible == SheetVisibleEnum.VeryHidden:
        return "veryHidden"
    return "hidden" if visible == SheetVisibleEnum.Hidden else "visible"


def _cells(sheet: CalamineSheet) -> Iterator[SheetCell]:
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
        for col, value in enumerate(values, start=left + 1):
            words = _words(value)
            if words.strip():
                is_number = isinstance(value, int | float) and not isinstance(value, bool)
                yield SheetCell(row, col, words, words, None, is_number)


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return shown(repr(value), GENERAL)
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)
