"""Fixtures of the made-up content that all briefs are tested on."""

import pytest
from brief_samples import made_up_analysis, made_up_comparison, made_up_reading

from schemas.analysis import Comparison, GapAnalysis
from schemas.reading import Reading


@pytest.fixture
def analysis() -> GapAnalysis:
    return made_up_analysis()


@pytest.fixture
def comparison() -> Comparison:
    return made_up_comparison()


@pytest.fixture
def reading() -> Reading:
    return made_up_reading()
