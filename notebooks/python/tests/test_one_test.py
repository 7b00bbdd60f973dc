"""Which test a name means, in the checkout as it is."""

import subprocess
import sys
from pathlib import Path

import pytest
from arignote.checkout.one_test import found
from arignote.tutorials import Problem

HERE = Path(__file__)


@pytest.mark.parametrize(
    "name, module, pattern",
    [
        ("LoopsTest", "kernel-lib", "LoopsTest"),
        ("arignote.compile.fuse.LoopsTest", "kernel-lib", "LoopsTest"),
        ("some/folder/LoopsTest.java", "kernel-lib", "LoopsTest"),
        ("OneLinePageTest#each_*", "kernel-lib", "OneLinePageTest#each_*"),
        ("*Printer*", "kernel-lib", "*Printer*"),
        ("LineStepTest", "bench", "LineStepTest"),
    ],
)
def test_a_class_a_method_or_a_pattern_is_junit_s(name, module, pattern):
    assert found(name) == ["junit", module, pattern]


@pytest.mark.parametrize("name", ["test_one_test", "test_one_test.py", "notebooks/python/tests/test_one_test.py"])
def test_a_file_is_pytest_s(name):
    assert found(name) == ["pytest", str(HERE)]


def test_a_test_of_a_file_is_pytest_s():
    assert found("test_new.py::test_a_title_is_made_from_the_name[Ohm]") == [
        "pytest",
        f"{HERE.with_name('test_new.py')}::test_a_title_is_made_from_the_name[Ohm]",
    ]


@pytest.mark.parametrize(
    "name, said",
    [
        ("LoopTest", "'LoopTest' is neither a JUnit class nor a file of pytest; near it are LoopsTest"),
        ("rooms", "'rooms' is neither a JUnit class nor a file of pytest; near it are RoomsTest"),
        ("test_embedd", "'test_embedd' is neither a JUnit class nor a file of pytest; near it are test_embed"),
        ("xyzzy", "'xyzzy' is neither a JUnit class nor a file of pytest"),
        ("OneLinePageTest#each", "OneLinePageTest has no test 'each'; near it are each_text_is_the_one"),
        ("test_new.py::a_title", "test_new.py has no test 'a_title'; near it are test_a_title_is_made_from_the_name"),
    ],
)
def test_a_name_that_is_neither_is_told_with_near_names(name, said):
    with pytest.raises(Problem) as told:
        found(name)
    assert str(told.value).startswith(said) and "\n" not in str(told.value)


def test_the_program_prints_a_word_a_line_or_complains():
    program = [sys.executable, "-m", "arignote.checkout.one_test"]
    done = subprocess.run([*program, "LoopsTest"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "junit\nkernel-lib\nLoopsTest\n")
    done = subprocess.run([*program, "xyzzy"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "") and done.stderr.startswith("arignote: 'xyzzy' is neither")
