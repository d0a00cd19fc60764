"""The files of an inbox: which are taken, in which order, and what their folders say of them.

A name is left out where it is a program's own: lock and temporary files of Word, WPS, LibreOffice,
browsers and sync clients, desktop files of the systems, and everything hidden. Folders are read
through, links to folders are not followed. A folder whose name ends like a document's is named too,
because its sender meant a file. It never opens or changes a file.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from extractors.readers.sniff import readable
from pipeline.store.values import NO_HINTS, Hints
from schemas.errors import UsageError, system_reason
from schemas.records import DocType

IGNORED = (
    "~$*", ".*", "~*.tmp", "*.tmp", "*.part", "*.partial", "*.crdownload", "*.download", "*.swp",
    "thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx",
)  # fmt: skip
"""Names that are never taken, in lower case."""

DOCUMENT_ENDINGS = {
    ".txt", ".docx", ".doc", ".wps", ".pdf", ".ofd", ".xlsx", ".xls", ".et", ".html", ".htm", ".md",
}  # fmt: skip

_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_UNIT = re.compile(
    r"(?!全|各|本|我)[\u4e00-\u9fffX*＊×]{1,14}?(?:自治县|[省市县区旗镇乡]|街道|委员会|委办|[局委办厅院]|中心|公司|开发区|集团)"
)
_AROUND_UNIT = re.compile(
    r"20\d{2}年?度?|第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|0?[1-9])月份?|材料|资料|文件|报送|上报|报来|[\s_\-—·.()（）]+"
)
"""What stands beside a unit's name in the name of a folder and is no part of it."""

_KINDS: tuple[tuple[str, DocType], ...] = (
    ("自评", "self_evaluation"),
    ("自查", "self_evaluation"),
    ("通报", "bulletin"),
    ("讲话", "speech"),
    ("台账", "ledger"),
    ("通知", "notice"),
    ("方案", "notice"),
    ("办法", "notice"),
    ("指标体系", "notice"),
    ("汇报", "briefing"),
    ("民生实事", "briefing"),
    ("月报", "progress_report"),
    ("季报", "progress_report"),
    ("进展", "progress_report"),
    ("分析", "progress_report"),
    ("工作报告", "progress_report"),
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file of the inbox: `path` where it lies, `relative` its place in the inbox, with /.
    `is_folder` marks a folder that is named like a file, `fault` why a place can't be entered."""

    path: Path
    relative: str
    hints: Hints = NO_HINTS
    is_folder: bool = False
    fault: str | None = None


def list_files(inbox: Path) -> tuple[Incoming, ...]:
    """The files to read, by their place in the inbox."""
    return tuple(sorted(_walk(inbox), key=lambda file: file.relative))


def incoming(inbox: Path, path: Path) -> Incoming:
    """One file of the inbox with what its folders say of it."""
    relative = PurePosixPath(_address(inbox, path))
    return Incoming(path, str(relative), hints_of(relative.parent.parts))


def is_taken(name: str) -> bool:
    """False for names of temporary, lock and system files."""
    return not any(fnmatch(name.lower(), pattern) for pattern in IGNORED)


def hints_of(folders: tuple[str, ...]) -> Hints:
    """What the folders above a file say: the nearest to the file that says something counts."""
    nearest = tuple(reversed(folders))
    years = (match for name in nearest if (match := _YEAR.search(name)))
    year = next((int(match[1]) for match in years), None)
    kind = next((kind for name in nearest for word, kind in _KINDS if word in name), None)
    unit = next((unit for name in nearest if (unit := _unit_in(name))), None)
    return Hints(year, unit, kind)


def _unit_in(name: str) -> str | None:
    """The unit that a folder is named after, without the year and the kind of paper beside it
    (2024年云溪县月报); None where it is named after none."""
    words = _AROUND_UNIT.sub("", name)
    for word, _ in _KINDS:
        words = words.replace(word, "")
    match = _UNIT.fullmatch(words)
    return match[0] if match else None


def check_out(inbox: Path, out: Path) -> None:
    """Raise UsageError where results would be written into the inbox."""
    if out.resolve().is_relative_to(inbox.resolve()):
        raise UsageError(
            f"结果文件夹 {out} 在收件文件夹 {inbox} 里面", "请用 --out 指定收件文件夹以外的文件夹"
        )


def _walk(inbox: Path) -> Iterator[Incoming]:
    faults: list[OSError] = []
    for folder, subfolders, names in os.walk(inbox, onerror=faults.append):
        subfolders[:] = sorted(name for name in subfolders if is_taken(name))
        here = Path(folder)
        for name in subfolders:
            if Path(name).suffix.lower() in DOCUMENT_ENDINGS:
                place = here / name
                yield Incoming(place, _address(inbox, place), is_folder=True)
        for name in names:
            if is_taken(name):
                yield incoming(inbox, here / name)
    for fault in faults:
        place = Path(fault.filename)
        yield Incoming(place, _address(inbox, place), fault=system_reason(fault))


def _address(inbox: Path, place: Path) -> str:
    return readable(place.relative_to(inbox).as_posix())
