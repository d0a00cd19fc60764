"""LibreOffice on this machine: where it is, and one call of it.

Looked for, in this order: the program that DUIBIAO_SOFFICE names; `soffice` or `libreoffice` on the path;
the usual places of each system. A call runs in a process of its own with a profile that no other call
shares, without macros, without network and without asking back; it is ended with all its children when its
time is up.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.readers.office import guard

VARIABLE = "DUIBIAO_SOFFICE"
_NAMES = ("soffice", "libreoffice")
_PLACES = {
    "linux": (
        "/usr/lib/libreoffice/program/soffice",
        "/usr/lib64/libreoffice/program/soffice",
        "/usr/local/bin/soffice",
        "/opt/libreoffice*/program/soffice",
        "/snap/bin/libreoffice",
        "/var/lib/flatpak/exports/bin/org.libreoffice.LibreOffice",
    ),
    "darwin": (
        "/Applications/LibreOffice*.app/Contents/MacOS/soffice",
        "/opt/homebrew/bin/soffice",
        "/usr/local/bin/soffice",
    ),
}
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "LOCALAPPDATA")
# soffice.com is the one that waits until the work is done.
_WINDOWS_PROGRAMS = ("LibreOffice*/program/soffice.com", "Programs/LibreOffice*/program/soffice.com")
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck")
# Links: never brought up to date. That is 0 for Writer and 1 for Calc (0 there: always; 2: on demand).
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""  # noqa: E501
# A console program started from one without a console opens a window on Windows.
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_OVERTIME = 20.0  # seconds that the guard may take to end everything


def find_program() -> Path | None:
    """LibreOffice's program; None where there is none. A DUIBIAO_SOFFICE that names no file means none."""
    named = os.environ.get(VARIABLE)
    if named:
        path = Path(named)
        return path if path.is_file() else None
    on_path = (shutil.which(name) for name in _NAMES)
    return next((Path(found) for found in on_path if found), None) or next(_in_usual_places(), None)


def _in_usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        folders = [Path(os.environ[name]) for name in _WINDOWS_FOLDERS if os.environ.get(name)]
        found = (
            path
            for folder in folders
            for pattern in _WINDOWS_PROGRAMS
            for path in sorted(folder.glob(pattern))
        )
    else:
        patterns = _PLACES.get(sys.platform, _PLACES["linux"])
        root = Path("/")
        found = (path for pattern in patterns for path in sorted(root.glob(pattern.lstrip("/"))))
    yield from (path for path in found if path.is_file())


def call(program: Path, arguments: Sequence[str], profile: Path, seconds: float) -> bool:
    """One call of LibreOffice with a profile of its own (made where there is none). True where it ended by
    itself and in time; what it wrote says whether it did its work."""
    _prepare(profile)
    command = (
        sys.executable, "-I", "-S", str(Path(guard.__file__)), f"{seconds:g}",
        str(program), f"-env:UserInstallation={profile.resolve().as_uri()}", *_OPTIONS, *arguments,
    )  # fmt: skip
    with subprocess.Popen(  # noqa: S603 - the program was found in its usual places or named by the user
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=NO_WINDOW,
    ) as process:
        try:
            return process.wait(timeout=seconds + _OVERTIME) not in {guard.TIME_IS_UP, guard.NOT_STARTED}
        except subprocess.TimeoutExpired:
            process.kill()
            return False


def _prepare(profile: Path) -> None:
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
