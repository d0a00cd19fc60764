"""What every command that reads the store needs: settings, the store, the as-of date.

`--config` before the settings of the data folder, `--db` before the database that they name;
`--samples` has a store of its own, so that trying out never mixes with the real work.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from pipeline.cli.chinese import Day
from pipeline.cli.faults import keep_log
from pipeline.config import SAMPLES_DATABASE, Settings, database_url, load_settings, make_home
from pipeline.store.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Access:
    """The settings in force, the database's URL and the day of the view; `samples` where the
    packaged samples are worked on."""

    settings: Settings
    url: str
    as_of: date
    samples: bool

    @contextmanager
    def store(self, *, create: bool = False) -> Iterator[Store]:
        """The store, closed afterwards. Only what takes papers in makes a new one: a mistyped name must
        not look like an empty store."""
        store = open_store(self.url, create=create)
        try:
            yield store
        finally:
            store.close()


def store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options --db, --config, --as-of and --samples, as one `access`."""

    @click.option("--db", metavar="数据库", help="数据库文件，或 PostgreSQL 地址；默认在用户数据文件夹中")
    @click.option(
        "--config", type=Path, metavar="文件", help="设置文件；默认为用户数据文件夹中的 settings.toml"
    )
    @click.option("--as-of", type=Day(), metavar="日期", help="以哪一天为准计算，例如 2023-09-30；默认今天")
    @click.option("--samples", is_flag=True, help="使用自带样例（另有单独的数据库）")
    @functools.wraps(command)
    def with_access(
        *args: Any, db: str | None, config: Path | None, as_of: date | None, samples: bool, **kwargs: Any
    ) -> Any:
        return command(*args, access=_access(db, config, as_of, samples=samples), **kwargs)

    return with_access


def _access(db: str | None, config: Path | None, as_of: date | None, *, samples: bool) -> Access:
    settings = load_settings(config)
    make_home(settings.home)
    keep_log()
    if samples:
        url = database_url(db, settings.home, SAMPLES_DATABASE)
    else:
        url = database_url(db or settings.database, settings.home)
    return Access(settings, url, as_of or date.today(), samples)
