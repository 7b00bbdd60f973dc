"""Chromium without a network: prints decks to PDF, and looks at pages the way a reader does."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import ContextManager, Iterator

from arignote.chromium import find_chromium
from arignote.tutorials import Problem
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from pypdf import PdfWriter

# Debian's Chromium, not one that Playwright would download.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
READY = "() => document.documentElement.dataset.ready === '1'"


def chromium() -> str:
    if found := find_chromium():
        return found
    raise Problem("Chromium is missing; install it, or name a browser like it in ARIGNOTE_CHROMIUM")


_shared: list[tuple[Playwright, int]] = []  # Playwright, and how many use it: it runs once in a process


@contextmanager
def running_playwright() -> Iterator[Playwright]:
    """Playwright, which several windows at a time share."""
    playwright, users = _shared.pop() if _shared else (sync_playwright().start(), 0)
    _shared.append((playwright, users + 1))
    try:
        yield playwright
    finally:
        playwright, users = _shared.pop()
        if users == 1:
            playwright.stop()
        else:
            _shared.append((playwright, users - 1))


@contextmanager
def browser_window(**options: object) -> Iterator[BrowserContext]:
    """A browser window of a slide's size; the options are those of Playwright's new_context."""
    with running_playwright() as playwright:
        # Signals are the program's own business: it closes the browser on its way out.
        browser: Browser = playwright.chromium.launch(
            executable_path=chromium(), args=FLAGS, handle_sigint=False, handle_sigterm=False, handle_sighup=False
        )
        try:
            yield browser.new_context(viewport={"width": 1280, "height": 720}, **options)
        finally:
            browser.close()


def offline_browser() -> ContextManager[BrowserContext]:
    """A browser window which reaches no network."""
    return browser_window(offline=True)


def open_ready(page: Page, file: Path, query: str = "") -> None:
    """Opens an exported file and waits until its formulas are typeset and its slides laid out."""
    page.goto(file.resolve().as_uri() + query)
    page.wait_for_function(READY, timeout=60_000)


def print_deck(context: BrowserContext, deck: Path, pdf: Path) -> None:
    """One page a slide, as vectors. A blank print is what Chromium gives before the deck is ready."""
    print_pdf(context, deck, pdf, "?print-pdf")


def print_handout(context: BrowserContext, sheets: Path, pdf: Path) -> None:
    print_pdf(context, sheets, pdf)


def print_pdf(context: BrowserContext, file: Path, pdf: Path, query: str = "") -> None:
    page = context.new_page()
    open_ready(page, file, query)
    # reveal.js hides all slides but one from those who hear them, and Chromium's tags and outline hold what is heard
    page.eval_on_selector_all(".reveal section[aria-hidden]", "all => all.forEach(slide => slide.removeAttribute('aria-hidden'))")
    page.pdf(path=pdf, prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    author = page.locator("meta[name=author]")
    if author.count():  # Chromium takes the title and the language alone
        name_author(pdf, author.get_attribute("content"))
    page.close()


def name_author(pdf: Path, author: str) -> None:
    """Appended: what Chromium wrote stays as it is."""
    writer = PdfWriter(pdf, incremental=True)
    writer.add_metadata({"/Author": author})
    writer.write(pdf)


def crowded_slides(context: BrowserContext, deck: Path) -> list[str]:
    """The first lines of the slides that hold more than can be read."""
    page = context.new_page()
    open_ready(page, deck)
    titles = page.eval_on_selector_all("[data-crowded]", "all => all.map(s => s.textContent.trim().split('\\n')[0])")
    page.close()
    return titles
