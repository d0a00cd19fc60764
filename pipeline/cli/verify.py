"""duibiao verify: every record in the store, looked up at its place again."""

from dataclasses import dataclass
from pathlib import Path

import click

from extractors.readers.registry import read
from extractors.readers.sniff import digest
from pipeline.cli.access import Access, store_options
from pipeline.cli.chinese import ChineseCommand
from pipeline.cli.words import print_json
from pipeline.run.report import KIND_WORDS
from pipeline.store.store import Store
from pipeline.store.values import StoredDocument
from schemas.document import Document
from schemas.errors import EXIT_DONE, EXIT_UNEXPECTED, ReadError
from schemas.evidence import is_found
from schemas.records import RECORD_KINDS


@dataclass(frozen=True, slots=True)
class Lost:
    """A record whose words do not stand at its place."""

    file: str
    kind: str
    key: str
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Verified:
    """One document: how many records of each kind were looked up, which are lost, and whether the
    file itself was read again."""

    checked: dict[str, int]
    lost: tuple[Lost, ...]
    from_file: bool


@click.command(
    "verify",
    cls=ChineseCommand,
    help=(
        "逐条回查数据库中的记录：原文引语是否仍在记录的位置上，一字不差。列出总数和找不到的记录。\n"
        "默认对照库中保存的原文；加 --files 时重新打开仍在原处、内容未变的原文件来对照。"
    ),
    examples=["duibiao verify", "duibiao verify --files", "duibiao verify --json"],
)
@click.option("--files", "from_files", is_flag=True, help="重新打开原文件对照（较慢）")
@click.option("--json", "wants_json", is_flag=True, help="打印 JSON")
@store_options
def verify_command(access: Access, from_files: bool, wants_json: bool) -> int:
    """Look every record up again."""
    with access.store() as store:
        verified = [_verified(store, document, from_files) for document in store.documents(superseded=True)]
        orphans = store.orphan_decisions()
    checked = {kind: sum(one.checked[kind] for one in verified) for kind in RECORD_KINDS}
    lost = [record for one in verified for record in one.lost]
    reopened = sum(one.from_file for one in verified)
    total = sum(checked.values())
    if wants_json:
        print_json(
            {
                "total": total,
                "found": total - len(lost),
                "by_kind": checked,
                "documents": len(verified),
                "reopened": reopened,
                "lost": [
                    {"file": r.file, "kind": r.kind, "key": r.key, "place": r.place, "quote": r.quote}
                    for r in lost
                ],
                "orphan_decisions": [
                    {"key": d.key, "kind": d.kind, "quote": d.quote, "after": d.after} for d in orphans
                ],
            }
        )
        return EXIT_UNEXPECTED if lost else EXIT_DONE
    click.echo("，".join(f"{KIND_WORDS[kind]} {n}" for kind, n in checked.items()))
    click.echo(f"共 {total} 条记录，{total - len(lost)} 条在原文位置找到，{len(lost)} 条没有找到")
    if from_files:
        click.echo(f"{len(verified)} 份文件中 {reopened} 份按原文件对照，其余按库中原文对照")
    for record in lost:
        click.echo(f"  没有找到：{record.file} {record.place} {KIND_WORDS[record.kind]} “{record.quote}”")
    for decision in orphans:
        click.echo(
            f"  失去位置的人工核定：“{decision.quote}” {decision.before} → {decision.after}（{decision.who}）"
        )
    if lost:
        click.echo("请用 duibiao run 重新读取这些文件；仍找不到的，请把文件发给维护者。")
    return EXIT_UNEXPECTED if lost else EXIT_DONE


def _verified(store: Store, stored: StoredDocument, from_files: bool) -> Verified:
    """A document's records looked up in it."""
    reopened = _reopened(stored) if from_files else None
    document = reopened or store.content(stored.id)
    original = store.records_of(stored.id).original
    lost = tuple(
        Lost(stored.path, kind, record.key, record.evidence.place.chinese(), record.evidence.quote)
        for kind in RECORD_KINDS
        for record in getattr(original, kind)
        if not is_found(document, record.evidence)
    )
    return Verified(original.counts(), lost, reopened is not None)


def _reopened(stored: StoredDocument) -> Document | None:
    """The document read from its file again; None where the file is gone, changed or unreadable."""
    path = Path(stored.source.path)
    try:
        return read(path) if digest(path) == stored.source.sha256 else None
    except (OSError, ReadError):
        return None
