"""What kind of paper a document is, by the noun that its title ends with.

Of several nouns the last one tells (关于…自评工作的通知 is a notice); a note in brackets behind it does
not. 情况 alone names no kind: where the text says that it is a 通报 it is one. Without a title set phrases of
the text tell (现将…报告如下). It never counts words.
"""

import re

from schemas.records import DocType

TITLE_KINDS: tuple[tuple[re.Pattern[str], DocType], ...] = (
    (re.compile(r"(?:讲话|发言|致辞)"), "speech"),
    (re.compile(r"总结(?:及|和|与|暨|、)\S{0,16}(?:计划|打算|安排|思路|要点)$"), "progress_report"),
    (re.compile(r"(?:的通知|办法|细则|规定|方案|指标体系|实施意见|责任书)$"), "notice"),
    (re.compile(r"通报$"), "bulletin"),
    (re.compile(r"自评|自查"), "self_evaluation"),
    (re.compile(r"(?:台账|一览表|清单|任务表|情况表|统计表|明细表)$"), "ledger"),
    (re.compile(r"(?:汇报|汇报材料|简报)$"), "briefing"),
    (re.compile(r"(?:报告|分析|总结|快报|公报|简析|综述|专报|打算)$"), "progress_report"),
    (
        re.compile(
            r"(?:实事|重点工作|重点项目|重点任务|任务清单|工程)\S{0,20}(?:进展|完成|推进|落实)\S{0,6}情况$"
        ),
        "briefing",
    ),
    (re.compile(r"(?:通知|意见|要点|计划|规划|体系)$"), "notice"),
    (re.compile(r"实事(?:项目)?$"), "notice"),
    (re.compile(r"(?:情况|进展)$"), "progress_report"),
)
EVALUATED = re.compile(r"绩效(?:评价|评估)")
REPORTED_ON = re.compile(r"(?:本次|此次|本期)(?:督查)?通报|通报如下|予以通报")
TEXT_KINDS: tuple[tuple[re.Pattern[str], DocType], ...] = (
    (re.compile(r"\A\s*(?:同志们|各位领导|各位同志)|我讲几点|我再?强调几点"), "speech"),
    (re.compile(r"通报如下|予以通报"), "bulletin"),
    (re.compile(r"绩效自评|自评得分"), "self_evaluation"),
    (re.compile(r"汇报如下"), "briefing"),
    (re.compile(r"报告如下|运行情况|进展情况"), "progress_report"),
    (re.compile(r"印发给你们|制定本(?:方案|办法|细则)"), "notice"),
    (
        re.compile(r"经济(?:持续|总体|保持|实现)?(?:平稳)?(?:运行|恢复性?增长)|主要经济指标|国民经济"),
        "progress_report",
    ),
)
TITLE_NOTE = re.compile(r"(?:[（(][^（）()]{1,30}[）)]|——.{2,30})+$")


def type_of(title: str | None, text: str) -> DocType | None:
    """The kind by the noun that the title ends with, without a title by set phrases of the text."""
    name = TITLE_NOTE.sub("", title) if title else ""
    for pattern, kind in TITLE_KINDS:
        if pattern.search(name):
            if kind == "progress_report" and EVALUATED.search(name) and "自评" in text:
                return "self_evaluation"
            bare = kind == "progress_report" and name.endswith(("情况", "进展"))
            return "bulletin" if bare and REPORTED_ON.search(text) else kind
    return next((kind for pattern, kind in TEXT_KINDS if pattern.search(text)), None)
