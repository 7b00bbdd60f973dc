"""The notebooks in plain Java: written by ./arignote plain, and the same in all they put out."""

import re
import subprocess

import nbformat
import pytest
from arignote.check import original
from arignote.execute import Task, execute, read
from arignote.tutorials import NOTEBOOKS, ROOT, names
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from solutions import without_solutions

OPERATORS = """import arignote.*;
import static arignote.Arignote.*;
var x = T.vector("x");"""


def outputs(notebook):
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("name", [name for name in names() if original(name) == name])
def test_the_plain_form_gives_the_same_outputs(executions, plain_executions, name):
    first, plain = executions[name].notebook, plain_executions[name]
    assert plain.error is None
    assert outputs(plain.notebook) == outputs(without_solutions(first))


@pytest.mark.parametrize("name", names())
def test_the_tutorials_are_written_with_operators(executions, name):
    written, plain = read(NOTEBOOKS / f"{name}.ipynb"), executions[name].plain
    differ = [a.source for a, b in zip(written.cells, plain.cells) if a.source != b.source]
    assert differ and all(re.search(r" [-+*/] ", source) for source in differ)
    calls = [c.source for c in written.cells if c.cell_type == "code" and re.search(r"\.(plus|minus|times)\(", c.source)]
    assert calls == []


def test_without_infix_the_same_cell_is_refused(monkeypatch, tmp_path):
    notebook = new_notebook(cells=[new_code_cell(OPERATORS), new_code_cell("2 * x + 1")])
    assert execute(Task("operators", notebook, tmp_path)).error is None
    monkeypatch.setenv("ARIGNOTE_FLAGS", "infix=false")
    assert "does not work between" in execute(Task("operators", notebook, tmp_path)).error


def test_the_launcher_writes_the_plain_form(tmp_path):
    cells = [new_code_cell(OPERATORS), new_markdown_cell("`2 * x`"), new_code_cell("// 2 * x\n2 * x + 1")]
    nbformat.write(new_notebook(cells=cells), tmp_path / "mine.ipynb")
    done = subprocess.run(
        [ROOT / "arignote", "plain", "mine.ipynb"], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    assert (done.returncode, done.stdout) == (0, "mine.plain.ipynb\n"), done.stderr
    plain = read(tmp_path / "mine.plain.ipynb")
    assert [cell.source for cell in plain.cells] == [OPERATORS, "`2 * x`", "// 2 * x\nT.mul(2, x).plus(1)"]
    assert plain.metadata.kernelspec.name == "java"


def test_a_warning_reaches_the_cell(tmp_path):
    notebook = new_notebook(cells=[new_code_cell(OPERATORS), new_code_cell("2 / 3 * x"), new_code_cell("x = -x;")])
    shown = execute(Task("warning", notebook, tmp_path)).notebook.cells
    assert "warning: 2 / 3 divides whole numbers" in "".join(o.get("text", "") for o in shown[1].outputs)
    assert outputs(new_notebook(cells=[shown[0], shown[2]])) == [[], []]
