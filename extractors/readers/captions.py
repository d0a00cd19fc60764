"""What stands around a table and belongs to it: its name, its unit, its notes.

Above it, from the table upwards: unit lines (单位：万元, also behind who drew it up or the period), the
period in brackets, who drew it up, then its name: 表1 …, 附件2 …, 附：…, or a short line that ends as names
of tables do, more of them where it is centred; a label on a line of its own (表2) stands above the name.
Below it: notes (注：…, 数据来源：…), and the numbered paragraphs that go on with them. Between two tables a
note belongs to the one above, a name to the one below.
"""

import re

from extractors.readers.labels import Label, chinese_number, find_label

_UNIT_WORDS = r"(?:(?:金额|计量|数据|货币|统计|计价)?\s*单\s*位)"
_UNIT_LINE = re.compile(rf"[（(]?\s*{_UNIT_WORDS}\s*[:：]\s*\S.{{0,30}}$")
_UNIT_AT_END = re.compile(
    rf"(?:[\s，,；;）)]|^)[（(]?{_UNIT_WORDS}\s*[:：]\s*[^\s:：。；;]{{1,16}}(?:\s*[、,，/]\s*[^\s:：。；;]{{1,12}})*[）)]?$"
)
_MADE_BY = re.compile(
    r"(?:编制|填报|填表|制表|报送|填制|统计|上报)(?:单位|部门|机构|人|日期|时间)(?:\s*[（(]\s*(?:盖章|公章|签章)\s*[）)])?\s*[:：]"
)
_PERIOD_LINE = re.compile(r"[（(][^（）()]*(?:年|月|季度|截至)[^（）()]*[）)]$")
_NOTE = re.compile(
    r"[（(\[【]?(?:备\s*注|附\s*注|注|说\s*明|(?:资料|数据|指标)来源|来源|填表说明|表注)\s*[\d一二三]*\s*[】\]]?\s*[:：]"
    r"|[*＊※]\s*\S|注\s*\d+\s*[.．、:：]|注\s*[（(]?\d+[）)]|注\s*$"
)
_NUMBERED = re.compile(r"[（(]?(\d{1,2})[）)]?\s*[.．、)）](?!\d)|([①-⑳])")
_FIRST_NUMBER = re.compile(
    r"[:：]\s*[（(]?(\d{1,2})[）)]?\s*[.．、)）](?!\d)|[:：]\s*([①-⑳])|[:：]\s*$|注\s*$"
)
_CAPTION_END = re.compile(
    r"(?:表|清单|台账|名单|名册|一览|统计|情况|排名|目录|汇总|明细)(?:\s*[（(\[][^）)\]]*[）)\]])*\s*\d*$"
)
_CENTRED_END = re.compile(
    r"(?:结果|得分|成绩|分工|安排|进度|进展|体系|计划|指标|任务|项目|数据|标准|细则|对照|对比)(?:\s*[（(\[][^）)\]]*[）)\]])*$"
)
_ANNEX_NAME = re.compile(r"附\s*[:：]\s*(?!\d)\S")
_ENDS_AS_TEXT = re.compile(r"[。；：，、:;,]$")
_CAPTION_LABEL = re.compile(r"(?:续\s*)?附?表\s*[\d一二三四五六七八九十]+(?:[-—.．]\d+)*")
_IN_SERIES = re.compile(
    r"(?P<name>.{2,}?)(?:[（(](?:之|续)?(?P<bracketed>\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|之(?P<plain>[一二三四五六七八九十]))$"
)
_LONGEST_CAPTION = 60


def is_unit_line(text: str) -> bool:
    """True for 单位：万元, also at the end of a line that says who drew the table up, or for when."""
    if _UNIT_LINE.match(text):
        return True
    return len(text) <= _LONGEST_CAPTION and bool(_UNIT_AT_END.search(text)) and "。" not in text


def is_table_head(text: str) -> bool:
    """True for what stands over a table beside its name: unit, who drew it up."""
    return is_unit_line(text) or (len(text) <= _LONGEST_CAPTION and bool(_MADE_BY.match(text)))


def is_period_line(text: str) -> bool:
    """True for （2023年1—9月）."""
    return len(text) <= _LONGEST_CAPTION and bool(_PERIOD_LINE.match(text))


def is_note(text: str) -> bool:
    """True for 注：… and the like under a table."""
    return bool(_NOTE.match(text))


def goes_on_with_note(text: str, number: int | None) -> bool:
    """True for the paragraph that has the next number of a note's points; `number` is the last one's, None
    for a note without points."""
    match = _NUMBERED.match(text)
    return match is not None and number is not None and _value(match) == number + 1


def note_number(text: str, before: int | None) -> int | None:
    """The number of the point that a note ends with (注：1.… gives 1, a bare 注： gives 0); `before` is that
    of the note's paragraph before. None where it has no points."""
    match = _NUMBERED.match(text)
    if match is not None and before is not None:
        return _value(match)
    first = _FIRST_NUMBER.search(text[:12])
    if first is None:
        return None
    return _value(first) if any(first.groups()) else 0


def _value(match: re.Match[str]) -> int:
    digits, circled = match.groups()
    return int(digits) if digits else ord(circled) - ord("①") + 1


def is_caption(text: str, centred: bool | None = None) -> bool:
    """True for 表1 …, for the label of an annex with a name behind it (附件2 …), and for a short line that
    ends as names of tables do; `centred` is whether it is set in the middle, None where that is not known.
    """
    if len(text) > _LONGEST_CAPTION:
        return False
    label = find_label(text)
    if label is not None:
        return label.kind == "annex" and _is_annex_name(text, label)
    if _CAPTION_LABEL.match(text) or _CAPTION_END.search(text):
        return True
    return bool(_ANNEX_NAME.match(text) or (centred and _CENTRED_END.search(text)))


def _is_annex_name(text: str, label: Label) -> bool:
    """True for words behind the label of an annex that may name a table: no list of annexes (附件：1.…)."""
    name = text[label.end :]
    listed = label.number is None and find_label(name) is not None
    return bool(name) and not listed and not _ENDS_AS_TEXT.search(name) and "。" not in name


def in_series(text: str) -> tuple[str, int] | None:
    """The name and the number of a table of a series: …表（二） gives (…表, 2); None for other words."""
    match = _IN_SERIES.match(re.sub(r"\s", "", text))
    if match is None or len(text) > _LONGEST_CAPTION:
        return None
    number = match["bracketed"] or match["plain"]
    return match["name"], int(number) if number.isdecimal() else chinese_number(number)


def is_caption_label(text: str) -> bool:
    """True for 表2 alone on its line."""
    return bool(_CAPTION_LABEL.fullmatch(text.strip().rstrip(":：")))
