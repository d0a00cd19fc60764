"""Seals over the cells of scanned tables, in colours, in greys, in black and white: the table keeps its
shape, and no figure under a seal is wrong without a sign."""

import io

import numpy as np
import pytest
from PIL import Image, ImageFilter
from scanned_pages import UNIT, Sheet

from extractors.readers.pages.layout import laid_out
from extractors.readers.scan.grey_seals import without_grey_seals
from extractors.readers.scan.picture import ink_of
from extractors.readers.scan.recognise import recognised_page

SURE = 0.9
RED = np.array([205, 35, 45], dtype=np.float64)
SIZE = (420, 300)
ROWS = (
    ("镇（街道）", "加分", "扣分", "总得分", "等次"),
    ("白石镇", "0.50", "-0.20", "83.74", "优秀"),
    ("河湾镇", "—", "-1.50", "69.77", "合格"),
    ("青坪街道", "0.50", "—", "71.91", "良好"),
    ("云溪乡", "/", "-0.20", "72.03", "良好"),
    ("南岭镇", "—", "-0.30", "76.68", "合格"),
)
WIDTHS = (90, 55, 60, 65, 60)


def paper():
    sheet = Sheet(*SIZE)
    sheet.text(210, 40, "栖霞市2031年镇街考核得分表", 16, anchor="mm")
    sheet.table(40, 70, WIDTHS, ROWS, height=28, points=11)
    sheet.text(40, 265, "注：扣分以负数表示，得分由澄江区考评办核定。", 11)
    return sheet


def stamped(kind, *, words="", x=225, y=170, seed=5):
    """The paper under a seal as a scanner or a copier shows it: an RGB picture after JPEG."""
    clean = np.asarray(paper().picture, dtype=np.float64)
    blank = Sheet(*SIZE)
    blank.seal(x, y, 57, words)
    seal = (np.asarray(blank.picture)[:, :, 1] < 140).astype(np.float64)
    amount = np.asarray(
        Image.fromarray((seal * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float64
    )[:, :, None]
    amount /= 255
    if kind.endswith("opaque"):
        page = clean * (1 - 0.72 * amount) + 0.72 * amount * RED
    elif kind == "black":
        page = clean * (1 - 0.9 * amount)
    else:
        page = clean * (1 - amount * (1 - RED / 255))
    if not kind.startswith("red"):
        page = np.repeat((page @ np.array([0.299, 0.587, 0.114]))[:, :, None], 3, axis=2)
    page += np.random.default_rng(seed).normal(0, 5, page.shape[:2])[:, :, None]
    target = io.BytesIO()
    turned = Image.fromarray(np.clip(page, 0, 255).astype(np.uint8)).rotate(
        0.5, Image.Resampling.BICUBIC, fillcolor=(246, 246, 244)
    )
    turned.save(target, "JPEG", quality=75)
    return np.asarray(Image.open(target).convert("RGB"))


def cells(printed):
    (table,) = laid_out(printed).tables
    assert (table.rows, table.cols) == (len(ROWS), len(ROWS[0]))
    assert all((cell.rowspan, cell.colspan) == (1, 1) for cell in table.cells)
    return {(cell.row, cell.col): cell for cell in table.cells}


def wrong(found):
    wanted = {(row, col): words for row, line in enumerate(ROWS) for col, words in enumerate(line)}
    return [cell for place, cell in found.items() if cell.text.replace("－", "-") != wanted[place]]


def silent(found):
    return [cell.text for cell in found if cell.words and min(word.confidence for word in cell.words) >= SURE]


@pytest.mark.system
@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("red", "红色印章"),
        ("red opaque", "红色印章"),
        ("grey opaque", "灰色印章"),
        pytest.param("grey", "灰色印章", marks=pytest.mark.long),
    ],
)
def test_a_seal_that_can_be_lifted_hides_no_cell(kind, mark):
    printed = recognised_page(stamped(kind), 1, *SIZE)
    (seal,) = [each for each in printed.marks if each.kind == "seal"]
    assert seal.text == mark
    assert seal.place is not None
    assert seal.place.box is not None
    assert (seal.place.box.x0 + seal.place.box.x1) / 2 == pytest.approx(225, abs=4)
    found = cells(printed)
    assert len(wrong(found)) <= 1
    assert silent(wrong(found)) == []


@pytest.mark.system
@pytest.mark.parametrize("kind", ["black", "grey"])
def test_no_figure_under_a_seal_is_wrong_without_a_sign(kind):
    printed = recognised_page(stamped(kind, words="栖霞市绩效考核办公室"), 1, *SIZE)
    assert [each.kind for each in printed.marks] == ["recognised", "seal"]
    found = cells(printed)
    assert silent(wrong(found)) == []
    assert len(wrong(found)) <= 10, "cells beside the seal are read"
    untouched = found[1, 0]
    assert min(word.confidence for word in untouched.words) >= SURE


def ringed(shade, *, text=True):
    sheet = Sheet(400, 300)
    if text:
        for row in range(12):
            for column in range(24):
                corners = [30 + 14 * column, 30 + 20 * row, 38 + 14 * column, 38 + 20 * row]
                sheet.draw.rectangle([side * UNIT for side in corners], outline=(25, 25, 25), width=3)
    if shade is not None:
        ring = Image.new("L", sheet.picture.size, 255)
        stamp = Sheet(400, 300)
        stamp.picture = ring.convert("RGB")
        stamp.draw = type(sheet.draw)(stamp.picture)
        box = [140 * UNIT, 90 * UNIT, 260 * UNIT, 210 * UNIT]
        stamp.draw.ellipse(box, outline=(shade,) * 3, width=round(3 * UNIT))
        sheet.picture = Image.fromarray(np.minimum(np.asarray(sheet.picture), np.asarray(stamp.picture)))
    return sheet.scanned()


class TestRims:
    @pytest.mark.parametrize("shade", [85, 110, 140])
    def test_a_rim_lighter_than_text_goes_and_the_text_stays(self, shade):
        found = without_grey_seals(ringed(shade), UNIT)
        (box,) = found.lifted
        sides = [side / UNIT for side in (box.x0, box.top, box.x1, box.bottom)]
        assert sides == pytest.approx([140, 90, 260, 210], abs=2)
        assert found.left == ()
        assert (ink_of(found.picture) != ink_of(ringed(None))).mean() < 0.004

    def test_a_rim_as_dark_as_text_is_told_and_its_disc_is_in_doubt(self):
        found = without_grey_seals(ringed(25), UNIT)
        assert found.lifted == ()
        assert len(found.left) == 1
        assert found.hidden[round(150 * UNIT), round(200 * UNIT)]
        assert not found.hidden[round(20 * UNIT), round(20 * UNIT)]

    def test_text_without_a_rim_stays_as_it_is(self):
        page = ringed(None)
        found = without_grey_seals(page, UNIT)
        assert (found.lifted, found.left) == ((), ())
        assert found.picture is page

    def test_a_filled_disc_is_no_seal(self):
        sheet = Sheet(400, 300)
        sheet.draw.ellipse([140 * UNIT, 90 * UNIT, 260 * UNIT, 210 * UNIT], fill=(120, 120, 120))
        assert without_grey_seals(sheet.scanned(), UNIT).lifted == ()
