"""Files of other office formats as .docx, .xlsx or .pdf, by LibreOffice.

Many files go through one call, for starting the program takes longer than converting a paper. What a call
does not deliver is tried once more alone, so that a file that breaks the program takes no other with it.
Files are handed over as copies with plain names and the ending of what they are; copies, results and profile
are removed. Nothing of a file is run, and nothing outside it is opened.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractors.readers.office.program import call, find_program
from schemas.errors import ReadError, ReadFailedError, UnsupportedFormatError, system_reason

Target = Literal["docx", "xlsx", "pdf"]
_FILTERS: dict[Target, str] = {
    "docx": "docx:MS Word 2007 XML",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "pdf": "pdf",
}
START_SECONDS = 60.0
FILE_SECONDS = 30.0
_MOST_SECONDS = 240.0
_IN_ONE_CALL = 20
_PDF_END = 1024
_ADVICE = "请在 WPS 或 Word 中打开后另存为 .docx 或 .xlsx，再重新放入"
_IN_WPS = {"xlsx": "请在 WPS 中另存为 .xlsx 后重新放入", "docx": "请在 WPS 中另存为 .docx 后重新放入"}


@dataclass(frozen=True, slots=True)
class Original:
    """A file to be converted: its name as users know it, what it is in Chinese, the ending that stands for
    what it is (doc, rtf …), its bytes."""

    name: str
    words: str
    ending: str
    data: bytes


def is_available() -> bool:
    """True where files can be converted on this machine."""
    return find_program() is not None


def converted(
    originals: Sequence[Original], target: Target, seconds: float | None = None, *, again: bool = True
) -> list[bytes | ReadError]:
    """Each file in another format, or why it could not be had, in the same order. `seconds` is the time limit
    for one call; None for one that grows with the number of files. `again` says that what a call for many did
    not deliver is tried once more. Never raises ReadError."""
    program = find_program()
    if program is None:
        return [_no_program(original, target) for original in originals]
    results: list[bytes | ReadError] = []
    try:
        with tempfile.TemporaryDirectory(prefix="duibiao-", ignore_cleanup_errors=True) as folder:
            for first in range(0, len(originals), _IN_ONE_CALL):
                batch = originals[first : first + _IN_ONE_CALL]
                results += _Calls(program, Path(folder), target, seconds).all(batch, again=again)
    except OSError as error:
        failed = ReadFailedError(
            f"转换旧格式文件时出错（{system_reason(error)}）", "请检查临时文件夹的空间和权限"
        )
        results += [failed] * (len(originals) - len(results))
    return results


def convert(original: Original, target: Target) -> bytes:
    """One file in another format. Raises UnsupportedFormatError where LibreOffice is missing, ReadFailedError
    where it did not deliver."""
    (result,) = converted((original,), target)
    if isinstance(result, ReadError):
        raise result
    return result


@dataclass(frozen=True, slots=True)
class _Calls:
    """Calls of the program for one target; `seconds` as in `converted`."""

    program: Path
    folder: Path
    target: Target
    seconds: float | None

    def all(self, originals: Sequence[Original], *, again: bool) -> list[bytes | ReadError]:
        """The files converted in one call; those that it did not deliver once more, each alone."""
        delivered = self._call(dict(enumerate(originals)))
        if len(originals) > 1 and again:
            for number, original in enumerate(originals):
                if number not in delivered:
                    delivered |= self._call({number: original})
        return [delivered.get(number) or _failed(original) for number, original in enumerate(originals)]

    def _call(self, originals: Mapping[int, Original]) -> dict[int, bytes]:
        # New folders for each call: those of one before may still be locked, and results have the same names.
        given, made = (Path(tempfile.mkdtemp(prefix=kind, dir=self.folder)) for kind in ("in-", "out-"))
        files = []
        for number, original in originals.items():
            path = given / f"{number}.{original.ending}"
            path.write_bytes(original.data)
            files.append(str(path))
        seconds = self.seconds or min(_MOST_SECONDS, START_SECONDS + FILE_SECONDS * len(files))
        arguments = ("--convert-to", _FILTERS[self.target], "--outdir", str(made), *files)
        in_time = call(self.program, arguments, self.folder / "profile", seconds)
        if not in_time:
            shutil.rmtree(self.folder / "profile", ignore_errors=True)
        results = {number: made / f"{number}.{self.target}" for number in originals}
        delivered = {number: path.read_bytes() for number, path in results.items() if _is_whole(path)}
        for folder in (given, made):
            shutil.rmtree(folder, ignore_errors=True)
        return delivered


def _is_whole(path: Path) -> bool:
    """True for a result that was written to its end: a call that ran out of time leaves halves."""
    if not path.is_file():
        return False
    if path.suffix != ".pdf":
        return zipfile.is_zipfile(path)
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _PDF_END))
        return b"%%EOF" in file.read()


def _no_program(original: Original, target: Target) -> ReadError:
    advice = _IN_WPS.get(target, "请安装 LibreOffice 后重试")
    install = "，或安装 LibreOffice 后重试" if target in _IN_WPS else ""
    return UnsupportedFormatError(
        f"“{original.name}”是{original.words}，读取它需要 LibreOffice，本机没有找到", advice + install
    )


def _failed(original: Original) -> ReadError:
    return ReadFailedError(
        f"“{original.name}”是{original.words}，没有能转换（文件可能损坏、有密码或太大）", _ADVICE
    )
