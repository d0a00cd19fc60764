import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.document import Box, Cell, Document, Heading, Paragraph, Place, Section, SourceFile, Table
from schemas.errors import DuibiaoError
from schemas.evidence import Evidence
from schemas.interchange import (
    KEY_ORDER,
    InterchangeError,
    document_from_json,
    document_to_json,
    records_from_json,
    records_to_json,
)
from schemas.records import (
    Confidence,
    Fact,
    Header,
    Indicator,
    Issue,
    Item,
    Measure,
    PrintedLight,
    Records,
    Rule,
)

EVIDENCE = Evidence(2, 0, 4, "完成8亿", Place("tbl 1/tr 2/tc 3", page=3, box=Box(1.5, 2, 3, 4.25)), 2, 1, 2)

RECORDS = Records(
    Header(
        "澄江区工作方案", "澄政〔2024〕3号", evidence={"title": EVIDENCE}, period="2024", doc_type="notice"
    ),
    (
        Indicator(
            "i1", "固定资产投资", EVIDENCE, responsible=("区发改局", "区财政局"), table_evidence=EVIDENCE
        ),
    ),
    (Fact("f1", "固定资产投资", "actual", "8.00", "亿元", "完成8亿", EVIDENCE, op=">=", indicator_ref="i1"),),
    (PrintedLight("l1", "固定资产投资", "red", "红", EVIDENCE),),
    (Issue("s1", "进度偏慢", EVIDENCE),),
    (Measure("m1", "倒排工期", EVIDENCE, ("区发改局",)),),
    (Item("t1", "task", "新建泵站", "done", EVIDENCE, deadline="2024-10"),),
    (Rule("r1", "light", "排名1—2位亮绿灯", EVIDENCE, Confidence(0.5, ("句子不完整",))),),
)

DOCUMENT = Document(
    SourceFile("a/材料.docx", "材料.docx", "0" * 64, "docx", 12, "2024-10-01T00:00:00Z"),
    (
        Paragraph(
            0,
            "一、总体",
            "一、总体\n",
            (Place("p 1"),),
            role="heading",
            heading=Heading("一、", 1, 1, "总体", 4),
        ),
        Paragraph(
            1,
            "完成8亿元",
            "完成８亿元",
            (Place("line 2", line=2), Place("line 3", line=3)),
            (0, 3),
            section=0,
        ),
        Table(
            2, 1, 1, (Cell(0, 0, "合计", "合 计", Place("tbl 1/tr 1/tc 1")),), (Place("tbl 1"),), section=0
        ),
    ),
    (Section(0, Heading("一、", 1, 1, "总体", 4), 0, 2),),
    pages=None,
    missing=("第2页是图片",),
)


def test_records_survive_the_round_trip():
    assert records_from_json(records_to_json(RECORDS)) == RECORDS


def test_parts_and_leading_keys_stand_in_the_interchange_order():
    plain = json.loads(records_to_json(RECORDS))
    assert list(plain) == [
        "document",
        "indicators",
        "facts",
        "issues",
        "measures",
        "items",
        "rules",
        "lights",
    ]
    for part, keys in KEY_ORDER.items():
        entry = plain[part] if part == "document" else plain[part][0]
        assert tuple(entry)[: len(keys)] == keys
        assert list(entry)[-1] in {"evidence", "table_evidence"}


def test_text_is_utf8_with_a_final_line_feed_and_the_same_every_time():
    text = records_to_json(RECORDS)
    assert "固定资产投资" in text
    assert text.endswith("}\n")
    assert text == records_to_json(records_from_json(text))


def test_unknown_keys_of_a_newer_version_are_passed_over():
    plain = json.loads(records_to_json(RECORDS))
    plain["facts"][0]["mood"] = "good"
    plain["extra"] = []
    assert records_from_json(json.dumps(plain)) == RECORDS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "不是完整的 JSON"),
        ('{"document": ', "不是完整的 JSON"),
        ("[]", "应为对象"),
        ("{}", "document：缺少该项"),
        ('{"document": {"title": 3}}', "document.title：应为文字"),
        ('{"document": {"doc_type": "novel"}}', "document.doc_type：不是规定的取值"),
        ('{"document": {}, "facts": [{"key": "k"}]}', "facts.0.indicator：缺少该项"),
        ('{"document": {}, "facts": {}}', "facts：应为列表"),
    ],
)
def test_what_is_no_records_file_is_refused_in_chinese(text, words):
    with pytest.raises(InterchangeError) as caught:
        records_from_json(text)
    assert words in caught.value.message
    assert isinstance(caught.value, DuibiaoError)
    assert caught.value.advice


def test_numbers_are_not_taken_for_text():
    plain = json.loads(records_to_json(RECORDS))
    plain["facts"][0]["value"] = 8.0
    with pytest.raises(InterchangeError):
        records_from_json(json.dumps(plain))


def test_a_document_survives_the_round_trip_with_its_computed_grid():
    assert DOCUMENT.tables[0].text(0, 0) == "合计"
    assert document_from_json(document_to_json(DOCUMENT)) == DOCUMENT


def test_a_broken_document_is_refused():
    with pytest.raises(InterchangeError, match="文档内容"):
        document_from_json('{"source": 1}')


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=("Cs",)))))
def test_any_text_survives(texts):
    records = Records(Header(), issues=tuple(Issue(f"k{n}", t, EVIDENCE) for n, t in enumerate(texts)))
    assert records_from_json(records_to_json(records)) == records


def test_every_key_is_documented(repository: Path):
    words = (repository / "docs" / "records.md").read_text(encoding="utf-8")
    plain = json.loads(records_to_json(RECORDS))
    for part, content in plain.items():
        assert f"## {part}" in words or f"、{part}" in words
        for key in content if part == "document" else content[0]:
            assert f"`{key}`" in words, f"{part}.{key}"
