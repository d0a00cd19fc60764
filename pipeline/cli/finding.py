"""One thing that duibiao doctor looked at."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "missing", "wrong"]
STATE_WORDS: dict[State, str] = {"ok": "正常", "missing": "没有", "wrong": "有误"}


@dataclass(frozen=True, slots=True)
class Finding:
    """`wrong` keeps the program from working, `missing` does not; `advice` is what to do."""

    what: str
    state: State
    text: str
    advice: str = ""
