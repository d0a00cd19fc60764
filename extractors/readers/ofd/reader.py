"""OFD (GB/T 33190—2016): pages of placed characters, paths and pictures, read as PDF pages are.

Templates are merged into their pages; the order of the file is not the reading order, so layout finds it from
the places alone. Watermarks are left out and noted, so are seals and signatures, attachments and tags. A page
whose text can't be read, or that is only a picture or paths, is drawn and goes to recognition.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.readers.ofd.attached import (
    Annotation,
    annotations,
    attachment_marks,
    signature_marks,
    tagged_objects,
)
from extractors.readers.ofd.content import Drawn, drawn_objects
from extractors.readers.ofd.fonts import Font
from extractors.readers.ofd.geometry import POINTS, Matrix
from extractors.readers.ofd.glyphs import PageText, image_box, page_text
from extractors.readers.ofd.package import OfdPackage
from extractors.readers.ofd.paths import is_drawn, outlines, rules_of
from extractors.readers.ofd.structure import OfdDocument, OfdPage, Resource, documents
from extractors.readers.ofd.text import is_unreadable, object_text, pattern_texts
from extractors.readers.pages.document import document_of
from extractors.readers.pages.layout import laid_out_in_turn
from extractors.readers.pages.model import PrintedPage, Rules, glyphs_of, rule_rows
from extractors.readers.progress import report
from extractors.readers.scan.recognise import DOTS_PER_INCH, engine_missing, recognised_page
from schemas.document import Document, Mark, SourceFile
from schemas.errors import DamagedFileError, EmptyFileError, UnsupportedFormatError

_MOST_UNREADABLE = 0.3
_MOSTLY_PICTURE = 0.5
_FEW_CHARACTERS = 40
_MOST_TAGS = 30
_MANY_PIECES = 300
_CORNERS_OF_A_BOX = 5  # with the first once more
_LONGEST = 60  # characters of unseen words that a mark repeats


def read_ofd(source: SourceFile, data: bytes) -> Document:
    """The document in an OFD file's bytes. Raises EmptyFileError where no page shows anything, and
    UnsupportedFormatError where pages need recognition and no engine is installed, DamagedFileError where
    damaged parts leave nothing."""
    package = OfdPackage(data, source.name)
    pages: list[PrintedPage] = []
    marks: list[Mark] = []
    for document in documents(package):
        opened = _Opened(package, document, len(pages))
        pages += opened.pages()
        marks += opened.marks()
    if not any(len(page.glyphs) for page in pages):
        raise _nothing_read(source, pages, package.damaged)
    damaged = tuple(f"“{part}”损坏，没有读取" for part in package.damaged)
    return document_of(source, laid_out_in_turn(pages), damaged, tuple(marks))


def _nothing_read(
    source: SourceFile, pages: Sequence[PrintedPage], damaged: Sequence[str]
) -> EmptyFileError | UnsupportedFormatError | DamagedFileError:
    if damaged:
        return DamagedFileError(f"“{source.name}”的内容损坏，“{damaged[0]}”无法读取")
    advice = engine_missing()
    if advice and any(page.reason for page in pages):
        return UnsupportedFormatError(f"“{source.name}”的页面是图像或没有文字编码，需要文字识别组件", advice)
    return EmptyFileError(f"“{source.name}”里没有文字")


@dataclass(frozen=True, slots=True)
class _Need:
    """Why a page needs recognition, in Chinese, and whether its own characters can be read nevertheless."""

    words: str
    readable: bool


@dataclass(frozen=True)
class _Opened:
    """One document of the file while it is read; its pages are counted on from `before`."""

    package: OfdPackage
    document: OfdDocument
    before: int

    def pages(self) -> list[PrintedPage]:
        """The pages with their characters and rules."""
        fonts = {name: self._font(resource) for name, resource in self.document.fonts.items()}
        notes = annotations(self.package, self.document)
        return [
            _printed(self, page, number, fonts, notes.get(page.identifier, ()))
            for number, page in enumerate(self.document.pages, start=self.before + 1)
        ]

    def marks(self) -> Iterator[Mark]:
        """Signatures, attachments and tags."""
        numbers = {page.identifier: self.before + i for i, page in enumerate(self.document.pages, start=1)}
        yield from signature_marks(self.package, self.document, numbers)
        yield from attachment_marks(self.package, self.document)
        tagged = list(self._tag_marks())
        yield from tagged[:_MOST_TAGS]
        if len(tagged) > _MOST_TAGS:
            yield Mark("tag", f"另有{len(tagged) - _MOST_TAGS}处标引")

    def _tag_marks(self) -> Iterator[Mark]:
        tags = tagged_objects(self.package, self.document)
        for page in self.document.pages if tags else ():
            for drawn in _objects(self.document, page):
                tag = tags.get((page.identifier, drawn.identifier))
                words = object_text(drawn.element).strip() if tag else ""
                if words:
                    yield Mark("tag", f"标引“{tag}”：{words}")

    def _font(self, resource: Resource) -> Font | None:
        data = None if resource.part is None else self.package.content("/" + resource.part)
        return None if data is None else Font(data)


def _objects(document: OfdDocument, page: OfdPage) -> Iterator[Drawn]:
    corner = Matrix(e=-page.box[0], f=-page.box[1])
    return drawn_objects(page.layers, document.composites, corner)


def _printed(
    opened: _Opened,
    page: OfdPage,
    number: int,
    fonts: dict[str, Font | None],
    notes: tuple[Annotation, ...],
) -> PrintedPage:
    shown = [note for note in notes if note.kind != "Watermark"]
    objects = [*_objects(opened.document, page), *(drawn for note in shown for drawn in note.objects)]
    text = page_text(objects, fonts)
    printed = PrintedPage(
        number=number,
        width=page.box[2] * POINTS,
        height=page.box[3] * POINTS,
        glyphs=glyphs_of(text.rows),
        rules=_rules(objects),
        pictures=tuple(map(image_box, (drawn for drawn in objects if drawn.kind == "ImageObject"))),
        marks=(*_watermarks(notes, number, fonts), *_pattern_words(objects, number), *_unseen(text, number)),
    )
    need = _unread(page, printed, objects)
    if need is None:
        reason = "所用的模板缺失，页面可能不全" if page.bare else ""
        return replace(printed, reason=reason)
    return _recognised(printed, need, opened, objects, fonts)


def _recognised(
    printed: PrintedPage,
    need: _Need,
    opened: _Opened,
    objects: Sequence[Drawn],
    fonts: dict[str, Font | None],
) -> PrintedPage:
    """The page by recognition of its picture; as it is, with the reason, where that can't be. Characters
    that can be read stay, and are not drawn."""
    own = printed.glyphs if need.readable else glyphs_of([])
    as_it_is = replace(printed, origin="text" if len(own) else "none", reason=need.words)
    shown = [drawn for drawn in objects if drawn.kind != "TextObject"] if need.readable else list(objects)
    if not shown or engine_missing():
        return as_it_is
    # It needs OpenCV, which is there only with the recognition component.
    from extractors.readers.ofd.picture import page_picture  # noqa: PLC0415

    size = (printed.width, printed.height)
    report(printed.number, opened.before + len(opened.document.pages))
    picture = page_picture(opened.package, opened.document, shown, fonts, size=size, resolution=DOTS_PER_INCH)
    if picture is None:
        return replace(as_it_is, reason=f"{need.words}，其中的图像无法解开")
    page = recognised_page(picture, printed.number, printed.width, printed.height)
    if page.origin == "none":
        return replace(as_it_is, reason=f"{need.words}，没有识别出文字")
    return replace(page, glyphs=own.joined(page.glyphs), marks=(*printed.marks, *page.marks))


def _rules(objects: Sequence[Drawn]) -> Rules:
    found = [rule for drawn in objects if drawn.kind == "PathObject" for rule in rules_of(drawn)]
    return Rules(
        rule_rows([rule for side, rule in found if side == "across"]),
        rule_rows([rule for side, rule in found if side == "down"]),
    )


def _watermarks(notes: Sequence[Annotation], number: int, fonts: dict[str, Font | None]) -> Iterator[Mark]:
    for note in notes:
        if note.kind == "Watermark" and note.objects:
            text = page_text(note.objects, fonts)
            words = text.water or "".join(row[0] for row in text.rows)
            yield Mark("watermark", f"第{number}页有水印，未作正文{_said(words)}")


def _pattern_words(objects: Sequence[Drawn], number: int) -> Iterator[Mark]:
    """The words of patterns that fill shapes: they repeat behind the text, as a watermark does."""
    words = "".join(dict.fromkeys(text for drawn in objects for text in pattern_texts(drawn.element)))
    if words:
        yield Mark("watermark", f"第{number}页的底纹里有文字，未作正文{_said(words)}")


def _unseen(text: PageText, number: int) -> Iterator[Mark]:
    if text.water:
        yield Mark("watermark", f"第{number}页有水印，未作正文{_said(text.water)}")
    if text.unseen:
        yield Mark("hidden", f"第{number}页有白色文字看不见，未作正文{_said(text.unseen)}")
    if text.cut:
        yield Mark("hidden", f"第{number}页有文字被裁掉，未作正文{_said(text.cut)}")


def _said(words: str) -> str:
    if not words:
        return ""
    return f"：{words}" if len(words) <= _LONGEST else f"：{words[:_LONGEST]}…等{len(words)}字"


def _unread(page: OfdPage, printed: PrintedPage, objects: Sequence[Drawn]) -> _Need | None:
    """Why the page's text can't be read as it stands; None where it can, or where there is nothing on it."""
    if page.missing:
        return _Need("的内容缺失，文件不完整", readable=True)
    texts = printed.glyphs.text
    unreadable = sum(map(is_unreadable, texts))
    if texts and unreadable / len(texts) > _MOST_UNREADABLE:
        return _Need("的字体没有文字编码，无法提取文字", readable=False)
    area = printed.width * printed.height
    covered = max(((b.x1 - b.x0) * (b.bottom - b.top) for b in printed.pictures), default=0.0) / area
    if covered > _MOSTLY_PICTURE and len(texts) < _FEW_CHARACTERS:
        return _Need("主要是图像，图像里的文字没有读取", readable=True)
    if not texts and (printed.pictures or _may_be_words(objects)):
        return _Need("只有图形，没有文字", readable=True)
    return None


def _may_be_words(objects: Sequence[Drawn]) -> bool:
    """True where paths may be outlines of characters: any has a curve or many corners, or they are very many.
    Rules and rectangles alone say nothing."""
    shapes = (drawn for drawn in objects if drawn.kind == "PathObject" and is_drawn(drawn.element))
    pieces = [piece for drawn in shapes for piece in outlines(drawn)]
    return len(pieces) > _MANY_PIECES or any(
        piece.curved or len(piece.points) > _CORNERS_OF_A_BOX for piece in pieces
    )
