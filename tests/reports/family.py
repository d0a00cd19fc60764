"""A family of phrasings: one way to say one kind of thing, in several templates.

About a third of the families are HELD OUT. They are never used for making rules: nobody reads their sentences
or their errors while rules are written, `--failures` doesn't list them, and their score is told apart. What a
rule gains on the open families and not on these, it has learned by heart.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.reports.scheme import Wanted

Template = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Family:
    """`name` is group.way; `takes` the kinds of indicators that a template is given after the voice."""

    name: str
    takes: tuple[Wanted, ...]
    templates: tuple[Template, ...]
    held_out: bool = False

    @property
    def group(self) -> str:
        """What kind of thing it says."""
        return self.name.split(".")[0]

    @property
    def once(self) -> bool:
        """True for what a paper says once: how its tasks stand, where its money is from, its score."""
        return self.group in {"score", "states", "sources", "uses"}


def opened(name: str, takes: tuple[Wanted, ...], *templates: Template) -> Family:
    """A family that rules may be made from."""
    return Family(name, takes, templates)


def held_out(name: str, takes: tuple[Wanted, ...], *templates: Template) -> Family:
    """A family that is never used for making rules."""
    return Family(name, takes, templates, held_out=True)
