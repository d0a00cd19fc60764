"""RapidOCR: the engine of the extra `ocr`. Its models lie in its wheel; nothing is ever downloaded.

Finding lines and reading them are two steps, so that a line that runs over the rules of a table is cut
there before it is read, and a doubtful cell can be read again on its own. Which side is up is told by
reading a few long lines both ways, not by a classifier. The engine is made once for a process, at first
use. This is the only module that knows rapidocr.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Rules
from extractors.readers.scan.picture import Mask, Picture, turned
from extractors.readers.scan.readings import Reading, Strip
from extractors.readers.scan.strips import Quad, cuttings, readings
from schemas.errors import ReadFailedError

DETECTION_SIDE = 1200
"""The longest side of the picture in which lines are looked for, in pixels: small print in tables is still
found, at half the time of the library's own measure."""
_HEIGHT = 48  # what the recognition model is made for, in pixels
_NARROWEST, _STEP = 96, 80  # widths in pixels to which strips are filled up
_TRIED = 3  # lines read to tell which side is up
_READS_WELL = 0.85
_THREADS = 2
"""The same number on every machine: how a sum of floats is shared out among threads may change its last
digits, and with them a confidence. Files are read side by side, so more would gain little."""


@dataclass(frozen=True, slots=True, eq=False)
class RapidLook:
    """A page's picture with the lines that were found in it."""

    picture: Picture
    quads: tuple[Quad, ...]

    def quarters(self) -> int:
        """By how many quarters the page must be turned clockwise to stand upright."""
        flat = sorted(self.quads, key=_length, reverse=True)
        if not flat:
            return 0
        best, best_score = 0, 0.0
        for quarters in (1, 3, 0) if _on_side(flat) else (0, 2):
            score = _score(self.picture, flat, quarters)
            if score >= _READS_WELL:
                return quarters
            if score > best_score:
                best, best_score = quarters, score
        return best

    def readings(self, ink: Mask, rules: Rules) -> list[Reading]:
        """What stands in the lines, cut at the rules."""
        cuts = cuttings(self.picture, ink, self.quads, rules)
        return readings(cuts, read([cut.picture for cut in cuts]))


def look(picture: Picture) -> RapidLook:
    """The lines of text in an RGB picture."""
    found = _engine()(_bgr(picture), use_det=True, use_cls=False, use_rec=False)
    boxes = getattr(found, "boxes", None)
    quads = () if boxes is None else tuple(np.asarray(box, dtype=np.float32) for box in boxes)
    return RapidLook(picture, quads)


def read(strips: Sequence[Picture]) -> list[Strip]:
    """What stands in the pictures of single lines (RGB, upright), in their order."""
    return [_strip(strip) for strip in strips]


def _length(quad: Quad) -> float:
    return float(max(np.ptp(quad[:, 0]), np.ptp(quad[:, 1])))


def _on_side(quads: Sequence[Quad]) -> bool:
    """True where most of the text runs up or down."""
    lying = sum(_length(quad) for quad in quads if np.ptp(quad[:, 0]) > 2 * np.ptp(quad[:, 1]))
    standing = sum(_length(quad) for quad in quads if np.ptp(quad[:, 1]) > 2 * np.ptp(quad[:, 0]))
    return standing > 1.5 * lying


def _score(picture: Picture, quads: Sequence[Quad], quarters: int) -> float:
    """How well the longest lines read after so many turns."""
    strips = []
    for quad in quads[:_TRIED]:
        x0, x1 = max(int(quad[:, 0].min()), 0), int(quad[:, 0].max())
        top, bottom = max(int(quad[:, 1].min()), 0), int(quad[:, 1].max())
        strip = turned(picture[top:bottom, x0:x1], quarters)
        strips.append(strip[:, : 8 * strip.shape[0]])
    scores = [
        float(np.mean(strip.confidence)) if strip.confidence else 0.0
        for strip in read([strip for strip in strips if strip.size])
    ]
    return sum(scores) / len(scores) if scores else 0.0


def _strip(picture: Picture) -> Strip:
    filled, share = _filled_up(picture)
    found = _engine()(_bgr(filled), use_det=False, use_cls=False, use_rec=True)
    if not found.txts or not found.txts[0]:
        return Strip("", (), ())
    text, word_info = found.txts[0], found.word_results[0]
    length = max(word_info.line_txt_len * share, 1.0)
    solid = [min((column + 0.5) / length, 1.0) for columns in word_info.word_cols for column in columns]
    return _with_blanks(text, solid, word_info.confs)


def _filled_up(picture: Picture) -> tuple[Picture, float]:
    """The strip at the model's height, with paper added on the right up to one of a few widths; and its own
    share of the new width. A model that sees few widths runs faster, and short strips are not blown up to
    the library's least width."""
    height, width = picture.shape[:2]
    own = max(round(width * _HEIGHT / max(height, 1)), 1)
    scaled = cv2.resize(picture, (own, _HEIGHT), interpolation=cv2.INTER_AREA if height > _HEIGHT else 1)
    whole = max(_NARROWEST, -(-own // _STEP) * _STEP)
    filled = np.full((_HEIGHT, whole, 3), np.median(picture.reshape(-1, 3), axis=0), dtype=np.uint8)
    filled[:, :own] = scaled
    return filled, own / whole


def _with_blanks(text: str, solid: Sequence[float], confidence: Sequence[float]) -> Strip:
    """The library names no column for a blank: it stands at its left neighbour."""
    places: list[float] = []
    following = iter(solid)
    for char in text:
        if char.isspace():
            places.append(places[-1] if places else 0.0)
        else:
            places.append(next(following, 1.0))
    return Strip(text, tuple(float(value) for value in confidence[: len(text)]), tuple(places))


def _bgr(picture: Picture) -> NDArray[np.uint8]:
    return np.ascontiguousarray(picture[:, :, ::-1])


@cache
def _engine() -> Any:
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    # Loading these takes a second and 200 MB.
    import rapidocr  # noqa: PLC0415
    from omegaconf import flag_override  # noqa: PLC0415

    engine = rapidocr.RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_preprocess_img": False,
            "Global.return_word_box": True,
            "Det.limit_side_len": DETECTION_SIDE,
            "Det.limit_type": "max",
            "Rec.rec_batch_num": 1,
            "Rec.rec_img_shape": [3, _HEIGHT, _NARROWEST],
        }
    )
    models = Path(rapidocr.__file__).parent / "models"
    for part, pattern in ((engine.cfg.Det, "*_det_*.onnx"), (engine.cfg.Rec, "*_rec_*.onnx")):
        with flag_override(part, "allow_objects", values=True):
            part.session = _session(models, pattern)
    return engine


def _session(models: Path, pattern: str) -> Any:
    """A model of the wheel, run so that a thread that waits sleeps: by default it spins, and files that are
    read side by side would take the processor from one another. Raises ReadFailedError where the wheel lacks
    it: the library would then go and download one."""
    import onnxruntime  # noqa: PLC0415

    found = sorted(models.glob(pattern))
    if not found:
        raise ReadFailedError(
            "文字识别组件不完整，缺少识别模型", '请运行 pip install --force-reinstall "duibiao[ocr]"'
        )
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = _THREADS
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(found[-1]), sess_options=options, providers=["CPUExecutionProvider"]
    )
