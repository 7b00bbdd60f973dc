"""Which test a name means: python -m arignote.checkout.one_test NAME prints "junit" or "pytest",
and the name as that tool takes it.

A JUnit name is a class (LoopsTest), a method of it (LoopsTest#a_step), or a pattern (*Printer*). A pytest name is a file
(test_embed), or a test in it (test_embed.py::test_a_name).
"""

from __future__ import annotations

import re
import sys
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

from arignote.tutorials import ROOT, Problem, explained

JUNIT = ("kernel-lib/src/test/java", "bench/src/test/java", "spark/src/test/java")
PYTEST = "notebooks/python/tests"
METHOD = re.compile(r"^ +(?:public )?(?:static )?(?:void|Stream<\w+>|\S+) (\w+)\([^;]*\{", re.MULTILINE)
FUNCTION = re.compile(r"^def (test_\w+)\(", re.MULTILINE)


def classes(root: Path) -> dict[str, Path]:
    """The files of JUnit's classes, by the names of the classes."""
    return {path.stem: path for folder in JUNIT for path in sorted((root / folder).rglob("*Test.java"))}


def files(root: Path) -> dict[str, Path]:
    """The files of pytest, by their names without an ending."""
    return {path.stem: path for path in sorted((root / PYTEST).glob("test_*.py"))}


def near(name: str, known: list[str]) -> str:
    """Which names are like this one: those that differ by a letter or two and those that hold it, else those that are a little like it."""
    short = name.lower().replace("*", "")
    holding = [k for k in known if short and short in k.lower()]
    likest = get_close_matches(name, known, n=3, cutoff=0.9)
    like = list(dict.fromkeys(likest + holding)) or get_close_matches(name, known, n=3, cutoff=0.5)
    return f"; near it are {', '.join(like[:5])}" if like else ""


def junit(name: str, part: str, root: Path) -> list[str]:
    known = classes(root)
    matching = [k for k in known if fnmatchcase(k, name)]
    if part:
        methods = [m for k in matching for m in METHOD.findall(known[k].read_text("utf-8"))]
        if not any(fnmatchcase(method, part) for method in methods):
            raise Problem(f"{name} has no test '{part}'{near(part, methods)}")
    modules = {known[k].relative_to(root).parts[0] for k in matching}
    module = modules.pop() if len(modules) == 1 else "kernel-lib"
    return ["junit", module, f"{name}#{part}" if part else name]


def pytest(name: str, part: str, root: Path) -> list[str]:
    path = files(root)[name]
    tests = FUNCTION.findall(path.read_text("utf-8"))
    if part and part.partition("[")[0] not in tests:
        raise Problem(f"{path.name} has no test '{part}'{near(part, tests)}")
    return ["pytest", str(path) + (f"::{part}" if part else "")]


def found(name: str, root: Path = ROOT) -> list[str]:
    """The tool, and what it is to run."""
    file, _, part = name.partition("::")
    file = Path(file).name.removesuffix(".py")
    if file in files(root):
        return pytest(file, part, root)
    simple, _, part = Path(name).name.removesuffix(".java").partition("#")
    simple = simple.rpartition(".")[2]
    if any(fnmatchcase(k, simple) for k in classes(root)):
        return junit(simple, part, root)
    raise Problem(
        f"'{name}' is neither a JUnit class nor a file of pytest{near(file if '::' in name else simple, [*classes(root), *files(root)])}"
    )


if __name__ == "__main__":
    with explained(ROOT):
        print(*found(sys.argv[1]), sep="\n")
