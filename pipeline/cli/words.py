"""How results are shown on a terminal or handed to a program: tables, JSON."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Context, Decimal
from typing import Any

import click
from pydantic import TypeAdapter
from rich.console import Console
from rich.table import Table

PIPE_WIDTH = 200
"""Columns of a table that goes into a pipe or a file."""


COMPUTED_DIGITS = 15
"""Significant digits of a computed ratio; what was printed has fewer and stays exact."""


def plain(value: Any) -> Any:
    """A value of schemas as JSON knows it: decimals as strings in full digits, dates in ISO form."""
    return _without_exponents(TypeAdapter(type(value)).dump_python(value, mode="python"))


def _without_exponents(value: Any) -> Any:
    match value:
        case dict():
            return {key: _without_exponents(entry) for key, entry in value.items()}
        case list() | tuple():
            return [_without_exponents(entry) for entry in value]
        case Decimal():
            return full_decimal(value)
        case date():
            return value.isoformat()
        case _:
            return value


def full_decimal(value: Decimal) -> str:
    """All digits, without exponent and without zeros at the end of a fraction."""
    if value != value.to_integral() and len(value.as_tuple().digits) > COMPUTED_DIGITS:
        value = Context(prec=COMPUTED_DIGITS).plus(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def print_json(value: Any) -> None:
    """Print JSON, one value a call."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table that knows how wide Chinese characters are."""
    table = Table(title=title, title_justify="left")
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    Console(file=sys.stdout, width=width, markup=False).print(table)
