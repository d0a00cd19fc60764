"""A paper's score: counts, roles, faults and verdicts."""

from dataclasses import replace

import pytest

from pipeline.evaluation.calibration import Verdict, tenths
from pipeline.evaluation.figures import Count, total
from pipeline.evaluation.gold import (
    Gold,
    GoldFact,
    GoldHeader,
    GoldIndicator,
    GoldItem,
    GoldRule,
    GoldText,
)
from pipeline.evaluation.pairing import paired
from pipeline.evaluation.scoring import Fault, score
from schemas.document import Place
from schemas.evidence import Evidence
from schemas.records import Confidence, Fact, Header, Indicator, Issue, Item, Records, Rule

PERIOD = "2031-01/2031-08"
GOLD_HEADER = GoldHeader(title="月报", region="云溪县", period=PERIOD)
HEADER = Header(title="月报", region="云溪县", period=PERIOD)


def evidence(quote: str) -> Evidence:
    return Evidence(0, 0, len(quote), quote, Place("p 1"), 0)


def fact(name: str, role: str, value: str, unit: str, quote: str = "", **more: object) -> Fact:
    return Fact("k", name, role, value, unit, quote or value, evidence(quote or value), **more)


def sorts(faults: tuple[Fault, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(fault.kind, fault.sort, fault.fields) for fault in faults]


def test_right_wrong_missed_and_made_up_facts() -> None:
    gold = Gold(
        GOLD_HEADER,
        facts=(
            GoldFact("固定资产投资", "actual", "86.4", "亿元"),
            GoldFact("固定资产投资", "target", "120", "亿元"),
            GoldFact("税收收入", "yoy", "-3.2", "%", period="2031-08"),
            GoldFact("城镇新增就业", "actual", "2846", "人"),
            GoldFact("财政收入", "rank", "XX", "位"),
        ),
    )
    read = Records(
        HEADER,
        facts=(
            fact("固定资产投资", "actual", "864000", "万元"),
            fact("固定资产投资", "actual", "120", "亿元"),
            fact("税收收入", "yoy", "-3.2", "%"),
            fact("会议", "actual", "3", "次", confidence=Confidence(0.4)),
            fact("财政收入", "rank", "XX", "位"),
        ),
    )
    found = score(gold, read)
    assert found.counts["facts.full"] == Count(4, 4, 1)
    assert found.counts["facts.value"] == Count(4, 4, 2)
    assert found.counts["facts.number"] == Count(4, 4, 3)
    assert found.counts["facts.value: period"] == Count(2, 2, 1)
    assert found.counts["masked"] == Count(1, 1, 1)
    assert found.roles["actual"] == Count(2, 3, 1)
    assert found.roles["target"] == Count(1, 0, 0)
    assert found.roles["rank"] == Count(1, 1, 1)
    assert sorts(found.faults) == [
        ("facts", "wrong", ("role",)),
        ("facts", "wrong", ("period",)),
        ("facts", "missed", ()),
        ("facts", "extra", ()),
    ]
    assert [verdict.right for verdict in found.verdicts] == [True, False, False, False, True]
    assert found.verdicts[3] == Verdict(0.4, right=False)


def test_a_misread_number_stands_beside_what_it_should_be() -> None:
    words = "完成税收收入6.25亿元"
    gold = Gold(GOLD_HEADER, facts=(GoldFact("税收收入", "actual", "6.25", "亿元", quote=words),))
    read = Records(HEADER, facts=(fact("税收收入", "actual", "25", "亿元", words),))
    assert sorts(score(gold, read).faults) == [("facts", "wrong", ("value",))]


def test_other_kinds_of_records() -> None:
    gold = Gold(
        GOLD_HEADER,
        indicators=(
            GoldIndicator("固定资产投资", weight="8", responsible=("县发改局", "县统计局")),
            GoldIndicator("税收收入"),
        ),
        issues=(GoldText("项目储备不足"),),
        items=(GoldItem("project", "澄江大道改造", "done"),),
        rules=(GoldRule("reporting", "每月5日前报送进度"),),
    )
    indicator = Indicator(
        "k", "固定资产投资", evidence("固"), weight="8.0", responsible=("县统计局", "县发改局")
    )
    read = Records(
        HEADER,
        indicators=(indicator,),
        issues=(Issue("k", "项目储备不足，后劲不强", evidence("项")),),
        items=(Item("k", "project", "澄江大道改造工程", "on_track", evidence("澄")),),
        rules=(Rule("k", "penalty", "年底兑现奖惩", evidence("年")),),
    )
    found = score(gold, read)
    assert found.counts["indicators"] == Count(2, 1, 1)
    assert found.counts["indicators.weight"] == found.counts["indicators.responsible"] == Count(1, 1, 1)
    assert found.counts["issues"] == Count(1, 1, 1)
    assert found.counts["items.kind+status"] == Count(1, 1, 0)
    assert found.counts["rules"] == Count(1, 1, 0)
    assert sorts(found.faults) == [
        ("indicators", "missed", ()),
        ("rules", "missed", ()),
        ("rules", "extra", ()),
        ("items", "wrong", ("status",)),
    ]
    assert found.accuracy == pytest.approx(2 * 3 / (5 + 4))


def test_a_kind_that_was_not_annotated_is_not_scored() -> None:
    read = Records(
        HEADER, facts=(fact("税收", "actual", "1", "元"),), issues=(Issue("k", "慢", evidence("慢")),)
    )
    found = score(Gold(GOLD_HEADER, issues=()), read)
    assert set(found.counts) == {"header", "issues"}
    assert found.counts["issues"] == Count(0, 1, 0)
    assert len(found.verdicts) == 1


def test_header_fields() -> None:
    gold = Gold(replace(GOLD_HEADER, issuer="云溪县绩效办", date=None, truncated=True))
    found = score(gold, Records(replace(HEADER, title="旬报", date="2031-09-01")))
    assert found.counts["header"] == Count(8, 8, 4)
    assert [(f.sort, f.fields) for f in found.faults] == [
        ("wrong", ("title",)),
        ("missed", ("issuer",)),
        ("extra", ("date",)),
        ("missed", ("truncated",)),
    ]


def test_pairs_are_one_to_one_and_the_best_come_first() -> None:
    worth = {("a", "x"): 0.7, ("a", "y"): 0.9, ("b", "y"): 0.8, ("b", "x"): 0.0}
    assert paired("ab", "xy", lambda g, r: worth[g, r]) == ((0, 1),)
    assert paired("ab", "xy", lambda _g, _r: 1) == ((0, 0), (1, 1))


def test_shares_of_nothing() -> None:
    assert (Count().precision, Count().recall, Count().f1) == (1, 1, 1)
    assert (Count(gold=2).precision, Count(gold=2).f1) == (0, 0)
    assert Count(read=2).precision == 0
    assert total([{"a": Count(1, 2, 1)}, {"a": Count(3, 1, 1), "b": Count(1)}]) == {
        "a": Count(4, 3, 2),
        "b": Count(1),
    }


def test_tenths_share_out_what_cannot_be_told_apart() -> None:
    sure = [Verdict(0.9, right=n != 3) for n in range(10)]
    doubted = [Verdict(0.5, right=n % 2 == 0) for n in range(10)]
    found = tenths([*doubted, *sure])
    assert [t.number for t in found] == list(range(1, 11))
    assert [t.records for t in found] == [2] * 10
    assert [round(t.wrong, 3) for t in found] == [0.1] * 5 + [0.5] * 5
    assert (found[0].highest, found[-1].lowest) == (0.9, 0.5)
    assert tenths([*reversed(sure), *reversed(doubted)]) == found


def test_too_few_records_have_no_tenths() -> None:
    assert tenths([Verdict(1, right=True)] * 9) == ()
