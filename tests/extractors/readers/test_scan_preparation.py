"""What is done to the picture of a page before it is read, on pictures drawn without any font."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.readers.scan.faint import without_faint_print
from extractors.readers.scan.picture import as_rgb, ink_of, turned, without_dark_borders
from extractors.readers.scan.rules import find_ruling, ink_beside, without_rules
from extractors.readers.scan.seals import without_seals
from extractors.readers.scan.skew import skew_of, straightened
from extractors.readers.scan.strokes import stroke_in

UNIT = 200 / 72


def sheet(width=1200, height=900):
    picture = Image.new("RGB", (width, height), (244, 244, 244))
    return picture, ImageDraw.Draw(picture)


def rows_of_text(draw):
    """Rows of black marks as wide as characters: text to everything but a reader."""
    for top in range(100, 820, 40):
        for x in range(150, 1050, 30):
            draw.rectangle([x, top, x + 20, top + 20], outline=(20, 20, 20), width=4)


def grid(draw, xs, ys, width=3):
    for x in xs:
        draw.line([x, ys[0], x, ys[-1]], fill=(20, 20, 20), width=width)
    for y in ys:
        draw.line([xs[0], y, xs[-1], y], fill=(20, 20, 20), width=width)


@pytest.mark.parametrize("degrees", [-9.3, -4.1, -0.4, 0.0, 0.6, 2.2, 7.8])
def test_the_lean_of_a_page_is_found(degrees):
    picture, draw = sheet()
    rows_of_text(draw)
    leant = np.asarray(picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=(244, 244, 244)))
    assert skew_of(ink_of(leant)) == pytest.approx(degrees, abs=0.11)
    assert skew_of(ink_of(straightened(leant, skew_of(ink_of(leant))))) == pytest.approx(0, abs=0.11)


def test_the_lean_of_a_page_on_its_side_is_found():
    picture, draw = sheet()
    rows_of_text(draw)
    leant = np.asarray(picture.rotate(1.5, fillcolor=(244, 244, 244)))
    assert skew_of(ink_of(turned(leant, 1))) == pytest.approx(1.5, abs=0.15)


def test_an_empty_page_has_no_lean():
    assert skew_of(ink_of(np.asarray(sheet()[0]))) == 0.0


def test_dark_borders_go_and_text_and_frames_stay():
    picture, draw = sheet()
    rows_of_text(draw)
    text = ink_of(np.asarray(picture))[80:820, 130:1070].copy()
    draw.rectangle([0, 0, 60, 900], fill=(10, 10, 10))
    draw.rectangle([0, 860, 1200, 900], fill=(30, 30, 30))
    grid(draw, [100, 1199], [60, 840])
    cleaned = without_dark_borders(np.asarray(picture))
    assert cleaned[:, :55].min() > 200
    assert cleaned[870:].min() > 200
    assert cleaned[450, 100].max() < 100, "a frame that reaches the edge is no border"
    assert (ink_of(cleaned)[80:820, 130:1070] == text).mean() > 0.99


def test_a_dark_picture_is_no_border():
    dark = np.full((300, 400, 3), 20, dtype=np.uint8)
    assert (without_dark_borders(dark) == dark).all()


@pytest.mark.parametrize("shape", [(40, 50), (40, 50, 1), (40, 50, 3), (40, 50, 4)])
def test_every_kind_of_picture_becomes_rgb(shape):
    picture = as_rgb(np.full(shape, 255, dtype=np.uint8))
    assert picture.shape == (40, 50, 3)
    assert picture.min() == 255


def test_what_is_transparent_is_paper():
    clear = np.zeros((4, 4, 4), dtype=np.uint8)
    assert as_rgb(clear).min() == 255


class TestRules:
    XS, YS = [150, 400, 700, 1050], [120, 200, 280, 360, 440]

    def ruled(self, **style):
        picture, draw = sheet()
        grid(draw, self.XS, self.YS, **style)
        return picture, draw

    def places(self, picture, turn=0.0):
        ink = ink_of(np.asarray(picture))
        rules = find_ruling(ink, UNIT).rules
        return sorted(rules.across[:, 0].round()), sorted(rules.down[:, 0].round())

    def test_a_grid_is_found(self):
        across, down = self.places(self.ruled()[0])
        assert across == pytest.approx(self.YS, abs=2)
        assert down == pytest.approx(self.XS, abs=2)

    def test_ends_are_drawn_to_the_crossing_rules(self):
        picture, draw = self.ruled()
        for y in self.YS:
            draw.line([140, y, 158, y], fill=(244, 244, 244), width=7)
        rules = find_ruling(ink_of(np.asarray(picture)), UNIT).rules
        assert rules.across[:, 1] == pytest.approx([150] * 5, abs=2)

    def test_a_bent_and_broken_rule_is_one(self):
        picture, draw = sheet()
        for start, y in ((150, 300), (380, 302), (610, 304), (840, 302)):
            draw.line([start, y, start + 224, y], fill=(20, 20, 20), width=3)
        across, _ = self.places(picture)
        assert across == pytest.approx([302], abs=3)

    def test_a_rule_stops_at_a_merged_row_however_low(self):
        picture, draw = sheet()
        ys = [120, 200, 232, 320, 440]
        grid(draw, self.XS, ys)
        for x in self.XS[1:-1]:
            draw.line([x, 204, x, 228], fill=(244, 244, 244), width=5)
            draw.line([x, 380, x, 382], fill=(244, 244, 244), width=5)  # worn, not merged
        rules = find_ruling(ink_of(np.asarray(picture)), UNIT).rules
        inner = sorted((x, top, bottom) for x, top, bottom in rules.down.round().tolist() if 300 < x < 900)
        assert len(inner) == 4
        assert [part[1:] for part in inner[:2]] == [
            pytest.approx((120, 200), abs=4),
            pytest.approx((232, 440), abs=4),
        ]

    def test_a_stroke_of_a_title_close_above_is_no_part_of_a_rule(self):
        picture, draw = self.ruled()
        draw.line([400, 60, 400, 100], fill=(20, 20, 20), width=4)  # 12 pixels above the table
        ruling = find_ruling(ink_of(np.asarray(picture)), UNIT)
        assert ruling.rules.down[:, 1] == pytest.approx([120] * 4, abs=2)
        assert not ruling.mask[60:100].any(), "it stays in the picture"

    def test_a_rule_that_goes_on_below_its_last_crossing_stays(self):
        picture, draw = self.ruled()
        draw.line([400, 455, 400, 620], fill=(20, 20, 20), width=3)
        rules = find_ruling(ink_of(np.asarray(picture)), UNIT).rules
        assert rules.down[:, 2].max() == pytest.approx(621, abs=3)

    def test_a_rule_goes_on_under_a_seal(self):
        picture, draw = self.ruled()
        covered = np.zeros((900, 1200), dtype=bool)
        for box in ([380, 230, 420, 330], [640, 180, 730, 220]):
            draw.rectangle(box, fill=(244, 244, 244))
            covered[box[1] : box[3] + 1, box[0] : box[2] + 1] = True
        ink = ink_of(np.asarray(picture))
        rules = find_ruling(ink, UNIT, covered).rules
        assert len(rules.across) == len(self.YS)
        assert len(rules.down) == len(self.XS)
        assert len(find_ruling(ink, UNIT).rules.down) < len(self.XS), "a rule is lost if no seal is known"

    def test_nothing_is_joined_where_a_seal_covers_no_rule(self):
        picture, draw = self.ruled()
        draw.rectangle([402, 203, 698, 277], fill=(244, 244, 244))
        for y in (215, 225, 235):  # short strokes of text under a seal
            draw.line([500, y, 500 + 22, y], fill=(20, 20, 20), width=3)
            draw.line([560, y, 560 + 22, y], fill=(20, 20, 20), width=3)
        covered = np.zeros((900, 1200), dtype=bool)
        covered[204:276, 420:680] = True
        rules = find_ruling(ink_of(np.asarray(picture)), UNIT, covered).rules
        assert rules.across[:, 0] == pytest.approx(self.YS, abs=2)

    @pytest.mark.parametrize("framed", [True, False])
    @pytest.mark.parametrize("dash", [(7, 13), (3, 7), (14, 20)])
    def test_a_dashed_grid_is_found(self, framed, dash):
        picture, draw = sheet()
        long, period = dash
        for x in self.XS:
            for y in range(self.YS[0], self.YS[-1], period):
                draw.line([x, y, x, y + long - 1], fill=(20, 20, 20), width=2)
        for y in self.YS:
            for x in range(self.XS[0], self.XS[-1], period):
                draw.line([x, y, x + long - 1, y], fill=(20, 20, 20), width=2)
        if framed:
            draw.rectangle([150, 120, 1050, 440], outline=(20, 20, 20), width=2)
        across, down = self.places(picture)
        assert across == pytest.approx(self.YS, abs=2)
        assert down == pytest.approx(self.XS, abs=2)

    def test_upright_strokes_in_line_from_row_to_row_are_no_rule(self):
        picture, draw = self.ruled()
        for y in range(130, 430, 40):  # the 1 of 1 to 15, one below the other
            draw.line([550, y, 550, y + 22], fill=(20, 20, 20), width=3)
            draw.rectangle([570, y + 18, 573, y + 21], fill=(20, 20, 20))
        assert self.places(picture)[1] == pytest.approx(self.XS, abs=2)

    def test_leaders_of_a_list_of_contents_are_no_rules(self):
        picture, draw = sheet()
        for y in range(120, 800, 45):
            for x in range(420, 1000, 12):
                draw.rectangle([x, y, x + 3, y + 3], fill=(20, 20, 20))
        assert self.places(picture) == ([], [])

    def test_rows_of_characters_are_no_rules(self):
        picture, draw = sheet()
        rows_of_text(draw)
        for x in range(150, 1000, 70):  # the strokes of large characters, in a row
            draw.line([x, 60, x + 45, 60], fill=(20, 20, 20), width=4)
        assert self.places(picture) == ([], [])

    def test_rules_leave_the_picture_and_text_stays(self):
        picture, draw = self.ruled()
        draw.rectangle([500, 225, 530, 255], fill=(20, 20, 20))
        page = np.asarray(picture)
        ink = ink_of(page)
        ruling = find_ruling(ink, UNIT)
        bare = ink_of(without_rules(page, ruling))
        assert bare[225:255, 500:530].all()
        bare[215:265, 490:540] = False
        assert bare.mean() < 0.0005
        assert ink_beside(ink, ruling, UNIT).sum() == pytest.approx(31 * 31, abs=60)


class TestSeals:
    def stamped(self, red=(200, 30, 40)):
        picture, draw = sheet()
        rows_of_text(draw)
        clean = np.asarray(picture).copy()
        ring = Image.new("L", picture.size, 0)
        stamp = ImageDraw.Draw(ring)
        stamp.ellipse([500, 300, 820, 620], outline=255, width=10)
        stamp.polygon([(660, 400), (700, 510), (620, 510)], fill=255)
        # Ink of a stamp darkens what lies below it and never lightens it.
        inked = np.minimum(clean, np.array(red, dtype=np.uint8))
        page = np.where(np.asarray(ring)[:, :, None] > 0, inked, clean)
        return clean, page.astype(np.uint8)

    @pytest.mark.parametrize("red", [(200, 30, 40), (170, 30, 40), (225, 90, 95)])
    def test_a_seal_is_lifted_and_its_box_told(self, red):
        clean, page = self.stamped(red)
        lifted = without_seals(page, UNIT)
        (box,) = lifted.boxes
        assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((500, 300, 821, 621), abs=4)
        assert (ink_of(lifted.picture) == ink_of(clean)).mean() > 0.997
        assert lifted.covered[302:308, 640:681].mean() > 0.6, "the rim is known"
        assert not lifted.covered[480:520, 540:590].any()

    def test_red_letters_and_rules_are_no_seal(self):
        picture, draw = sheet()
        for x in range(150, 1050, 110):
            draw.rectangle([x, 60, x + 90, 150], outline=(210, 20, 30), width=14)
        draw.line([150, 220, 1050, 220], fill=(210, 20, 30), width=6)
        page = np.asarray(picture)
        lifted = without_seals(page, UNIT)
        assert lifted.boxes == ()
        assert lifted.picture is page

    def test_a_page_without_red_has_no_seal(self):
        picture, draw = sheet()
        draw.ellipse([500, 300, 820, 620], outline=(120, 120, 120), width=10)
        assert without_seals(np.asarray(picture), UNIT).boxes == ()


class TestFaintPrint:
    LIGHT = (200, 200, 200)

    def under(self, draw_below):
        """A page of text, and the same over what `draw_below` draws."""
        pages = []
        for has_print in (False, True):
            picture, draw = sheet()
            if has_print:
                draw_below(draw)
            for top in range(100, 820, 80):
                for x in range(150, 1050, 34):
                    draw.rectangle([x, top, x + 20, top + 20], outline=(20, 20, 20), width=3)
            pages.append(np.asarray(picture).copy())
        return pages

    def letters(self, draw):
        for step in range(5):
            x, y = 250 + 140 * step, 620 - 110 * step
            draw.polygon(
                [(x + 60, y), (x + 120, y + 60), (x + 60, y + 120), (x, y + 60)], outline=self.LIGHT, width=9
            )
            draw.line([x + 20, y + 80, x + 80, y + 20], fill=self.LIGHT, width=9)

    def test_a_watermark_goes_and_the_text_over_it_stays(self):
        clean, page = self.under(self.letters)
        lifted = without_faint_print(page, UNIT)
        assert lifted.has_watermark
        assert lifted.stamps == ()
        assert (ink_of(page) != ink_of(clean)).mean() > 0.005, "it would have been read"
        assert (ink_of(lifted.picture) != ink_of(clean)).mean() < 0.0005

    def test_a_grey_stamp_goes_and_its_box_is_told(self):
        grey = (172, 172, 172)
        clean, page = self.under(lambda draw: draw.ellipse([500, 300, 820, 620], outline=grey, width=9))
        lifted = without_faint_print(page, UNIT)
        assert not lifted.has_watermark
        (box,) = lifted.stamps
        assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((500, 300, 821, 621), abs=6)
        assert (ink_of(lifted.picture) != ink_of(clean)).mean() < 0.001

    def test_shaded_cells_grey_rules_grey_text_and_colours_stay(self):
        picture, draw = sheet()
        draw.rectangle([150, 100, 1050, 160], fill=self.LIGHT)
        rows_of_text(draw)
        grid(draw, [140, 600, 1060], [90, 170, 820])
        draw.line([140, 500, 1060, 500], fill=self.LIGHT, width=3)
        for x in range(150, 600, 30):  # small grey text
            draw.rectangle([x, 835, x + 20, 855], outline=(150, 150, 150), width=3)
        for x in range(200, 1000, 150):  # large red letters
            draw.rectangle([x, 20, x + 70, 80], outline=(240, 120, 120), width=9)
        page = np.asarray(picture)
        assert without_faint_print(page, UNIT).picture is page

    def test_a_page_that_is_faint_itself_stays(self):
        picture, draw = sheet()
        for top in range(100, 700, 110):
            for x in range(150, 1050, 110):
                draw.rectangle([x, top, x + 70, top + 70], outline=(218, 218, 218), width=9)
        page = np.asarray(picture)
        assert without_faint_print(page, UNIT).picture is page


class TestStrokes:
    def drawn(self, *line, size=(60, 40), width=3):
        picture = Image.new("L", size, 0)
        ImageDraw.Draw(picture).line(line, fill=255, width=width)
        return np.asarray(picture) > 0

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ((5, 20, 35, 20), "—"),
            ((5, 20, 35, 21), "—"),
            ((5, 20, 14, 20), "-"),
            ((22, 6, 12, 34), "/"),
            ((12, 6, 22, 34), None),  # a backslash
            ((20, 6, 20, 34), None),  # 1, l, |
        ],
    )
    def test_a_lone_stroke_is_told_by_its_shape(self, line, expected):
        assert stroke_in(self.drawn(*line), 28) == expected

    def test_a_character_is_no_stroke(self):
        box = np.zeros((30, 30), dtype=bool)
        box[5:25, 5:25] = True
        box[8:22, 8:22] = False
        assert stroke_in(box, 28) is None
        assert stroke_in(np.zeros((9, 9), dtype=bool), 28) is None
