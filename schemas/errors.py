"""Everything that can go wrong, as one tree.

    DuibiaoError                    exit 1   unexpected
    ├── UsageError                  exit 2   the command line or the call is wrong
    ├── ConfigError                 exit 9   settings, catalogue or data folder
    ├── StoreError                  exit 1   the database
    │   └── NoStoreError                exit 9   there is none, or what is named is none
    ├── ReviewError                 exit 2   a returned review workbook can't be taken
    ├── InboxEmptyError             exit 6   the inbox holds no file
    └── ReadError                   exit 5   one file could not be read; carries its outcome
        ├── EmptyFileError              empty
        ├── PasswordError               password
        ├── DamagedFileError            damaged
        ├── UnsupportedFormatError      unsupported
        ├── RefusedFileError            refused (too large, bomb, secrecy mark)
        └── ReadFailedError             failed (time, memory, internal)

The message is Chinese and for the user; `advice` is the next step, also in Chinese. Errors of
libraries are translated into this tree once, at the boundary where the library is called.
"""

import errno
from typing import ClassVar

from schemas.outcome import Outcome

EXIT_DONE = 0
EXIT_UNEXPECTED = 1
EXIT_USAGE = 2
EXIT_REVIEW_WAITS = 3
EXIT_FILE_OUTCOME = 5
EXIT_INBOX_EMPTY = 6
EXIT_CONFIG = 9
EXIT_INTERRUPTED = 130


class DuibiaoError(Exception):
    """Base of all errors that the program raises on purpose."""

    exit_code: ClassVar[int] = EXIT_UNEXPECTED
    default_advice: ClassVar[str] = ""

    def __init__(self, message: str, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = self.default_advice if advice is None else advice

    def __str__(self) -> str:
        return f"{self.message}。{self.advice}" if self.advice else self.message

    def __reduce__(self) -> tuple[type["DuibiaoError"], tuple[str, str]]:
        """Errors cross process borders, so both parts must survive pickling."""
        return type(self), (self.message, self.advice)


class UsageError(DuibiaoError):
    """The call is wrong; nothing was done."""

    exit_code = EXIT_USAGE


class ConfigError(DuibiaoError):
    """A settings file, a user's catalogue or the data folder can't be used."""

    exit_code = EXIT_CONFIG


class StoreError(DuibiaoError):
    """The database can't be opened, migrated or written."""


class NoStoreError(StoreError):
    """The database that was named isn't there, or is none that this program can use."""

    exit_code = EXIT_CONFIG


class ReviewError(DuibiaoError):
    """A returned review workbook can't be taken; nothing of it was stored."""

    exit_code = EXIT_USAGE


class InboxEmptyError(DuibiaoError):
    """The inbox holds no file that could be read."""

    exit_code = EXIT_INBOX_EMPTY


class ReadError(DuibiaoError):
    """One file could not be read. `outcome` is how it is reported; a run goes on with the next."""

    exit_code = EXIT_FILE_OUTCOME
    outcome: ClassVar[Outcome] = Outcome.FAILED


class EmptyFileError(ReadError):
    """The file has no bytes, or no text at all."""

    outcome = Outcome.EMPTY
    default_advice = "请确认发件人发送的是完整文件，重新索取后再放入"


class PasswordError(ReadError):
    """The file is encrypted."""

    outcome = Outcome.PASSWORD
    default_advice = "请用密码打开后另存为不加密的文件，再重新放入"


class DamagedFileError(ReadError):
    """The bytes are not what their format promises."""

    outcome = Outcome.DAMAGED
    default_advice = "请重新下载或请发件人重发，再重新放入"


class UnsupportedFormatError(ReadError):
    """No reader knows this format."""

    outcome = Outcome.UNSUPPORTED
    default_advice = "请另存为 .docx、.pdf 或 .txt 后重新放入"


class RefusedFileError(ReadError):
    """The file was not opened on purpose: too large, an archive bomb, a secrecy mark."""

    outcome = Outcome.REFUSED
    default_advice = "请核对文件来源；确需处理的，拆分或脱密后再放入"


class ReadFailedError(ReadError):
    """Reading broke off: time, memory or an internal fault."""

    outcome = Outcome.FAILED
    default_advice = "请用 duibiao run 重试；仍不成功的，请把文件与日志发给维护者"


_REASONS = {
    errno.ENOENT: "不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EEXIST: "已有同名文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "名称太长",
    errno.EBUSY: "正被占用",
    errno.ELOOP: "链接指向自身",
}


def system_reason(error: OSError) -> str:
    """Why the system refused, in Chinese; in its own words where these are unknown."""
    known = _REASONS.get(error.errno) if error.errno is not None else None
    return known or error.strerror or type(error).__name__
