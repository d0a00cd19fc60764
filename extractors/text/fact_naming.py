"""The name of a fact, from the words of its clause and the subject that stands.

Signals in order of precedence: a number directly behind another (120户305人) shares its name; a light
names its own indicators; a relative clause (未完成的3项) says which of the things counted before; the words
before the number, with a counted noun behind it; else the subject last spoken of. A bare attribute or verb
is said of that subject, a short word of the topic, a word that only repeats a target in fewer words takes
the target's name, so that target and result are found together. The thread's subject moves with each name.
"""

import re

from extractors.text.clauses import Clause
from extractors.text.fact_exclusions import is_count
from extractors.text.fact_thread import Thread, Words
from extractors.text.names import (
    counted_noun,
    is_attribute,
    is_bare_verb,
    is_generic,
    is_within,
    joined,
    people_of,
    subject,
    with_predicate,
)
from extractors.text.roles import RoleReading
from schemas.quantity import Quantity

MOVED_ON = re.compile(
    r"(?:一路)?(?:提高|增加|上升|降低|下降|下滑|滑落|下跌|攀升|跃升|前移|后移|减少|调整|改|提升|变化|演变|优化|扩大|压缩|缩短|缩小|收窄|回落|回升|放缓|加快|增长|降|升|增|减|变|调|提)"
    r"(?:到|至|为|成)了?"
)


GOAL_BEHIND = re.compile(
    r"的(?:年度|全年|年初|全市|[国省市县区]定|预期|既定)*(?:目标|任务|要求|计划)|(?:目标任务|目标|任务|计划)的(?:\d|XX|\*)"
)
"""Words behind a number that make it what is to be reached (6%的年初目标)."""


def fact_name(
    words: Words, reading: RoleReading, clause: Clause, thread: Thread
) -> tuple[str, tuple[str, ...]]:
    """The fact's name, and what makes it doubtful; the thread's subject moves with it."""
    quantity = words.quantity
    if words.adjacent and thread.last is not None:
        return _beside(quantity, reading, thread)
    if light := re.match(r"[（(]([红黄绿蓝橙]灯(?:预警)?)[)）]", words.after):
        return _subject_is(light.group(1) + "指标", words, reading, thread), ()
    own = "" if reading.rest.endswith("等") else subject(reading.rest)
    if light := re.fullmatch(r"(?:亮)?([红黄绿蓝橙]灯(?:预警)?)(?:的)?(?:指标)?", own):
        return _subject_is(light.group(1) + "指标", words, reading, thread), ()
    if relative := _relative(reading.rest, words, thread):
        return relative, ("名称承前省略",)
    if _takes_noun(words, own, reading):
        own = _with_noun(own, words, thread)
    return _placed(own, words, reading, clause, thread)


def _relative(rest: str, words: Words, thread: Thread) -> str | None:
    """未完成的3项: which of the things counted before."""
    said = re.search(r"([^，,。；]{2,16})的(?:仅|共|只)?有?$", words.before.strip())
    if (
        said is None
        or not is_count(words.quantity.unit)
        or re.match(r"(?![由被均都已正亮为在])[\u4e00-\u9fff“]", words.after.strip())
    ):
        return None
    standing = _same_unit(words.quantity.unit, thread) or thread.standing
    if listed := re.fullmatch(r"(?:列入|纳入|属于)(.{2,14}(?:项目|企业|工程|名单|计划))", said.group(1)):
        thread.which = thread.base = thread.head = listed.group(1)
        return listed.group(1)
    which = re.sub(r"^(?:其中|另外|目前|已|共)+|(?<=得分)为", "", said.group(1))
    noun = re.search(r"(?:项目|指标|企业|单位|任务|工程|事项)$", standing)
    name = f"{which}的{noun.group()}" if noun else joined(standing, which)
    thread.which = thread.base = name
    return name


def _same_unit(unit: str, thread: Thread) -> str:
    """The last name counted in a unit, "" where there is none."""
    return next((name for name, counted_in in reversed(thread.names) if counted_in == unit), "")


def _subject_is(name: str, words: Words, reading: RoleReading, thread: Thread) -> str:
    """The name becomes the subject that later clauses lean on; a share or a degree of completion
    of one part (主体结构完成60%) does not take the place of a topic."""
    thread.base = name
    if reading.role != "share" and not (words.quantity.unit == "%" and thread.topic):
        thread.head = name
        thread.names.append((name, words.quantity.unit))
    return name


def _beside(quantity: Quantity, reading: RoleReading, thread: Thread) -> tuple[str, tuple[str, ...]]:
    """A number directly behind another one (120户305人) counts the same thing in another unit."""
    alike = next((name for name, unit in reversed(thread.counted) if unit == quantity.unit), "")
    if reading.role == "change" and alike:
        return alike, ("名称承前省略",)
    standing = thread.last.indicator if thread.last else ""
    return people_of(standing) if quantity.unit in ("人", "人次", "万人") else standing, ()


def _takes_noun(words: Words, own: str, reading: RoleReading) -> bool:
    """True where the noun behind the number belongs to its name: counted things always, other units only
    where the words before name nothing."""
    if not words.after.strip() or words.after[0] in "，,。；;：:）)":
        return False
    if (
        words.quantity.kind in ("rank", "score")
        or re.match(r"的差距", words.ahead)
        or MOVED_ON.match(words.after)
    ):
        return False
    if GOAL_BEHIND.match(words.ahead):
        return False
    counted = words.quantity.kind in ("number", "measure", "masked") and is_count(words.quantity.unit)
    said_behind = (
        words.quantity.unit == "%"
        and reading.role in ("target", "actual")
        and not re.search(r"[率度重比]$", own)
    )
    return counted or not own or is_bare_verb(own) or said_behind


def _with_noun(own: str, words: Words, thread: Thread) -> str:
    noun, predicate = counted_noun(words.after)
    if noun == "时间":
        return with_predicate(noun, predicate)
    if (not own or own == "辖区") and noun and words.following is None and is_generic(noun):
        own = ""
        noun = with_predicate(noun, predicate)
    elif not noun and not own and predicate and len(predicate) <= 8 and words.following is None:
        noun = predicate + (_same_unit(words.quantity.unit, thread) or thread.standing)
    elif not own and 0 < len(noun) <= 2 < len(noun + predicate) <= 6 and words.before.endswith("有"):
        noun += predicate
    elif words.quantity.unit == "%" and not noun:
        noun = predicate[:16]
    elif is_generic(own) and not noun and re.match(r"[未没已尚]", predicate) and len(predicate) <= 8:
        return with_predicate(own, predicate)
    if own.endswith("等") or own in ("", noun):
        return noun
    return own if noun and noun in own else own + noun


def _placed(
    own: str, words: Words, reading: RoleReading, clause: Clause, thread: Thread
) -> tuple[str, tuple[str, ...]]:
    """The words of the clause, said of the subject that stands."""
    standing = thread.standing
    inherited = ("名称承前省略",)
    step = own.startswith("每") and reading.role in ("bonus", "deduction") and bool(standing)
    if (
        reading.role in ("budget", "target")
        and re.match(r"[比较与为占]|完成", words.before.strip())
        and re.fullmatch(r"(?:年初|全年)?(?:预算|计划|目标)数?", own)
        and standing
    ):
        return standing, inherited
    if thread.part and thread.group and _LEVEL_OF_MONEY.fullmatch(own) and words.quantity.kind == "money":
        thread.base = joined(own, thread.group)
        return thread.base, inherited
    if own in ("综合", "总体", "整体") and standing:
        return thread.topic or standing, inherited
    if own.endswith("资金") and words.before.strip().startswith("争取"):
        return _subject_is(own, words, reading, thread), ()
    if not own or step or _PLACE_ONLY.fullmatch(own):
        name = _unsaid(words, reading, thread)
        return name, inherited if name else ()
    if clause.opener == "bracket" and (re.match(r"含|不含|包括|剔除|扣除", own) or own.endswith("后")):
        return f"{standing}（{own}）", ()
    if is_generic(own) and standing and not any(is_within(own, n) for n, _ in thread.targets):
        return standing if own in standing else joined(standing, own), inherited
    if is_attribute(own) or (standing and (is_bare_verb(own) or _BARE_RATE.fullmatch(own))):
        return _attributed(own, words, thread), inherited if standing else ()
    return _subject_is(_completed(own, words, thread), words, reading, thread), ()


_IN_HAND = re.compile(r"(?<=.)(?:正在|尚未|仍未|还未)[\u4e00-\u9fff]{2}$")
"""What is not yet done of something: a rate of completion is said of the whole."""
_LEVEL_OF_MONEY = re.compile(r"中央|国家|[省市县区乡镇]级?|州级?|本级")
_BARE_RATE = re.compile(r"(?!失业|出生|死亡|入学|就业)[\u4e00-\u9fff]{2}率")


def _completed(own: str, words: Words, thread: Thread) -> str:
    """A name as full as the text makes it: that of the target it answers, of the topic, of its whole."""
    unit = words.quantity.unit
    answered = next((name for name, said in thread.targets if said == unit and is_within(own, name)), "")
    if answered:
        return answered
    same_kind = re.fullmatch(r".+的[\u4e00-\u9fff]{2}", own) and thread.topic.endswith(own[-2:])
    if same_kind or is_within(own, thread.topic):
        return thread.topic
    if own.endswith("率") and thread.base.endswith(own[:-1]):
        return thread.base + "率"
    if re.fullmatch(r"第[一二三]产业", own) and re.search(r"投资$|增加值$", thread.standing):
        return own + re.sub(r"^第[一二三]产业", "", thread.standing)
    if own == "缺口" and thread.standing:
        return joined(re.sub(r"未[\u4e00-\u9fff]{1,4}$", "", thread.standing), own)
    if len(own) <= 3 and thread.topic and not own.endswith("业"):
        return joined(thread.topic, own)
    if thread.part and thread.group:
        return _part_name(own, thread.group)
    bounded = re.search(r"(?:元|亩|分|吨|人|平方米|公里)(?:及)?以[上下]", own)
    return _part_name(own, thread.head) if bounded and thread.head else own


def _unsaid(words: Words, reading: RoleReading, thread: Thread) -> str:
    """The subject of a clause that names none: points are those of the topic, counts those of the
    last thing counted alike, anything else the subject last spoken of."""
    if reading.role in ("bonus", "deduction"):
        return thread.topic or thread.head
    if reading.role == "change" and is_count(words.quantity.unit) and thread.which:
        return thread.which
    same = _same_unit(words.quantity.unit, thread) if is_count(words.quantity.unit) else ""
    base = re.sub(r"未完成$", "", thread.base or thread.standing)
    if reading.role == "completion" and _IN_HAND.search(base) and thread.standing in base:
        return thread.standing
    return same or (base if words.quantity.unit == "%" else re.sub(r"(?<=..)(?:增长|增速)$", "", base))


def _attributed(own: str, words: Words, thread: Thread) -> str:
    """An attribute said of its subject."""
    rated = own.endswith(("率", "度"))
    bearer = _bearer_of_rate(own, thread) if rated else _bearer_of_amount(own, words, thread)
    thread.base = joined(bearer, own)
    return thread.base


def _bearer_of_rate(own: str, thread: Thread) -> str:
    """Whose rate it is: what was just spent or done (拨付 … 拨付率), the subject that stands, and where
    that is a rate itself, the topic."""
    spent = re.search(r"(?:支出|资金|预算|经费)$", thread.base) and re.match(
        r"执行|支[付出]|拨付|使用|到位", own
    )
    if spent or thread.base.endswith(own[:2]):
        return thread.base
    if own[:2] in thread.standing and not is_attribute(own):
        return ""
    if re.search(r"(?:率|(?<![浓额长进])度)$", thread.standing):
        return thread.topic if not thread.topic.endswith(("率", "度")) else ""
    return thread.standing


def _bearer_of_amount(own: str, words: Words, thread: Thread) -> str:
    """Whose amount it is, without what the subject says of another amount (…面积, 产量; …开工, 投资)."""
    standing = thread.standing
    named = thread.led and thread.led == thread.topic
    if named and re.search(r"投资|资金|工期", own) and not re.search(r"(?:项目|工程|企业|园区)$", standing):
        return thread.led
    if re.match(r"受益|惠及|带动", own) and thread.topic:
        return thread.topic
    if re.fullmatch(r"(?:实际|累计)?支出", own) and standing.endswith(("预算", "预算数")):
        return ""
    if is_bare_verb(own) and is_count(words.quantity.unit):
        return _same_unit(words.quantity.unit, thread) or standing
    if standing.endswith("率"):
        return thread.topic if not thread.topic.endswith("率") else ""
    for attribute, other in _OTHER_AMOUNTS:
        if attribute.search(own) and len(standing) > len(own) + 1:
            standing = other.sub("", standing)
    return standing


_OTHER_AMOUNTS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"投资额?$"), re.compile(r"(?<!新)[未已]?(?:开工|竣工|投产|完工|入库)$")),
    (re.compile(r"产量$|单产$"), re.compile(r"(?:播种|种植)?面积$")),
    (re.compile(r"^增加值$|^销售收入$|^利润"), re.compile(r"总产值$|产值$|增加值$|营业收入$|销售收入$")),
    (re.compile(r"决算数?$|执行数$"), re.compile(r"(?:全年|年初|支出)*预算数?$")),
)
"""An attribute, and the end of its subject that belongs to another attribute."""


_PLACE_ONLY = re.compile(
    r"(?:获得?|争取)?(?:(?:国家级?|[省市县区]级?)[、和及])*(?:XX|\*\*|全|本|[\u4e00-\u9fff]{2,3})?"
    r"(?:[省市县](?:里|定)?|(?<![小社园辖片校景灌库郊城户矿山林牧])区)级?(?:下达)?"
)


_LIMIT_OF_NAME = re.compile(r"\d*(?:\.\d+)?[亿万千百]*元?(?:及)?以[上下]$")


_COUNTED = re.compile(r"(?:项目|企业|工程|指标|单位|户|园区|机构|学校|人员|案件|商品|村)$")


def _part_name(own: str, group: str) -> str:
    """A part said with its whole's modifier (在建项目 … 其中亿元项目 → 在建亿元项目)."""
    if re.search(r"\d[万亿]?(?:元|亩|吨|人)(?:及)?以[上下]$", own):
        own += re.sub(r"^.*以[上下]", "", group)
    limited = re.match(r"^(.{0,8}?)(?:\d+(?:\.\d+)?)?[亿千百万]*(?:元|亩|吨|人)(?:及)?以[上下](?=.)", group)
    if limited and re.search(r"以[上下]", own):
        return own if own.startswith(limited.group(1)) else limited.group(1) + own
    for size in (4, 3, 2):
        tail = own[-size:]
        modifier = _LIMIT_OF_NAME.sub("", group[:-size]) if group.endswith(tail) and "以" not in tail else ""
        if (
            modifier
            and len(tail) == size
            and _COUNTED.search(tail)
            and modifier not in own
            and len(modifier) <= 8
        ):
            return modifier + own
    return own
