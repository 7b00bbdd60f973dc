"""Writes THIRD-PARTY.md: every library and package that the launcher fetches and a container holds, with its licence.

The libraries are those of kernel-lib/target/classpath, their licences those that their poms name, or a parent's; the packages
are those of notebooks/python/requirements.txt, as they say in the environment, and what a class's hub has beside them: of these the
licences stay as they are written while the versions are the same, and are read anew in docker/hub/.venv, where that is there.
"""

from __future__ import annotations

import json
import os
import re
from importlib.metadata import distributions
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
CLASS_PATH = ROOT / "kernel-lib" / "target" / "classpath"
REQUIREMENTS = ROOT / "notebooks" / "python" / "requirements.txt"
HUB = ROOT / "docker" / "hub"
FILE = ROOT / "THIRD-PARTY.md"

# How publishers' own names for these begin or what they contain, in order. A name that fits none stops the list: it is to be read.
SPDX = [
    (r"(The )?Apache( Software)?( License|-2\.0| 2| V2|$)", "Apache-2.0"),
    (r"(The )?MIT( License|$)", "MIT"),
    (r"BSD[ -]3-clause", "BSD-3-Clause"),
    (r"BSD-2-Clause", "BSD-2-Clause"),
    (r"(The )?BSD License", "BSD"),
    (r"GPLv2 with Classpath exception", "GPL-2.0 WITH Classpath-exception-2.0"),
    (r"GNU General Public License \(GPL\) version 2, or any later", "GPL-2.0-or-later"),
    (r"LGPL-2\.1-or-later", "LGPL-2.1-or-later"),
    (r"LGPL, version 2\.1", "LGPL-2.1"),
    (r"GNU Library or Lesser General Public License", "LGPL"),
    (r"(The )?Eclipse Public License( Version 1\.0|$)", "EPL-1.0"),
    (r"EPL-2\.0|Eclipse Public License, Version 2\.0", "EPL-2.0"),
    (r"Mozilla Public License 2\.0", "MPL-2.0"),
    (r"Python Software Foundation", "PSF-2.0"),
    (r"ISC License", "ISC"),
    (r"Unicode/ICU", "ICU"),
]
# SPDX's own names: what is written as an expression is taken as it is.
EXPRESSION = re.compile(r"[A-Za-z0-9.-]+(?: (?:AND|OR) [A-Za-z0-9.-]+)*")

# What Apache-2.0 software may be shipped with; of several licences to choose from one has to be here.
# The LGPL's library and the Eclipse ones are jars of their own, unchanged, that a reader can exchange.
FREE = {
    "Apache-2.0", "MIT", "MIT-0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "ICU", "PSF-2.0", "EPL-1.0", "EPL-2.0", "MPL-2.0",
    "LGPL",
}

# Packages that name none in a word, or are for another system than this one: what their own files say.
SAID = {
    "appnope": "BSD-2-Clause",
    "async-timeout": "Apache-2.0",
    "axe-playwright-python": "MIT AND MPL-2.0",  # its own, and that of axe-core, which is in it; tests alone use it
    "colorama": "BSD-3-Clause",
    "decorator": "BSD-2-Clause",
    "exceptiongroup": "MIT",
    "flit-core": "BSD-3-Clause",
    "jupyterhub-idle-culler": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
    "pywinpty": "MIT",
    "tomli": "MIT",
}

HEAD = """# Libraries and packages by others

Written by `python3 docs/third_party.py` from what the build and the set-up resolve; a test compares it. [NOTICE](NOTICE) names what
the repository itself holds of others. Each comes from its own publisher and holds its own licence; where there are several,
the first of these is the one that is used: Apache-2.0, MIT, BSD. The native parts of ND4J for each system have the licence
of the library that they belong to; OpenBLAS in them has BSD-3-Clause.
"""


def pom(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(re.sub(rb'\sxmlns="[^"]*"', b"", path.read_bytes(), count=1))


def text(element: ElementTree.Element | None, path: str) -> str:
    return (element.findtext(path) or "").strip() if element is not None else ""


def licences(path: Path) -> list[str]:
    """The names in a pom of a repository, or in the nearest parent's."""
    project = pom(path)
    names = [text(each, "name") for each in project.findall("licenses/license")]
    parent = project.find("parent")
    if names or parent is None:
        return names
    group, artifact, version = (text(parent, part) for part in ("groupId", "artifactId", "version"))
    repository = path.parents[len(text(project, "groupId").split(".")) + 2] if project.find("groupId") is not None else None
    for folder in [repository, *path.parents]:
        above = folder and folder / group.replace(".", "/") / artifact / version / f"{artifact}-{version}.pom"
        if above and above.is_file():
            return licences(above)
    return []


def libraries() -> dict[str, list[str]]:
    """Coordinates and licences; a library's parts for one system are a part of it."""
    found = {}
    for jar in map(Path, CLASS_PATH.read_text().split(os.pathsep)):
        version, artifact = jar.parent, jar.parent.parent
        path = version / f"{artifact.name}-{version.name}.pom"
        project = pom(path)
        group = text(project, "groupId") or text(project, "parent/groupId")
        found[f"{group}:{artifact.name}:{version.name}"] = licences(path)
    return found


def wanted(requirements: Path) -> dict[str, str]:
    """Packages of a locked list, and their versions."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", requirements.read_text(), re.M))


def packages() -> dict[str, list[str]]:
    """Packages with their versions and licences."""
    return said(wanted(REQUIREMENTS), {})


def hub_packages() -> dict[str, list[str]]:
    """What the hub and its servers have beside them."""
    there = wanted(REQUIREMENTS)
    more = {name: version for name, version in wanted(HUB / "requirements.txt").items() if there.get(name) != version}
    known = dict(re.findall(r"^\| (\S+ \S+) \| (.+) \|$", FILE.read_text("utf-8"), re.M))
    return said(more, known, *HUB.glob(".venv/lib/python3*/site-packages"))


def proxy_packages() -> dict[str, list[str]]:
    """The hub's proxy and what it needs, as npm's lock file says."""
    lock = json.loads((HUB / "package-lock.json").read_text("utf-8"))["packages"]
    return {f"{path.rpartition('node_modules/')[2]} {one['version']}": [one.get("license", "")] for path, one in lock.items() if path}


def said(packages: dict[str, str], known: dict[str, str], *environment: Path) -> dict[str, list[str]]:
    """The licences that packages name in an environment; without it those that are known."""
    found = {}
    there = distributions(path=list(map(str, environment))) if environment else distributions()
    installed = {re.sub(r"[-_.]+", "-", each.name).lower(): each for each in there}
    for name, version in packages.items():
        one = installed.get(re.sub(r"[-_.]+", "-", name).lower())
        if name in SAID or one is None or one.version != version:
            found[f"{name} {version}"] = [SAID[name]] if name in SAID else known.get(f"{name} {version}", "").split(" or ")
            continue
        about = one.metadata
        classifiers = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
        own = about.get("License-Expression") or ""
        free = (about.get("License") or "").strip()
        found[f"{name} {version}"] = [own] if own else classifiers or ([free] if free and "\n" not in free else [])
    return found


def spdx(names: list[str], of: str) -> list[str]:
    """The licences by SPDX's names."""
    found = []
    for name in filter(None, names):
        known = next((short for pattern, short in SPDX if re.match(pattern, name, re.I)), None)
        expression = EXPRESSION.fullmatch(name)
        if expression and " " in name or name in FREE:
            found.append(name)
        elif known:
            found.append(known)
        else:
            raise SystemExit(f"{of} has the licence '{name}', which docs/third_party.py does not know: read it, and add it or leave it")
    if not found:
        raise SystemExit(f"{of} names no licence: look into its files, and add what they say to docs/third_party.py")
    if not any(set(re.split(" AND | OR ", each)) <= FREE for each in found):
        raise SystemExit(f"{of} has the licence {found}, which Apache-2.0 software cannot ship: take another library")
    return found


def rows(found: dict[str, list[str]]) -> str:
    lines = [f"| {of} | {' or '.join(dict.fromkeys(spdx(names, of)))} |" for of, names in sorted(found.items(), key=lambda i: i[0].lower())]
    return "\n".join(lines)


def written() -> str:
    return (
        f"{HEAD}\n## Java libraries\n\n| coordinates | licence |\n|---|---|\n{rows(libraries())}\n"
        "| org.dflib.jjava:jjava-distro, in the Python package jjava | MIT |\n"
        f"\n## Python packages\n\n| package | licence |\n|---|---|\n{rows(packages())}\n"
        f"\n## In the hub of a class, beside them\n\n| package | licence |\n|---|---|\n{rows({**hub_packages(), **proxy_packages()})}\n"
    )


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
