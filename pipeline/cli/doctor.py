"""duibiao doctor: what is installed, what is missing, what to do.

The libraries are looked at first, by what the system knows of them and without loading any, so that
it also answers where one is missing; only then the rooms of the program that need them.
"""

import json
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from importlib import import_module, metadata
from pathlib import Path

import click

from pipeline.cli.chinese import ChineseCommand, Day
from pipeline.cli.finding import STATE_WORDS, Finding
from pipeline.cli.main import program_version
from schemas.errors import EXIT_CONFIG, EXIT_DONE

REINSTALL = f"请运行 {sys.executable} -m pip install --force-reinstall duibiao"


@click.command(
    "doctor",
    cls=ChineseCommand,
    help="检查程序、组件、设置、数据库和文件夹，列出缺什么、怎么办。不建立也不改动数据库。",
    examples=["duibiao doctor", "duibiao doctor --json"],
)
@click.option("--db", metavar="数据库", help="检查这个数据库，而不是设置中的")
@click.option("--config", type=Path, metavar="文件", help="检查这个设置文件")
@click.option("--as-of", type=Day(), metavar="日期", help="核对这个日期的写法，例如 2023-09-30")
@click.option("--samples", is_flag=True, help="检查自带样例的数据库")
@click.option("--json", "wants_json", is_flag=True, help="打印 JSON")
def doctor_command(
    db: str | None, config: Path | None, as_of: date | None, samples: bool, wants_json: bool
) -> int:
    """Look at everything."""
    findings = list(examine(db, config, as_of, samples=samples))
    if wants_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            advice = f"。{finding.advice}" if finding.advice else ""
            click.echo(f"[{STATE_WORDS[finding.state]}] {finding.what}：{finding.text}{advice}")
    return EXIT_CONFIG if any(finding.state == "wrong" for finding in findings) else EXIT_DONE


def examine(db: str | None, config: Path | None, as_of: date | None, *, samples: bool) -> Iterator[Finding]:
    """All findings, from the program outwards."""
    yield Finding("程序", "ok", f"duibiao {program_version()}")
    yield Finding("Python", "ok", f"{platform.python_version()}（{platform.system()} {platform.machine()}）")
    yield Finding("计算截止日期", "ok", (as_of or date.today()).isoformat())
    components = list(_components())
    yield from components
    if any(finding.state == "wrong" for finding in components):
        return
    try:
        inside = import_module("pipeline.cli.health")
    except ImportError as error:
        yield Finding("组件", "wrong", f"{error.name or error} 不能加载", REINSTALL)
        return
    yield from inside.examine(db, config, samples=samples)


def _components() -> Iterator[Finding]:
    """The libraries that the distribution asks for, extras for psycopg alone."""
    try:
        wanted = metadata.requires("duibiao") or []
    except metadata.PackageNotFoundError:
        yield Finding("组件", "missing", "程序没有安装，正从源代码运行", "请运行 pip install . 安装")
        return
    names = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in wanted if "extra ==" not in line]
    versions = {name: _version(name) for name in names}
    absent = sorted(name for name, version in versions.items() if version is None)
    if absent:
        yield Finding("组件", "wrong", f"缺少 {'、'.join(absent)}", REINSTALL)
    else:
        yield Finding("组件", "ok", "，".join(f"{name} {version}" for name, version in versions.items()))
    postgres = _version("psycopg")
    if postgres is None:
        yield Finding(
            "PostgreSQL 支持",
            "missing",
            "未安装，用自带数据库时不需要",
            "需要时运行 pip install duibiao[postgres]",
        )
    else:
        yield Finding("PostgreSQL 支持", "ok", f"psycopg {postgres}")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
