"""The rehearsal of a class: several kernels at once, and what it says of the machine."""

import sys
from subprocess import run

import nbformat
import nbformat.v4 as v4
import pytest
from arignote.profiles import Machine
from arignote.rehearse import KEPT, MB, SERVER_PER_STUDENT, Student, carried, report


def test_students_run_together_each_with_what_a_class_has(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/mine.txt").write_text("here")
    cells = [
        v4.new_code_cell('System.out.println(java.nio.file.Files.readString(java.nio.file.Path.of("data/mine.txt")));'),
        v4.new_code_cell("if (Runtime.getRuntime().maxMemory() > 600_000_000L) throw new IllegalStateException(\"no class\");"),
    ]
    nbformat.write(v4.new_notebook(cells=cells), tmp_path / "1_one.ipynb")
    before = sorted(path.name for path in tmp_path.iterdir())
    done = run([sys.executable, "-m", "arignote.rehearse", "--notebooks", tmp_path, "1"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "arignote: 2 kernels run 1_one\n")
    heading, *students = [line.split("  ") for line in done.stdout.splitlines()[:3]]
    for line in done.stdout.splitlines()[1:3]:
        number, started, _, ready, _, processor, _, memory, _ = line.split()
        assert 0.3 < float(started) < float(ready) < 60
        assert 0.5 < float(processor) and 50 < float(memory) < 1500
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_cell_that_fails_is_told(tmp_path):
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell("int a = nowhere;")]), tmp_path / "1_bad.ipynb")
    done = run(
        [sys.executable, "-m", "arignote.rehearse", "--notebooks", tmp_path, "--students", "1"], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "arignote: student 1: " in done.stderr and "nowhere" in done.stderr


@pytest.mark.parametrize("memory, each, seats", [(4096, 400, 8), (512, 400, 0), (100, 400, 0), (16 * 1024, 300, 51)])
def test_what_a_machine_carries(memory, each, seats):
    assert carried(memory * MB, each * MB) == seats
    assert KEPT + seats * (each * MB + SERVER_PER_STUDENT) <= max(memory * MB, KEPT)


def test_the_report_counts_with_the_largest(monkeypatch):
    monkeypatch.setattr("arignote.rehearse.machine", lambda: Machine(4, 4096 * MB))
    lines = report("x", [Student(1, 5, 20, 300 * MB), Student(2, 6, 24, 400 * MB)])
    assert lines[-2:] == [
        "memory carries 8 students, at 400 MB each;",
        "all cells of 8 at once would keep the cores busy for 48 s.",
    ]
