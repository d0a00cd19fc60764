"""What received formats need beyond the program itself: character recognition and LibreOffice."""

import os
from collections.abc import Iterator
from importlib import metadata

from extractors.readers.office.program import VARIABLE, find_program
from extractors.readers.office.version import program_version
from extractors.readers.scan.available import (
    LANGUAGE,
    chosen_engine,
    engine_missing,
    tesseract_program,
)
from pipeline.cli.finding import Finding

_RECOGNITION = "文字识别组件"
_OFFICE = "LibreOffice"
_SAVE_AS = "也可以在 WPS 中另存为 .docx 或 .xlsx 后放入"


def helpers() -> Iterator[Finding]:
    """The engine that reads scans, and the program that opens the old formats."""
    yield _recognition()
    yield _office()


def _recognition() -> Finding:
    engine = chosen_engine()
    if engine == "rapidocr":
        return Finding(_RECOGNITION, "ok", f"RapidOCR {metadata.version('rapidocr')}，模型已在安装包里")
    if engine == "tesseract":
        return Finding(_RECOGNITION, "ok", f"Tesseract（{tesseract_program()}，中文模型 {LANGUAGE}）")
    lacking, _, advice = (engine_missing() or "").partition("，")
    return Finding(_RECOGNITION, "missing", f"{lacking}，扫描件和图片不能读取", advice)


def _office() -> Finding:
    program = find_program()
    if program is None:
        named = os.environ.get(VARIABLE)
        where = f"环境变量 {VARIABLE} 指明的 {named} 不存在" if named else "没有找到"
        return Finding(
            _OFFICE,
            "missing",
            f"{where}，.doc、.wps 等旧格式不能读取",
            f"请安装 LibreOffice，或用环境变量 {VARIABLE} 指明 soffice 的位置；{_SAVE_AS}",
        )
    version = program_version(program)
    if version is None:
        return Finding(
            _OFFICE,
            "missing",
            f"{program} 不能启动，.doc、.wps 等旧格式不能读取",
            f"请重新安装 LibreOffice；{_SAVE_AS}",
        )
    return Finding(_OFFICE, "ok", f"{version}（{program}）")
