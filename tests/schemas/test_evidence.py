from dataclasses import replace

import pytest

from schemas.document import Cell, Document, Paragraph, Place, SourceFile, Table
from schemas.evidence import Evidence, evidence_in, evidence_in_cell, folded, is_found, record_key
from schemas.records import Fact, Header, Records

PARAGRAPH = Paragraph(
    0, "投资完成8亿元，增长3%", "raw", (Place("line 1", line=1), Place("line 2", line=2)), (0, 8)
)
TABLE = Table(
    1,
    2,
    2,
    (
        Cell(0, 0, "指标", "指标", Place("tbl 1/tr 1/tc 1"), colspan=2),
        Cell(1, 0, "投资", "投资", Place("tbl 1/tr 2/tc 1")),
        Cell(1, 1, "8.0亿元", "8.0亿元", Place("tbl 1/tr 2/tc 2")),
    ),
    (Place("tbl 1"),),
    header_rows=1,
)
DOCUMENT = Document(SourceFile("材料.txt", "材料.txt", "ab" * 32, "txt", 9), (PARAGRAPH, TABLE))


def test_evidence_of_a_paragraph_holds_its_words_and_the_line_where_they_begin():
    evidence = evidence_in(PARAGRAPH, 9, 12, anchor=10)
    assert (evidence.quote, evidence.place.path, evidence.anchor) == (PARAGRAPH.text[9:12], "line 2", 10)
    assert is_found(DOCUMENT, evidence)


def test_evidence_of_a_cell_is_the_whole_cell_by_default():
    evidence = evidence_in_cell(TABLE, TABLE.cells[2])
    assert (evidence.quote, evidence.row, evidence.col) == ("8.0亿元", 1, 1)
    assert is_found(DOCUMENT, evidence)
    assert is_found(DOCUMENT, evidence_in_cell(TABLE, TABLE.cells[2], 0, 3))


def test_a_merged_cell_is_found_from_its_top_left():
    assert is_found(DOCUMENT, evidence_in_cell(TABLE, TABLE.cells[0]))


@pytest.mark.parametrize(
    "change",
    [
        {"block": 9},
        {"block": -1},
        {"quote": "投资完成9亿元"},
        {"quote": ""},
        {"start": 1},
        {"place": Place("line 7", line=7)},
    ],
)
def test_evidence_that_does_not_agree_with_the_document_is_not_found(change):
    good = evidence_in(PARAGRAPH, 0, 7)
    assert is_found(DOCUMENT, good)
    assert not is_found(DOCUMENT, replace(good, **change))


def test_a_cell_that_is_not_there_is_not_found():
    evidence = evidence_in_cell(TABLE, TABLE.cells[1])
    assert not is_found(DOCUMENT, replace(evidence, row=5))


def test_the_key_stays_when_a_newer_finder_quotes_more_words():
    short, long = evidence_in(PARAGRAPH, 4, 7, anchor=4), evidence_in(PARAGRAPH, 0, 8, anchor=4)
    assert record_key(DOCUMENT, short, "facts") == record_key(DOCUMENT, long, "facts")


def test_the_key_does_not_depend_on_name_or_path_of_the_file():
    moved = Document(replace(DOCUMENT.source, path="b/c.txt", name="c.txt"), DOCUMENT.blocks)
    evidence = evidence_in(PARAGRAPH, 4, 7)
    assert record_key(moved, evidence, "facts") == record_key(DOCUMENT, evidence, "facts")


def test_keys_differ_by_kind_place_anchor_and_content():
    one = evidence_in(PARAGRAPH, 4, 7)
    other_bytes = Document(replace(DOCUMENT.source, sha256="cd" * 32), DOCUMENT.blocks)
    keys = {
        record_key(DOCUMENT, one, "facts"),
        record_key(DOCUMENT, one, "issues"),
        record_key(DOCUMENT, evidence_in(PARAGRAPH, 4, 7, anchor=5), "facts"),
        record_key(DOCUMENT, evidence_in_cell(TABLE, TABLE.cells[1]), "facts"),
        record_key(DOCUMENT, evidence_in_cell(TABLE, TABLE.cells[2]), "facts"),
        record_key(other_bytes, one, "facts"),
    }
    assert len(keys) == 6


def test_the_key_is_the_same_in_every_version_of_the_program():
    evidence = Evidence(0, 4, 7, "8亿元", Place("line 1", line=1), 4)
    assert record_key(DOCUMENT, evidence, "facts") == "e8abdd0161068c76b95b"


def test_folded_text_ignores_width_and_blanks():
    assert folded("８． ０\u3000亿 元\n") == folded("8．0亿元") == "8.0亿元"


def test_counts_and_all_go_through_every_list():
    fact = Fact("k", "投资", "actual", "8", "亿元", "8亿元", evidence_in(PARAGRAPH, 4, 7))
    records = Records(Header(), facts=(fact, fact))
    assert records.all() == (fact, fact)
    assert records.counts() == {
        "indicators": 0, "facts": 2, "lights": 0, "issues": 0, "measures": 0, "items": 0, "rules": 0,
    }  # fmt: skip
