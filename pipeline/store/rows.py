"""Rows of the database from values, and values from rows. Pure; knows no connection."""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from pipeline.store.values import Hints, RunEntry, RunFile, StoredDocument
from schemas.document import SourceFile
from schemas.interchange import records_from_json, records_to_json
from schemas.outcome import Outcome
from schemas.records import RECORD_KINDS, Header, Records
from schemas.scheme import Scheme

Row = Any
"""A row as the database gives it: its columns are attributes."""

_SCHEME = TypeAdapter(Scheme)
_HINTS = TypeAdapter(Hints)


def hints_json(hints: Hints) -> str:
    """Hints as they are kept."""
    return _HINTS.dump_json(hints).decode()


def scheme(text: str) -> Scheme:
    """A scheme as it was kept."""
    return _SCHEME.validate_json(text)


def stored(row: Row) -> StoredDocument:
    """A document's row, without its content."""
    return StoredDocument(
        id=row.id,
        source=SourceFile(
            path=f"{row.inbox}/{row.path}",
            name=row.name,
            sha256=row.sha256,
            format=row.format,
            size=row.size,
            received=row.received,
        ),
        inbox=row.inbox,
        path=row.path,
        outcome=Outcome(row.outcome),
        message=row.message,
        version=row.extractor_version,
        hints=_HINTS.validate_json(row.hints),
        header=_header(row.header),
        superseded_by=row.superseded_by,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
    )


def record_rows(id_: str, records: Records) -> list[dict[str, object]]:
    """The rows of a document's records."""
    written = json.loads(records_to_json(records))
    return [
        {
            "document_id": id_,
            "kind": kind,
            "ordinal": ordinal,
            "key": entry["key"],
            "json": json.dumps(entry, ensure_ascii=False),
        }
        for kind in RECORD_KINDS
        for ordinal, entry in enumerate(written[kind])
    ]


def records_of_rows(header: str, rows: Sequence[Row]) -> Records:
    """Records from the header as kept and the rows in their order."""
    parts = [f'"document":{header}']
    for kind in RECORD_KINDS:
        entries = ",".join(row.json for row in rows if row.kind == kind)
        parts.append(f'"{kind}":[{entries}]')
    return records_from_json("{" + ",".join(parts) + "}")


def header_json(header: Header) -> str:
    """A header as it is kept."""
    return json.dumps(json.loads(records_to_json(Records(header)))["document"], ensure_ascii=False)


def _header(text: str) -> Header:
    return records_from_json('{"document":' + text + "}").document


def scheme_row(scheme: Scheme) -> dict[str, object]:
    """A scheme's row."""
    return {
        "id": scheme.id,
        "document_id": scheme.document_id,
        "region": scheme.region,
        "year": scheme.year,
        "state": scheme.state,
        "json": _SCHEME.dump_json(scheme).decode(),
    }


def run_row(run: RunEntry) -> dict[str, object]:
    """A run's row, without its files."""
    return {
        "inbox": run.inbox,
        "out": run.out,
        "as_of": run.as_of,
        "extractor_version": run.version,
        "started": run.started,
        "finished": run.finished,
    }


def run_file_row(file: RunFile) -> dict[str, object]:
    """The row of one file of a run."""
    counts = json.dumps(file.counts, ensure_ascii=False)
    return {
        "path": file.path,
        "outcome": file.outcome.value,
        "message": file.message,
        "counts": counts,
        "seconds": file.seconds,
    }


def run_of_rows(row: Row, files: Sequence[Row]) -> RunEntry:
    """A run from its row and those of its files."""
    return RunEntry(
        inbox=row.inbox,
        out=row.out,
        as_of=row.as_of,
        version=row.extractor_version,
        started=row.started,
        finished=row.finished,
        files=tuple(
            RunFile(f.path, Outcome(f.outcome), f.message, json.loads(f.counts), f.seconds) for f in files
        ),
    )
