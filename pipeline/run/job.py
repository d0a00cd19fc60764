"""The whole job: an inbox in, briefs out. Reads as the flow: list, take in, analyse, write, report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.files import make_folder
from pipeline.run.analyses import Analyses, analyse
from pipeline.run.clock import now
from pipeline.run.files import Incoming, check_out, list_files
from pipeline.run.intake import Announce, Crew, Taken, refresh, take_in
from pipeline.run.outputs import write_outputs
from pipeline.run.report import RunReport, write_report
from pipeline.store.store import Store
from pipeline.store.values import RunEntry, RunFile
from schemas.errors import InboxEmptyError, UsageError


@dataclass(frozen=True, slots=True)
class Job:
    """What to run over: the inbox, the output folder, the as-of date, and who reads."""

    inbox: Path
    out: Path
    as_of: date
    crew: Crew


def files_of(job: Job) -> tuple[Incoming, ...]:
    """The files of the job's inbox. Raises UsageError for an inbox or output folder that can't be
    used, InboxEmptyError where there is nothing to read."""
    if job.inbox.is_file():
        raise UsageError(
            f"{job.inbox} 是文件，不是文件夹",
            "请写它所在的文件夹；只读一份文件请用 duibiao extract 文件 --out 文件夹",
        )
    if not job.inbox.is_dir():
        raise UsageError(f"找不到收件文件夹：{job.inbox}", "请核对路径，或先建立这个文件夹")
    check_out(job.inbox, job.out)
    files = list_files(job.inbox)
    if not files:
        raise InboxEmptyError(f"收件文件夹里没有文件：{job.inbox}", "请把收到的材料放入后重新运行")
    return files


def run(job: Job, files: Sequence[Incoming], store: Store, announce: Announce) -> RunReport:
    """Read the files, compute, write the results and the run's report."""
    make_folder(job.out)
    started = now()
    taken = take_in(files, job.inbox, store, job.crew, announce)
    refreshed = refresh(store, job.crew)
    ids = {one.report.path: one.document_id for one in taken if one.document_id is not None}
    analyses = analyse(store, set(ids.values()), job.as_of)
    written = write_outputs(store, ids, analyses, job.out)
    report = RunReport(
        inbox=str(job.inbox),
        as_of=job.as_of.isoformat(),
        version=job.crew.version,
        files=tuple(one.report for one in taken),
        outputs=written.files,
        messages=analyses.messages,
        failures=(*analyses.failures, *written.failures),
        refreshed=refreshed,
        waiting=_waiting(store, analyses),
    )
    # First the store: a report that is locked by another program must not lose the run.
    store.add_run(_entry(job, taken, started))
    write_report(report, job.out)
    return report


def _waiting(store: Store, analyses: Analyses) -> int:
    """Decisions that lost their place, and checks that do not hold."""
    failing = [check for check in analyses.checks if check.level in {"error", "warning"} and not check.holds]
    return len(store.orphan_decisions()) + len(failing)


def _entry(job: Job, taken: Sequence[Taken], started: str) -> RunEntry:
    files = (one.report for one in taken)
    return RunEntry(
        inbox=job.inbox.resolve().as_posix(),
        out=job.out.resolve().as_posix(),
        as_of=job.as_of.isoformat(),
        version=job.crew.version,
        started=started,
        finished=now(),
        files=tuple(RunFile(f.path, f.outcome, f.message, f.counts, f.seconds) for f in files),
    )
