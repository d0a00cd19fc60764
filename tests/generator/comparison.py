"""This project and its peers on the same papers, kind by kind.

Peers know no spans, tables over pages or borderless tables by themselves: spans are not asked of them (nor,
in the line beside theirs, of this project), parts on following pages are put together for them, and they are
told which papers have no rules.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from tests.generator.known import Kind, KnownPaper
from tests.generator.measuring import percent
from tests.generator.peers import PEERS, PeerMissingError, PeerReading, peer_readings
from tests.generator.reading import read_tables
from tests.generator.rendering import rendered
from tests.generator.scoring import Score, score
from tests.generator.tables import paper

HEAD = (
    f"{'kind':12}{'reader':30}{'cells %':>9}{'aligned %':>10}{'rows %':>8}{'wrong col':>10}"
    f"{'tables':>9}{'s/page':>8}"
)


@dataclass(frozen=True)
class Printed:
    """Papers of one kind and their files."""

    kind: Kind
    papers: tuple[KnownPaper, ...]
    files: tuple[Path, ...]

    @property
    def pages(self) -> int:
        """Pages of all files."""
        return sum(map(_pages, self.files))


def _pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def printed_papers(
    kinds: Sequence[Kind], seeds: range, renderers: Sequence[str], folder: Path
) -> list[Printed]:
    """The papers of each kind by every renderer."""
    papers = [paper(kind, seed) for kind in kinds for seed in seeds]
    made = [
        (known, path)
        for renderer in renderers
        for known, path in zip(papers, rendered(renderer, papers, folder), strict=True)
    ]
    of_kind = {kind: [pair for pair in made if pair[0].kind == kind] for kind in kinds}
    return [
        Printed(kind, tuple(known for known, _ in pairs), tuple(path for _, path in pairs))
        for kind, pairs in of_kind.items()
    ]


def compared(everything: Sequence[Printed], with_peers: bool = True) -> Iterator[str]:
    """A line for each kind and reader. A peer that can't be run is named once, with the reason."""
    missing: set[str] = set()
    for printed in everything:
        ours = _ours(printed)
        yield _line(printed, "duibiao", ours, spans_asked=True)
        if not with_peers:
            continue
        yield _line(printed, "duibiao, spans not asked", ours, spans_asked=False)
        for name in PEERS:
            if name in missing:
                continue
            try:
                readings = peer_readings(name, printed.files, borderless=printed.kind == "borderless")
                yield _line(printed, name, readings, spans_asked=False)
            except PeerMissingError as error:
                missing.add(name)
                yield f"{printed.kind:12}{error}"


def _ours(printed: Printed) -> list[PeerReading]:
    readings = []
    for path in printed.files:
        begin = time.perf_counter()
        tables = read_tables(path)
        readings.append(PeerReading(tables, time.perf_counter() - begin))
    return readings


def _line(printed: Printed, reader: str, readings: Sequence[PeerReading], spans_asked: bool) -> str:
    scores = (
        score(known, reading.tables, spans_asked)
        for known, reading in zip(printed.papers, readings, strict=True)
    )
    total = sum(scores, Score())
    seconds = sum(reading.seconds for reading in readings) / printed.pages
    return (
        f"{printed.kind:12}{reader:30}{percent(total.exact, total.cells):9.2f}"
        f"{percent(total.aligned, total.cells):10.2f}"
        f"{percent(total.kept, total.rows):8.2f}{total.misplaced:10}"
        f"{f'{total.found}/{total.tables}':>9}{seconds:8.3f}"
    )
