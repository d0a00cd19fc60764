"""A thousand phrases of performance reporting with what should be read in them."""

import pytest
from phrase_tables import fault, phrases

LEAST = {"quantities": 0.96, "periods": 0.99, "facts": 0.94}
"""The share of each table that must be read right: the floor of what holds, to be raised to 0.99."""


@pytest.mark.parametrize("table", LEAST)
def test_phrases_are_read(table: str) -> None:
    every = list(phrases(table))
    faults = [said for phrase in every if (said := fault(table, phrase))]
    share = 1 - len(faults) / len(every)
    assert share >= LEAST[table], f"{share:.3f} of {len(every)} right\n" + "\n".join(faults)


def test_the_tables_hold_a_thousand_different_phrases() -> None:
    every = [(table, phrase.text) for table in LEAST for phrase in phrases(table)]
    assert len(every) >= 1000
    assert len(set(every)) == len(every)
