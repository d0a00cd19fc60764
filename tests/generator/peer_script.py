"""Run in a peer's own environment: `peer_script.py PEER WAY FILE…` prints one JSON line a file.

A way is a setting of the peer: a strategy, a flavor, whether rules are looked for. It imports nothing of this
project.
"""

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

Tables = Iterator[tuple[int, list[list[Any]]]]


PLUMBER = {
    "lines": {},
    "text": {"vertical_strategy": "text", "horizontal_strategy": "text"},
    "text between lines": {"vertical_strategy": "text", "horizontal_strategy": "lines"},
}


def pdfplumber_tables(path: str, way: str) -> Tables:
    import pdfplumber  # noqa: PLC0415 - each environment has one of the peers

    with pdfplumber.open(path) as document:
        for page in document.pages:
            for table in page.find_tables(PLUMBER[way]):
                yield page.page_number, table.extract()


def camelot_tables(path: str, way: str) -> Tables:
    import camelot  # noqa: PLC0415

    for table in camelot.read_pdf(path, pages="all", flavor=way):
        yield table.page, table.df.values.tolist()


def img2table_tables(path: str, way: str) -> Tables:
    from img2table.document import PDF  # noqa: PLC0415
    from img2table.ocr import TesseractOCR  # noqa: PLC0415

    recognition = TesseractOCR(n_threads=1, lang="chi_sim") if way == "recognised" else None
    bare = way == "borderless"
    scan = recognition is not None
    found = PDF(path, detect_rotation=scan).extract_tables(
        ocr=recognition, borderless_tables=bare, implicit_rows=bare
    )
    for page, tables in found.items():
        for table in tables:
            yield (
                page + 1,
                [[(cell.value, _corners(cell.bbox)) for cell in row] for row in table.content.values()],
            )


def _corners(box: Any) -> tuple[int, int, int, int]:
    return (box.x1, box.y1, box.x2, box.y2)


def cells_of(rows: list[list[Any]]) -> list[list[Any]]:
    """Cells with spans: a value with a box that comes again in the grid is one merged cell."""
    merged: dict[Any, list[Any]] = {}
    for row, values in enumerate(rows):
        for col, value in enumerate(values):
            if value is None:
                continue
            text, key = value if isinstance(value, tuple) else (value, (row, col))
            first = merged.setdefault(key, [row, col, row, col, text or ""])
            first[2], first[3] = max(first[2], row), max(first[3], col)
    return [[r0, c0, r1 - r0 + 1, c1 - c0 + 1, text] for r0, c0, r1, c1, text in merged.values()]


READERS = {"pdfplumber": pdfplumber_tables, "camelot": camelot_tables, "img2table": img2table_tables}


def main() -> None:
    peer, way, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    reader = READERS[peer]
    for path in files:
        begin = time.perf_counter()
        found = list(reader(path, way))
        taken = time.perf_counter() - begin
        tables = [
            {"page": page, "rows": len(rows), "cols": max(map(len, rows), default=0), "cells": cells_of(rows)}
            for page, rows in found
        ]
        sys.stdout.write(json.dumps({"seconds": taken, "tables": tables}) + "\n")


if __name__ == "__main__":
    main()
