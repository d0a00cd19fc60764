import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.text.catalogue import load_catalogue
from extractors.text.segment import sentences, tokens


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一是抓项目。二是抓投资；三是抓收入", ["一是抓项目。", "二是抓投资；", "三是抓收入"]),
        ("（他说“好。”）下一步", ["（他说“好。”）", "下一步"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("  ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[a:b].strip() for a, b in sentences(text)] == parts


@settings(deadline=None)
@given(st.text(alphabet="完成1，,。；：（）()“” \n", max_size=40))
def test_spans_cover_all_but_blanks(text: str) -> None:
    covered = [False] * len(text)
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        last = end
        covered[start:end] = [True] * (end - start)
    assert all(done or character.isspace() for done, character in zip(covered, text, strict=True))


def test_tokens_are_the_whole_text(capfd: pytest.CaptureFixture[str]) -> None:
    text = "云溪县1—8月固定资产投资完成12.5亿元 。"
    words = tokens(text)
    assert "".join(word.text for word in words) == text
    assert all(text[word.start : word.end] == word.text for word in words)
    assert capfd.readouterr().err == ""


def test_a_catalogue_name_is_one_word() -> None:
    name = max((entry.name for entry in load_catalogue().entries if entry.name.isalpha()), key=len)
    assert name in [word.text for word in tokens(f"今年{name}增长")]
