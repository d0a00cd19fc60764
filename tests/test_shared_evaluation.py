"""The program's own measure beside an independent one on annotated papers, and how well its confidence tells
right records from wrong ones."""

import json
from collections import Counter
from pathlib import Path

import pytest
from test_shared_documents import scorer

from extractors.extract import extract
from extractors.readers.registry import read
from pipeline.evaluation.calibration import tenths
from pipeline.evaluation.figures import total
from pipeline.evaluation.gold import read_gold
from pipeline.evaluation.scoring import Score, score
from schemas.interchange import records_to_json

pytestmark = pytest.mark.shared

FORMATS = {".txt", ".docx", ".xlsx", ".html"}
"""What is read in a moment; the others are read by the same finders."""

MOST = 0.2
"""How much of the error rate of the least confident tenth the most confident may have."""


@pytest.fixture(scope="module")
def measured(shared: Path) -> tuple[list[Score], dict[str, tuple[int, int, int]]]:
    """Each paper's score by the program, and the counts of them all by the other measure."""
    other = scorer(shared / "eval" / "score.py")
    counts: dict[str, Counter[str]] = {}
    scores = []
    for papers, golds in (
        (shared / "seeds", shared / "seeds/gold"),
        (shared / "dev/docs", shared / "dev/gold"),
    ):
        for gold in sorted(golds.glob("*.json")):
            paper = next(p for p in sorted(papers.iterdir()) if p.stem == gold.stem)
            if paper.suffix not in FORMATS:
                continue
            records = extract(read(paper))
            scores.append(score(read_gold(gold), records))
            other.score(
                json.loads(gold.read_text(encoding="utf-8")), json.loads(records_to_json(records)), counts
            )
    return scores, {name: (c["gold"], c["pred"], c["hit"]) for name, c in counts.items()}


def test_both_measures_agree(measured: tuple[list[Score], dict[str, tuple[int, int, int]]]) -> None:
    scores, theirs = measured
    ours = total(one.counts for one in scores)
    assert len(scores) >= 8
    assert {name: (count.gold, count.read, count.hit) for name, count in ours.items()} == theirs


def test_confidence_tells_right_from_wrong(
    measured: tuple[list[Score], dict[str, tuple[int, int, int]]],
) -> None:
    found = tenths(verdict for one in measured[0] for verdict in one.verdicts)
    assert found[0].wrong <= MOST * found[-1].wrong
    assert found[0].wrong + found[1].wrong < found[-2].wrong + found[-1].wrong
