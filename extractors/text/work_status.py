"""How far a piece of work is, by the words behind its name.

Signals, in order of precedence: what holds it up (failed, not started, at risk), that it is complete as a
whole, that it is only planned, that it is under way. What is meant to be complete by a date is not
complete, nor is work of which a part is; words that tell nothing give unknown.
"""

import re
from decimal import Decimal

from schemas.records import ItemKind, ItemStatus

CAUSE_CLAUSE = re.compile(r"(?:因|由于)[^，。；]*[，,]")
PLANNED_SUM = re.compile(r"(?:年度|今年|全年|总)?计划(?:总)?投资|年度(?:投资)?计划|年计划|按计划")
PHASE_PRODUCES = re.compile(
    r"[一二三首]期[^，。；]{0,10}投产[，,][^，。；]{0,6}(?:实现|完成)[^，。；]{0,4}(?:产值|收入)"
)
HELD_BACK = re.compile(r"受[^，。；]{2,20}(?:影响|制约)")
FUTURE = re.compile(
    r"(?:计划|预计|确保|力争|争取|拟|将|可|有望|要|应|原定)(?:于|在)?[^，。；]{0,24}(?:前|底|末|内|年|月|季度|半年)[^，。；]*|"
    r"(?:计划|预计|确保|力争|争取|拟|有望|原定|应于)[^，。；]*|"
    r"\d{1,2}月[^，。；\d]{0,3}前(?![^，。；]*已)[^，。；]*"
)
PART_DONE = re.compile(
    r"(?:[一二三四首]期|首批|部分|标段|主体)[^，。；]{0,12}(?:完工|竣工|完成|投产|投用|投入|通车|建成|封顶)[^，。；]*"
)
STATUS: tuple[tuple[re.Pattern[str], ItemStatus], ...] = (
    (re.compile(r"未(?:获)?通过|未获(?:得|批)|落选|未达[^，。；]{0,6}(?:门槛|条件)|已取消|终止"), "failed"),
    (re.compile(
        r"未(?:能)?(?:实质性)?(?:开工|启动|动工|动笔|实施|开展|破土)(?!\d|项目)|未进场|未(?:办结|完成)前期"
    ), "not_started"),
    (re.compile(
        r"滞后|逾期|(?:进度|进展|明显|严重|仍然?|时序|序时)[^，。；]{0,4}落后|落后于?(?:计划|时序|序时|进度)|(?:推进|进展|进度|施工)[^，。；]{0,3}[偏较]慢|不到位|暂停|停滞|停建|搁置|卡壳|烂尾|未签约|"
        r"无法(?:如期|按期)?(?:完成|开工|实施)|难以(?:如期|按期)?完成|未能(?:如期|按期|按时)|(?:尚|仍)未完工|缓慢|受阻|停工|"
        r"资金[^，。；]{0,4}(?:未到位|缺口)|未落实(?:用地|资金|土地)|没有动工|未(?:开工|动工|建成)\d|不到[^，。；]{0,8}一半|存在[^，。；]{0,8}风险|未清零|推进困难|力量不足"
    ), "at_risk"),
)  # fmt: skip
DONE = re.compile(
    r"(?:任务|目标|项目|工程|整改|工作|年度任务|改造)?[^，。；]{0,4}(?:已|均已|现已)?(?:提前|全部|全面|圆满|超额|如期|按期)+(?:超额)?(?:完成|完工|建成)|"
    r"已获批(?:准)?(?=$|[，。；]加)|已(?:经)?(?:于[^，。；]{1,12}|全部|全面|正式|顺利|提前|建成并|建成)*(?:完工|竣工|完成整改|整改到位|办结|投用|投产|投运|通车|启用|交付|销号|建成|运营|"
    r"获[^，。；]{0,8}加[\dX*.]*\s*分)|完成整改|"
    r"通过[^，。；]{0,6}验收|竣工投产|^(?:已|现已)?(?:完工|竣工|建成)|建成(?:投用|投运|通车|使用|投产|并)|(?:全线|正式|顺利|成功|建成)(?:贯通|开通|通车|运行|投产|投运|投用|启用)|"
    r"^(?:、[^，。；]{1,12}|等)?(?:投产|通车|贯通|开通)(?=$|[，。；])|(?:圆满|全面|全部)(?:完成|办结)|提前[^，。；]{0,8}完成[^，。；]{0,6}任务|"
    r"投入(?:试)?(?:使用|生产|运营)|(?:改造|建设)?工程完工$|解决了|已完成(?=[^\d]{0,4}$|并)|(?:^|；)已?(?:完成|办结)(?=；|$)|^完成(?:[^\d]{0,6})$"
)
OPEN = re.compile(r"已开始|部分|封顶|吊装|其余|另有?\d|预计|正在|在建|尚|未(?!来)|下一?步|力争|抓紧推进|估计")
RECTIFIED = re.compile(r"[，。]?(?:目前)?[^，。；]{0,4}已?完成整改")
LATER = re.compile(r"暂不(?:实施|开工|启动)|列入(?:明年|下一?年|次年|20\d{2}年)[^，。；]{0,8}计划")
PUT_OFF = re.compile(r"暂不|拟建|列入[^，。；]{0,8}计划")
HOPELESS = re.compile(r"难以|无法")
PARTLY = re.compile(r"(?:已|仅)?(?:完成|开工|建成|改造)[^，。；\d]{0,6}\d.*(?:剩余|其余|另)")
TASK_DONE = re.compile(
    r"提前[^，。；]{0,8}完成[^，。；]{0,6}(?:任务|目标)|(?:超过|超出|超)[^，。；]{0,6}(?:目标|任务)(?!时序)|"
    r"任务[^，。；]{0,6}(?:全部|超额|全面)完成|(?:提前|全部|超额|圆满)+完成[^，。；]{0,8}任务|已全部完成|全部(?:完工|竣工|建成|通车|投用|投产)|(?:均|全部)已?[^，。；]{0,4}(?:投入使用|投用|完工|竣工|建成|交付)"
)
REACHED_SHARE = re.compile(
    r"(?:完成|[成工]率|占|为|(?:任务|目标|计划)数?(?:[\d,.]+[\u4e00-\u9fff]{1,3})?的)[^，。；\d]{0,10}(\d+(?:\.\d+)?)%"
)
FINISHED = re.compile(r"验收|完成整改|竣工投产|投入(?:试)?(?:使用|生产|运营)")
PUBLISHED = re.compile(r"目前已[^，。]{2,20}(?:公布|公示|公开)[^。]*(?:增加|设|完成)")
UNDER_WAY = re.compile(
    r"正在|开工建设|全部开工|开建|加快建设|进入[^，。；]{2,8}阶段|已(?:开工|启动|进场|签约|选取|完成|封顶|拉通|成形|落实|开始|制定|推荐|争取)|推进|进行|启动|封顶|铺开|开始|完成[\d约近]|分别完成|施工|进展顺利|有序|"
    r"已[^，。；]{0,4}(?:下达|支付|拨付)|累计(?:支付|完成|拨付|建成)|支付率|实际完成|改造[^，。；\d]{0,8}\d|建成[^，。；\d]{0,8}\d|新增[^，。；\d]{0,8}\d|"
    r"\d{1,2}月[^，。；\d]{0,3}前(?:全面)?(?:建成|完工|投用|竣工|通车)|加快[^，。；]{0,16}建设|在建|建至\d|预计|吊装|拉通|仅用|争取"
)
PLANNED = re.compile(
    r"^拟|拟[建于]|计划|列入[^，。；]{0,8}计划|暂不|谋划|争取获|积极争取|请[^，。；]{2,12}牵头"
)


def status_of(words: str, kind: ItemKind) -> ItemStatus:
    """What the words say of how far it is; unknown where they say nothing."""
    if kind == "rectification" and PUT_OFF.search(words):
        return "planned"
    if kind == "rectification" and (PUBLISHED.search(words) or RECTIFIED.match(words)):
        return "done"
    held_up = holds_up(words)
    if held_up:
        partly = HOPELESS.search(words) or PARTLY.search(words)
        return "at_risk" if held_up == "not_started" and partly else held_up
    if PHASE_PRODUCES.search(words):
        return "done"
    return "done" if is_done(words, kind) else open_status(words, kind)


def holds_up(words: str) -> ItemStatus | None:
    """What holds the work up; a cause that failed (因用地未通过，) is not the work itself failing."""
    alone = CAUSE_CLAUSE.sub("", words)
    for pattern, status in STATUS:
        if pattern.search(alone if status == "failed" else words):
            return status
    return None


def open_status(words: str, kind: ItemKind) -> ItemStatus:
    """How far work is that is neither held up nor done."""
    if LATER.search(words):
        return "planned"
    if PLANNED.search(PLANNED_SUM.sub("", words)) and not re.search(r"已|正在|目前|实际|累计|进入", words):
        return "planned"
    if UNDER_WAY.search(words) or (kind == "task" and re.search(r"\d", words)):
        return "on_track"
    return "at_risk" if HELD_BACK.search(words) else "unknown"


def is_done(words: str, kind: ItemKind) -> bool:
    """True where the work as a whole is said to be complete, not where it is only meant to be."""
    words = PART_DONE.sub("部分", FUTURE.sub("", words)) if kind in ("project", "task") else words
    if kind == "task":
        in_words = DONE.search(words) and not re.search(r"\d", words)
        return bool(TASK_DONE.search(words)) or (
            not OPEN.search(words) and (bool(in_words) or reached_in_full(words))
        )
    if not DONE.search(words) or (kind == "bonus" and "争取" in words):
        return False
    return not OPEN.search(words) or bool(FINISHED.search(words))


def reached_in_full(words: str) -> bool:
    """True where every printed share of the task is 100 % or more, and there is one."""
    rates = [Decimal(rate) for rate in REACHED_SHARE.findall(words)]
    return bool(rates) and all(rate >= 100 for rate in rates)
