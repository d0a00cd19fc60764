"""The name of what is measured, built from the words around a number.

The words before the number come first, without what opens the clause (conjunctions, adverbs, words of
intention) and without the role's own words (roles.py has taken those). A counted noun behind the number
(35座厕所改造) completes them. A bare attribute (总投资, 开工率) is said of the subject that stands; a
clause with no words of its own takes the whole name of the clause before it. Names are only ever made
of the document's words.
"""

import re

_BARE_VERBS = frozenset(
    [
        "拘留",
        "移交",
        "整改",
        "开工",
        "竣工",
        "完工",
        "上报",
        "获批",
        "入库",
        "新增",
        "净增",
        "签约",
        "落户",
        "投产",
        "投运",
        "销号",
        "办结",
        "化解",
        "培训",
        "发放",
        "拨付",
        "验收",
        "结转",
        "立案",
        "查处",
        "关停",
        "退出",
        "注销",
        "申报",
        "推荐",
        "通过",
        "建成",
        "收回",
        "支付",
        "到位",
        "上市",
        "获评",
        "认定",
        "入统",
        "升规",
        "引进",
        "培育",
        "入驻",
        "参保",
        "脱贫",
        "受理",
        "处理",
        "处罚",
        "曝光",
        "约谈",
        "问责",
        "开通",
        "覆盖",
        "惠及",
        "受益",
        "安装",
        "更新",
        "改造",
        "完善",
        "接收",
        "返还",
        "减免",
        "退税",
        "取缔",
        "推进",
        "启动",
        "滞后",
        "达标",
        "实施",
        "谋划",
        "储备",
        "发货",
        "确认",
        "公示",
        "分配",
        "入住",
        "交付",
        "封顶",
        "动工",
        "复工",
        "达产",
        "转化",
        "授权",
        "立项",
        "摘牌",
        "出让",
        "清退",
        "清理",
        "拆除",
        "征收",
        "开工建设",
        "履约",
        "完成",
    ]
)
_LEAD = re.compile(
    r"(?:其中包括|其中|其余|其次|同时|此外|另外|另有|另|并且|并(?!网|购)|且|还(?!款|田|林|建|贷|原)|也|而|但|则|即|比如|例如|如|全年|今年以来|今年|去年|当年|年内|年底前?|(?<!^)年末|(?<!^)年初|本年度?|年度|年(?!产|均|人均|末|轻|初|中|底)|提前[一二三四五六七八九十两半\d]+个?(?:季度|月|年|天|多月)|连续[一二三四五六七八九十两\d]+(?:年|个?月|个季度)|分别(?:完成了?|实现了?|达到)?|当季|单季|当月|单月|要(?!素|点|闻|件|求)|"
    r"到目前为止|截至目前|截止目前|截至|截止|目前|现已|现有|曾经|曾|"
    r"已经|已|仅|只|共计|共(?!同|享|青|建|产|和)|合计|总计|累计|"
    r"预计|预判|预测|有望|无法|力争|争取|确保|努力|奋力|考评要求|考核要求|要求|计划(?!生育)|规划(?=建设|新建|改造|床位)|拟于|拟|"
    r"必须|务必|需要?|须|应(?!收|用|急|届|付|对|税|缴|保)|将|可以|可(?!再)|能够?(?!耗|源|力|效)|均|都|全面|全部(?!工业)|圆满|超额|成功|顺利|有序|扎实|持续|积极|进一步|着力|不断|大力|基本(?!支出|医疗|养老|公共|农田|建设|民生|任务|指标|药物)|实际(?!使用|利用|到位)|"
    r"(?:主要|总体|发展)(?:预期)?目标(?:建议)?(?:定?为|是)|分解[为成]|细化[为成]|任务|目标(?:任务)?|实现了?|完成了?(?!率|度|比|情况)|达到了?|开展了?|组织|举办了?|建立了?|打造了?|评出|建成了?(?!区)|收到|实施(?!方案|率|意见|细则|单位)|建设(?!用地|银行|项目|工程|局|资金|规模|投资|任务|完成|厅|单位|期|性)|安排(?!就业)|"
    r"有(?!效|机|线|序|关|害|色|限|资质|发|机)|为(?!民)|负责的?(?!人|制)|牵头的|承担的|对照|对(?!口|外|接|标)|由|从(?!业|事)|在(?!建|校|册|职|编|岗|谈|孵|库|网|线|营)|向|把|将|给(?!水|排)|使(?!用)|等(?!级)|的|是|各(?:单位|部门|乡镇|镇街|县区)(?=[\u4e00-\u9fff]{4})|各(?![类项])|"
    r"这|上述|该项?|了|得(?!分)|请|我们|我办|距离?(?=[年全目任市省县区])|离(?=全年|年度|年初|目标|任务|[省市县区]定)|平均每[年月天]|月均|至今|到现在|光是|(?:1[0-2]|[1-9])月(?:底|末|[上中下]旬)?前|仍|尚|暂(?!付|扣|存)|另|又|近[几一二两三四五六七八九十\d]+年来?|再(?!生|就业|贷)|存在|于|到(?!位|资|账|岗|户|期)|就(?!业|医|近|地|读)|上?个月|经(?:督查|核实|初步|统计|测算|自查)+|比(?!例|重|值|率|较)(?=预算|计划|目标|控制)|来(?!信|访|料)|和(?!谐)|及(?!时|格)|以及|与|用(?!水|电|地|工|能|户)|：|:|，|,|、|“(?=[^”]*$)|\)|）|\s|—|-|·|．|\.)+"
)
_MEDIAL = re.compile(
    r"(?<=[\u4e00-\u9fff”》）)])(?<!未)(?:现|目前|今年|全年|当年)?(?:已经|已|共计|共|累计|成功|实际(?!使用|利用|到位)|均|仅|全部|年底能?|能)*(?:完成了?|实现了?|达到|争取)"
    r"(?!率|度|比|情况|任务|目标|序时|时序|进度|\d)(?=[\u4e00-\u9fff“])"
)
_MADE_OF = re.compile(
    r"^(?:设置?|下设|分为|包括|涵盖)[^，]*、[^，]*?[二三四五六七八九十]?大?(?:类|方面|板块|部分)$"
)
"""What the things counted are divided into (设经济发展、民生保障两大类20项指标)."""
_PARTED = re.compile(r"(?P<whole>.*?)共?(?:细化|分解|拆分|划分)[为成]?")
"""A whole, and that it was divided (十件实事共分解为)."""
_DONE_EITHER_WAY = re.compile(
    r"(?:(?:已|提前|超额|基本|如期)*完成?(?:和|或|及|、))?(?:或|和|及)?(?:已|提前|超额|基本|如期)*(?:完成)?"
)
"""已完成和提前完成, 完成或超额: how something was done, not what."""
_UPWARDS = re.compile(
    r"(?<=[省市县区州盟旗])里?给我们(?=下达)|(?<=下达)的(?=指标)|对我[省市县区州旗](?=考核|下达|考评)|(?<=[核评达])(?:共设|共设置|设置|给我们下达的?)(?=[\u4e00-\u9fff])"
)
"""Whom an assessment is of, and the verb that sets its indicators up (市对我县考核共设指标)."""
_MEDIAL_ADVERB = re.compile(
    r"(?<=[\u4e00-\u9fff”》）)])(?:现已|目前已|已累计|累计已|共计|累计|分别(?:完成了?|实现了?|达到)?)(?=[\u4e00-\u9fff“])"
)
_TAIL = re.compile(
    r"(?:情况|方面|分别|累计|共计|合计|总计|共|已经|已|只|仅|都|(?<!平)均|各|(?<![签预制节条契履违公合])约|近|多达|仍|尚|暂|距|(?<![距脱偏远分])离|(?<![下多])达到?|为|是|的|了|(?<![预合总共])计|有|得|(?<!未)完成|实现|建成|全部|(?<!总)占|仅能|(?<![产功动性节效智热机势电核本职])能够?|预计|预判|有望|(?<![高初集其城])中|全年|今年|年度|目前|"
    r"较上年|同比|由|从|为全[省市县区州盟旗]|(?<![主需重概纪])要|(?<=.{4})(?<!工作)(?<!考核)(?<!的)目标|要求|安排|等|[：:，,、＝=\s“（(—\-])+$"
)
_ATTRIBUTE = re.compile(
    r"(?:(?:年度?|上报|申报|计划|协议|合同|签约|实际|累计|完成|总|平均|新增|其|项目|财政(?!总?收入|总?支出)|建设|当年|当月|中央|上级|省级|市级|县级)*"
    r"(?:投资额?|总投资额?|资金|金额|总额|总量|面积|总面积|建筑面积|得分|分值|权重|分数|人口|人数|户数|个数|件数|项数|数量|总数|产值|"
    r"投资总额|支出决算数?|决算数?|规模|总产量|产量|单产|长度|里程|收入|支出|利润|余额|增速|增幅|涨幅|降幅|增加值|销售收入|总产值|产销量|产能|总产能|位次|均值|排名|加分|开工|竣工|完工|到位|到位资金|执行资金|执行数|基本支出|正增长|营业收入|主营业务收入|利润总额|利税|增长|开工率|竣工率|完工率|完成率|支付率|执行率|到位率|办结率|"
    r"整改率|合格率|满意率|覆盖率|达标率|通过率|使用率|投产率|签约率|落实率|参与率|化解率|入库率|进度|占比|比重|比例|浓度|比率|"
    r"补助金额|补贴金额|补助资金|合同金额|合同资金|工期|受益人口|受益群众|惠及群众|带动就业|资金支付率|总投资完成率|投资完成率|投资任务|开工任务|"
    r"(?:群众|公众|社会)?满意度))"
)
_GENERIC_NOUN = re.compile(
    r"(?:项目|指标|目标|任务|企业(?:（项目）)?|工程|问题|单位|专项(?:考评|考核|工作)?|事项|人|户|村|点位?|资金|案件|产业|园区|学校|群众|人员)"
)
_VERB_AFTER = re.compile(
    r"已经|已(?!签)|实行|落实|执行|承担|采取|(?<!平)均|平均|自评|都|全部|正在|开展|进行|被|未|尚|实现|完成|达到?|通过|获得|需|应当|(?<![主重首纪概摘简必需])要(?!素)|将|可|是|为|成功|顺利|有(?!限|机|色)|在(?!建|校|册|编)|给予|予以|得到|"
    r"受到|至今|因|按|以(?!上|下|内)|就|分别|位列|排名|居|占|纳入|列入|保持|建成(?!项目)|(?:投产|(?<!新)开工|竣工|(?<!新)入库)(?!投产|验收|项目|企业|率)|投入|逐[户一个项家]|赴|参加|签订|到期|颁发|原来|仍|并|完善|提升|"
    r"升级|对(?!外|接)|(?<![高初集其城])中(?!心|小|学|央|医|药|级|型|华|国|部|低|高|层|介)|向|从|给|现(?!代|场|金)|今年|目前|同比|比|较|力争|确保|项数|参与|上报|办理|其中|总投资|共(?!体|享|建|同|产|和|用|有|富)"
)
_PREDICATE_FILL = re.compile(
    r"^(?:中|进行|全力|全部|争取|力争|确保|要|开展了?|已经|已|均为?|都|全部|正在|被|就|了|为|是|要|全力|原来)+"
)


_HANDED_DOWN = re.compile(r"^[^，]{0,10}(?:反馈|下达|交办)(?:给)?我[省市县区州盟旗]")
VERBAL = re.compile(
    r"坚持|推进|加强|加快|围绕|按照|根据|通过|深入|全力|认真|严格|强化|贯彻|聚焦|突出|做好|抓好|狠抓|推动|建立|完善|组织|开展|积极|持续|"
    r"不断|进一步|是|为(?!民)|了|受(?!益)|由|因|对(?!外)|以(?!上|下)|把|将|应|要(?!素)|我们|同时|已|虽然|但|尽管|随着|针对|在.*(?:下|上|方面)|对照|结合|从.*看|"
    r"按|不够|不高|不强|不力|不实|不细|不足|不[严到及达]|不[\u4e00-\u9fff]{1,3}$|依然|仍然|占据|趋紧|紧张|周期长|(?<!群)太|偏|较|难(?!民)|迟缓|滞后|缓慢|慢$|取得|呈现|形势|成效|明显|显著|加大|得到|良好|顺利|存在|确保|力争|实现|深挖|主动|压实|全力以赴|综合评定|综上|总的|千方百计|多措并举|"
    r"^(?:抢抓|集中|紧盯|盯紧|锁定|守住|筑牢|聚力|大力|着力|倾力|强力|奋力|合力|精准|用心|尽力|狠|严)|(?:平稳|稳步|快速|大幅|稳定|小幅|恢复性|高速)(?:增长|下降)$|"
    r"(?:稳定|有力|向好|平稳|增加|提升|改善|增强|优化|见效|回升|下滑|低迷|收窄|扩大|趋稳|趋缓|企稳|回暖|活跃|旺盛|领先|承压|放缓|分化|增进|可及|一[升增][一]?[降减]|一[降减][一]?[升增]|困难|不牢|加快|提速|增效|攻坚|凸显|夯实|到位|突破)$"
)
"""Words of a statement: what holds them names no measure."""
_WHOLE = re.compile(
    r"^.*?(?:\d+(?:\.\d+)?|XX|\*\*)(?:个|项|家|户|条|名|处)(?![^，。]{0,14}(?:考核|考评|评价|测评|评比|评估)中)[^，。]{0,10}中[，,]?(?:已有|有)?"
)
_AMONG = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{2,16}?)(?:排|位居|列)?在(?:全[国省市县区州盟旗球])?\d+(?:个|家)[^，。]{0,14}(?:中|里)(?:排名?|位[居列]|列|居)?$"
)
"""A name before the number of those that it is ranked among (综合实力在全省86个县中排)."""
_ENUMERATED = re.compile(
    r"^(?:全[省市县区州盟旗])?\d+个(?:县（[^）]*）|县区|县|市|区|乡镇|单位|部门|开发区|园区|街道)(?=.{4})|^\d+(?:家|个|支)[^，。]{0,12}?(?=排名|$)"
)
_INTENT = re.compile(r"(?<=[\u4e00-\u9fff])(?:拟于|力争|确保|预计|预判|计划(?=完成|投资|新增|新建))")


def strip_head(words: str) -> str:
    """A clause's words without conjunctions, adverbs and words of intention at their head."""
    match = _LEAD.match(words)
    return words[match.end() :] if match else words


def subject(words: str) -> str:
    """The name in the words before a number, the role's words already taken off; "" where
    only filling words stand there."""
    words = words.strip()
    if ranked := _AMONG.match(words):
        words = ranked.group("name")
    name = _ENUMERATED.sub("", _WHOLE.sub("", strip_head(_HANDED_DOWN.sub("", words))))
    name = strip_head(_INTENT.split(name)[-1] or name)
    name = _MEDIAL.sub("", _UPWARDS.sub("", _MADE_OF.sub("", name)))
    if parted := _PARTED.fullmatch(name):
        name = parted.group("whole") if not VERBAL.search(parted.group("whole")) else ""
    if _DONE_EITHER_WAY.fullmatch(name):
        return ""
    name = _MEDIAL_ADVERB.sub("", name)
    name = re.sub(r"(?:到|在)?(?:1[0-2]|[1-9])月(?:底|末|[上中下]旬)?前(?:达到?)?$", "", name)
    name = re.sub(r"(?<=..)应(?:到位|完成|达到|建成|支付)$", "", name)
    name = _TAIL.sub("", re.sub(r"(?<=[\u4e00-\u9fff]{2})已经?(?=[\u4e00-\u9fff]{2,4}$)", "", name))
    return _balanced(re.sub(r"(?:“([^”]*)”)指标", r"\1", name)).strip(" ，,、：:；;。")


def is_bare_verb(name: str) -> bool:
    """True for a verb alone (移交, 未开工, 在建): what is counted stands before it."""
    if re.fullmatch(r"(?:正在|尚未|仍未|还未)[\u4e00-\u9fff]{2}", name):
        return True
    verb = re.sub(r"^(?:未|尚未|没|正在?|在|已|拟)", "", name)
    pair = len(verb) == 4 and verb[:2] in _BARE_VERBS and verb[2:] in _BARE_VERBS
    return verb in _BARE_VERBS or pair or name == "在建"


def title_subject(title: str) -> str:
    """The measure that a heading names (“技术交易”指标, 农村公路改造), "" where it names none."""
    words = title.strip("。：:；; ")
    if quoted := re.fullmatch(r"“([^”]{2,30})”(?:专项)?(?:指标|项目|工程)?", words):
        return quoted.group(1)
    if len(words) > 24 or re.search(r"[，,]", words) or VERBAL.search(words) or _PART_OF_REPORT.search(words):
        return ""
    return words


def report_subject(title: str) -> str:
    """What a heading says its part of the report is about (加分事项完成情况 → 加分事项), else ""."""
    match = re.fullmatch(
        r"([^，,]{4,16}?)(?:指标)?(?:任务)?(?:总体)?(?:完成|进展|落实|推进)?情况", title.strip("。：: ")
    )
    if (
        match is None
        or VERBAL.search(match.group(1))
        or re.search(r"总体|基本|有关|主要工作|工作(?:组织)?$", match.group(1))
    ):
        return ""
    return match.group(1)


_PART_OF_REPORT = re.compile(
    r"情况|问题|措施|工作$|方面|要求|目标$|概况|回顾|进展|总体|形势|成效|评分|评价表|简介|背景|分析|总结|建议|打算|附件|报告|安排|机制|制度|指标$|任务$|加分|扣分|奖惩|奖励|部门$|局$|委$|办公室$|中心$|单位|说明|通知|方案|攻坚|原因"
)


def is_attribute(name: str) -> bool:
    """True for a measure that says nothing without its subject (总投资, 开工率, 面积)."""
    return bool(_ATTRIBUTE.fullmatch(name))


def is_generic(noun: str) -> bool:
    """True for a noun that tells nothing alone (项目, 指标, 企业)."""
    return bool(_GENERIC_NOUN.fullmatch(noun))


def counted_noun(after: str) -> tuple[str, str]:
    """The noun directly behind a counted number and the predicate that follows it: (在建项目, 已开工)."""
    words = re.split(r"[，,。；;：:]|[（(](?:牵头|责任|主办|配合)", after, maxsplit=1)[0]
    words = re.sub(r"^的", "", words)
    match = _VERB_AFTER.search(words, 1) if words else None
    if words and (first := _VERB_AFTER.match(words)):
        match = first
    noun = words[: match.start()] if match else words
    predicate = words[match.start() :] if match else ""
    return _balanced(noun.strip("的 中、和及与（(")), _PREDICATE_FILL.sub("", predicate).strip()


def with_predicate(noun: str, predicate: str) -> str:
    """A generic noun made to say which (指标, 未达进度 → 未达进度指标)."""
    said = predicate.strip("的了，, ")
    if not said or len(said) > 24 or re.search(r"\d", said):
        return noun
    return f"{said}{noun}" if len(said) <= 8 else f"{said}的{noun}"


def joined(topic: str, attribute: str) -> str:
    """An attribute said of its subject; what both share stands once (项目投资 + 投资额 → 项目投资额)."""
    if not topic or topic == attribute or topic in attribute:
        return attribute
    if topic.endswith(attribute):
        return topic
    for size in range(min(len(topic), len(attribute)), 1, -1):
        if topic.endswith(attribute[:size]):
            return topic + attribute[size:]
    return topic + attribute


def is_within(name: str, whole: str) -> bool:
    """True where a name says again in fewer words what a longer one said (新增泊位, 新增停车泊位)."""
    return 2 <= len(name) < len(whole) and set(name) <= set(whole) and not re.search(r"[、和及]", whole)


def people_of(household_name: str) -> str:
    """The name of the people counted beside households (监测户 → 监测人口)."""
    return re.sub(r"户(?:数)?$", "人口", household_name)


def _balanced(name: str) -> str:
    """The name without a bracket or quotation mark that has no partner."""
    for left, right in (("（", "）"), ("(", ")"), ("“", "”"), ("《", "》")):
        if name.count(left) != name.count(right):
            name = name.replace(left, "").replace(right, "")
    return name
