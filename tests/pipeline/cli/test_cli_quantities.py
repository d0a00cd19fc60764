"""duibiao quantities: the contract of its JSON."""

import json

import pytest
from cli_papers import program
from click.testing import CliRunner

from pipeline.cli.main import cli


def quantities(text: str) -> list[list[dict[str, str | None]]]:
    result = CliRunner().invoke(cli, ["quantities", "--json"], input=text.encode())
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出口1200亿美元", {"value": "120000000000", "unit": "美元", "kind": "money", "op": None}),
        ("投资3.5亿元", {"value": "350000000", "unit": "元", "kind": "money"}),
        ("增长5.8%", {"value": "5.8", "unit": "%", "kind": "percent"}),
        ("提高1.2个百分点", {"value": "1.2", "kind": "point"}),
        ("完成七成", {"value": "70", "unit": "%", "kind": "percent"}),
        ("占三分之二", {"value": "0.666666666666667"}),
        ("修建公路12.50公里", {"value": "12.50", "unit": "公里", "kind": "measure"}),
        ("目标6%—6.5%", {"value": "6", "high": "6.5", "unit": "%"}),
        ("不低于90%", {"value": "90", "op": ">="}),
        ("增长XX%", {"value": None, "unit": "%", "kind": "masked"}),
    ],
)
def test_values_are_full_decimals(text: str, expected: dict[str, str | None]) -> None:
    ((found,),) = quantities(text + "\n")
    assert list(found) == ["text", "value", "high", "unit", "op", "kind"]
    assert {key: found[key] for key in expected} == expected


def test_one_array_for_every_line_and_nothing_else() -> None:
    lines = quantities("增长5.8%\n\n没有数字\n12人、3家")
    assert [len(line) for line in lines] == [1, 0, 0, 2]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    result = CliRunner().invoke(cli, ["quantities"], input=b"\xef\xbb\xbf12\xe4\xba\xba\r\n")
    assert result.output.splitlines() == ["12人", "    12人 → 计量 12 人"]


def test_a_pipe_of_chinese_windows_is_read() -> None:
    result = CliRunner().invoke(cli, ["quantities"], input="增长5.8%\n".encode("gb18030"))
    assert result.output.splitlines() == ["增长5.8%", "    5.8% → 百分比 5.8 %"]


def test_as_a_process() -> None:
    result = program("quantities", "--json", input="增长5.8%\n")
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)[0]["value"] == "5.8"
