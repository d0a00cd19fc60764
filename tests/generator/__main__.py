"""Known tables read and measured: `python -m tests.generator [--kind …] [--renderer …] [--count N] [--seed S]
[--peers]`; `--failures FILE` writes what was read wrongly, with the command that shows each again."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.generator.comparison import Result, compared, printed_papers, side_by_side
from tests.generator.failures import Case, write_failures
from tests.generator.known import KIND_NAMES
from tests.generator.measuring import measured, printed
from tests.generator.rendering import RENDERERS


def main() -> None:
    options = _options()
    kinds = options.kind or [kind for kind in KIND_NAMES if kind != "scanned"]
    renderers = options.renderer or list(RENDERERS)
    seeds = range(options.seed, options.seed + options.count)
    folder = options.folder or Path(tempfile.mkdtemp(prefix="known-tables-"))
    cases: list[Case] = measured(kinds, renderers, seeds, folder)
    sys.stdout.write(f"{printed(cases)}\n")
    if options.peers:
        everything = printed_papers(kinds, seeds, renderers, folder)
        results = [told for told in compared(everything) if isinstance(told, Result)]
        for line in side_by_side(everything, results):
            sys.stdout.write(f"{line}\n")
    if options.failures:
        write_failures(options.failures, cases)
    sys.stdout.write(f"files: {folder}\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    parser.add_argument("--kind", action="append", choices=KIND_NAMES)
    parser.add_argument("--renderer", action="append", choices=list(RENDERERS))
    parser.add_argument("--count", type=int, default=4, help="papers of each kind and renderer")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument(
        "--folder", type=Path, help="where the files are kept; a new folder where none is named"
    )
    parser.add_argument(
        "--peers", action="store_true", help="the same papers by pdfplumber, camelot, img2table"
    )
    parser.add_argument("--failures", type=Path, help="write what was read wrongly to this file")
    return parser.parse_args()


if __name__ == "__main__":
    main()
