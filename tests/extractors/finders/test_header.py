"""What a paper says of itself (extractors.finders.header)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_papers import NOTICE, REPORT, SPEECH, typed_paper

from extractors.finders.header import find_header
from extractors.text.covered_periods import period_of
from extractors.text.paper_kinds import type_of
from extractors.text.places import place_at_start
from extractors.text.printed_dates import DATE, iso_date
from schemas.evidence import is_found
from schemas.period import Period


def test_report() -> None:
    header = find_header(typed_paper(REPORT))
    assert header.title == "云溪县2024年1—9月绩效考核指标完成情况分析报告"
    assert (header.issuer, header.date) == ("云溪县督查和绩效考评办公室", "2024-10-12")
    assert (header.doc_type, header.region, header.period) == ("progress_report", "云溪县", "2024-01/2024-09")
    assert header.doc_number is None
    assert not header.truncated


def test_notice_takes_its_own_number_and_not_the_one_it_cites() -> None:
    header = find_header(typed_paper(NOTICE))
    assert header.title == "澄江区人民政府关于印发澄江区2024年度高质量发展考核方案的通知"
    assert header.doc_number == "澄政〔2024〕9号"
    assert (header.issuer, header.region) == ("澄江区人民政府", "澄江区")
    assert (header.date, header.doc_type, header.period) == ("2024-03-05", "notice", "2024")


def test_speech_without_title() -> None:
    header = find_header(typed_paper(SPEECH))
    assert header.title is None
    assert (header.doc_type, header.region, header.issuer) == ("speech", "**区", "**区")
    assert (header.date, header.period) == ("2023-10", "2023")


def test_every_evidence_of_the_header_is_found_again() -> None:
    for text in (REPORT, NOTICE):
        document = typed_paper(text)
        found = find_header(document).evidence
        assert {"title", "issuer", "date"} <= set(found)
        assert all(is_found(document, evidence) for evidence in found.values())


def test_issuers_of_a_joint_paper_stand_side_by_side() -> None:
    header = find_header(
        typed_paper("""
云溪县绩效工作情况汇报
中共云溪县委
云溪县人民政府
（X年X月X日）
今年以来，全县绩效工作有序开展，各项任务稳步推进。2021年目标任务全部分解。
""")
    )
    assert header.issuer == "中共云溪县委 云溪县人民政府"
    assert header.date is None
    assert header.period == "2021"
    assert header.doc_type == "briefing"


def test_signature_and_date_in_chinese_numerals() -> None:
    header = find_header(
        typed_paper("""
桃源镇2023年绩效考核工作自查报告
县绩效考评办：
现将自查情况报告如下。我镇自评得分96.5分。

桃源镇人民政府
二〇二三年十二月二十日
""")
    )
    assert (header.issuer, header.date) == ("桃源镇人民政府", "2023-12-20")
    assert (header.region, header.doc_type) == ("桃源镇", "self_evaluation")


@pytest.mark.parametrize(
    ("last", "truncated"),
    [
        ("（3）新增就业3.1万人，完成任务的95%；\n（4）城镇廉租住", True),
        ("（3）新增就业3.1万人，完成任务的95%；\n（4）新建公厕12座。", False),
        ("各单位要统一思想，奋力完成全年目标任务，以扎实有效的工作推动全县经济社会高质量", True),
        ("各单位要统一思想。", False),
        ("特此报告。\n\n云溪县财政局\n2023年4月18日", False),
    ],
)
def test_breaks_off(last: str, truncated: bool) -> None:
    paper = typed_paper(f"云溪县2023年工作报告\n现将情况报告如下。\n一、完成情况\n{last}")
    assert find_header(paper).truncated is truncated


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云溪县2023年绩效考核办法", "notice"),
        ("关于做好2023年绩效自评工作的通知", "notice"),
        ("关于2023年三季度指标完成情况的通报", "bulletin"),
        ("云溪县水务局2023年度部门整体支出绩效自评报告", "self_evaluation"),
        ("云溪县2024年一季度经济运行分析", "progress_report"),
        ("政府工作报告", "progress_report"),
        ("云溪县2024年十件民生实事进展情况（截至9月底）", "briefing"),
        ("云溪县绩效评估工作情况汇报", "briefing"),
        ("云溪县2024年度目标任务完成情况台账（1—10月）", "ledger"),
        ("在全县绩效考核工作会议上的讲话", "speech"),
    ],
)
def test_kind_by_the_last_noun_of_the_title(title: str, kind: str) -> None:
    assert type_of(title, "") == kind


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("栖霞市云溪县2023年度绩效报告", "云溪县"),
        ("2022年度经济开发区整体绩效自评报告", "经济开发区"),
        ("栖霞市开发区高质量发展考核领导小组办公室", "栖霞市"),
        ("栖霞市澄江区桃源街道办事处2022年度部门决算", "桃源街道"),
        ("中共云溪县委办公室云溪县人民政府办公室关于印发", "云溪县"),
        ("XX区2031年度绩效考核情况报告", "XX区"),
        ("关于2024年二季度全县指标完成情况的通报", None),
        ("县财政局2022年度部门整体支出", None),
    ],
)
def test_place(name: str, place: str | None) -> None:
    assert place_at_start(name) == place


@pytest.mark.parametrize(
    ("title", "lead", "kind", "period"),
    [
        ("云溪县2023年度工作报告", "现将1－9月完成情况报告如下", "progress_report", "2023-01/2023-09"),
        ("云溪县2023年前三季度分析", "", "progress_report", "2023-01/2023-09"),
        ("关于2023年二季度指标的通报", "对1—6月指标进行了监测", "bulletin", "2023-01/2023-06"),
        ("云溪县2023年上半年分析", "", "progress_report", "2023-01/2023-06"),
        ("云溪县2023年一季度分析", "", "progress_report", "2023-01/2023-03"),
        ("云溪县2023年民生实事进展情况（截至9月底）", "今年以来", "briefing", "2023-01/2023-09"),
        ("云溪县2023年9月份进度通报", "", "bulletin", "2023-09"),
        ("云溪县2023年考核方案", "1—6月", "notice", "2023"),
        ("云溪县2021—2023年行动方案", "", "notice", "2021/2023"),
        ("云溪县2022年度自评报告", "", "self_evaluation", "2022"),
    ],
)
def test_period(title: str, lead: str, kind: str, period: str) -> None:
    year = int(title[title.index("20") :][:4])
    found = period_of(title, lead, year, kind)  # type: ignore[arg-type]
    assert found == period
    assert Period.parse(period).iso() == period


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_any_printed_date_reads_back(day: date) -> None:
    match = DATE.search(f"（{day.year}年{day.month}月{day.day}日）")
    assert match is not None
    assert iso_date(match) == day.isoformat()
