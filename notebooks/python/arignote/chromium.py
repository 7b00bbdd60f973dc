"""Where Chromium is, or a browser made of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

# The one without windows comes first: it does the same in three quarters of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
# Neither macOS nor Windows has them on the path; Windows brings one.
ELSEWHERE = (
    ("/Applications/Chromium.app/Contents/MacOS/Chromium",),
    ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",),
    ("$ProgramFiles", "Google/Chrome/Application/chrome.exe"),
    ("$ProgramFiles(x86)", "Microsoft/Edge/Application/msedge.exe"),
)


def find_chromium() -> str | None:
    """The browser that ARIGNOTE_CHROMIUM names, else one from the path, else from its usual place."""
    named = os.environ.get("ARIGNOTE_CHROMIUM")
    found = next((path for name in (named, *NAMES) if name and (path := shutil.which(name))), None)
    return found or next((str(path) for path in map(usual, ELSEWHERE) if path.is_file()), None)


def usual(place: tuple[str, ...]) -> Path:
    first, *rest = place
    return Path(os.environ.get(first[1:]) or "nowhere" if first.startswith("$") else first, *rest)
