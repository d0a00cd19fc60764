"""The genres: how a paper of each kind is put together from headings, sentences, items, tables and lists."""

from collections.abc import Callable, Mapping
from random import Random

from tests.reports.family import Family
from tests.reports.header import Head, dated, header, open_with, sign
from tests.reports.paper import Draft, Paper
from tests.reports.phrasings.numbered import HEADS, HELD_OUT_HEADS
from tests.reports.phrasings.registry import of_groups
from tests.reports.phrasings.troubles import NUMBERS
from tests.reports.scheme import Indicator, Scheme, scheme
from tests.reports.tables import growth_table, notice_table, score_table, self_evaluation_table, task_table
from tests.reports.trouble_lists import issues, measures, rules

_RESULTS = ("target", "growth", "gap", "list", "twice", "bracket", "count", "chain", "period", "noun")
_PROSE = (
    "growth",
    "compare",
    "parts",
    "list",
    "rank",
    "change",
    "level",
    "places",
    "bracket",
    "chain",
    "period",
)


def written(genre: str, seed: int, *, held_out: bool = False) -> Paper:
    """The paper of a genre and a seed, of open phrasings only or of held out ones."""
    return GENRES[genre](genre, seed, held_out)


def _draft(genre: str, seed: int, held_out: bool, *, annual: bool = False, loose: bool = False) -> Draft:
    rng = Random(f"{genre} {seed} {held_out}")  # noqa: S311 - a repeatable choice, no secret
    return Draft(genre, scheme(seed, whole_year=annual), rng, held_out, annual, loose)


def _analysis(genre: str, seed: int, held_out: bool) -> Paper:
    """指标进展分析: listed indicators by category, issues, measures."""
    draft = _draft(genre, seed, held_out)
    head = header(
        draft,
        "progress_report",
        ("{region}{months}绩效考核指标进展情况分析", "{region}{months}综合绩效考核指标完成情况报告"),
    )
    open_with(draft, head, "根据年度绩效考核工作安排，现将有关指标进展情况分析如下。")
    draft.put("heading", "一、总体情况")
    draft.paragraphs(("states", "score", "chain"), 3)
    draft.put("heading", "二、指标完成情况")
    _listed(draft)
    if draft.rng.random() < 0.5:
        growth_table(draft)
    issues(draft, "三")
    measures(draft, "四")
    sign(draft, head)
    return draft.finished(seed, head.gold, listed=True)


def _listed(draft: Draft) -> None:
    """Some indicators of each of some categories, each with number, points and who answers for it."""
    form = draft.rng.choice(HELD_OUT_HEADS if draft.held_out else HEADS)
    chinese = "{chinese}" in form
    groups = _by_category(draft.scheme)[:4]
    number = 0
    for place, (category, members) in enumerate(groups):
        label = f"{'' if chinese else '（'}{NUMBERS[place]}{'、' if chinese else '）'}{category}"
        draft.put("heading", f"{category}类" if chinese else label)
        for a in members[:4]:
            number += 1
            _listed_one(draft, form, number, a, f"{category}类" if chinese else category)


def _listed_one(draft: Draft, form: str, number: int, a: Indicator, category: str) -> None:
    head = form.format(
        number=number, chinese=_chinese(number), name=a.name, weight=a.weight, units="、".join(a.responsible)
    )
    draft.record(
        "indicators", number=str(number), name=a.name, aliases=[], category=category, weight=str(a.weight),
        responsible=list(a.responsible),
    )  # fmt: skip
    said = draft.say(draft.rng.choice(_fitting(draft, "numbered", a)), a)
    draft.put("text", f"{head}{said}")


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{NUMBERS[tens - 1]}十")
    return head + (NUMBERS[ones - 1] if ones else "")


def _fitting(draft: Draft, group: str, a: Indicator) -> list[Family]:
    """The group's families that take just this indicator, held out ones where there are such."""
    for held_out in (draft.held_out, False):
        families = [f for f in of_groups((group,), held_out=held_out) if f.takes == (a.kind,)]
        if families:
            return families
    return []


def _by_category(of: Scheme) -> list[tuple[str, list[Indicator]]]:
    groups: dict[str, list[Indicator]] = {}
    for a in of.indicators:
        groups.setdefault(a.category, []).append(a)
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def _bulletin(genre: str, seed: int, held_out: bool) -> Paper:
    """督查通报: how the parts of the place stand."""
    draft = _draft(genre, seed, held_out)
    head = header(
        draft,
        "bulletin",
        ("关于{months}重点工作推进情况的督查通报", "关于{region}{months}重点指标完成情况的通报"),
        numbered=True,
        addressee=True,
    )
    open_with(
        draft,
        head,
        f"近期，{head.issuer}组织对{draft.scheme.whole}重点工作开展了专项督查，现将有关情况通报如下。",
    )
    draft.put("heading", "一、基本情况")
    draft.paragraphs(("states", "count", "project"), 3)
    draft.put("heading", "二、工作进展")
    draft.paragraphs(("places", "target", "gap", "bracket", "rank"), 6)
    score_table(draft)
    issues(draft, "三")
    measures(draft, "四")
    sign(draft, head)
    return draft.finished(seed, head.gold, listed=False)


def _economy(genre: str, seed: int, held_out: bool) -> Paper:
    """经济运行分析: prose."""
    draft = _draft(genre, seed, held_out)
    head = header(
        draft, "progress_report", ("{region}{months}经济运行情况分析", "{months}{whole}经济运行情况")
    )
    open_with(draft, head, f"今年以来，{draft.scheme.whole}上下坚持稳中求进工作总基调，经济运行总体平稳。")
    for number, title in zip("一二", ("主要指标稳步增长", "发展质量持续提升"), strict=True):
        draft.put("heading", f"{number}、{title}")
        draft.paragraphs(_PROSE, 5)
    issues(draft, "三")
    measures(draft, "四")
    sign(draft, head)
    return draft.finished(seed, head.gold, listed=False)


def _notice(genre: str, seed: int, held_out: bool) -> Paper:
    """考核方案: aims, a table of indicators with weights, rules."""
    draft = _draft(genre, seed, held_out, annual=True)
    head = header(
        draft,
        "notice",
        ("关于印发{region}{year}年度综合绩效考核实施方案的通知",),
        numbered=True,
        addressee=True,
        annual=True,
    )
    open_with(
        draft,
        head,
        f"《{draft.scheme.region}{draft.scheme.year}年度综合绩效考核实施方案》已经研究同意，现印发给你们，"
        f"请认真抓好落实。",
    )
    sign(draft, head)
    draft.put("title", f"{draft.scheme.region}{draft.scheme.year}年度综合绩效考核实施方案")
    draft.put("heading", "一、工作目标")
    draft.paragraphs(("aim", "range"), 2)
    rules(draft, "二")
    draft.put("line", "附件")
    notice_table(draft)
    return draft.finished(seed, head.gold, listed=True)


def _self_evaluation(genre: str, seed: int, held_out: bool) -> Paper:
    """财政自评: money, score, a table of indicators with scores, issues, measures."""
    draft = _draft(genre, seed, held_out, annual=True)
    head = header(
        draft,
        "self_evaluation",
        ("{unit}{year}年度项目支出绩效自评报告", "{unit}{year}年度部门整体支出绩效自评报告"),
        annual=True,
    )
    open_with(draft, head, "按照预算绩效管理要求，我单位认真组织开展了绩效自评工作，现将有关情况报告如下。")
    draft.put("heading", "一、资金安排及执行情况")
    draft.paragraphs(("sources", "money", "uses"), 4)
    draft.put("heading", "二、绩效目标完成情况")
    draft.paragraphs(("score", "count", "measure", "about", "level", "noun"), 5)
    self_evaluation_table(draft)
    issues(draft, "三")
    measures(draft, "四")
    sign(draft, head)
    return draft.finished(seed, head.gold, listed=True)


def _briefing(genre: str, seed: int, held_out: bool) -> Paper:
    """民生实事、重点项目进展情况: tasks with a status each."""
    draft = _draft(genre, seed, held_out)
    head = header(
        draft,
        "briefing",
        ("{region}{year}年民生实事{span}进展情况汇报", "{region}{months}重点民生项目推进情况汇报"),
    )
    open_with(draft, head, f"现将{draft.scheme.whole}民生实事推进情况汇报如下。")
    draft.put("heading", "一、总体情况")
    draft.paragraphs(("states", "measure", "sources", "noun", "money"), 4)
    draft.put("heading", "二、具体进展")
    for number, a in enumerate([a for a in draft.unused if a.kind == "count"][:6]):
        _task(draft, number, a)
    draft.paragraphs(("project",), 2)
    if draft.rng.random() < 0.5:
        task_table(draft)
    issues(draft, "三")
    measures(draft, "四")
    sign(draft, head)
    return draft.finished(seed, head.gold, listed=False)


def _task(draft: Draft, number: int, a: Indicator) -> None:
    said = draft.say(draft.rng.choice(_fitting(draft, "numbered", a)), a)
    if a.done >= 100:
        status, words = "done", draft.rng.choice(("已全部完成年度任务。", "提前完成年度目标。"))
    elif a.lead < -10:
        status, words = "at_risk", draft.rng.choice(("进度滞后。", "推进缓慢。"))
    else:
        status, words = "on_track", draft.rng.choice(("正常推进。", "其余部分正在加快推进。"))
    draft.put("text", f"（{NUMBERS[number]}）{a.name}。{said}{words}")
    draft.record("items", kind="task", name=a.name, status=status)


def _speech(genre: str, seed: int, held_out: bool) -> Paper:
    """讲话: results looked back on, what is wrong, what is wanted."""
    draft = _draft(genre, seed, held_out, loose=True)
    head = header(
        draft,
        "speech",
        ("在{region}绩效考核工作推进会上的讲话", "在{whole}重点工作调度会上的讲话"),
        speech=True,
    )
    draft.put("title", str(head.gold["title"]))
    draft.put("title", f"（{dated(head.day, draft.rng)}）")
    draft.put("line", "同志们：")
    draft.put(
        "text",
        "今天召开这次会议，主要任务是分析形势、查找不足，动员各级各部门真抓实干，确保圆满完成全年目标任务。"
        "下面，我讲三点意见。",
    )
    draft.put("heading", "一、肯定成绩，坚定信心")
    draft.paragraphs((*_RESULTS, "rank", "forecast", "masked", "lost"), 6)
    issues(draft, "二")
    draft.put("heading", "三、明确全年目标")
    draft.paragraphs(("aim",), 2)
    measures(draft, "四")
    draft.put("text", "同志们，让我们振奋精神、扎实工作，奋力夺取全年工作的全面胜利！")
    return draft.finished(seed, head.gold, listed=False)


def _government(genre: str, seed: int, held_out: bool) -> Paper:
    """政府工作报告: a year looked back on, and the aims of the next."""
    draft = _draft(genre, seed, held_out, annual=True)
    head: Head = header(
        draft, "progress_report", ("{next}年{region}人民政府工作报告",), report=True, annual=True
    )
    draft.put("title", str(head.gold["title"]))
    draft.put(
        "title", f"——{dated(head.day, draft.rng)}在{draft.scheme.region}第十七届人民代表大会第三次会议上"
    )
    draft.put("line", "各位代表：")
    draft.put("text", "现在，我代表人民政府，向大会报告工作，请予审议，并请政协委员和其他列席人员提出意见。")
    draft.put("heading", f"一、{draft.scheme.year}年工作回顾")
    draft.paragraphs(
        ("growth", "change", "level", "rank", "parts", "measure", "about", "chinese", "list", "chain"), 8
    )
    issues(draft, "二", report=True)
    draft.put("heading", f"三、{draft.scheme.year + 1}年主要预期目标")
    draft.paragraphs(("aim", "range"), 2, ahead=True)
    measures(draft, "四")
    return draft.finished(seed, head.gold, listed=False)


GENRES: Mapping[str, Callable[[str, int, bool], Paper]] = {
    "analysis": _analysis,
    "bulletin": _bulletin,
    "economy": _economy,
    "notice": _notice,
    "self-evaluation": _self_evaluation,
    "briefing": _briefing,
    "speech": _speech,
    "government": _government,
}
