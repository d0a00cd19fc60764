"""What was read wrongly, by family, worst first, with the command that writes the paper again. Families that
are held out are counted and never shown."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.reports.measuring import Case, by_family
from tests.reports.phrasings.registry import FAMILIES
from tests.reports.scoring import Miss

_MOST = 12


def write_failures(path: Path, cases: Sequence[Case]) -> None:
    """Write the misses of the open families and of the records that are no facts."""
    shown = [(case, miss) for case in cases for miss in case.score.misses if _is_open(case, miss)]
    scores = by_family([case for case in cases if not case.paper.held_out])
    groups: dict[str, list[tuple[Case, Miss]]] = {}
    for case, miss in shown:
        groups.setdefault(miss.family, []).append((case, miss))
    lines = [f"# {len(shown)} readings to mend in {len(cases)} papers", ""]
    for family, misses in sorted(groups.items(), key=lambda group: -len(group[1])):
        told = f", full F1 {scores[family][1].f1:.3f}" if family in scores else ""
        lines += [f"## {family}: {len(misses)}{told}", "", *_group(misses), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def _is_open(case: Case, miss: Miss) -> bool:
    family = FAMILIES.get(miss.family)
    return not case.paper.held_out and not (family and family.held_out)


def _group(misses: Sequence[tuple[Case, Miss]]) -> Iterator[str]:
    sentence = ""
    for case, miss in misses[:_MOST]:
        if miss.sentence != sentence:
            sentence = miss.sentence
            yield (
                f"- {sentence.splitlines()[0] if sentence else ''} [`python -m tests.reports --genre "
                f"{case.paper.genre} --seed {case.paper.seed} --count 1 --noise {case.noise}"
                f" --layout {case.layout}`]"
            )
        yield f"    {miss.sign} {miss.told}"
    if len(misses) > _MOST:
        yield f"    … {len(misses) - _MOST} more"
