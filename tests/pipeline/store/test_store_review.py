"""Decisions applied to records: by key, by quote, in order, or listed."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_fakes import document, records, source

from pipeline.store.review import corrected, review
from schemas.decision import Decision
from schemas.errors import ReviewError
from schemas.interchange import records_to_json
from schemas.records import RECORD_KINDS

CONTENT = document(source())
READ = records(CONTENT)
FACT = READ.facts[0]


def decided(action: str, key: str = FACT.key, **given: str) -> Decision:
    values = {"kind": "facts", "field": "", "before": "", "after": "", "quote": FACT.evidence.quote} | given
    return Decision(
        document_id="d",
        key=key,
        action=action,
        who="王芳",
        when="2023-10-11T00:00:00Z",
        **values,  # type: ignore[arg-type]
    )


def test_a_later_decision_counts_over_an_earlier_one() -> None:
    first, second = (
        decided("correct", field="value", after="5.9"),
        decided("correct", field="value", after="6.0"),
    )
    assert review(READ, [first, second]).records.facts[0].value == "6.0"


def test_a_rejected_record_is_gone_but_can_come_back() -> None:
    reject, accept = decided("reject"), decided("accept")
    gone = review(READ, [reject])
    assert gone.records.facts == READ.facts[1:]
    assert gone.corrected.facts == READ.facts
    assert gone.original is READ
    assert review(READ, [reject, accept]).records == READ


def test_an_added_record_joins_the_others() -> None:
    extra = replace(FACT, key="new", indicator="出口额", value="3.2")
    written = json.loads(records_to_json(replace(READ, facts=(extra,))))["facts"][0]
    result = review(READ, [decided("add", key="new", after=json.dumps(written, ensure_ascii=False))])
    assert result.records.facts == (*READ.facts, extra)


@pytest.mark.parametrize("after", ["", "{", "{}", '{"indicator": "x"}'])
def test_an_added_record_that_cannot_be_read_is_listed(after: str) -> None:
    added = decided("add", key="new", after=after)
    assert review(READ, [added]).orphans == (added,)


def test_a_key_whose_words_have_nothing_in_common_is_not_the_record() -> None:
    stranger = decided("correct", field="value", after="1", quote="完全不同的话")
    result = review(READ, [stranger])
    assert result.orphans == (stranger,)
    assert result.records == READ


def test_a_quote_that_stands_twice_is_for_a_person() -> None:
    twin = replace(FACT, key="twin")
    doubled = replace(READ, facts=(*READ.facts, twin))
    moved = decided("correct", key="old", field="value", after="1")
    assert review(doubled, [moved]).orphans == (moved,)


def test_an_applied_decision_bears_the_key_of_today() -> None:
    moved = decided("correct", key="old", field="value", after="1")
    assert review(READ, [moved]).applied == (replace(moved, key=FACT.key),)


def test_kinds_are_kept_apart() -> None:
    issue = READ.issues[0]
    wrong_kind = decided("reject", key=issue.key, kind="measures", quote=issue.evidence.quote)
    assert review(READ, [wrong_kind]).orphans == (wrong_kind,)


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("value", "6.0", "6.0"),
        ("op", ">=", ">="),
        ("op", "", None),
        ("entity", "", None),
        ("unit", "", ""),
        ("role", "target", "target"),
    ],
)
def test_fields_of_a_fact(field: str, text: str, expected: str | None) -> None:
    assert getattr(corrected(FACT, field, text), field) == expected


def test_a_list_field() -> None:
    issue = READ.issues[0]
    assert corrected(issue, "responsible", "县财政局、县商务局").responsible == ("县财政局", "县商务局")  # type: ignore[union-attr]
    assert corrected(issue, "responsible", "").responsible == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("field", "text"), [("op", "=="), ("role", "某"), ("nothing", "x"), ("key", "x"), ("evidence", "")]
)
def test_what_a_field_cannot_hold(field: str, text: str) -> None:
    with pytest.raises(ReviewError):
        corrected(FACT, field, text)


DECISIONS = st.lists(
    st.builds(
        decided,
        st.sampled_from(["accept", "reject", "correct"]),
        st.sampled_from([*(r.key for r in READ.all()), "unknown"]),
        kind=st.sampled_from(["facts", "issues"]),
        field=st.just("key_is_never_touched").map(lambda _: "responsible"),
        quote=st.sampled_from(["", FACT.evidence.quote, "项目储备不足", "别的话"]),
    ).filter(lambda d: d.action != "correct" or d.kind == "issues"),
    max_size=8,
)


@given(DECISIONS)
def test_every_decision_is_either_applied_or_listed(decisions: list[Decision]) -> None:
    result = review(READ, decisions)
    assert len(result.applied) + len(result.orphans) == len(decisions)
    assert result.original == READ
    assert review(READ, decisions) == result
    for kind in RECORD_KINDS:
        kept = [record.key for record in getattr(result.records, kind)]
        assert kept == [r.key for r in getattr(READ, kind) if r.key in kept], "order is the document's"
