"""Characters of symbol fonts (Wingdings, Symbol …) as Unicode characters.

Word stores them by their place in the font, in the private area from U+F000 on or as plain Latin letters;
every other character in a run with such a font is set in another font, and stays itself. A place that is not
known here has no meaning outside its font: it is left out and counted. Only a figure among Chinese words
(85亿元) is never left out.
"""

import re

_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟",
    0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒",
    0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○",
    0xA4: "◉", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xAC: "★", 0xB6: "☆", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→", 0xE9: "↑", 0xEA: "↓", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "↑",
    0xF2: "↓", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + n: char for n, char in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x8B + n: char for n, char in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")},
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0xA2: "■",
    0xA3: "□", 0xA4: "□", 0x9A: "○", 0x9B: "○",
    **{0x69 + n: char for n, char in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
}  # fmt: skip
_WINGDINGS_3 = {0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x7D: "▶", 0x7C: "◀"}
_SYMBOL = {
    0x2D: "－", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD6: "√",
    0xD7: "·", 0xE5: "∑", 0x40: "≅", 0x7E: "~",
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "symbol": _SYMBOL,
}
_PRIVATE = 0xF000
_PLACES = 0x100  # of a symbol font
_FIGURE = re.compile(r"[\d.,%+\-]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def symbol(code: int, font: str) -> str:
    """The character at a place in a symbol font; "" where it has no meaning outside the font. A code in
    another font is the character itself."""
    known = _FONTS.get(font.strip().lower())
    place = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + _PLACES else code
    if known is not None and place < _PLACES:
        plain = chr(place) if _is_plain(place) and place not in known and known is _SYMBOL else ""
        return known.get(place, plain)
    return chr(code) if 0x20 <= code < 0xE000 or 0xF900 <= code < 0xFFFE else ""


def is_symbol_font(font: str | None) -> bool:
    """True for a font whose characters are not what their codes say."""
    return font is not None and font.strip().lower() in _FONTS


def symbols(text: str, font: str) -> tuple[str, int]:
    """The text of a run with a symbol font in Unicode characters, and how many of its characters have no
    known meaning."""
    keeps_figures = _CHINESE.search(text) is not None
    shown, unknown = [], 0
    for char in text:
        found = char if char.isspace() else symbol(ord(char), font)
        unknown += not found
        shown.append(char if not found and keeps_figures and _FIGURE.match(char) else found)
    return "".join(shown), unknown


def _is_plain(place: int) -> bool:
    """Places at which Symbol holds the digits and signs of ASCII."""
    return 0x20 <= place < 0x40 or place in (0x5B, 0x5D, 0x5F, 0x7B, 0x7C, 0x7D)
