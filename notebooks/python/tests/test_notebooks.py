"""The tutorials run, their numbers agree with the reference, and their files are reproducible."""

import re

import nbformat
import pytest
from check import differences, original, questions
from execute import LANGUAGE, read
from pictures import comparable
from tutorials import NOTEBOOKS, ROOT, names

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
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


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
