"""What time it is, as the store and the decisions keep it."""

from datetime import UTC, datetime


def now() -> str:
    """The present second as ISO time in UTC: 2023-10-09T08:30:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
