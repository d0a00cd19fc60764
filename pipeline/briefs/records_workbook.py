"""records.xlsx: everything that was read, with its evidence, to be corrected and read back.

Each row carries its record's key in a hidden column, and a hidden sheet keeps what was written, so
that rows may be sorted, filtered and moved, and only what a person changed becomes a decision.
The paper's own words (原文) and the place stand on each row and are never read back. Text is always
written as text: nothing read from a paper can run as a formula.
"""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipeline.briefs.brief import Column
from pipeline.briefs.records_layout import (
    SHEETS,
    FieldColumn,
    RecordSheet,
    cell_number,
    cell_words,
    editable_values,
)
from pipeline.briefs.review_marks import (
    ACCEPTED,
    KEY_TITLE,
    MARK_TITLE,
    MARKS,
    ORIGINALS_SHEET,
    PENDING,
    REJECTED,
    SIGNATURE,
    VERSION,
    mark_of,
)
from pipeline.briefs.sheets import Formats, fit_row, fitting, write_head
from pipeline.briefs.stamps import document_time
from pipeline.briefs.wording import TYPE_NAMES
from pipeline.files import put
from schemas.decision import Decision
from schemas.errors import UsageError
from schemas.reading import Reading
from schemas.records import Fact, Record

_EDITABLE_FILL = "#FFFBE6"
_MARK_FILL = "#FFF2CC"
_EVIDENCE = (
    Column("所属指标", 12),
    Column("归并名称", 12),
    Column("文件", 24),
    Column("位置", 9),
    Column("原文", 30),
    Column("可信度", 4),
    Column("疑点", 14),
    Column("核对记录", 14),
)
_ONLY_IN = {"所属指标": {"facts", "lights", "issues", "measures"}, "归并名称": {"facts"}}
"""Columns that stand only in the sheets of these kinds."""
_GUIDE = (
    "本工作簿列出程序从材料中读出的全部内容，供逐条核对。",
    "1. 浅黄色的列可以直接修改；改动会在导入后作为“更正”记录下来，原始读取结果不会被覆盖。",
    f"2. “{MARK_TITLE}”列：核对无误的选“{ACCEPTED}”；不应读出的选“{REJECTED}”（清空该格等同于“{REJECTED}”）；"
    f"未核对的保持“{PENDING}”不动。",
    "3. “文件”“位置”“原文”各列说明依据，修改无效。可以排序、筛选、调整行序；"
    "删掉整行只是不核对，不等于删除记录。",
    "4. 请不要改动列标题、工作表名称和隐藏的列、表；新插入的行不会被采用。",
    "5. 期间写作 2024（全年）、2024-09（单月）、2024-01/2024-09（1—9月）；"
    "隐去的数值写 XX；多个责任单位用“、”分隔。",
    "6. 改好保存后运行：duibiao import-review 本文件.xlsx",
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One record with what its row shows."""

    document_id: str
    file_name: str
    kind: str
    record: Record
    values: dict[str, str]
    indicator: str
    merged: str
    mark: str
    history: str


def write_records(readings: Sequence[Reading], decisions: Sequence[Decision], path: Path) -> None:
    """Write the review workbook (.xlsx, else UsageError). Decisions taken before are shown: their
    corrected values in place, who and when in 核对记录."""
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"核对工作簿只能是 .xlsx 文件（{path.name}）", "请把输出文件名改为以 .xlsx 结尾")
    put(path, _workbook_bytes(readings, decisions))


def _workbook_bytes(readings: Sequence[Reading], decisions: Sequence[Decision]) -> bytes:
    by_key: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_key.setdefault(decision.key, []).append(decision)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"title": "读取结果核对", "author": "对标", "created": document_time("")})
        formats = Formats(workbook)
        _write_files(workbook.add_worksheet("文件"), readings, formats)
        written: list[_Row] = []
        for sheet in SHEETS:
            rows = [row for reading in readings for row in _rows(reading, sheet.kind, by_key)]
            _write_sheet(workbook.add_worksheet(sheet.name), sheet, rows, formats)
            written += rows
        _write_guide(workbook.add_worksheet("说明"), formats)
        _write_originals(workbook.add_worksheet(ORIGINALS_SHEET), written)
    return buffer.getvalue()


def _rows(reading: Reading, kind: str, by_key: Mapping[str, Sequence[Decision]]) -> Iterable[_Row]:
    names = {indicator.key: indicator.name for indicator in reading.records.indicators}
    merged = {normal.fact.key: normal.name for normal in reading.facts}
    for record in getattr(reading.records, kind):
        taken = by_key.get(record.key, ())
        yield _Row(
            document_id=reading.document_id,
            file_name=reading.file_name,
            kind=kind,
            record=record,
            values=_with_corrections(editable_values(kind, record), taken),
            indicator=names.get(getattr(record, "indicator_ref", None) or "", ""),
            merged=merged.get(record.key, "") if isinstance(record, Fact) else "",
            mark=mark_of(taken),
            history="；".join(_told(decision) for decision in taken),
        )


def _with_corrections(values: dict[str, str], decisions: Sequence[Decision]) -> dict[str, str]:
    corrections = {d.field: d.after for d in decisions if d.action == "correct" and d.field in values}
    return values | corrections


def _told(decision: Decision) -> str:
    action = {"accept": "确认", "correct": "更正", "reject": "删除", "add": "新增"}[decision.action]
    change = f"：{decision.before or '空'}→{decision.after or '空'}" if decision.action == "correct" else ""
    why = f"（{decision.why}）" if decision.why else ""
    return f"{decision.when[:10]} {decision.who}{action}{change}{why}"


def _write_files(sheet: Worksheet, readings: Sequence[Reading], formats: Formats) -> None:
    columns = (
        Column("文件", 22),
        Column("标题", 30),
        Column("文号", 12),
        Column("发文或报送单位", 14),
        Column("成文日期", 8),
        Column("类型", 9),
        Column("地区", 10),
        Column("期间", 10),
        Column("完整", 6),
        *(Column(f"{record_sheet.name}数", 5, "number") for record_sheet in SHEETS),
    )
    write_head(sheet, columns, "读取结果核对", "文件", formats)
    wrapped = formats.get(text_wrap=True)
    for place, reading in enumerate(readings, start=1):
        header = reading.records.document
        words = (
            reading.file_name,
            header.title,
            header.doc_number,
            header.issuer,
            header.date,
            TYPE_NAMES[header.doc_type] if header.doc_type else None,
            header.region,
            header.period,
            "文末残缺" if header.truncated else "完整",
        )
        for position, text in enumerate(words):
            sheet.write_string(place, position, text or "—", wrapped)
        counts = reading.records.counts()
        for position, record_sheet in enumerate(SHEETS, start=len(words)):
            sheet.write_number(place, position, counts[record_sheet.kind], formats.get(align="right"))
    sheet.autofilter(0, 0, max(len(readings), 1), len(columns) - 1)


def _write_sheet(sheet: Worksheet, spec: RecordSheet, rows: Sequence[_Row], formats: Formats) -> None:
    columns = (
        Column(KEY_TITLE, 10),
        Column(MARK_TITLE, 4),
        *(Column(column.title, column.width) for column in spec.columns),
        *_evidence_columns(spec.kind),
    )
    write_head(sheet, columns, "读取结果核对", spec.name, formats)
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.freeze_panes(1, 3)
    for place, row in enumerate(rows, start=1):
        _write_row(sheet, place, spec, row, formats)
        fit_row(sheet, place, _row_texts(spec, row), columns)
    last = max(len(rows), 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:AZ{last + 1}"})
    _offer_choices(sheet, spec, last)


def _write_row(sheet: Worksheet, place: int, spec: RecordSheet, row: _Row, formats: Formats) -> None:
    sheet.write_string(place, 0, row.record.key, formats.get())
    sheet.write_string(place, 1, row.mark, formats.get(bg_color=_MARK_FILL, align="center"))
    for position, column in enumerate(spec.columns, start=2):
        _write_value(sheet, (place, position), column, row.values[column.field], formats)
    first = 2 + len(spec.columns)
    for position, text in enumerate(_evidence_texts(row), start=first):
        sheet.write_string(place, position, fitting(text), formats.get(text_wrap=True))


def _evidence_columns(kind: str) -> tuple[Column, ...]:
    return tuple(column for column in _EVIDENCE if kind in _ONLY_IN.get(column.title, {kind}))


def _evidence_texts(row: _Row) -> list[str]:
    """What stands in `_evidence_columns` of the row's kind."""
    evidence, confidence = row.record.evidence, row.record.confidence
    texts = (
        row.indicator,
        row.merged,
        row.file_name,
        evidence.place.chinese(),
        evidence.quote,
        format(confidence.value, ".0%"),
        "；".join(confidence.reasons),
        row.history,
    )
    shown = {column.title for column in _evidence_columns(row.kind)}
    return [text for column, text in zip(_EVIDENCE, texts, strict=True) if column.title in shown]


def _row_texts(spec: RecordSheet, row: _Row) -> list[str]:
    """What the row shows, cell by cell, to find how high it has to be; the hidden key needs no room."""
    values = [cell_words(column, row.values[column.field]) for column in spec.columns]
    return ["", row.mark, *values, *_evidence_texts(row)]


def _write_value(
    sheet: Worksheet, place: tuple[int, int], column: FieldColumn, value: str, formats: Formats
) -> None:
    number = cell_number(column, value)
    if number is None:
        words = fitting(cell_words(column, value))
        shape = formats.get(bg_color=_EDITABLE_FILL, text_wrap=True, num_format="@")
        sheet.write_string(*place, words, shape) if words else sheet.write_blank(*place, None, shape)
        return
    places = len(value.partition(".")[2])
    shape = formats.get(bg_color=_EDITABLE_FILL, num_format=_number_format(places))
    sheet.write_number(*place, _float(number), shape)


def _number_format(places: int) -> str:
    return "0." + "0" * places if places else "0"


def _float(number: Decimal) -> float:
    """At most 15 digits come here, and those a float holds exactly as printed."""
    return float(number)


def _offer_choices(sheet: Worksheet, spec: RecordSheet, last: int) -> None:
    offer = {"validate": "list", "error_title": "不在可选范围", "error_message": "请从下拉列表中选择"}
    sheet.data_validation(1, 1, last, 1, {**offer, "source": list(MARKS), "ignore_blank": True})
    for position, column in enumerate(spec.columns, start=2):
        if column.words:
            sheet.data_validation(
                1, position, last, position, {**offer, "source": list(column.words.values())}
            )


def _write_guide(sheet: Worksheet, formats: Formats) -> None:
    sheet.set_column(0, 0, 110)
    for place, line in enumerate(_GUIDE):
        sheet.write_string(place, 0, line, formats.get(text_wrap=True, border=0, bold=place == 0))


def _write_originals(sheet: Worksheet, rows: Sequence[_Row]) -> None:
    """What was written, row by row: key, kind, document, quote, mark, values."""
    sheet.hide()
    sheet.write_string(0, 0, SIGNATURE)
    sheet.write_string(0, 1, VERSION)
    for place, row in enumerate(rows, start=1):
        values = json.dumps(row.values, ensure_ascii=False)
        quote = row.record.evidence.quote
        texts = (row.record.key, row.kind, row.document_id, quote, row.mark, values)
        for position, text in enumerate(texts):
            sheet.write_string(place, position, fitting(text))
