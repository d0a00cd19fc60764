"""Heads and ends of papers as sites print them (extractors.finders.header, extractors.text.endings)."""

import pytest
from typed_papers import typed_paper

from extractors.finders.header import find_header
from extractors.text.places import own_place
from schemas.records import Header

LEAD = "\n上半年，全县地区生产总值96.3亿元，同比增长5.2%。"
CONGRESS = "——2025年1月8日在栖霞市第十八届人民代表大会第五次会议上\n"
AHEAD = "\n二、2025年工作安排\n今年的预期目标是生产总值增长6%。"


def header_of(text: str) -> Header:
    return find_header(typed_paper(text))


@pytest.mark.parametrize(
    ("paper", "issuer"),
    [
        (
            "云溪县2025年上半年国民经济运行情况\n来源：云溪县统计局　发布时间：2025-07-25" + LEAD,
            "云溪县统计局",
        ),
        ("云溪县2025年上半年经济运行情况\n来源：云溪日报　发布时间：2025-07-25" + LEAD, "云溪县"),
        (
            "全县上半年重点工作完成情况通报\n近期，县政府督查室会同县统计局对重点工作进行了督查，现通报如下。",
            "县政府督查室",
        ),
        (
            "政府工作报告\n" + CONGRESS + "各位代表：\n现在，我代表市人民政府向大会报告工作。" + AHEAD,
            "市人民政府",
        ),
        (
            "政府工作报告\n澄湖自治州人民政府州长 李某某\n各位代表：\n现在，我代表州人民政府报告工作。"
            + AHEAD,
            "澄湖自治州人民政府",
        ),
    ],
)
def test_issuer(paper: str, issuer: str) -> None:
    assert header_of(paper).issuer == issuer


@pytest.mark.parametrize(
    ("paper", "title"),
    [
        (
            "首页　文秘　讲话发言\n在澄江区绩效考核推进会上的讲话\n（2021年8月18日）\n同志们：\n我讲三点。",
            "在澄江区绩效考核推进会上的讲话",
        ),
        (
            "收藏 分享\n2023年桃源镇年度工作总结.docx\n下载 举报\n2023年，桃源镇完成投资9亿元。",
            "2023年桃源镇年度工作总结",
        ),
        (
            "附件\n2026年澄江区民生实事\n1.新增停车位800个（牵头单位：城管局）。\n2.改造管网9公里（牵头单位：水务局）。",
            "2026年澄江区民生实事",
        ),
        (
            "桃源镇2024年工作总结及2025年工作打算\n2024年，桃源镇完成投资9亿元。",
            "桃源镇2024年工作总结及2025年工作打算",
        ),
    ],
)
def test_title_among_a_sites_words(paper: str, title: str) -> None:
    assert header_of(paper).title == title


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("桃源镇2024年工作总结和2025年工作计划", "2024年，桃源镇完成投资9亿元。", "progress_report"),
        ("2026年澄江区民生实事", "1.新增停车位800个（牵头单位：城管局）。", "notice"),
        ("澄江区2025年目标任务完成情况", "列入本次督查通报的任务共55项。", "bulletin"),
        ("澄江区2025年目标任务完成情况", "全区任务共55项，已完成30项。", "progress_report"),
        ("桃源镇2024年项目绩效评价报告", "自评得分92分。", "self_evaluation"),
        ("", "今年以来，全旗经济运行平稳，投资增长9%。", "progress_report"),
    ],
)
def test_kind(title: str, text: str, kind: str) -> None:
    assert header_of(f"{title}\n{text}").doc_type == kind


@pytest.mark.parametrize(
    ("paper", "period"),
    [
        ("2025年云溪县政府工作报告\n各位代表：\n一、2024年工作回顾\n投资增长5%。" + AHEAD, "2024"),
        ("2025年云溪县政府工作报告\n各位代表：\n刚刚过去的2024年，投资增长5%。" + AHEAD, "2024"),
        ("2025年云溪县政府工作报告\n各位代表：\n过去的一年，投资增长5%。" + AHEAD, "2024"),
        ("政府工作报告\n" + CONGRESS + "各位代表：\n过去一年，投资增长5%。" + AHEAD, "2024"),
        ("2025年云溪县政府工作报告重点任务上半年完成情况\n截至6月底，任务完成55%。", "2025-01/2025-06"),
        (
            "今年以来，全旗经济平稳。\n一、工业\n1-4月，增长9%。\n二、投资\n1-4月，增长8%。\n"
            "三、消费\n2022年1-4月，增长7%。",
            "2022-01/2022-04",
        ),
    ],
)
def test_period(paper: str, period: str) -> None:
    assert header_of(paper).period == period


def test_a_serial_number_and_a_date_in_chinese_numerals() -> None:
    boxed = header_of("索引号：02/7 发布文号：督查通报第三期\n关于2025年重点工作的通报\n现将情况通报如下。")
    spoken = header_of(
        "政府工作报告\n——二〇二五年一月八日在栖霞市第十八届人民代表大会第五次会议上\n各位代表：" + AHEAD
    )
    assert boxed.doc_number == "督查通报第三期"
    assert spoken.date == "2025-01-08"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("请予审议，并请县政协委员提出意见。我县实施生态立县战略，澄湖县完成投资9亿元。", "澄湖县"),
        ("现将1-4月份县领导挂钩项目情况通报如下。月份县均完成。全县开工9个。", None),
    ],
)
def test_words_that_only_end_like_a_place(text: str, place: str | None) -> None:
    assert own_place(text) == place


def test_the_publisher_gives_the_place() -> None:
    paper = "分类：项目　发布机构：澄湖县人民政府办公室\n全县1-4月份项目推进情况汇报\n县政府督查室\n现汇报。"
    assert header_of(paper).region == "澄湖县"


@pytest.mark.parametrize(
    ("last", "truncated"),
    [
        ("从行业看,装备制造", True),
        ("2.设施不断完善\n实施水利配套工", True),
        ("各单位要统一思想。\n相关链接：", False),
        ("各单位要统一思想。\n责任编辑：张某某", False),
        ("联系地址：市民中心421室，联系电话：6620137", False),
    ],
)
def test_breaks_off(last: str, truncated: bool) -> None:
    paper = f"云溪县2023年工作情况汇报\n现将情况汇报如下。\n一、完成情况\n任务完成95%。\n{last}"
    assert header_of(paper).truncated is truncated


def test_a_report_to_a_congress_that_only_looks_back_breaks_off() -> None:
    looked_back = "政府工作报告\n" + CONGRESS + "各位代表：\n一、2024年工作回顾\n过去一年，生产总值增长5%。"
    assert header_of(looked_back).truncated
    assert not header_of(looked_back + AHEAD).truncated
    assert not header_of(looked_back.replace("政府工作报告", "关于2024年民生实事的报告")).truncated
