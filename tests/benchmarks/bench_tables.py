"""Known tables read by this project and by its peers: cells, rows and seconds a page, file by file the same.

The papers are those of `python -m tests.generator`, printed by every renderer that the machine has; what is
asked of the peers is in tests/generator/comparison.py. Each runs in an environment of its own, made here the
first time; one that can't be made is named and left out. Scans are measured for this project alone, and only
with the extra `ocr`.
"""

import importlib.util
import tempfile
from pathlib import Path

from tests.generator.comparison import HEAD, compared, printed_papers
from tests.generator.known import Kind
from tests.generator.rendering import available

KINDS: tuple[Kind, ...] = ("ruled", "pages", "wide", "half", "side", "borderless")
SEEDS = range(500, 503)
SCANS = range(500, 503)


def main() -> None:
    renderers = available()
    print(f"papers by {', '.join(renderers)}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        print(HEAD)
        for line in compared(printed_papers(KINDS, SEEDS, renderers, folder)):
            print(line, flush=True)
        if importlib.util.find_spec("rapidocr"):
            scans = printed_papers(["scanned"], SCANS, ["reportlab"], folder)
            for line in compared(scans, with_peers=False):
                print(line, flush=True)


if __name__ == "__main__":
    main()
