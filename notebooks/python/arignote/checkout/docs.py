"""Writes the API pages of the public packages: python -m arignote.checkout.docs JDK CLASS_PATH FOLDER.

Pages that need no network. A fault in a comment, or a public thing without one, is an error.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from arignote.tutorials import ROOT, Problem, explained

SOURCES = ROOT / "kernel-lib/src/main/java"
PACKAGES = ("arignote", "arignote/eager")
# A comment of one sentence says what its tags would say again. All else that doclint knows is a fault.
LEFT_OUT = re.compile(r"(warning: no @(param|return|throws)\b)")
SAID = re.compile(r"(error|warning): ")


def faults(said: str) -> list[str]:
    """The lines of javadoc that name a fault."""
    return [line for line in said.splitlines() if SAID.search(line) and not LEFT_OUT.search(line)]


def write(jdk: Path, class_path: str, folder: Path, sources: Path = SOURCES) -> None:
    """Pages into the folder, which are all of it then; none if there is a fault."""
    with TemporaryDirectory() as made:
        command = [jdk / "bin" / "javadoc", "-quiet", "-notimestamp", "-encoding", "UTF-8", "-docencoding", "UTF-8"]
        command += ["-Xdoclint:all", "-Xmaxwarns", "100000", "-Xmaxerrs", "1000", "-windowtitle", "Arignote"]
        # Types of other packages come as classes: javadoc 17 fails at one that it finds as a source and does not show.
        command += ["-classpath", class_path, "-sourcepath", made, "-d", made]
        command += [path for package in PACKAGES for path in sorted((sources / package).glob("*.java"))]
        done = subprocess.run(command, capture_output=True, text=True)
        wrong = faults(done.stderr + done.stdout)
        if wrong or done.returncode:
            raise Problem("the comments have faults:\n" + "\n".join(wrong or [done.stderr]).replace(f"{ROOT}/", ""))
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder)


if __name__ == "__main__":
    jdk, class_path, folder = sys.argv[1:]
    with explained(Path(folder)):
        write(Path(jdk), class_path, Path(folder))
        print(Path(folder) / "index.html")
