"""A recognised name in doubt, told by the paper's own words.

The seal of a scanned paper stands on its signature and hides strokes of the name below it. Where recognition
was in doubt of a name, and the paper prints the same name surely elsewhere, in full or without the place
before it (县绩效考评办公室), that is the name: of equal length, with one character read as another that looks
like it, never the first or the last. Two offices whose names differ in a character (财政局 and 民政局, or
东门 and 西门) are never taken for one another. Text of the file itself is never changed, and a name that
the paper prints again as it was read stays.
"""

from collections.abc import Iterator

from extractors.text.recognised_words import SURE, least_certain
from schemas.document import Document, Paragraph
from schemas.evidence import Evidence, evidence_in

_SHORTEST = 5
"""Of so many characters, one of which differs, the rest says which name it is."""


_LOOK_ALIKE = tuple(
    frozenset(group)
    for group in (
        *(
            "考老者孝",
            "利刺剌制",
            "未末来",
            "土士",
            "日曰目白自",
            "人入八",
            "己已巳",
            "干千于",
            "大太犬",
            "天夫失",
        ),
        *("王玉主", "由田甲申", "几儿九", "力刀办为", "水永冰", "木本术", "治冶", "折拆析", "微徽", "城域"),
        *("持特待", "住往佳", "评许详", "政致改", "局居", "县具", "体休", "问间", "委季", "农衣", "业亚"),
        *("效较", "绩续", "督誉", "财则", "审宙", "计汁", "务分", "设没", "建健", "通道", "管菅", "理埋"),
        *(
            "税悦",
            "保堡",
            "障章",
            "处外",
            "组姐",
            "会合",
            "镇填",
            "街衔",
            "展屈",
            "科料",
            "技枝",
            "环坏",
            "境镜",
        ),
    )
)
"""Characters that a few hidden strokes turn into one another."""


def as_named_elsewhere(document: Document, name: str, evidence: Evidence) -> str:
    """The name as the paper prints it surely elsewhere; the name itself where nothing doubts or tells it."""
    word = least_certain(document, evidence)
    if word is None or word.confidence >= SURE:
        return name
    elsewhere = [p for p in document.paragraphs if p.index != evidence.block]
    if any(name in paragraph.text for paragraph in elsewhere):
        return name
    told = (alike for paragraph in elsewhere for alike in _alike(document, paragraph, name))
    best = max(told, key=len, default="")
    return name[: len(name) - len(best)] + best


def _alike(document: Document, paragraph: Paragraph, name: str) -> Iterator[str]:
    """Stretches of a paragraph that differ from the end of the name in one character, and are read surely."""
    for length in range(len(name), _SHORTEST - 1, -1):
        ending = name[len(name) - length :]
        for start in range(len(paragraph.text) - length + 1):
            stretch = paragraph.text[start : start + length]
            if _one_apart(stretch, ending) and _sure(document, evidence_in(paragraph, start, start + length)):
                yield stretch


def _one_apart(stretch: str, ending: str) -> bool:
    if stretch[0] != ending[0] or stretch[-1] != ending[-1]:
        return False
    apart = [{a, b} for a, b in zip(stretch, ending, strict=True) if a != b]
    return len(apart) == 1 and any(apart[0] <= group for group in _LOOK_ALIKE)


def _sure(document: Document, evidence: Evidence) -> bool:
    word = least_certain(document, evidence)
    return word is None or word.confidence >= SURE
