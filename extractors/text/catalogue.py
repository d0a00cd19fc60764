"""The catalogue of canonical indicators, read once from its YAML and checked.

The packaged file is schemas/data/catalogue.yaml; a user's own file of the same form adds entries and
replaces those of the same code. A file that can't be used raises ConfigError naming the entry.
"""

from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.catalogue import Catalogue, CatalogueEntry, Direction, IndicatorKind
from schemas.errors import ConfigError

_ADVICE = "请按 schemas/data/catalogue.yaml 的格式修改该条后重试"


class _Entry(BaseModel):
    """One entry at the YAML edge; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    code: str = Field(pattern=r"^[A-Z0-9]+(\.[A-Z0-9]+)*$")
    name: str = Field(min_length=1)
    category: str = Field(min_length=1)
    unit: str
    kind: IndicatorKind
    direction: Direction
    definition: str = Field(min_length=1)
    source: str = ""
    aliases: tuple[str, ...] = ()
    confused_with: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def load_catalogue(extra: Path | None = None) -> Catalogue:
    """The packaged catalogue, with the entries of a user's file added or put in their place.

    Raises ConfigError where a file can't be read, an entry is wrong, a code or a name occurs twice,
    or `confused_with` names a code that is not there.
    """
    packaged = resources.files("schemas").joinpath("data/catalogue.yaml").read_text(encoding="utf-8")
    entries = {entry.code: entry for entry in _entries(packaged, "catalogue.yaml")}
    if extra is not None:
        entries |= {entry.code: entry for entry in _entries(_text(extra), extra.name)}
    _check_names(entries.values())
    _check_references(entries)
    return Catalogue(entries=tuple(entries.values()))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(f"指标目录 {path} 无法读取", "请检查路径，并以 UTF-8 编码保存") from fault


def _entries(text: str, file_name: str) -> tuple[CatalogueEntry, ...]:
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise ConfigError(f"指标目录 {file_name} 不是有效的 YAML：{fault}", _ADVICE) from fault
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise ConfigError(f"指标目录 {file_name} 缺少 entries 列表", _ADVICE)
    entries = tuple(_entry(item, number, file_name) for number, item in enumerate(data["entries"], start=1))
    codes = [entry.code for entry in entries]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise ConfigError(f"指标目录 {file_name} 中编码重复：{'、'.join(twice)}", _ADVICE)
    return entries


def _entry(item: Any, number: int, file_name: str) -> CatalogueEntry:
    label = item.get("code", "") if isinstance(item, dict) else ""
    try:
        entry = _Entry.model_validate(item)
    except ValidationError as fault:
        fields = "、".join(str(error["loc"][0]) if error["loc"] else "条目" for error in fault.errors())
        raise ConfigError(
            f"指标目录 {file_name} 第{number}条{f'（{label}）' if label else ''}有误：{fields}", _ADVICE
        ) from fault
    return CatalogueEntry(**entry.model_dump())


def _check_names(entries: Iterable[CatalogueEntry]) -> None:
    seen: dict[str, str] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            if name in seen:
                raise ConfigError(f"指标目录中名称“{name}”同时属于 {seen[name]} 和 {entry.code}", _ADVICE)
            seen[name] = entry.code


def _check_references(entries: dict[str, CatalogueEntry]) -> None:
    for entry in entries.values():
        unknown = [code for code in entry.confused_with if code not in entries]
        if unknown:
            raise ConfigError(
                f"指标目录 {entry.code} 的 confused_with 指向不存在的编码：{'、'.join(unknown)}", _ADVICE
            )
