"""What a table is about, from the words above it, and the names of measures that need those words.

Signals for the topic, in order of precedence: the table's caption and the lines near it, the headings
above it from the nearest on, the document's title. Left out are labels (表1), periods and places in
front, brackets, and what papers call any table (完成情况, 进度, 排名表). Words that name nothing (主要指标,
重点工作) are no topic. It never reads the table's cells.
"""

import re
from collections.abc import Sequence

_PLACES = (
    r"县（市、区）|县[、/]?市[、/]?区|县[、/]?区|市[、/]?县|乡镇（街道）|镇（街道）|乡镇[、/]?街道|镇街|街镇|乡镇"
    r"|[县市区]直(?:部门|单位)|分(?:县区|乡镇|部门|单位)"
)
_ALL_PLACES = rf"(?:各|全)(?:{_PLACES}|部门|单位|街道|园区|开发区|地区?|[县市区乡镇州省])+"
_LABEL = re.compile(
    r"^(?:(?:附件|附表|表|图)\s*[\d一二三四五六七八九十]*[-—\d]*[：:、\s]*"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d))"
)
_HEAD = re.compile(
    r"^(?:关于)?(?:.*(?:\d\s*月份?|\d\s*年度?|季度|半年|年度)(?:底|末|以来)?)?"
    rf"(?:.{{0,8}}?{_ALL_PLACES}|{_PLACES})?(?:的)?"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_TAIL = re.compile(
    r"(?:的|情况|进展|推进|执行|落实|排名|排位|位次|名次|得分|评分|结果|统计|一览|汇总|明细|通报|督查|报告|完成率?|进度|亮灯|预警"
    r"|对比|比较|测评|增速|同比|任务|目标|计划|分解|台账|清单|[及和与、]|表)+$"
)
_SEVERAL_RATES = re.compile(r"(.{2,}?)(?:开工|竣工|投产|达产|入统|纳统|到位|履约|完成)率[、和及与]")
_RANKED = re.compile(
    r"(?P<what>.+?)(?:(?:完成|进展|进度)(?:情况)?)?(?:[及和与、]|的)*(?:排名|排位|位次|名次)"
)
_NO_TOPIC = re.compile(
    r"^(?:主要|重点|核心|关键|全部|各项|有关|具体|年度|经济|社会|发展|指标|目标|任务|工作|情况|数据|进度|分解|完成|[及和与、])+$"
    r"|^(?:金额)?单位|^[注（(]|[。；！？，：:]"
)
_DEPENDENT = re.compile(
    r"(?:年度?|年内|累计|实际|计划|总|已|新|协议|合同|到位|拨付|下达|任务)*"
    r"(?:投资额?|资金|金额|产值|项目|任务|企业|个数|数量|规模|面积|人数|户数)(?:总?[数量额])?"
    r"|(?:资金|项目)?(?:开工|竣工|投产|达产|到位|履约|完工|入统|纳统|办结|验收|合格|验收合格|达标|支付|拨付|整改|覆盖)率"
)


def table_topic(words_above: Sequence[str]) -> str:
    """What a table is about by the words above it, nearest first; "" where they name nothing."""
    return next((topic for words in words_above if (topic := _topic(words))), "")


def ranked_topic(words_above: Sequence[str]) -> str:
    """What a table ranks where the words above it say so (各县区固定资产投资增速排名 gives 固定资产投资增速),
    else its topic."""
    for words in words_above:
        found = _RANKED.match(_BRACKETS.sub("", _without_head(words)))
        if found and not _NO_TOPIC.search(found["what"]) and _topic(words):
            return found["what"]
    return table_topic(words_above)


def measure_name(topic: str, label: str) -> str:
    """The name of a column's measure: its label where it can be understood alone (税收收入), with the
    table's topic before it where it cannot (年度计划投资 of 重点工业项目), the topic alone where there is
    no label."""
    if not label or label in topic:
        return topic or label
    if not _DEPENDENT.fullmatch(label):
        return label
    shared = next((n for n in range(len(label), 1, -1) if topic.endswith(label[:n])), 0)
    return topic + label[shared:]


def _topic(words: str) -> str:
    bare = _BRACKETS.sub("", _without_head(words))
    several = _SEVERAL_RATES.match(bare)
    topic = several[1] if several else _TAIL.sub("", bare)
    return topic if len(topic) >= 2 and not _NO_TOPIC.search(topic) else ""


def _without_head(words: str) -> str:
    return _HEAD.sub("", _LABEL.sub("", re.sub(r"\s", "", words)), count=1)
