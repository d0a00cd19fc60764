"""Characters that look like others and stand for them, one for one.

PDF fonts often name a shape by another code point that shares it: a radical (⻔, ⺠, ⼀), a stroke, a
compatibility ideograph, the form of a mark in vertical text. Here is what each stands for; full-width
digits and Latin letters are folded elsewhere. Where Unicode has a compatibility mapping it is taken; the
radicals of the supplement (U+2E80 to U+2EF3) have almost none, theirs is that of Unicode's
EquivalentUnifiedIdeograph, components that are no character of their own going to the character that they
are written for. Katakana and Latin look-alikes are never touched: there the surroundings decide."""

import unicodedata

# From U+2E81 on; ？ where a code point is not assigned or stands for nothing in running text.
_SUPPLEMENT = (
    "厂乛乚乙亻冂几刀刂卜㔾小小兀尣"  # 2E81-2E8F
    "尢尣巳幺彑彐忄㣺扌攵？旡日月歺母"  # 2E90-2E9F
    "民氵氺灬爫爫丬牛犭王疋目示礻竹糹"  # 2EA0-2EAF
    "纟罓罒罓罓网羊羊羊耂肀聿月臼艹艹"  # 2EB0-2EBF
    "艹虎衤覀西见角角讠贝足车辶辶辶阝"  # 2EC0-2ECF
    "钅長镸长门阜阝雨青韦页风飞食食飠"  # 2ED0-2EDF
    "饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜"  # 2EE0-2EEF
    "龙龜亀龟"  # 2EF0-2EF3
)
_STROKES = {"㇐": "一", "㇑": "丨", "㇒": "丿", "㇔": "丶", "㇠": "乙", "㇚": "亅"}
_VERTICAL = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗…—（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)
# Where the compatibility mapping leads to the old form of a character that is meant in its new one.
_NEW_FORMS = {"⼾": "户", "⾭": "青"}
# Signs of Symbol and Wingdings, which keep their places in the private use area.
_SYMBOLS = {
    "\uf0b7": "•", "\uf06c": "●", "\uf06e": "■", "\uf075": "◆", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0a8": "□",
    "\uf0fc": "√", "\uf050": "√", "\uf0fe": "☑", "\uf052": "☑", "\uf0b3": "≥", "\uf0b1": "±", "\uf0b4": "×",
}  # fmt: skip
_SIGNS = {"―": "—", "〸": "十", "〹": "廿", "〺": "卅", "﹪": "%", "﹒": ".", "µ": "μ"}
_WITH_COMPATIBILITY = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))


def _table() -> dict[str, str]:
    table = {}
    for codes in _WITH_COMPATIBILITY:
        for char in map(chr, codes):
            plain = unicodedata.normalize("NFKC", char)
            if len(plain) == 1 and plain != char:
                table[char] = plain
    radicals = {chr(code): plain for code, plain in enumerate(_SUPPLEMENT, start=0x2E81) if plain != "？"}
    return radicals | table | _NEW_FORMS | _STROKES | _VERTICAL | _SYMBOLS | _SIGNS


LOOK_ALIKES = _table()
"""Each character that stands for another to that other one."""
