"""What the notebooks' tags, slide types and outputs become."""

import base64
import re

import nbformat.v4 as v4
import pytest
from arignote.export import deck, document, linked, page
from arignote.tutorials import Problem, choose, names

PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)  # one pixel


def notebook(*cells, lang="en"):
    return v4.new_notebook(cells=list(cells), metadata={"lang": lang})


def prose(text, slide="-"):
    return v4.new_markdown_cell(text, metadata={"slideshow": {"slide_type": slide}})


def program(text, *outputs, tags=()):
    return v4.new_code_cell(text, outputs=list(outputs), metadata={"tags": list(tags)})


def shown(data, metadata=None):
    return v4.new_output("display_data", data=data, metadata=metadata or {})


def test_title_and_summary_are_the_first_heading_and_sentence():
    doc = document("1_a", notebook(prose("# A *line*\n\nFits 1.5 and $x$. More.\n\n## Data"), prose("Notes.", "notes")))
    assert (doc.title, doc.summary) == ("A line", "Fits 1.5 and $x$.")
    assert doc.headings == [("Data", "Data")]


def test_a_chinese_sentence_ends_at_its_own_full_stop():
    assert document("3_a.zh", notebook(prose("# 线\n\n符号计算。三步。"), lang="zh-CN")).summary == "符号计算。"


def test_slide_types_group_the_cells():
    cells = [prose("a", "slide"), prose("b"), prose("c", "fragment"), prose("d", "subslide"), prose("e", "skip")]
    columns = document("1_a", notebook(*cells, prose("f", "slide"))).slides
    text = [[[[cell.prose[3:4] for cell in part] for part in slide] for slide in column] for column in columns]
    assert text == [[[["a", "b"], ["c"]], [["d"]]], [[["f"]]]]


def test_notes_are_for_the_speaker_alone():
    doc = document("1_a", notebook(prose("# T", "slide"), prose("whisper", "notes")))
    assert "whisper" not in page(doc, {})
    assert re.search(r'<aside class="notes">\s*<div class="prose"><p>whisper</p>', deck(doc))


def test_tags_hide_cells_programs_and_outputs():
    said = v4.new_output("stream", name="stdout", text="said")
    doc = document(
        "1_a",
        notebook(
            program("gone", said, tags=["remove-cell"]),
            program("hidden", said, tags=["hide-input"]),
            program("kept", said, tags=["remove-output"]),
        ),
    )
    assert [bool(cell.program) for cell in doc.cells] == [False, True]
    assert [len(cell.outputs) for cell in doc.cells] == [1, 0]


@pytest.mark.parametrize("tag", ["remove_cell", "hide-cell", "hide_input", "remove-input", "hide_output", "remove_output"])
def test_tags_are_known_in_all_spellings(tag):
    said = v4.new_output("stream", name="stdout", text="said")
    cells = document("1_a", notebook(program("x", said, tags=[tag]))).cells
    kept = [(bool(cell.program), bool(cell.outputs)) for cell in cells]
    assert kept == ([] if "cell" in tag else [(False, True)] if "input" in tag else [(True, False)])


def test_an_empty_cell_can_begin_a_slide():
    doc = document("1_a", notebook(prose("# T", "slide"), program(""), prose("", "slide"), prose("b")))
    assert [len(column[0][0]) for column in doc.slides] == [1, 2]


def test_a_picture_that_needs_a_light_ground_says_so():
    output = shown({"image/png": PNG}, {"needs_background": "light"})
    (cell,) = document("1_a", notebook(program("x", output))).cells
    assert '<figure class="output needs-light">' in cell.outputs[0]


def test_an_image_keeps_its_alternative_text_and_its_size():
    output = shown({"image/png": PNG + "\n", "text/plain": "chart"}, {"image/png": {"alt": 'a "b"', "width": 640}})
    (cell,) = document("1_a", notebook(program("x", output))).cells
    assert '<img src="data:image/png;base64,' + PNG + '" alt="a &quot;b&quot;" width="640">' in cell.outputs[0]


def test_an_svg_is_embedded_as_an_image():
    (cell,) = document("1_a", notebook(program("x", shown({"image/svg+xml": "<svg/>"}, {"alt": "graph"})))).cells
    file = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"/>').decode()
    assert file in cell.outputs[0] and 'alt="graph"' in cell.outputs[0]


def test_a_player_is_kept_with_its_script_and_wins_over_its_still_image():
    output = shown({"text/html": "<script>go()</script>", "image/png": "QUJD", "text/plain": ""})
    (cell,) = document("1_a", notebook(program("x", output))).cells
    assert cell.outputs == ['<div class="output html"><script>go()</script></div>']


def test_a_typeset_formula_wins_over_its_text():
    (cell,) = document("1_a", notebook(program("x", shown({"text/latex": "$a<b$", "text/plain": "a"})))).cells
    assert "$a&lt;b$" in cell.outputs[0]


def test_links_between_notebooks_become_links_between_pages():
    assert linked('<a href="2_b.ipynb#End">', ".slides.html") == '<a href="2_b.slides.html#End">'
    assert linked('<a href="../a/2_b.ipynb">', ".html") == '<a href="../a/2_b.ipynb">'
    assert linked('<a href="https://e.org/a.ipynb">', ".html") == '<a href="https://e.org/a.ipynb">'


def test_tutorials_come_in_the_order_of_their_numbers(tmp_path):
    for name in ("12_a", "2_b.zh", "2_b", "1_c", "mine"):
        (tmp_path / f"{name}.ipynb").touch()
    assert names(tmp_path) == ["1_c", "2_b", "2_b.zh", "12_a"]


def test_a_name_its_beginning_or_its_number_choose_a_tutorial():
    known = ["1_a", "3_noisy", "3_noisy.zh", "4_b"]
    assert choose([], known) == known
    assert choose(["4", "notebooks/1_a.ipynb"], known) == ["1_a", "4_b"]
    assert choose(["3_noisy"], known) == ["3_noisy"]
    assert choose(["3"], known) == ["3_noisy", "3_noisy.zh"]
    assert choose(["1"], [*known, "12_c"]) == ["1_a"]
    with pytest.raises(Problem, match="there is no tutorial 'x'; known are 1_a, 3_noisy, 3_noisy.zh, 4_b"):
        choose(["x"], known)
