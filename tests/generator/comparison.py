"""This project and its peers on the same papers, kind by kind and renderer by renderer.

Peers know no spans, no tables over pages and no tables without rules by themselves: spans are asked of this
project alone, parts on following pages are put together for the peers, the halves of a table that is too wide
are each a table for them, and of the settings that may fit a kind the best counts.
"""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from pathlib import Path

import pypdfium2

from tests.generator.known import Kind, KnownPaper
from tests.generator.measuring import percent
from tests.generator.peers import PEERS, PeerMissingError, PeerReading, environment, peer_readings, ways
from tests.generator.reading import read_tables
from tests.generator.rendering import rendered
from tests.generator.scoring import Score, score
from tests.generator.tables import paper

OURS = "duibiao"


@dataclass(frozen=True)
class Printed:
    """Papers of one kind by one renderer, and their files."""

    kind: Kind
    renderer: str
    papers: tuple[KnownPaper, ...]
    files: tuple[Path, ...]

    @property
    def pages(self) -> int:
        """Pages of all files."""
        return sum(map(_pages, self.files))


@dataclass(frozen=True)
class Result:
    """What one reader, set in one way, made of the papers of a kind: a score and seconds a page for each
    renderer, in the order of the papers."""

    kind: Kind
    reader: str
    way: str
    scores: dict[str, Score] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def total(self) -> Score:
        return sum(self.scores.values(), Score())


def _pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def printed_papers(
    kinds: Sequence[Kind], seeds: Sequence[int], renderers: Sequence[str], folder: Path
) -> list[Printed]:
    """The papers of each kind by every renderer."""
    papers = [paper(kind, seed) for kind in kinds for seed in seeds]
    every = []
    for renderer in renderers:
        made = list(zip(papers, rendered(renderer, papers, folder), strict=True))
        for kind in kinds:
            pairs = [pair for pair in made if pair[0].kind == kind]
            known, files = tuple(one for one, _ in pairs), tuple(path for _, path in pairs)
            every.append(Printed(kind, renderer, known, files))
    return every


def compared(everything: Sequence[Printed], peers: Sequence[str] = tuple(PEERS)) -> Iterator[Result | str]:
    """The result of each kind and reader as it comes, the best way of a peer alone; in between, in words,
    what was done and which peer could not be run."""
    kinds = list(dict.fromkeys(printed.kind for printed in everything))
    of_kind = {kind: [printed for printed in everything if printed.kind == kind] for kind in kinds}
    for papers in of_kind.values():
        yield _ours(papers)
    there = []
    for peer in peers:
        try:
            environment(peer)
            there.append(peer)
        except PeerMissingError as error:
            yield str(error)
    jobs = [(peer, kind, way) for kind in kinds for peer in there for way in ways(peer, kind)]
    best: dict[tuple[Kind, str], Result] = {}
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        running = [pool.submit(_theirs, of_kind[kind], peer, way) for peer, kind, way in jobs]
        for number, done in enumerate(as_completed(running), 1):
            try:
                result = done.result()
            except PeerMissingError as error:
                yield str(error)
                continue
            key = (result.kind, result.reader)
            if key not in best or result.total.exact > best[key].total.exact:
                best[key] = result
            exact = percent(result.total.exact, result.total.cells)
            yield f"{number}/{len(jobs)} {result.reader}, {result.way}: {result.kind} {exact:.2f} % of cells"
    yield from best.values()


def _ours(everything: Sequence[Printed]) -> Result:
    result = Result(everything[0].kind, OURS, "")
    for printed in everything:
        total, begin = Score(), time.perf_counter()
        readings = [read_tables(path) for path in printed.files]
        taken = time.perf_counter() - begin
        for known, tables in zip(printed.papers, readings, strict=True):
            total += score(known, tables)
        result.scores[printed.renderer] = total
        result.seconds[printed.renderer] = taken / printed.pages
    return result


def _theirs(everything: Sequence[Printed], peer: str, way: str) -> Result:
    result = Result(everything[0].kind, peer, way)
    files = [path for printed in everything for path in printed.files]
    readings = iter(peer_readings(peer, way, files, joined=everything[0].kind != "wide"))
    for printed in everything:
        total, seconds = Score(), 0.0
        for known in printed.papers:
            reading: PeerReading = next(readings)
            total += score(replace(known, tables=known.printed), reading.tables, spans_asked=False)
            seconds += reading.seconds
        result.scores[printed.renderer] = total
        result.seconds[printed.renderer] = seconds / printed.pages
    return result


def side_by_side(everything: Sequence[Printed], results: Sequence[Result]) -> Iterator[str]:
    """A line for each kind and renderer: cells exact, rows kept, rows with a word in a wrong column."""
    readers = (OURS, *(peer for peer in PEERS if any(result.reader == peer for result in results)))
    found = {(result.kind, result.reader): result for result in results}
    yield f"{'':32}" + "".join(f"{reader:^27}" for reader in readers)
    yield f"{'kind':19}{'renderer':13}" + f"{'cells %':>9}{'rows %':>8}{'col':>4}{'s/p':>6}" * len(readers)
    for printed in everything:
        shares = "".join(_shares(found.get((printed.kind, reader)), printed.renderer) for reader in readers)
        yield f"{printed.kind:19}{printed.renderer:13}{shares}"
    ways_used = {
        f"{result.kind}: {result.reader} {result.way}" for result in results if result.reader != OURS
    }
    yield "the peers' best settings: " + "; ".join(sorted(ways_used))


def _shares(result: Result | None, renderer: str) -> str:
    if result is None or renderer not in result.scores:
        return f"{'—':>9}{'—':>8}{'—':>4}{'—':>6}"
    total = result.scores[renderer]
    return (
        f"{percent(total.exact, total.cells):9.2f}{percent(total.kept, total.rows):8.2f}"
        f"{total.misplaced:4}{result.seconds[renderer]:6.2f}"
    )
