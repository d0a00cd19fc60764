"""What a workbook's page does not show, and what of it could not be read, in Chinese.

Hidden sheets, rows and columns are read, and marked with their ranges; what lies under a merged cell, or what
a number format shows nothing of, is not read, and marked. Charts, pictures, other kinds of sheets and
formulas without a stored value are missing.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from extractors.readers.excel.addresses import address, range_of
from extractors.readers.excel.merges import covered_cells
from extractors.readers.excel.workbook import Sheet
from schemas.document import Mark, Place, column_letters

_SHOWN_PLACES = 5
_SHOWN_COVERED = 20


def marks_of(sheets: Sequence[Sheet]) -> tuple[Mark, ...]:
    """What the page does not show."""
    return tuple(mark for sheet in sheets if sheet.cells for mark in (*_hidden(sheet), *_unread_cells(sheet)))


def missing_of(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """What could not be read."""
    return (*_unread_sheets(sheets), *_uncomputed(sheets), *_drawn(sheets))


# --- hidden, and read --------------------------------------------------------------------------------


def _hidden(sheet: Sheet) -> Iterator[Mark]:
    place = Place(f"sheet {sheet.number}", sheet=sheet.name)
    rows = sorted({cell.row for cell in sheet.cells})
    cols = sorted({cell.col for cell in sheet.cells})
    if sheet.state != "visible":
        extent = range_of((rows[0], cols[0], rows[-1], cols[-1]))
        yield Mark("hidden", f"工作表“{sheet.name}”（{extent}）是隐藏的，已一并读取", place)
    if runs := _runs([row for row in rows if row in sheet.hidden_rows]):
        words = _listed(runs, str)
        cells = "、".join(range_of((first, cols[0], last, cols[-1])) for first, last in runs)
        yield Mark("hidden", f"工作表“{sheet.name}”第{words}行（{cells}）是隐藏的，已一并读取", place)
    if runs := _runs([col for col in cols if col in sheet.hidden_cols]):
        words = _listed(runs, column_letters)
        cells = "、".join(range_of((rows[0], first, rows[-1], last)) for first, last in runs)
        yield Mark("hidden", f"工作表“{sheet.name}”{words}列（{cells}）是隐藏的，已一并读取", place)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last of numbers that follow one another."""
    groups = (list(group) for _, group in groupby(enumerate(numbers), key=lambda item: item[1] - item[0]))
    return [(group[0][1], group[-1][1]) for group in groups]


def _listed(runs: Sequence[tuple[int, int]], words: Callable[[int], str]) -> str:
    """Ranges in words: 3、5—9."""
    return "、".join(
        words(first) if first == last else f"{words(first)}—{words(last)}" for first, last in runs
    )


# --- not shown, and not read ---------------------------------------------------------------------------


def _unread_cells(sheet: Sheet) -> Iterator[Mark]:
    place = Place(f"sheet {sheet.number}", sheet=sheet.name)
    covered = covered_cells(sheet)
    for cell in covered[:_SHOWN_COVERED]:
        where = f"工作表“{sheet.name}”{address(cell.row, cell.col)}"
        words = f"{where}被合并单元格盖住，里面的“{cell.text}”没有读取"
        own = Place(f"sheet {sheet.number}/row {cell.row}/cell {cell.col}", sheet=sheet.name)
        yield Mark("hidden", words, own)
    if len(covered) > _SHOWN_COVERED:
        more = len(covered) - _SHOWN_COVERED
        words = f"工作表“{sheet.name}”还有{more}格被合并单元格盖住，里面的内容没有读取"
        yield Mark("hidden", words, place)
    if sheet.unshown:
        words = f"工作表“{sheet.name}”{_some(sheet.unshown)}的数字格式不显示内容，没有读取"
        yield Mark("hidden", words, place)


# --- missing -------------------------------------------------------------------------------------------


def _unread_sheets(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        if sheet.unread is not None:
            yield f"工作表“{sheet.name}”{sheet.unread}"


def _uncomputed(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        if sheet.uncomputed:
            yield (
                f"工作表“{sheet.name}”{_some(sheet.uncomputed)}的公式没有算出的值，"
                "请在 Excel 或 WPS 中打开、保存后重新放入"
            )


def _some(addresses: Sequence[str]) -> str:
    """The first of some addresses, and how many there are."""
    more = f"等{len(addresses)}格" if len(addresses) > _SHOWN_PLACES else ""
    return "、".join(addresses[:_SHOWN_PLACES]) + more


def _drawn(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        if sheet.pictures:
            yield f"工作表“{sheet.name}”里有{sheet.pictures}张图片，图片里的文字没有读取"
        if sheet.charts:
            yield f"工作表“{sheet.name}”里有{sheet.charts}张图表，图表里的数据没有读取，请对照原件"
        if sheet.objects:
            words = "里面的内容没有读取，请另存后单独放入"
            yield f"工作表“{sheet.name}”里有{sheet.objects}个嵌入的文件，{words}"
