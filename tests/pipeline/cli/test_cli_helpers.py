"""duibiao doctor: which engine recognises characters, which LibreOffice opens old formats, and what to do."""

import sys
from pathlib import Path

import pytest

from extractors.readers.office import version
from pipeline.cli import helpers
from pipeline.cli.finding import Finding


def found(what: str) -> Finding:
    return next(finding for finding in helpers.helpers() if finding.what == what)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A LibreOffice that says its version."""
    if sys.platform == "win32":
        path = tmp_path / "soffice.bat"
        path.write_text("@echo LibreOffice 24.2.1.2 abc\n", encoding="utf-8")
    else:
        path = tmp_path / "soffice"
        path.write_text("#!/bin/sh\necho LibreOffice 24.2.1.2 abc\n", encoding="utf-8")
        path.chmod(0o755)
    return path


def test_the_version_and_the_place_of_libreoffice(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIBIAO_SOFFICE", str(program))
    assert found("LibreOffice") == Finding("LibreOffice", "ok", f"24.2.1.2（{program}）")


def test_a_libreoffice_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"")
    monkeypatch.setenv("DUIBIAO_SOFFICE", str(broken))
    finding = found("LibreOffice")
    assert finding.state == "missing"
    assert "不能启动" in finding.text
    assert "重新安装" in finding.advice


def test_a_libreoffice_that_hangs(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "_SECONDS", 0.0)
    monkeypatch.setenv("DUIBIAO_SOFFICE", str(program))
    assert found("LibreOffice").state == "missing"


def test_no_libreoffice_where_it_was_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIBIAO_SOFFICE", str(tmp_path / "无"))
    finding = found("LibreOffice")
    assert finding.state == "missing"
    assert "DUIBIAO_SOFFICE" in finding.text
    assert "另存为 .docx" in finding.advice


def test_no_libreoffice_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUIBIAO_SOFFICE", raising=False)
    monkeypatch.setattr(helpers, "find_program", lambda: None)
    finding = found("LibreOffice")
    assert finding.text == "没有找到，.doc、.wps 等旧格式不能读取"
    assert "安装 LibreOffice" in finding.advice


def test_rapidocr_recognises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helpers, "chosen_engine", lambda: "rapidocr")
    monkeypatch.setattr(helpers.metadata, "version", lambda _: "3.0.0")
    assert found("文字识别组件") == Finding("文字识别组件", "ok", "RapidOCR 3.0.0，模型已在安装包里")


def test_tesseract_recognises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helpers, "chosen_engine", lambda: "tesseract")
    monkeypatch.setattr(helpers, "tesseract_program", lambda: "/opt/tesseract")
    assert found("文字识别组件").text == "Tesseract（/opt/tesseract，中文模型 chi_sim）"


def test_no_engine_recognises(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = '需要文字识别组件，请运行 pip install "duibiao[ocr]" 后重新放入'
    monkeypatch.setattr(helpers, "chosen_engine", lambda: None)
    monkeypatch.setattr(helpers, "engine_missing", lambda: lacking)
    finding = found("文字识别组件")
    assert finding.state == "missing"
    assert finding.text == "需要文字识别组件，扫描件和图片不能读取"
    assert 'pip install "duibiao[ocr]"' in finding.advice


def test_recognition_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIBIAO_OCR", "off")
    finding = found("文字识别组件")
    assert finding.state == "missing"
    assert "已关闭" in finding.text
