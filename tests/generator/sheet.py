"""The pages that reportlab fills from top to bottom: size and way up, running lines, and text on them."""

from collections.abc import Sequence
from typing import Literal

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.generator.known import Look
from tests.generator.wrapping import wrapped

MARGIN = 62.0
Turn = Literal["no", "flag", "drawn"]


class Sheet:
    """The pages of a paper as they fill; `y` is where the next line goes, from the bottom of the page."""

    def __init__(self, canvas: Canvas, font: str, look: Look, turned: Turn) -> None:
        self.canvas, self.font, self.look, self.way = canvas, font, look, turned
        self.turned: Turn = "no"
        self.width = self.height = 0.0
        self.page = 0
        self.y = 0.0

    def turn(self, landscape: bool) -> None:
        """What follows stands on such pages: a new one where the present one is not so."""
        size = (A4[1], A4[0]) if landscape else A4
        if (self.width, self.height) != size:
            self.width, self.height = size
            self.turned = self.way if landscape else "no"
            self.open_page()

    def open_page(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.canvas.setPageSize((self.width, self.height))
        # reportlab turns the size of such a page back: it is upright as seen
        self.canvas.setPageRotation(90 if self.turned == "flag" else 0)
        if self.turned == "drawn":
            self.canvas.setPageSize((self.height, self.width))
        if self.turned != "no":
            self.canvas.translate(self.height, 0)
            self.canvas.rotate(90)
        if self.look.watermark:
            self._watermark()
        self.y = self.height - MARGIN
        if self.look.running_header:
            self.text(self.look.running_header, self.width / 2, self.height - 40, 9, 0.5)
        if self.look.footer:
            self.text(f"— {self.page} —", self.width / 2, 36, 9, 0.5)

    def _watermark(self) -> None:
        self.canvas.saveState()
        self.canvas.setFillGray(0.85)
        self.canvas.translate(self.width / 2, self.height / 2)
        self.canvas.rotate(45)
        self.text("内部资料 注意保存", 0, 0, 48, 0.5)
        self.canvas.restoreState()

    def end(self) -> None:
        self.canvas.save()

    @property
    def room(self) -> float:
        """Points that are left above the bottom margin."""
        return self.y - MARGIN

    def keep(self, height: float) -> None:
        """Open a page where less than this is left."""
        if self.room < height:
            self.open_page()

    def text(self, text: str, x: float, y: float, size: float, share: float = 0.0) -> None:
        """Text on a baseline, with so much of its width to the left of x."""
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x - share * pdfmetrics.stringWidth(text, self.font, size), y, text)

    def lines(self, texts: Sequence[str], size: float, centred: bool = False, right: bool = False) -> None:
        """Paragraphs over the whole width."""
        share = 0.5 if centred else 1.0 if right else 0.0
        for text in (text for text in texts if text):
            for line in wrapped(text, self.width - 2 * MARGIN, self.font, size):
                self.keep(size * 1.5)
                self.y -= size * 1.5
                self.text(line, MARGIN + share * (self.width - 2 * MARGIN), self.y + size * 0.4, size, share)
