"""The house: what the wheel holds, who owns the package names, what is declared and documented."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

PACKAGES = ("pipeline", "extractors", "schemas")


@pytest.fixture(scope="module")
def project(repository: Path) -> dict:
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(repository),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next(folder.glob("duibiao-*.whl"))


def locked(path: Path) -> dict[str, str]:
    """Name to version of a lock file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {
        m[1].lower(): m[2]
        for line in lines
        if (m := re.match(r"([A-Za-z0-9._-]+)(?:\[.*\])?==([^ ;\\]+)", line))
    }


def modules(repository: Path) -> list[Path]:
    return [path for package in PACKAGES for path in sorted((repository / package).rglob("*.py"))]


def test_wheel_holds_exactly_the_packages(wheel: Path, repository: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == set(PACKAGES)
    for source in modules(repository):
        assert source.relative_to(repository).as_posix() in names
    data = [p for p in (repository / "schemas" / "data").rglob("*") if p.is_file()]
    data += [
        p for p in (repository / "pipeline" / "briefs").rglob("*") if p.suffix in {".j2", ".html", ".css"}
    ]
    assert data
    for path in data:
        assert path.relative_to(repository).as_posix() in names
    samples = [p for p in (repository / "samples" / "inbox").rglob("*") if p.is_file()]
    packaged = [name for name in names if name.startswith("pipeline/data/samples/")]
    assert len(packaged) == len(samples) >= 8
    assert not [name for name in names if "test" in name.split("/")[0] or name.endswith("build.py")]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_no_locked_dependency_owns_a_package_name(repository: Path, lock: str) -> None:
    names = set(locked(repository / lock))
    assert names
    owners = metadata.packages_distributions()
    for package in PACKAGES:
        strangers = {owner.lower() for owner in owners.get(package, [])} - {"duibiao"}
        assert not strangers & names, f"{strangers} installs a package {package}"


def test_every_import_is_declared(project: dict, repository: Path) -> None:
    """Each third-party module that the packages import belongs to a declared dependency."""
    declared = {
        re.match(r"[A-Za-z0-9._-]+", d)[0].lower().replace("_", "-")
        for d in (
            *project["project"]["dependencies"],
            *project["project"]["optional-dependencies"]["ocr"],
        )
    }
    owners = metadata.packages_distributions()
    imported = set()
    for path in modules(repository):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.split(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - set(PACKAGES)
    assert foreign
    for module in sorted(foreign):
        owning = {owner.lower().replace("_", "-") for owner in owners.get(module, [])}
        assert owning & declared, f"{module} is imported but not declared"


def test_locks_agree(repository: Path) -> None:
    run, dev = locked(repository / "requirements.lock"), locked(repository / "requirements-dev.lock")
    assert run.items() <= dev.items()


def test_no_dependency_under_agpl_or_gpl(repository: Path) -> None:
    for name in locked(repository / "requirements.lock"):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # another platform's dependency
        words = " ".join([about.get("License-Expression") or "", *about.get_all("Classifier", [])])
        assert "Affero" not in words, name
        assert "AGPL" not in words, name
        assert not re.search(r"(?<![AL])GPL|GNU General Public License", words), name


@pytest.mark.system
def test_wheel_runs_in_an_empty_environment(wheel: Path, repository: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    for arguments in (
        ["--require-hashes", "-r", str(repository / "requirements.lock")],
        ["--no-deps", str(wheel)],
    ):
        subprocess.run([*pip, *arguments], check=True, capture_output=True, timeout=280)
    environment = {**os.environ, "DUIBIAO_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"}
    program = str(scripts / "duibiao")

    # Two samples are old Office files: without LibreOffice a run says so and ends with 5.
    good = {0} if shutil.which("soffice") else {0, 5}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [program, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            timeout=200,
            check=False,
        )
        assert done.returncode in good, done.stderr.decode() + done.stdout.decode()
        return done.stdout.decode()

    assert "run" in run("--help")
    run("run", "--samples", "--out", str(tmp_path / "out"))
    for name in ("records.xlsx", "gap.docx", "gap.html", "gap.xlsx", "compare.docx"):
        assert (tmp_path / "out" / name).stat().st_size > 1000


def test_modules_say_what_they_are(repository: Path) -> None:
    """Every module but the empty package files opens with a docstring."""
    for path in modules(repository):
        text = path.read_text(encoding="utf-8")
        if path.name == "__init__.py":
            assert not text.strip(), f"{path} is not empty"
        else:
            assert ast.get_docstring(ast.parse(text)), path


def test_make_targets_have_help(repository: Path) -> None:
    text = (repository / "Makefile").read_text(encoding="utf-8")
    for target in ("run", "test", "test-long", "check", "fix", "bench"):
        assert re.search(rf"^{target}:.*## \S", text, re.MULTILINE), target
