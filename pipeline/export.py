"""What other programs take over: interchange JSON of one document, and all facts as one tidy CSV table.

Writes whole files only. Numbers stay decimal strings; nothing is rounded here.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from pipeline.files import put
from schemas.interchange import records_to_json
from schemas.reading import NormalFact, Reading
from schemas.records import Records

FACT_COLUMNS = (
    "文件", "指标", "角色", "算符", "数值", "上限", "单位", "期间", "对象", "位次总数",
    "归并名称", "指标代码", "基准数值", "基准单位", "基准期间", "位置", "原文", "来源", "列名",
    "可信度", "核对", "更正", "记录键",
)  # fmt: skip
"""The header of the facts table, one column for each entry of a row."""

_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


def write_json(records: Records, path: Path) -> None:
    """Write the interchange JSON of one document, UTF-8 with line feeds on every system."""
    put(path, records_to_json(records).encode())


def facts_table(readings: Sequence[Reading]) -> pd.DataFrame:
    """One row for each fact of the readings, in their order, all values as text."""
    rows = [_fact_row(reading, normal) for reading in readings for normal in reading.facts]
    return pd.DataFrame(rows, columns=list(FACT_COLUMNS), dtype="object")


def write_facts_csv(readings: Sequence[Reading], path: Path) -> None:
    """Write `facts_table` as CSV that Excel opens as UTF-8 (with a byte order mark)."""
    text = facts_table(readings).to_csv(index=False, lineterminator="\r\n")
    put(path, text.encode("utf-8-sig"))


def _fact_row(reading: Reading, normal: NormalFact) -> tuple[str, ...]:
    fact = normal.fact
    cells = (
        reading.file_name,
        fact.indicator,
        fact.role,
        fact.op,
        fact.value,
        fact.high,
        fact.unit,
        fact.period,
        normal.entity,
        fact.of,
        normal.name,
        normal.code,
        None if normal.value is None else format(normal.value, "f"),
        normal.unit,
        normal.period.iso() if normal.period else None,
        fact.evidence.place.chinese(),
        fact.quote,
        fact.source,
        fact.column,
        format(fact.confidence.value, ".2f"),
        "已核" if normal.reviewed else "待核",
        reading.correction_at(fact.evidence),
        fact.key,
    )
    return tuple(_safe(cell or "") for cell in cells)


def _safe(text: str) -> str:
    """A spreadsheet would run a cell that begins like a formula; an apostrophe keeps it a text."""
    begins_formula = text.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{text}" if begins_formula and not _PLAIN_NUMBER.fullmatch(text) else text
