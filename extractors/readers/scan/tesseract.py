"""Tesseract with chi_sim: the light engine where RapidOCR is not installed.

A program of its own, called once for a page with one thread. It gives words with boxes and confidences;
characters are spread over a word by their widths. It is not asked again about single cells: each call costs
as much as a page.
"""

import csv
import io
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.readers.office.program import NO_WINDOW
from extractors.readers.pages.model import Rules
from extractors.readers.scan.available import LANGUAGE, tesseract_program
from extractors.readers.scan.picture import Mask, Picture, grey_of
from extractors.readers.scan.readings import Reading, Strip, reading_of, spread
from schemas.errors import ReadFailedError

_SECONDS = 120.0
_CLOSE = 0.8  # line heights between words of one stretch
_TWICE = 0.6  # the share of a word's box that a surer one covers


@dataclass(frozen=True, slots=True, eq=False)
class TesseractLook:
    """A page's picture, for Tesseract."""

    picture: Picture

    def quarters(self) -> int:
        """By how many quarters the page must be turned clockwise to stand upright; 0 where the program can't
        tell (a page with little text, or without its model for directions)."""
        lines = _run(self.picture, "--psm", "0", "-l", "osd", must_succeed=False).splitlines()
        turns = [line.partition(":")[2] for line in lines if line.startswith("Rotate:")]
        return int(turns[0]) // 90 % 4 if turns and turns[0].strip().isdigit() else 0

    def readings(self, ink: Mask, rules: Rules) -> list[Reading]:
        """The words of the page, those that stand close together on a line as one. `rules` cut none: they are
        already out of the picture."""
        table = _run(self.picture, "--psm", "11", "-l", LANGUAGE, "tsv")
        rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
        words = [_word(row) for row in rows if row["level"] == "5" and row["text"].strip()]
        found = [_reading(stretch, ink) for stretch in _stretches(_once(words))]
        return [reading for reading in found if reading is not None]


def look(picture: Picture) -> TesseractLook:
    """A page's picture (RGB), for Tesseract."""
    return TesseractLook(picture)


def read(strips: Sequence[Picture]) -> list[Strip]:
    """Nothing: single strips are not read again."""
    return [Strip("", (), ()) for _ in strips]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as the program gives it, with its line and its box in pixels."""

    text: str
    confidence: float
    line: tuple[str, ...]
    x0: int
    top: int
    x1: int
    bottom: int


def _word(row: dict[str, str]) -> _Word:
    left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
    line = tuple(row[name] for name in ("block_num", "par_num", "line_num"))
    sure = max(float(row["conf"]), 0.0) / 100
    return _Word(row["text"].strip(), sure, line, left, top, left + width, top + height)


def _once(words: Sequence[_Word]) -> list[_Word]:
    """The words without those that lie inside a surer one of another line: ink that was read twice."""
    return [
        word
        for word in words
        if not any(
            other.line != word.line and other.confidence > word.confidence and _covered(word, other) > _TWICE
            for other in words
        )
    ]


def _covered(word: _Word, other: _Word) -> float:
    width = min(word.x1, other.x1) - max(word.x0, other.x0)
    height = min(word.bottom, other.bottom) - max(word.top, other.top)
    area = max((word.x1 - word.x0) * (word.bottom - word.top), 1)
    return max(width, 0) * max(height, 0) / area


def _stretches(words: Sequence[_Word]) -> list[list[_Word]]:
    """Words of one line that stand close together. Boxes of neighbours overlap, so that the order is the
    program's own."""
    stretches: list[list[_Word]] = []
    for word in words:
        last = stretches[-1][-1] if stretches else None
        height = word.bottom - word.top
        if last is not None and last.line == word.line and word.x0 - last.x1 <= _CLOSE * height:
            stretches[-1].append(word)
        else:
            stretches.append([word])
    return stretches


def _reading(stretch: Sequence[_Word], ink: Mask) -> Reading | None:
    x0, x1 = min(word.x0 for word in stretch), max(word.x1 for word in stretch)
    top, bottom = min(word.top for word in stretch), max(word.bottom for word in stretch)
    used = np.flatnonzero(ink[top:bottom, x0:x1].any(axis=1))
    first, last = (int(used[0]), int(used[-1]) + 1) if len(used) else (0, bottom - top)
    strip = spread("".join(word.text for word in stretch), 1.0)
    confidence = tuple(word.confidence for word in stretch for _ in word.text)
    return reading_of(replace(strip, confidence=confidence), x0, top + first, x1, top + last)


def _run(picture: Picture, *arguments: str, must_succeed: bool = True) -> str:
    program = tesseract_program()
    if program is None:
        raise ReadFailedError("找不到文字识别程序 Tesseract", '请运行 pip install "duibiao[ocr]" 后重试')
    done, png = cv2.imencode(".png", grey_of(picture))
    try:
        result = subprocess.run(  # noqa: S603 - a program found by name, with fixed arguments
            [program, "stdin", "stdout", *arguments, "--dpi", "200"],
            input=png.tobytes() if done else b"",
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            creationflags=NO_WINDOW,
            # With several threads it is slower, and it would starve the other files being read.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise ReadFailedError("文字识别超时", "请把页面拆分成较小的文件后重试") from error
    except OSError as error:
        raise ReadFailedError("文字识别程序 Tesseract 无法启动", "请重新安装 Tesseract 后重试") from error
    if result.returncode and must_succeed:
        raise ReadFailedError(
            "文字识别程序 Tesseract 出错", '请运行 pip install "duibiao[ocr]" 改用内置识别组件后重试'
        )
    return result.stdout.decode("utf-8", errors="replace")
