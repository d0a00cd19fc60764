import io

import numpy as np
import pdfplumber
import pytest
from pdf_files import HEIGHT, WIDTH, one_page, printed, stream_object, words

from extractors.readers.pages.ruled import ruled_tables

TEXT = words(20, 280, "标题")


def rules_of(content, **more):
    return printed(one_page(TEXT + content, **more)).rules


ACROSS = [
    ("a stroke", "1 w 50 100 m 250 100 l S"),
    ("drawn from right to left", "250 100 m 50 100 l S"),
    ("a thin filled box", "50 99.75 200 0.5 re f"),
    ("a thin box filled upwards", "50 100.25 200 -0.5 re f"),
    ("a thin box with a clip of its own", "q 0 0 400 300 re W n 50 99.75 200 0.5 re f Q"),
    ("as far as its clip lets it be seen", "q 50 50 200 100 re W n 10 100 m 390 100 l S Q"),
    ("scaled", "q 2 0 0 2 0 0 cm 25 50 m 125 50 l S Q"),
    ("turned by its matrix", "q 0 1 -1 0 0 0 cm 100 -50 m 100 -250 l S Q"),
    ("a hair off the level", "50 100.05 m 250 99.95 l S"),
    ("dark blue", "0 0 0.5 RG 50 100 m 250 100 l S"),
    ("light grey", "0.8 G 50 100 m 250 100 l S"),
]


@pytest.mark.parametrize("content", [case[1] for case in ACROSS], ids=[case[0] for case in ACROSS])
def test_a_rule_across(content):
    found = rules_of(content).across
    assert any(np.allclose(row, (HEIGHT - 100, 50, 250), atol=0.1) for row in found), found


NONE = [
    ("white", "1 G 50 100 m 250 100 l S"),
    ("white box", "1 g 50 100 200 80 re f"),
    ("transparent", "q /E gs 50 100 m 250 100 l S Q"),
    ("clipped away", "q 0 0 400 50 re W n 50 100 m 250 100 l S Q"),
    ("off the page", "50 -100 m 250 -100 l S 500 20 m 500 200 l S"),
    ("slanted", "50 100 m 250 150 l S"),
    ("curve", "50 100 m 100 100 200 100 250 100 c S"),
    ("neither filled nor stroked", "50 100 200 80 re n"),
    ("ground of the whole page", "0.95 g 0 0 400 300 re f"),
]


@pytest.mark.parametrize("content", [case[1] for case in NONE], ids=[case[0] for case in NONE])
def test_what_is_no_rule(content):
    rules = rules_of(content, resources="/ExtGState << /E << /CA 0 /ca 0 >> >>")
    assert len(rules.across) == len(rules.down) == 0


def edges(across, down):
    """Lines by their places."""
    return [lines[np.argsort(lines[:, 0])].tolist() for lines in (across, down)]


BOX = [[[120, 50, 250], [200, 50, 250]], [[50, 120, 200], [250, 120, 200]]]
BOXES = [
    ("stroked", "50 100 200 80 re S"),
    ("filled and stroked", "0.9 g 50 100 200 80 re B"),
    ("by lines", "50 100 m 250 100 l 250 180 l 50 180 l s"),
    ("closed with h", "50 100 m 250 100 l 250 180 l 50 180 l h S"),
]


@pytest.mark.parametrize("content", [case[1] for case in BOXES], ids=[case[0] for case in BOXES])
def test_a_box_has_four_sides(content):
    rules = rules_of(content)
    assert edges(rules.across, rules.down) == BOX
    assert not len(rules.shade_across)
    assert not len(rules.shade_down)


def test_a_filled_box_is_a_shade_with_four_edges():
    rules = rules_of("0.9 g 50 100 200 80 re f")
    assert edges(rules.shade_across, rules.shade_down) == BOX
    assert not len(rules.across)
    assert not len(rules.down)


def test_a_filled_bar_too_narrow_for_text_is_a_rule():
    rules = rules_of("50 98 200 4 re f 50 150 4 80 re f")
    assert edges(rules.across, rules.down)[0][1:] == [[150, 50, 54], [198, 50, 250], [202, 50, 250]]
    assert not len(rules.shade_across)
    assert not len(rules.shade_down)


def test_a_white_rule_on_a_dark_ground_parts_shades():
    rules = rules_of("0.2 g 40 80 300 40 re f 1 G 50 100 m 250 100 l S")
    assert [HEIGHT - 100, 50, 250] in rules.shade_across.tolist()
    assert not len(rules.across)


def test_a_row_of_dots_is_kept_for_both_directions():
    dots = "".join(f"{50 + 2 * i} 100 0.5 0.5 re f " for i in range(20))
    rules = rules_of(dots)
    assert len(rules.across) == len(rules.down) == 20


def test_rules_of_a_form_stand_where_it_is_placed():
    form = stream_object(
        "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [2 0 0 2 0 0]", "0 10 m 50 10 l S"
    )
    rules = rules_of("q 1 0 0 1 30 40 cm /O Do Q", resources="/XObject << /O 10 0 R >>", objects=[form])
    assert rules.across == pytest.approx(np.array([[HEIGHT - 60, 30, 130]]))


def table_content(draw):
    xs, ys = (40.0, 110.0, 230.0, 340.0), (250.0, 220.0, 200.0, 150.0)
    lines = [draw(x, ys[-1], x, ys[0]) for x in xs] + [draw(xs[0], y, xs[-1], y) for y in ys]
    texts = [
        words(x + 4, y - 14, f"{'甲乙丙'[row]}{'一二三'[col]}", 9)
        for row, y in enumerate(ys[:-1])
        for col, x in enumerate(xs[:-1])
    ]
    return "".join(lines + texts)


def stroke(x0, y0, x1, y1):
    return f"0.5 w {x0} {y0} m {x1} {y1} l S\n"


def bar(x0, y0, x1, y1):
    return f"{x0 - 0.25} {y0 - 0.25} {x1 - x0 + 0.5} {y1 - y0 + 0.5} re f\n"


@pytest.mark.parametrize("draw", [stroke, bar])
@pytest.mark.parametrize("rotate", ["", "/Rotate 180"])
def test_cells_are_those_of_pdfplumber(draw, rotate):
    data = one_page(table_content(draw), page=rotate)
    if rotate:
        data = one_page(f"q -1 0 0 -1 {WIDTH} {HEIGHT} cm {table_content(draw)} Q", page=rotate)
    (own,) = ruled_tables(printed(data))
    with pdfplumber.open(io.BytesIO(data)) as document:
        (table,) = document.pages[0].find_tables()
        boxes, texts = sorted(table.cells, key=lambda box: (box[1], box[0])), table.extract()
    found = sorted((c.box.top, c.box.x0, c.box.bottom, c.box.x1) for c in own.cells)
    assert np.array(found) == pytest.approx(np.array([(b[1], b[0], b[3], b[2]) for b in boxes]), abs=0.05)
    assert [c.text for c in own.cells] == [text for row in texts for text in row]
