"""The reader's own copy: the tutorials as they came stay untouched, and come back."""

import os
import subprocess
import sys

from arignote.lab import arguments
from arignote.own import fill, reset
from arignote.tutorials import TUTORIALS, names

NAME = names(TUTORIALS)[0]


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_copy_has_all_that_readers_need_and_nothing_else(tmp_path):
    fill(tmp_path)
    assert sorted(path.stem for path in tmp_path.glob("*.ipynb")) == sorted(path.stem for path in TUTORIALS.glob("*.ipynb"))
    assert (tmp_path / "data/answers.txt").read_bytes() == (TUTORIALS / "data/answers.txt").read_bytes()
    assert not (tmp_path / "python").exists() and not (tmp_path / "export").exists()


def test_what_a_reader_has_changed_is_never_overwritten(tmp_path):
    fill(tmp_path)
    (tmp_path / f"{NAME}.ipynb").write_text("mine")
    (tmp_path / "data/digits.csv").unlink()
    fill(tmp_path)
    assert (tmp_path / f"{NAME}.ipynb").read_text() == "mine"
    assert (tmp_path / "data/digits.csv").exists()


def test_reset_brings_a_tutorial_back_and_keeps_the_readers(tmp_path):
    fill(tmp_path)
    new = (TUTORIALS / f"{NAME}.ipynb").read_bytes()
    for kept in (f"my_{NAME}.ipynb", f"my_{NAME}_2.ipynb"):
        (tmp_path / f"{NAME}.ipynb").write_text(kept)
        assert reset(NAME, tmp_path) == tmp_path / kept
        assert (tmp_path / f"{NAME}.ipynb").read_bytes() == new
    assert (tmp_path / f"my_{NAME}.ipynb").read_text() == f"my_{NAME}.ipynb"
    before = files(tmp_path)
    assert reset(NAME, tmp_path) is None  # it is as it came
    assert files(tmp_path) == before
    assert NAME in names(tmp_path) and f"my_{NAME}" not in names(tmp_path)


def test_the_verb_says_where_the_readers_is_kept(tmp_path):
    (tmp_path / f"{NAME}.ipynb").write_text("mine")

    def call(*words):
        how = {"capture_output": True, "text": True, "env": {**os.environ, "ARIGNOTE_NOTEBOOKS": str(tmp_path)}}
        return subprocess.run([sys.executable, "-m", "arignote", "reset", *words], **how)

    done = call("1")  # the number is the translations' too
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / NAME}.ipynb\n{tmp_path / NAME}.zh.ipynb\n")
    assert done.stderr.startswith(f"arignote: yours is my_{NAME}.ipynb now; ")
    unknown = call("77")
    assert unknown.returncode == 1
    assert unknown.stderr.startswith("arignote: there is no tutorial '77'; known are ")


def test_lab_opens_the_copy_unless_it_is_told_where(tmp_path, monkeypatch):
    monkeypatch.setattr("arignote.lab.READERS", tmp_path / "mine")
    filled = []
    monkeypatch.setattr("arignote.lab.fill", filled.append)
    assert f"--ServerApp.root_dir={tmp_path / 'mine'}" in arguments([])
    assert filled == [tmp_path / "mine"]
    assert f"--ServerApp.root_dir={TUTORIALS}" in arguments(["--tutorials"])
    elsewhere = arguments(["--ServerApp.root_dir=/course"])
    assert [word for word in elsewhere if "root_dir" in word] == ["--ServerApp.root_dir=/course"]
    assert filled == [tmp_path / "mine"]
