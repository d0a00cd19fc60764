"""Fixtures and the rule for tests that need something from outside the repository."""

import os
import shutil
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
SHARED = REPOSITORY.parent / "shared"
SYSTEM_COMMANDS = ("soffice", "chromium", "pdftoppm")


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    return SHARED


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own data folder."""
    monkeypatch.setenv("DUIBIAO_HOME", str(tmp_path_factory.mktemp("home")))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = [command for command in SYSTEM_COMMANDS if shutil.which(command) is None]
    for item in items:
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason=f"no folder {SHARED}"))
        if item.get_closest_marker("system") and missing and os.environ.get("CI") != "true":
            item.add_marker(pytest.mark.skip(reason=f"not installed: {', '.join(missing)}"))
