"""The main job, on notebooks made for the purpose: what it writes, and what it says when something is wrong."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import pytest
from arignote.run import need_browser, show, speak_english
from arignote.tutorials import Problem


class Desk:
    """A folder of notebooks and one to build in."""

    def __init__(self, folder: Path):
        self.notebooks, self.build = folder / "note books", folder / "build"
        self.notebooks.mkdir()

    def add(self, name: str, *programs: str) -> None:
        cells = [v4.new_markdown_cell(f"# About {name}\n\nOne sentence.")] + [v4.new_code_cell(p) for p in programs]
        nbformat.write(v4.new_notebook(cells=cells), self.notebooks / f"{name}.ipynb")

    def start(self, *words: str, **how) -> subprocess.Popen:
        command = [sys.executable, "-m", "arignote.run", "--notebooks", self.notebooks, "--build", self.build, *words]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)

    def run(self, *words: str, **how) -> tuple[int, str, str]:
        process = self.start(*words, **how)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def files(self) -> list[str]:
        return sorted(str(path.relative_to(self.build)) for path in self.build.rglob("*") if path.is_file())


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_slides_without_their_packages_are_refused_before_anything_runs(monkeypatch):
    monkeypatch.delitem(sys.modules, "arignote.browser", raising=False)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(Problem, match="the Python package pypdf, which is not here: pip install 'arignote\\[slides\\]'"):
        need_browser()


@pytest.mark.parametrize("flags, kept", [("language=zh-CN", ""), ("infix=false, language = zh-CN,device=cpu", "infix=false,device=cpu"), ("", "")])
def test_outputs_are_kept_in_english(monkeypatch, flags, kept):
    monkeypatch.setenv("ARIGNOTE_FLAGS", flags)
    speak_english()
    assert os.environ["ARIGNOTE_FLAGS"] == kept


def test_a_broken_notebook_is_told_and_the_others_still_run(desk):
    desk.add("7_good", 'System.out.println("fine");')
    desk.add("8_bad", "int a = 1;", "int b = nowhere;", 'System.out.println("never");')
    status, out, err = desk.run()
    assert status == 1
    assert "arignote: 8_bad, code cell 2: nowhere is not known here." in err.splitlines()
    assert [line.split()[3] for line in out.splitlines()[1:3]] == ["ran", "failed"]
    made = ["7_good.html", "7_good.slides.html", "7_good.zip", "index.html"]
    assert desk.files() == ["notebooks/7_good.ipynb", *(f"site/{name}" for name in made)]


def test_saving_writes_the_outputs_back(desk):
    desk.add("7_good", "6 * 7")
    assert desk.run("--save")[0] == 0
    saved = (desk.notebooks / "7_good.ipynb").read_text()
    assert saved == (desk.build / "notebooks/7_good.ipynb").read_text()
    assert '"42"' in saved


def test_a_notebook_without_a_number_is_run_when_it_is_named(desk):
    desk.add("7_good", "1")
    desk.add("mine", "2")
    assert [line.split()[0] for line in desk.run()[1].splitlines()[1:2]] == ["7_good"]
    assert not (desk.build / "site/mine.html").exists()
    assert desk.run("mine")[0] == 0
    index = (desk.build / "site/index.html").read_text()
    assert (desk.build / "site/mine.html").exists() and "About mine" in index and "About 7_good" in index


def test_an_unknown_tutorial_is_told(desk):
    desk.add("7_good", "1")
    status, out, err = desk.run("seven")
    assert (status, out) == (1, "")
    assert err == "arignote: there is no tutorial 'seven'; known are 7_good\n"


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe"])
def test_a_file_that_is_no_notebook_is_told_before_anything_runs(desk, content):
    desk.add("7_good", "1")
    (desk.notebooks / "8_torn.ipynb").write_bytes(content)
    assert desk.run() == (1, "", f"arignote: executing 2 notebooks\narignote: {desk.notebooks / '8_torn.ipynb'} is no notebook\n")
    assert desk.files() == []


def test_a_full_disk_is_told_and_nothing_is_half_written(desk):
    desk.add("7_good", "1")

    def no_large_file():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    status, out, err = desk.run(preexec_fn=no_large_file)
    assert (status, out) == (1, "")
    assert err.splitlines()[-1].startswith(f"arignote: {desk.build} cannot be written (File too large)")
    assert desk.files() == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_run_leaves_no_kernel_and_no_file(desk, how):
    desk.add("7_long", "Thread.sleep(100_000);")
    desk.add("8_long", "while (true) { }")
    process = desk.start()
    deadline = time.monotonic() + 30
    while len(kernels := children(process.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(2 if how == signal.SIGINT else 0)  # once in the cells, twice while the kernels start
    process.send_signal(how)
    assert process.wait(timeout=15) == 130
    assert len(kernels) == 2
    assert not [kernel for kernel in kernels if is_alive(kernel)]
    assert desk.files() == [] and list(desk.build.iterdir()) == []


def test_where_no_links_can_be_made_the_data_are_copied(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/table.csv").write_text("1,2")

    def refuse(*_, **__):
        raise OSError("A required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    show(tmp_path / "data", tmp_path / "desk")
    assert (tmp_path / "desk/table.csv").read_text() == "1,2" and not (tmp_path / "desk").is_symlink()


def children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(word) for path in listed for word in path.read_text().split()]


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
