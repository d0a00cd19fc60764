"""Seconds for 10,000 cells of an Excel ledger, beside openpyxl.

The workbook has two sheets with a merged title, two header rows with merged groups, number formats and 40,000
filled cells. The peer loads it in full (merged ranges and formats are to be had only so) and walks the cells;
its read-only way, which knows no merges, stands beside it. Processor time of this process, medians of
interleaved rounds.
"""

import io
import time
from random import Random

import openpyxl
import xlsxwriter

from extractors.readers.excel.reader import read_excel
from schemas.document import SourceFile
from tests.benchmarks.timing import medians, printed, ratios
from tests.generator import wording

PEER = "openpyxl in full, with merges and formats"
SHEETS, ROWS, COLUMNS = 2, 2000, 10
ROUNDS = 5


def workbook_bytes() -> bytes:
    """The workbook, the same on every run."""
    rng = Random(5)  # noqa: S311 - a repeatable choice, no secret
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    percent, amount = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "#,##0.00"})
    for number in range(SHEETS):
        sheet = book.add_worksheet(f"指标台账{number + 1}")
        sheet.merge_range(0, 0, 0, COLUMNS - 1, "云溪县2031年绩效指标台账")
        for col in range(4):
            sheet.merge_range(1, col, 2, col, ("序号", "指标名称", "责任单位", "计量单位")[col])
        sheet.merge_range(1, 4, 1, 6, "年度目标")
        sheet.merge_range(1, 7, 1, 9, "完成情况")
        sheet.write_row(2, 4, ["全年", "前三季度", "上半年", "完成值", "完成率", "同比"])
        for row in range(3, ROWS + 3):
            sheet.write(row, 0, row - 2)
            sheet.write_row(row, 1, [wording.indicator(rng), wording.office(rng, "云溪县"), "万元"])
            for col in range(4, 8):
                sheet.write(row, col, round(rng.uniform(1, 9999), 2), amount)
            for col in range(8, 10):
                sheet.write(row, col, round(rng.uniform(0, 1.2), 3), percent)
    book.close()
    return written.getvalue()


def full(data: bytes) -> int:
    """openpyxl with merged ranges and formats."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    cells = 0
    for sheet in book.worksheets:
        merged = [area.bounds for area in sheet.merged_cells.ranges]
        shown = [(cell.value, cell.number_format) for row in sheet.iter_rows() for cell in row]
        cells += len(shown) - len(merged)
    return cells


def read_only(data: bytes) -> int:
    """openpyxl without merged ranges and formats."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
    cells = sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    book.close()
    return cells


def main() -> list[str]:
    data = workbook_bytes()
    source = SourceFile("台账.xlsx", "台账.xlsx", "", "xlsx", len(data))
    document = read_excel(source, data)
    cells = sum(len(table.cells) for table in document.tables)
    assert cells >= SHEETS * ROWS * COLUMNS
    print(f"{cells:,} cells in {SHEETS} sheets; processor time")
    times = medians(
        {
            PEER: lambda: full(data),
            "openpyxl read-only": lambda: read_only(data),
            "read_excel": lambda: read_excel(source, data),
        },
        ROUNDS,
        warm=False,
        clock=time.process_time,
    )
    return printed(ratios(times, PEER, "s for 10,000 cells", 10_000 / cells))


if __name__ == "__main__":
    main()
