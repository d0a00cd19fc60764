"""Putting a finished file in its place: never half a file, never a changed original on failure."""

import os
from contextlib import suppress
from pathlib import Path

from schemas.errors import UsageError, system_reason


def make_folder(folder: Path) -> None:
    """Make the folder for results where it isn't there yet. Raises UsageError where there can be none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"结果文件夹 {folder} 不能使用（{system_reason(error)}）", "请用 --out 指定另一个文件夹"
        ) from error


def put(path: Path, content: bytes) -> None:
    """Write beside the target, then replace it. A target that another program holds open (Word,
    WPS and Excel lock their files on Windows) raises UsageError and stays as it was."""
    # A short name of its own: the target's may already be as long as the file system takes.
    draft = path.with_name(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        os.replace(draft, path)  # noqa: PTH105 - replaces an existing file on Windows too
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        if isinstance(error, PermissionError):
            raise UsageError(f"无法写入 {path}", "请先关闭正在打开该文件的程序，再重试") from error
        raise UsageError(
            f"无法写入 {path}（{system_reason(error)}）", "请检查磁盘空间和文件夹后重试"
        ) from error
