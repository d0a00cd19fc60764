"""What a stretch of text is about (extractors.text.sections)."""

import hashlib

import pytest

from extractors.readers.plain.reader import read_text
from extractors.text.sections import passages, title_topic
from schemas.document import Document, SourceFile


def paper(text: str) -> Document:
    data = text.encode("utf-8")
    return read_text(SourceFile("a.txt", "a.txt", hashlib.sha256(data).hexdigest(), "txt", len(data)), data)


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("存在的主要问题", "issue"),
        ("主要困难和不足", "issue"),
        ("存在扣分风险的指标", "risk"),
        ("推进滞后的重点工作", "risk"),
        ("下一步工作措施", "measure"),
        ("工作要求", "measure"),
        ("保障机制", "measure"),
        ("存在问题及改进措施", "mixed"),
        ("反馈问题整改情况", "other"),
        ("主要指标完成情况", "other"),
        ("总结成绩，正视问题", "other"),
        ("突出工作重点，实现新突破", None),
        ("项目建设", None),
    ],
)
def test_title(title: str, topic: str | None) -> None:
    assert title_topic(title) == topic


def topics(text: str) -> list[tuple[str, str]]:
    return [(passage.topic, passage.text[:6]) for passage in passages(paper(text))]


def test_a_title_under_measures_that_names_a_shortfall_aims_at_it() -> None:
    text = "一、下一步打算\n（一）补齐投资短板。抓好入库。\n（二）实行红灯指标销号管理。逐项调度。"
    assert {topic for topic, _ in topics(text)} == {"measure"}


def test_a_phrase_holds_over_the_paragraphs_of_its_enumeration() -> None:
    text = (
        "二、工作推进情况\n各项工作有序推进。\n尽管总体良好，但还存在一些问题：一是资金不足。二是用地紧张。\n"
        "下一阶段，我县将强化措施。\n一是强化调度。搞好衔接。\n二是拓宽渠道。保障资金。\n三、其他工作情况\n群众满意度提高。"
    )
    assert [topic for topic, _ in topics(text)] == [
        "other", "other", "issue", "measure", "measure", "measure", "other", "other",
    ]  # fmt: skip


def test_a_sentence_about_what_comes_next_is_a_passage_of_its_own() -> None:
    text = "一、项目情况\n项目已签约。下一步尽快装修厂房。目前厂房已移交，设备正在采购。"
    assert [topic for topic, _ in topics(text)] == ["other", "other", "measure", "other"]


def test_passages_cover_every_paragraph() -> None:
    document = paper("一、存在问题\n一是甲不足。二是乙不够。下一步，抓好落实。\n二、下步打算\n加快建设。")
    covered = {passage.block.index: 0 for passage in passages(document)}
    for passage in passages(document):
        covered[passage.block.index] += passage.end - passage.start
    assert covered == {p.index: len(p.text) for p in document.paragraphs}
