"""Papers and their gold brought together: what was read of each paper that somebody annotated.

A gold file 9月报告.json belongs to the paper 9月报告.docx (of any format), and 9月报告.docx.json to that file
alone. Papers come from a folder (received files, which are read here, or interchange JSON that was written
before) or from the store, as they were read, without what a person corrected since. A paper that can't be
read counts as one in which nothing was found.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation.gold import Gold, read_gold
from pipeline.run.intake import Crew
from pipeline.run.reading import ReadResult, ToRead
from pipeline.run.workers import Lost, work_through
from pipeline.store.store import Store
from schemas.document import Document
from schemas.errors import UsageError, system_reason
from schemas.interchange import InterchangeError, records_from_json
from schemas.records import Header, Records

NOTHING = Records(Header())


@dataclass(frozen=True, slots=True)
class Candidate:
    """An annotated paper: its file's name, its gold and what was read of it. `document` is the paper
    itself, None where only its records are at hand; `fault` why it could not be read, else ""."""

    name: str
    gold: Gold
    records: Records
    document: Document | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """The gold of each paper's name that has one, and the names of gold files without a paper."""

    gold: Mapping[str, Path]
    alone: tuple[str, ...]


def matched(gold_files: Sequence[Path], papers: Iterable[str]) -> Matched:
    """Gold files and names of papers by their stems. Raises UsageError where none or two papers fit."""
    names = sorted(set(papers))
    found: dict[str, Path] = {}
    alone: list[str] = []
    for file in gold_files:
        fitting = _fitting(file.stem, names)
        if len(fitting) > 1:
            raise UsageError(
                f"与标准答案 {file.name} 同名的材料有 {len(fitting)} 份：{'、'.join(fitting)}",
                f"请只留一份，或把标准答案命名为 {fitting[0]}.json 以指明是哪一份",
            )
        if fitting:
            found[fitting[0]] = file
        else:
            alone.append(file.name)
    if not found:
        raise UsageError(
            f"标准答案（{alone[0]} 等 {len(alone)} 份）没有一份找到同名的材料",
            "标准答案与材料的文件名（不含扩展名）应相同，例如 9月报告.json 对 9月报告.docx",
        )
    return Matched(found, tuple(alone))


def _fitting(stem: str, names: Sequence[str]) -> list[str]:
    exact = [name for name in names if name == stem]
    return exact or [name for name in names if Path(name).stem == stem]


def papers_in(folder: Path, gold_files: Sequence[Path]) -> dict[str, Path]:
    """The files of a folder and those below it by name, or the one file that is named; gold files are no
    papers. Raises UsageError where the folder isn't there."""
    if not folder.exists():
        raise UsageError(f"找不到材料：{folder}", "请写存放材料的文件夹；不写时取数据库中的记录")
    own = {path.resolve() for path in gold_files}
    files = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.name: path for path in files if path.resolve() not in own}


def of_folder(found: Matched, papers: Mapping[str, Path], crew: Crew) -> Iterator[Candidate]:
    """Each annotated paper of a folder as it is read."""
    golds = {name: read_gold(path) for name, path in found.gold.items()}
    tasks: list[ToRead[Path | Document]] = []
    for name, gold in golds.items():
        if papers[name].suffix.lower() == ".json":
            yield Candidate(name, gold, _written(papers[name]))
        else:
            tasks.append(ToRead(papers[name]))
    for task, result in work_through(tasks, crew.work, crew.jobs, crew.seconds):
        if isinstance(task.source, Path):
            yield _candidate(task.source.name, golds[task.source.name], result)


def _candidate(name: str, gold: Gold, result: ReadResult | Lost) -> Candidate:
    if isinstance(result, Lost):
        fault = "读取超时" if result is Lost.TIME else "读取时程序意外退出"
        return Candidate(name, gold, NOTHING, fault=fault)
    if result.records is None:
        return Candidate(name, gold, NOTHING, fault=str(result.error))
    return Candidate(name, gold, result.records, result.document)


def _written(path: Path) -> Records:
    try:
        return records_from_json(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path} 打不开（{system_reason(error)}）") from error
    except (UnicodeDecodeError, InterchangeError) as error:
        raise UsageError(
            f"{path.name} 不是 duibiao extract 写出的记录：{error}", "请重新导出，或改为给出原文件"
        ) from error


def of_store(store: Store, gold_files: Sequence[Path]) -> tuple[Matched, Iterator[Candidate]]:
    """The annotated papers among the documents in force, as they were read."""
    documents = {document.source.name: document for document in store.documents()}
    found = matched(gold_files, documents)
    golds = {name: read_gold(path) for name, path in found.gold.items()}
    return found, (
        Candidate(
            name, gold, store.records_of(documents[name].id).original, store.content(documents[name].id)
        )
        for name, gold in golds.items()
    )
