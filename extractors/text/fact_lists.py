"""Numbers and names that stand in lists.

A list of numbers in one unit (85%、78%、85%) is one statement said again for each. “分别” gives each its own
name: those listed before it, each with what the last one shares with all (一、二、三产业增加值), those of the
same list a clause before, or those listed before a verb (科技、农业项目进展较好). Where they are not as many
as the numbers, one name stands for all. It never pairs names and numbers out of order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.text.fact_thread import FactDraft, Thread, Words
from extractors.text.names import VERBAL, is_attribute, joined
from schemas.quantity import MASK, Quantity

QUOTE_LENGTH = 60


def listed_with(words: Sequence[Words], index: int) -> list[Words]:
    """The quantity at an index with those that follow it in one list (85%、78%、85%)."""
    group = [words[index]]
    for later in words[index + 1 :]:
        separator = later.before.strip()
        if (
            separator in ("、", "和", "及", "与", "，", ":", "：", "∶", "︰") or TURNS.fullmatch(separator)
        ) and later.quantity.unit == group[0].quantity.unit:
            group.append(later)
        else:
            break
    return group


TURNS = re.compile(r"(?:、|和|及|与)(?:(?P<down>下降|降低|减少)|(?P<up>增长|提高|上升|增加))")
"""Where a list of growths turns (分别增长12%、8%和下降3%)."""


def names_of_all(
    draft: FactDraft, count: int, said_before: list[str], each: bool, thread: Thread
) -> list[str]:
    """The names of a list's numbers: those listed before 分别, those of the same list a clause before
    (城乡居民收入分别达到A、B，增长C、D), the last ones spoken of, else one name for all."""
    names = split_names(draft.indicator, count) if each else None
    if names is None and draft.indicator.endswith("贡献率") and len(thread.pair) == count:
        names = [f"{re.sub('增加值$|占比$', '', part)}对{draft.indicator}" for part in thread.pair]
    inherited = "名称承前省略" in draft.confidence.reasons
    if names is None and len(thread.pair) == count and draft.indicator == thread.pair_of:
        names = thread.pair
    if names is None and each and len(thread.listed) == count:
        names = [joined(part, draft.indicator) for part in thread.listed]
    if names is None and each and inherited and len(said_before) == count:
        names = said_before
    if names is None:
        return [draft.indicator] * count
    thread.pair, thread.pair_of = names, draft.indicator
    return names


def repeated(draft: FactDraft, words: Words) -> FactDraft:
    """The fact of a list's first number said again of another number of the list."""
    quantity = words.quantity
    turn = TURNS.fullmatch(words.before.strip())
    falls = bool(turn.group("down")) if turn else draft.value.startswith("-")
    value, high = signed_value(quantity, -1 if falls else 1)
    return replace(
        draft,
        value=value,
        high=high,
        unit=quantity.unit,
        op=quantity.op,
        end=quantity.end,
        anchor=quantity.number_start,
        start=max(draft.start, quantity.end - QUOTE_LENGTH),
    )


_SECTORS = ("第一产业占比", "第二产业占比", "第三产业占比")


def structure(draft: FactDraft, group: Sequence[Words]) -> Iterator[FactDraft]:
    """The parts of a ratio (三次产业结构为9.8：43.5：46.7): shares of the three sectors, in order; of
    anything else the parts as printed."""
    if len(group) != len(_SECTORS) or not re.search(r"三次产业|产业结构|三产", draft.indicator):
        yield from (repeated(draft, words) for words in group)
        return
    for words, sector in zip(group, _SECTORS, strict=True):
        part = repeated(draft, words)
        yield replace(part, indicator=sector, role="share", unit=part.unit or "%")


def split_names(name: str, count: int) -> list[str] | None:
    """The names of a “分别” list, each with what it shares with all; None where they are not as many."""
    if count == 2 and name.startswith("城乡"):
        return ["城镇" + name[2:], "农村" + name[2:]]
    if count == len(_SECTORS) and (whole := re.match(r"三次产业|三产", name)):
        return [sector.removesuffix("占比") + name[whole.end() :] for sector in _SECTORS]
    said = _ALL_OF_THEM.sub("", name)
    splits = (said.split("、"), re.split(r"、|和|及|与", said))
    parts = next((found for found in splits if len(found) == count), None)
    if parts is None:
        return None
    suffix = _SHARED_END.search(parts[-1])
    if all(len(part) == 1 for part in parts[:-1]) and re.search(r"[款额量]", parts[-1]):
        return [*(part + parts[-1][1:] for part in parts[:-1]), parts[-1]]
    level = _LEVEL.match(parts[-1])
    shared = suffix.group() if suffix else ""
    if level and all(_LEVEL.fullmatch(part) for part in parts[:-1]):
        shared = parts[-1][level.end() :]
    if is_attribute(parts[-1]) and (opened := _rated(parts[0])):
        return [parts[0], *(opened + part for part in parts[1:])]
    return [part if _is_whole(part, shared) else part + shared for part in parts]


def _is_whole(part: str, shared: str) -> bool:
    return not shared or _SHARED_END.search(part) is not None or part.endswith(shared) or len(part) > 6


_ALL_OF_THEM = re.compile(
    r"等?[二两三四五六七八九十]大(?:主导|支柱|优势|传统|新兴|重点|特色)?(?:产业|行业|领域|板块)|等$"
)


_SHARED_END = re.compile(
    r"(?:增加值|总产值|产值|收入|投资额?|人均可支配收入|项目|指标|得分|满意度|营业收入|零售额|销售额|利润|税收|面积|产量)$"
)


_LEVEL = re.compile(
    r"第?[一二三四五]|(?:获得?|荣获|受到)?国家级?|[部省市县区乡镇村]级?|[\u4e00-\u9fff]{1,3}型"
)
"""What tells the parts of a list apart that share all that follows (一、二、三产业增加值)."""


def _rated(name: str) -> str:
    """What a name says of its rate (12345热线 of 12345热线办结率), "" where it ends in none."""
    return next(
        (name[:at] for at in range(2, len(name) - 2) if name[at:].endswith("率") and is_attribute(name[at:])),
        "",
    )


def listed_parts(words: str) -> list[str]:
    """What a clause without numbers lists before its verb (科技、农业、工业项目进展较好)."""
    parts = re.sub(r"(?:进展|推进|完成|落实|增长|表现|投资|项目较|工作).*$", "", words).split("、")
    if len(parts) < 2 or any(not 1 < len(part) <= 10 or VERBAL.search(part) for part in parts):
        return []
    noun = re.search(r"(?:项目|指标|产业|行业)$", parts[-1])
    shared = noun.group() if noun else ""
    return [part if part.endswith(shared) else part + shared for part in parts]


def signed_value(quantity: Quantity, sign: int) -> tuple[str, str | None]:
    """The digits with the sign that the words give them, and those of a range's upper bound."""
    if quantity.is_masked:
        return MASK, None
    digits = quantity.digits
    if sign < 0 and not digits.startswith("-") and digits.strip("0."):
        return f"-{digits}", f"-{quantity.high_digits}" if quantity.high_digits else None
    return digits, quantity.high_digits
