"""The evidence annex: every place that a brief rests on once, numbered in the order of first mention.

What stands in one row of a table, or in one paragraph, is one entry: of a row its name, and the header of
each column with what is printed under it; of a paragraph the words, and what they are about where they don't
say it themselves. The state of an entry is a person's: 已核 where all figures read there were accepted or
corrected, 部分已核 where some were, 待核 where none was, "" where it holds no read figure (it then only
shows where a target, a light or a finding stands) and nobody corrected it. What was corrected stands behind
its words; so does 已核 in an entry of which only some was checked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.briefs.brief import AnnexEntry, Cited
from schemas.analysis import Figure, Source

_PARTLY = "部分已核"


@dataclass(frozen=True, slots=True)
class Annex:
    """Numbers of sources, and the entries to print. Sources in the same row or paragraph are one entry."""

    entries: tuple[AnnexEntry, ...]
    places: dict[tuple[str, str], int]

    def numbers(self, *sources: Source | Figure | None) -> tuple[int, ...]:
        """The numbers of the sources given, each once; None is passed over."""
        found = (self.places[_address(_source(s))] for s in sources if s is not None)
        return tuple(dict.fromkeys(found))

    def cite(self, text: str, *sources: Source | Figure | None) -> Cited:
        """Words with the numbers of their sources."""
        return Cited(text, self.numbers(*sources))


def annex_of(mentions: Iterable[Source | Figure | None]) -> Annex:
    """The annex of everything that a brief mentions, in the order of mention."""
    groups: dict[tuple[str, str], list[Source | Figure]] = {}
    for mention in mentions:
        if mention is not None:
            groups.setdefault(_address(_source(mention)), []).append(mention)
    entries = tuple(_entry(number, group) for number, group in enumerate(groups.values(), start=1))
    return Annex(entries, {address: number for number, address in enumerate(groups, start=1)})


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of an entry and how a person left them: `is_figure` True where a computation rests on them."""

    source: Source
    is_figure: bool
    is_checked: bool


def _entry(number: int, mentions: Sequence[Source | Figure]) -> AnnexEntry:
    words = _words(mentions)
    state = _state([w.is_checked for w in words if w.is_figure] or [w.is_checked for w in words], words)
    return AnnexEntry(
        number=number,
        file_name=words[0].source.file_name,
        place=words[0].source.evidence.place.row.chinese(),
        quote=_text(words, marks_checked=state == _PARTLY),
        state=state,
    )


def _words(mentions: Sequence[Source | Figure]) -> list[_Words]:
    """Each of the words mentioned once, in the order in which they stand in the row or paragraph."""
    found: dict[tuple[str, int, int, int], _Words] = {}
    for mention in sorted(mentions, key=lambda mention: isinstance(mention, Figure)):
        source = _source(mention)
        is_figure = isinstance(mention, Figure)
        is_checked = bool(source.correction) or (isinstance(mention, Figure) and mention.reviewed)
        found[source.evidence.place.path, *_position(source)] = _Words(source, is_figure, is_checked)
    return sorted(found.values(), key=lambda words: _position(words.source))


def _position(source: Source) -> tuple[int, int, int]:
    evidence = source.evidence
    return -1 if evidence.col is None else evidence.col, evidence.start, evidence.end


def _state(checked: Sequence[bool], words: Sequence[_Words]) -> str:
    if any(checked):
        return "已核" if all(checked) else _PARTLY
    return "待核" if any(w.is_figure for w in words) else ""


def _text(words: Sequence[_Words], *, marks_checked: bool) -> str:
    """What is printed at a place: 固定资产投资：年度目标“120”，1—9月完成“72.5”, or “完成72.5亿元”."""
    groups: list[list[_Words]] = []
    for each in words:
        if groups and _same_row(groups[-1][0].source, each.source):
            groups[-1].append(each)
        else:
            groups.append([each])
    return "；".join(_group_text(group, marks_checked) for group in groups)


def _same_row(first: Source, source: Source) -> bool:
    """True for columns of one thing; its growth and its rank are read under longer names (…增速)."""
    names = first.subject, source.subject
    return bool(first.column and source.column) and (
        names[0].startswith(names[1]) or names[1].startswith(names[0])
    )


def _group_text(group: Sequence[_Words], marks_checked: bool) -> str:
    first = group[0].source
    subject = min((w.source.subject for w in group if w.source.subject), key=len, default="")
    quotes = (f"{w.source.column}“{w.source.evidence.quote}”{_mark(w, marks_checked)}" for w in group)
    if first.column:
        return f"{subject}：{'，'.join(quotes)}" if subject else "，".join(quotes)
    is_said = not subject or subject in first.evidence.quote
    return "".join(quotes) if is_said else f"{''.join(quotes)}（{subject}）"


def _mark(words: _Words, marks_checked: bool) -> str:
    """What a person made of the words; that they were only checked is said where others were not."""
    if words.source.correction:
        return f"（{words.source.correction}）"
    return "（已核）" if marks_checked and words.is_checked else ""


def _source(mention: Source | Figure) -> Source:
    return mention.source if isinstance(mention, Figure) else mention


def _address(source: Source) -> tuple[str, str]:
    """The document, and in it the row or the paragraph; of a text file the line."""
    evidence = source.evidence
    if evidence.page is not None and evidence.row is None:
        return source.document_id, f"page {evidence.page}/block {evidence.block}"
    return source.document_id, evidence.place.row.path.partition("+")[0]
