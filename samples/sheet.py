"""Write a ledger as an Excel workbook: merged title and categories, two header rows, shares as formulas."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ["序号", "类别", "工作任务", "计量单位", "目标数", "完成数", "完成率", "责任单位"]
MADE = datetime(2024, 1, 1)


def completion(target: str, actual: str) -> str:
    """The share as the sheet shows it: one place, in percent."""
    return str((Decimal(actual) * 100 / Decimal(target)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def ledger_records(ledger: dict[str, Any], period: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The facts and the indicators that the ledger states."""
    facts: list[dict[str, Any]] = []
    listed: list[dict[str, Any]] = []
    for category in ledger["categories"]:
        for name, unit, target, actual, responsible in category["rows"]:
            base = {"indicator": name, "op": None, "entity": None, "of": None, "high": None}
            share = completion(target, actual)
            values = [
                ("target", target, unit, period[:4], target),
                ("actual", actual, unit, period, actual),
                ("completion", share, "%", period, f"{share}%"),
            ]
            facts += [
                base | {"role": role, "value": value, "unit": its, "period": when, "quote": quote}
                for role, value, its, when, quote in values
            ]
            listed.append(
                {
                    "number": str(len(listed) + 1),
                    "name": name,
                    "aliases": [],
                    "category": category["name"],
                    "weight": None,
                    "responsible": [responsible],
                }
            )
    return facts, listed


def write_ledger(ledger: dict[str, Any], target: Path) -> None:
    with xlsxwriter.Workbook(target) as book:
        book.set_properties({"author": "岚溪县绩效考评办公室", "created": MADE})
        sheet = book.add_worksheet("目标任务台账")
        cell = {"border": 1, "align": "center", "valign": "vcenter", "font_name": "宋体", "font_size": 11}
        plain = book.add_format(cell)
        share = book.add_format(cell | {"num_format": "0.0%"})
        amount = book.add_format(cell | {"num_format": "#,##0.##"})
        title = book.add_format({"bold": True, "align": "center", "font_size": 18, "font_name": "黑体"})
        sheet.merge_range(0, 0, 0, len(HEADER) - 1, ledger["title"], title)
        sheet.merge_range(1, 0, 1, len(HEADER) - 1, ledger["subtitle"], book.add_format({"align": "center"}))
        for column, name in enumerate(HEADER):
            sheet.write(2, column, name, plain)
        row = 3
        for category in ledger["categories"]:
            last = row + len(category["rows"]) - 1
            sheet.merge_range(row, 1, last, 1, category["name"], plain)
            for name, unit, goal, actual, responsible in category["rows"]:
                sheet.write(row, 0, row - 2, plain)
                sheet.write(row, 2, name, plain)
                sheet.write(row, 3, unit, plain)
                sheet.write(row, 4, float(goal), amount)
                sheet.write(row, 5, float(actual), amount)
                sheet.write_formula(row, 6, f"=F{row + 1}/E{row + 1}", share, float(actual) / float(goal))
                sheet.write(row, 7, responsible, plain)
                row += 1
        sheet.write(row, 0, ledger["note"])
        sheet.set_column(2, 2, 22)
        sheet.set_column(7, 7, 24)
        book.add_worksheet("Sheet2")
