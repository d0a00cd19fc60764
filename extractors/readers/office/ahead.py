"""Old and foreign office files converted ahead of their reading, many in one call.

Who has many files to read says so once; the converted files lie in a folder, under the digest of the
original, until that is over. Reading processes that are started meanwhile find the folder by an environment
variable. A file that could not be converted ahead is converted alone when it is read, and its outcome stated
then.
"""

import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractors.readers.kinds import Kind
from extractors.readers.office.convert import Original, Target, converted, is_available
from extractors.readers.progress import Listener
from extractors.readers.sniff import find_kind, is_special

log = logging.getLogger(__name__)

_VARIABLE = "DUIBIAO_CONVERTED"
_TARGETS: dict[Kind, tuple[str, Target]] = {
    Kind.DOC: ("doc", "docx"),
    Kind.WPS: ("wps", "docx"),
    Kind.RTF: ("rtf", "docx"),
    Kind.ODT: ("odt", "docx"),
    Kind.XLS: ("xls", "xlsx"),
    Kind.ODS: ("ods", "xlsx"),
}
_LARGEST = 50 * 1024 * 1024
_FEW = 2  # for fewer files nothing is gained
_AT_A_TIME = 20
_BYTES_AT_A_TIME = 60 * 1024 * 1024  # originals and results are held in memory
_SECONDS = 120.0  # for one call
_ALL_SECONDS = 900.0  # after which the others are converted when they are read


def found_ahead(sha256: str, target: Target) -> bytes | None:
    """A file converted ahead, by the digest of the original; None where there is none."""
    folder = os.environ.get(_VARIABLE)
    path = Path(folder) / f"{sha256}.{target}" if folder else None
    return path.read_bytes() if path is not None and path.is_file() else None


def _nobody(_number: int, _of: int) -> None:
    """Who hears of it where nobody listens."""


@contextmanager
def converted_ahead(paths: Sequence[Path], hear: Listener = _nobody) -> Iterator[None]:
    """While this lasts, those of the files that need it lie converted for whoever reads them. No file
    ends it: what fails here is left to its reader. `hear` is told the number (from 1) of the file
    that conversion now begins with, and of how many."""
    waiting = _waiting(paths)
    if sum(map(len, waiting.values())) < _FEW or not is_available():
        yield
        return
    before = os.environ.get(_VARIABLE)
    with tempfile.TemporaryDirectory(prefix="duibiao-", ignore_cleanup_errors=True) as folder:
        _convert_all(waiting, Path(folder), hear)
        os.environ[_VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[_VARIABLE]
            if before is not None:
                os.environ[_VARIABLE] = before


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file to be converted, and its size in bytes."""

    path: Path
    size: int


def _waiting(paths: Sequence[Path]) -> dict[tuple[str, Target], list[_Waiting]]:
    """The files to be converted, by what they are and what they become."""
    waiting: dict[tuple[str, Target], list[_Waiting]] = {}
    for path in paths:
        try:
            size = 0 if is_special(path) else path.stat().st_size
            wanted = _TARGETS.get(find_kind(path)) if 0 < size <= _LARGEST else None
        except Exception as error:  # noqa: BLE001 - this is the parent of all readers; its reader says what is wrong
            log.warning("%s was not looked at before reading: %r", path, error)
            continue
        if wanted is not None:
            waiting.setdefault(wanted, []).append(_Waiting(path, size))
    return waiting


def _convert_all(
    waiting: Mapping[tuple[str, Target], Sequence[_Waiting]], folder: Path, hear: Listener
) -> None:
    """Convert what time allows, and say how far it has come."""
    whole, done = sum(map(len, waiting.values())), 0
    until = time.monotonic() + _ALL_SECONDS
    for (ending, target), files in waiting.items():
        for batch in _batches(files):
            if time.monotonic() > until:
                log.warning("conversion takes long: %d files are left to their readers", whole - done)
                return
            hear(done + 1, whole)
            try:
                _convert(batch, ending, target, folder)
            except OSError as error:  # no room in the temporary folder: each is converted when it is read
                log.warning("files could not be converted ahead: %s", error)
                return
            done += len(batch)


def _batches(files: Sequence[_Waiting]) -> Iterator[list[Path]]:
    """The files in order, so many and so large together as one call takes."""
    batch: list[Path] = []
    size = 0
    for file in files:
        if batch and (len(batch) == _AT_A_TIME or size + file.size > _BYTES_AT_A_TIME):
            yield batch
            batch, size = [], 0
        batch.append(file.path)
        size += file.size
    if batch:
        yield batch


def _convert(files: Sequence[Path], ending: str, target: Target, folder: Path) -> None:
    originals = []
    for path in files:
        try:
            originals.append(Original(path.name, "", ending, path.read_bytes()))
        except OSError:  # said when the file is read
            continue
    results = converted(originals, target, _SECONDS, again=False)
    for original, result in zip(originals, results, strict=True):
        if isinstance(result, bytes):
            (folder / f"{hashlib.sha256(original.data).hexdigest()}.{target}").write_bytes(result)
