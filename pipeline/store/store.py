"""The store: documents, records, decisions, schemes, runs. Values in, values out.

What is read is kept as it was read; decisions are only ever added and stand beside it. The same
bytes are one document, wherever they lie. A document gives way to a newer version (`superseded_by`)
and is never deleted. Every write is one transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from pipeline.store import database, rows, tables
from pipeline.store.review import review
from pipeline.store.values import NO_HINTS, Arrival, Reviewed, RunEntry, StoredDocument
from schemas.decision import Decision
from schemas.document import Document
from schemas.errors import StoreError
from schemas.interchange import document_from_json, document_to_json
from schemas.records import RECORD_KINDS, Header, Records
from schemas.scheme import Scheme

ID_LENGTH = 12


def open_store(url: str, *, create: bool = True) -> "Store":
    """The store at a database URL, its tables brought up to date; with `create` a new one where there
    is none yet. Raises NoStoreError."""
    return Store(database.open_engine(url, create=create))


def is_absent(url: str) -> bool:
    """True where the database is a file that was not made yet."""
    return database.is_absent(sa.make_url(url))


def document_id(sha256: str) -> str:
    """A document's id in the store: the beginning of its digest."""
    return sha256[:ID_LENGTH]


class Store:
    """An open store. Close it when done."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def revision(self) -> tuple[str | None, str | None]:
        """The revision of the tables and the newest that this program knows."""
        return database.revision(self._engine)

    def known(self, sha256: str) -> StoredDocument | None:
        """The document with these bytes, None where it was never read."""
        with database.reading(self._engine) as connection:
            row = connection.execute(_documents().where(tables.documents.c.sha256 == sha256)).one_or_none()
        return None if row is None else rows.stored(row)

    def documents(self, *, superseded: bool = False) -> tuple[StoredDocument, ...]:
        """The documents in force, by inbox and path; with `superseded` the older versions too."""
        query = _documents().order_by(
            tables.documents.c.inbox, tables.documents.c.path, tables.documents.c.id
        )
        if not superseded:
            query = query.where(tables.documents.c.superseded_by.is_(None))
        with database.reading(self._engine) as connection:
            return tuple(rows.stored(row) for row in connection.execute(query))

    def content(self, id_: str) -> Document:
        """What the file says, as it was read."""
        query = sa.select(tables.documents.c.document).where(tables.documents.c.id == id_)
        with database.reading(self._engine) as connection:
            text = connection.execute(query).scalar_one_or_none()
        if text is None:
            raise StoreError(f"数据库中没有文件 {id_}", "请先用 duibiao run 读取")
        return document_from_json(text)

    def save_reading(self, arrival: Arrival, document: Document, records: Records) -> StoredDocument | None:
        """Keep what was read of a file: new, or read again by newer finders. Returns the version
        that it takes the place of (or that stays in force over it), None where it is the only one."""
        id_ = document_id(arrival.source.sha256)
        with database.writing(self._engine) as connection:
            other = _other_version(connection, arrival, records.document)
            is_new = _put_document(connection, id_, arrival, document, records)
            connection.execute(sa.delete(tables.records).where(tables.records.c.document_id == id_))
            written = rows.record_rows(id_, records)
            if written:
                connection.execute(sa.insert(tables.records), written)
            if not is_new or other is None:
                return None
            _supersede(connection, id_, other, arrival)
        return other

    def seen_again(self, document: StoredDocument, inbox: str, path: str, seen: str) -> StoredDocument | None:
        """Note that a known document lies in the inbox. Where its place was taken by another version
        since, it is in force again, and that other version is returned; else None."""
        documents = tables.documents
        with database.writing(self._engine) as connection:
            connection.execute(
                sa.update(documents).where(documents.c.id == document.id).values(last_seen=seen)
            )
            if document.superseded_by is None:
                return None
            row = connection.execute(
                _documents().where(
                    documents.c.inbox == inbox,
                    documents.c.path == path,
                    documents.c.superseded_by.is_(None),
                )
            ).first()
            if row is None:
                return None
            _point(connection, row.id, document.id)
            _point(connection, document.id, None)
        return rows.stored(row)

    def records_of(self, id_: str) -> Reviewed:
        """A document's records with all decisions applied, beside what was read."""
        with database.reading(self._engine) as connection:
            header = connection.execute(
                sa.select(tables.documents.c.header).where(tables.documents.c.id == id_)
            ).scalar_one_or_none()
            if header is None:
                raise StoreError(f"数据库中没有文件 {id_}", "请先用 duibiao run 读取")
            written = connection.execute(
                sa.select(tables.records.c.kind, tables.records.c.json)
                .where(tables.records.c.document_id == id_)
                .order_by(tables.records.c.ordinal)
            ).all()
            taken = _decisions(connection, id_)
        return review(rows.records_of_rows(header, written), taken)

    def counts(self, id_: str) -> dict[str, int]:
        """How many records of each kind were read in a document; kinds without any left out."""
        kind, number = tables.records.c.kind, sa.func.count()
        query = sa.select(kind, number).where(tables.records.c.document_id == id_).group_by(kind)
        with database.reading(self._engine) as connection:
            found = {row[0]: int(row[1]) for row in connection.execute(query)}
        return {name: found[name] for name in RECORD_KINDS if name in found}

    def add_decisions(self, decisions: Sequence[Decision]) -> None:
        """Keep what a person decided. Decisions are never changed or deleted."""
        if not decisions:
            return
        with database.writing(self._engine) as connection:
            connection.execute(sa.insert(tables.decisions), [asdict(d) for d in decisions])

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in the order in which they were taken in."""
        with database.reading(self._engine) as connection:
            return _decisions(connection, None)

    def orphan_decisions(self) -> tuple[Decision, ...]:
        """The decisions whose record is not found any more, for a person to look at."""
        taken = self.decisions()
        ids = dict.fromkeys(decision.document_id for decision in taken)
        stored = {document.id for document in self.documents(superseded=True)}
        lost = {id_: self.records_of(id_).orphans for id_ in ids if id_ in stored}
        return tuple(d for d in taken if d.document_id not in stored or d in lost[d.document_id])

    def save_scheme(self, scheme: Scheme) -> None:
        """Keep a scheme. A draft never takes the place of a confirmed one of the same id."""
        schemes = tables.schemes
        with database.writing(self._engine) as connection:
            state = connection.execute(
                sa.select(schemes.c.state).where(schemes.c.id == scheme.id)
            ).scalar_one_or_none()
            if state == "confirmed" and scheme.state == "draft":
                return
            connection.execute(sa.delete(schemes).where(schemes.c.id == scheme.id))
            connection.execute(sa.insert(schemes), [rows.scheme_row(scheme)])

    def schemes(self) -> tuple[Scheme, ...]:
        """The schemes of documents in force and all confirmed ones, newest year first, then by id."""
        schemes, documents = tables.schemes, tables.documents
        superseded = sa.select(documents.c.id).where(documents.c.superseded_by.is_not(None))
        query = (
            sa.select(schemes.c.json)
            .where(sa.or_(schemes.c.state == "confirmed", schemes.c.document_id.not_in(superseded)))
            .order_by(schemes.c.year.desc(), schemes.c.id)
        )
        with database.reading(self._engine) as connection:
            return tuple(rows.scheme(text) for text in connection.execute(query).scalars())

    def drop_drafts(self, id_: str, keep: Iterable[str] = ()) -> None:
        """Forget a document's drafts but those named: its reading has changed."""
        schemes = tables.schemes
        with database.writing(self._engine) as connection:
            connection.execute(
                sa.delete(schemes).where(
                    schemes.c.document_id == id_,
                    schemes.c.state == "draft",
                    schemes.c.id.not_in(list(keep)),
                )
            )

    def add_run(self, run: RunEntry) -> None:
        """Keep what a run did."""
        with database.writing(self._engine) as connection:
            number = connection.execute(
                sa.insert(tables.runs).values(**rows.run_row(run))
            ).inserted_primary_key
            written = [
                {**rows.run_file_row(file), "run_id": number[0] if number else None, "ordinal": ordinal}
                for ordinal, file in enumerate(run.files)
            ]
            if written:
                connection.execute(sa.insert(tables.run_files), written)

    def runs(self) -> tuple[RunEntry, ...]:
        """All runs, oldest first."""
        with database.reading(self._engine) as connection:
            runs = connection.execute(sa.select(tables.runs).order_by(tables.runs.c.id)).all()
            files = connection.execute(
                sa.select(tables.run_files).order_by(tables.run_files.c.run_id, tables.run_files.c.ordinal)
            ).all()
        return tuple(rows.run_of_rows(run, [file for file in files if file.run_id == run.id]) for run in runs)


def _documents() -> sa.Select[Any]:
    content = tables.documents.c.document.name
    return sa.select(*(column for column in tables.documents.c if column.name != content))


def _other_version(connection: sa.Connection, arrival: Arrival, header: Header) -> StoredDocument | None:
    """The version in force of the same paper: the document at the same place of the inbox, else one
    of the same file name that says of itself the same thing (title, kind, region and period)."""
    documents = tables.documents
    query = _documents().where(
        documents.c.superseded_by.is_(None), documents.c.sha256 != arrival.source.sha256
    )
    here = connection.execute(
        query.where(documents.c.inbox == arrival.inbox, documents.c.path == arrival.path)
    ).first()
    if here is not None:
        return rows.stored(here)
    namesakes = connection.execute(
        query.where(documents.c.name == arrival.source.name).order_by(documents.c.id)
    )
    return next((d for d in map(rows.stored, namesakes) if _same_paper(d, arrival, header)), None)


def _same_paper(stored: StoredDocument, arrival: Arrival, header: Header) -> bool:
    ours = (header.title, header.region, header.period)
    theirs = (stored.header.title, stored.header.region, stored.header.period)
    return (
        None not in ours
        and ours == theirs
        and header.doc_type == stored.header.doc_type
        and arrival.hints == stored.hints
    )


def _put_document(
    connection: sa.Connection, id_: str, arrival: Arrival, document: Document, records: Records
) -> bool:
    """Insert or refresh a document's row; True where it is new."""
    documents = tables.documents
    values = {
        "outcome": arrival.outcome.value,
        "message": arrival.message,
        "extractor_version": arrival.version,
        "header": rows.header_json(records.document),
        "document": document_to_json(document),
        "last_seen": arrival.seen,
    }
    known = connection.execute(sa.select(documents.c.id).where(documents.c.id == id_)).first()
    if known is not None:
        if arrival.hints != NO_HINTS:
            values["hints"] = rows.hints_json(arrival.hints)
        connection.execute(sa.update(documents).where(documents.c.id == id_).values(**values))
        return False
    source = arrival.source
    connection.execute(
        sa.insert(documents).values(
            id=id_,
            sha256=source.sha256,
            name=source.name,
            inbox=arrival.inbox,
            path=arrival.path,
            received=source.received,
            format=source.format,
            size=source.size,
            hints=rows.hints_json(arrival.hints),
            first_seen=arrival.seen,
            **values,
        )
    )
    return True


def _supersede(connection: sa.Connection, id_: str, other: StoredDocument, arrival: Arrival) -> None:
    """The newer of two versions is in force: at one place the one that came in last, at two places
    the one with the later file time."""
    same_place = (other.inbox, other.path) == (arrival.inbox, arrival.path)
    ours = (arrival.source.received or "", arrival.path)
    if same_place or ours >= (other.source.received or "", other.path):
        _point(connection, other.id, id_)
    else:
        _point(connection, id_, other.id)


def _point(connection: sa.Connection, id_: str, to: str | None) -> None:
    documents = tables.documents
    connection.execute(sa.update(documents).where(documents.c.id == id_).values(superseded_by=to))


def _decisions(connection: sa.Connection, id_: str | None) -> tuple[Decision, ...]:
    decisions = tables.decisions
    columns = [column for column in decisions.c if column.name != "id"]
    query = sa.select(*columns).order_by(decisions.c.id)
    if id_ is not None:
        query = query.where(decisions.c.document_id == id_)
    return tuple(Decision(**row) for row in connection.execute(query).mappings())
