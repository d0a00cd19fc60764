"""Which of two readings stays, and what is a stroke, by planted readings."""

import numpy as np
import pytest

from extractors.readers.scan.readings import read_once, reading_of, spread
from extractors.readers.scan.second_look import Seen, looked_at_again
from schemas.document import Box

UNIT = 200 / 72
AREA = Box(0, 0, 400, 200)


def reading(text, confidence, x0, top, width=None, height=22):  # noqa: PLR0917 - a box
    return reading_of(spread(text, confidence), x0, top, x0 + (width or 15 * len(text)), top + height)


def page(*inked):
    """A page with ink in some boxes (x0, top, x1, bottom) or along some lines (x, y to x, y)."""
    ink = np.zeros((600, 1200), dtype=bool)
    for x0, top, x1, bottom in inked:
        ink[top:bottom, x0:x1] = True
    return Seen(np.where(ink[:, :, None], 20, 245).astype(np.uint8).repeat(3, axis=2), ink, UNIT)


def second(first, *again, inked=()):
    """The text of the first of some readings after a second look that reads what is given."""
    strips = iter([spread(text, confidence) for text, confidence in again])
    known = looked_at_again(first, [AREA], page(*inked), lambda pictures: [next(strips) for _ in pictures])
    return ["".join(each.text) for each in known]


@pytest.mark.parametrize(
    ("first", "again", "width", "expected"),
    [
        (("12.5%", 0.69), ("12.5", 0.9), None, "12.5%"),
        (("-0.20", 0.6), ("0.20", 0.99), None, "-0.20"),
        (("12.5", 0.6), ("12.6", 0.9), None, "12.6"),
        (("12.5", 0.6), ("-12.5", 0.9), None, "-12.5"),
        (("69.7711", 0.6), ("69.77", 0.95), 60, "69.77"),  # two characters more than its ink has room for
        (("12.5", 0.65), ("12.6", 0.66), None, "12.5"),
    ],
)
def test_a_shorter_reading_wins_only_where_the_longer_has_no_room(first, again, width, expected):
    others = [reading("2031年", 0.99, 20, 20 + 40 * n, 90) for n in range(3)]
    assert second([reading(*first, 300, 20, width), *others], again)[0] == expected


def test_the_feet_of_a_line_found_twice_are_read_once():
    whole, feet = reading("33.5", 0.99, 300, 20, 60, 26), reading("3", 0.99, 302, 44, 18, 3)
    beside, below = reading("3", 0.99, 380, 44, 18, 3), reading("3", 0.99, 302, 60, 18, 24)
    assert read_once([whole, feet, beside, below]) == [whole, beside, below]


def test_a_dash_in_a_column_with_a_slash_read_as_eight_is_a_dash():
    dash = reading("一", 0.95, 300, 38, 36, 4)
    slash = reading_of(spread("八", 0.4), 300, 80, 316, 106)
    lines = [(300, 38, 336, 42)]
    lines += [(300 + 15 * step // 25, 105 - step, 303 + 15 * step // 25, 106 - step) for step in range(26)]
    others = [reading("2031年", 0.99, 20, 20 + 40 * n, 90) for n in range(3)]
    found = second(
        [dash, slash, *others], inked=[*lines, *((20, 20 + 40 * n, 110, 42 + 40 * n) for n in range(3))]
    )
    assert found[:2] == ["—", "/"]


def test_a_column_that_counts_in_chinese_keeps_its_one():
    one, three = reading("一", 0.95, 300, 38, 28, 4), reading("三", 0.97, 300, 80, 28, 26)
    inked = [(300, 38, 328, 42), (302, 80, 326, 83), (304, 91, 324, 94), (300, 103, 328, 106)]
    assert second([one, three], inked=inked)[:2] == ["一", "三"]


def test_a_stroke_that_is_read_as_what_it_is_is_not_doubted():
    dash = reading("—", 0.4, 300, 38, 36, 4)
    others = [reading("2031年", 0.99, 20, 20 + 40 * n, 90) for n in range(3)]
    boxes = [(300, 38, 336, 42), *((20, 20 + 40 * n, 110, 42 + 40 * n) for n in range(3))]
    assert second([dash, *others], ("三", 0.6), inked=boxes)[0] == "—"
