"""PDF pages written out by hand: a content stream, with the resources and page entries that a case needs."""

from collections.abc import Sequence

from reader_files import chinese_font

from extractors.readers.pages.model import PrintedPage
from extractors.readers.pdf.pages import printed_file
from samples.scan import numbered

WIDTH, HEIGHT = 400, 300
TIMES = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def one_page(
    content: str,
    *,
    page: str = "",
    resources: str = "",
    fonts: str = "",
    objects: Sequence[bytes] = (),
    media: tuple[float, float, float, float] = (0, 0, WIDTH, HEIGHT),
) -> bytes:
    """A PDF of one page. /F is a Chinese font (one em a character), /G Helvetica; `objects` count from 10."""
    stream = content.encode("latin-1")
    box = " ".join(map(str, media))
    fixed = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>",
        *chinese_font(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {page} /Contents 6 0 R /Resources "
        f"<< /Font << /F 3 0 R /G 8 0 R {fonts} >> {resources} >> >>".encode(),
        TIMES,
        b"null",
    ]
    return numbered([*fixed, *objects])


def stream_object(entries: str, content: str | bytes) -> bytes:
    data = content.encode("latin-1") if isinstance(content, str) else content
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def words(x: float, y: float, text: str, size: float = 10, *, before: str = "", font: str = "F") -> str:
    """Text in the Chinese font with its baseline at y from the bottom; `before` sets its state."""
    return f"BT {before} /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def latin(x: float, y: float, text: str, size: float = 10, before: str = "") -> str:
    return f"BT {before} /G {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def printed(data: bytes) -> PrintedPage:
    (page,) = printed_file(data, "a.pdf").pages
    return page


def text_of(page: PrintedPage) -> str:
    return "".join(page.glyphs.text)


def picture(red=128, green=128, blue=128):
    """An image of one colour as object 10, and the resources that name it /P."""
    image = stream_object(
        "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB /BitsPerComponent 8",
        bytes((red, green, blue)) * 4,
    )
    return {"resources": "/XObject << /P 10 0 R >>", "objects": [image]}


def drawn(x, y, width, height):
    return f"q {width} 0 0 {height} {x} {y} cm /P Do Q\n"


FULL = drawn(0, 0, WIDTH, HEIGHT)
