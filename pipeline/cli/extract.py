"""duibiao extract: files to interchange JSON, without the store."""

from pathlib import Path

import click

from pipeline.cli.chinese import ChineseCommand, Count
from pipeline.cli.run import default_jobs
from pipeline.config import load_settings
from pipeline.export import write_json
from pipeline.files import make_folder
from pipeline.run.intake import Crew, read_only
from pipeline.run.outputs import json_names
from pipeline.run.report import report_line
from schemas.errors import EXIT_DONE, EXIT_FILE_OUTCOME


@click.command(
    "extract",
    cls=ChineseCommand,
    help="读取文件，每份写成一个 JSON（交换格式），文件名与原文件相同。不读写数据库。",
    examples=[
        "duibiao extract 通知.docx 9月报告.pdf --out json",
        "duibiao extract D:/收件/*.txt --out json --jobs 4",
    ],
)
@click.argument("files", nargs=-1, required=True, type=Path, metavar="文件…")
@click.option("--out", type=Path, required=True, metavar="文件夹", help="JSON 写到哪个文件夹")
@click.option("--jobs", type=Count(), metavar="数字", help="同时读取几个文件；默认按处理器核数")
@click.option("--config", type=Path, metavar="文件", help="设置文件；默认为用户数据文件夹中的 settings.toml")
def extract_command(files: tuple[Path, ...], out: Path, jobs: int | None, config: Path | None) -> int:
    """Read files and write their interchange JSON."""
    settings = load_settings(config)
    make_folder(out)
    crew = Crew(jobs or settings.jobs or default_jobs(), settings.seconds_per_file)
    names = json_names([path.as_posix() for path in dict.fromkeys(files)])
    all_read = True
    for path, report, records in read_only(files, crew):
        all_read = all_read and report.outcome.is_read
        if records is None:
            click.echo(report_line(report))
            continue
        name = names[path.as_posix()]
        write_json(records, out / name)
        click.echo(f"{report_line(report)}  → {out / name}{_renamed(path, name)}")
    return EXIT_DONE if all_read else EXIT_FILE_OUTCOME


def _renamed(path: Path, name: str) -> str:
    return "" if name == f"{path.stem}.json" else "（与另一份文件同名，已加扩展名区分）"
