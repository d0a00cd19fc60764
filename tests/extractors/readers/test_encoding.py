import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.encoding import decode

TEXT = "云溪县2024年三季度绩效目标完成情况：固定资产投资完成45.6亿元，增长8.2%。\n其中工业投资21.3亿元。\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("gb18030", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
def test_encodings(encoding, mark):
    decoded = decode(mark + TEXT.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.broken) == (TEXT, 0)


def test_chinese_alone_in_utf16_without_mark():
    text = "同志们今天召开绩效考评工作会议主要任务是总结工作"
    assert decode(text.encode("utf-16-le")).text == text


TRADITIONAL = "某縣113年度施政績效報告：本年度公共建設投資完成率為八成五，較上年增加，各單位應持續推動。"


@pytest.mark.parametrize("encoding", ["big5", "gbk", "gb18030", "utf-8", "utf-16-le"])
def test_traditional_characters(encoding):
    decoded = decode(TRADITIONAL.encode(encoding))
    assert (decoded.text, decoded.broken) == (TRADITIONAL, 0)


@pytest.mark.parametrize(
    "words",
    [
        "投资",
        "完成",
        "目标,完成\n",
        "本级预算",
        "本县㐂村与𠮷村，各单位要抓好项目落实，确保完成全年目标任务。",
        "各单位，各乡镇：",
    ],
)
def test_short_and_rare_words_in_gb18030_are_not_taken_for_big5(words):
    assert decode(words.encode("gb18030")).text == words


@pytest.mark.parametrize(
    "words",
    [
        "污水處理率",
        "指標,目標,完成值\n污水處理率,95%,91.2%\n造林面積,120,98.5\n",
        "低於目標3.8個百分點",
        "與上年同",
        "深水埗、鰂魚涌嘅工程進度，冇落後，啲項目年內完成。",
    ],
)
def test_short_words_and_those_of_hong_kong_in_big5_are_not_taken_for_others(words):
    assert decode(words.encode("big5hkscs")).text == words


def test_big5_with_a_broken_character_says_so():
    data = (TRADITIONAL * 20).encode("cp950")
    decoded = decode(data[:600] + b"\xff" + data[600:])
    assert decoded.text.count("公共建設投資") >= 19
    assert decoded.broken


def test_a_file_that_was_cut_off_inside_a_character():
    decoded = decode(TEXT.encode("utf-8")[:-3] * 1)
    assert decoded is not None
    assert decoded.text.startswith("云溪县")


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x00\x01\x02\x03" * 300])
def test_binary_is_no_text(data):
    assert decode(data) is None


@given(st.text(st.sampled_from("县区完成投资增长，。：（）1234567890%亿元\n"), min_size=30))
def test_gb18030_and_utf8_read_back(text):
    assert decode(text.encode("utf-8")).text == text
