"""Header vocabulary: what a table column holds, read from its header path.

Signals in order of precedence:

1. the lowest header cell, matched against `VOCABULARY` from top to bottom (the first pattern that is
   found wins, so the narrow words stand above the wide ones: 预算执行率 before 预算);
2. the cells above it, from the lowest up, where the lowest says nothing (全市排名 / 甲县);
3. nothing: the column is `unknown` and its header is the name of what it measures (经济发展).

The unit comes from brackets (增速（%）), the entity from a place in front of the measure (全市增速) or
a place as a whole header cell. It never looks at the cells below: what a column holds by its
content is decided where the table is read.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from schemas.records import FactRole

ColumnKind = Literal[
    "number", "name", "category", "entity", "unit", "property", "weight", "score", "bonus", "deduction",
    "target", "result", "completion", "yoy", "change", "rank", "rank_change", "share", "budget",
    "forecast", "light", "light_count", "responsible", "lead", "support", "person", "deadline",
    "issue", "measure", "issue_and_measure", "status", "grade", "rule", "note", "beside", "unknown",
]  # fmt: skip
"""What a column holds. `result` is what was reached (its role depends on the indicator's name);
`property` the comparison sign of a target; `light` a colour for each row, `light_count` how many
items stand under a colour; `rule` scoring rules in words; `beside` a column of the table set beside
this one."""

FACT_ROLES: dict[ColumnKind, FactRole] = {
    "weight": "weight", "score": "score", "bonus": "bonus", "deduction": "deduction", "target": "target",
    "result": "actual", "completion": "completion", "yoy": "yoy", "change": "change", "rank": "rank",
    "rank_change": "change", "share": "share", "budget": "budget", "forecast": "forecast",
    "light_count": "actual", "unknown": "actual",
}  # fmt: skip
"""The kinds of column whose filled cells are facts, with the role of the fact."""

DEFAULT_UNITS: dict[ColumnKind, str] = {
    "weight": "分", "score": "分", "bonus": "分", "deduction": "分", "completion": "%", "yoy": "%",
    "rank": "位", "rank_change": "位", "share": "%", "light_count": "项",
}  # fmt: skip
"""The unit of a bare number where neither the cell, the row nor the header gives one."""

RESPONSIBLE_KINDS: frozenset[ColumnKind] = frozenset({"lead", "responsible", "support"})

_COLOUR = "[红黄绿蓝橙]"

VOCABULARY: tuple[tuple[ColumnKind, str], ...] = (
    ("number", r"^(序号?|编号|号|№|NO\.?)$"),
    ("result", r"^(项|个|户|人|家|件|次|条)数$|^数量$"),
    ("result", r"^已(开工|竣工|完工|投产|入库|入统|建成|签约|落地|办结|整改)(项目)?(数|个数)?$"),
    ("light_count", rf"^{_COLOUR}(色|黄)?(灯|牌|标)?(指标|预警)?(项)?(数|个数)?$|^{_COLOUR}灯.*(数|项)$"),
    ("issue_and_measure", r"(问题|原因|偏差|困难).*(措施|打算|计划|改进|建议|整改)"),
    ("issue", r"存在.*(问题|困难|不足)|^(主要)?问题|偏差.*原因|原因(分析|说明)?$|未完成.*原因|短板|堵点"),
    ("measure", r"措施|下一?步|改进|整改(要求|意见|情况)|工作打算|推进计划"),
    ("rule", r"(评分|计分|考核|评价|扣分|加分|赋分|打分)(标准|办法|细则|方法|规则|依据|方式)"),
    ("rule", r"指标(解释|说明)|计算公式"),
    ("light", r"预警|亮灯|灯[号色]?$|红黄[绿蓝]?|颜色|标识$"),
    ("person", r"责任人|联系人|(责任|分管|包保|挂点|联系|牵头)领导|负责人|填报人|电话"),
    ("person", r"编[号码]|代码|文号|邮编|账号"),
    ("support", r"配合|协办|协同|参与单位"),
    ("lead", r"牵头|主责"),
    ("responsible", r"(责任|负责|承办|主管|实施|主办|落实|填报|报送)(单位|部门|主体|科室|处室)|^责任$"),
    ("note", r"^备注$|^备[ ]?注|^说明$|数据来源|评分部门|考核部门|考核单位|评价部门|是否核心"),
    ("deadline", r"时限|(完成|开工|竣工|起止|建成|建设|实施)(时间|年限|期限|周期|工期)|^工期$"),
    ("deadline", r"时间(节点|要求)|^(年份|年度|时间|日期)$"),
    ("grade", r"等次|等级|档次|星级|评价结果|考核结果$|^评定"),
    ("property", r"指标性质|^性质$|^符号$|指标方向"),
    ("unit", r"^(计量|度量|指标|数量)?单位$"),
    ("category", r"^(指标|项目|考核|任务|工作)?(类别|分类|类型|大类)$|^(板块|领域|维度)|^方面$|一级指标"),
    ("name", r"[二三四]级指标|(任务|目标|指标|项目|事项|工作)(名称|内容|事项)$"),
    ("rank_change", r"(位次|排名|排位|名次).*(变化|升降|变动|增减|进退|相比)|^(升降|进退位?|位次升降)$"),
    ("rank", r"排名|名次|位次|排位|座次|^位$"),
    ("score", r"得分(?!率)|自评分|考核分|评分$|实得|成绩$|总评|^得?分数?$|自评.*分|考评分"),
    ("completion", r"得分率"),
    ("weight", r"分值|权重|满分|基[准本础]分|标准分|总分|配分"),
    ("bonus", r"加减分|奖惩分|加扣分"),
    ("deduction", r"扣分|减分"),
    ("bonus", r"加分|奖励分"),
    ("forecast", r"预计|预判|预测|预期完成"),
    ("change", r"与.*(相比|比较|之差|差距)|尚差|还差|环比"),
    ("completion", r"(完成|执行|开工|竣工|完工|到位|支付|达成|办结|结案|支出|投产|纳统|入统)[率比]"),
    ("completion", r"(实现|整改|落实|履约|兑现)[率比]|完成.{0,6}(比例|比重|百分比|%)"),
    ("completion", r"(占|为).{0,8}(目标|任务|计划|预算|年初数)"),
    ("completion", r"^完成(年度?|全年)?(目标|任务|计划|预算)(任务)?$"),
    ("completion", r"完成进度$|(支出|投资|工程|形象)进度$|进度（?%"),
    ("yoy", r"同比|增速|增长(率|速度|%)?$|增幅|[比较]上年.*(增长|±|%)|±%|可比增长"),
    ("change", r"^比.*|^较.*|增减|差距|差额|缺口|超欠|±|净增减|变化|(时序|序时|进度).*差$|^差"),
    ("target", r"^[时序]{2}(进度)?(要求|目标|任务)?$"),
    ("result", r"^(目标|任务|指标)(任务)?(完成|执行|进展)(情况|数|值|量)?$|^完成.*情况$"),
    ("share", r"占比|比重$|占.+的?(比例|比重|%)|占.+%$"),
    ("result", r"执行数|支出数|实际支出|(资金|累计)支出|拨付"),
    ("budget", r"预算(?!收入|支出)|资金额度|安排资金|下达资金"),
    ("target", r"目标|任务|计划|指标值|下达|控制(数|值)|预期|应完成|要求|力争"),
    ("result", r"完成|实际|实绩|累计|本期|总量|^总额$|绝对[值量数额]|进度|进展|^数[值量额]$"),
    ("result", r"[本当][月季期年]|期末|同期"),
    ("entity", r"^([县市区乡镇]|街道|园区|开发区|地区|部门|单位)[（）市县区乡镇街道、/]*(名称|别)?$"),
    ("entity", r"(县|市|区|乡|镇|街道|园区|地区|部门|单位|学校)(）)?名称$"),
    ("entity", r"被(考核|评价|督查)(单位|对象|部门)|^考核对象$"),
    ("name", r"指标|考核(内容|项目|事项|要点)|评价(内容|要点)|工作内容|重点工作"),
    ("name", r"(项目|任务|事项|工作|实事|内容)(名称)?$|^名称$"),
)  # fmt: skip
"""Kind and pattern, the first match of a folded header cell wins."""

_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in VOCABULARY)

_FORMULA = re.compile(r"[（(]([A-Z0-9]([/*×÷+\-—=][A-Z0-9])*|[①-⑩](.[①-⑩])*)[）)]")
_UNIT_WORDS = (
    r"±?(?:%|个?百分点|分|位|名|(?:万|亿|千|百)*(?:美元|元|亩|人次?|人|户|吨|头|平方米|立方米|平方公里|千瓦时|株|只|册|件|公里|米)"
    r"|个|家|项|件|条|座|处|所|套|公里|千米|米|公顷|天|次|场|起|宗|例|台|间|辆|倍|微克/立方米|[‰℃])"
)
_UNIT_BRACKET = re.compile(rf"[（(](?:单位[:：])?({_UNIT_WORDS})[）)]")
_UNIT_NOTE = re.compile(r"(?:金额|计量|数量)?单位[:：为]?\s*([^\s。；;）)]+)")
_STATED_POINTS = re.compile(r"[（(]?(\d+(?:\.\d+)?)分[）)]?")
_COMPARED = re.compile(
    r"^(全国|全省|全市|全县|全区|全州|全盟|全自治区)(?=平均|增速|总量|完成|均值|同比|增长|实绩|水平|数)"
)
_PLACE = re.compile(
    r"^(?:全[国省市县区州]|[一-鿿·]{1,12}?(?:县|市|区|镇|乡|街道|新区|开发区|高新区|园区|产业园|示范区|自治州|自治县))$"
)
_AMOUNT_WORDS = re.compile(r"[项个户人家件次条]数|数[量额值]?|总[量数额]|绝对[值量数额]|金额")
_SAME_PERIOD = re.compile(r"上年|同期|去年|^增减(?!.*(?:上月|年初|上期|上季|目标|计划))")
_SPAN_WORDS = re.compile(r"^[\d一二三四五六七八九十—\-－~～至到上下半前年月季度日底末期截止本全]+$")


def fold_header(text: str) -> str:
    """A header cell for matching: NFKC, full-width brackets, no white space, formula marks left out."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("(", "（").replace(")", "）")
    return _FORMULA.sub("", folded)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds. `unit` "" where the header gives none; `label` the header words that
    name what is measured ("" where the header only names a role); `entity` the place that the
    column is about (全市, 甲县), None for the document's own; `path` the header cells from the top down."""

    kind: ColumnKind
    unit: str = ""
    label: str = ""
    entity: str | None = None
    path: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The header path as one line."""
        return "/".join(self.path)


@lru_cache(maxsize=4096)
def header_kind(text: str) -> ColumnKind:
    """The kind that one header cell names, `unknown` where it names none."""
    words = _bare(fold_header(text))
    compared = _COMPARED.match(words)
    if compared and compared.end() < len(words):
        words = words[compared.end() :]
    for kind, pattern in _PATTERNS:
        if pattern.search(words):
            return kind
    return "unknown"


def header_unit(text: str) -> str:
    """The unit in brackets in a header cell (增速（%） gives %), "" where there is none."""
    folded = fold_header(text)
    found = _UNIT_BRACKET.search(folded)
    if found:
        return found.group(1).lstrip("±")
    if header_kind(text) == "change" and re.search("进度|时序|序时|百分点|增速", folded):
        return "个百分点"
    if re.search("环比(?:增长|增速|下降|增幅|$)|[^（(]%$", folded):
        return "%"
    counted = re.fullmatch(r"([项个户人家件次条])数", folded)
    return counted.group(1) if counted else ""


def read_column(path: Sequence[str]) -> Column:
    """What the column under these header cells (top down) holds."""
    cells = tuple(cell for cell in path if cell.strip())
    kinds = [header_kind(cell) for cell in cells]
    kind = _deciding_kind(kinds, cells)
    unit = next((u for cell in reversed(cells) if (u := header_unit(cell))), "")
    entity = next((place for cell in cells if (place := _entity(cell))), None)
    return Column(kind, unit, _label(cells, kinds, kind), entity, cells)


def units_in_note(text: str) -> tuple[str, ...]:
    """The units that a note above a table gives (单位：万元、% gives 万元 and %), in order."""
    found = _UNIT_NOTE.search(unicodedata.normalize("NFKC", text).replace("：", ":"))
    if not found:
        return ()
    units = re.split(r"[、,，/]", found.group(1).strip("()（）"))
    return tuple(unit for unit in units if re.fullmatch(_UNIT_WORDS, unit))


def unit_in_brackets(text: str) -> re.Match[str] | None:
    """The unit in brackets in a name (外贸进出口总额（亿元）), group 1 the unit; None where there is none."""
    return _UNIT_BRACKET.search(text)


_MONEY = re.compile(r"资金?$|投资|金额|收入|支出|产值|税|经费|[总零售余额]额$|预算|[内外]资")


def unit_for(kind: ColumnKind, units: Sequence[str], label: str = "") -> str:
    """The unit of a bare number in a column of this kind: the usual one, else of the table's units the first
    amount that goes with what is measured (money for 到位资金), "" where nothing gives one."""
    usual = DEFAULT_UNITS.get(kind, "")
    if usual and kind != "light_count":
        return usual
    amounts = [unit for unit in units if unit not in ("%", "分", "位", "名", "百分点", "个百分点")]
    fitting = [unit for unit in amounts if bool(_MONEY.search(label)) == unit.endswith("元")] if label else []
    return next(iter(fitting or amounts), usual)


_RATE_RESULTS: tuple[tuple[FactRole, str], ...] = (
    ("yoy", r"增速$|增长率?$|增幅$|增长速度$|同比$|变[动化]率$"),
    ("share", r"(比重|占比)$|占[^率]+的?比例$"),
    (
        "completion",
        r"(完成|开工|竣工|完工|到位|执行|办结|结案|支付|投产|支出|达产|整改)率$|支出进度$|完成进度$",
    ),
)


def result_role(name: str, unit: str) -> FactRole:
    """The role of what an indicator reached: a growth indicator's result is yoy, a 比重's share, a
    完成率's completion, anything else actual; amounts in another unit than % are always actual."""
    if unit not in ("", "%", "‰"):
        return "actual"
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", name.strip("*＊※ "))
    for role, pattern in _RATE_RESULTS:
        if re.search(pattern, bare):
            return role
    return "actual"


_RATE = re.compile(r"((?<!效)率|比重|占比|比例|增速|增幅|满意度)([（(][^（）()]*[）)])?$")


def names_rate(name: str) -> bool:
    """True where a name is one of a rate, whose bare numbers are percents (城镇化率, 满意度)."""
    return bool(_RATE.search(name.strip("*＊※ ")))


_GROWTH = re.compile(r"(增速|增长率?|增长速度|增幅)$")


def names_growth(name: str) -> bool:
    """True where an indicator is itself a growth (民间投资增速)."""
    return bool(_GROWTH.search(re.sub(r"[（(][^（）()]*[）)]$", "", name.strip("*＊※ "))))


def without_rate_words(name: str) -> str:
    """The quantity behind a growth indicator (生产总值增速 gives 生产总值), else the name itself."""
    bare = re.sub(r"的?(同比)?(增速|增长速度|增长率|增幅)$", "", name)
    return bare if len(bare) >= 2 else name


def is_year(text: str) -> bool:
    """True where the whole text is a year and no more (2023)."""
    return re.fullmatch(r"(?:19|20)\d{2}", text.strip()) is not None


def is_place(text: str) -> bool:
    """True where the whole text names a place (甲县, 全市, 某开发区)."""
    return bool(_PLACE.match(fold_header(text)))


def _bare(words: str) -> str:
    words = re.sub(rf"（(?:单位[:：])?{_UNIT_WORDS}）", "", words)
    return words or "%"


def _deciding_kind(kinds: list[ColumnKind], cells: tuple[str, ...]) -> ColumnKind:
    if not kinds:
        return "unknown"
    last = kinds[-1]
    above = [kind for kind in kinds[:-1] if kind != "unknown"]
    if last == "change" and any(kind in ("rank", "rank_change") for kind in above):
        return "rank_change"
    if last in ("result", "unknown", "unit") and "yoy" in above and header_unit(cells[-1]) in ("", "%"):
        return "yoy"
    if last == "result" and above and _says_no_role(_bare(fold_header(cells[-1])), above[-1]):
        return above[-1]
    if last != "unknown":
        return _named_result(last, cells)
    return above[-1] if above else _from_unit(cells)


def _says_no_role(words: str, above: ColumnKind) -> bool:
    """True for a header of time, and for one of mere amount (个数) under a target."""
    counted = above in ("target", "forecast", "budget") and _AMOUNT_WORDS.fullmatch(words)
    return bool(counted or _SPAN_WORDS.match(words))


def _named_result(kind: ColumnKind, cells: tuple[str, ...]) -> ColumnKind:
    """What a percent sign settles: 完成（%） is a completion, 比上年增减（%） a growth."""
    unit = header_unit(cells[-1])
    if kind == "yoy" and unit.endswith("百分点"):
        return "change"
    if unit != "%":
        return kind
    if kind in ("result", "target") and re.search("完成|进度|进展|^占", cells[-1]):
        return "completion"
    return "yoy" if kind == "change" and _SAME_PERIOD.search(cells[-1]) else kind


def _from_unit(cells: tuple[str, ...]) -> ColumnKind:
    last = fold_header(cells[-1])
    dated = re.search("[年月季]", last) or is_year(last)
    return "result" if dated and _SPAN_WORDS.match(_bare(last)) else "unknown"


_ROLE_ONLY: frozenset[ColumnKind] = frozenset(
    {
        *("result", "target", "forecast", "yoy", "change", "rank", "rank_change", "completion", "share"),
        *("unit", "number"),
    }
)
_ROLE_LEAD = re.compile(
    r"^(累计|实际|本期|全年|年度?|年初|[当本上][年月季期]|上半年|预计|预期|计划|完成|实现|下达|[县市省]定|考核|目标|任务"
    r"|[\d一二三四五六七八九十—–~～至\-]+(年度?|月份?|季度)|全[国省市县区州]|[\d一二三四五六七八九十]+个?县?[县市区]+)"
)
_ROLE_TAIL = re.compile(
    r"(情况|目标值?|任务数?|计划数?|完成率|完成比例|完成[数值额量]?|执行数|实际[值数]?|进展|进度|增速|同比|增长率?|增幅|下降"
    r"|排名|位次|名次|排位|^占比|^比重|^比例|(?<!指)数[值额量]?|决算数?|升降|进退|变动|绝对[值数量]|总量|环比|增减[额值数量]?|变化|较.+|比[上去年同].*"
    r"|与(?:目标|计划|任务|[时序]{2}|上|去|全[国省市县]|年初).*|[时序]{2}进度?差?|差[距额]?|[（）±%、/]+)$"
)


def _label(cells: tuple[str, ...], kinds: list[ColumnKind], kind: ColumnKind) -> str:
    """The words that name a measure: cells without a role of their own, else what a role cell says
    besides its role (民间投资增速 gives 民间投资)."""
    if kind == "light_count":
        return _light_label(cells[-1])
    named = [
        _measure_words(cell)
        for cell, cell_kind in zip(cells, kinds, strict=True)
        if cell_kind in ("unknown", "name") and not is_place(cell)
    ]
    if any(named):
        return "".join(named)
    if not cells or kind not in _ROLE_ONLY:
        return _measure_words(cells[-1]) if cells else ""
    return next((words for cell in cells if (words := _beside_role(cell))), "")


def _beside_role(cell: str) -> str:
    """What a header says besides its role and time, "" where it says no more."""
    whole = _measure_words(cell)
    words, before = whole, None
    while words != before:
        before = words
        words = _ROLE_TAIL.sub("", _ROLE_LEAD.sub("", words))
    if len(words) < 2 or words == "预算" or is_place(words) or _SPAN_WORDS.match(words):
        return ""
    return whole if words in _OVERALL else words


_SUMS = ("合计", "总计", "小计", "共计", "平均")
_OVERALL = ("综合", "总体", "整体")
"""What is left of 综合排名 without its role names nothing by itself."""


def _light_label(cell: str) -> str:
    colour = re.search(_COLOUR, cell)
    return f"{colour.group()}灯指标" if colour else _measure_words(cell)


def _measure_words(cell: str) -> str:
    words = _bare(_STATED_POINTS.sub("", fold_header(cell)))
    if words == "%" or words in _SUMS or _SPAN_WORDS.match(words):
        return ""
    return re.sub(r"（\d+年?）|^（|）$", "", words)


def _entity(cell: str) -> str | None:
    folded = _bare(fold_header(cell))
    compared = _COMPARED.match(folded)
    if compared and compared.end() < len(folded):
        return compared.group(1)
    return folded if is_place(folded) and header_kind(cell) == "unknown" else None
