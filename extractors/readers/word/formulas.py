"""Formulas (Office Math): their text in one line, fractions with a stroke.

Never read: how they are set. A root is √(…), an exponent stands behind its base.
"""

from lxml import etree

from extractors.readers.word.names import MATH, T

_VAL = MATH + "val"
_SKIPPED = {
    MATH + name for name in ("ctrlPr", "rPr", "fPr", "sSupPr", "sSubPr", "radPr", "naryPr", "dPr", "deg")
}


def formula_text(element: etree._Element) -> str:
    """The text of a formula or a piece of one."""
    tag = element.tag
    if tag in (MATH + "t", T):
        return element.text or ""
    if tag == MATH + "f":
        return f"{_part(element, 'num')}/{_part(element, 'den')}"
    if tag == MATH + "rad":
        return f"√({_joined(element)})"
    if tag == MATH + "nary":
        return _sign(element, "naryPr", "chr", "∫") + _joined(element)
    if tag == MATH + "d":
        return _sign(element, "dPr", "begChr", "(") + _joined(element) + _sign(element, "dPr", "endChr", ")")
    return _joined(element)


def _joined(element: etree._Element) -> str:
    return "".join(formula_text(kid) for kid in element if kid.tag not in _SKIPPED)


def _part(element: etree._Element, name: str) -> str:
    """A numerator or denominator, in brackets where it is more than a product."""
    part = element.find(MATH + name)
    text = "" if part is None else _joined(part)
    return f"({text})" if any(sign in text.strip("-－") for sign in "+-－×÷/") else text


def _sign(element: etree._Element, properties: str, name: str, usual: str) -> str:
    found = element.find(f"{MATH}{properties}/{MATH}{name}")
    stated = None if found is None else found.get(_VAL)
    return usual if stated is None else str(stated)
