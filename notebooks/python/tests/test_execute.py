"""What is kept of an executed notebook."""

from arignote.execute import Task, execute_all, settled
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output


def printed(text, *tags):
    return new_code_cell("…", outputs=[new_output("stream", name="stdout", text=text)], metadata={"tags": list(tags)})


def test_the_output_of_a_cell_that_varies_is_not_kept():
    cells = [printed("1.5"), printed("37 ms", "varies"), printed("2.5", "hide-input")]
    kept = settled(new_notebook(cells=cells)).cells
    assert [[output.text for output in cell.outputs] for cell in kept] == [["1.5"], [], ["2.5"]]


IMPORTS = "import static arignote.Arignote.*;"
ASKS = 'predictFirst("Which?", "this", "that").because("So.")'
FRAGT = 'predictFirst("Welches?", "dies", "das").because("Darum.")'


def notebook(*sources):
    return new_notebook(cells=[new_code_cell(source, id=f"c{i}") for i, source in enumerate(sources)])


def shown(execution):
    return [output.get("text") or output["data"]["text/plain"] for cell in execution.notebook.cells for output in cell.get("outputs", [])]


def test_a_translation_takes_the_outputs_of_its_original_and_runs_its_own_texts(tmp_path):
    """Two runs would not give the same time."""
    time = 'System.out.println("at " + System.nanoTime() + 0 * 2);'
    translation = notebook(IMPORTS, time, FRAGT)
    translation.cells.insert(1, new_markdown_cell("Zeit", id="m"))
    german, english = execute_all(
        [
            Task("a.de", translation, tmp_path, ["2.5"], "a"),
            Task("a", notebook(IMPORTS, time, ASKS), tmp_path, ["2.5"]),
        ]
    )
    assert (german.name, german.error, german.values) == ("a.de", None, {"2.5": [2.5]})
    assert shown(german)[0] == shown(english)[0] and "Welches?" in shown(german)[1] and "Which?" in shown(english)[1]
    assert [c.execution_count for c in german.notebook.cells if c.cell_type == "code"] == [1, 2, 3]
    assert german.notebook.cells[3].outputs[0].execution_count == 3
    assert [cell.source for cell in german.plain.cells] == [IMPORTS, "Zeit", time, FRAGT]


def test_a_translation_alone_or_with_other_programs_runs_whole(tmp_path):
    (alone,) = execute_all([Task("a.de", notebook(IMPORTS, "int n = 3;", "n"), tmp_path, ["n"], "a")])
    assert (alone.error, alone.values, shown(alone)) == (None, {"n": [3.0]}, ["3"])
    for sources in (("int n = 4;", "n"), ("int n = 3;", "n + 1"), ("int n = 3;", "n", "n")):
        german, english = execute_all(
            [
                Task("a.de", notebook(IMPORTS, *sources), tmp_path, ["n"], "a"),
                Task("a", notebook(IMPORTS, "int n = 3;", "n"), tmp_path, ["n"]),
            ]
        )
        own = int(sources[0].split()[-1][:-1])
        assert (german.error, german.values, shown(german)[0]) == (None, {"n": [own]}, str(own + ("+" in sources[1])))
        assert shown(english) == ["3"]
