"""How far a long download is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time

from arignote.tutorials import said, say

WIDTH = 30
EACH = 0.1  # seconds between two looks of the bar
STEP = 0.25  # of the whole, between two lines


class Progress:
    """Of bytes; on standard error."""

    def __init__(self, what: str, total: int):
        self.what, self.total, self.done = what, max(total, 1), 0
        self.is_bar = sys.stderr.isatty()
        self.shown, self.told = 0.0, STEP

    def __enter__(self) -> Progress:
        if self.is_bar:
            self.show()
        else:
            say(self.what)
        return self

    def __exit__(self, kind, *_: object) -> None:
        if self.is_bar:
            if kind is None:
                self.show()
            print(file=sys.stderr, flush=True)

    def add(self, size: int) -> None:
        self.set(self.done + size)

    def set(self, done: int) -> None:
        self.done = min(done, self.total)
        if self.is_bar:
            if time.monotonic() > self.shown + EACH:
                self.show()
        elif self.done >= self.told * self.total and self.done < self.total:
            say(f"{self.done / 1e6:.0f} of {self.total / 1e6:.0f} MB")
            while self.told * self.total <= self.done:
                self.told += STEP

    def show(self) -> None:
        self.shown = time.monotonic()
        full = WIDTH * self.done // self.total
        bar = "#" * full + "." * (WIDTH - full)
        print(f"\rarignote: {said(self.what)} [{bar}] {100 * self.done // self.total:3d} %", end="", file=sys.stderr, flush=True)

    def say(self, text: str) -> None:
        if self.is_bar:
            print(file=sys.stderr)
        say(text)
