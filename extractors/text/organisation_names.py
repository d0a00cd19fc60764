"""One name for one kind of responsible unit: 发改委 = 县发改委 = 县发展和改革委员会.

The rule, in order: the name without blanks, a local branch's own place left out (市生态环境局某县分局);
then the longest known form (schemas/data/organisations.yaml) that the name ends in, where what stands
before it is nothing but a level or a place (县, 区委, 某某市, 县委县政府). A name with anything else
before the form, and a name with no known form, stays as printed: it is never guessed.
"""

import re
from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from schemas.errors import ConfigError
from schemas.evidence import folded
from schemas.organisation import Organisation

_PLACE = r"(?:[一-龥]{1,6}?(?:自治区|自治州|自治县|开发区|高新区|新区|省|市|县|区|州|盟|旗))"
_LEVEL = r"(?:自治区|开发区|管委会|省|市|县|区|州|盟|旗|镇|乡|街道)"
_PREFIX = re.compile(rf"(?:国家)?(?:{_PLACE}|{_LEVEL}|X+{_LEVEL})*(?:党委|委|人民政府|政府|管委会)?")
_BRANCH = re.compile(r"(局|支队|队|公司|银行)[一-龥]{1,6}(?:分局|大队|分公司|支行)$")
_MARKS = re.compile(r"[（(][^（）()]*[）)]$")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    name: str
    short: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    organisations: tuple[_Entry, ...]


@lru_cache(maxsize=1)
def load_organisations() -> tuple[Organisation, ...]:
    """The packaged kinds of unit, in file order. Raises ConfigError naming the fault."""
    text = resources.files("schemas").joinpath("data/organisations.yaml").read_text(encoding="utf-8")
    try:
        entries = _File.model_validate(yaml.safe_load(text)).organisations
    except (yaml.YAMLError, ValidationError) as fault:
        raise ConfigError(f"责任单位表 organisations.yaml 无法读取：{fault}", "请重新安装本程序") from fault
    return tuple(Organisation(code=e.code, name=e.name, short=e.short) for e in entries)


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, Organisation], ...]:
    """Every form with its organisation, longest first."""
    forms = [(form, org) for org in load_organisations() for form in (org.name, *org.short)]
    return tuple(sorted(forms, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=4096)
def organisation_of(name: str) -> Organisation | None:
    """The kind of unit that a printed name means, None where it is not known."""
    bare = _BRANCH.sub(r"\1", _MARKS.sub("", folded(name)))
    for form, organisation in _forms():
        if bare.endswith(form) and _PREFIX.fullmatch(bare.removesuffix(form)):
            return organisation
    return None


def canonical_unit(name: str) -> str:
    """The full name of the kind of unit without its level; the printed name where it is unknown."""
    organisation = organisation_of(name)
    return organisation.name if organisation else name
