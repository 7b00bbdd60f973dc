"""A new notebook: where it is written, what is refused, and that it runs, checks itself and makes a page and a deck."""

import subprocess
import sys
from copy import deepcopy

import nbformat
import pytest
from arignote.check import Change, changed
from arignote.execute import Task, execute_all, read
from arignote.export import deck, document, page
from arignote.new import TEMPLATE, new, title


def run(*words) -> tuple[int, str, str]:
    done = subprocess.run([sys.executable, "-m", "arignote.new", *map(str, words)], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def executions(tmp_path_factory):
    """The new notebook as it is, and with a training that is too short."""
    folder = tmp_path_factory.mktemp("course")
    notebook = read(new("7_my_table", folder))
    short = deepcopy(notebook)
    assert changed(short, Change("progress(500)", "progress(5)", ""))
    return execute_all([Task("as it is", notebook, folder), Task("too short", short, folder)])


def test_it_lies_where_it_was_wanted_and_its_title_is_its_name(tmp_path):
    status, out, err = run("7_my_table", "--notebooks", tmp_path)
    path = tmp_path / "7_my_table.ipynb"
    assert (status, out) == (0, f"{path}\n")
    assert err == f"arignote: edit it in ./arignote lab --ServerApp.root_dir={tmp_path}, then: ./arignote run --notebooks {tmp_path} 7_my_table\n"
    notebook = read(path)
    nbformat.validate(notebook)
    assert notebook.cells[0].source.startswith("# My table\n")


@pytest.mark.parametrize("name, said", [("7_my_table", "My table"), ("Ohm", "Ohm"), ("42", "42"), ("été", "Été")])
def test_a_title_is_made_from_the_name(name, said):
    assert title(name) == said


def test_a_notebook_that_is_there_is_never_touched(tmp_path):
    path = tmp_path / "mine.ipynb"
    path.write_text("my work")
    status, out, err = run("mine.ipynb", "--notebooks", tmp_path)
    assert (status, out) == (1, "")
    assert err == f"arignote: {path} is there already; choose another name, or delete it first\n"
    assert path.read_text() == "my work"


@pytest.mark.parametrize("name", ["a/b", "../up", "two words", "", ".hidden"])
def test_a_name_that_is_none_is_told(tmp_path, name):
    status, out, err = run(name, "--notebooks", tmp_path)
    assert (status, out) == (1, "")
    assert err.startswith(f"arignote: '{name}' is no name for a notebook: use letters, digits, _ and -")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path):
    status, _, err = run("mine", "--notebooks", tmp_path / "nowhere")
    assert (status, err) == (1, f"arignote: there is no folder {tmp_path / 'nowhere'}; make it first\n")


def test_it_runs_and_makes_a_page_and_a_deck(executions):
    assert executions[0].error is None
    doc = document("7_my_table", executions[0].notebook)
    assert (doc.title, len(doc.slides)) == ("My table", 7)
    assert "My table" in page(doc, {}) and "My table" in deck(doc)


def test_it_notices_a_wrong_result(executions):
    assert executions[1].error.startswith("code cell 7: the best line is ")


def test_the_template_is_committed_without_outputs():
    cells = read(TEMPLATE).cells
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells if cell.cell_type == "code")
    assert any(cell.metadata.get("slideshow", {}).get("slide_type") == "notes" for cell in cells)
