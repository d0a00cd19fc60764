"""A small inbox of made-up papers, good and bad, and how to call the program."""

import os
import subprocess
import sys
from pathlib import Path

from docx import Document
from PIL import Image

ROOT = Path(__file__).parents[3]

NOTICE = """云溪县人民政府关于印发云溪县2023年度综合绩效考核指标体系的通知
云政发〔2023〕8号
各乡镇人民政府，县直各单位：
现将《云溪县2023年度综合绩效考核指标体系》印发给你们，请认真贯彻执行。考核指标共5项，总分30分。
一、经济发展
1.规模以上工业增加值增速（8分）
责任单位：县工信局
2.固定资产投资（8分）
责任单位：县发改局
3.一般公共预算收入（6分）
责任单位：县财政局
二、社会民生
4.城镇新增就业（4分）
责任单位：县人社局
5.农村户用厕所改造（4分）
责任单位：县农业农村局、各乡镇人民政府
云溪县人民政府
2023年2月10日
"""

REPORT = """云溪县2023年1—{month}月综合绩效指标完成情况报告
1—{month}月，全县规模以上工业增加值同比增长{growth}%，年度目标8%。完成固定资产投资{invest}亿元，占年度目标60亿元的{share}%。
一般公共预算收入完成{income}亿元，年度目标12亿元。城镇新增就业{jobs}人，年度目标3000人。
存在的主要问题：一是项目储备不足。二是财政收入增长乏力。
下一步，一是加快项目前期工作。二是强化税收征管。
云溪县绩效办
2023年{next}月9日
"""

AUGUST = REPORT.format(month=8, growth="6.1", invest="34.8", share="58", income="6.9", jobs=1890, next=9)
SEPTEMBER = REPORT.format(month=9, growth="6.6", invest="40.2", share="67", income="8.1", jobs=2280, next=10)


def write_good(inbox: Path) -> None:
    """A notice and two monthly reports in folders."""
    (inbox / "2023年" / "月报").mkdir(parents=True)
    (inbox / "2023年" / "通知.txt").write_text(NOTICE, encoding="utf-8")
    (inbox / "2023年" / "月报" / "8月.txt").write_text(AUGUST, encoding="gb18030")
    word = Document()
    for line in SEPTEMBER.splitlines():
        word.add_paragraph(line)
    word.save(str(inbox / "2023年" / "月报" / "9月.docx"))


def write_bad(inbox: Path) -> None:
    """One file for each way in which a file can't be read."""
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / "空.txt").write_bytes(b"")
    (inbox / "文件夹.pdf").mkdir()
    Image.new("RGB", (8, 8)).save(inbox / "图片.pdf", format="PNG")
    word = Document()
    word.add_paragraph("云溪县" * 200)
    word.save(str(inbox / "截断.docx"))
    whole = (inbox / "截断.docx").read_bytes()
    (inbox / "截断.docx").write_bytes(whole[: len(whole) // 2])
    (inbox / "加密.pdf").write_bytes(encrypted_pdf())
    (inbox / "~$9月.docx").write_bytes(b"lock")


def encrypted_pdf() -> bytes:
    """A one-page PDF with a standard security handler, whose user password is not the empty one."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (b"a1" * 32, b"b2" * 32),
    ]  # fmt: skip
    out = b"%PDF-1.6\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<" + b"cd" * 16 + b"> <" + b"cd" * 16 + b">] >>"
    start = len(out)
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer\n"
        + trailer
        + b"\nstartxref\n%d\n%%%%EOF\n" % start
    )


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a folder with its time and bytes."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def program(*args: str | Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own. `given` are environment variables and `input`."""
    text = given.pop("input", None)
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli.main", *map(str, args)],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env={**os.environ, **given},
    )
