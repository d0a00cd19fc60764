"""One file read: what a worker process does, and the only thing it does.

Whatever goes wrong ends in the result as an error with its outcome; nothing is raised, so that one
file can't stop a run.
"""

import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from extractors.extract import EXTRACTOR_VERSION, extract
from extractors.readers.registry import read
from schemas.document import Document
from schemas.errors import ReadError, ReadFailedError, system_reason
from schemas.records import Records

Source_co = TypeVar("Source_co", bound=Path | Document, covariant=True)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one file: document and records, or the error. `version` is that of the finders
    which read it; `trace` the technical account of an unexpected error, for the log."""

    document: Document | None
    records: Records | None
    error: ReadError | None
    version: str
    seconds: float
    trace: str = ""


@dataclass(frozen=True, slots=True)
class ToRead(Generic[Source_co]):
    """What is to be read: a file, or a document that was read before, of which records are only
    extracted; `year` is what its folders say, None where they say nothing."""

    source: Source_co
    year: int | None = None


def read_one(task: ToRead[Path | Document]) -> ReadResult:
    """Read a file and extract its records; of a document that was read before, only extract."""
    begun = time.monotonic()
    try:
        document = task.source if isinstance(task.source, Document) else read(task.source)
        records = extract(document, task.year)
    except ReadError as error:
        return _failed(error, begun)
    except OSError as error:
        return _failed(unreadable(error), begun)
    except MemoryError:
        return _failed(
            ReadFailedError("内存不足，没有读完这个文件", "请关闭其他程序后重试，或把文件拆分"), begun
        )
    except Exception as error:  # noqa: BLE001 - any fault in one file is that file's outcome, never the run's end
        return _failed(
            ReadFailedError(f"程序内部错误（{type(error).__name__}）"), begun, traceback.format_exc()
        )
    return ReadResult(document, records, None, EXTRACTOR_VERSION, time.monotonic() - begun)


def unreadable(error: OSError) -> ReadFailedError:
    """A file that the system doesn't let us read, as an outcome with the next step."""
    if isinstance(error, FileNotFoundError):
        return ReadFailedError("文件已不在原处", "请确认文件没有被移动或删除，再重新运行")
    if isinstance(error, PermissionError):
        return ReadFailedError(
            "文件打不开，可能正被其他程序占用或没有读取权限", "请关闭正在打开该文件的程序后重试"
        )
    return ReadFailedError(f"文件打不开（{system_reason(error)}）", "请检查磁盘或网络连接后重试")


def _failed(error: ReadError, begun: float, trace: str = "") -> ReadResult:
    return ReadResult(None, None, error, EXTRACTOR_VERSION, time.monotonic() - begun, trace)
