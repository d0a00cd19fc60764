"""Confidence: what speaks against a record, and how much."""

import hashlib
from dataclasses import replace

import pytest

from extractors.extract import extract
from extractors.readers.plain.reader import read_text
from extractors.text import record_doubts as doubts
from schemas.document import Document, SourceFile
from schemas.records import Confidence, Fact

HEAD = "云溪县2031年1—8月经济运行情况报告\n云溪县统计局\n2031年9月12日\n"


def document(body: str, head: str = HEAD) -> Document:
    data = (head + body).encode()
    return read_text(SourceFile("a.txt", "a.txt", hashlib.sha256(data).hexdigest(), "txt", len(data)), data)


def fact(body: str, value: str, head: str = HEAD) -> Fact:
    return next(fact for fact in extract(document(body, head)).facts if fact.value == value)


@pytest.mark.parametrize(
    ("body", "value", "doubt"),
    [
        ("全县完成投资86.4亿元。\n", "86.4", doubts.SHORT_NAME),
        ("全县新增规模以上工业企业和限额以上商贸企业以及规模以上服务业企业17家。\n", "17", doubts.LONG_NAME),
        ("建成5G基站860个。\n", "860", doubts.DIGITS_IN_NAME),
        ("固定资产投资完成86.4亿元，同比增长9.6%。\n", "9.6", doubts.LISTED_AFTER),
        ("固定资产投资完成86.4亿元。\n", "86.4", doubts.ONLY_ONCE),
        ("固定资产投资完成86.4亿元。\n", "86.4", doubts.UNLISTED),
        ("青石镇完成固定资产投资3.2亿元。\n", "3.2", doubts.OF_OTHERS),
        ("城乡居民收入比缩小到1.75。\n", "1.75", doubts.NO_UNIT),
    ],
)
def test_a_doubt_is_named(body: str, value: str, doubt: str) -> None:
    found = fact(body, value)
    assert doubt in found.confidence.reasons
    assert doubt in doubts.WEIGHTS


def test_each_doubt_lowers_the_confidence_and_the_gravest_is_named_first() -> None:
    plain = fact("固定资产投资完成86.4亿元。固定资产投资增长9.6%。\n", "86.4")
    short = fact("全县完成投资86.4亿元。投资增长9.6%。\n", "86.4")
    assert short.confidence.value < plain.confidence.value
    assert short.confidence.reasons[0] == doubts.SHORT_NAME
    weights = [doubts.weight(reason) for reason in short.confidence.reasons]
    assert weights == sorted(weights, reverse=True)


def test_a_speech_is_less_sure_than_a_report() -> None:
    spoken = "在云溪县绩效考核推进会上的讲话\n云溪县人民政府县长 何云\n（2031年9月12日）\n同志们：\n"
    said = fact("固定资产投资完成86.4亿元。\n", "86.4", spoken)
    assert doubts.SPOKEN in said.confidence.reasons
    assert said.confidence.value < fact("固定资产投资完成86.4亿元。\n", "86.4").confidence.value


def test_issues_under_a_heading_that_names_them_are_surer() -> None:
    body = "二、存在的主要问题\n一是项目储备不足，支撑力不强。\n"
    issue = extract(document(body)).issues[0]
    assert doubts.OTHER_HEADING not in issue.confidence.reasons


def test_every_record_is_weighed() -> None:
    body = (
        "一、主要指标\n1.固定资产投资。完成86.4亿元，同比增长9.6%。\n"
        "二、存在问题\n一是项目储备不足。\n三、下一步措施\n（一）加快项目建设。县发改局要紧盯开工入库。\n"
    )
    records = extract(document(body)).all()
    assert len({type(record) for record in records}) >= 3
    assert all(0 < record.confidence.value < 1 for record in records)


def test_what_a_finder_notes_in_words_of_its_own_counts() -> None:
    paper = document("固定资产投资完成86.4亿元。\n")
    records = extract(paper)
    found = records.facts[0]
    noted = replace(found, confidence=Confidence(1.0, ("从未见过的说法",)))
    held_against = doubts.Paper(paper, records.document, records.facts)
    assert "从未见过的说法" in doubts.weighed(noted, held_against).reasons
    assert doubts.weighed(noted, held_against).value < doubts.weighed(found, held_against).value
    assert doubts.weight("从未见过的说法") == doubts.UNKNOWN


def test_weights_raise_the_odds() -> None:
    assert all(weight > 0 for weight in doubts.WEIGHTS.values())
    assert all(base < 0 for base in doubts.BASE.values())
