"""The stated outcome of one file in a run."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a received file. Every file of a run ends in exactly one of these."""

    DONE = "done"
    PARTLY = "partly"
    DUPLICATE = "duplicate"
    NEW_VERSION = "new_version"
    EMPTY = "empty"
    PASSWORD = "password"  # noqa: S105 - the name of an outcome, not a secret
    DAMAGED = "damaged"
    UNSUPPORTED = "unsupported"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def is_read(self) -> bool:
        """True where the file's records are in the store (exit code 0)."""
        return self in {Outcome.DONE, Outcome.PARTLY, Outcome.DUPLICATE, Outcome.NEW_VERSION}

    @property
    def chinese(self) -> str:
        """The outcome's name as users see it."""
        return _CHINESE[self]


_CHINESE = {
    Outcome.DONE: "已读取",
    Outcome.PARTLY: "部分读取",
    Outcome.DUPLICATE: "已读过",
    Outcome.NEW_VERSION: "新版本",
    Outcome.EMPTY: "空文件",
    Outcome.PASSWORD: "有密码",
    Outcome.DAMAGED: "文件损坏",
    Outcome.UNSUPPORTED: "格式暂不支持",
    Outcome.REFUSED: "拒绝读取",
    Outcome.FAILED: "读取失败",
}


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of a run: a file, its outcome, what was read, and what to do next.

    `path` is relative to the inbox; `message` is Chinese, with the next step where one is
    needed; `counts` maps record kinds (facts, indicators …) to how many were read.
    """

    path: str
    outcome: Outcome
    message: str
    counts: dict[str, int]
    seconds: float
