"""Papers read and scored, and the figures by family, noise, layout and genre."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from extractors.extract import extract
from extractors.readers.registry import read
from schemas.interchange import records_to_json
from tests.reports.genres import written
from tests.reports.layout import LAYOUTS
from tests.reports.noise import NOISES
from tests.reports.paper import Paper
from tests.reports.phrasings.registry import FAMILIES
from tests.reports.scoring import OTHER, Score, Tally, score


@dataclass(frozen=True)
class Case:
    """One paper in one noise and layout as it was read."""

    paper: Paper
    noise: str
    layout: str
    path: Path
    score: Score


def measured(
    genres: Sequence[str],
    seeds: Iterable[int],
    folder: Path,
    *,
    held_out: bool = False,
    noises: Sequence[str] = ("clean",),
    layouts: Sequence[str] = ("txt",),
) -> list[Case]:
    """Every genre by every seed; noises and layouts go round, so that each meets every genre."""
    papers = [written(genre, seed, held_out=held_out) for seed in seeds for genre in genres]
    ways = [(noise, layout) for layout in layouts for noise in noises]
    return [_case(paper, *ways[at % len(ways)], folder) for at, paper in enumerate(papers)]


def _case(paper: Paper, noise: str, layout: str, folder: Path) -> Case:
    path = folder / f"{paper.name}-{noise}.{layout}"
    rng = Random(path.name)  # noqa: S311 - a repeatable choice, no secret
    LAYOUTS[layout](NOISES[noise](paper.blocks, rng), path)
    return Case(paper, noise, layout, path, score(paper, json.loads(records_to_json(extract(read(path))))))


def facts(cases: Iterable[Case]) -> tuple[Tally, Tally]:
    """facts.value and facts.full over the cases."""
    value, full = Tally(), Tally()
    for case in cases:
        value = sum(case.score.value.values(), value)
        full = sum(case.score.full.values(), full)
    return value, full


def by_family(cases: Iterable[Case]) -> dict[str, tuple[Tally, Tally]]:
    """facts.value and facts.full of each family; what stands in no family's sentence is `other`."""
    totals: dict[str, tuple[Tally, Tally]] = {}
    for case in cases:
        for family in case.score.value | case.score.full:
            value, full = totals.get(family, (Tally(), Tally()))
            more = case.score.value.get(family, Tally()), case.score.full.get(family, Tally())
            totals[family] = value + more[0], full + more[1]
    return totals


def by_records(cases: Iterable[Case]) -> dict[str, Tally]:
    """The header's fields, indicators, issues, measures, items and rules."""
    totals: dict[str, Tally] = {}
    for case in cases:
        for part, more in case.score.records.items():
            totals[part] = totals.get(part, Tally()) + more
    return totals


def printed(cases: Sequence[Case]) -> str:
    """A table for families, noises, layouts and genres, and one for the records that are no facts."""
    lines = [_HEAD.format("family")]
    families = sorted(by_family(cases).items(), key=lambda item: item[1][1].f1)
    lines += [_line(f"{name}{_mark(name)}", *tallies) for name, tallies in families]
    for what in ("noise", "layout", "genre"):
        groups: dict[str, list[Case]] = {}
        for case in cases:
            groups.setdefault(case.paper.genre if what == "genre" else getattr(case, what), []).append(case)
        lines += ["", _HEAD.format(what)]
        lines += [_line(name, *facts(group)) for name, group in sorted(groups.items())]
    lines += ["", f"{'records':28}{'gold':>7}{'read':>7}{'F1':>9}"]
    lines += [f"{part:28}{t.gold:7}{t.read:7}{t.f1:9.3f}" for part, t in sorted(by_records(cases).items())]
    papers = sum(len(case.paper.sentences) for case in cases)
    lines += ["", _HEAD.format(f"{len(cases)} papers, {papers} sentences"), _line("all", *facts(cases))]
    return "\n".join(lines)


_HEAD = f"{{:28}}{'gold':>7}{'read':>7}{'value F1':>10}{'full F1':>9}"


def _mark(family: str) -> str:
    return " (held out)" if family != OTHER and family in FAMILIES and FAMILIES[family].held_out else ""


def _line(name: str, value: Tally, full: Tally) -> str:
    return f"{name:28}{value.gold:7}{value.read:7}{value.f1:10.3f}{full.f1:9.3f}"
