"""The words of one paragraph, as a reader of the page sees them.

Insertions are accepted, deletions and moved-away text left out; hidden text, field codes, comments and
placeholders are not seen. Text boxes, pictures and notes are put aside with the line that anchors them.
Alternative contents are read once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from extractors.readers.word import pictures
from extractors.readers.word.formulas import formula_text
from extractors.readers.word.names import (
    ALTERNATE,
    CHART,
    DIAGRAM,
    DRAWING,
    MATH,
    OFFICE,
    P_PR,
    R_PR,
    SDT,
    VAL,
    VML,
    WORD_DRAWING,
    R,
    T,
    chosen,
    content_of,
    is_on,
    w,
)
from extractors.readers.word.state import Line, NoteKind, Reading
from extractors.readers.word.styles import PLAIN, points
from extractors.readers.word.symbols import is_symbol_font, symbol, symbols

_BREAKS = {
    w("br"): "\n",
    w("cr"): "\n",
    w("tab"): "\t",
    w("ptab"): "\t",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "",
}
_UNSEEN = {
    P_PR,
    R_PR,
    w("del"),
    w("moveFrom"),
    w("delText"),
    w("delInstrText"),
    w("fldData"),
    w("commentReference"),
    w("annotationRef"),
    w("footnoteRef"),
    w("endnoteRef"),
    w("lastRenderedPageBreak"),
    w("proofErr"),
    w("bookmarkStart"),
    w("bookmarkEnd"),
    w("sdtPr"),
    w("sdtEndPr"),
    WORD_DRAWING + "positionH",
    WORD_DRAWING + "positionV",
}
_SIZE, _VANISH, _RUN_STYLE, _FONTS = w("sz"), w("vanish"), w("rStyle"), w("rFonts")
_ASCII, _HIGH_ANSI = w("ascii"), w("hAnsi")


@dataclass(slots=True)  # not frozen: made for many runs, and twice as fast so
class _Look:
    """How a run looks: whether it is hidden, its stated size in points, its font where that is one of
    symbols."""

    hidden: bool
    size: float | None = None
    font: str | None = None


_SHOWN, _HIDDEN = _Look(False), _Look(True)


def read_inline(element: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    """Add what an element's children show to a line. `hidden` is what the paragraph's style says."""
    for kid in element:
        if kid.tag == R:
            _read_run(kid, line, reading, hidden)
        elif not _take(kid, line, reading, hidden) and kid.tag not in _UNSEEN:
            read_inline(kid, line, reading, hidden)


def _read_run(run: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    look = _HIDDEN if hidden else _SHOWN
    for kid in run:
        tag = kid.tag
        if tag == T:
            _write(kid.text or "", line, reading, look)
        elif tag == R_PR:
            look = _look(kid, reading, hidden)
        elif tag in _BREAKS:
            _write(_BREAKS[tag], line, reading, look)
        elif tag == _FIELD_CHARACTER:
            _write(reading.fields.mark(kid), line, reading, look)
        elif tag == _FIELD_CODE:
            reading.fields.add_code(kid.text or "")
        elif not look.hidden and not _take(kid, line, reading, hidden) and tag not in _UNSEEN:
            read_inline(kid, line, reading, hidden)


_FIELD_CHARACTER, _FIELD_CODE = w("fldChar"), w("instrText")


def _write(text: str, line: Line, reading: Reading, look: _Look) -> None:
    fields = reading.fields
    if not text or (fields.open and fields.in_code):
        return
    if look.hidden:
        reading.hidden = reading.hidden or bool(text.strip())
        return
    if fields.open:
        fields.wrote()
    if look.font is not None:
        text, unknown = symbols(text, look.font)
        if unknown:
            reading.unread["symbol"] += unknown
    if look.size is not None and (line.size is None or look.size > line.size) and text.strip():
        line.size = look.size
    line.pieces.append(text)


def _look(properties: etree._Element, reading: Reading, hidden: bool) -> _Look:
    stated: bool | None = None
    style = PLAIN
    size = font = None
    for kid in properties:
        tag = kid.tag
        if tag == _SIZE:
            size = points(kid)
        elif tag == _FONTS:
            name = kid.get(_ASCII) or kid.get(_HIGH_ANSI)
            font = str(name) if name and is_symbol_font(name) else None
        elif tag == _VANISH:
            stated = is_on(kid)
        elif tag == _RUN_STYLE:
            style = reading.styles.run(kid.get(VAL))
    toggled = hidden != bool(style.hidden) if stated is None else stated
    if size is None and font is None:
        return _HIDDEN if toggled else _SHOWN
    return _Look(toggled, size, font)


def _take(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> bool:
    """Read an element that is no plain container; False for one that is."""
    taker = _TAKERS.get(str(kid.tag))
    if taker is None:
        return False
    taker(kid, line, reading, hidden)
    return True


def _alternatives(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    found = chosen(kid)
    if found is not None:
        read_inline(found, line, reading, hidden)


def _control(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    content = content_of(kid)
    if content is not None:
        read_inline(content, line, reading, hidden)


def _ruby(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    """The words, without the reading that is printed above them."""
    base = kid.find(w("rubyBase"))
    if base is not None:
        read_inline(base, line, reading, hidden)


def _formula(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    _write(formula_text(kid), line, reading, _Look(hidden))


def _symbol(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    code = kid.get(w("char")) or ""
    try:
        text = symbol(int(code, 16), str(kid.get(w("font")) or ""))
    except ValueError:
        text = ""
    if not (text or hidden):
        reading.unread["symbol"] += 1
    _write(text, line, reading, _Look(hidden))


def _note(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    if not reading.fields.in_code:
        kind: NoteKind = "footnote" if kid.tag == w("footnoteReference") else "endnote"
        line.notes.append((kind, str(kid.get(w("id")))))


def _box(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    line.boxes.append(kid)


def _drawing(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    """A drawing, unless it is hidden."""
    described = next(kid.iter(WORD_DRAWING + "docPr"), None)
    if described is None or described.get("hidden") not in {"1", "true"}:
        read_inline(kid, line, reading, hidden)


def _object(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    """An embedded object, of which the file shows no more than a preview."""
    embedded = next(kid.iter(OFFICE + "OLEObject"), None)
    if embedded is None:
        read_inline(kid, line, reading, hidden)
        return
    program = str(embedded.get("ProgID") or "")
    reading.unread["formula" if program.startswith(("Equation", "MathType")) else "object"] += 1


def _picture(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    line.pictures.append(pictures.picture_of(kid))


def _word_art(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    _write(str(kid.get("string") or ""), line, reading, _Look(hidden))


def _chart(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    reading.unread["chart"] += 1


def _diagram(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    reading.unread["diagram"] += 1


def _chunk(kid: etree._Element, line: Line, reading: Reading, hidden: bool) -> None:
    reading.unread["chunk"] += 1


_TAKERS: dict[str, Callable[[etree._Element, Line, Reading, bool], None]] = {
    ALTERNATE: _alternatives,
    SDT: _control,
    w("ruby"): _ruby,
    w("sym"): _symbol,
    w("footnoteReference"): _note,
    w("endnoteReference"): _note,
    w("txbxContent"): _box,
    w("drawing"): _drawing,
    w("object"): _object,
    w("subDoc"): _chunk,
    MATH + "oMath": _formula,
    DRAWING + "blip": _picture,
    VML + "imagedata": _picture,
    VML + "textpath": _word_art,
    CHART + "chart": _chart,
    DIAGRAM + "relIds": _diagram,
}
