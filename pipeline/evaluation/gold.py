"""Gold: what a careful person reads in a paper, written in the interchange format.

Beyond the records of the program a gold fact may hold `also` (other names that are as good), alternatives
in `entity` (甲区|乙区) and a `period` of "*" (left open). A kind of record that the file leaves out was not
annotated and is not scored; an empty list says that there are none. Unknown keys are ignored. What is not of
this shape is refused with the place of the fault; nothing is repaired.
"""

import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from schemas.errors import UsageError, system_reason
from schemas.quantity import MASK, Operator
from schemas.records import DocType, FactRole, ItemKind, ItemStatus, RuleKind

ANY_PERIOD = "*"
"""The period of a gold fact that leaves it open."""

_ADVICE = "请按记录格式（docs/records.md）改正后重试"
_FAULTS = {
    "missing": "缺少该项",
    "string_type": "应为文字（数字也写成带引号的文字）",
    "literal_error": "不是规定的取值",
    "tuple_type": "应为列表",
    "list_type": "应为列表",
    "dataclass_type": "应为对象",
    "dict_type": "应为对象",
    "bool_type": "应为 true 或 false",
}


@dataclass(frozen=True, slots=True)
class GoldHeader:
    """What the document says of itself; fields as in schemas.records.Header."""

    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    date: str | None = None
    doc_type: DocType | None = None
    region: str | None = None
    period: str | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class GoldIndicator:
    """A listed indicator."""

    name: str
    number: str | None = None
    aliases: tuple[str, ...] = ()
    category: str | None = None
    weight: str | None = None
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One number; `also` are names as good as `indicator`, `period` "*" is left open."""

    indicator: str
    role: FactRole
    value: str
    unit: str = ""
    op: Operator | None = None
    period: str | None = None
    entity: str | None = None
    of: str | None = None
    high: str | None = None
    quote: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldText:
    """An issue or a measure."""

    text: str
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A named piece of work."""

    kind: ItemKind
    name: str
    status: ItemStatus


@dataclass(frozen=True, slots=True)
class GoldRule:
    """A rule of the assessment."""

    kind: RuleKind
    text: str


@dataclass(frozen=True, slots=True)
class Gold:
    """One document as it should be read; None for a kind that was not annotated."""

    document: GoldHeader
    indicators: tuple[GoldIndicator, ...] | None = None
    facts: tuple[GoldFact, ...] | None = None
    issues: tuple[GoldText, ...] | None = None
    measures: tuple[GoldText, ...] | None = None
    items: tuple[GoldItem, ...] | None = None
    rules: tuple[GoldRule, ...] | None = None


@cache
def _adapter() -> TypeAdapter[Gold]:
    return TypeAdapter(Gold)


def gold_files(folder: Path) -> tuple[Path, ...]:
    """The gold files of a folder, or the one file that is named. Raises UsageError where there are none."""
    if folder.is_file():
        return (folder,)
    if not folder.is_dir():
        raise UsageError(f"找不到标准答案：{folder}", "请写存放标准答案（.json）的文件夹")
    files = tuple(sorted(path for path in folder.glob("*.json") if path.is_file()))
    if not files:
        raise UsageError(
            f"文件夹 {folder} 里没有标准答案（.json）",
            "标准答案与材料同名，例如 9月报告.docx 的是 9月报告.json",
        )
    return files


def read_gold(path: Path) -> Gold:
    """The gold of a file. Raises UsageError with the place of the first fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"标准答案 {path} 打不开（{system_reason(error)}）") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"标准答案 {path.name} 不是 UTF-8 编码", "请另存为 UTF-8 后重试") from error
    return gold_of(text, path.name)


def gold_of(text: str, name: str) -> Gold:
    """The gold of a JSON text; `name` is that of its file. Raises UsageError as `read_gold` does."""
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(
            f"标准答案 {name} 第 {error.lineno} 行第 {error.colno} 个字符处不是完整的 JSON", "请改正后重试"
        ) from error
    try:
        gold = _adapter().validate_json(text.removeprefix("\ufeff"), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        fault = _FAULTS.get(first["type"], "内容不合要求")
        if expected := (first.get("ctx") or {}).get("expected"):
            fault += f"（应为 {expected.replace(' or ', '、').replace(chr(39), '')} 之一）"
        raise UsageError(f"标准答案 {name} 的 {_place(plain, first['loc'])}：{fault}", _ADVICE) from error
    for index, fact in enumerate(gold.facts or ()):
        if not _is_number(fact.value):
            place = _place(plain, ("facts", index, "value"))
            raise UsageError(
                f"标准答案 {name} 的 {place}：“{fact.value}”不是数字", f"数值写成数字，隐去的写 {MASK}"
            )
    return gold


def _place(plain: Any, steps: tuple[int | str, ...]) -> str:
    """facts 第3条（固定资产投资）的 role: where in the file a fault stands."""
    if not steps:
        return "开头"
    words = str(steps[0])
    for step in steps[1:]:
        words += f" 第{step + 1}条{_named(plain, steps)}" if isinstance(step, int) else f"的 {step}"
    return words


def _named(plain: Any, steps: tuple[int | str, ...]) -> str:
    """What the entry is about, so that it is found in the file without counting."""
    try:
        entry = plain[steps[0]][steps[1]]
    except (LookupError, TypeError):
        return ""
    said = (
        next((entry[key] for key in ("indicator", "name", "text") if key in entry), "")
        if isinstance(entry, dict)
        else ""
    )
    return f"（{said[:16]}）" if isinstance(said, str) and said else ""


def _is_number(value: str) -> bool:
    if value == MASK:
        return True
    try:
        return Decimal(re.sub("[,，]", "", value.replace("－", "-").replace("＋", "+"))).is_finite()
    except InvalidOperation:
        return False
