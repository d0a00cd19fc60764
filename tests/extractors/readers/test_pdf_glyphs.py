import numpy as np
import pytest
from pdf_files import HEIGHT, WIDTH, latin, one_page, printed, stream_object, text_of, words

LINE = "指标一，完成率三成。"


def boxes(page):
    glyphs = page.glyphs
    return np.column_stack((glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom))


def in_rows(page):
    found = boxes(page).round(1)
    return found[np.lexsort((found[:, 0], found[:, 1]))]


def test_every_character_stands_on_the_line_of_its_neighbours():
    page = printed(one_page(words(50, 200, LINE)))
    assert text_of(page) == LINE
    assert np.ptp(page.glyphs.top) < 0.01
    assert np.ptp(page.glyphs.bottom) < 0.01
    assert page.glyphs.x0 == pytest.approx(50 + 10 * np.arange(len(LINE)), abs=0.05)
    assert page.glyphs.x1 - page.glyphs.x0 == pytest.approx(np.full(len(LINE), 10.0), abs=0.05)
    assert page.glyphs.top[0] < HEIGHT - 200 < page.glyphs.bottom[0]
    assert page.glyphs.size == pytest.approx(np.full(len(LINE), 10.0), abs=0.01)


def test_size_and_place_follow_the_matrix():
    page = printed(one_page("q 0.5 0 0 0.5 100 50 cm " + words(20, 40, "完成", 30) + "Q"))
    assert page.glyphs.size == pytest.approx([15, 15], abs=0.01)
    assert page.glyphs.x0[0] == pytest.approx(110, abs=0.05)
    assert page.glyphs.bottom[0] == pytest.approx(HEIGHT - 70 + 0.12 * 15, abs=0.1)


# How the content must be turned so that the page, shown by /Rotate, reads upright.
TURNED = {
    0: "1 0 0 1 0 0",
    90: f"0 1 -1 0 {HEIGHT} 0",
    180: f"-1 0 0 -1 {WIDTH} {HEIGHT}",
    270: f"0 -1 1 0 0 {WIDTH}",
}
CONTENT = words(50, 200, LINE) + words(50, 180, LINE[::-1]) + "1 w 50 150 m 250 150 l S 60 100 m 60 150 l S\n"


@pytest.mark.parametrize("flag", [True, False], ids=["with /Rotate", "on its side without a flag"])
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages_are_seen_upright(degrees, flag):
    upright = printed(one_page(CONTENT))
    media = (0, 0, WIDTH, HEIGHT) if degrees == 180 else (0, 0, HEIGHT, WIDTH)
    content = f"q {TURNED[degrees]} cm {CONTENT} Q"
    page = printed(one_page(content, page=f"/Rotate {degrees}" if flag else "", media=media))
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert sorted(page.glyphs.text) == sorted(upright.glyphs.text)
    assert in_rows(page) == pytest.approx(in_rows(upright), abs=0.05)
    assert page.rules.across == pytest.approx(upright.rules.across, abs=0.01)
    assert page.rules.down == pytest.approx(upright.rules.down, abs=0.01)


def test_what_is_cropped_away_is_not_there():
    content = words(50, 200, "留下") + words(5, 200, "去") + words(50, 290, "去")
    page = printed(one_page(content, page=f"/CropBox [20 10 {WIDTH - 20} {HEIGHT - 30}]"))
    assert (page.width, page.height) == (WIDTH - 40, HEIGHT - 40)
    assert text_of(page) == "留下"
    assert page.glyphs.x0[0] == pytest.approx(30, abs=0.05)
    assert page.glyphs.top[0] == pytest.approx(HEIGHT - 30 - 200 - 8.8, abs=0.1)


def test_media_box_off_the_origin():
    page = printed(one_page(words(150, 300, "完成"), media=(100, 100, 100 + WIDTH, 100 + HEIGHT)))
    assert page.glyphs.x0[0] == pytest.approx(50, abs=0.05)
    assert page.glyphs.bottom[0] == pytest.approx(HEIGHT - 200 + 1.2, abs=0.1)


GHOST = "/ExtGState << /E << /ca 0 >> >>"
UNSEEN = [
    ("render mode 3", words(50, 100, "隐", before="3 Tr")),
    ("clipping only", words(50, 100, "隐", before="7 Tr")),
    ("white on white", words(50, 100, "隐", before="1 g")),
    ("nearly white", words(50, 100, "隐", before="0.99 0.99 0.99 rg")),
    ("transparent", "q /E gs " + words(50, 100, "隐") + "Q"),
    ("no size", words(50, 100, "隐", size=0.01)),
    ("off the page", words(-80, 100, "隐")),
    ("clipped away", "q 200 200 50 50 re W n " + words(50, 100, "隐") + "Q"),
]


@pytest.mark.parametrize("content", [case[1] for case in UNSEEN], ids=[case[0] for case in UNSEEN])
def test_text_that_is_not_seen_is_left_out(content):
    page = printed(one_page(words(50, 200, "可见") + content, resources=GHOST))
    assert text_of(page) == "可见"


SEEN = [
    ("white on a dark ground", "0 0 0.5 rg 40 90 100 30 re f " + words(50, 100, "白", before="1 g")),
    ("grey", words(50, 100, "白", before="0.6 g")),
    ("outlined", words(50, 100, "白", before="1 Tr 1 g 0 G")),
    ("inside its clip", "q 40 90 50 30 re W n " + words(50, 100, "白") + "Q"),
]


@pytest.mark.parametrize("content", [case[1] for case in SEEN], ids=[case[0] for case in SEEN])
def test_text_that_is_seen_stays(content):
    assert text_of(printed(one_page(words(50, 200, "可见") + content))) == "可见白"


def test_what_is_struck_twice_is_there_once():
    twice = "".join(words(50 + shift, 200, "完成率11.1", 12) for shift in (0, 0.3, 0.6))
    assert text_of(printed(one_page(twice))) == "完成率11.1"


def test_narrow_neighbours_are_not_taken_for_one():
    assert text_of(printed(one_page(latin(50, 200, "illl1111", 8)))) == "illl1111"


def test_forms_in_forms_are_read_where_they_stand():
    inner = stream_object(
        "/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << /Font << /F 3 0 R >> >>",
        words(10, 10, "内层") + "0 0 m 100 0 l S",
    )
    outer = stream_object(
        "/Type /XObject /Subtype /Form /BBox [0 0 400 400] /Matrix [1 0 0 1 30 0] "
        "/Resources << /XObject << /I 10 0 R >> >>",
        "q 1 0 0 1 0 40 cm /I Do Q",
    )
    page = printed(
        one_page("q 2 0 0 2 10 20 cm /O Do Q", resources="/XObject << /O 11 0 R >>", objects=[inner, outer])
    )
    assert text_of(page) == "内层"
    assert page.glyphs.x0[0] == pytest.approx(10 + 2 * (30 + 10), abs=0.1)
    assert page.glyphs.size[0] == pytest.approx(20, abs=0.01)
    assert page.rules.across == pytest.approx(np.array([[HEIGHT - 20 - 2 * 40, 70, 270]]), abs=0.05)


def test_replacement_text_stands_for_what_is_drawn():
    drawn = (
        "/Span << /ActualText <FEFF6C115EFA> >> BDC "
        + words(50, 200, "\u2ea0\u5efa")
        + " EMC "
        + words(80, 200, "完")
    )
    page = printed(one_page(drawn))
    assert text_of(page) == "民建完"
    assert page.glyphs.x0[0] == pytest.approx(50, abs=0.5)
    assert page.glyphs.top[0] == pytest.approx(page.glyphs.top[-1], abs=0.5)


def type3_font(names: bool = True) -> list[bytes]:
    shape = stream_object("", "1000 0 0 0 800 800 d1 0 0 800 800 re f")
    to_unicode = stream_object(
        "",
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
        "1 begincodespacerange <00> <FF> endcodespacerange "
        "2 beginbfchar <41> <5B8C> <42> <6210> endbfchar endcmap end end",
    )
    mapped = "/ToUnicode 12 0 R" if names else ""
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] "
        "/CharProcs << /a 10 0 R /b 10 0 R >> /Encoding << /Type /Encoding /Differences [65 /a /b] >> "
        f"/FirstChar 65 /LastChar 66 /Widths [1000 1000] /Resources << >> {mapped} >>"
    )
    return [shape, font.encode(), to_unicode]


def test_type_3_fonts_are_read_by_their_table():
    page = printed(one_page("BT /T 12 Tf 50 200 Td (AB) Tj ET", fonts="/T 11 0 R", objects=type3_font()))
    assert text_of(page) == "完成"
    assert page.glyphs.x0 == pytest.approx([50, 62], abs=0.05)
    assert page.glyphs.size == pytest.approx([12, 12], abs=0.05)


def test_text_set_downwards_keeps_its_places():
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V "
        b"/DescendantFonts [4 0 R] >>"
    )
    page = printed(one_page(words(100, 250, "完成指标", 12, font="V"), fonts="/V 10 0 R", objects=[font]))
    assert text_of(page) == "完成指标"
    assert np.diff(page.glyphs.top) == pytest.approx([12, 12, 12], abs=0.1)
    assert page.glyphs.top[0] == pytest.approx(HEIGHT - 250, abs=2.5)
    assert page.glyphs.x0 == pytest.approx(np.full(4, 94.0), abs=1)
    assert page.glyphs.x1 == pytest.approx(np.full(4, 106.0), abs=1)


def test_a_hyphen_at_the_line_end_is_a_hyphen():
    assert text_of(printed(one_page(latin(50, 200, "2031-") + latin(50, 188, "2032abc")))) == "2031-2032abc"


def test_a_turned_label_keeps_its_characters():
    label = "BT /F 10 Tf 0 1 -1 0 40 100 Tm <" + "得分".encode("utf-16-be").hex() + "> Tj ET\n"
    page = printed(one_page(words(50, 200, LINE) + label))
    assert text_of(page) == LINE + "得分"
    assert page.glyphs.x1[-1] - page.glyphs.x0[-1] == pytest.approx(10, abs=2.5)
