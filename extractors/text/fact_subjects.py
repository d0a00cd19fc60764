"""The subject that a clause without a number names for those that follow.

In order of precedence: who performed (高新区组织有力，完成…); how what follows is looked at (从增速看: no
subject at all); words before a colon (新兴产业：…); the condition of a rule; an indicator named as one; the
subject of a statement (民营经济快速发展); the words directly before a growth (…，同比增长5%); else a noun at
the head of a sentence where no topic stands. It never takes a statement for a measure.
"""

import re

from extractors.text.clauses import Clause
from extractors.text.entities import OWN_PLACE, is_office, listed_places, performer
from extractors.text.fact_lists import listed_parts
from extractors.text.fact_periods import without_periods
from extractors.text.fact_thread import Passage, Thread
from extractors.text.names import VERBAL, strip_head, subject
from extractors.text.roles import AT_PRICES, clause_mood


def take_subject(clause: Clause, following: Clause | None, thread: Thread, read: Passage) -> None:
    """A clause without a number can name the subject of those that follow."""
    words = AT_PRICES.sub("", read.text[clause.start : clause.end].strip())
    if LEADS_IN.fullmatch(words):
        return
    if clause.labelled:
        words = re.sub(r"(?:太[少慢低小大]|压力大)$", "", words)
    leads = following is not None and following.opener == "colon"
    end = clause.start + len(words) if clause.labelled else clause.end
    head = AT_PRICES.sub("", without_periods(read, clause.start, end))
    _take_entity(head, thread, read)
    thread.listed = listed_parts(words)
    if len(words) <= 20 or leads or _INTENDS.match(head):
        said = clause_mood(head, thread.mood)
        thread.mood = thread.mood if said == "task" and _GOAL_REACHED.search(head) else said
    name = _noun_phrase(head, read.scope.region)
    if leads:
        _take_lead(words, name, thread)
        return
    ahead = read.text[following.start : following.end] if following is not None else ""
    _take_name(words, name, (clause, ahead), thread, read.scope.rules)


def _take_name(words: str, name: str, at: tuple[Clause, str], thread: Thread, rules: bool) -> None:
    """The clause's noun as the subject, if its words name a measure and do not only make a statement."""
    clause, ahead = at
    words = _STATED.sub("", words)
    opens = clause.labelled or clause.opener in ("start", "sentence", "semicolon", "colon", "after_bracket")
    project = clause.labelled and re.search(r"(?:项目|工程|工作|行动)$", words) and not VERBAL.search(name)
    if (rules or re.match(r"每[^，。]{0,12}[扣加]", ahead)) and (
        condition := re.fullmatch(r"对?(.{4,40})的", words)
    ):
        thread.topic = thread.head = thread.base = condition.group(1)
    elif name and (project or re.search(r"”指标$", words)):
        thread.topic = thread.head = thread.base = name
    elif part := _EXTREME.match(words):
        thread.head = thread.base = part.group(1)
    elif stands := _STANDS.fullmatch(name):
        thread.head = thread.base = stands.group("name")
    elif name and _is_subject(words, name, ahead, thread.topic, opens):
        thread.head = thread.base = name


def _is_subject(words: str, name: str, ahead: str, topic: str, opens: bool) -> bool:
    if _GROWS.match(ahead) and len(name) <= 20 and not VERBAL.search(name):
        return True
    if not opens and not re.search(r"指标(?:任务)?$", words):
        return False
    return _names_something(words, name, topic)


_EXTREME = re.compile(r"其中(.+?)(?:最[低高好差]|较[低高])$")


def _take_entity(words: str, thread: Thread, read: Passage) -> None:
    """高新区、平江区组织有力，完成投资…: who performed stands a clause before the number."""
    if read.scope.prospective or read.scope.rules:
        return
    entity, rest = performer(words.strip(), read.scope.region, thread.places)
    if entity is not None and rest and not is_office(entity):
        thread.sentence_entity = entity
        thread.places.update(listed_places(entity))


_GOAL_REACHED = re.compile(r"(?:实现|完成|达到)了?[^，。；]{0,12}(?:目标|任务)$")


LEADS_IN = re.compile(
    r"从[^，。；]{1,30}?(?:来?看|(?:来|上)?分析|来?说|比较)|(?:与|和|跟|同)[^，。；]{1,16}(?:相比|比较|对比)"
)
"""从各县增速看, 与二季度相比: how what follows is looked at, neither a subject nor a result."""


_INTENDS = re.compile(r"要求|力争|确保|努力|争取")


_LEAD_IN = re.compile(
    r"如下|(?:目标|完成|实际|指标|计划)值$|完成率$|得分$|情况$|如$|其中|分别$|目标$|任务$|指标$|以下|下列|(?<!建)设?是$|单位$|部门$|原因$|措施$|存在"
)


def _take_lead(words: str, name: str, thread: Thread) -> None:
    """Words before a colon name what follows (新兴产业：…), or say how it is meant (目标任务：…)."""
    if re.search(r"(?:进展|完成|落实|推进)情况$|(?:完成|实际)值$|完成率$", words):
        thread.mood = "actual"
    elif thread.mood == "task":
        thread.mood = "target"
    name = re.sub(r"[（(][红黄绿蓝橙]灯(?:预警)?[)）]$", "", name)
    if (
        name
        and len(name) <= 30
        and not _LEAD_IN.search(words)
        and not re.search(r"依然|仍然|占据|持续|呈现|保持|很|十分|非常|起伏|明确", name)
        and not re.match(r"对照|按照|根据|经|通过|从|在|围绕", words)
    ):
        thread.topic = thread.head = thread.base = thread.led = name


def _names_something(words: str, name: str, topic: str) -> bool:
    if re.search(
        r"[”》](?:指标|项目|工程|行动|工作)?$|(?:考核|考评|评价|评估|测评|通报|调查|商品)中$", words
    ):
        return True
    return (
        not topic
        and 2 <= len(name) <= 26
        and not VERBAL.search(words)
        and not re.search(r"\d%|满分|不得分", words)
    )


def _noun_phrase(words: str, region: str | None) -> str:
    entity_free = OWN_PLACE.sub("", words.strip())
    if quoted := re.search(r"“([^”]{2,24})”指标$", entity_free):
        return quoted.group(1).rpartition("—")[2] or quoted.group(1)
    if contest := re.fullmatch(
        r"(?:[^，]{0,10}?在)?([^，]{4,40}?)(?:测算|结果|成绩)?(?:通报|排名)?中", entity_free
    ):
        entity_free = contest.group(1)
    _, rest = performer(strip_head(entity_free), region, ())
    rest = re.sub(r"(?:目标)?(?:基本|圆满|顺利|全面)(?:实现|完成)$", "", rest)
    rest = _STATED.sub("", _COMPARED.sub("", rest))
    name = subject(rest)
    return re.sub(
        r"(?:总量)?及增速$|(?:总体)?(?:进展|完成|推进)(?:情况|顺利|缓慢|良好)?$|(?:目标)?(?:基本|圆满|顺利|全面)实现$|(?<=.)指标$",
        "",
        name,
    )


_STATED = re.compile(
    r"(?:由|从)[降负升正跌慢]转[升正降负涨快]$|(?:位列|位居|跻身|进入|处于|居)[^，。；]{0,6}(?:方阵|前列|末位|首位|第一)$"
    r"|排名(?:末位|靠前|靠后|垫底|首位)$|(?<=分)最[高低]$"
)
"""What a clause states of its subject in words (由降转升, 位列第一方阵, 得分最高)."""


_STANDS = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:经济|产业|业|园区|市场|贸易|消费|投资|财政|金融|税收))"
    r"(?:快速|持续|健康|蓬勃|稳步|平稳|加快|稳定|较快|迅猛|迅速|不断|协调)+(?:发展|增长|壮大|推进|提升|回升|运行|扩大)"
)
"""民营经济快速发展: a statement whose subject bears the amounts that follow."""


_GROWS = re.compile(r"(?:同比|比上年|较上年|比去年|较去年)")


_COMPARED = re.compile(
    r"(?:低于|高于|超过|落后于?)(?:[国省市县区]定?|全[国省市县区州盟旗])?(?:年度|全年)?(?:目标|任务|计划|平均水平|平均)?$"
)
"""What a subject is compared with directly before a bracket that prints it."""
