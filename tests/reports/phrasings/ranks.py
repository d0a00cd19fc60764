"""Places in a ranking, places gained and lost, and lights."""

from tests.reports.family import Family, held_out, opened
from tests.reports.scheme import Indicator
from tests.reports.voice import Voice

_DIGITS = "零一二三四五六七八九"


def _verb(v: Voice) -> str:
    return v.one("居", "列", "位居", "排名", "排", "位列")


def _in_digits(v: Voice, a: Indicator) -> str:
    return v.rank(a, f"第{a.rank}{v.one('位', '位', '名', '')}")


def _in_words(v: Voice, a: Indicator) -> str:
    return v.rank(a, f"第{_DIGITS[a.rank]}{v.one('', '位')}")


def _of_all(v: Voice, a: Indicator) -> str:
    of = str(v.scheme.ranked)
    places = "个市州" if v.upper == "全省" else v.one("个县（市、区）", "个县区")
    return f"在{v.upper}{of}{places}中{v.one('排名', '列', '居')}{v.rank(a, f'第{a.rank}位', of=of)}"


def _moved(v: Voice, a: Indicator, *, up: str, down: str) -> str:
    places = v.rng.randint(1, 4) * v.rng.choice((1, -1))
    word = up if places > 0 else down
    return v.fact(f"{word}{abs(places)}位", a.name, "change", str(places), "位", also=(f"{a.name}排名",))


def _climbed(v: Voice, a: Indicator) -> str:
    first = a.rank + v.rng.randint(1, 5)
    last = str(v.scheme.year - 1)
    was = v.fact(f"第{first}位", a.name, "rank", str(first), "位", period=last)
    return (
        f"{a.name}{v.upper}排名由上年的{was}{v.one('升至', '上升到', '前移至')}{v.rank(a, f'第{a.rank}位')}。"
    )


FAMILIES: tuple[Family, ...] = (
    opened(
        "rank.plain", ("amount",),
        lambda v, a: f"{a.name}同比{v.grew(a)}，增速{_verb(v)}{v.upper}{_in_digits(v, a)}。",
        lambda v, a: f"{v.all}{a.name}完成{v.result(a)}，总量{_verb(v)}{v.upper}{_in_digits(v, a)}。",
        lambda v, a: f"{v.when}，{a.name}{v.result(a)}，{_verb(v)}{v.upper}{_in_digits(v, a)}。",
    ),
    opened(
        "rank.words", ("amount",),
        lambda v, a: f"{a.name}增速{_verb(v)}{v.upper}{_in_words(v, a)}。",
        lambda v, a: f"{a.name}{v.grew(a)}，{_verb(v)}{v.upper}{_in_words(v, a)}。",
    ),
    opened(
        "rank.of", ("amount",),
        lambda v, a: f"{a.name}{v.grew(a)}，{_of_all(v, a)}。",
        lambda v, a: f"{v.all}{a.name}完成率{v.done(a)}，{_of_all(v, a)}。",
    ),
    opened(
        "rank.moved", ("amount",),
        lambda v, a: f"{a.name}增速列{v.upper}{_in_digits(v, a)}，"
        f"较上季度{_moved(v, a, up='上升', down='下降')}。",
        lambda v, a: f"{a.name}排名{v.upper}{_in_digits(v, a)}，"
        f"比上月{_moved(v, a, up='前移', down='后退')}。",
    ),
    held_out(
        "rank.moved first", ("amount",),
        lambda v, a: f"{a.name}排名较上年{_moved(v, a, up='提升', down='退后')}，目前居{v.upper}"
        f"{_in_digits(v, a)}。",
        lambda v, a: f"{a.name}{v.upper}排位{_in_digits(v, a)}，同比{_moved(v, a, up='进', down='退')}。",
    ),
    held_out("rank.climbed", ("amount",), _climbed),
    held_out(
        "rank.both", ("amount", "amount"),
        lambda v, a, b: f"{a.name}、{b.name}增速分别居{v.upper}{v.rank(a, f'第{a.rank}位')}、"
        f"{v.rank(b, f'第{b.rank}位')}。",
        lambda v, a, b: f"{a.name}和{b.name}分别排{v.upper}{v.rank(a, f'第{a.rank}')}"
        f"和{v.rank(b, f'第{b.rank}')}。",
    ),
)  # fmt: skip
