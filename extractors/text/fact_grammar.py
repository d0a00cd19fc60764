"""The facts that a piece of running text states.

Reading goes clause by clause (clauses.py). What a clause leaves unsaid stands from before: its subject
(同比增长5%), its time (1—9月), who performed (高新区), and whether it speaks of targets or of results. For
each quantity in a clause: leave out what is no fact (a threshold in a rule, a limit that belongs to a
name, a length of time, the number of those ranked), read its role (roles.py, fact_roles.py), its name
(fact_naming.py), its period (fact_periods.py) and its performer (entities.py); lists are shared out
(fact_lists.py). The same grammar reads paragraphs and long prose cells; it knows no document, no table
and no evidence. It never repairs a number and never invents a word of a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.text.clauses import Clause, split_clauses
from extractors.text.entities import is_office, listed_places, performer
from extractors.text.fact_exclusions import (
    Surroundings,
    is_count,
    is_no_fact,
    is_ranked_count,
    without_limits,
)
from extractors.text.fact_lists import (
    QUOTE_LENGTH,
    listed_with,
    names_of_all,
    repeated,
    signed_value,
    split_names,
    structure,
)
from extractors.text.fact_naming import fact_name
from extractors.text.fact_periods import (
    carried_period,
    data_periods,
    fact_period,
    settle_time,
    without_periods,
)
from extractors.text.fact_roles import LARGER_PLACE, by_name, in_brackets, mood_of, next_mood, reading_of
from extractors.text.fact_subjects import LEADS_IN, take_subject
from extractors.text.fact_thread import FactDraft, Outside, Passage, Scope, Thread, Words
from extractors.text.name_doubts import is_cut_short
from extractors.text.names import is_attribute, joined, strip_head
from extractors.text.punctuation import widened
from extractors.text.quantities import find_performance_quantities
from extractors.text.roles import RoleReading
from schemas.quantity import Quantity
from schemas.records import Confidence

__all__ = ["FactDraft", "Scope", "carried_period", "read_facts"]

LONGEST_NAME = 200
"""How far before a number its name is looked for; text without punctuation must not cost more."""


def read_facts(text: str, scope: Scope) -> tuple[FactDraft, ...]:
    """Every fact that the text states, in order."""
    text = widened(text)
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
            take_subject(clause, clauses[index + 1] if index + 1 < len(clauses) else None, thread, read)
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
    thread.grown.clear()
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


def _clause_facts(clause: Clause, thread: Thread, read: Passage) -> Iterator[FactDraft]:
    if LEADS_IN.fullmatch(read.text[clause.start : clause.end].strip()):
        return
    words = _kept(clause, thread, read)
    index = 0
    while index < len(words):
        group = listed_with(words, index)
        yield from _of_growth(list(_group_facts(clause, group, thread, read)), thread)
        index += len(group)


def _kept(clause: Clause, thread: Thread, read: Passage) -> list[Words]:
    """The quantities of a clause that are facts, each with its words."""
    kept: list[Words] = []
    at, year = clause.start, read.scope.periods.period
    quantities = without_limits(read.text, clause.quantities)
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
    last = draft
    for position, words in enumerate(group):
        last = repeated(last, words)
        fact = replace(last, indicator=names[position])
        if entities:
            fact = replace(fact, entity=entities[position])
        if len(months) == len(group):
            fact = replace(fact, period=months[position])
        yield fact


def _one_fact(clause: Clause, words: Words, thread: Thread, read: Passage) -> Iterator[FactDraft]:
    mood = mood_of(words, thread)
    if read.scope.prospective and mood == "actual" and not _DONE.search(words.before):
        mood = None
    reading = in_brackets(words, clause, thread) or reading_of(words, mood, thread, read)
    if read.scope.rules and reading.role not in ("bonus", "deduction", "weight"):
        return
    rest = _performed(reading.rest.strip(), thread, read)
    name, doubts = fact_name(words, replace(reading, rest=rest), clause, thread)
    reading = by_name(reading, name, words, thread)
    thread.mood = next_mood(reading, mood, words, thread)
    if not name:
        name, doubts = _last_resort(words, rest), (*doubts, "没有找到指标名称")
    if name:
        draft = _draft(clause, words, reading, (name, doubts), thread)
        _remember(draft, words, thread)
        yield draft


def _of_growth(facts: Sequence[FactDraft], thread: Thread) -> Iterator[FactDraft]:
    """A rank or points said of the growth just named (增长9%，居全省第2位) are those of the growth."""
    for fact in facts:
        inherited = "名称承前省略" in fact.confidence.reasons and fact.indicator in thread.grown
        moved = fact.role == "change" and fact.unit in ("个百分点", "百分点", "位", "名")
        if inherited and (fact.role == "rank" or moved) and not _IS_RATE.search(fact.indicator):
            yield replace(fact, indicator=fact.indicator + "增速")
        else:
            yield fact
    if facts and facts[0].role not in ("rank", "change"):
        thread.grown = {fact.indicator for fact in facts if fact.role == "yoy"}


_IS_RATE = re.compile(r"(?:[率度速比]|增长|增幅|指数)$")


def _last_names(group: Sequence[Words], thread: Thread) -> list[str]:
    """The last names that a list as long as this can be of: of points, those of rates."""
    if any(words.quantity.unit in ("个百分点", "百分点") for words in group):
        rates = list(dict.fromkeys(name for name, unit in thread.counted if unit == "%"))
        if len(rates) >= len(group):
            return rates[-len(group) :]
    return thread.said[-len(group) :]


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
    larger = LARGER_PLACE.search(said) if clause.opener == "bracket" else None
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


def _performed(rest: str, thread: Thread, read: Passage) -> str:
    """The words of a name without who performed; the thread keeps the performer for its sentence."""
    opening = strip_head(re.sub(r"^(?:约|仅)?占(?:到|了)?(?!比)", "", rest))
    region = read.scope.region
    entity, own = performer(opening, region, thread.places)
    charged = entity is not None and is_office(entity) and own.startswith(("负责", "牵头"))
    if charged or (entity is not None and read.scope.prospective and is_office(entity)):
        thread.sentence_entity = ""
        return own
    if entity is not None:
        thread.sentence_entity = entity
        thread.places.update(listed_places(entity))
    elif own != opening and not (region and opening.startswith(region)):
        thread.sentence_entity = ""
    return own


def _quote_start(clause: Clause, quantity: Quantity) -> int:
    return max(min(clause.start, quantity.start), quantity.end - QUOTE_LENGTH)
