"""The verbs of a checkout alone, and the list of all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from arignote.checkout.set_up import VENV, lock_file, python_of, set_up
from arignote.chromium import find_chromium
from arignote.jars import locked
from arignote.process import become, end, guarded
from arignote.tutorials import ROOT, Problem

USAGE = """Usage: arignote VERB

  run [NAME…]      execute the tutorials, check their numbers, export pages and slides to build/site/
  test             every test: the library, the notebooks, the exported pages in a browser
  test NAME        one JUnit class, Class#method or *Pattern*, or one pytest file or file::test; -k WORD as pytest has it
  test --fuzz N    the differential test alone, with N random graphs
  test --peers [N] N random graphs, 1000 unless told, beside PyTensor: values and gradients; and what pages show beside cells
  lab              JupyterLab on your copy of the tutorials, in my-notebooks/; --tutorials on those in notebooks/
  new NAME         a small notebook of your own in notebooks/, to start from
  slides [NAME…]   one offline slide deck and one PDF per tutorial; --handout adds one for students and one with the notes
  plain NOTEBOOK   the notebook in plain Java, for any Java kernel: NOTEBOOK.plain.ipynb
  editions [NAME…]two zips to hand out: the students' without notes, outputs and solutions, and the teacher's
  reset NAME       a tutorial in my-notebooks/ as it came; yours is kept under another name
  rehearse [NAME]  a tutorial as a class would run it: start, time and memory of each student, how many this machine carries
  bench [--quick]  the benchmark table with PyTensor, JAX and NumPy; --quick in some five minutes
  bench --rounds N all in turn so often, and the medians; --only WORK… at the end: some rows
  card PATH        a folder for a machine with a graphics card, JDK and driver: PATH/card.sh compares bits and measures there
  docs             the API pages of the library, into build/docs/
  doctor           what is installed, what is missing, the command that mends it
  java Some.java   Java on a program of your own, with the library and with vectors; a class path of yours by -cp
  classpath        the library's class path, for a Java that you start yourself
  kernel           the kernel "Java (Arignote)" for your own Jupyter; kernel uninstall takes it away again
  bundle PATH      the libraries in a folder or a zip, for those who install the wheel without a network
  wheel            the wheel for pip, into build/dist/

A NAME is a notebook's name, its beginning, or its number. run --save keeps the outputs in notebooks/.
run, slides and new take --notebooks FOLDER for notebooks elsewhere; run and slides take --theme dark.
"""
SCRIPTS = ROOT / "notebooks/python"
# Tests wait for browsers and kernels half of the time, so two files of them run at once, in the order that conftest.py gives.
TWO_AT_A_TIME = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
# Files of pytest that need something else than a browser.
NEEDS = {"test_hub": ["hub"], "test_containers": ["containers"], "test_beside": ["browser", "numpy"]}
# Those that run only where they are named, by a variable: they take minutes and whole machines.
ALONE = {"test_hub": "ARIGNOTE_HUB", "test_containers": "ARIGNOTE_IMAGES"}
# What runs on Spark is built by the tests alone: Spark is 280 MB.
WITH_SPARK = ("-P", "spark")
# What Java says of its vector module at each start.
SAID = "WARNING: Using incubator modules"


def bench(words: list[str]) -> None:
    first, only, rows = " ".join(words).partition("--only")
    if not re.fullmatch(r"(--quick)? ?(--rounds \d+)?", first.strip()) or (only and not rows.strip()):
        raise Problem(
            "bench knows --quick, --rounds with a number, and at the end --only with the beginnings of rows' names, "
            f"not '{' '.join(words)}'"
        )
    library = set_up("benchmarks") if "--quick" in first else set_up("benchmarks", "peers")
    become([library.python, ROOT / "bench/bench.py", *words])


def card(words: list[str]) -> None:
    if len(words) != 1:
        raise Problem("card takes the folder that it is to write: card build/card")
    write_card(Path(words[0]), set_up("benchmarks").class_path)
    print(f"{words[0]}/card.sh runs it, on a machine with a JDK of 17 or newer and a card's driver")


def write_card(folder: Path, class_path: str) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise Problem(f"{folder} is there and not empty; name another folder")
    jars = folder / "jars"
    jars.mkdir(parents=True)
    for number, jar in enumerate(class_path.split(os.pathsep)):
        shutil.copy(jar, jars / f"{number:03}-{Path(jar).name}")  # in the order of the class path
    shutil.copytree(ROOT / "bench/target/classes", folder / "classes")
    for file in sorted((ROOT / "bench/card").iterdir()):
        shutil.copy(file, folder)


def docs(words: list[str]) -> None:
    library = set_up()
    become([library.python, "-m", "arignote.checkout.docs", library.jdk, library.class_path, ROOT / "build/docs"])


def wheel(words: list[str]) -> None:
    become([set_up().python, "-m", "arignote.checkout.wheel", *words])


def test(words: list[str]) -> int:
    """Every test: the library's, then the notebooks' and their pages'. With a name: that test alone."""
    first = words[0] if words else ""
    if first == "--fuzz":
        return fuzz(words[1:])
    if first == "--peers":
        return beside_peers(words[1:])
    if first.startswith("-"):
        set_up("browser", "numpy")
        return pytest(SCRIPTS / "tests", *words)
    if first:
        os.environ.update({variable: "1" for file, variable in ALONE.items() if file in first})
        set_up(*(NEEDS.get(re.sub(r"\.py.*", "", first), ["browser"]) if "test_" in first else ["sources"]))
        return one_test(first, words[1:])
    set_up("browser", "devices", "numpy")
    with locked(lock_file(), "waiting for another arignote"):  # Maven writes into target/, one at a time
        failed = maven(*WITH_SPARK, "verify")
    set_up("browser")  # Maven may have written the jar anew
    return pytest(SCRIPTS / "tests", *TWO_AT_A_TIME) or failed


def one_test(name: str, words: list[str]) -> int:
    asked = subprocess.run([python_of(VENV), "-m", "arignote.checkout.one_test", name], stdout=subprocess.PIPE, text=True)
    tool, *found = asked.stdout.split("\n")[:-1] or [""]
    if tool == "junit":
        return junit(*found, *words)
    return pytest(found[0], *words) if tool == "pytest" else 1


def fuzz(words: list[str]) -> int:
    """Random graphs alone; their report goes to standard output."""
    if len(words) != 1 or not re.fullmatch("[1-9][0-9]*", words[0]):
        raise Problem("test --fuzz takes a number of graphs: test --fuzz 100000")
    set_up("sources")
    report = ROOT / "kernel-lib/target/fuzz.md"
    report.unlink(missing_ok=True)
    failed = maven("-q", "-pl", "kernel-lib", "test", "-Dspotless.check.skip", "-Dtest=FuzzTest", f"-Darignote.fuzz={words[0]}")
    if report.is_file():
        print(report.read_text("utf-8"), end="")
    return failed


def beside_peers(words: list[str]) -> int:
    graphs = words[0] if words else "1000"
    if len(words) > 1 or not re.fullmatch("[1-9][0-9]*", graphs):
        raise Problem("test --peers takes a number of graphs: test --peers 1000")
    set_up("sources", "peers")
    if pytest(SCRIPTS / "tests/test_beside.py", "-k", "ends_in"):
        return 1
    export = ["-Dtest=PyTensorExportTest", f"-Darignote.fuzz.export={graphs}"]
    if maven("-q", "-pl", "kernel-lib", "test", "-Dspotless.check.skip", *export):
        return 1
    fuzzed = [ROOT / "kernel-lib/src/test/python/pytensor_fuzz.py", ROOT / "kernel-lib/target/fuzz.json"]
    become([python_of(ROOT / "bench/.venv"), *fuzzed])


def maven(*words: str) -> int:
    """Maven, without what Java says of its vector module. What it says goes to standard error where it is quiet."""
    command = [shutil.which("mvn"), "-B", "-ntp", "-Dstyle.color=never", "-f", str(ROOT / "pom.xml"), *words]
    out = sys.stderr if "-q" in words else None
    how = {} if os.name == "nt" else {"start_new_session": True}
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, text=True, errors="replace", **how
    )
    try:
        for line in process.stderr:
            if SAID not in line:
                print(line, end="", file=sys.stderr, flush=True)
        return 1 if process.wait() else 0
    except BaseException:
        end(process)
        raise


def junit(module: str, name: str, *words: str) -> int:
    """One JUnit class, method or pattern of a module, with options of Maven's, and how many tests it had."""
    with tempfile.NamedTemporaryFile() as mark:
        begun = Path(mark.name).stat().st_mtime
        options = ["-am", "test", "-Dspotless.check.skip", "-Dsurefire.failIfNoSpecifiedTests=false", f"-Dtest={name}", *words]
        failed = maven("-q", *(WITH_SPARK if module == "spark" else ()), "-pl", module, *options)
    for report in sorted((ROOT / module / "target/surefire-reports").glob("*.txt")):
        if report.stat().st_mtime >= begun:
            for line in report.read_text("utf-8").splitlines():
                if line.startswith("Tests run:"):
                    print(re.sub(r" -- in .*\.([^.]*)$", r"  \1", line))
    return failed


def pytest(*words: str | Path) -> int:
    environment = {**os.environ, "ARIGNOTE_CHROMIUM": find_chromium() or ""}
    command = [python_of(VENV), "-m", "pytest", "-c", SCRIPTS / "pytest.ini", *words]
    return 1 if guarded(command, env=environment) else 0


VERBS = {"test": test, "bench": bench, "card": card, "docs": docs, "wheel": wheel}
