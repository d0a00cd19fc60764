"""Kinds, renderers and seeds to scored readings, and these to a printed table."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tests.generator.failures import Case
from tests.generator.known import Kind, KnownPaper
from tests.generator.reading import read_tables
from tests.generator.rendering import rendered
from tests.generator.scoring import ReadTable, Score, score
from tests.generator.tables import paper

Read = Callable[[Path], tuple[ReadTable, ...]]


def measured(
    kinds: Iterable[Kind],
    renderers: Sequence[str],
    seeds: Sequence[int],
    folder: Path,
    read: Read = read_tables,
) -> list[Case]:
    """Every paper of the kinds and seeds by every renderer, read and scored."""
    papers = [paper(kind, seed) for kind in kinds for seed in seeds]
    return [
        _case(known, renderer, path, read)
        for renderer in renderers
        for known, path in zip(papers, rendered(renderer, papers, folder), strict=True)
    ]


def _case(known: KnownPaper, renderer: str, path: Path, read: Read) -> Case:
    begin = time.perf_counter()
    tables = read(path)
    taken = time.perf_counter() - begin
    return Case(known, renderer, path, score(known, tables), taken)


def printed(cases: Sequence[Case]) -> str:
    """A line for each kind and renderer and for each kind."""
    lines = [_HEAD]
    kinds = sorted({case.paper.kind for case in cases})
    renderers = sorted({case.renderer for case in cases})
    for kind in kinds:
        of_kind = [case for case in cases if case.paper.kind == kind]
        for renderer in renderers:
            chosen = [case for case in of_kind if case.renderer == renderer]
            if chosen:
                lines.append(_line(kind, renderer, chosen))
        if len(renderers) > 1:
            lines.append(_line(kind, "all", of_kind))
    return "\n".join(lines)


_HEAD = (
    f"{'kind':11}{'renderer':12}{'papers':>7}{'cells':>7}{'exact %':>9}{'aligned %':>10}{'rows %':>8}"
    f"{'wrong col':>10}{'tables':>8}{'headers':>8}{'ties':>8}{'undone':>7}{'s':>7}"
)


def _line(kind: str, renderer: str, cases: Sequence[Case]) -> str:
    total = sum((case.score for case in cases), Score())
    return (
        f"{kind:11}{renderer:12}{len(cases):7}{total.cells:7}{percent(total.exact, total.cells):9.2f}"
        f"{percent(total.aligned, total.cells):10.2f}"
        f"{percent(total.kept, total.rows):8.2f}{total.misplaced:10}"
        f"{f'{total.found}/{total.tables}':>8}{f'{total.headers}/{total.tables}':>8}"
        f"{f'{total.tied}/{total.ties}':>8}{total.undone:7}{sum(case.seconds for case in cases):7.1f}"
    )


def percent(part: int, whole: int) -> float:
    """A share in percent; 100 of nothing."""
    return 100.0 * part / whole if whole else 100.0
