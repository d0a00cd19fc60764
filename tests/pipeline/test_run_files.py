"""Which files of an inbox are taken, and what their folders say."""

import os
from pathlib import Path

import pytest

from pipeline.run.files import check_out, hints_of, is_taken, list_files
from pipeline.store.values import Hints
from schemas.errors import UsageError


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_subfolders_are_read_in_a_fixed_order(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "2023年/云溪县/9月.docx", "2023年/云溪县/8月.docx", "2023年/a.pdf")
    assert [f.relative for f in list_files(tmp_path)] == [
        "2023年/a.pdf",
        "2023年/云溪县/8月.docx",
        "2023年/云溪县/9月.docx",
        "b.txt",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "~$报告.docx", ".~lock.报告.docx#", "报告.pdf.part", "报告.docx.crdownload", ".DS_Store", "Thumbs.db",
        "desktop.ini", "~WRL0001.tmp", ".报告.docx.swp",
    ],
)  # fmt: skip
def test_temporary_and_system_files_are_left_out(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, "报告.docx")
    assert [f.relative for f in list_files(tmp_path)] == ["报告.docx"]
    assert not is_taken(name)


def test_hidden_folders_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, ".git/x.txt", "__MACOSX/y.txt", "z.txt")
    assert [f.relative for f in list_files(tmp_path)] == ["z.txt"]


def test_a_folder_named_like_a_file_is_named_and_read(tmp_path: Path) -> None:
    put(tmp_path, "报告.docx/附件.txt")
    found = list_files(tmp_path)
    assert [(f.relative, f.is_folder) for f in found] == [("报告.docx", True), ("报告.docx/附件.txt", False)]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "inbox", "a.txt")
    try:
        (tmp_path / "inbox" / "loop").symlink_to(tmp_path / "inbox", target_is_directory=True)
    except OSError:
        pytest.skip("no right to make links")
    assert [f.relative for f in list_files(tmp_path / "inbox")] == ["a.txt"]


def test_a_folder_that_cannot_be_entered_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "甲/a.txt", "b.txt")
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("甲"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = {f.relative: f.fault for f in list_files(tmp_path)}
    assert found == {"b.txt": None, "甲": "没有权限"}


@pytest.mark.parametrize(
    ("folders", "expected"),
    [
        ((), Hints()),
        (("2023年",), Hints(year=2023)),
        (("2023", "2024年报告"), Hints(year=2024, doc_type=None)),
        (("云溪县",), Hints(unit="云溪县")),
        (("2023年度", "澄江区", "月报"), Hints(2023, "澄江区", "progress_report")),
        (("绩效自评", "县水务局"), Hints(unit="县水务局", doc_type="self_evaluation")),
        (("考核通知",), Hints(doc_type="notice")),
        (("2024年云溪县月报",), Hints(2024, "云溪县", "progress_report")),
        (("澄江区_2023年度自评材料",), Hints(2023, "澄江区", "self_evaluation")),
        (("2024", "云溪县9月份"), Hints(2024, "云溪县")),
        (("县财政局报送（2024年）",), Hints(2024, "县财政局")),
        (("全县2024年通报",), Hints(2024, None, "bulletin")),
        (("20231009",), Hints()),
        (("全县情况通报",), Hints(doc_type="bulletin")),
    ],
)
def test_hints(folders: tuple[str, ...], expected: Hints) -> None:
    assert hints_of(folders) == expected


@pytest.mark.parametrize("out", [".", "结果", "a/b"])
def test_results_never_go_into_the_inbox(tmp_path: Path, out: str) -> None:
    with pytest.raises(UsageError, match="--out"):
        check_out(tmp_path, tmp_path / out)


def test_results_beside_or_above_the_inbox_are_fine(tmp_path: Path) -> None:
    check_out(tmp_path / "收件", tmp_path)
    check_out(tmp_path / "收件", tmp_path / "收件箱结果")


@pytest.mark.skipif(os.name == "nt", reason="file names are characters there, not bytes")
def test_a_name_in_gbk_bytes_is_read_as_characters(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + "/2023年澄江区".encode("gb18030")
    try:
        Path(os.fsdecode(folder)).mkdir()
        Path(os.fsdecode(folder + "/月报.txt".encode("gb18030"))).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    (found,) = list_files(tmp_path)
    assert (found.relative, found.hints) == ("2023年澄江区/月报.txt", hints_of(("2023年澄江区",)))
    assert found.path.read_bytes() == b"x"
