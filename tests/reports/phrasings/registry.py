"""All families by name."""

from collections.abc import Mapping

from tests.reports.family import Family
from tests.reports.phrasings import chains, growth, lists, narratives, numbered, points, ranks, targets, works

_MODULES = (growth, targets, lists, ranks, works, points, numbered, chains, narratives)
FAMILIES: Mapping[str, Family] = {family.name: family for module in _MODULES for family in module.FAMILIES}


def of_groups(groups: tuple[str, ...], *, held_out: bool) -> list[Family]:
    """The families of the groups that are held out, or those that are not, in the order of the groups."""
    return [
        family
        for group in groups
        for family in FAMILIES.values()
        if family.group == group and family.held_out == held_out
    ]
