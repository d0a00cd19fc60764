"""Whatever stands on a page, each of its characters is in exactly one cell or line."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from printed_pages import multiset
from ruled_pages import page, word

from extractors.readers.pages.layout import laid_out, laid_out_in_turn

NAMES = st.sampled_from(
    ["指标", "完成投资额", "云溪县", "城镇新增就业人数占比", "合计", "注：本表为初步数。"]
)
VALUES = st.sampled_from(["12.5", "98.1%", "3", "—", "1,204.36", "第3位", "45亿元", "绿灯"])
WORDS = st.one_of(NAMES, VALUES, st.just(""))
PROSE = "各乡镇和有关单位要压实责任，对照序时进度逐项核对，未完成的说明原因并提出措施。"
SIZES = st.sampled_from([7.0, 9.0, 10.5, 16.0])
KINDS = st.sampled_from(["grid", "open", "across", "down", "three", "frame", "dashes", "pieces", "none"])
SHADES = st.sampled_from(["none", "header", "zebra", "cells", "one"])


def rules(kind, xs, ys):
    """The rules of a table, across and down."""
    left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
    match kind:
        case "grid":
            return [(y, left, right) for y in ys], [(x, top, bottom) for x in xs]
        case "open":
            return [(y, left, right) for y in ys], [(x, top, bottom) for x in xs[1:-1]]
        case "across":
            return [(y, left, right) for y in ys], []
        case "down":
            return [(y, left, right) for y in (top, ys[1], bottom)], [(x, top, bottom) for x in xs]
        case "three":
            return [(y, left, right) for y in (top, ys[1], bottom)], []
        case "frame":
            return [(top, left, right), (bottom, left, right)], [(left, top, bottom), (right, top, bottom)]
        case "dashes":
            starts = range(int(left), int(right), 8)
            return [(y, x, x + 5) for y in ys for x in starts], [(x, top, bottom) for x in xs]
        case "pieces":
            return [(y, a + 1, b - 2) for y in ys for a, b in pairwise(xs)], []
        case _:
            return [], []


def shades(kind, xs, ys):
    match kind:
        case "header":
            return [(a, ys[0], b, ys[1]) for a, b in pairwise(xs)]
        case "zebra":
            return [(xs[0], ys[r], xs[-1], ys[r + 1]) for r in range(0, len(ys) - 1, 2)]
        case "cells":
            return [(a + 1, c + 1, b - 1, d - 1) for a, b in pairwise(xs) for c, d in pairwise(ys)]
        case "one":
            return [(xs[-2], ys[-2], xs[-1], ys[-1])]
        case _:
            return []


@st.composite
def tables(draw, x, y, depth=0):
    """A table at a place: its glyphs, rules and shades, and the y of its end. Words may run over every wall;
    in one of its cells there may be a table."""
    columns = draw(st.lists(st.floats(30, 90), min_size=1, max_size=5))
    heights = draw(st.lists(st.floats(12, 45), min_size=1, max_size=6))
    xs = [x + sum(columns[:i]) for i in range(len(columns) + 1)]
    ys = [y + sum(heights[:i]) for i in range(len(heights) + 1)]
    size, pitch = draw(SIZES), draw(st.sampled_from([0.9, 1.2, 1.8]))
    shift = draw(st.floats(-6, 12))
    glyphs = []
    for top in ys[:-1]:
        for left in xs[:-1]:
            for number, text in enumerate(draw(st.lists(WORDS, max_size=3))):
                glyphs += word(text, left + shift, top + shift / 3 + number * pitch * size, size)
    across, down = rules(draw(KINDS), xs, ys)
    filled = shades(draw(SHADES), xs, ys)
    if depth == 0 and draw(st.booleans()):
        row, col = draw(st.integers(0, len(ys) - 2)), draw(st.integers(0, len(xs) - 2))
        inner = draw(tables(xs[col] + 4, ys[row] + 4, 1))
        glyphs, across, down, filled = (
            [*own, *its] for own, its in zip((glyphs, across, down, filled), inner[:4], strict=True)
        )
    return glyphs, across, down, filled, ys[-1]


@st.composite
def pages(draw, number=1):
    """A page of tables, one below or beside another, and prose in one or two columns between them."""
    glyphs, across, down, filled = [], [], [], []
    y = 50.0
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["table", "tables", "prose", "columns"]))
        size = draw(SIZES)
        end = y
        for x in (50.0, 310.0) if kind in {"tables", "columns"} else (50.0,):
            if kind in {"table", "tables"}:
                *found, bottom = draw(tables(x, y))
                for all_of_it, added in zip((glyphs, across, down, filled), found, strict=True):
                    all_of_it.extend(added)
            else:
                width = int((230 if kind == "columns" else 480) // size)
                text = PROSE * draw(st.integers(1, 3))
                lines = [text[i : i + width] for i in range(0, len(text), width)]
                for i, line in enumerate(lines):
                    glyphs += word(line, x, y + 1.6 * size * i, size)
                bottom = y + 1.6 * size * len(lines)
            end = max(end, bottom)
        y = end + draw(st.sampled_from([0.0, 6.0, 20.0]))
    return page(glyphs, across, down, number, filled)


def characters(printed):
    return Counter("".join(printed.glyphs.text))


@settings(max_examples=120, deadline=None)
@given(pages())
def test_every_character_of_a_page_is_in_one_cell_or_line(printed):
    assert Counter(multiset(laid_out(printed))) == characters(printed)


@settings(max_examples=40, deadline=None)
@given(pages(1), pages(2))
def test_every_character_of_pages_that_follow_is_in_one_cell_or_line(first, second):
    for printed, read in zip((first, second), laid_out_in_turn((first, second)), strict=True):
        assert Counter(multiset(read)) == characters(printed)


def box(x0, top, x1, bottom):
    return [(top, x0, x1), (bottom, x0, x1)], [(x0, top, bottom), (x1, top, bottom)]


def test_words_in_a_frame_inside_a_frame_are_read_once():
    outer, inner = box(50, 50, 200, 122), box(54, 54, 84, 66)
    glyphs = word("指标", 80, 62, 7) + word("城镇新增就业人数占比", 170, 98, 7)
    printed = page(glyphs, outer[0] + inner[0], outer[1] + inner[1])
    assert Counter(multiset(laid_out(printed))) == characters(printed)


def test_prose_right_under_the_last_rule_of_columns_is_lost_nowhere():
    glyphs = word("甲乙", 110, 50, 16) + word("丙丁", 50, 62, 16) + word("戊己", 80, 81.2, 16)
    glyphs += word(PROSE, 50, 90, 7)
    printed = page(glyphs, [(y, 50, 140) for y in (50, 62, 90)], [(x, 50, 90) for x in (50, 80, 110, 140)])
    assert Counter(multiset(laid_out(printed))) == characters(printed)


def test_one_cell_filled_in_a_table_with_a_table_in_it_is_read():
    across = [
        (50, 50, 80),
        (73, 50, 80),
        (54, 54, 84),
        (66, 54, 84),
        (73, 50, 170),
        (85, 50, 170),
        (108, 50, 170),
    ]
    down = [(50, 50, 73), (80, 50, 73), (54, 54, 66), (84, 54, 66)]
    down += [(x, 73, 108) for x in (50, 80, 110, 140, 170)]
    printed = page(word("指标", 80, 85, 7), across, down)
    assert Counter(multiset(laid_out(printed))) == characters(printed)
