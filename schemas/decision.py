"""A person's decision on a record. It stands beside the record and never overwrites it."""

from dataclasses import dataclass
from typing import Literal

LIST_SEPARATOR = "、"
"""Between the entries of a list field (责任单位) in a decision's `before` and `after`."""

DecisionAction = Literal["accept", "correct", "reject", "add"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, from what to what, by whom, when (ISO, UTC) and why.

    `key` is the record's stable key; `kind` its list (facts, indicators …); `field` the corrected
    field ("" for accept, reject and add); `before` the value that the person saw, `after` the new
    one (for add: the new record as JSON). `quote` is the record's quote at the time of decision: a
    decision whose record is not found again by key and quote is listed for a person, not dropped.
    """

    document_id: str
    key: str
    kind: str
    action: DecisionAction
    field: str
    before: str
    after: str
    who: str
    when: str
    why: str = ""
    quote: str = ""
