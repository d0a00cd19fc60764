"""From a document to its records (extractors.extract)."""

import hashlib
from pathlib import Path

import pytest

from extractors.extract import EXTRACTOR_VERSION, bearers_of_names, extract, linked_by_mention, settled
from extractors.readers.plain.reader import read_text
from extractors.readers.registry import read
from extractors.text.record_doubts import Paper
from schemas.document import Document, Paragraph, SourceFile
from schemas.evidence import Evidence, evidence_in, is_found, record_key
from schemas.records import RECORD_KINDS, Header, Indicator, Issue

TEXT = """
云溪县2024年1—9月绩效考核指标完成情况分析报告
云溪县督查和绩效考评办公室
（2024年10月12日）
现将1—9月指标完成情况报告如下。
一、主要指标
1.固定资产投资。1—9月完成86.4亿元，同比下降7.3%，排名全市第8位。
2.城镇新增就业。累计新增3126人，完成年度任务3800人的82.3%。
二、存在的主要问题
一是部分指标差距较大。投资指标排位靠后。二是要素保障不到位。用地报批慢。
三、下一步工作措施
（一）加快项目建设。县发改局要紧盯开工入库。
"""


@pytest.fixture
def document() -> Document:
    data = TEXT.strip().encode("utf-8")
    return read_text(SourceFile("a.txt", "a.txt", hashlib.sha256(data).hexdigest(), "txt", len(data)), data)


def test_every_record_is_found_again_under_a_key_of_its_own(document: Document) -> None:
    records = extract(document)
    assert records.document.region == "云溪县"
    assert records.facts
    assert records.issues
    assert records.measures
    assert all(is_found(document, record.evidence) for record in records.all())
    for kind in RECORD_KINDS:
        keys = [record.key for record in getattr(records, kind)]
        assert len(keys) == len(set(keys))


def test_the_same_document_gives_the_same_records(document: Document) -> None:
    assert extract(document) == extract(document)
    assert EXTRACTOR_VERSION


def test_facts_stand_in_document_order(document: Document) -> None:
    places = [(fact.evidence.block, fact.evidence.anchor) for fact in extract(document).facts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("固定资产投资持续回落", "growth"),
        ("城镇新增就业进度偏慢", "jobs"),
        ("固定资产投资和城镇新增就业均落后", None),
        ("要素保障不到位", None),
    ],
)
def test_an_issue_is_bound_to_the_one_indicator_that_it_mentions(
    document: Document, text: str, expected: str | None
) -> None:
    evidence = evidence_in(document.paragraphs[0], 0, 2)
    listed = (Indicator("growth", "固定资产投资增速", evidence), Indicator("jobs", "城镇新增就业", evidence))
    [issue] = linked_by_mention((Issue("i", text, evidence),), listed)
    assert issue.indicator_ref == expected


def test_references_name_listed_indicators(document: Document) -> None:
    records = extract(document)
    keys = {indicator.key for indicator in records.indicators}
    assert {fact.indicator_ref for fact in records.facts} - {None} <= keys


def paragraph_of(document: Document) -> Paragraph:
    return document.paragraphs[-1]


def test_a_record_whose_words_are_not_at_its_place_is_dropped(document: Document) -> None:
    block = paragraph_of(document)
    good = evidence_in(block, 0, 4)
    bad = Evidence(good.block, 0, 4, "别的话语", good.place, 0)
    issues = tuple(Issue(record_key(document, e, "issues"), e.quote, e) for e in (good, bad))
    assert [issue.key for issue in settled(paper_of(document), issues)] == [issues[0].key]


def paper_of(document: Document) -> Paper:
    return Paper(document, Header(), ())


def test_records_at_one_anchor_are_told_apart_by_ordinal(document: Document) -> None:
    evidence = evidence_in(paragraph_of(document), 0, 4)
    key = record_key(document, evidence, "issues")
    twice = (Issue(key, "甲", evidence), Issue(key, "乙", evidence))
    assert [issue.key for issue in settled(paper_of(document), twice)] == [key, f"{key}-2"]


def test_a_name_that_two_indicators_bear_binds_to_neither(document: Document) -> None:
    evidence = evidence_in(paragraph_of(document), 0, 4)
    first = Indicator("k1", "固定资产投资", evidence, aliases=("投资",))
    second = Indicator("k2", "工业投资", evidence, aliases=("投资",))
    assert bearers_of_names((first, second)) == {"固定资产投资": "k1", "工业投资": "k2"}


@pytest.mark.shared
def test_real_papers_keep_their_evidence(shared: Path) -> None:
    papers = sorted(shared.glob("*/*.txt"))
    assert papers
    for paper in papers:
        document = read(paper)
        records = extract(document)
        assert all(is_found(document, record.evidence) for record in records.all())
        assert records.document.region
        assert records.document.period
