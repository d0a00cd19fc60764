"""The cells of the reference tables, all of them, spans and all."""

import json
import re

import pytest

from extractors.readers.registry import read

DOCUMENTS = ("d01", "d02", "d03", "d04")


def without_blanks(text):
    return re.sub(r"\s", "", text)


@pytest.mark.shared
@pytest.mark.parametrize("document", DOCUMENTS)
def test_all_cells_are_read(shared, document):
    (path,) = (shared / "dev" / "docs").glob(f"{document}*")
    expected = json.loads((shared / "dev" / "tables" / f"{path.stem}.json").read_text(encoding="utf-8"))
    tables = read(path).tables
    assert [(t.rows, t.cols) for t in tables] == [(t["rows"], t["cols"]) for t in expected]
    for found, wanted in zip(tables, expected, strict=True):
        assert {(c.row, c.col, c.rowspan, c.colspan, without_blanks(c.text)) for c in found.cells} == {
            (c["row"], c["col"], c["rowspan"], c["colspan"], without_blanks(c["text"]))
            for c in wanted["cells"]
        }
