"""Who performed: the park, town, department or company that stands as the subject of a clause.

An entity counts only at the head of a clause, directly before what it did (高新区完成投资…), or as the
whole of a heading (高新技术产业开发区指标完成情况). The document's own place and words for it (我区, 全县,
本局) are no entity: None stands for them. A department that only owns an indicator (区农业局的“…”指标) is not
its performer.
"""

import re
from collections.abc import Collection, Sequence

_PARK = (
    r"(?:高新技术产业开发区|经济技术开发区|经济开发区|高新技术开发区|示范区|高新区|经开区|开发区|"
    r"产业园区|工业园区|工业园|产业园|园区|集聚区|新区)"
)
_TOWN = r"(?:街道办事处|街道|乡镇(?!级)|镇|乡)"
_OFFICE = r"(?:委员会|管委会|局|委|办公室|督导组|督查组|中心|支队|大队|公司|集团|城建投)"
_HEAD = re.compile(
    rf"(?:仅|其中|由|：|:)?(?P<entity>(?:[\u4e00-\u9fffA-Z]{{1,8}}?、)*[\u4e00-\u9fffA-Z]{{1,12}}?(?:{_PARK}|{_TOWN}|{_OFFICE})(?:等\d+个(?:园区|开发区|乡镇|街道))?)"
    r"(?:范围|辖区)?(?:内)?(?P<rest>.*)",
    re.DOTALL,
)
_SEVERAL = re.compile(
    r"(?P<entity>[\u4e00-\u9fff、]{2,20}等\d+个(?:园区|开发区|县区|县|区|乡镇|街道|镇))(?P<rest>[^，]+)",
    re.DOTALL,
)
_VERBS = re.compile(
    r"改造|新建|返乡|接收|报备|排查|深入|走访|培育|引进|签约|从|支持|服务|指导|督促|协调|覆盖|涉及|帮扶|完成|实现|达到|推进|开展|申报|列入"
)
_OWN = re.compile(
    r"^(?:我|全|本|该|各|由|对|向|与|和|从|在|为|将|以|受|经|被|按|据|把|每|这|某|有|新增|新建|建设|完成|推进|实施)"
)
_GENERIC = re.compile(
    r"(?:城镇|乡镇|[县城下进入返]乡|村镇|集镇|建制镇|中心镇|重点镇|特色小镇|小镇|市镇|国家级新区|责任部门|党委|人大常委|服务中心|数据中心|活动中心|"
    r"示范园区|国有公司|上市公司|部委|发改委?员|物流园|幼儿园|公园|结局|格局|布局|全局|大局|开局|破局|举办|承办|新办|交办|督办|创办|领办|审批局面)$"
)
_NOT_AFTER = re.compile(
    r"^(?:的|、|和|及|与|级|以上|以下|建设|项目|企业|监管|员|提案|占|数|化|类|个数|面积|设施|牌|户|居民|新增|常住|人口|企|村|域|区)"
)
_INSTITUTION = re.compile(
    r"^[\u4e00-\u9fff]{0,8}(?:幼儿园|小学|中学|学校|卫生院|医院|敬老院|水库|公园|广场|大道|处理厂|大桥|安置点|商场|市场)"
)
_HEADING_ENTITY = re.compile(
    rf"^(?P<entity>[\u4e00-\u9fffA-Z]{{2,14}}?{_PARK})(?:的|（[^）]*）)?[^，。]{{0,8}}?(?:完成情况|情况|方面|指标|工作|进展)"
)
_COUNTY = (
    r"(?![一二两三四五六七八九十])(?:(?![我全本但于过据速的了在是为较比推提优加快强完落按照与和及或将把由从给被让向其该此各每共已未没有无不只仅也都还又再前增减降涨超占居列排第])"
    r"[\u4e00-\u9fff]){2,3}"
    r"(?:(?<!乡)县|旗|(?<![城都超上门集房股楼夜早县])市|"
    r"(?<![社小园校景城郊辖片库灌矿林地县市新特护能活厂范成户发商聚验治理易宅住政学产植殖街舍业控限禁带分灾疫老旧开作])区)"
)
_ONE = rf"(?:{_COUNTY}|[\u4e00-\u9fffA-Z]{{0,8}}?(?:{_PARK}|{_TOWN}))"
_PLACES = re.compile(rf"(?:仅|其中|：|:)?(?P<entity>{_ONE}(?:(?:、|和|及|与){_ONE})+)(?P<rest>.*)", re.DOTALL)
_COUNTIES = re.compile(
    rf"(?:仅|其中|由|：|:)?(?P<entity>{_COUNTY}(?:(?:、|和|及|与){_COUNTY})*)(?P<rest>.*)", re.DOTALL
)
_NOT_A_COUNTY = re.compile(
    r"^(?:的|、|和|及|与|级|以上|以下|域|城|直|内|外|里|长|场|民|间|委|局|办|院|政府|人民|管委会|企业|[^，]{0,10}?(?:局|委|办|院|中心|政府|公司|集团|"
    r"学|站|厂|水库|路|桥|镇|乡|街道|项目|工程|园))"
)
OWN_PLACE = re.compile(
    r"^(?:我|全|本)(?:省|市|县域?|区域?|州|旗|盟|镇域?|乡|街道|局|委|办|院|校|部门|单位|系统|公司|中心|开发区|园区)(?:范围内|上下|各级)?(?:县域)?"
)


def leading_entity(words: str, region: str | None) -> tuple[str | None, str]:
    """The entity at the head of a clause's words and the words after it; (None, words) where
    there is none or where it is the document's own place."""
    if own := OWN_PLACE.match(words):
        return None, words[own.end() :]
    if region and words.startswith(region):
        return None, words[len(region) :]
    county = _COUNTIES.match(words)
    if county and not _NOT_A_COUNTY.match(county.group("rest")):
        named = county.group("entity")
        is_own = region is not None and (named in region or region in named)
        return None if is_own else named, county.group("rest")
    match = _SEVERAL.match(words) or _PLACES.match(words) or _HEAD.match(words)
    if not match or not _is_performer(match.group("entity"), match.group("rest")):
        return None, words
    entity = match.group("entity")
    if region and (entity in region or region.endswith(entity)):
        return None, match.group("rest")
    return entity, match.group("rest")


_SHORT = r"(?![全我本各该])[\u4e00-\u9fff]{2,4}"
_LISTED = re.compile(
    rf"(?:仅|其中|：)?(?P<entity>{_SHORT}?(?:、{_SHORT}?)+(?:(?:和|及|与){_SHORT}?)?)"
    r"(?P<kind>等?[两二三四五六七八九十]+个?(?:县|区|旗|市|镇|乡|地|街道))?"
    r"(?P<rest>(?:均|都|也|各|分别|同比|高于|低于|超过|增长|下降|完成|实现|达到?|未|没有|进度|增速|全部|率先|已).*|)$",
    re.DOTALL,
)
_SUFFIXED = re.compile(
    r"(?!城镇|乡镇|集镇|农村|国家|地市|县区|市区|城区|社区|园区|景区|山区|地区|省市).+[县区旗市镇乡州盟]"
)


def listed_places(entity: str) -> tuple[str, ...]:
    """The places of a list (东旗、南甸、松山), () for anything else."""
    parts = tuple(re.split("、|和|及|与", entity))
    return parts if len(parts) > 1 and any(_SUFFIXED.fullmatch(part) for part in parts) else ()


def performer(words: str, region: str | None, known: Collection[str]) -> tuple[str | None, str]:
    """As `leading_entity`; also places listed without what they are (柳泉、东旗分别…), where one of
    them or a number behind the list says it, and any of the `known` ones named again."""
    if (park := _BARE_PARK.match(words)) and not (region or "").endswith(park.group()):
        return park.group(), words[park.end() :]
    if others := _OTHERS.match(words):
        return others.group(), words[others.end() :]
    listed = _LISTED.match(words)
    if listed and (listed.group("kind") or listed_places(listed.group("entity"))):
        return listed.group("entity"), listed.group("rest")
    again = next((place for place in known if words.startswith(place)), None)
    if again is not None and re.match(r"[增下上同分完实达列居排位仅为高低]|$", words[len(again) :]):
        return again, words[len(again) :]
    if known and (alone := _ALONE.fullmatch(words)):
        return alone.group(), ""
    return leading_entity(words, region)


_BARE_PARK = re.compile(r"(?:高新区|经开区)(?=规|完成|实现|固定|工业|招商|新增|累计|共|签约|新开)")
_OTHERS = re.compile(
    r"(?:其他|其余)(?:各)?(?:部门|单位|乡镇|镇街|街道|县区|县市|县|区|园区|旗县)(?=承担|完成|实现|各|均|不|共|分别|达|增|下)"
)
_ALONE = re.compile(
    r"(?![全我本其])[\u4e00-\u9fff]{1,3}[县旗市区镇乡]|(?!.*[业产值资税收支额率量费入年月中比数灯增目标净新已未全总平均其同项])[\u4e00-\u9fff]{2,3}"
)
"""A short word alone where places were listed before: one more of them."""


def is_office(entity: str) -> bool:
    """True for a department or office: named in a plan it is the one who acts, not the one measured."""
    return re.search(r"(?:局|委|办|办公室|中心|委员会)$", entity) is not None


def heading_entity(title: str, region: str | None, known: Sequence[str] = ()) -> str | None:
    """The entity that a heading says its section is about, None for none. A heading that only says
    what kind it is (重点开发区指标方面) means the one known entity of that kind."""
    match = _HEADING_ENTITY.match(title)
    if match and not (region and match.group("entity") in region):
        entity = match.group("entity")
        if not re.match(r"^(?:重点|全省|全市|各|我)", entity):
            return entity
    kind = re.match(
        rf"^(?:重点|我[省市县区州盟旗])?(?P<kind>{_PARK})(?:指标|任务|工作)?(?:方面|完成情况|情况|指标)",
        title,
    )
    same = [e for e in known if kind and e.endswith(kind.group("kind"))]
    return same[0] if len(same) == 1 else None


def _is_performer(entity: str, rest: str) -> bool:
    return (
        len(entity) >= 3
        and not _VERBS.search(entity)
        and (len(entity) <= 12 or "、" in entity)
        and not _OWN.match(entity)
        and not _GENERIC.search(entity)
        and not _NOT_AFTER.match(rest)
        and not _INSTITUTION.match(rest)
    )
