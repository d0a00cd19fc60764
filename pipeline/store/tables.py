"""The tables as the code of today sees them; the migrations make them."""

import sqlalchemy as sa

metadata = sa.MetaData()

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("inbox", sa.Text, nullable=False),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("received", sa.Text),
    sa.Column("format", sa.String(16), nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("extractor_version", sa.Text, nullable=False),
    sa.Column("hints", sa.Text, nullable=False),
    sa.Column("header", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("superseded_by", sa.String(16), sa.ForeignKey("documents.id")),
    sa.Column("first_seen", sa.Text, nullable=False),
    sa.Column("last_seen", sa.Text, nullable=False),
    sa.Index("documents_by_place", "inbox", "path"),
    sa.Index("documents_by_name", "name"),
)

records = sa.Table(
    "records",
    metadata,
    sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("kind", sa.String(16), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("json", sa.Text, nullable=False),
    sa.UniqueConstraint("document_id", "kind", "key", name="records_key"),
)

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("document_id", sa.String(16), nullable=False),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("action", sa.String(16), nullable=False),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("when", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("quote", sa.Text, nullable=False),
    sa.Index("decisions_by_document", "document_id"),
)

schemes = sa.Table(
    "schemes",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("document_id", sa.String(16), nullable=False),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("json", sa.Text, nullable=False),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("inbox", sa.Text, nullable=False),
    sa.Column("out", sa.Text, nullable=False),
    sa.Column("as_of", sa.Text, nullable=False),
    sa.Column("extractor_version", sa.Text, nullable=False),
    sa.Column("started", sa.Text, nullable=False),
    sa.Column("finished", sa.Text, nullable=False),
)

run_files = sa.Table(
    "run_files",
    metadata,
    sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id"), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("outcome", sa.String(16), nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("counts", sa.Text, nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
)
