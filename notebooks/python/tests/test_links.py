"""What opens the tutorials without an installation: badges from one setting, and files that name what is there."""

import json
import os
import re
import subprocess

from arignote.tutorials import NOTEBOOKS, POM, ROOT
from links import links, written


def test_the_badges_of_the_readme_are_those_of_the_address_in_the_pom():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme == written(readme, POM), "write them anew: python3 docs/links.py"


def test_an_address_of_github_gives_its_links():
    made = links("<arignote.address>https://github.com/some.one/arignote.git</arignote.address>")
    assert re.findall(r"\]\((https://[^)]*)\)", made)[1::2] == [
        "https://mybinder.org/v2/gh/some.one/arignote/HEAD?urlpath=lab/tree/notebooks",
        "https://codespaces.new/some.one/arignote",
    ]


def test_a_stand_in_gives_none():
    assert links("<arignote.address>https://example.org/arignote</arignote.address>") == links("") == ""


def test_what_binder_and_a_devcontainer_call_is_there():
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text("utf-8"))
    for named in re.findall(r"\.binder/\w+(?:\.\w+)?", json.dumps(container)):
        assert (ROOT / named).is_file()
    assert os.access(ROOT / ".binder/postBuild", os.X_OK)
    assert subprocess.run(["bash", "-n", ROOT / ".binder/postBuild"]).returncode == 0
    assert "/".join(NOTEBOOKS.parts[len(ROOT.parts) :]) == "notebooks"  # where the link leads


def test_the_packages_are_debians_names_of_what_the_set_up_asks_for():
    listed = (ROOT / ".binder/apt.txt").read_text("utf-8").split()
    asked = (ROOT / "notebooks/python/arignote/checkout/set_up.py").read_text("utf-8")
    assert [name for name in listed if f'"{name}"' not in asked] == ["openjdk-17-jdk-headless"]
