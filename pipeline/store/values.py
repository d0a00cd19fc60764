"""What the store hands out: frozen values, never rows of a database."""

from dataclasses import dataclass

from schemas.decision import Decision
from schemas.document import SourceFile
from schemas.outcome import Outcome
from schemas.records import DocType, Header, Records

REGION_ENDINGS = ("省", "市", "县", "区", "旗", "镇", "乡", "街道")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the names of the folders above a file say of it; None where they say nothing. A hint
    fills only what the paper itself leaves open."""

    year: int | None = None
    unit: str | None = None
    doc_type: DocType | None = None

    @property
    def names_region(self) -> bool:
        """True where the unit is a place that is assessed (县, 街道), not an office of one (县水务局)."""
        return self.unit is not None and self.unit.endswith(REGION_ENDINGS)


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was read, on its way into the store.

    `inbox` is the folder that was read, `path` the file's place in it (with /); `outcome` done or
    partly and `message` what is missing; `version` that of the finders; `seen` ISO time in UTC.
    """

    source: SourceFile
    inbox: str
    path: str
    outcome: Outcome
    version: str
    seen: str
    hints: Hints = NO_HINTS
    message: str = ""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document in the store, without its content. `id` is derived from its bytes;
    `superseded_by` the id of the version in force, None where it is in force itself."""

    id: str
    source: SourceFile
    inbox: str
    path: str
    outcome: Outcome
    message: str
    version: str
    hints: Hints
    header: Header
    superseded_by: str | None
    first_seen: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Records with a person's decisions applied. `original` is what was read; in `corrected` the
    corrected values replace it, rejected records still among them; in `records`, which everything
    is computed from, these are gone. `applied` are the decisions that found their record, under the
    key that it has now; `orphans` those that did not: they are for a person to look at."""

    original: Records
    corrected: Records
    records: Records
    applied: tuple[Decision, ...]
    orphans: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class RunFile:
    """One file of a run as it is kept: `counts` maps record kinds to how many were read."""

    path: str
    outcome: Outcome
    message: str
    counts: dict[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class RunEntry:
    """One run as it is kept. Times are ISO in UTC, `as_of` an ISO date."""

    inbox: str
    out: str
    as_of: str
    version: str
    started: str
    finished: str
    files: tuple[RunFile, ...]
