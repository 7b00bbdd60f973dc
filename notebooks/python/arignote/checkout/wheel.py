"""Makes the wheel: python -m arignote.checkout.wheel prints its path.

The package, and within it, at their places, the few files that it needs of a checkout. The same sources give the same bytes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import nbformat
from arignote.check import translated
from arignote.execute import cleared, read
from arignote.kernelspec import LOGO, SHIPPED_KERNEL, json_text
from arignote.tutorials import BUILD, JAR, PACKAGE, POM, ROOT, VERSION, Problem, explained
from flit_core import buildapi

STAGE = BUILD / "wheel"
DIST = BUILD / "dist"
KERNEL = "data/share/jupyter/kernels/arignote"
SHIPPED = ("pom.xml", "notebooks/*.ipynb", "notebooks/LICENSE", "notebooks/data/*", "notebooks/beside/[0-9]*.py", "notebooks/export/**/*")
BUILT = (JAR, JAR.parent / "mathjax/tex-svg.js")
LIST = "org.apache.maven.plugins:maven-dependency-plugin:{version}:list-repositories"


def stage() -> None:
    """All that goes in, in one folder."""
    shutil.rmtree(STAGE, ignore_errors=True)
    ignored = shutil.ignore_patterns("checkout", "__pycache__", "shipped")
    shutil.copytree(PACKAGE, STAGE / "arignote", ignore=ignored)
    files = [path for pattern in SHIPPED for path in ROOT.glob(pattern) if path.is_file()]
    for source in (*files, *BUILT):
        target = STAGE / "arignote/shipped" / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".ipynb" and translated(source.stem):
            nbformat.write(cleared(read(source)), target)  # its pictures are its original's, which is there
        else:
            shutil.copyfile(source, target)
    (STAGE / "arignote/shipped/repository.txt").write_text(repository() + "\n", "utf-8")
    with (STAGE / "arignote/__init__.py").open("a", encoding="utf-8") as file:
        file.write(f'__version__ = "{VERSION}"\n')
    for source in (PACKAGE.parent / "pyproject.toml", PACKAGE.parent / "README.md", ROOT / "LICENSE", ROOT / "NOTICE"):
        shutil.copyfile(source, STAGE / source.name)
    (STAGE / KERNEL).mkdir(parents=True)
    (STAGE / KERNEL / "kernel.json").write_text(json_text(SHIPPED_KERNEL), "utf-8")
    shutil.copyfile(LOGO, STAGE / KERNEL / LOGO.name)


def repository() -> str:
    """The address that Maven itself takes libraries from, for machines that have no Maven."""
    goal = LIST.format(version=re.search(r"<dependency.plugin.version>(.*?)<", POM)[1])
    done = subprocess.run([shutil.which("mvn"), "-B", "-N", "-f", ROOT / "pom.xml", goal], capture_output=True, text=True)
    found = re.search(r"\* central \((https://[^,\s]+)", done.stdout)
    if not found:
        raise Problem("Maven does not say where its central repository is; a mirror in its settings may stand in the way")
    return found[1]


def build() -> Path:
    stage()
    DIST.mkdir(parents=True, exist_ok=True)
    for old in DIST.glob("arignote-*.whl"):
        old.unlink()
    os.chdir(STAGE)
    # Times of files are those of the jar's, so that the same sources give the same bytes.
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch())
    return DIST / buildapi.build_wheel(str(DIST))


def epoch() -> int:
    from datetime import datetime

    written = re.search(r"<project.build.outputTimestamp>(.*?)<", POM)[1]
    return int(datetime.fromisoformat(written.replace("Z", "+00:00")).timestamp())


if __name__ == "__main__":
    with explained(DIST):
        print(build())
