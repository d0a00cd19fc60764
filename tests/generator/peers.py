"""What other readers of tables make of the same files.

Each has an environment of its own, made from pinned versions the first time and never a part of the lock
files. They read tables of pages; to be fair to them, parts on following pages are put together here, however
many columns each has, and the header rows that the later ones repeat are dropped; they are told the kind of
paper, and where more than one of their settings may fit it, the best counts.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from tests.generator.known import Kind
from tests.generator.scoring import ReadCell, ReadTable

ENVIRONMENTS = Path(__file__).parents[2] / ".bench-envs"
_SCRIPT = Path(__file__).with_name("peer_script.py")
_INSTALL_SECONDS, _READ_SECONDS = 300, 200
_MOST_HEADER_ROWS = 4

PEERS: Mapping[str, tuple[str, ...]] = {
    "pdfplumber": ("pdfplumber==0.11.10",),
    "camelot": ("camelot-py==2.0.0",),
    "img2table": ("img2table==2.0.0",),
}
_REPLACED: Mapping[str, tuple[str, ...]] = {"img2table": ("opencv-contrib-python-headless==4.12.0.88",)}

Ways = Mapping[str, tuple[str, ...]]
_RULED: Ways = {"pdfplumber": ("lines",), "camelot": ("lattice",), "img2table": ("ruled",)}
_HALF: Ways = {
    "pdfplumber": ("lines", "text between lines", "text"),
    "camelot": ("lattice", "network"),
    "img2table": ("ruled", "borderless"),
}
_BARE: Ways = {"pdfplumber": ("text",), "camelot": ("stream", "network"), "img2table": ("borderless",)}
_SCANS: Ways = {"img2table": ("recognised",)}
_WAYS: Mapping[Kind, Ways] = {
    "half": _HALF,
    "borderless": _BARE,
    "dressed-borderless": _BARE,
    "scanned": _SCANS,
}


def ways(peer: str, kind: Kind) -> tuple[str, ...]:
    """The settings of a peer that may fit a kind of paper; none where it can't read the kind at all."""
    return _WAYS.get(kind, _RULED).get(peer, ())


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
        uv = [sys.executable, "-m", "uv", "--quiet"]
        _run([*uv, "venv", "--clear", "--python", sys.executable, str(home)], _INSTALL_SECONDS)
        install = [*uv, "pip", "install", "--python", str(python)]
        _run([*install, *PEERS[peer]], _INSTALL_SECONDS)
        for instead in _REPLACED.get(peer, ()):
            _run([*install, "--no-deps", "--reinstall", instead], _INSTALL_SECONDS)
    except (subprocess.SubprocessError, OSError) as error:
        raise PeerMissingError(f"{peer} could not be installed: {_last_words(error)}") from error
    stamp.write_text(pins, encoding="utf-8")
    return python


def peer_readings(peer: str, way: str, files: Sequence[Path], joined: bool = True) -> list[PeerReading]:
    """What a peer set in a way reads in files, in their order, all in one process; tables page by page where
    they are not to be joined. Raises PeerMissingError."""
    command = [str(environment(peer)), str(_SCRIPT), peer, way, *map(str, files)]
    try:
        printed = _run(command, _READ_SECONDS)
    except subprocess.SubprocessError as error:
        raise PeerMissingError(f"{peer} failed: {_last_words(error)}") from error
    found = [json.loads(line) for line in printed.splitlines() if line.startswith('{"seconds"')]
    return [
        PeerReading(
            _joined(item["tables"]) if joined else tuple(map(_table, item["tables"])), item["seconds"]
        )
        for item in found
    ]


def _run(command: Sequence[str], seconds: int) -> str:
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=seconds
    )
    return done.stdout


def _last_words(error: Exception) -> str:
    said = getattr(error, "stderr", None) or str(error)
    return str(said).strip().splitlines()[-1][:200]


def _joined(tables: Sequence[Mapping[str, object]]) -> tuple[ReadTable, ...]:
    """The peer's page tables, each with what follows it on the next page: of the tables there before, the one
    with as many columns, else the longest."""
    wholes: list[tuple[int, ReadTable]] = []
    for found in tables:
        page, part = int(str(found["page"])), _table(found)
        before = [number for number, (last, _) in enumerate(wholes) if last == page - 1]
        if not before:
            wholes.append((page, part))
            continue
        chosen = max(before, key=lambda number: (wholes[number][1].cols == part.cols, wholes[number][1].rows))
        wholes[chosen] = (page, _with_part(wholes[chosen][1], part))
    return tuple(table for _, table in wholes)


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
