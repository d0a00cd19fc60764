"""The run's own report: run.json for programs, 运行结果.txt for people.

The same run over the same files writes the same bytes: neither holds a time of day or a duration
(these are kept in the store).
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.files import put
from schemas.outcome import FileReport, Outcome

REPORT_NAME = "run.json"
KIND_WORDS = {
    "indicators": "指标",
    "facts": "数据",
    "lights": "亮灯",
    "issues": "问题",
    "measures": "措施",
    "items": "事项",
    "rules": "规则",
}


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did. `files` are relative to the inbox, `outputs` to the output folder; `messages`
    say what is missing, `failures` what could not be written; `waiting` counts what waits for a
    person (decisions without a place, checks that do not hold); `refreshed` names documents of
    earlier runs that newer finders read again."""

    inbox: str
    as_of: str
    version: str
    files: tuple[FileReport, ...]
    outputs: tuple[str, ...]
    messages: tuple[str, ...]
    failures: tuple[str, ...]
    refreshed: tuple[str, ...]
    waiting: int

    @property
    def all_read(self) -> bool:
        """True where every file is in the store."""
        return all(file.outcome.is_read for file in self.files)


def report_line(file: FileReport) -> str:
    """One file as one line: outcome, name, what was read, and what to do."""
    counts = " ".join(f"{KIND_WORDS[kind]}{n}" for kind, n in file.counts.items() if n)
    return "  ".join(part for part in (f"[{file.outcome.chinese}]", file.path, counts, file.message) if part)


def summary_line(files: Sequence[FileReport]) -> str:
    """How many files ended how: 共 8 个文件：已读取 6，空文件 2."""
    counts = Counter(file.outcome for file in files)
    parts = "，".join(f"{outcome.chinese} {counts[outcome]}" for outcome in Outcome if counts[outcome])
    return f"共 {len(files)} 个文件：{parts}"


def as_json(report: RunReport) -> str:
    """The report for programs, ending in a line feed."""
    plain = {
        "inbox": report.inbox,
        "as_of": report.as_of,
        "extractor_version": report.version,
        "files": [
            {
                "path": file.path,
                "outcome": file.outcome.value,
                "outcome_zh": file.outcome.chinese,
                "message": file.message,
                "counts": file.counts,
            }
            for file in report.files
        ],
        "outputs": list(report.outputs),
        "messages": list(report.messages),
        "failures": list(report.failures),
        "refreshed": list(report.refreshed),
        "waiting": report.waiting,
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def as_text(report: RunReport) -> str:
    """The report for people, ending in a line feed."""
    parts = [
        (
            "对标运行结果",
            [f"收件文件夹：{report.inbox}", f"测算截止日期：{report.as_of}", summary_line(report.files)],
        ),
        ("文件", [report_line(file) for file in report.files]),
        ("按新版本重新读取的以往文件", list(report.refreshed)),
        ("提示", [*report.messages, *_waiting(report.waiting)]),
        ("未能写出的结果", list(report.failures)),
        ("结果文件", list(report.outputs)),
    ]
    return "\n".join(
        f"{title}\n" + "".join(f"  {line}\n" for line in lines) for title, lines in parts if lines
    )


def write_report(report: RunReport, out: Path) -> None:
    """Write both forms into the output folder."""
    put(out / REPORT_NAME, as_json(report).encode())
    put(out / "运行结果.txt", as_text(report).replace("\n", "\r\n").encode("utf-8-sig"))


def outputs_before(out: Path) -> tuple[str, ...]:
    """What the last run into this folder wrote, by its own report; nothing where there is no report."""
    try:
        outputs = json.loads((out / REPORT_NAME).read_text(encoding="utf-8"))["outputs"]
    except (OSError, ValueError, KeyError, TypeError):
        # Never run into before, or a report that somebody changed: then nothing is known to be ours.
        return ()
    return tuple(name for name in outputs if isinstance(name, str)) if isinstance(outputs, list) else ()


def _waiting(count: int) -> list[str]:
    return [f"有 {count} 项待人工核对：在 records.xlsx 和差距分析的核对部分查看"] if count else []
