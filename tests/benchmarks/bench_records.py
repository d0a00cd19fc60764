"""From text to records, in characters a second of one core, beside Recognizers-Text's Chinese number model.

The peer finds numbers and nothing else; `extract` reads header, indicators, facts, lights, issues, measures,
items and rules of the same texts. The peer has an environment of its own, made from pinned versions the first
time; where it can't be made, a regular expression of numbers is the only peer. Texts are the packaged samples
of running text, read before the clock starts. Both sides are timed by the processor time of their process.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extractors.extract import extract
from extractors.readers.registry import read
from tests.benchmarks.bench_extract import INBOX, text_of
from tests.benchmarks.bench_text import PEER
from tests.benchmarks.timing import printed

HOME = Path(__file__).parents[2] / ".bench-envs" / "recognizers-text"
PINS = ("recognizers-text-suite==1.0.2a2", "emoji==1.7.0", "setuptools<81")
_SCRIPT = Path(__file__).with_name("number_peer.py")
_INSTALL_SECONDS, _RUN_SECONDS = 300, 300
ROUNDS, PEER_ROUNDS = 5, 2
SHORTEST = 400
"""Papers of fewer characters are left out: their running text is a heading over a table."""


class PeerMissingError(Exception):
    """The peer could not be installed or run; the message says why."""


def environment() -> Path:
    """The Python of the peer's environment, made where it is missing. Raises PeerMissingError."""
    python = HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = HOME / "made.txt"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == " ".join(PINS):
        return python
    uv = [sys.executable, "-m", "uv", "--quiet"]
    _run([*uv, "venv", "--clear", "--python", sys.executable, str(HOME)], _INSTALL_SECONDS)
    _run([*uv, "pip", "install", "--python", str(python), *PINS], _INSTALL_SECONDS)
    stamp.write_text(" ".join(PINS), encoding="utf-8")
    return python


def peer_rate(texts: list[str]) -> float:
    """The peer's characters a second. Raises PeerMissingError."""
    said = _run([str(environment()), str(_SCRIPT)], _RUN_SECONDS, json.dumps([texts, PEER_ROUNDS]))
    return float(json.loads(said)["rate"])


def _run(command: list[str], seconds: int, given: str | None = None) -> str:
    try:
        done = subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
            input=given,
        )
    except (subprocess.SubprocessError, OSError) as error:
        said = str(getattr(error, "stderr", None) or error).strip().splitlines()[-1]
        raise PeerMissingError(said[:200]) from error
    return done.stdout


def rate(size: int, call: Callable[[], object]) -> float:
    """Characters a second of processor time over the rounds, after a first call that is not timed."""
    call()
    begin = time.process_time()
    for _ in range(ROUNDS):
        call()
    return ROUNDS * size / (time.process_time() - begin)


def main() -> list[str]:
    papers = [path for path in sorted(INBOX.rglob("*")) if path.suffix in {".txt", ".docx", ".html"}]
    documents = [document for path in papers if len(text_of(document := read(path))) >= SHORTEST]
    texts = [text_of(document) for document in documents]
    size = sum(map(len, texts))
    print(f"{len(documents)} papers, {size:,} characters")
    regex = rate(size, lambda: [PEER.findall(text) for text in texts])
    ours = rate(size, lambda: [extract(document) for document in documents])
    lines = [f"re.findall of numbers                {regex:12,.0f} characters/s"]
    try:
        peer = peer_rate(texts)
    except PeerMissingError as error:
        lines.append(f"Recognizers-Text could not be run: {error}")
        return printed([*lines, f"extract (all records)                {ours:12,.0f} characters/s"])
    lines.append(f"Recognizers-Text number model        {peer:12,.0f} characters/s   1.00")
    return printed(
        [*lines, f"extract (all records)                {ours:12,.0f} characters/s   {ours / peer:.2f}"]
    )


if __name__ == "__main__":
    main()
