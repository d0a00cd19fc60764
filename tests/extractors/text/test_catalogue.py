from pathlib import Path

import pytest

from extractors.text.catalogue import load_catalogue
from extractors.text.units import find_unit
from schemas.errors import ConfigError

GOOD = """
entries:
  - code: OWN.TEA
    name: 茶园面积
    category: 农业
    unit: 万亩
    kind: level
    direction: higher
    definition: 期末茶园面积。
"""


def test_the_packaged_catalogue_is_whole() -> None:
    catalogue = load_catalogue()
    assert len(catalogue.entries) >= 150
    assert len({entry.code for entry in catalogue.entries}) == len(catalogue.entries)
    for entry in catalogue.entries:
        assert entry.definition.endswith("。"), entry.code
        assert entry.source, entry.code
        assert find_unit(entry.unit) or "/" in entry.unit, (entry.code, entry.unit)
        assert (entry.kind == "growth") == entry.code.endswith("GROWTH") or entry.code == "ECO.CPI", (
            entry.code
        )
        for other in entry.confused_with:
            assert catalogue.by_code(other) is not None
            assert other != entry.code


def test_growth_and_amount_are_two_entries() -> None:
    catalogue = load_catalogue()
    gdp, growth = catalogue.by_code("ECO.GDP"), catalogue.by_code("ECO.GDP.GROWTH")
    assert gdp is not None
    assert growth is not None
    assert (gdp.kind, gdp.unit, growth.kind, growth.unit) == ("cumulative", "亿元", "growth", "%")


def test_a_users_file_adds_and_replaces(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        GOOD + GOOD.split("entries:")[1].replace("OWN.TEA", "ECO.GDP").replace("茶园面积", "总产出"), "utf-8"
    )
    catalogue = load_catalogue(own)
    assert len(catalogue.entries) == len(load_catalogue().entries) + 1
    assert catalogue.by_code("ECO.GDP").name == "总产出"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (GOOD.replace("kind: level", "kind: often"), "OWN.TEA"),
        (GOOD.replace("    unit: 万亩\n", ""), "unit"),
        (GOOD + "    colour: green\n", "colour"),
        (GOOD + GOOD.split("entries:")[1], "OWN.TEA"),
        (GOOD.replace("茶园面积", "地区生产总值"), "ECO.GDP"),
        (GOOD + "    confused_with: [NO.SUCH]\n", "NO.SUCH"),
        ("entries: 3", "entries"),
        ("a: [", "YAML"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, text: str, named: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=named) as caught:
        load_catalogue(own)
    assert caught.value.advice


def test_a_missing_file_is_a_config_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="无法读取"):
        load_catalogue(tmp_path / "none.yaml")
