"""How records stand in the review workbook: its sheets, their columns, and values as words of a cell.

One sheet for each kind of record. In a cell codes become Chinese words (actual → 完成值), lists are
joined by 、, and what is not stated is an empty cell; `value_of` turns a cell's words back. Values in
decisions are codes, as in the records themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from decimal import Decimal
from typing import Any, Literal

from pipeline.briefs.wording import (
    ITEM_KIND_NAMES,
    ITEM_STATUS_NAMES,
    ROLE_NAMES,
    RULE_KIND_NAMES,
    printable,
)
from schemas.decision import LIST_SEPARATOR
from schemas.period import Period
from schemas.quantity import MASK, OPERATOR_SIGNS
from schemas.records import LIGHT_NAMES, Record

ValueKind = Literal["text", "number", "period", "list", "choice"]

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_EXACT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """One editable column: the record's field, its Chinese header, its width in Chinese characters.
    `words` maps codes to the words of a choice. `required` cells can't be emptied."""

    field: str
    title: str
    width: int
    kind: ValueKind = "text"
    words: Mapping[str, str] = default(default_factory=dict)
    required: bool = False


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """One sheet: the kind of record that it holds, its name and its editable columns."""

    kind: str
    name: str
    columns: tuple[FieldColumn, ...]


def _choice(name: str, title: str, width: int, words: Mapping[Any, str], *, required: bool) -> FieldColumn:
    return FieldColumn(name, title, width, "choice", words, required)


_RESPONSIBLE = FieldColumn("responsible", "责任单位", 14, "list")
_PERIOD = FieldColumn("period", "期间", 9, "period")
_ENTITY = FieldColumn("entity", "对象", 8)
_TEXT = FieldColumn("text", "内容", 40, required=True)

SHEETS = (
    RecordSheet(
        "indicators",
        "指标",
        (
            FieldColumn("number", "编号", 4),
            FieldColumn("name", "指标", 22, required=True),
            FieldColumn("category", "类别", 10),
            FieldColumn("weight", "分值", 5, "number"),
            _RESPONSIBLE,
            FieldColumn("target_text", "文字目标", 10),
            FieldColumn("outlook", "预判", 10),
            FieldColumn("aliases", "其他写法", 12, "list"),
        ),
    ),
    RecordSheet(
        "facts",
        "数据",
        (
            FieldColumn("indicator", "指标", 22, required=True),
            _choice("role", "口径", 6, ROLE_NAMES, required=True),
            _choice("op", "算符", 4, OPERATOR_SIGNS, required=False),
            FieldColumn("value", "数值", 8, "number", required=True),
            FieldColumn("high", "上限", 6, "number"),
            FieldColumn("unit", "单位", 6),
            _PERIOD,
            _ENTITY,
            FieldColumn("of", "位次总数", 6, "number"),
        ),
    ),
    RecordSheet(
        "lights",
        "亮灯",
        (
            FieldColumn("indicator", "指标", 22, required=True),
            _choice("light", "亮灯", 5, LIGHT_NAMES, required=True),
            _PERIOD,
            _ENTITY,
        ),
    ),
    RecordSheet("issues", "问题", (_TEXT, _RESPONSIBLE)),
    RecordSheet("measures", "措施", (_TEXT, _RESPONSIBLE)),
    RecordSheet(
        "items",
        "事项",
        (
            _choice("kind", "类型", 7, ITEM_KIND_NAMES, required=True),
            FieldColumn("name", "事项", 28, required=True),
            _choice("status", "状态", 6, ITEM_STATUS_NAMES, required=True),
            _RESPONSIBLE,
            FieldColumn("points", "分值", 5, "number"),
            FieldColumn("deadline", "完成时限", 8, "period"),
            FieldColumn("reason", "原因说明", 16),
        ),
    ),
    RecordSheet(
        "rules",
        "规则",
        (
            _choice("kind", "类型", 7, RULE_KIND_NAMES, required=True),
            FieldColumn("text", "内容", 50, required=True),
        ),
    ),
)
"""The sheets of records in their order."""


class CellError(ValueError):
    """A cell holds what its column can't; the message says in Chinese what may stand there."""


def editable_values(kind: str, record: Record) -> dict[str, str]:
    """The record's editable fields as a decision writes them: codes, lists joined by 、, "" for none."""
    sheet = next(sheet for sheet in SHEETS if sheet.kind == kind)
    return {column.field: _written(getattr(record, column.field)) for column in sheet.columns}


def _written(value: str | tuple[str, ...] | None) -> str:
    return LIST_SEPARATOR.join(value) if isinstance(value, tuple) else value or ""


def cell_words(column: FieldColumn, value: str) -> str:
    """The words of a cell for a value: 完成值 for actual; all else as it is, as far as a cell can
    hold it."""
    return column.words.get(value) or printable(value)


def cell_number(column: FieldColumn, value: str) -> Decimal | None:
    """The number to write into a cell, None where it has to be text (masked, or more digits than
    a workbook holds)."""
    if column.kind != "number" or not _NUMBER.fullmatch(value):
        return None
    digits = sum(character.isdigit() for character in value)
    return Decimal(value) if digits <= _EXACT_DIGITS else None


def value_of(column: FieldColumn, words: str) -> str:
    """The value that a cell's words mean; CellError where the column can't hold them."""
    if not words:
        if column.required:
            raise CellError("不能为空；要删除整条记录，请在“核对”列选“删除”")
        return ""
    readers = {"number": _number_of, "period": _period_of, "list": _list_of}
    if column.kind == "choice":
        return _choice_of(column, words)
    return readers[column.kind](words) if column.kind in readers else words


def _number_of(words: str) -> str:
    plain = words.replace(",", "").replace("，", "").replace("−", "-").replace(" ", "")
    if plain.upper() == MASK:
        return MASK
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", plain):
        raise CellError(f"“{words}”不是数字（隐去的数值写 {MASK}，单位写在“单位”列）")
    return plain.removeprefix("+")


def _period_of(words: str) -> str:
    try:
        Period.parse(words)
    except ValueError as error:
        raise CellError(f"“{words}”不是期间（如 2024、2024-09、2024-01/2024-09）") from error
    return words


def _list_of(words: str) -> str:
    entries = re.split(r"[、；;\n]", words)
    return LIST_SEPARATOR.join(entry.strip() for entry in entries if entry.strip())


def _choice_of(column: FieldColumn, words: str) -> str:
    for code, name in column.words.items():
        if words in {code, name}:
            return code
    raise CellError(f"“{words}”不在可选范围内（{LIST_SEPARATOR.join(column.words.values())}）")
