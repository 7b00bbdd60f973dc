"""Set-up where pip has installed Arignote: the libraries are fetched once, nothing is built."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from arignote.jars import fetch, paths, store
from arignote.jdk import needed, system_of
from arignote.tutorials import JAR, explained

USAGE = """Usage: arignote VERB

  lab                      JupyterLab on a copy of the tutorials; prints its address
  run [NAME…]              execute the tutorials, check their numbers, export pages and slides
  new NAME                 a small notebook of your own, to start from
  slides [NAME…]           one offline slide deck and one PDF per tutorial; --handout adds one for students and one with the notes
  plain NOTEBOOK           the notebook in plain Java, for any Java kernel: NOTEBOOK.plain.ipynb
  editions [NAME…]        two zips to hand out: the students' without notes, outputs and solutions, and the teacher's
  reset NAME               a tutorial of yours as it came; yours is kept under another name
  rehearse [NAME]          a tutorial as a class would run it: start, time and memory of each student, how many this machine carries
  doctor                   what is installed, what is missing, the command that mends it
  kernel install           the kernel "Java (Arignote)" for another Jupyter: --user, --prefix FOLDER or --sys-prefix;
                           --class-data has kernels of many users share the classes of a lesson
  kernel uninstall         takes it away again
  java Some.java           Java on a program of your own, with the library and with vectors; a class path of yours by -cp
  classpath                the library's class path, for a Java that you start yourself
  bundle PATH              the libraries in a folder or a zip, for machines without a network; there: bundle --from PATH;
                           for many users of one: bundle --unpacked PATH, and PATH in ARIGNOTE_JARS

A NAME is a notebook's name, its beginning, or its number. run --save keeps the outputs in the notebooks.
Your notebooks are in arignote-notebooks in your home; the variable ARIGNOTE_NOTEBOOKS, or --notebooks FOLDER, names another
folder. A tutorial that is there is never overwritten; reset brings it back as new. ARIGNOTE_MAVEN names the folder
or the address that libraries are fetched from, ARIGNOTE_JARS the folder they are kept in.
"""
VERBS: dict = {}


@dataclass(frozen=True)
class Library:
    jdk: Path
    class_path: str
    python: Path = Path(sys.executable)


def class_path() -> str:
    """The library and all that it needs, fetched if need be."""
    system = system_of(needed())
    with explained(store()):
        fetch(system)
    return os.pathsep.join(map(str, [JAR, *paths(system)]))


def set_up(*_: str) -> Library:
    library = Library(needed(), class_path())
    if os.name == "nt":
        name_java(library)
    return library


def name_java(library: Library) -> None:
    """Has this environment's kernelspec start Java by itself: on Windows, Python cannot become Java, and ending it ends no Java."""
    from arignote.kernelspec import KERNELS, write_kernel

    with suppress(OSError):  # an environment that is not the reader's own keeps what came with the wheel
        write_kernel(KERNELS / "arignote", library.jdk, library.class_path)
