"""Reports with exact gold, read and measured: `python -m tests.reports [--genre …] [--seed S] [--count N]
[--noise …] [--layout …] [--held-out]`; `--failures FILE` writes what was read wrongly, `--folder DIR` keeps
the papers and, with `--gold`, their gold beside them."""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.reports.failures import write_failures
from tests.reports.genres import GENRES
from tests.reports.layout import LAYOUTS
from tests.reports.measuring import Case, measured, printed
from tests.reports.noise import NOISES


def main() -> None:
    options = _options()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="reports-"))
    folder.mkdir(parents=True, exist_ok=True)
    seeds = range(options.seed, options.seed + options.count)
    cases = measured(
        options.genre or list(GENRES), seeds, folder, held_out=options.held_out,
        noises=options.noise or ("clean",), layouts=options.layout or ("txt",),
    )  # fmt: skip
    sys.stdout.write(f"{printed(cases)}\n")
    if options.failures:
        write_failures(options.failures, cases)
    if options.gold:
        for case in cases:
            case.path.with_suffix(".json").write_text(_gold(case), encoding="utf-8")
    sys.stdout.write(f"files: {folder}\n")


def _gold(case: Case) -> str:
    facts = [asdict(fact) | {"quote": ""} for fact in case.paper.facts]
    return json.dumps(case.paper.gold | {"facts": facts}, ensure_ascii=False, indent=1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.reports", description=__doc__)
    parser.add_argument("--genre", action="append", choices=list(GENRES))
    parser.add_argument("--noise", action="append", choices=list(NOISES))
    parser.add_argument("--layout", action="append", choices=list(LAYOUTS))
    parser.add_argument("--count", type=int, default=3, help="papers of each genre")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--held-out", action="store_true", help="the families that no rule is made from")
    parser.add_argument("--folder", type=Path, help="where the papers are kept")
    parser.add_argument("--gold", action="store_true", help="write the gold beside each paper")
    parser.add_argument("--failures", type=Path, help="write what was read wrongly to this file")
    return parser.parse_args()


if __name__ == "__main__":
    main()
