"""Known tables read by this project and by its peers: cells, rows and seconds a page, file by file the same.

The papers are those of `python -m tests.generator`, printed by every renderer that the machine has; what is
asked of the peers is in tests/generator/comparison.py. Each runs in an environment of its own, made here the
first time; one that can't be made is named and left out. Scans only with the extra `ocr`; of the peers
img2table alone reads them, through Tesseract.
"""

import importlib.util
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.generator.comparison import Printed, Result, compared, printed_papers, side_by_side
from tests.generator.known import Kind
from tests.generator.peers import PEERS
from tests.generator.rendering import available

# How many papers of each kind by each renderer: camelot and img2table take seconds a page.
PAPERS: Mapping[Kind, int] = {
    "ruled": 3, "pages": 2, "wide": 2, "half": 3, "side": 2, "borderless": 3, "dressed": 2,
    "dressed-borderless": 2,
}  # fmt: skip
SCANS = 2
SEED = 500


def main() -> list[str]:
    results: list[Result] = []
    everything: list[Printed] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        everything, scans = _papers(Path(name))
        peers = tuple(PEERS) if shutil.which("tesseract") else ()
        for papers, readers in ((everything, tuple(PEERS)), (scans, peers)):
            for told in compared(papers, readers):
                if isinstance(told, Result):
                    results.append(told)
                else:
                    print(told, flush=True)
        lines = list(side_by_side([*everything, *scans], results))
    print("\n".join(lines))
    return lines


def _papers(folder: Path) -> tuple[list[Printed], list[Printed]]:
    """The papers of every kind by every renderer, and scans."""
    renderers = available()
    print(f"papers by {', '.join(renderers)}", flush=True)
    everything = [
        printed
        for kind, count in PAPERS.items()
        for printed in printed_papers([kind], range(SEED, SEED + count), renderers, folder)
    ]
    scans = (
        printed_papers(["scanned"], range(SEED, SEED + SCANS), ["reportlab"], folder)
        if importlib.util.find_spec("rapidocr")
        else []
    )
    return everything, scans


if __name__ == "__main__":
    main()
