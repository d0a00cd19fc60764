"""The heading tree.

What makes a heading, in order of precedence: a label (第X章, 一、, （一）, 1., （1）, ①, 附件N) before a
short title, either alone in its paragraph or as the paragraph's first sentence (“（一）建立机制。各单位…”,
“1.某项目：…”); then what the format states (Word style, markdown #) for a short paragraph without label.
“一是”, “首先” never are headings, nor is a list item that ends in a semicolon or runs on as a sentence.

A heading's level goes by the kind of its label (一、 1, （一） 2, 1. 3, （1） 4, ① 5), the same in every
document; the tree nests by the order of the kinds, so an annex holds all that follows it up to the next
annex.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.readers.labels import LEVELS, RANKS, Label, find_label
from schemas.document import Heading, Section

_SENTENCE_END = re.compile(r"[。！？；;]")
_TITLE_END = re.compile(r"[。：:！]")
_REMARK = re.compile(r"\s*[（(](?=[^（）()]*[\d:：])[^（）()]*[）)]\s*[。；]?$")
_LONGEST_TITLE = 45
_LONGEST_INLINE = 40
_STYLE_RANKS = {1: RANKS["cjk"], 2: RANKS["cjk_bracket"], 3: RANKS["digit"], 4: RANKS["digit_bracket"]}


@dataclass(frozen=True, slots=True)
class Found:
    """A heading and its rank in the nesting order, lowest outermost."""

    heading: Heading
    rank: float


def find_heading(text: str, style_level: int | None = None) -> Found | None:
    """The heading at the start of a paragraph's clean text, None where there is none."""
    label = find_label(text)
    if label is None:
        return _styled(text, style_level)
    if label.kind == "annex":
        return _annex(text, label)
    if label.kind == "article":
        return Found(Heading(label.text, label.number, LEVELS["article"], "", label.end), RANKS["article"])
    end = _title_end(text, label)
    if end is None:
        return None
    title = text[label.end : end].strip().rstrip("。：:；")
    return Found(Heading(label.text, label.number, LEVELS[label.kind], title, end), RANKS[label.kind])


def _title_end(text: str, label: Label) -> int | None:
    """Where the heading part ends; None where the labelled paragraph is no heading."""
    body = text[label.end :]
    sentence = _SENTENCE_END.search(body)
    remark = _REMARK.search(body)
    if remark and 0 < remark.start() <= _LONGEST_TITLE and not _SENTENCE_END.search(body[: remark.start()]):
        return label.end + remark.start()
    if sentence is None and len(body) <= _LONGEST_TITLE and not body.endswith(("：", ":", "，", "、")):
        return None if _is_list_item(body, label) else len(text)
    inline = _TITLE_END.search(body)
    if inline is None or not 0 < inline.start() <= _LONGEST_INLINE:
        return None
    if sentence is not None and sentence.start() < inline.start():
        return None
    if inline.end() == len(body) and (inline[0] != "。" or re.search("[，,]", body)):
        return None
    return label.end + inline.end()


def _is_list_item(body: str, label: Label) -> bool:
    """A low-level point that states a figure in clauses (“（5）…达200户，完成任务的80%”) is text, not a
    heading.
    """
    return (
        LEVELS[label.kind] >= LEVELS["digit"]
        and bool(re.search("[，,]", body))
        and bool(re.search(r"\d", body))
    )


def _annex(text: str, label: Label) -> Found | None:
    title = text[label.end :].strip()
    if len(title) > _LONGEST_TITLE or _SENTENCE_END.search(title) or (label.number is None and title):
        return None
    name = label.text.rstrip(":：.、")
    return Found(Heading(name, label.number, LEVELS["annex"], title, len(text)), RANKS["annex"])


def _styled(text: str, style_level: int | None) -> Found | None:
    if not style_level or len(text) > _LONGEST_TITLE + 15 or _SENTENCE_END.search(text):
        return None
    level = min(style_level, 6)
    rank = _STYLE_RANKS.get(level, float(RANKS["circled"]))
    return Found(Heading("", None, level, text, len(text)), rank)


def build_sections(found: Sequence[Found | None]) -> tuple[tuple[Section, ...], tuple[int | None, ...]]:
    """The sections of a document, given each block's heading, and each block's section."""
    sections: list[Section] = []
    belongs: list[int | None] = []
    chain: list[tuple[float, int]] = []
    for block, item in enumerate(found):
        if item is not None:
            chain = [(rank, index) for rank, index in chain if rank < item.rank]
            parent = chain[-1][1] if chain else None
            chain.append((item.rank, len(sections)))
            sections.append(Section(len(sections), item.heading, block, block, parent))
        belongs.append(chain[-1][1] if chain else None)
    return tuple(_closed(sections, belongs)), tuple(belongs)


def _closed(sections: Sequence[Section], belongs: Sequence[int | None]) -> Iterator[Section]:
    last = [section.block for section in sections]
    for block, index in enumerate(belongs):
        if index is not None:
            last[index] = block
    for section in reversed(sections):
        if section.parent is not None:
            last[section.parent] = max(last[section.parent], last[section.index])
    for section in sections:
        yield Section(section.index, section.heading, section.block, last[section.index], section.parent)
