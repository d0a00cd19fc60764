"""The console script: all commands under one name."""

import logging
import sys
from importlib import metadata

import click

from pipeline.cli.chinese import ChineseGroup

COMMANDS = {
    "run": ("pipeline.cli.run", "run_command", "读取收件文件夹，生成台账、差距分析和对比简报"),
    "watch": ("pipeline.cli.watch", "watch_command", "守候收件文件夹，来一份读一份"),
    "extract": ("pipeline.cli.extract", "extract_command", "只读取文件，每份写成一个 JSON，不入库"),
    "show": ("pipeline.cli.show", "show_command", "查看一份文件读成了什么：文字、表格、版面图"),
    "gaps": ("pipeline.cli.gaps", "gaps_command", "查看各指标的差距和亮灯"),
    "checks": ("pipeline.cli.checks", "checks_command", "查看核对发现：前后不一、加总不符等"),
    "brief": ("pipeline.cli.brief", "brief_command", "生成差距分析或对比简报"),
    "import-review": ("pipeline.cli.review", "review_command", "导入核对后的 records.xlsx，更正记为人工核定"),
    "verify": ("pipeline.cli.verify", "verify_command", "逐条回查：库中每条记录都能在原文找到"),
    "evaluate": ("pipeline.cli.evaluate", "evaluate_command", "用人工标注的标准答案检验读取的准确率"),
    "quantities": ("pipeline.cli.quantities", "quantities_command", "从标准输入逐行识别数量"),
    "doctor": ("pipeline.cli.doctor", "doctor_command", "检查安装、设置和数据库"),
}


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"duibiao {program_version()}")
        ctx.exit()


def program_version() -> str:
    """The installed version; 未安装 where the program runs from its sources."""
    try:
        return metadata.version("duibiao")
    except metadata.PackageNotFoundError:
        return "（未安装）"


@click.group(
    name="duibiao",
    cls=ChineseGroup,
    commands_by_name=COMMANDS,
    help="对标：读取绩效考评材料，逐数溯源，生成差距分析与对比简报。",
    examples=[
        "duibiao run --samples --out outputs      先用自带样例试一试",
        "duibiao run D:/收件 --out D:/对标结果     读取一个文件夹",
        "duibiao 命令 --help                      某个命令的说明",
    ],
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="显示版本"
)
def cli() -> None:
    """Holds the commands."""


def main() -> None:
    """Entry point of the console script."""
    # Windows consoles and pipes would otherwise use a legacy code page, and fail on what it lacks.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    logging.getLogger().addHandler(logging.NullHandler())
    cli(prog_name="duibiao")


if __name__ == "__main__":
    main()
