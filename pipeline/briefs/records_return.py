"""A returned review workbook: what a person changed in it, as decisions.

Rows are known by their hidden key, never by their place; cells by their column's header, so rows and
columns may have been moved and the file saved again by another program. For each cell, in order:
1. it says what was written: nothing was decided;
2. it says what the store now holds: someone has decided the same meanwhile, nothing to do;
3. the store still holds what was written: a correction;
4. the store holds a third value: a conflict, listed and not taken.
Nothing is taken from a workbook with a cell that can't be read, and no guess is made of what was meant.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.briefs.records_layout import SHEETS, CellError, FieldColumn, RecordSheet, cell_words, value_of
from pipeline.briefs.review_marks import (
    ACCEPTED,
    CORRECTED,
    KEY_TITLE,
    MARK_TITLE,
    MARKS,
    ORIGINALS_SHEET,
    REJECTED,
    SIGNATURE,
    VERSION,
)
from schemas.decision import Decision
from schemas.errors import ReviewError

_EXPORT_AGAIN = "请用 duibiao run 重新导出 records.xlsx，在新文件里填写后再导入"
_SHOWN_FAULTS = 8


@dataclass(frozen=True, slots=True)
class Review:
    """What a returned workbook holds. `conflicts` were changed in the store since it was written and
    `ignored` could not be taken (inserted rows, records that are gone); both in Chinese, one line each."""

    decisions: tuple[Decision, ...]
    conflicts: tuple[str, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Original:
    """What was written for one record."""

    key: str
    kind: str
    document_id: str
    quote: str
    mark: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Returned:
    """One row as it came back: where it stands, its mark, and its changed values by column."""

    where: str
    original: _Original
    mark: str
    changed: tuple[tuple[FieldColumn, str], ...]


def read_review(
    path: Path,
    current: Mapping[str, Mapping[str, str]],
    who: str,
    when: str,
    marks: Mapping[str, str] | None = None,
) -> Review:
    """Read a returned workbook against the values that the store holds now, by key and field.

    `marks` are the marks of records on which decisions were taken (`review_marks.mark_of`); with them
    a workbook that is imported a second time decides nothing anew."""
    workbook = _opened(path)
    originals = _originals(workbook, path)
    if originals and not originals.keys() & current.keys():
        raise ReviewError(
            f"{path.name} 不是从这个数据库导出的",
            "自带样例的工作簿请加 --samples，另一个数据库的请加 --db；未采用任何改动",
        )
    faults: list[str] = []
    ignored: list[str] = []
    rows = [
        row for spec in SHEETS for row in _rows(_sheet(workbook, spec), spec, originals, (faults, ignored))
    ]
    faults += _repeated(rows)
    if faults:
        more = f"等{len(faults)}处" if len(faults) > _SHOWN_FAULTS else ""
        raise ReviewError(
            f"工作簿有不能采用的单元格：{'；'.join(faults[:_SHOWN_FAULTS])}{more}",
            "请改正后重新导入，本次未采用任何改动",
        )
    decisions: list[Decision] = []
    conflicts: list[str] = []
    for row in rows:
        now = current.get(row.original.key)
        if now is None:
            ignored += [f"{row.where}：该记录已不在库中，改动未采用"] if _says_something(row) else []
            continue
        mark = (marks or {}).get(row.original.key, row.original.mark)
        decisions += _decisions(row, now, mark, who, when)
        conflicts += _conflicts(row, now)
    return Review(tuple(decisions), tuple(conflicts), tuple(ignored))


def _opened(path: Path) -> Workbook:
    try:
        return openpyxl.load_workbook(path, data_only=True)
    except FileNotFoundError as error:
        raise ReviewError(f"找不到文件 {path}", "请核对文件名后重试") from error
    except PermissionError as error:
        raise ReviewError(f"无法打开 {path}", "请先关闭正在打开该文件的程序，再重试") from error
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError, OSError) as error:
        raise ReviewError(f"{path.name} 不是可以读取的 .xlsx 工作簿", _EXPORT_AGAIN) from error


def _originals(workbook: Workbook, path: Path) -> dict[str, _Original]:
    sheet = workbook[ORIGINALS_SHEET] if ORIGINALS_SHEET in workbook.sheetnames else None
    if sheet is None or sheet["A1"].value != SIGNATURE:
        raise ReviewError(f"{path.name} 不是本程序导出的核对工作簿", _EXPORT_AGAIN)
    if str(sheet["B1"].value) != VERSION:
        raise ReviewError(f"{path.name} 由其他版本的程序导出", _EXPORT_AGAIN)
    originals = {}
    for cells in sheet.iter_rows(min_row=2, max_col=6, values_only=True):
        key, kind, document_id, quote, mark, values = ("" if cell is None else str(cell) for cell in cells)
        if key:
            originals[key] = _Original(key, kind, document_id, quote, mark, _values(values, path))
    return originals


def _values(text: str, path: Path) -> dict[str, str]:
    try:
        values: dict[str, str] = json.loads(text)
    except ValueError as error:
        raise ReviewError(f"{path.name} 隐藏的原值表已被改动", _EXPORT_AGAIN) from error
    return values


def _sheet(workbook: Workbook, spec: RecordSheet) -> Worksheet:
    sheet = workbook[spec.name] if spec.name in workbook.sheetnames else None
    if not isinstance(sheet, Worksheet):
        raise ReviewError(f"工作簿缺少工作表“{spec.name}”", _EXPORT_AGAIN)
    return sheet


def _places(sheet: Worksheet, spec: RecordSheet) -> dict[str, int]:
    """Each header that is needed to the position of its column."""
    needed = {KEY_TITLE, MARK_TITLE, *(column.title for column in spec.columns)}
    found: dict[str, int] = {}
    for place, cell in enumerate(sheet[1]):
        title = str(cell.value or "").strip()
        if title in needed and title not in found:
            found[title] = place
    missing = sorted(needed - found.keys())
    if missing:
        raise ReviewError(f"工作表“{spec.name}”缺少列“{'、'.join(missing)}”", _EXPORT_AGAIN)
    return found


def _rows(
    sheet: Worksheet,
    spec: RecordSheet,
    originals: Mapping[str, _Original],
    notes: tuple[list[str], list[str]],
) -> Iterator[_Returned]:
    """The rows of a sheet; what can't be read goes to `notes` (faults, ignored)."""
    faults, ignored = notes
    places = _places(sheet, spec)
    for cells in sheet.iter_rows(min_row=2):
        if all(cell.value is None for cell in cells):
            continue
        where = f"“{spec.name}”第{cells[0].row}行"
        key = str(cells[places[KEY_TITLE]].value or "")
        original = originals.get(key)
        if not key:
            ignored.append(f"{where}：没有记录键（新插入的行），未采用")
        elif original is None or original.kind != spec.kind:
            faults.append(f"{where}的记录键已被改动")
        else:
            mark = str(cells[places[MARK_TITLE]].value or "").strip()
            if mark not in {"", CORRECTED, *MARKS}:
                faults.append(f"{where}“{MARK_TITLE}”列：“{mark}”不在可选范围内（{'、'.join(MARKS)}）")
            # The other cells of a deleted record no longer matter, they may even be empty.
            deleted = mark == REJECTED or not mark
            changed = () if deleted else tuple(_changed(cells, spec, places, original, faults))
            yield _Returned(where, original, mark, changed)


def _changed(
    cells: tuple[Cell | MergedCell, ...],
    spec: RecordSheet,
    places: Mapping[str, int],
    original: _Original,
    faults: list[str],
) -> Iterator[tuple[FieldColumn, str]]:
    for column in spec.columns:
        cell = cells[places[column.title]]
        before = original.values.get(column.field, "")
        try:
            after = _after(cell, column, before)
        except CellError as error:
            faults.append(f"“{spec.name}”{cell.coordinate}：{error}")
            continue
        if after != before:
            yield column, after


def _after(cell: Cell | MergedCell, column: FieldColumn, before: str) -> str:
    words = _words(cell)
    if words == cell_words(column, before).strip() or _same_number(words, before, column):
        return before
    return value_of(column, words)


def _same_number(words: str, before: str, column: FieldColumn) -> bool:
    """12.5 in the cell is 12.50 as printed: a workbook doesn't keep trailing zeros."""
    if column.kind != "number":
        return False
    try:
        return Decimal(words) == Decimal(before)
    except ArithmeticError:
        return False


def _words(cell: Cell | MergedCell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        # A month typed as 2024-09 is turned into a date by the program; its format tells a month from a day.
        has_day = "d" in cell.number_format.lower().replace("red", "")
        return value.strftime("%Y-%m-%d" if has_day else "%Y-%m")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return _digits(value, cell.number_format)
    return str(value).strip()


def _digits(value: float, number_format: str) -> str:
    number = Decimal(format(value, ".15g"))
    if "%" in number_format:
        number *= 100
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _repeated(rows: list[_Returned]) -> list[str]:
    seen: dict[str, str] = {}
    faults = []
    for row in rows:
        first = seen.setdefault(row.original.key, row.where)
        if first != row.where:
            faults.append(f"{row.where}与{first}是同一条记录，请只保留一行")
    return faults


def _says_something(row: _Returned) -> bool:
    return bool(row.changed) or row.mark != row.original.mark


def _decisions(
    row: _Returned, now: Mapping[str, str], mark_now: str, who: str, when: str
) -> Iterator[Decision]:
    original = row.original

    def decision(action: str, field: str = "", before: str = "", after: str = "") -> Decision:
        return Decision(
            document_id=original.document_id,
            key=original.key,
            kind=original.kind,
            action=action,  # type: ignore[arg-type]
            field=field,
            before=before,
            after=after,
            who=who,
            when=when,
            quote=original.quote,
        )

    if row.mark in {"", REJECTED}:
        if REJECTED not in {original.mark, mark_now}:
            yield decision("reject")
        return
    taken = [(column, after) for column, after in row.changed if _is_open(column, after, original, now)]
    for column, after in taken:
        yield decision("correct", column.field, original.values.get(column.field, ""), after)
    if not taken and row.mark == ACCEPTED and ACCEPTED not in {original.mark, mark_now}:
        yield decision("accept")


def _is_open(column: FieldColumn, after: str, original: _Original, now: Mapping[str, str]) -> bool:
    held = now.get(column.field, "")
    return held == original.values.get(column.field, "") and held != after


def _conflicts(row: _Returned, now: Mapping[str, str]) -> Iterator[str]:
    for column, after in row.changed:
        before, held = row.original.values.get(column.field, ""), now.get(column.field, "")
        if held not in {before, after}:
            yield (
                f"{row.where}“{column.title}”：导出时为“{cell_words(column, before)}”，库中现为"
                f"“{cell_words(column, held)}”，表中改为“{cell_words(column, after)}”，未采用"
            )
