"""JSON Schemas of what other programs may read, generated from the value types.

`python -m schemas.jsonschema` rewrites the files in `schemas/data/json`; they are kept in the package so
that a reader needs no Python. The value types are the source: a schema is never edited by hand.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from schemas.analysis import Check, GapAnalysis
from schemas.catalogue import Catalogue
from schemas.decision import Decision
from schemas.document import Document
from schemas.records import Records
from schemas.scheme import Scheme

FOLDER = Path(__file__).parent / "data" / "json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

SCHEMA_TYPES: Mapping[str, type] = MappingProxyType(
    {
        "records": Records,
        "document": Document,
        "decision": Decision,
        "scheme": Scheme,
        "catalogue": Catalogue,
        "gap": GapAnalysis,
        "check": Check,
    }
)
"""Each schema's name to the value type that it describes."""


def schema_text(name: str) -> str:
    """The JSON Schema of a name in SCHEMA_TYPES, as it stands in its file."""
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        **TypeAdapter(SCHEMA_TYPES[name]).json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def schema_path(name: str) -> Path:
    """Where the schema of a name lies."""
    return FOLDER / f"{name}.schema.json"


def write_schemas() -> tuple[Path, ...]:
    """Write all schemas; the paths that were written."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in SCHEMA_TYPES:
        schema_path(name).write_bytes(schema_text(name).encode())
    return tuple(schema_path(name) for name in SCHEMA_TYPES)


if __name__ == "__main__":
    sys.stdout.write("".join(f"{path.name}\n" for path in write_schemas()))
