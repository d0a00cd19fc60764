"""A guard around one program: it ends with all its children when its time is up or when nobody waits any
more.

Run as a process of its own (python -I -S guard.py SECONDS PROGRAM …), so that it outlives a reading process
that is killed: the end of its standard input says that nobody waits. Exit codes: that of the program; 124
when time was up or nobody waited; 127 when the program could not be started. It imports nothing of the
project.
"""

import os
import signal
import subprocess
import sys
import threading

TIME_IS_UP = 124
NOT_STARTED = 127


def main(arguments: list[str]) -> int:
    """Start the program and wait for its end, the end of time, or the end of standard input."""
    seconds, command = float(arguments[0]), arguments[1:]
    try:
        process = _started(command)
    except OSError:
        return NOT_STARTED
    alone = threading.Event()
    threading.Thread(target=_listen, args=(process, alone), daemon=True).start()
    try:
        code = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        return TIME_IS_UP
    # A launcher may leave children behind when it ends.
    _end(process)
    return TIME_IS_UP if alone.is_set() else code


def _started(command: list[str]) -> "subprocess.Popen[bytes]":
    """The program in a group of its own, without console and without input."""
    none = subprocess.DEVNULL
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return subprocess.Popen(command, stdin=none, stdout=none, stderr=none, creationflags=flags)  # noqa: S603
    return subprocess.Popen(command, stdin=none, stdout=none, stderr=none, start_new_session=True)  # noqa: S603


def _listen(process: "subprocess.Popen[bytes]", alone: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    alone.set()
    _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program and all that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            task_kill = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(task_kill, check=False, capture_output=True)  # noqa: S603
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
    process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
