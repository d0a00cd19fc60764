"""duibiao run: the whole job."""

import os
from pathlib import Path

import click

from pipeline.cli.access import Access, store_options
from pipeline.cli.chinese import ChineseCommand, Count
from pipeline.cli.progress import progress
from pipeline.config import samples_folder
from pipeline.run.intake import Crew
from pipeline.run.job import Job, files_of, run
from pipeline.run.outputs import remove_stale
from pipeline.run.report import RunReport, as_json, outputs_before, summary_line
from schemas.errors import EXIT_DONE, EXIT_FILE_OUTCOME, EXIT_REVIEW_WAITS, EXIT_UNEXPECTED, UsageError

MOST_JOBS = 8


@click.command(
    "run",
    cls=ChineseCommand,
    help=(
        "读取收件文件夹（含子文件夹）里的材料，在结果文件夹中写出记录台账 records.xlsx、差距分析\n"
        "gap.docx/html/xlsx、对比简报 compare.docx 和运行结果。收件文件夹里的文件不会被改动。"
    ),
    examples=[
        "duibiao run D:/收件",
        "duibiao run D:/收件 --out D:/对标结果 --jobs 4",
        "duibiao run --samples --out outputs",
    ],
)
@click.argument("inbox", required=False, type=Path, metavar="[收件文件夹]")
@click.option("--out", type=Path, metavar="文件夹", help="结果文件夹；默认为当前文件夹下的 outputs")
@click.option("--jobs", type=Count(), metavar="数字", help="同时读取几个文件；默认按处理器核数")
@click.option("--json", "wants_json", is_flag=True, help="在标准输出打印运行结果 JSON，其余信息转到标准错误")
@click.option("--review-exit", is_flag=True, help="有待人工核对的内容时退出码为 3")
@store_options
def run_command(
    access: Access,
    *,
    inbox: Path | None,
    out: Path | None,
    jobs: int | None,
    wants_json: bool,
    review_exit: bool,
) -> int:
    """Run the whole job once."""
    job = job_of(access, inbox, out, jobs)
    files = files_of(job)
    before = outputs_before(job.out)
    with access.store(create=True) as store, progress(len(files), to_stderr=wants_json) as announce:
        report = run(job, files, store, announce)
    if not report.failures:
        remove_stale(job.out, before, report.outputs)
    if wants_json:
        click.echo(as_json(report), nl=False)
    print_summary(report, job.out, to_stderr=wants_json)
    return exit_code(report, review_exit=review_exit)


def job_of(access: Access, inbox: Path | None, out: Path | None, jobs: int | None) -> Job:
    """The job that the command line and the settings describe. Raises UsageError without an inbox."""
    settings = access.settings
    if inbox is not None and access.samples:
        raise UsageError("收件文件夹和 --samples 不能同时使用", "请只写其中一个")
    folder = samples_folder() if access.samples else inbox or settings.inbox
    if folder is None:
        raise UsageError(
            "没有指定收件文件夹",
            f"请写成 duibiao run 文件夹；或在 {settings.home / 'settings.toml'} 中设置 inbox；"
            "先试用可运行 duibiao run --samples",
        )
    crew = Crew(jobs or settings.jobs or default_jobs(), settings.seconds_per_file)
    return Job(folder, out or settings.out or Path("outputs"), access.as_of, crew)


def default_jobs() -> int:
    """Files read at a time where nobody says."""
    return min(os.cpu_count() or 1, MOST_JOBS)


def print_summary(report: RunReport, out: Path, *, to_stderr: bool = False) -> None:
    """How it ended, what is missing, where the results are."""
    click.echo(summary_line(report.files), err=to_stderr)
    if report.refreshed:
        click.echo(f"另有 {len(report.refreshed)} 份以前读取的文件已按新版本重新提取", err=to_stderr)
    for message in report.messages:
        click.echo(f"提示：{message}", err=to_stderr)
    if report.waiting:
        click.echo(f"提示：有 {report.waiting} 项待人工核对，可运行 duibiao checks 查看", err=to_stderr)
    for failure in report.failures:
        click.echo(f"错误：{failure}", err=True)
    click.echo(f"结果在 {out.resolve()}（{len(report.outputs)} 个文件）", err=to_stderr)


def exit_code(report: RunReport, *, review_exit: bool) -> int:
    """The exit code of a run."""
    if not report.all_read:
        return EXIT_FILE_OUTCOME
    if report.failures:
        return EXIT_UNEXPECTED
    return EXIT_REVIEW_WAITS if review_exit and report.waiting else EXIT_DONE
