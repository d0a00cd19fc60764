"""What a stretch of text is about: shortfalls, what will be done, results so far.

Signals, in order of precedence: a phrase right before an enumeration or at the start of a sentence
(下一步，… / 存在的主要困难：一是…), which holds to the end of its enumeration, over paragraphs too; the
innermost heading with a word that tells; then the headings above it. A heading that names both
成绩 and 问题 tells nothing, so there only phrases count. It never reads the points themselves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.text.lists import opening_label, points, sentences_in
from schemas.document import Block, Document, Heading, Paragraph

Topic = Literal["issue", "risk", "measure", "mixed", "other"]

ISSUE_TITLE = re.compile(r"问题|短板|不足|困难|薄弱|差距|制约|难点|隐患|挑战|风险|原因")
NO_SHORTFALL = re.compile(
    r"风险(?:化解|防控|防范|管理|管控|处置|评估)|困难(?:群众|职工|家庭|学生|人员)|问题导向"
)
RISK_TITLE = re.compile(
    r"(?:红灯|黄灯|红黄灯|预警|扣分|失分|滞后|落后|劣势|弱势|短板|欠进度|未达|未完成|未实现|缓慢|难以完成|无法完成|风险)\S{0,8}(?:指标|项目|事项|任务|工作|情况)|"
    r"(?:指标|项目|事项|任务)\S{0,10}(?:扣分|滞后|落后|风险|差距大|难以完成|无法完成|未达)"
)
MEASURE_TITLE = re.compile(
    r"下一?步|下一?阶段|今后|打算|工作安排|工作要求|有关要求|及要求$|^要求|几点要求|对策|建议|(?:保障|推进|工作)机制|组织保障|努力方向|工作计划|"
    r"^(?:主要)?工作重点|(?:整改|改进|工作|保障|应对|推进|有关|具体|主要|防范)(?:的)?(?:措施|举措|意见)|措施(?:及|和|与)|^(?:措施|举措)$"
)
ACTION_TITLE = re.compile(
    r"^(?:要|进一步|持续|切实|全面|全力|深入|着力|坚决|加力|主动|继续|严格|大力|积极|聚焦|突出(?!问题|短板|矛盾|困难)|压实|压紧|紧盯|注重|强化|加强|加快|加大|建立|健全|完善|"
    r"推进|推动|优化|深化|提高|提升|落实|抓好|抓实|狠抓|规范|实行|实施|开展|深挖|拓宽|调整|营造|统筹|坚持|细化|强|严|抓|做|争|保|促|补|稳|扩|盯|明确|"
    r"组织|靠前|密切|精准|夯实|筑牢|增强|凝聚|发挥|树立|确保|完成|用好|严肃|督促|创新|改进|培育|引导|支持|对)"
)
ANNOUNCED = re.compile(r"存在|(?:主要|突出)的?(?:问题|困难|不足)|^(?:问题|不足|困难|短板)")
PAST_TITLE = re.compile(r"成绩|成效|回顾|总结|做法|亮点|进展(?:情况)?$|完成情况|总体情况|实现情况")
SOLVED_TITLE = re.compile(
    r"(?:反馈|评议|督办)?(?:问题|意见)\S{0,8}整改(?!措施)|问题导向|解决\S{0,6}问题|责任感"
)

ISSUE_PHRASE = re.compile(
    r"(?:存在|仍有|还有|面临|暴露出|表现出)\S{0,24}(?:问题|困难|不足|短板|差距|薄弱环节|矛盾)|"
    r"(?:问题|差距|短板|不足|困难)(?:也|还|仍|依然|依旧|仍然|同样|都)*(?:不少|不小|较多|很多|较大|突出|明显|不容忽视|不容小觑)|"
    r"(?:问题|困难|不足|短板|难点)(?:主要)?(?:有|是|表现|体现|如下|包括|为)|(?:主要)?(?:问题|困难|不足|短板|原因)[：:]|"
    r"清醒(?:地|的)?(?:认识|看|意识)到|究其原因|(?:差距|失分|丢分)的?原因"
)
TOLD_ONE_BY_ONE = re.compile(r"(?:主要(?:是|有|表现在|体现在)|认识到|看到|问题|困难|不足)[：:]")
SUMMED_UP = re.compile(
    r"^(?:对这些|对此|对于这些|以上|上述|这些|为此|面对这些|我们(?:将|一定|必须|要)|下一?步|各位代表|所有这些)"
)
MEASURE_PHRASE = re.compile(
    r"^(?:为此|对此|同时)?[，,]?(?:下一?步|下一?阶段|下一?步工作中|今后|接下来|四季度|下半年|后期|(?:主要)?(?:整改|改进|工作)措施[：:，,])|"
    r"^(?:针对|对照|围绕|聚焦)(?:以上|上述|这些|当前|目前|存在)[^，。；]{0,14}(?:问题|不足|短板|困难|差距)|"
    r"(?:采取|做好|落实|抓好)(?:好)?(?:了)?(?:以下|如下)[^。：，]{0,8}(?:措施|工作|举措)[：:]?$"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a paragraph under one topic. `phrased` is True where a phrase of the text opened it."""

    block: Paragraph
    start: int
    end: int
    topic: Topic
    phrased: bool = False

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.block.text[self.start : self.end]


def title_topic(title: str) -> Topic | None:
    """What a heading's words tell; None where they tell nothing."""
    if SOLVED_TITLE.search(title):
        return "other"
    title = NO_SHORTFALL.sub("", title)
    issue, measure = bool(ISSUE_TITLE.search(title)), bool(MEASURE_TITLE.search(title))
    if issue and measure:
        return "mixed"
    if measure:
        return "measure"
    if PAST_TITLE.search(title) and not re.search(r"^存在", title):
        return "other"
    if RISK_TITLE.search(title):
        return "risk"
    return "issue" if issue else None


def headings_of(document: Document, block: Block) -> tuple[Heading, ...]:
    """The headings above a block, outermost first, its own one last."""
    own = (block.heading,) if isinstance(block, Paragraph) and block.heading is not None else ()
    return (*document.headings(block), *own)


def topic_of(document: Document, block: Block) -> Topic:
    """The topic by the innermost heading that tells one.

    Under a heading of measures a title that names a shortfall aims at it (补齐投资短板), unless it
    announces a list of them (存在的问题).
    """
    above = headings_of(document, block)
    if any(SOLVED_TITLE.search(heading.title) for heading in above[:-1]):
        return "other"
    told = [(heading.title, title_topic(heading.title)) for heading in above]
    planned = any(topic == "measure" for _, topic in told)
    for title, topic in reversed(told):
        if topic and not (topic in ("issue", "risk") and aims(title, planned=planned)):
            return topic
    return "other"


def aims(title: str, *, planned: bool) -> bool:
    """True where a title that names a shortfall says what to do about it."""
    if planned:
        return not ANNOUNCED.search(title)
    return bool(ACTION_TITLE.match(title)) and not RISK_TITLE.search(title)


def passages(document: Document) -> Iterator[Passage]:
    """The document's paragraphs in order, cut where a phrase opens another topic."""
    carried: Topic | None = None
    for paragraph in document.paragraphs:
        if paragraph.role in ("title", "caption", "footnote"):
            continue
        topic = topic_of(document, paragraph)
        if paragraph.heading is not None and title_topic(paragraph.heading.title):
            carried = None
        if carried and not opening_label(paragraph.text):
            carried = None
        pieces = tuple(cut_passages(paragraph, carried or topic, phrased=carried is not None))
        yield from pieces
        carried = carried_on(pieces, carried)


def cut_passages(paragraph: Paragraph, topic: Topic, *, phrased: bool) -> Iterator[Passage]:
    """One paragraph's passages: a new one begins with each sentence that opens a topic.

    It goes on to the paragraph's end where an enumeration follows, else it is that sentence alone.
    """
    text = paragraph.text
    begin, current, opened = 0, topic, phrased
    for start, end in sentences_in(text):
        opens = phrase_topic(text, start, end) if start >= begin else None
        if opens is None or (opens == current and start == begin):
            continue
        if start > begin:
            yield Passage(paragraph, begin, start, current, opened)
        begin, current, opened = start, opens, True
        if not enumerates(text, start, end, reach=60 if opens == "issue" else 3):
            stop = end_of_telling(text, start, end) if opens == "issue" else min(end + 1, len(text))
            yield Passage(paragraph, start, stop, opens, phrased=True)
            begin, current, opened = stop, topic, phrased
    if begin < len(text):
        yield Passage(paragraph, begin, len(text), current, opened)


def end_of_telling(text: str, start: int, end: int) -> int:
    """Where the sentences end that a colon announces (主要是：甲。乙。…): before the one that sums up."""
    stop = min(end + 1, len(text))
    if not TOLD_ONE_BY_ONE.search(text, start, stop):
        return stop
    for next_start, next_end in sentences_in(text, stop):
        if SUMMED_UP.match(text, next_start, next_end):
            return next_start
        stop = min(next_end + 1, len(text))
    return stop


def enumerates(text: str, start: int, end: int, reach: int) -> bool:
    """True where an enumeration begins at most `reach` characters behind a sentence, or nothing follows."""
    listed = points(text, start)
    return (bool(listed) and listed[0].label_start <= end + reach) or end >= len(text.rstrip()) - 1


def phrase_topic(text: str, start: int, end: int) -> Topic | None:
    """The topic that a sentence opens; shortfalls only where an enumeration follows or it ends in a colon."""
    sentence = text[start:end]
    label = opening_label(sentence)
    if MEASURE_PHRASE.search(sentence[label.start if label else 0 :]):
        return "measure"
    if not ISSUE_PHRASE.search(sentence) or label:
        return None
    after = text[start : end + 40]
    listed = points(after) or "一是" in after or re.search(r"[：:][^：]*[；;]", sentence)
    listed = listed or re.search(r"(?:主要|突出)(?:是|有|表现在|体现在)[：:]", sentence)
    return "issue" if listed or sentence.endswith(("：", ":")) else None


def carried_on(pieces: tuple[Passage, ...], carried: Topic | None) -> Topic | None:
    """The topic that goes on into following paragraphs that begin with a point's label."""
    if not pieces:
        return carried
    last = pieces[-1]
    if carried and last.phrased and len(pieces) == 1:
        return carried
    opens_list = last.phrased and not points(last.block.text, last.start, last.end)
    return last.topic if opens_list else None
