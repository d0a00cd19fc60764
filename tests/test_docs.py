"""The documentation names every command, exit code and outcome that the program has."""

import re
from pathlib import Path

import pytest

from pipeline.cli.main import COMMANDS
from schemas import errors
from schemas.outcome import Outcome


@pytest.fixture(scope="module")
def cli_page(repository: Path) -> str:
    return (repository / "docs" / "cli.md").read_text(encoding="utf-8")


def test_every_command_is_documented(repository: Path, cli_page: str) -> None:
    assert len(COMMANDS) >= 10
    for page in (
        cli_page,
        *((repository / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")),
    ):
        for command in COMMANDS:
            assert re.search(rf"`(duibiao )?{command}\b", page), command


def test_every_exit_code_is_documented(cli_page: str) -> None:
    codes = [value for name, value in vars(errors).items() if name.startswith("EXIT_")]
    assert len(codes) >= 8
    for code in codes:
        assert f"| {code} |" in cli_page, code


def test_every_outcome_is_documented(cli_page: str) -> None:
    for outcome in Outcome:
        assert outcome.chinese in cli_page, outcome


def test_links_lead_somewhere(repository: Path) -> None:
    pages = [*repository.glob("*.md"), *(repository / "docs").glob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
