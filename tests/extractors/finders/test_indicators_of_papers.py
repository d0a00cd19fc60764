"""Indicators of whole papers against records that people wrote."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from extractors.finders.header import find_header
from extractors.finders.indicators import find_indicators
from extractors.readers.registry import read

SHARED = Path(__file__).parents[3].parent / "shared"
PAPERS = sorted(SHARED.glob("seeds/*.txt")) + sorted(SHARED.glob("dev/docs/*.docx"))


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
def test_indicators_of_papers_are_found_with_their_points_units_and_groups() -> None:
    score = scorer()
    total: dict[str, object] = {}
    for paper in PAPERS:
        folder = paper.parent if paper.parent.name == "seeds" else paper.parent.parent
        gold = json.loads((folder / "gold" / f"{paper.stem}.json").read_text(encoding="utf-8"))
        document = read(paper)
        fields = ("number", "name", "aliases", "category", "weight", "responsible")
        found = [
            {field: getattr(indicator, field) for field in fields}
            for indicator in find_indicators(document, find_header(document))
        ]
        score.score(gold, {"document": gold["document"], "indicators": found}, total)
    figures = score.figures(total)
    assert figures["indicators"]["f1"] >= 0.95
    assert figures["indicators.weight"]["f1"] >= 0.95
    assert figures["indicators.responsible"]["f1"] >= 0.95
    assert figures["indicators.category"]["f1"] >= 0.95
