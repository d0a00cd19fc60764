"""Whether two printed indicator names mean the same indicator.

Signals, in order of precedence:
1. the names are equal without blanks and width differences: same;
2. marks that tell look-alikes apart differ (growth against amount, 净增 against 新增, share against amount,
   城镇 against 农村, 规上 against 全部, 开工 against 竣工 …): never matched, however alike the letters;
3. the cores are equal once common short forms are written alike (规上=规模以上, 技改=技术改造): renamed;
4. the characters are nearly equal (one typing error in a long name): renamed;
5. less alike, or a mark that only one name carries, or two candidates close together: unsure, with them.

It never decides by a single shared word, and never prefers one of two equal candidates.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from schemas.catalogue import Catalogue, MatchDecision, NameMatch
from schemas.evidence import folded

RENAMED_FROM = 0.87
UNSURE_FROM = 0.72
MARGIN = 0.04
_LOOK_FROM = 50
_CONFLICT_CAP = 0.5
_ONE_SIDED_CAP = 0.84
_CORE_EQUAL = 0.97

_LABEL = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]+[）)]|\d+[.．、])")
_LEADING_WORDS = re.compile(
    r"^(?:(?:认真)?(?:完成|做好|抓好|推进)(?:[省市县]定)?|全[省市县区国]|我[省市县区]|本[省市县区]|辖区|新改造(?=农村))"
)
_BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_SIGNS = re.compile(r"[“”\"'‘’《》_{}*＊★▲、，。；：:·\-—]")

_GROWTH = re.compile(
    r"(?:同比)?(?:实际|名义)?(?:增长速度|增长率|增长幅度|增幅|增速(?:速度)?|涨幅|增长)(?:（?%）?|[(]%[)])?$"
    r"|同比增[长速]|可比增[长速]"
)
_REWRITES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"规模以上", "规上"),
        (r"限额以上", "限上"),
        (r"社会消费品零售总?额|社零总?额", "社零"),
        (r"技术改造", "技改"),
        (r"固定资产投资总?额?", "固投"),
        (r"地区生产总值|国内生产总值|生产总值|GDP", "GDP"),
        (r"服务业增加值|三产增加值", "第三产业增加值"),
        (r"一产(?!业)", "第一产业"),
        (r"二产(?!业)", "第二产业"),
        (r"三产(?!业)", "第三产业"),
        (r"细颗粒物(?:PM2\.?5)?", "PM2.5"),
        (r"可吸入颗粒物(?:PM10)?", "PM10"),
        (r"(?:年均|平均|累计|年平均)浓度", "浓度"),
        (r"(?:主营业务|营业)收入", "营收"),
        (r"研究与试验发展|R&D", "研发"),
        (r"(?<=研发)(?:经费|费用)?(?:内部)?(?:投入|支出|费用|经费)", "投入"),
        (r"战新产业", "战略性新兴产业"),
        (r"高企(?!业)", "高新技术企业"),
        (r"市场主体", "经营主体"),
        (r"地方一般公共预算|公共财政预算", "一般公共预算"),
        (r"税收收入", "税收"),
        (r"利用外资", "使用外资"),
        (r"(?:金融机构)?(?:人民币)?(?:各项)?(?=[存贷]款余额)", ""),
        (r"比率|比例|占比|比重", "比重"),
        (r"下降率|降低率|降低|下降", "降低率"),
        (r"及以上", "以上"),
        (r"户用厕所|户厕|厕所", "户厕"),
        (r"新建|新改建|改建|建设|建成|新开工(?=.*项目)", ""),
        (r"占(.+?)的?比重", r"占\1比重"),
        (r"与(.+?)之比", r"占\1比重"),
        (r"常住居民", "居民"),
        (r"农民人均", "农村居民人均"),
    )
)
_TAIL = re.compile(
    r"(?:指标|情况|工作|(?:目标)?任务|总数|总量|总额|数量|个数|家数|户数|人数|人员|面积|数|量|额)$"
)
_NET = re.compile(r"净增加?")
_NEW = re.compile(r"新增|新认定|新登记|新设|新开工|新签约")

_MARK_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("范围", ("规上", "限上", "全部", "全社会")),
    ("城乡", ("城镇", "农村", "城乡", "全体")),
    ("产业", ("第一产业", "第二产业", "第三产业", "农林牧渔")),
    ("行业", ("制造业", "建筑业", "批发", "零售业", "住宿", "餐饮", "房地产", "农产品加工", "营利性", "服务业企业")),  # noqa: E501 - one group a line
    ("投资", ("技改", "民间", "基础设施")),
    ("新兴", ("战略性新兴", "高新技术", "高技术", "数字经济", "专精特新", "单项冠军", "瞪羚", "科技型中小")),
    ("环节", ("开工", "竣工", "完工", "投产", "签约", "入库", "到位", "支付", "支出进度", "完成投资")),
    ("级别", ("国家级", "省级", "市级", "县级")),
    ("进出口", ("进出口", "进口", "出口")),
    ("存贷", ("存款", "贷款")),
    ("要素", ("PM2.5", "PM10", "臭氧", "空气", "地表水", "断面", "饮用水")),
    ("机构", ("研发机构", "研发活动", "研发投入")),
    ("资金", ("外资", "省外", "内资")),
    ("能源", ("能耗", "用水量", "二氧化碳", "用电")),
    ("率", ("覆盖率", "达标率", "合格率", "满意", "完成率", "开工率", "执行率", "支付率", "利用率", "处理率", "普及率")),  # noqa: E501
    ("表现", ("利润率", "利润", "营收", "增加值", "总产值", "税收")),
    ("公共预算", ("预算收入", "预算支出")),
)  # fmt: skip
_RATIO = re.compile(r"比重|率|强度|之比|比$")


@dataclass(frozen=True, slots=True)
class Stem:
    """What is left of a name when the wording is taken away. `core` is the thing measured, `growth` True
    for a growth rate, `ratio` True for a share or rate, `step` 净增 / 新增 / "", `marks` the words by
    group that tell look-alikes apart."""

    core: str
    growth: bool
    ratio: bool
    step: str
    marks: tuple[tuple[str, frozenset[str]], ...]


@lru_cache(maxsize=16384)
def stem(name: str) -> Stem:
    """The stem of a printed name. Pure; equal stems mean the same indicator."""
    plain = _plain(name)
    growth = bool(_GROWTH.search(plain))
    plain = _GROWTH.sub("", plain) or plain
    for pattern, written in _REWRITES:
        plain = pattern.sub(written, plain)
    step = "净增" if _NET.search(plain) else "新增" if _NEW.search(plain) else ""
    ratio = bool(_RATIO.search(plain))
    marks = _marks(plain)
    core = _TAIL.sub("", _TAIL.sub("", _NEW.sub("", _NET.sub("", plain))))
    return Stem(core=core or plain, growth=growth, ratio=ratio, step=step, marks=marks)


def without_growth(name: str) -> str:
    """The name of the amount whose growth a name states: 生产总值增速 gives 生产总值."""
    return _GROWTH.sub("", name) or name


def _plain(name: str) -> str:
    """The name without label, brackets, quotes and leading words (全县, 完成)."""
    text = _LABEL.sub("", folded(name))
    text = _BRACKETS.sub("", text) or text
    return _LEADING_WORDS.sub("", _SIGNS.sub("", text))


def _marks(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    found = []
    for group, words in _MARK_GROUPS:
        present = {word for word in words if word in text}
        longest = {w for w in present if not any(w != other and w in other for other in present)}
        if longest:
            found.append((group, frozenset(longest)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, 0 to 1, and the reason in Chinese. `conflict` True where a mark tells
    them apart."""

    score: float
    reason: str
    conflict: bool = False


@lru_cache(maxsize=65536)
def likeness(left: str, right: str) -> Likeness:
    """How alike two printed names are. Symmetric."""
    if folded(left) == folded(right):
        return Likeness(1.0, "名称相同")
    a, b = stem(left), stem(right)
    difference = _difference(a, b)
    score = max(fuzz.ratio(a.core, b.core), fuzz.ratio(*sorted((_plain(left), _plain(right))))) / 100
    if difference:
        return Likeness(min(score, _CONFLICT_CAP), difference, conflict=True)
    if a == b:
        return Likeness(_CORE_EQUAL, "只是简称或写法不同")
    one_sided = _one_sided(a, b)
    if one_sided:
        return Likeness(min(score, _ONE_SIDED_CAP), one_sided)
    return Likeness(score, f"字面相近（{score:.2f}）")


def _difference(a: Stem, b: Stem) -> str:
    """What tells two stems apart for certain; "" where nothing does."""
    if a.growth != b.growth:
        return "一为增速，一为总量"
    if a.step != b.step:
        return f"一为{a.step or '存量'}，一为{b.step or '存量'}"
    if a.ratio != b.ratio:
        return "一为比率，一为总量"
    other = dict(b.marks)
    for group, words in a.marks:
        if group in other and words != other[group]:
            return f"{group}不同：{'、'.join(sorted(words))}与{'、'.join(sorted(other[group]))}"
    return ""


def _one_sided(a: Stem, b: Stem) -> str:
    groups_a, groups_b = dict(a.marks), dict(b.marks)
    only = groups_a.keys() ^ groups_b.keys()
    words = sorted(word for group in only for word in groups_a.get(group, groups_b.get(group, frozenset())))
    return f"只有一方写明“{'、'.join(words)}”" if words else ""


@dataclass(frozen=True, slots=True)
class _Index:
    """A catalogue prepared for look-up: every name and alias with its code, their cores and plain forms in
    the same order, and the folded names with their code and whether it is the entry's own name."""

    names: tuple[tuple[str, str], ...]
    cores: tuple[str, ...]
    plains: tuple[str, ...]
    exact: dict[str, tuple[str, bool]]


@lru_cache(maxsize=8)
def _index(catalogue: Catalogue) -> _Index:
    names = tuple((name, entry.code) for entry in catalogue.entries for name in (entry.name, *entry.aliases))
    own = {folded(entry.name): (entry.code, True) for entry in catalogue.entries}
    return _Index(
        names=names,
        cores=tuple(stem(name).core for name, _ in names),
        plains=tuple(_plain(name) for name, _ in names),
        exact={folded(name): (code, False) for name, code in reversed(names)} | own,
    )


@lru_cache(maxsize=8192)
def match_name(name: str, catalogue: Catalogue) -> NameMatch:
    """What a printed name is in the catalogue, with its candidates and the reason."""
    index = _index(catalogue)
    exact = index.exact.get(folded(name))
    if exact:
        code, own = exact
        decision: MatchDecision = "same" if own else "renamed"
        reason = "与目录名称相同" if own else "与目录别名相同"
        return NameMatch(name, decision, code, ((code, 1.0),), reason)
    best: dict[str, Likeness] = {}
    for position in sorted(_near(name, index)):
        known, code = index.names[position]
        alike = likeness(name, known)
        if code not in best or alike.score > best[code].score:
            best[code] = alike
    ranked = sorted(best.items(), key=lambda pair: (-pair[1].score, pair[0]))
    candidates = tuple((code, round(alike.score, 4)) for code, alike in ranked[:3])
    return _decided(name, candidates, {code: alike.reason for code, alike in ranked[:3]})


def _near(name: str, index: _Index) -> set[int]:
    """The positions of the names that are alike enough to be looked at."""
    found: set[int] = set()
    for query, written in ((stem(name).core, index.cores), (_plain(name), index.plains)):
        hits = process.extract(query, written, scorer=fuzz.ratio, score_cutoff=_LOOK_FROM, limit=None)
        found.update(position for _, _, position in hits)
    return found


def _decided(name: str, candidates: tuple[tuple[str, float], ...], reasons: dict[str, str]) -> NameMatch:
    if not candidates or candidates[0][1] < UNSURE_FROM:
        return NameMatch(name, "none", None, candidates, "目录中没有相近的指标")
    code, score = candidates[0]
    runner_up = candidates[1][1] if len(candidates) > 1 else 0.0
    if score < RENAMED_FROM:
        return NameMatch(name, "unsure", None, candidates, reasons[code])
    if score - runner_up < MARGIN:
        return NameMatch(name, "unsure", None, candidates, "有两个同样相近的指标")
    return NameMatch(name, "renamed", code, candidates, reasons[code])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names set against each other: their positions, the score and what was decided."""

    left: int
    right: int
    score: float
    decision: MatchDecision
    reason: str


def align_names(
    left: Sequence[Sequence[str]], right: Sequence[Sequence[str]], catalogue: Catalogue | None = None
) -> tuple[Pair, ...]:
    """The one-to-one assignment of two lists of indicators, each given by its names (own name first).

    Best pairs first; equal scores go by position, so that the n-th of equal names meets the n-th. With
    a catalogue, two names of one code are the same, two of different codes never. Only pairs that are
    same or renamed are returned, in the order of the left list.
    """
    codes_left, codes_right = _codes(left, catalogue), _codes(right, catalogue)
    scored = [
        (alike, i, j)
        for i, names in enumerate(left)
        for j, others in enumerate(right)
        if (alike := _judged(_best(names, others), codes_left[i], codes_right[j])).score >= RENAMED_FROM
    ]
    scored.sort(key=lambda item: (-item[0].score, abs(item[1] - item[2]), item[1], item[2]))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for alike, i, j in scored:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append(Pair(i, j, alike.score, "same" if alike.score == 1.0 else "renamed", alike.reason))
    return tuple(sorted(pairs, key=lambda pair: pair.left))


def _codes(lists: Sequence[Sequence[str]], catalogue: Catalogue | None) -> list[set[str]]:
    """The catalogue's codes of each indicator's names; none without a catalogue."""
    if catalogue is None:
        return [set() for _ in lists]
    return [{code for name in names if (code := match_name(name, catalogue).target)} for names in lists]


def _best(names: Sequence[str], others: Sequence[str]) -> Likeness:
    pairs = (likeness(a, b) for a in names for b in others)
    return max(pairs, key=lambda alike: alike.score, default=Likeness(0.0, ""))


def _judged(alike: Likeness, left: set[str], right: set[str]) -> Likeness:
    """The likeness of two indicators when their catalogue codes are heard too."""
    if alike.score == 1.0 or not left or not right:
        return alike
    if left & right:
        return max(alike, Likeness(_CORE_EQUAL, "目录中为同一指标"), key=lambda x: x.score)
    return Likeness(min(alike.score, _CONFLICT_CAP), "目录中为不同指标", conflict=True)
