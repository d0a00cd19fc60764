import unicodedata

import pytest

from extractors.readers.clean import clean, fold
from extractors.readers.lookalikes import LOOK_ALIKES

PLAIN = (
    "门民页风长车见贝飞马鱼鸟黄齐齿龙母西角青食麦鬼骨龟足卤牛"
    "王小月目羊竹雨韦一目里金行金一十，（）》μ户青—√☑□•"
)
LOOKS = (
    "⻔⺠⻚⻛⻓⻋⻅⻉⻜⻢⻥⻦⻩⻬⻮⻰⺟⻄⻆⻘⻝⻨⻤⻣⻳⻊⻧⺧"
    "⺩⺌⺝⺫⺶⺮⻗⻙⼀⽬⾥⾦⾏金㇐〸︐︵︶︾µ⼾⾭―\uf0fc\uf0fe\uf0a8\uf0b7"
)


@pytest.mark.parametrize(("plain", "look_alike"), list(zip(PLAIN, LOOKS, strict=True)))
def test_a_look_alike_becomes_what_it_stands_for(plain, look_alike):
    assert fold(look_alike) == plain
    assert clean(f"各{look_alike}各") == f"各{plain}各"


def test_one_stands_for_one():
    assert all(len(char) == len(plain) == 1 for char, plain in LOOK_ALIKES.items())
    assert not set(LOOK_ALIKES.values()) & set(LOOK_ALIKES)


def test_every_radical_of_both_blocks_stands_for_a_character():
    radicals = [chr(code) for code in (*range(0x2E81, 0x2EF4), *range(0x2F00, 0x2FD6))]
    assigned = [char for char in radicals if unicodedata.name(char, "")]
    assert [char for char in assigned if char not in LOOK_ALIKES] == []


C_SIMPLIFIED = {
    "SHELL": "贝", "GATE": "门", "HORSE": "马", "BIRD": "鸟", "FISH": "鱼", "WIND": "风", "LEAF": "页",
    "CART": "车", "FLY": "飞", "LONG": "长", "SALT": "卤", "TURTLE": "龟", "GOLD": "钅", "SPEECH": "讠",
}  # fmt: skip


def test_the_table_stands_in_the_order_of_the_names():
    names = {unicodedata.name(char, ""): char for char in LOOK_ALIKES}
    found = {word: LOOK_ALIKES[names[f"CJK RADICAL C-SIMPLIFIED {word}"]] for word in C_SIMPLIFIED}
    assert found == C_SIMPLIFIED
