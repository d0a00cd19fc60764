"""Organisations: departments and other responsible units under one name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """A kind of unit. `code` is stable, `name` the full name without level (发展和改革委员会),
    `short` its short forms (发改委, 发改局, 发展改革局). The level (县, 区, 市, 省) is a prefix of the
    printed name and does not belong to the organisation."""

    code: str
    name: str
    short: tuple[str, ...] = ()
