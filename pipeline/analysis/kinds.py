"""What kind an indicator is and which way is better: from the catalogue, else from its words.

Words, in order of precedence: a growth word makes it growth; a rate of completion (开工率, 到位率) is
cumulative, any other rate, share, concentration, balance or mean is a level; a plain amount or count is
cumulative. A target that overrides the catalogue: a place in a ranking is a level, and a lower one better;
a percentage set for an amount makes it growth; an upper bound (不超过, 以内) makes lower better, 左右 a band.
"""

import re

from extractors.text.matching import stem
from extractors.text.printed_values import PERCENT, RANK
from schemas.catalogue import CatalogueEntry, Direction, IndicatorKind
from schemas.quantity import Operator
from schemas.scheme import Target

_PROGRESS_RATE = re.compile(
    r"(?:开工|竣工|完工|投产|到位|支付|执行|完成|办结|结案|整改|支出|化解|销号|入库)(?:率|进度)$"
)
_IN_TIME = re.compile(r"按期|按时|及时")
_LEVEL = re.compile(
    r"率|比重|占比|比例|浓度|余额|强度|密度|水平|指数|满意度|安全感|每[千万百]|[千万]人|人均|单位.+|系数|存栏|保有量|拥有量|总数$"
)
_LOWER = re.compile(
    r"死亡|事故|浓度|失业|投诉|发案|案件(?:数|起)|不良|债务|赤字|违法|排放量|消耗|成本|造价|费用控制|结余|结转|污染天|调整率|贫困|发生率|闲置|逾期|红灯|黄灯|预警"
)
_LOWER_UNLESS = re.compile(r"降低|下降|减少|整改|办结|化解|结案|侦破|破案|处置率|利用率|治理")
_BY_OPERATOR: dict[Operator, Direction] = {
    "<=": "lower", "<": "lower", "~": "band", ">=": "higher", ">": "higher",
}  # fmt: skip


def kind_of(name: str, entry: CatalogueEntry | None, target: Target | None) -> IndicatorKind:
    """The kind of an indicator; unknown where neither catalogue, words nor target say."""
    plain = stem(name)
    if target and target.dimension == RANK:
        return "level"
    if plain.growth:
        return "growth"
    if target and target.dimension == PERCENT and entry and entry.unit != "%" and not plain.ratio:
        return "growth"
    return entry.kind if entry else _kind_by_words(name, plain.ratio, target)


def _kind_by_words(name: str, is_ratio: bool, target: Target | None) -> IndicatorKind:
    if _PROGRESS_RATE.search(name) and not _IN_TIME.search(name):
        return "cumulative"
    if is_ratio or _LEVEL.search(name) or (target and target.dimension == PERCENT):
        return "level"
    if target and (
        target.dimension.startswith(("count", "money", "area", "length", "mass", "volume", "energy"))
    ):
        return "cumulative"
    return "unknown"


def direction_of(name: str, entry: CatalogueEntry | None, target: Target | None) -> Direction:
    """Which way is better."""
    if target and target.dimension == RANK:
        return "lower"
    if target and target.op:
        return _BY_OPERATOR[target.op]
    if entry:
        return entry.direction
    return "lower" if _LOWER.search(name) and not _LOWER_UNLESS.search(name) else "higher"
