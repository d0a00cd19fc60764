"""Putting finished files in their place."""

import os
from pathlib import Path

import pytest

from pipeline.files import put
from schemas.errors import UsageError


def test_what_was_there_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    for content in (b"1", b"2"):
        put(tmp_path / "新" / "a.txt", content)
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "新").iterdir()] == [("a.txt", b"2")]


def test_a_name_as_long_as_the_file_system_takes(tmp_path: Path) -> None:
    name = "长" * 83 + ".json"
    put(tmp_path / name, b"1")
    assert (tmp_path / name).read_bytes() == b"1"


@pytest.mark.parametrize(
    ("error", "words"), [(PermissionError(13, "denied"), "关闭"), (OSError(28, "no space"), "磁盘空间")]
)
def test_a_target_that_cannot_be_replaced_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    put(tmp_path / "a.txt", b"1")

    def refuse(*_paths: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UsageError, match=words):
        put(tmp_path / "a.txt", b"2")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"1")]
