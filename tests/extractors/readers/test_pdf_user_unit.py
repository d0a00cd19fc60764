"""Pages whose unit is not a point."""

import zlib

import pytest
from pdf_files import HEIGHT, WIDTH, one_page, printed, stream_object, text_of, words
from reader_files import chinese_font

from extractors.readers.pdf import user_unit
from extractors.readers.pdf.picture import page_image
from extractors.readers.pdf.user_unit import user_units

CONTENT = words(40, 200, "完成投资三十亿元") + "0.5 w 30 150 m 200 150 l S "


@pytest.mark.parametrize("unit", [0.5, 2, 10])
def test_places_and_sizes_are_in_points(unit):
    plain, scaled = printed(one_page(CONTENT)), printed(one_page(CONTENT, page=f"/UserUnit {unit}"))
    assert (scaled.width, scaled.height) == (WIDTH * unit, HEIGHT * unit)
    assert text_of(scaled) == text_of(plain)
    for name in ("x0", "top", "x1", "bottom", "size"):
        assert getattr(scaled.glyphs, name) == pytest.approx(getattr(plain.glyphs, name) * unit)
    assert scaled.rules.across == pytest.approx(plain.rules.across * unit)


def test_the_picture_is_as_large_as_the_page():
    assert page_image(one_page(CONTENT, page="/UserUnit 2"), 1, 72).shape == (HEIGHT * 2, WIDTH * 2, 3)


def packed(entry: str) -> bytes:
    """A PDF whose page lies in a compressed object stream."""
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {entry} /Contents 6 0 R "
    page += "/Resources << /Font << /F 3 0 R >> >> >>"
    inner = zlib.compress(f"7 0 {page}".encode())
    fixed = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>",
        *chinese_font(),
        stream_object("", CONTENT),
    ]
    out = bytearray(b"%PDF-1.6\n")
    rows = [(0, 0, 65535)]
    for number, body in enumerate(fixed, start=1):
        rows.append((1, len(out), 0))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows += [(2, 8, 0), (1, len(out), 0)]
    out += b"8 0 obj\n"
    out += stream_object("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", inner) + b"\nendobj\n"
    rows.append((1, len(out), 0))
    start = len(out)
    table = b"".join(k.to_bytes(1, "big") + a.to_bytes(4, "big") + b.to_bytes(2, "big") for k, a, b in rows)
    out += b"9 0 obj\n" + stream_object("/Type /XRef /Size 10 /W [1 4 2] /Root 1 0 R", table) + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def test_units_in_object_streams_are_found():
    data = packed("/UserUnit 3")
    assert b"/UserUnit" not in data
    assert user_units(data) == {1: 3.0}
    assert printed(data).width == WIDTH * 3
    assert user_units(packed("")) == {}


@pytest.mark.parametrize("entry", ["", "/UserUnit 1", "/UserUnit 1.0"])
def test_files_of_points_are_not_opened_for_it(entry, monkeypatch):
    monkeypatch.setattr(user_unit, "PDFDocument", lambda _: pytest.fail("opened"))
    assert user_units(one_page(CONTENT, page=entry)) == {}


@pytest.mark.parametrize("entry", ["/UserUnit -2", "/UserUnit 0", "/UserUnit (two)", "/UserUnit 1e999"])
def test_nonsense_is_no_unit(entry):
    assert printed(one_page(CONTENT, page=entry)).width == WIDTH


def test_a_file_that_can_not_be_parsed_has_no_units():
    assert user_units(b"/UserUnit 2 and nothing else") == {}
