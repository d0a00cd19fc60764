"""Rules that a document itself lays down for the assessment, each verbatim.

Signals, in order of precedence:

1. In a section of mechanisms, scoring, results or discipline (保障机制, 计分办法, 奖惩): each sentence,
   and within it each stretch with an actor, an object or a scale of lights of its own.
2. In the other articles and paragraphs of a notice: stretches that tie a case to points, a light, a
   grade, a talk or a loss (…的，每低1个百分点扣0.5分; 连续两年末位的，…约谈), or that set a date for reports.
3. Cells of a notice's or self-evaluation's column of scoring rules; notes under tables that say what
   the colours or the grades mean.
4. Elsewhere, outside sections of measures: sentences that bind (对…的予以…, 凡…的一律…, 以…为准,
   考评结果作为…依据, 每季度召开一次…调度会), and the words by which a report defines its lights.

A report's restatement of what others laid down, and what it counts (绿灯16项), is no rule. Lines that
list an indicator with its points and its unit are none either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.text.head_lines import AFTER_THE_PAPER
from extractors.text.lists import clauses_in, opening_label, parts_in, points, shortened
from extractors.text.organisations import find_units
from extractors.text.sections import Topic, headings_of, passages
from extractors.text.table_rows import read_bands
from schemas.document import Document, Paragraph
from schemas.evidence import evidence_in, evidence_in_cell, record_key
from schemas.records import Header, Rule, RuleKind

LIMIT = 100

RULE_SECTION = re.compile(
    r"机制|制度|计分|评分|记分|评定|奖惩|奖励|惩处|结果运用|结果应用|预警|督查|督办|报送|纪律|考核(?:办法|方式|程序|方法|评价|结果|目标)|"
    r"考评(?:办法|方式|程序|方法|结果)|评价(?:办法|方式|方法)|评估(?:办法|方式|方法)|加分|扣分|减分|否决|亮灯|监测|调度|约谈|问责"
)
NO_RULE_SECTION = re.compile(
    r"完成情况|进展|成效|问题|总体情况|指标任务|组织领导|指导思想|总体目标|意义|附件\d?$"
)
LEDGER_RULES = re.compile(
    r"(?:填报|填表|台账|编制|亮灯|评分|考核|考评|计分|指标)?(?:说明|规则|须知|要求|口径)$"
)
CLOSING_LINE = re.compile(
    r"^附[件表]|^(?:抄送|联系人)|(?:办公室|领导小组|委员会|人民政府|局)$|^\d{4}年\d{1,2}月"
)
GRADED = re.compile(
    r"得分[^，。；]{0,24}(?:分|[）)])(?:以上|以下)?(?:的)?(?:评?为|定为)(?:优秀?|良好?|中等?|差|合格|不合格|一般)|"
    r"(?:结果|成绩|得分)[^，。；]{0,6}分(?:为)?[^。；]{2,24}(?:等次|等级|档次|[一二三四五]档)|等次[^，。；]{0,6}(?:不超过|控制在)|分值[^，。；]{0,8}设置|"
    r"\d分?(?:[（(]含[）)])?(?:及?以上|以下|以内)?(?:的)?(?:评?为|定为|属)(?:优秀?|良好?|中等?|差|合格|不合格|一般)"
)
INDICATOR_LINE = re.compile(r"(?:分值|责任单位|牵头单位|配合单位)[：:]|[（(]\s*\d+(?:\.\d+)?\s*分\s*[）)；;]")

COLOUR = r"(?:红|黄|绿|蓝|橙)"
LIGHT = re.compile(
    rf"^{COLOUR}(?:灯|色|牌)(?:预警)?[：:]|(?:亮|为|用|给予|标识?为?|显示|挂|出示){COLOUR}(?:灯|色|牌)|{COLOUR}(?:灯|色|牌)(?:表示|标识|预警线)|"
    rf"(?:实行|采用|建立|启动|提出)[^，。；]{{0,10}}(?:分级|{COLOUR}+)?预警"
)
POINTS_GIVEN = re.compile(r"[，的][^，。；]{0,12}(?:[扣加减得]|每[^，。；]{1,6})\s*[\dX*.]+\s*分(?!值)")
NAMED_LIGHT = re.compile(rf"^{COLOUR}(?:灯|色|牌)(?:预警)?$")
BAND = re.compile(
    rf"^{COLOUR}(?:灯|色|牌)(?:预警)?[：:]|(?:亮|为|用|给予|标识?为?|显示|挂|出示){COLOUR}(?:灯|色|牌)"
)
BAND_OF_ITS_OWN = re.compile(
    rf"^[^，。；]{{3,}}?(?:的|的指标|的项目|[名位分%）)后上下内外])[，]?(?:亮|为|用|给予|标识?为?|显示|挂|出示){COLOUR}(?:灯|色|牌)"
)
DEFINED_LIGHT = re.compile(
    rf"[^，。；]{{4,}}的(?:指标|项目|事项)(?:共|有|共有)?[\dX*]*项?[（(](?P<colour>{COLOUR})灯(?:预警)?[）)]"
)
NOTE_LABEL = re.compile(r"\s*(?:备?注|说明)[：:]\s*")
ENDS_IN_LIGHT = re.compile(rf"^[^，。；]*的(?:亮|为|标识?为?){COLOUR}(?:灯|色|牌)$")
FOLLOW_UP = re.compile(r"约谈|通知书|督办|通报|问责|整改|督查|谈话|[醒示]函|取消|扣|[加减]\s*[\d.]+\s*分")

EVALUATED = re.compile(
    r"[计得评赋加满]分|[计得记](?:满|零|基本)分|[加计得赋]\s*[\dX*.]+\s*分|分值|考核|评估|评价|考评|认定|为准|档次|等次|纳入|测算|(?:重要)?依据$|权重|测评|就高不就低|(?:加分|减分|扣分)上限|(?:比例|名额)[^，。；]{0,4}(?:不超过|控制在)|(?:分别|单独|统一|合并)(?:进行)?排名"
)
REPORTED = re.compile(
    r"报送|上报|报至|填报|发送|迟报|漏报|报县|报市|报区|报领导小组|汇总本|分别报|落后原因|报备"
)
REPORTED_TO = re.compile(r"报(?:送|至|给)?[^，。；]{0,14}督查[室局]")
REWARDED = re.compile(
    r"表彰|奖励|优先考虑|增拨|通报表扬|提档|奖惩|嘉奖|优先推荐|评先|选拔任用|适当倾斜|给予倾斜|相应加分"
)
SUPERVISED = re.compile(
    r"督查局|督查室|督办|约谈|[醒示]函|《[^》]{2,12}通知书》|限期整改|整改报告|说明(?:原因|情况)|调度会|跟踪|督查|督导|核查|(?:核实|调度|研判|会商|通报)一次|抽查|结果[^，。；]{0,8}通报|发[^，。；]{0,4}函|予以通报(?!表扬|批评)|提醒谈话|实时监控"
)
PENALISED = re.compile(
    r"通报批评|扣减|扣除|扣罚|[扣减]\s*[\dX*.]+\s*分|不得分|不计分|问责|追责|不得评|不能评|作(?:出)?(?:书面)?(?:检讨|检查)|表态发言|诫勉谈话|取消|一票否[决优]|"
    r"诫勉|[查严]处|[绝决]不姑息|严肃处理|组织(?:调整|处理)|收回|摘牌|视为不合格|摘帽子|减票"
)
KINDS: tuple[tuple[re.Pattern[str], RuleKind], ...] = (
    (re.compile(r"评估会"), "evaluation"),
    (GRADED, "evaluation"),
    (PENALISED, "penalty"),
    (REPORTED_TO, "reporting"),
    (SUPERVISED, "supervision"),
    (REWARDED, "reward"),
    (REPORTED, "reporting"),
    (EVALUATED, "evaluation"),
)

BINDING = re.compile(
    r"^对[^，。；]{4,40}的[，,]?[^。；]*(?:予以|给予|一律|实行|收回|取消|不予|扣|约谈|问责)|"
    r"^对[^，。；]{3,40}的[^，。；]{0,8}[，,][^。；]*(?:奖励|重奖|表彰|[查严]处|[绝决]不姑息|严肃处理|追责)|"
    r"^凡[^。；]{4,}|以[^，。；]{2,14}为准|维持[^，。；]{2,8}不变|全部纳入[^，。；]{0,14}考核|"
    r"(?:考核|考评|评价|督查)结果[^。；]{0,20}(?:作为|依据|挂钩|结合)|把[^。；]{0,10}(?:考核|考评)结果作为|"
    r"每(?:月|季度?|周|半年|个月|旬)[^，。；]{0,6}(?:召开|开展)一次|每(?:月|半个?月|季度?|周|旬)(?:调度|研判|会商|通报)一次|"
    r"权重占\d|"
    r"(?:实行|采取|采用)[^。；，]{0,16}(?:考评|考核|分配|的方式)|分级预警|"
    r"(?:跟踪|挂牌|专项|逐项)(?:督办|督查)|督查[^。；]{0,6}就?跟进|全面督查|"
    r"加分最高|最高(?:可)?加[\dX*.]+分|(?:得到更多奖励|受到[^。；]{0,6}问责)|就高不就低"
)
STRICT = re.compile(
    r"^对[^，。；]{2,40}[，,]由[^。；]{2,20}约谈|"
    r"^对[^，。；]{2,30}(?:低于|高于|超过|前[\d一二三]|第[\d一二三]|末位|倒数)[^，。；]*(?:予以|给予|提出预警|收回|扣减|取消|由[^，。；]{2,14}约谈)|"
    r"^(?:对)?[^，。；]{0,12}(?:末位|前[\d一二三]名|连续[\d一二两三][年次])[^。；]{2,}(?:约谈|摘牌|通报表扬|取消|扣减)"
)
DONE_ALREADY = re.compile(
    r"(?:召开|开展|建立|实施|完成|形成|组织|通报|成立|印发|进行|提高|作出)了|探索|今年(?:以来|已)|已(?:于|经|建立|纳入|形成)|截至"
)
ANNOUNCING = re.compile(
    r"(?:分为|主要为|如下|以下)[^。；]*(?:方面|部分|内容|五个|两个|三个)|加大[^。；]{0,20}力度$|负责解释$|之日起(?:施行|执行|实施)|力争[^。；]*(?:达到|进入|保持|前)|情况亮灯$|列入并分解|遵守[^，。；]{0,10}纪律"
)
FRAGMENT = re.compile(r"^[^，。；]*的$")
PURPOSE = re.compile(r"^(?:为|通过|坚持|根据|按照|结合|确保|推动|切实|真正)[^，。；]*$")

CONDITIONAL = re.compile(
    r"(?:每[^，。；]{0,16}|的[，]?[^，。；]{0,24}|[得倒])(?:倒扣|扣减|酌情扣|扣|加|计|得|减)\s*[\dX*.]+\s*(?:[-－—~至]\s*[\d.]+\s*)?分|"
    r"(?:得|计|记|扣)(?:满|零|0)分|不得分|不计分|不予计分|(?:得|记)基本分|扣完为止|扣至0分|不重复(?:加|计|扣)分|就高不就低|(?:加分|减分|扣分)上限|按最?高[^，。；]{0,4}(?:加|计)分?|"
    r"按[^，。；]{1,24}(?:计分|算得分|折算|计算得分|赋分)|(?:分别|单独|统一|合并)(?:进行)?排名|"
    r"的[，]?[^。；]{0,30}(?:约谈|通报表扬|通报批评|全[市县区]通报|予以通报|诫勉|组织(?:调整|处理)|问责|追责|评为|确定为|定为|不得(?:评|参|确)|"
    r"取消[^，。；]{0,16}(?:资格|评[先优]|名额|奖励)|降低?一个?(?:等次|档次)|下发督办|挂牌督办|限期整改|给予[^，。；]{0,16}(?:奖励|表彰|嘉奖|记功))|"
    r"\d+个?(?:工作)?日内[^，。；]{0,20}(?:报|提交|反馈)|"
    rf"{COLOUR}灯的[^，。；]{{0,14}}(?:应|须|要|需|由)|"
    r"一票否[决优]|(?:取消|不得)[^，。；]{0,12}(?:评先|评优|优秀)|"
    r"(?:每[月季旬周年]|次月|半年|季度?末|季后|年底前|年终)[^，。；]{0,16}(?:将[^，。；]{2,40})?[^，。；]{0,16}(?:报送?|上报|填报|提交|报至)|"
    r"(?:迟报|漏报|瞒报|虚报|逾期未报)"
)
TIED_TO_POINTS = re.compile(
    r"^(?:对|凡)?[^，。；]{2,40}的[，]?[^。；]{0,24}(?:(?:倒?扣|扣减|加)\s*[\dX*.]+\s*分|取消[^，。；]{0,16}(?:资格|评[先优])|一票否[决优]|不得分|不得评|奖励\s*\d|作(?:出)?(?:检讨|检查|表态))|"
    r"^每[^，。；]{2,14}一次[，]?[^。；]{0,20}扣|^连续[^，。；]{2,20}的[，]?由[^。；]{1,14}约谈|"
    r"^对[^，。；]{2,30}[，]给[^，。；]{1,12}加\s*[\dX*.]+\s*分"
)
SCORED_CELL = re.compile(
    r"[得计扣加记赋减]\s*(?:[\dX*.]+\s*|满|零|基本)?分|分值|权重|扣完|排名|折算|比例|[＝=][^。；]*[÷/／×]"
)
RATE = r"[\d.]+\s*[%％]"
COMPLEMENT = re.compile(
    rf"(?:完成率?|完成任务|达到?|低于|高于|超过|大于|小于|不足|其中)*(?:[\d.]+\s*[%％]?\s*[-－—~～至]\s*)?{RATE}|"
    r"每(?:少|低|高|超|多|增|减|降)(?:于|过|出|加|少|低)?[\d一]|"
    r"(?:(?:部分|没有|逾期)?未(?:能)?(?:完成|达到|达标|达|实现)|不足|否则|其余|负增长|反之|没有完成|持平)[^，。；]{0,14}(?:的|[，])"
)
OWN_STRETCH = re.compile(
    r"^(?:排名|位次|得分)第?\s*\d|^(?:存在|未)[^，。；]{2,20}的(?:单位|部门)要|^(?:督查|考核|评估|排名|考评|检查|评价)结果|^电子版|^并?填报|^同时|^让|^凡|"
    r"^对[^，。；]{4,40}的(?:(?:单位|部门|指标|项目|地区)?(?:$|取消|扣|通报|约谈|不得)|予以|给予)|^连续[^，。；]{2,20}的(?:由|$)|"
    r"^(?:逾期|迟报|漏报|未按)[^，。；]*的[^，。；]*扣|^对[^，。；]{0,24}(?:低于|高于|超过|连续)[^，。；]{2,}的"
)
OWN_BAND = re.compile(
    rf"(?:排名|位次|进度|低于|达到|超过|落后|未|连续)[^，。；]{{1,24}}的[，]?(?:亮|为|用|给予|标识?为?){COLOUR}(?:灯|色|牌)"
)
DUTY = re.compile(
    r"(?:要|应|须|应当|负责|将)(?!求)|[于在]?(?:每|次|季|半年|年底|年末|\d{1,2}月)[^，。；]{0,14}(?:前|底|末|内|日)"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of one rule in a paragraph, with its kind."""

    block: Paragraph
    start: int
    end: int
    kind: RuleKind

    @property
    def words(self) -> str:
        """The verbatim words."""
        return self.block.text[self.start : self.end]


def find_rules(document: Document, header: Header) -> tuple[Rule, ...]:
    """The rules of a document, in document order."""
    topics = {passage.block.index: passage.topic for passage in passages(document)}
    body = tuple(
        stretch
        for paragraph in document.paragraphs
        for stretch in without_announced_lights(
            tuple(paragraph_rules(document, header, paragraph, topics.get(paragraph.index, "other")))
        )
    )
    lit = any(stretch.kind == "light" for stretch in body)
    notes = (
        () if lit else tuple(s for paragraph in document.paragraphs for s in note_rules(document, paragraph))
    )
    defined = () if lit or notes else defined_lights(document, header)
    in_order = sorted((*body, *notes, *defined), key=lambda s: (s.block.index, s.start))
    in_tables = table_rules(document) if header.doc_type in ("notice", "self_evaluation") else ()
    return (*(rule_at(document, stretch) for stretch in in_order), *in_tables)


def paragraph_rules(
    document: Document, header: Header, paragraph: Paragraph, topic: Topic
) -> Iterator[Stretch]:
    """The rules of one paragraph of the body, by where it stands and what it is about."""
    points_given = bool(POINTS_GIVEN.search(paragraph.text))
    if paragraph.role in ("title", "caption") or is_note(document, paragraph):
        return
    if paragraph.role == "heading" and not points_given and not is_ledger_rule(document, header, paragraph):
        return
    if lists_an_indicator(paragraph) or CLOSING_LINE.search(paragraph.text):
        return
    if AFTER_THE_PAPER.match(paragraph.text.strip()):
        return
    if header.doc_type == "notice":
        in_section = in_rule_section(document, header, paragraph)
        yield from laid_down(paragraph) if in_section else binding(paragraph, CONDITIONAL, BAND, POINTS_GIVEN)
    elif topic == "measure" and header.doc_type != "speech":
        yield from binding(paragraph, STRICT, TIED_TO_POINTS)
    elif topic in ("measure", "other"):
        in_section = in_rule_section(document, header, paragraph)
        yield from laid_down(paragraph) if in_section else binding(paragraph, BINDING, TIED_TO_POINTS)


def lists_an_indicator(paragraph: Paragraph) -> bool:
    """True for a line that lists an indicator with its points; how it is scored may follow its title."""
    body = paragraph.body.strip()
    scored = bool(body) and bool(CONDITIONAL.search(body))
    return bool(INDICATOR_LINE.search(body if scored else paragraph.text))


def without_announced_lights(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """A mechanism of lights that is only announced goes where its bands follow in the same paragraph."""
    banded = [s for s in stretches if s.kind == "light" and BAND.search(s.words)]
    return tuple(s for s in stretches if s.kind != "light" or not banded or s in banded)


def note_rules(document: Document, paragraph: Paragraph) -> Iterator[Stretch]:
    """What a note under a table says of the colours and the grades."""
    if is_note(document, paragraph):
        yield from (s for s in laid_down(paragraph) if s.kind == "light" or GRADED.search(s.words))


def is_note(document: Document, paragraph: Paragraph) -> bool:
    """True for a note, and for a paragraph right below a table."""
    below = any(
        paragraph.index in table.notes or paragraph.index == table.index + 1 for table in document.tables
    )
    labelled = bool(NOTE_LABEL.match(paragraph.text)) and paragraph.heading is None
    return labelled or paragraph.role in ("note", "footnote") or (below and paragraph.heading is None)


def in_rule_section(document: Document, header: Header, paragraph: Paragraph) -> bool:
    """True under a heading of mechanisms, scoring or results, in papers that lay down rules."""
    titles = [heading.title for heading in headings_of(document, paragraph)]
    if any(NO_RULE_SECTION.search(title) for title in titles):
        return False
    if header.doc_type == "notice":
        return any(RULE_SECTION.search(title) for title in titles)
    if header.doc_type == "ledger" and any(LEDGER_RULES.search(title) for title in titles):
        return True
    return any(
        re.search(r"结果(?:运用|应用)|奖惩|(?:考核|考评)(?:方式|办法|目标)|计分办法|评分办法", title)
        for title in titles
    )


def is_ledger_rule(document: Document, header: Header, paragraph: Paragraph) -> bool:
    """True for a point of a ledger's own instructions that is one sentence and so reads as a heading."""
    return (
        header.doc_type == "ledger"
        and paragraph.text.endswith("。")
        and in_rule_section(document, header, paragraph)
    )


# --- sections that lay down rules --------------------------------------------------------------


def laid_down(paragraph: Paragraph) -> Iterator[Stretch]:
    """Each rule of a paragraph in such a section."""
    start = body_start(paragraph)
    for part_start, part_end in rule_parts(paragraph.text, start):
        for stretch_start, stretch_end in own_stretches(paragraph.text, part_start, part_end):
            words = paragraph.text[stretch_start:stretch_end]
            kind = kind_of(words)
            if kind and not DONE_ALREADY.search(words) and len(words) >= 8 and not FRAGMENT.search(words):
                yield Stretch(paragraph, stretch_start, stretch_end, kind)


def body_start(paragraph: Paragraph) -> int:
    """Where a paragraph's rules begin: behind its title, unless the title is itself a rule (对…的予以…)."""
    heading = paragraph.heading
    if heading is None:
        return 0
    title = heading.title.rstrip("：:。")
    if paragraph.role == "heading" and paragraph.text.endswith("。") and title:
        return max(paragraph.text.find(heading.title), 0)
    lays_down = any(p.search(title) for p in (BINDING, STRICT, NAMED_LIGHT, POINTS_GIVEN, GRADED))
    return max(paragraph.text.find(heading.title), 0) if lays_down and heading.title else heading.end


def rule_parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Sentences and their parts between semicolons, without a point's label."""
    listed = points(text, start)
    bounds = (
        [(start, listed[0].label_start), *((p.start, p.end) for p in listed)]
        if listed
        else [(start, len(text))]
    )
    for bound_start, bound_end in bounds:
        for part_start, part_end in with_complements(text, parts_in(text, bound_start, bound_end)):
            label = opening_label(text[part_start:part_end])
            yield part_start + (label.start if label else 0), part_end


def with_complements(text: str, parts: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Parts, each with the case behind a semicolon that has no subject of its own (；未完成的按比例计分)."""
    kept: list[tuple[int, int]] = []
    for start, end in parts:
        if kept and text[kept[-1][1]] in "；;" and COMPLEMENT.match(text, start, end):
            begin = kept[-1][0]
            if end - begin <= LIMIT and not BAND.search(text, begin, end):
                kept[-1] = (begin, end)
                continue
        kept.append((start, end))
    yield from kept


def own_stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence cut where a clause brings an actor, an object or a scale of lights of its own; the bands
    of one scale stay together as far as the limit allows."""
    clauses = clauses_in(text, start, end)
    shared = bool(clauses) and has_no_case(text, *clauses[0])
    edges = [start]
    for clause_start, clause_end in clauses[1:]:
        words = text[clause_start:clause_end]
        banded = bears_band(words)
        if banded and BAND.search(text, edges[-1], clause_start) and clause_end - edges[-1] <= LIMIT:
            continue
        if begins_own(words) or (banded and not shared):
            edges.append(clause_start)
    for begin, stop in pairwise((*edges, end)):
        yield trimmed(text, begin, stop)


def has_no_case(text: str, start: int, end: int) -> bool:
    """True for a subject that several bands share (无排名的指标，达到时序的亮绿灯，未达到的亮红灯)."""
    return text[end : end + 1] in "，," and not BAND.search(text[start:end])


def bears_band(clause: str) -> bool:
    """True for a clause with a light and the case that it stands for."""
    return bool(OWN_BAND.search(clause) or BAND_OF_ITS_OWN.search(clause)) and not FOLLOW_UP.search(clause)


def begins_own(clause: str) -> bool:
    """True where a clause begins a rule of its own."""
    if OWN_STRETCH.match(clause):
        return True
    units = find_units(clause)
    return bool(units) and units[0][0] == 0 and bool(DUTY.match(clause, units[0][1]))


def kind_of(words: str) -> RuleKind | None:
    """The kind of a rule; None for words that lay down nothing."""
    if ENDS_IN_LIGHT.search(words.rsplit("，", 1)[-1]) or (
        LIGHT.search(words) and not FOLLOW_UP.search(words)
    ):
        return "light"
    if PURPOSE.match(words) or ANNOUNCING.search(words):
        return None
    return next((kind for pattern, kind in KINDS if pattern.search(words)), None)


# --- elsewhere ---------------------------------------------------------------------------------


def binding(paragraph: Paragraph, *patterns: re.Pattern[str]) -> Iterator[Stretch]:
    """Sentences that bind by one of the patterns, wherever they stand."""
    start = body_start(paragraph)
    for part_start, part_end in rule_parts(paragraph.text, start):
        for stretch_start, stretch_end in own_stretches(paragraph.text, part_start, part_end):
            words = paragraph.text[stretch_start:stretch_end]
            match = next((found for pattern in patterns if (found := pattern.search(words))), None)
            kind = kind_of(words) if match and not DONE_ALREADY.search(words[: match.end()]) else None
            if kind:
                yield Stretch(paragraph, stretch_start, stretch_end, kind)


def defined_lights(document: Document, header: Header) -> tuple[Stretch, ...]:
    """The words by which a report defines its lights, the first for each colour."""
    found: dict[str, Stretch] = {}
    if header.doc_type == "notice":
        return ()
    for paragraph in document.paragraphs:
        for start, end in parts_in(paragraph.text):
            match = DEFINED_LIGHT.search(paragraph.text[start:end])
            if match and match["colour"] not in found:
                begin = own_beginning(paragraph.text, start, start + match.start())
                found[match["colour"]] = Stretch(paragraph, begin, start + match.end(), "light")
    return tuple(found.values())


def own_beginning(text: str, start: int, core: int) -> int:
    """Where the definition begins, behind the introduction of its sentence (截至目前，)."""
    for clause_start, clause_end in clauses_in(text, start, core):
        if not re.search(r"截至|机制$|按照|分析研判|目前$", text[clause_start:clause_end]):
            return clause_start
    return core


# --- tables ------------------------------------------------------------------------------------


def table_rules(document: Document) -> Iterator[Rule]:
    """The filled cells of a column of scoring rules (计分办法, 评分标准), each by its first sentence."""
    for band in read_bands(document):
        for row in band.rows:
            for column, cell in row.cells:
                sentences = parts_in(cell.text) if column.kind == "rule" else ()
                for start, end in tuple(with_complements(cell.text, sentences)):
                    if end - start < 6 or not SCORED_CELL.search(cell.text[start:end]):
                        continue
                    evidence = evidence_in_cell(band.table, cell, *shortened(cell.text, start, end, LIMIT))
                    yield Rule(
                        key=record_key(document, evidence, "rules"),
                        kind=kind_of(evidence.quote) or "evaluation",
                        text=evidence.quote,
                        evidence=evidence,
                    )


# --- shared ------------------------------------------------------------------------------------


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without separators and 并 at its edges."""
    while end > start and text[end - 1] in "。；;，, 、：:":
        end -= 1
    lead = re.match(r"[，,；; ]*(?:并(?=填报)|同时[，,]?|(?:备?注|说明)[：:]\s*)?", text[start:end])
    return start + (lead.end() if lead else 0), end


def rule_at(document: Document, stretch: Stretch) -> Rule:
    """The rule of a stretch, cut back to the last clause within the limit."""
    evidence = evidence_in(stretch.block, *shortened(stretch.block.text, stretch.start, stretch.end, LIMIT))
    return Rule(
        key=record_key(document, evidence, "rules"),
        kind=stretch.kind,
        text=evidence.quote,
        evidence=evidence,
    )
