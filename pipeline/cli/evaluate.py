"""duibiao evaluate: how well the program reads papers that somebody annotated."""

import json
from pathlib import Path

import click

from pipeline.briefs.wording import ROLE_NAMES
from pipeline.cli.access import Access, store_options
from pipeline.cli.chinese import ChineseCommand, Count
from pipeline.cli.evaluated import (
    COUNT_NAMES,
    Measurement,
    as_json,
    calibration_line,
    count_row,
    fault_lines,
    measurement,
    paper_row,
    tenth_row,
)
from pipeline.cli.run import default_jobs
from pipeline.cli.words import print_table
from pipeline.evaluation.gold import gold_files, read_gold
from pipeline.files import put
from pipeline.run.evaluated import matched, of_folder, of_store, papers_in
from pipeline.run.intake import Crew
from schemas.errors import EXIT_DONE, EXIT_FILE_OUTCOME

_FIGURES = ("准确率", "召回率", "F1", "应读", "读出", "读对")


@click.command(
    "evaluate",
    cls=ChineseCommand,
    help=(
        "用人工标注的标准答案检验读取得准不准：各类记录、各种口径的准确率，最差的材料，每处错误及其出处，"
        "以及把握程度是否可信。\n"
        "标准答案是与材料同名的 .json（9月报告.docx 的是 9月报告.json），格式同 duibiao extract 写出的记录，"
        "另可写 also（同样可取的名称）、entity 中的“甲区|乙区”、period 中的“*”（不计期间）。\n"
        "材料文件夹里可以是材料，也可以是 duibiao extract 写出的 JSON；不写时取数据库中读出的记录"
        "（人工更正不计入）。"
    ),
    examples=[
        "duibiao evaluate D:/标注 D:/材料",
        "duibiao evaluate D:/标注 D:/材料 --errors --worst 3    最差的三份材料及其全部错误",
        "duibiao evaluate D:/标注 json --json 检验结果.json      检验已写出的 JSON",
        "duibiao evaluate D:/标注                               检验数据库中的记录",
    ],
)
@click.argument("gold", type=Path, metavar="标准答案文件夹")
@click.argument("docs", type=Path, required=False, metavar="[材料文件夹]")
@click.option("--errors", "wants_errors", is_flag=True, help="逐条列出错误：位置、原文、应为什么、读成什么")
@click.option("--worst", type=Count(), metavar="数字", help="只列最差的几份材料；默认全部")
@click.option("--json", "out", type=Path, metavar="文件", help="把全部数字和错误写成 JSON")
@click.option("--jobs", type=Count(), metavar="数字", help="同时读取几个文件；默认按处理器核数")
@store_options
def evaluate_command(
    access: Access,
    *,
    gold: Path,
    docs: Path | None,
    wants_errors: bool,
    worst: int | None,
    out: Path | None,
    jobs: int | None,
) -> int:
    """Measure the reading."""
    found = _measured(access, gold, docs, jobs)
    _print(found, worst, wants_errors=wants_errors)
    if out is not None:
        put(out, (json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n").encode())
        click.echo(f"已写出 {out}")
    return EXIT_FILE_OUTCOME if any(one.paper.fault for one in found.papers) else EXIT_DONE


def _measured(access: Access, gold: Path, docs: Path | None, jobs: int | None) -> Measurement:
    files = gold_files(gold)
    for file in files:
        read_gold(file)  # a fault in gold is told before anything takes long
    if docs is None:
        with access.store() as store:
            found, papers = of_store(store, files)
            return measurement(tuple(papers), found.alone)
    received = papers_in(docs, files)
    found = matched(files, received)
    crew = Crew(jobs or access.settings.jobs or default_jobs(), access.settings.seconds_per_file)
    return measurement(tuple(of_folder(found, received, crew)), found.alone)


def _print(found: Measurement, worst: int | None, *, wants_errors: bool) -> None:
    print_table(
        "各类记录",
        ("类别", *_FIGURES),
        (count_row(COUNT_NAMES[name], count) for name, count in found.counts.items()),
    )
    print_table(
        "数据按口径（全对）",
        ("口径", *_FIGURES),
        (count_row(ROLE_NAMES[role], count) for role, count in found.roles.items()),
    )
    if found.tenths:
        columns = ("把握从大到小", "把握程度", "记录", "错误率")
        print_table("把握程度", columns, (tenth_row(tenth) for tenth in found.tenths))
        click.echo(calibration_line(found.tenths))
    shown = found.papers[:worst]
    header = ("材料", "全部记录 F1", "漏读", "多读", "读错", "文件信息", "说明")
    print_table("材料（最差的在前）", header, (paper_row(one) for one in shown))
    for name in found.alone:
        click.echo(f"提示：标准答案 {name} 没有同名的材料，未计入")
    if wants_errors:
        for one in shown:
            click.echo(f"\n{one.paper.name}（{len(one.score.faults)} 处）")
            for fault in one.score.faults:
                for line in fault_lines(fault, one.paper):
                    click.echo(line)
    elif any(one.score.faults for one in found.papers):
        click.echo("加 --errors 逐条列出错误及其出处")
