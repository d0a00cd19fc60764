"""Calls of LibreOffice: found, given the files, ended in time, and never trusted to have done its work.

A small program stands for it here; the calls of the real one are in test_office_reading.
"""

import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractors.readers.office import ahead, convert, guard, program
from extractors.readers.office.convert import Original, converted
from schemas.errors import ReadFailedError, UnsupportedFormatError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")

CONVERTS = """
arguments = sys.argv[1:]
out = Path(arguments[arguments.index("--outdir") + 1])
ending = arguments[arguments.index("--convert-to") + 1].partition(":")[0]
files = [Path(name) for name in arguments[arguments.index("--outdir") + 2 :]]
with (here / "calls").open("a") as log:
    log.write(f"{len(files)}\\n")
(here / "arguments").write_text("\\n".join(arguments))
for file in files:
    data = file.read_bytes()
    if data == b"breaks":
        sys.exit(1)
    if data == b"hangs":
        import subprocess, time
        child = subprocess.Popen(["sleep", "60"])
        (here / "child").write_text(str(child.pid))
        time.sleep(60)
    whole = b"%%EOF" if ending == "pdf" else b"PK\\5\\6" + bytes(18)
    (out / f"{file.stem}.{ending}").write_bytes(data.upper() + (b"" if data == b"half" else whole))
"""
ZIP_END = b"PK\5\6" + bytes(18)


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A program in place of LibreOffice that turns small letters into capitals; its folder."""
    path = tmp_path / "soffice"
    head = f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\nhere = Path({str(tmp_path)!r})\n"
    path.write_text(head + CONVERTS, encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv(program.VARIABLE, str(path))
    return tmp_path


def originals(*contents):
    return [Original(f"{n}.doc", "旧版 Word（.doc）", "doc", data) for n, data in enumerate(contents)]


def test_many_files_go_through_one_call(office):
    assert converted(originals(b"a", b"b", b"c"), "docx") == [b"A" + ZIP_END, b"B" + ZIP_END, b"C" + ZIP_END]
    assert (office / "calls").read_text() == "3\n"


def test_the_call_has_its_own_profile_and_runs_no_macros(office):
    converted(originals(b"a"), "docx")
    arguments = (office / "arguments").read_text().split("\n")
    assert arguments[0].startswith("-env:UserInstallation=file:///")
    assert "--headless" in arguments
    profile = Path(arguments[0].partition("file://")[2])
    assert not profile.exists()
    assert "DisableMacrosExecution" in program._SETTINGS


def test_a_file_that_breaks_the_program_takes_no_other_with_it(office):
    found = converted(originals(b"a", b"breaks", b"c"), "docx")
    assert (found[0], found[2]) == (b"A" + ZIP_END, b"C" + ZIP_END)
    assert isinstance(found[1], ReadFailedError)
    assert "1.doc" in found[1].message
    assert "另存" in found[1].advice


def test_what_hangs_is_ended_with_its_children(office):
    begun = time.monotonic()
    (found,) = converted(originals(b"hangs"), "docx", seconds=1.5)
    assert isinstance(found, ReadFailedError)
    assert time.monotonic() - begun < 20
    assert not is_running(int((office / "child").read_text()))


def test_the_guard_ends_everything_when_nobody_waits(tmp_path):
    sleeps = ["sh", "-c", f"echo $$ > {tmp_path / 'child'}; sleep 60"]
    with subprocess.Popen([sys.executable, guard.__file__, "60", *sleeps], stdin=subprocess.PIPE) as process:
        while not (tmp_path / "child").exists() or not (tmp_path / "child").read_text().strip():
            time.sleep(0.05)
        process.stdin.close()
        assert process.wait(timeout=20) == guard.TIME_IS_UP
    assert not is_running(int((tmp_path / "child").read_text()))


def is_running(number):
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return False
        if Path(f"/proc/{number}/stat").exists() and ") Z " in Path(f"/proc/{number}/stat").read_text():
            return False
        time.sleep(0.1)
    return True


@pytest.mark.parametrize(
    ("target", "advice"), [("docx", "另存为 .docx"), ("xlsx", "另存为 .xlsx"), ("pdf", "LibreOffice")]
)
def test_where_it_is_missing_the_outcome_says_what_to_do(monkeypatch, target, advice):
    monkeypatch.setenv(program.VARIABLE, "/nowhere/soffice")
    (found,) = converted(originals(b"a"), target)
    assert isinstance(found, UnsupportedFormatError)
    assert "需要 LibreOffice" in found.message
    assert advice in found.advice


def test_a_program_that_cannot_be_started(monkeypatch, tmp_path):
    broken = tmp_path / "soffice"
    broken.write_text("no program", encoding="utf-8")
    monkeypatch.setenv(program.VARIABLE, str(broken))
    (found,) = converted(originals(b"a"), "docx")
    assert isinstance(found, ReadFailedError)


def test_found_on_the_path_before_the_usual_places(monkeypatch, tmp_path):
    path = tmp_path / "libreoffice"
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.delenv(program.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program.find_program() == path


def test_nothing_is_left_behind(office, monkeypatch, tmp_path):
    rooms = tmp_path / "temporary"
    rooms.mkdir()
    monkeypatch.setattr(convert.tempfile, "tempdir", str(rooms))
    converted(originals(b"a", b"breaks"), "docx")
    assert list(rooms.iterdir()) == []


def test_files_converted_ahead_are_found_by_their_digest(office, monkeypatch):
    monkeypatch.setattr(ahead, "find_kind", lambda path: ahead.Kind.DOC)
    paths = []
    for name in ("a", "b"):
        paths.append(office / f"{name}.doc")
        paths[-1].write_bytes(name.encode())
    digest = hashlib.sha256(b"a").hexdigest()
    with ahead.converted_ahead(paths):
        assert ahead.found_ahead(digest, "docx") == b"A" + ZIP_END
        assert ahead.found_ahead(digest, "xlsx") is None
    assert ahead.found_ahead(digest, "docx") is None
    assert (office / "calls").read_text() == "2\n"


@pytest.mark.parametrize("target", ["docx", "xlsx", "pdf"])
def test_a_result_that_was_written_half_is_none(office, target):
    whole, half = converted(originals(b"a", b"half"), target)
    assert isinstance(whole, bytes)
    assert isinstance(half, ReadFailedError)


def test_a_folder_that_stays_locked_does_not_end_the_batch(office, monkeypatch):
    monkeypatch.setattr(convert.shutil, "rmtree", lambda *_, **__: None)
    found = converted(originals(b"a", b"breaks", b"c"), "docx")
    assert (found[0], found[2]) == (b"A" + ZIP_END, b"C" + ZIP_END)


def old_files(folder, count):
    paths = [folder / f"{number}.doc" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(b"%d" % number * 10)
    return paths


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_opened_ahead(office, monkeypatch):
    opened = []
    monkeypatch.setattr(ahead, "find_kind", lambda path: opened.append(path.name) or ahead.Kind.DOC)
    os.mkfifo(office / "pipe.doc")
    with ahead.converted_ahead([office / "pipe.doc", *old_files(office, 2)]):
        assert (office / "calls").read_text() == "2\n"
    assert opened == ["0.doc", "1.doc"]


def test_a_file_that_breaks_its_recognition_does_not_end_the_run(office, monkeypatch):
    def find_kind(path):
        if path.name == "0.doc":
            raise ValueError(path)
        return ahead.Kind.DOC

    monkeypatch.setattr(ahead, "find_kind", find_kind)
    with ahead.converted_ahead(old_files(office, 3)):
        assert (office / "calls").read_text() == "2\n"


def test_calls_are_bound_by_bytes_and_say_how_far_they_are(office, monkeypatch):
    heard = []
    monkeypatch.setattr(ahead, "find_kind", lambda path: ahead.Kind.DOC)
    monkeypatch.setattr(ahead, "_BYTES_AT_A_TIME", 25)
    with ahead.converted_ahead(old_files(office, 3), lambda *number: heard.append(number)):
        assert (office / "calls").read_text() == "2\n1\n"
    assert heard == [(1, 3), (3, 3)]


def test_what_takes_too_long_is_left_to_the_readers(office, monkeypatch):
    monkeypatch.setattr(ahead, "find_kind", lambda path: ahead.Kind.DOC)
    monkeypatch.setattr(ahead, "_ALL_SECONDS", -1.0)
    with ahead.converted_ahead(old_files(office, 3)):
        assert not (office / "calls").exists()


def test_links_are_never_brought_up_to_date():
    assert re.search(r"Office\.Calc/Content/Update.*?<value>1</value>", program._SETTINGS)
    assert re.search(r"Office\.Writer/Content/Update.*?<value>0</value>", program._SETTINGS)
