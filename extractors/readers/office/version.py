"""Which LibreOffice this is, as the program itself says."""

import re
import subprocess
from pathlib import Path

from extractors.readers.office.program import NO_WINDOW

_SECONDS = 20.0
_NUMBER = re.compile(r"\d+(?:\.\d+)+")


def program_version(program: Path) -> str | None:
    """The version (7.4.7.2) of the program; None where it does not start or does not say."""
    try:
        said = subprocess.run(  # noqa: S603 - the program that conversion uses, with a fixed argument
            [str(program), "--version"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
            creationflags=NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    number = _NUMBER.search(said.stdout)
    return number[0] if number else None
