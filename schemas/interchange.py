"""The JSON edge: records and documents as text, and back.

Records are written in the order of `docs/records.md`: for each kind the keys of the interchange
format first, then what the program adds (key, evidence, confidence …). What is read back is
validated strictly against the value types; unknown keys are ignored, so that a file of a newer
version can still be read. Reading never repairs.
"""

import json
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from schemas.document import Document
from schemas.errors import DuibiaoError
from schemas.records import Records

KEY_ORDER: dict[str, tuple[str, ...]] = {
    "document": ("title", "doc_number", "issuer", "date", "doc_type", "region", "period", "truncated"),
    "indicators": ("number", "name", "aliases", "category", "weight", "responsible"),
    "facts": (
        "indicator", "role", "value", "unit", "op", "period", "entity", "of", "high", "quote",
    ),
    "issues": ("text", "responsible"),
    "measures": ("text", "responsible"),
    "items": ("kind", "name", "status"),
    "rules": ("kind", "text"),
    "lights": ("indicator", "entity", "period", "light", "quote"),
}  # fmt: skip
"""The parts of an interchange file in their order, and the leading keys of each."""

_TRAILING = ("confidence", "evidence", "table_evidence")

_FAULTS = {
    "json_invalid": "不是完整的 JSON",
    "missing": "缺少该项",
    "string_type": "应为文字",
    "literal_error": "不是规定的取值",
    "tuple_type": "应为列表",
    "dataclass_type": "应为对象",
    "dict_type": "应为对象",
    "int_type": "应为整数",
    "bool_type": "应为真或假",
}

_T = TypeVar("_T")


class InterchangeError(DuibiaoError):
    """A text is not JSON, or not of the shape that it must have."""

    default_advice = "请用本程序重新导出该文件后再试"


@cache
def _records() -> TypeAdapter[Records]:
    return TypeAdapter(Records)


@cache
def _document() -> TypeAdapter[Document]:
    return TypeAdapter(Document)


def records_to_json(records: Records) -> str:
    """The interchange JSON of one document, ending in a line feed. The same records give the same text."""
    plain: dict[str, Any] = _records().dump_python(records, mode="json")
    ordered = {part: _ordered(plain[part], keys) for part, keys in KEY_ORDER.items()}
    return json.dumps(ordered, ensure_ascii=False, indent=1) + "\n"


def records_from_json(text: str) -> Records:
    """The records of an interchange JSON. Raises InterchangeError for anything else."""
    return _parsed(_records(), text, "记录文件")


def document_to_json(document: Document) -> str:
    """A document as compact JSON, every block with its place."""
    plain = _document().dump_python(document, mode="json")
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def document_from_json(text: str) -> Document:
    """The document of such a JSON. Raises InterchangeError for anything else."""
    return _parsed(_document(), text, "文档内容")


def _ordered(part: Any, leading: tuple[str, ...]) -> Any:
    if isinstance(part, list):
        return [_ordered(entry, leading) for entry in part]
    middle = [key for key in part if key not in leading and key not in _TRAILING]
    trailing = [key for key in _TRAILING if key in part]
    return {key: part[key] for key in (*leading, *middle, *trailing)}


def _parsed(adapter: TypeAdapter[_T], text: str, what: str) -> _T:
    try:
        return adapter.validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "开头"
        fault = _FAULTS.get(first["type"], "内容不合要求")
        raise InterchangeError(f"{what}的内容不符合格式（{place}：{fault}）") from error
