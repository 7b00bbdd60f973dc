"""The tutorials run, their numbers agree with the reference, and their files are reproducible."""

import re

import nbformat
import pytest
from arignote.check import differences, original, questions
from arignote.execute import LANGUAGE, Task, execute, read
from arignote.tutorials import NOTEBOOKS, ROOT, names
from pictures import comparable
from solutions import without_solutions

ASKED = questions()
TRANSLATIONS = [name for name in names() if name != original(name)]
CHANGES = [(name, change) for name in names() if name in ASKED for change in ASKED[name].changes]

# What would be different elsewhere or tomorrow.
TRACES = {
    "a path of this machine": re.escape(str(ROOT)) + r"|/tmp/|/home/|/root/|file://",
    "an identity": r"[A-Za-z$]@[0-9a-f]{5,8}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-",
    "a time": r"\b\d\d:\d\d:\d\d\b|\b\d{4}-\d\d-\d\d[T ]\d\d:",
    "a rate or a duration": r"\d ?(ms|µs|it/s|steps/s)\b",
}


def code(notebook):
    """The programs, but for a question in words."""
    return [cell.source for cell in notebook.cells if cell.cell_type == "code" and cell.id != "predict-first"]


def written_outputs(notebook):
    """All text that the cells have put out, images left aside."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            yield output.get("text", "")
            for kind, content in output.get("data", {}).items():
                if kind.startswith("text/"):
                    yield re.sub(r"base64,[A-Za-z0-9+/=]+", "", content)


@pytest.mark.parametrize("name", names())
def test_runs_and_agrees_with_the_reference(executions, name):
    execution = executions[name]
    assert execution.error is None
    assert differences(ASKED[original(name)], execution.values) == []


@pytest.mark.parametrize("name", names())
def test_runs_again_to_the_bytes_that_are_committed(executions, name):
    file = NOTEBOOKS / f"{name}.ipynb"
    committed = nbformat.writes(comparable(read(file))) + "\n"
    assert committed == nbformat.writes(comparable(executions[name].notebook)) + "\n", "./arignote run --save mends it"
    assert file.read_text("utf-8") == nbformat.writes(read(file)) + "\n"


@pytest.mark.parametrize("name", names())
def test_carries_no_trace_of_a_run(name):
    notebook = read(NOTEBOOKS / f"{name}.ipynb")
    assert dict(notebook.metadata.language_info) == LANGUAGE
    for text in written_outputs(notebook):
        for what, pattern in TRACES.items():
            found = re.search(pattern, text)
            assert not found, f"{what} is in an output: {found[0]}"


@pytest.mark.parametrize("name", names())
def test_cells_have_ids_of_their_own(name):
    ids = [cell.get("id") for cell in read(NOTEBOOKS / f"{name}.ipynb").cells]
    assert all(ids) and len(set(ids)) == len(ids)


def test_the_sixteen_points_can_be_pasted_where_there_is_no_file(tmp_path):
    committed = without_solutions(read(NOTEBOOKS / "2_sixteen_points.ipynb"))  # answers are in a file
    elsewhere = execute(Task("elsewhere", committed, tmp_path))
    assert elsewhere.error is None
    assert nbformat.writes(comparable(elsewhere.notebook)) == nbformat.writes(comparable(committed))
    cells = {cell.id: cell for cell in committed.cells}
    (_, whole) = alone = [cells["imports"], cells["whole-program"]]
    pasted = execute(Task("pasted", nbformat.v4.new_notebook(cells=alone), tmp_path))
    assert pasted.error is None
    if comparable(committed) is committed:
        assert pasted.notebook.cells[1].outputs == whole.outputs


CREDITS = {
    "1_linear_regression_slides": ["http://www.christianherta.de/"],
    "2_sixteen_points": ["https://roshansanthosh.wordpress.com/"],
    "3_noisy_line": ["https://github.com/lijin-THU/notes-python"],
    "4_train_and_test": ["https://github.com/lhannest/learningTheano"],
    "5_gradient_descent": ["https://github.com/fastai/fastai/", "https://github.com/fastai/courses/"],
    "8_digits": ["https://doi.org/10.24432/C50P49"],
    "9_hidden_layer": ["https://doi.org/10.24432/C50P49"],
    "11_autoencoder": ["https://doi.org/10.24432/C50P49"],
}


@pytest.mark.parametrize("name", [name for name in names() if original(name) in CREDITS])
def test_a_tutorial_names_and_links_what_it_follows(name):
    prose = [cell.source for cell in read(NOTEBOOKS / f"{name}.ipynb").cells if cell.cell_type == "markdown"]
    for address in CREDITS[original(name)]:
        assert re.search(rf"\]\({re.escape(address)}", "\n".join(prose))


def test_the_fifth_keeps_the_words_of_what_it_follows():
    cells = {cell.id: cell.source for cell in read(NOTEBOOKS / "5_gradient_descent.ipynb").cells}
    for words in ("space of allowed models", "loss function", "utility function"):
        assert words in cells["components"]


@pytest.mark.parametrize("name", TRANSLATIONS)
def test_a_translation_has_the_same_programs(name):
    translated, english = (read(NOTEBOOKS / f"{n}.ipynb") for n in (name, original(name)))
    assert code(translated) == code(english)


@pytest.mark.parametrize("name, change", CHANGES, ids=[f"{name}: {change.old}" for name, change in CHANGES])
def test_a_changed_constant_is_noticed(executions, name, change):
    assert f"{change.old} {name}" in executions, f"no code cell has {change.old}"
    sentences = differences(ASKED[name], executions[f"{change.old} {name}"].values)
    assert any(re.match(rf"{change.value}\b", sentence) for sentence in sentences), sentences


@pytest.mark.parametrize("name", ASKED)
def test_every_tutorial_asked_about_is_there(name):
    assert name in names()
