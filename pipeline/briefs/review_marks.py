"""What a row of the review workbook says about its record, and the words that both its writer and
its reader rely on."""

from collections.abc import Sequence

from schemas.decision import Decision

SIGNATURE = "duibiao-records"
VERSION = "1"
ORIGINALS_SHEET = "_原值"
KEY_TITLE = "记录键"
MARK_TITLE = "核对"

PENDING = "待核"
ACCEPTED = "确认"
REJECTED = "删除"
CORRECTED = "已更正"
MARKS = (PENDING, ACCEPTED, REJECTED)
"""What a person can choose."""


def mark_of(decisions: Sequence[Decision]) -> str:
    """The mark of a record by the decisions taken on it, the last one counting."""
    if not decisions:
        return PENDING
    return {"accept": ACCEPTED, "reject": REJECTED, "correct": CORRECTED, "add": ACCEPTED}[
        decisions[-1].action
    ]
