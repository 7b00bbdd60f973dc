"""Writes jars.txt, the libraries with their sums as Maven has them for each system: python -m arignote.checkout.lock"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from arignote.jars import LIST, sum_of
from arignote.tutorials import ROOT, Problem, explained

SYSTEMS = ("linux-x86_64", "linux-arm64", "macosx-x86_64", "macosx-arm64", "windows-x86_64")


def class_path(system: str) -> list[Path]:
    """The files of a run on a system; Maven fetches those that are not here."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "classpath")
        command = ["mvn", "-q", "-B", "-f", ROOT / "pom.xml", "-pl", "kernel-lib", "dependency:build-classpath"]
        options = ["-DincludeScope=runtime", f"-Dmdep.outputFile={file}", f"-Djavacpp.platform={system}"]
        if subprocess.run([*command, *options], stdout=sys.stderr).returncode:
            raise Problem(f"Maven has no class path for {system}")
        return [Path(path) for path in file.read_text("utf-8").strip().split(os.pathsep)]


def path_in_repository(file: Path) -> str:
    """From the group's first name on; the folder of the version says where the group ends."""
    parts = file.parts
    return "/".join(parts[parts.index("repository") + 1 :])


def rows(systems: dict[str, list[Path]]) -> list[str]:
    """A line for each file: those of all systems once."""
    paths = {system: [path_in_repository(file) for file in files] for system, files in systems.items()}
    first = next(iter(systems))
    lines: list[str] = []
    for place, path in enumerate(paths[first]):
        if all(path in others for others in paths.values()):
            lines.append(row(systems[first][place], "all"))
        else:  # each system's stand together, where the first has its own
            own = {system: files[place] for system, files in systems.items()}
            lines += [row(file, system) for system, file in own.items()]
    for system, files in systems.items():
        of_it = [line.split()[3] for line in lines if line.split()[2] in ("all", system)]
        if of_it != paths[system]:
            raise Problem(f"the class path of {system} has another order than that of {first}")
    return lines


def row(file: Path, system: str) -> str:
    return f"{sum_of(file)} {file.stat().st_size:>9} {system:<14} {path_in_repository(file)}"


if __name__ == "__main__":
    with explained(LIST):
        LIST.write_text("\n".join(rows({system: class_path(system) for system in SYSTEMS})) + "\n", "utf-8")
        print(LIST)
