"""The samples are read as expected: every record kind, document by document and in all.

A sample whose reading needs LibreOffice or character recognition is left out where that is not installed,
never in CI.
"""

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors.extract import extract
from extractors.readers.office.program import find_program
from extractors.readers.registry import read
from extractors.readers.scan.available import engine_missing
from samples import build
from schemas.interchange import records_to_json

Record = dict[str, Any]
YEARLY = {"target", "weight", "budget", "bonus", "deduction", "score"}


def fold(text: str | None) -> str:
    return re.sub(r"[\s，。；、：:,（）()“”]", "", unicodedata.normalize("NFKC", text or ""))


def lacking(paper: build.Paper) -> str | None:
    """What reading this sample needs and this machine lacks; None in CI, which must have everything."""
    if os.environ.get("CI") == "true":
        return None
    if Path(paper.head["file"]).suffix in (".doc", ".wps") and find_program() is None:
        return "LibreOffice is not installed"
    return engine_missing() if paper.head.get("scan") else None


@cache
def readings() -> tuple[tuple[str, Record, Record], ...]:
    """(file, expected, read) for each sample that can be read here."""
    pairs = []
    for paper in build.papers():
        if lacking(paper):
            continue
        path = build.INBOX / paper.head["file"]
        wanted = json.loads((build.EXPECTED / f"{path.stem}.json").read_text(encoding="utf-8"))
        pairs.append((path.name, wanted, json.loads(records_to_json(extract(read(path))))))
    return tuple(pairs)


def pairs(wanted: list[Record], found: list[Record], same: Callable[[Record, Record], bool]) -> int:
    """How many of the wanted records have a found one of their own."""
    free = list(found)
    hits = 0
    for record in wanted:
        match = next((f for f in free if same(record, f)), None)
        if match is not None:
            free.remove(match)
            hits += 1
    return hits


def f1(kind: str, same: Callable[[Record, Record], bool]) -> float:
    counts: Counter[str] = Counter()
    for _, wanted, found in readings():
        counts["hits"] += pairs(wanted[kind], found[kind], same)
        counts["all"] += len(wanted[kind]) + len(found[kind])
    return 2 * counts["hits"] / counts["all"]


def same_fact(wanted: Record, found: Record) -> bool:
    names = {fold(name) for name in (wanted["indicator"], *wanted.get("also", []))}
    return (
        (wanted["role"], wanted["value"]) == (found["role"], found["value"])
        and any(fold(found["indicator"]) in name or name in fold(found["indicator"]) for name in names)
        and (wanted["entity"] or "") in (found["entity"] or "", "")
    )


def same_text(wanted: Record, found: Record) -> bool:
    a, b = fold(wanted["text"]), fold(found["text"])
    return a in b or b in a


def missed(kind: str, same: Callable[[Record, Record], bool]) -> Iterable[str]:
    for name, wanted, found in readings():
        yield from (
            f"{name}: {record}" for record in wanted[kind] if not any(same(record, f) for f in found[kind])
        )


@pytest.mark.parametrize(
    ("kind", "same", "least"),
    [
        ("facts", same_fact, 0.95),
        ("indicators", lambda w, f: fold(w["name"]) == fold(f["name"]), 0.98),
        (
            "lights",
            lambda w, f: (fold(w["indicator"]), w["light"]) == (fold(f["indicator"]), f["light"]),
            0.98,
        ),
        ("issues", same_text, 0.9),
        ("measures", same_text, 0.9),
        ("rules", same_text, 0.8),
        (
            "items",
            lambda w, f: fold(w["name"]) in fold(f["name"]) or fold(f["name"]) in fold(w["name"]),
            0.75,
        ),
    ],
)
def test_records(kind: str, same: Callable[[Record, Record], bool], least: float) -> None:
    assert f1(kind, same) >= least, "\n".join(missed(kind, same))


@pytest.mark.parametrize("paper", build.papers(), ids=lambda paper: Path(paper.head["file"]).suffix[1:])
def test_header(paper: build.Paper) -> None:
    if reason := lacking(paper):
        pytest.skip(reason)
    name = Path(paper.head["file"]).name
    wanted, found = next((wanted, found) for read_name, wanted, found in readings() if read_name == name)
    assert found["document"] | wanted["document"] == found["document"]


def test_indicators_carry_weight_units_and_category() -> None:
    _, wanted, found = readings()[0]
    keys = ("number", "weight", "responsible", "category")
    assert [{k: i[k] for k in keys} for i in found["indicators"]] == [
        {k: i[k] for k in keys} for i in wanted["indicators"]
    ]


def test_every_figure_of_the_long_tables_is_read() -> None:
    """All rows of the tables over several pages are there, in Word and in PDF."""
    for name, wanted, found in readings():
        if "一览表" in Path(name).stem or "指标完成情况" in name or "考核方案" in name:
            assert len(found["indicators"]) == len(wanted["indicators"]) == 42, name
