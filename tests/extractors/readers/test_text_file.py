import textwrap
import time

import pytest
from reader_files import put

from extractors.readers.registry import read
from schemas.errors import EmptyFileError, RefusedFileError

PARAGRAPHS = [
    "今年以来，栖霞市坚持目标导向，各项指标完成情况总体良好，1-9月固定资产投资完成45.6亿元，同比增长8.2%，"
    "高于全省平均水平1.3个百分点，居全省第3位。其中工业投资完成21.3亿元，增长12.4%，占固定资产投资的46.7%。",
    "（一）主要指标平稳增长。地区生产总值完成118.6亿元，增长6.1%；社会消费品零售总额完成36.25亿元，增长6.8%，"
    "完成年度目标60亿元的79.7%，惠及居民12,307户。",
    "（二）重点项目有序推进。全市63个重点项目累计完成投资32.1亿元，占年度计划的68.5%，落后时序进度6.5个百分点，"
    "其中12个项目尚未开工，主要原因是前期手续办理迟缓。",
]
TITLE = "栖霞市2024年三季度绩效目标完成情况汇报"


def texts(document):
    return [paragraph.text for paragraph in document.paragraphs]


def characters_wide(text, width):
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def columns_wide(text, width):
    lines, line, used = [], "", 0
    for char in text:
        size = 1 if char.isascii() else 2
        if used + size > width:
            lines.append(line)
            line, used = "", 0
        line, used = line + char, used + size
    return "\n".join([*lines, line])


@pytest.mark.parametrize("wrap", [characters_wide, columns_wide])
@pytest.mark.parametrize("width", [34, 41])
@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("between", ["\n", "\r\n", "\n\n"])
def test_hard_wrapped_lines_make_whole_paragraphs(tmp_path, wrap, width, indent, between):
    wide = width * 2 if wrap is columns_wide else width
    wrapped = "\n".join([TITLE, *(wrap(indent + text, wide) for text in PARAGRAPHS)])
    document = read(put(tmp_path, "a.txt", wrapped.replace("\n", between)))
    assert texts(document) == [TITLE, *PARAGRAPHS]


def test_every_line_has_its_place(tmp_path):
    wrapped = "\n".join([TITLE, *(characters_wide("　　" + text, 34) for text in PARAGRAPHS)])
    document = read(put(tmp_path, "a.txt", wrapped))
    lines = wrapped.split("\n")
    for paragraph in document.paragraphs:
        assert len(paragraph.places) == len(paragraph.starts)
        for place, start in zip(paragraph.places, paragraph.starts, strict=True):
            assert paragraph.text[start] == lines[place.line - 1].strip("　")[0]


@pytest.mark.parametrize("gap", ["　　", "\n", "\n\n"])
def test_paragraphs_of_one_line_each(tmp_path, gap):
    document = read(put(tmp_path, "a.txt", gap.join([TITLE, "一、总体情况", *PARAGRAPHS])))
    assert texts(document) == [TITLE, "一、总体情况", *PARAGRAPHS]
    assert document.paragraphs[0].role == "title"


def test_a_soft_wrapped_line_is_read_as_the_lines_that_it_was(tmp_path):
    lines = [line for text in PARAGRAPHS for line in columns_wide(text, 54).split("\n")]
    document = read(put(tmp_path, "a.txt", " ".join([TITLE, *lines])))
    assert texts(document) == [TITLE, *PARAGRAPHS]
    assert document.paragraphs[1].places[1].path.startswith("line 1+")


def test_a_sentence_cut_by_a_page_break_goes_on(tmp_path):
    document = read(put(tmp_path, "a.txt", "一、进展\n\n" + PARAGRAPHS[0][:40] + "\n\n" + PARAGRAPHS[0][40:]))
    assert texts(document) == ["一、进展", PARAGRAPHS[0]]


def test_a_line_broken_before_a_number_goes_on(tmp_path):
    lines = [
        "我局认真开展自评,本部门自评得分",
        "90 分,存在的问题:一是资金预算不准,共",
        "15 个项目未实施。",
        "2024年，继续改进。",
    ]
    document = read(put(tmp_path, "a.txt", "\n".join(lines)))
    assert texts(document) == [
        "我局认真开展自评,本部门自评得分90分,存在的问题:一是资金预算不准,共15个项目未实施。",
        "2024年，继续改进。",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["组 长：文某（市长）", "副组长：郭某（副市长）", "成某（副市长、公安局局长）", "何某（副市长）"],
        ["1. 固定资产投资增速。（分值：5 分；责任单位：市发改委）", "2. 工业投资占比。（分值：3 分）"],
        ["栖政〔2024〕8号", "栖霞市人民政府", "2024年8月7日"],
    ],
)
def test_short_lines_stay_apart(tmp_path, lines):
    document = read(put(tmp_path, "a.txt", "\n\n".join(lines)))
    assert len(document.paragraphs) == len(lines)


def test_a_bracketed_remark_belongs_to_the_point_above(tmp_path):
    document = read(
        put(tmp_path, "a.txt", "38. 信访案件按期办结。\n\n(分值：1分；责任单位：市信访局)\n\n39. 消防工作。")
    )
    assert texts(document)[0] == "38.信访案件按期办结。(分值：1分；责任单位：市信访局)"


def test_junk_inside_a_paragraph_does_not_cut_it(tmp_path):
    lines = [line for text in PARAGRAPHS for line in characters_wide("　　" + text, 34).split("\n")]
    lines.insert(2, "分享到：微信　微博　　　　　　- 2 -")
    document = read(put(tmp_path, "a.txt", "\n".join(lines)))
    assert texts(document) == PARAGRAPHS
    assert [b.role for b in document.blocks if b not in document.paragraphs] == ["junk"]


def test_page_numbers_and_running_lines_between_cut_sentences(tmp_path):
    pieces = [line for text in PARAGRAPHS for line in characters_wide("　　" + text, 20).split("\n")]
    pages = [pieces[:6], pieces[6:12], pieces[12:]]
    lines = [
        line for number, page in enumerate(pages, 1) for line in [*page, str(number), "栖霞市绩效工作简报"]
    ]
    document = read(put(tmp_path, "a.txt", "\n".join(lines)))
    assert texts(document) == PARAGRAPHS


def test_raw_stands_beside_clean(tmp_path):
    document = read(put(tmp_path, "a.txt", "绿灯９项，占 ３５％ 。\n"))
    (paragraph,) = document.paragraphs
    assert (paragraph.text, paragraph.raw) == ("绿灯9项，占35%。", "绿灯９项，占 ３５％ 。")


@pytest.mark.parametrize("mark", ["机密★1年", "秘密", "密级：机密", "绝 密★长期"])
def test_a_secrecy_mark_refuses_the_file(tmp_path, mark):
    with pytest.raises(RefusedFileError, match="密级"):
        read(put(tmp_path, "a.txt", f"{mark}\n{TITLE}\n{PARAGRAPHS[0]}"))


def test_talk_of_secrecy_is_no_mark(tmp_path):
    assert read(put(tmp_path, "a.txt", f"{TITLE}\n严守秘密，做好保密工作。\n密级：公开"))


@pytest.mark.parametrize("data", ["", " \n\t\r\n　", "\ufeff\n"])
def test_no_text_is_empty(tmp_path, data):
    with pytest.raises(EmptyFileError):
        read(put(tmp_path, "a.txt", data))


def test_a_cut_off_file_says_what_is_missing(tmp_path):
    data = "\n".join([TITLE, *PARAGRAPHS]).encode("utf-8")[:-1]
    document = read(put(tmp_path, "a.txt", data[:-1]))
    assert "无法识别" in document.missing[0]


def test_long_texts_are_read_fast(tmp_path):
    text = "\n".join(["一、进展情况", *PARAGRAPHS] * 350)
    path = put(tmp_path, "a.txt", textwrap.dedent(text))
    started = time.perf_counter()
    document = read(path)
    assert len(document.paragraphs) == 1400
    assert len(text) > 100_000
    assert time.perf_counter() - started < 5
