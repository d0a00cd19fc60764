"""duibiao gaps over several schemes: what is said of one without a report, and of one not asked about."""

from pathlib import Path

import pytest
from cli_papers import AUGUST, NOTICE, SEPTEMBER
from click.testing import CliRunner

from pipeline.cli.main import cli


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Two counties with a notice each and reports of different months, and a third with a notice alone."""
    papers = {
        "甲通知": NOTICE,
        "甲9月": SEPTEMBER,
        "乙通知": NOTICE.replace("云溪", "澄江").replace("云政发", "澄政发"),
        "乙8月": AUGUST.replace("云溪", "澄江"),
        "丙通知": NOTICE.replace("云溪", "岚山").replace("云政发", "岚政发"),
    }
    folder = tmp_path / "收件"
    folder.mkdir()
    for name, text in papers.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def output(*arguments: str) -> str:
    done = CliRunner().invoke(cli, [*arguments, "--as-of", "2023-10-15"])
    assert done.exit_code == 0, done.output
    return done.output


def test_only_a_scheme_without_any_report_is_called_unreported(inbox: Path, tmp_path: Path) -> None:
    output("run", str(inbox), "--out", str(tmp_path / "out"))
    unreported = [line for line in output("gaps").splitlines() if "全部指标未报" in line]
    assert [line.split("，")[0].strip() for line in unreported] == [
        "到 2023-10-15 还没有岚山县 2023 年的报告"
    ]
    asked = output("gaps", "--period", "2023-01/2023-08")
    assert "澄江县" in asked
    assert "云溪县" not in asked
    assert "全部指标未报" not in asked
