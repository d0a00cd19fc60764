"""What happens to papers on their way: each noise takes a clean paper's blocks and leaves every figure
readable to a careful person, so that the gold stays true."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from tests.reports.paper import Block

_FULL = str.maketrans("0123456789.%-", "０１２３４５６７８９．％－")
_HALF = str.maketrans("，；：（）", ",;:()")
TRADITIONAL = str.maketrans(
    "亿万标务实际总额农业产县区乡镇发规划资项设进资长预计划称与单开关门时间进环质达网业电个处众类战争统报务计调查点动进车医疗"
    "养儿园应对现将县办财贸销费",
    "億萬標務實際總額農業產縣區鄉鎮發規劃資項設進資長預計劃稱與單開關門時間進環質達網業電個處眾類戰爭統報務計調查點動進車醫療"
    "養兒園應對現將縣辦財貿銷費",
)
_BEFORE = (
    "当前位置：首页 > 政务公开 > 重点领域信息公开",
    "【字体：大 中 小】 打印本页 分享到：",
    "发布时间：2025-03-11 09:12　来源：办公室　浏览次数：268",
)
_AFTER = (
    "【打印】【关闭】",
    "上一篇：没有了　下一篇：没有了",
    "主办单位：政府办公室　网站标识码：0000000000　扫一扫在手机打开当前页",
)
_LINE = 36

Noise = Callable[[tuple[Block, ...], Random], tuple[Block, ...]]


def _in_text(change: Callable[[str, Random], str]) -> Noise:
    """A noise of the running text; tables and the lines of the header stay."""

    def noise(blocks: tuple[Block, ...], rng: Random) -> tuple[Block, ...]:
        return tuple(
            replace(block, text=change(block.text, rng)) if block.kind == "text" else block
            for block in blocks
        )

    return noise


def _full_width(text: str, _: Random) -> str:
    return re.sub(r"[\d.%]*\d[\d.%]*", lambda found: found[0].translate(_FULL), text)


def _half_punctuation(text: str, _: Random) -> str:
    return text.translate(_HALF)


def _blanks(text: str, _: Random) -> str:
    """Blanks between words and figures, as a converter puts them."""
    return re.sub(r"(?<=[一-鿿])(?=\d)|(?<=[\d%])(?=[一-鿿])", " ", text)


def _torn_words(text: str, rng: Random) -> str:
    """Blanks within some words."""
    return "".join(
        f"{character} " if "一" <= character <= "鿿" and rng.random() < 0.04 else character
        for character in text
    )


def _split_digits(text: str, rng: Random) -> str:
    """Blanks before the decimal point or within thousands of some figures."""
    text = re.sub(
        r"(\d)\.(\d)", lambda found: f"{found[1]} .{found[2]}" if rng.random() < 0.5 else found[0], text
    )
    return re.sub(r"(?<![\d.])(\d)(\d{3})(?=[人户个家张元万座件])", r"\1 \2", text)


def _thousands(text: str, rng: Random) -> str:
    """Thousands separators of either width."""
    comma = rng.choice((",", "，"))
    return re.sub(r"(?<![\d.])(\d{1,3})(\d{3})(?=(?:\.\d+)?[人户个家张元万座件])", rf"\1{comma}\2", text)


def _no_stops(text: str, _: Random) -> str:
    return text.removesuffix("。")


def _traditional(text: str, _: Random) -> str:
    return text.translate(TRADITIONAL)


def _typos(text: str, rng: Random) -> str:
    """Characters of a name mistaken for such as sound or look the same."""
    pairs = (
        ("投资", "投姿"),
        ("增加值", "增加植"),
        ("预算", "予算"),
        ("零售", "另售"),
        ("收入", "收人"),
        ("改造", "改遭"),
    )
    wrong, right = rng.choice(pairs)[::-1]
    return text.replace(right, wrong, 1)


def _wrapped(text: str, _: Random) -> str:
    """Line ends every so many characters, also within words and figures."""
    first = _LINE - 2  # the paragraph's indentation
    return "\n".join((text[:first], *(text[at : at + _LINE] for at in range(first, len(text), _LINE))))


def _site_junk(blocks: tuple[Block, ...], _: Random) -> tuple[Block, ...]:
    return (*(Block("line", text) for text in _BEFORE), *blocks, *(Block("line", text) for text in _AFTER))


def _spread_titles(blocks: tuple[Block, ...], _: Random) -> tuple[Block, ...]:
    """存　在　问　题: blanks between the characters of headings, without their numbers."""
    return tuple(
        replace(block, text=re.sub(r"(?<=[一-鿿])(?=[一-鿿])", "　", block.text))
        if block.kind == "heading" and len(block.text) < 12
        else block
        for block in blocks
    )


def _clean(blocks: tuple[Block, ...], _: Random) -> tuple[Block, ...]:
    return blocks


NOISES: Mapping[str, Noise] = {
    "clean": _clean,
    "full-width": _in_text(_full_width),
    "half-punctuation": _in_text(_half_punctuation),
    "blanks": _in_text(_blanks),
    "torn-words": _in_text(_torn_words),
    "split-digits": _in_text(_split_digits),
    "thousands": _in_text(_thousands),
    "no-stops": _in_text(_no_stops),
    "traditional": _in_text(_traditional),
    "typos": _in_text(_typos),
    "wrapped": _in_text(_wrapped),
    "site-junk": _site_junk,
    "spread-headings": _spread_titles,
}
