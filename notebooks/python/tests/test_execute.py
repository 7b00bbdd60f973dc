"""What is kept of an executed notebook."""

from arignote.execute import settled
from nbformat.v4 import new_code_cell, new_notebook, new_output


def printed(text, *tags):
    return new_code_cell("…", outputs=[new_output("stream", name="stdout", text=text)], metadata={"tags": list(tags)})


def test_the_output_of_a_cell_that_varies_is_not_kept():
    cells = [printed("1.5"), printed("37 ms", "varies"), printed("2.5", "hide-input")]
    kept = settled(new_notebook(cells=cells)).cells
    assert [[output.text for output in cell.outputs] for cell in kept] == [["1.5"], [], ["2.5"]]
