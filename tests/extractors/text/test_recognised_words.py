"""A record is no surer than the recognition of its words."""

import pytest

from extractors.extract import extract
from extractors.text.recognised_words import least_certain, placed, with_recognition
from schemas.document import Box, Cell, Document, Paragraph, Place, RecognisedWord, SourceFile, Table
from schemas.evidence import evidence_in, evidence_in_cell
from schemas.records import Confidence

BOX = Box(0, 0, 10, 10)
SOURCE = SourceFile("a.pdf", "a.pdf", "0" * 64, "pdf", 1)
TEXT = "全县固定资产投资完成38.6亿元，增长7.2%。"


def words(*pairs):
    return tuple(RecognisedWord(text, confidence, BOX) for text, confidence in pairs)


READ = words(
    ("全县固定资产投资完成", 0.98),
    ("38.6", 0.62),
    ("亿元", 0.99),
    ("，", 0.3),
    ("增长", 0.99),
    ("7.2%", 0.97),
    ("。", 0.99),
)


def document(recognised=READ, text=TEXT):
    paragraph = Paragraph(0, text, text, (Place("page 1/line 1", 1, BOX),), words=recognised)
    cell = Cell(
        0, 0, "8.1%", "8.l%", Place("page 1/table 1/row 1/cell 1", 1, BOX), words=words(("8.l%", 0.6))
    )
    table = Table(1, 1, 1, (cell,), (Place("page 1/table 1", 1, BOX),))
    return Document(SOURCE, (paragraph, table), pages=1)


def test_words_are_placed_in_the_clean_text():
    assert [TEXT[start:end] for start, end, _ in placed(TEXT, READ)] == [word.text for word in READ]


def test_a_word_that_was_put_right_or_folded_keeps_its_place():
    read = words(("全县完成", 0.9), ("1O0", 0.6), ("％", 0.9), ("以上", 0.9))
    text = "全县完成 100%以上"
    assert [text[start:end] for start, end, _ in placed(text, read)] == ["全县完成", "100", "%", "以上"]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [("投资完成38.6亿元", 0.62), ("增长7.2%", 0.97), ("亿元，增长", 0.99), (TEXT, 0.62)],
)
def test_the_least_certain_word_of_the_quote_counts(quote, expected):
    paper = document()
    start = TEXT.index(quote)
    word = least_certain(paper, evidence_in(paper.blocks[0], start, start + len(quote)))
    assert word is not None
    assert word.confidence == expected


def test_a_doubtful_word_lowers_the_confidence_and_says_why():
    paper = document()
    evidence = evidence_in(paper.blocks[0], 0, len(TEXT))
    lowered = with_recognition(Confidence(0.8, ("由左侧单元格的名称判断",)), paper, evidence)
    assert lowered == Confidence(0.62, ("文字识别把握 0.62（“38.6”）", "由左侧单元格的名称判断"))
    assert with_recognition(Confidence(0.5, ("因此",)), paper, evidence).value == 0.5


def test_a_sure_word_and_text_of_the_file_change_nothing():
    sure = Confidence()
    paper = document()
    assert with_recognition(sure, paper, evidence_in(paper.blocks[0], 15, 20)) is sure
    plain = document(recognised=())
    assert with_recognition(sure, plain, evidence_in(plain.blocks[0], 0, 20)) is sure


def test_cells_have_words_too():
    paper = document()
    table = paper.blocks[1]
    lowered = with_recognition(Confidence(), paper, evidence_in_cell(table, table.cells[0]))
    assert lowered.value == 0.6
    assert "8.l%" in lowered.reasons[0]


def test_extracted_records_carry_the_doubt():
    facts = extract(document()).facts
    by_value = {fact.value: fact.confidence for fact in facts}
    assert by_value["38.6"].value == pytest.approx(0.62)
    assert "文字识别把握" in by_value["38.6"].reasons[0]
