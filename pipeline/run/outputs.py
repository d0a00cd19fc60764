"""What a run leaves behind for its reader: interchange files, workbook, briefs and its own report.

Names are the same for the same input. A file that can't be written (another program holds it open)
is named in a message, and the others are still written. Nothing is ever written into the inbox.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from pipeline.briefs.compare import write_compare
from pipeline.briefs.gap import write_gap
from pipeline.briefs.records_workbook import write_records
from pipeline.export import write_facts_csv, write_json
from pipeline.run.analyses import Analyses, for_review
from pipeline.run.faults import Faults
from pipeline.store.store import Store
from schemas.analysis import GapAnalysis
from schemas.errors import UsageError, system_reason
from schemas.reading import Reading

GAP_ENDINGS = (".docx", ".html", ".xlsx")

Writer = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Written:
    """The files written, relative to the output folder with /, and what could not be written."""

    files: tuple[str, ...]
    failures: tuple[str, ...]


def json_names(paths: Sequence[str]) -> dict[str, str]:
    """The interchange file's name for each received file (a path with /): NAME.json; for a further
    file with the same stem NAME.EXT.json, and NAME.EXT.2.json where that is taken too."""
    taken: set[str] = set()
    names: dict[str, str] = {}
    for path in paths:
        file = PurePosixPath(path)
        plain, ending = f"{file.stem}.json", f"{file.stem}{file.suffix}"
        counted = (f"{ending}.{n}.json" for n in range(2, len(paths) + 2))
        name = next(n for n in (plain, f"{ending}.json", *counted) if n.casefold() not in taken)
        taken.add(name.casefold())
        names[path] = name
    return names


def write_outputs(store: Store, ids: Mapping[str, str], analyses: Analyses, out: Path) -> Written:
    """Write everything but the run's own report. `ids` are the documents' ids by their place in
    the inbox."""
    writers: dict[str, Writer] = {
        f"json/{name}": partial(_write_records_json, store, ids[path])
        for path, name in json_names(list(ids)).items()
    }
    if analyses.readings:
        writers["records.xlsx"] = partial(_write_workbook, store, analyses.readings)
        writers["facts.csv"] = partial(write_facts_csv, analyses.readings)
    for stem, gap in zip(_stems("gap", map(_gap_label, analyses.gaps)), analyses.gaps, strict=True):
        writers |= {stem + ending: partial(write_gap, gap) for ending in GAP_ENDINGS}
    regions = (comparison.region for comparison in analyses.comparisons)
    for stem, comparison in zip(_stems("compare", regions), analyses.comparisons, strict=True):
        writers[f"{stem}.docx"] = partial(write_compare, comparison)
    return _write_all(writers, out)


def remove_stale(out: Path, before: Iterable[str], now: Iterable[str]) -> None:
    """Remove what the run before wrote and this one has not: results of papers that are gone. Nothing
    else in the folder is touched; a file that another program holds open stays."""
    root = out.resolve()
    for name in sorted(set(before) - set(now)):
        path = (out / name).resolve()
        if path.is_relative_to(root) and path.is_file():
            with suppress(OSError):
                path.unlink()


def _write_all(writers: Mapping[str, Writer], out: Path) -> Written:
    faults = Faults()
    written = [
        name for name, write in writers.items() if faults.guard(name, partial(_write, write, out / name))
    ]
    return Written(tuple(written), tuple(faults.texts))


def _write(write: Writer, path: Path) -> bool:
    try:
        write(path)
    except OSError as error:
        raise UsageError(f"无法写入（{system_reason(error)}）", "请检查磁盘空间和文件夹权限后重试") from error
    return True


def _write_records_json(store: Store, id_: str, path: Path) -> None:
    write_json(store.records_of(id_).records, path)


def _write_workbook(store: Store, readings: Sequence[Reading], path: Path) -> None:
    write_records(*for_review(store, readings), path)


def _stems(stem: str, labels: Iterable[str]) -> list[str]:
    """File stems: the first is plain, further ones carry their label, made unique by a number."""
    stems: list[str] = []
    for label in labels:
        named = re.sub(r'[\\/:*?"<>|\s]+', "", f"{stem}-{label}") if stems else stem
        same = sum(other == named or other.startswith(f"{named}-") for other in stems[1:])
        stems.append(f"{named}-{same + 1}" if stems and same else named)
    return stems


def _gap_label(gap: GapAnalysis) -> str:
    return f"{gap.region}-{gap.period.end.year}"
