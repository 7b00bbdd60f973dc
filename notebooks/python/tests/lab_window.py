"""JupyterLab as ./arignote lab starts it, and a notebook in it, to be used as a reader does."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

from arignote.execute import ENVIRONMENT, read
from arignote.tutorials import BUILD
from nbformat import NotebookNode
from playwright.sync_api import BrowserContext, Locator, Page, expect

SCREENSHOTS = BUILD / "screenshots"
# The page's notebook: its prompts do not tell, as folded cells have none.
WAITING = """() => [...jupyterapp.shell.currentWidget.content.model.cells].some(cell => cell.executionState === 'running')"""
WITHOUT_NUMBER = """() => [...jupyterapp.shell.currentWidget.content.model.cells]
    .filter(cell => cell.type === 'code' && cell.sharedModel.source.trim() && !cell.executionCount)
    .map(cell => cell.id)"""
IDLE = "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
MILLISECONDS = 1000


class Lab:
    """A server on a folder of notebooks, and a window on it."""

    def __init__(self, folder: Path, own: Path, context: BrowserContext):
        self.folder, self.context, self.wrong = folder, context, []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        # Settings and workspaces of whoever runs the tests play no part.
        places = {"JUPYTER_CONFIG_DIR": own, "JUPYTER_DATA_DIR": own, "JUPYTERLAB_WORKSPACES_DIR": own / "workspaces"}
        self.server = subprocess.Popen(
            [sys.executable, "-m", "arignote.lab", f"--ServerApp.root_dir={folder}", f"--ServerApp.port={port}", "--expose-app-in-browser"],
            env={
                **os.environ,
                **ENVIRONMENT,
                **{name: str(place) for name, place in places.items()},
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.address = self.server.stdout.readline().strip()
        host = urlsplit(self.address).netloc

        def look(request) -> None:
            if urlsplit(request.url).netloc not in (host, "") and not request.url.startswith(("data:", "blob:")):
                self.wrong.append(f"asks for {request.url}")

        context.on("request", look)
        context.on("console", lambda m: m.type == "error" and self.wrong.append(f"console: {m.text[:200]}"))

    def launcher(self) -> Page:
        page = self.context.new_page()
        page.goto(self.address)
        page.wait_for_selector(".jp-Launcher", timeout=60 * MILLISECONDS)
        return page

    def open(self, name: str) -> Notebook:
        page, answers = self.context.new_page(), []

        def listen(socket) -> None:
            if "/channels" in socket.url:
                socket.on("framereceived", lambda frame: "kernel_info_reply" in str(frame) and answers.append(frame))

        page.on("websocket", listen)
        path, _, token = self.address.partition("?")
        workspace = name.replace(".", "-")  # JupyterLab finds none whose name has a dot
        page.goto(f"{path}/workspaces/{quote(workspace)}/tree/{quote(name)}.ipynb?{token}&reset")
        # What JupyterLab shows of the kernel says too early that it is idle; it is there when it has answered.
        deadline = time.monotonic() + 120
        while not answers and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        assert answers, "the kernel did not answer"
        page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        return Notebook(page, self.folder / f"{name}.ipynb")

    def close(self) -> None:
        self.server.terminate()
        self.server.wait(timeout=60)


class Notebook:
    """A notebook in its tab."""

    def __init__(self, page: Page, file: Path):
        self.page, self.file = page, file
        self.name = file.stem

    def cell(self, index: int) -> Locator:
        """A code cell, scrolled to."""
        cell = self.page.locator(".jp-Notebook .jp-CodeCell").nth(index)
        cell.evaluate("cell => cell.scrollIntoView({block: 'center'})")
        return cell

    def start(self, index: int) -> Locator:
        """Returns when the cell waits for its turn, runs or has run."""
        cell = self.cell(index)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.text_content()
        prompt.click()
        self.menu("Run", "Run Selected Cell and Do not Advance")
        expect(prompt).not_to_have_text(before, timeout=60 * MILLISECONDS)
        return cell

    def run(self, index: int) -> Locator:
        cell = self.start(index)
        self.wait_until_done()
        return cell

    def menu(self, *labels: str) -> None:
        self.page.locator(f".lm-MenuBar-itemLabel:text-is('{labels[0]}')").click()
        for label in labels[1:]:
            self.page.locator(f".lm-Menu-itemLabel:text-is('{label}')").click()

    def run_all(self) -> None:
        """Returns when the first cell has its turn."""
        self.menu("Run", "Run All Cells")
        self.page.wait_for_function(WAITING)

    def restart_and_run_all(self) -> None:
        """Returns when the first cell has its turn."""
        self.menu("Kernel", "Restart Kernel and Run All Cells…")
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self.page.wait_for_function(WAITING)

    def wait_until_done(self, seconds: float = 300) -> None:
        """Until no cell runs or waits for its turn; the kernel is idle then, which it says behind all that it put out."""
        self.page.wait_for_function(f"() => !({WAITING})() && ({IDLE})()", timeout=seconds * MILLISECONDS)

    def wait_until_all_have_run(self) -> None:
        """The same, of all cells. Nothing is saved before: JupyterLab takes what changes while it saves for saved."""
        self.wait_until_done()
        failed = [output.evalue for cell in self.saved().cells for output in cell.get("outputs", []) if output.output_type == "error"]
        assert (failed, self.page.evaluate(WITHOUT_NUMBER)) == ([], []), f"cells of {self.name} have not run"

    def is_changed(self) -> bool:
        """Whether JupyterLab would ask to save it."""
        return self.page.locator(".lm-DockPanel-tabBar .jp-mod-dirty").count() > 0

    def changes_by_itself(self) -> bool:
        """Whether opening it is enough for that: what the kernel tells is put into the notebook a moment later."""
        self.page.wait_for_timeout(1 * MILLISECONDS)
        return self.is_changed()

    def saved(self) -> NotebookNode:
        """The notebook as JupyterLab saves it."""
        if self.is_changed():  # else it would be written once more, while it is read here
            self.page.locator("[data-command='docmanager:save']").first.click()
            self.page.wait_for_function("() => !document.querySelector('.lm-DockPanel-tabBar .jp-mod-dirty')")
        return read(self.file)

    def screenshot(self, what: str = "") -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"lab-{self.name}{re.sub(r'^(?=.)', '-', what)}.png")

    def close(self) -> None:
        """Closes the tab and ends the kernel."""
        self.menu("Kernel", "Shut Down Kernel")
        self.page.wait_for_timeout(300)
        self.page.close()
