"""Run every benchmark: `python -m tests.benchmarks [NAME…]`; a benchmark is a bench_*.py with `main()`, which
prints as it goes and returns the lines that stand together at the end."""

import importlib
import sys
import time
from pathlib import Path


def main() -> None:
    chosen = set(sys.argv[1:])
    names = [path.stem.removeprefix("bench_") for path in sorted(Path(__file__).parent.glob("bench_*.py"))]
    names = [name for name in names if not chosen or name in chosen]
    begun, said = time.perf_counter(), []
    for number, name in enumerate(names, 1):
        start = time.perf_counter()
        print(f"== {number}/{len(names)} {name}", flush=True)
        said.append((name, importlib.import_module(f"tests.benchmarks.bench_{name}").main()))
        print(f"   {time.perf_counter() - start:.0f} s", flush=True)
    print(f"\n== all, in {time.perf_counter() - begun:.0f} s")
    for name, lines in said:
        for line in lines:
            print(line if name == "tables" else f"{name:8}{line}")


if __name__ == "__main__":
    main()
