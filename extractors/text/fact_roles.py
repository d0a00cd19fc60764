"""The role of a number in its text, beyond the words directly before it (roles.py).

A bracket says again what stands before it; a number can be the share of the one before it (占任务120亿元的
60%), where that one moved to (由51%提高到53%), by how much it moved (净增410元), or one more of its list. Its
own name can tell what the words leave open (预算执行率). What a clause speaks of, goals or results, is handed
on here to the next. It never reads a number's value.
"""

import re
from dataclasses import replace

from extractors.text.clauses import Clause
from extractors.text.fact_exclusions import is_count
from extractors.text.fact_naming import GOAL_BEHIND, MOVED_ON
from extractors.text.fact_periods import MOVED_FROM
from extractors.text.fact_thread import Passage, Thread, Words
from extractors.text.names import subject
from extractors.text.roles import Mood, RoleReading, clause_mood, is_wanted, measure_role, read_role
from schemas.records import FactRole


def in_brackets(words: Words, clause: Clause, thread: Thread) -> RoleReading | None:
    """A bare percentage in a bracket says again what stands before it: how much of the count that is
    (已完成15个（50%）), or the same measure of a larger place (增长6.4%（全市6.6%）)."""
    last, outside = thread.last, thread.outside
    if clause.opener != "bracket" or words.quantity.unit != "%" or last is None or outside is None:
        return None
    said = words.before.strip() or outside.words
    if LARGER_PLACE.search(said) and last.unit == "%" and last.role in ("yoy", "actual", "completion"):
        return RoleReading(last.role, 1, "")
    if not words.before.strip() and is_count(last.unit) and last.role == "actual":
        done = re.search(r"完成|开工|竣工|已", thread.last_words)
        return RoleReading("completion" if done else "share", 1, "")
    return None


LARGER_PLACE = re.compile(r"(?P<place>全[国省市州盟球])(?:平均|增速|水平|为)*$")


def reading_of(words: Words, mood: Mood | None, thread: Thread, read: Passage) -> RoleReading:
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
    if beside := _in_same_breath(words, thread) or _spared(words, thread) or _moved_alone(words, thread):
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


def _moved_alone(words: Words, thread: Thread) -> RoleReading | None:
    """5260元，净增410元: a verb alone behind an amount of the same unit says by how much that one moved."""
    last = thread.last
    moved = _MOVED_ALONE.fullmatch(words.before.strip())
    if moved is None or last is None or words.after.strip():
        return None
    if last.role not in ("actual", "forecast") or last.unit != words.quantity.unit or last.unit in ("%", ""):
        return None
    return RoleReading("change", -1 if moved.group("down") else 1, "")


_MOVED_ALONE = re.compile(
    r"(?:，|同比|较?比?上年|年均|又)*(?:(?P<down>净减少?|减少|下降|降低)|净增加?|增加|增长|提高|上升|增收)了?"
)


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


_DEADLINE = re.compile(r"(?:年底|月底|年末|季度末)之?前(?!后)")


def mood_of(words: Words, thread: Thread) -> Mood | None:
    """A range of months that opens the clause speaks of what was reached, unless its words say otherwise."""
    said = clause_mood(words.before if words.before.strip() else words.after, None)
    passed = any(m.kind == "range" and len(m.iso or "") > 9 for m in words.periods)
    if said is None and _DEADLINE.search(words.text):
        return "target"
    if said in (None, "actual") and passed and is_wanted(thread.mood):
        return "actual"
    return clause_mood(words.before if words.before.strip() else words.after, thread.mood)


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


def by_name(reading: RoleReading, name: str, words: Words, thread: Thread) -> RoleReading:
    """What a measure's own name, and what was said just before, tell of a number's role."""
    if reading.role == "weight" and not reading.stated and (kind := _kind_of_points(name)):
        return replace(reading, role=kind)
    if (
        reading.role == "target"
        and thread.mood == "task"
        and re.search(r"总投资(?:额|约|为)*$", words.before)
    ):
        return replace(reading, role="actual")
    if reading.role == "completion" and _is_share_of_all(name, words, thread):
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


_OF_ALL = re.compile(r"(?:约|仅|各)?占(?:总(?:任务|目标|数)|任务总数|目标总数)")
"""17个，占总任务的7.7%: how much of all tasks those counted are."""


def _is_share_of_all(name: str, words: Words, thread: Thread) -> bool:
    counted = thread.last is not None and is_count(thread.last.unit)
    if counted and _OF_ALL.match(words.before.strip()):
        return True
    return re.search(r"结转|结余|追加|调剂|缺口", name) is not None


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


def _kind_of_points(name: str) -> FactRole | None:
    if _BONUS_NAME.search(name):
        return "bonus"
    return "score" if re.search(r"(?:得分|成绩)$", name) else None


_BONUS_NAME = re.compile(r"加分(?:事项|项目)?(?:申报|确认|上报)*$")


def next_mood(reading: RoleReading, mood: Mood | None, words: Words, thread: Thread) -> Mood | None:
    """What the next number of the sentence is spoken of as, after this one."""
    if reading.role == "change" or re.match(r"(?:距|占|较|比|低于|超|落后)", words.before.strip()):
        return thread.mood
    if mood == "task" and reading.role in ("actual", "completion"):
        return thread.mood if thread.mood != "task" else None
    if reading.role in ("completion", "share", "yoy", "rank"):
        return mood if is_wanted(mood) or mood == "forecast" else "actual"
    if reading.role == "target" and not is_wanted(mood):
        return "task"
    return mood
