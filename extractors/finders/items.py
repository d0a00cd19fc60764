"""Named pieces of work with a status of their own: bonus claims, rectifications, tasks, projects.

Signals, in order of precedence:

1. Sections of bonus claims (创先争优加分) and of rectification (反馈问题整改): each numbered point, and
   in running text each stretch that names a 问题 and says how far it is.
2. Tasks laid out one by one (一、城乡供水保障。目标任务：… 进展情况：…).
3. Rows of a table of projects or tasks with a column of progress.
4. Running text of a report: a name that ends in 项目, 工程 or a kind of building at the beginning of
   a clause, directly followed by how far it is (已完工, 正在…, 尚未开工).
5. A speech: only what it names and sets a date for (甲项目要确保11月底前投产), which is planned.

The status is what the words say: failed, not_started, at_risk, done, on_track, planned, else
unknown; 已建成 of a part is not done while the rest is open. Groups (重点项目, 其余项目) are no items,
assessed indicators neither.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.text.columns import ColumnKind
from extractors.text.lists import clauses_in, opening_label, parts_in, points
from extractors.text.organisations import find_units, split_units
from extractors.text.sections import ACTION_TITLE, headings_of, passages
from extractors.text.table_rows import TableRow, read_bands
from extractors.text.work_status import DONE, PLANNED, STATUS, UNDER_WAY, status_of
from schemas.document import Document, Paragraph
from schemas.evidence import evidence_in, evidence_in_cell, folded, record_key
from schemas.records import Header, Item, ItemKind, ItemStatus

NAME_LIMIT = 60

BONUS_SECTION = re.compile(r"加分")
RECTIFICATION_SECTION = re.compile(r"整改(?!措施|意见)")
TASK_PAPER = re.compile(r"实事|重点工作|重点任务|任务清单|惠民|重点项目|重点工程|目标任务")
TASK_BODY = re.compile(
    r"(?:^|[。；，\s）)])(?:目前|工作|主要|截至目前)?(?:进展|完成|落实|推进)情况[：:]|目标任务[：:]|任务目标[：:]|工作进展[：:]|目前进展[：:]"
)
LATE_SECTION = re.compile(
    r"(?:滞后|缓慢|未完成|未达|落后|不力|未开工)\S{0,8}(?:项目|工作|任务|事项|工程|典型|案例|情况)$|(?:问题|反面|负面|滞后|典型)(?:典型|案例|项目)$"
)
WORK_SECTION = re.compile(
    r"(?:重点|重大|实事|惠民|专项|单个|具体|省市?|市级|县级)\S{0,6}(?:项目|工程|实事|工作|任务)\S{0,4}(?:进展|推进|建设|实施|完成|落实)?(?:情况)?$|"
    r"(?:项目|工程|实事)(?:进展|推进|实施|落实)(?:情况)?$|(?:已|正在|尚未|未)[^，。；]{2,6}的?(?:项目|工程|任务|事项|实事)$|"
    r"(?:较快|良好|顺利|先进)的?(?:项目|工程|典型|案例|任务|事项)$"
)
ONE_WORK = re.compile(
    r"^(?:项目|该项目|工程)?(?:预算|总投资|计划总?投资|概算|建筑面积|占地|全长|线路|位于|设计|目前|已|正在|因|受|尚未|至今|主体|年度(?:计划|投资)|建设(?:内容|地点|规模)|超长期|专项债)|"
    r"总投资\d|建筑面积|主体|封顶|路基|桩基|招标|批复|开工|竣工|投产|交付|动工"
)
SERVICE_PAPER = re.compile(r"(?:民生|惠民|为民)实事|实事(?:项目)?[^，。；]{0,12}(?:进展|完成|推进|落实|办理)")
PROGRESS_SECTION = re.compile(r"(?:进展|办理|推进|完成|落实)(?:情况)?$")
PLANNED_LIST = re.compile(r"实事|任务清单|任务分解|重点(?:工作|项目|任务)(?:清单|安排|计划)?$")
PLANNED_TASK = re.compile(
    r"^[（(]?\d{1,3}[.．、）)]\s*(?P<name>[^，。；：（）()]{4,60})(?P<words>.*(?:牵头|责任|主办|实施)(?:单位|部门)?[：:].*)$"
)
FIGURE_BEHIND = re.compile(r"[\d.]+(?:万|亿)?(?:余|多)?[\u4e00-\u9fff]{1,3}(?:以上|左右|以内)?$")
SERVICES_DONE = re.compile(
    r"(?P<name>(?:年度|全年|承诺的?)?\d+[件项](?:省级|市级|县级|重点)?(?:惠民|民生|为民)(?:办)?实事(?:项目)?)(?:已)?(?P<words>(?:全部|全面|圆满|如期|均)+(?:已)?(?:完成|办结|办成))"
)
GENERAL_AIM = re.compile(r"目标|全年|各项|预期|既定|规划|主要任务|年度任务")
SERVICE_SECTION = re.compile(r"实事\S{0,8}(?:办理|进展|推进|实施|完成|落实|建设)?(?:情况)?$")
NO_SERVICE = re.compile(r"情况|问题|困难|做法|措施|成效|打算|机制|领导|调度|督查|宣传|总体")
DATED_IN_SPEECH = re.compile(
    r"^(?![各全本我该其])(?P<name>[^，。；：、\d要]{2,24}?(?:(?:项目|工程|大桥|产业园|[路厂园院]|大道|公路)(?:[一二三四]期)?(?:(?:改造|改扩建|扩建|建设)(?:工程|项目)?)?))"
    r"(?P<words>[^，。；]{0,8}(?:要|必须|务必|须|确保|力争)[^，。；]{0,6}(?:\d{1,2}月|年)[^，。；]{0,3}前[^，。；]{0,8}"
    r"(?:投产|投用|开工|动工|竣工|完工|建成|通车|交付|清零|封顶|完成))"
)
SPOKEN_GROUP = re.compile(r"(?:开工|签约|落户|储备|在建|续建|拟建|入库|滞后|以上|专项债|技改|招商)的?项目$")
REMAINING = re.compile(
    r"(?:剩余|其余|另有|另|余下|仅剩)(?:的)?\d+[座个所条处项][^，。；（]{0,8}[（(](?P<name>[^，。；（）()、\d]{2,20})[）)](?P<words>[^。；]*)"
)
DEMAND = re.compile(r"^(?:要|进一步|切实|加强|强化|严格|压实)")


BUILDING = (
    r"项目|[一二三四]期工程|主体(?:改造)?工程|工程|大桥|大道|公路|道路(?!基)|铁路|水库|泵站|电站|卫生院|敬老院|医院|学校|小学|中学|幼儿园|"
    r"火车站|(?<!危)桥(?![梁面头墩下])|污水处理厂|高铁|大?基地|(?:外送|输电|快速|绿色)通道|输[\u4e00-\u9fff]{1,2}管道|(?:健身|交流合作|会展|文体|文化艺术|养老服务|精神卫生|保健|数据)中心|枢纽|机场|体育馆|体育中心|图书馆|博物馆|文化馆|大厦|大楼|综合楼|实训楼|教学楼|门诊楼|住院楼|安置房|公寓|水厂|停车场|产业园|[路街道]拆迁|拆迁工作|维稳工作|调整工作|编制工作|申报工作|创建工作|改革事项|信访积案|补偿资金|绩效工资"
)
LEAD_IN = (
    r"(?:[（(]?\d{1,2}[）)])?(?:(?:其中|另外|此外|如|目前|至今|尽管|虽然|而|[一二三四五六七八九十]是)[，,：:]?)*"
    r"(?:[^，。；\d]{0,4}\d+[所个座条][^，。；]{1,12}中(?!心))?"
)
NAME_CHARS = (
    r"(?:(?!已|正在|均|因|受[^，。；]{2,12}影响|尚|未能|至今|完成|实现|开展|实施了|即)[^，。；：,;]){2,80}"
)
NAMED = re.compile(rf"^{LEAD_IN}(?P<name>{NAME_CHARS}(?:{BUILDING}))(?P<after>[^，。；]*)")
POINTED = re.compile(r"(?P<name>[^，。；：]{3,30}?(?:项目|工程|工作))(?=[，：。])")
VERB_LED = re.compile(
    r"^(?:[一二三四五六七八九十]是)?(?P<verb>启动|圆满完成|顺利完成|全面完成|解决了|完成了)(?P<name>[^，。；、]{4,40}(?:工作|项目|工程|积案|事项|任务))$"
)
GROUP = re.compile(
    r"^(?:围绕|推动了?|推进了?|促进|加快|抓好|突出|聚焦|紧盯)(?:重点|重大|主要|产业|工业)*(?:项目|工程)$|"
    r"^(?:\d{4}年度?)?(?:[一二三四五六七八九十两]+[大件项类个])?(?:民生|惠民|为民)?实事(?:项目)?$|^(?:主体|重点|亿元|各|该|这些|部分|所有|全部|大部分|其余|其他|上述|新建|在建|续建|省市?|市级|县级|省级|政府投资|工业技改|园区建设|基础设施|工业园区|"
    r"技改|拟建|开工|竣工|完工|我[市县区]|全[市县区]|列入|一批|个别|本|此|多个|共|建设|推进|实施|城市)*(?:重点|建设|投资|产业|工业|工程|亿元|技改|园区|重大|服务)*"
    r"(?:项目|工程|道路|公路|学校|医院|铁路)$|\d+[个项所条座家]|^[^“]{0,4}(?:问题|情况)|的(?:项目|工程)$|等[^，。；]{0,8}(?:项目|工程)$|各项|相关|有关|^(?:部分|个别|一些|多数|少数|大部分)"
)
PROGRESS = re.compile(
    r"^(?:[^，。；]{0,24}?)(?:开工建设|全部开工|开建|贯通|开通|通车|正式运行|投入使用|投用|投运|开园|启用|加快(?:建设|推进)|于[^，。；]{3,14}(?:通过|建成|完工|竣工|投)|因[^，。；]{3,24}$|已(?!有)|现已|均已|虽已|正在|尚未|未能|至今|基本|全面铺开|建成|完工|竣工|封顶|启动|进展|投产|分别完成|仅用|"
    r"[因受][^，。；]{2,20}(?:问题|影响)|未(?:开工|实施|获?通过)|完成投资|建至|暂停|停工)"
)
NOT_THE_WHOLE = re.compile(r"^(?:中|里|共\d|总数|数)(?!心)")
GOES_ON = re.compile(r"[，,](?:目前|现|项目)?(?:已|正在|尚未|至今|因)")
COST_ONLY = re.compile(r"^(?:项目|计划|概算)?总?投资[\d.]+[万亿]*元$")
LISTED_DONE = re.compile(
    r"其中[，,](?P<names>[^，,。；]{4,80}?)等?\d+(?:项|件|个)[^，。；]{0,10}(?:已完成|超额完成|已经完成)"
)
NOT_CARRIED_OUT = re.compile(r"未(?:实施|开展|启动)[^。]*项目即(?P<names>[^，。；]{4,80})$")

RESPONSIBLE = re.compile(r"(?:责任|牵头|主管)(?:单位|部门)[：:](?P<units>[^。；（）()]+)")
POINTS = re.compile(r"加(?:了)?\s*(?P<points>\d+(?:\.\d+)?)\s*分")
DEADLINE = re.compile(
    r"(?:(?P<year>20\d{2})年)?(?<!\d)(?P<month>1[0-2]|[1-9])月(?:底|末|中旬|上旬|下旬|\d{1,2}日|"
    r"份)?(?:之?前|交付|完工|建成|投用|完成|报出)"
)
REASON = re.compile(r"(?:因|由于|受)[^，。；]{2,40}(?:[，,][^，。；]{2,30})?")

BUILT = re.compile(
    r"(?:项目|工程|[一二三四]期|道路|公路|大桥|医院|学校|水厂|处理厂|广场|园|楼|中心|院区|校区|厂区)$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A named piece of work in a paragraph: its name's span and the words that say how far it is."""

    block: Paragraph
    start: int
    end: int
    words: str
    kind: ItemKind
    status: ItemStatus

    @property
    def name(self) -> str:
        """The verbatim name."""
        return self.block.text[self.start : self.end]


def find_items(document: Document, header: Header) -> tuple[Item, ...]:
    """The items of a document, in document order."""
    if header.doc_type == "notice":
        return planned_tasks(document, header)
    year = (header.period or header.date or "")[:4]
    if header.doc_type == "speech":
        asked = tuple(piece for paragraph in document.paragraphs for piece in dated_projects(paragraph))
        return tuple(item_at(document, piece, year) for piece in once(asked))
    topics = {passage.block.index: passage.topic for passage in passages(document) if passage.start == 0}
    pieces = tuple(
        piece
        for paragraph in document.paragraphs
        if paragraph.role in ("body", "heading") and topics.get(paragraph.index) != "measure"
        for piece in paragraph_items(document, header, paragraph)
    )
    in_text = tuple(item_at(document, piece, year) for piece in once(pieces))
    named = {folded(item.name) for item in in_text}
    in_tables = tuple(item for item in table_items(document) if folded(item.name) not in named)
    return (*in_text, *in_tables)


def planned_tasks(document: Document, header: Header) -> tuple[Item, ...]:
    """The numbered tasks of a list that says who is to do each (2026年民生实事: 1.… （牵头单位：…）)."""
    if not PLANNED_LIST.search(header.title or ""):
        return ()
    found = ((p, PLANNED_TASK.match(p.text)) for p in document.paragraphs)
    pieces = tuple(
        Piece(p, *without_figure(p.text, *match.span("name")), match["words"], "task", "planned")
        for p, match in found
        if match
    )
    return tuple(item_at(document, piece, (header.period or "")[:4]) for piece in pieces)


def without_figure(text: str, start: int, end: int) -> tuple[int, int]:
    """A task's name without the amount at its end, where enough is left of it."""
    figure = FIGURE_BEHIND.search(text[start:end])
    return (start, start + figure.start()) if figure and figure.start() >= 8 else (start, end)


def paragraph_items(document: Document, header: Header, paragraph: Paragraph) -> Iterator[Piece]:
    """The items of one paragraph, by where it stands."""
    titles = [heading.title for heading in headings_of(document, paragraph)]
    own = paragraph.heading.title if paragraph.heading else ""
    if any(BONUS_SECTION.search(title) for title in titles):
        yield from listed_items(paragraph, "bonus")
    elif any(RECTIFICATION_SECTION.search(title) and "措施" not in title for title in titles):
        yield from (*listed_items(paragraph, "rectification"), *named_problems(paragraph))
    elif own and is_late_work(document, paragraph):
        yield late(task(paragraph))
    elif own and (is_task(header, paragraph) or is_one_work(document, header, paragraph)):
        yield task(paragraph)
    elif own and is_service(document, header, paragraph):
        yield service(paragraph)
    else:
        yield from (*pointed(paragraph), *projects(paragraph), *listed_done(paragraph), *remaining(paragraph))
        yield from services_done(paragraph)


# --- sections of items -------------------------------------------------------------------------


def listed_items(paragraph: Paragraph, kind: ItemKind) -> Iterator[Piece]:
    """Each numbered point, its name up to the first colon or stop."""
    heading = paragraph.heading
    start = heading.end if heading else 0
    listed = points(paragraph.text, start)
    spans = [(p.start, p.end) for p in listed]
    if not spans and heading and heading.label and heading.label[0].isdigit() | (heading.label[0] in "（("):
        spans = (
            [(paragraph.text.find(heading.title), len(paragraph.text))]
            if names_work(heading.title, kind)
            else []
        )
    label = opening_label(paragraph.text) if not spans and not heading else None
    if label:
        spans = [(label.start, len(paragraph.text))]
    for begin, end in spans:
        named = named_at(paragraph.text, begin, end)
        if named and names_work(paragraph.text[named[0] : named[1]], kind):
            words = paragraph.text[named[1] : end]
            yield Piece(paragraph, *named, words, kind, status_of(words, kind))


def names_work(title: str, kind: ItemKind) -> bool:
    """True for the name of a piece of work, not of a section (…情况, …方面)."""
    return not re.search(r"(?:情况|方面|机制|要求)$", title.rstrip("。：")) and not (
        kind == "rectification" and DEMAND.match(title)
    )


def named_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name that a point begins with."""
    match = re.compile(r"[^：:。；]{2,60}").match(text, start, end)
    if not match:
        return None
    begin = match.start() + (1 if match.group().startswith(("获", "争取")) else 0)
    return begin, match.end()


def named_problems(paragraph: Paragraph) -> Iterator[Piece]:
    """In running text: stretches that name a 问题 and say how far its rectification is."""
    if points(paragraph.text):
        return
    pattern = re.compile(r"^(?:[^：]{0,40}[：:])?(?P<name>[^。；：:]{4,50}?问题)[，,](?P<words>.*)")
    for start, end in parts_in(paragraph.text):
        match = pattern.match(paragraph.text[start:end])
        if match and not re.search(r"反馈|整改任务", match["name"]):
            words = match["words"]
            yield Piece(
                paragraph,
                start + match.start("name"),
                start + match.end("name"),
                words,
                "rectification",
                status_of(words, "rectification"),
            )
            yield from projects(paragraph, start + match.start("words"), end)


def is_task(header: Header, paragraph: Paragraph) -> bool:
    """True for a numbered paragraph that lays out a task and its progress."""
    if paragraph.heading is None or not paragraph.heading.label:
        return False
    return bool(TASK_BODY.search(paragraph.body)) or (
        bool(TASK_PAPER.search(header.title or ""))
        and header.doc_type in ("briefing", "bulletin", "progress_report", "ledger")
        and bool(re.search(r"(?:责任|牵头|实施|主办)(?:单位|部门)[：:]", paragraph.body))
    )


def is_late_work(document: Document, paragraph: Paragraph) -> bool:
    """True for a numbered piece of work in a section of what is behind (推进滞后的重点工作)."""
    heading = paragraph.heading
    above = document.headings(paragraph)
    if heading is None or not heading.label or heading.end >= len(paragraph.text) or not above:
        return False
    return bool(LATE_SECTION.search(above[-1].title)) and names_work(heading.title, "task")


def is_one_work(document: Document, header: Header, paragraph: Paragraph) -> bool:
    """True for a numbered paragraph about one project, in a section of projects or named as one."""
    heading = paragraph.heading
    if heading is None or not heading.label or heading.end >= len(paragraph.text):
        return False
    above = document.headings(paragraph)
    title = heading.title.rstrip("。：:")
    named = bool(BUILT.search(title)) and not GROUP.search(title)
    in_section = bool(above) and bool(WORK_SECTION.search(above[-1].title))
    if any("指标" in heading.title for heading in above):
        return False
    one = bool(ONE_WORK.search(paragraph.body[:80])) and names_work(title, "project")
    own = named or (in_section and header.doc_type != "self_evaluation")
    return one and own and not ACTION_TITLE.match(title)


def is_service(document: Document, header: Header, paragraph: Paragraph) -> bool:
    """True for a short numbered title with figures behind it, in a section of services (民生实事)."""
    heading, above = paragraph.heading, document.headings(paragraph)
    if heading is None or not heading.label or not above or header.doc_type == "self_evaluation":
        return False
    title = heading.title.rstrip("。：:")
    named = 3 <= len(title) <= 20 and not NO_SERVICE.search(title)
    section = above[-1].title
    of_services = SERVICE_SECTION.search(section) or (
        SERVICE_PAPER.search(header.title or "") and PROGRESS_SECTION.search(section)
    )
    return named and bool(of_services) and bool(re.search(r"\d", paragraph.body))


def services_done(paragraph: Paragraph) -> Iterator[Piece]:
    """The year's services as a whole, where all are said to be done (40件民生实事全面完成)."""
    for match in SERVICES_DONE.finditer(paragraph.text):
        yield Piece(paragraph, match.start("name"), match.end("name"), match["words"], "task", "done")


def service(paragraph: Paragraph) -> Piece:
    """A service of several parts: done only where each part is, at risk where one is held up."""
    whole = replace(task(paragraph), status=status_of(paragraph.body, "task"))
    states = {status_of(paragraph.body[slice(*part)], "task") for part in parts_in(paragraph.body)}
    status = whole.status
    if len(states) > 1 and states & {"failed", "not_started", "at_risk"}:
        status = "at_risk"
    elif len(states) > 1 and status == "done":
        status = "on_track"
    return replace(whole, kind="task", status=status)


def dated_projects(paragraph: Paragraph) -> Iterator[Piece]:
    """The projects of a speech that it sets a date for."""
    start = paragraph.heading.end if paragraph.heading else 0
    for clause_start, clause_end in clauses_in(paragraph.text, start):
        match = DATED_IN_SPEECH.match(paragraph.text[clause_start:clause_end])
        if match is None or find_units(match["name"]):
            continue
        if not GROUP.search(match["name"]) and not SPOKEN_GROUP.search(match["name"]):
            end = clause_start + match.end("name")
            yield Piece(paragraph, clause_start, end, match["words"], "project", "planned")


def late(piece: Piece) -> Piece:
    """A piece of a section of what is behind: at risk unless its own words say worse, or done."""
    behind = piece.status in ("on_track", "unknown", "planned")
    return replace(piece, status="at_risk") if behind else piece


def task(paragraph: Paragraph) -> Piece:
    """The task that a paragraph lays out, its heading being its name."""
    title = paragraph.heading.title.rstrip("。：:") if paragraph.heading else ""
    start = max(paragraph.text.find(title), 0)
    progress = re.search(
        r"(?:进展|完成|落实|推进)情况[：:](?P<words>.*?)(?:责任单位|牵头单位|$)", paragraph.body
    )
    words = progress["words"] if progress else paragraph.body
    kind: ItemKind = "project" if is_built(title, words) and not progress else "task"
    return Piece(paragraph, start, start + len(title), words, kind, status_of(words, kind))


def is_built(title: str, words: str) -> bool:
    """True for the name of something built, or words that speak of one investment or structure."""
    return bool(re.search(r"(?:项目|工程|院区|[一二三四五]期)$", title)) or bool(
        re.match(r"(?:项目|工程)?(?:总投资|概算|建筑面积|全长|计划总投资|规划(?:建设|床位|用地))", words)
    )


# --- running text ------------------------------------------------------------------------------


def pointed(paragraph: Paragraph) -> Iterator[Piece]:
    """Points that each begin with a project's name (一是…项目，计划…，已完工), where two or more do."""
    text = paragraph.text
    named: list[tuple[int, int, int]] = []
    for point in points(text, paragraph.heading.end if paragraph.heading else 0):
        match = POINTED.match(text, point.start, point.end)
        if match and not GROUP.search(match["name"]):
            named.append((match.start("name"), match.end("name"), point.end))
    if len(named) < 2:
        return
    for start, end, stop in named:
        status = status_of(text[end:stop], "project")
        if status != "unknown":
            yield Piece(paragraph, start, end, text[end:stop], "project", status)


def projects(paragraph: Paragraph, start: int | None = None, end: int | None = None) -> Iterator[Piece]:
    """Names of projects at the beginning of a clause, with how far they are."""
    text = paragraph.text
    begin = (paragraph.heading.end if paragraph.heading else 0) if start is None else start
    stop = len(text) if end is None else end
    for part_start, part_end in parts_in(text, begin, stop):
        clauses = clauses_in(text, part_start, part_end)
        for position, (clause_start, clause_end) in enumerate(clauses):
            yield from verb_led(paragraph, clause_start, clause_end)
            match = named_project(text, clause_start, clause_end)
            if match is None or NOT_THE_WHOLE.match(match["after"]):
                continue
            listed_before = not match["after"] and next_has_progress(text, clauses[position + 1 :])
            until = part_end if listed_before else end_of_piece(text, clauses[position + 1 :], part_end)
            words = text[clause_start + match.end("name") : until]
            if (
                listed_before
                or PROGRESS.match(match["after"])
                or (not match["after"] and says_progress(words))
                or (COST_ONLY.match(match["after"]) and GOES_ON.match(words, len(match["after"])))
            ):
                yield from enumerated(
                    paragraph, clause_start + match.start("name"), clause_start + match.end("name"), words
                )
    yield from not_carried_out(paragraph)


def named_project(text: str, start: int, end: int) -> re.Match[str] | None:
    """The name of one project at the beginning of a clause; None for groups and for none."""
    match = NAMED.match(text[start:end])
    return match if match and not GROUP.search(match["name"]) and len(match["name"]) >= 3 else None


def next_has_progress(text: str, following: tuple[tuple[int, int], ...]) -> bool:
    """True where the next clause names another project and says how far both are."""
    match = named_project(text, *following[0]) if following else None
    return match is not None and bool(PROGRESS.match(match["after"]))


def end_of_piece(text: str, following: tuple[tuple[int, int], ...], end: int) -> int:
    """Where the words about one project end: before the clause that names the next."""
    for clause_start, clause_end in following:
        match = named_project(text, clause_start, clause_end)
        if match and PROGRESS.match(match["after"]):
            return clause_start - 1
    return end


def says_progress(words: str) -> bool:
    """True where the next clauses say how far it is as a whole."""
    begins = re.match(r"[，,](?:计划|目前|已|项目已|年度|仅用|正在)", words)
    return bool(begins) and any(p.search(words) for p in (DONE, STATUS[2][0], re.compile("仅用|正在")))


def verb_led(paragraph: Paragraph, start: int, end: int) -> Iterator[Piece]:
    """启动…工作, 解决了…积案: the verb says how far it is."""
    match = VERB_LED.match(paragraph.text[start:end])
    if match and not GROUP.search(match["name"]) and not GENERAL_AIM.search(match["name"]):
        status: ItemStatus = "on_track" if match["verb"] == "启动" else "done"
        kind: ItemKind = "project" if match["name"].endswith(("项目", "工程")) else "task"
        yield Piece(
            paragraph, start + match.start("name"), start + match.end("name"), match.group(), kind, status
        )


def not_carried_out(paragraph: Paragraph) -> Iterator[Piece]:
    """…项目未实施…的项目即甲和乙: each name is a project that was not started."""
    for start, end in parts_in(paragraph.text):
        match = NOT_CARRIED_OUT.search(paragraph.text[start:end])
        position = start + match.start("names") if match else start
        for name in re.split("[、和]", match["names"]) if match else ():
            yield Piece(
                paragraph, position, position + len(name), paragraph.text[start:end], "project", "not_started"
            )
            position += len(name) + 1


def enumerated(paragraph: Paragraph, start: int, end: int, words: str) -> Iterator[Piece]:
    """A name, or each name of a list (甲敬老院、乙敬老院已经竣工); nothing where the words tell no status."""
    text = paragraph.text
    status = status_of(re.split(r"[，,；](?:其余|其他|另外|另有)", words)[0], "project")
    cuts = [start + m.start() for m in re.finditer("、", text[start:end])]
    parts = list(zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True))
    if not all(re.search(rf"(?:{BUILDING})$", text[a:b]) for a, b in parts):
        first = re.search(rf".{{2,}}?(?:{BUILDING})", text[start:end])
        parts = [(start, start + first.end() if first else end)]
    for a, b in parts if status != "unknown" else ():
        begin = a + len(re.match(r"(?:.{2,16}(?:建设|重点)项目(?=.{3,}项目$))?", text[a:b]).group())  # type: ignore[union-attr]
        kind: ItemKind = "task" if re.search(r"(?:工作|事项|积案)$", text[a:b]) else "project"
        yield Piece(paragraph, begin, b, words, kind, status)


def remaining(paragraph: Paragraph) -> Iterator[Piece]:
    """剩余1座（甲桥）因汛期推迟，已完工: the one that a bracket names, with how far it is."""
    for match in REMAINING.finditer(paragraph.text):
        status = status_of(match["words"], "project")
        if status != "unknown":
            yield Piece(paragraph, match.start("name"), match.end("name"), match["words"], "project", status)


def listed_done(paragraph: Paragraph) -> Iterator[Piece]:
    """其中，甲、乙、丙等11项…已完成: each name is a task that is done."""
    for match in LISTED_DONE.finditer(paragraph.text):
        position = match.start("names")
        for name in match["names"].split("、"):
            yield Piece(paragraph, position, position + len(name), match.group(), "task", "done")
            position += len(name) + 1


# --- tables ------------------------------------------------------------------------------------


STATE_COLUMNS: tuple[ColumnKind, ...] = (
    "light", "status", "result", "issue", "issue_and_measure", "note", "unknown"
)  # fmt: skip


def table_items(document: Document) -> Iterator[Item]:
    """Rows of a table that are pieces of work and say in words how far they are."""
    for band in read_bands(document):
        for row in band.rows:
            cell = row.name_cell
            words = "；".join(row.texts(*STATE_COLUMNS))
            if row.kind != "item" or cell is None or len(row.name) > NAME_LIMIT or not says_state(words):
                continue
            kind: ItemKind = "project" if BUILT.search(row.name) else "task"
            begin = max(cell.text.find(row.name), 0)
            evidence = evidence_in_cell(band.table, cell, begin, begin + len(row.name))
            yield Item(
                key=record_key(document, evidence, "items"),
                kind=kind,
                name=row.name,
                status=status_of(words, "project"),
                evidence=evidence,
                responsible=row_units(row),
            )


def says_state(words: str) -> bool:
    """True where the cells say how far the work is."""
    held_up = any(pattern.search(words) for pattern, _ in STATUS)
    return held_up or any(pattern.search(words) for pattern in (DONE, UNDER_WAY, PLANNED))


def row_units(row: TableRow) -> tuple[str, ...]:
    """The responsible units of a row, lead units first."""
    texts = row.texts("lead", "responsible", "support")
    return tuple(dict.fromkeys(unit for text in texts for unit in split_units(text)))


# --- shared ------------------------------------------------------------------------------------


def once(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Each stretch once, and each project by the first words that say how far it is."""
    kept: list[Piece] = []
    for piece in pieces:
        overlaps = any(
            k.block.index == piece.block.index and k.start < piece.end and piece.start < k.end for k in kept
        )
        again = any(k.kind == piece.kind == "project" and k.name == piece.name for k in kept)
        if not overlaps and not again and piece.end - piece.start >= 2:
            kept.append(piece)
    return tuple(kept)


def item_at(document: Document, piece: Piece, year: str) -> Item:
    """The item of a piece, with what its words say of units, points, deadline and reason."""
    evidence = evidence_in(piece.block, piece.start, piece.end)
    label = RESPONSIBLE.search(piece.block.text, piece.start)
    lead = [
        piece.words[a:b] for a, b in find_units(piece.words) if piece.words[b : b + 2] in ("牵头", "负责")
    ]
    scored = POINTS.search(piece.words)
    due = DEADLINE.search(piece.words)
    why = REASON.search(piece.words)
    return Item(
        key=record_key(document, evidence, "items"),
        kind=piece.kind,
        name=evidence.quote,
        status=piece.status,
        evidence=evidence,
        responsible=split_units(label["units"]) if label and piece.kind == "task" else tuple(lead),
        points=scored["points"] if scored and piece.kind == "bonus" else None,
        deadline=f"{due['year'] or year}-{int(due['month']):02d}" if due and (due["year"] or year) else None,
        reason=why.group() if why else None,
    )
