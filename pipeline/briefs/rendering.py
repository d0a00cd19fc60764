"""From a brief to a file: the ending chooses the format, the bytes are the same on every run."""

from collections.abc import Callable
from pathlib import Path

from pipeline.briefs.brief import Brief
from pipeline.briefs.sheets import brief_xlsx
from pipeline.briefs.web import brief_html
from pipeline.briefs.word import brief_docx
from pipeline.files import put
from schemas.errors import UsageError

_RENDERERS: dict[str, Callable[[Brief], bytes]] = {
    ".docx": brief_docx,
    ".html": brief_html,
    ".xlsx": brief_xlsx,
}


def write_brief(brief: Brief, path: Path) -> None:
    """Write a brief; UsageError for an ending that has no renderer, or a file that is locked."""
    renderer = _RENDERERS.get(path.suffix.lower())
    if renderer is None:
        endings = "、".join(_RENDERERS)
        raise UsageError(
            f"不能写成 {path.suffix or '没有扩展名'} 的文件（{path.name}）",
            f"请把输出文件名改为以 {endings} 结尾",
        )
    put(path, renderer(brief))
