import json

import pytest

from schemas.jsonschema import SCHEMA_TYPES, schema_path, schema_text, write_schemas


@pytest.mark.parametrize("name", SCHEMA_TYPES)
def test_the_schema_file_is_current(name):
    held = schema_path(name).read_text(encoding="utf-8")
    assert held == schema_text(name), "run: python -m schemas.jsonschema"


@pytest.mark.parametrize("name", SCHEMA_TYPES)
def test_the_generator_gives_the_same_text_twice(name):
    assert schema_text(name) == schema_text(name)


@pytest.mark.parametrize("name", SCHEMA_TYPES)
def test_a_schema_names_its_dialect_and_every_field_of_its_type(name):
    schema = json.loads(schema_text(name))
    assert schema["$schema"].endswith("2020-12/schema")
    fields = SCHEMA_TYPES[name].__dataclass_fields__
    properties = schema.get("properties") or schema["$defs"][SCHEMA_TYPES[name].__name__]["properties"]
    assert set(properties) == set(fields)


def test_no_schema_file_is_left_over():
    held = {path.name for path in schema_path("records").parent.iterdir()}
    assert held == {schema_path(name).name for name in SCHEMA_TYPES}


def test_schemas_are_written_where_they_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr("schemas.jsonschema.FOLDER", tmp_path / "json")
    assert [path.name for path in write_schemas()] == [f"{name}.schema.json" for name in SCHEMA_TYPES]
    assert (tmp_path / "json" / "check.schema.json").read_bytes() == schema_text("check").encode()
