"""Settings: where received papers lie, where results go, which database, how hard to work.

Precedence: what the command line says, then the settings file, then the defaults here. The file is
TOML in the user's data folder (`settings.toml`, written with Chinese comments when the folder is
first made); the environment variable DUIBIAO_HOME names another data folder. Nothing here is ever
kept under outputs/, which can be thrown away. An unknown key or a wrong value is an error that says
which one; it is never ignored.
"""

import os
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.errors import ConfigError, system_reason

HOME_VARIABLE = "DUIBIAO_HOME"
SETTINGS_NAME = "settings.toml"
SAMPLES_DATABASE = "samples.db"

TEMPLATE = """\
# 对标 duibiao 的设置。去掉行首的 # 即生效；命令行上写明的优先。

# 收件文件夹：不写时，duibiao run 和 duibiao watch 须在命令行给出文件夹
# inbox = "D:/收件"

# 结果文件夹：不写时为当前文件夹下的 outputs
# out = "D:/对标结果"

# 同时读取的文件数：不写时按处理器核数确定
# jobs = 2

# 数据库：文件路径，或 PostgreSQL 地址；不写时为本文件夹下的 duibiao.db
# database = "postgresql+psycopg://用户:密码@主机/库名"

# 单个文件最长读取时间（秒），超过即停止读取这个文件；需要识别文字的扫描件按每页计
# seconds_per_file = 300

# duibiao watch：文件大小和时间保持多少秒不变才读取
# still_seconds = 5
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings file says, defaults filled in.

    `home` is the data folder, `file` the settings file that was read (None where there is none).
    `inbox` and `out` are folders (None: not set); `jobs` how many files are read at a time (None:
    by the machine); `database` a path or URL (None: `duibiao.db` in `home`); `seconds_per_file`
    the time limit for one file, of a scan for each of its pages; `still_seconds` how long a file must
    be unchanged to be taken.
    """

    home: Path
    file: Path | None = None
    inbox: Path | None = None
    out: Path | None = None
    jobs: int | None = None
    database: str | None = None
    seconds_per_file: float = 300
    still_seconds: float = 5


class _SettingsFile(BaseModel):
    """The keys that the settings file may hold."""

    model_config = ConfigDict(extra="forbid", strict=True)

    inbox: str | None = None
    out: str | None = None
    jobs: Annotated[int, Field(ge=1, le=64)] | None = None
    database: str | None = None
    seconds_per_file: Annotated[float, Field(gt=0)] = 300
    still_seconds: Annotated[float, Field(ge=0)] = 5


def data_home() -> Path:
    """The user's data folder; it need not exist yet."""
    named = os.environ.get(HOME_VARIABLE)
    return Path(named).expanduser() if named else user_data_path("duibiao", appauthor=False)


def make_home(home: Path) -> None:
    """Make the data folder with a commented settings file, where they are not there yet."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        settings = home / SETTINGS_NAME
        if not settings.exists():
            settings.write_text(TEMPLATE, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigError(
            f"数据文件夹不能使用：{home}（{system_reason(error)}）",
            f"请检查权限，或用环境变量 {HOME_VARIABLE} 指定另一个文件夹",
        ) from error


def load_settings(file: Path | None = None) -> Settings:
    """The settings of `file`, by default of the data folder. A file that was asked for by name must
    exist; the default one may be missing. Relative paths in it are relative to its folder."""
    home = data_home()
    path = file or home / SETTINGS_NAME
    text = _read(path, must_exist=file is not None)
    if text is None:
        return Settings(home=home)
    values = _validated(_parsed(text, path), text, path)
    return Settings(
        home=home,
        file=path,
        inbox=_folder(values.inbox, path),
        out=_folder(values.out, path),
        jobs=values.jobs,
        database=values.database,
        seconds_per_file=values.seconds_per_file,
        still_seconds=values.still_seconds,
    )


def database_url(database: str | None, home: Path, name: str = "duibiao.db") -> str:
    """The URL of a database given as URL or file path; by default the file `name` in `home`."""
    if database and "://" in database:
        return database
    path = Path(database).expanduser() if database else home / name
    return f"sqlite:///{path.resolve().as_posix()}"


def samples_folder() -> Path:
    """The packaged samples. Raises ConfigError where the installation has none."""
    package = Path(str(resources.files("pipeline")))
    # An installed wheel carries them; in a checkout they lie where they are built.
    candidates = (package / "data" / "samples", package.parent / "samples" / "inbox")
    folder = next((path for path in candidates if path.is_dir()), None)
    if folder is None:
        raise ConfigError(
            "安装包中没有样例文件", "请重新安装 duibiao，或改用自己的文件夹：duibiao run 文件夹"
        )
    return folder


def _read(path: Path, *, must_exist: bool) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        if not must_exist:
            return None
        raise ConfigError(f"找不到设置文件：{path}", "请核对 --config 后面的路径") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"设置文件不是 UTF-8 编码：{path}", "请用记事本另存为 UTF-8 编码") from error
    except OSError as error:
        raise ConfigError(f"设置文件打不开：{path}（{system_reason(error)}）", "请检查文件权限") from error


def _parsed(text: str, path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"第{line[1]}行" if line else "末尾"
        raise ConfigError(
            f"设置文件 {path} {where}写法不对",
            '请按 键 = 值 的形式书写，文字加英文引号，路径用 / 分隔，例如 inbox = "D:/收件"',
        ) from error


def _validated(values: dict[str, object], text: str, path: Path) -> _SettingsFile:
    try:
        return _SettingsFile.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        where = f"设置文件 {path} 第{_line_of(key, text)}行"
        if first["type"] == "extra_forbidden":
            known = "、".join(_SettingsFile.model_fields)
            raise ConfigError(f"{where}：没有名为 {key} 的设置", f"可用的设置有：{known}") from error
        raise ConfigError(f"{where}：{key} 的值 {first['input']!r} 不对", _EXPECTED[key]) from error


_EXPECTED = {
    "inbox": '应为加引号的文件夹路径，例如 "D:/收件"',
    "out": '应为加引号的文件夹路径，例如 "D:/对标结果"',
    "jobs": "应为 1 到 64 的整数",
    "database": "应为加引号的文件路径或数据库地址",
    "seconds_per_file": "应为大于 0 的秒数",
    "still_seconds": "应为不小于 0 的秒数",
}


def _line_of(key: str, text: str) -> int:
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if re.match(rf'\s*\[?"?{re.escape(key)}\b', line)), 1)


def _folder(value: str | None, file: Path) -> Path | None:
    return None if value is None else file.parent / Path(value).expanduser()
