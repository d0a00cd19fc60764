"""A ledger as offices keep it, from the bytes of the workbook to its records."""

import sys
from pathlib import Path

import pytest

from extractors.extract import extract
from extractors.readers.excel.reader import read_excel
from schemas.document import SourceFile

sys.path.insert(0, str(Path(__file__).parent / "extractors" / "readers"))
from workbooks import Made, rows, workbook

LEDGER = Made(
    "台账",
    rows(
        ("澄江区2023年度目标任务完成情况台账（1—9月）",),
        ("填报单位：澄江区人民政府督查室", "", "", "", "", "", "填报日期：2023年10月9日"),
        (
            "序号", "目标任务", "计量单位", "年度目标", "完成数", "完成率（%）",
            "责任单位", "预警/进展状态", "存在问题及下步措施",
        ),
        ("一、定量指标",),
        ("1", "固定资产投资", "亿元", "112", "86.4", "77.1%", "区发改局", "绿灯", "已完成序时任务"),
        (
            "2", "外贸进出口总额", "万美元", "9600", "5280", "55.0%", "区商务局", "红灯",
            "问题：骨干企业订单外流。\n措施：组织企业参加展会，新增外贸企业5家。",
        ),
        ("二、重点工作",),
        ("3", "城区第二水厂工程", "万元", "8600", "8600", "100.0%", "区住建局", "已完工", "日供水能力3万吨"),
        (
            "4", "环城路改扩建工程", "万元", "36000", "21420", "59.5%", "区交通局", "进度滞后",
            "问题：征拆未清零。\n措施：11月底前完成征拆扫尾。",
        ),
        ("备注：数据以统计部门核定为准。",),
    ),
    merges=("A1:I1", "A2:F2", "G2:I2", "A4:I4", "A7:I7", "A10:I10"),
)  # fmt: skip
INSTRUCTIONS = Made(
    "填报说明",
    rows(
        ("台账填报说明",),
        ("1.各牵头单位每月5日前更新上月进展，报区政府督查室。",),
        ("2.连续两个月亮红灯的指标，由区政府督查室下发督办单。",),
        ("3.台账结果作为年度考核评分的重要依据。",),
        ("联系人：某某",),
    ),
)


@pytest.fixture(scope="module")
def records():
    data = workbook(LEDGER, INSTRUCTIONS)
    return extract(read_excel(SourceFile("/inbox/台账.xlsx", "台账.xlsx", "0" * 64, "xlsx", len(data)), data))


def test_the_fields_over_the_table_give_issuer_and_date(records):
    assert (records.document.doc_type, records.document.issuer, records.document.date) == (
        "ledger",
        "澄江区人民政府督查室",
        "2023-10-09",
    )


def test_only_labelled_parts_of_a_labelled_column_are_issues_and_measures(records):
    assert [issue.text for issue in records.issues] == ["骨干企业订单外流", "征拆未清零"]
    assert [measure.text for measure in records.measures] == [
        "组织企业参加展会，新增外贸企业5家",
        "11月底前完成征拆扫尾",
    ]


def test_works_take_their_state_from_the_column_of_lights(records):
    assert [(item.name, item.status) for item in records.items] == [
        ("城区第二水厂工程", "done"),
        ("环城路改扩建工程", "at_risk"),
    ]


def test_the_sheet_of_instructions_gives_the_rules(records):
    assert [(rule.kind, rule.text) for rule in records.rules] == [
        ("reporting", "各牵头单位每月5日前更新上月进展，报区政府督查室"),
        ("supervision", "连续两个月亮红灯的指标，由区政府督查室下发督办单"),
        ("evaluation", "台账结果作为年度考核评分的重要依据"),
    ]


def test_evidence_names_the_cell(records):
    rate = next(fact for fact in records.facts if fact.role == "completion")
    assert rate.evidence.place.chinese() == "工作表“台账”F5"
