"""What breaks in a run after reading: named in Chinese, kept in the log, and the rest goes on."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from schemas.errors import DuibiaoError

Result = TypeVar("Result")

log = logging.getLogger(__name__)


@dataclass
class Faults:
    """What broke so far, one text each; a run with any of them does not end as done."""

    texts: list[str] = field(default_factory=list)

    def guard(self, what: str, call: Callable[[], Result]) -> Result | None:
        """The result of a call, None where it broke."""
        try:
            return call()
        except DuibiaoError as error:
            self.texts.append(f"{what}：{error}")
        except Exception as error:
            # One paper or brief can't stop a run; the log has the full account.
            log.exception("%s", what)
            kind = type(error).__name__
            self.texts.append(f"{what}没有完成，程序内部错误（{kind}）；其他结果不受影响，请把日志发给维护者")
        return None
