"""The students' and the teacher's edition: what each of them has, and what it must not have."""

import io
import json
import sys
import zipfile

import nbformat
import pytest
from arignote.editions import main, student, without_regions, write
from arignote.execute import read
from arignote.tutorials import NOTEBOOKS, Problem, names
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from solutions import is_solution

SOLVED = """double area(double r) {
    // BEGIN SOLUTION
    return Math.PI * r * r;
    // END SOLUTION
}
// BEGIN HIDDEN TESTS
assert area(1) > 3;
// END HIDDEN TESTS"""


def notes(text: str):
    return new_markdown_cell(text, metadata={"slideshow": {"slide_type": "notes"}})


def course(folder, **cells):
    (folder / "data").mkdir()
    (folder / "data" / "people.csv").write_text("height\n1.8\n")
    (folder / "data" / "reference.json").write_text('{"answer": 42}')
    for name, content in cells.items():
        path = folder / f"{name.removeprefix('_')}.ipynb"
        nbformat.write(new_notebook(cells=content, metadata={"kernelspec": {"name": "arignote", "display_name": "Java"}}), path)
    return folder


def content(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def cells(zipped: dict[str, bytes], name: str) -> list:
    found = nbformat.read(io.StringIO(zipped[name].decode()), as_version=4)
    nbformat.validate(found)
    return found.cells


def test_students_get_no_notes_no_outputs_and_no_solutions(tmp_path):
    output = new_output("execute_result", data={"text/plain": "3.14"}, execution_count=7)
    whole = [new_markdown_cell("# Circles"), notes("*Speaker:* it is 3.14"), new_code_cell(SOLVED, outputs=[output], execution_count=7)]
    student_zip, teacher_zip = write(course(tmp_path, _1_circles=whole), ["1_circles"], tmp_path / "editions")
    students, teachers = content(student_zip), content(teacher_zip)
    assert list(students) == ["student/1_circles.ipynb", "student/data/people.csv"]
    title, code = cells(students, "student/1_circles.ipynb")
    assert (title.source, code.outputs, code.execution_count) == ("# Circles", [], None)
    assert code.source == "double area(double r) {\n    // YOUR CODE HERE\n}"
    assert b"3.14" not in students["student/1_circles.ipynb"] and b"Math.PI" not in students["student/1_circles.ipynb"]
    assert set(teachers) == {"teacher/1_circles.ipynb", "teacher/data/people.csv", "teacher/data/reference.json"}
    assert [c.source for c in cells(teachers, "teacher/1_circles.ipynb")] == [c.source for c in whole]


def test_the_tutorials_lose_their_notes_outputs_and_solutions_and_nothing_else(tmp_path):
    students, teachers = map(content, write(NOTEBOOKS, names(), tmp_path))
    assert not any("reference.json" in name for name in students)
    for name in names():
        whole = read(NOTEBOOKS / f"{name}.ipynb")
        edition = cells(students, f"student/{name}.ipynb")
        kept = [c for c in whole.cells if c.metadata.get("slideshow", {}).get("slide_type") != "notes"]
        assert len(kept) < len(whole.cells) or not any("Speaker" in c.source for c in whole.cells)
        assert [c.id for c in edition] == [c.id for c in kept]
        pairs = [(ours, theirs) for ours, theirs in zip(edition, kept) if not is_solution(theirs)]
        assert [ours.source for ours, _ in pairs] == [theirs.source for _, theirs in pairs]
        assert not any(c.get("outputs") or c.get("execution_count") for c in edition)
        assert teachers[f"teacher/{name}.ipynb"] == (NOTEBOOKS / f"{name}.ipynb").read_bytes()


def test_an_answer_in_words_and_a_cell_that_is_an_answer_as_a_whole():
    text = new_markdown_cell("Why?\n\n<!-- BEGIN SOLUTION -->\nBecause.\n<!-- END SOLUTION -->")
    answer = new_code_cell("int x = 42;", metadata={"nbgrader": {"solution": True, "grade": False, "grade_id": "x"}})
    plain = new_code_cell("int y = 1;", metadata={"nbgrader": {"solution": False, "grade": True, "grade_id": "y"}})
    edition = student(new_notebook(cells=[text, answer, plain]), "n")
    assert [c.source for c in edition.cells] == ["Why?\n\nYOUR ANSWER HERE", "// YOUR CODE HERE", "int y = 1;"]
    assert edition.cells[1].metadata.nbgrader.grade_id == "x"


@pytest.mark.parametrize(
    "source, said",
    [
        ("// BEGIN SOLUTION\nint x;", "n, cell 2: BEGIN SOLUTION without END SOLUTION"),
        ("int x;\n// END SOLUTION", "n, cell 2: END SOLUTION without BEGIN SOLUTION"),
        ("// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION", "n, cell 2: a second BEGIN SOLUTION before END SOLUTION"),
        ("// BEGIN HIDDEN TESTS", "n, cell 2: BEGIN HIDDEN TESTS without END HIDDEN TESTS"),
    ],
)
def test_a_mark_without_its_other_one_is_told_and_nothing_is_written(tmp_path, source, said):
    folder = course(tmp_path, n=[notes("."), new_code_cell(source)], ok=[new_code_cell("int x;")])
    with pytest.raises(Problem) as problem:
        write(folder, ["ok", "n"], tmp_path / "editions")
    assert str(problem.value) == said
    assert not (tmp_path / "editions").exists()


def test_regions_on_one_line_and_several_in_a_cell():
    one = "a\n  // BEGIN SOLUTION x END SOLUTION\nb\n// BEGIN SOLUTION\nc\n// END SOLUTION\nd"
    assert without_regions(one, "SOLUTION", "// YOUR CODE HERE", "n") == "a\n  // YOUR CODE HERE\nb\n// YOUR CODE HERE\nd"
    assert without_regions("int x = 1;", "SOLUTION", "stub", "n") == "int x = 1;"


def test_the_same_notebooks_make_the_same_zips(tmp_path):
    folder = course(tmp_path, _1=[new_code_cell("int x;", id="a")])
    first, second = (write(folder, ["1"], tmp_path / at) for at in ("one", "two"))
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_the_command(tmp_path, monkeypatch, capsys):
    def run(*words):
        monkeypatch.setattr(sys, "argv", ["editions", "--notebooks", str(tmp_path), *words])
        try:
            main()
        except SystemExit as end:
            assert end.code == 1
        return capsys.readouterr()

    assert run() == ("", f"arignote: {tmp_path} has no notebook whose name begins with a number; name those that you mean\n")
    course(tmp_path, _1_a=[new_code_cell("int x;")], mine=[new_code_cell("int y;")])
    made = run().out.split()
    assert made == [str(tmp_path / "build/editions" / f"{who}.zip") for who in ("student", "teacher")]
    assert "student/mine.ipynb" not in content(made[0])
    assert run("mine").out.split() == made
    assert "student/mine.ipynb" in content(made[0])
    (tmp_path / "2_broken.ipynb").write_text(json.dumps([1]))
    assert run("2") == ("", f"arignote: {tmp_path / '2_broken.ipynb'} is no notebook\n")
