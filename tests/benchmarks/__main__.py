"""Run every benchmark: `python -m tests.benchmarks [NAME…]`; a benchmark is a bench_*.py with `main()`."""

import importlib
import sys
from pathlib import Path


def main() -> None:
    chosen = set(sys.argv[1:])
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if not chosen or path.stem.removeprefix("bench_") in chosen:
            print(f"== {path.stem}")
            importlib.import_module(f"tests.benchmarks.{path.stem}").main()


if __name__ == "__main__":
    main()
