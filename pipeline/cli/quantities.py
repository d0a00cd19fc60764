"""duibiao quantities: what the number grammar makes of a line."""

import json
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO

import click

from extractors.text.quantities import bare_unit, find_quantities
from pipeline.cli.chinese import ChineseCommand
from schemas.quantity import Quantity

KIND_WORDS = {
    "number": "数",
    "percent": "百分比",
    "point": "百分点",
    "ordinal": "序数",
    "rank": "位次",
    "money": "金额",
    "measure": "计量",
    "ratio": "比",
    "score": "分",
    "masked": "隐去",
}


@click.command(
    "quantities",
    cls=ChineseCommand,
    help="从标准输入逐行读取文字，列出每行的数量。JSON 每行一个数组，没有数量的行为 []。",
    examples=[
        "echo 实现增加值1200亿美元，增长5.8% | duibiao quantities",
        "duibiao quantities --json < 句子.txt",
    ],
)
@click.option("--json", "wants_json", is_flag=True, help="打印 JSON，每行输入一个数组")
def quantities_command(wants_json: bool) -> int:
    """Read lines, print quantities."""
    for line in _lines(sys.stdin.buffer):
        quantities = find_quantities(line)
        if wants_json:
            click.echo(json.dumps([as_json(quantity) for quantity in quantities], ensure_ascii=False))
        else:
            click.echo(line)
            for quantity in quantities:
                click.echo(f"    {as_text(quantity)}")
        sys.stdout.flush()
    return 0


def as_json(quantity: Quantity) -> dict[str, str | None]:
    """A quantity as programs read it: 万 and 亿 are in the value, not in the unit."""
    return {
        "text": quantity.text,
        "value": full_digits(quantity.value, quantity.digits),
        "high": full_digits(quantity.high, quantity.high_digits),
        "unit": plain_unit(quantity),
        "op": quantity.op,
        "kind": quantity.kind,
    }


def as_text(quantity: Quantity) -> str:
    """A quantity as people read it."""
    as_read = as_json(quantity)
    value = as_read["value"] or "（隐去）"
    high = f" 至 {as_read['high']}" if as_read["high"] else ""
    op = f" {quantity.op}" if quantity.op else ""
    return f"{quantity.text} → {KIND_WORDS[quantity.kind]}{op} {value}{high} {plain_unit(quantity)}".rstrip()


def full_digits(value: Decimal | None, printed: str | None) -> str | None:
    """A value without exponent: the printed digits where they say it all (12.50), else the full
    amount without trailing zeros (3.5亿 is 350000000)."""
    if value is None:
        return None
    text = format(value, "f")
    if text == printed or "." not in text:
        return text
    return text.rstrip("0").rstrip(".")


def plain_unit(quantity: Quantity) -> str:
    """The unit that goes with the full value: 亿美元 is 美元, 成 and 折 are %."""
    return "%" if quantity.kind == "percent" else bare_unit(quantity.unit)


def _lines(stream: BinaryIO) -> Iterator[str]:
    for number, raw in enumerate(stream):
        yield _decoded(raw.removeprefix(BOM_UTF8) if number == 0 else raw).rstrip("\r\n")


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # The command prompt of Chinese Windows pipes in its own code page.
        return raw.decode("gb18030", errors="replace")
