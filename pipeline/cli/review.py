"""duibiao import-review: a corrected workbook back into the store."""

import getpass
from collections import defaultdict
from pathlib import Path

import click

from pipeline.briefs.records_layout import editable_values
from pipeline.briefs.records_return import Review, read_review
from pipeline.briefs.review_marks import mark_of
from pipeline.cli.access import Access, store_options
from pipeline.cli.chinese import ChineseCommand
from pipeline.cli.words import plain, print_json
from pipeline.run.clock import now
from pipeline.store.store import Store
from schemas.decision import Decision
from schemas.errors import EXIT_DONE, EXIT_REVIEW_WAITS, UsageError
from schemas.records import RECORD_KINDS


@click.command(
    "import-review",
    cls=ChineseCommand,
    help=(
        "导入核对过的 records.xlsx：改动的值记为更正，标“确认”的记为核定，标“删除”的不再使用。\n"
        "原来读出的值仍然保留；导出之后库中又有变化的，列出来由人决定，不覆盖。"
    ),
    examples=["duibiao import-review records.xlsx", "duibiao import-review records.xlsx --who 王芳"],
)
@click.argument("workbook", type=Path, metavar="文件.xlsx")
@click.option("--who", metavar="姓名", help="谁核对的；默认为当前系统用户名")
@click.option("--json", "wants_json", is_flag=True, help="打印 JSON")
@click.option("--review-exit", is_flag=True, help="有冲突或未采用的改动时退出码为 3")
@store_options
def review_command(
    access: Access, *, workbook: Path, who: str | None, wants_json: bool, review_exit: bool
) -> int:
    """Take a returned workbook."""
    if not workbook.is_file():
        raise UsageError(f"找不到文件 {workbook}", "请核对文件名后重试")
    with access.store() as store:
        review = read_review(
            workbook, current_values(store), who or getpass.getuser(), now(), marks=current_marks(store)
        )
        store.add_decisions(review.decisions)
    if wants_json:
        print_json(plain(review))
    else:
        _print(review)
    waiting = bool(review.conflicts or review.ignored)
    return EXIT_REVIEW_WAITS if review_exit and waiting else EXIT_DONE


def current_values(store: Store) -> dict[str, dict[str, str]]:
    """The editable values of every record as they stand in the store now, by key."""
    standing = (store.records_of(document.id).corrected for document in store.documents(superseded=True))
    return {
        record.key: editable_values(kind, record)
        for records in standing
        for kind in RECORD_KINDS
        for record in getattr(records, kind)
    }


def current_marks(store: Store) -> dict[str, str]:
    """The mark of each record on which decisions were taken, so that taking the same workbook twice
    decides nothing anew."""
    taken: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in store.decisions():
        taken[decision.key].append(decision)
    return {key: mark_of(decisions) for key, decisions in taken.items()}


def _print(review: Review) -> None:
    actions = [decision.action for decision in review.decisions]
    click.echo(
        f"已导入：更正 {actions.count('correct')} 处，确认 {actions.count('accept')} 条，"
        f"删除 {actions.count('reject')} 条"
    )
    for conflict in review.conflicts:
        click.echo(f"冲突：{conflict}")
    for ignored in review.ignored:
        click.echo(f"未采用：{ignored}")
    if review.decisions:
        click.echo("重新运行 duibiao run 即可按核定结果更新各项结果")
