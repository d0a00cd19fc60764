"""The place that a paper is about.

Signals, in order of precedence: the last place of the chain that the title begins with (栖霞市云溪县 gives
云溪县), the issuer's, the publisher's, that of the people's congress the report was made to, else what 我县
or 全区 stands for: the place of that level that the text names most often. A bare 开发区 behind a city is a
kind of thing and no place, nor are words that begin with a function word (距市, 列六县, 并请县) or that only
end like one (月份县, 生态立县). A masked name (XX区) is a name.
"""

import re
from collections import Counter

PLACE_CHARS = (
    r"(?:(?![的和与及对在年度各全我本委办局厅室会]|关于|印发|政府|人民|指标|任务|情况|下达|承担|部分|发展[^改]|绩效)"
    r"[\u4e00-\u9fff])"
)
PLACE_SUFFIX = "自治区|自治州|自治县|地区|新区|示范区|开发区|高新区|园区|街道|省|市|县|区|旗|州|盟|镇|乡"
MASKED_NAME = r"XX|××|\*\*|＊＊"
PLACE = re.compile(rf"(?:{MASKED_NAME}|某|{PLACE_CHARS}{{1,9}}?)(?:{PLACE_SUFFIX})")
GENERIC_PLACE = re.compile(
    r"^(?:[全我本各该县市区省]|关于|.*(?:下达|承担|全市|全县|全区|各县|各市|县（|重点|部分|乡镇|城区|地区生产|社区|小区|片区|园区)$)"
)
FUNCTION_WORD = re.compile(
    r"^[由请经为是从向按到以将列前后让使给凡因于距离较比占达超居排位含除每被把靠近据依入出进退有无未已其至自对和与及同跟等并要须应将会还再又更][^*X]"
)
BY_CHANCE = re.compile(
    r".{2,}[立强兴富](?:省|市|县|区)$|.*(?:月份?|年度?|日)[省市县区州旗镇乡]|.*[一二三四五六七八九十两几个各]|"
    r"^[市县区]|^[^X*](?:市|区|州|街道)$"
)
OWN_PLACE = re.compile(r"(?P<who>[我全本])(?P<level>省|市|县|区|州|旗|镇|乡|街道)(?![级直])")
CONGRESS = re.compile(
    rf"在(?P<place>{PLACE_CHARS}{{1,9}}?(?:{PLACE_SUFFIX}))第?[一二三四五六七八九十]{{1,3}}届(?:人民代表大会|人大)"
)
NAME_GOES_ON = re.compile(
    r"(?:(?<=州)[市县区镇]|(?<=[镇乡])市|(?<=乡)县|(?<=市)市)(?!场|政(?!府)|直|级|容|域|情|民|内|外)"
)
LEVELS = ("省", "州", "市", "县", "区", "旗", "镇", "乡", "街道")


def region_of(title: str | None, issuers: tuple[str, ...], text: str) -> str | None:
    """The place: as the title names it, else an issuer, else what 我县 stands for in the text."""
    for name in (title, *issuers):
        place = place_at_start(name or "")
        if place:
            return place
    congress = CONGRESS.search(text[:600])
    return congress["place"] if congress else own_place(text)


def place_at_start(name: str) -> str | None:
    """The last place of the chain that a title or an organisation's name begins with."""
    rest = re.sub(r"^(?:在|中共|中国共产党|关于|印发|转发|《|\d{4}年度?|—)+", "", "".join(name.split()))
    rest = (
        re.sub(r"^\S{0,12}?\d{4}年度?(?=\S{2,12}(?:开发区|园区))", "", rest)
        if re.match(r"^\d{4}", rest)
        else rest
    )
    place = None
    while True:
        match = PLACE.match(rest)
        if not match or GENERIC_PLACE.match(match.group()) or len(match.group()) < 2:
            return place
        end = end_of_name(rest, match.end())
        following = rest[end:]
        if following.startswith(("域", "级", "直", "长", "内")) or (
            place and re.fullmatch(r"(?:开发|园|示范)区|城[市区镇乡]|[街社]区", match.group())
        ):
            return place
        place, rest = rest[:end], following


def end_of_name(text: str, end: int) -> int:
    """Where a place's name ends that has another level's word inside (云州市, 石镇市)."""
    goes_on = NAME_GOES_ON.match(text, end)
    return goes_on.end() if goes_on else end


def own_place(text: str) -> str | None:
    """The place of 我区 or 全县: the one of that level that the text names most often."""
    level = own_level(text)
    if level is None:
        return None
    pattern = rf"(?:{MASKED_NAME}|(?<![\u4e00-\u9fff]){PLACE_CHARS}{{1,5}}?){level}"
    names = Counter(match.group() for match in re.finditer(pattern, text))
    usable = [name for name, _ in names.most_common() if is_name(name, text)]
    return usable[0] if usable else None


def own_level(text: str) -> str | None:
    """The level of 我区; without it the lowest level of 全县 that is no rare word of the text.

    A paper of a county also speaks of 全市, to compare itself.
    """
    mine = Counter(m["level"] for m in OWN_PLACE.finditer(text) if m["who"] != "全")
    if mine:
        return mine.most_common(1)[0][0]
    whole = Counter(m["level"] for m in OWN_PLACE.finditer(text))
    common = [level for level, times in whole.items() if times * 4 >= max(whole.values())]
    return max(common, key=LEVELS.index, default=None)


def is_name(words: str, text: str) -> bool:
    """True for words that can be a place's name: no group, nothing that begins with a function word
    (距市, 列六县) unless a government has that name (向阳区人民政府)."""
    if GENERIC_PLACE.match(words) or BY_CHANCE.match(words):
        return False
    governed = f"{words}人民政府" in text or f"{words}委" in text
    return not FUNCTION_WORD.match(words) or governed
