"""Lights as a paper prints them for an indicator, never computed.

Signals in order of precedence:

1. a cell of a 预警 column that names exactly one colour (红, 红灯, 亮黄灯, 🟢), or of a column of a place or
   an indicator that holds colours;
2. a mark (●, √) in a column headed by a colour;
3. names listed under a colour in running text (红灯指标：甲、乙；…);
4. a colour in brackets or as a sign before a listed indicator's name, in brackets or after a colon
   behind it, or 亮红灯 after it in the same clause.

Counts of lights (绿灯指标58项) are facts, and rules (排名1—2位亮绿灯) are rules; neither is a light.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractors.text.cell_values import is_nothing, read_cell
from extractors.text.columns import Column
from extractors.text.indicator_lines import read_colour_lists
from extractors.text.periods import PeriodContext
from extractors.text.table_periods import named_period
from extractors.text.table_rows import Band, TableRow, read_bands
from schemas.document import Cell, Document, Paragraph
from schemas.evidence import Evidence, evidence_in, evidence_in_cell, folded, record_key
from schemas.records import Header, Indicator, LightColour, PrintedLight

_COLOURS: tuple[tuple[LightColour, str], ...] = (
    ("red", "红🔴🟥"),
    ("yellow", "黄🟡🟨"),
    ("green", "绿🟢🟩"),
    ("blue", "蓝🔵🟦"),
    ("orange", "橙🟠🟧"),
)
_MARK = re.compile(r"^[●○◆■▲★√✓✔☑]+$")
_SAYS_LIGHT = re.compile(r"灯|预警|颜色|标识|[红黄绿蓝]")
_COLOURED = re.compile(r"灯|[🔴🟡🟢🔵🟠]|[（(【，,；;、]\s*[红黄绿蓝橙]")
_SHOWN = r"(?:亮起?了?)?[红黄绿蓝橙]色?(?:[灯牌](?:预警)?(?:指标)?|预警)?"
_BEFORE = rf"(?:[【（(](?P<before>{_SHOWN})[】）)]|(?P<sign>[🔴🟡🟢🔵🟠]))\s*[“\"]?"
_BRACKETED = (
    r"(?:”|\")?(?:指标)?\s*[（(【](?:[^（()）】]{0,12}[，,；;、])?\s*"
    rf"(?P<bracketed>{_SHOWN})\s*(?:[，,；;、][^（()）】]{{0,12}})?[）)】]"
)
_TOLD = r"[：:](?P<told>[红黄绿蓝橙]色?灯)(?=[。，,；;])"
_LIT = r"[^，,。；;：:、]{0,6}?亮(?:起)?(?:了)?(?P<lit>[红黄绿蓝橙])(?:色)?灯"


def find_lights(
    document: Document, header: Header, indicators: Sequence[Indicator]
) -> tuple[PrintedLight, ...]:
    """The printed lights of the tables and of the text, in reading order."""
    lights = [*_table_lights(document, header, indicators), *_text_lights(document, indicators)]
    return tuple(
        sorted(
            lights,
            key=lambda light: _reading_order(light.evidence),
        )
    )


def _reading_order(evidence: Evidence) -> tuple[int, int, int, int]:
    return (evidence.block, evidence.row or 0, evidence.col or 0, evidence.anchor)


def colour_of(text: str) -> LightColour | None:
    """The one colour that a text names, None where it names none or several."""
    named = [colour for colour, signs in _COLOURS if any(sign in text for sign in signs)]
    return named[0] if len(named) == 1 else None


# tables


def _table_lights(
    document: Document, header: Header, indicators: Sequence[Indicator]
) -> Iterator[PrintedLight]:
    listed = {
        (evidence.block, evidence.row, evidence.col or 0): indicator
        for indicator in indicators
        for evidence in (indicator.evidence, indicator.table_evidence)
        if evidence and evidence.row is not None
    }
    context = PeriodContext(header.period, header.date)
    for band in read_bands(document):
        for row in band.rows:
            at = (band.table.index, row.name_cell.row, row.name_cell.col) if row.name_cell else None
            if row.name and row.kind != "total":
                yield from _row_lights(document, band, row, listed.get(at) if at else None, context)


def _row_lights(
    document: Document, band: Band, row: TableRow, indicator: Indicator | None, context: PeriodContext
) -> Iterator[PrintedLight]:
    for column, cell in row.cells:
        colour = _cell_colour(column, cell)
        if colour is None:
            continue
        evidence = evidence_in_cell(band.table, cell)
        of_place = row.kind == "entity"
        name = (
            column.label if of_place and column.label and not _SAYS_LIGHT.search(column.label) else row.name
        )
        light = _light(document, evidence, name, colour, indicator)
        period = named_period(tuple(reversed(column.path)), context)
        own = None if period == context.period else period
        yield replace(light, entity=row.name if of_place else column.entity, period=own)


def _cell_colour(column: Column, cell: Cell) -> LightColour | None:
    text = cell.text.strip()
    if column.kind != "light" or is_nothing(text) or read_cell(text) or len(text) > 12:
        return None
    return colour_of(column.path[-1]) if _MARK.match(text) and column.path else colour_of(text)


# running text


def _text_lights(document: Document, indicators: Sequence[Indicator]) -> Iterator[PrintedLight]:
    names = _names(indicators)
    for paragraph in document.paragraphs:
        yield from _listed_lights(document, paragraph, names)
        yield from _named_lights(document, paragraph, names)


def _names(indicators: Sequence[Indicator]) -> dict[str, Indicator]:
    """Every printed name of an indicator, longest first, so that a long name is found before its part."""
    found = {name: i for i in indicators for name in (i.name, *i.aliases) if len(name) >= 3}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _listed_lights(
    document: Document, paragraph: Paragraph, names: Mapping[str, Indicator]
) -> Iterator[PrintedLight]:
    by_name = {folded(name): indicator for name, indicator in names.items()}
    for character, mention in read_colour_lists(paragraph.text):
        colour = colour_of(character)
        if colour:
            name = paragraph.text[mention.start : mention.end]
            evidence = evidence_in(paragraph, mention.start, mention.end)
            yield _light(document, evidence, name, colour, by_name.get(folded(name)))


def _named_lights(
    document: Document, paragraph: Paragraph, names: Mapping[str, Indicator]
) -> Iterator[PrintedLight]:
    taken: list[tuple[int, int]] = []
    spoken_of = names.items() if _COLOURED.search(paragraph.text) else ()
    for name, indicator in ((n, i) for n, i in spoken_of if n in paragraph.text):
        named = re.escape(name)
        for found in re.finditer(rf"{_BEFORE}{named}|{named}(?:{_BRACKETED}|{_TOLD}|{_LIT})", paragraph.text):
            start, end = found.span()
            colour = colour_of("".join(words for words in found.groups() if words))
            if colour and not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                yield _light(document, evidence_in(paragraph, start, end), indicator.name, colour, indicator)


def _light(
    document: Document, evidence: Evidence, name: str, colour: LightColour, indicator: Indicator | None
) -> PrintedLight:
    return PrintedLight(
        key=record_key(document, evidence, "lights"),
        indicator=indicator.name if indicator else name,
        light=colour,
        quote=evidence.quote,
        evidence=evidence,
        indicator_ref=indicator.key if indicator else None,
    )
