"""What other readers of tables make of the same files.

Each has an environment of its own, made from pinned versions the first time and never a part of the lock
files. They read tables of pages; to be fair to them, parts on following pages with the same number of columns
are put together here and the header rows that the later ones repeat are dropped, they are told which papers
have tables without rules, and spans are not asked of them.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from tests.generator.scoring import ReadCell, ReadTable

ENVIRONMENTS = Path(__file__).parents[2] / ".bench-envs"
_SCRIPT = Path(__file__).with_name("peer_script.py")
_INSTALL_SECONDS, _READ_SECONDS = 400, 400
_MOST_HEADER_ROWS = 4

PEERS: Mapping[str, tuple[str, ...]] = {
    "pdfplumber": ("pdfplumber==0.11.10",),
    "camelot": ("camelot-py==2.0.0",),
    "img2table": ("img2table==2.0.0",),
}
_REPLACED: Mapping[str, tuple[str, ...]] = {"img2table": ("opencv-contrib-python-headless==4.12.0.88",)}


class PeerMissingError(Exception):
    """A peer that could not be installed or run; the message says why."""


@dataclass(frozen=True)
class PeerReading:
    """The tables of one file as a peer read them, and how long that took in seconds."""

    tables: tuple[ReadTable, ...]
    seconds: float


def environment(peer: str) -> Path:
    """The Python of a peer's environment, made where it is missing. Raises PeerMissingError."""
    home = ENVIRONMENTS / peer
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = home / "made.txt"
    pins = " ".join((*PEERS[peer], *_REPLACED.get(peer, ())))
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == pins:
        return python
    try:
        _run([sys.executable, "-m", "venv", "--clear", str(home)], _INSTALL_SECONDS)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        _run([*pip, *PEERS[peer]], _INSTALL_SECONDS)
        if peer in _REPLACED:
            _run([*pip, "--force-reinstall", "--no-deps", *_REPLACED[peer]], _INSTALL_SECONDS)
    except (subprocess.SubprocessError, OSError) as error:
        raise PeerMissingError(f"{peer} could not be installed: {_last_words(error)}") from error
    stamp.write_text(pins, encoding="utf-8")
    return python


def peer_readings(peer: str, files: Sequence[Path], borderless: bool) -> list[PeerReading]:
    """What a peer reads in files, in their order, all in one process. Raises PeerMissingError."""
    command = [
        str(environment(peer)),
        str(_SCRIPT),
        peer,
        "borderless" if borderless else "ruled",
        *map(str, files),
    ]
    try:
        printed = _run(command, _READ_SECONDS)
    except subprocess.SubprocessError as error:
        raise PeerMissingError(f"{peer} failed: {_last_words(error)}") from error
    found = [json.loads(line) for line in printed.splitlines() if line.startswith('{"seconds"')]
    return [PeerReading(tuple(_joined(item["tables"])), item["seconds"]) for item in found]


def _run(command: Sequence[str], seconds: int) -> str:
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=seconds
    )
    return done.stdout


def _last_words(error: Exception) -> str:
    said = getattr(error, "stderr", None) or str(error)
    return str(said).strip().splitlines()[-1][:200]


def _joined(tables: Sequence[Mapping[str, object]]) -> Iterator[ReadTable]:
    """The peer's page tables, parts on following pages put together."""
    whole: ReadTable | None = None
    page = 0
    for found in tables:
        part = _table(found)
        if whole is not None and found["page"] == page + 1 and part.cols == whole.cols:
            whole = _with_part(whole, part)
        else:
            if whole is not None:
                yield whole
            whole = part
        page = int(str(found["page"]))
    if whole is not None:
        yield whole


def _table(found: Mapping[str, object]) -> ReadTable:
    cells = found["cells"]
    assert isinstance(cells, list)
    read = tuple(ReadCell(row, col, text, rows, cols) for row, col, rows, cols, text in cells)
    return ReadTable(int(str(found["rows"])), int(str(found["cols"])), read)


def _with_part(whole: ReadTable, part: ReadTable) -> ReadTable:
    top = range(min(_MOST_HEADER_ROWS, part.rows))
    repeated = len(list(takewhile(lambda row: _texts(whole, row) == _texts(part, row), top)))
    start = whole.rows - repeated
    added = tuple(
        ReadCell(cell.row + start, cell.col, cell.text, cell.rowspan, cell.colspan)
        for cell in part.cells
        if cell.row >= repeated
    )
    return ReadTable(start + part.rows, whole.cols, whole.cells + added)


def _texts(table: ReadTable, row: int) -> list[tuple[int, str]]:
    return sorted((cell.col, cell.text) for cell in table.cells if cell.row == row)
