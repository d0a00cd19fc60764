"""Is a page's text layer readable text, or only codes of a font that says not what they stand for?

Signals, in order of precedence:

1. private-use, replacement, control and unassigned characters; without any Chinese, characters that their
   font does not map and that do not read like words either;
2. Chinese characters that hardly anybody prints: text has nearly all of its characters in the first levels of
   GB 2312 and Big5, a wrong table of codes has not; and of those, too few of the everyday ones;
3. accented Latin letters, or signs that stand in no report, in the place of words (a wrong table of codes);
4. no letters at all, only digits and signs, where the page shows more than they are.

Few characters are never judged by frequency. A table of figures with Chinese headings is text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from itertools import compress

from extractors.readers.pdf.reasons import DIGITS_ONLY, NO_CODES, WRONG_CODES

_UNREADABLE = 0.3
_RARE = 0.3
_EVERYDAY = 0.33
_ACCENTED = 0.3
_ODD = 0.25
_FEWEST, _FEW = 5, 12
_ENOUGH_FOR_FREQUENCY = 60
_ENOUGH_DIGITS = 30

_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_VOWELS = frozenset("aeiouyAEIOUY")
_FEWEST_VOWELS, _MOST_VOWELS = 0.25, 0.6
_SIGNS = frozenset("·×÷°±²³µ§¥£©®«»¼½¾")
_ODD_SIGNS = frozenset("!\"#$&'*+;<=>?@[\\]^_`{|}~")
_BAD_CATEGORIES = frozenset({"Co", "Cn", "Cs", "Cc"})
# The characters that make up most of the running text of official papers, and those of the usual names.
_EVERYDAY_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些"
    "然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公"
    "无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将"
    "组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金"
    "增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类"
    "八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非"
    "验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效"
    "斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女"
    "黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固叶鱼"
    "波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职"
    "觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良"
    "刘陈杨赵吴徐孙朱胡郭林罗郑梁谢宋唐韩冯邓曹彭曾萧董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦邹孟熊秦邱尹薛闫雷侯"
    "龙陶黎贺顾郝龚邵严覃戴莫孔汤伟芳娜秀敏静丽磊洋勇艳杰娟涛超兰霞刚桂玉萍鹏健俊燕玲婷雪慧莹宇浩轩峰倩琳佳晨欣丹洁冰宁梅文国"
    "镇街乡村督绩评核扣乡镇季完预牵环奖险优升降居序督办室评估落实度较占幅户套亩公顷"
)


def reason_against(text: str, unmapped: Callable[[], float], shows_more: Callable[[], bool]) -> str:
    """Why a page's text is not readable, in Chinese to follow 第3页; "" where it is.

    `text` holds the page's characters without blanks. `unmapped` gives the share of characters without a
    mapping in their font, `shows_more` whether the page shows much that its characters are not; both are
    asked only where the text leaves doubt."""
    if not text:
        return ""
    counts = Counter(text)
    if _number(counts, _is_bad) >= _UNREADABLE * len(text):
        return NO_CODES
    han = Counter({char: count for char, count in counts.items() if _is_han(char)})
    if han.total() >= max(_FEW, len(text) / 10):
        return WRONG_CODES if _is_random(han) else ""
    if _is_latin_nonsense(counts, with_han=bool(han)):
        return WRONG_CODES
    if han.total() * 10 >= len(text):
        return ""
    if not _reads_like_latin(counts) and unmapped() >= _UNREADABLE:
        return NO_CODES
    letters = _number(counts, str.isalpha)
    return DIGITS_ONLY if len(text) >= _ENOUGH_DIGITS and letters * 50 <= len(text) and shows_more() else ""


def _number(counts: Counter[str], test: Callable[[str], bool]) -> int:
    """How many of some counted characters pass a test."""
    return sum(compress(counts.values(), map(test, counts)))


def _is_random(han: Counter[str]) -> bool:
    if _number(han, _is_rare) >= _RARE * han.total():
        return True
    everyday = _number(han, _EVERYDAY_HAN.__contains__)
    return han.total() >= _ENOUGH_FOR_FREQUENCY and everyday < _EVERYDAY * han.total()


def _is_latin_nonsense(counts: Counter[str], *, with_han: bool) -> bool:
    total = counts.total()
    if total >= _FEW and _number(counts, _is_accented) >= _ACCENTED * total:
        return True
    # A form's dotted lines are many signs, but all of one kind.
    kinds = sum(char in _ODD_SIGNS for char in counts)
    odd = _number(counts, _ODD_SIGNS.__contains__) >= _ODD * total and kinds >= _ODD * len(counts)
    return total >= _FEWEST and not with_han and odd


def _reads_like_latin(counts: Counter[str]) -> bool:
    """True for words with as many vowels as words have, and for a few figures: their codes are what they say,
    even if the font does not declare it."""
    letters = _number(counts, lambda char: char.isascii() and char.isalpha())
    if _number(counts, _is_bad) * 50 > counts.total():
        return False
    if letters * 3 < counts.total():
        return letters == 0 and counts.total() < _ENOUGH_DIGITS
    vowels = _number(counts, _VOWELS.__contains__)
    return _FEWEST_VOWELS * letters <= vowels <= _MOST_VOWELS * letters


@lru_cache(maxsize=8192)
def _is_bad(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char) in _BAD_CATEGORIES


@lru_cache(maxsize=8192)
def _is_han(char: str) -> bool:
    return _HAN.match(char) is not None


def _is_accented(char: str) -> bool:
    return "\u0080" <= char <= "\u00ff" and char not in _SIGNS


@lru_cache(maxsize=8192)
def _is_rare(char: str) -> bool:
    """True for a character outside the first levels of GB 2312 and of Big5."""
    return not (_within(char, "gb2312", b"\xb0", b"\xd7") or _within(char, "big5", b"\xa4", b"\xc6"))


def _within(char: str, charset: str, first: bytes, last: bytes) -> bool:
    try:
        return first <= char.encode(charset)[:1] <= last
    except UnicodeEncodeError:
        return unicodedata.normalize("NFKC", char) != char or "\u2e80" <= char < "\u2fe0"
