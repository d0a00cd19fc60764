"""Indicators in words: the lines and phrases in which papers list them.

Forms, in order of precedence:

1. a listed line: name, then points or responsible units in brackets or behind it
   (1. 名。（分值：5分；责任单位：甲局）; 1．名（5分；牵头单位：甲局）; 名，5分。责任单位：甲局);
2. “名”指标 in quotation marks, or a masked name (XX指标);
3. “指标如甲、乙、丙等指标”, “3项指标，分别为甲、乙、丙5个” and “红灯指标：甲、乙”;
4. 甲局的名，任务…; with ① ② under it, each its own and the words before them the group;
5. 名：完成… at the beginning of a sentence;
6. a numbered point that begins with the name (1．名。上半年完成…; 1.名增长7%左右；);
7. a numbered point that says what was reached ((1)改造公路54公里,完成任务的90%;);
8. classes with points that a sentence divides the assessment into (考核指标分为甲（40分）、乙（60分）).

A light or points in brackets at a name (名（红灯）：…, 【红灯】名：…) are no part of it.

It reads one text at a time and decides nothing about the section that the text stands in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.text.organisations import find_units, split_units
from extractors.text.periods import PeriodContext, find_periods
from extractors.text.quantities import find_quantities

_CHINESE_NUMBER = "[一二三四五六七八九十]{1,3}"
_BREAK = r"(?:^|(?<=[。；;：:！!）)\s]))"
_LABEL = re.compile(
    rf"{_BREAK}(?:(?P<l1>{_CHINESE_NUMBER})[、.．](?!\d)"
    rf"|[（(](?P<l2>{_CHINESE_NUMBER})[）)]"
    r"|(?P<l3>\d{1,3}(?=[.．](?!\d)|、)|^\d{1,3}(?=[.．]\d{3,}[一-鿿])|[⒈-⒛])[.．、]?"
    r"|[（(](?P<l4>\d{1,3})[）)])"
    r"|(?P<l5>[①-⑳])"
)
_LEVELS = ("l1", "l2", "l3", "l4", "l5")
_POINTS = re.compile(
    r"(?:^|[^\d.加减扣])(?:分值|权重|满分|分数|基[本准]分)?(?:为|共|计)?[:：]?\s*(?P<points>\d+(?:\.\d+)?)\s*分(?![以之为钟])"
    r"|(?:权重|分值)(?:为)?[:：]?\s*(?P<share>\d+(?:\.\d+)?)\s*(?:[%％]|$)"
)
_DUTY = re.compile(
    r"(?P<duty>责任|牵头|配合|负责|主管|协办|主办|承办|实施|落实)(?:责任)?(?:单位|部门|主体)\s*[:：为]?\s*(?P<units>[^；;。）)】]+)"
)
_DUTY_WORDS = re.compile(
    r"(责任|牵头|配合|负责|主管|协办|主办|承办|实施|落实)(责任)?(单位|部门|主体)|牵头[，,）)]|牵头$|配合$"
)
_CHARGED = re.compile(
    r"由(?P<units>[^，,；;。：:（）()]{2,40}?)(?:具体|共同|分别)?(?:负责|牵头|承担|落实|实施)"
)
_MARKED_BEHIND = re.compile(
    r"\s*(?:[（(【]\s*(?:[红黄绿蓝橙]色?灯?(?:→|转))?(?:亮起?了?)?[红黄绿蓝橙](?:色)?[灯牌]?(?:预警)?(?:指标)?\s*[）)】]"
    r"|[（(]\s*(?:共|满分|分值|权重)?[:：]?\s*\d+(?:\.\d+)?\s*分\s*[）)])$"
)
_MARKED_BEFORE = re.compile(
    r"\s*(?:[【（(]\s*(?:亮起?了?)?[红黄绿蓝橙]色?[灯牌]?(?:预警)?(?:指标)?\s*[】）)]|[🔴🟡🟢🔵🟠])\s*"
)
_WHOLLY_QUOTED = re.compile(r"“(?P<name>[^“”]{2,})”")
_CLASSES_LEAD = re.compile(
    r"(?:指标|考核内容|考评内容|评价内容)(?:体系)?(?:共|主要|总体)?(?:分为|划分为|分|包括|包含|涵盖|设置了?|设有?|有|由|为)"
    r"[^，,。；;：:（(]{0,8}?[，,：:]?(?:即|分别(?:为|是))?(?=[^，,。；;：:（(]{2,20}[（(]|[^，,。；;：:（(\d]{2,20}\d|一是)"
)
_CLASS = re.compile(
    r"(?:[一二三四五六七八九十]是)?(?P<name>[^，,。；;：:（()）、\d]{2,20}?)"
    r"(?:[（(]\s*(?:分值|权重|满分|占)?[:：]?\s*(?P<bracketed>\d+(?:\.\d+)?)\s*(?:分|[%％])\s*[）)]"
    r"|[，,]?(?:分值|权重|满分|占)?[:：为]?\s*(?P<behind>\d+(?:\.\d+)?)\s*分(?=[；;。、，,]))"
    r"(?P<joint>(?:[、，,；;]|以?及|和)*)"
)
_NO_CLASS = re.compile(
    r"总分|满分|合计|[加扣减]分|[红黄绿蓝橙]灯|^[一二三四五六七八九十]+[大个]?(?:类|项|方面|部分|板块)"
)
_FEWEST_CLASSES = 3
_DETAILS_BEHIND = re.compile(
    r"[^，,。；;：:（(]{2,50}?[，,。；;：:\s]+"
    r"(?=(?:分值|权重|责任单位|责任部门|牵头单位|牵头部门)[:：为]|(?:分值|权重)\s*\d|\d+(?:\.\d+)?分(?:[，,；;。\s]|$))"
)
_POINTS_BEHIND = re.compile(r"[。，,；;、\s]+(?:分值|权重)?[:：]?(?P<points>\d+(?:\.\d+)?)分[。，,；;\s]*$")
_QUOTED = re.compile(
    r"“(?P<name>[^“”]{2,40}(?:“[^“”]{1,20}”[^“”]{0,20})?)”(?:考核|考评|评价)?指标(?![体库表框])"
)
_MASKED = re.compile(r"(?:^|[的。；])(?P<name>(?:XX|\*\*)指标)(?=[，,：:])")
_SUCH_AS = re.compile(
    r"指标(?:主要)?(?:如|有|包括|是|为|分别为)?[:：]?(?P<names>[^，。；:：]{2,}?、[^。；:：]*?)等(?:\d+[项个])?(?:重点)?指标"
)
_COUNTED_LIST = re.compile(
    r"(?:^|(?<=[，,。；;]))(?P<what>[^，,。；;：:]{0,24})(?<!\d)(?P<count>\d{1,2})项(?:[，,、]占比?[^，,。；;]{1,10})?"
    r"[，,:：](?:分别)?(?:为|是)[:：]?(?P<names>[^。；;：:，,]{2,}?、[^。；;：:，,]+)"
)
_AMOUNT_BEHIND = re.compile(r"(?:达到?|超过?)?\d[\d.,]*(?:%|[万亿]?[一-鿿/]{1,4})(?:以上)?$")
_COLOUR_LIST = re.compile(
    r"(?P<colour>[红黄绿蓝橙])(?:色)?灯(?:预警)?(?:的)?指标(?:主要|分别)?(?:有|为|是|包括)?[^：:，。；]{0,12}[:：](?P<names>[^。；:：]+)"
)
_LEAD = re.compile(
    r"(?:^|(?<=[。；;]))\s*(?:其中[，,]?|比?如[:：]|例如[:：])?(?P<name>[^，,。；;：:！]{2,36})[：:](?=[^：:]{2})"
)
_FORBIDDEN_LEADS = re.compile(
    r"^(其中|例如|比如|如|责任|牵头|配合|联系|截至|目前|下一?步|附件|存在|附表)|^(主要|原因|单位|备注|注|说明|结果|依据|完成)$"
    r"|^(副?组长|成员|主任|秘书长)|(指标|如下|情况|措施|问题|原因|要求|方面|任务|目标|建议|意见|单位|部门|进展|打算|通知|办法|表现|特点)$|[一二三四五]是"
)
_NOT_A_NAME = re.compile(
    r"部分|存在|风险|难以|问题|预判|如下|以下|上述|情况|附件|工作要求|^(加强|强化|推动|狠抓|压实|严格|规范|聚焦|突出|实行|主动|深挖)|[？！]"
)
_COUNTED = re.compile(r"(?:\d|XX|\*\*)\s*(?:%|[万亿]?(?:元|亩|人|户|公里|个|家|项|件|条))")
_REACHED = re.compile(r"(?:实现|达到?|完成|为|累计|全部|共|已|的)+$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A labelled part of a text. `level` 1 to 5 for 一、（一）1.（1）①, 0 without label; `number` the
    ordinal as digits, None without label; `start` where its words begin, `end` where they end."""

    level: int
    number: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A listed indicator: the span of its name in the text, its points (decimal string, None where
    none are printed) and its units. `explicit` is True where units are named or the word 分值 stands."""

    start: int
    end: int
    weight: str | None
    responsible: tuple[str, ...]
    explicit: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """An indicator gone through in running text: the span of its name, its own number, its group and
    the unit that answers for it (None where not said)."""

    start: int
    end: int
    number: str | None = None
    group: str | None = None
    unit: str | None = None


def segments(text: str, deepest: int = 5) -> tuple[Segment, ...]:
    """The parts of a text labelled at `deepest` or above, in order; words before the first label are
    a part of level 0."""
    labels = [match for match in _LABEL.finditer(text) if any(match[name] for name in _LEVELS[:deepest])]
    parts = []
    first = labels[0].start() if labels else len(text)
    if text[:first].strip():
        parts.append(Segment(0, None, 0, first))
    for index, match in enumerate(labels):
        end = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        group = next(name for name in _LEVELS if match[name])
        start = match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip())
        parts.append(Segment(_LEVELS.index(group) + 1, _ordinal(match[group]), start, end))
    return tuple(parts)


def read_listed_line(text: str) -> ListedLine | None:
    """The listed indicator in a text without its label, None where it is none."""
    for start, end in _bracket_spans(text[:300]):
        inner = text[start + 1 : end]
        plain_name = not re.search("[，,：:]", text[:start])
        if _POINTS.search(inner) or _DUTY_WORDS.search(inner) or (plain_name and _only_units(inner)):
            return _line(text, start, inner + "；" + text[end + 1 : end + 120])
    found = _DETAILS_BEHIND.match(text)
    return _line(text, len(found.group()), text[found.end() : found.end() + 200]) if found else None


def read_mentions(text: str) -> tuple[Mention, ...]:
    """The indicators that a running text goes through by name (forms 2 to 5), in order."""
    found: list[Mention] = []
    for part in _departments(text):
        found.extend(part)
    if not found:
        found.extend(_named(text, 0, None))
    found.extend(m for m in _enumerated(text))
    return tuple(sorted(found, key=lambda m: m.start))


def read_leads(text: str) -> tuple[Mention, ...]:
    """The names that stand before a colon at the beginning of a sentence (form 5)."""
    found = []
    for match in _LEAD.finditer(text):
        start, end = _trimmed(text, *match.span("name"))
        name = text[start:end]
        if 2 <= len(name) <= 36 and not _FORBIDDEN_LEADS.search(name) and not _NOT_A_NAME.search(name):
            found.append(Mention(start, end))
    return tuple(found)


def read_numbered_name(text: str) -> tuple[int, int] | None:
    """The name at the beginning of a numbered point that goes on with figures (form 6)."""
    found = re.match(r"(?P<name>[^，,。；;：:]{2,32}?)(?:(?<=[^X*]{4})指标)?[。：:，,]", text)
    if not found or _NOT_A_NAME.search(found["name"]) or _COUNTED.search(found["name"]):
        return None
    rest = text[found.end() : found.end() + 80]
    return _trimmed(text, *found.span("name")) if re.search(r"\d|XX|\*\*|任务|目标", rest) else None


def read_target_name(text: str) -> tuple[int, int] | None:
    """The name at the beginning of a numbered point that lays down a target (形如 名增长7%左右；)."""
    found = re.match(
        r"(?P<name>[^，,。；;：:\d]{2,30}?)(?:年?均?增长|达到?|控制在|不低于|不少于|不超过|低于|下降|降低|完成|实现|突破|保持在?|稳定在|提高到?)"
        r"[^，,。；;：:]{0,6}?(?:\d|XX|\*\*)",
        text,
    )
    return found.span("name") if found and not _NOT_A_NAME.search(found["name"]) else None


def read_reached_name(text: str, context: PeriodContext) -> str | None:
    """The name in a point that says what was reached (form 7): its first clause without figures."""
    clause = re.split(r"[，,；;。]", text, maxsplit=1)[0]
    clause = re.split(r"中(?=[^，]{2,20}已)", clause)[0]
    for mention in reversed(find_periods(clause, context)):
        clause = clause[: mention.start] + clause[mention.end :]
    quantity = next(iter(find_quantities(clause)), None)
    if quantity:
        before = re.sub(r"实现(?=动态|全)", "", _REACHED.sub("", clause[: quantity.start]))
        clause = before + _after_quantity(clause[quantity.end :])
    name = clause.strip(" 、的“”")
    return name if 2 <= len(name) <= 36 else None


def read_colour_lists(text: str) -> tuple[tuple[str, Mention], ...]:
    """Names listed under a colour (红灯指标：甲、乙、丙): the colour's character and each name."""
    found = []
    for match in _COLOUR_LIST.finditer(text):
        for start, end in _list_spans(text, *match.span("names")):
            found.append((match["colour"], Mention(start, end)))
    return tuple(found)


def begins_with_unit(text: str) -> bool:
    """True where a text begins with the name of a unit (甲局的…)."""
    return any(start == 0 for start, _ in find_units(text[:40]))


def says_reached(text: str) -> bool:
    """True where a point says how much of a task was done."""
    return bool(
        re.search(
            r"完成(?:年度|全年|目标)?(?:任务|目标|计划)|(?:任务|目标|计划)的\s*[\dX*]|已?完成|竣工|完工|达\s*\d",
            text,
        )
    )


def read_classes(text: str) -> tuple[tuple[Mention, str], ...]:
    """The classes with their points that a sentence divides the assessment into (考核指标分为甲（40分）、
    乙（60分）; 一是甲，40分；二是乙，60分), three or more or none."""
    lead = _CLASSES_LEAD.search(text)
    found: list[tuple[Mention, str]] = []
    at = lead.end() if lead else len(text)
    while (match := _CLASS.match(text, at)) and not _NO_CLASS.search(match["name"]):
        found.append((Mention(*match.span("name")), match["bracketed"] or match["behind"]))
        at = match.end() if match["joint"] else len(text)
    return tuple(found) if len(found) >= _FEWEST_CLASSES else ()


# pieces


def _line(text: str, name_end: int, details: str) -> ListedLine | None:
    pointed = _POINTS_BEHIND.search(text[:name_end])
    if pointed:
        name_end, details = pointed.start(), f"{pointed['points']}分；{details}"
    start, end = _trimmed(text, 0, name_end)
    target = read_target_name(text[start:end])
    end = start + target[1] if target else end
    name = text[start:end]
    if not 2 <= len(name) <= 80 or re.search(r"[。；;！？]", name) or re.search(r"[得扣加计]$", name):
        return None
    points = _POINTS.search(details)
    weight = (points["points"] or points["share"]) if points else None
    units = tuple(unit for duty in _DUTY.finditer(details) for unit in split_units(duty["units"]))
    units = units or _bare_units(details) or _charged_units(details)
    explicit = bool(units) or bool(re.search("分值|权重", details))
    return ListedLine(start, end, weight, tuple(dict.fromkeys(units)), explicit)


def _bare_units(details: str) -> tuple[str, ...]:
    """Units in brackets by themselves (县发改局牵头，县财政局配合; 县发改局、县统计局)."""
    parts = details.split("；", maxsplit=2)
    pieces = (*parts, *re.split("[，,]", parts[0]))
    inner = next((part for part in pieces if re.search("牵头|配合", part) or _only_units(part)), "")
    return tuple(inner[start:end] for start, end in find_units(inner))


def _charged_units(details: str) -> tuple[str, ...]:
    """Units that answer for it in a clause of their own (由县财政局负责)."""
    return tuple(unit for found in _CHARGED.finditer(details) for unit in split_units(found["units"]))


def _only_units(inner: str) -> bool:
    """True where a bracket holds names of units and nothing else."""
    rest = inner
    for start, end in reversed(find_units(inner)):
        rest = rest[:start] + rest[end:]
    return rest != inner and not rest.strip("、，,；; ")


def _bracket_spans(text: str) -> Iterator[tuple[int, int]]:
    """Outermost brackets; one that is never closed runs to the end of the text."""
    depth, opened = 0, 0
    for index, char in enumerate(text):
        if char in "（(【":
            opened = index if depth == 0 else opened
            depth += 1
        elif char in "）)】" and depth:
            depth -= 1
            if depth == 0:
                yield opened, index
    if depth:
        yield opened, len(text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without signs at its ends, and without a light or points in brackets behind it."""
    piece = text[start:end].rstrip(" \u3000。．.，,；;：:、*＊★")
    marked = _MARKED_BEHIND.search(piece)
    if marked and marked.start() >= 2:
        return _trimmed(text, start, start + marked.start())
    piece = text[start:end]
    shown = _MARKED_BEFORE.match(piece)
    if shown and shown.end() < len(piece):
        return _trimmed(text, start + shown.end(), end)
    quoted = _WHOLLY_QUOTED.fullmatch(piece)
    if quoted:
        return start + 1, start + quoted.end("name")
    lead = len(piece) - len(piece.lstrip(" \u3000、，：:*＊★"))
    tail = len(piece) - len(piece.rstrip(" \u3000。．.，,；;：:、*＊★"))
    return start + lead, max(start + lead, end - tail)


def _ordinal(label: str) -> str:
    if "①" <= label[0] <= "⑳":
        return str(ord(label[0]) - ord("①") + 1)
    if "⒈" <= label[0] <= "⒛":
        return str(ord(label[0]) - ord("⒈") + 1)
    return label if label.isdigit() else str(_chinese(label))


def _chinese(label: str) -> int:
    tens, ten, ones = label.rpartition("十")
    digit = {c: n for n, c in enumerate("一二三四五六七八九", start=1)}
    if not ten:
        return digit.get(label[-1], 0)
    return digit.get(tens, 1) * 10 + digit.get(ones, 0)


def _departments(text: str) -> Iterator[list[Mention]]:
    """Parts that begin with a unit: （1）甲局的…."""
    starts = segments(text, deepest=4)
    for part, following in zip(starts, [*starts[1:], None], strict=True):
        end = following.start if following else len(text)
        words = text[part.start : end]
        unit = next(iter(find_units(words[:40])), None)
        if unit and unit[0] == 0 and words[unit[1] : unit[1] + 1] == "的":
            yield list(_of_unit(text, part.start + unit[1] + 1, end, words[: unit[1]]))


def _of_unit(text: str, start: int, end: int, unit: str) -> Iterator[Mention]:
    words = text[start:end]
    inner = [s for s in segments(words) if s.level == 5]
    if inner:
        group = words[: inner[0].start - 1].strip("，,：: ")
        for part in inner:
            stop = re.search(r"[，,。：:；;]", words[part.start :])
            finish = part.start + stop.start() if stop else part.end
            yield Mention(start + part.start, start + finish, part.number, group or None, unit)
        return
    named = list(_named(words, start, unit))
    if named:
        yield from named
        return
    stop = re.search(r"[，,。：:；;]", words)
    if stop and 2 <= stop.start() <= 36:
        yield Mention(start, start + stop.start(), None, None, unit)


def _named(text: str, offset: int, unit: str | None) -> Iterator[Mention]:
    for pattern in (_QUOTED, _MASKED):
        for match in pattern.finditer(text):
            yield Mention(offset + match.start("name"), offset + match.end("name"), None, None, unit)


def _enumerated(text: str) -> Iterator[Mention]:
    for match in _SUCH_AS.finditer(text):
        for start, end in _list_spans(text, *match.span("names")):
            yield Mention(start, end)
    for match in _COUNTED_LIST.finditer(text):
        spans = tuple(_list_spans(text, *match.span("names")))
        if "指标" in text[: match.end("what")] and 2 <= len(spans) <= int(match["count"]):
            yield from (Mention(start, _before_amount(text, start, end)) for start, end in spans)


def _before_amount(text: str, start: int, end: int) -> int:
    """Where a name ends that its amount follows (新建安置区5个)."""
    amount = _AMOUNT_BEHIND.search(text[start:end])
    return start + amount.start() if amount and amount.start() >= 2 else end


def _list_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^、，,]+", text[start:end]):
        first, last = _trimmed(text, start + match.start(), start + match.end())
        name = re.sub(r"等.*$", "", text[first:last])
        if 2 <= len(name) <= 30:
            yield first, first + len(name)


def _after_quantity(rest: str) -> str:
    """The noun that a count stands before (3所乡镇敬老院 gives 乡镇敬老院), nothing where the clause ends."""
    return re.split(r"\d|XX|完成|已|全部", rest)[0]
