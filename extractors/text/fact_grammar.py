"""The facts that a piece of running text states.

Reading goes clause by clause (clauses.py). What a clause leaves unsaid stands from before: its subject
(同比增长5%), its time (1—9月), who performed (高新区), and whether it speaks of targets or of results. For
each quantity in a clause: leave out what is no fact (a threshold in a rule, a limit that belongs to a
name, a length of time, the number of those ranked), read its role (roles.py), its name
(fact_naming.py), its period (fact_periods.py) and its performer (entities.py); lists are shared out
(fact_lists.py). The same grammar reads paragraphs and long prose cells; it knows no document, no table
and no evidence. It never repairs a number and never invents a word of a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.text.clauses import Clause, split_clauses
from extractors.text.entities import OWN_PLACE, is_office, leading_entity
from extractors.text.fact_exclusions import Surroundings, is_count, is_no_fact, is_ranked_count
from extractors.text.fact_lists import (
    QUOTE_LENGTH,
    listed_parts,
    listed_with,
    names_of_all,
    repeated,
    signed_value,
    split_names,
    structure,
)
from extractors.text.fact_naming import GOAL_BEHIND, MOVED_ON, fact_name
from extractors.text.fact_periods import (
    MOVED_FROM,
    carried_period,
    data_periods,
    fact_period,
    settle_time,
    without_periods,
)
from extractors.text.fact_thread import FactDraft, Outside, Passage, Scope, Thread, Words
from extractors.text.name_doubts import is_cut_short
from extractors.text.names import VERBAL, is_attribute, joined, strip_head, subject
from extractors.text.quantities import find_performance_quantities
from extractors.text.roles import Mood, RoleReading, clause_mood, is_wanted, measure_role, read_role
from schemas.quantity import Quantity
from schemas.records import Confidence, FactRole

__all__ = ["FactDraft", "Scope", "carried_period", "read_facts"]

LONGEST_NAME = 200
"""How far before a number its name is looked for; text without punctuation must not cost more."""


def read_facts(text: str, scope: Scope) -> tuple[FactDraft, ...]:
    """Every fact that the text states, in order."""
    quantities = find_performance_quantities(text)
    if not quantities:
        return ()
    read = Passage(text, scope, data_periods(text, scope.periods), quantities)
    thread = Thread(
        topic=scope.topic,
        entity=scope.entity,
        paragraph_period=scope.period,
        about=scope.about,
        region=scope.region,
    )
    drafts: list[FactDraft] = []
    clauses = split_clauses(text, quantities)
    for index, clause in enumerate(clauses):
        _enter(clause, thread, read)
        found = list(_clause_facts(clause, thread, read)) if clause.quantities else []
        drafts.extend(found)
        if not found:
            _take_subject(clause, clauses[index + 1] if index + 1 < len(clauses) else None, thread, read)
    return tuple(drafts)


def _enter(clause: Clause, thread: Thread, read: Passage) -> None:
    """What ends at a clause's beginning: a bracket, the mood and entity at a sentence, the subject at
    a label."""
    thread.broken = ""
    if clause.opener == "bracket":
        _step_inside(clause, thread, read)
    elif thread.outside and clause.start > thread.outside.end:
        _step_outside(clause, thread, thread.outside)
    follows = read.text[clause.start : clause.start + 2] == "其中"
    if clause.sentence != thread.sentence:
        _begin_sentence(clause, thread, follows)
    if clause.labelled:
        thread.head, thread.base, thread.mood, thread.part, thread.sentence_entity = "", "", None, False, None
        thread.names.clear()
        thread.topic = read.scope.topic
        thread.paragraph_period = thread.period = read.scope.period
    elif clause.opener == "semicolon":
        wanted = read.scope.prospective or thread.mood == "target"
        thread.mood = thread.mood if wanted else None
        if thread.part and thread.group:
            thread.head = thread.base = thread.group
        thread.part, thread.sentence_entity, thread.goal_period = False, None, thread.sentence_goal
        thread.of = None
    if follows:
        thread.part, thread.group = True, thread.standing
    settle_time(clause, thread, read)


def _begin_sentence(clause: Clause, thread: Thread, follows: bool) -> None:
    """Parts of a whole (其中…) are done with; what follows is said of the whole again."""
    thread.sentence = clause.sentence
    if thread.group and not follows:
        thread.head, thread.base, thread.group = thread.group, thread.group, ""
    thread.mood, thread.part, thread.of, thread.months = None, False, None, 0
    thread.sentence_goal, thread.which = None, ""
    thread.period, thread.goal_period = thread.period if follows else thread.paragraph_period, None
    thread.sentence_entity = thread.sentence_entity if follows else None


def _step_inside(clause: Clause, thread: Thread, read: Passage) -> None:
    """What a bracket holds never stands for what follows it."""
    opening = clause.start - 1
    closing = re.compile(r"[)）]").search(read.text, clause.start)
    said = max((q.end for q in read.quantities if q.end <= opening), default=0)
    words = re.search(r"[^，,。；;：:、（(）)]*$", read.text[max(said, opening - 30) : opening])
    thread.outside = Outside(
        end=closing.start() if closing else clause.end,
        words=words.group() if words else "",
        head=thread.head,
        base=thread.base,
        mood=thread.mood,
        part=thread.part,
    )


def _step_outside(clause: Clause, thread: Thread, before: Outside) -> None:
    thread.head, thread.base, thread.mood, thread.part = before.head, before.base, before.mood, before.part
    thread.broken = before.words if clause.opener == "after_bracket" else ""
    thread.outside = None


def _take_subject(clause: Clause, following: Clause | None, thread: Thread, read: Passage) -> None:
    """A clause without a number can name the subject of those that follow."""
    words = read.text[clause.start : clause.end].strip()
    if clause.labelled:
        words = re.sub(r"(?:太[少慢低小大]|压力大)$", "", words)
    leads = following is not None and following.opener == "colon"
    head = (
        without_periods(read, clause.start, clause.start + len(words))
        if clause.labelled
        else without_periods(read, clause.start, clause.end)
    )
    _take_entity(head, thread, read)
    thread.listed = listed_parts(words)
    if len(words) <= 20 or leads or _INTENDS.match(head):
        thread.mood = clause_mood(head, thread.mood)
    if leads:
        _take_lead(words, _noun_phrase(head, read.scope.region), thread)
        return
    name = _noun_phrase(head, read.scope.region)
    opens = clause.labelled or clause.opener in ("start", "sentence", "semicolon", "colon", "after_bracket")
    counted = following is not None and re.match(
        r"每[^，。]{0,12}[扣加]", read.text[following.start : following.end]
    )
    if (read.scope.rules or counted) and (condition := re.fullmatch(r"对?(.{4,40})的", words)):
        thread.topic = thread.head = thread.base = condition.group(1)
    elif re.search(r"”指标$", words):
        thread.topic = thread.head = thread.base = name
    elif part := re.match(r"其中(.+?)(?:最[低高好差]|较[低高])$", words):
        thread.head = thread.base = part.group(1)
    elif (
        clause.labelled and name and re.search(r"(?:项目|工程|工作|行动)$", words) and not VERBAL.search(name)
    ):
        thread.topic = thread.head = thread.base = name
    elif (
        (opens or re.search(r"指标(?:任务)?$", words))
        and name
        and _names_something(words, name, thread.topic)
    ):
        thread.head = thread.base = name


def _take_entity(words: str, thread: Thread, read: Passage) -> None:
    """高新区、平江区组织有力，完成投资…: who performed stands a clause before the number."""
    if read.scope.prospective or read.scope.rules:
        return
    entity, rest = leading_entity(words.strip(), read.scope.region)
    if entity is not None and rest and not is_office(entity):
        thread.sentence_entity = entity


_INTENDS = re.compile(r"要求|力争|确保|努力|争取")


_LEAD_IN = re.compile(
    r"如下|情况$|如$|其中|分别$|目标$|任务$|指标$|以下|下列|(?<!建)设?是$|单位$|部门$|原因$|措施$|存在"
)


def _take_lead(words: str, name: str, thread: Thread) -> None:
    """Words before a colon name what follows (新兴产业：…), or say how it is meant (目标任务：…)."""
    if re.search(r"(?:进展|完成|落实|推进)情况$", words):
        thread.mood = "actual"
    elif thread.mood == "task":
        thread.mood = "target"
    if (
        name
        and len(name) <= 30
        and not _LEAD_IN.search(words)
        and not re.search(r"依然|仍然|占据|持续|呈现|保持", name)
        and not re.match(r"对照|按照|根据|经|通过|从|在|围绕", words)
    ):
        thread.topic = thread.head = thread.base = name


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
    _, rest = leading_entity(strip_head(entity_free), region)
    rest = re.sub(r"(?:目标)?(?:基本|圆满|顺利|全面)(?:实现|完成)$", "", rest)
    rest = _COMPARED.sub("", rest)
    name = subject(rest)
    return re.sub(
        r"(?:总量)?及增速$|(?:总体)?(?:进展|完成|推进)(?:情况|顺利|缓慢|良好)?$|(?:目标)?(?:基本|圆满|顺利|全面)实现$|(?<=.)指标$",
        "",
        name,
    )


_COMPARED = re.compile(
    r"(?:低于|高于|超过|落后于?)(?:[国省市县区]定?|全[国省市县区])?(?:年度|全年)?(?:目标|任务|计划|平均水平|平均)?$"
)
"""What a subject is compared with directly before a bracket that prints it."""


def _clause_facts(clause: Clause, thread: Thread, read: Passage) -> Iterator[FactDraft]:
    words = _kept(clause, thread, read)
    index = 0
    while index < len(words):
        group = listed_with(words, index)
        yield from _group_facts(clause, group, thread, read)
        index += len(group)


def _kept(clause: Clause, thread: Thread, read: Passage) -> list[Words]:
    """The quantities of a clause that are facts, each with its words."""
    kept: list[Words] = []
    at, year = clause.start, read.scope.periods.period
    quantities = clause.quantities
    for index, quantity in enumerate(quantities):
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        stop = following.start if following else clause.end
        at = max(at, quantity.start - LONGEST_NAME)
        before, after = read.text[at : quantity.start], read.text[quantity.end : stop]
        if index == 0 and not before.strip():
            before = thread.broken
        ahead = read.text[quantity.end : quantity.end + 40]
        around = Surroundings(quantity, before, after, ahead, following)
        if is_ranked_count(around):
            thread.of = quantity.digits
            continue
        if is_no_fact(around):
            continue
        periods = tuple(m for m in read.mentions if at <= m.start and m.end <= quantity.start)
        cleaned = before if at == quantity.start else without_periods(read, at, quantity.start)
        if following is not None and quantity.end == following.start and is_count(following.unit):
            after = read.text[following.end : clause.end]
            following = quantities[index + 2] if index + 2 < len(quantities) else None
        adjacent = bool(kept) and not re.sub(r"[（(][红黄绿蓝橙]灯(?:预警)?[)）]", "", before).strip(
            " 、和及与（("
        )
        kept.append(Words(quantity, cleaned, after, at, periods, before, adjacent, following, ahead, year))
        at = quantity.end
    return kept


def _group_facts(
    clause: Clause, group: Sequence[Words], thread: Thread, read: Passage
) -> Iterator[FactDraft]:
    """One fact for each number of a list; “分别” gives each its own name, entity or month."""
    first = group[0]
    said_before, standing = _last_names(group, thread), thread.standing
    draft = next(_one_fact(clause, first, thread, read), None)
    if draft is None or len(group) == 1:
        yield from [draft] if draft else []
        return
    if first.quantity.kind == "ratio":
        yield from structure(draft, group)
        return
    each = re.search("分别|分列|分居", first.before) is not None
    entities = split_names(draft.entity, len(group)) if draft.entity and each else None
    names = names_of_all(draft, len(group), said_before, each and not entities, thread)
    bearer = "" if standing.endswith("率") else standing
    names = [joined(bearer, name) if is_attribute(name) else name for name in names]
    months = [m.iso for m in first.periods if m.kind == "point"]
    for position, words in enumerate(group):
        fact = replace(repeated(draft, words), indicator=names[position])
        if entities:
            fact = replace(fact, entity=entities[position])
        if len(months) == len(group):
            fact = replace(fact, period=months[position])
        yield fact


def _one_fact(clause: Clause, words: Words, thread: Thread, read: Passage) -> Iterator[FactDraft]:
    mood = _mood(words, thread)
    if read.scope.prospective and mood == "actual" and not _DONE.search(words.before):
        mood = None
    reading = _in_brackets(words, clause, thread) or _reading(words, mood, thread, read)
    if read.scope.rules and reading.role not in ("bonus", "deduction", "weight"):
        return
    rest = _performed(reading.rest.strip(), thread, read)
    name, doubts = fact_name(words, replace(reading, rest=rest), clause, thread)
    reading = _by_name(reading, name, words, thread)
    thread.mood = _next_mood(reading, mood, words, thread)
    if not name:
        name, doubts = _last_resort(words, rest), (*doubts, "没有找到指标名称")
    if name:
        draft = _draft(clause, words, reading, (name, doubts), thread)
        _remember(draft, words, thread)
        yield draft


def _last_names(group: Sequence[Words], thread: Thread) -> list[str]:
    """The last names that a list as long as this can be of: of points, those of rates."""
    if any(words.quantity.unit in ("个百分点", "百分点") for words in group):
        rates = list(dict.fromkeys(name for name, unit in thread.counted if unit == "%"))
        if len(rates) >= len(group):
            return rates[-len(group) :]
    return thread.said[-len(group) :]


def _in_brackets(words: Words, clause: Clause, thread: Thread) -> RoleReading | None:
    """A bare percentage in a bracket says again what stands before it: how much of the count that is
    (已完成15个（50%）), or the same measure of a larger place (增长6.4%（全市6.6%）)."""
    last, outside = thread.last, thread.outside
    if clause.opener != "bracket" or words.quantity.unit != "%" or last is None or outside is None:
        return None
    said = words.before.strip() or outside.words
    if _LARGER_PLACE.search(said) and last.unit == "%" and last.role in ("yoy", "actual", "completion"):
        return RoleReading(last.role, 1, "")
    if not words.before.strip() and is_count(last.unit) and last.role == "actual":
        done = re.search(r"完成|开工|竣工|已", thread.last_words)
        return RoleReading("completion" if done else "share", 1, "")
    return None


_LARGER_PLACE = re.compile(r"(?P<place>全[国省市州])(?:平均|增速|水平|为)*$")


_DONE = re.compile(r"目前|已|实际|截至|累计|现有")


def _last_resort(words: Words, rest: str) -> str:
    """A name where nothing names the measure: the goal that a share is of (完成任务的112%), else the words
    before the number as they stand."""
    goal = re.search(r"目标任务|任务|目标|计划|预算|完成率|得分|排名|完成", words.before)
    return goal.group() if goal else rest.strip(" ，,、：:的均都仅") or words.before.strip(" ，,、：:")


def _draft(
    clause: Clause, words: Words, reading: RoleReading, named: tuple[str, tuple[str, ...]], thread: Thread
) -> FactDraft:
    quantity = words.quantity
    name, doubts = named
    value, high = signed_value(quantity, reading.sign)
    if not reading.stated:
        doubts = (*doubts, "角色由默认规则得出")
    if not quantity.unit and reading.role != "rank":
        doubts = (*doubts, "单位缺失")
    if is_cut_short(name):
        doubts = (*doubts, "名称可能不完整")
    return FactDraft(
        indicator=name,
        role=reading.role,
        value=value,
        unit=quantity.unit,
        start=_quote_start(clause, quantity),
        end=quantity.end,
        anchor=quantity.number_start,
        op=reading.op if reading.role == "score" else reading.op or quantity.op,
        period=fact_period(clause, words, reading, thread),
        entity=_performer(words, clause, thread),
        of=thread.of if reading.role == "rank" else None,
        high=high,
        confidence=Confidence(max(0.4, 1.0 - 0.15 * len(doubts)), doubts),
    )


def _performer(words: Words, clause: Clause, thread: Thread) -> str | None:
    said = words.before.strip() or (thread.outside.words if thread.outside else "")
    larger = _LARGER_PLACE.search(said) if clause.opener == "bracket" else None
    if (
        larger
        and words.quantity.unit == "%"
        and not (thread.region or "").endswith(larger.group("place")[-1])
    ):
        return larger.group("place")
    return (thread.entity if thread.sentence_entity is None else thread.sentence_entity) or None


def _remember(draft: FactDraft, words: Words, thread: Thread) -> None:
    """What later clauses lean on of a fact."""
    thread.last, thread.last_words = draft, words.before.strip()
    thread.counted.append((draft.indicator, draft.unit))
    if draft.unit != "%" and draft.role != "rank" and draft.indicator not in thread.said[-1:]:
        thread.said.append(draft.indicator)
    if draft.role == "target":
        thread.targets.append((draft.indicator, draft.unit))


def _reading(words: Words, mood: Mood | None, thread: Thread, read: Passage) -> RoleReading:
    """The role from the words, or from the number before it: its share (占任务120亿元的60%), or where it
    moved to (由51.3%提高到52.6%)."""
    part = _part_of_last(words, thread)
    if part:
        thread.base = thread.share_of or (thread.last.indicator if thread.last else "")
        return RoleReading(part, 1, "")
    thread.share_of = thread.base or thread.standing
    last = thread.last
    if last is not None and words.quantity.unit == last.unit and MOVED_ON.fullmatch(words.before.strip()):
        planned = read.scope.prospective and last.role == "actual"
        return RoleReading("target" if planned else last.role, 1, "")
    if beside := _in_same_breath(words, thread) or _spared(words, thread):
        return beside
    reading = read_role(words.before, words.quantity, mood, read.scope.prospective)
    if MOVED_FROM.search(words.before) and reading.role == "target":
        return replace(reading, role=measure_role(reading.rest))
    if (
        reading.role == "actual"
        and words.quantity.kind == "money"
        and re.match(r"已(?:经)?(?:下达|安排)", words.ahead)
    ):
        return replace(reading, role="budget")
    if reading.role == "change" and _PASSED_GOAL.search(words.before) and re.match(r"的[\dX]", words.ahead):
        return RoleReading("target", 1, _PASSED_GOAL.sub("", words.before))
    if words.ahead.startswith("的差距"):
        return RoleReading("change", -1, "")
    if reading.role in ("actual", "yoy", "forecast", "completion") and GOAL_BEHIND.match(words.ahead):
        return replace(reading, role="target")
    return reading


_PASSED_GOAL = re.compile(r"(?:超过?|高于|低于)(?:年度|全年|年初)?(?:目标任务|目标|任务|计划)(?:数|值)?$")
"""超过年度目标1000个的12%: the goal, and by how much it was passed."""


def _spared(words: Words, thread: Thread) -> RoleReading | None:
    """比预算数21万元节约2.4万元: a verb alone behind what was compared with."""
    moved = _SPARED.fullmatch(words.before.strip())
    compared = re.match(r"比|较", thread.last_words)
    same_money = thread.last is not None and thread.last.unit == words.quantity.unit
    if moved is None or not (compared or (same_money and re.match(r"节[约省]|超支", moved.group()))):
        return None
    return RoleReading("change", -1 if moved.group("down") else 1, "")


_SPARED = re.compile(r"(?P<down>节约|节省|少支出?|减少|下降|压减|结余)了?|(?:多支出?|超支|超出|增加|高出)了?")


def _in_same_breath(words: Words, thread: Thread) -> RoleReading | None:
    """较去年同期分别多7个、29.4亿元: a number of another unit in a “分别” list plays the same role."""
    last = thread.last
    each = (
        "分别" in thread.last_words
        and last is not None
        and last.role in ("change", "yoy", "target", "completion")
    )
    if last is None or not words.adjacent or not each or words.quantity.unit == last.unit:
        return None
    return RoleReading(last.role, -1 if last.value.startswith("-") else 1, "")


def _performed(rest: str, thread: Thread, read: Passage) -> str:
    """The words of a name without who performed; the thread keeps the performer for its sentence."""
    opening = strip_head(re.sub(r"^(?:约|仅)?占(?:到|了)?(?!比)", "", rest))
    region = read.scope.region
    entity, own = leading_entity(opening, region)
    if entity is not None and not (read.scope.prospective and is_office(entity)):
        thread.sentence_entity = entity
    elif own != opening and not (region and opening.startswith(region)):
        thread.sentence_entity = ""
    return own


def _mood(words: Words, thread: Thread) -> Mood | None:
    """A range of months that opens the clause speaks of what was reached, unless its words say otherwise."""
    said = clause_mood(words.before if words.before.strip() else words.after, None)
    passed = any(m.kind == "range" and len(m.iso or "") > 9 for m in words.periods)
    if said in (None, "actual") and passed and is_wanted(thread.mood):
        return "actual"
    return clause_mood(words.before if words.before.strip() else words.after, thread.mood)


def _quote_start(clause: Clause, quantity: Quantity) -> int:
    return max(min(clause.start, quantity.start), quantity.end - QUOTE_LENGTH)


def _part_of_last(words: Words, thread: Thread) -> FactRole | None:
    """占任务目标120亿元的60%: the second number is the share of the first that was reached."""
    if (
        not re.fullmatch(r"(?:目标任务|目标|任务|计划)?的", words.before.strip())
        or words.quantity.unit not in ("%", "成")
        or thread.last is None
    ):
        return None
    if _OF_WHOLE_WORK.search(thread.last_words):
        return "completion"
    if thread.last.role in ("target", "budget") and re.match(r"超", thread.last_words):
        return "change"
    return "completion" if thread.last.role in ("target", "budget") else "share"


_OF_WHOLE_WORK = re.compile(r"占(?:全线|全长|总长|总里程|总工程量|设计)")


def _by_name(reading: RoleReading, name: str, words: Words, thread: Thread) -> RoleReading:
    """What a measure's own name, and what was said just before, tell of a number's role."""
    if reading.role == "weight" and not reading.stated and _BONUS_NAME.search(name):
        return replace(reading, role="bonus")
    if (
        reading.role == "target"
        and thread.mood == "task"
        and re.search(r"总投资(?:额|约|为)*$", words.before)
    ):
        return replace(reading, role="actual")
    if reading.role == "completion" and re.search(r"结转|结余|追加|调剂|缺口", name):
        return replace(reading, role="share")
    if reading.role == "budget" and name.endswith("收入") and re.search(r"预算数?$", words.before):
        return replace(reading, role="target")
    if (
        reading.role == "weight"
        and words.before.endswith(("占", "占了", "占去"))
        and thread.last_role == "deduction"
    ):
        return replace(reading, role="deduction")
    if reading.role == "share" and words.before.strip() == "占" and _answers_target(thread):
        return replace(reading, role="completion")
    if reading.role == "actual" and _is_budget_part(name, words, thread):
        return replace(reading, role="budget")
    if (
        reading.role == "forecast"
        and words.before.endswith("的")
        and clause_mood(words.before, None) != "forecast"
    ):
        return replace(reading, role="actual")
    if reading.role in ("actual", "completion") and words.quantity.unit == "%":
        return _rate_by_name(reading, name, words, thread)
    return reading


def _answers_target(thread: Thread) -> bool:
    """True where the last number is a result in the unit of a target that was named before."""
    last = thread.last
    return last is not None and last.role == "actual" and any(last.unit == unit for _, unit in thread.targets)


def _is_budget_part(name: str, words: Words, thread: Thread) -> bool:
    """预算安排…，其中基本支出…: the parts of a budget are budget, unless they say that they were spent."""
    listed = thread.part and thread.last is not None and thread.last.role == "budget"
    money = words.quantity.kind == "money" and re.search(r"资金|支出|经费", name) is not None
    return listed and money and not re.search(r"实际|累计|已|执行|完成", words.before)


def _rate_by_name(reading: RoleReading, name: str, words: Words, thread: Thread) -> RoleReading:
    """支出进度 … 实际为68.2% is a completion, because of what it measures."""
    reached = re.search(r"完成了?$", words.before) is not None
    if reading.role == "completion" and not (reached and any(unit == "%" for _, unit in thread.targets)):
        return reading
    own = subject(reading.rest)
    if own == "覆盖率":
        return replace(reading, role="share")
    return replace(reading, role=reading.role if own else measure_role(name))


_BONUS_NAME = re.compile(r"加分(?:事项|项目)?(?:申报|确认|上报)*$")


def _next_mood(reading: RoleReading, mood: Mood | None, words: Words, thread: Thread) -> Mood | None:
    if reading.role == "change" or re.match(r"(?:距|占|较|比|低于|超|落后)", words.before.strip()):
        return thread.mood
    if reading.role in ("completion", "share", "yoy", "rank"):
        return "actual" if not is_wanted(mood) else mood
    if reading.role == "target" and not is_wanted(mood):
        return "task"
    return mood
