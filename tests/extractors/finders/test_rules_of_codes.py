"""Rules in codes, plans, tables, speeches and bulletins of many makes (extractors.finders.rules)."""

import pytest
from made_documents import made_document
from typed_papers import typed_paper

from extractors.finders.header import find_header
from extractors.finders.measures import find_measures
from extractors.finders.rules import find_rules
from schemas.document import Document

CODE = (
    "栖霞市人民政府办公室关于印发《栖霞市乡镇绩效考核办法》的通知\n各乡镇人民政府：\n"
    "现将《栖霞市乡镇绩效考核办法》印发给你们。\n栖霞市人民政府办公室\n2025年3月2日\n栖霞市乡镇绩效考核办法\n"
    "第一章　总则\n第一条　为规范考核工作，制定本办法。\n第二章　考核管理\n"
)
REPORT = "云溪县2025年上半年重点工作情况通报\n现将有关情况通报如下。\n一、下步要求\n"
SPEECH = "在全县绩效考核推进会上的讲话\n同志们：\n今天我讲三点。\n一、压实责任\n"


def rules_of(document: Document) -> list[tuple[str, str]]:
    return [(rule.kind, rule.text) for rule in find_rules(document, find_header(document))]


@pytest.mark.parametrize(
    ("article", "found"),
    [
        ("定量指标按完成率计分，完成率达到100%的计满分。", ["定量指标按完成率计分，完成率达到100%的计满分"]),
        (
            "完成年度任务的得满分；未完成的按比例计分。",
            ["完成年度任务的得满分；未完成的按比例计分"],
        ),
        (
            "工作经验被省级媒体推介的，每篇加0.3分，累计不超过1.5分。",
            ["工作经验被省级媒体推介的，每篇加0.3分，累计不超过1.5分"],
        ),
        (
            "被上级曝光的，每次减5分；发生安全事故的，每起扣3分。",
            ["被上级曝光的，每次减5分", "发生安全事故的，每起扣3分"],
        ),
        ("同一事项多次获奖的，按最高项计分，不重复加分。", ["同一事项多次获奖的，按最高项计分，不重复加分"]),
        (
            "进度快于序时的亮绿灯，慢于序时5个百分点以内的亮黄灯，慢于序时5个百分点以上的亮红灯。",
            ["进度快于序时的亮绿灯，慢于序时5个百分点以内的亮黄灯，慢于序时5个百分点以上的亮红灯"],
        ),
        (
            "全市排名前3位的亮绿灯，第4至6位的亮黄灯，后两位的亮红灯。",
            ["全市排名前3位的亮绿灯，第4至6位的亮黄灯，后两位的亮红灯"],
        ),
        (
            "进度达到时序的亮绿灯，落后5个百分点以内的亮黄灯，落后5个百分点以上或已经扣分的亮红灯。",
            ["进度达到时序的亮绿灯，落后5个百分点以内的亮黄灯，落后5个百分点以上或已经扣分的亮红灯"],
        ),
        (
            "无排名的指标，达到时序的亮绿灯，未达到的亮红灯。",
            ["无排名的指标，达到时序的亮绿灯，未达到的亮红灯"],
        ),
        ("当月亮红灯的乡镇应于5个工作日内提交整改报告。", ["当月亮红灯的乡镇应于5个工作日内提交整改报告"]),
        (
            "连续两月亮红灯的，由市绩效办发提醒函；连续三月亮红灯的，由分管副市长约谈。",
            ["连续两月亮红灯的，由市绩效办发提醒函", "连续三月亮红灯的，由分管副市长约谈"],
        ),
        (
            "各牵头单位于每月5日前报送上月进度，各乡镇于每季度末月20日前报送自查报告。",
            ["各牵头单位于每月5日前报送上月进度", "各乡镇于每季度末月20日前报送自查报告"],
        ),
        ("迟报、漏报数据的，每次扣0.2分。", ["迟报、漏报数据的，每次扣0.2分"]),
        ("按平原、山区两个组别分别排名。", ["按平原、山区两个组别分别排名"]),
        ("得分90分以上的评为优秀等次，给予通报表扬。", ["得分90分以上的评为优秀等次，给予通报表扬"]),
        ("连续两年末位的，对主要负责人予以组织处理。", ["连续两年末位的，对主要负责人予以组织处理"]),
        ("发生重特大安全事故的，实行“一票否决”。", ["发生重特大安全事故的，实行“一票否决”"]),
        ("数据造假的，取消当年评先评优资格。", ["数据造假的，取消当年评先评优资格"]),
        ("考核对象为全市18个乡镇。", []),
        ("考核实行百分制，设经济发展、民生保障两大类20项指标。", []),
        ("本办法由市绩效办负责解释，自印发之日起施行。", []),
        ("各乡镇要加强组织领导，将任务分解到村。", []),
    ],
)
def test_articles(article: str, found: list[str]) -> None:
    assert [text for _, text in rules_of(typed_paper(f"{CODE}第二条　{article}\n"))] == found


def test_points_under_an_article() -> None:
    paper = typed_paper(
        f"{CODE}第二条　加分事项：\n（一）承办全省现场会的，加1分；\n（二）获市级以上表彰的，每项加0.5分。\n"
        "第三条　预警标准：\n（一）绿灯：进度达到序时；\n（二）红灯：进度低于序时10%以上。\n"
    )
    assert [text for _, text in rules_of(paper)] == [
        "承办全省现场会的，加1分",
        "获市级以上表彰的，每项加0.5分",
        "绿灯：进度达到序时",
        "红灯：进度低于序时10%以上",
    ]


def test_what_an_article_asks_of_units_is_a_measure() -> None:
    paper = typed_paper(
        f"{CODE}第二条　各乡镇要建立专班，将任务分解到人；市绩效办要会同市统计局加强数据审核。\n"
        "第三条　各乡镇应于每月5日前报送进度。\n"
    )
    measures = find_measures(paper, find_header(paper))
    assert [(m.text, m.responsible) for m in measures] == [
        ("各乡镇要建立专班，将任务分解到人", ("各乡镇",)),
        ("市绩效办要会同市统计局加强数据审核", ("市绩效办", "市统计局")),
    ]


def test_a_column_of_scoring_rules_in_a_notice() -> None:
    document = made_document(
        "云溪县人民政府关于印发2025年绩效指标体系的通知",
        """
序号|指标名称|分值|计分办法|责任单位
1|固定资产投资增速|8|完成目标得满分，每低1个百分点扣0.5分，扣完为止|县发改局
2|规上工业增加值增速|6|按全市位次折算得分，每退一位扣0.5分|县工信局
""",
    )
    assert [text for _, text in rules_of(document)] == [
        "完成目标得满分，每低1个百分点扣0.5分，扣完为止",
        "按全市位次折算得分，每退一位扣0.5分",
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "对弄虚作假的，每发现1例扣2分，并约谈主要负责人。",
            ["对弄虚作假的，每发现1例扣2分，并约谈主要负责人"],
        ),
        ("对全年完成率低于80%的单位取消评先资格。", ["对全年完成率低于80%的单位取消评先资格"]),
        ("县督查室对排名靠后的单位发提示函。", []),
        ("各单位要加快项目建设，确保年底完成率达到100%。", []),
        ("县绩效办每月调度一次。", []),
    ],
)
def test_measures_of_a_bulletin_that_lay_down_a_rule(sentence: str, found: list[str]) -> None:
    assert [text for _, text in rules_of(typed_paper(f"{REPORT}一是严肃问责。{sentence}\n"))] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("对进入全市前三的指标，给责任单位加2分。", ["对进入全市前三的指标，给责任单位加2分"]),
        ("对被市里扣分的，双倍扣减单位绩效分。", ["对被市里扣分的，双倍扣减单位绩效分"]),
        ("对完成任务的乡镇奖励10万元。", ["对完成任务的乡镇奖励10万元"]),
        ("去年我县被市里扣了6分。", []),
    ],
)
def test_rules_of_a_speech(sentence: str, found: list[str]) -> None:
    assert [text for _, text in rules_of(typed_paper(f"{SPEECH}四要严奖惩。{sentence}\n"))] == found


def test_the_bands_of_a_scale_in_a_note_are_one_rule() -> None:
    document = made_document(
        "云溪县2024年三季度考核情况通报",
        """
序号|单位|完成率（%）|亮灯
1|桃源镇|82.4|绿灯
""",
        "注：完成率75%（含）以上的亮绿灯，60%（含）至75%的亮黄灯，60%以下的亮红灯。",
    )
    assert [text for _, text in rules_of(document)] == [
        "完成率75%（含）以上的亮绿灯，60%（含）至75%的亮黄灯，60%以下的亮红灯",
    ]


def test_what_happened_is_no_rule() -> None:
    paper = typed_paper(
        "云溪县2025年三季度情况通报\n现将情况通报如下。\n一、总体情况\n"
        "桃源镇推进较慢，连续两个季度被亮红灯，被扣1.5分。全县绿灯16项。\n"
    )
    assert rules_of(paper) == []


def test_points_lost_and_lights_by_rank_in_a_plan() -> None:
    paper = typed_paper(
        "澄江区2025年度考核加减分细则\n为做好考核工作，制定本细则。\n一、减分项\n1.发生较大安全事故，扣5分。\n"
        "2.信访积案未化解，每件扣0.5分，扣完为止。\n二、亮灯规则\n（一）按位次亮灯。全市排名第1—3名亮绿灯，"
        "第4—7名亮黄灯，第8名及以后亮红灯。\n三、结果运用\n1.对当月亮黄灯的单位，由区督查室电话提醒。\n"
        "2.全年未亮红灯的，考核总分加1分。\n四、有关说明\n同一事项就高不就低。\n"
    )
    assert rules_of(paper) == [
        ("penalty", "发生较大安全事故，扣5分"),
        ("penalty", "信访积案未化解，每件扣0.5分，扣完为止"),
        ("light", "全市排名第1—3名亮绿灯，第4—7名亮黄灯，第8名及以后亮红灯"),
        ("supervision", "对当月亮黄灯的单位，由区督查室电话提醒"),
        ("evaluation", "全年未亮红灯的，考核总分加1分"),
        ("evaluation", "同一事项就高不就低"),
    ]
