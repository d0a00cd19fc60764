from collections import Counter

import pytest

from extractors.text.organisation_names import canonical_unit, load_organisations, organisation_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("发改委", "DRC"),
        ("县发改委", "DRC"),
        ("县发展和改革委员会", "DRC"),
        ("县发展改革局", "DRC"),
        ("云溪县发展和改革局", "DRC"),
        ("区委政法委", "POLITICS"),
        ("市生态环境局云溪分局", "ECOLOGY"),
        ("县委县政府督查局", "INSPECT"),
        ("县政府办", "GOV.OFFICE"),
        ("栖霞市人民政府办公室", "GOV.OFFICE"),
        ("县农业农村局（牵头）", "AGRI"),
        ("XX区建设局", "HOUSING"),
        ("自治区科技厅", "SCIENCE"),
    ],
)
def test_one_kind_of_unit_has_one_name(name: str, code: str) -> None:
    organisation = organisation_of(name)
    assert organisation is not None
    assert organisation.code == code
    assert canonical_unit(name) == organisation.name


@pytest.mark.parametrize("name", ["各乡镇", "县灌区管理所", "其他部门", "云溪水务投资集团", ""])
def test_unknown_units_stay_as_printed(name: str) -> None:
    assert organisation_of(name) is None
    assert canonical_unit(name) == name


def test_a_form_belongs_to_one_kind() -> None:
    forms = Counter(form for org in load_organisations() for form in (org.name, *org.short))
    assert [form for form, number in forms.items() if number > 1] == []
    assert len({org.code for org in load_organisations()}) == len(load_organisations()) >= 60
