"""A scanned paper read whole: its cells and its characters against the reference."""

import json
import re
import unicodedata
from difflib import SequenceMatcher

import pytest

from extractors.readers.registry import read

pytestmark = [pytest.mark.shared, pytest.mark.system]


@pytest.fixture(scope="module")
def scan(shared):
    (path,) = (shared / "dev" / "docs").glob("d06*")
    tables = shared / "dev" / "tables"
    cells = json.loads((tables / f"{path.stem}.json").read_text(encoding="utf-8"))
    return read(path), cells, (tables / f"{path.stem}.txt").read_text(encoding="utf-8")


def folded(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def test_nearly_all_cells_are_read(scan):
    document, tables, _ = scan
    (wanted,), (found,) = tables, document.tables
    assert (found.rows, found.cols) == (wanted["rows"], wanted["cols"])
    cells = {(c.row, c.col, c.rowspan, c.colspan): re.sub(r"\s", "", c.text) for c in found.cells}
    exact = sum(
        cells.get((c["row"], c["col"], c["rowspan"], c["colspan"])) == re.sub(r"\s", "", c["text"])
        for c in wanted["cells"]
    )
    assert exact / len(wanted["cells"]) >= 0.97


def test_nearly_all_characters_are_read_in_their_order(scan):
    document, _, text = scan
    body = folded(re.sub(r"^.*\t.*\n?", "", text, flags=re.MULTILINE))
    found = folded("".join(paragraph.text for paragraph in document.paragraphs))
    same = sum(
        block.size for block in SequenceMatcher(None, body, found, autojunk=False).get_matching_blocks()
    )
    assert same / len(body) >= 0.98
    assert len(found) <= 1.02 * len(body)


def test_the_pages_say_that_they_were_recognised(scan):
    document, _, _ = scan
    assert [mark.place.page for mark in document.marks if mark.kind == "recognised"] == [1, 2]
    assert document.missing == ()
    assert all(paragraph.words for paragraph in document.paragraphs)
    assert all(cell.words for cell in document.tables[0].cells if cell.text)
