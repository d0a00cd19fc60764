"""OFD files made here, read again: characters and cells in their places, whatever way the writer chose."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from extractors.readers.ofd import reader
from extractors.readers.ofd.content import Drawn
from extractors.readers.ofd.geometry import POINTS, Matrix, deltas
from extractors.readers.ofd.paths import rules_of
from extractors.readers.registry import read
from samples.ofd import NAMESPACE, OfdPaper, Picture, Piece, Rule, Text, write_ofd
from schemas.document import Document
from schemas.errors import (
    DamagedFileError,
    EmptyFileError,
    PasswordError,
    RefusedFileError,
    UnsupportedFormatError,
)


def read_paper(tmp_path: Path, paper: OfdPaper) -> Document:
    path = tmp_path / "云溪县简报.ofd"
    path.write_bytes(write_ofd(paper))
    return read(path)


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def table_pieces(
    rows: list[list[str]], x: float, y: float, width: float = 40, height: float = 9
) -> list[Piece]:
    """A ruled table with its top left corner at x, y."""
    pieces: list[Piece] = []
    bottom, right = y + height * len(rows), x + width * len(rows[0])
    pieces += [Rule(x, y + height * r, right, y + height * r) for r in range(len(rows) + 1)]
    pieces += [Rule(x + width * c, y, x + width * c, bottom) for c in range(len(rows[0]) + 1)]
    for r, row in enumerate(rows):
        pieces += [
            Text(x + width * c + 2, y + height * r + 6, text, 3.5, "宋体")
            for c, text in enumerate(row)
            if text
        ]
    return pieces


ROWS = [
    ["指标名称", "目标", "完成"],
    ["粮食产量", "12.5", "12.8"],
    ["新增就业", "3,200", "2,960"],
    ["合计", "", "—"],
]


def test_text_and_table_with_places(tmp_path: Path) -> None:
    page: list[Piece] = [
        Text(60, 40, "云溪县一季度完成情况通报", 7.5, "小标宋"),
        Text(39, 60, "一季度，全县完成投资31.6亿元，增长8.2%。"),
        *table_pieces(ROWS, 40, 80),
    ]
    document = read_paper(tmp_path, OfdPaper([page]))
    assert document.source.format == "ofd"
    assert document.pages == 1
    assert texts(document) == ["云溪县一季度完成情况通报", "一季度，全县完成投资31.6亿元，增长8.2%。"]
    (table,) = document.tables
    read_rows = [[table.text(row, col) for col in range(table.cols)] for row in range(table.rows)]
    assert read_rows == ROWS
    cell = table.cell(1, 2)
    assert cell is not None
    assert cell.place.path == "page 1/table 1/row 2/cell 3"
    assert cell.place.box is not None
    assert cell.place.box.x0 == pytest.approx(120 * POINTS, abs=0.1)
    assert cell.place.box.top == pytest.approx(89 * POINTS, abs=0.1)


def test_order_is_by_place_not_by_file(tmp_path: Path) -> None:
    lines = ["第一行说目标。", "第二行说完成。", "第三行说差距。"]
    page: list[Piece] = [Text(39, 60 + 12 * i, line) for i, line in reversed(list(enumerate(lines)))]
    assert "".join(texts(read_paper(tmp_path, OfdPaper([page])))) == "".join(lines)


def test_template_and_pages_are_one(tmp_path: Path) -> None:
    template: list[Piece] = table_pieces([["单位", "得分"], ["", ""]], 40, 80)
    pages: list[list[Piece]] = [[Text(42, 95, name, 3.5), Text(82, 95, score, 3.5)] for name, score in
                                (("澄江镇", "92.5"), ("栖霞镇", "88.1"))]  # fmt: skip
    document = read_paper(tmp_path, OfdPaper(pages, template))
    found = [cell.text for table in document.tables for cell in table.cells]
    assert document.pages == 2
    assert [text for text in found if text not in {"单位", "得分"}] == ["澄江镇", "92.5", "栖霞镇", "88.1"]


def text_object(codes: str, attributes: str = "", at: str = "30 30 80 8", size: float = 5) -> str:
    """A text object with its TextCode elements given as they stand."""
    start = f'<ofd:TextObject ID="7" Boundary="{at}" Font="1" Size="{size:g}" {attributes}>'
    return f"{start}{codes}</ofd:TextObject>"


def code(text: str, attributes: str) -> str:
    return f"<ofd:TextCode {attributes}>{text}</ofd:TextCode>"


WHOLE = text_object(code("完成情况", 'X="0" Y="5" DeltaX="5 5 5"'))


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (text_object(code("完成情况", 'X="0" Y="5" DeltaX="g 3 5"')), "完成情况"),
        (text_object(code("完成12.5亿元", 'X="0" Y="5"')), "完成12.5亿元"),
        (
            text_object(
                code("完成情况", 'X="0" Y="14" DeltaX="14 14 14"'), 'CTM="0.3528 0 0 0.3528 0 0"', size=14
            ),
            "完成情况",
        ),
        (
            text_object(code("完成", 'X="0" Y="5" DeltaX="5"') + code("情况", 'X="10" DeltaX="5"')),
            "完成情况",
        ),
        (
            f'<ofd:PageBlock ID="6">{WHOLE}</ofd:PageBlock>'
            + text_object(code("隐去", 'X="0" Y="5"'), 'Visible="false"', at="30 50 80 8"),
            "完成情况",
        ),
        (WHOLE + WHOLE.replace('"30 30', '"30.05 30'), "完成情况"),
        (WHOLE + text_object(code("看不见", 'X="0" Y="5"'), 'Alpha="0"', at="30 50 80 8"), "完成情况"),
    ],
    ids=["repeated step", "no step", "matrix", "two codes", "block, hidden", "double", "transparent"],
)
def test_ways_of_setting_text(tmp_path: Path, element: str, expected: str) -> None:
    assert texts(read_paper(tmp_path, OfdPaper([[element]]))) == [expected]


def tag(name: str, content: str) -> str:
    return f"<ofd:{name} {NAMESPACE}>{content}</ofd:{name}>"


def renamed(data: bytes, names: dict[str, str], replaced: dict[bytes, bytes] | None = None) -> bytes:
    """The same zip with other part names and other words in its parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            for old, new in (replaced or {}).items():
                content = content.replace(old, new)
            copy.writestr(names.get(name, name), content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("names", "replaced"),
    [
        ({}, {b"Doc_0/Document.xml": b"/Doc_0/Document.xml", b'"Pages/': b'"/Doc_0/Pages/'}),
        ({}, {b"Pages/Page_0/": b"Pages\\Page_0\\"}),
        ({"Doc_0/Document.xml": "doc_0/document.xml"}, {}),
        ({}, {b'"Pages/': b'"Doc_0/Pages/'}),
        ({"OFD.xml": "ofd.xml"}, {}),
        ({}, {b"http://www.ofdspec.org/2016": b"http://www.ofdspec.org"}),
    ],
    ids=["absolute", "back slash", "case", "from the root", "entry in lower case", "other namespace"],
)
def test_locations_as_writers_write_them(
    tmp_path: Path, names: dict[str, str], replaced: dict[bytes, bytes]
) -> None:
    data = write_ofd(OfdPaper([[Text(39, 60, "全县完成投资31.6亿元。")]]))
    path = tmp_path / "通报.ofd"
    path.write_bytes(renamed(data, names, replaced))
    assert texts(read(path)) == ["全县完成投资31.6亿元。"]


def test_seals_attachments_tags_and_watermarks_are_noted(tmp_path: Path) -> None:
    name = "云溪县人民政府办公室".encode()
    seal = b"\x30\x20" + b"\x0c" + bytes([len(name)]) + name
    extra: dict[str, str | bytes] = {
        "Doc_0/Signs/Signatures.xml": tag(
            "Signatures", '<ofd:Signature ID="1" BaseLoc="S_0/Signature.xml"/>'
        ),
        "Doc_0/Signs/S_0/Signature.xml": tag(
            "Signature",
            "<ofd:SignedInfo><ofd:SignatureDateTime>20240508093000Z</ofd:SignatureDateTime>"
            '<ofd:StampAnnot ID="1" PageRef="1000" Boundary="120 200 40 40"/>'
            "<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo>",
        ),
        "Doc_0/Signs/S_0/Seal.esl": seal,
        "Doc_0/Attachs/Attachments.xml": tag(
            "Attachments",
            '<ofd:Attachment ID="1" Name="明细" Format="xlsx"><ofd:FileLoc>a.xlsx</ofd:FileLoc>'
            "</ofd:Attachment>",
        ),
        "Doc_0/Tags/CustomTags.xml": tag(
            "CustomTags", "<ofd:CustomTag><ofd:FileLoc>Tag.xml</ofd:FileLoc></ofd:CustomTag>"
        ),
        "Doc_0/Tags/Tag.xml": tag(
            "root", '<标题><ofd:ObjectRef PageRef="1000">100000</ofd:ObjectRef></标题>'
        ),
        "Doc_0/Annots/Annotations.xml": tag(
            "Annotations", '<ofd:Page PageID="1000"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page>'
        ),
        "Doc_0/Annots/A.xml": tag(
            "PageAnnot",
            '<ofd:Annot ID="1" Type="Watermark"><ofd:Appearance Boundary="20 100 150 40">'
            + text_object(code("内部资料", 'X="0" Y="15"'), at="0 0 90 20", size=15)
            + "</ofd:Appearance></ofd:Annot>",
        ),
    }
    paper = OfdPaper(
        [[Text(60, 40, "云溪县一季度完成情况通报", 7.5, "小标宋"), Text(39, 60, "全县完成投资31.6亿元。")]],
        extra=extra,
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
        "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>",
        body="<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>",
    )
    document = read_paper(tmp_path, paper)
    assert texts(document) == ["云溪县一季度完成情况通报", "全县完成投资31.6亿元。"]
    said = {mark.kind: mark.text for mark in document.marks}
    assert said["seal"] == "第1页有电子印章（云溪县人民政府办公室，2024-05-08 09:30:00），未验证"
    assert said["attachment"] == "附件“明细.xlsx”未读取"
    assert said["tag"] == "标引“标题”：云溪县一季度完成情况通报"
    assert said["watermark"] == "第1页有水印，未作正文：内部资料"
    box = next(mark.place.box for mark in document.marks if mark.kind == "seal" and mark.place)
    assert box is not None
    assert box.x0 == pytest.approx(120 * POINTS)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"drop": "Doc_0/Document.xml"}, DamagedFileError),
        ({"add": "Encryptions.xml"}, PasswordError),
        ({"cut": True}, DamagedFileError),
        ({"empty": True}, EmptyFileError),
    ],
    ids=["no document", "encrypted", "cut off", "no text"],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, change: dict[str, str | bool], error: type[Exception]
) -> None:
    page: list[Piece] = [] if change.get("empty") else [Text(39, 60, "全县完成投资。")]
    data = write_ofd(OfdPaper([page], extra={"Encryptions.xml": "<a/>"} if change.get("add") else {}))
    if change.get("drop"):
        data = renamed(data, {str(change["drop"]): "Doc_0/other.bin"})
    if change.get("cut"):
        data = data[: len(data) // 2]
    path = tmp_path / "坏.ofd"
    path.write_bytes(data)
    with pytest.raises(error):
        read(path)


DARK_ROW = (
    '<ofd:PathObject ID="5" Boundary="20 20 120 12" Fill="true" Stroke="false">'
    '<ofd:FillColor Value="31 78 121"/>'
    "<ofd:AbbreviatedData>M 0 0 L 120 0 L 120 12 L 0 12 C</ofd:AbbreviatedData></ofd:PathObject>"
)
WHITE_TEXT = '<ofd:FillColor Value="255 255 255"/>'


def test_white_text_counts_on_a_dark_ground_only(tmp_path: Path) -> None:
    seen = text_object(WHITE_TEXT + code("指标名称", 'X="0" Y="5" DeltaX="5 5 5"'), at="30 22 80 8")
    unseen = text_object(WHITE_TEXT + code("看不见", 'X="0" Y="5" DeltaX="5 5"'), at="30 60 80 8")
    document = read_paper(tmp_path, OfdPaper([[DARK_ROW, seen, unseen]]))
    assert texts(document) == ["指标名称"]
    assert [mark.text for mark in document.marks] == ["第1页有白色文字看不见，未作正文：看不见"]


@pytest.mark.parametrize("size", [3.5, 1.6])
def test_like_neighbours_are_no_doubles(tmp_path: Path, size: float) -> None:
    text = "11月1111家"
    steps = " ".join("0.5" if char == "1" else "1" for char in text[:-1])
    delta = " ".join(f"{float(step) * size:g}" for step in steps.split())
    element = text_object(code(text, f'X="0" Y="5" DeltaX="{delta}"'), size=size)
    assert texts(read_paper(tmp_path, OfdPaper([[element]]))) == [text]


def picture_of(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize("engine", [None, "没有装识别组件"])
def test_readable_text_beside_a_large_picture_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str | None
) -> None:
    monkeypatch.setattr(reader, "engine_missing", lambda: engine)
    page: list[Piece] = [Picture(picture_of(300, 400), (10, 40, 190, 250)), Text(39, 25, "附件一完成情况图")]
    document = read_paper(tmp_path, OfdPaper([page]))
    assert texts(document) == ["附件一完成情况图"]
    assert len(document.missing) == 1
    assert document.missing[0].startswith("第1页主要是图像")


def test_units_that_hold_one_another_are_refused(tmp_path: Path) -> None:
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="70" Width="10" Height="10"><ofd:Content>'
        + '<ofd:CompositeObject ID="71" Boundary="0 0 9 9" ResourceID="70"/>' * 3
        + "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    extra: dict[str, str | bytes] = {"Doc_0/PublicRes.xml": tag("Res", unit)}
    page: list[Piece] = ['<ofd:CompositeObject ID="7" Boundary="0 0 9 9" ResourceID="70"/>']
    with pytest.raises(RefusedFileError):
        read_paper(tmp_path, OfdPaper([page], extra=extra))


@pytest.mark.parametrize("part", ["Tags/Tag.xml", "Annots/Annotations.xml", "Attachs/Attachments.xml"])
def test_a_damaged_part_beside_the_pages_does_not_end_the_file(tmp_path: Path, part: str) -> None:
    extra: dict[str, str | bytes] = {
        "Doc_0/Tags/CustomTags.xml": tag(
            "CustomTags", "<ofd:CustomTag><ofd:FileLoc>Tag.xml</ofd:FileLoc></ofd:CustomTag>"
        ),
        f"Doc_0/{part}": '<:root xmlns:=""><ofd:ObjectRef PageRef="1">7</ofd:ObjectRef></:root>',
    }
    paper = OfdPaper(
        [[Text(39, 60, "全县完成投资31.6亿元。")]],
        extra=extra,
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
        "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>",
    )
    document = read_paper(tmp_path, paper)
    assert texts(document) == ["全县完成投资31.6亿元。"]
    assert document.missing == (f"“Doc_0/{part}”损坏，没有读取",)


def test_a_damaged_page_does_not_end_the_file(tmp_path: Path) -> None:
    pages: list[list[Piece]] = [[Text(39, 60, "全县完成投资。")], [Text(39, 60, "存在问题。")]]
    with zipfile.ZipFile(io.BytesIO(write_ofd(OfdPaper(pages)))) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    (part,) = [name for name in content if name.endswith("Page_1/Content.xml")]
    path = tmp_path / "a.ofd"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data[: len(data) // 2] if name == part else data)
    document = read(path)
    assert texts(document) == ["全县完成投资。"]
    assert document.missing == (f"“{part}”损坏，没有读取", "第2页的内容缺失，文件不完整")


def shape(path: str, attributes: str = "", inside: str = "") -> str:
    return (
        f'<ofd:PathObject ID="5" Boundary="20 20 120 60" {attributes}>{inside}'
        f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>"
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("M 0 0 L 90 0 L 90 40 L 0 40 C", EmptyFileError),
        ("M 0 0 L 90 0", EmptyFileError),
        ("M 0 0 B 10 20 30 10 40 5 L 0 0 C", UnsupportedFormatError),
        ("M 0 0 L 4 2 L 3 6 L 8 6 L 9 1 L 12 3 C", UnsupportedFormatError),
        ("M 0 0 L 1 3 " * 400, UnsupportedFormatError),
    ],
    ids=["rectangle", "rule", "curve", "many corners", "many strokes"],
)
def test_only_what_may_be_words_is_recognised(
    tmp_path: Path, path: str, expected: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "engine_missing", lambda: "请安装文字识别组件")
    with pytest.raises(expected):
        read_paper(tmp_path, OfdPaper([[shape(path, 'Fill="true"')]]))


def clips(area: str, attributes: str = 'TransFlag="false"', matrix: str = "") -> str:
    return (
        f'<ofd:Clips {attributes}><ofd:Clip><ofd:Area {matrix}><ofd:Path Boundary="0 0 90 60">'
        f"<ofd:AbbreviatedData>{area}</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>"
    )


HALF = "M 0 0 L 10 0 L 10 8 L 0 8 C"
WHOLE_AREA = "M 0 0 L 90 0 L 90 8 L 0 8 C"


@pytest.mark.parametrize(
    ("element", "seen"),
    [
        (text_object(clips(HALF) + code("完成情况", 'X="0" Y="5" DeltaX="5 5 5"')), "完成"),
        (text_object(clips(WHOLE_AREA) + code("完成情况", 'X="0" Y="5" DeltaX="5 5 5"')), "完成情况"),
        (text_object(clips(WHOLE_AREA) + clips(HALF) + code("完成情况", 'X="0" Y="5"')), "完成情况"),
        (text_object(clips(HALF, matrix='CTM="2 0 0 1 0 0"') + code("完成情况", 'X="0" Y="5"')), "完成情况"),
        (
            text_object(
                clips("M 0 0 L 2 0 L 2 2 L 0 2 C", "") + code("完成情况", 'X="0" Y="1"'),
                'CTM="5 0 0 5 0 0"',
                size=1,
            ),
            "完成",
        ),
    ],
    ids=["half", "whole", "first clips element", "scaled area", "through the object's matrix"],
)
def test_text_outside_of_its_clips_is_told_apart(tmp_path: Path, element: str, seen: str) -> None:
    document = read_paper(tmp_path, OfdPaper([[Text(39, 100, "一季度考核通报"), element]]))
    assert texts(document)[0] == seen
    cut = [mark.text for mark in document.marks if mark.kind == "hidden"]
    assert cut == ([] if seen == "完成情况" else ["第1页有文字被裁掉，未作正文：情况"])


ASLANT = 'CTM="0.7071 -0.7071 0.7071 0.7071 0 0"'


def test_light_words_on_the_slant_are_a_watermark(tmp_path: Path) -> None:
    grey = '<ofd:FillColor Value="153 153 153" Alpha="80"/>'
    water = text_object(grey + code("内部资料", 'X="0" Y="5"'), ASLANT, at="60 90 80 80", size=11)
    dark = text_object(code("投资", 'X="0" Y="5"'), ASLANT, at="120 90 80 80")
    document = read_paper(tmp_path, OfdPaper([[Text(39, 60, "全县完成投资。"), water, dark]]))
    assert "内部资料" not in "".join(texts(document))
    assert "投" in "".join(texts(document)[1:])
    assert [mark.text for mark in document.marks] == ["第1页有水印，未作正文：内部资料"]


def test_words_of_a_pattern_are_told(tmp_path: Path) -> None:
    pattern = (
        '<ofd:FillColor><ofd:Pattern Width="30" Height="20"><ofd:CellContent>'
        + text_object(code("样本", 'X="0" Y="5"'), at="0 0 30 20")
        + "</ofd:CellContent></ofd:Pattern></ofd:FillColor>"
    )
    filled = shape("M 0 0 L 90 0 L 90 40 L 0 40 C", 'Fill="true" Stroke="false"', pattern)
    document = read_paper(tmp_path, OfdPaper([[Text(39, 200, "全县完成投资。"), filled]]))
    assert texts(document) == ["全县完成投资。"]
    assert [mark.text for mark in document.marks] == ["第1页的底纹里有文字，未作正文：样本"]


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    data = write_ofd(OfdPaper([[Text(39, 60, "第一页。")]], template=[Text(39, 30, "表头")]))
    path = tmp_path / "缺模板.ofd"
    path.write_bytes(renamed(data, {"Doc_0/Tpls/Tpl_0/Content.xml": "Doc_0/other.xml"}))
    document = read(path)
    assert texts(document) == ["第一页。"]
    assert document.missing == ("第1页所用的模板缺失，页面可能不全",)


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    data = write_ofd(OfdPaper([[Text(39, 60, "第一页。")], [Text(39, 60, "第二页。")]]))
    path = tmp_path / "缺页.ofd"
    path.write_bytes(renamed(data, {"Doc_0/Pages/Page_1/Content.xml": "Doc_0/other.xml"}))
    document = read(path)
    assert texts(document) == ["第一页。"]
    assert document.missing == ("第2页的内容缺失，文件不完整",)


@given(
    values=st.lists(st.floats(0.5, 20).map(lambda x: round(x, 2)), min_size=1, max_size=8),
    times=st.integers(0, 5),
)
@settings(max_examples=50)
def test_repeated_steps_are_spelled_out(values: list[float], times: int) -> None:
    plain = " ".join(map(str, values))
    wanted = ([values[0]] * times + values)[:12]
    found = deltas(f"g {times} {values[0]} {plain}", 12)
    assert found is not None
    assert found[: len(wanted)] == wanted
    assert found == (wanted + [wanted[-1]] * 12)[:12]


@given(st.tuples(*[st.floats(-3, 3) for _ in range(6)]), st.tuples(*[st.floats(-3, 3) for _ in range(6)]))
def test_matrices_apply_one_after_the_other(first: tuple[float, ...], second: tuple[float, ...]) -> None:
    one, two = Matrix(*first), Matrix(*second)
    assert two.after(one).at(1.5, -2.0) == pytest.approx(two.at(*one.at(1.5, -2.0)), abs=1e-9)


FILLED = 'Fill="true" Stroke="false"'
WHITE = '<StrokeColor Value="255 255 255"/>'
FRAME = [("across", (0, 0, 50)), ("down", (50, 0, 20)), ("across", (20, 0, 50)), ("down", (0, 0, 20))]


@pytest.mark.parametrize(
    ("attributes", "colour", "data", "expected"),
    [
        ("", "", "M 0 0 L 50 0", [("across", (0, 0, 50))]),
        (FILLED, "", "M 0 0 L 50 0 L 50 0.4 L 0 0.4 C", [("across", (0.2, 0, 50))]),
        ("", "", "M 0 0 L 50 0 L 50 20 L 0 20 C", FRAME),
        (FILLED, "", "M 0 0 L 50 0 L 50 20 L 0 20 C", []),
        ("", WHITE, "M 0 0 L 50 0", []),
        ("", "", "M 0 0 B 10 0 20 5 50 5", []),
        ("", "", "M 0 0 L 50 30", []),
        ("", "", "M 0 0 L x y", []),
    ],
    ids=["stroke", "thin shape", "frame", "shading", "white", "curve", "slanted", "broken"],
)
def test_paths_that_are_rules(
    attributes: str, colour: str, data: str, expected: list[tuple[str, tuple[float, float, float]]]
) -> None:
    element = etree.fromstring(f"<a {attributes}>{colour}<AbbreviatedData>{data}</AbbreviatedData></a>")
    drawn = Drawn("PathObject", element, Matrix(), (0, 0))
    found = [(side, tuple(value / POINTS for value in rule)) for side, rule in rules_of(drawn)]
    assert [side for side, _ in found] == [side for side, _ in expected]
    for (_, rule), (_, wanted) in zip(found, expected, strict=True):
        assert rule == pytest.approx(wanted)
