"""Assembly: drafts of any format to a Document.

It refuses a paper with a secrecy mark, finds the title, the headings and what belongs to a table, and counts
the blocks. It never changes a draft's words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from extractors.readers.captions import (
    goes_on_with_note,
    is_caption,
    is_caption_label,
    is_note,
    is_period_line,
    is_table_head,
    note_number,
)
from extractors.readers.drafts import Draft, ParagraphDraft, TableDraft
from extractors.readers.labels import find_label
from extractors.readers.outline import Found, build_sections, find_heading
from extractors.readers.split_tables import joined_tables
from extractors.readers.tables import header_rows
from extractors.readers.titles import find_titles, joined_titles
from schemas.document import Block, Document, Heading, Mark, Paragraph, Role, SourceFile, Table
from schemas.errors import EmptyFileError, RefusedFileError

_SECRET = re.compile(
    r"(?:密\s*级\s*[:：]?\s*)?(?P<grade>绝\s*密|机\s*密|秘\s*密)\s*(?:[★☆*]\s*(?:\d+\s*年|\d+\s*个月|长\s*期)?|\d+\s*年|长期)?$"
)
_ANNEX_LIST = re.compile(r"附\s*[件表]\s*[:：]")
_LIST_ITEM = re.compile(r"\d{1,2}\s*[.．、]")
_OPENING_PARAGRAPHS = 8
_OVER_TABLE = 6
_UNDER_TABLE = 12


def assemble(
    source: SourceFile,
    drafts: Sequence[Draft],
    pages: int | None = None,
    missing: tuple[str, ...] = (),
    marks: tuple[Mark, ...] = (),
) -> Document:
    """The document made of a reader's drafts. Raises EmptyFileError where they hold no text, and
    RefusedFileError for a paper with a secrecy mark."""
    kept = [draft for draft in drafts if isinstance(draft, TableDraft) or draft.text]
    kept = joined_tables(joined_titles(kept))
    if not kept:
        raise EmptyFileError(f"“{source.name}”里没有文字")
    _refuse_secret(source, kept)
    parts = _Parts.of(kept)
    found = _headings(kept, parts)
    sections, belongs = build_sections(found)
    blocks = tuple(_block(i, draft, parts, found[i], belongs[i]) for i, draft in enumerate(kept))
    return Document(source, blocks, sections, pages, missing, marks)


def _refuse_secret(source: SourceFile, drafts: Sequence[Draft]) -> None:
    """A marked paper may not be processed here, whatever it says."""
    opening = [draft for draft in drafts if isinstance(draft, ParagraphDraft)][:_OPENING_PARAGRAPHS]
    for draft in opening:
        if match := _SECRET.match(draft.text):
            grade = re.sub(r"\s", "", match["grade"])
            raise RefusedFileError(f"“{source.name}”首页标有密级“{grade}”，涉密文件不得在本机处理")


@dataclass(frozen=True)
class _Parts:
    """Which drafts are titles, captions and notes, and what each table owns."""

    titles: frozenset[int]
    captions: dict[int, int]  # table to its caption
    notes: dict[int, tuple[int, ...]]  # table to its notes

    @classmethod
    def of(cls, drafts: Sequence[Draft]) -> "_Parts":
        titles = find_titles(drafts)
        captions: dict[int, int] = {}
        notes: dict[int, tuple[int, ...]] = {}
        for position, draft in enumerate(drafts):
            if isinstance(draft, TableDraft):
                above, caption = _above(drafts, position)
                if caption is not None:
                    captions[position] = caption
                notes[position] = (*above, *_below(drafts, position))
        return cls(titles, captions, notes)

    def role(self, position: int, draft: ParagraphDraft) -> Role:
        """The role of a paragraph that is no heading."""
        if draft.role != "body":
            return draft.role
        if position in self.titles:
            return "title"
        if position in self.captions.values():
            return "caption"
        return "note" if any(position in owned for owned in self.notes.values()) else "body"


def _above(drafts: Sequence[Draft], table: int) -> tuple[tuple[int, ...], int | None]:
    """What stands over a table beside its name (unit, period, a label on a line of its own), and its name."""
    heads: list[int] = []
    caption = None
    above = (position for position in range(table - 1, -1, -1) if not _is_junk(drafts[position]))
    for position in islice(above, _OVER_TABLE):
        draft = drafts[position]
        if isinstance(draft, TableDraft):
            break
        if caption is None and (is_table_head(draft.text) or is_period_line(draft.text)):
            heads.append(position)
        elif caption is None and is_caption(draft.text, draft.centred):
            caption = position
        elif caption is not None and is_caption_label(draft.text) and find_label(draft.text) is None:
            heads.append(position)
        else:
            break
    return tuple(reversed(heads)), caption


def _below(drafts: Sequence[Draft], table: int) -> tuple[int, ...]:
    """The notes under a table: those that say so, and the numbered paragraphs that go on with them."""
    notes: list[int] = []
    number = None
    below = (position for position in range(table + 1, len(drafts)) if not _is_junk(drafts[position]))
    for position in islice(below, _UNDER_TABLE):
        draft = drafts[position]
        if isinstance(draft, ParagraphDraft) and draft.role != "body":
            continue
        if isinstance(draft, TableDraft) or not (
            is_note(draft.text) or (notes and goes_on_with_note(draft.text, number))
        ):
            break
        number = note_number(draft.text, number)
        notes.append(position)
    return tuple(notes)


def _is_junk(draft: Draft) -> bool:
    """True for page numbers, running lines and the like, which stand between a table and what belongs to it
    wherever a page ends."""
    return isinstance(draft, ParagraphDraft) and draft.role == "junk"


def _headings(drafts: Sequence[Draft], parts: _Parts) -> list[Found | None]:
    found: list[Found | None] = []
    annexes = _annexes(drafts, parts)
    after_annex = in_list = False
    for position, draft in enumerate(drafts):
        item = None
        if isinstance(draft, ParagraphDraft) and _may_head(position, draft, parts):
            in_list = bool(_ANNEX_LIST.match(draft.text)) or (in_list and bool(_LIST_ITEM.match(draft.text)))
            item = None if in_list else find_heading(draft.text, draft.style_level)
            if item and item.rank == 0 and position not in annexes:
                item = None
            if item is None and after_annex:
                item = _annex_title(draft)
            after_annex = bool(item and item.rank == 0 and not item.heading.title)
        found.append(item)
    return found


def _may_head(position: int, draft: ParagraphDraft, parts: _Parts) -> bool:
    """True for a body paragraph, and for the name of a table behind the label of an annex: it heads the annex
    as well."""
    role = parts.role(position, draft)
    label = find_label(draft.text)
    return role == "body" or (role == "caption" and label is not None and label.kind == "annex")


def _annexes(drafts: Sequence[Draft], parts: _Parts) -> set[int]:
    """Where the annexes begin. A label stands for an annex where it stands last (the list of annexes in the
    body comes before) and below the paper's title: above it, it says that the whole paper is an annex.
    """
    last = {}
    title = min(parts.titles, default=-1)
    for position, draft in enumerate(drafts):
        if isinstance(draft, TableDraft) or draft.role != "body":
            continue
        if draft.text.lstrip().startswith("附"):
            item = find_heading(draft.text)
            if item and item.rank == 0 and position > title:
                last[item.heading.label] = position
    return set(last.values())


def _annex_title(draft: ParagraphDraft) -> Found | None:
    if len(draft.text) > 60 or re.search("[。；：]", draft.text):
        return None
    return Found(Heading("", None, 1, draft.text, len(draft.text)), 0.5)


def _block(position: int, draft: Draft, parts: _Parts, found: Found | None, section: int | None) -> Block:
    if isinstance(draft, TableDraft):
        table = _table(draft, position, section)
        return replace(table, title=parts.captions.get(position), notes=parts.notes.get(position, ()))
    heading = found.heading if found else None
    whole = heading is not None and heading.end >= len(draft.text)
    role = "heading" if whole else parts.role(position, draft)
    return Paragraph(
        position, draft.text, draft.raw, draft.places, draft.starts, role, heading, section, draft.words
    )


def _table(draft: TableDraft, position: int, section: int | None) -> Table:
    """The table of a draft; its parts stand at the same position and in the same section."""
    return Table(
        index=position,
        rows=draft.rows,
        cols=draft.cols,
        cells=draft.cells,
        places=draft.places,
        header_rows=header_rows(draft.rows, draft.cols, draft.cells, draft.header_rows),
        section=section,
        repeated_rows=draft.repeated_rows,
        parts=tuple(_table(part, position, section) for part in draft.parts),
    )
