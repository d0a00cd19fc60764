"""Milliseconds a page of OFD, beside what the file's parts cost to unpack and parse at all.

There is no peer that may be installed beside this project (the one reader on the package index needs an AGPL
library), so the measure is the floor below any reader: zip and lxml, without a look at what they hold. Pages
alternate between text and ruled tables of 24 × 8. Processor time of this process, medians of interleaved
rounds.
"""

import io
import time
import zipfile
from random import Random

from lxml import etree

from extractors.readers.ofd.reader import read_ofd
from samples.ofd import OfdPaper, Piece, Rule, Text, write_ofd
from schemas.document import SourceFile
from tests.benchmarks.timing import medians, printed, ratios
from tests.generator import wording

PAGES, ROWS, COLUMNS, LINES = 20, 24, 8, 30
ROUNDS = 5


def ofd_bytes() -> bytes:
    """The file, the same on every run."""
    rng = Random(7)  # noqa: S311 - a repeatable choice, no secret
    return write_ofd(OfdPaper([_table(rng) if page % 2 else _text(rng) for page in range(PAGES)]))


def _text(rng: Random) -> list[Piece]:
    return [Text(28, 37 + 8 * line, wording.body(rng)[:27]) for line in range(LINES)]


def _table(rng: Random) -> list[Piece]:
    left, top, width, height = 25.0, 40.0, 20.0, 9.0
    right, bottom = left + width * COLUMNS, top + height * ROWS
    pieces: list[Piece] = [
        Rule(left, top + height * row, right, top + height * row) for row in range(ROWS + 1)
    ]
    pieces += [Rule(left + width * col, top, left + width * col, bottom) for col in range(COLUMNS + 1)]
    for row in range(ROWS):
        for col in range(COLUMNS):
            text = wording.amount(rng) if row and col else wording.indicator(rng)[:5]
            pieces.append(Text(left + width * col + 1, top + height * row + 6, text, 3.2, "宋体"))
    return pieces


def unpacked(data: bytes) -> int:
    """Every part unpacked and parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return sum(
            len(etree.fromstring(package.read(name))) for name in package.namelist() if name.endswith(".xml")
        )


def main() -> list[str]:
    data = ofd_bytes()
    source = SourceFile("通报.ofd", "通报.ofd", "", "ofd", len(data))
    tables = read_ofd(source, data).tables
    assert sum(table.rows for table in tables) == ROWS * PAGES // 2
    floor = "zip and lxml alone"
    calls = {floor: lambda: unpacked(data), "read_ofd": lambda: read_ofd(source, data)}
    times = medians(calls, ROUNDS, clock=time.process_time)
    print(f"{PAGES} pages of text and tables in turn; processor time; the peer is the floor")
    return printed(ratios(times, floor, "ms a page", 1000 / PAGES))


if __name__ == "__main__":
    main()
