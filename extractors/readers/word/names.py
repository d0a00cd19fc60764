"""Names of WordprocessingML elements and attributes, as the parser spells them; short ways through a tree."""

from collections.abc import Iterator

from lxml import etree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WORD_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"

R_ID = f"{_RELATIONS}id"
R_EMBED = f"{_RELATIONS}embed"
ALTERNATE = f"{_ALTERNATIVES}AlternateContent"
CHOICE = f"{_ALTERNATIVES}Choice"
FALLBACK = f"{_ALTERNATIVES}Fallback"


def w(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return _WORD + name


VAL = w("val")
P = w("p")
P_PR = w("pPr")
R = w("r")
R_PR = w("rPr")
T = w("t")
TBL = w("tbl")
TR = w("tr")
TC = w("tc")
SDT = w("sdt")
SDT_CONTENT = w("sdtContent")
WRAPPERS = frozenset({SDT_CONTENT, w("ins"), w("moveTo"), w("customXml"), w("smartTag")})
_SWITCHED_OFF = {"0", "false", "off", "none"}


def value(element: etree._Element | None, *path: str) -> str | None:
    """The w:val of the descendant along a path of full names; None where either is missing."""
    for name in path:
        element = None if element is None else element.find(name)
    return None if element is None else _text(element.get(VAL))


def properties_of(element: etree._Element, name: str) -> etree._Element | None:
    """The properties of a paragraph or a cell: by the standard its first child; None where it has none."""
    first: etree._Element | None = element[0] if len(element) else None
    return None if first is None or first.tag != name else first


def number(text: str | bytes | None) -> int | None:
    """A whole number (some programs write 12.5 or 12pt), None where there is none."""
    try:
        return int(text) if text and text.isdigit() else round(float(text)) if text else None
    except (ValueError, OverflowError):
        return None


def is_on(element: etree._Element | None) -> bool:
    """An on/off property: present and not switched off."""
    return element is not None and element.get(VAL) not in _SWITCHED_OFF


def content_of(control: etree._Element) -> etree._Element | None:
    """What a content control holds; None where it only shows its placeholder."""
    properties = control.find(w("sdtPr"))
    if properties is not None and is_on(properties.find(w("showingPlcHdr"))):
        return None
    return control.find(SDT_CONTENT)


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """Of alternative contents the first that holds text or a picture; else the first, None where none is."""
    kids = [kid for kid in alternatives if kid.tag in (CHOICE, FALLBACK)]
    return next((kid for kid in kids if _holds_something(kid)), kids[0] if kids else None)


def _holds_something(element: etree._Element) -> bool:
    seen: Iterator[etree._Element] = element.iter(
        T, DRAWING + "blip", VML + "imagedata", CHART + "chart", DIAGRAM + "relIds", w("sym")
    )
    return any(item.tag != T or (item.text or "").strip() for item in seen)


def _text(found: str | bytes | None) -> str | None:
    return found if found is None or isinstance(found, str) else found.decode("utf-8")
