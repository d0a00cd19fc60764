"""What was read wrongly, by the stage that is probably at fault, with the command that shows it again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.generator.known import KnownPaper
from tests.generator.scoring import Fault, Score

_MOST_FAULTS = 6


@dataclass(frozen=True)
class Case:
    """One paper by one renderer as it was read, in so many seconds."""

    paper: KnownPaper
    renderer: str
    path: Path
    score: Score
    seconds: float

    @property
    def perfect(self) -> bool:
        """True where nothing was read wrongly."""
        return not self.score.faults and self.score.found == self.score.tables


def stage(case: Case) -> str:
    """The stage that is probably at fault."""
    whats = {fault.what for fault in case.score.faults}
    kind = case.paper.kind
    if kind == "scanned":
        return "F scan"
    if whats and whats <= {"标题", "单位", "表注"}:
        return "C/D flow, captions and notes"
    if whats and whats <= {"表头行数", "标题", "单位", "表注"}:
        return "D header rows"
    if kind == "borderless" or case.paper.look.rules in {"across", "down"}:
        return "C tables without rules"
    if kind in {"pages", "wide"} or "还原" in whats:
        return "D joins over pages"
    if kind == "side":
        return "B/C tables side by side"
    return "B ruled (or A, where the text itself is wrong)"


def write_failures(path: Path, cases: Sequence[Case]) -> None:
    """Write the failing cases, grouped by stage."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if not case.perfect:
            groups[stage(case)].append(case)
    lines = [f"# {sum(map(len, groups.values()))} of {len(cases)} papers not perfect", ""]
    for name in sorted(groups):
        lines += [f"## {name}: {len(groups[name])}", ""]
        for case in sorted(groups[name], key=lambda case: -len(case.score.faults)):
            lines += _case(case)
    path.write_text("\n".join(lines), encoding="utf-8")


def _case(case: Case) -> Iterator[str]:
    paper, score = case.paper, case.score
    look = paper.look
    yield (
        f"- {paper.name} {case.renderer}: exact {score.exact}/{score.cells}, aligned {score.aligned}, "
        f"rows kept {score.kept}/{score.rows}, tables {score.found}/{score.tables}; rules {look.rules}"
        f"{', landscape' if look.landscape else ''}, repeat {look.repeat_header}"
        f", rows break {look.rows_break}"
    )
    yield (
        f"  `python -m tests.generator --kind {paper.kind} --renderer {case.renderer} --seed {paper.seed}"
        f" --count 1 --failures /dev/stdout` file {case.path}"
    )
    for fault in case.score.faults[:_MOST_FAULTS]:
        yield f"    - {_said(fault)}"
    more = len(score.faults) - _MOST_FAULTS
    if more > 0:
        yield f"    - … {more} more"


def _said(fault: Fault) -> str:
    where = f" r{fault.row} c{fault.col}" if fault.what in {"单元格", "行", "列"} else ""
    said = f"{fault.what}{where}: expected «{fault.expected[:160]}» found «{fault.found[:160]}»"
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in said
    )
