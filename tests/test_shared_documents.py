"""Real papers beside the repository, scored against their annotations: reading outside the samples."""

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from extractors.extract import extract
from extractors.readers.registry import read
from schemas.interchange import records_to_json

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, dict[str, float]]:
    score = scorer(shared / "eval" / "score.py")
    total: dict[str, Counter[str]] = {}
    for annotated in sorted((shared / "seeds" / "gold").glob("*.json")):
        found = json.loads(records_to_json(extract(read(shared / "seeds" / f"{annotated.stem}.txt"))))
        score.score(json.loads(annotated.read_text(encoding="utf-8")), found, total)
    result: dict[str, dict[str, float]] = score.figures(total)
    return result


def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("facts.value", 0.97),
        ("facts.full", 0.87),
        ("masked", 0.9),
        ("indicators", 0.98),
        ("indicators.weight", 0.98),
        ("indicators.responsible", 0.98),
        ("indicators.category", 0.98),
        ("measures", 0.95),
        ("issues", 0.9),
        ("items", 0.9),
        ("rules", 0.9),
        ("header", 0.95),
    ],
)
def test_figures(figures: dict[str, dict[str, float]], figure: str, least: float) -> None:
    assert figures[figure]["f1"] >= least
