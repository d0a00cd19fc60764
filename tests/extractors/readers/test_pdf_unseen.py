"""Slanted headings are text; what nobody sees on a page is told as a mark."""

import pytest
from pdf_files import latin, one_page, printed, text_of, words

from extractors.readers.pages.layout import laid_out

SENTENCE = "今年以来各项指标完成情况总体良好固定资产投资完成四十五亿元"
LONG = "".join(words(20, 100 - 14 * row, SENTENCE, 10) for row in range(4))
UP, DOWN = "0.7071 0.7071 -0.7071 0.7071", "0.7071 -0.7071 0.7071 0.7071"


def slanted(text, x, y, *, size=10, state="0 g", turn=UP):
    return f"BT {state} /F {size} Tf {turn} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def alone(content):
    """Content whose state ends with it."""
    return f"q {content} Q\n"


def marks(page):
    return [(mark.kind, mark.text) for mark in page.marks]


HEADINGS = ("投资增速", "工业增加值", "外贸进出口")


@pytest.mark.parametrize("width", [30, 60])
@pytest.mark.parametrize("turn", [UP, DOWN])
def test_slanted_headings_stand_above_their_columns(turn, width):
    """Headings set aslant over narrow columns whose figures stand below."""
    ends = [100 + width * col for col in range(3)]
    if turn == UP:
        heads = [slanted(text, x, 150) for text, x in zip(HEADINGS, ends, strict=True)]
    else:
        heads = [
            slanted(text, x - 7.07 * len(text), 150 + 7.07 * len(text), turn=DOWN)
            for text, x in zip(HEADINGS, ends, strict=True)
        ]
    page = printed(one_page("".join(heads) + LONG))
    assert page.marks == ()
    (line,) = (line for line in laid_out(page).lines if "投资增速" in line.text)
    assert "".join(line.text.split()) == "".join(HEADINGS)
    glyphs = page.glyphs
    for text, end in zip(HEADINGS, ends, strict=True):
        at = text_of(page).index(text)
        middle = (glyphs.x0[at] + glyphs.x1[at + len(text) - 1]) / 2
        assert abs(middle - end) < width / 2
        assert glyphs.bottom[at] < glyphs.top[text_of(page).index(SENTENCE)] + 60


@pytest.mark.parametrize(
    "text",
    [
        slanted("内部资料", 60, 150, size=30),
        slanted("内部资料", 60, 150, state="0.75 g"),
        slanted("内部资料", 40, 60),
        slanted("内部资料", 60, 150, turn="-0.7 -0.7 0.7 -0.7"),
    ],
    ids=["large", "light", "across other text", "upside down"],
)
def test_other_words_on_the_slant_are_watermarks(text):
    page = printed(one_page(text + LONG))
    assert text_of(page) == SENTENCE * 4
    assert marks(page) == [("watermark", "水印：内部资料")]


def test_a_long_mark_says_how_much_it_leaves_out():
    page = printed(one_page(slanted("密" * 75, 5, 5, state="0.8 g", size=2) + LONG))
    assert marks(page) == [("watermark", f"水印：{'密' * 60}…等75字")]


def test_words_without_ink_are_told():
    page = printed(one_page(alone(words(40, 200, "拟下调为八成", before="1 g")) + LONG))
    assert text_of(page) == SENTENCE * 4
    assert marks(page) == [("hidden", "看不见的文字，未作正文：拟下调为八成")]


def test_a_hidden_copy_of_what_is_seen_is_not_told():
    assert printed(one_page(LONG + alone(words(20.5, 99, SENTENCE, 9, before="3 Tr")))).marks == ()


def test_words_that_their_cell_cuts_off_are_told():
    """A printed sheet: the cell's clip ends before its words do, the next cell's figure follows."""
    cell = alone(f"40 195 50 14 re W n {words(42, 200, '投资项目开工率和竣工率')}")
    page = printed(one_page(cell + latin(92, 200, "85.5") + LONG))
    assert text_of(page).startswith("投资项目开")
    assert "85.5" in text_of(page)
    assert "竣工率" not in text_of(page)
    assert [(kind, text[-4:]) for kind, text in marks(page)] == [("hidden", "和竣工率")]


SHADE = "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 400 0] /Extend [true true] "
SHADE += "/Function << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0.1 0.2 0.5] /C1 [0.3 0.4 0.6] >> >> >>"


def test_white_words_on_a_shading_are_seen():
    band = alone("30 190 200 30 re W n /S sh")
    head = alone(words(40, 200, "指标名称", before="1 g"))
    page = printed(one_page(band + head + LONG, resources=SHADE))
    assert text_of(page) == "指标名称" + SENTENCE * 4
    assert page.marks == ()


def test_words_filled_with_a_shading_are_seen():
    pattern = SHADE.replace("/Shading << /S <<", "/Pattern << /P << /PatternType 2 /Shading <<") + " >>"
    title = alone(words(40, 200, "工作通报", 20, before="/Pattern cs /P scn"))
    page = printed(one_page(title + LONG, resources=pattern))
    assert text_of(page) == "工作通报" + SENTENCE * 4
