"""duibiao checks: what does not agree, and what was confirmed."""

from collections.abc import Iterable, Iterator

import click

from pipeline.analysis.checks import run_checks
from pipeline.briefs.wording import CHECK_NAMES, LEVEL_NAMES
from pipeline.cli.access import Access, store_options
from pipeline.cli.chinese import ChineseCommand
from pipeline.cli.words import plain, print_json
from pipeline.run.analyses import draft_schemes, readings_in_force
from schemas.analysis import CHECK_LEVELS, Check
from schemas.errors import EXIT_DONE, EXIT_REVIEW_WAITS

MOST_SOURCES = 4
"""Sources listed under a finding where not all are asked for."""


@click.command(
    "checks",
    cls=ChineseCommand,
    help="列出核对发现：分值加总、项数、完成率、正文与附表、同一数据前后不一等，附算式和两处原文。",
    examples=["duibiao checks", "duibiao checks --all", "duibiao checks --json"],
)
@click.option("--all", "wants_all", is_flag=True, help="核对相符的、只是写法不同的也逐条列出")
@click.option("--json", "wants_json", is_flag=True, help="打印 JSON（含核对相符的）")
@click.option("--review-exit", is_flag=True, help="有不符时退出码为 3")
@store_options
def checks_command(access: Access, wants_all: bool, wants_json: bool, review_exit: bool) -> int:
    """Show checks."""
    with access.store() as store:
        readings = readings_in_force(store)
        draft_schemes(store, readings)
        checks = by_severity(run_checks(tuple(readings.values()), store.schemes()))
    if wants_json:
        print_json([plain(check) for check in checks])
    else:
        _print(checks, wants_all=wants_all)
    failing = any(not check.holds and check.level != "remark" for check in checks)
    return EXIT_REVIEW_WAITS if review_exit and failing else EXIT_DONE


def by_severity(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Errors of all documents first, then warnings, then remarks, confirmations last."""
    return tuple(sorted(checks, key=lambda check: (check.holds, CHECK_LEVELS.index(check.level))))


def _print(checks: tuple[Check, ...], *, wants_all: bool) -> None:
    shown = checks if wants_all else tuple(check for check in checks if not check.holds)
    for line in _lines(
        [check for check in shown if wants_all or not _is_variant(check)], wants_all=wants_all
    ):
        click.echo(line)
    if not wants_all:
        for line in _variants([check for check in shown if _is_variant(check)]):
            click.echo(line)
    holding = sum(check.holds for check in checks)
    click.echo(f"共核对出 {len(checks) - holding} 项不符或提示，{holding} 项相符")


def _lines(checks: Iterable[Check], *, wants_all: bool) -> Iterator[str]:
    for check in checks:
        yield f"{_head(check)}{check.text}"
        if check.arithmetic:
            yield f"    算式：{check.arithmetic}"
        shown = (
            check.sources
            if wants_all or len(check.sources) <= MOST_SOURCES + 1
            else check.sources[:MOST_SOURCES]
        )
        for source in shown:
            yield f"    依据：{source.chinese()}"
        if len(shown) < len(check.sources):
            yield f"    另有 {len(check.sources) - len(shown)} 处依据，用 --all 全部列出"


def _head(check: Check) -> str:
    level = "相符" if check.holds else LEVEL_NAMES[check.level]
    return f"[{level}] {CHECK_NAMES[check.code]}（{check.code}）："


def _is_variant(check: Check) -> bool:
    """True for a name that is only written otherwise in the table: many of them say one thing."""
    return check.code == "bodytable.name" and check.level == "remark" and not check.holds


def _variants(checks: Iterable[Check]) -> Iterator[str]:
    by_document: dict[str, list[Check]] = {}
    for check in checks:
        by_document.setdefault(check.document_id, []).append(check)
    for found in by_document.values():
        if len(found) == 1:
            yield from _lines(found, wants_all=False)
        else:
            name = found[0].sources[0].file_name
            yield f"{_head(found[0])}{name} 有 {len(found)} 项指标在表中是另一种写法，用 --all 逐条查看"
