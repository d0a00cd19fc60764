"""duibiao watch: the job again for whatever falls into the inbox."""

import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.cli.access import Access, store_options
from pipeline.cli.chinese import ChineseCommand, Count
from pipeline.cli.run import job_of, print_summary
from pipeline.inbox import settled_files
from pipeline.run.files import check_out, incoming
from pipeline.run.intake import PageReport
from pipeline.run.job import Job, run
from pipeline.run.report import report_line
from pipeline.store.store import Store
from schemas.errors import DuibiaoError, UsageError
from schemas.outcome import FileReport

log = logging.getLogger(__name__)


@click.command(
    "watch",
    cls=ChineseCommand,
    help=(
        "守候收件文件夹：此后放入的文件，在大小和时间保持几秒不变后读取，并更新结果文件夹。\n"
        "临时文件和锁定文件不读；一份文件出错不影响其他文件。按 Ctrl+C 结束。"
    ),
    examples=["duibiao watch D:/收件 --out D:/对标结果", "duibiao watch D:/收件 --still 10"],
)
@click.argument("inbox", required=False, type=Path, metavar="[收件文件夹]")
@click.option("--out", type=Path, metavar="文件夹", help="结果文件夹；默认为当前文件夹下的 outputs")
@click.option("--jobs", type=Count(), metavar="数字", help="同时读取几个文件；默认按处理器核数")
@click.option("--still", type=Count(), metavar="秒", help="文件保持多少秒不变才读取；默认 5")
@store_options
def watch_command(
    access: Access, inbox: Path | None, out: Path | None, jobs: int | None, still: int | None
) -> int:
    """Watch until interrupted."""
    if access.samples:
        raise UsageError(
            "自带样例不会有新文件，不能守候", "请写要守候的文件夹；试用样例请运行 duibiao run --samples"
        )
    job = job_of(access, inbox, out, jobs)
    if not job.inbox.is_dir():
        raise UsageError(f"找不到收件文件夹：{job.inbox}", "请核对路径，或先建立这个文件夹")
    check_out(job.inbox, job.out)
    still_seconds = access.settings.still_seconds if still is None else float(still)
    with access.store(create=True) as store:
        click.echo(f"正在守候 {job.inbox}，按 Ctrl+C 结束")
        follow(job, store, still_seconds, threading.Event())
    return 0


def follow(job: Job, store: Store, still_seconds: float, stop: threading.Event) -> None:
    """Run the job for each batch that comes to rest. The results cover what came in since the start."""
    inbox = job.inbox.resolve()
    handled: dict[Path, None] = {}
    for batch in settled_files(inbox, still_seconds, time.monotonic, stop):
        handled |= dict.fromkeys(batch)
        present = [path for path in handled if path.is_file()]
        take_batch(job, store, inbox, present, frozenset(batch))


def take_batch(job: Job, store: Store, inbox: Path, present: Sequence[Path], batch: frozenset[Path]) -> None:
    """Run the job once; whatever goes wrong is said, and the watch goes on."""
    new = {incoming(inbox, path).relative for path in batch}

    def announce(file: FileReport | PageReport) -> None:
        if isinstance(file, FileReport) and file.path in new:
            click.echo(report_line(file))

    try:
        report = run(job, [incoming(inbox, path) for path in present], store, announce)
    except DuibiaoError as error:
        click.echo(f"错误：{error}", err=True)
    except Exception as error:
        # No file may ever end the watch; the log has the full account.
        log.exception("batch failed")
        click.echo(f"程序内部错误（{type(error).__name__}：{error}），继续守候", err=True)
    else:
        print_summary(report, job.out)
