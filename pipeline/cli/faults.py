"""Where unexpected errors are kept: a log in the data folder, for whoever maintains the program."""

import logging
from pathlib import Path

from pipeline.config import data_home

LOG_NAME = "duibiao.log"


def log_file() -> Path:
    """The log; it is there once something was written."""
    return data_home() / LOG_NAME


def keep_log() -> Path:
    """Have errors written to the log from now on. Returns its path."""
    path = log_file()
    root = logging.getLogger()
    if not any(
        Path(h.baseFilename) == path.absolute() for h in root.handlers if isinstance(h, logging.FileHandler)
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
        handler.setLevel(logging.ERROR)
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        root.addHandler(handler)
    return path
