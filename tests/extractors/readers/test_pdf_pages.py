"""What a page of a PDF counts as: text, a scan, unreadable; its marks; what stands beside the pages."""

import io

import numpy as np
import pdfplumber
import pypdfium2
import pytest
from pdf_files import (
    FULL,
    HEIGHT,
    WIDTH,
    drawn,
    latin,
    one_page,
    picture,
    printed,
    stream_object,
    text_of,
    words,
)
from reader_files import pdf_bytes

from extractors.readers.pdf import pages as pages_module
from extractors.readers.pdf import plumber
from extractors.readers.pdf.pages import printed_file
from extractors.readers.pdf.pdfium import DeclinedPageError
from extractors.readers.pdf.picture import page_image
from extractors.readers.pdf.reasons import DRAWN, MOSTLY_SCANNED, SCANNED, TOO_MANY_DRAWINGS
from schemas.errors import DamagedFileError, PasswordError, RefusedFileError, UnsupportedFormatError

SENTENCE = "今年以来各项指标完成情况总体良好固定资产投资完成四十五亿元"
LONG = "".join(words(20, 280 - 14 * row, SENTENCE, 10) for row in range(4))


def test_a_scan_has_no_text():
    page = printed(one_page(FULL, **picture()))
    assert (page.origin, page.reason) == ("none", SCANNED)
    (box,) = page.pictures
    assert (box.x0, box.top, box.x1, box.bottom) == (0, 0, WIDTH, HEIGHT)


def test_a_scan_with_a_printed_page_number_is_a_scan():
    page = printed(one_page(FULL + words(190, 10, "3"), **picture()))
    assert (page.origin, page.reason, text_of(page)) == ("none", MOSTLY_SCANNED, "3")


def test_text_beside_a_picture_is_text():
    page = printed(one_page(LONG + drawn(20, 20, 100, 100), **picture()))
    assert (page.origin, page.reason) == ("text", "")


def test_the_layer_of_a_recognised_scan_is_its_text_and_is_marked():
    hidden = "".join(words(20, 280 - 14 * row, SENTENCE, before="3 Tr") for row in range(3))
    page = printed(one_page(hidden + FULL, **picture()))
    assert (page.origin, text_of(page)) == ("text", SENTENCE * 3)
    assert [mark.kind for mark in page.marks] == ["layer"]


def test_a_layer_of_nonsense_is_not():
    hidden = "".join(
        words(20, 280 - 14 * row, "龘靐齉齾爩鱻麤龗灪吁龖厵滟", before="3 Tr") for row in range(3)
    )
    page = printed(one_page(hidden + FULL, **picture()))
    assert (page.origin, page.reason, text_of(page)) == ("none", SCANNED, "")


def test_invisible_text_without_a_picture_is_left_out():
    page = printed(one_page(LONG + words(20, 100, SENTENCE, before="3 Tr")))
    assert text_of(page) == SENTENCE * 4


def test_text_drawn_as_shapes_goes_to_recognition():
    shape = "1 0 0 1 {x} {y} cm 0 0 m 4 0 8 4 8 8 c 8 4 4 0 0 0 c f"
    shapes = "".join(f"q {shape.format(x=20 + 9 * (n % 40), y=20 + 9 * (n // 40))} Q\n" for n in range(400))
    page = printed(one_page(shapes))
    assert (page.origin, page.reason) == ("none", DRAWN)


def test_an_empty_page_is_empty_and_nothing_is_wrong_with_it():
    page = printed(one_page(""))
    assert (page.origin, page.reason, len(page.glyphs)) == ("text", "", 0)


def test_digits_beside_what_has_no_text_are_not_the_text_of_the_page():
    digits = "".join(latin(20, 280 - 14 * row, "12.5 37.8 96.4 55.1 8.30") for row in range(4))
    blots = "".join(f"{20 + 12 * col} {40 + 14 * row} 9 9 re f\n" for col in range(25) for row in range(8))
    assert printed(one_page(digits)).origin == "text"
    assert printed(one_page(digits + blots)).origin == "none"


def test_a_font_without_table_of_codes_is_not_readable():
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [11 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R >>",
    )
    coded = "".join(f"{code:04x}" for code in range(300, 340))
    page = printed(one_page(f"BT /X 10 Tf 20 200 Td <{coded}> Tj ET", fonts="/X 10 0 R", objects=font))
    assert page.origin == "none"


# --- marks ----------------------------------------------------------------------------------------


def slanted(text, x=100, y=80, size=30, colour="0.8 g"):
    return f"BT {colour} /F {size} Tf 0.7 0.7 -0.7 0.7 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def test_text_on_the_slant_is_a_watermark():
    page = printed(one_page(slanted("内部资料") + LONG))
    assert text_of(page) == SENTENCE * 4
    assert [(mark.kind, mark.text) for mark in page.marks] == [("watermark", "水印：内部资料")]


def test_red_text_on_the_slant_is_of_a_seal():
    page = printed(one_page(LONG + slanted("云溪县财政局", size=10, colour="1 0 0 rg")))
    assert [(mark.kind, mark.text) for mark in page.marks] == [("seal", "印章文字：云溪县财政局")]


def test_large_light_text_across_other_text_is_a_watermark():
    page = printed(one_page(words(40, 255, "样稿", 60, before="0.85 g") + LONG))
    assert text_of(page) == SENTENCE * 4
    assert [mark.text for mark in page.marks] == ["水印：样稿"]


def test_a_grey_title_is_a_title():
    page = printed(one_page(words(40, 20, "样稿", 40, before="0.7 g") + LONG))
    assert text_of(page) == "样稿" + SENTENCE * 4
    assert page.marks == ()


def test_large_light_text_at_the_same_spot_of_several_pages_is_a_watermark():
    content = words(40, 20, "样稿", 40, before="0.7 g") + LONG
    whole = pypdfium2.PdfDocument(one_page(content))
    whole.import_pages(pypdfium2.PdfDocument(one_page(content)))
    out = io.BytesIO()
    whole.save(out)
    pages = printed_file(out.getvalue(), "a.pdf").pages
    assert [text_of(page) for page in pages] == [SENTENCE * 4] * 2
    assert [mark.text for page in pages for mark in page.marks] == ["水印：样稿"] * 2


def test_a_page_that_is_askew_as_a_whole_keeps_its_text():
    rows = [SENTENCE[start:] + SENTENCE[:start] for start in (0, 5, 9)]
    askew = "".join(
        f"BT /F 10 Tf 0.98 0.17 -0.17 0.98 {20 + 3 * row} {200 - 14 * row} Tm "
        f"<{text.encode('utf-16-be').hex()}> Tj ET\n"
        for row, text in enumerate(rows)
    )
    assert text_of(printed(one_page(askew))) == "".join(rows)


@pytest.mark.parametrize(("colour", "kinds"), [((220, 20, 20), ["seal"]), ((30, 30, 200), [])])
def test_a_red_picture_of_a_seals_size_is_a_seal(colour, kinds):
    page = printed(one_page(LONG + drawn(250, 40, 110, 110), **picture(*colour)))
    assert [mark.kind for mark in page.marks] == kinds
    assert page.origin == "text"


def test_a_red_ring_is_a_seal_and_the_text_below_stays():
    ring = "q 1 0 0 RG 3 w 300 240 m 355 240 355 130 300 130 c 245 130 245 240 300 240 c S Q\n"
    page = printed(one_page(LONG + ring))
    assert [mark.kind for mark in page.marks] == ["seal"]
    assert text_of(page) == SENTENCE * 4


def test_fields_and_stamps_are_part_of_the_page():
    look = stream_object(
        "/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F 3 0 R >> >>",
        words(2, 5, "已填写"),
    )
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [100 100 200 120] /F 4 /AP << /N 10 0 R >> >>"
    hidden = b"<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [100 150 200 170] /F 2 /AP << /N 10 0 R >> >>"
    for annotation, text in ((field, "已填写"), (hidden, "")):
        page = printed(one_page(LONG, page="/Annots [11 0 R]", objects=[look, annotation]))
        assert text_of(page) == SENTENCE * 4 + text


# --- the file -------------------------------------------------------------------------------------


def test_a_page_that_pdfium_declines_is_read_by_pdfplumber(monkeypatch):
    data = pdf_bytes([([(80, 100, 12, SENTENCE)], []), ([(80, 100, 12, "第二页")], [])])
    own = printed_file(data, "a.pdf").pages
    whole = pages_module.raw_page

    def decline(document, number, unit):
        if number == 2:
            raise DeclinedPageError
        return whole(document, number, unit)

    monkeypatch.setattr(pages_module, "raw_page", decline)
    read = printed_file(data, "a.pdf").pages
    assert [page.number for page in read] == [1, 2]
    assert [text_of(page) for page in read] == [text_of(page) for page in own]


def test_characters_are_those_of_pdfplumber():
    data = pdf_bytes([([(80, 100 + 20 * row, 12, SENTENCE) for row in range(10)], [])])
    (page,) = printed_file(data, "a.pdf").pages
    with pdfplumber.open(io.BytesIO(data)) as document:
        chars = document.pages[0].chars
    assert text_of(page) == "".join(char["text"] for char in chars)
    assert page.glyphs.x0 == pytest.approx(np.array([char["x0"] for char in chars]), abs=0.05)
    assert page.glyphs.top == pytest.approx(np.array([char["top"] for char in chars]), abs=0.5)


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pages_module, "MOST_PAGES", 1)
    with pytest.raises(RefusedFileError, match="有2页"):
        printed_file(pdf_bytes([([], []), ([], [])]), "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7 and no more", b"%PDF-1.4\n%%EOF", b"%PDF-1.4\n" + b"\x00" * 500])
def test_what_is_no_pdf_inside_is_damaged(data):
    with pytest.raises(DamagedFileError):
        printed_file(data, "a.pdf")


def test_a_file_cut_short_ends_in_a_stated_outcome():
    data = one_page(LONG)
    for share in (0.3, 0.6, 0.9):
        try:
            printed_file(data[: int(len(data) * share)], "a.pdf")
        except DamagedFileError as error:
            assert "a.pdf" in error.message  # noqa: PT017 - either outcome is right


ENCRYPT = (
    b"<< /Filter /Standard /V 1 /R 2 /P -4 "
    b"/O <2055c756c72e1ad702608e8196acad447ad32d17cff583235f6dd15fed7dab67> "
    b"/U <7150bd1da9d292af3627fca6a8dde1d696e25312041aed09059f9daee04353ae> >>"
)


def test_a_password_is_said():
    data = one_page(LONG, objects=[ENCRYPT]).replace(
        b"/Root 1 0 R >>", b"/Root 1 0 R /Encrypt 10 0 R /ID [<00> <00>] >>"
    )
    with pytest.raises(PasswordError):
        printed_file(data, "a.pdf")


def test_a_dynamic_form_is_unsupported():
    data = one_page(latin(20, 200, "Please wait...")).replace(
        b"/Type /Catalog", b"/NeedsRendering true /Type /Catalog"
    )
    with pytest.raises(UnsupportedFormatError, match="XFA"):
        printed_file(data, "a.pdf")


def test_attachments_are_named():
    names = "/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>"
    spec = b"<< /Type /Filespec /F (a.xlsx) /UF <FEFF53F08D26002E0078006C00730078> /EF << /F 11 0 R >> >>"
    data = one_page(LONG, objects=[spec, stream_object("/Type /EmbeddedFile", "x")]).replace(
        b"/Type /Catalog", f"{names} /Type /Catalog".encode()
    )
    assert [(mark.kind, mark.text) for mark in printed_file(data, "a.pdf").marks] == [
        ("attachment", "附件：台账.xlsx")
    ]


def attached(count):
    """A PDF with so many attached files, all of one content."""
    names = " ".join(f"({number:04}.xlsx) {11 + number} 0 R" for number in range(count))
    specs = [b"<< /Type /Filespec /F (%04d.xlsx) /EF << /F 10 0 R >> >>" % number for number in range(count)]
    return one_page(LONG, objects=[stream_object("/Type /EmbeddedFile", "x"), *specs]).replace(
        b"/Type /Catalog", f"/Names << /EmbeddedFiles << /Names [{names}] >> >> /Type /Catalog".encode()
    )


def test_many_attachments_are_counted():
    whole = printed_file(attached(25), "a.pdf")
    assert len(whole.attachments) == 25
    assert [mark.text for mark in whole.marks][-2:] == ["附件：0019.xlsx", "另有5个附件"]


# --- what pdfium does not read ---------------------------------------------------------------------


def refused(document, name):
    raise DamagedFileError("不是完整的 PDF")


def test_a_file_by_pdfplumber_says_the_same(monkeypatch):
    monkeypatch.setattr(pages_module, "opened", refused)
    whole = printed_file(attached(3), "a.pdf")
    assert text_of(whole.pages[0]) == SENTENCE * 4
    assert whole.attachments == ("0000.xlsx", "0001.xlsx", "0002.xlsx")
    assert [mark.kind for mark in whole.marks] == ["attachment"] * 3
    scan = printed_file(one_page(FULL, **picture()), "a.pdf").pages[0]
    assert (scan.origin, scan.reason) == ("none", SCANNED)


def test_a_file_by_pdfplumber_has_the_same_limit_of_pages(monkeypatch):
    monkeypatch.setattr(pages_module, "opened", refused)
    monkeypatch.setattr(pages_module, "MOST_PAGES", 1)
    with pytest.raises(RefusedFileError, match="超过1页"):
        printed_file(pdf_bytes([([], []), ([], [])]), "a.pdf")


def test_narrow_like_characters_are_no_doubles():
    content = latin(40, 200, "1111 ll ii", 3) + words(40, 100, "同", 10) + words(40.4, 100, "同", 10)
    (page,) = plumber.read_pages(one_page(content), "a.pdf")
    assert text_of(page) == "1111llii同"


# --- limits ----------------------------------------------------------------------------------------


def test_a_table_that_is_one_path_is_ruled():
    cells = " ".join(f"{20 + 18 * col} {20 + 10 * row} 18 10 re" for row in range(25) for col in range(20))
    page = printed(one_page(f"{cells} S {words(22, 282, '合计')}"))
    assert len(page.rules.across) >= 26 * 20
    assert page.reason == ""


@pytest.mark.parametrize("limit", ["objects._MOST_OBJECTS", "paths._MOST_SEGMENTS"])
def test_a_page_with_too_much_drawn_says_so(limit, monkeypatch):
    monkeypatch.setattr(f"extractors.readers.pdf.{limit}", 40)
    rules = "".join(f"20 {20 + row} m 300 {20 + row} l S " for row in range(50))
    page = printed(one_page(LONG + rules))
    assert (page.origin, page.reason) == ("text", TOO_MANY_DRAWINGS)


# --- the picture ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matrix", "page", "media"),
    [
        ("1 0 0 1 0 0", "", (0, 0, WIDTH, HEIGHT)),
        (f"0 1 -1 0 {HEIGHT} 0", "/Rotate 90", (0, 0, HEIGHT, WIDTH)),
        (f"0 1 -1 0 {HEIGHT} 0", "", (0, 0, HEIGHT, WIDTH)),
        (f"-1 0 0 -1 {WIDTH} {HEIGHT}", "/Rotate 180", (0, 0, WIDTH, HEIGHT)),
        ("1 0 0 1 30 20", f"/CropBox [30 20 {WIDTH + 30} {HEIGHT + 20}]", (0, 0, WIDTH + 90, HEIGHT + 90)),
    ],
)
def test_the_picture_lies_as_the_characters_do(matrix, page, media):
    content = f"q {matrix} cm {LONG} 1 0 0 rg 50 60 80 30 re f Q"
    data = one_page(content, page=page, media=media)
    seen = printed(data)
    image = page_image(data, 1, 72)
    assert image.shape == (HEIGHT, WIDTH, 3)
    assert (seen.width, seen.height) == (WIDTH, HEIGHT)
    assert image[HEIGHT - 75, 90].tolist() == [255, 0, 0]
    assert image[HEIGHT - 40, 90].tolist() == [255, 255, 255]
    rows = slice(int(seen.glyphs.top[0]), int(seen.glyphs.bottom[0]))
    assert image[rows, int(seen.glyphs.x0[0]) : int(seen.glyphs.x1[3])].min() < 128


def test_a_huge_page_is_drawn_smaller():
    image = page_image(one_page("", media=(0, 0, 14000, 14000)), 1, 200)
    assert image.shape[0] * image.shape[1] <= 61_000_000
