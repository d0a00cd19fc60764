"""Which role a quantity plays, read from the words around it.

Signals in order of precedence: the unit where it leaves no choice (a printed rank, 分, 个百分点); the words
that end directly before the number (同比增长, 完成任务的, 占…的, 比…增加); words of intention at the head
of the clause (要求, 力争, 计划), which hold until words of fact (目前, 已, 实际) or the sentence's end; else
the number is what was reached. The cues are tables: a pattern, what it says, and nothing else. It never
looks at the value itself, and never at what an indicator is called beyond the words of its measure.
"""

import re
from dataclasses import dataclass
from typing import Literal

from schemas.quantity import Operator, Quantity
from schemas.records import FactRole

Mood = Literal["target", "task", "forecast", "actual"]
"""What a clause speaks of: what is meant to be (said by a verb: 力争, 要求; or by a noun: 任务, 目标, 计划,
which a following 完成 ends), what is expected, what is."""


@dataclass(frozen=True, slots=True)
class RoleReading:
    """The role, the sign that the words give the value (-1 or 1), the operator that they state beyond
    the quantity's own, the words before the number that remain for the name, the base of a share, and
    whether the role came from words (False: by default)."""

    role: FactRole
    sign: int
    rest: str
    op: Operator | None = None
    stated: bool = True


_DOWN = r"下降|减少|降低|回落|下滑|收窄|下跌|缩减|萎缩|负增长|压减|减|降|少|低|慢|后移|后退|退后|退"
_UP = r"增长|增加|增收|增支|提高|提升|上升|上涨|扩大|加快|前移|前进|多|高出|高|快|增|升|进"
_FILL = (
    r"(?:了|(?<![签预制节条契履违公合])约|近|仅|达到|达|为|至少|大约|幅度为?|率为?|各|均|都|也|已|：|:|“|\s)*"
)
_SAME_TIME = (
    r"(?:(?:与|和|跟|较|比)?(?:上年|去年|上一?年度|前年)?(?:同期|同比口径)(?:数|水平)?(?:相比)?|同比|"
    r"(?:与|比|较)(?:上年|去年|上一?年度|往年)(?:末|底|全年)?(?:相比)?)"
)
_OTHER_BASE = r"(?:环比|(?:较|(?<![同环占])比|与)[^，,。；]{1,16}?(?:相比)?)"
_GOAL = (
    r"(?:目标任务数?|任务目标数?|目标计划|任务总数|任务数|任务量|目标数|目标值|目标总量|目标|任务|计划数|计划总数|计划|"
    r"预算数|预算(?!收入|支出)|预期|序时进度|时序进度|均衡进度)(?:总?额|总?量|总?数|值)?"
)

_COMPLETION = re.compile(
    rf"(?:(?:已|共|累计|仅|实际|超额)*(?:完成|达到|达|占|为|实现|是|相当于))(?:了|到)?[^，,。；、]{{0,14}}?{_GOAL}"
    rf"(?:[^，,。；、\d]{{0,4}})?的{_FILL}$|(?:完成|达到?)(?:全年|年度|年初|年)?(?:目标任务|任务|计划|预算)(?:总数|数)?{_FILL}$"
    rf"|(?:只|仅|已|累计|共)*完成(?:了|到)?[^，,。；、\d]{{0,8}}(?:总量|工程量|总长度?|总里程|总面积|总数)的{_FILL}$"
    rf"|(?:不足|不到|仅占|仅)(?:全年|年度|年初)*{_GOAL}的{_FILL}$"
)
_OF_TASK = re.compile(rf"^[、，]?[国省市县区]?(?:年度|全年)?(?:目标任务|任务|目标|计划)的{_FILL}$")
_PASSED = re.compile(
    r"(?:低于|高于|超过|超出|落后于?|距离?|较|(?<!占)比(?![例重率值])|与)(?:[国省市县区]定|[国省市县区])?(?:年度|全年|年初)?$"
)
"""What compares a result with the target that stands behind it (低于市定目标（90%）)."""
_GROWTH_GOAL = re.compile(
    rf"(?:(?:目标值?|任务|计划)(?:是|为|：)|预期目标)(?:同比)?(?:(?P<down>{_DOWN})|(?P<up>增长|提高|上升|增)){_FILL}$"
)
_COMPLETION_RATE = re.compile(
    r"(?P<name>[^，,。；]*?(?:完成率|开工率|竣工率|完工率|到位率|执行率|支付率|支出率|办结率|结案率|达成率|兑现率|"
    r"整改率|投产率|入统率|纳统率|履约率|销号率|拨付率|(?<=资金)使用率|(?<=债券)使用率|化解率|办复率|完成比例|完成度|完成进度|支出进度|投资进度|执行进度|形象进度|工程进度|"
    rf"进度))(?:已|均|都|仅|分别|约|只有?)*(?:为|达到|达|是|提高到|保持在|实现)?{_FILL}$"
)
_SHARE_OF = re.compile(
    r"(?:约|仅|共|只|分别|各)*占(?:到|了)?(?P<whole>[^，,。；]{1,30}?)(?:总数|比重|比例)?的?(?:比重|比例)?(?:为|达到|达)?"
    + _FILL
    + "$"
)
_EXTENT = re.compile(rf"(?:增长面|亏损面|下降面|贡献率)(?:分别|约)?(?:为|达到|达)?{_FILL}$")
_SHARE_NAME = re.compile(
    rf"(?P<name>[^，,。；]*?)(?:所占比例|所占比重|占比重?|比重|(?<=占).{{2,14}}比例)(?:为|达到|达|约为|是|提高到|提升至|升至|降至|调整为)?{_FILL}$"
)
AT_PRICES = re.compile(r"按(?:照)?(?:不变|可比|现行|当年)价格?(?:计算|核算)?[，,]?")
"""The prices at which a growth is computed: no part of a name, and 可比 there compares nothing."""
_YOY = re.compile(
    rf"{_SAME_TIME}?(?:不[降升增减]反(?=[升增降])|转为?(?=增长|下降|上升)|按?(?:同|可比)口径|两年|年均|平均|名义|实际|累计|各|均|分别|净|又|小幅|大幅|略|可比|，|,)*(?:(?P<down>{_DOWN})|"
    rf"(?P<up>增长|增幅|增速|提高|上升|提升|增加|上涨|改善|增|(?<=反)升)(?:率|速度|幅度)?)(?:分别)?{_FILL}$"
)
_SAME_TIME_ONLY = re.compile(rf"{_SAME_TIME}(?:增速|涨幅|增幅)?{_FILL}$")
_CHANGE = re.compile(
    rf"(?P<base>{_SAME_TIME}|{_OTHER_BASE})(?:又|再|净|各|均|分别|小幅|大幅|略|多|，)*?(?:(?P<down>{_DOWN})|(?P<up>{_UP}))"
    rf"(?:率|速度|幅度|出|于)?{_FILL}$"
)
_MOVED = re.compile(rf"(?:(?P<down>{_DOWN})|(?P<up>{_UP}))(?:了|出)?{_FILL}$")
_AGAINST = re.compile(
    r"(?:(?P<down>低于|落后于?|滞后于?|慢于|欠|差|相差|少于)|(?P<up>高于|高出|超出|超过|超|领先于?|快于|优于|多于))"
    rf"(?P<to>[^，,。；]{{0,18}}?){_FILL}$"
)
_AGAINST_GOAL = re.compile(
    rf"(?:(?P<down>低于|落后于?|滞后于?|少于)|(?P<up>高于|高出|超出|超过|超|多于))[^，,。；]{{0,10}}?"
    rf"(?:目标|任务|时序|进度|计划|平均|水平|控制数)[^，,。；]{{0,4}}?{_FILL}$"
)
_MOVED_BY = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?:(?P<down>减少|下降|降低|回落)|(?P<up>(?<!新)增加|上升|提高)){_FILL}$"
)
_STARTED = re.compile(rf"(?:由|从)(?:原来|原先|年初|最初)?的?{_FILL}$")
_FALL = re.compile(r"(?:降幅|跌幅)$")
_FALLEN = re.compile(rf"(?:降幅|跌幅)(?:在|约|仍)?{_FILL}$")
_NARROWED = re.compile(
    rf"(?:降幅|跌幅)(?:{_SAME_TIME}|{_OTHER_BASE})?(?:(?P<up>收窄|缩小|减少|下降|回落|收缩)|(?P<down>扩大|加深|增加|上升|提高))了?{_FILL}$"
)
_PULLED = re.compile(
    rf"(?:(?P<down>拉低|下拉|拖累|拖低)|(?P<up>拉动|拉高|带动))(?P<what>[^，,。；]{{2,24}}?(?:增速)?)(?:增长|上升|下降)?{_FILL}$"
)
_MORE_OR_LESS = re.compile(
    rf"(?:{_SAME_TIME}|{_OTHER_BASE})(?:又|再|净|各|均|分别|略)*"
    r"(?:(?P<down>减收|减支|少收|节约|节省|少[\u4e00-\u9fff]{1,3})|(?P<up>增收|增支|多收|多[\u4e00-\u9fff]{1,3}))"
    rf"{_FILL}$"
)
_GAP = re.compile(
    r"(?:尚差|还差|仍差|[仅只]差|相差|差了?(?=了?$)|差距为?|差额为?|尚缺|还缺|仍缺|(?<=任务)缺口为?|短收|欠收|尚欠|欠(?![薪款税费债账])|少收)"
    rf"(?:[^，,。；]{{0,10}}?){_FILL}$"
)
_BETWEEN_ENDS = re.compile(r"(?:第[1一]名?|首位|最高)[^，,。；]{0,8}[与和同][^，,。；]{0,10}$")
"""The first and the last of a ranking: what lies between them is nobody's shortfall."""
_REACHED = re.compile(
    r"(?:(?:由|从)[^，,。；]{0,12}?)?(?:一路)?(?:压减|提高|增加|上升|降低|下降|减少|调整|调减|调增|变化|演变|优化|发展|改|提升|扩大|压缩|缩短|缩小|收窄|回落|回升|放缓|加快|"
    rf"增长|降|升|增|减|变|提)(?:到|至|为){_FILL}$"
)
_TARGET_END = re.compile(
    r"(?:年度|全年|今年|年|市定|省定|预期|既定|下达的?)*(?:目标任务数?|任务目标|目标任务|目标值|任务数|任务量|(?<!的)(?<!考核)(?<!工作)目标|(?<!指标)任务|要求|计划数|"
    r"(?<!展)计划|控制数|"
    rf"指标值)(?:为|是|达到|达|各|共|分别)*{_FILL}$"
)
_TASK_DONE = re.compile(
    r"^(?:共|累计|已|全面)*完成(?!(?:了|全年|年度|年初|年|全部|[国省市县区]定?|既定|下达的?)*(?:目标|计划|任务))"
    r"(?P<name>[^，。；、]{2,12}任务)(?:为|共|共计|合计)?$"
)
"""完成植树造林任务3万亩: work that was done, named as a task."""
_TASKS_COUNTED = re.compile(
    r"(?P<name>(?:工作|重点|重要|主要|具体|指标|量化|目标|改革|实事)(?:目标)?任务|(?:争取|承接|获批)[^，。；]{1,14}任务)(?:共|共计|共有|合计|总数)?$"
)
"""重点工作任务共57项: tasks that are counted, no goal."""
_LIMIT = re.compile(rf"(?:控制在|保持在|稳定在|压减到|限制在){_FILL}$")
_RANK_WORDS = re.compile(
    r"(?:并列|排名|排位|位次|位居|位列|位于|跃升至|跃居|名列|居于|分列|分居|居|列|排|进入|进位到|跃居|升至|上升至|上升到|下降至|退居|退至|退到"
    r"|保持在|保持|稳居)(?:为|至|到|在|全[国省市县区州盟旗球]|[^，,。；]{0,10}?(?:第|前|后))?"
    r"(?P<scope>[^，,。；]{0,14}?)$"
)
_AMONG_WHOM = re.compile(
    r"^(?:全[国省市县区州盟旗球])?(?:各?(?:乡镇|镇街|街道|县区|县市区|旗县市?|部门|单位|开发区|园区)中?)?(?:\d+个?[^，]{0,8})?的?$"
)
_IN_LARGER_PLACE = re.compile(r"(?:在|于)?全[国省市县区州盟旗球](?:的|各[县旗市区]+)?$")
_FROM_RANK = re.compile(r"(?:由|从)[^，,。；]{0,6}?的?(?:全[国省市县区州盟旗球])?$")
_BUDGET = re.compile(
    r"(?:预算(?!执行|收入|支出|内|绩效|完成|财政)[^，,。；]{0,8}|追加[^，,。；]{0,10}|安排[^，,。；]{0,12}(?:资金|经费|预算)|"
    r"资金额度[^，,。；]{0,4}|预算数|(?:资金|经费)安排|安排)(?:共|共计|合计|总额|数)?" + _FILL + "$"
)
_ACTUAL_END = re.compile(
    r"(?:累计|共计|合计|总计|共|已经|已|实际|新)?(?:(?:完成|实际|达成)值|(?<!未)完成了?|实现了?|达到了?|(?<![下多])达|为|共有|现有|拥有|有|是|至|到|共|(?<![预合总共累])计)(?:情况)?"
    + _FILL
    + "$"
)
_FILL_END = re.compile(
    r"(?:累计|共计|合计|总计|共|已经|已|只|仅|都|均|各|分别|(?<![签预制节条契履违公合])约|近|多达|高达|(?<![下多])达|为|是|约为|了|的|(?<![预合总共累])计|：|:|一共|总共|＝|=|，|,|\s)+$"
)

_UNCAPPED = re.compile(
    r"(?:最高|最多|可以?|共|累计|各|每项|分别|合计|预计|存在|已获|获|争取|从[^，]{2,14}中|被)+$"
)
_POINTS: tuple[tuple[re.Pattern[str], FactRole], ...] = (
    (
        re.compile(
            r"(?:扣除|扣减|扣分|倒扣|扣掉|扣去|扣|减分|失分|丢分|丢)(?:的|最高|最多|合计|共|了|约|不超过)*$"
        ),
        "deduction",
    ),
    (
        re.compile(
            r"(?:(?<=加分)|加(?!快|强|大|工|以|速|分)|奖励|奖)(?:最高|最多|合计|共|了|约|不超过|上限为?)*$"
        ),
        "bonus",
    ),
    (
        re.compile(
            r"(?:(?:(?:自评|考核|考评|综合|平均|总)*(?:得分|评分|考核分|均分|(?<=[核合评价])总分|综合分|成绩|最[高低]分))(?P<keep>)|(?P<bare>自评得?|得|获得|获))[^，,。；得]{0,6}$"
        ),
        "score",
    ),
    (
        re.compile(
            r"(?P<keep>)(?:分值|权重|满分|总分值?|基准分|标准分|分数|占|(?<![合总共])各?计|赋)[^，,。；]{0,8}$"
        ),
        "weight",
    ),
)


_WANTED = re.compile(
    r"(?:年底|月底|年末|季度末)之?前|力争|争取(?!到|资金|上级|国家|省|中央|开行|专项|债券|国债|政策|项目|[^，,。；]{0,4}项目)|确保|要求(?!的)|拟(?!合|定|任)|务必|必须|奋力|努力(?=实现|完成|达)|"
    r"应(?=完成|达到|建成|到位)|无法(?=建成|完成|达到|实现)|(?<![急亟必内所供])需(?=完成|达到|新增|拆迁|改造|安置|征收|整改|投入|配套|筹措|落实)|(?:主要|总体|发展)(?:预期)?目标(?:建议)?(?:定?为|是|：|$)|要(?=把|将|不[低少高]于|达到|完成|实现|减到|降到|压减|控制|增长|突破|新增|组建)|(?<![主需重概纪])要$|须(?=完成|达到)|预期(?!目标)|锚定|有条件.{0,4}达到"
)
_TASK = re.compile(
    r"^(?:年度|全年|今年|其中|工作|市定|省定)*(?:目标任务|目标值|目标|任务)(?=[：:为是达共各约]|分别|增长|下降|净增|新增|提高|提升|降低|减少|$)|(?:目标任务|目标值|(?<!的)(?<!考核)(?<!工作)目标|"
    r"(?<!指标)任务)(?:数|量)?(?:为|是|达到?|各|共|有|：|:)*$|"
    r"^(?:年初|全年|本?年度|今年|原)*计划(?!生育|单列|的|总投资|投产项目|开工项目)|规划(?=建设|新建|改造|床位)|(?<!按)计划(?!生育|单列|的)(?=完成|投资|新增|新建|实施|建设|改造|安排|对|治理|总(?!投资)|年|全年|开工(?!项目)|新开工|竣工|投产(?!项目)|发行|引进|培育|争取|收|整治|修|创建|组织|培训|建|改|$)"
)
_FORECAST = re.compile(r"预计|预判|预测|有望|估计|(?<!初步)测算|预估|确定能|难以(?=完成|达到|实现)")
_REACHED_NOW = re.compile(
    r"目前|至今|到现在|已(?!下达)|实际(?!使用|利用|到位[内外省市境资])|截至|截止|现有|现已|尚未|未能"
)
_REACHED_SOFT = re.compile(r"^(?:[^，,。；]{0,8}?)(?:累计|完成(?!率|度|情况)|实现|达到)|共有|今年以来")


def is_wanted(mood: Mood | None) -> bool:
    """True where a clause speaks of what is meant to be reached."""
    return mood in ("target", "task")


def clause_mood(head: str, mood: Mood | None) -> Mood | None:
    """The mood after the words of a clause up to its number; `mood` where they say nothing of it.
    The last of several cues counts; 完成 and its like end a task, never a verb of intention."""
    cues: list[tuple[int, Mood]] = []
    for pattern, said in _MOODS:
        cues += [(m.end(), said) for m in pattern.finditer(head)]
    if cues:
        return max(cues)[1]
    if mood in ("target", "forecast"):
        return mood
    return "actual" if _REACHED_SOFT.search(head) else mood


_MOODS: tuple[tuple[re.Pattern[str], Mood], ...] = (
    (_WANTED, "target"), (_TASK, "task"), (_FORECAST, "forecast"), (_REACHED_NOW, "actual"),
)  # fmt: skip


def read_role(before: str, quantity: Quantity, mood: Mood | None, prospective: bool) -> RoleReading:
    """The role of a quantity from the words `before` it in its clause, the clause's mood and whether
    the text speaks of what is to come (a plan, a list of next steps)."""
    unit = quantity.unit
    if unit == "分":
        return _points(before, quantity, mood)
    if quantity.kind == "rank" or (quantity.is_masked and quantity.text.startswith("第")):
        return _rank(before, quantity, mood)
    if unit in ("个百分点", "百分点"):
        return _point_change(before, mood)
    if unit == "番" and (doubled := re.search(rf"{_SAME_TIME}(?:翻了?)?$", before)):
        return RoleReading("yoy", 1, _filled(before[: doubled.start()]))
    moved = _CHANGE.search(before) or _MOVED.search(before)
    if moved and unit in ("位", "名") and not before.endswith(("新增", "增加", "净增", "减少")):
        return RoleReading("change", _sign(moved), _uncompared(before[: moved.start()]))
    if unit in ("%", "成", "倍", "‰") or (not unit and _YOY.search(before)):
        return _ratio(before, quantity, mood, prospective)
    return _amount(before, quantity, mood, prospective)


def _sign(match: re.Match[str]) -> int:
    return -1 if match.group("down") else 1


def _gap_sign(gap: re.Match[str], before: str) -> int:
    return 1 if _BETWEEN_ENDS.search(before[: gap.start()]) else -1


def _points(before: str, quantity: Quantity, mood: Mood | None) -> RoleReading:
    before += quantity.text[: quantity.number_start - quantity.start]
    if before.endswith(("就要扣", "要扣", "会扣")):
        return RoleReading("deduction", 1, re.sub(r"(?:[就将]?要|将?会)扣$", "", before))
    match = _CHANGE.search(before) or _GAP.search(before)
    if match is not None:
        sign = _gap_sign(match, before) if match.re is _GAP else _sign(match)
        return RoleReading("change", sign, _uncompared(before[: match.start()]))
    best: tuple[int, FactRole, int] | None = None
    for pattern, said in _POINTS:
        for cue in pattern.finditer(before):
            if best is None or cue.start() > best[0]:
                best = cue.start(), said, _kept_end(cue, said)
    if best is None and before.endswith(("最高", "最低")) and not is_wanted(mood):
        return RoleReading("score", 1, "")
    if best is None:
        return RoleReading("weight", 1, _filled(before), stated=False)
    role, rest = best[1], _filled(before[: best[2]])
    if role == "score" and (rest.endswith("加分") or is_wanted(clause_mood(before, None))):
        role = "bonus" if rest.endswith("加分") else "target"
    capped = role in ("bonus", "deduction") and re.search(r"最高|最多|上限|不超过", before)
    extreme = role == "score" and "最" in before
    op: Operator | None = None if extreme else quantity.op
    return RoleReading(role, 1, _UNCAPPED.sub("", rest), "<=" if capped else op)


def _kept_end(match: re.Match[str], said: FactRole) -> int:
    """Where the name ends: 综合得分 is part of it, a bare 得分 said of a subject that stands is not."""
    if said != "score" or match.start("keep") < 0:
        return match.start()
    named = match.start() > 0 or match.group().startswith(("综合", "平均", "总", "最"))
    return match.start("keep") if named else match.start()


def _rank(before: str, quantity: Quantity, mood: Mood | None) -> RoleReading:
    match = _RANK_WORDS.search(before)
    rest = before[: match.start()] + _AMONG_WHOM.sub("", match.group("scope")) if match else before
    rest = _IN_LARGER_PLACE.sub("", _FROM_RANK.sub("", rest))
    front = re.search(r"[前后]$", before) or quantity.text.startswith("前")
    wanted = is_wanted(mood) if front else is_wanted(clause_mood(before, None))
    op: Operator | None = "<=" if front else quantity.op
    return RoleReading("target" if wanted else "rank", 1, _filled(rest), op)


def _point_change(before: str, mood: Mood | None) -> RoleReading:
    if pulled := _PULLED.search(before):
        return RoleReading("change", _sign(pulled), pulled.group("what"))
    if narrowed := _NARROWED.search(before):
        return RoleReading("change", _sign(narrowed), _filled(before[: narrowed.start()]))
    for pattern in (_CHANGE, _AGAINST, _GAP, _MOVED):
        match = pattern.search(before)
        if match:
            sign = -1 if pattern is _GAP or match.groupdict().get("down") else 1
            meant = pattern is _MOVED and is_wanted(mood)
            return RoleReading("target" if meant else "change", sign, _uncompared(before[: match.start()]))
    return RoleReading("change", 1, _uncompared(before), stated=False)


def _ratio(before: str, quantity: Quantity, mood: Mood | None, prospective: bool) -> RoleReading:
    before = _TIMES_AS_MUCH.sub("", AT_PRICES.sub("", before))
    wanted = is_wanted(mood) or (prospective and mood is None)
    if wanted and "同比" in before and not is_wanted(clause_mood(before, None)):
        wanted, mood = False, "actual"
    if beside := _beside_goal(before, wanted, mood):
        return beside
    if match := _REACHED.search(before) or _STARTED.search(before):
        return _moved_to(_filled(before[: match.start()]), wanted, mood)
    if match := _CHANGE.search(before):
        return _grown(match, before, wanted, mood)
    if not wanted and (fallen := _FALLEN.search(before)):
        return _growth(before, fallen.start(), -1, wanted, mood)
    if match := _YOY.search(before) or _SAME_TIME_ONLY.search(before):
        groups = match.groupdict()
        return _growth(before, match.start(), -1 if groups.get("down") else 1, wanted, mood)
    return _share(before, wanted, mood) or _plain(before, quantity, wanted, mood)


_TIMES_AS_MUCH = re.compile(r"(?:是|为|相当于)(?:去年|上年)(?:同期)?的$")


def _beside_goal(before: str, wanted: bool, mood: Mood | None) -> RoleReading | None:
    """A rate set against a goal (完成任务的80%, 超年度计划28%), or the goal itself."""
    if match := _GOAL_EXCEEDED.search(before):
        return RoleReading("change", 1, _filled(before[: match.start()]))
    if match := _GROWTH_GOAL.search(before):
        return RoleReading("target", _sign(match), _filled(before[: match.start()]))
    if match := _COMPLETION.search(before) or _OF_TASK.search(before):
        return RoleReading("completion", 1, _filled(before[: match.start()]))
    if match := _COMPLETION_RATE.search(before):
        name = re.sub(r"(?:完成率|完成比例|完成度|完成进度|达成率)$", "", match.group("name"))
        return RoleReading(_tendency("completion", wanted, mood), 1, name)
    if match := _TARGET_END.search(before):
        return RoleReading("target", 1, _PASSED.sub("", _filled(before[: match.start()])))
    return None


_GOAL_EXCEEDED = re.compile(r"[，、]?超额?(?:年度|全年|年初)?(?:目标任务|目标|计划|任务)$")


def _moved_to(rest: str, wanted: bool, mood: Mood | None) -> RoleReading:
    """Where a rate moved from or to (增速由6.8%回落到5.9%); of a fall (降幅收窄至2%) the growth is
    negative."""
    if re.match(r"占[^，,。；]{2,30}(?:比重|比例|份额)$", rest):
        return RoleReading(_tendency("share", wanted, mood), 1, "")
    fall = _FALL.search(rest)
    if fall:
        return RoleReading(_tendency("yoy", wanted, mood), -1, rest[: fall.start()])
    return RoleReading(_tendency(measure_role(rest), wanted, mood), 1, rest)


def _share(before: str, wanted: bool, mood: Mood | None) -> RoleReading | None:
    role = _tendency("share", wanted, mood)
    if match := _SHARE_OF.search(before):
        own = _filled(before[: match.start()])
        weighed = re.search(r"(?:的?(?:比重|比例))(?:为|达到|达|约|仅|，)*$", match.group())
        if own and weighed:
            return RoleReading(role, 1, _filled(before))
        return RoleReading(role, 1, own)
    if match := re.search(r"(?:约|仅|只|各|分别)*占(?:到|了|约|近)*$", before):
        return RoleReading("share", 1, before[: match.start()].rstrip("，,、（("))
    if _EXTENT.search(before):
        return RoleReading(role, 1, _filled(before))
    if match := _SHARE_NAME.search(before):
        return RoleReading(role, 1, before if wanted else _filled(before[: match.end("name")]))
    return None


def _grown(match: re.Match[str], before: str, wanted: bool, mood: Mood | None) -> RoleReading:
    yearly = re.search(r"上年|去年|同期|同比|上一?年度|往年", match.group("base"))
    if yearly:
        return _growth(before, match.start(), _sign(match), wanted, mood)
    return RoleReading("target" if wanted else "change", _sign(match), _filled(before[: match.start()]))


def _growth(before: str, at: int, sign: int, wanted: bool, mood: Mood | None) -> RoleReading:
    """Growth that is wanted or expected is a measure of its own (工业投资增长): its word stays."""
    rest = re.sub(rf"(?:同比|增长|{_DOWN})+$", "", _filled(before[:at]))
    role = _tendency("yoy", wanted, mood)
    return RoleReading(
        role, sign, rest + ("下降" if sign < 0 else "增长") if role != "yoy" and rest else rest
    )


def _plain(before: str, quantity: Quantity, wanted: bool, mood: Mood | None) -> RoleReading:
    match = _ACTUAL_END.search(before)
    rest = _filled(before[: match.start()] if match else before)
    wanted = wanted or (_is_set(quantity) and mood != "forecast")
    done = match is not None and "完成" in match.group() and "值" not in match.group()
    if done and not wanted and not re.search(r"[率度]$", rest):
        return RoleReading(_tendency("completion", wanted, mood), 1, rest)
    if _LIMIT.search(before):
        rest = _filled(_LIMIT.sub("", before))
    return RoleReading(_tendency("actual", wanted, mood), 1, rest, stated=match is not None or wanted)


def _amount(before: str, quantity: Quantity, mood: Mood | None, prospective: bool) -> RoleReading:
    counted = quantity.kind != "money" and re.search(r"的(?:仅|共|已|只)?有?$", before)
    if counted or (quantity.unit in ("项", "个", "件") and _BEHIND_TIME.search(before)):
        return _counted(before, quantity, mood, prospective)
    gap = _GAP.search(before)
    if gap:
        return RoleReading("change", _gap_sign(gap, before), _uncompared(before[: gap.start()]))
    if match := _REACHED.search(before):
        return RoleReading(_tendency("actual", is_wanted(mood), mood), 1, _filled(before[: match.start()]))
    if match := _MORE_OR_LESS.search(before) or _CHANGE.search(before):
        return RoleReading(
            "target" if is_wanted(mood) else "change", _sign(match), _filled(before[: match.start()])
        )
    if match := re.search(rf"同比[^，,。；]{{0,3}}?(?:(?P<down>{_DOWN})|(?P<up>{_UP})){_FILL}$", before):
        return RoleReading("change", _sign(match), _filled(before[: match.start()]))
    if match := _AGAINST_GOAL.search(before) or _MOVED_BY.search(before):
        return RoleReading("change", _sign(match), _uncompared(before[: match.start()]))
    if tasks := _tasks(before, quantity):
        return tasks
    if quantity.kind == "money" and (match := _BUDGET.search(before)):
        return RoleReading("budget", 1, _filled(before[: match.end()]))
    return _counted(before, quantity, mood, prospective)


_BEHIND_TIME = re.compile(
    r"(?:欠|滞后|落后|慢于)(?:时序|序时)?进度(?:的)?(?:指标|项目|任务|事项)?(?:共|有)?$"
)
"""滞后时序进度9项: those that are behind, counted; no gap."""


def _tasks(before: str, quantity: Quantity) -> RoleReading | None:
    """A task that was done, tasks that are counted, and else what a task is."""
    if made := _TASK_DONE.search(before):
        return RoleReading("actual", 1, _filled(made.group("name")))
    if quantity.unit in ("项", "件") and (tasks := _TASKS_COUNTED.search(before)):
        return RoleReading("actual", 1, _filled(before[: tasks.end("name")]))
    if match := _TARGET_END.search(before):
        return RoleReading("target", 1, _filled(before[: match.start()]))
    return None


def _counted(before: str, quantity: Quantity, mood: Mood | None, prospective: bool) -> RoleReading:
    if match := _LIMIT.search(before):
        wanted = is_wanted(mood) or (prospective and mood is None)
        return RoleReading("target" if wanted else "actual", 1, _filled(before[: match.start()]))
    match = _ACTUAL_END.search(before)
    rest = _filled(before[: match.start()] if match else before)
    if _is_set(quantity) and mood != "forecast":
        return RoleReading("target", 1, rest)
    reaches = quantity.op in (">=", "<=", ">") or (match is not None and "有" not in match.group())
    reaches = reaches or before.endswith("各") or _ACTS.search(before) is not None
    wanted = is_wanted(mood) or (prospective and mood is None and reaches)
    wanted = wanted and not (before.endswith("对") and not is_wanted(clause_mood(before, None)))
    return RoleReading(
        _tendency("actual", wanted, mood), 1, rest, stated=match is not None or mood is not None
    )


_ACTS = re.compile(
    r"^(?:[再将要]|[^，,。；]{0,16}?(?<![把对将])[要将]|[^，,。；对]{0,16}?前)?(?:再|计划|力争|确保)*"
    r"(?:新建|改造|改建|扩建|新改建|新增|净增|盘活|铺排|实施|谋划|签约|新签约|引进|新引进|培育|组建|完成|建成|建设|创建|打造|开工|新开工|"
    r"竣工|争取|发放|开展|组织|举办|解决|整治|治理|修复|培训|安排|推出|开通|出让|收储|处置|化解|新入库|入库|申报|发行|招引|净化|绿化|造林|退出|淘汰)"
)
"""Words that begin what a plan will do; what stands in it without one is how things are."""


_MEASURE_ROLES: tuple[tuple[re.Pattern[str], FactRole], ...] = (
    (re.compile(r"(?:增速|增长|增长率)$"), "yoy"),
    (re.compile(r"(?:占比|比重|贡献率)$"), "share"),
    (
        re.compile(
            r"(?:完成率|开工率|竣工率|完工率|到位率|执行率|支付率|支出率|办结率|结案率|支出进度|投资进度|"
            r"整改率|投产率|销号率|化解率|办复率|兑现率|达成率)$"
        ),
        "completion",
    ),
)


def measure_role(name: str) -> FactRole:
    """The role of a percentage that is the result of a measure of this name."""
    return next((role for pattern, role in _MEASURE_ROLES if pattern.search(name)), "actual")


def _tendency(role: FactRole, wanted: bool, mood: Mood | None) -> FactRole:
    if wanted:
        return "target"
    return "forecast" if mood == "forecast" else role


def _is_set(quantity: Quantity) -> bool:
    """True where the number is printed as what is laid down (≥98%, 4%的目标以内)."""
    laid_down = ("≥", "≤", "＞", "＜", "至少", "不少于", "不低于")
    return quantity.text.startswith(laid_down) or "目标" in quantity.text


def _uncompared(words: str) -> str:
    """The words without the base of a comparison at their end (位次较一季度)."""
    words = re.sub(
        r"(?:与|和|跟|比|较|距)第[一二三四五六七八九十\d]+(?:名|位)?的?[^，,。；]{0,12}$", "", _filled(words)
    )
    words = re.sub(
        r"(?:，|^|(?<=.))(?:较|(?<!占)比(?![例重率值])|与|距离?|仍|分别|增速|位次|名次)[^，,。；]{0,10}$",
        "",
        words,
    )
    return re.sub(r"(?:仍|均|还|又|再|暂|尚|位次|名次|排位)+$", "", words)


def _filled(words: str) -> str:
    """The words without what only leads up to a number (累计, 共计, 为, 约)."""
    return _FILL_END.sub("", words)
