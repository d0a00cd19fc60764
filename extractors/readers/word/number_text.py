"""Numbers as Word's lists and fields show them (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat).

A format that is not known here shows plain digits.
"""

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_PLACED_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_IN_PARENTHESES = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_WITH_STOP = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_CHINESE_CIRCLED = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LONGEST_ROMAN = 4000


def number_text(number: int, number_format: str) -> str:
    """A number as a list shows it: 12 → 十二, ⑫, XII, l."""
    writer = _WRITERS.get(number_format)
    return str(number) if writer is None else writer(number)


def chinese_text(number: int) -> str:
    """1 … 9999 in Chinese numerals as lists count: 十, 十二, 二十, 一百零三."""
    text = _counted(number, _DIGITS, "十百千")
    return text[1:] if text.startswith("一十") else text


def roman_text(number: int) -> str:
    """A number below 4000 in Roman numerals."""
    if not 0 < number < _LONGEST_ROMAN:
        return str(number)
    text = ""
    for amount, letters in _ROMAN:
        times, number = divmod(number, amount)
        text += letters * times
    return text


def circled(number: int) -> str:
    """1 … 50 in a circle; plain digits beyond."""
    return _picked(_CIRCLED)(number)


def _counted(number: int, digits: str, units: str) -> str:
    if not 0 < number < 10000:
        return str(number)
    text, gap = "", False
    for place, char in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if char == "0":
            gap = True
            continue
        text += (digits[0] if gap and text else "") + digits[int(char)]
        text += units[place - 1] if place else ""
        gap = False
    return text


def _picked(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _cycled(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def _placed(number: int) -> str:
    return str(number).translate({ord("0") + value: char for value, char in enumerate(_PLACED_DIGITS)})


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + value: chr(0xFF10 + value) for value in range(10)})


_WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese_text,
    "chineseCountingThousand": chinese_text,
    "japaneseCounting": chinese_text,
    "taiwaneseCounting": chinese_text,
    "taiwaneseCountingThousand": chinese_text,
    "ideographDigital": _placed,
    "japaneseDigitalTenThousand": _placed,
    "taiwaneseDigital": _placed,
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL_DIGITS, "拾佰仟"),
    "ideographLegalTraditional": lambda number: _counted(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": _picked(_IN_PARENTHESES),
    "decimalEnclosedFullstop": _picked(_WITH_STOP),
    "ideographEnclosedCircle": _picked(_CHINESE_CIRCLED),
    "ideographTraditional": _cycled(_STEMS),
    "ideographZodiac": _cycled(_BRANCHES),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": roman_text,
    "lowerRoman": lambda number: roman_text(number).lower(),
    "bullet": lambda number: "",
    "none": lambda number: "",
}
