"""The command line speaks Chinese: help, errors, examples; and help comes at once."""

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import click
import pytest
from cli_papers import ROOT, program
from click.testing import CliRunner

from pipeline.cli.main import COMMANDS, cli
from pipeline.config import data_home, database_url
from pipeline.store.store import open_store
from schemas import errors

ENGLISH = re.compile(
    r"Usage|Options|Commands|Show this|(?<!-)Error|Missing|Invalid|No such|Try |Default|required",
    re.IGNORECASE,
)


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, args)
    return result.exit_code, result.output


@pytest.fixture
def empty_store() -> None:
    """The store of the data folder, with nothing in it."""
    open_store(database_url(None, data_home())).close()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_examples(command: str) -> None:
    code, text = run(command, "--help")
    assert code == 0
    assert text.startswith("用法：")
    assert "示例：" in text
    assert f"duibiao {command}" in text.partition("示例：")[2]
    assert not ENGLISH.search(text), ENGLISH.search(text)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    loaded = cli.get_command(click.Context(cli), command)  # type: ignore[attr-defined]
    assert loaded is not None
    for parameter in loaded.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert re.search(r"[\u4e00-\u9fff]", parameter.help)


@pytest.mark.parametrize(
    "command", ["run", "watch", "gaps", "checks", "brief", "import-review", "verify", "doctor"]
)
def test_what_reads_the_store_takes_the_common_options(command: str) -> None:
    _, text = run(command, "--help")
    for option in ("--db", "--config", "--as-of", "--samples"):
        assert option in text


def test_the_program_lists_its_commands_and_exit_codes() -> None:
    code, text = run("--help")
    assert code == 0
    for command, (_, _, short) in COMMANDS.items():
        assert command in text
        assert short in text
    for name, value in vars(errors).items():
        if name.startswith("EXIT_"):
            assert re.search(rf"^  {value}  ", text, re.MULTILINE), f"{name} is not documented"
    assert not ENGLISH.search(text)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["runn"], ["没有名为 runn 的命令"]),
        (["run", "--outt", "x"], ["没有名为 --outt 的选项", "--out"]),
        (["run", "--jobs", "0"], ["--jobs", "不小于 1 的整数"]),
        (["run", "--jobs", "两"], ["--jobs", "不小于 1 的整数"]),
        (["run", "--out"], ["--out"]),
        (["run", "a", "b"], ["参数个数不对"]),
        (["run", "--samples=1"], ["--samples"]),
        (["gaps", "--as-of", "昨天"], ["--as-of", "2023-09-30"]),
        (["gaps", "--period", "9月"], ["--period", "2023-01/2023-09"]),
        (["brief", "gap"], ["缺少选项 --out"]),
        (["brief"], ["缺少参数 gap|compare"]),
        (["extract", "a.txt"], ["缺少选项 --out"]),
        (["extract", "--out", "x"], ["缺少参数 文件…"]),
        (["brief", "gaps", "--out", "x.docx"], ["gaps", "compare"]),
        (["run"], ["没有指定收件文件夹", "settings.toml", "--samples"]),
        (["run", "没有这个文件夹"], ["找不到收件文件夹"]),
        (["import-review", "没有.xlsx"], ["没有.xlsx"]),
        (["gaps", "--scheme", "没有"], ["没有编号为 没有 的考核方案"]),
        (["brief", "compare", "--out", "x.docx"], ["还没有可以对比的报告", "duibiao run"]),
        (["brief", "compare", "--period", "2023", "--out", "x.docx"], ["两个时期"]),
        (["watch", "--samples"], ["不能守候", "duibiao run --samples"]),
        (["run", __file__], ["是文件，不是文件夹", "duibiao extract"]),
        (["extract", __file__, "--out", __file__], ["结果文件夹", "不能使用", "--out"]),
        (["run", str(Path(__file__).parent), "--out", f"{__file__}/x"], ["结果文件夹", "--out"]),
    ],
)
@pytest.mark.usefixtures("empty_store")
def test_usage_errors_say_what_to_do(args: list[str], words: list[str]) -> None:
    code, text = run(*args)
    assert code == errors.EXIT_USAGE, text
    for word in words:
        assert word in text
    assert not re.search(r"Usage:|Error:|Missing|Invalid|No such", text)


@pytest.mark.parametrize(
    "args",
    [["gaps"], ["checks"], ["verify"], ["brief", "gap", "--out", "x.docx"], ["import-review", __file__]],
)
def test_what_reads_the_store_never_makes_one(args: list[str], tmp_path: Path) -> None:
    database = tmp_path / "没有" / "错名.db"
    code, text = run(*args, "--db", str(database))
    assert code == errors.EXIT_CONFIG
    assert "还没有数据库" in text
    assert "错名.db" in text
    assert "duibiao run" in text
    assert not database.parent.exists()


def test_what_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "passwd").write_text("root:x:0:0:root:/root:/bin/bash\n" * 40, encoding="utf-8")
    code, text = run("gaps", "--db", str(tmp_path / "passwd"))
    assert code == errors.EXIT_CONFIG
    assert "不是数据库文件" in text
    assert not re.search("[a-z]{4,} [a-z]+", text.replace(str(tmp_path), "")), "nothing in English"


def test_doctor_makes_no_store_and_takes_the_common_options(tmp_path: Path) -> None:
    code, text = run("doctor", "--as-of", "2023-09-30", "--samples")
    assert code == errors.EXIT_DONE
    assert "[没有] 数据库：还没有数据库" in text
    assert "samples.db" in text
    assert "2023-09-30" in text
    assert not list(data_home().glob("*.db"))
    code, text = run("doctor", "--db", str(tmp_path / "错名.db"))
    assert code == errors.EXIT_CONFIG, "one that was named should be there"


def test_a_configuration_error_has_its_own_code(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text("jobbs = 1\n", encoding="utf-8")
    code, text = run("gaps", "--config", str(tmp_path / "s.toml"))
    assert code == errors.EXIT_CONFIG
    assert "jobbs" in text


def test_an_unexpected_error_is_kept_in_the_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUIBIAO_HOME", str(tmp_path))
    open_store(database_url(None, tmp_path)).close()

    def broken(*_args: object) -> None:
        raise RuntimeError("planned")

    monkeypatch.setattr("pipeline.cli.checks.readings_in_force", broken)
    code, text = run("checks")
    assert code == errors.EXIT_UNEXPECTED
    assert str(tmp_path / "duibiao.log") in text
    assert "RuntimeError: planned" in (tmp_path / "duibiao.log").read_text(encoding="utf-8")


@pytest.mark.usefixtures("empty_store")
def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.cli.checks.readings_in_force", interrupted)
    code, text = run("checks")
    assert code == errors.EXIT_INTERRUPTED
    assert "已中断" in text


def test_help_loads_nothing_heavy() -> None:
    heavy = ["pandas", "spacy", "jieba", "docx", "sqlalchemy", "pydantic", "lxml", "pdfplumber"]
    script = (
        "import sys\nfrom pipeline.cli.main import cli\n"
        "try:\n    cli(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_name: str) -> str:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(
        metadata, "requires", lambda _name: ["jieba>=0.42.1", "psycopg>=3; extra == 'postgres'"]
    )
    monkeypatch.setattr(metadata, "version", absent)
    code, text = run("doctor")
    assert code == errors.EXIT_CONFIG
    assert "缺少 jieba" in text
    assert "pip install" in text
    monkeypatch.setitem(sys.modules, "pipeline.cli.checks", None)
    code, text = run("checks")
    assert code == errors.EXIT_UNEXPECTED
    assert "请运行 duibiao doctor" in text


def test_version_and_no_arguments() -> None:
    code, text = run("--version")
    assert code == 0
    assert text.startswith("duibiao ")
    code, text = run()
    assert code == errors.EXIT_USAGE
    assert "命令：" in text


def test_a_pipe_gets_utf8_whatever_the_locale() -> None:
    result = program("--help", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert result.returncode == 0
    assert "用法" in result.stdout
