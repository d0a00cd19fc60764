"""Quantities that are no facts, though they could be by their form.

Left out are: thresholds of rules (低于80%的不得分, 每低1个百分点, 排名1—2位亮绿灯); limits that say which
things are meant (3亿元以上项目4个: only the 2个 is a fact); bands of scores; lengths of time, unless the text
speaks of time used or saved; how many were listed or ranked; how many sat in a meeting; how many measures
a text will name. What is not named here is a fact: numbers are never left out for being unlikely.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schemas.quantity import Quantity

_COUNT_UNITS = frozenset(
    [
        "个",
        "家",
        "项",
        "座",
        "所",
        "条",
        "户",
        "人",
        "名",
        "件",
        "处",
        "只",
        "支",
        "场",
        "场次",
        "次",
        "份",
        "套",
        "台",
        "起",
        "宗",
        "批",
        "类",
        "种",
        "栋",
        "幢",
        "间",
        "张",
        "辆",
        "位",
        "村",
        "镇",
        "人次",
        "户次",
        "期",
        "轮",
        "篇",
        "部",
        "门",
        "例",
        "笔",
        "口",
        "株",
        "头",
        "棵",
        "块",
        "盏",
        "眼",
        "万人",
        "万户",
        "万个",
        "万份",
        "万件",
        "万条",
        "万场",
        "家次",
        "件次",
        "个次",
        "对",
        "片",
        "本",
        "册",
        "组",
        "队",
        "班",
        "万人次",
        "道",
    ]
)
_DURATION_UNITS = frozenset(
    (
        "天", "日", "个月", "年", "小时", "分钟", "周", "个工作日", "工作日",
        "秒", "个小时", "月", "岁", "周岁", "周年", "个季度", "季度",
    )
)  # fmt: skip
_SPEED = re.compile(r"周期|时长|历时|耗时|用|压缩|缩短|缩减|提速|提前|平均|减少|时间|时限|工期|天数")
_CONDITION = re.compile(
    r"^(?:\s|以上|以下|以内|之间|（含）|\(含\)|及以上|及以下|内)*的"
    r"(?:，|,|、|；|。|得|加|扣|减|亮|给予|予以|应|须|不得|不|由|视|按|提出|收回|取消|评|列|为[红黄绿优良合不]|实行|进行|启动|可|一律|每|"
    r"项目提出|指标(?:提出|实行|由)|单位|[^，。；]{0,6}(?:予以|给予|提出|实行|约谈|通报|收回))"
)
_PER = re.compile(
    r"每(?:低|少|晚|迟|后退|退后|高|多|超|超过|增|增加|降|提高|下降|上升|落后|缺|发生|出现|有|逾期?|差|获|新增|减少|提前|完成|延迟|"
    r"推迟)*[^，。；\d]{0,6}$"
)
_PER_RESULT = re.compile(r"^[^。；]{0,16}(?:扣|加\s*\d|加分|减分|得|计|奖)")
_LIGHT = re.compile(r"[^，。；、]{0,16}(?:亮|用)(?:绿|黄|红|蓝|橙)")
_ATTENDANCE = re.compile(r"^(?:人|余人|名)[^，。；]{0,8}(?:参加|出席|列席|到会)")
_MEASURES = re.compile(
    r"^(?:条|项|个|大|大类|方面|工作|重点|具体|保障)*(?:措施|机制|制度|举措|方面|环节|步骤|原则|要点|模式|意见|清单|办法|要求|关系|意识|能力|大类)"
)
_CAPACITY = re.compile(r"(?:年产(?!值)|日产|装机|年处理|日处理)(?![^，。]*能力达到?$)[^，。]{0,30}$")
_BY_RANK = re.compile(r"(?:^|[，,。；、])\s*(?:全[国省市县区州盟旗球])?(?:排名?|位次|得分)?(?:靠|居)?[前后]$")
_SPELT_OUT = re.compile(r"[^，。\d]{0,12}[，,]分别(?:为|是)[^\d]{6}")
_LISTS = re.compile(r"^\s*(?:围绕|聚焦|坚持|按照|立足|紧扣|依托|突出|设置|分为|包括|涵盖|涉及|构建)")
_WHOM = re.compile(r"^(?:园区|开发区|县|市|区|乡镇|镇|街道|省|国家|部门|单位|城市|村)")
_TAKES_PART = re.compile(
    r"^[^，。；]{0,14}参与(?:排名|排位|考核|评比)|^县（区）排名|^[县市区]{1,3}(?:（[^）]*）)?(?:排名|排位|位次)"
)
_LAST_OF = re.compile(r"^[^，。；\d]{0,8}(?:里|中|之中)?(?:垫底|末位|倒数|最后一)")
_RANKED_BEFORE = re.compile(r"(?:排名?|位[居列]|名列|列|居)在?(?:全[国省市县区州盟旗球])?$")
_RANKED = re.compile(
    r"^[^，。；]{0,14}(?:排名|排|位居|位列|列|居|名列)[^，。；]{0,6}第"
    r"|^[^，。；]{0,10}中(?:落到|处于|位于|排在|跌到)"
    r"|^[^，。；]{0,12}中[，,]?[^。；]{0,12}(?:排名|位居|位列|列|居|名列)[^。；]{0,6}第"
)


_WHICH = re.compile(r"^的?(?:项目|指标|单位|企业|部门|乡镇|街道|村|工程|地区)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A quantity with the words before it in its clause, those behind it up to the next quantity or
    the clause's end, the text `ahead` of it whatever it holds, and the next quantity of the clause."""

    quantity: Quantity
    before: str
    after: str
    ahead: str
    following: Quantity | None


def is_count(unit: str) -> bool:
    """True for a unit in which things or people are counted (个, 家, 万人次)."""
    return unit in _COUNT_UNITS


def is_ranked_count(around: Surroundings) -> bool:
    """True for the number of those ranked (40家开发区排名第9名, 12个县区中居第3位)."""
    if not is_count(around.quantity.unit) or around.quantity.is_masked:
        return False
    if (
        around.quantity.kind != "rank"
        and _RANKED_BEFORE.search(around.before)
        and re.match(r"^[^，。；\d]{0,8}的?第", around.ahead)
    ):
        return True
    ranked = _RANKED.match(around.ahead[:34]) or _LAST_OF.match(around.ahead)
    return bool(_TAKES_PART.search(around.after)) or ranked is not None


def without_limits(text: str, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of a clause without those that only say which things are counted before them
    (7个投资上亿元的项目, 15个5000万元以上项目)."""
    return tuple(
        quantity
        for before, quantity in zip((None, *quantities), quantities, strict=False)
        if before is None or not _limits_what_is_counted(text, before, quantity)
    )


def _limits_what_is_counted(text: str, counted: Quantity, limit: Quantity) -> bool:
    if not is_count(counted.unit) or limit.kind not in ("money", "measure") or is_count(limit.unit):
        return False
    between = text[counted.end : limit.start]
    bounded = limit.op is not None or re.search(r"[上过超]$", between) is not None
    named = _LIMITED.match(text, limit.end)
    return bounded and named is not None and re.fullmatch(r"[\u4e00-\u9fff]{0,8}", between) is not None


_LIMITED = re.compile(r"的?[大重好新]?(?:项目|企业|工程|产业|园区|乡镇|村|商贸|专业|工业)")


def is_no_fact(around: Surroundings) -> bool:
    """True where the quantity says nothing of how anything performed or should perform."""
    if around.quantity.unit in _DURATION_UNITS:
        return _is_plain_duration(around)
    if around.quantity.unit == "分":
        return _is_score_band(around)
    return any(excludes(around) for excludes in _EXCLUSIONS)


def _is_plain_duration(around: Surroundings) -> bool:
    spoken_of = _SPEED.search(around.before[-8:])
    return not spoken_of or re.match(r"内|前|后|以内|以来|起|以上的", around.after) is not None


def _is_score_band(around: Surroundings) -> bool:
    """得分85分以上的3家, 85分以上为优秀: the band belongs to a name or a rule."""
    quantity, following = around.quantity, around.following
    bounded = quantity.op is not None or re.search(r"(?:以上|以下)$", quantity.text) is not None
    counted = following is not None and is_count(following.unit)
    if re.match(r"^(?:以上|以下|及以上|及以下|（含）)*的", around.after) and (bounded or counted):
        return True
    rated = re.match(r"^(?:（含）|\(含\))?(?:为|的|评|定|且|并|至|项目|单位)", around.after)
    return quantity.op in (">=", "<=", "<", ">") and rated is not None


def _is_condition(around: Surroundings) -> bool:
    return _CONDITION.match(around.after) is not None


def _aims_at(around: Surroundings) -> bool:
    """对完成率低于80%的县区取消资格: whom a rule or an order is for."""
    aimed = re.match(r"\s*对(?!照|标|比)", around.before) is not None
    limited = around.quantity.op is not None or re.search(
        r"[低高少多]于|超过|不足|未达到?$", around.before[-4:]
    )
    return aimed and bool(limited) and around.after.startswith("的") and not is_count(around.quantity.unit)


def _is_no_performance(around: Surroundings) -> bool:
    """The day's temperature, and how many copies of a paper were printed."""
    printed = around.quantity.unit == "份" and re.search(r"共?印发?$", around.before) is not None
    noise = _PAGE_NOISE.search(f"{around.before[-12:]}#{around.quantity.unit}") is not None
    return printed or noise or around.quantity.unit in ("℃", "°C", "摄氏度")


_PAGE_NOISE = re.compile(
    r"#(?:KB|kb|MB|K)$|(?:文档|全文|本文)[^#]*#[页字]$|字数[^#]*#字$|下载[^#]*#元$|浏览[^#]*#次?$"
)
"""What a page says of itself: pages, size, price of a download."""


def _is_step(around: Surroundings) -> bool:
    return _PER.search(around.before) is not None and _PER_RESULT.match(around.ahead[:24]) is not None


def _limits_a_name(around: Surroundings) -> bool:
    """3亿元以上项目4个, 50亩以上大棚3个: the limit says which, the count behind it is the fact."""
    quantity, after = around.quantity, around.after
    counted = around.following is not None and is_count(around.following.unit)
    if quantity.op is not None and counted and (after == "的" or _WHICH.match(after)):
        return True
    bounded = re.search(r"(?:以上|以下|及以上|及以下|以内)$", quantity.text) is not None
    if bounded and counted and not after.strip() and quantity.kind in ("money", "measure"):
        return True
    listed = re.match(r"^、\d[\d.]*[万亿]?(?:元|亩|吨|人|平方米)[^，。；\d]{0,4}以[上下]", around.ahead)
    named = listed is not None or re.match(r"^的?[\u4e00-\u9fff（(]", after) is not None
    reached = re.search(r"达到?了?$|占|实现|完成", around.before[-4:]) is not None
    if not bounded or not named or reached or is_count(quantity.unit):
        return False
    rated = re.match(r"^的?[^，。；]{0,12}(?:率|度)", after) is not None
    return around.following is not None or quantity.kind in ("money", "measure") or not rated


def _is_listing(around: Surroundings) -> bool:
    """围绕A、B、C4个产业, 设置A、B等4项: how many were listed; A区、B镇等8个园区完成…: who did it."""
    if not is_count(around.quantity.unit) or "、" not in around.before:
        return False
    if _LISTS.match(around.before):
        return True
    who = around.following is not None and _WHOM.match(around.after) is not None
    return who and around.before.endswith("等")


def _is_attendance(around: Surroundings) -> bool:
    who = around.quantity.unit + around.after
    spoke = re.match(r"(?:个|位|名|家)[^，。；]{0,12}(?:发言|表态)", who) is not None
    people = around.quantity.unit in ("人", "名", "位")
    present = people and re.search(r"(?:应到|实到|缺席|请假)[^，。；\d]{0,6}$", around.before) is not None
    return present or spoke or _ATTENDANCE.match(around.quantity.unit + around.after) is not None


def _counts_measures(around: Surroundings) -> bool:
    return around.quantity.unit in ("大类", "大", "方面", "届") or _MEASURES.match(around.after) is not None


def _refers_back(around: Surroundings) -> bool:
    """这79个目标: said before."""
    return around.before.endswith("这") and around.quantity.unit in ("个", "项", "类")


def _is_light_band(around: Surroundings) -> bool:
    """排名1—2位亮绿灯, 落后20个百分点以内的亮黄灯."""
    banded = around.quantity.unit in ("%", "个百分点", "百分点", "位", "名")
    return banded and _LIGHT.match(around.ahead[:20]) is not None


def _is_other_rank(around: Surroundings) -> bool:
    """比第一名低, 后两位: whom one is compared with, and places that no figure names."""
    quantity = around.quantity
    if quantity.kind == "rank" and re.match(
        r"^的(?:指标|单位|县|区|镇|乡|街道|部门|企业|项目|责任)", around.after
    ):
        return True
    if "两" in quantity.text and quantity.unit != "%":
        return True
    compared = re.search(r"(?:与|比|和|距|距离|较)$", around.before) is not None
    return around.quantity.kind == "rank" and compared


def _is_cause(around: Surroundings) -> bool:
    """因种植面积不足3万亩: a threshold that was missed, in the words of a cause."""
    return around.quantity.op == "<" and re.match(r"因|由于", around.before) is not None


def _is_group_by_rank(around: Surroundings) -> bool:
    """后3家企业产值合计…: those at an end of a ranking, of whom something is said."""
    grouped = is_count(around.quantity.unit) and around.quantity.kind != "rank"
    named = re.match(r"^[\u4e00-\u9fff]{2}", around.after) is not None
    return grouped and named and _BY_RANK.search(around.before) is not None


def _is_slogan(around: Surroundings) -> bool:
    """两个100%: a number with a count before it names a programme."""
    many = re.search(r"[一二两三四五六七八九]个$", around.before) is not None
    aim = around.quantity.unit == "番" and around.after.startswith(("目标", "的目标"))
    return (many and not is_count(around.quantity.unit)) or aim


def _is_ordinal(around: Surroundings) -> bool:
    return around.quantity.unit == "" and around.quantity.kind == "ordinal"


def _is_capacity(around: Surroundings) -> bool:
    """年产5万吨…项目: the plant's name."""
    if re.search(r"(?:达到?|超过?|突破|为|至|增加|新增[^，。]{0,8}|总量|规模)$", around.before):
        return False
    return _CAPACITY.search(around.before) is not None and around.after[:1] not in ("，", "。", "；", "")


def _is_spelt_out(around: Surroundings) -> bool:
    """5个专项，分别为…: the number only announces the list behind it."""
    announced = not around.before.strip() and re.match(r"[\u4e00-\u9fff]", around.after) is not None
    return announced and _SPELT_OUT.match(around.ahead[:24]) is not None


def _is_reward(around: Surroundings) -> bool:
    """奖励牵头单位5万元: what a rule promises for a result, money and no performance."""
    promised = _REWARD.search(around.before) is not None and _PAID.search(around.before) is None
    helps = re.match(r"(?:的?)(?:[\u4e00-\u9fff]{0,4})(?:救助|补助|补贴|资助|支持)", around.after) is not None
    return around.quantity.kind == "money" and promised and not helps


_REWARD = re.compile(r"(?:奖励(?!资金|补助|基金)|给予|罚款|罚)[^，。；]{0,10}$")
_PAID = re.compile(r"已|共|累计|兑现|发放|实际|支出|完成|落实|争取|获")


def _is_fraction_of_another(around: Surroundings) -> bool:
    """不及邻县的三分之一: a figure of speech."""
    return around.quantity.unit == "" and re.search(r"不及[^，。；]*的$", around.before) is not None


_EXCLUSIONS: tuple[Callable[[Surroundings], bool], ...] = (
    _is_condition,
    _aims_at,
    _is_no_performance,
    _is_step,
    _limits_a_name,
    _is_listing,
    _is_attendance,
    _counts_measures,
    _refers_back,
    _is_light_band,
    _is_other_rank,
    _is_cause,
    _is_group_by_rank,
    _is_slogan,
    _is_ordinal,
    _is_capacity,
    _is_spelt_out,
    _is_reward,
    _is_fraction_of_another,
)
