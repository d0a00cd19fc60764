"""Files into the store: each ends in one outcome.

Bytes that the store knows, read by the finders of today, are not read again unless their folders now
say something else of them. Bytes that lie in the inbox twice are read once. Everything else is read in
worker processes and stored here, in the parent, as it comes in, so that an interrupted run keeps what it
has done. Documents that older finders read and that lie in this inbox no longer are extracted again from
what the store holds.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from extractors.extract import EXTRACTOR_VERSION
from extractors.readers.office.ahead import converted_ahead
from extractors.readers.registry import refused_by_name
from extractors.readers.sniff import SPECIAL_ADVICE, SPECIAL_WORDS, digest, is_special
from pipeline.run.clock import now
from pipeline.run.files import Incoming
from pipeline.run.reading import ReadResult, ToRead, read_one, unreadable
from pipeline.run.workers import Lost, Page, work_through
from pipeline.store.store import Store, document_id
from pipeline.store.values import NO_HINTS, Arrival, StoredDocument
from schemas.document import Document
from schemas.errors import ReadError, ReadFailedError, UnsupportedFormatError
from schemas.outcome import FileReport, Outcome
from schemas.records import Records

log = logging.getLogger(__name__)

REFRESH_BATCH = 32
"""Documents held in memory at a time while they are extracted again."""

NOTHING_FOUND = "没有读出指标、数据或措施，请打开原件核对是否为考评材料、文字是否完整"


@dataclass(frozen=True, slots=True)
class PageReport:
    """Long work on its way: with a file of many pages, reading begins with a page (from 1) of so many; before
    reading, old files are converted, and `unit` counts these."""

    path: str
    page: int
    pages: int
    unit: str = "页"


Announce = Callable[[FileReport | PageReport], None]
"""Hears of each file as soon as its outcome stands, and of each page that takes long."""

Work = Callable[[ToRead[Path | Document]], ReadResult]
"""What reads one file; importable by name."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who reads: `jobs` processes at a time, each file within `seconds`, by `work`; `version` is
    that of its finders."""

    jobs: int
    seconds: float
    work: Work = read_one
    version: str = EXTRACTOR_VERSION


@dataclass(frozen=True, slots=True)
class Taken:
    """A file of the inbox with its outcome; `document_id` None where nothing of it is stored."""

    report: FileReport
    document_id: str | None = None


def take_in(
    files: Sequence[Incoming],
    inbox: Path,
    store: Store,
    crew: Crew,
    announce: Announce,
) -> tuple[Taken, ...]:
    """Read what must be read and store it. The files come back in the order of their places."""
    taken: list[Taken] = []
    for one in _each(files, inbox, store, crew, announce):
        announce(one.report)
        taken.append(one)
    return tuple(sorted(taken, key=lambda one: one.report.path))


def read_only(files: Sequence[Path], crew: Crew) -> Iterator[tuple[Path, FileReport, Records | None]]:
    """Read files without a store, each as it is done; records None where a file was not read."""
    for path in files:
        if path.is_dir():
            yield path, _failure(str(path), _folder(), 0.0), None
    tasks = {ToRead(path): path for path in dict.fromkeys(files) if not path.is_dir()}
    with converted_ahead([task.source for task in tasks]):
        for task, result in work_through(list(tasks), crew.work, crew.jobs, crew.seconds):
            path = tasks[task]
            yield path, _report(str(path), result, crew), None if isinstance(result, Lost) else result.records


def refresh(store: Store, crew: Crew) -> tuple[str, ...]:
    """Extract again what other finders read and no run has met since. Returns the names of the
    documents; where extraction fails the older records stay, and the log says why."""
    stale = [document for document in store.documents() if document.version != crew.version]
    by_id = {document.id: document for document in stale}
    done: list[str] = []
    for first in range(0, len(stale), REFRESH_BATCH):
        batch = [
            (store.content(document.id), document.hints.year)
            for document in stale[first : first + REFRESH_BATCH]
        ]
        tasks = [ToRead(content, year) for content, year in batch]
        for task, result in work_through(tasks, crew.work, crew.jobs, crew.seconds):
            content = task.source
            document = by_id[document_id(content.source.sha256)]
            if isinstance(result, Lost) or result.records is None:
                log.error("%s: extraction by the new version failed: %s", document.path, result)
                continue
            store.save_reading(_again(document, result), content, result.records)
            done.append(document.source.name)
    return tuple(sorted(done))


def _each(
    files: Sequence[Incoming], inbox: Path, store: Store, crew: Crew, announce: Announce
) -> Iterator[Taken]:
    copies: dict[str, list[Incoming]] = {}
    for file in files:
        sha256 = _digest(file)
        if isinstance(sha256, ReadError):
            yield Taken(_failure(file.relative, sha256, 0.0))
        else:
            copies.setdefault(sha256, []).append(file)
    unread: dict[ToRead[Path], list[Incoming]] = {}
    for sha256, (first, *others) in copies.items():
        known = store.known(sha256)
        if known is not None and known.version == crew.version and first.hints in {NO_HINTS, known.hints}:
            again = _known(store, known, first, inbox)
            yield again
            yield from _copies(again, others)
        else:
            unread[ToRead(first.path, first.hints.year)] = [first, *others]

    def hear_conversion(number: int, of: int) -> None:
        announce(PageReport("转换旧格式文件", number, of, "个"))

    with converted_ahead([task.source for task in unread], hear_conversion):

        def hear(task: ToRead[Path], page: Page) -> None:
            announce(PageReport(unread[task][0].relative, page.number, page.of))

        for task, result in work_through(list(unread), crew.work, crew.jobs, crew.seconds, hear):
            first, *others = unread[task]
            one = _settled(store, first, inbox, result, crew)
            yield one
            yield from _copies(one, others)


def _digest(file: Incoming) -> str | ReadError:
    if file.is_folder:
        return UnsupportedFormatError(
            "这是文件夹，不是文件", "里面的文件已照常读取；应为文件的，请发件人重发"
        )
    if file.fault is not None:
        return ReadFailedError(f"文件夹打不开（{file.fault}）", "请检查该文件夹的读取权限")
    try:
        if is_special(file.path):
            return UnsupportedFormatError(f"这是{SPECIAL_WORDS}", SPECIAL_ADVICE)
        # What is refused for its name must not share the fate of the same bytes under another.
        return refused_by_name(file.path) or digest(file.path)
    except ReadError as error:
        return error
    except OSError as error:
        return unreadable(error)


def _folder() -> ReadError:
    return UnsupportedFormatError("这是文件夹，不是文件", "请放入文件本身；文件夹里的文件用 duibiao run 读取")


def _known(store: Store, known: StoredDocument, file: Incoming, inbox: Path) -> Taken:
    other = store.seen_again(known, _inbox_name(inbox), file.relative, now())
    message = "内容没有变化" if known.path == file.relative else f"与 {known.path} 内容相同"
    outcome = Outcome.DUPLICATE
    if other is not None:
        outcome, message = Outcome.NEW_VERSION, _restored(other)
    return Taken(FileReport(file.relative, outcome, message, store.counts(known.id), 0.0), known.id)


def _copies(first: Taken, others: Sequence[Incoming]) -> Iterator[Taken]:
    """The same bytes at other places of the inbox share the fate of the first."""
    for file in others:
        report = first.report
        if report.outcome.is_read:
            outcome, message = Outcome.DUPLICATE, f"与 {report.path} 内容相同"
        else:
            outcome, message = report.outcome, _renamed(report.message, report.path, file.relative)
        yield Taken(FileReport(file.relative, outcome, message, report.counts, 0.0), first.document_id)


def _renamed(message: str, path: str, other: str) -> str:
    """What was said of a file, said of its twin by the twin's name."""
    return message.replace(f"“{PurePosixPath(path).name}”", f"“{PurePosixPath(other).name}”")


def _settled(store: Store, file: Incoming, inbox: Path, result: ReadResult | Lost, crew: Crew) -> Taken:
    report = _report(file.relative, result, crew)
    if isinstance(result, Lost) or result.document is None or result.records is None:
        return Taken(report)
    source = result.document.source
    arrival = Arrival(
        source, _inbox_name(inbox), file.relative, report.outcome, result.version, now(), file.hints,
        report.message,
    )  # fmt: skip
    known = store.known(source.sha256)
    other = store.save_reading(arrival, result.document, result.records)
    outcome, note = report.outcome, ""
    if known is not None:
        note = "程序已更新，重新读取" if known.version != crew.version else "所在文件夹已变，重新读取"
        other = store.seen_again(known, arrival.inbox, arrival.path, arrival.seen)
    if other is not None:
        outcome = Outcome.NEW_VERSION
        note = _restored(other) if known else _version_note(store, source.sha256, other)
    message = "；".join(filter(None, (note, report.message)))
    return Taken(replace(report, outcome=outcome, message=message), document_id(source.sha256))


def _report(name: str, result: ReadResult | Lost, crew: Crew) -> FileReport:
    """What became of one file, before the store has its say."""
    if isinstance(result, Lost):
        seconds = crew.seconds if result is Lost.TIME else 0.0
        return _failure(name, _lost(result, crew.seconds), seconds)
    if result.trace:
        log.error("%s\n%s", name, result.trace)
    if result.document is None or result.records is None:
        return _failure(name, result.error or ReadFailedError("没有读出内容"), result.seconds)
    missing = "；".join(result.document.missing)
    outcome = Outcome.PARTLY if missing else Outcome.DONE
    counts = result.records.counts()
    message = "；".join(filter(None, (missing, "" if any(counts.values()) else NOTHING_FOUND)))
    return FileReport(name, outcome, message, counts, result.seconds)


def _restored(other: StoredDocument) -> str:
    return f"恢复为先前读取过的版本，替代 {_version(other)}"


def _version_note(store: Store, sha256: str, other: StoredDocument) -> str:
    ours = store.known(sha256)
    if ours is not None and ours.superseded_by is not None:
        return f"较旧的版本，仍以 {_version(other)} 为准"
    reviewed = len(store.records_of(other.id).applied)
    kept = f"，其上的 {reviewed} 条人工核定不带入新版本，请重新核对" if reviewed else ""
    return f"替代 {_version(other)}，先前的版本仍保留{kept}"


def _version(document: StoredDocument) -> str:
    received = f"（{document.source.received[:10]} 收到）" if document.source.received else ""
    return f"{document.path}{received}"


def _failure(name: str, error: ReadError, seconds: float) -> FileReport:
    return FileReport(name, error.outcome, str(error), {}, seconds)


def _lost(lost: Lost, seconds: float) -> ReadFailedError:
    if lost is Lost.TIME:
        return ReadFailedError(
            f"读取超过 {seconds:g} 秒，已停止", "请拆分文件后重试，或在设置中增大 seconds_per_file"
        )
    return ReadFailedError("读取这个文件时程序意外退出（可能内存不足）")


def _again(document: StoredDocument, result: ReadResult) -> Arrival:
    return Arrival(
        document.source,
        document.inbox,
        document.path,
        document.outcome,
        result.version,
        document.last_seen,
        document.hints,
        document.message,
    )


def _inbox_name(inbox: Path) -> str:
    return inbox.resolve().as_posix()
