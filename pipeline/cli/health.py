"""What only a complete installation can look at: helpers, settings, folders, database, samples."""

import os
from collections.abc import Iterator
from pathlib import Path

from extractors.extract import EXTRACTOR_VERSION
from pipeline.cli.faults import log_file
from pipeline.cli.finding import Finding
from pipeline.cli.helpers import helpers
from pipeline.config import (
    SAMPLES_DATABASE,
    Settings,
    data_home,
    database_url,
    load_settings,
    make_home,
    samples_folder,
)
from pipeline.store.store import is_absent, open_store
from schemas.errors import DuibiaoError


def examine(db: str | None, config: Path | None, *, samples: bool) -> Iterator[Finding]:
    """The finders, what some formats need, the samples, the settings, the folders and the database."""
    yield Finding("提取规则", "ok", f"版本 {EXTRACTOR_VERSION}")
    yield from helpers()
    yield _samples()
    try:
        make_home(data_home())
        settings = load_settings(config)
    except DuibiaoError as error:
        yield Finding("设置", "wrong", error.message, error.advice)
        return
    yield Finding("设置", "ok", str(settings.file) if settings.file else "未设置，全部用默认值")
    yield _writable("数据文件夹", settings.home)
    url = (
        database_url(db, settings.home, SAMPLES_DATABASE)
        if samples
        else database_url(db or settings.database, settings.home)
    )
    yield _database(url, is_named=bool(db or settings.database))
    yield from _folders(settings)
    log = log_file()
    yield Finding("日志", "ok", f"{log}（{'有记录' if log.exists() else '还没有记录'}）")


def _samples() -> Finding:
    try:
        folder = samples_folder()
    except DuibiaoError as error:
        return Finding("样例", "missing", error.message, error.advice)
    return Finding("样例", "ok", f"{sum(path.is_file() for path in folder.rglob('*'))} 个文件")


def _writable(what: str, folder: Path) -> Finding:
    if os.access(folder, os.W_OK):
        return Finding(what, "ok", str(folder))
    return Finding(
        what, "wrong", f"{folder} 不能写入", "请检查权限，或用环境变量 DUIBIAO_HOME 指定另一个文件夹"
    )


def _database(url: str, *, is_named: bool) -> Finding:
    try:
        store = open_store(url, create=False)
    except DuibiaoError as error:
        # A fresh installation has none yet; one that was named should be there.
        fresh = not is_named and is_absent(url)
        return Finding("数据库", "missing" if fresh else "wrong", error.message, error.advice)
    try:
        documents = store.documents()
        revision, _ = store.revision()
        stale = sum(document.version != EXTRACTOR_VERSION for document in documents)
    finally:
        store.close()
    text = f"{len(documents)} 份文件，结构版本 {revision}"
    if stale:
        return Finding("数据库", "ok", f"{text}，其中 {stale} 份由旧版本读取", "下次 duibiao run 会重新读取")
    return Finding("数据库", "ok", text)


def _folders(settings: Settings) -> Iterator[Finding]:
    if settings.inbox is None:
        yield Finding(
            "收件文件夹",
            "missing",
            "未设置",
            f"可在 {settings.home / 'settings.toml'} 中设置 inbox，或在命令行写明",
        )
    elif settings.inbox.is_dir():
        yield Finding("收件文件夹", "ok", str(settings.inbox))
    else:
        yield Finding(
            "收件文件夹", "wrong", f"{settings.inbox} 不存在", "请建立这个文件夹，或改正设置中的 inbox"
        )
