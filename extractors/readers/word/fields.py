"""Fields: what they show is text, what they say to Word is not.

A field is begun, holds its code, is separated, holds its result and is ended, anywhere in runs and over
paragraphs; fields stand inside the code and the result of others. Of a few fields the code itself is what is
seen: characters put over one another (EQ), signs by number (SYMBOL), boxes and lists of forms.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from extractors.readers.word.names import is_on, number, value, w
from extractors.readers.word.number_text import circled
from extractors.readers.word.symbols import symbol

_OVERSTRIKE = re.compile(r"\\o\s*(?:\\a[clrd]\s*)*\((?P<parts>.*)\)", re.IGNORECASE | re.DOTALL)
_RAISED = re.compile(r"\\s\s*\\(?:up|do)\s*\d*\s*\([^()]*\)", re.IGNORECASE)
_FRACTION = re.compile(r"\\f\s*\((?P<parts>[^()]*)\)", re.IGNORECASE)
_SIGN = re.compile(r"\s*SYMBOL\s+(?P<code>0x[0-9a-f]+|\d+)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_FONT = re.compile(r'\\f\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))')
_CIRCLES = "○〇◯"


@dataclass(slots=True)
class _Field:
    """One open field: its code so far, whether its result has begun, whether that holds text, and the form
    element that it belongs to."""

    code: str = ""
    in_result: bool = False
    has_result: bool = False
    form: etree._Element | None = None


@dataclass(slots=True)
class Fields:
    """The fields that are open at one point of the document."""

    open: list[_Field] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        """True inside the code of a field, of which nothing is seen."""
        return any(not one.in_result for one in self.open)

    @property
    def in_contents(self) -> bool:
        """True inside a table of contents."""
        return any(one.code.lstrip().upper().startswith("TOC") for one in self.open)

    def wrote(self) -> None:
        """Note that the result of the innermost field holds text."""
        if self.open:
            self.open[-1].has_result = True

    def add_code(self, text: str) -> None:
        """More of the innermost field's code."""
        if self.open and not self.open[-1].in_result:
            self.open[-1].code += text

    def mark(self, character: etree._Element) -> str:
        """Take a field character (begin, separate, end); what an ended field shows by its code."""
        kind = character.get(w("fldCharType"))
        if kind == "begin":
            self.open.append(_Field(form=character.find(w("ffData"))))
        elif kind == "separate" and self.open:
            self.open[-1].in_result = True
        elif kind == "end" and self.open:
            ended = self.open.pop()
            shown = "" if ended.has_result or self.in_code else shown_by_code(ended.code, ended.form)
            if shown:
                self.wrote()
            return shown
        return ""

    def close_codes(self) -> None:
        """Forget fields whose code has not ended with its paragraph, so that a broken one hides no text."""
        self.open = [one for one in self.open if one.in_result]


def shown_by_code(code: str, form: etree._Element | None = None) -> str:
    """What a field without result shows by its code; "" for all but a few."""
    name = code.strip().partition(" ")[0].upper()
    if name == "EQ":
        return _equation(code)
    if sign := _SIGN.match(code):
        font = _FONT.search(sign["rest"])
        written = (font["quoted"] or font["bare"]) if font else ""
        return symbol(int(sign["code"], 0), written)
    if form is not None and name == "FORMCHECKBOX":
        box = form.find(w("checkBox"))
        state = None if box is None else box.find(w("checked"))
        if state is None and box is not None:
            state = box.find(w("default"))
        return "☑" if is_on(state) else "□"
    if form is not None and name == "FORMDROPDOWN":
        entries = [value(entry) or "" for entry in form.iter(w("listEntry"))]
        chosen = number(value(form, w("ddList"), w("result"))) or 0
        return entries[chosen] if chosen < len(entries) else ""
    return ""


def _equation(code: str) -> str:
    """Characters put over one another: a number in a circle, or the lowest of the layers (the words under
    their reading)."""
    if struck := _OVERSTRIKE.search(code):
        layers = [
            part.strip() for part in re.split("[,，]", _RAISED.sub("", struck["parts"])) if part.strip()
        ]
        if len(layers) == 2 and layers[0] in _CIRCLES:
            return circled(int(layers[1])) if layers[1].isdecimal() else layers[1]
        return layers[-1] if layers else ""
    if fraction := _FRACTION.search(code):
        return "/".join(part.strip() for part in re.split("[,，]", fraction["parts"]))
    return ""
