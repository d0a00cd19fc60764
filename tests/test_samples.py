"""The samples: sources, files and expected records belong together, and are read as expected."""

import json
from pathlib import Path

import pytest

from samples import build

PAPERS = build.papers()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: Path(paper.head["file"]).stem)
def test_expected_records_are_current(paper: build.Paper) -> None:
    target = build.write_paper(paper, files=False)
    assert target.read_text(encoding="utf-8") == build.expected_text(paper)
    assert (build.INBOX / paper.head["file"]).stat().st_size > 0


def test_samples_cover_genres_and_formats() -> None:
    heads = [paper.head for paper in PAPERS]
    assert len(heads) >= 8
    assert {Path(head["file"]).suffix for head in heads} == set(build.WRITERS)
    assert any(head.get("scan") for head in heads)
    assert {head["document"]["doc_type"] for head in heads} >= {
        "notice", "progress_report", "self_evaluation", "briefing", "speech", "bulletin",
    }  # fmt: skip
    assert sum(head["document"]["doc_type"] == "progress_report" for head in heads) >= 3


def test_scheme_is_large_and_its_lights_change() -> None:
    scheme = build.Scheme()
    assert len(scheme.rows) >= 40
    months = [scheme.lights(month) for month in (7, 8, 9)]
    assert months[0] != months[1] != months[2]
    notice = json.loads(build.expected_text(PAPERS[0]))
    assert sum(int(i["weight"]) for i in notice["indicators"]) == scheme.total
