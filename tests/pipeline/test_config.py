"""Settings: precedence, defaults, and errors that name the line and the key."""

from pathlib import Path

import pytest

from pipeline.config import (
    HOME_VARIABLE,
    SETTINGS_NAME,
    TEMPLATE,
    data_home,
    database_url,
    load_settings,
    make_home,
)
from schemas.errors import EXIT_CONFIG, ConfigError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "数据"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_variable_names_the_data_folder(home: Path) -> None:
    assert data_home() == home


def test_without_a_file_everything_has_its_default(home: Path) -> None:
    settings = load_settings()
    assert (settings.file, settings.inbox, settings.out, settings.jobs) == (None, None, None, None)
    assert (settings.seconds_per_file, settings.still_seconds) == (300, 5)
    assert not home.exists(), "loading settings must not write"


def test_the_template_is_valid_and_sets_nothing(home: Path) -> None:
    make_home(home)
    assert (home / SETTINGS_NAME).read_text(encoding="utf-8") == TEMPLATE
    assert load_settings().inbox is None


def test_every_key_of_the_template_can_be_switched_on(home: Path) -> None:
    lines = [line[2:] if " = " in line else line for line in TEMPLATE.splitlines()]
    settings = load_settings(write(home / SETTINGS_NAME, "\n".join(lines)))
    assert settings.jobs == 2
    assert settings.database is not None
    assert settings.inbox is not None


def test_an_existing_settings_file_is_left_alone(home: Path) -> None:
    write(home / SETTINGS_NAME, "jobs = 3\n")
    make_home(home)
    assert load_settings().jobs == 3


def test_relative_folders_are_relative_to_the_file(tmp_path: Path, home: Path) -> None:
    file = write(tmp_path / "别处" / "设置.toml", 'inbox = "收件"\nout = "../结果"\n')
    settings = load_settings(file)
    assert settings.inbox == file.parent / "收件"
    assert settings.out == file.parent / "../结果"


def test_a_byte_order_mark_does_no_harm(home: Path) -> None:
    (write(home / SETTINGS_NAME, "")).write_bytes("jobs = 2\n".encode("utf-8-sig"))
    assert load_settings().jobs == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("jobs = 2\n\ninboxes = 'x'\n", ["第3行", "inboxes", "inbox、out"]),
        ("jobs = 0\n", ["第1行", "jobs", "1 到 64"]),
        ("jobs = 'zwei'\n", ["第1行", "jobs"]),
        ("\ninbox = 5\n", ["第2行", "inbox"]),
        ("seconds_per_file = -1\n", ["seconds_per_file", "大于 0"]),
        ("jobs = 2\ninbox = D:/收件\n", ["第2行", "写法不对"]),
        ("[lights]\nyellow = 10\n", ["lights"]),
    ],
)
def test_a_mistake_is_named(home: Path, text: str, words: list[str]) -> None:
    write(home / SETTINGS_NAME, text)
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert caught.value.exit_code == EXIT_CONFIG
    for word in words:
        assert word in str(caught.value)


def test_a_file_asked_for_by_name_must_exist(tmp_path: Path, home: Path) -> None:
    with pytest.raises(ConfigError, match="找不到设置文件"):
        load_settings(tmp_path / "没有.toml")


def test_another_encoding_is_refused_with_advice(home: Path) -> None:
    write(home / SETTINGS_NAME, "").write_bytes("inbox = '收件'".encode("gb18030"))
    with pytest.raises(ConfigError, match="UTF-8"):
        load_settings()


def test_a_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "占位").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match=HOME_VARIABLE):
        make_home(tmp_path / "占位" / "数据")


@pytest.mark.parametrize(
    ("database", "expected"),
    [
        ("postgresql+psycopg://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        (None, "sqlite:///{home}/samples.db"),
        ("{home}/a b.db", "sqlite:///{home}/a b.db"),
    ],
)
def test_database_urls(tmp_path: Path, database: str | None, expected: str) -> None:
    home = tmp_path.resolve().as_posix()
    given = None if database is None else database.format(home=home)
    assert database_url(given, tmp_path, "samples.db") == expected.format(home=home)
