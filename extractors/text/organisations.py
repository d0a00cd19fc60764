"""Names of responsible units as they are printed: where they stand, and lists of them taken apart.

A name is, in order of precedence: a collective (各责任单位, 牵头单位, 各乡镇), a party or government body
(县委组织部, 县政府办, 县委县政府督查局), or a level word or place with a department's ending
(区农业农村局, 市生态环境局云溪分局). A name is never cut inside: 和 belongs to it (发展和改革局), and two
bodies that share one office (县委县政府督查局) are one name. Short stems before 等单位
(发改、工信等责任单位) are no list of names. Abbreviations are kept as printed, never completed.
"""

import re

LEVEL = "省|市|县|区|州|旗|盟|镇|乡|街道"
LONG_ENDING = (
    "人民政府|政府办公室|政府办|党政办公室|办公室|党政办|委员会|管委会|党工委|纪委监委|常委会|领导小组|工作专班|专班|"
    "指挥部|服务中心|中心|集团|公司|管理所|管理处|办事处|分局|总局|局|厅|法院|检察院|学院|医院|研究院|大队|支队|总队|"
    "银行|联社|协会|联合会|总工会"
)
SHORT_ENDING = (
    r"(?:委|办|部|科|股|室|站|所|处|院)(?![\u4e00-\u9fff]{0,4}?(?:局|中心|委员会|办公室)|[门委员队属])"
)
ENDING = rf"(?:{LONG_ENDING}|{SHORT_ENDING})"
NOT_INSIDE = (
    r"[的了是有为在与将要对被把从到按并其等已未不无每这那由请或各我全于根]|"
    r"牵头|会同|配合|负责|分管|主要|领导(?!小组)|情况|问题"
)
BODY = rf"(?:(?!{NOT_INSIDE})[\u4e00-\u9fff]){{0,14}}?"
LEVEL_WORD = rf"(?:{LEVEL})(?!域|级|直|长|内|里|外|际|别|间)"
COLLECTIVE = (
    r"(?:各|有关|相关|各有关|各相关|其他)?(?:绩效)?(?:指标)?(?:任务)?(?:整改)?"
    r"(?:牵头|责任|配合|成员|主管|承办|项目)(?:责任)?(?:单位|部门)(?:主要负责人)?|"
    r"各(?:有关|相关|级|职能|业务)*(?:单位|部门)|各整改部门|"
    r"各(?:乡镇|镇街|镇|街道|县区|县|区|开发区|园区)(?:[（(][^（）()]{1,8}[）)])?|"
    rf"(?:{LEVEL})直(?:各|有关|相关)*(?:单位|部门)|有关(?:单位|部门)|相关(?:单位|部门)|部门(?:单位)?领导"
)
JOINT = r"(?:省委省政府|市委市政府|县委县政府|区委区政府)"
UNIT = re.compile(
    rf"(?P<collective>(?:{COLLECTIVE})(?![：:]))"
    rf"|(?P<joint>{JOINT}(?:{BODY}(?:局|室|办|办公室|中心)|领导)?)"
    rf"|(?P<party>(?:{LEVEL})委(?!员|托|派|屈)(?:{BODY}{ENDING})?)"
    rf"|(?P<office>(?<![\u4e00-\u9fff])(?:(?!{NOT_INSIDE}|[和及经让向])[\u4e00-\u9fff*X×]){{0,6}}?"
    rf"(?:{LEVEL_WORD}|局){BODY}{ENDING})"
    rf"|(?P<inner>(?<=[由请对经与及和报向同])(?:{LEVEL_WORD}|局){BODY}{ENDING})"
    rf"|(?P<group>(?<![\u4e00-\u9fff])(?:工作)?领导小组(?:办公室)?)"
)
BRANCH = re.compile(r"[\u4e00-\u9fff]{1,4}?分局|[\u4e00-\u9fff]{2,4}?(?:大队|支队)")
CHANCE = re.compile(r"会议|工作|指标|任务|进展|落实|推进|完成|全部|干部|内部|局部|[东西南北中]部|一部|到位")

LABEL = re.compile(
    r"(?:牵头|责任|配合|主办|协办|承办|参与|实施|主管)?(?:责任)?(?:单位|部门)?\s*(?:牵头|配合)?\s*[：:]"
)
MARK = re.compile(
    r"[（(](?:牵头|配合|主办|协办|牵头单位|责任单位|配合单位|牵头部门)[）)]|(?:牵头|配合|负责)$"
)
SEPARATOR = re.compile(r"[、，,；;/|\n]+")
STEMS = re.compile(r"等(?:责任|有关|相关|成员|牵头)?(?:单位|部门)?$")
NAME_END = re.compile(
    rf"(?:{LONG_ENDING}|[委办部科股室站所处院]|单位|部门|乡镇|街道|[镇乡县区市])(?:[（(][^（）()]*[）)])?$"
)


def find_units(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of unit names in running text, in order, not overlapping."""
    spans: list[tuple[int, int]] = []
    position = 0
    while match := UNIT.search(text, position):
        end = with_branch(text, match)
        name = text[match.start() : end]
        if acceptable(name, match):
            spans.append((match.start(), end))
            position = end
        else:
            position = match.start() + 1
    return tuple(spans)


def with_branch(text: str, match: re.Match[str]) -> int:
    """The end of a name with the branch that follows it (生态环境局云溪分局)."""
    if match.group().endswith(("局", "厅")):
        branch = BRANCH.match(text, match.end())
        if branch:
            return branch.end()
    return match.end()


def acceptable(name: str, match: re.Match[str]) -> bool:
    """True where the words can be a unit's name and are no clause that ends in 办, 处 or 部 by chance."""
    if match["collective"] or match["joint"] or match["group"]:
        return True
    if re.search(rf"(?:{LONG_ENDING})$", name):
        return len(name) <= 24
    return len(name) <= 11 and not CHANCE.search(name)


def split_units(text: str) -> tuple[str, ...]:
    """The units of a list (a cell, or what follows 责任单位：), each as printed.

    Lead and support marks and labels are left out. An empty tuple for stems before 等单位.
    """
    stripped = LABEL.sub("；", text.strip())
    names: list[str] = []
    for part in SEPARATOR.split(stripped):
        for piece in parted(part):
            name = MARK.sub("", piece.strip(" 。.：:\u3000")).strip()
            if name and name not in ("—", "－", "-", "无"):
                names.append(name)
    if names and STEMS.search(names[-1]):
        names[-1] = STEMS.sub("", names[-1])
        if not all(NAME_END.search(name) for name in names):
            return ()
    return tuple(dict.fromkeys(names))


def parted(part: str) -> tuple[str, ...]:
    """A part between separators, taken apart at blanks and between names that are glued together."""
    words = part.split()
    if len(words) > 1 and all(NAME_END.search(word) for word in words):
        return tuple(piece for word in words for piece in unglued(word))
    return unglued("".join(words))


def unglued(word: str) -> tuple[str, ...]:
    """县发改委县财政局 is two names: each begins with the level word of the first."""
    if not word:
        return ()
    pieces = re.split(rf"(?<=[委局办心室队所])(?={word[0]})", word) if word[0] in "省市县区" else [word]
    joint = any(re.fullmatch(r"[省市县区]委", piece) for piece in pieces)
    return (word,) if joint or not all(NAME_END.search(piece) for piece in pieces) else tuple(pieces)
