"""What a person decided on the records of a reading, said beside it.

A fact that a person accepted, corrected or added is reviewed. Of a corrected record the note says the
original, who, when and the correction: of a fact's number as one (原文 1.4%，张三 2024-10-20 更正为 4.1%),
of each other field by its name in the review workbook. A correction that was taken back leaves no note.
It changes no record; a rejected one is in no reading.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.analysis.sources import printed_words
from pipeline.briefs.records_layout import SHEETS, cell_words, editable_values
from pipeline.store.values import Reviewed
from schemas.decision import Decision
from schemas.reading import Correction, Reading
from schemas.records import Fact, Record

_NUMBER_FIELDS = ("op", "value", "high", "unit")


def with_corrections(reading: Reading, reviewed: Reviewed) -> Reading:
    """The reading with its facts marked as reviewed, and with a note on each correction."""
    if not reviewed.applied:
        return reading
    taken: defaultdict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in reviewed.applied:
        taken[decision.kind, decision.key].append(decision)
    facts = tuple(
        replace(fact, reviewed=True) if ("facts", fact.fact.key) in taken else fact for fact in reading.facts
    )
    return replace(reading, facts=facts, corrections=tuple(_corrections(reviewed, taken)))


def _corrections(
    reviewed: Reviewed, taken: Mapping[tuple[str, str], Sequence[Decision]]
) -> Iterator[Correction]:
    for (kind, key), decisions in taken.items():
        now = next((record for record in getattr(reviewed.records, kind) if record.key == key), None)
        original = next((record for record in getattr(reviewed.original, kind) if record.key == key), None)
        if now is None:
            continue
        if original is None:
            yield Correction(now.evidence, f"{_signed(decisions[0])} 补录")
            continue
        steps = [step for step in decisions if step.action == "correct"]
        notes = _number_note(original, now, steps), *_field_notes(kind, original, now, steps)
        text = "；".join(note for note in notes if note)
        if text:
            yield Correction(now.evidence, text)


def _number_note(original: Record, now: Record, steps: Sequence[Decision]) -> str:
    """The note on a fact's number, "" where it stands as printed."""
    last = _last(steps, *_NUMBER_FIELDS)
    if last is None or not isinstance(original, Fact) or not isinstance(now, Fact):
        return ""
    before, after = printed_words(original), printed_words(now)
    return f"原文 {before}，{_signed(last)} 更正为 {after}" if before != after else ""


def _field_notes(kind: str, original: Record, now: Record, steps: Sequence[Decision]) -> Iterator[str]:
    """The notes on all other fields."""
    before, after = editable_values(kind, original), editable_values(kind, now)
    for column in next(sheet.columns for sheet in SHEETS if sheet.kind == kind):
        last = _last(steps, column.field)
        is_number = isinstance(now, Fact) and column.field in _NUMBER_FIELDS
        if last is None or is_number or before[column.field] == after[column.field]:
            continue
        old, new = (cell_words(column, values[column.field]) or "无" for values in (before, after))
        yield f"{column.title}原文 {old}，{_signed(last)} 更正为 {new}"


def _last(steps: Sequence[Decision], *fields: str) -> Decision | None:
    return next((step for step in reversed(steps) if step.field in fields), None)


def _signed(decision: Decision) -> str:
    """Who and on which day."""
    return f"{decision.who} {decision.when[:10]}".strip()
