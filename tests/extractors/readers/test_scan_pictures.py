"""Pictures as files: kinds by content, pages, resolution, what can't be read."""

import io
import struct

import numpy as np
import pytest
from PIL import Image
from printed_pages import cell_texts, page_of

from extractors.readers import progress
from extractors.readers.pages.model import PrintedPage, glyphs_of, no_rules
from extractors.readers.registry import read
from extractors.readers.scan import available, reader
from schemas.errors import DamagedFileError, EmptyFileError, RefusedFileError, UnsupportedFormatError

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")


def picture(width=800, height=400, mode="RGB"):
    return Image.new(mode, (width, height), "white")


def saved(image, kind, **options):
    target = io.BytesIO()
    image.save(target, format=kind, **options)
    return target.getvalue()


@pytest.fixture
def seen(monkeypatch):
    """Stands in for recognition: each page says 甲 and its number, and what it was given is kept."""
    given = []

    def recognised(image, number, width, height):
        given.append((image, number, width, height))
        text = f"第{number}页完成投资"
        rows = [(char, 50.0 + 12 * n, 50.0, 62.0 + 12 * n, 62.0, 12.0) for n, char in enumerate(text)]
        return PrintedPage(number, width, height, glyphs_of(rows), no_rules(), origin="recognised")

    monkeypatch.setattr(reader, "recognised_page", recognised)
    monkeypatch.setattr(reader, "engine_missing", lambda: None)
    return given


@pytest.mark.parametrize("kind", FORMATS)
def test_every_kind_of_picture_is_known_by_its_bytes(tmp_path, seen, kind):
    path = tmp_path / "台账.docx"
    path.write_bytes(saved(picture(), kind))
    document = read(path)
    assert document.source.format == "scan"
    assert document.pages == 1
    assert document.paragraphs[0].text == "第1页完成投资"
    assert document.paragraphs[0].place.chinese() == "第1页"


def test_a_tiff_of_many_pages_is_read_page_by_page(tmp_path, seen):
    path = tmp_path / "通报.tif"
    path.write_bytes(saved(picture(), "TIFF", save_all=True, append_images=[picture(600, 900), picture()]))
    heard = []
    with progress.heard_by(lambda page, pages: heard.append((page, pages))):
        document = read(path)
    assert document.pages == 3
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert [number for _, number, _, _ in seen] == [1, 2, 3]
    assert seen[1][2] < seen[1][3], "the second page stands upright"


def test_a_table_without_rules_goes_on_over_the_pages_of_a_tiff(tmp_path, monkeypatch):
    columns = [80, 130, 290, 370]
    rows = [[str(n), f"第{'一二三四五六'[n - 1]}项指标内容", f"{n}5.2", f"9{n}.1"] for n in range(1, 7)]
    first = cell_texts([["序号", "指标名称", "年度目标", "完成率"], *rows], columns, top=620.0)
    rest = cell_texts([["合计", "", "31.2", "95.5"]], columns, top=80)
    texts = {1: first, 2: [*rest, (80, 700, "请各单位对照时序进度，认真分析原因，抓好问题整改工作。")]}
    monkeypatch.setattr(reader, "engine_missing", lambda: None)
    monkeypatch.setattr(
        reader, "recognised_page", lambda image, number, *size: page_of(texts[number], number=number)
    )
    path = tmp_path / "通报.tif"
    path.write_bytes(saved(picture(600, 900), "TIFF", save_all=True, append_images=[picture(600, 900)]))
    (table,) = read(path).tables
    assert [cell.text for cell in table.cells if cell.row == 7] == ["合计", "", "31.2", "95.5"]


def test_of_a_moving_picture_the_first_frame_counts(tmp_path, seen):
    path = tmp_path / "图.gif"
    frames = [Image.fromarray(np.full((90, 120), shade, dtype=np.uint8)) for shade in (0, 120, 250)]
    path.write_bytes(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert read(path).pages == 1


@pytest.mark.parametrize(
    ("size", "options", "points"),
    [
        ((1654, 2339), {"dpi": (200, 200)}, (595, 842)),
        ((2480, 3508), {"dpi": (300, 300)}, (595, 842)),
        ((1654, 2339), {}, (595, 842)),  # nothing stated: a sheet of A4
        ((3000, 4000), {"dpi": (72, 72)}, (631, 842)),  # a photograph
        ((960, 480), {}, (720, 360)),  # from a screen
    ],
)
def test_a_page_is_as_large_as_it_was(tmp_path, seen, size, options, points):
    path = tmp_path / "扫描.png"
    path.write_bytes(saved(picture(*size), "PNG", **options))
    read(path)
    image, _, width, height = seen[0]
    assert (width, height) == pytest.approx(points, abs=1.5)
    assert 140 < image.shape[1] * 72 / width < 310
    assert image.dtype == np.uint8
    assert image.shape[2] == 3


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16", "CMYK"])
def test_every_depth_of_colour_is_read(tmp_path, seen, mode):
    kind = "TIFF" if mode == "CMYK" else "PNG"
    white = {"I;16": 65535, "CMYK": (0, 0, 0, 0)}.get(mode, "white")
    image = Image.new(mode, (800, 400), white)
    path = tmp_path / "图.png"
    path.write_bytes(saved(image, kind))
    read(path)
    assert seen[0][0].min() > 250


def test_what_is_transparent_is_paper(tmp_path, seen):
    path = tmp_path / "图.png"
    path.write_bytes(saved(Image.new("RGBA", (800, 400), (0, 0, 0, 0)), "PNG"))
    read(path)
    assert seen[0][0].min() == 255


def test_a_photograph_turned_by_its_camera_is_turned_back(tmp_path, seen):
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "照片.jpg"
    path.write_bytes(saved(picture(2000, 1500), "JPEG", exif=exif))
    read(path)
    assert seen[0][2] < seen[0][3]


def test_without_an_engine_the_command_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(available, "_is_installed", lambda _module: False)
    path = tmp_path / "图.png"
    path.write_bytes(saved(picture(), "PNG"))
    with pytest.raises(UnsupportedFormatError, match="需要文字识别组件") as caught:
        read(path)
    assert 'pip install "duibiao[ocr]"' in str(caught.value)


def test_half_a_picture_is_damaged(tmp_path, seen):
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (400, 600, 3), dtype=np.uint8))
    whole = saved(noise, "PNG")
    for cut in (20, 60, len(whole) // 2):
        path = tmp_path / f"{cut}.png"
        path.write_bytes(whole[:cut])
        with pytest.raises(DamagedFileError):
            read(path)


def broken_tiff(pages, bad):
    """A TIFF of uncompressed pages, of which one says that its pixels lie behind the end of the file."""
    data = bytearray(
        saved(
            picture(300, 300, "L"),
            "TIFF",
            save_all=True,
            append_images=[picture(300, 300, "L")] * (pages - 1),
        )
    )
    at = struct.unpack_from("<I", data, 4)[0]
    for number in range(1, pages + 1):
        count = struct.unpack_from("<H", data, at)[0]
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            if struct.unpack_from("<H", data, entry)[0] == 273 and number in bad:  # StripOffsets
                struct.pack_into("<HII", data, entry + 2, 4, 1, len(data) * 9)
        at = struct.unpack_from("<I", data, at + 2 + 12 * count)[0]
    return bytes(data)


def test_one_broken_page_of_a_tiff_is_told_and_the_others_are_read(tmp_path, seen):
    path = tmp_path / "通报.tif"
    path.write_bytes(broken_tiff(3, {2}))
    document = read(path)
    assert [number for _, number, _, _ in seen] == [1, 3]
    assert document.missing == ("第2页的图像损坏，无法读取",)
    assert "".join(paragraph.text for paragraph in document.paragraphs) == "第1页完成投资第3页完成投资"


def test_a_tiff_of_broken_pages_alone_is_damaged(tmp_path, seen):
    path = tmp_path / "通报.tif"
    path.write_bytes(broken_tiff(2, {1, 2}))
    with pytest.raises(DamagedFileError):
        read(path)


@pytest.mark.parametrize("error", [ValueError("模型"), OSError("内存")])
def test_a_fault_of_the_engine_is_not_told_as_a_damaged_picture(tmp_path, monkeypatch, error):
    def fails(*_arguments):
        raise error

    monkeypatch.setattr(reader, "recognised_page", fails)
    monkeypatch.setattr(reader, "engine_missing", lambda: None)
    with pytest.raises(type(error)):
        list(reader.recognised_pages(saved(picture(), "PNG"), "图.png"))


def test_a_bomb_is_refused(tmp_path, seen, monkeypatch):
    monkeypatch.setattr(reader, "MOST_PIXELS", 100_000)
    path = tmp_path / "图.png"
    path.write_bytes(saved(picture(), "PNG"))
    with pytest.raises(RefusedFileError):
        read(path)
    assert seen == []


@pytest.mark.system
def test_a_picture_without_text_is_empty(tmp_path):
    path = tmp_path / "白.png"
    path.write_bytes(saved(picture(), "PNG"))
    with pytest.raises(EmptyFileError):
        read(path)
