"""Which engine recognises: RapidOCR where it is installed, else Tesseract with chi_sim.

The environment variable DUIBIAO_OCR chooses: auto (the default), rapidocr, tesseract, off. Engines are
looked for here without loading them: this module imports nothing of the extra `ocr`, so that a program
without it can say what is missing. Both engines need the extra's OpenCV to prepare a page.
"""

import importlib.util
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Literal

from extractors.readers.office.program import NO_WINDOW

EngineName = Literal["rapidocr", "tesseract"]

VARIABLE = "DUIBIAO_OCR"
LANGUAGE = "chi_sim"
_OFF = "off"
_ADVICE = '请运行 pip install "duibiao[ocr]" 后重新放入'
_USUAL_PLACES = (
    "C:/Program Files/Tesseract-OCR/tesseract.exe",
    "C:/Program Files (x86)/Tesseract-OCR/tesseract.exe",
    "/usr/bin/tesseract",
    "/usr/local/bin/tesseract",
    "/opt/homebrew/bin/tesseract",
)


def chosen_engine() -> EngineName | None:
    """The engine to use; None where none is installed, or recognition is switched off."""
    named = _named()
    if named == _OFF or not _is_installed("cv2"):
        return None
    if named != "tesseract" and _is_installed("rapidocr") and _is_installed("onnxruntime"):
        return "rapidocr"
    return "tesseract" if named != "rapidocr" and _reads_chinese() else None


def engine_missing() -> str | None:
    """None where pages can be recognised; else in Chinese what is needed and how to get it."""
    if chosen_engine() is not None:
        return None
    named = _named()
    if named == _OFF:
        return f"文字识别已关闭（环境变量 {VARIABLE}=off），去掉该设置后重新放入"
    if named == "tesseract" and _is_installed("cv2"):
        return f"没有找到 Tesseract 或它的中文模型 {LANGUAGE}，请安装后重新放入，或去掉环境变量 {VARIABLE}"
    return f"需要文字识别组件，{_ADVICE}"


@cache
def tesseract_program() -> str | None:
    """Where Tesseract lies: on the search path, or where its installers put it. None where it is not."""
    found = shutil.which("tesseract")
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def _named() -> str:
    return os.environ.get(VARIABLE, "").strip().lower()


def _is_installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


@cache
def _reads_chinese() -> bool:
    program = tesseract_program()
    if program is None:
        return False
    try:
        listed = subprocess.run(  # noqa: S603 - a program found by name, with fixed arguments
            [program, "--list-langs"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=20,
            check=False,
            creationflags=NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in listed.stdout.split()
