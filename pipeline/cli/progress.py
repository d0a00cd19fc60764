"""What a long job shows while it works: a bar on a terminal, one line a file otherwise."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.run.intake import Announce, PageReport
from pipeline.run.report import report_line
from schemas.outcome import FileReport


@contextmanager
def progress(total: int, *, to_stderr: bool = False) -> Iterator[Announce]:
    """A listener for file reports. On a terminal a file with trouble gets its line above the bar, and the
    page that a long one has come to stands beside it."""
    stream = sys.stderr if to_stderr else sys.stdout
    if not stream.isatty():
        yield lambda report: _line(report, stream)
        return
    columns = (
        TextColumn("读取"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("", total=total)

        def announce(file: FileReport | PageReport) -> None:
            if isinstance(file, PageReport):
                bar.update(task, description=f"{file.path} 第 {file.page}/{file.pages} {file.unit}")
                return
            bar.update(task, advance=1)
            done = bar.tasks[task].finished
            bar.update(task, description="正在分析并写出结果" if done else file.path)
            if not file.outcome.is_read or file.message:
                bar.console.print(report_line(file), markup=False, highlight=False)

        yield announce


def _line(report: FileReport | PageReport, stream: TextIO) -> None:
    if isinstance(report, FileReport):
        click.echo(report_line(report), file=stream)
