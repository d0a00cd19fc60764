"""The words beside a record that a person corrected, confirmed or added."""

import json

import pytest
from fictional_readings import Paper, notice

from pipeline.analysis.check_agreement import check_text_table
from pipeline.analysis.schemes import draft_scheme
from pipeline.analysis.sources import figure_of, source_of
from pipeline.normalise import normalise
from pipeline.run.corrections import with_corrections
from pipeline.store.review import review
from schemas.decision import Decision, DecisionAction
from schemas.interchange import records_to_json
from schemas.reading import Reading


def decision(
    key: str,
    action: DecisionAction,
    field: str = "",
    after: str = "",
    *,
    kind: str = "facts",
    who: str = "张三",
    day: str = "2024-10-20",
) -> Decision:
    return Decision("d", key, kind, action, field, "", after, who, f"{day}T01:02:03Z")


def reading_after(paper: Paper, *decisions: Decision) -> Reading:
    """The paper's reading as it stands after the decisions."""
    outcome = review(paper.records(), decisions)
    assert not outcome.orphans
    return with_corrections(normalise("d", "材料.docx", outcome.records), outcome)


@pytest.fixture
def paper() -> Paper:
    report = Paper("progress_report", "2024-01/2024-09")
    report.fact("固定资产投资", "yoy", "1.4", "%")
    report.fact("粮食总产量", "actual", "24", "万吨", block=101, op=">=", high="26")
    return report


KEY = "progress_report-2024-01/2024-09/f0"
SECOND = "progress_report-2024-01/2024-09/f1"


@pytest.mark.parametrize(
    ("decisions", "printed", "note"),
    [
        ([decision(KEY, "correct", "value", "4.1")], "4.1%", "原文 1.4%，张三 2024-10-20 更正为 4.1%"),
        (
            [
                decision(KEY, "correct", "value", "4.2"),
                decision(KEY, "correct", "value", "4.1", who="李四", day="2024-10-21"),
            ],
            "4.1%",
            "原文 1.4%，李四 2024-10-21 更正为 4.1%",
        ),
        (
            [decision(KEY, "correct", "value", "4.1"), decision(KEY, "correct", "value", "1.4")],
            "1.4%",
            None,
        ),
        (
            [decision(KEY, "correct", "unit", "个百分点"), decision(KEY, "accept")],
            "1.4个百分点",
            "原文 1.4%，张三 2024-10-20 更正为 1.4个百分点",
        ),
        (
            [decision(KEY, "correct", "role", "actual"), decision(KEY, "correct", "period", "2024-09")],
            "1.4%",
            "口径原文 同比增速，张三 2024-10-20 更正为 完成值；期间原文 无，张三 2024-10-20 更正为 2024-09",
        ),
        ([decision(KEY, "accept")], "1.4%", None),
        ([decision(KEY, "reject"), decision(KEY, "accept")], "1.4%", None),
    ],
)
def test_a_fact_that_a_person_looked_at(
    paper: Paper, decisions: list[Decision], printed: str, note: str | None
) -> None:
    reading = reading_after(paper, *decisions)
    figures = [figure_of(reading, fact) for fact in reading.facts]
    assert (figures[0].printed, figures[0].reviewed, figures[0].source.correction) == (printed, True, note)
    assert (figures[1].printed, figures[1].reviewed, figures[1].source.correction) == (
        "≥24—26万吨",
        False,
        None,
    )


def test_a_rejected_fact_is_gone_and_leaves_no_note(paper: Paper) -> None:
    reading = reading_after(paper, decision(KEY, "correct", "value", "4.1"), decision(KEY, "reject"))
    assert [fact.fact.key for fact in reading.facts] == [SECOND]
    assert reading.corrections == ()


def test_an_added_fact_says_by_whom(paper: Paper) -> None:
    other = Paper("progress_report", "2024-01/2024-09", name="other")
    other.fact("城镇新增就业", "actual", "1530", "人", block=102)
    (entry,) = json.loads(records_to_json(other.records()))["facts"]
    reading = reading_after(paper, decision("other/f0", "add", after=json.dumps(entry)))
    added = figure_of(reading, reading.facts[-1])
    assert (added.printed, added.reviewed, added.source.correction) == (
        "1530人",
        True,
        "张三 2024-10-20 补录",
    )


def test_a_light_and_an_indicator_say_it_too() -> None:
    paper = notice()
    paper.light("固定资产投资增速", "red")
    key, name = paper.lights[0].key, paper.indicators[1].key
    reading = reading_after(
        paper,
        decision(key, "correct", "light", "green", kind="lights"),
        decision(name, "correct", "weight", "6", kind="indicators"),
    )
    light, indicator = reading.records.lights[0], reading.records.indicators[1]
    assert source_of(reading, light.evidence).correction == "亮灯原文 红灯，张三 2024-10-20 更正为 绿灯"
    assert source_of(reading, indicator.evidence).correction == "分值原文 4，张三 2024-10-20 更正为 6"


def test_a_corrected_target_of_the_scheme_says_it() -> None:
    paper = notice()
    target = next(fact for fact in paper.facts if fact.value == "1800")
    scheme = draft_scheme(reading_after(paper, decision(target.key, "correct", "value", "1900")))
    assert scheme is not None
    (laid_down,) = next(i for i in scheme.indicators if i.name == "城镇新增就业人数").targets
    assert (laid_down.text, laid_down.correction) == ("1900人", "原文 1800人，张三 2024-10-20 更正为 1900人")


def test_text_against_table_names_the_corrected_side() -> None:
    paper = Paper("progress_report", "2024-01/2024-09")
    key = paper.fact("固定资产投资", "yoy", "1.4", "%")
    paper.fact("固定资产投资增速", "yoy", "1.4", "%", block=3, row=2, col=4)
    assert list(check_text_table(reading_after(paper))) == []
    (found,) = check_text_table(reading_after(paper, decision(key, "correct", "value", "4.1")))
    assert "文中为4.1%，表中为1.4%（更正值：原文 1.4%，张三 2024-10-20 更正为 4.1%）" in found.text
    assert [source.correction is not None for source in found.sources] == [True, False]
