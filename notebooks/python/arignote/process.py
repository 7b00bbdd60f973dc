"""Programs that are started, and ended with the one that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Callable, NoReturn, Sequence


def on_interruption(handler: Callable[..., None]) -> None:
    """For each signal that asks a program to end, as far as the system has it."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), handler)


def become(command: Sequence[str | Path], **variables: str) -> NoReturn:
    """Goes on as another program; on Windows waits for it, where a program cannot become another."""
    words = [str(word) for word in command]
    environment = {**os.environ, **variables}
    sys.stdout.flush()
    if os.name != "nt":
        os.execvpe(words[0], words, environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the other's
    sys.exit(subprocess.call(words, env=environment))


def guarded(command: Sequence[str | Path], **how: object) -> int:
    """Runs a program in a process group of its own and ends that group with this program; gives its status."""
    if os.name != "nt":
        how["start_new_session"] = True
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, **how)
    try:
        return process.wait()
    except BaseException:
        end(process)
        raise


def end(process: subprocess.Popen) -> None:
    try:
        if os.name == "nt":
            process.terminate()
        else:
            os.killpg(process.pid, signal.SIGTERM)
    except ProcessLookupError:
        pass
    process.wait()
